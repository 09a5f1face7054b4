//! Snapshots as programs write them are read in one go, which must be as strict as reading member by member: one byte
//! more, less or other, at every place, is JSON for us exactly if it is for `serde_json`.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is a failing test")]

use mailveil::{Policy, ProblemCode, domain_to_ascii};

/// Everything that a record and a thread can have, written without white space.
const SNAPSHOT: &str = concat!(
    r#"{"version":1,"organization":{},"roles":[{"id":"r"}],"users":[{"id":"u","status":"active"}],"#,
    r#""records":[{"id":"1","type":"contact","name":"N","owner":"u","access":[{"kind":"everyone"},{"kind":"user","id":"u"},"#,
    r#"{"kind":"role","id":"r","descendants":true}]},{"id":"2","type":"lead","access":[]}],"#,
    r#""mailboxes":[{"id":"m","address":"u@a.test","owner":"u"}],"#,
    r#""threads":[{"id":"t","mailbox":"m","participants":["x@b.test","y"],"records":["1","2"],"sharing":"shared","#,
    r#""state":"active","firstMessageAt":"2026-01-01T00:00:00Z","lastMessageAt":"2026-01-02T00:00:00.5Z","subject":"S"},"#,
    r#"{"id":"v","mailbox":"m","participants":[],"records":[]}]}"#,
);

fn is_json_for_us(text: &str) -> bool {
    match Policy::parse(text.as_bytes(), domain_to_ascii) {
        Ok(_) => true,
        Err(refused) => refused.problems.iter().all(|problem| problem.code != ProblemCode::JsonSyntax),
    }
}

fn check(text: &str) {
    let is_json = serde_json::from_str::<serde_json::Value>(text).is_ok();
    assert_eq!(is_json_for_us(text), is_json, "{text}");
}

#[test]
fn one_byte_wrong_at_every_place() {
    assert!(Policy::parse(SNAPSHOT.as_bytes(), domain_to_ascii).is_ok());
    for place in 0..SNAPSHOT.len() {
        let (before, rest) = SNAPSHOT.split_at(place);
        let behind = &rest[1..];
        check(before);
        check(&format!("{before}{behind}"));
        for other in [",", "]", "}", "[", "{", "\"", ":", " ", "\\", "1", "\t", "\u{1}"] {
            check(&format!("{before}{other}{rest}"));
            check(&format!("{before}{other}{behind}"));
        }
    }
}
