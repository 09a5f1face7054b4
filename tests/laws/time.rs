//! Time: nothing changes but at the instants that a snapshot names.

use std::cell::Cell;

use proptest::prelude::{prop_assert, prop_assert_eq};
use serde_json::{Value, json};

use super::law::{for_all, policy};
use super::model::time::{DAY, at, written};
use super::model::{questions, random};
use super::support::ask;

/// The instants at which an answer may change.
const BOUNDARIES: [&str; 6] = ["from", "until", "takenAt", "activatedAt", "expiresAt", "revokedAt"];

/// Between two neighbouring instants that are named, from the first moment to the last, every answer is the same
/// (M-03, S-02, S-05, X-02). Of times that are named elsewhere, `now` is compared with none.
#[test]
fn answers_change_at_named_instants_only() {
    let changed = Cell::new(0);
    for_all(|dice| {
        let snapshot = random::snapshot(dice);
        let policy = policy(&snapshot);
        let mut named = vec![at("2026-05-10T00:00:00Z"), at("2026-06-20T00:00:00Z")];
        collect(&snapshot, &mut named);
        for _ in 0..15 {
            let question = questions::question(dice, &snapshot);
            if !question.query.is_object() {
                continue;
            }
            let mut instants = named.clone();
            if let Some(expires) = question.query["expiresAt"].as_str().and_then(super::model::time::instant) {
                // Access that is asked for must not have ended, and must last for a day from now (S-02).
                instants.extend([expires, expires + 1, expires - DAY, expires - DAY + 1]);
            }
            instants.sort_unstable();
            instants.dedup();
            let answer = |now: i128| {
                let mut query = question.query.clone();
                query["now"] = json!(written(now));
                ask(&policy, question.kind, &query)
            };
            let mut before = None;
            for between in instants.windows(2) {
                let (first, last) = (answer(between[0]), answer(between[1] - 1));
                prop_assert_eq!(&last, &first, "{} {:?}\n{}", question.query, between, snapshot);
                changed.set(changed.get() + usize::from(before.is_some_and(|before| before != first)));
                before = Some(first);
            }
        }
        Ok(())
    });
    assert!(changed.get() > 0, "no answer ever changed");
}

fn collect(value: &Value, instants: &mut Vec<i128>) {
    match value {
        Value::Array(entries) => entries.iter().for_each(|entry| collect(entry, instants)),
        Value::Object(members) => {
            for (name, member) in members {
                collect(member, instants);
                if BOUNDARIES.contains(&name.as_str()) {
                    instants.push(at(member.as_str().unwrap()));
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// A reason that tells an end was not there a moment before it, and one that tells a beginning is gone at it
/// (Z-11, C-10).
#[test]
fn a_reason_tells_when() {
    let told = [Cell::new(0), Cell::new(0)];
    for_all(|dice| {
        let snapshot = random::snapshot(dice);
        let policy = policy(&snapshot);
        for _ in 0..40 {
            let question = questions::question(dice, &snapshot);
            let reasons_at = |now: &Value| {
                let mut query = question.query.clone();
                query["now"] = now.clone();
                ask(&policy, question.kind, &query)["answer"]["reasons"].as_array().cloned().unwrap_or_default()
            };
            if question.kind != "decide" || !question.query.is_object() {
                continue;
            }
            for reason in reasons_at(&question.query["now"]) {
                let is_there = |now: Value| reasons_at(&now).iter().any(|other| other["code"] == reason["code"]);
                if let Some(until) = reason["until"].as_str() {
                    prop_assert!(at(until) <= at(question.query["now"].as_str().unwrap()), "{reason}\n{snapshot}");
                    prop_assert!(!is_there(json!(written(at(until) - 1))), "{reason} {}\n{snapshot}", question.query);
                    told[0].set(told[0].get() + 1);
                }
                if let Some(from) = reason["from"].as_str() {
                    prop_assert!(at(from) > at(question.query["now"].as_str().unwrap()), "{reason}\n{snapshot}");
                    prop_assert!(!is_there(json!(from)), "{reason} {}\n{snapshot}", question.query);
                    told[1].set(told[1].get() + 1);
                }
            }
        }
        Ok(())
    });
    assert!(told.iter().all(|count| count.get() > 0), "{told:?}");
}
