//! Time: nothing changes but at the instants that a snapshot names.

use std::cell::Cell;

use proptest::prelude::prop_assert_eq;
use serde_json::Value;

use super::law::{for_all, policy};
use super::model::time::{DAY, HOUR, at};
use super::model::{questions, random};
use super::support::ask;

/// The instants at which an answer may change.
const BOUNDARIES: [&str; 5] = ["until", "takenAt", "activatedAt", "expiresAt", "revokedAt"];

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
                query["now"] = written(now).into();
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

/// RFC 3339 for an instant of May or June 2026: all that is random lies there.
fn written(instant: i128) -> String {
    let since_may = instant - at("2026-05-01T00:00:00Z");
    let (day, time) = (since_may.div_euclid(DAY), since_may.rem_euclid(DAY));
    let (month, day) = if day < 31 { (5, day + 1) } else { (6, day - 30) };
    let (hour, minute, second) = (time / HOUR, time / (HOUR / 60) % 60, time / 1_000_000_000 % 60);
    let written = format!("2026-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{:09}Z", time % 1_000_000_000);
    assert_eq!(at(&written), instant);
    written
}
