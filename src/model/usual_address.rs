//! Addresses as nearly all are: normal already, which `super::address` would find out in many steps.
//!
//! Sixteen bytes are looked at together, and no branch depends on what single bytes are.

/// Of sixteen bytes, one bit each, the first lowest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Classes {
    /// What the part before the `@` may have and still be normal: small letters, digits, `_`, `-`, `.`, `'`, `+`, `=`, `@`.
    local: u16,
    /// The same for a domain: small letters, digits, `_`, `-`, `.`
    host: u16,
    ats: u16,
    dots: u16,
    hyphens: u16,
}

/// Of an address of at most [`LENGTH_MAX`] bytes.
#[derive(Clone, Copy, Debug, Default)]
struct Bits {
    local: u64,
    host: u64,
    ats: u64,
    dots: u64,
    hyphens: u64,
}

const CHUNK: usize = 16;
const LENGTH_MAX: usize = 64;

/// The domain of a usual address; `None` for others, which may be right as well.
pub(crate) fn usual_domain(address: &str) -> Option<&str> {
    let text = address.as_bytes();
    let bits = bits(text)?;
    let at = bits.ats.checked_ilog2()?;
    let length = u32::try_from(text.len()).ok()?;
    let before = below(at);
    let behind = below(length) & !below(at.wrapping_add(1));
    let (dots, hyphens) = (bits.dots & behind, bits.hyphens & behind);
    let edges = 2_u64.wrapping_shl(at) | below(length) & !below(length.wrapping_sub(1));
    let is_twice = (dots & dots << 1) | (hyphens & hyphens << 1);
    let wrong = before & !bits.local | behind & !bits.host | is_twice | dots & edges;
    let host = usize::try_from(at).ok()?.wrapping_add(1);
    address.get(host..).filter(|_| wrong == 0 && before != 0 && dots != 0)
}

/// All bits below this one.
fn below(bit: u32) -> u64 {
    1_u64.checked_shl(bit).unwrap_or(0).wrapping_sub(1)
}

/// The last bytes once more where the length is no multiple of a chunk.
fn bits(text: &[u8]) -> Option<Bits> {
    let mut bits = Bits::default();
    if text.len() > LENGTH_MAX {
        return None;
    }
    let Some(last) = text.last_chunk() else {
        let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) else { return None };
        // Both halves as one chunk, then moved to their places.
        let halves = [u64::from_le_bytes(*first), u64::from_le_bytes(*last)];
        let behind = text.len().wrapping_sub(CHUNK / 2);
        bits.add(classes(halves), |found| u64::from(found & 0xff) | u64::from(found >> 8) << behind);
        return Some(bits);
    };
    let (chunks, rest) = text.as_chunks();
    for (chunk, place) in chunks.iter().zip((0_u32..).step_by(CHUNK)) {
        bits.add(classes(halves(chunk)), |found| u64::from(found) << place);
    }
    if !rest.is_empty() {
        let behind = text.len().wrapping_sub(CHUNK);
        bits.add(classes(halves(last)), |found| u64::from(found) << behind);
    }
    Some(bits)
}

impl Bits {
    #[inline(always)]
    fn add(&mut self, found: Classes, place: impl Fn(u16) -> u64) {
        self.local |= place(found.local);
        self.host |= place(found.host);
        self.ats |= place(found.ats);
        self.dots |= place(found.dots);
        self.hyphens |= place(found.hyphens);
    }
}

fn halves(chunk: &[u8; CHUNK]) -> [u64; 2] {
    let whole = u128::from_le_bytes(*chunk);
    let half = |bits: u128| u64::try_from(bits & u128::from(u64::MAX)).unwrap_or(0);
    [half(whole), half(whole >> 64)]
}

