//! Values as numbers: equal ones are kept once.

use super::hash_index::HashIndex;
use super::seed::Seed;
use std::hash::Hash;

/// Distinct values, numbered in the order of their first appearance.
#[derive(Clone, Debug)]
pub(crate) struct InternedValues<T> {
    seed: Seed,
    values: Vec<T>,
    index: HashIndex,
}

impl<T: Copy + Eq + Hash> InternedValues<T> {
    pub(crate) fn new(seed: &Seed) -> Self {
        Self { seed: seed.clone(), values: Vec::new(), index: HashIndex::default() }
    }

    pub(crate) fn len(&self) -> usize {
        self.values.len()
    }

    /// All of them, by number.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        self.values.iter()
    }

    pub(crate) fn get(&self, number: u32) -> Option<&T> {
        get(&self.values, number)
    }

    /// The number of a value, new or not.
    pub(crate) fn insert(&mut self, value: T) -> u32 {
        let Self { seed, values, index } = self;
        let hash = seed.hash(&value);
        if let Some(number) = index.find(hash, |number| get(values, number) == Some(&value)) {
            return number;
        }
        let number = u32::try_from(values.len()).unwrap_or(u32::MAX);
        values.push(value);
        index.insert(hash, number, &|number| get(values, number).map_or(0, |value| seed.hash(value)));
        number
    }

    /// Forgets the values from this number on.
    pub(crate) fn truncate(&mut self, len: usize) {
        self.index.truncate(len);
        self.values.truncate(len);
    }
}

fn get<T>(values: &[T], number: u32) -> Option<&T> {
    values.get(usize::try_from(number).unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_share_a_number() {
        let mut numbered = InternedValues::new(&Seed::of(b"{}"));
        assert_eq!(["a", "b", "a"].map(|value| numbered.insert(value)), [0, 1, 0]);
        numbered.truncate(1);
        assert_eq!((numbered.get(0), numbered.get(1), numbered.len()), (Some(&"a"), None, 1));
        assert_eq!([numbered.insert("c"), numbered.insert("b"), numbered.insert("a")], [1, 2, 0]);
    }
}
