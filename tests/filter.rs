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

/// Numbers that look random, the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap() % end
    }

    fn pick<'a>(&mut self, values: &[&'a str]) -> &'a str {
        values[self.below(values.len())]
    }
}

/// Members of items: usual ones, unusual ones, and wrong ones.
const MEMBERS: [&[&str]; 9] = [
    &[
        r#""id":"t-1""#,
        r#""id":7"#,
        r#""id":"é""#,
        r#""id":"""#,
        r#""\u0069d":"x""#,
        r#""id":"a\\b""#,
        "\"id\":\"a\u{fffd}\"",
        r#""id":null"#,
    ],
    &[r#""mailbox":"box""#, r#""mailbox":"box""#, r#""mailbox":"none""#, r#""mailbox":"b\u006fx""#, r#""mailbox":[]"#],
    &[
        r#""participants":["x@b.test"]"#,
        r#""participants":["x@b.test","someone.with.a.long.name@elsewhere.test"]"#,
        r#""participants":[]"#,
        r#""participants":["a@x.secret.test","anna@a.test"]"#,
        r#""participants":["no address"]"#,
        r#""participants":["x\u0040b.test",1]"#,
        r#""participants":null"#,
    ],
    &[
        r#""records":["7"]"#,
        r#""records":[7]"#,
        r#""records":["7","7"]"#,
        r#""records":["8"]"#,
        r#""records":null"#,
        r#""records":[]"#,
    ],
    &[r#""sharing":"private""#, r#""sharing":"shared""#, r#""sharing":null"#, r#""sharing":"""#, ""],
    &[r#""state":"archived""#, r#""state":"deleted""#, r#""st\u0061te":"active""#, ""],
    &[r#""firstMessageAt":"2025-02-28T09:30:00Z""#, r#""firstMessageAt":"2025-02-29T09:30:00Z""#, ""],
    &[
        r#""lastMessageAt":"2025-04-30T09:30:00.123Z""#,
        r#""lastMessageAt":"2025-04-31T09:30:00.123Z""#,
        r#""lastMessageAt":0"#,
        "",
    ],
    &[
        r#""subject":"Grüße, \"quoted\" and \\ and \u00e4\ud83d\ude00 and so on, for more than a window""#,
        r#""n":-12.5"#,
        r#""x":[{},[1,"\\\\\\\"",true],{"id":false}]"#,
        r#""body":"\n\t\/ 123456789 123456789 123456789 123456789 \\\\\\""#,
        "",
    ],
];

fn item(dice: &mut Dice) -> String {
    // Mostly usual, so that wrong members do not hide what others do.
    let pick = |dice: &mut Dice, values: &[&'static str]| if dice.below(4) > 0 { values[0] } else { dice.pick(values) };
    let mut members: Vec<&str> = MEMBERS.iter().map(|values| pick(dice, values)).collect();
    if dice.below(10) == 0 {
        let values = MEMBERS[dice.below(MEMBERS.len())];
        members.push(dice.pick(values));
    }
    if dice.below(10) == 0 {
        members.rotate_left(3);
    }
    members.retain(|member| !member.is_empty());
    format!("{{{}}}", members.join(","))
}

fn in_data(items: &[String]) -> String {
    format!(r#"{{"data":{{"items":[{}]}}}}"#, items.join(","))
}

fn value(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap()
}

/// White space before a comma makes every item an unusual one, which is read in another way.
#[test]
fn usual_items_are_judged_like_others() {
    let policy = Policy::parse(SNAPSHOT.as_bytes(), domain_to_ascii).unwrap();
    let mut dice = Dice(1);
    let mut total = Counts::default();
    for _ in 0..3_000 {
        let items: Vec<String> = (0..5).map(|_| item(&mut dice)).collect();
        let body = in_data(&items);
        for viewer in ["anna", "bob", "eve"] {
            let (usual, counts) = filter(&policy, viewer, body.as_bytes(), 0).unwrap();
            let spaced = body.replace(",\"", " ,\"").replace('}', " }");
            let (unusual, others) = filter(&policy, viewer, spaced.as_bytes(), 0).unwrap();
            assert_eq!((value(&usual), counts), (value(&unusual), others), "{viewer}: {body}");
            total = Counts {
                shown: total.shown + counts.shown,
                hidden: 0,
                unreadable: total.unreadable + counts.unreadable,
            };
        }
    }
    assert!(total.shown > 1_000 && total.unreadable > 1_000, "{total:?}");
}

/// The judge of what is JSON is serde_json.
#[test]
fn what_is_no_json_is_refused() {
    const LETTERS: [&[u8]; 16] =
        [b"\"", b"\\", b",", b":", b"{", b"}", b"[", b"]", b"0", b"-", b".", b"u", b"\x1f", b" ", b"\xc3", b"\xa4"];
    let policy = Policy::parse(SNAPSHOT.as_bytes(), domain_to_ascii).unwrap();
    let mut dice = Dice(2);
    let mut refused = 0;
    for _ in 0..15_000 {
        let items: Vec<String> = (0..3).map(|_| item(&mut dice)).collect();
        let mut body = in_data(&items).into_bytes();
        for _ in 0..=dice.below(3) {
            let (start, count) = (dice.below(body.len()), dice.below(2));
            let letter = if dice.below(4) == 0 { &b""[..] } else { LETTERS[dice.below(LETTERS.len())] };
            body.splice(start..(start + count).min(body.len()), letter.iter().copied());
        }
        let is_json = match serde_json::from_slice::<serde_json::Value>(&body) {
            Ok(_) => true,
            // The grammar has no largest number.
            Err(error) => error.to_string().contains("out of range"),
        };
        let piece = [0, 7, 64][dice.below(3)];
        let found = filter(&policy, "bob", &body, piece);
        let is_refused = found.is_err_and(|error| error.code().name() == "json-syntax");
        assert_eq!(is_refused, !is_json, "{}", String::from_utf8_lossy(&body));
        refused += usize::from(is_refused);
    }
    assert!((2_000..13_000).contains(&refused), "{refused}");
}

/// Each backslash escapes the next byte, or is escaped itself.
#[test]
fn rows_of_backslashes() {
    let policy = Policy::parse(SNAPSHOT.as_bytes(), domain_to_ascii).unwrap();
    for before in 0..70 {
        for count in 0..6 {
            let text = format!("{}{}", "a".repeat(before), "\\".repeat(count));
            let body = format!(r#"{{"data":{{"items":[{{"text":"\n{text}"}}]}}}}"#);
            let found = filter(&policy, "bob", body.as_bytes(), 0);
            assert_eq!(found.is_ok(), count % 2 == 0, "{body}");
        }
    }
}

/// Bodies and items larger than what is read at once.
#[test]
fn large_bodies() {
    let policy = Policy::parse(SNAPSHOT.as_bytes(), domain_to_ascii).unwrap();
    let thread = |row: usize, text: &str| {
        let state = if row.is_multiple_of(3) { "deleted" } else { "active" };
        format!(
            r#"{{"id":"{row}","mailbox":"box","participants":["x@b.test"],"records":["7"],"state":"{state}","text":"{text}"}}"#
        )
    };
    for length in [0, 100, 20_000, 65_400, 65_535, 70_000, 200_000] {
        let text = r#"äöü \"\\ "#.repeat(length / 12);
        let items: Vec<String> =
            (0..1_000).map(|row| thread(row, if row % 400 == 7 { &text } else { "Grüße" })).collect();
        let shown: Vec<String> =
            (0..).zip(&items).filter(|(row, _)| row % 3 > 0).map(|(_, item)| item.clone()).collect();
        let body = in_data(&items);
        let counts = Counts { shown: shown.len(), hidden: items.len() - shown.len(), unreadable: 0 };
        for piece in [0, 1_000, 65_535, 65_536, 150_000] {
            let found = filter(&policy, "bob", body.as_bytes(), piece).unwrap();
            assert!(found == (in_data(&shown), counts), "texts of {length} bytes, pieces of {piece}: {:?}", found.1);
        }
    }
}

/// Items as the package hands them over: the lengths of their texts, and the texts in one.
fn levels(lengths: &[u32], text: &str) -> Option<Vec<u8>> {
    let policy = Policy::parse(SNAPSHOT.as_bytes(), domain_to_ascii).unwrap();
    let mut filter = Filter::new(&policy, br#"{"viewer":"bob","now":"2026-06-01T12:00:00Z"}"#).unwrap();
    filter.judge_columns(&policy, lengths, text.as_bytes())
}

#[test]
fn columns() {
    const NO: u32 = u32::MAX;
    const AT: &str = "2026-01-01T00:00:00Z";
    let seen = [1, 3, NO, NO, NO, NO, 1, 1, 1, 8];
    assert_eq!(levels(&seen, "1box7x@b.test"), Some(vec![3]));
    assert_eq!(levels(&[seen, seen].concat(), "1box7x@b.test1box7a@x.test"), Some(vec![3, 3]));
    assert_eq!(levels(&[1, 3, NO, NO, NO, NO, 1, 1, 1, 13], "1box7a@secret.test"), Some(vec![0]));
    assert_eq!(levels(&seen, "1box8x@b.test"), Some(vec![255]), "no such record");
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
    let mut policy = Policy::parse(SNAPSHOT.as_bytes(), domain_to_ascii).unwrap();
    let options = br#"{"viewer":"bob","record":"7","now":"2026-06-01T12:00:00Z"}"#;
    let mut filter = Filter::new(&policy, options).unwrap();
    let mut out = Vec::new();
    let item =
        |id: u8| format!(r#"{{"id":"{id}","mailbox":"box","participants":["x@b.test"],"records":["7"]}}"#).into_bytes();
    let nobody = br#"[{"id":"7","type":"contact","access":[]}]"#;
    let bob = br#"[{"id":"7","type":"contact","access":[{"kind":"user","id":"bob"}]}]"#;
    policy.upsert_records(nobody).unwrap();
    filter.push(&policy, &[b"[".to_vec(), item(1), b",".to_vec()].concat(), &mut out).unwrap();
    policy.upsert_records(bob).unwrap();
    filter.push(&policy, &[item(2), b",".to_vec()].concat(), &mut out).unwrap();
    policy.upsert_records(nobody).unwrap();
    filter.push(&policy, &[item(3), b"]".to_vec()].concat(), &mut out).unwrap();
    filter.finish(&policy, &mut out).unwrap();
    assert_eq!(out, [b"[".to_vec(), item(2), b"]".to_vec()].concat());
}
