//! Items that are no JSON text: the package has read them, and hands over what they say as numbers, with all their texts
//! in one. What the facts mean, and whether they are right, is found out here as for any item.

use super::facts::{Facts, Said};
use super::item::{Judge, Sight};
use super::options::Source;
use crate::json::SyntaxError;
use crate::model::instant::Instant;
use crate::model::rows::MailboxRow;
use crate::rules::exclusion::Participants;
use crate::wire::input::is_damaged;

/// In place of a length: nothing is said.
const ABSENT: u32 = u32::MAX;

/// What is left of the items. Each says how long its texts are: id, mailbox, sharing, state, first and last time; then how
/// many records it has, and how long their ids are; then its participants likewise. Where the policy knows the facts, it
/// has nothing but its id. The texts come in the same order. JavaScript counts in units of UTF-16.
#[derive(Clone)]
struct Columns<'c> {
    lengths: &'c [u32],
    text: &'c str,
    /// Where the next text begins.
    at: usize,
    is_ascii: bool,
}

impl<'c> Columns<'c> {
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

/// What of an item is read only where it counts.
#[derive(Default)]
struct Later<'c> {
    times: [&'c str; 2],
    /// Their lengths, and the text that they begin.
    participants: Option<(&'c [u32], Columns<'c>)>,
}

impl Said for Later<'_> {
    fn instant(&self, at: usize) -> Option<Instant> {
        Instant::parse(self.times.get(at)?)
    }

    fn participants(&self, _: usize, found: &mut Participants<'_>) -> Result<(), SyntaxError> {
        let Some((lengths, mut columns)) = self.participants.clone() else { return Ok(()) };
        for units in lengths {
            found.add(columns.text(*units).ok_or(SyntaxError { offset: 0 })?);
        }
        Ok(())
    }
}

impl Judge<'_> {
    /// Writes the number of each item's level behind `out`. `None` if the items cannot be told like this, and then nothing
    /// of it is to be used.
    pub(super) fn columns(&mut self, lengths: &[u32], text: &str, out: &mut Vec<u8>) -> Option<()> {
        let is_ascii = text.is_ascii();
        // What is no character has become U+FFFD on its way here.
        if !is_ascii && is_damaged(text) {
            return None;
        }
        let mut columns = Columns { lengths, text, at: 0, is_ascii };
        while !columns.lengths.is_empty() {
            out.push(self.next_item(&mut columns)?.number());
        }
        (columns.at == text.len()).then_some(())
    }

    fn next_item(&mut self, columns: &mut Columns<'_>) -> Option<Sight> {
        self.state.facts.forget();
        let id = columns.number()?;
        self.id(columns.text(id)?);
        let later = match self.options.source {
            Source::Inline => self.say_facts(columns)?,
            Source::Snapshot => Later::default(),
        };
        self.judge(&later).ok()
    }

    #[inline(always)]
    fn say_facts<'c>(&mut self, columns: &mut Columns<'c>) -> Option<Later<'c>> {
        let (facts, policy) = (&mut self.state.facts, self.policy);
        let ([mailbox, sharing, state, first, last], rest) = columns.lengths.split_first_chunk()?;
        columns.lengths = rest;
        facts.mailbox = policy.mailbox_names.find(columns.text(*mailbox)?).map(MailboxRow::new);
        if *sharing != ABSENT {
            facts.say_sharing(columns.text(*sharing)?.as_bytes());
        }
        if *state != ABSENT {
            facts.say_state(columns.text(*state)?.as_bytes());
        }
        let times = [say_time(facts, columns, *first)?, say_time(facts, columns, *last)?];
        facts.first_message_at = Some(0).filter(|_| *first != ABSENT);
        facts.last_message_at = Some(1).filter(|_| *last != ABSENT);
        for units in columns.several()? {
            facts.say_record(policy.records.find(columns.text(*units)?));
        }
        let lengths = columns.several()?;
        let participants = Some((lengths, columns.clone()));
        facts.participants = Some(0);
        for units in lengths {
            facts.say_participant(columns.pass(*units)?);
        }
        Some(Later { times, participants })
    }
}

/// A time is read only where it is not said as most are. Gives its text, which is empty if there is none.
#[inline(never)]
fn say_time<'c>(facts: &mut Facts, columns: &mut Columns<'c>, units: u32) -> Option<&'c str> {
    if units == ABSENT {
        return Some("");
    }
    let usual = columns.text.as_bytes().get(columns.at..)?.first_chunk().and_then(Instant::usual_length);
    let text = columns.text(units)?;
    if usual != Some(text.len()) {
        facts.say_time(text);
    }
    Some(text)
}
