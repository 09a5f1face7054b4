//! Restrictions never reveal: taking something away shows nobody more than they saw before.

use serde_json::{Value, json};

use super::edits::{
    LONG_AGO, WITH_AUDIENCE, any, exclude_nothing, has_mode, list, mailbox_of, rows, share_with_roles, some_row,
    some_sharing, take,
};
use super::law::{never_reveals, never_reveals_after};
use super::model::pools::{DOMAINS, UNREADABLE};

/// An excluded domain of the organisation reveals nothing.
#[test]
fn one_more_domain_excluded_by_the_organization() {
    never_reveals(|dice, snapshot| {
        list(&mut snapshot["organization"], "excludedDomains").push(dice.domain().into());
        Some(())
    });
}

/// An excluded domain of a mailbox reveals nothing (Z-15, X-06).
#[test]
fn one_more_domain_excluded_by_a_mailbox() {
    never_reveals(|dice, snapshot| {
        // At most five (Z-09).
        let is_fit = |mailbox: &Value| {
            has_mode(mailbox, &["complete"]) && rows(&mailbox["sharing"], "excludedDomains").len() < 5
        };
        let mailbox = some_row(dice, snapshot, "mailboxes", is_fit)?;
        list(&mut mailbox["sharing"], "excludedDomains").push(dice.domain().into());
        Some(())
    });
}

/// One more participant in every thread that has some, readable or not, reveals nothing (X-03, X-06, Z-15).
#[test]
fn one_more_participant() {
    never_reveals_after(
        |dice, snapshot| {
            list(&mut snapshot["organization"], "excludedDomains").push(dice.pick(&DOMAINS[..2]).into());
            Some(())
        },
        |dice, snapshot| {
            for thread in list(snapshot, "threads").iter_mut().filter(|thread| has_participants(thread)) {
                let participant = if dice.chance(30) { dice.pick(&UNREADABLE).to_owned() } else { dice.address() };
                list(thread, "participants").push(participant.into());
            }
            Some(())
        },
    );
}

fn has_participants(thread: &Value) -> bool {
    !rows(thread, "participants").is_empty()
}

/// A thread without participants is shown to nobody to whom it is not shown with any other participant.
#[test]
fn no_participants() {
    never_reveals_after(
        |dice, snapshot| {
            list(&mut snapshot["organization"], "excludedDomains").push(dice.domain().into());
            Some(())
        },
        |_, snapshot| {
            for thread in list(snapshot, "threads") {
                thread["participants"] = json!([]);
            }
            Some(())
        },
    );
}

/// A thread that its owner makes private is revealed to nobody, in any mode (P-09).
#[test]
fn a_private_thread() {
    never_reveals(|dice, snapshot| {
        some_row(dice, snapshot, "threads", any)?["sharing"] = "private".into();
        Some(())
    });
}

/// Deleting a thread reveals nothing (P-10).
#[test]
fn a_deleted_thread() {
    never_reveals(|dice, snapshot| {
        some_row(dice, snapshot, "threads", any)?["state"] = "deleted".into();
        Some(())
    });
}

/// A mailbox made private, or whose sharing was never chosen, reveals nothing (Z-06, Z-16).
#[test]
fn a_private_mailbox() {
    never_reveals(|dice, snapshot| {
        let mailbox = some_row(dice, snapshot, "mailboxes", any)?;
        if dice.chance(50) {
            mailbox["sharing"] = json!({ "mode": "private" });
        } else {
            mailbox.as_object_mut()?.shift_remove("sharing");
        }
        Some(())
    });
}

/// One audience member less reveals nothing.
#[test]
fn one_audience_member_less() {
    never_reveals(|dice, snapshot| {
        // An audience is never empty (Z-11).
        let is_fit = |mailbox: &Value| rows(&mailbox["sharing"], "audience").len() > 1;
        take(&mut some_row(dice, snapshot, "mailboxes", is_fit)?["sharing"], "audience", dice).map(drop)
    });
}

/// One grant less reveals nothing (C-02).
#[test]
fn one_grant_less() {
    never_reveals(|dice, snapshot| take(some_sharing(dice, snapshot, &["shared-mailbox"])?, "grants", dice).map(drop));
}

/// One right less reveals nothing (C-06).
#[test]
fn one_right_less() {
    never_reveals(|dice, snapshot| {
        let sharing = some_sharing(dice, snapshot, &["shared-mailbox"])?;
        let grant = some_row(dice, sharing, "grants", any)?;
        take(grant, "rights", dice).map(drop)
    });
}

/// What has ended reveals nothing (X-02, C-06).
#[test]
fn an_end_in_the_past() {
    never_reveals(|dice, snapshot| {
        let sharing = some_sharing(dice, snapshot, &["record-level", "complete", "shared-mailbox"])?;
        let list = if sharing["mode"] == "shared-mailbox" { "grants" } else { "audience" };
        let ended = some_row(dice, sharing, list, any)?;
        ended.as_object_mut()?.shift_remove("from");
        ended["until"] = LONG_AGO.into();
        Some(())
    });
}

