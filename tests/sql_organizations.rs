//! Random organisations for the comparison of SQL with decisions (`tests/sql/`): written to a file, one a line.
//! `SQL_ORGANIZATIONS=10000 cargo test --test sql_organizations` writes more of them.
#![allow(clippy::panic, clippy::unwrap_used, reason = "a panic is a failing test")]

mod model;

use mailveil::{Instant, Policy, domain_to_ascii};
use model::dice::Dice;
use model::random;
use serde_json::Value;
use std::fs;
use std::path::Path;

/// As many as `make test` asks about.
const USUAL: u64 = 1_000;

#[test]
fn organizations_are_written_and_have_rows_and_contexts() {
    let count = std::env::var("SQL_ORGANIZATIONS").map_or(USUAL, |count| count.parse().unwrap());
    let now = Instant::parse("2026-06-01T12:00:00Z").unwrap();
    let mut lines = String::new();
    for seed in 0..count {
        let snapshot = random::snapshot(&mut Dice::of_seed(seed));
        let policy = Policy::parse(snapshot.to_string().as_bytes(), domain_to_ascii).unwrap();
        let rows: Value = serde_json::from_str(&policy.sql_rows(None).unwrap()).unwrap();
        // Those of the same threads, read again, are no others.
        let given = policy.sql_rows(Some(snapshot["threads"].to_string().as_bytes())).unwrap();
        assert_eq!(rows, serde_json::from_str::<Value>(&given).unwrap(), "{snapshot}");
        for viewer in policy.users() {
            let context: Value = serde_json::from_str(&policy.sql_context(viewer, now).unwrap()).unwrap();
            assert!(context.as_object().unwrap().values().all(Value::is_array), "{context}");
        }
        lines.push_str(&snapshot.to_string());
        lines.push('\n');
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/output");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("sql-organizations.jsonl"), lines).unwrap();
}
