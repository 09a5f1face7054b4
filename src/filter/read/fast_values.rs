//! Single values of usual items: what says a fact, and what says none.

use super::careful::CarefulReader;
use super::deferred::ParticipantsAt;
use super::facts::{SaidId, SaidTime};
use super::fast::FastReader;
use crate::filter::scalar::Scalar;
use crate::filter::shape::{FactsIn, Leaf, ParticipantForm, Word};
use crate::filter::text::Block;
use crate::json::scan::{Needles, WINDOW, first, not_ascii};
use crate::json::{Reader, string};
use crate::model::fact::{Fact, Reading};
use crate::model::instant::Instant;
use crate::model::rows::{MailboxRow, RecordRow};
use crate::model::thread::PARTICIPANT_BYTES_MAX;

impl<'t> FastReader<'_, 't> {
    /// A fact that is said as in a snapshot; `field` is the number of its field.
    #[inline(always)]
    pub(super) fn plain(&mut self, fact: Fact, field: usize, at: usize, depth: usize) -> Option<usize> {
        let byte = self.block.byte(at);
        let read = match fact {
            Fact::Id if byte == b'"' => self.id(at),
            Fact::Mailbox if byte == b'"' => self.mailbox(at),
            Fact::FirstMessageAt | Fact::LastMessageAt if byte == b'"' => self.time(at, fact),
            Fact::Participants if byte == b'[' => self.participants(at),
            Fact::Records if byte == b'[' => self.records(at),
            Fact::Sharing | Fact::State if byte == b'"' => self.word(at, fact),
            _ => None,
        };
        read.or_else(|| self.rare(Leaf { field, part: None }, at, depth))
    }

    /// A fact that is said in another way than most.
    #[inline(never)]
    fn rare(&mut self, leaf: Leaf, at: usize, depth: usize) -> Option<usize> {
        self.careful(at, |careful, reader| careful.leaf(leaf, reader, depth))
    }

    #[inline(always)]
    fn id(&mut self, at: usize) -> Option<usize> {
        let start = at.wrapping_add(1);
        let window = self.block.window(start);
        let found = self.needles.find(window);
        let length = first(found);
        let end = start.wrapping_add(length);
        let before = found.wrapping_sub(1) & !found;
        if found == 0 || length == 0 || not_ascii(window) & before != 0 || self.block.byte(end) != b'"' {
            return None;
        }
        self.facts.id = SaidId::Valid;
        if self.shape.facts_in == FactsIn::Policy {
            self.facts.thread = self.policy.threads.find(self.text.get(start..end)?);
        }
        Some(end.wrapping_add(1))
    }

    #[inline(always)]
    fn mailbox(&mut self, at: usize) -> Option<usize> {
        let start = at.wrapping_add(1);
        let end = plain_end(self.needles, self.block, start)?;
        let mailbox = self.policy.mailbox_names.find_bytes(self.block.between(start, end));
        self.facts.say_mailbox(mailbox.map(MailboxRow::new));
        Some(end.wrapping_add(1))
    }

    #[inline(always)]
    fn time(&mut self, at: usize, fact: Fact) -> Option<usize> {
        let start = at.wrapping_add(1);
        let end = start.wrapping_add(Instant::usual_length(self.block.window(start).first_chunk()?)?);
        let said = self.facts.time(fact);
        if self.block.byte(end) != b'"' || *said != SaidTime::Nothing {
            return None;
        }
        *said = SaidTime::At(at);
        Some(end.wrapping_add(1))
    }

    #[inline(always)]
    fn word(&mut self, at: usize, fact: Fact) -> Option<usize> {
        let start = at.wrapping_add(1);
        let end = plain_end(self.needles, self.block, start)?;
        self.facts.say_word(Word::named(fact, self.block.between(start, end)));
        Some(end.wrapping_add(1))
    }

    #[inline(always)]
    fn participants(&mut self, at: usize) -> Option<usize> {
        let mut is_long = false;
        let end = strings(self.needles, self.block, at, |text| is_long |= text.len() > PARTICIPANT_BYTES_MAX)?;
        self.facts.is_unreadable |= is_long;
        self.facts.participants.push(ParticipantsAt { offset: at, form: ParticipantForm::One });
        Some(end)
    }

    #[inline(always)]
    fn records(&mut self, at: usize) -> Option<usize> {
        let (facts, names) = (&mut *self.facts, &self.policy.records.names);
        strings(self.needles, self.block, at, |id| facts.say_record(names.find_bytes(id).map(RecordRow::new)))
    }

    /// A fact that is said as the shape has it.
    pub(super) fn declared(&mut self, leaf: Leaf, at: usize, depth: usize) -> Option<usize> {
        if self.is_null(at) {
            return Some(at.wrapping_add(4));
        }
        let field = self.shape.item.fields.get(leaf.field)?;
        let is_list = self.block.byte(at) == b'[';
        let (reading, offset) = (field.fact.row().reading, at);
        if is_list && !(reading.takes_lists() && depth > 0) {
            return self.rare(leaf, at, depth);
        }
        let mut at = if is_list { at.wrapping_add(1) } else { at };
        loop {
            let Some((value, end)) = self.scalar(at) else { return self.rare(leaf, offset, depth) };
            let here = Reader::new(self.text);
            let mut careful = CarefulReader { policy: self.policy, shape: self.shape, facts: self.facts };
            careful.say(leaf, field, &value, &here);
            at = match (is_list, self.block.byte(end)) {
                (false, _) | (true, b']') => {
                    if reading == Reading::Participants {
                        self.facts.participants.push(ParticipantsAt { offset, form: field.form });
                    }
                    return Some(end.wrapping_add(usize::from(is_list)));
                }
                (true, b',') => end.wrapping_add(1),
                (true, _) => return None,
            };
        }
    }

    /// A text without escapes, an integer or a truth value that stands at a place; gives the place behind it, too.
    #[inline(always)]
    fn scalar(&self, at: usize) -> Option<(Scalar<'t>, usize)> {
        match self.block.byte(at) {
            b'"' => {
                let start = at.wrapping_add(1);
                let end = plain_end(self.needles, self.block, start)?;
                Some((Scalar::Text(self.text.get(start..end)?.into()), end.wrapping_add(1)))
            }
            b'0'..=b'9' => {
                let end = integer_end(self.block, at)?;
                Some((Scalar::Number(self.text.get(at..end)?.into()), end))
            }
            b't' => Some((Scalar::Boolean(true), literal_end(self.block, at)?)),
            b'f' => Some((Scalar::Boolean(false), literal_end(self.block, at)?)),
            _ => None,
        }
    }

    #[inline(always)]
    pub(super) fn is_null(&self, at: usize) -> bool {
        self.block.window(at).first_chunk() == Some(b"null")
    }

    /// Passes over a string that no path leads to.
    #[inline(always)]
    pub(super) fn skip_string(&self, quote: usize) -> Option<usize> {
        match plain_end(self.needles, self.block, quote.wrapping_add(1)) {
            Some(end) => Some(end.wrapping_add(1)),
            None => self.skip_escaped(quote),
        }
    }

    /// A body of mail ends its lines with escapes, and quotes. No branch depends on where.
    ///
    /// Of the bytes `a\\\"b"`, lowest place first, the backslashes are at 1, 2, 3 and the quotes at 4, 6:
    ///
    /// ```text
    /// bytes                a \ \ \ " b "
    /// backslashes          . 1 1 1 . . .
    /// behind               . . 1 1 1 . .     backslashes << 1: what a backslash may escape
    /// odd starts           . 1 . . . . .     where a row of backslashes begins at an odd place
    /// sum                  . . . . 1 . .     backslashes + odd starts: the carry runs to the end of such a row
    /// escaped              . . 1 . 1 . .     behind, and at an even place for rows that begin at an odd one
    /// ends                 . . . . . . 1     quotes that are not escaped
    /// ```
    #[inline(never)]
    fn skip_escaped(&self, quote: usize) -> Option<usize> {
        const EVEN: u32 = 0x5555_5555;
        let mut at = quote.wrapping_add(1);
        // Whether the first byte of the window is escaped.
        let mut carried = 0;
        loop {
            let marks = self.needles.marks(self.block.window(at));
            let backslashes = marks.backslashes & !carried;
            let behind = backslashes << 1 | carried;
            let (sum, overflows) = backslashes.overflowing_add(backslashes & !EVEN & !behind);
            carried = u32::from(overflows);
            let escaped = (EVEN ^ sum << 1) & behind;
            let ends = marks.stops & !escaped;
            if escaped & !marks.letters & ends.wrapping_sub(1) & !ends != 0 {
                // Unicode, or a mistake.
                return string::skip(self.text.as_bytes(), quote).ok();
            }
            if ends != 0 {
                let end = at.wrapping_add(first(ends));
                return (self.block.byte(end) == b'"').then_some(end.wrapping_add(1));
            }
            at = at.wrapping_add(WINDOW);
        }
    }

    /// Passes over a value that no path leads to, and that is no string.
    #[inline(always)]
    pub(super) fn skip(&self, at: usize, depth: usize) -> Option<usize> {
        let usual = match self.block.byte(at) {
            b'0'..=b'9' => integer_end(self.block, at),
            b't' | b'f' | b'n' => literal_end(self.block, at),
            b'[' if self.block.byte(at.wrapping_add(1)) == b']' => Some(at.wrapping_add(2)),
            b'{' if self.block.byte(at.wrapping_add(1)) == b'}' => Some(at.wrapping_add(2)),
            _ => None,
        };
        usual.or_else(|| self.skip_rare(at, depth))
    }

    #[inline(never)]
    fn skip_rare(&self, at: usize, depth: usize) -> Option<usize> {
        let mut reader = Reader::new(self.text).moved_to(at);
        reader.skip(depth).ok()?;
        Some(reader.offset())
    }
}

