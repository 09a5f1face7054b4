//! Lists as numbers: what many rows have in common is kept once.

use super::hash_index::HashIndex;
use super::seed::Seed;
use std::collections::BinaryHeap;
use std::hash::Hash;

/// Distinct lists, numbered in the order of their first appearance.
#[derive(Clone, Debug)]
pub(crate) struct InternedLists<T> {
    seed: Seed,
    items: Vec<T>,
    /// Where each list ends in `items`.
    ends: Vec<usize>,
    index: HashIndex,
}

impl<T: Copy + Eq + Hash> InternedLists<T> {
    pub(crate) fn new(seed: &Seed) -> Self {
        Self { seed: seed.clone(), items: Vec::new(), ends: Vec::new(), index: HashIndex::default() }
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// How much is kept, in items and lists.
    pub(crate) fn size(&self) -> usize {
        self.items.len().saturating_add(self.ends.len())
    }

    pub(crate) fn list(&self, number: u32) -> &[T] {
        list(&self.items, &self.ends, number)
    }

    /// The number of a list, new or not.
    pub(crate) fn insert(&mut self, new: &[T]) -> u32 {
        let Self { seed, items, ends, index } = self;
        let hash = seed.hash(new);
        if let Some(number) = index.find(hash, |number| list(items, ends, number) == new) {
            return number;
        }
        let number = u32::try_from(ends.len()).unwrap_or(u32::MAX);
        make_room(items, new.len());
        items.extend_from_slice(new);
        make_room(ends, 1);
        ends.push(items.len());
        index.insert(hash, number, &|number| seed.hash(list(items, ends, number)));
        number
    }
}

impl<T> InternedLists<T> {
    /// Forgets the lists from this number on.
    pub(crate) fn truncate(&mut self, len: usize) {
        self.index.truncate(len);
        self.ends.truncate(len);
        self.items.truncate(self.ends.last().copied().unwrap_or(0));
    }
}

/// The canonical form of a list that is a set: ascending, each number once.
pub(crate) fn sorted_set(numbers: Vec<u32>) -> Vec<u32> {
    // A heap sorts with a tenth of the code that the standard sort has.
    let mut numbers = BinaryHeap::from(numbers).into_sorted_vec();
    numbers.dedup();
    numbers
}

/// Grows by a quarter where a `Vec` would double: of ten million threads some millions have a list here.
fn make_room<T>(items: &mut Vec<T>, more: usize) {
    if items.capacity().saturating_sub(items.len()) < more {
        items.reserve_exact(more.max(items.len() / 4));
    }
}

fn list<'l, T>(items: &'l [T], ends: &[usize], number: u32) -> &'l [T] {
    let index = usize::try_from(number).unwrap_or(usize::MAX);
    let start = index.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
    ends.get(index).and_then(|end| items.get(start..*end)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_lists_share_a_number() {
        let mut lists = InternedLists::new(&Seed::of(b"{}"));
        assert_eq!([lists.insert(&[1, 2]), lists.insert(&[]), lists.insert(&[1, 2]), lists.insert(&[2])], [0, 1, 0, 2]);
        assert_eq!((lists.list(0), lists.list(1), lists.list(2), lists.len()), (&[1, 2][..], &[][..], &[2][..], 3));
    }
}
