//! Administrators and support-agents reach records, and nothing else.

use serde_json::{Value, json};

use super::edits::{any, is_agent, is_member, list, some_id, some_row};
use super::law::{shows_the_same, shows_the_same_after};

/// An administrator sees what a standard user sees who may access every record, no more and no less (P-01, Z-06, S-03).
#[test]
fn an_administrator_has_record_access_only() {
    shows_the_same_after(
        |_, snapshot| {
            let user = list(snapshot, "users").iter_mut().find(|user| is_member(user))?;
            user["status"] = "active".into();
            user["profile"] = "administrator".into();
            Some(())
        },
        |_, snapshot| {
            let user = list(snapshot, "users").iter_mut().find(|user| is_member(user))?;
            user["profile"] = "standard".into();
            let id = user["id"].clone();
            open_every_record(snapshot, &id);
            Some(())
        },
    );
}

/// While their access is live, a support-agent sees what a member without roles sees who may access every record: mail
/// shared with everyone or thread by thread, and nothing else (S-02, S-03, P-01).
#[test]
fn a_support_agent_has_record_access_only() {
    shows_the_same_after(
        |dice, snapshot| {
            let granted_by = some_id(dice, snapshot, "users", is_member)?;
            let agent = list(snapshot, "users").iter_mut().find(|user| is_agent(user))?;
            agent["status"] = "active".into();
            let agent = agent["id"].clone();
            snapshot["supportAccess"] = json!([{
                "agent": agent,
                "grantedBy": granted_by,
                "activatedAt": "2026-05-20T00:00:00Z",
                "expiresAt": "2026-06-20T00:00:00Z",
            }]);
            Some(())
        },
        |_, snapshot| {
            let agent = list(snapshot, "users").iter_mut().find(|user| is_agent(user))?;
            agent["kind"] = "member".into();
            let id = agent["id"].clone();
            snapshot["supportAccess"] = json!([]);
            open_every_record(snapshot, &id);
            Some(())
        },
    );
}

fn open_every_record(snapshot: &mut Value, user: &Value) {
    for record in list(snapshot, "records") {
        list(record, "access").push(json!({ "kind": "user", "id": user }));
    }
}

/// Nobody but its owner sees anything of a private mailbox, not even when all users are administrators (Z-06, Z-16).
#[test]
fn a_private_mailbox_is_closed_to_administrators() {
    shows_the_same_after(
        |dice, snapshot| {
            for mailbox in list(snapshot, "mailboxes") {
                mailbox["sharing"] = json!({ "mode": "private" });
                if dice.chance(50) {
                    mailbox.as_object_mut()?.shift_remove("sharing");
                }
            }
            Some(())
        },
        |_, snapshot| {
            for user in list(snapshot, "users").iter_mut().filter(|user| is_member(user)) {
                user["profile"] = "administrator".into();
            }
            Some(())
        },
    );
}

/// What administrators do to a mailbox shows and hides nothing: who controls it, a lock, a backup under way, the
/// organisation's own domains (Z-02, M-05, M-06, M-09).
#[test]
fn administration_shows_nothing() {
    shows_the_same(|dice, snapshot| {
        let member = some_id(dice, snapshot, "users", is_member)?;
        list(&mut snapshot["organization"], "domains").push(dice.domain().into());
        let mailbox = some_row(dice, snapshot, "mailboxes", any)?;
        mailbox["control"] = dice.pick(&["owner", "administrator"]).into();
        mailbox["settingsSavedAt"] = dice.time().into();
        mailbox["lock"] = json!({ "by": member, "at": dice.time() });
        list(mailbox, "backups").push(json!({ "takenAt": dice.time(), "status": "in-progress" }));
        Some(())
    });
}

/// What belongs to acting, not to seeing, shows and hides nothing: system operations, the time of a reactivation,
/// names, subjects (C-03, M-14).
#[test]
fn what_no_view_reads() {
    shows_the_same(|dice, snapshot| {
        let user = some_row(dice, snapshot, "users", any)?;
        user["name"] = dice.domain().into();
        user["reactivatedAt"] = dice.time().into();
        user["systemOperations"] = json!([dice.pick(&["connect-shared-mailbox", "synchronize-shared-mailbox"])]);
        some_row(dice, snapshot, "threads", any)?["subject"] = dice.domain().into();
        Some(())
    });
}
