//! The cases of `tests/vectors`, natively. The same files run through wasm in Node and in a browser.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a panic is a failing test")]

mod support;

use base64::prelude::{BASE64_STANDARD, Engine};
use mailveil::{Policy, domain_to_ascii};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// Vector files: those about the JavaScript API alone, in `hostile`, are not for here.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let is_vectors =
        |path: &PathBuf| path.extension().is_some_and(|end| end == "json") && !path.ends_with("schema.json");
    let mut files: Vec<PathBuf> = entries.filter(is_vectors).collect();
    files.sort();
    files
}

#[test]
fn every_case() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors");
    let mut count = 0_usize;
    let mut failures = Vec::new();
    for path in [files(&folder), files(&folder.join("problems"))].concat() {
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
    let question = support::QUESTIONS.into_iter().find(|name| case.get(name).is_some());
    let question = question.ok_or("the case asks nothing")?;
    let mut query = case[question].clone();
    if let (Some(members), Some(now)) = (query.as_object_mut(), file.get("now")) {
        members.entry("now").or_insert_with(|| now.clone());
    }
    let expected = match case.get("error") {
        Some(error) => json!({ "error": error }),
        None => json!({ "answer": case.get("decision").or(case.get("answer")).ok_or("the case expects nothing")? }),
    };
    same(&support::ask(&policy, question, &query), &expected)
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

fn snapshot(file: &Value, case: &Value) -> Vec<u8> {
    let source = if case.get("text").or(case.get("base64")).is_some() { case } else { file };
    if let Some(text) = source.get("text") {
        return text.as_str().unwrap().as_bytes().to_vec();
    }
    if let Some(bytes) = source.get("base64") {
        return BASE64_STANDARD.decode(bytes.as_str().unwrap()).unwrap();
    }
    let mut snapshot = file["snapshot"].clone();
    if let Some(patch) = case.get("patch") {
        let patch: json_patch::Patch = serde_json::from_value(patch.clone()).unwrap();
        json_patch::patch(&mut snapshot, &patch).unwrap();
    }
    serde_json::to_vec(&snapshot).unwrap()
}

fn same(found: &Value, expected: &Value) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("  found    {found}\n  expected {expected}")) }
}
