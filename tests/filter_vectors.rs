//! The cases of `tests/vectors/filter`, natively: whole bodies, and the same in pieces of any size.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a panic is a failing test")]

mod cases;

use base64::prelude::{BASE64_STANDARD, Engine};
use cases::{files, patched, same, with_now};
use mailveil::{Counts, Filter, Policy, RequestError, domain_to_ascii};
use serde_json::{Value, json};
use std::fs;

/// Longer bodies are not split at every byte.
const PIECES_MAX: usize = 400;

#[test]
fn every_case() {
    let (mut count, mut failures) = (0_usize, Vec::new());
    for path in files("filter") {
        let file: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        for case in file["cases"].as_array().unwrap() {
            let Some(checked) = check(&file, case) else { continue };
            count += 1;
            let name = path.file_name().unwrap().to_string_lossy();
            failures.extend(checked.err().map(|failure| format!("{name}: {}\n{failure}", case["description"])));
        }
    }
    assert!(failures.is_empty(), "{} of {count} cases fail:\n{}", failures.len(), failures.join("\n"));
    assert!(count > 200, "only {count} cases were found");
}

/// Nothing for a case that changes the policy: those run through wasm.
fn check(file: &Value, case: &Value) -> Option<Result<(), String>> {
    let given = case.get("options")?;
    let policy = match policy(file, case) {
        Ok(policy) => policy,
        Err(refused) => return Some(Err(refused)),
    };
    let options = serde_json::to_vec(&with_now(given, &file["now"])).unwrap();
    let Some(body) = body(case) else {
        let refused = Filter::with_options(&policy, &options).map(drop);
        return Some(same(&refused.map_or_else(|error| shown(&error), |()| json!("accepted")), &case["error"]));
    };
    Some(check_body(&policy, &options, &body, case))
}

fn policy(file: &Value, case: &Value) -> Result<Policy, String> {
    let snapshot = serde_json::to_vec(&patched(file, case)).unwrap();
    Policy::parse(&snapshot, domain_to_ascii).map_err(|refused| format!("  refused: {:?}", refused.problems))
}

/// The body of a case; nothing where its options are refused.
fn body(case: &Value) -> Option<Vec<u8>> {
    if let Some(bytes) = case["bytes"].as_str() {
        return Some(BASE64_STANDARD.decode(bytes).unwrap());
    }
    if let Some(text) = case["body"].as_str() {
        return Some(text.as_bytes().to_vec());
    }
    let json = case.get("items").or_else(|| case.get("response"))?;
    Some(serde_json::to_vec(json).unwrap())
}

fn check_body(policy: &Policy, options: &[u8], body: &[u8], case: &Value) -> Result<(), String> {
    for piece in (1..body.len().min(PIECES_MAX)).chain([body.len().max(1)]) {
        let mut out = Vec::new();
        let found = filter(policy, options, body, piece, &mut out);
        let out = String::from_utf8_lossy(&out);
        let checked = match (found, case.get("error")) {
            (Err(error), Some(expected)) => {
                let emittable = case["emittable"].as_str();
                let is_emittable = emittable.is_none_or(|text| text.starts_with(&*out));
                let emitted = || if is_emittable { Ok(()) } else { Err(format!("  emits {out}")) };
                same(&shown(&error), expected).and_then(|()| emitted())
            }
            (Err(error), None) => Err(format!("  refused: {}", shown(&error))),
            (Ok(_), Some(expected)) => Err(format!("  gives {out} instead of {expected}")),
            (Ok(counts), None) => {
                same(&json!(out), &json!(text(case))).and_then(|()| same(&counted(counts), &expected_counts(case)))
            }
        };
        checked.map_err(|failure| format!("  in pieces of {piece}:\n{failure}"))?;
    }
    Ok(())
}

fn filter(
    policy: &Policy,
    options: &[u8],
    body: &[u8],
    piece: usize,
    out: &mut Vec<u8>,
) -> Result<Counts, RequestError> {
    let mut filter = Filter::with_options(policy, options)?;
    let mut emitted = Vec::new();
    for piece in body.chunks(piece) {
        let before = emitted.len();
        let pushed = filter.push(piece, &mut emitted);
        // What an erroneous piece has added is not used.
        out.extend_from_slice(if pushed.is_ok() { &emitted[before..] } else { b"" });
        pushed?;
    }
    let before = emitted.len();
    filter.finish(&mut emitted)?;
    out.extend_from_slice(&emitted[before..]);
    Ok(filter.counts())
}

/// What remains of the body.
fn text(case: &Value) -> String {
    let json = case.get("kept").or_else(|| case.get("filtered"));
    case["text"].as_str().map_or_else(|| json.unwrap().to_string(), str::to_owned)
}

fn shown(error: &RequestError) -> Value {
    let mut shown = json!({ "code": error.code().name(), "path": error.path() });
    if let Some(offset) = error.offset() {
        shown["offset"] = json!(offset);
    }
    shown
}

fn counted(counts: Counts) -> Value {
    let Counts { shown, hidden, unreadable, unknown_records, unsaid } = counts;
    json!([shown, hidden, unreadable, unknown_records, unsaid.sharing, unsaid.state])
}

/// What is not said is none.
fn expected_counts(case: &Value) -> Value {
    let of = |value: &Value| value.as_u64().unwrap_or(0);
    let counts = ["shown", "hidden", "unreadable", "unknownRecords"].map(|name| of(&case[name]));
    let unsaid = ["sharing", "state"].map(|name| of(&case["unsaid"][name]));
    json!([counts[0], counts[1], counts[2], counts[3], unsaid[0], unsaid[1]])
}
