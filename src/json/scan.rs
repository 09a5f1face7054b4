//! The hot loops of reading: where a string stops being plain, and whether a text is the one expected.

/// How many bytes are looked at together.
pub(crate) const WINDOW: usize = 32;

/// The bytes from an offset on, as many as are looked at together; `None` where there are fewer.
#[inline(always)]
pub(crate) fn window(bytes: &[u8], from: usize) -> Option<&[u8; WINDOW]> {
    bytes.get(from..)?.first_chunk()
}

/// One bit for each byte of the window at an offset, the first lowest: the quotes, backslashes and control characters.
/// The end of the bytes counts as one of them.
#[inline(always)]
pub(super) fn specials_at(bytes: &[u8], from: usize) -> u32 {
    match window(bytes, from) {
        Some(window) => Needles::new().find(window),
        None => specials_before_end(bytes, from),
    }
}

#[cold]
#[inline(never)]
fn specials_before_end(bytes: &[u8], from: usize) -> u32 {
    let mut padded = [0; WINDOW];
    padded.iter_mut().zip(bytes.get(from..).unwrap_or_default()).for_each(|(to, byte)| *to = *byte);
    Needles::new().find(&padded)
}

/// The offset of the first quote, backslash or control character from `from` on, or the end of the bytes.
#[inline(always)]
pub(super) fn special(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    loop {
        let found = specials_at(bytes, at);
        if found != 0 {
            return at.wrapping_add(first(found));
        }
        at = at.wrapping_add(WINDOW);
    }
}

/// The place of the lowest bit.
#[inline(always)]
pub(crate) fn first(bits: u32) -> usize {
    usize::try_from(bits.trailing_zeros()).unwrap_or(0)
}

/// Whether a window has the bytes of `text` where `mask` has bits.
#[inline(always)]
pub(crate) fn begins_with(window: &[u8; WINDOW], text: &[u8; WINDOW], mask: &[u8; WINDOW]) -> bool {
    let words = |bytes: &[u8; WINDOW]| {
        let (words, _) = bytes.as_chunks::<8>();
        let word = |place: usize| words.get(place).map_or(0, |bytes| u64::from_le_bytes(*bytes));
        [word(0), word(1), word(2), word(3)]
    };
    let ([a, b, c, d], [e, f, g, h], [i, j, k, l]) = (words(window), words(text), words(mask));
    (a ^ e) & i | (b ^ f) & j | (c ^ g) & k | (d ^ h) & l == 0
}

/// Whether two texts are equal. Names and ids are short: eight bytes at a time, the last eight once more, and no call to a
/// general comparison, which in wasm goes byte by byte.
#[inline(always)]
pub(crate) fn equal(one: &[u8], other: &[u8]) -> bool {
    let (words, tail) = one.as_chunks::<8>();
    let (other_words, other_tail) = other.as_chunks::<8>();
    let word = |bytes: &[u8; 8]| u64::from_le_bytes(*bytes);
    if one.len() != other.len() || !words.iter().zip(other_words).all(|(one, other)| word(one) == word(other)) {
        return false;
    }
    match (one.last_chunk(), other.last_chunk()) {
        (Some(one), Some(other)) => word(one) == word(other),
        _ => tail.iter().zip(other_tail).all(|(one, other)| one == other),
    }
}

/// What bytes are compared with. Handed around, and kept from the compiler's eyes: a constant is made anew wherever it is
/// used, in three instructions, which is more than the comparison takes.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(not(target_feature = "simd128"), expect(dead_code, reason = "without SIMD bytes are looked at one by one"))]
pub(crate) struct Needles {
    backslash: [u8; 16],
    turned: [u8; 16],
    limit: [u8; 16],
    /// One bit for each high half of a byte that the letter of an escape has, by low half and by high half.
    letters: [[u8; 16]; 2],
}

/// What a string may have besides plain characters: one bit for each byte of a window, the first lowest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Marks {
    /// Quotes and control characters.
    pub(crate) stops: u32,
    pub(crate) backslashes: u32,
    /// What may stand behind a backslash, but for `u`.
    pub(crate) letters: u32,
}

