//! Grants never hide: a user who is given something sees all that they saw before, and so does everybody else.

use serde_json::{Value, json};

use super::edits::{
    WITH_AUDIENCE, any, audience_member, has_mode, is_agent, is_member, list, mailbox_of, member, rows,
    share_with_roles, some_entry, some_id, some_row, some_sharing, user_or_role,
};
use super::law::{never_hides, never_hides_after};
use super::model::dice::Dice;
use super::model::domains;

/// One more audience member hides nothing: the most generous one counts.
#[test]
fn one_more_audience_member() {
    never_hides(|dice, snapshot| {
        let member = audience_member(dice, snapshot);
        list(some_sharing(dice, snapshot, &WITH_AUDIENCE)?, "audience").push(member);
        Some(())
    });
}

/// A higher level for an audience member hides nothing.
#[test]
fn a_higher_level() {
    never_hides(|dice, snapshot| {
        let is_low = |member: &Value| member.get("level").is_some_and(|level| level != "full");
        let sharing = some_sharing(dice, snapshot, &WITH_AUDIENCE)?;
        let member = some_row(dice, sharing, "audience", is_low)?;
        member["level"] = if member["level"] == "metadata" { "subject".into() } else { "full".into() };
        Some(())
    });
}

/// What has no end any more hides nothing (X-02, C-06).
#[test]
fn no_end_any_more() {
    never_hides(|dice, snapshot| {
        let sharing = some_sharing(dice, snapshot, &["record-level", "complete", "shared-mailbox"])?;
        let list = if sharing["mode"] == "shared-mailbox" { "grants" } else { "audience" };
        let ends = some_row(dice, sharing, list, |entry| entry.get("until").is_some())?;
        ends.as_object_mut()?.shift_remove("until").map(drop)
    });
}

/// What has no beginning any more hides nothing (X-02, C-06).
#[test]
fn no_beginning_any_more() {
    never_hides(|dice, snapshot| {
        let sharing = some_sharing(dice, snapshot, &["record-level", "complete", "shared-mailbox"])?;
        let list = if sharing["mode"] == "shared-mailbox" { "grants" } else { "audience" };
        let begins = some_row(dice, sharing, list, |entry| entry.get("from").is_some())?;
        begins.as_object_mut()?.shift_remove("from").map(drop)
    });
}

/// One more grant hides nothing (C-02).
#[test]
fn one_more_grant() {
    never_hides(|dice, snapshot| {
        let mut grant = user_or_role(dice, snapshot);
        grant["rights"] = json!([dice.pick(&["read", "send", "configure"])]);
        let mailbox = some_row(dice, snapshot, "mailboxes", |mailbox| has_mode(mailbox, &["shared-mailbox"]))?;
        // Never the owner, and nobody twice (C-11).
        let is_owner = grant["kind"] == "user" && grant["id"] == mailbox["owner"];
        let grants = list(&mut mailbox["sharing"], "grants");
        let is_second = grants.iter().any(|other| other["kind"] == grant["kind"] && other["id"] == grant["id"]);
        (!is_owner && !is_second).then(|| grants.push(grant))
    });
}

/// One more right hides nothing: rights are independent (C-06).
#[test]
fn one_more_right() {
    never_hides(|dice, snapshot| {
        let sharing = some_sharing(dice, snapshot, &["shared-mailbox"])?;
        let right = dice.pick(&["read", "send", "configure"]);
        let lacks = |grant: &Value| !rows(grant, "rights").iter().any(|given| given == right);
        list(some_row(dice, sharing, "grants", lacks)?, "rights").push(right.into());
        Some(())
    });
}

/// Access to a record hides nothing (P-03, Z-04, Z-05, C-12).
#[test]
fn access_to_a_record() {
    never_hides(|dice, snapshot| {
        let member = member(dice, snapshot);
        list(some_row(dice, snapshot, "records", any)?, "access").push(member);
        Some(())
    });
}

/// An owner for a record that had none hides nothing (P-03, Z-04, Z-05, C-12).
#[test]
fn an_owner_of_a_record() {
    never_hides(|dice, snapshot| {
        let owner = some_id(dice, snapshot, "users", is_member)?;
        some_row(dice, snapshot, "records", |record| record.get("owner").is_none())?["owner"] = owner;
        Some(())
    });
}

/// A tick hides nothing (Z-05).
#[test]
fn one_more_tick() {
    never_hides_after(
        |_, snapshot| {
            let mailboxes = list(snapshot, "mailboxes").iter_mut();
            for mailbox in mailboxes.filter(|mailbox| has_mode(mailbox, &["record-level"])) {
                mailbox["sharing"]["sharedRecords"] = json!([]);
            }
            Some(())
        },
        |dice, snapshot| {
            let record = some_id(dice, snapshot, "records", any)?;
            list(some_sharing(dice, snapshot, &["record-level"])?, "sharedRecords").push(record);
            Some(())
        },
    );
}

/// One more role for a user hides nothing: membership only grows (Z-11, C-05).
#[test]
fn one_more_role() {
    never_hides_after(share_with_roles, |dice, snapshot| {
        let role = some_id(dice, snapshot, "roles", any)?;
        list(some_row(dice, snapshot, "users", is_member)?, "roles").push(role);
        Some(())
    });
}

/// One root of the tree of roles put above all others hides nothing: membership only grows (Z-11, C-05).
#[test]
fn one_role_above_all() {
    never_hides_after(share_with_roles, |dice, snapshot| {
        let is_root = |role: &Value| role.get("parent").is_none();
        let root = some_id(dice, snapshot, "roles", is_root)?;
        for role in list(snapshot, "roles").iter_mut().filter(|role| is_root(role) && role["id"] != root) {
            role["parent"] = root.clone();
        }
        Some(())
    });
}

