//! Asks a policy with questions and answers as JSON, as the vectors write them.
#![allow(dead_code, unreachable_pub, reason = "several test crates include this module, each uses its own part")]
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a panic is a failing test")]

use mailveil::{
    Again, Asked, Decision, Members, Outcome, Policy, RequestError, Sightings, domain_to_ascii, support_restrictions,
};
use serde::Serialize;
use serde_json::{Value, json};

/// The questions that take members.
pub const QUESTIONS: [&str; 5] =
    ["query", "visibleThreads", "whoCanView", "sendFromMailboxes", "mailboxAdministration"];

/// The answer to a question of that name (`query` is `decide`), or its error with code and path.
pub fn ask(policy: &Policy, question: &str, query: &Value) -> Value {
    ask_again(policy, &mut Sightings::default(), question, query)
}

/// The same with what is remembered between lists, asked twice, so that a memory that is wrong shows.
pub fn ask_again(policy: &Policy, sightings: &mut Sightings, question: &str, query: &Value) -> Value {
    let members: Vec<(&str, Option<&str>)> = match query.as_object() {
        Some(members) => members.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect(),
        // A query that is no object never reaches the core: the package refuses it.
        None => return json!({ "error": { "code": "wrong-type", "path": "" } }),
    };
    match question {
        "query" | "decide" => answer(policy.decide(&members).inspect(|decision| {
            check_again(policy, sightings, &members, decision);
        })),
        "visibleThreads" => answer(policy.visible_threads(&members).map(|visible| {
            assert_eq!(policy.visible_threads_again(sightings, &members), Ok(&visible));
            assert_eq!(policy.visible_threads_again(sightings, &members), Ok(&visible));
            let ids: Vec<String> = visible.rows.iter().map(|row| policy.thread_id(*row)).collect();
            let names = ["none", "metadata", "subject", "full"];
            let levels: Vec<&str> = visible.levels.iter().map(|level| names[usize::from(*level)]).collect();
            json!({ "rows": visible.rows, "levels": levels, "ids": ids })
        })),
        "whoCanView" => answer(policy.who_can_view(&members)),
        "sendFromMailboxes" => answer(policy.send_from_mailboxes(&members)),
        "mailboxAdministration" => answer(policy.mailbox_administration(&members)),
        other => panic!("`{other}` is no question"),
    }
}

/// A question that is asked again has the same answer, whatever was found out for others in between.
fn check_again(policy: &Policy, sightings: &mut Sightings, members: &Members<'_>, decision: &Decision<'_>) {
    let mut asked = Asked::parse(policy, members).unwrap();
    let allowed = decision.outcome == Outcome::Allowed;
    assert_eq!((asked.decide(policy), asked.allows(policy)), (decision.clone(), allowed));
    let thread = members.iter().find(|(name, _)| *name == "thread").and_then(|(_, id)| *id);
    let row = thread.map(|id| policy.thread_row(id).unwrap());
    let again = Again { row: row.unwrap_or(0), milliseconds: None };
    for _ in 0..2 {
        assert_eq!(asked.allows_again(policy, sightings, again), row.map(|_| allowed), "{members:?}");
        assert_eq!(asked.decide_again(policy, sightings, again).as_ref(), row.map(|_| decision), "{members:?}");
    }
    let nowhere = Again { row: u32::MAX, milliseconds: None };
    assert_eq!(asked.allows_again(policy, sightings, nowhere), None);
    assert_eq!(asked.decide_again(policy, sightings, nowhere), None);
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
