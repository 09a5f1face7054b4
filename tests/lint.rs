//! Findings (docs/specification.md section 12) are those of the slow obvious model, whatever the snapshot, and however the
//! policy came to hold it.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a panic is a failing test")]

mod model;
mod support;

use mailveil::{FindingCode, Policy, domain_to_ascii};
use model::dice::Dice;
use model::{Snapshot, random, random_lint};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const SNAPSHOTS: u64 = 3_000;

fn policy(json: &Value) -> Policy {
    Policy::parse(&serde_json::to_vec(json).unwrap(), domain_to_ascii).unwrap()
}

fn snapshot(seed: u64) -> (Value, Value) {
    let mut dice = Dice::of_seed(seed);
    let mut json = random::snapshot(&mut dice);
    random_lint::make_mistakes(&mut dice, &mut json);
    let now = json!({ "now": dice.time() });
    (json, now)
}

#[test]
fn code_and_model_find_the_same() {
    // By code: snapshots with it.
    let mut met: BTreeMap<String, u64> = BTreeMap::new();
    for seed in 0..SNAPSHOTS {
        let (json, query) = snapshot(seed);
        let facts: Snapshot = serde_json::from_value(json.clone()).unwrap();
        let expected = json!({ "answer": model::lint(&facts, &query).unwrap() });
        let found = support::ask(&policy(&json), "lint", &query);
        assert_eq!(found, expected, "seed {seed}: {query}\n{json}");
        let mut codes: Vec<&str> =
            found["answer"].as_array().unwrap().iter().filter_map(|finding| finding["code"].as_str()).collect();
        codes.dedup();
        codes.iter().for_each(|code| *met.entry((*code).to_owned()).or_default() += 1);
    }
    for code in FindingCode::ALL {
        let count = met.get(code.name()).copied().unwrap_or(0);
        assert!((20..SNAPSHOTS - 20).contains(&count), "{} in {count} snapshots", code.name());
    }
}

/// A policy that was changed finds what one finds that was parsed so.
#[test]
fn changes_are_looked_at_too() {
    for seed in 0..300 {
        let (json, query) = snapshot(seed);
        let expected = support::ask(&policy(&json), "lint", &query);
        let mut before = json.clone();
        for thread in before["threads"].as_array_mut().unwrap() {
            thread["participants"] = json!(["zoe@theirs.test", "nobody"]);
            thread["sharing"] = json!("shared");
            thread["records"] = json!([]);
        }
        for record in before["records"].as_array_mut().unwrap() {
            record["access"] = json!([]);
            record["type"] = json!("other");
        }
        let mut changed = policy(&before);
        let gone = json!([{ "id": "gone", "mailbox": json["mailboxes"][0]["id"], "participants": [], "sharing": "shared",
            "records": json["records"].as_array().unwrap().iter().map(|record| record["id"].clone()).collect::<Value>() }]);
        changed.upsert_threads(gone.to_string().as_bytes()).unwrap();
        changed.remove_threads(br#"["gone"]"#).unwrap();
        changed.upsert_records(json["records"].to_string().as_bytes()).unwrap();
        changed.upsert_threads(json["threads"].to_string().as_bytes()).unwrap();
        assert_eq!(support::ask(&changed, "lint", &query), expected, "seed {seed}: {query}\n{json}");
    }
}

/// Every mailbox names every role, every role is below the one before, every name is of two users: none of that may
/// multiply.
#[test]
fn a_large_organization_is_looked_at_in_no_time() {
    const MANY: usize = 3_000;
    let id = |letter: &str, number: usize| format!("{letter}{number}");
    let roles: Vec<Value> = (0..MANY)
        .map(|n| match n.checked_sub(1) {
            Some(parent) => json!({ "id": id("r", n), "parent": id("r", parent) }),
            None => json!({ "id": id("r", n) }),
        })
        .collect();
    let role = |n: usize| json!({ "kind": "role", "id": id("r", n), "descendants": true });
    let users: Vec<Value> = (0..MANY)
        .map(|n| {
            json!({ "id": id("u", n), "status": "active", "roles": [id("r", MANY - 1)],
                "addresses": ["all@crm.test", format!("all+{n}@crm.test")] })
        })
        .collect();
    let records: Vec<Value> = (0..MANY)
        .map(|n| json!({ "id": id("c", n), "type": "contact", "access": [role(n), role(MANY - 1)] }))
        .collect();
    let mailboxes: Vec<Value> = (0..MANY)
        .map(|n| {
            json!({ "id": id("m", n), "address": format!("all+{n}@crm.test"), "owner": id("u", n),
                "sharing": { "mode": "complete", "audience": [role(n), { "kind": "everyone" }] } })
        })
        .collect();
    let threads: Vec<Value> = (0..MANY)
        .map(|n| json!({ "id": id("t", n), "mailbox": id("m", n), "participants": ["all+x@crm.test"], "records": [id("c", n)] }))
        .collect();
    let json = json!({ "version": 1, "organization": { "domains": ["crm.test"], "excludedDomains": ["crm.test"], "subaddressing": true },
        "roles": roles, "users": users, "records": records, "mailboxes": mailboxes, "threads": threads });
    let policy = policy(&json);
    let now = mailveil::Instant::parse("2026-06-01T12:00:00Z").unwrap();
    let found = policy.lint(now);
    assert_eq!((found.findings.len(), found.total), (1_000, MANY + 2 * (MANY - 1) + 1 + 1));
    assert!(found.findings.iter().all(|finding| finding.code == FindingCode::EveryoneSeesAll));
}
