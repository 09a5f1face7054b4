//! Order does not matter: neither that of rows, nor that of the entries of a list, nor that of the members of an object.

use proptest::prelude::prop_assert_eq;
use serde_json::{Map, Value, json};

use super::edits::{rows, some_entry};
use super::law::{Edit, for_all, policy};
use super::model::dice::Dice;
use super::model::pools::NOON;
use super::model::questions::{self, Question};
use super::model::random;
use super::support::ask;

const COLLECTIONS: [&str; 6] = ["roles", "users", "records", "mailboxes", "threads", "supportAccess"];
/// Where the lists inside of rows are.
const WITH_LISTS: [&str; 5] = ["organization", "users", "records", "mailboxes", "threads"];

/// After the edit every question has the same answer, or the same as far as it was made comparable.
fn answers_the_same(edit: impl Edit, comparable: fn(Value) -> Value) {
    for_all(|dice| {
        let before = random::snapshot(dice);
        let mut after = before.clone();
        if edit(dice, &mut after).is_none() {
            return Ok(());
        }
        let (old, new) = (policy(&before), policy(&after));
        let surfaces = [json!({}), json!({ "surface": "mailbox" }), json!({ "surface": "record" })];
        let lists = rows(&before, "users").iter().flat_map(|user| {
            surfaces.iter().cloned().map(|mut query| {
                (query["viewer"], query["now"]) = (user["id"].clone(), NOON[0].into());
                Question { kind: "visibleThreads", query }
            })
        });
        let questions = (0..25).map(|_| questions::question(dice, &before));
        for Question { kind, query } in lists.chain(questions) {
            let [was, is] = [&old, &new].map(|policy| comparable(ask(policy, kind, &query)));
            prop_assert_eq!(is, was, "{} {}\nbefore: {}\nafter: {}", kind, query, before, after);
        }
        Ok(())
    });
}

fn shuffle(dice: &mut Dice, list: &mut [Value]) {
    for end in (1..list.len()).rev() {
        list.swap(end, dice.below(end + 1));
    }
}

/// The order of the members of an object changes no answer.
#[test]
fn members_of_objects() {
    answers_the_same(
        |dice, snapshot| {
            reorder_members(dice, snapshot);
            Some(())
        },
        |answer| answer,
    );
}

fn reorder_members(dice: &mut Dice, value: &mut Value) {
    match value {
        Value::Array(entries) => entries.iter_mut().for_each(|entry| reorder_members(dice, entry)),
        Value::Object(members) => {
            members.values_mut().for_each(|member| reorder_members(dice, member));
            let mut list: Vec<Value> = std::mem::take(members).into_iter().map(|member| json!(member)).collect();
            shuffle(dice, &mut list);
            let member = |member: Value| serde_json::from_value::<(String, Value)>(member).unwrap();
            *members = list.into_iter().map(member).collect::<Map<_, _>>();
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The order of rows changes no decision and no reason; lists are given in that order, and name the same.
#[test]
fn rows_of_collections() {
    answers_the_same(
        |dice, snapshot| {
            for collection in COLLECTIONS {
                if let Some(rows) = snapshot.get_mut(collection).and_then(Value::as_array_mut) {
                    shuffle(dice, rows);
                }
            }
            Some(())
        },
        |answer| if is_decision(&answer) { answer } else { without_order(answer) },
    );
}

fn is_decision(answer: &Value) -> bool {
    answer["answer"].get("outcome").is_some()
}

/// The order of the entries of lists changes no decision; reasons follow the order of links, and where several excluded
/// domains match, the first is named (section 3, step 5).
#[test]
fn entries_of_lists() {
    answers_the_same(
        |dice, snapshot| {
            for collection in WITH_LISTS {
                reorder_entries(dice, &mut snapshot[collection], false);
            }
            Some(())
        },
        |answer| without_order(without_domains(answer)),
    );
}

/// The rows themselves stay where they are.
fn reorder_entries(dice: &mut Dice, value: &mut Value, is_in_row: bool) {
    match value {
        Value::Array(entries) => {
            entries.iter_mut().for_each(|entry| reorder_entries(dice, entry, true));
            if is_in_row {
                shuffle(dice, entries);
            }
        }
        Value::Object(members) => members.values_mut().for_each(|member| reorder_entries(dice, member, true)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Equal entries in a list count once (section 2): repeating one in each list changes no answer.
#[test]
fn repeated_entries() {
    answers_the_same(
        |dice, snapshot| {
            for collection in WITH_LISTS {
                repeat_entries(dice, &mut snapshot[collection]);
            }
            Some(())
        },
        |answer| answer,
    );
}

fn repeat_entries(dice: &mut Dice, value: &mut Value) {
    const LISTS: [&str; 12] = [
        "access",
        "addresses",
        "aliases",
        "audience",
        "domains",
        "excludedDomains",
        "participants",
        "records",
        "rights",
        "roles",
        "sharedRecords",
        "systemOperations",
    ];
    match value {
        Value::Array(entries) => entries.iter_mut().for_each(|entry| repeat_entries(dice, entry)),
        Value::Object(members) => {
            for (name, member) in members {
                repeat_entries(dice, member);
                if let (true, Value::Array(list)) = (LISTS.contains(&name.as_str()), member) {
                    list.extend(some_entry(dice, &list.clone()).cloned());
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Arrays sorted; the threads of a list with their levels, without their rows.
fn without_order(answer: Value) -> Value {
    if answer["answer"].get("ids").is_some() {
        let list = |name| rows(&answer["answer"], name).iter().cloned();
        let threads: Vec<Value> = list("ids").zip(list("levels")).map(|thread| json!(thread)).collect();
        return sorted(threads.into());
    }
    sorted(answer)
}

fn sorted(value: Value) -> Value {
    match value {
        Value::Array(entries) => {
            let mut entries: Vec<Value> = entries.into_iter().map(sorted).collect();
            entries.sort_by_cached_key(Value::to_string);
            entries.into()
        }
        Value::Object(members) => members.into_iter().map(|(name, member)| (name, sorted(member))).collect(),
        other => other,
    }
}

fn without_domains(mut answer: Value) -> Value {
    if let Some(reasons) = answer.pointer_mut("/answer/reasons").and_then(Value::as_array_mut) {
        for reason in reasons.iter_mut().filter_map(Value::as_object_mut) {
            reason.shift_remove("domain");
        }
    }
    answer
}
