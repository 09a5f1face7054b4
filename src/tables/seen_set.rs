//! What has been seen already, where order does not matter.

use super::seed::Seed;
use hashbrown::HashTable;
use std::hash::Hash;

/// A set whose hashes nobody can foresee.
#[derive(Debug)]
pub(crate) struct SeenSet<T> {
    seed: Seed,
    /// The first one; many sets get no other, and then need no table.
    first: Option<T>,
    table: HashTable<T>,
}

impl<T: Eq + Hash> SeenSet<T> {
    pub(crate) fn new(seed: &Seed) -> Self {
        Self { seed: seed.clone(), first: None, table: HashTable::new() }
    }

    /// False if it was there.
    pub(crate) fn insert(&mut self, value: T) -> bool {
        let Self { seed, first, table } = self;
        let Some(first) = first else {
            *first = Some(value);
            return true;
        };
        if *first == value {
            return false;
        }
        let hash = seed.hash(&value);
        if table.find(hash, |known| *known == value).is_some() {
            return false;
        }
        table.insert_unique(hash, value, |known| seed.hash(known));
        true
    }
}

/// Drops what is equal to something before it.
pub(crate) fn keep_first<T: Copy + Eq + Hash>(list: &mut Vec<T>, seed: &Seed) {
    if list.len() > 16 {
        let mut seen = SeenSet::new(seed);
        list.retain(|value| seen.insert(*value));
        return;
    }
    let mut kept = 0_usize;
    while let Some(value) = list.get(kept).copied() {
        if list.iter().take(kept).any(|earlier| *earlier == value) {
            list.remove(kept);
        } else {
            kept = kept.saturating_add(1);
        }
    }
}
