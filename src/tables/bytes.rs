//! Short texts compared.

/// Whether two texts are equal. Names and ids are short: eight bytes at a time, the last eight once more, and no call to a
/// general comparison, which in wasm goes byte by byte.
#[inline]
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

/// What stands behind the first place where some bytes are; `None` if they are nowhere. The search of the standard library
/// brings six kilobytes of code along.
pub(crate) fn behind<'t>(text: &'t [u8], wanted: &[u8]) -> Option<&'t [u8]> {
    let place = text.windows(wanted.len()).position(|bytes| bytes == wanted)?;
    text.get(place.saturating_add(wanted.len())..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_behind() {
        let behind = |text: &'static str, wanted: &str| behind(text.as_bytes(), wanted.as_bytes());
        assert_eq!(behind("a=?b=?c", "=?"), Some(&b"b=?c"[..]));
        assert_eq!(
            (behind("ab", "ab"), behind("ab", "b"), behind("ab", "abc")),
            (Some(&b""[..]), Some(&b""[..]), None)
        );
        assert_eq!((behind("", "a"), behind("=a?", "=?")), (None, None));
    }

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
}
