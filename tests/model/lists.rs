//! Section 6: questions about many. Each is the single question, asked again and again.

use serde_json::{Map, Value, json};

use super::RequestError;
use super::actions::{action_decision, before_action, on_mailbox};
use super::people::{backups, is_administrator, is_agent};
use super::reason::{deny, reason};
use super::request::parse_list;
use super::snapshot::{Mailbox, Snapshot, User};
use super::view::view;

/// "rows (positions in `snapshot.threads`) and levels of all threads whose level is above none, in order".
pub fn visible_threads(snapshot: &Snapshot, query: &Value) -> Result<Value, RequestError> {
    let request = parse_list(snapshot, query, "viewer", &["surface", "record"])?;
    let viewer = snapshot.user(request.text("viewer"));
    let (surface, record) = (request.maybe("surface"), request.maybe("record"));
    let (mut rows, mut levels, mut ids) = (Vec::new(), Vec::new(), Vec::new());
    for (row, thread) in snapshot.threads.iter().enumerate() {
        let view = view(snapshot, viewer, thread, surface, record, request.now());
        if view.level != "none" {
            rows.push(row);
            levels.push(view.level);
            ids.push(thread.id.as_str());
        }
    }
    Ok(json!({ "rows": rows, "levels": levels, "ids": ids }))
}

/// "every user with a level above none, in snapshot order, with level and reasons; support-agents in a list apart".
pub fn who_can_view(snapshot: &Snapshot, query: &Value) -> Result<Value, RequestError> {
    let request = parse_list(snapshot, query, "thread", &["surface", "record"])?;
    let thread = snapshot.thread(request.text("thread"));
    let (surface, record) = (request.maybe("surface"), request.maybe("record"));
    let (mut members, mut support_agents) = (Vec::new(), Vec::new());
    for user in &snapshot.users {
        let view = view(snapshot, user, thread, surface, record, request.now());
        if view.level != "none" {
            let row = json!({ "user": user.id, "level": view.level, "reasons": view.reasons });
            if is_agent(user) {
                support_agents.push(row);
            } else {
                members.push(row);
            }
        }
    }
    Ok(json!({ "members": members, "supportAgents": support_agents }))
}

/// "the mailboxes for the From field and for business processes (C-08), in snapshot order": those that the viewer may `send-from`.
pub fn send_from_mailboxes(snapshot: &Snapshot, query: &Value) -> Result<Value, RequestError> {
    let request = parse_list(snapshot, query, "viewer", &[])?;
    let viewer = snapshot.user(request.text("viewer"));
    let now = request.now();
    let mut mailboxes = Vec::new();
    for mailbox in &snapshot.mailboxes {
        if before_action(snapshot, viewer, "send-from", now).is_none()
            && on_mailbox(snapshot, viewer, "send-from", mailbox, now).is_ok()
        {
            mailboxes.push(mailbox.id.as_str());
        }
    }
    Ok(json!(mailboxes))
}

/// "for an administrator one row per mailbox, in snapshot order".
pub fn mailbox_administration(snapshot: &Snapshot, query: &Value) -> Result<Value, RequestError> {
    let request = parse_list(snapshot, query, "viewer", &[])?;
    let viewer = snapshot.user(request.text("viewer"));
    let now = request.now();
    // "For anyone else no rows and the decision: step 1 of section 3, `support-restricted` 6, or `not-administrator`
    // (M-02)."
    let (outcome, rows) = match before_action(snapshot, viewer, "mailboxAdministration", now) {
        Some(refusal) => (Err(vec![refusal]), vec![]),
        None if !is_administrator(viewer) => (deny("not-administrator", "M-02"), vec![]),
        // "Allowed there: `administrator` (M-02)."
        None => {
            let rows = snapshot.mailboxes.iter();
            let rows = rows.map(|mailbox| row(snapshot, viewer, mailbox, now));
            (Ok(reason("administrator", "M-02")), rows.collect())
        }
    };
    Ok(json!({ "decision": action_decision(viewer, outcome), "rows": rows }))
}

fn row(snapshot: &Snapshot, viewer: &User, mailbox: &Mailbox, now: i128) -> Value {
    let mut decisions = Map::new();
    for action in ["assign-sharing", "edit-excluded-domains", "lock", "unlock", "back-up", "back-up-latest"] {
        let outcome = on_mailbox(snapshot, viewer, action, mailbox, now);
        decisions.insert(action.to_owned(), action_decision(viewer, outcome));
    }
    json!({
        "mailbox": mailbox.id,
        "owner": mailbox.owner,
        "ownerStatus": snapshot.user(&mailbox.owner).status,
        "mode": mailbox.sharing.mode,
        "control": mailbox.control,
        "locked": mailbox.lock.is_some(),
        "backup": backup(mailbox, now),
        "decisions": decisions,
    })
}

fn backup(mailbox: &Mailbox, now: i128) -> &'static str {
    // "in-progress wins"
    ["in-progress", "completed"].into_iter().find(|status| !backups(mailbox, status, now).is_empty()).unwrap_or("none")
}

/// "members that are active or unconfirmed; support-agents are free (S-04)".
pub fn licensed_user_count(snapshot: &Snapshot) -> u64 {
    let is_licensed = |user: &&User| !is_agent(user) && user.status != "deactivated";
    let count = snapshot.users.iter().filter(is_licensed).count();
    u64::try_from(count).unwrap()
}
