//! Lists equal single decisions.

use mailveil::{Outcome, Policy, SeenBy, VisibleThreads, WhoCanView};
use proptest::prelude::prop_assert_eq;
use serde_json::{Value, json};

use super::edits::{is_agent, rows};
use super::law::{Place, for_all, id, now, policy};
use super::model::dice::Dice;
use super::model::random;
use super::support::ask;

/// A random snapshot with more threads that are much alike: a list may judge those together.
fn crowded(dice: &mut Dice) -> Value {
    let mut snapshot = random::snapshot(dice);
    let threads = snapshot["threads"].as_array_mut().unwrap();
    for number in 0..threads.len() * 2 {
        let mut alike = threads[number / 2].clone();
        let donor = threads[dice.below(threads.len())].clone();
        for member in ["records", "participants", "lastMessageAt", "firstMessageAt", "sharing"] {
            if dice.chance(30) && donor.get(member).is_some() {
                alike[member] = donor[member].clone();
            }
        }
        alike["id"] = format!("alike {number}").into();
        threads.push(alike);
    }
    snapshot
}

fn answer(policy: &Policy, question: &str, query: &Value) -> Value {
    ask(policy, question, query)["answer"].take()
}

fn decide(policy: &Policy, query: &Value) -> Value {
    answer(policy, "decide", query)
}

/// `visibleThreads` lists what `view` allows, at the level that it gives, in the order of the snapshot.
#[test]
fn visible_threads() {
    for_all(|dice| {
        let snapshot = crowded(dice);
        let (policy, now) = (policy(&snapshot), now(dice));
        for viewer in rows(&snapshot, "users").iter().map(id) {
            for place in Place::all(&snapshot) {
                let mut expected = VisibleThreads::default();
                for (row, thread) in (0..).zip(rows(&snapshot, "threads").iter().map(id)) {
                    let query = [("action", "view"), ("viewer", viewer), ("thread", thread), ("now", now)];
                    let decision = policy.decide_named(&place.ask(&query)).unwrap();
                    if decision.outcome == Outcome::Allowed {
                        expected.rows.push(row);
                        expected.levels.push(decision.level.unwrap().number());
                    }
                }
                let found = policy.visible_threads_named(&place.ask(&[("viewer", viewer), ("now", now)])).unwrap();
                prop_assert_eq!(found, expected, "{} {:?}\n{}", viewer, place, snapshot);
            }
        }
        Ok(())
    });
}

/// `whoCanView` lists everybody to whom `view` shows the thread, with that level and those reasons, support-agents apart
/// (X-04, S-04).
#[test]
fn who_can_view() {
    for_all(|dice| {
        let snapshot = random::snapshot(dice);
        let (policy, now) = (policy(&snapshot), now(dice));
        for thread in rows(&snapshot, "threads").iter().map(id) {
            for place in Place::all(&snapshot) {
                let mut expected = WhoCanView::default();
                for row in rows(&snapshot, "users") {
                    let query = [("action", "view"), ("viewer", id(row)), ("thread", thread), ("now", now)];
                    let decision = policy.decide_named(&place.ask(&query)).unwrap();
                    if decision.outcome == Outcome::Allowed {
                        let level = decision.level.unwrap();
                        let list = if is_agent(row) { &mut expected.support_agents } else { &mut expected.members };
                        list.push(SeenBy { user: id(row), level, reasons: decision.reasons });
                    }
                }
                let found = policy.who_can_view_named(&place.ask(&[("thread", thread), ("now", now)])).unwrap();
                prop_assert_eq!(found, expected, "{} {:?}\n{}", thread, place, snapshot);
            }
        }
        Ok(())
    });
}

/// `sendFromMailboxes` lists the mailboxes that `send-from` allows (X-04, C-08).
#[test]
fn send_from_mailboxes() {
    for_all(|dice| {
        let snapshot = random::snapshot(dice);
        let (policy, now) = (policy(&snapshot), now(dice));
        for viewer in rows(&snapshot, "users").iter().map(id) {
            let may_send = |mailbox: &&str| {
                let query = json!({ "action": "send-from", "viewer": viewer, "mailbox": mailbox, "now": now });
                decide(&policy, &query)["outcome"] == "allowed"
            };
            let expected: Vec<&str> = rows(&snapshot, "mailboxes").iter().map(id).filter(may_send).collect();
            let found = answer(&policy, "sendFromMailboxes", &json!({ "viewer": viewer, "now": now }));
            prop_assert_eq!(found, json!(expected), "{}\n{}", viewer, snapshot);
        }
        Ok(())
    });
}

/// The decisions on the administrator's page are those of `decide`, one row for each mailbox (X-04, M-07).
#[test]
fn mailbox_administration() {
    for_all(|dice| {
        let snapshot = random::snapshot(dice);
        let (policy, now) = (policy(&snapshot), now(dice));
        for viewer in rows(&snapshot, "users").iter().map(id) {
            let page = answer(&policy, "mailboxAdministration", &json!({ "viewer": viewer, "now": now }));
            let mailboxes = rows(&snapshot, "mailboxes");
            let count = if page["decision"]["outcome"] == "allowed" { mailboxes.len() } else { 0 };
            prop_assert_eq!(rows(&page, "rows").len(), count, "{}\n{}", viewer, snapshot);
            for (row, mailbox) in rows(&page, "rows").iter().zip(mailboxes) {
                prop_assert_eq!(&row["mailbox"], &mailbox["id"]);
                let decisions = row["decisions"].as_object().unwrap();
                prop_assert_eq!(decisions.len(), 6);
                for (action, decision) in decisions {
                    let query = json!({ "action": action, "viewer": viewer, "mailbox": mailbox["id"], "now": now });
                    prop_assert_eq!(decision, &decide(&policy, &query), "{}\n{}", query, snapshot);
                }
            }
        }
        Ok(())
    });
}
