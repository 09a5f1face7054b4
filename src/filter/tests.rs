//! What only the edge can do with a filter: items in columns, and a policy that changes between two pieces.

use super::{Filtering, Items};
use crate::{Policy, Session, domain_to_ascii};
use std::cell::RefCell;
use std::rc::Rc;

const SNAPSHOT: &str = r#"{
  "version": 1, "organization": { "excludedDomains": ["secret.test"] }, "roles": [],
  "users": [{ "id": "anna", "status": "active" }, { "id": "bob", "status": "active" }, { "id": "eve", "status": "active" }],
  "records": [{ "id": "7", "type": "contact", "access": [{ "kind": "everyone" }] }],
  "mailboxes": [{ "id": "box", "address": "anna@a.test", "owner": "anna", "sharing": { "mode": "complete",
    "audience": [{ "kind": "user", "id": "bob" }, { "kind": "user", "id": "eve", "level": "metadata" }] } }],
  "threads": []
}"#;

/// Items as the package hands them over: the lengths of their texts, and the texts in one.
fn levels(lengths: &[u32], text: &str) -> Option<Vec<u8>> {
    let policy = Policy::parse(SNAPSHOT.as_bytes(), domain_to_ascii).unwrap();
    let options = br#"{"viewer":"bob","now":"2026-06-01T12:00:00Z"}"#;
    let mut filter = Filtering::parse(&policy, options, Items::Objects).unwrap();
    let found = filter.judge_columns(lengths, text.as_bytes())?;
    Some(found.into_iter().map(|number| if number == u8::MAX { number } else { number & 3 }).collect())
}

#[test]
fn columns() {
    const NO: u32 = u32::MAX;
    const AT: &str = "2026-01-01T00:00:00Z";
    let seen = [1, 3, NO, NO, NO, NO, 1, 1, 1, 8];
    assert_eq!(levels(&seen, "1box7x@b.test"), Some(vec![3]));
    assert_eq!(levels(&[seen, seen].concat(), "1box7x@b.test1box7a@x.test"), Some(vec![3, 3]));
    assert_eq!(levels(&[1, 3, NO, NO, NO, NO, 1, 1, 1, 13], "1box7a@secret.test"), Some(vec![0]));
    assert_eq!(levels(&seen, "1box8x@b.test"), Some(vec![0]), "no such record: nobody can access it");
    assert_eq!(levels(&seen, "1bot7x@b.test"), Some(vec![255]), "no such mailbox");
    assert_eq!(levels(&[0, 3, NO, NO, NO, NO, 1, 1, 0], "box7"), Some(vec![255]), "no id");
    let text = format!("1boxsharedarchived{AT}{AT}7");
    assert_eq!(levels(&[1, 3, 6, 8, 20, 20, 1, 1, 1, 8], &format!("{text}x@b.test")), Some(vec![3]));
    assert_eq!(levels(&[1, 3, 6, 8, 20, 20, 1, 1, 0], &text), Some(vec![0]), "no participants (X-06)");
    assert_eq!(levels(&[1, 3, NO, 7, NO, NO, 1, 1, 0], "1boxdeleted7"), Some(vec![0]));
    for (fact, text) in [(2, ""), (2, "deleted"), (3, "shared"), (4, ""), (4, "2026-02-30T00:00:00Z"), (5, "private")] {
        let mut lengths = [1, 3, NO, NO, NO, NO, 1, 1, 0];
        lengths[fact] = u32::try_from(text.len()).unwrap();
        assert_eq!(levels(&lengths, &format!("1box{text}7and what is behind")), None, "{text}");
        assert_eq!(levels(&lengths, &format!("1box{text}7")), Some(vec![255]), "{text}");
    }
    for (length, level) in [(1024, 0), (1025, 255)] {
        let text = "x".repeat(1010) + "<x@b.testtestt>";
        let text = &text[1025 - usize::try_from(length).unwrap()..];
        assert_eq!(levels(&[1, 3, NO, NO, NO, NO, 1, 1, 1, length], &format!("1box7{text}")), Some(vec![level]));
    }
}

#[test]
fn columns_in_every_language() {
    const NO: u32 = u32::MAX;
    let lengths = |participants: &[u32]| {
        [&[2, 3, NO, NO, NO, NO, 1, 1, u32::try_from(participants.len()).unwrap()], participants].concat()
    };
    // JavaScript counts the face as two.
    assert_eq!(levels(&lengths(&[8, 10]), "\u{1f600}box7jö@b.testé@x.b.test"), None);
    assert_eq!(levels(&lengths(&[9, 10]), "\u{1f600}box7jö@b.testé@x.b.test"), Some(vec![3]));
    assert_eq!(levels(&lengths(&[9, 13]), "\u{1f600}box7jö@b.testé@secret.test"), Some(vec![0]));
    assert_eq!(levels(&lengths(&[1, 9]), "\u{1f600}box7\u{1f600}ö@b.test"), None, "half a character");
    assert_eq!(levels(&lengths(&[9]), "\u{1f600}box7j\u{fffd}@b.test"), None, "it may have been half a character");
}

#[test]
fn columns_that_are_none() {
    const NO: u32 = u32::MAX;
    let seen = [1, 3, NO, NO, NO, NO, 1, 1, 1, 8];
    for count in 1..seen.len() {
        assert_eq!(levels(&seen[..count], "1box7x@b.test"), None);
    }
    for place in 0..seen.len() {
        for number in [0, 1, 2, 4, 7, 9, 1_000, NO - 1, NO] {
            let mut lengths = seen;
            lengths[place] = number;
            let found = levels(&lengths, "1box7x@b.test");
            assert!(number == seen[place] || found.is_none_or(|levels| !levels.contains(&3)), "{place} {number}");
        }
    }
    assert_eq!(levels(&[], ""), Some(vec![]));
    assert_eq!(levels(&[], "1"), None);
}

#[test]
fn records_that_change_between_two_items() {
    let policy = Policy::parse(SNAPSHOT.as_bytes(), domain_to_ascii).unwrap();
    let session = Rc::new(RefCell::new(Session::new(policy)));
    let options = br#"{"viewer":"bob","record":"7","now":"2026-06-01T12:00:00Z"}"#;
    let mut filter = Filtering::parse(Rc::clone(&session), options, Items::Body).unwrap();
    let mut out = Vec::new();
    let item =
        |id: u8| format!(r#"{{"id":"{id}","mailbox":"box","participants":["x@b.test"],"records":["7"]}}"#).into_bytes();
    let nobody = br#"[{"id":"7","type":"contact","access":[]}]"#;
    let bob = br#"[{"id":"7","type":"contact","access":[{"kind":"user","id":"bob"}]}]"#;
    session.borrow_mut().upsert_records(nobody).unwrap();
    filter.push(&[b"[".to_vec(), item(1), b",".to_vec()].concat(), &mut out).unwrap();
    session.borrow_mut().upsert_records(bob).unwrap();
    filter.push(&[item(2), b",".to_vec()].concat(), &mut out).unwrap();
    session.borrow_mut().upsert_records(nobody).unwrap();
    filter.push(&[item(3), b"]".to_vec()].concat(), &mut out).unwrap();
    filter.finish(&mut out).unwrap();
    assert_eq!(out, [b"[".to_vec(), item(2), b"]".to_vec()].concat());
}
