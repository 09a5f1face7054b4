//! The address grammar of the model against texts that headers hold: what is read as an excluded domain is hidden, and
//! what is no address is none. `tests/laws` asks the code for the same.
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a panic is a failing test")]

mod model;

use model::dice::Dice;
use model::domains::address;
use model::headers::{FORMS, filled};
use model::pools::{DOMAINS, LITERALS, LOCALS, NOON, UNREADABLE};
use model::{Snapshot, answer, problems, readable};
use serde_json::{Value, json};

const SEEDS: u64 = 150;
const TEXTS: usize = 40;

/// The texts that someone else than the owner sees in one of the snapshots.
fn seen(texts: &[String]) -> Vec<String> {
    let mut seen = Vec::new();
    for json in readable::snapshots(texts) {
        assert_eq!(problems(&serde_json::to_vec(&json).unwrap()), []);
        let snapshot: Snapshot = serde_json::from_value(json).unwrap();
        let rows = |viewer: &str| {
            let list = answer("visibleThreads", &snapshot, &json!({ "viewer": viewer, "now": NOON[0] })).unwrap();
            let rows = list["rows"].as_array().unwrap().clone();
            rows.iter().map(|row: &Value| usize::try_from(row.as_u64().unwrap()).unwrap()).collect::<Vec<_>>()
        };
        assert_eq!(rows("ann").len(), texts.len());
        seen.extend(rows("bob").into_iter().map(|row| texts[row].clone()));
    }
    seen
}

#[test]
fn an_excluded_host_is_hidden_in_any_spelling_and_any_company() {
    for seed in 0..SEEDS {
        let mut dice = Dice::of_seed(seed);
        let texts: Vec<String> = (0..TEXTS).map(|_| readable::text_with_excluded(&mut dice)).collect();
        assert_eq!(seen(&texts), Vec::<String>::new());
    }
}

#[test]
fn an_excluded_host_before_the_at_is_hidden() {
    for seed in 0..SEEDS {
        let mut dice = Dice::of_seed(seed);
        let texts: Vec<String> = (0..TEXTS).map(|_| readable::text_with_excluded_before_the_at(&mut dice)).collect();
        assert_eq!(seen(&texts), Vec::<String>::new());
    }
}

#[test]
fn what_reads_as_an_excluded_host_is_hidden() {
    let (mut hidden, mut shown) = (0, 0);
    for seed in 0..SEEDS {
        let mut dice = Dice::of_seed(seed);
        let texts: Vec<String> = (0..TEXTS).map(|_| readable::any_text(&mut dice)).collect();
        hidden += texts.iter().filter(|text| readable::reads_excluded(text)).count();
        let seen = seen(&texts);
        shown += seen.len();
        let leaks: Vec<&String> = seen.iter().filter(|text| readable::reads_excluded(text)).collect();
        assert_eq!(leaks, Vec::<&String>::new());
    }
    assert!(hidden > 1_000 && shown > 100, "{hidden} texts read so, {shown} are shown");
}

#[test]
fn forms_of_headers_are_no_addresses() {
    for host in DOMAINS.iter().chain(&LITERALS) {
        for local in LOCALS {
            assert!(address(&format!("{local}@{host}")).is_some(), "{local}@{host}");
            for form in FORMS {
                let text = filled(form, local, host);
                assert_eq!(address(&text), None, "{text:?}");
            }
        }
    }
    for text in UNREADABLE {
        assert_eq!(address(text), None, "{text:?}");
    }
}