/// The end of an integer that begins at a place; nothing if it is another number, or none.
#[inline(always)]
fn integer_end(block: &Block, start: usize) -> Option<usize> {
    let mut at = start.wrapping_add(1);
    if block.byte(start) != b'0' {
        while block.byte(at).is_ascii_digit() {
            at = at.wrapping_add(1);
        }
    }
    matches!(block.byte(at), b',' | b'}' | b']').then_some(at)
}

/// The end of `true`, `false` or `null`.
#[inline(always)]
fn literal_end(block: &Block, at: usize) -> Option<usize> {
    match block.window(at).first_chunk() {
        Some(b"true" | b"null") => Some(at.wrapping_add(4)),
        Some(b"fals") if block.byte(at.wrapping_add(4)) == b'e' => Some(at.wrapping_add(5)),
        _ => None,
    }
}

/// The end of a string without escapes that begins at a place: the place of its closing quote.
#[inline(always)]
fn plain_end(needles: &Needles, block: &Block, start: usize) -> Option<usize> {
    let mut at = start;
    loop {
        let found = needles.find(block.window(at));
        if found != 0 {
            let end = at.wrapping_add(first(found));
            return (block.byte(end) == b'"').then_some(end);
        }
        at = at.wrapping_add(WINDOW);
    }
}

/// The strings of an array that begins at a place and is not empty; gives the place behind it.
#[inline(always)]
fn strings(needles: &Needles, block: &Block, start: usize, mut take: impl FnMut(&[u8])) -> Option<usize> {
    let mut quote = start.wrapping_add(1);
    while block.byte(quote) == b'"' {
        let start = quote.wrapping_add(1);
        let end = plain_end(needles, block, start)?;
        take(block.between(start, end));
        quote = end.wrapping_add(2);
        match block.byte(end.wrapping_add(1)) {
            b',' => {}
            b']' => return Some(quote),
            _ => return None,
        }
    }
    None
}
