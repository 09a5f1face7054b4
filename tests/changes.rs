//! Changing a policy (section 10): the cases of `tests/vectors/changes`, natively, and the law behind them on random
//! organisations: every later answer is that of a policy parsed with what was changed.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a panic is a failing test")]

mod cases;
mod model;
mod support;

use std::fs;
use std::path::Path;

use mailveil::{InvalidSnapshot, Policy, Session, domain_to_ascii};
use model::changes::{Changing, Refusal};
use model::dice::Dice;
use model::{questions, random};
use serde_json::{Value, json};

/// Code and path of every problem of a change that was refused.
fn refusal(refused: &InvalidSnapshot) -> Refusal {
    let problems = refused.problems.iter();
    problems.map(|problem| (problem.code.name().to_owned(), problem.path.clone())).collect()
}

fn upsert(session: &mut Session, collection: &str, rows: &[u8]) -> Result<(), Refusal> {
    match collection {
        "records" => session.upsert_records(rows).map_err(|refused| refusal(&refused.0)),
        _ => session.upsert_threads(rows).map_err(|refused| refusal(&refused.0)),
    }
}

/// A session, so that lists that were kept before a change would show.
fn parse(snapshot: &Value) -> Session {
    let text = serde_json::to_vec(snapshot).unwrap();
    let policy = Policy::parse(&text, domain_to_ascii);
    Session::new(policy.unwrap_or_else(|refused| panic!("{:?}\n{snapshot}", refused.problems)))
}

/// Lists of everyone, in every kind of place: kept from one change to the next.
fn ask_for_lists(session: &mut Session, now: &Value) {
    let places = |record: &Value| [json!({}), json!({ "surface": "record" }), json!({ "record": record["id"] })];
    for user in now["users"].as_array().unwrap() {
        for mut query in now["records"].as_array().unwrap().iter().take(2).flat_map(places) {
            query["viewer"] = user["id"].clone();
            query["now"] = "2026-06-01T12:00:00Z".into();
            let found = support::ask_session(session, "visibleThreads", &query);
            assert!(found.get("answer").is_some(), "{query}: {found}");
        }
    }
}

#[test]
fn every_case() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/changes/records.json");
    let file: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    let cases = file["cases"].as_array().unwrap();
    assert!(cases.len() > 20);
    for case in cases {
        let mut session = parse(&file["snapshot"]);
        for step in case["steps"].as_array().unwrap() {
            let where_ = format!("{}: {}", case["description"], step["description"]);
            ask_for_lists(&mut session, &file["snapshot"]);
            check(&mut session, step, &file["now"], &where_);
        }
    }
}

fn check(session: &mut Session, step: &Value, now: &Value, case: &str) {
    for (name, collection) in [("upsert", "threads"), ("upsertRecords", "records")] {
        let Some(rows) = cases::rows(step, name) else { continue };
        let found = upsert(session, collection, &rows).err().unwrap_or_default();
        let found: Vec<Value> = found.iter().map(|(code, path)| json!({ "code": code, "path": path })).collect();
        assert_eq!(json!(found), step.get("problems").cloned().unwrap_or(json!([])), "{case}");
    }
    if let Some(ids) = step.get("remove") {
        assert_eq!(session.remove_threads(ids.to_string().as_bytes()), Ok(()), "{case}");
    }
    let mut question = |kind: &str, query: &Value| {
        let mut query = query.clone();
        query["now"] = now.clone();
        support::ask_session(session, kind, &query)
    };
    if let Some(query) = step.get("query") {
        let found = question("decide", query);
        let decision = &found["answer"];
        let outcome = decision.get("level").unwrap_or(&decision["outcome"]);
        assert_eq!((outcome, found.get("error")), (&step["outcome"], step.get("error")), "{case}");
    }
    if let Some(query) = step.get("visibleThreads") {
        let found = question("visibleThreads", query);
        assert_eq!(found["answer"]["ids"], step["answer"]["ids"], "{case}");
        assert_eq!(found["answer"]["rows"], step["answer"]["rows"], "{case}");
    }
}

/// A record or thread as it may come: known or new, with what another one has, and now and then with something wrong.
fn changed(dice: &mut Dice, rows: &[Value], others: &[Value]) -> Value {
    let mut row = rows[dice.below(rows.len())].clone();
    let donor = rows[dice.below(rows.len())].clone();
    for member in ["access", "owner", "type", "records", "participants", "mailbox", "state"] {
        if dice.chance(40) && row.get(member).is_some() && donor.get(member).is_some() {
            row[member] = donor[member].clone();
        }
    }
    match dice.below(8) {
        0..3 => row["id"] = dice.pick(&["new", "newer", "newest"]).into(),
        3 if row.get("access").is_some() => row["access"] = json!([{ "kind": "everyone" }]),
        4 if row.get("access").is_some() => row["access"] = json!([]),
        5 if row.get("records").is_some() => row["records"] = others.iter().map(|other| other["id"].clone()).collect(),
        6 if dice.chance(50) => row["owner"] = dice.pick(&["", "nobody"]).into(),
        _ => {}
    }
    row
}

#[test]
fn a_changed_policy_answers_as_one_parsed_anew() {
    let (mut taken, mut refused) = (0, 0);
    for seed in 0..600 {
        let mut dice = Dice::of_seed(seed);
        let json = random::snapshot(&mut dice);
        let (mut session, mut expected) = (parse(&json), Changing::new(json));
        for _ in 0..4 {
            let (now, _) = expected.now();
            ask_for_lists(&mut session, &now);
            let rows = |collection: &str| now[collection].as_array().unwrap();
            let (collection, other) = if dice.chance(60) { ("records", "threads") } else { ("threads", "records") };
            if rows(collection).is_empty() {
                continue;
            }
            let change = dice.list(2, |dice| changed(dice, rows(collection), rows(other)));
            let text = serde_json::to_vec(&change).unwrap();
            let found = upsert(&mut session, collection, &text);
            let wanted = match collection {
                "records" => expected.upsert_records(&text),
                _ => expected.upsert_threads(&text),
            };
            assert_eq!(found, wanted, "seed {seed}: {collection} {}\n{now}", json!(change));
            *(if found.is_ok() { &mut taken } else { &mut refused }) += 1;
            let (now, _) = expected.now();
            ask_for_lists(&mut session, &now);
            for _ in 0..12 {
                let question = questions::question(&mut dice, &now);
                let wanted = match expected.answer(question.kind, &question.query) {
                    Ok(answer) => json!({ "answer": answer }),
                    Err((code, path)) => json!({ "error": { "code": code, "path": path } }),
                };
                let found = support::ask_session(&mut session, question.kind, &question.query);
                assert_eq!(found, wanted, "seed {seed}: {} {}\n{now}", question.kind, question.query);
            }
        }
    }
    assert!(taken > 300 && refused > 100, "{taken} changes were taken, {refused} refused");
}
