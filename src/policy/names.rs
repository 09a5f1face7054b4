//! Ids as numbers: one table for each collection.

use super::index::Index;
use super::texts::{Grouped, Plain, Texts};
use foldhash::SharedSeed;
use foldhash::fast::FoldHasher;
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
    fn hash_text(&self, text: &[u8]) -> u64 {
        let mut hasher = FoldHasher::with_seed(self.hasher, &self.shared);
        hasher.write(text);
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
pub(crate) struct Names<T = Plain> {
    seed: Seed,
    texts: T,
    index: Index,
}

impl<T: Texts> Names<T> {
    pub(crate) fn new(seed: &Seed) -> Self {
        Self { seed: seed.clone(), texts: T::default(), index: Index::default() }
    }

    pub(crate) fn len(&self) -> usize {
        self.texts.len()
    }

    pub(crate) fn find(&self, wanted: &str) -> Option<u32> {
        self.find_bytes(wanted.as_bytes())
    }

    /// The same for the bytes of a text.
    pub(crate) fn find_bytes(&self, wanted: &[u8]) -> Option<u32> {
        let hash = self.seed.hash_text(wanted);
        self.index.find(hash, |number| self.texts.is(number, wanted))
    }

    /// Numbers a new name; one that is there already keeps its number and is given as the error.
    pub(crate) fn insert(&mut self, new: &str) -> Result<u32, u32> {
        let Self { seed, texts, index } = self;
        let hash = seed.hash_text(new.as_bytes());
        if let Some(number) = index.find(hash, |number| texts.is(number, new.as_bytes())) {
            return Err(number);
        }
        let number = u32::try_from(texts.len()).unwrap_or(u32::MAX);
        texts.push(new);
        index.insert(hash, number, &|number| texts.with(number, |text| seed.hash_text(text)));
        Ok(number)
    }

    /// Forgets a name; its number keeps it, and is never given again.
    pub(crate) fn remove(&mut self, gone: &str) -> Option<u32> {
        let Self { seed, texts, index } = self;
        index.remove(seed.hash_text(gone.as_bytes()), &|number| texts.is(number, gone.as_bytes()))
    }
}

impl Names {
    /// The name of a number; nothing for a number never given.
    pub(crate) fn name(&self, number: u32) -> &str {
        self.texts.get(number)
    }
}

impl Names<Grouped> {
    /// The name of a number in two parts; empty ones for a number never given.
    pub(crate) fn parts(&self, number: u32) -> (&str, &str) {
        self.texts.get(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check<T: Texts>(name: impl Fn(&Names<T>, u32) -> String) {
        let mut names = Names::<T>::new(&Seed::of(b"{}"));
        assert_eq!(names.insert("anna"), Ok(0));
        assert_eq!(names.insert("bob"), Ok(1));
        assert_eq!(names.insert("anna"), Err(0));
        assert_eq!((names.find("bob"), names.find("")), (Some(1), None));
        assert_eq!((names.remove("anna"), names.remove("anna"), names.find("anna")), (Some(0), None, None));
        assert_eq!((names.insert("anna"), name(&names, 0), name(&names, 2)), (Ok(2), "anna".into(), "anna".into()));
        assert_eq!((name(&names, 1), name(&names, 3), names.len()), ("bob".into(), String::new(), 3));
        (3..2_000).for_each(|number| assert_eq!(names.insert(&number.to_string()), Ok(number)));
        (3..2_000).for_each(|number| assert_eq!(names.find(&number.to_string()), Some(number)));
    }

    #[test]
    fn numbers_in_order_of_appearance() {
        check::<Plain>(|names, number| names.name(number).to_owned());
        check::<Grouped>(|names, number| {
            let (start, end) = names.parts(number);
            [start, end].concat()
        });
    }
}
