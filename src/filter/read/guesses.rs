//! Items are alike: what stood before a value in those before is compared with what stands before the next one.
//!
//! After `{"id":1,"to":2}`, the guesses for an item are `"id":` and `"to":`, in this order. Of the next item,
//! `{"id":3,"to":4}`, the bytes behind `{` are compared with the first guess and those behind `,` with the second: two
//! comparisons, no search for the end of a key, and none among the names of the shape.

use crate::filter::shape::NodeId;
use crate::filter::text::Block;
use crate::json::scan::{WINDOW, begins_with};
use crate::model::fact::Fact;

/// How many members of an object are remembered.
const GUESSES_MAX: usize = 64;

/// What a member is to the reader; those that the shape looks for have a bit of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It says a fact as a snapshot would, at the field of that number.
    Plain { fact: Fact, field: usize, bit: u64 },
    /// It is on a path.
    Path { node: NodeId, bit: u64 },
    /// No path leads there.
    Other,
}

/// What stood before a value: white space, the key, a colon, white space.
#[derive(Debug)]
struct Guess {
    start: Pattern,
    /// Of a long one, what comes behind the start.
    rest: Option<Box<Pattern>>,
    length: usize,
    role: Role,
}

/// Bytes, of which those count where the mask has all bits set.
#[derive(Debug)]
struct Pattern {
    bytes: [u8; WINDOW],
    mask: [u8; WINDOW],
}

/// A member that comes next.
#[derive(Clone, Copy, Debug)]
pub(super) struct Guessed {
    /// Bytes up to its value.
    pub(super) length: usize,
    pub(super) role: Role,
    /// Where to look for the one behind it.
    pub(super) next: usize,
}

/// The members of the objects at one place so far, in the order in which they mostly stand.
#[derive(Debug, Default)]
pub(super) struct Guesses {
    guesses: Vec<Guess>,
}

impl Guesses {
    /// What comes next, if it is a member that is known. `place` is where it is looked for first.
    #[inline(always)]
    pub(super) fn read(&self, block: &Block, at: usize, place: usize) -> Option<Guessed> {
        let window = block.window(at);
        let (guess, place) = match self.guesses.get(place) {
            Some(guess) if guess.start.begins(window) => (guess, place),
            _ => {
                let found = self.search(window, place);
                (self.guesses.get(found)?, found)
            }
        };
        if guess.length > WINDOW && !guess.goes_on(block.window(at.wrapping_add(WINDOW))) {
            return None;
        }
        Some(Guessed { length: guess.length, role: guess.role, next: place.wrapping_add(1) })
    }

    /// Most often one that is optional is missing.
    #[inline(never)]
    fn search(&self, window: &[u8; WINDOW], place: usize) -> usize {
        let (before, behind) = self.guesses.split_at_checked(place).unwrap_or((&self.guesses, &[]));
        let mut all = (place..).zip(behind).chain((0..).zip(before));
        let found = all.find(|(_, guess)| guess.start.begins(window));
        found.map_or(usize::MAX, |(found, _)| found)
    }

    /// Remembers what was read up to a value, where it was looked for in vain.
    pub(super) fn learn(&mut self, read: &str, role: Role, place: usize) -> Guessed {
        let place = place.min(self.guesses.len()).min(GUESSES_MAX.saturating_sub(1));
        let guessed = Guessed { length: read.len(), role, next: place.saturating_add(1) };
        let (start, rest) = read.as_bytes().split_at_checked(WINDOW).unwrap_or((read.as_bytes(), &[]));
        if rest.len() > WINDOW {
            return guessed;
        }
        let rest = (!rest.is_empty()).then(|| Box::new(Pattern::of(rest)));
        let guess = Guess { start: Pattern::of(start), rest, length: read.len(), role };
        self.guesses.truncate(GUESSES_MAX.saturating_sub(1));
        self.guesses.insert(place.min(self.guesses.len()), guess);
        guessed
    }
}

impl Guess {
    /// Whether a long one goes on as it did.
    #[inline(never)]
    fn goes_on(&self, window: &[u8; WINDOW]) -> bool {
        self.rest.as_ref().is_some_and(|rest| rest.begins(window))
    }
}

impl Pattern {
    fn of(text: &[u8]) -> Self {
        let mut pattern = Self { bytes: [0; WINDOW], mask: [0; WINDOW] };
        for ((byte, mask), written) in pattern.bytes.iter_mut().zip(&mut pattern.mask).zip(text) {
            (*byte, *mask) = (*written, u8::MAX);
        }
        pattern
    }

    #[inline(always)]
    fn begins(&self, window: &[u8; WINDOW]) -> bool {
        begins_with(window, &self.bytes, &self.mask)
    }
}
