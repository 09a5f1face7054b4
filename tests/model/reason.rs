//! The decision and its reasons (SPEC section 7), as the JSON they are.

use serde_json::{Value, json};

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

/// What an action comes to: the one reason that allows it, or all that deny it.
pub type Outcome = Result<Value, Vec<Value>>;

/// Allowed for this reason, unless something denies it.
pub fn unless(denied: Vec<Value>, allowed: Value) -> Outcome {
    if denied.is_empty() { Ok(allowed) } else { Err(denied) }
}

/// Denied for one reason, which ends the examination: the marks `!` in the table of SPEC section 4.
pub fn deny(code: &str, rule: &str) -> Outcome {
    Err(vec![reason(code, rule)])
}