impl Needles {
    #[inline(always)]
    pub(crate) const fn new() -> Self {
        let by_low_half = [0, 0, 0b1101, 0, 0b1000, 0, 0b0100, 0, 0, 0, 0, 0, 0b0010, 0, 0b0100, 0b0001];
        let by_high_half = [0, 0, 0b0001, 0, 0, 0b0010, 0b0100, 0b1000, 0, 0, 0, 0, 0, 0, 0, 0];
        let letters = [by_low_half, by_high_half];
        Self { backslash: [b'\\'; 16], turned: [0x82; 16], limit: [0xa1; 16], letters }
    }

    pub(crate) fn opaque() -> Self {
        std::hint::black_box(Self::new())
    }

    #[cfg(target_feature = "simd128")]
    #[inline(always)]
    pub(crate) fn marks(&self, window: &[u8; WINDOW]) -> Marks {
        use core::arch::wasm32::{i8x16_lt, u8x16_bitmask, u8x16_eq, u8x16_ne, u8x16_shr, u8x16_splat, u8x16_swizzle};
        use core::arch::wasm32::{v128, v128_and, v128_xor};
        let [by_low_half, by_high_half] = &self.letters;
        let mark = |half: v128| {
            let stops = i8x16_lt(v128_xor(half, vector(&self.turned)), vector(&self.limit));
            let backslashes = u8x16_eq(half, vector(&self.backslash));
            let low = u8x16_swizzle(vector(by_low_half), v128_and(half, u8x16_splat(0x0f)));
            let high = u8x16_swizzle(vector(by_high_half), u8x16_shr(half, 4));
            let letters = u8x16_ne(v128_and(low, high), u8x16_splat(0));
            [stops, backslashes, letters].map(|bytes| u32::from(u8x16_bitmask(bytes)))
        };
        let (low, high) = halves(window);
        let ([a, b, c], [d, e, f]) = (mark(low), mark(high));
        Marks { stops: a | d << 16, backslashes: b | e << 16, letters: c | f << 16 }
    }

    #[cfg(not(target_feature = "simd128"))]
    pub(crate) fn marks(&self, window: &[u8; WINDOW]) -> Marks {
        let bits = |is_wanted: fn(u8) -> bool| {
            window.iter().rev().fold(0, |bits, byte| bits << 1 | u32::from(is_wanted(*byte)))
        };
        let letters = |byte| matches!(byte, b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't');
        Marks {
            stops: bits(|byte| byte == b'"' || byte < 0x20),
            backslashes: bits(|byte| byte == b'\\'),
            letters: bits(letters),
        }
    }

    /// One bit for each byte, the first lowest: the quotes, backslashes and control characters.
    #[cfg(target_feature = "simd128")]
    #[inline(always)]
    pub(crate) fn find(&self, window: &[u8; WINDOW]) -> u32 {
        use core::arch::wasm32::{i8x16_lt, u8x16_bitmask, u8x16_eq, v128, v128_or, v128_xor};
        let find = |half: v128| {
            // With these bits turned over, a quote comes directly behind the control characters, and they are the least
            // of all: one signed comparison, which processors have, finds them.
            let quotes_and_controls = i8x16_lt(v128_xor(half, vector(&self.turned)), vector(&self.limit));
            u32::from(u8x16_bitmask(v128_or(quotes_and_controls, u8x16_eq(half, vector(&self.backslash)))))
        };
        let (low, high) = halves(window);
        find(low) | find(high) << 16
    }

    /// Eight bytes in one word, the highest bit of a byte set where it is one of those wanted, then all those bits
    /// gathered.
    #[cfg(not(target_feature = "simd128"))]
    pub(crate) fn find(&self, window: &[u8; WINDOW]) -> u32 {
        const ONES: u64 = 0x0101_0101_0101_0101;
        const HIGH: u64 = 0x80 * ONES;
        const LOW: u64 = 0x7f * ONES;
        let repeat = |byte: u8| ONES.wrapping_mul(u64::from(byte));
        gather(window, |word| {
            // Bytes below 128 cannot borrow or carry; those above are taken out in the end.
            let is_zero = |word: u64| HIGH.wrapping_sub(word & LOW);
            let controls = repeat(0x20 | 0x80).wrapping_sub((word & LOW).wrapping_add(ONES));
            (is_zero(word ^ repeat(b'"')) | is_zero(word ^ repeat(b'\\')) | controls) & !word
        })
    }
}

