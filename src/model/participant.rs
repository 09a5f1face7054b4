//! Participants of threads: mostly addresses, but whatever stood in a letter is kept.

use super::address::{DomainToAscii, address};
use std::borrow::Cow;

/// One participant.
#[derive(Debug)]
pub(crate) struct Participant<'t> {
    /// As written, which is how aliases are compared.
    pub(crate) text: &'t str,
    /// Normalised; `None` if it is no address.
    pub(crate) address: Option<Cow<'t, str>>,
}

impl<'t> Participant<'t> {
    pub(crate) fn read(text: &'t str, to_ascii: DomainToAscii) -> Self {
        Self { text, address: address(text, to_ascii) }
    }

    /// Whether a person may read another host than a machine does: `“kim@law.example”` with its quotation marks is an
    /// address of a host that ends in one of them, and `kim@[law.example]` is a literal of no host at all.
    pub(crate) fn is_doubtful(&self) -> bool {
        let host = self.text.split_once('@').map_or("", |(_, host)| host);
        match host.strip_prefix('[') {
            Some(literal) => !literal.contains(':') && literal.bytes().any(|byte| byte.is_ascii_alphabetic()),
            None => !host.is_ascii() && host.chars().any(|letter| !letter.is_ascii() && !is_of_a_host(letter)),
        }
    }

    /// What could be hosts in the part before the `@`: gateways and lists write `kim=law.example@lists.example`,
    /// `kim%law.example@relay.example` and `law.example!kim@relay.example`.
    pub(crate) fn hosts_before_at(&self) -> impl Iterator<Item = &str> {
        let local = self.address.as_deref().and_then(|address| address.split_once('@')).map_or("", |(local, _)| local);
        let is_border = |letter: char| letter.is_ascii() && !letter.is_ascii_alphanumeric() && !"-._".contains(letter);
        local.split(is_border).map(|piece| piece.trim_matches('.')).filter(|piece| piece.contains('.'))
    }
}

/// Letters, digits and marks of all scripts, joiners, and what is a full stop to a host: no punctuation, no symbols.
fn is_of_a_host(letter: char) -> bool {
    let is_mark = matches!(letter, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{963}'
        | '\u{966}'..='\u{de6}' | '\u{e31}'..='\u{e4e}' | '\u{eb1}'..='\u{ece}' | '\u{f71}'..='\u{fbc}'
        | '\u{102b}'..='\u{103e}' | '\u{1712}'..='\u{1734}' | '\u{17b4}'..='\u{17d3}' | '\u{3099}' | '\u{309a}');
    letter.is_alphanumeric()
        || is_mark
        || matches!(letter, '\u{200c}' | '\u{200d}' | '\u{3002}' | '\u{ff0e}' | '\u{ff61}' | '\u{ff0d}')
}

#[cfg(test)]
mod tests {
    use super::super::address::domain_to_ascii;
    use super::*;

    #[test]
    fn what_a_person_may_misread() {
        let is_doubtful = |text| Participant::read(text, domain_to_ascii).is_doubtful();
        for text in [
            "kim@law.example",
            "kim@bücher.test",
            "kim@例え.テスト",
            "kim@हिन्दी.भारत",
            "kim@[192.0.2.1]",
            "kim@[IPv6:2001:db8::a]",
        ] {
            assert!(!is_doubtful(text), "{text}");
        }
        for text in [
            "“kim@law.example”",
            "«kim@law.example»",
            "kim@law.example、",
            "kim@law.example—x",
            "kim@[law.example]",
            "kim@☃.test",
        ] {
            assert!(is_doubtful(text), "{text}");
        }
    }

    #[test]
    fn hosts_that_gateways_write_before_the_at() {
        let hosts =
            |text| Participant::read(text, domain_to_ascii).hosts_before_at().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(hosts("kim=law.example@lists.example"), ["law.example"]);
        assert_eq!(hosts("law.example!kim@relay.example"), ["law.example"]);
        assert_eq!(hosts("kim%Law.Example@relay.example"), ["law.example"]);
        assert_eq!(hosts("kim.jo+tag@law.example"), ["kim.jo"]);
        assert_eq!(hosts("kim@law.example"), Vec::<String>::new());
    }
}
