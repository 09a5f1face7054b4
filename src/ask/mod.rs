//! Questions, through the rules: one about one thing, and those about many.
//!
//! A question comes as an enum with ids ([`question`]) or as named texts, as a host of another language has it
//! ([`named`]); either way it becomes a [`query`], with rows. A [`session`] is what remembers.

pub(crate) mod administration;
pub(crate) mod decide;
pub(crate) mod kept_levels;
pub(crate) mod kept_lists;
pub(crate) mod lists;
pub(crate) mod members;
pub(crate) mod named;
pub(crate) mod query;
pub(crate) mod question;
pub(crate) mod session;
