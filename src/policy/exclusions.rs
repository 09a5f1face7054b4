//! A list of domains whose mail is never shared, ready to be asked.

use crate::model::address::{DOMAIN_BYTES_MAX, LABEL_BYTES_MAX, with_parents};
use crate::tables::interner::Interner;
use crate::tables::seed::Seed;

/// Excluded domains in list order.
#[derive(Clone, Debug)]
pub(crate) struct ExcludedDomains {
    /// Equal ones once.
    entries: Interner,
    /// As they stand in the document, but normalised.
    listed: Vec<String>,
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
            signs |= sign(domain.len(), domain.bytes().next().unwrap_or_default());
        }
        Self { entries, listed: domains.to_vec(), signs }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.entries.len() == 0
    }

    /// Whether some entry may match what has these signs.
    pub(crate) fn may_match(&self, signs: u64) -> bool {
        self.signs & signs != 0
    }

    /// The first entry, in list order, that matches a normalised domain, whose signs are given.
    pub(crate) fn first_match(&self, domain: &str, signs: u64) -> Option<u32> {
        self.matches(domain, signs).min()
    }

    /// Every entry that matches a normalised domain, whose signs are given.
    pub(crate) fn matches(&self, domain: &str, signs: u64) -> impl Iterator<Item = u32> {
        let domains = self.may_match(signs).then(|| with_parents(domain)).into_iter().flatten();
        domains.filter_map(|domain| self.entries.find(domain))
    }

    /// Whether an entry of two labels or more, wherever it stands in the list, matches a normalised domain.
    pub(crate) fn has_match_of_two_labels(&self, domain: &str) -> bool {
        self.signs & signs(domain) != 0
            && with_parents(domain).any(|domain| domain.contains('.') && self.entries.find(domain).is_some())
    }

    /// How many differ.
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// The number of an entry.
    pub(crate) fn find(&self, domain: &str) -> Option<u32> {
        self.entries.find(domain)
    }

    /// As they stand in the document, but normalised: equal ones too.
    pub(crate) fn listed(&self) -> &[String] {
        &self.listed
    }

    /// All of them, in list order, equal ones once.
    pub(crate) fn entries(&self) -> impl Iterator<Item = &str> {
        (0..).map(|number| self.entries.name(number)).take(self.entries.len())
    }

    pub(crate) fn entry(&self, number: u32) -> &str {
        self.entries.name(number)
    }
}

/// The signs of a domain and of those above it.
pub(crate) fn signs(domain: &str) -> u64 {
    with_parents(domain).fold(0, |signs, domain| signs | sign(domain.len(), domain.bytes().next().unwrap_or_default()))
}

/// The signs of all that an entry could match in an address of small letters, digits, dots, and `-` and `_` between them,
/// which needs no other look: those of its domain, and of what stands before the `@`. `None` for what is not as plain.
pub(crate) fn signs_of_plain(address: &str) -> Option<u64> {
    let at = address.bytes().position(|byte| byte == b'@')?;
    let (local, rest) = address.as_bytes().split_at_checked(at)?;
    let (_, host) = rest.split_first()?;
    // Behind a join, or an escaped `@`, a host may begin.
    let may_have_more = local.contains(&b'.') && (local.iter().any(is_join) || local.starts_with(b"40"));
    if may_have_more { None } else { Some(signs_of_labels(local)? | signs_of_labels(host)?) }
}

fn is_join(byte: &u8) -> bool {
    matches!(byte, b'-' | b'_')
}

fn signs_of_labels(text: &[u8]) -> Option<u64> {
    let mut signs = 0;
    let mut length = 0_usize;
    let mut last = b'.';
    for (place, byte) in text.iter().enumerate() {
        match byte {
            b'a'..=b'z' | b'0'..=b'9' if length == 0 => {
                let rest = text.get(place..)?;
                if rest.starts_with(b"xn--") {
                    return None;
                }
                signs |= sign(rest.len(), *byte);
                length = 1;
            }
            b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' if length > 0 => length = length.wrapping_add(1),
            b'.' if (1..=LABEL_BYTES_MAX).contains(&length) && !is_join(&last) => length = 0,
            _ => return None,
        }
        last = *byte;
    }
    let is_right = (1..=LABEL_BYTES_MAX).contains(&length) && !is_join(&last) && text.len() <= DOMAIN_BYTES_MAX;
    is_right.then_some(signs)
}

/// One bit of 64, by the length of a domain and its first letter.
fn sign(length: usize, letter: u8) -> u64 {
    1 << (length.wrapping_add(usize::from(letter).wrapping_mul(7)) % 64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_addresses() {
        for (address, local, host) in
            [("m.meyer@x.a.test", "m.meyer", "x.a.test"), ("a_1-b@c", "a_1-b", "c"), ("40@a-b.test", "40", "a-b.test")]
        {
            assert_eq!(signs_of_plain(address), Some(signs(local) | signs(host)), "{address}");
        }
        let long = format!("a@{}.test", "b".repeat(64));
        for other in [
            "",
            "a",
            "@a.test",
            "a@",
            "a@b@c.test",
            "a+b@c.test",
            "A@b.test",
            "a@b.Test",
            "a.@b.test",
            "a@.b.test",
            "a@b..test",
            "a@b.test.",
            "a@xn--bcher-kva.test",
            "ä@b.test",
            "a@[192.0.2.1]",
            "a%b@c.test",
            "kim_law.example@a.test",
            "law.example-kim@a.test",
            "40law.example@a.test",
            "a@-b.test",
            "a@b_.test",
            "a@b.test-",
            "_a@b.test",
            &long,
        ] {
            assert_eq!(signs_of_plain(other), None, "{other}");
        }
    }
}
