//! The plain edge, for hosts without JavaScript: numbers and buffers, and no import (docs/abi.md).
//!
//! Thin, with no rule and nothing kept but the policies and one buffer, the *room*. A caller writes into it, calls, and
//! finds the answer in its place; the number that comes back is the length of the answer, or less than nothing for an
//! error of that length.
//!
//! The crate in `abi/` gives the exports their names: the attribute that does so is `unsafe`, which this crate forbids.
#![cfg_attr(not(feature = "abi"), allow(dead_code, reason = "tests need no exports"))]

mod batch;
mod columns;
mod compare;
#[cfg(feature = "abi")]
pub mod exports;
#[cfg(all(feature = "abi", feature = "full"))]
pub mod full;
mod policies;
mod question;
mod room;
#[cfg(test)]
mod tests;
