//! Who sees nothing, and who sees everything.

use std::cell::Cell;

use proptest::prelude::{prop_assert, prop_assert_eq};
use serde_json::{Value, json};

use super::edits::{any, list, mailbox_of, rows, some_row};
use super::law::{Place, for_all, id, levels, now, policy};
use super::model::{questions, random};
use super::support::ask;

/// Nothing but deletion hides a thread from its active owner, where no surface is asked for; and then it is full.
#[test]
fn an_owner_sees_all_his_mail() {
    for_all(|dice| {
        let snapshot = random::snapshot(dice);
        let (policy, now) = (policy(&snapshot), now(dice));
        let threads = rows(&snapshot, "threads");
        for owner in rows(&snapshot, "users").iter().filter(|user| user["status"] == "active") {
            let levels = levels(&policy, id(owner), Place::Anywhere, now, threads.len());
            for (thread, level) in threads.iter().zip(levels) {
                if mailbox_of(&snapshot, thread)["owner"] == owner["id"] {
                    let expected = if thread["state"] == "deleted" { 0 } else { 3 };
                    prop_assert_eq!(level, expected, "{} {}\n{}", id(owner), id(thread), snapshot);
                }
            }
        }
        Ok(())
    });
}

/// A deleted thread is gone for everybody everywhere, its owner included (P-10).
#[test]
fn nobody_sees_a_deleted_thread() {
    for_all(|dice| {
        let mut snapshot = random::snapshot(dice);
        let Some(thread) = some_row(dice, &mut snapshot, "threads", any) else { return Ok(()) };
        thread["state"] = "deleted".into();
        let thread = thread["id"].clone();
        let (policy, now) = (policy(&snapshot), now(dice));
        for place in Place::all(&snapshot) {
            let who =
                policy.who_can_view_named(&place.ask(&[("thread", thread.as_str().unwrap()), ("now", now)])).unwrap();
            prop_assert!(who.members.is_empty() && who.support_agents.is_empty(), "{:?}\n{}", who, snapshot);
        }
        Ok(())
    });
}

/// An archived thread leaves its owner's mailbox, and nothing else changes for anybody (P-11).
#[test]
fn an_archived_thread_leaves_its_owners_mailbox_only() {
    for_all(|dice| {
        let mut snapshot = random::snapshot(dice);
        let is_active = |thread: &Value| thread.get("state").is_none();
        let Some(thread) = some_row(dice, &mut snapshot, "threads", is_active) else { return Ok(()) };
        let thread = thread.clone();
        let (owner, thread) = (&mailbox_of(&snapshot, &thread)["owner"], id(&thread));
        let mut archived = snapshot.clone();
        let row = list(&mut archived, "threads").iter_mut().find(|row| row["id"] == thread);
        row.unwrap()["state"] = "archived".into();
        let (before, after, now) = (policy(&snapshot), policy(&archived), now(dice));
        for place in Place::all(&snapshot) {
            let members = place.ask(&[("thread", thread), ("now", now)]);
            let mut expected = before.who_can_view_named(&members).unwrap();
            if matches!(place, Place::Mailbox) {
                expected.members.retain(|sight| owner != sight.user);
            }
            prop_assert_eq!(after.who_can_view_named(&members).unwrap(), expected, "{:?}\n{}", place, snapshot);
        }
        Ok(())
    });
}

/// A viewer who is not active sees nothing and may do nothing, whatever their kind and their question (Z-17).
#[test]
fn an_inactive_viewer_may_do_nothing() {
    let denials = Cell::new(0);
    for_all(|dice| {
        let mut snapshot = random::snapshot(dice);
        for user in list(&mut snapshot, "users") {
            user["status"] = dice.pick(&["unconfirmed", "deactivated"]).into();
        }
        let policy = policy(&snapshot);
        for _ in 0..30 {
            let question = questions::question(dice, &snapshot);
            let found = ask(&policy, question.kind, &question.query);
            // A request error is no decision.
            let Some(answer) = found.get("answer") else { continue };
            let reasons = json!([{ "code": "viewer-not-active", "rule": "Z-17" }]);
            match question.kind {
                "decide" => prop_assert_eq!((&answer["outcome"], &answer["reasons"]), (&json!("denied"), &reasons)),
                "visibleThreads" => prop_assert_eq!(answer, &json!({ "rows": [], "levels": [], "ids": [] })),
                "whoCanView" => prop_assert_eq!(answer, &json!({ "members": [], "supportAgents": [] })),
                "sendFromMailboxes" => prop_assert_eq!(answer, &json!([])),
                _ => prop_assert_eq!((&answer["decision"]["reasons"], &answer["rows"]), (&reasons, &json!([]))),
            }
            denials.set(denials.get() + 1);
        }
        Ok(())
    });
    assert!(denials.get() > 0, "no question was ever answered");
}

/// Whoever may reply or forward sees the thread in full (Z-12, P-05, C-08).
#[test]
fn who_replies_sees_everything() {
    let allowed = Cell::new(0);
    for_all(|dice| {
        let snapshot = random::snapshot(dice);
        let (policy, now) = (policy(&snapshot), now(dice));
        let threads = rows(&snapshot, "threads");
        for viewer in rows(&snapshot, "users").iter().map(id) {
            let levels = levels(&policy, viewer, Place::Anywhere, now, threads.len());
            for (thread, level) in threads.iter().zip(levels) {
                let may = |action| {
                    let query = json!({ "action": action, "viewer": viewer, "thread": thread["id"], "now": now });
                    ask(&policy, "decide", &query)["answer"]["outcome"] == "allowed"
                };
                prop_assert_eq!(may("reply"), may("forward"), "{} {}\n{}", viewer, id(thread), snapshot);
                prop_assert!(level == 3 || !may("reply"), "{} {} {}\n{}", viewer, id(thread), level, snapshot);
                allowed.set(allowed.get() + usize::from(may("reply")));
            }
        }
        Ok(())
    });
    assert!(allowed.get() > 0, "nobody may ever reply");
}
