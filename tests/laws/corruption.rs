//! Any corruption of a snapshot is refused with the problems that the model finds, each where it says, or harmless.

use std::cell::Cell;

use mailveil::{Policy, Problem, ProblemCode, domain_to_ascii};
use proptest::prelude::{prop_assert, prop_assert_eq};
use serde_json::{Value, json};

use super::edits::rows;
use super::law::{Holds, for_all};
use super::model::dice::Dice;
use super::model::{self, Snapshot, questions, random};
use super::support::ask;

/// A changed byte is refused or harmless (section 2).
#[test]
fn a_changed_byte() {
    all_is_refused_or_harmless(|dice, snapshot| {
        let mut text = serde_json::to_vec(&snapshot).unwrap();
        for _ in 0..1 + dice.below(2) {
            let place = wide(dice) % text.len();
            let byte = if dice.chance(50) { b"\",}]\\0a "[dice.below(8)] } else { low(dice) };
            match dice.below(4) {
                0 => text[place] = byte,
                1 => text.insert(place, byte),
                2 => drop(text.remove(place)),
                _ => text[place] ^= 1 << dice.below(8),
            }
        }
        if dice.chance(10) {
            text.truncate(wide(dice) % text.len());
        }
        text
    });
}

fn low(dice: &mut Dice) -> u8 {
    u8::try_from(dice.below(256)).unwrap()
}

fn wide(dice: &mut Dice) -> usize {
    dice.below(256) * 256 + dice.below(256)
}

/// A value in the place of another, a member that is missing and one too many are refused or harmless (section 2).
#[test]
fn a_changed_value() {
    all_is_refused_or_harmless(|dice, mut snapshot| {
        spoil(dice, &mut snapshot);
        serde_json::to_vec(&snapshot).unwrap()
    });
}

/// Puts one or two things wrong, mostly.
pub fn spoil(dice: &mut Dice, document: &mut Value) {
    for _ in 0..1 + dice.below(2) {
        let mut pointers = Vec::new();
        collect(document, String::new(), &mut pointers);
        let pointer = &pointers[wide(dice) % pointers.len()];
        let other = &pointers[wide(dice) % pointers.len()];
        let other = document.pointer(other).unwrap().clone();
        let value = document.pointer_mut(pointer).unwrap();
        match (dice.below(4), &mut *value) {
            (0, Value::Object(members)) if !members.is_empty() => {
                let name = members.keys().nth(dice.below(members.len())).unwrap().clone();
                members.shift_remove(&name);
            }
            (1, Value::Object(members)) => {
                let name = dice.pick(&["excludedDomain", "", "a/b~c", "until", "records", "mode", "kind"]);
                members.entry(name).or_insert(other);
            }
            (0, Value::Array(entries)) if !entries.is_empty() => {
                entries.remove(dice.below(entries.len()));
            }
            (1, Value::Array(entries)) => entries.push(other),
            (0..3, _) => *value = other,
            _ => *value = odd(dice),
        }
    }
}

/// A member that stands twice is refused, even if it says the same both times (section 2).
#[test]
fn a_repeated_member() {
    for_all(|dice| {
        let snapshot = random::snapshot(dice);
        let pointer = {
            let mut pointers = Vec::new();
            collect(&snapshot, String::new(), &mut pointers);
            pointers.retain(|pointer| snapshot.pointer(parent(pointer)).is_some_and(Value::is_object));
            pointers.swap_remove(wide(dice) % pointers.len())
        };
        let name = pointer.rsplit('/').next().unwrap();
        let member = format!("\"{name}\":{}", snapshot.pointer(&pointer).unwrap());
        // It may be another member of this name and value, which comes to the same.
        let text = snapshot.to_string().replacen(&member, &format!("{member},{member}"), 1);
        let refused = Policy::parse(text.as_bytes(), domain_to_ascii).unwrap_err();
        prop_assert_eq!(refused.problems.len(), 1, "{:?}\n{}", refused, text);
        prop_assert_eq!(refused.problems[0].code, ProblemCode::DuplicateKey, "{:?}\n{}", refused, text);
        prop_assert!(refused.problems[0].path.ends_with(name), "{:?}\n{}", refused, text);
        all_can_be_found(&refused.problems, text.as_bytes())
    });
}

/// The pointer to what a value stands in; for the root, which stands in nothing, one to nothing.
fn parent(pointer: &str) -> &str {
    pointer.rsplit_once('/').map_or("/nothing", |(parent, _)| parent)
}

