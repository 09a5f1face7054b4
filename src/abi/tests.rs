//! Rows of columns are judged as items of a response are, whatever their bytes.

use super::batch::{judge, survey, tally};
use super::columns::Columns;
use super::compare::compare;
use crate::{Filter, Policy, domain_to_ascii};

const SNAPSHOT: &str = r#"{
  "version": 1, "organization": { "excludedDomains": ["secret.test"] }, "roles": [],
  "users": [{ "id": "anna", "status": "active" }, { "id": "bob", "status": "active" },
    { "id": "adam", "status": "active", "profile": "administrator" }, { "id": "gone", "status": "deactivated" }],
  "records": [{ "id": "c", "type": "contact", "access": [{ "kind": "everyone" }] },
    { "id": "d", "type": "deal", "access": [{ "kind": "user", "id": "bob" }] }],
  "mailboxes": [
    { "id": "complete", "address": "a@a.test", "owner": "anna", "sharing": { "mode": "complete",
      "audience": [{ "kind": "user", "id": "bob" }, { "kind": "user", "id": "adam", "level": "metadata" }] } },
    { "id": "all", "address": "b@a.test", "owner": "anna", "sharing": { "mode": "per-thread", "default": "shared",
      "defaultSince": "2026-01-01T00:00:00Z" } },
    { "id": "any", "address": "c@a.test", "owner": "anna",
      "sharing": { "mode": "per-thread", "default": "shared", "linkedAccess": "any" } }],
  "threads": []
}"#;

const NOW: &str = r#""now":"2026-06-01T12:00:00Z""#;
const UNREADABLE: u8 = u8::MAX;

/// A thread as text, and what is said of it as columns.
struct Row {
    id: Option<&'static str>,
    mailbox: Option<&'static str>,
    participants: Option<&'static [Option<&'static str>]>,
    records: Option<&'static [Option<&'static str>]>,
    sharing: Option<&'static str>,
    state: Option<&'static str>,
    first: Option<&'static str>,
    last: Option<&'static str>,
}

const PLAIN: Row = Row {
    id: Some("t"),
    mailbox: Some("complete"),
    participants: Some(&[Some("x@y.test")]),
    records: Some(&[Some("c")]),
    sharing: None,
    state: None,
    first: None,
    last: None,
};

/// Rows, and what Bob and Adam see of each.
const ROWS: &[(Row, u8, u8)] = &[
    (PLAIN, 3, 1),
    (Row { id: None, ..PLAIN }, UNREADABLE, UNREADABLE),
    (Row { id: Some(""), ..PLAIN }, UNREADABLE, UNREADABLE),
    (Row { id: Some("damaged \u{fffd}"), ..PLAIN }, UNREADABLE, UNREADABLE),
    (Row { mailbox: None, ..PLAIN }, UNREADABLE, UNREADABLE),
    (Row { mailbox: Some("Complete"), ..PLAIN }, UNREADABLE, UNREADABLE),
    (Row { participants: None, ..PLAIN }, 0, 0),
    (Row { participants: Some(&[]), ..PLAIN }, 0, 0),
    (Row { participants: Some(&[None]), ..PLAIN }, UNREADABLE, UNREADABLE),
    (Row { participants: Some(&[Some("x@y.test"), Some("z@A.secret.test")]), ..PLAIN }, 0, 0),
    (Row { participants: Some(&[Some("no address")]), ..PLAIN }, 0, 0),
    (Row { records: None, ..PLAIN }, 0, 0),
    (Row { records: Some(&[None]), ..PLAIN }, UNREADABLE, UNREADABLE),
    (Row { records: Some(&[Some("d")]), ..PLAIN }, 0, 0),
    (Row { records: Some(&[Some("d"), Some("c"), Some("c")]), ..PLAIN }, 3, 1),
    (Row { records: Some(&[Some("unknown")]), ..PLAIN }, 0, 0),
    (Row { records: Some(&[Some("unknown"), Some("c")]), ..PLAIN }, 3, 1),
    (Row { sharing: Some("private"), ..PLAIN }, 0, 0),
    (Row { sharing: Some("Private"), ..PLAIN }, UNREADABLE, UNREADABLE),
    (Row { state: Some("archived"), ..PLAIN }, 3, 1),
    (Row { state: Some("deleted"), ..PLAIN }, 0, 0),
    (Row { state: Some("gone"), ..PLAIN }, UNREADABLE, UNREADABLE),
    (Row { last: Some("2026-02-30T00:00:00Z"), ..PLAIN }, UNREADABLE, UNREADABLE),
    (Row { mailbox: Some("all"), records: Some(&[Some("c"), Some("d")]), ..PLAIN }, 0, 0),
    (Row { mailbox: Some("all"), records: Some(&[Some("c"), Some("d")]), first: FRESH, ..PLAIN }, 3, 3),
    (Row { mailbox: Some("all"), records: Some(&[Some("c")]), first: OLD, ..PLAIN }, 0, 0),
    // Everyone has the contact, and nobody what is not known: not even an administrator.
    (Row { mailbox: Some("all"), records: Some(&[Some("c"), Some("unknown")]), first: FRESH, ..PLAIN }, 0, 0),
    (Row { mailbox: Some("any"), records: Some(&[Some("c"), Some("unknown")]), ..PLAIN }, 3, 3),
    (Row { mailbox: Some("any"), records: Some(&[Some("unknown")]), ..PLAIN }, 0, 0),
];

