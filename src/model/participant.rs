//! Participants of threads: mostly addresses, but whatever stood in a letter is kept.

use super::address::{DomainToAscii, address};
use std::borrow::Cow;

/// One participant.
#[derive(Debug)]
pub(crate) struct Participant<'t> {
    /// As written, which is how aliases are compared.
    pub(crate) text: &'t str,
    /// Normalised; `None` if it is no address.
    pub(crate) address: Option<Cow<'t, str>>,
}

impl<'t> Participant<'t> {
    pub(crate) fn read(text: &'t str, to_ascii: DomainToAscii) -> Self {
        Self { text, address: address(text, to_ascii) }
    }
}
