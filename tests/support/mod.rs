//! Asks a policy with questions and answers as JSON, as the vectors write them.
#![allow(dead_code, unreachable_pub, reason = "several test crates include this module, each uses its own part")]
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a panic is a failing test")]

use mailveil::{
    Finding, Findings, NamedQuestion, Outcome, Policy, RequestError, Session, domain_to_ascii, support_restrictions,
};
use serde::Serialize;
use serde_json::{Value, json};

/// The questions that take members.
pub const QUESTIONS: [&str; 6] =
    ["query", "visibleThreads", "whoCanView", "sendFromMailboxes", "mailboxAdministration", "lint"];

/// The answer to a question of that name (`query` is `decide`), or its error with code and path.
pub fn ask(policy: &Policy, question: &str, query: &Value) -> Value {
    match members(query) {
        Some(members) => ask_named(policy, question, &members),
        None => not_an_object(),
    }
}

/// Asks a session twice, so that a memory that is wrong shows beside the policy's own answer.
pub fn ask_session(session: &mut Session, question: &str, query: &Value) -> Value {
    let Some(members) = members(query) else { return not_an_object() };
    if question == "visibleThreads"
        && let Ok(visible) = session.policy().visible_threads_named(&members)
    {
        assert_eq!(session.visible_threads_named(&members), Ok(&visible));
        assert_eq!(session.visible_threads_named(&members), Ok(&visible));
    }
    ask_named(session.policy(), question, &members)
}

fn members(query: &Value) -> Option<Vec<(&str, Option<&str>)>> {
    Some(query.as_object()?.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect())
}

/// A query that is no object never reaches the core: the package refuses it.
fn not_an_object() -> Value {
    json!({ "error": { "code": "wrong-type", "path": "" } })
}

fn ask_named(policy: &Policy, question: &str, members: &NamedQuestion<'_>) -> Value {
    match question {
        "query" | "decide" => answer(policy.decide_named(members).inspect(|decision| {
            assert_eq!(policy.allows_named(members), Ok(decision.outcome == Outcome::Allowed));
        })),
        "visibleThreads" => answer(policy.visible_threads_named(members).map(|visible| {
            let ids: Vec<String> = visible.rows.iter().map(|row| policy.thread_id(*row)).collect();
            let names = ["none", "metadata", "subject", "full"];
            let levels: Vec<&str> = visible.levels.iter().map(|level| names[usize::from(*level)]).collect();
            json!({ "rows": visible.rows, "levels": levels, "ids": ids })
        })),
        "whoCanView" => answer(policy.who_can_view_named(members)),
        "sendFromMailboxes" => answer(policy.send_from_mailboxes_named(members)),
        "mailboxAdministration" => answer(policy.mailbox_administration_named(members)),
        "lint" => answer(policy.lint_named(members).map(|found| findings(&found))),
        other => panic!("`{other}` is no question"),
    }
}

/// What `propose` says: problems by code and path.
pub fn propose(policy: &Policy, query: &Value, value: Option<&Value>) -> Value {
    let Some(texts) = query.as_object().map(texts) else { return not_an_object() };
    let value = value.map(Value::to_string);
    let mut found = answer(policy.propose_named(&named(&texts), value.as_deref()));
    for problem in found.pointer_mut("/answer/problems").and_then(Value::as_array_mut).into_iter().flatten() {
        let members = problem.as_object_mut().unwrap();
        assert!(["message", "help"].iter().all(|name| members.remove(*name).is_some_and(|text| text != "")));
    }
    found
}

/// What `exposure` says of another policy.
pub fn exposure(before: &Policy, after: &Policy, query: &Value) -> Value {
    let Some(texts) = query.as_object().map(texts) else { return not_an_object() };
    answer(before.exposure_named(after, &named(&texts)))
}

/// The snapshot with a patch that `propose` gave.
pub fn patched(snapshot: &Value, patch: &Value) -> Value {
    let mut after = snapshot.clone();
    let patch = if patch.is_null() { json!([]) } else { patch.clone() };
    let patch: json_patch::Patch = serde_json::from_value(patch).unwrap();
    json_patch::patch(&mut after, &patch).unwrap();
    after
}

/// The members as they cross: `exposure` and `examples` are texts then, and what else should be one is none.
fn texts(members: &serde_json::Map<String, Value>) -> Vec<(&str, Option<String>)> {
    let text = |name: &str, value: &Value| match (name, value) {
        ("exposure", Value::Bool(_)) | ("examples", Value::Number(_)) => Some(value.to_string()),
        ("exposure" | "examples", _) => None,
        (_, value) => value.as_str().map(str::to_owned),
    };
    members.iter().map(|(name, value)| (name.as_str(), text(name, value))).collect()
}

fn named<'t>(texts: &'t [(&'t str, Option<String>)]) -> Vec<(&'t str, Option<&'t str>)> {
    texts.iter().map(|(name, text)| (*name, text.as_deref())).collect()
}

/// Findings as the vectors write them, and how many there are where not all are listed.
fn findings(found: &Findings) -> Value {
    let listed = found.findings.iter().map(|Finding { code, path, count }| {
        assert!(!code.message().is_empty() && !code.help().is_empty());
        match count {
            Some(count) => json!({ "code": code.name(), "path": path, "count": count }),
            None => json!({ "code": code.name(), "path": path }),
        }
    });
    let listed: Vec<Value> = listed.collect();
    if found.total == listed.len() { json!(listed) } else { json!({ "listed": listed, "total": found.total }) }
}

fn answer(answer: Result<impl Serialize, RequestError>) -> Value {
    match answer {
        Ok(answer) => json!({ "answer": answer }),
        Err(error) => json!({ "error": { "code": error.code().name(), "path": error.path() } }),
    }
}

/// Code, path and offset of everything that is wrong with a snapshot, and how many there are in all.
pub fn problems(text: &[u8]) -> (Vec<Value>, usize) {
    let Err(refused) = Policy::parse(text, domain_to_ascii) else { return (Vec::new(), 0) };
    let listed = refused.problems.iter().map(|problem| {
        assert!(!problem.message.is_empty() && !problem.code.help().is_empty());
        let mut listed = json!({ "code": problem.code.name(), "path": problem.path });
        if let Some(offset) = problem.offset {
            listed["offset"] = json!(offset);
        }
        listed
    });
    (listed.collect(), refused.total)
}

/// The table of section 5.
pub fn restrictions() -> Value {
    json!(support_restrictions())
}
