//! mailveil: who may see this e-mail in a CRM, what may they do with it, and why.
//!
//! A JSON snapshot of users, roles, records, mailboxes and threads is parsed and compiled once into a [`Policy`], which
//! then answers questions: of one viewer about one thing ([`Policy::decide`]), about all threads
//! ([`Policy::visible_threads`]), about everybody who sees a thread ([`Policy::who_can_view`]). Every answer carries
//! its reasons, each with the number of the rule in docs/specification.md that it rests on.
//!
//! ```
//! use mailveil::{Policy, domain_to_ascii};
//!
//! let snapshot = br#"{
//!   "version": 1, "organization": {}, "roles": [], "records": [],
//!   "users": [{ "id": "anna", "status": "active" }, { "id": "bob", "status": "active" }],
//!   "mailboxes": [{ "id": "box", "address": "anna@example.com", "owner": "anna" }],
//!   "threads": [{ "id": "t1", "mailbox": "box", "participants": ["carl@example.org"] }]
//! }"#;
//! let policy = Policy::parse(snapshot, domain_to_ascii)?;
//! let now = Some("2026-11-21T09:30:00Z");
//! let decision =
//!     policy.decide(&[("action", Some("view")), ("viewer", Some("bob")), ("thread", Some("t1")), ("now", now)])?;
//! assert_eq!(decision.reasons[0].code.name(), "mailbox-private");
//! assert_eq!(decision.reasons[0].rule.name(), "Z-06");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The core reads no clock and does no IO: one question has one answer, byte for byte, on every host.
#![cfg_attr(
    test,
    allow(
        clippy::arithmetic_side_effects,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::unwrap_used,
        reason = "a test that panics has failed, as it should"
    )
)]

mod again;
mod decide;
mod decision;
mod error;
mod filter;
mod json;
mod lists;
mod model;
mod policy;
mod query;
mod reason;
mod rules;
#[cfg(feature = "wasm")]
pub mod wasm;
mod wire;

pub use again::{Again, Asked};
pub use decision::{Decision, Level, Obligation, Outcome};
pub use error::{InvalidSnapshot, InvalidThreads, Problem, ProblemCode, RequestError, RequestErrorCode};
pub use filter::{Counts, Filter, KeptMembers};
pub use lists::{AdministrationRow, MailboxAdministration, Sight, VisibleThreads, WhoCanView};
pub use model::address::DomainToAscii;
#[cfg(not(target_arch = "wasm32"))]
pub use model::address::domain_to_ascii;
pub use model::mailbox::Control;
pub use model::user::Status;
pub use policy::Policy;
pub use policy::sightings::Sightings;
pub use query::Members;
pub use reason::{Reason, ReasonCode, Rule};
pub use rules::administration::BackupState;
pub use rules::support::{SupportRestriction, support_restrictions};
