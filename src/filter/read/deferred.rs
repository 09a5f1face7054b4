//! What is read only where it counts: participants, which few mailboxes look at, and times.

use crate::filter::addresses;
use crate::filter::shape::ParticipantForm;
use crate::json::{Kind, Reader, SyntaxError};
use crate::model::address::DomainToAscii;
use crate::model::instant::Instant;

/// Participants that stand somewhere: a text, or an array of texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::filter) struct ParticipantsAt {
    pub(in crate::filter) offset: usize,
    pub(in crate::filter) form: ParticipantForm,
}

/// Whoever holds what was read of an item, and knows it by where it stands.
pub(in crate::filter) trait Deferred {
    /// A time that is known to be one.
    fn instant(&self, offset: usize) -> Option<Instant>;
    /// Calls `found` for each participant that stands somewhere.
    fn participants(
        &self,
        place: ParticipantsAt,
        to_ascii: DomainToAscii,
        found: &mut dyn FnMut(&str),
    ) -> Result<(), SyntaxError>;
}

/// The text that an item stands in.
impl Deferred for Reader<'_> {
    fn instant(&self, offset: usize) -> Option<Instant> {
        Instant::parse(&self.moved_to(offset).string().ok()?)
    }

    fn participants(
        &self,
        place: ParticipantsAt,
        to_ascii: DomainToAscii,
        found: &mut dyn FnMut(&str),
    ) -> Result<(), SyntaxError> {
        let mut reader = self.moved_to(place.offset);
        let mut text = |reader: &mut Self| {
            let text = match reader.plain_string() {
                Some(text) => text.into(),
                None => reader.string()?,
            };
            match place.form {
                ParticipantForm::One => found(&text),
                ParticipantForm::Addresses => addresses::each(&text, to_ascii, found),
            }
            Ok(())
        };
        if reader.kind()? != Kind::Array {
            return text(&mut reader);
        }
        reader.open();
        let mut is_first = true;
        while reader.item(std::mem::replace(&mut is_first, false))? {
            text(&mut reader)?;
        }
        Ok(())
    }
}
