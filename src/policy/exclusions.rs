//! A list of domains whose mail is never shared, ready to be asked.

use super::names::{Names, Seed};
use crate::model::address::with_parents;

/// Excluded domains in list order, equal ones once.
#[derive(Debug)]
pub(crate) struct ExcludedDomains {
    entries: Names,
}

impl ExcludedDomains {
    pub(crate) fn new(seed: &Seed, domains: &[String]) -> Self {
        let mut entries = Names::new(seed);
        for domain in domains {
            // An entry that is there already keeps its place.
            let (Ok(_) | Err(_)) = entries.insert(domain);
        }
        Self { entries }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.entries.len() == 0
    }

    /// The first entry, in list order, that matches a normalised domain.
    pub(crate) fn first_match(&self, domain: &str) -> Option<u32> {
        with_parents(domain).filter_map(|domain| self.entries.find(domain)).min()
    }

    pub(crate) fn entry(&self, number: u32) -> &str {
        self.entries.name(number)
    }
}
