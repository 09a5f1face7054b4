//! Items as most are: no white space, no escapes in facts, nothing twice. Read in one go, in a tenth of the time.
//!
//! Nothing is reported here. Whatever is not usual, right or wrong, is left to [`super::item`], which begins again.

use super::block::Block;
use super::guess::{Guessed, Role};
use super::item::{Judge, State};
use super::options::Source;
use super::plan::{Fact, Plan};
use crate::json::scan::{Needles, WINDOW, first, not_ascii};
use crate::json::{Reader, string};
use crate::model::instant::Instant;
use crate::model::rows::{MailboxRow, RecordRow};

/// Text, and the block that it begins.
#[derive(Clone, Copy)]
pub(super) struct At<'t> {
    pub(super) block: &'t Block,
    pub(super) text: &'t str,
}

impl Judge<'_> {
    /// Reads the item that begins at an offset; gives the offset behind it. `None` if something is unusual, or wrong, and
    /// then the facts are worth nothing.
    pub(super) fn usual(&mut self, at: At<'_>, start: usize, depth: usize) -> Option<usize> {
        // Not in the middle of the caller, who has much to keep in mind already.
        let end = self.usual_item(at, start, depth);
        (end <= at.text.len()).then_some(end)
    }

    #[inline(never)]
    fn usual_item(&mut self, text: At<'_>, start: usize, depth: usize) -> usize {
        self.read_item(text, start, depth).unwrap_or(usize::MAX)
    }

    #[inline(always)]
    fn read_item(&mut self, text: At<'_>, start: usize, depth: usize) -> Option<usize> {
        let block = text.block;
        if block.byte(start) != b'{' || depth < 2 {
            return None;
        }
        let mut at = start.wrapping_add(1);
        let mut seen = 0_u64;
        let mut place = 0_usize;
        loop {
            let guessed = match self.state.guesses.read(block.window(at), place) {
                Some(guessed) => guessed,
                None => self.learn(text, at, place)?,
            };
            let value = at.wrapping_add(guessed.length);
            place = guessed.next;
            at = match guessed.role {
                Role::Fact(fact, bit) => {
                    if seen & bit != 0 {
                        return None;
                    }
                    seen |= bit;
                    self.read_fact(text, value, fact, depth)?
                }
                Role::Other if block.byte(value) == b'"' => self.skip_string(text, value)?,
                Role::Other => skip(text, value, depth)?,
                Role::Way => return None,
            };
            match block.byte(at) {
                b',' => at = at.wrapping_add(1),
                b'}' => return Some(at.wrapping_add(1)),
                _ => return None,
            }
        }
    }

    #[inline(always)]
    fn read_fact(&mut self, text: At<'_>, at: usize, fact: Fact, depth: usize) -> Option<usize> {
        let byte = text.block.byte(at);
        let read = match fact {
            Fact::Id if byte == b'"' => self.read_id(text, at),
            Fact::Mailbox if byte == b'"' => self.read_mailbox(text.block, at),
            Fact::FirstMessageAt | Fact::LastMessageAt if byte == b'"' => self.read_time(text.block, at, fact),
            Fact::Participants if byte == b'[' => self.read_participants(text.block, at),
            Fact::Records if byte == b'[' => self.read_records(text.block, at),
            Fact::Sharing | Fact::State if byte == b'"' => self.read_word(text.block, at, fact),
            _ => None,
        };
        read.or_else(|| self.read_rare(text, at, fact, depth))
    }

    #[inline(always)]
    fn read_id(&mut self, text: At<'_>, at: usize) -> Option<usize> {
        let start = at.wrapping_add(1);
        let window = text.block.window(start);
        let found = self.state.needles.find(window);
        let length = first(found);
        let end = start.wrapping_add(length);
        let before = found.wrapping_sub(1) & !found;
        if found == 0 || length == 0 || not_ascii(window) & before != 0 || text.block.byte(end) != b'"' {
            return None;
        }
        self.state.facts.has_id = true;
        if self.options.source == Source::Snapshot {
            self.state.facts.row = self.policy.threads.find(text.text.get(start..end)?);
        }
        Some(end.wrapping_add(1))
    }

    #[inline(always)]
    fn read_mailbox(&mut self, block: &Block, at: usize) -> Option<usize> {
        let start = at.wrapping_add(1);
        let end = plain_end(&self.state.needles, block, start)?;
        let mailbox = self.policy.mailbox_names.find_bytes(block.between(start, end));
        self.state.facts.mailbox = mailbox.map(MailboxRow::new);
        Some(end.wrapping_add(1))
    }

    #[inline(always)]
    fn read_time(&mut self, block: &Block, at: usize, fact: Fact) -> Option<usize> {
        let start = at.wrapping_add(1);
        let end = start.wrapping_add(Instant::usual_length(block.window(start).first_chunk()?)?);
        if block.byte(end) != b'"' {
            return None;
        }
        if fact == Fact::FirstMessageAt {
            self.state.facts.first_message_at = Some(at);
        } else {
            self.state.facts.last_message_at = Some(at);
        }
        Some(end.wrapping_add(1))
    }

    #[inline(always)]
    fn read_word(&mut self, block: &Block, at: usize, fact: Fact) -> Option<usize> {
        let start = at.wrapping_add(1);
        let end = plain_end(&self.state.needles, block, start)?;
        let text = block.between(start, end);
        if fact == Fact::Sharing {
            self.state.facts.say_sharing(text);
        } else {
            self.state.facts.say_state(text);
        }
        Some(end.wrapping_add(1))
    }

    #[inline(always)]
    fn read_participants(&mut self, block: &Block, start: usize) -> Option<usize> {
        let State { facts, needles, .. } = &mut *self.state;
        facts.participants = Some(start);
        strings(needles, block, start, |text| facts.say_participant(text.len()))
    }

    #[inline(always)]
    fn read_records(&mut self, block: &Block, start: usize) -> Option<usize> {
        let State { facts, needles, .. } = &mut *self.state;
        let names = &self.policy.records.names;
        strings(needles, block, start, |id| facts.say_record(names.find_bytes(id).map(RecordRow::new)))
    }

    /// Passes over a string that is nobody's business.
    #[inline(always)]
    fn skip_string(&self, text: At<'_>, quote: usize) -> Option<usize> {
        match plain_end(&self.state.needles, text.block, quote.wrapping_add(1)) {
            Some(end) => Some(end.wrapping_add(1)),
            None => self.skip_escaped(text, quote),
        }
    }

    /// A body of mail ends its lines with escapes, and quotes. No branch depends on where.
    #[inline(never)]
    fn skip_escaped(&self, text: At<'_>, quote: usize) -> Option<usize> {
        const EVEN: u32 = 0x5555_5555;
        let needles = self.state.needles;
        let mut at = quote.wrapping_add(1);
        // Whether the first byte of the window is escaped.
        let mut carried = 0;
        loop {
            let marks = needles.marks(text.block.window(at));
            // Of adjacent backslashes every second one is escaped itself: adding a bit to a row of them tells whether it
            // ends at an even place or at an odd one.
            let backslashes = marks.backslashes & !carried;
            let behind = backslashes << 1 | carried;
            let (sum, overflows) = backslashes.overflowing_add(backslashes & !EVEN & !behind);
            carried = u32::from(overflows);
            let escaped = (EVEN ^ sum << 1) & behind;
            let ends = marks.stops & !escaped;
            if escaped & !marks.letters & ends.wrapping_sub(1) & !ends != 0 {
                // Unicode, or a mistake.
                return string::skip(text.text.as_bytes(), quote).ok();
            }
            if ends != 0 {
                let end = at.wrapping_add(first(ends));
                return (text.block.byte(end) == b'"').then_some(end.wrapping_add(1));
            }
            at = at.wrapping_add(WINDOW);
        }
    }

    /// A fact that is said in another way than most.
    #[inline(never)]
    fn read_rare(&mut self, text: At<'_>, at: usize, fact: Fact, depth: usize) -> Option<usize> {
        let mut reader = Reader::new(text.text).moved_to(at);
        if fact == Fact::Records {
            self.state.facts.records.clear();
        }
        self.fact(fact, &mut reader, depth.saturating_sub(1)).ok()?;
        Some(reader.offset())
    }

    /// Reads up to a value what was not guessed.
    #[inline(never)]
    fn learn(&mut self, text: At<'_>, at: usize, place: usize) -> Option<Guessed> {
        let mut reader = Reader::new(text.text).moved_to(at);
        let name = reader.name().ok()?;
        let plan = &self.options.plan;
        let role = match plan.member_named(Plan::ITEM, &name) {
            None => Role::Other,
            Some(position) => match plan.member(Plan::ITEM, position) {
                Some(node) if node.members.is_empty() => match node.facts.as_slice() {
                    [fact] => Role::Fact(*fact, 1_u64.checked_shl(u32::try_from(position).ok()?)?),
                    _ => Role::Way,
                },
                _ => Role::Way,
            },
        };
        Some(self.state.guesses.learn(reader.since(at), role, place))
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

/// Passes over a value that is no string.
#[inline(never)]
fn skip(text: At<'_>, at: usize, depth: usize) -> Option<usize> {
    let mut reader = Reader::new(text.text).moved_to(at);
    reader.skip(depth.saturating_sub(1)).ok()?;
    Some(reader.offset())
}
