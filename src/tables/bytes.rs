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
}
