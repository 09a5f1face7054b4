//! Laws: what holds for every snapshot and every question, tried on random ones.
//!
//! Each test is one law, and its comment names the rule of docs/specification.md that it follows from.
//! The laws know nothing of how a rule is worked out: they compare answers with answers.
#![allow(unreachable_pub, reason = "a test crate has no outside")]
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a panic is a failing test")]

mod model;
mod support;

#[path = "laws/addresses.rs"]
mod addresses;
#[path = "laws/administrators.rs"]
mod administrators;
#[path = "laws/corruption.rs"]
mod corruption;
#[path = "laws/edits.rs"]
mod edits;
#[path = "laws/grants.rs"]
mod grants;
#[path = "laws/law.rs"]
mod law;
#[path = "laws/lists.rs"]
mod lists;
#[path = "laws/order.rs"]
mod order;
#[path = "laws/proposals.rs"]
mod proposals;
#[path = "laws/redaction.rs"]
mod redaction;
#[path = "laws/restrictions.rs"]
mod restrictions;
#[path = "laws/surfaces.rs"]
mod surfaces;
#[path = "laws/time.rs"]
mod time;
#[path = "laws/viewers.rs"]
mod viewers;
