//! The cases of `tests/vectors`, natively. The same files run through wasm in Node and in a browser.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a panic is a failing test")]

mod cases;
mod support;

use cases::{files, same, snapshot, with_now};
use mailveil::{Policy, domain_to_ascii};
use serde_json::{Value, json};
use std::fs;

#[test]
fn every_case() {
    let mut count = 0_usize;
    let mut failures = Vec::new();
    // Those about the JavaScript API alone, in `hostile`, are not for here.
    for path in [files(""), files("problems"), files("proposals"), files("lint")].concat() {
        let file: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        for case in file["cases"].as_array().unwrap() {
            count = count.saturating_add(1);
            let outcome = check(&file, case);
            if let Err(failure) = outcome {
                let name = path.file_name().unwrap().to_string_lossy();
                failures.push(format!("{name}: {}\n{failure}", case["description"]));
            }
        }
    }
    assert!(failures.is_empty(), "{} of {count} cases fail:\n{}", failures.len(), failures.join("\n"));
    assert!(count > 1000, "only {count} cases were found");
}

fn check(file: &Value, case: &Value) -> Result<(), String> {
    let text = snapshot(file, case);
    if let Some(expected) = case.get("problems") {
        return check_problems(&text, expected, case.get("total"));
    }
    if let Some(expected) = case.get("supportRestrictions") {
        return same(&support::restrictions(), expected);
    }
    let policy = Policy::parse(&text, domain_to_ascii).map_err(|refused| format!("refused: {:?}", refused.problems))?;
    if let Some(expected) = case.get("licensedUserCount") {
        return same(&json!(policy.licensed_user_count()), expected);
    }
    if let Some(query) = case.get("propose") {
        let mut query = with_now(query, &file["now"]);
        let value = query.as_object_mut().and_then(|members| members.shift_remove("value"));
        return same(&support::propose(&policy, &query, value.as_ref()), &expected(case)?);
    }
    if let Some(query) = case.get("exposure") {
        let after = support::patched(&serde_json::from_slice(&text).unwrap(), &case["after"]);
        let after =
            Policy::parse(after.to_string().as_bytes(), domain_to_ascii).map_err(|refused| format!("{refused:?}"))?;
        return same(&support::exposure(&policy, &after, &with_now(query, &file["now"])), &expected(case)?);
    }
    let question = support::QUESTIONS.into_iter().find(|name| case.get(name).is_some());
    let question = question.ok_or("the case asks nothing")?;
    let query = with_now(&case[question], &file["now"]);
    same(&support::ask(&policy, question, &query), &expected(case)?)
}

fn expected(case: &Value) -> Result<Value, String> {
    Ok(match case.get("error") {
        Some(error) => json!({ "error": error }),
        None => json!({ "answer": case.get("decision").or(case.get("answer")).ok_or("the case expects nothing")? }),
    })
}

fn check_problems(text: &[u8], expected: &Value, total: Option<&Value>) -> Result<(), String> {
    let (mut problems, count) = support::problems(text);
    // An offset counts where the case gives one.
    for (problem, expected) in problems.iter_mut().zip(expected.as_array().unwrap()) {
        if expected.get("offset").is_none() {
            problem.as_object_mut().unwrap().remove("offset");
        }
    }
    same(&json!(problems), expected)?;
    total.map_or(Ok(()), |total| same(&json!(count), total))
}
