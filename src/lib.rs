//! mailveil: who may see this e-mail in a CRM, what may they do with it, and why.
//!
//! A JSON snapshot of users, roles, records, mailboxes and threads is parsed and compiled once into a [`Policy`], which
//! then answers questions: of one viewer about one thing ([`Policy::decide`]), about all threads
//! ([`Policy::visible_threads`]), about everybody who sees a thread ([`Policy::who_can_view`]). Every answer carries
//! its reasons, each with the number of the rule in docs/specification.md that it rests on.
//!
//! ```
//! use mailveil::{Instant, Place, Policy, Question, domain_to_ascii};
//!
//! let snapshot = br#"{
//!   "version": 1, "organization": {}, "roles": [], "records": [],
//!   "users": [{ "id": "anna", "status": "active" }, { "id": "bob", "status": "active" }],
//!   "mailboxes": [{ "id": "box", "address": "anna@example.com", "owner": "anna" }],
//!   "threads": [{ "id": "t1", "mailbox": "box", "participants": ["carl@example.org"] }]
//! }"#;
//! let policy = Policy::parse(snapshot, domain_to_ascii)?;
//! let now = Instant::parse("2026-11-21T09:30:00Z").expect("it is a time");
//! let decision = policy.decide("bob", Question::View("t1", Place::Anywhere), now)?;
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

#[cfg(any(feature = "abi", test))]
pub mod abi;
mod ask;
mod error;
#[cfg_attr(not(feature = "full"), allow(dead_code, reason = "only the full module has it"))]
mod exposure;
mod filter;
mod json;
#[cfg_attr(not(feature = "full"), allow(dead_code, reason = "only the full module has it"))]
mod lint;
mod model;
mod policy;
#[cfg_attr(not(feature = "full"), allow(dead_code, reason = "only the full module has it"))]
mod propose;
mod rules;
#[cfg_attr(not(feature = "full"), allow(dead_code, reason = "only the full module has it"))]
mod sql;
mod tables;
#[cfg(feature = "wasm")]
pub mod wasm;
mod wire;

pub use ask::administration::{AdministrationRow, MailboxAdministration};
pub use ask::lists::{SeenBy, VisibleThreads, WhoCanView};
pub use ask::members::MemberName;
pub use ask::named::NamedQuestion;
pub use ask::query::ExposureQuery;
pub use ask::question::Question;
pub use ask::session::Session;
pub use error::{
    InvalidRecords, InvalidSnapshot, InvalidThreads, Problem, ProblemCode, RequestError, RequestErrorCode,
};
pub use exposure::{ExposedThread, ExposedUser, Exposure};
pub use filter::{Counts, Filter, FilterQuestion, Given, Shape, Unsaid};
pub use lint::{Finding, FindingCode, Findings, Severity};
pub use model::action::{Action, MailboxAction, RecordMailAction, ThreadAction};
pub use model::address::DomainToAscii;
#[cfg(any(feature = "abi", not(target_arch = "wasm32")))]
pub use model::address::domain_to_ascii;
pub use model::decision::{Decision, Level, Obligation, Outcome};
pub use model::instant::Instant;
pub use model::mailbox::{BackupState, Control};
pub use model::operation::Operation;
pub use model::operation::{SupportRestriction, support_restrictions};
pub use model::place::{Place, Surface};
pub use model::reason::{Reason, ReasonCode, Rule};
pub use model::user::Status;
pub use policy::Policy;
pub use propose::patch::{PatchOperation, PatchValue};
pub use propose::{Proposal, Wish};