#[cfg(target_feature = "simd128")]
fn classes([low, high]: [u64; 2]) -> Classes {
    use core::arch::wasm32::{
        u8x16, u8x16_bitmask, u8x16_eq, u8x16_ne, u8x16_shr, u8x16_splat, u8x16_swizzle, u64x2, v128_and,
    };
    let text = u64x2(low, high);
    // By the low and by the high half of a byte, one bit for each row of the code table in which such a byte counts:
    // both halves of one that counts have a bit in common. The bits of `HOST` are for those that a domain may have.
    const HOST: u8 = 0b0011_1011;
    let by_low = u8x16(
        0b0010_0110,
        0b0011_0010,
        0b0011_0010,
        0b0011_0010,
        0b0011_0010,
        0b0011_0010,
        0b0011_0010,
        0b0111_0010,
        0b0011_0010,
        0b0011_0010,
        0b0011_0000,
        0b0101_0000,
        0b0001_0000,
        0b1001_0001,
        0b0001_0001,
        0b0001_1000,
    );
    let by_high = u8x16(0, 0, 0b0100_0001, 0b1000_0010, 0b0100, 0b1000, 0b1_0000, 0b10_0000, 0, 0, 0, 0, 0, 0, 0, 0);
    let rows =
        v128_and(u8x16_swizzle(by_low, v128_and(text, u8x16_splat(0x0f))), u8x16_swizzle(by_high, u8x16_shr(text, 4)));
    let any = |found| u8x16_bitmask(u8x16_ne(found, u8x16_splat(0)));
    let is = |byte| u8x16_bitmask(u8x16_eq(text, u8x16_splat(byte)));
    Classes {
        local: any(rows),
        host: any(v128_and(rows, u8x16_splat(HOST))),
        ats: is(b'@'),
        dots: is(b'.'),
        hyphens: is(b'-'),
    }
}

#[cfg(not(target_feature = "simd128"))]
fn classes([low, high]: [u64; 2]) -> Classes {
    let text = u128::from(low) | u128::from(high) << 64;
    let is_host = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-' | b'.');
    let mut classes = Classes::default();
    for byte in text.to_le_bytes().into_iter().rev() {
        let is_local = is_host(byte) || matches!(byte, b'\'' | b'+' | b'=' | b'@');
        let Classes { local, host, ats, dots, hyphens } = &mut classes;
        let found = [is_local, is_host(byte), byte == b'@', byte == b'.', byte == b'-'];
        for (bits, is_there) in [local, host, ats, dots, hyphens].into_iter().zip(found) {
            *bits = *bits << 1 | u16::from(is_there);
        }
    }
    classes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::address::{address, domain_of, domain_to_ascii};

    /// What is usual is right, normal, and has the domain that the careful way finds.
    fn is_usual(text: &str) -> bool {
        let Some(domain) = usual_domain(text) else { return false };
        assert_eq!(address(text, domain_to_ascii).as_deref(), Some(text));
        assert_eq!(domain_of(text), domain);
        true
    }

    #[test]
    fn most_addresses_are_usual() {
        for usual in ["a@b.test", "o'neil+x=y@a-b.c_d.test", "a@b@1.23", "a@-b.test-", "a--.b@c.test"] {
            assert!(is_usual(usual), "{usual}");
        }
        for length in 8..=LENGTH_MAX {
            assert!(is_usual(&format!("{}@b.test", "a".repeat(length - 7))));
            assert!(
                is_usual(&format!("a@{}.b", "x-y.".repeat(16).get(..length - 4).unwrap_or_default()))
                    == (length % 4 != 0)
            );
        }
    }

    #[test]
    fn others_are_left_to_the_careful_way() {
        for unusual in
            ["a@b.test.", "a@xn--bcher-kva.test", "a@a--b.test", "A@b.test", "a@B.test", "ä@b.test", "a/b@c.test"]
        {
            assert!(!is_usual(unusual), "{unusual}");
        }
        for wrong in
            ["@bcd.test", "abcdefg@", "abcdef@b", "a b@c.test", "a@.b.test", "a@b..test", "abcdefgh", "a@b/c.test"]
        {
            assert!(!is_usual(wrong), "{wrong}");
        }
        assert!(!is_usual(&format!("{}@b.test", "a".repeat(LENGTH_MAX))));
    }

    #[test]
    fn every_byte_at_every_place() {
        for length in [8, 15, 16, 17, 33, LENGTH_MAX] {
            for at in 0..length {
                for byte in 0..=0x7f_u8 {
                    let mut text = format!("{}@b.test", "a".repeat(length.saturating_sub(7))).into_bytes();
                    text[at] = byte;
                    let text = String::from_utf8(text).unwrap();
                    let careful = address(&text, domain_to_ascii);
                    assert!(!is_usual(&text) || careful.as_deref() == Some(text.as_str()), "{text:?}");
                }
            }
        }
    }
}
