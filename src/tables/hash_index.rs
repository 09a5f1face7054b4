//! The one table of numbers that names, values and lists are found by: compiled once for all of them.

use hashbrown::HashTable;

/// Numbers by the hash of what they stand for, which is kept elsewhere.
#[derive(Clone, Debug, Default)]
pub(crate) struct HashIndex {
    table: HashTable<u32>,
}

impl HashIndex {
    pub(crate) fn find(&self, hash: u64, is_it: impl Fn(u32) -> bool) -> Option<u32> {
        self.table.find(hash, |number| is_it(*number)).copied()
    }

    /// Adds a number that is not there.
    #[inline(never)]
    pub(crate) fn insert(&mut self, hash: u64, number: u32, hash_of: &dyn Fn(u32) -> u64) {
        self.table.insert_unique(hash, number, |number| hash_of(*number));
    }

    #[inline(never)]
    pub(crate) fn remove(&mut self, hash: u64, is_it: &dyn Fn(u32) -> bool) -> Option<u32> {
        self.table.find_entry(hash, |number| is_it(*number)).ok().map(|entry| entry.remove().0)
    }

    /// Forgets the numbers from this one on.
    #[inline(never)]
    pub(crate) fn truncate(&mut self, len: usize) {
        self.table.retain(|number| usize::try_from(*number).is_ok_and(|number| number < len));
    }
}
