//! The native core, without an edge: `cargo bench`. The figures that are published come from `make bench`.
#![allow(missing_docs, reason = "criterion's macros write functions without comments")]
#![allow(clippy::expect_used, reason = "a benchmark that panics has failed, as it should")]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use mailveil::{Filter, FilterQuestion, Given, Instant, Place, Policy, Question, Shape, domain_to_ascii};
use std::fmt::Write as _;
use std::hint::black_box;
use std::sync::Arc;

const NOW: &str = "2026-06-01T12:00:00Z";
const USERS: usize = 200;
const RECORDS: usize = 2_000;
const MODES: [&str; 4] = [
    r#"{"mode":"private"}"#,
    r#"{"mode":"complete","audience":[{"kind":"role","id":"role-3","descendants":true}],"excludedDomains":["law.example"]}"#,
    r#"{"mode":"per-thread","default":"shared","defaultSince":"2025-09-01T00:00:00Z","linkedAccess":"any"}"#,
    r#"{"mode":"shared-mailbox","grants":[{"kind":"role","id":"role-5","rights":["read"]}]}"#,
];

/// Text of so many rows, joined by commas.
fn rows(count: usize, row: impl Fn(usize) -> String) -> String {
    (0..count).map(row).collect::<Vec<_>>().join(",")
}

/// Spreads numbers, the same ones on every machine.
fn spread(row: usize, limit: usize) -> usize {
    row.wrapping_mul(2_654_435_761).wrapping_add(row >> 7) % limit
}

fn role(row: usize) -> String {
    let parent = if row == 0 { String::new() } else { format!(r#","parent":"role-{}""#, (row - 1) / 3) };
    format!(r#"{{"id":"role-{row}"{parent}}}"#)
}

fn record(row: usize) -> String {
    let (owner, team) = (row % USERS, spread(row, 40));
    format!(
        r#"{{"id":"contact-{row}","type":"contact","owner":"user-{owner}","access":[{{"kind":"role","id":"role-{team}"}}]}}"#
    )
}

fn mailbox(row: usize) -> String {
    let sharing = MODES.get(row % MODES.len()).copied().unwrap_or_default();
    format!(r#"{{"id":"mailbox-{row}","address":"user.{row}@acme.example","owner":"user-{row}","sharing":{sharing}}}"#)
}

fn thread(row: usize) -> String {
    let (mailbox, customer, month) = (spread(row, USERS), spread(row, 400), spread(row, 9) + 1);
    let link = mailbox + USERS * spread(row / 7, RECORDS / USERS);
    let mut text = format!(r#"{{"id":"thread-{row}","mailbox":"mailbox-{mailbox}","#);
    let people = format!(r#"["user.{mailbox}@acme.example","sales@customer-{customer}.example"]"#);
    let times = format!(r#""firstMessageAt":"2025-0{month}-11T09:30:00Z","lastMessageAt":"2026-01-02T10:00:00Z""#);
    let subject = "Re: renewal of the contract, and the invoice of last month";
    write!(text, r#""participants":{people},"records":["contact-{link}"],{times},"subject":"{subject}"}}"#)
        .expect("a string takes everything");
    text
}

fn threads(count: usize) -> String {
    format!("[{}]", rows(count, thread))
}

fn snapshot(threads: &str) -> Vec<u8> {
    let roles = rows(40, role);
    let users = rows(USERS, |row| {
        let team = spread(row, 40);
        format!(r#"{{"id":"user-{row}","status":"active","roles":["role-{team}"]}}"#)
    });
    let (records, mailboxes) = (rows(RECORDS, record), rows(USERS, mailbox));
    let organization = r#"{"excludedDomains":["bank.example"]}"#;
    format!(
        r#"{{"version":1,"organization":{organization},"roles":[{roles}],"users":[{users}],"records":[{records}],"mailboxes":[{mailboxes}],"threads":{threads}}}"#
    )
    .into_bytes()
}

fn policy(threads: &str) -> Policy {
    Policy::parse(&snapshot(threads), domain_to_ascii).expect("the snapshot is valid")
}

fn now() -> Instant {
    Instant::parse(NOW).expect("the instant is valid")
}

fn parse(criterion: &mut Criterion) {
    let text = snapshot(&threads(10_000));
    let mut group = criterion.benchmark_group("parse");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("10 k threads", |bencher| bencher.iter(|| Policy::parse(black_box(&text), domain_to_ascii)));
}

fn decide(criterion: &mut Criterion) {
    let policy = policy(&threads(10_000));
    let question: Question<'_> = Question::View("thread-4242", Place::Anywhere);
    let now = now();
    let mut group = criterion.benchmark_group("one question");
    group
        .bench_function("decide", |bencher| bencher.iter(|| policy.decide("user-7", black_box(question), now).is_ok()));
    group.bench_function("allows", |bencher| bencher.iter(|| policy.allows("user-7", black_box(question), now)));
}

fn list(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("visible threads");
    for count in [10_000, 100_000] {
        let policy = policy(&threads(count));
        group.throughput(Throughput::Elements(count as u64));
        group.bench_function(BenchmarkId::from_parameter(count), |bencher| {
            bencher.iter(|| policy.visible_threads(black_box("user-7"), Place::Anywhere, now()).is_ok());
        });
    }
}

fn filter(criterion: &mut Criterion) {
    let policy = policy("[]");
    let shape = Arc::new(Shape::parse(b"{}").expect("the shape is valid"));
    let question = FilterQuestion { viewer: "user-7", place: Place::Anywhere, now: now(), given: Given::default() };
    let mut group = criterion.benchmark_group("filter");
    for count in [100, 10_000] {
        let body = threads(count);
        group.throughput(Throughput::Bytes(body.len() as u64));
        group.bench_function(BenchmarkId::from_parameter(count), |bencher| {
            bencher.iter(|| {
                let mut out = Vec::new();
                let mut filter = Filter::new(&policy, Arc::clone(&shape), &question).expect("the viewer is known");
                filter.filter(black_box(body.as_bytes()), &mut out).expect("the body is valid");
                out
            });
        });
    }
}

fn upsert(criterion: &mut Criterion) {
    let mut policy = policy(&threads(100_000));
    let changes: Vec<String> = (0..1_000).map(|row| format!("[{}]", thread(spread(row, 200_000)))).collect();
    let mut turn = changes.iter().cycle();
    criterion.bench_function("upsert one of 100 k", |bencher| {
        bencher.iter(|| policy.upsert_threads(turn.next().map_or(b"[]", |change| change.as_bytes())).is_ok());
    });
}

criterion_group!(core, parse, decide, list, filter, upsert);
criterion_main!(core);