/// A thread that its owner shares is hidden from nobody, in any mode (P-06).
#[test]
fn a_shared_thread() {
    never_hides(|dice, snapshot| {
        some_row(dice, snapshot, "threads", any)?["sharing"] = "shared".into();
        Some(())
    });
}

/// A default that shares, from ever on, hides nothing (P-08).
#[test]
fn a_default_that_shares() {
    never_hides(|dice, snapshot| {
        let sharing = some_sharing(dice, snapshot, &["per-thread"])?;
        sharing["default"] = "shared".into();
        sharing.as_object_mut()?.shift_remove("defaultSince");
        Some(())
    });
}

/// Asking for access to any linked record hides nothing that was seen with access to all (P-03).
#[test]
fn access_to_any_linked_record() {
    never_hides(|dice, snapshot| {
        some_sharing(dice, snapshot, &["per-thread"])?["linkedAccess"] = "any".into();
        Some(())
    });
}

/// One more link hides nothing, but where all linked records must be accessible (Z-04, Z-05, C-12, P-03).
#[test]
fn one_more_link() {
    never_hides(|dice, snapshot| {
        let record = some_id(dice, snapshot, "records", any)?;
        let before = snapshot.clone();
        let is_fit = |thread: &Value| {
            let sharing = &mailbox_of(&before, thread)["sharing"];
            sharing["mode"] != "per-thread" || sharing["linkedAccess"] == "any"
        };
        list(some_row(dice, snapshot, "threads", is_fit)?, "records").push(record);
        Some(())
    });
}

/// More addresses of an owner hide nothing: their own are never excluded (X-03, Z-15).
#[test]
fn more_own_addresses() {
    never_hides_after(
        |_, snapshot| {
            snapshot["organization"]["excludedDomains"] = json!(["ours.test", "theirs.test"]);
            Some(())
        },
        |dice, snapshot| {
            for thread in rows(&snapshot.clone(), "threads") {
                let owner = &mailbox_of(snapshot, thread)["owner"].clone();
                let Some(participant) = some_entry(dice, rows(thread, "participants")) else { continue };
                if participant.as_str().and_then(domains::address).is_some() {
                    let owner = some_row(dice, snapshot, "users", |user| user["id"] == *owner)?;
                    list(owner, "addresses").push(participant.clone());
                }
            }
            Some(())
        },
    );
}

/// More aliases of an owner hide nothing: what is their own is neither excluded nor unreadable (X-03, X-06, Z-15).
#[test]
fn more_aliases() {
    never_hides_after(
        |_, snapshot| {
            snapshot["organization"]["excludedDomains"] = json!(["ours.test", "theirs.test"]);
            Some(())
        },
        |dice, snapshot| {
            for thread in rows(&snapshot.clone(), "threads") {
                let owner = &mailbox_of(snapshot, thread)["owner"].clone();
                let Some(participant) = some_entry(dice, rows(thread, "participants")) else { continue };
                if participant != "" {
                    let owner = some_row(dice, snapshot, "users", |user| user["id"] == *owner)?;
                    list(owner, "aliases").push(participant.clone());
                }
            }
            Some(())
        },
    );
}

/// Subaddressing hides nothing: there are more own names with it (X-03, Z-15).
#[test]
fn subaddressing() {
    never_hides_after(
        |_, snapshot| {
            snapshot["organization"]["subaddressing"] = false.into();
            snapshot["organization"]["excludedDomains"] = json!(["ours.test", "theirs.test"]);
            snapshot["organization"]["domains"] = json!(["ours.test", "theirs.test"]);
            Some(())
        },
        |_, snapshot| {
            snapshot["organization"]["subaddressing"] = true.into();
            Some(())
        },
    );
}

/// A completed backup, taken before or after others, hides nothing (M-03).
#[test]
fn one_more_backup() {
    never_hides_after(
        |dice, snapshot| {
            let is_fit = |mailbox: &Value| has_mode(mailbox, &WITH_AUDIENCE);
            let mailbox = some_row(dice, snapshot, "mailboxes", is_fit)?;
            mailbox["backups"] = json!([completed_backup(dice)]);
            let owner = mailbox["owner"].clone();
            some_row(dice, snapshot, "users", |user| user["id"] == owner)?["status"] = "deactivated".into();
            Some(())
        },
        |dice, snapshot| {
            for mailbox in list(snapshot, "mailboxes") {
                list(mailbox, "backups").insert(0, completed_backup(dice));
            }
            Some(())
        },
    );
}

fn completed_backup(dice: &mut Dice) -> Value {
    json!({ "takenAt": dice.time(), "status": "completed" })
}

/// A user who becomes active sees what they saw and more, and their own mail is hidden from nobody (Z-17, M-03).
#[test]
fn an_active_user() {
    never_hides(|dice, snapshot| {
        some_row(dice, snapshot, "users", |user| user["status"] != "active")?["status"] = "active".into();
        Some(())
    });
}

/// Support access hides nothing (S-02, S-03).
#[test]
fn access_for_support() {
    never_hides_after(
        |_, snapshot| {
            // One agent at a time (S-11).
            snapshot["supportAccess"] = json!([]);
            Some(())
        },
        |dice, snapshot| {
            let access = json!({
                "agent": some_id(dice, snapshot, "users", is_agent)?,
                "grantedBy": some_id(dice, snapshot, "users", is_member)?,
                "activatedAt": "2026-05-20T00:00:00Z",
                "expiresAt": "2026-06-20T00:00:00Z",
            });
            list(snapshot, "supportAccess").push(access);
            Some(())
        },
    );
}
