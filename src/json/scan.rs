//! The one hot loop of reading: where a string stops being plain.

/// The offset of the first quote, backslash or control character from `from` on, or the end of the bytes.
pub(super) fn special(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    let (blocks, tail) = rest.as_chunks::<WIDTH>();
    let mut at = from;
    for block in blocks {
        if let Some(found) = first_in_block(block) {
            return at.saturating_add(found);
        }
        at = at.saturating_add(WIDTH);
    }
    let in_tail = tail.iter().position(|byte| is_special(*byte)).unwrap_or(tail.len());
    at.saturating_add(in_tail)
}

/// Whether two texts are equal. Names and ids are short: eight bytes at a time, and no call to a general comparison,
/// which in wasm goes byte by byte.
pub(crate) fn equal(one: &[u8], other: &[u8]) -> bool {
    let (words, tail) = one.as_chunks::<8>();
    let (other_words, other_tail) = other.as_chunks::<8>();
    let word = |bytes: &[u8; 8]| u64::from_le_bytes(*bytes);
    one.len() == other.len()
        && words.iter().zip(other_words).all(|(one, other)| word(one) == word(other))
        && tail.iter().zip(other_tail).all(|(one, other)| one == other)
}

fn is_special(byte: u8) -> bool {
    byte == b'"' || byte == b'\\' || byte < 0x20
}

#[cfg(target_feature = "simd128")]
const WIDTH: usize = 16;

#[cfg(target_feature = "simd128")]
fn first_in_block(block: &[u8; WIDTH]) -> Option<usize> {
    use core::arch::wasm32::{u8x16_bitmask, u8x16_eq, u8x16_lt, u8x16_splat, u64x2, v128_or};
    let (low, high) = block.split_at(8);
    let word = |half: &[u8]| half.first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes));
    let block = u64x2(word(low), word(high));
    let quotes = u8x16_eq(block, u8x16_splat(b'"'));
    let backslashes = u8x16_eq(block, u8x16_splat(b'\\'));
    let controls = u8x16_lt(block, u8x16_splat(0x20));
    let found = u8x16_bitmask(v128_or(v128_or(quotes, backslashes), controls));
    (found != 0).then(|| usize::try_from(found.trailing_zeros()).unwrap_or(0))
}

#[cfg(not(target_feature = "simd128"))]
const WIDTH: usize = 8;

/// Eight bytes in one word: a byte is zero if borrowing from it reaches its highest bit, which is right up to the
/// first such byte, and that is the one wanted.
#[cfg(not(target_feature = "simd128"))]
fn first_in_block(block: &[u8; WIDTH]) -> Option<usize> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let word = u64::from_le_bytes(*block);
    let zero = |word: u64| word.wrapping_sub(ONES) & !word;
    let repeat = |byte: u8| ONES.wrapping_mul(u64::from(byte));
    let controls = word.wrapping_sub(repeat(0x20)) & !word;
    let found = (zero(word ^ repeat(b'"')) | zero(word ^ repeat(b'\\')) | controls) & repeat(0x80);
    (found != 0).then(|| usize::try_from(found.trailing_zeros() / 8).unwrap_or(0))
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
        for length in 0..40 {
            for place in 0..length {
                for byte in 0..=u8::MAX {
                    let mut bytes = vec![b'a'; length];
                    bytes[place] = byte;
                    let expected = if is_special(byte) { place } else { length };
                    assert_eq!(special(&bytes, 0), expected, "{byte:#x} at {place} of {length}");
                    assert_eq!(special(&bytes, place), expected);
                }
            }
        }
    }
}
