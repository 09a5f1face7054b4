//! The slow, obvious reference model: docs/specification.md read aloud in plain strings.
//!
//! It shares no code with `src/`, so that both can be compared on random input. Every branch cites the sentence it
//! follows.
//! Decisions are made on valid snapshots; what makes one invalid is told by `problems`.
#![allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    reason = "several test crates include this module, each uses its own part"
)]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic in the model is a failing test, which is what it should be"
)]

use serde_json::Value;

pub mod actions;
pub mod administration;
pub mod between;
pub mod changes;
pub mod dice;
pub mod domains;
pub mod exposure;
pub mod headers;
pub mod lint;
pub mod lint_mail;
pub mod lint_names;
pub mod lists;
pub mod misread;
pub mod modes;
pub mod people;
pub mod pools;
pub mod problems;
pub mod proposals;
pub mod questions;
pub mod random;
pub mod random_cases;
pub mod random_lint;
pub mod random_mail;
pub mod readable;
pub mod reason;
pub mod request;
pub mod shapes;
pub mod snapshot;
pub mod support;
pub mod time;
pub mod tree;
pub mod view;

pub use actions::decide;
pub use lint::lint;
pub use lists::{licensed_user_count, mailbox_administration, send_from_mailboxes, visible_threads, who_can_view};
pub use problems::problems;
pub use snapshot::Snapshot;

/// The code and the path of a request error (section 4).
pub type RequestError = (String, String);

/// Asks the question of that name (`decide`, `visibleThreads`, ...).
pub fn answer(kind: &str, snapshot: &Snapshot, query: &Value) -> Result<Value, RequestError> {
    match kind {
        "decide" => decide(snapshot, query),
        "visibleThreads" => visible_threads(snapshot, query),
        "whoCanView" => who_can_view(snapshot, query),
        "sendFromMailboxes" => send_from_mailboxes(snapshot, query),
        "mailboxAdministration" => mailbox_administration(snapshot, query),
        "lint" => lint(snapshot, query),
        other => panic!("`{other}` is no question"),
    }
}
