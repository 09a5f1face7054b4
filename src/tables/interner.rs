//! Names as numbers: one table for each collection but that of threads, which are too many for it.

use super::bytes::equal;
use super::seed::Seed;
use hashbrown::HashTable;

/// Distinct texts, numbered in the order of their first appearance.
#[derive(Clone, Debug)]
pub(crate) struct Interner {
    seed: Seed,
    text: String,
    /// Where each ends in `text`.
    ends: Vec<u32>,
    table: HashTable<Slot>,
}

/// A name in the table, with so much of it that most are told apart without a look at the texts, which lie far away.
#[derive(Clone, Copy, Debug)]
struct Slot {
    key: Key,
    number: u32,
}

/// The length and the bytes of a text: all of a short one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Key {
    length: u32,
    words: [u64; 3],
}

impl Key {
    /// Texts up to here have keys that differ.
    const WHOLE: usize = 24;

    #[inline(always)]
    fn of(text: &[u8]) -> Self {
        let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
        let word = |bytes: &[u8; 8]| u64::from_le_bytes(*bytes);
        let words = match (text.first_chunk(), text.last_chunk()) {
            (Some(first), Some(last)) => {
                let second = text.get(8..).and_then(|rest| rest.first_chunk()).unwrap_or(last);
                [word(first), word(second), word(last)]
            }
            _ => [text.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)), 0, 0],
        };
        Self { length, words }
    }
}

impl Interner {
    pub(crate) fn new(seed: &Seed) -> Self {
        Self { seed: seed.clone(), text: String::new(), ends: Vec::new(), table: HashTable::new() }
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn find(&self, wanted: &str) -> Option<u32> {
        self.find_bytes(wanted.as_bytes())
    }

    /// The number of the name with these bytes.
    pub(crate) fn find_bytes(&self, wanted: &[u8]) -> Option<u32> {
        self.find_hashed(self.seed.hash_text(wanted), wanted)
    }

    #[inline(always)]
    fn find_hashed(&self, hash: u64, wanted: &[u8]) -> Option<u32> {
        let key = Key::of(wanted);
        let is_it = |slot: &Slot| {
            slot.key == key && (wanted.len() <= Key::WHOLE || equal(self.name(slot.number).as_bytes(), wanted))
        };
        self.table.find(hash, is_it).map(|slot| slot.number)
    }

    /// Numbers a new name; one that is there already keeps its number and is given as the error.
    #[inline(never)]
    pub(crate) fn insert(&mut self, new: &str) -> Result<u32, u32> {
        let hash = self.seed.hash_text(new.as_bytes());
        if let Some(number) = self.find_hashed(hash, new.as_bytes()) {
            return Err(number);
        }
        let number = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        let Self { seed, text, ends, table } = self;
        text.push_str(new);
        ends.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
        let slot = Slot { key: Key::of(new.as_bytes()), number };
        table.insert_unique(hash, slot, |slot| seed.hash_text(name(text, ends, slot.number).as_bytes()));
        Ok(number)
    }

    /// Forgets the names from this number on.
    pub(crate) fn truncate(&mut self, len: usize) {
        for number in (0..self.len()).skip(len).filter_map(|number| u32::try_from(number).ok()) {
            let hash = self.seed.hash_text(self.name(number).as_bytes());
            if let Ok(slot) = self.table.find_entry(hash, |slot| slot.number == number) {
                slot.remove();
            }
        }
        self.ends.truncate(len);
        let end = self.ends.last().copied().unwrap_or(0);
        self.text.truncate(usize::try_from(end).unwrap_or(usize::MAX));
    }

    /// The name of a number; nothing for a number never given.
    pub(crate) fn name(&self, number: u32) -> &str {
        name(&self.text, &self.ends, number)
    }
}

fn name<'t>(text: &'t str, ends: &[u32], number: u32) -> &'t str {
    let index = usize::try_from(number).unwrap_or(usize::MAX);
    let start = index.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
    let end = ends.get(index).copied().unwrap_or(0);
    let offset = |end: u32| usize::try_from(end).unwrap_or(usize::MAX);
    text.get(offset(start)..offset(end)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_order_of_appearance() {
        let mut names = Interner::new(&Seed::of(b"{}"));
        assert_eq!(names.insert("anna"), Ok(0));
        assert_eq!(names.insert("bob"), Ok(1));
        assert_eq!(names.insert("anna"), Err(0));
        assert_eq!((names.find("bob"), names.find("")), (Some(1), None));
        assert_eq!((names.name(1), names.name(2), names.len()), ("bob", "", 2));
        (2..2_000).for_each(|number| assert_eq!(names.insert(&number.to_string()), Ok(number)));
        (2..2_000).for_each(|number| assert_eq!(names.find(&number.to_string()), Some(number)));
        names.truncate(1_000);
        assert_eq!((names.len(), names.find("999"), names.find("1000")), (1_000, Some(999), None));
        assert_eq!((names.insert("1001"), names.insert("1001")), (Ok(1_000), Err(1_000)));
        assert_eq!(names.name(1_000), "1001");
    }

    #[test]
    fn texts_of_every_length_that_differ_in_one_byte_are_two() {
        let mut names = Interner::new(&Seed::of(b"{}"));
        let mut texts = vec![String::new()];
        for length in 1..40 {
            texts.extend((0..=length).map(|place| (0..length).map(|at| if at == place { 'b' } else { 'a' }).collect()));
        }
        for (text, number) in texts.iter().zip(0..) {
            assert_eq!(names.insert(text), Ok(number), "{text}");
        }
        for (text, number) in texts.iter().zip(0..) {
            assert_eq!((names.find(text), names.name(number)), (Some(number), text.as_str()));
            assert_eq!(names.find(&format!("{text}\0")), None);
        }
    }

    #[test]
    fn keys_tell_all_short_texts_apart() {
        for length in 0..Key::WHOLE {
            let text = vec![b'a'; length];
            for place in 0..length {
                let mut other = text.clone();
                other[place] = b'b';
                assert_ne!(Key::of(&text), Key::of(&other), "at {place} of {length}");
            }
        }
    }
}
