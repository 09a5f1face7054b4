//! Items that are no JSON text: the package has read them, and hands over how long their texts are, and all their texts in
//! one. What the facts mean, and whether they are right, is found out here as for any item.
//!
//! A fast path: 10,000 objects take 5.5 ms with it, and 11.5 as JSON text (`npm run bench:rent`). The item
//! `{ id: "t1", mailbox: "box", sharing: "private", records: [7], participants: ["a@b.c", "é@b.c"] }` comes as
//!
//! ```text
//! text     t1 box private 7 a@b.c é@b.c     without the spaces
//! lengths  2 3 7 - - - 1 1 2 5 5            id, mailbox, sharing, state, first and last time;
//!                                           one record, and its length; two participants, and theirs
//! ```
//!
//! where `-` is [`ABSENT`]. Lengths are in units of UTF-16, as JavaScript counts. Where the policy knows the facts, an item
//! has nothing but its id.

use super::deferred::{Deferred, ParticipantsAt};
use super::facts::{ItemFacts, SaidTime};
use crate::filter::shape::{FactsIn, ParticipantForm, Shape, Word};
use crate::json::SyntaxError;
use crate::model::address::DomainToAscii;
use crate::model::fact::Fact;
use crate::model::instant::Instant;
use crate::model::thread::PARTICIPANT_BYTES_MAX;
use crate::policy::Policy;
use crate::wire::input::is_damaged;

/// Every fact has its column here and in `pkg/src/filter/columns.ts`. A new one does not compile until it has: a restriction
/// that objects could not say would show mail.
const _: () = {
    let [_id, _mailbox, _participants, _records, _sharing, _state, _first_message_at, _last_message_at] = Fact::TABLE;
};

/// In place of a length: nothing is said.
const ABSENT: u32 = u32::MAX;

/// What is left of the items.
#[derive(Clone)]
pub(in crate::filter) struct Columns<'c> {
    lengths: &'c [u32],
    text: &'c str,
    /// Where the next text begins.
    at: usize,
    is_ascii: bool,
}

/// What of an item is read only where it counts: the times, by their number, and the participants, with the text that they
/// begin.
#[derive(Default)]
pub(in crate::filter) struct LateColumns<'c> {
    times: [&'c str; 2],
    participants: Option<(&'c [u32], Columns<'c>)>,
}

impl<'c> Columns<'c> {
    /// `None` for items that have to come as JSON: those of other shapes, and texts that may have been damaged.
    pub(in crate::filter) fn new(shape: &Shape, lengths: &'c [u32], text: &'c str) -> Option<Self> {
        let is_ascii = text.is_ascii();
        // What is no character has become U+FFFD on its way here.
        let is_whole = is_ascii || !is_damaged(text);
        (shape.item.is_plain() && is_whole).then_some(Self { lengths, text, at: 0, is_ascii })
    }

    pub(in crate::filter) fn is_empty(&self) -> bool {
        self.lengths.is_empty()
    }

    /// Whether all text has been read, when all lengths have.
    pub(in crate::filter) fn is_at_end(&self) -> bool {
        self.at == self.text.len()
    }

    /// Reads the next item; `None` if the lengths are not those of items.
    pub(in crate::filter) fn read(
        &mut self,
        policy: &Policy,
        shape: &Shape,
        facts: &mut ItemFacts,
    ) -> Option<LateColumns<'c>> {
        facts.forget();
        let id = self.number()?;
        facts.say_only_id(policy, shape, self.text(id)?);
        match shape.facts_in {
            FactsIn::Item => self.read_facts(policy, facts),
            FactsIn::Policy => Some(LateColumns::default()),
        }
    }

    #[inline(always)]
    fn read_facts(&mut self, policy: &Policy, facts: &mut ItemFacts) -> Option<LateColumns<'c>> {
        let ([mailbox, sharing, state, first, last], rest) = self.lengths.split_first_chunk()?;
        self.lengths = rest;
        facts.say_mailbox(policy.find_mailbox(self.text(*mailbox)?));
        for (units, fact) in [(*sharing, Fact::Sharing), (*state, Fact::State)] {
            if units != ABSENT {
                facts.say_word(Word::named(fact, self.text(units)?.as_bytes()));
            }
        }
        let times = [self.time(facts, Fact::FirstMessageAt, *first)?, self.time(facts, Fact::LastMessageAt, *last)?];
        for units in self.several()? {
            facts.say_record(policy.records.find(self.text(*units)?));
        }
        let lengths = self.several()?;
        let participants = Some((lengths, self.clone()));
        facts.participants.push(ParticipantsAt { offset: 0, form: ParticipantForm::One });
        for units in lengths {
            facts.is_unreadable |= self.pass(*units)? > PARTICIPANT_BYTES_MAX;
        }
        Some(LateColumns { times, participants })
    }

    /// A time is read only where it is not said as most are. Gives its text, which is empty if there is none.
    #[inline(never)]
    fn time(&mut self, facts: &mut ItemFacts, fact: Fact, units: u32) -> Option<&'c str> {
        if units == ABSENT {
            return Some("");
        }
        let usual = self.text.as_bytes().get(self.at..)?.first_chunk().and_then(Instant::usual_length);
        let text = self.text(units)?;
        if usual == Some(text.len()) {
            *facts.time(fact) = SaidTime::At(usize::from(fact == Fact::LastMessageAt));
        } else {
            facts.say_time(fact, Instant::parse(text), &LateColumns::default());
        }
        Some(text)
    }

    #[inline(always)]
    fn number(&mut self) -> Option<u32> {
        let (number, rest) = self.lengths.split_first()?;
        self.lengths = rest;
        Some(*number)
    }

    /// How many come next, and they.
    #[inline(always)]
    fn several(&mut self) -> Option<&'c [u32]> {
        let count = usize::try_from(self.number()?).ok()?;
        let (several, rest) = self.lengths.split_at_checked(count)?;
        self.lengths = rest;
        Some(several)
    }

    /// Passes over the next text, of so many units; gives how many bytes it has.
    #[inline(always)]
    fn pass(&mut self, units: u32) -> Option<usize> {
        let units = usize::try_from(units).ok()?;
        let bytes = if self.is_ascii { units } else { self.bytes(units)? };
        self.at = self.at.saturating_add(bytes);
        Some(bytes)
    }

    #[inline(never)]
    fn text(&mut self, units: u32) -> Option<&'c str> {
        let start = self.at;
        self.pass(units)?;
        self.text.get(start..self.at)
    }

    /// How many bytes so many units take. A character never belongs to two texts: each would have half of it, which is none.
    #[inline(never)]
    fn bytes(&self, units: usize) -> Option<usize> {
        let (mut left, mut bytes) = (units, 0_usize);
        let mut letters = self.text.get(self.at..)?.chars();
        while left > 0 {
            let letter = letters.next()?;
            left = left.checked_sub(letter.len_utf16())?;
            bytes = bytes.saturating_add(letter.len_utf8());
        }
        Some(bytes)
    }
}

impl Deferred for LateColumns<'_> {
    fn instant(&self, offset: usize) -> Option<Instant> {
        Instant::parse(self.times.get(offset)?)
    }

    fn participants(
        &self,
        _: ParticipantsAt,
        _: DomainToAscii,
        found: &mut dyn FnMut(&str),
    ) -> Result<(), SyntaxError> {
        let Some((lengths, mut columns)) = self.participants.clone() else { return Ok(()) };
        for units in lengths {
            found(columns.text(*units).ok_or(SyntaxError { offset: 0 })?);
        }
        Ok(())
    }
}