/// What is to begin reveals nothing yet (X-02, C-06).
#[test]
fn a_beginning_to_come() {
    never_reveals(|dice, snapshot| {
        let sharing = some_sharing(dice, snapshot, &["record-level", "complete", "shared-mailbox"])?;
        let list = if sharing["mode"] == "shared-mailbox" { "grants" } else { "audience" };
        let begins = some_row(dice, sharing, list, any)?;
        begins.as_object_mut()?.shift_remove("until");
        begins["from"] = "2027-01-01T00:00:00Z".into();
        Some(())
    });
}

/// A tick taken back reveals nothing (Z-05).
#[test]
fn one_tick_less() {
    never_reveals_after(
        |dice, snapshot| {
            exclude_nothing(dice, snapshot)?;
            let before = snapshot.clone();
            let is_open = |thread: &Value| has_mode(mailbox_of(&before, thread), &["record-level"]);
            let thread = some_row(dice, snapshot, "threads", is_open)?.clone();
            let is_its = |mailbox: &Value| mailbox["id"] == thread["mailbox"];
            let sharing = &mut some_row(dice, snapshot, "mailboxes", is_its)?["sharing"];
            list(sharing, "audience").push(json!({ "kind": "everyone" }));
            sharing["sharedRecords"] = rows(&thread, "records").iter().take(1).cloned().collect();
            Some(())
        },
        |dice, snapshot| take(some_sharing(dice, snapshot, &["record-level"])?, "sharedRecords", dice).map(drop),
    );
}

/// Access to a record taken back reveals nothing (P-03, Z-04, Z-05, C-12).
#[test]
fn no_access_to_a_record() {
    never_reveals(|dice, snapshot| take(some_row(dice, snapshot, "records", any)?, "access", dice).map(drop));
}

/// A role that a user has no more reveals nothing (Z-11, C-05).
#[test]
fn one_role_less() {
    never_reveals_after(share_with_roles, |dice, snapshot| {
        let has_role = |user: &Value| !rows(user, "roles").is_empty();
        take(some_row(dice, snapshot, "users", has_role)?, "roles", dice).map(drop)
    });
}

/// A user who is not active any more sees nothing, and their mail is revealed to nobody (Z-17, M-03).
#[test]
fn an_inactive_user() {
    never_reveals(|dice, snapshot| {
        let user = some_row(dice, snapshot, "users", any)?;
        // An unconfirmed user has not left: their mail needs no backup.
        let statuses = if user["status"] == "active" { &["deactivated", "unconfirmed"][..] } else { &["deactivated"] };
        user["status"] = dice.pick(statuses).into();
        Some(())
    });
}

/// An administrator made a standard user sees no more than before (P-01, S-03).
#[test]
fn no_administrator_any_more() {
    never_reveals(|dice, snapshot| {
        let is_administrator = |user: &Value| user["profile"] == "administrator";
        some_row(dice, snapshot, "users", is_administrator)?["profile"] = "standard".into();
        Some(())
    });
}

/// Mail that came after a leaver's backup, or nobody knows when, reveals nothing (M-03).
#[test]
fn mail_after_the_backup() {
    never_reveals_after(
        |dice, snapshot| {
            exclude_nothing(dice, snapshot)?;
            let mailbox = some_row(dice, snapshot, "mailboxes", |mailbox| has_mode(mailbox, &WITH_AUDIENCE))?;
            mailbox["backups"] = json!([{ "takenAt": LONG_AGO, "status": "completed" }]);
            let (mailbox, owner) = (mailbox["id"].clone(), mailbox["owner"].clone());
            some_row(dice, snapshot, "users", |user| user["id"] == owner)?["status"] = "deactivated".into();
            for thread in list(snapshot, "threads").iter_mut().filter(|thread| thread["mailbox"] == mailbox) {
                thread["lastMessageAt"] = LONG_AGO.into();
            }
            Some(())
        },
        |dice, snapshot| {
            for thread in list(snapshot, "threads") {
                if dice.chance(50) {
                    thread["lastMessageAt"] = "2027-01-01T00:00:00Z".into();
                } else {
                    thread.as_object_mut()?.shift_remove("lastMessageAt");
                }
            }
            Some(())
        },
    );
}

/// Support access that is revoked, from its first moment on, reveals nothing (S-05).
#[test]
fn revoked_support_access() {
    never_reveals(|dice, snapshot| {
        let access = some_row(dice, snapshot, "supportAccess", any)?;
        access["revokedAt"] = access["activatedAt"].clone();
        Some(())
    });
}

/// Asking for access to all linked records instead of any reveals nothing (P-03).
#[test]
fn access_to_all_linked_records() {
    never_reveals(|dice, snapshot| {
        some_sharing(dice, snapshot, &["per-thread"])?["linkedAccess"] = "all".into();
        Some(())
    });
}

/// A default that keeps mail private, or shares only mail to come, reveals nothing (P-08).
#[test]
fn a_default_that_keeps_private() {
    never_reveals(|dice, snapshot| {
        let sharing = some_sharing(dice, snapshot, &["per-thread"])?;
        if dice.chance(50) {
            sharing["default"] = "private".into();
        } else {
            sharing["defaultSince"] = "2027-01-01T00:00:00Z".into();
        }
        Some(())
    });
}
