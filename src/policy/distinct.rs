//! What has been seen already, where order does not matter.

use super::names::Seed;
use hashbrown::HashTable;
use std::hash::Hash;

/// A set whose hashes nobody can foresee.
#[derive(Debug)]
pub(crate) struct Distinct<T> {
    seed: Seed,
    table: HashTable<T>,
}

impl<T: Eq + Hash> Distinct<T> {
    pub(crate) fn new(seed: &Seed) -> Self {
        Self { seed: seed.clone(), table: HashTable::new() }
    }

    /// False if it was there.
    pub(crate) fn insert(&mut self, value: T) -> bool {
        let Self { seed, table } = self;
        let hash = seed.hash(&value);
        if table.find(hash, |known| *known == value).is_some() {
            return false;
        }
        table.insert_unique(hash, value, |known| seed.hash(known));
        true
    }
}