const FRESH: Option<&str> = Some("2026-01-01T00:00:00Z");
const OLD: Option<&str> = Some("2025-12-31T23:59:59.999999999Z");

fn policy() -> Policy {
    Policy::parse(SNAPSHOT.as_bytes(), domain_to_ascii).unwrap()
}

fn number(number: usize, out: &mut Vec<u8>) {
    out.extend(u32::try_from(number).unwrap().to_le_bytes());
}

fn buffer(bytes: &[u8], out: &mut Vec<u8>) {
    number(bytes.len(), out);
    out.extend_from_slice(bytes);
}

fn validity<T>(values: &[Option<T>], out: &mut Vec<u8>) {
    let bits =
        |values: &[Option<T>]| (0..).zip(values).fold(0, |bits, (bit, value)| bits | u8::from(value.is_some()) << bit);
    buffer(&values.chunks(8).map(bits).collect::<Vec<u8>>(), out);
}

fn offsets(lengths: impl Iterator<Item = usize>, out: &mut Vec<u8>) {
    let (mut at, mut bytes) = (0, Vec::new());
    number(at, &mut bytes);
    for length in lengths {
        at += length;
        number(at, &mut bytes);
    }
    buffer(&bytes, out);
}

fn text_buffers(texts: &[Option<&str>], out: &mut Vec<u8>) {
    validity(texts, out);
    offsets(texts.iter().map(|text| text.map_or(0, str::len)), out);
    buffer(texts.iter().map(|text| text.unwrap_or_default()).collect::<String>().as_bytes(), out);
}

fn texts(texts: &[Option<&str>], out: &mut Vec<u8>) {
    number(1, out);
    text_buffers(texts, out);
}

fn lists(lists: &[Option<&[Option<&str>]>], out: &mut Vec<u8>) {
    number(2, out);
    validity(lists, out);
    offsets(lists.iter().map(|list| list.map_or(0, <[_]>::len)), out);
    text_buffers(&lists.iter().copied().flatten().flatten().copied().collect::<Vec<_>>(), out);
}

fn columns(rows: &[&Row]) -> Vec<u8> {
    let mut out = Vec::new();
    number(rows.len(), &mut out);
    let column = |of: fn(&Row) -> Option<&'static str>| rows.iter().map(|row| of(row)).collect::<Vec<_>>();
    texts(&column(|row| row.id), &mut out);
    texts(&column(|row| row.mailbox), &mut out);
    lists(&rows.iter().map(|row| row.participants).collect::<Vec<_>>(), &mut out);
    lists(&rows.iter().map(|row| row.records).collect::<Vec<_>>(), &mut out);
    texts(&column(|row| row.sharing), &mut out);
    texts(&column(|row| row.state), &mut out);
    texts(&column(|row| row.first), &mut out);
    texts(&column(|row| row.last), &mut out);
    out
}

fn json(row: &Row) -> String {
    let text = |text: &Option<&str>| text.map_or("null".to_owned(), |text| format!("{text:?}"));
    let list = |list: &Option<&[Option<&str>]>| {
        list.map_or("null".to_owned(), |list| format!("[{}]", list.iter().map(text).collect::<Vec<_>>().join(",")))
    };
    let Row { id, mailbox, participants, records, sharing, state, first, last } = row;
    format!(
        r#"{{"id":{},"mailbox":{},"participants":{},"records":{},"sharing":{},"state":{},"firstMessageAt":{},"lastMessageAt":{}}}"#,
        text(id),
        text(mailbox),
        list(participants),
        list(records),
        text(sharing),
        text(state),
        text(first),
        text(last)
    )
}

