//! Section 4: what may this viewer do?

use serde_json::{Value, json};

use super::people::{can_access, has_right, is_administrator, is_agent, is_own_name, no_right, owns, viewer_refusal};
use super::reason::{Outcome, deny, reason, reason_with, unless};
use super::request::{Request, parse_decide};
use super::snapshot::{Mailbox, Snapshot, Thread, User};
use super::time::at;
use super::view::{View, view};
use super::{RequestError, administration, support};

/// The Decision of section 7.
pub fn decide(snapshot: &Snapshot, query: &Value) -> Result<Value, RequestError> {
    // "Request errors come first."
    let request = parse_decide(snapshot, query)?;
    let viewer = snapshot.user(request.text("viewer"));
    let now = request.now();
    if request.text("action") == "view" {
        let thread = snapshot.thread(request.text("thread"));
        let surface = request.maybe("surface");
        let view = view(snapshot, viewer, thread, surface, request.maybe("record"), now);
        return Ok(view_decision(viewer, view));
    }
    let outcome = act(snapshot, viewer, &request, now);
    let is_creation = request.maybe("operation") == Some("create-record");
    let mut decision = action_decision(viewer, outcome);
    if is_creation && decision["outcome"] == "allowed" {
        // "an allowed `create-record` also `set-record-owner` with the agent's id (S-08)"
        let obligation = json!({ "kind": "set-record-owner", "owner": viewer.id });
        decision["obligations"].as_array_mut().unwrap().push(obligation);
    }
    Ok(decision)
}

fn view_decision(viewer: &User, view: View) -> Value {
    // "level above none"
    let outcome = if view.level == "none" { "denied" } else { "allowed" };
    json!({
        "outcome": outcome,
        "level": view.level,
        "reasons": view.reasons,
        "obligations": obligations(viewer),
    })
}

/// The decision of every action but `view`: it has no level.
pub fn action_decision(viewer: &User, outcome: Outcome) -> Value {
    let (outcome, reasons) = match outcome {
        Ok(allowed) => ("allowed", vec![allowed]),
        Err(denied) => ("denied", denied),
    };
    json!({ "outcome": outcome, "reasons": reasons, "obligations": obligations(viewer) })
}

/// "**Every** decision for an agent carries the obligation `audit` (S-09)".
fn obligations(viewer: &User) -> Vec<Value> {
    if is_agent(viewer) { vec![json!({ "kind": "audit" })] } else { vec![] }
}

/// What stands before every action but `view`; then the action itself.
pub fn before_action(snapshot: &Snapshot, viewer: &User, action: &str, now: i128) -> Option<Value> {
    // "Then, for every action: step 1 of section 3"
    if let Some(refusal) = viewer_refusal(snapshot, viewer, now) {
        return Some(refusal);
    }
    // "Then a support-agent is denied every action of this section except `view`, with `support-restricted`
    // and the number of the restriction"; `operate` is judged by section 5
    let restriction = support::restriction_of_action(action);
    (is_agent(viewer) && action != "operate")
        .then(|| reason_with("support-restricted", "S-07", "restriction", restriction))
}

fn act(snapshot: &Snapshot, viewer: &User, request: &Request, now: i128) -> Outcome {
    let action = request.text("action");
    if let Some(refusal) = before_action(snapshot, viewer, action, now) {
        return Err(vec![refusal]);
    }
    if let Some(thread) = request.maybe("thread") {
        let thread = snapshot.thread(thread);
        let mailbox = snapshot.mailbox(&thread.mailbox);
        return match action {
            "reply" | "forward" => reply(snapshot, viewer, thread, mailbox, now),
            "share-thread" | "unshare-thread" => share_thread(viewer, thread, mailbox),
            "archive" | "delete" => archive(viewer, thread, mailbox),
            _ => panic!("`{action}` is no action on a thread"),
        };
    }
    if let Some(mailbox) = request.maybe("mailbox") {
        let mailbox = snapshot.mailbox(mailbox);
        return match request.maybe("record") {
            Some(record) => tick(snapshot, viewer, mailbox, record, now),
            None => on_mailbox(snapshot, viewer, action, mailbox, now),
        };
    }
    if action == "operate" {
        return support::operate(request.text("operation"));
    }
    if !is_administrator(viewer) {
        // "`not-administrator`!" with "S-05 for support access"
        return deny("not-administrator", "S-05");
    }
    let expires_at = request.maybe("expiresAt").map(at);
    match (action, expires_at) {
        ("grant-support-access", Some(expires_at)) => support::grant(snapshot, expires_at, now),
        ("edit-support-access", Some(expires_at)) => support::edit(snapshot, expires_at, now),
        ("revoke-support-access", None) => support::revoke(snapshot, now),
        _ => panic!("`{action}` is no action"),
    }
}

/// The actions whose only target is a mailbox, for a viewer whom nothing stands in the way.
pub fn on_mailbox(snapshot: &Snapshot, viewer: &User, action: &str, mailbox: &Mailbox, now: i128) -> Outcome {
    match action {
        "send-from" => send_from(snapshot, viewer, mailbox, now),
        "configure" => configure(snapshot, viewer, mailbox, now),
        "save-settings-unchanged" if owns(viewer, mailbox) => owner_may(),
        "save-settings-unchanged" => deny("not-mailbox-owner", "M-08"),
        "change-sharing" => administration::change_sharing(viewer, mailbox),
        "share-mailbox" => administration::share_mailbox(viewer, mailbox),
        "assign-sharing" => administration::assign_sharing(viewer, mailbox),
        "edit-excluded-domains" => administration::edit_excluded_domains(viewer, mailbox),
        "manage-grants" => administration::manage_grants(snapshot, viewer, mailbox, now),
        "lock" => administration::lock(snapshot, viewer, mailbox),
        "unlock" => administration::unlock(snapshot, viewer, mailbox),
        "back-up" => administration::back_up(snapshot, viewer, mailbox, now),
        "back-up-latest" => administration::back_up_latest(snapshot, viewer, mailbox, now),
        _ => panic!("`{action}` is no action on a mailbox"),
    }
}

