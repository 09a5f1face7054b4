//! A list of domains whose mail is never shared, ready to be asked.

use super::names::{Names, Seed};
use crate::model::address::with_parents;

/// Excluded domains in list order, equal ones once.
#[derive(Debug)]
pub(crate) struct ExcludedDomains {
    entries: Names,
    /// Bit `n`: there is an entry of `n` bytes; the last bit stands for all that are longer. Few domains get past it.
    lengths: u64,
}

impl ExcludedDomains {
    pub(crate) fn new(seed: &Seed, domains: &[String]) -> Self {
        let mut entries = Names::new(seed);
        let mut lengths = 0;
        for domain in domains {
            // An entry that is there already keeps its place.
            let (Ok(_) | Err(_)) = entries.insert(domain);
            lengths |= length_bit(domain.len());
        }
        Self { entries, lengths }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.entries.len() == 0
    }

    /// The first entry, in list order, that matches a normalised domain.
    pub(crate) fn first_match(&self, domain: &str) -> Option<u32> {
        if self.lengths == 0 {
            return None;
        }
        let is_there = |domain: &&str| self.lengths & length_bit(domain.len()) != 0;
        with_parents(domain).filter(is_there).filter_map(|domain| self.entries.find(domain)).min()
    }

    pub(crate) fn entry(&self, number: u32) -> &str {
        self.entries.name(number)
    }
}

fn length_bit(bytes: usize) -> u64 {
    1 << bytes.min(63)
}
