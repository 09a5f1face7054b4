//! Windows on hosts without the vectors of WebAssembly: eight bytes in one word.

use super::window::{Marks, WINDOW};

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x80 * ONES;
const LOW: u64 = 0x7f * ONES;
const SPACES: u64 = 0x20 * ONES;

/// What bytes are compared with: constants, here.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Needles;

impl Needles {
    pub(super) const fn new() -> Self {
        Self
    }

    pub(crate) const fn opaque() -> Self {
        Self
    }

    /// One bit for each byte, the first lowest: the quotes, backslashes and control characters.
    pub(crate) fn find(self, window: &[u8; WINDOW]) -> u32 {
        bits(window, |word| stops(word) | is(word, b'\\'))
    }

    /// All that a string may have besides plain characters.
    pub(crate) fn marks(self, window: &[u8; WINDOW]) -> Marks {
        let letters = |word| b"\"\\/bfnrt".iter().fold(0, |found, letter| found | is(word, *letter));
        let backslashes = bits(window, |word| is(word, b'\\'));
        // Letters of escapes are rare behind anything else.
        let letters = if backslashes == 0 { u32::MAX } else { bits(window, letters) };
        Marks { stops: bits(window, stops), backslashes, letters }
    }
}

/// One bit for each byte, the first lowest: those that are not ASCII.
pub(crate) fn not_ascii(window: &[u8; WINDOW]) -> u32 {
    bits(window, |word| word)
}

/// The highest bit of each byte of every word, after `look` has set it where something is found.
fn bits(window: &[u8; WINDOW], look: impl Fn(u64) -> u64) -> u32 {
    let (words, _) = window.as_chunks();
    words.iter().rev().fold(0, |bits, bytes| {
        let found = look(u64::from_le_bytes(*bytes)) >> 7 & ONES;
        let gathered = found.wrapping_mul(0x0102_0408_1020_4080) >> 56;
        bits << 8 | u32::try_from(gathered).unwrap_or(0)
    })
}

/// Finds a byte that is ASCII. Only the lower bits are counted with, so that nothing is borrowed from the next byte.
fn is(word: u64, byte: u8) -> u64 {
    let difference = word ^ ONES.wrapping_mul(u64::from(byte));
    HIGH.wrapping_sub(difference & LOW) & !word
}

/// Finds quotes and control characters.
fn stops(word: u64) -> u64 {
    let controls = (HIGH | SPACES).wrapping_sub((word & LOW).wrapping_add(ONES));
    controls & !word | is(word, b'"')
}
