//! The cases of `tests/vectors`, answered by the slow obvious model alone: what was worked out by hand from the
//! specification twice, as an answer and as a model, has to come to the same.
//!
//! Left out are filtered responses (section 9), of which there is no model. What `hostile` does to JavaScript changes no
//! answer.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a panic is a failing test")]

mod cases;
mod model;

use std::fs;

use cases::{files, patched, rows, same, snapshot, with_now};
use model::changes::{Changing, Refusal};
use model::proposals::{in_moments, propose};
use model::{RequestError, Snapshot, licensed_user_count, problems, support};
use serde_json::{Value, json};

const QUESTIONS: [(&str, &str); 6] = [
    ("query", "decide"),
    ("visibleThreads", "visibleThreads"),
    ("whoCanView", "whoCanView"),
    ("sendFromMailboxes", "sendFromMailboxes"),
    ("mailboxAdministration", "mailboxAdministration"),
    ("lint", "lint"),
];

const LEVELS: [&str; 4] = ["none", "metadata", "subject", "full"];

/// Checks every case of these folders; how many were asked, as far as there is a model for them.
fn check_all(folders: &[&str], check: fn(&Value, &Value) -> Result<bool, String>) -> usize {
    let (mut asked, mut failures) = (0, Vec::new());
    for path in folders.iter().flat_map(files) {
        let file: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        for case in file["cases"].as_array().unwrap() {
            match check(&file, case) {
                Ok(is_asked) => asked += usize::from(is_asked),
                Err(failure) => {
                    failures.push(format!("{}: {}\n{failure}", path.display(), case["description"]));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{} of {asked} cases fail:\n{}", failures.len(), failures.join("\n"));
    asked
}

#[test]
fn the_model_answers_every_case() {
    let asked = check_all(&["", "problems", "hostile", "proposals", "lint"], |file, case| {
        // JSON has no largest number, and what reads it here has one.
        let has_huge_number = case["text"].as_str().is_some_and(|text| text.contains("1e999"));
        if has_huge_number { Ok(false) } else { check_case(file, case).map(|()| true) }
    });
    assert!(asked > 2_900, "only {asked} cases were asked");
}

#[test]
fn the_model_follows_every_change() {
    let asked = check_all(&["filter", "changes"], |file, case| {
        let Some(steps) = case["steps"].as_array() else { return Ok(false) };
        let mut policy = Changing::new(patched(file, case));
        for step in steps {
            check_step(&mut policy, step, &file["now"])
                .map_err(|failure| format!("{}\n{failure}", step["description"]))?;
        }
        Ok(true)
    });
    assert!(asked > 30, "only {asked} cases were asked");
}

fn check_case(file: &Value, case: &Value) -> Result<(), String> {
    if let Some(expected) = case.get("supportRestrictions") {
        return same(&restrictions(), expected);
    }
    let text = snapshot(file, case);
    let found = problems(&text);
    if let Some(expected) = case.get("problems") {
        return check_problems(found, expected, case.get("total"));
    }
    if !found.is_empty() {
        return Err(format!("  refused: {found:?}"));
    }
    let snapshot: Snapshot = serde_json::from_slice(&text).unwrap();
    if let Some(expected) = case.get("licensedUserCount") {
        return same(&json!(licensed_user_count(&snapshot)), expected);
    }
    if let Some(query) = case.get("propose") {
        return check_proposal(&serde_json::from_slice(&text).unwrap(), &with_now(query, &file["now"]), case);
    }
    if let Some(query) = case.get("exposure") {
        let after = with_patch(&serde_json::from_slice(&text).unwrap(), &case["after"]);
        let after = serde_json::from_value(after).unwrap();
        let found = answered(model::exposure::exposure(&snapshot, &after, &with_now(query, &file["now"])));
        return same(&found, &expected(case));
    }
    let question = QUESTIONS.into_iter().find(|(name, _)| case.get(name).is_some());
    let (name, kind) = question.ok_or("the case asks nothing")?;
    let found = answered(model::answer(kind, &snapshot, &with_now(&case[name], &file["now"])));
    same(&found, &expected(case))
}

fn expected(case: &Value) -> Value {
    match case.get("error") {
        Some(error) => json!({ "error": error }),
        None => json!({ "answer": case.get("decision").or(case.get("answer")) }),
    }
}

/// What the patch by hand makes of the snapshot is what the model makes of it.
fn check_proposal(snapshot: &Value, query: &Value, case: &Value) -> Result<(), String> {
    let mut query = query.clone();
    let value = query.as_object_mut().and_then(|members| members.shift_remove("value"));
    let found = match propose(snapshot, &query, value.as_ref()) {
        Ok(found) => found,
        Err(error) => return same(&answered(Err(error)), &expected(case)),
    };
    let answer = &case["answer"];
    let problems = found.problems.iter().map(|(code, path)| json!({ "code": code, "path": path }));
    same(&found.decision, &answer["decision"])?;
    same(&problems.collect(), &answer["problems"])?;
    same(&json!(found.exposure), &json!(answer.get("exposure")))?;
    let patched = with_patch(snapshot, &answer["patch"]);
    same(&in_moments(&found.after.unwrap_or_else(|| snapshot.clone())), &in_moments(&patched))
}

fn with_patch(snapshot: &Value, patch: &Value) -> Value {
    let mut after = snapshot.clone();
    let patch: json_patch::Patch = serde_json::from_value(patch.clone()).unwrap();
    json_patch::patch(&mut after, &patch).unwrap();
    after
}

fn check_step(policy: &mut Changing, step: &Value, now: &Value) -> Result<(), String> {
    if let Some(threads) = rows(step, "upsert") {
        return check_refusal(policy.upsert_threads(&threads), step);
    }
    if let Some(records) = rows(step, "upsertRecords") {
        return check_refusal(policy.upsert_records(&records), step);
    }
    if let Some(ids) = step.get("remove") {
        let found = policy.remove_threads(ids).err().map(|(code, path)| json!({ "code": code, "path": path }));
        return same(&json!(found), &json!(step.get("error")));
    }
    if let Some(count) = step.get("threadCount") {
        return same(&json!(policy.thread_count()), count);
    }
    if let Some(query) = step.get("query") {
        let found = policy.answer("decide", &with_now(query, now));
        let found = found.map(|decision| decision.get("level").unwrap_or(&decision["outcome"]).clone());
        let expected = match step.get("error") {
            Some(error) => json!({ "error": error }),
            None => json!({ "answer": step["outcome"] }),
        };
        return same(&answered(found), &expected);
    }
    if let Some(query) = step.get("visibleThreads") {
        let mut found = answered(policy.answer("visibleThreads", &with_now(query, now)));
        for level in found["answer"]["levels"].as_array_mut().into_iter().flatten() {
            *level = json!(LEVELS.iter().position(|name| level == name));
        }
        return same(&found, &json!({ "answer": step["answer"] }));
    }
    // Filtered responses.
    if step.get("options").is_some() { Ok(()) } else { Err("the step does nothing".to_owned()) }
}

fn check_refusal(found: Result<(), Refusal>, step: &Value) -> Result<(), String> {
    let none = json!([]);
    check_problems(found.err().unwrap_or_default(), step.get("problems").unwrap_or(&none), None)
}

/// The first 1,000 are listed, without offsets here.
fn check_problems(found: Refusal, expected: &Value, total: Option<&Value>) -> Result<(), String> {
    let count = found.len();
    let found: Vec<Value> =
        found.into_iter().take(1_000).map(|(code, path)| json!({ "code": code, "path": path })).collect();
    let mut expected = expected.clone();
    for problem in expected.as_array_mut().unwrap() {
        problem.as_object_mut().unwrap().shift_remove("offset");
    }
    same(&json!(found), &expected)?;
    total.map_or(Ok(()), |total| same(&json!(count), total))
}

fn answered(answer: Result<Value, RequestError>) -> Value {
    match answer {
        Ok(answer) => json!({ "answer": answer }),
        Err((code, path)) => json!({ "error": { "code": code, "path": path } }),
    }
}

fn restrictions() -> Value {
    let rows = support::DENIED.iter().flat_map(|(restriction, operations)| {
        operations.iter().map(move |operation| json!({ "restriction": restriction, "operation": operation }))
    });
    rows.collect()
}
