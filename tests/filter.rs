//! The bytes filter, natively: whole bodies and pieces of any size give the same, and the same as judging one by one.
//! The cases of `tests/vectors/filter` run through wasm.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is a failing test")]

use mailveil::{Counts, Filter, Policy, RequestError, domain_to_ascii};

const SNAPSHOT: &str = r#"{
  "version": 1, "organization": { "excludedDomains": ["secret.test"] }, "roles": [],
  "users": [{ "id": "anna", "status": "active" }, { "id": "bob", "status": "active" }, { "id": "eve", "status": "active" }],
  "records": [{ "id": "7", "type": "contact", "access": [{ "kind": "everyone" }] }],
  "mailboxes": [{ "id": "box", "address": "anna@a.test", "owner": "anna", "sharing": { "mode": "complete",
    "audience": [{ "kind": "user", "id": "bob" }, { "kind": "user", "id": "eve", "level": "metadata" }] } }],
  "threads": []
}"#;

const SEEN: &str =
    r#"{ "id": 1, "mailbox" : "box", "participants": ["x@b.test"], "records": [7], "subject": "é\n", "x": [{}] }"#;
const DELETED: &str = r#"{"id":"2","mailbox":"box","participants":[],"records":["7"],"state":"deleted"}"#;
const EXCLUDED: &str = r#"{"participants":["a@x.secret.test"],"id":"3","mailbox":"box","records":["7"]}"#;
const TWICE: &str = r#"{"id":"4","mailbox":"box","participants":[],"records":["7"],"\u0069d":"4"}"#;
const UNKNOWN: &str = r#"{"id":"5","mailbox":"none","participants":[]}"#;

fn body() -> String {
    format!(
        r#" {{"total": 6, "data" : {{"items": [ {SEEN}, {DELETED},{EXCLUDED} ,{TWICE}, {UNKNOWN}, 12 ], "n":[1]}} }} "#
    )
}

fn filter(policy: &Policy, viewer: &str, body: &[u8], piece: usize) -> Result<(String, Counts), RequestError> {
    let options = format!(r#"{{"viewer":"{viewer}","at":"/data/items","now":"2026-06-01T12:00:00Z"}}"#);
    let mut filter = Filter::new(policy, options.as_bytes())?;
    let mut out = Vec::new();
    if piece == 0 {
        filter.filter(policy, body, &mut out)?;
    } else {
        for piece in body.chunks(piece) {
            filter.push(policy, piece, &mut out)?;
        }
        filter.finish(policy, &mut out)?;
    }
    Ok((String::from_utf8(out).unwrap(), filter.counts()))
}

fn check(viewer: &str, items: &str, shown: usize) {
    let policy = Policy::parse(SNAPSHOT.as_bytes(), domain_to_ascii).unwrap();
    let expected = format!(r#" {{"total": 6, "data" : {{"items": [{items}], "n":[1]}} }} "#);
    let counts = Counts { shown, hidden: 6 - shown, unreadable: 3 };
    for piece in 0..body().len() {
        let found = filter(&policy, viewer, body().as_bytes(), piece).unwrap();
        assert_eq!(found, (expected.clone(), counts), "viewer {viewer}, pieces of {piece}");
    }
}

#[test]
fn whole_and_in_pieces() {
    check("bob", SEEN, 1);
    check("eve", r#"{"id": 1,"mailbox" : "box","participants": ["x@b.test"]}"#, 1);
    check("anna", &format!("{SEEN},{EXCLUDED}"), 2);
}

#[test]
fn refusals_in_pieces() {
    let policy = Policy::parse(SNAPSHOT.as_bytes(), domain_to_ascii).unwrap();
    let deep = format!(r#"{{"data":{{"items":[{}1{}]}}}}"#, "[".repeat(62), "]".repeat(62));
    for (body, code, path, offset) in [
        (&br#"{"data":{"items":[{"id":1,}]}}"#[..], "json-syntax", "", Some(26)),
        (b"{\"data\":{\"items\":[\"\xff\"]}}", "json-syntax", "", Some(19)),
        (br#"{"data":{"items":[]}"#, "json-syntax", "", Some(20)),
        (br#"{"data":{"items":[]}} x"#, "json-syntax", "", Some(22)),
        (br#"{"data":{"items":{}}}"#, "not-an-array", "/data/items", None),
        (br#"{"data":[]}"#, "not-an-array", "/data/items", None),
        (br#"[]"#, "not-an-array", "/data/items", None),
        (br#"{"data":{"items":[]},"data":1}"#, "duplicate-key", "/data", None),
        (br#"{"data":{"items":[],"it\u0065ms":[]}}"#, "duplicate-key", "/data/items", None),
        (deep.as_bytes(), "json-syntax", "", Some(79)),
    ] {
        for piece in 0..body.len() {
            let error = filter(&policy, "bob", body, piece).unwrap_err();
            let found = (error.code().name(), error.path(), error.offset());
            assert_eq!(found, (code, path, offset), "{} in pieces of {piece}", String::from_utf8_lossy(body));
        }
    }
}
