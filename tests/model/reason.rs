//! The decision and its reasons (section 7), as the JSON they are.

use serde_json::{Value, json};

use super::dice::put;
use super::snapshot::Member;
use super::time::{at, written};

/// A reason with nothing but its code and its rule.
pub fn reason(code: &str, rule: &str) -> Value {
    json!({ "code": code, "rule": rule })
}

/// A reason with one more member: `record`, `domain`, `operation` or `restriction`.
pub fn reason_with(code: &str, rule: &str, member: &str, value: impl Into<Value>) -> Value {
    let mut reason = reason(code, rule);
    reason[member] = value.into();
    reason
}

/// "A viewer who is among a member or grant of this mailbox that would have served, but is not live, is told when: ...
/// `until`, the latest one that has passed, or else `from`, the earliest to come."
///
/// `members` are those that would have served.
pub fn when(mut reason: Value, members: &[&Member], now: i128) -> Value {
    let times = |time: fn(&Member) -> &Option<String>| {
        let given: Vec<i128> = members.iter().filter_map(|member| time(member).as_deref().map(at)).collect();
        given.into_iter()
    };
    let ended = times(|member| &member.until).filter(|until| *until <= now).max();
    let begins = times(|member| &member.from).filter(|from| *from > now).min();
    match (ended, begins) {
        (Some(until), _) => put(&mut reason, "until", written(until)),
        (None, Some(from)) => put(&mut reason, "from", written(from)),
        (None, None) => {}
    }
    reason
}

/// What an action comes to: the one reason that allows it, or all that deny it.
pub type Outcome = Result<Value, Vec<Value>>;

/// Allowed for this reason, unless something denies it.
pub fn unless(denied: Vec<Value>, allowed: Value) -> Outcome {
    if denied.is_empty() { Ok(allowed) } else { Err(denied) }
}

/// Denied for one reason, which ends the examination: the marks `!` in the table of section 4.
pub fn deny(code: &str, rule: &str) -> Outcome {
    Err(vec![reason(code, rule)])
}
