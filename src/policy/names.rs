//! Ids as numbers: one table for each collection.

use crate::json::scan::equal;
use foldhash::SharedSeed;
use foldhash::fast::FoldHasher;
use hashbrown::HashTable;
use std::hash::{Hash, Hasher};

/// What makes hashes differ from one snapshot to the next, so that nobody can prepare ids that collide.
///
/// It is drawn from the snapshot itself, because the core has no other source; no answer depends on it.
#[derive(Clone, Debug)]
pub(crate) struct Seed {
    hasher: u64,
    shared: SharedSeed,
}

impl Seed {
    pub(crate) fn of(text: &[u8]) -> Self {
        let start = SharedSeed::from_u64(0x6d61_696c_7665_696c);
        let mut hasher = FoldHasher::with_seed(1, &start);
        hasher.write(text);
        let digest = hasher.finish();
        Self { hasher: digest, shared: SharedSeed::from_u64(digest.rotate_left(32)) }
    }

    /// Of a text by itself, which needs no end mark.
    fn hash_text(&self, text: &str) -> u64 {
        let mut hasher = FoldHasher::with_seed(self.hasher, &self.shared);
        hasher.write(text.as_bytes());
        hasher.finish()
    }

    pub(crate) fn hash<T: Hash + ?Sized>(&self, value: &T) -> u64 {
        let mut hasher = FoldHasher::with_seed(self.hasher, &self.shared);
        value.hash(&mut hasher);
        hasher.finish()
    }
}

/// Distinct texts, numbered in the order of their first appearance.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    seed: Seed,
    text: String,
    /// Where each name ends in `text`.
    ends: Vec<u32>,
    table: HashTable<u32>,
}

impl Names {
    pub(crate) fn new(seed: &Seed) -> Self {
        Self { seed: seed.clone(), text: String::new(), ends: Vec::new(), table: HashTable::new() }
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The name of a number; nothing for a number never given.
    pub(crate) fn name(&self, number: u32) -> &str {
        name(&self.text, &self.ends, number)
    }

    pub(crate) fn find(&self, wanted: &str) -> Option<u32> {
        let hash = self.seed.hash_text(wanted);
        self.table.find(hash, |number| equal(self.name(*number).as_bytes(), wanted.as_bytes())).copied()
    }

    /// Numbers a new name; one that is there already keeps its number and is given as the error.
    pub(crate) fn insert(&mut self, new: &str) -> Result<u32, u32> {
        let Self { seed, text, ends, table } = self;
        let hash = seed.hash_text(new);
        if let Some(number) = table.find(hash, |number| equal(name(text, ends, *number).as_bytes(), new.as_bytes())) {
            return Err(*number);
        }
        let number = u32::try_from(ends.len()).unwrap_or(u32::MAX);
        text.push_str(new);
        ends.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
        table.insert_unique(hash, number, |number| seed.hash_text(name(text, ends, *number)));
        Ok(number)
    }
}

impl Names {
    /// Forgets a name; its number keeps it, and is never given again.
    pub(crate) fn remove(&mut self, gone: &str) -> Option<u32> {
        let Self { seed, text, ends, table } = self;
        let entry = table.find_entry(seed.hash_text(gone), |number| name(text, ends, *number) == gone);
        entry.ok().map(|entry| entry.remove().0)
    }
}

fn name<'n>(text: &'n str, ends: &[u32], number: u32) -> &'n str {
    let index = usize::try_from(number).unwrap_or(usize::MAX);
    let start = index.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
    let offset = |end: u32| usize::try_from(end).unwrap_or(usize::MAX);
    ends.get(index).and_then(|end| text.get(offset(start)..offset(*end))).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_order_of_appearance() {
        let mut names = Names::new(&Seed::of(b"{}"));
        assert_eq!(names.insert("anna"), Ok(0));
        assert_eq!(names.insert("bob"), Ok(1));
        assert_eq!(names.insert("anna"), Err(0));
        assert_eq!((names.find("bob"), names.find("")), (Some(1), None));
        assert_eq!((names.remove("anna"), names.remove("anna"), names.find("anna")), (Some(0), None, None));
        assert_eq!((names.insert("anna"), names.name(0), names.name(2)), (Ok(2), "anna", "anna"));
        assert_eq!((names.name(1), names.name(3), names.len()), ("bob", "", 3));
    }
}