fn judged(policy: &mut Policy, question: &str, columns: &[u8]) -> Result<Vec<u8>, String> {
    let mut levels = Vec::new();
    judge(policy, format!("{{{question},{NOW}}}").as_bytes(), columns, &mut levels).map(|()| levels)
}

#[test]
fn rows_and_items_are_one() {
    let mut policy = policy();
    let rows: Vec<&Row> = ROWS.iter().map(|(row, ..)| row).collect();
    let size = policy.size();
    for (viewer, of) in [("bob", (|row| row.1) as fn(&(Row, u8, u8)) -> u8), ("adam", |row| row.2)] {
        let question = format!(r#""viewer":"{viewer}""#);
        let levels = judged(&mut policy, &question, &columns(&rows)).unwrap();
        assert_eq!(levels, ROWS.iter().map(of).collect::<Vec<_>>(), "{viewer}");
        for (row, level) in rows.iter().zip(levels) {
            let body = format!("[{}]", json(row));
            let mut filter = Filter::with_options(&policy, format!("{{{question},{NOW}}}").as_bytes()).unwrap();
            filter.filter(body.as_bytes(), &mut Vec::new()).unwrap();
            let counts = filter.counts();
            let found = (level == UNREADABLE, level != UNREADABLE && level > 0);
            assert_eq!((counts.unreadable == 1, counts.shown == 1), found, "{viewer} {body}");
        }
    }
    assert_eq!(policy.size(), size, "nothing of the rows stays");
}

#[test]
fn places() {
    let mut policy = policy();
    let rows = columns(&[&PLAIN, &Row { records: Some(&[Some("d")]), ..PLAIN }]);
    for (question, levels) in [
        (r#""viewer":"anna""#, [3, 3]),
        (r#""viewer":"anna","record":"d""#, [0, 3]),
        (r#""viewer":"bob","record":"c""#, [3, 0]),
        (r#""viewer":"bob","surface":"record""#, [3, 0]),
        (r#""viewer":"bob","surface":"mailbox""#, [0, 0]),
        (r#""viewer":"gone""#, [0, 0]),
    ] {
        assert_eq!(judged(&mut policy, question, &rows), Ok(levels.to_vec()), "{question}");
    }
    for (question, code) in [(r#""viewer":"eve""#, "unknown-viewer"), (r#""surface":"record""#, "missing-field")] {
        assert!(judged(&mut policy, question, &rows).unwrap_err().contains(code), "{question}");
    }
}

#[test]
fn tallies_are_sums_of_levels() {
    let mut policy = policy();
    let rows: Vec<&Row> = ROWS.iter().map(|(row, ..)| row).collect();
    let rows = columns(&rows);
    for place in ["", r#""surface":"record","#, r#""record":"c","#] {
        let mut out = Vec::new();
        tally(&mut policy, format!("{{{place}{NOW}}}").as_bytes(), &rows, &mut out).unwrap();
        let (numbers, rest) = out.as_chunks();
        let numbers: Vec<u64> = numbers.iter().map(|number| u64::from_le_bytes(*number)).collect();
        assert!(rest.is_empty() && numbers.len() == 4 * 4 + 1);
        for (viewer, counts) in ["anna", "bob", "adam", "gone"].iter().zip(numbers.chunks(4)) {
            let levels = judged(&mut policy, &format!(r#"{place}"viewer":"{viewer}""#), &rows).unwrap();
            let count = |level: u8| u64::try_from(levels.iter().filter(|found| **found == level).count()).unwrap();
            assert_eq!(counts, [count(0) + count(UNREADABLE), count(1), count(2), count(3)], "{viewer} {place}");
            assert_eq!(numbers.last(), Some(&count(UNREADABLE)));
        }
    }
    let refused = tally(&mut policy, format!(r#"{{"viewer":"bob",{NOW}}}"#).as_bytes(), &rows, &mut Vec::new());
    assert!(refused.unwrap_err().contains("unknown-field"));
}

#[test]
fn surveys_are_compared() {
    let change = |from: &str, to: &str| {
        let snapshot = SNAPSHOT.replace(from, to);
        assert_ne!(snapshot, SNAPSHOT);
        Policy::parse(snapshot.as_bytes(), domain_to_ascii).unwrap()
    };
    let rows: Vec<&Row> = ROWS.iter().map(|(row, ..)| row).collect();
    let rows = columns(&rows);
    let surveyed = |mut policy: Policy| {
        let mut out = Vec::new();
        survey(&mut policy, format!("{{{NOW}}}").as_bytes(), &rows, &mut out).unwrap();
        out
    };
    let compared = |before: &[u8], after: &[u8]| {
        let mut out = Vec::new();
        compare(before, after, &mut out).map(|()| String::from_utf8(out).unwrap())
    };
    let before = surveyed(policy());
    assert_eq!(compared(&before, &before).unwrap(), r#"{"users":[],"pairs":0}"#);
    let raised = surveyed(change(r#""level": "metadata""#, r#""level": "full""#));
    let expected =
        r#"{"users":[{"user":"adam","gained":0,"lost":0,"raised":4,"lowered":0,"toFull":4,"examples":[]}],"pairs":4}"#;
    assert_eq!(compared(&before, &raised).unwrap(), expected);
    let lowered = expected.replace(r#""raised":4,"lowered":0,"toFull":4"#, r#""raised":0,"lowered":4,"toFull":0"#);
    assert_eq!(compared(&raised, &before).unwrap(), lowered);
    // Bob leaves, and another comes, who sees less.
    let other =
        surveyed(change(r#"{ "id": "bob", "status": "active" }"#, r#"{ "id": "bob", "status": "deactivated" }"#));
    let lost =
        r#"{"users":[{"user":"bob","gained":0,"lost":6,"raised":0,"lowered":0,"toFull":0,"examples":[]}],"pairs":6}"#;
    assert_eq!(compared(&before, &other).unwrap(), lost);
    assert_eq!(
        compared(&other, &before).unwrap(),
        lost.replace(r#""gained":0,"lost":6"#, r#""gained":6,"lost":0"#).replace(r#""toFull":0"#, r#""toFull":6"#)
    );
    for end in 0..before.len() {
        assert!(compared(&before[..end], &before).is_err(), "cut at {end}");
    }
}

#[test]
fn moments() {
    let mut policy = policy();
    let row = Row { mailbox: Some("all"), records: Some(&[Some("d")]), ..PLAIN };
    let since = 1_767_225_600_000_000_i64;
    for (moment, level) in [(since, 3), (since + 1, 3), (since - 1, 0), (i64::MAX, UNREADABLE), (i64::MIN, UNREADABLE)]
    {
        let mut bytes = columns(&[&row]);
        // The last two columns are texts of nothing: kind, bitmap, two offsets, no bytes.
        bytes.truncate(bytes.len() - 2 * (4 + 5 + 12 + 4));
        for (validity, value) in [(&[1][..], moment), (&[], since)] {
            number(3, &mut bytes);
            buffer(validity, &mut bytes);
            buffer(&value.to_le_bytes(), &mut bytes);
        }
        assert_eq!(judged(&mut policy, r#""viewer":"bob""#, &bytes), Ok(vec![level]), "{moment}");
    }
}

#[test]
fn columns_that_are_none() {
    let mut policy = policy();
    let bytes = columns(&[&PLAIN, &PLAIN]);
    for end in 0..bytes.len() {
        assert!(Columns::read(&bytes[..end]).is_err(), "cut at {end}");
    }
    assert!(Columns::read(&[&bytes[..], &[0]].concat()).is_err());
    // Whatever a byte becomes, each row gets its level, or all are refused.
    for place in 0..bytes.len() {
        for byte in [0, 1, 2, 3, 0x7f, 0x80, 0xff] {
            let mut bytes = bytes.clone();
            bytes[place] = byte;
            match judged(&mut policy, r#""viewer":"bob""#, &bytes) {
                Ok(levels) => assert_eq!(levels.len(), usize::from(bytes[0]), "{place} {byte}"),
                Err(error) => assert!(error.contains("wrong-type"), "{place} {byte}"),
            }
        }
    }
    for rows in [[0; 4], [3, 0, 0, 0], [0xff; 4]] {
        let silent = [&rows[..], &[0; 8 * 4]].concat();
        assert!(judged(&mut policy, r#""viewer":"bob""#, &silent).unwrap_err().contains("/id"));
    }
    assert_eq!(judged(&mut policy, r#""viewer":"bob""#, &columns(&[])), Ok(vec![]));
}