fn odd(dice: &mut Dice) -> Value {
    let values = [
        json!(null),
        json!(false),
        json!(1),
        json!(-0.5),
        json!(""),
        json!("\u{fffd}"),
        json!("everyone"),
        json!("2026-06-01T12:00:00Z"),
        json!("ann@ours.test"),
        json!([]),
        json!([[]]),
        json!({}),
    ];
    values[dice.below(values.len())].clone()
}

/// Every place in a document, as JSON Pointers.
fn collect(value: &Value, pointer: String, pointers: &mut Vec<String>) {
    match value {
        Value::Array(entries) => {
            for (index, entry) in entries.iter().enumerate() {
                collect(entry, format!("{pointer}/{index}"), pointers);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                let name = name.replace('~', "~0").replace('/', "~1");
                collect(member, format!("{pointer}/{name}"), pointers);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    pointers.push(pointer);
}

fn all_is_refused_or_harmless(corrupt: impl Fn(&mut Dice, Value) -> Vec<u8>) {
    let (refused, harmless) = (Cell::new(0), Cell::new(0));
    for_all(|dice| {
        let snapshot = random::snapshot(dice);
        let text = corrupt(dice, snapshot);
        match Policy::parse(&text, domain_to_ascii) {
            Err(found) => {
                refused.set(refused.get() + 1);
                prop_assert!((1..=found.total).contains(&found.problems.len()));
                finds_the_same(&found.problems, &text)?;
                all_can_be_found(&found.problems, &text)
            }
            Ok(policy) => {
                harmless.set(harmless.get() + 1);
                finds_the_same(&[], &text)?;
                answers_as_the_model(dice, &policy, &text)
            }
        }
    });
    assert!(refused.get() > 0 && harmless.get() > 0, "{} refused, {} harmless", refused.get(), harmless.get());
}

/// Code and path of every problem, in document order (section 2).
fn finds_the_same(problems: &[Problem], text: &[u8]) -> Holds {
    let found: Vec<(&str, &str)> = problems.iter().map(|problem| (problem.code.name(), &*problem.path)).collect();
    let expected = model::problems(text);
    let expected: Vec<(&str, &str)> = expected.iter().take(1_000).map(|(code, path)| (&**code, &**path)).collect();
    prop_assert_eq!(found, expected, "{}", String::from_utf8_lossy(text));
    Ok(())
}

fn all_can_be_found(problems: &[Problem], text: &[u8]) -> Holds {
    let shown = String::from_utf8_lossy(text);
    let Ok(document) = serde_json::from_slice::<Value>(text) else {
        // "After `json-syntax` ... nothing else can be reported"
        prop_assert_eq!(problems.len(), 1, "{:?}\n{}", problems, shown);
        prop_assert_eq!(problems[0].code, ProblemCode::JsonSyntax, "{:?}\n{}", problems, shown);
        prop_assert_eq!(&problems[0].path, "");
        prop_assert!(problems[0].offset.is_some_and(|offset| offset <= text.len()), "{:?}\n{}", problems, shown);
        return Ok(());
    };
    for problem in problems {
        prop_assert!(problem.code != ProblemCode::JsonSyntax, "{:?}\n{}", problem, shown);
        let is_there = document.pointer(&problem.path).is_some();
        if problem.code == ProblemCode::MissingField {
            let is_in_object = document.pointer(parent(&problem.path)).is_some_and(Value::is_object);
            prop_assert!(!is_there && is_in_object, "{:?}\n{}", problem, shown);
        } else {
            prop_assert!(is_there, "{:?}\n{}", problem, shown);
        }
    }
    Ok(())
}

/// What is accepted is a valid snapshot that says something else, and is judged as such.
fn answers_as_the_model(dice: &mut Dice, policy: &Policy, text: &[u8]) -> Holds {
    let document: Value = serde_json::from_slice(text).unwrap();
    let snapshot: Snapshot = serde_json::from_slice(text).unwrap();
    if rows(&document, "users").is_empty() || rows(&document, "mailboxes").is_empty() {
        return Ok(());
    }
    for _ in 0..10 {
        let question = questions::question(dice, &document);
        let expected = match model::answer(question.kind, &snapshot, &question.query) {
            Ok(answer) => json!({ "answer": answer }),
            Err((code, path)) => json!({ "error": { "code": code, "path": path } }),
        };
        let found = ask(policy, question.kind, &question.query);
        prop_assert_eq!(found, expected, "{} {}\n{}", question.kind, question.query, document);
    }
    Ok(())
}
