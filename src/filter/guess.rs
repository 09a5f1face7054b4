//! Items are alike: what stood before a value in those before is compared with what stands before the next one.

use super::plan::Fact;
use crate::json::scan::{WINDOW, begins_with};

/// How many members are remembered.
const GUESSES_MAX: usize = 64;

/// What a member of an item is to the filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Nobody's business.
    Other,
    /// A fact, and not on the way to others; with a bit of its own.
    Fact(Fact, u64),
    /// On the way to facts, or several facts at once.
    Way,
}

/// What stood before a value: white space, the key, a colon, white space.
#[derive(Debug)]
struct Guess {
    text: [u8; WINDOW],
    /// All bits set where `text` counts.
    mask: [u8; WINDOW],
    length: usize,
    role: Role,
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

/// The members of the items so far, in the order in which they mostly stand.
#[derive(Debug, Default)]
pub(super) struct Guesses {
    guesses: Vec<Guess>,
}

impl Guesses {
    /// What comes next, if it is a member that is known. `place` is where it is looked for first.
    #[inline(always)]
    pub(super) fn read(&self, window: &[u8; WINDOW], place: usize) -> Option<Guessed> {
        let (guess, place) = match self.guesses.get(place) {
            Some(guess) if begins_with(window, &guess.text, &guess.mask) => (guess, place),
            _ => {
                let found = self.search(window, place);
                (self.guesses.get(found)?, found)
            }
        };
        Some(Guessed { length: guess.length, role: guess.role, next: place.wrapping_add(1) })
    }

    /// Most often one that is optional is missing.
    #[inline(never)]
    fn search(&self, window: &[u8; WINDOW], place: usize) -> usize {
        let (before, behind) = self.guesses.split_at_checked(place).unwrap_or((&self.guesses, &[]));
        let mut all = (place..).zip(behind).chain((0..).zip(before));
        let found = all.find(|(_, guess)| begins_with(window, &guess.text, &guess.mask));
        found.map_or(usize::MAX, |(found, _)| found)
    }

    /// Remembers what was read up to a value, where it was looked for in vain.
    pub(super) fn learn(&mut self, read: &str, role: Role, place: usize) -> Guessed {
        let place = place.min(self.guesses.len()).min(GUESSES_MAX.saturating_sub(1));
        let guessed = Guessed { length: read.len(), role, next: place.saturating_add(1) };
        if read.len() > WINDOW {
            return guessed;
        }
        let mut guess = Guess { text: [0; WINDOW], mask: [0; WINDOW], length: read.len(), role };
        for ((text, mask), byte) in guess.text.iter_mut().zip(&mut guess.mask).zip(read.bytes()) {
            (*text, *mask) = (byte, u8::MAX);
        }
        self.guesses.truncate(GUESSES_MAX.saturating_sub(1));
        self.guesses.insert(place.min(self.guesses.len()), guess);
        guessed
    }
}
