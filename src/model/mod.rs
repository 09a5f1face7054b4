//! The facts of a snapshot as checked types: what exists here is valid, and names rows by number instead of by text.

pub(crate) mod action;
pub(crate) mod address;
pub(crate) mod calendar;
pub(crate) mod decision;
pub(crate) mod fact;
pub(crate) mod instant;
pub(crate) mod mailbox;
pub(crate) mod member;
pub(crate) mod names;
pub(crate) mod operation;
pub(crate) mod participant;
pub(crate) mod place;
pub(crate) mod reason;
pub(crate) mod record;
pub(crate) mod rows;
pub(crate) mod span;
pub(crate) mod support;
pub(crate) mod thread;
pub(crate) mod user;
