//! The ids of threads as numbers: a table of numbers only, because there may be ten million.

use super::hash_index::HashIndex;
use super::prefixed_texts::PrefixedTexts;
use super::seed::Seed;

/// Distinct ids, numbered in the order of their first appearance.
#[derive(Clone, Debug)]
pub(crate) struct CompactInterner {
    seed: Seed,
    texts: PrefixedTexts,
    index: HashIndex,
}

impl CompactInterner {
    pub(crate) fn new(seed: &Seed) -> Self {
        Self { seed: seed.clone(), texts: PrefixedTexts::default(), index: HashIndex::default() }
    }

    pub(crate) fn find(&self, wanted: &str) -> Option<u32> {
        let hash = self.seed.hash_text(wanted.as_bytes());
        self.index.find(hash, |number| self.texts.is(number, wanted.as_bytes()))
    }

    /// Numbers a new id; one that is there already keeps its number and is given as the error.
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

    /// Forgets an id; its number keeps it, and is never given again.
    pub(crate) fn remove(&mut self, gone: &str) -> Option<u32> {
        let Self { seed, texts, index } = self;
        index.remove(seed.hash_text(gone.as_bytes()), &|number| texts.is(number, gone.as_bytes()))
    }

    /// The id of a number in two parts; empty ones for a number never given.
    pub(crate) fn parts(&self, number: u32) -> (&str, &str) {
        self.texts.get(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_order_of_appearance() {
        let mut ids = CompactInterner::new(&Seed::of(b"{}"));
        assert_eq!(["anna", "bob", "anna"].map(|id| ids.insert(id)), [Ok(0), Ok(1), Err(0)]);
        assert_eq!((ids.find("bob"), ids.find("")), (Some(1), None));
        assert_eq!((ids.remove("anna"), ids.remove("anna"), ids.find("anna")), (Some(0), None, None));
        let text = |ids: &CompactInterner, number| <[&str; 2]>::from(ids.parts(number)).concat();
        assert_eq!((ids.insert("anna"), text(&ids, 0), text(&ids, 2)), (Ok(2), "anna".into(), "anna".into()));
        assert_eq!((text(&ids, 1), text(&ids, 3)), ("bob".into(), String::new()));
        (3..2_000).for_each(|number| assert_eq!(ids.insert(&number.to_string()), Ok(number)));
        (3..2_000).for_each(|number| assert_eq!(ids.find(&number.to_string()), Some(number)));
    }
}