/// One bit for each byte, the first lowest: those that are not ASCII.
#[cfg(target_feature = "simd128")]
#[inline(always)]
pub(crate) fn not_ascii(window: &[u8; WINDOW]) -> u32 {
    use core::arch::wasm32::u8x16_bitmask;
    let (low, high) = halves(window);
    u32::from(u8x16_bitmask(low)) | u32::from(u8x16_bitmask(high)) << 16
}

/// One bit for each byte, the first lowest: those that are not ASCII.
#[cfg(not(target_feature = "simd128"))]
pub(crate) fn not_ascii(window: &[u8; WINDOW]) -> u32 {
    gather(window, |word| word)
}

#[cfg(target_feature = "simd128")]
#[inline(always)]
fn halves(window: &[u8; WINDOW]) -> (core::arch::wasm32::v128, core::arch::wasm32::v128) {
    let (halves, _) = window.as_chunks::<16>();
    let half = |place: usize| halves.get(place).map_or(vector(&[0; 16]), vector);
    (half(0), half(1))
}

#[cfg(target_feature = "simd128")]
#[inline(always)]
fn vector(bytes: &[u8; 16]) -> core::arch::wasm32::v128 {
    let (words, _) = bytes.as_chunks::<8>();
    let word = |place: usize| words.get(place).map_or(0, |bytes| u64::from_le_bytes(*bytes));
    core::arch::wasm32::u64x2(word(0), word(1))
}

/// The highest bit of each byte, after eight of them have been through `look`.
#[cfg(not(target_feature = "simd128"))]
fn gather(window: &[u8; WINDOW], look: impl Fn(u64) -> u64) -> u32 {
    let (words, _) = window.as_chunks::<8>();
    words.iter().rev().fold(0, |bits, bytes| {
        let wanted = look(u64::from_le_bytes(*bytes)) >> 7 & 0x0101_0101_0101_0101;
        let gathered = wanted.wrapping_mul(0x0102_0408_1020_4080) >> 56;
        bits << 8 | u32::try_from(gathered).unwrap_or(0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts() {
        for length in 0..40 {
            let one = vec![b'a'; length];
            assert!(equal(&one, &one.clone()) && !equal(&one, &vec![b'a'; length + 1]));
            for place in 0..length {
                let mut other = one.clone();
                other[place] = b'b';
                assert!(!equal(&one, &other), "at {place} of {length}");
            }
        }
    }

    #[test]
    fn every_byte_at_every_place() {
        for length in 0..70 {
            for place in 0..length {
                for byte in 0..=u8::MAX {
                    let mut bytes = vec![b'a'; length];
                    bytes[place] = byte;
                    let is_special = byte == b'"' || byte == b'\\' || byte < 0x20;
                    let expected = if is_special { place } else { length };
                    assert_eq!(special(&bytes, 0), expected, "{byte:#x} at {place} of {length}");
                    assert_eq!(special(&bytes, place), expected);
                }
            }
        }
    }

    #[test]
    fn all_of_a_window() {
        let mut random = 1_u64;
        for _ in 0..10_000 {
            let window: [u8; WINDOW] = std::array::from_fn(|_| {
                random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                let byte = (random >> 56) as u8;
                [byte, byte & 0x3f, b'"', b'\\', 0x1f, 0x20][(random >> 40) as usize % 6]
            });
            let is_special = |byte: u8| byte == b'"' || byte == b'\\' || byte < 0x20;
            let expected =
                (0..).zip(window).filter(|(_, byte)| is_special(*byte)).fold(0, |bits, (place, _)| bits | 1 << place);
            assert_eq!(Needles::new().find(&window), expected, "{window:?}");
            let bits = |is: fn(u8) -> bool| {
                (0..).zip(window).fold(0, |bits, (place, byte)| bits | u32::from(is(byte)) << place)
            };
            let marks = Marks {
                stops: bits(|byte| byte == b'"' || byte < 0x20),
                backslashes: bits(|byte| byte == b'\\'),
                letters: bits(|byte| b"\"\\/bfnrt".contains(&byte)),
            };
            assert_eq!(Needles::new().marks(&window), marks, "{window:?}");
            let expected =
                (0..).zip(window).filter(|(_, byte)| !byte.is_ascii()).fold(0, |bits, (place, _)| bits | 1 << place);
            assert_eq!(not_ascii(&window), expected, "{window:?}");
        }
    }
}
