//! The hot loops of reading: where a string stops being plain.

#[cfg(not(target_feature = "simd128"))]
pub(crate) use super::portable::{Needles, not_ascii};
#[cfg(target_feature = "simd128")]
pub(crate) use super::simd::{Needles, not_ascii};
pub(crate) use super::window::WINDOW;

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
#[inline]
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

#[cfg(test)]
mod tests {
    use super::super::window::Marks;
    use super::*;

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
            let found = Needles::new().marks(&window);
            assert_eq!((found.stops, found.backslashes), (marks.stops, marks.backslashes), "{window:?}");
            assert!(found.letters == marks.letters || marks.backslashes == 0, "{window:?}");
            let expected =
                (0..).zip(window).filter(|(_, byte)| !byte.is_ascii()).fold(0, |bits, (place, _)| bits | 1 << place);
            assert_eq!(not_ascii(&window), expected, "{window:?}");
        }
    }
}
