//! Windows with the vectors of WebAssembly.

use super::window::{Marks, WINDOW};
use core::arch::wasm32::{i8x16_lt, u8x16_bitmask, u8x16_eq, u8x16_ne, u8x16_shr, u8x16_splat, u8x16_swizzle};
use core::arch::wasm32::{u64x2, v128, v128_and, v128_or, v128_xor};

/// What bytes are compared with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Needles {
    backslash: [u8; 16],
    /// The bits that are turned over before the comparison.
    turned: [u8; 16],
    /// The least byte that is no stop then.
    limit: [u8; 16],
    /// By the low and by the high half of a byte, one bit for each high half that the letter of an escape has: both halves
    /// of such a letter have one in common.
    letters: [[u8; 16]; 2],
}

impl Needles {
    #[inline(always)]
    pub(super) const fn new() -> Self {
        Self {
            backslash: [b'\\'; 16],
            turned: [0x82; 16],
            limit: [0xa1; 16],
            letters: [
                [0, 0, 0b1101, 0, 0b1000, 0, 0b0100, 0, 0, 0, 0, 0, 0b0010, 0, 0b0100, 0b0001],
                [0, 0, 0b0001, 0, 0, 0b0010, 0b0100, 0b1000, 0, 0, 0, 0, 0, 0, 0, 0],
            ],
        }
    }

    /// Kept from the compiler's eyes, for loops: it would make a constant anew wherever one is used, in three
    /// instructions, which is more than the comparison takes.
    pub(crate) fn opaque() -> Self {
        std::hint::black_box(Self::new())
    }

    /// One bit for each byte, the first lowest: the quotes, backslashes and control characters.
    #[inline(always)]
    pub(crate) fn find(&self, window: &[u8; WINDOW]) -> u32 {
        let [low, high] = halves(window);
        let find = |half| bits(v128_or(self.stops(half), u8x16_eq(half, vector(&self.backslash))));
        find(low) | find(high) << 16
    }

    /// All that a string may have besides plain characters.
    #[inline(always)]
    pub(crate) fn marks(&self, window: &[u8; WINDOW]) -> Marks {
        let [by_low, by_high] = &self.letters;
        let mark = |half| {
            let low = u8x16_swizzle(vector(by_low), v128_and(half, u8x16_splat(0x0f)));
            let high = u8x16_swizzle(vector(by_high), u8x16_shr(half, 4));
            let letters = u8x16_ne(v128_and(low, high), u8x16_splat(0));
            [bits(self.stops(half)), bits(u8x16_eq(half, vector(&self.backslash))), bits(letters)]
        };
        let [low, high] = halves(window);
        let ([a, b, c], [d, e, f]) = (mark(low), mark(high));
        Marks { stops: a | d << 16, backslashes: b | e << 16, letters: c | f << 16 }
    }

    /// Quotes and control characters, in one signed comparison, which processors have. With the bits `0x82` turned over,
    /// a quote comes directly behind the control characters, and they are the least of all:
    ///
    /// ```text
    ///            \n    0x1f    "     |  space   !     #     a     é (first byte)
    /// written    0x0a  0x1f   0x22  |  0x20   0x21  0x23  0x61  0xc3
    /// turned     0x88  0x9d   0xa0  |  0xa2   0xa3  0xa1  0xe3  0x41
    /// as a sign  -120  -99    -96   |  -94    -93   -95   -29   65
    /// ```
    #[inline(always)]
    fn stops(&self, half: v128) -> v128 {
        i8x16_lt(v128_xor(half, vector(&self.turned)), vector(&self.limit))
    }
}

/// One bit for each byte, the first lowest: those that are not ASCII.
#[inline(always)]
pub(crate) fn not_ascii(window: &[u8; WINDOW]) -> u32 {
    let [low, high] = halves(window);
    bits(low) | bits(high) << 16
}

#[inline(always)]
fn halves(window: &[u8; WINDOW]) -> [v128; 2] {
    let (halves, _) = window.as_chunks();
    [0, 1].map(|place: usize| halves.get(place).map_or(u8x16_splat(0), vector))
}

/// No function without `unsafe` loads a vector, but this becomes one instruction.
#[inline(always)]
fn vector(bytes: &[u8; 16]) -> v128 {
    let (words, _) = bytes.as_chunks();
    let word = |place: usize| words.get(place).map_or(0, |bytes| u64::from_le_bytes(*bytes));
    u64x2(word(0), word(1))
}

#[inline(always)]
fn bits(bytes: v128) -> u32 {
    u32::from(u8x16_bitmask(bytes))
}