pub fn owner_may() -> Outcome {
    Ok(reason("mailbox-owner", "X-01"))
}

/// `reply`, and "`forward` follows `reply` in every mode".
fn reply(snapshot: &Snapshot, viewer: &User, thread: &Thread, mailbox: &Mailbox, now: i128) -> Outcome {
    // "level full with the surface omitted"
    let view = view(snapshot, viewer, thread, None, None, now);
    if view.level == "none" {
        // "section 3!"
        return Err(view.reasons);
    }
    if owns(viewer, mailbox) {
        return owner_may();
    }
    let mut denied = Vec::new();
    if view.level != "full" {
        denied.push(reason("level-too-low", "Z-12"));
    }
    let allowed = match mailbox.sharing.mode.as_str() {
        "per-thread" => {
            // "per-thread and one of the viewer's own names is a participant (P-05)"
            let is_participant =
                thread.participants.iter().any(|participant| is_own_name(snapshot, viewer, participant));
            if !is_participant {
                denied.push(reason("not-a-participant", "P-05"));
            }
            reason("participant", "P-05")
        }
        "shared-mailbox" => {
            // "shared-mailbox with a live `send` right (C-08)"
            if !has_right(snapshot, viewer, mailbox, "send", now) {
                denied.push(no_right(snapshot, viewer, mailbox, "send", now));
            }
            reason("send-right", "C-08")
        }
        // "record-level/complete (Z-12)": "without any of these, the first reason of the view"
        _ => view.reasons[0].clone(),
    };
    unless(denied, allowed)
}

fn send_from(snapshot: &Snapshot, viewer: &User, mailbox: &Mailbox, now: i128) -> Outcome {
    if owns(viewer, mailbox) {
        return owner_may();
    }
    if has_right(snapshot, viewer, mailbox, "send", now) {
        return Ok(reason("send-right", "C-08"));
    }
    // "`no-send-right` (shared mailbox) or `not-mailbox-owner`"
    match mailbox.sharing.mode.as_str() {
        "shared-mailbox" => Err(vec![no_right(snapshot, viewer, mailbox, "send", now)]),
        _ => deny("not-mailbox-owner", "C-08"),
    }
}

fn configure(snapshot: &Snapshot, viewer: &User, mailbox: &Mailbox, now: i128) -> Outcome {
    if mailbox.lock.is_some() {
        // "not locked (M-09: while locked, nobody)"
        return deny("mailbox-locked", "M-09");
    }
    if owns(viewer, mailbox) {
        return owner_may();
    }
    if has_right(snapshot, viewer, mailbox, "configure", now) {
        return Ok(reason("configure-right", "C-09"));
    }
    // "`no-configure-right` (shared mailbox) or `not-mailbox-owner`"
    match mailbox.sharing.mode.as_str() {
        "shared-mailbox" => Err(vec![no_right(snapshot, viewer, mailbox, "configure", now)]),
        _ => deny("not-mailbox-owner", "M-08"),
    }
}

/// `share-record-mail` and `unshare-record-mail`: "a lock does not hinder ticks".
fn tick(snapshot: &Snapshot, viewer: &User, mailbox: &Mailbox, record: &str, now: i128) -> Outcome {
    if !owns(viewer, mailbox) {
        return deny("not-mailbox-owner", "Z-05");
    }
    match mailbox.sharing.mode.as_str() {
        "record-level" => {}
        "complete" => return deny("everything-already-shared", "Z-14"),
        _ => return deny("mode-without-record-sharing", "Z-05"),
    }
    // "record a lead or contact that they can access (Z-05)"
    let record = snapshot.record(record);
    let id = record.id.as_str();
    let mut denied = Vec::new();
    if !["lead", "contact"].contains(&record.kind.as_str()) {
        denied.push(reason_with("record-type-not-eligible", "Z-05", "record", id));
    }
    if !can_access(snapshot, viewer, record, now) {
        denied.push(reason_with("record-access-missing", "Z-05", "record", id));
    }
    unless(denied, reason("mailbox-owner", "X-01"))
}

/// `share-thread` and `unshare-thread`.
fn share_thread(viewer: &User, thread: &Thread, mailbox: &Mailbox) -> Outcome {
    if !owns(viewer, mailbox) {
        return deny("not-mailbox-owner", "P-06");
    }
    let mut denied = Vec::new();
    // "mode per-thread, record-level or complete"
    if ["private", "shared-mailbox"].contains(&mailbox.sharing.mode.as_str()) {
        denied.push(reason("mode-without-thread-sharing", "P-06"));
    }
    if thread.state == "deleted" {
        denied.push(reason("thread-deleted", "P-10"));
    }
    unless(denied, reason("mailbox-owner", "X-01"))
}

/// `archive` and `delete`: "owner; not deleted (X-05)".
fn archive(viewer: &User, thread: &Thread, mailbox: &Mailbox) -> Outcome {
    if !owns(viewer, mailbox) {
        return deny("not-mailbox-owner", "P-06");
    }
    if thread.state == "deleted" {
        return deny("thread-deleted", "P-10");
    }
    owner_may()
}
