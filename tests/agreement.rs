//! The real thing and the slow obvious model of `tests/model` give the same answers, reasons included, to random
//! questions on random snapshots.
#![allow(clippy::panic, clippy::unwrap_used, reason = "a panic is a failing test")]

mod model;
mod support;

use mailveil::{Policy, Session, domain_to_ascii};
use model::dice::Dice;
use model::{Snapshot, questions, random};
use serde_json::{Value, json};

const SNAPSHOTS: u64 = 3_000;
const QUESTIONS: usize = 60;

#[test]
fn code_and_model_agree() {
    for seed in 0..SNAPSHOTS {
        let mut dice = Dice::of_seed(seed);
        let json = random::snapshot(&mut dice);
        let snapshot: Snapshot = serde_json::from_value(json.clone()).unwrap();
        let text = serde_json::to_vec(&json).unwrap();
        let policy = match Policy::parse(&text, domain_to_ascii) {
            Ok(policy) => policy,
            Err(refused) => panic!("seed {seed} is valid, yet: {:?}\n{json}", refused.problems),
        };
        assert_eq!(json!(policy.licensed_user_count()), json!(model::licensed_user_count(&snapshot)), "seed {seed}");
        let mut session = Session::new(policy);
        for _ in 0..QUESTIONS {
            let question = questions::question(&mut dice, &json);
            let expected: Value = match model::answer(question.kind, &snapshot, &question.query) {
                Ok(answer) => json!({ "answer": answer }),
                Err((code, path)) => json!({ "error": { "code": code, "path": path } }),
            };
            let found = support::ask_session(&mut session, question.kind, &question.query);
            assert_eq!(found, expected, "seed {seed}: {} {}\n{json}", question.kind, question.query);
        }
    }
}
