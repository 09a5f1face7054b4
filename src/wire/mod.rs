//! From snapshot text to a policy: parsed once, strictly, with every problem reported where it is.
//!
//! The text is passed over once for its grammar, which also finds the collections; then they are read in the order in
//! which they refer to each other, so that nearly every reference is resolved where it stands.

pub(crate) mod answer;
pub(crate) mod at;
mod changes;
#[cfg(any(feature = "wasm", test))]
pub(crate) mod frame;
pub(crate) mod input;
mod mailboxes;
mod members;
mod problems;
mod records;
mod roles;
mod sharing;
mod snapshot;
mod support;
pub(crate) mod threads;
mod users;
pub(crate) mod values;

use crate::error::InvalidSnapshot;
use crate::model::address::DomainToAscii;
use crate::policy::Policy;

impl Policy {
    /// Parses and compiles a snapshot: JSON text in UTF-8, as docs/specification.md section 2 describes it.
    ///
    /// # Errors
    /// When anything at all is wrong with it; the error lists every problem. Nothing is decided on such a snapshot.
    pub fn parse(text: &[u8], to_ascii: DomainToAscii) -> Result<Self, InvalidSnapshot> {
        snapshot::read(text, to_ascii)
    }
}
