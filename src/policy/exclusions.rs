//! A list of domains whose mail is never shared, ready to be asked.

use crate::model::address::with_parents;
use crate::tables::interner::Interner;
use crate::tables::seed::Seed;

/// Excluded domains in list order, equal ones once.
#[derive(Debug)]
pub(crate) struct ExcludedDomains {
    entries: Interner,
    /// The signs of all entries. Few other domains get past it.
    signs: u64,
}

impl ExcludedDomains {
    pub(crate) fn new(seed: &Seed, domains: &[String]) -> Self {
        let mut entries = Interner::new(seed);
        let mut signs = 0;
        for domain in domains {
            // An entry that is there already keeps its place.
            let (Ok(_) | Err(_)) = entries.insert(domain);
            signs |= sign(domain);
        }
        Self { entries, signs }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.entries.len() == 0
    }

    /// The first entry, in list order, that matches a normalised domain, whose signs are given.
    pub(crate) fn first_match(&self, domain: &str, signs: u64) -> Option<u32> {
        if self.signs & signs == 0 {
            return None;
        }
        with_parents(domain).filter_map(|domain| self.entries.find(domain)).min()
    }

    /// Whether an entry of two labels or more, wherever it stands in the list, matches a normalised domain.
    pub(crate) fn has_match_of_two_labels(&self, domain: &str) -> bool {
        self.signs & signs(domain) != 0
            && with_parents(domain).any(|domain| domain.contains('.') && self.entries.find(domain).is_some())
    }

    pub(crate) fn entry(&self, number: u32) -> &str {
        self.entries.name(number)
    }
}

/// The signs of a domain and of those above it.
pub(crate) fn signs(domain: &str) -> u64 {
    with_parents(domain).fold(0, |signs, domain| signs | sign(domain))
}

/// One bit of 64, by the length and the first letter.
fn sign(domain: &str) -> u64 {
    let letter = domain.bytes().next().map_or(0, usize::from);
    1 << (domain.len().wrapping_add(letter.wrapping_mul(7)) % 64)
}
