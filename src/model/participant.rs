//! Participants of threads: mostly addresses, but whatever stood in a letter is kept.

use super::address::{DOMAIN_BYTES_MAX, DomainToAscii, address};
use crate::tables::bytes::behind;
use std::borrow::Cow;

/// Bytes before the `@` (RFC 5321). Programs write more, but then in ASCII.
const LOCAL_BYTES_MAX: usize = 64;

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
        let (local, host) = self.text.split_once('@').unwrap_or_default();
        is_doubtful_local(local)
            || match host.strip_prefix('[') {
                Some(literal) => is_doubtful_literal(literal.trim_end_matches(']')),
                None => has_odd_sign(host),
            }
    }

    /// What else a person may read as a host. Gateways and lists write `kim=law.example@lists.example`,
    /// `kim%law.example@relay.example` and `law.example!kim@relay.example`, directories of guests
    /// `kim_law.example#EXT#@tenant.example`, whoever escapes an `@` `kim%40law.example@relay.example`, and whoever stresses
    /// it `_kim@law.example_`.
    pub(crate) fn other_hosts(&self) -> impl Iterator<Item = &str> {
        let (local, domain) = self.address.as_deref().and_then(|address| address.split_once('@')).unwrap_or_default();
        let is_border = |letter: char| letter.is_ascii_punctuation() && !matches!(letter, '.' | '-' | '_');
        // A host has joins too, so that only who knows it sees where it begins and ends.
        let is_inner = |letter: char| is_join(letter) || is_full_stop(letter);
        let ends = move |piece| std::iter::successors(Some(piece), move |end: &&str| Some(end.split_once(is_inner)?.1));
        let pieces = local.split(is_border).flat_map(move |piece| ends(piece).chain(piece.strip_prefix("40")));
        pieces
            .flat_map(|end| [Some(end), up_to_join(end)])
            .flatten()
            .chain([domain])
            .map(move |piece| piece.trim_matches(is_inner))
            .filter(|piece| piece.len() <= DOMAIN_BYTES_MAX && piece.contains(is_full_stop))
    }
}

/// The part before the first join behind a full stop.
fn up_to_join(text: &str) -> Option<&str> {
    let (_, behind) = text.split_once(is_full_stop)?;
    let (end, _) = behind.split_once(is_join)?;
    text.get(..text.len().checked_sub(behind.len())?.checked_add(end.len())?)
}

/// Joiners are not seen, though a host may need them; an encoded word is read as what it encodes. What is longer than a local
/// part may be, and may hold hosts beyond ASCII, is not searched for them.
fn is_doubtful_local(local: &str) -> bool {
    local.len() > LOCAL_BYTES_MAX
        && (!local.is_ascii() || behind(local.to_ascii_lowercase().as_bytes(), b"xn--").is_some())
        || behind(local.as_bytes(), b"=?").is_some_and(|word| behind(word, b"?=").is_some())
        || local.contains(['\u{200c}', '\u{200d}'])
        || has_odd_sign(local)
}

/// Other signs than a host has: what is like one for a person, is not seen, or turns the others round.
fn has_odd_sign(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(|letter| !letter.is_ascii() && !is_of_a_host(letter))
}

/// Hyphens and underscores: parts of a host, and what others put beside one.
fn is_join(letter: char) -> bool {
    matches!(letter, '-' | '_' | '\u{ff0d}')
}

/// Letters of a name, and none of an IPv6 address: those are four at most between two colons.
fn is_doubtful_literal(literal: &str) -> bool {
    let is_group = |group: &str| group.len() <= 4 && group.bytes().all(|byte| byte.is_ascii_hexdigit());
    let has_letters = |text: &str| text.bytes().any(|byte| byte.is_ascii_alphabetic());
    match literal.split_once(':') {
        None => has_letters(literal),
        Some((tag, rest)) => {
            let tag = Some(tag).filter(|tag| !tag.eq_ignore_ascii_case("ipv6"));
            tag.into_iter().chain(rest.split(':')).any(|group| has_letters(group) && !is_group(group))
        }
    }
}

fn is_full_stop(letter: char) -> bool {
    matches!(letter, '.' | '\u{3002}' | '\u{ff0e}' | '\u{ff61}')
}

/// Letters, digits and marks of all scripts, joiners, and what is a full stop to a host: no punctuation, no symbols.
fn is_of_a_host(letter: char) -> bool {
    let is_mark = matches!(letter, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{963}'
        | '\u{966}'..='\u{de6}' | '\u{e31}'..='\u{e4e}' | '\u{eb1}'..='\u{ece}' | '\u{f71}'..='\u{fbc}'
        | '\u{102b}'..='\u{103e}' | '\u{1712}'..='\u{1734}' | '\u{17b4}'..='\u{17d3}' | '\u{3099}' | '\u{309a}');
    // Letters and marks that are not seen, signs that stand among marks, and letters in circles and squares.
    let is_sign = matches!(letter, '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{3164}' | '\u{ffa0}'
        | '\u{970}' | '\u{9f2}' | '\u{9f3}' | '\u{9fa}' | '\u{9fb}' | '\u{9fd}' | '\u{a76}'
        | '\u{af0}' | '\u{af1}' | '\u{b70}' | '\u{bf3}'..='\u{bfa}' | '\u{c77}' | '\u{c7f}' | '\u{c84}' | '\u{d4f}' | '\u{d79}'
        | '\u{e3f}' | '\u{f85}' | '\u{24b6}'..='\u{24e9}' | '\u{1f130}'..='\u{1f189}');
    !is_sign && (letter.is_alphanumeric() || is_mark)
        || is_full_stop(letter)
        || matches!(letter, '\u{200c}' | '\u{200d}' | '\u{ff0d}')
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
            "kim@[ipv6:2001:DB8::192.0.2.1]",
            "kìm.例え@a--b.test",
            "=kim?=?@a_b.test",
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
            "kim@[x:law.example]",
            "kim@[IPv6:law.example]",
            "kim@[IPv6:bad.cafe]",
            "kim@[IPv6:face:abcde]",
            "kim＠law.example@relay.example",
            "kim😀@relay.example",
            "kim=ⓛaw.example@relay.example",
            "kim=law\u{3164}.example@relay.example",
            "kim=la\u{200d}w.example@relay.example",
            "\u{202e}elpmaxe.wal=mik@relay.example",
            "=?utf-8?Q?kim=40law.example?=@relay.example",
        ] {
            assert!(is_doubtful(text), "{text}");
        }
    }

    #[test]
    fn no_sign_is_taken_for_a_letter() {
        use unicode_general_category::{GeneralCategory as Category, get_general_category};
        for letter in ('\u{80}'..=char::MAX).filter(|letter| is_of_a_host(*letter)) {
            let category = get_general_category(letter);
            let is_sign = matches!(
                category,
                Category::ClosePunctuation
                    | Category::ConnectorPunctuation
                    | Category::Control
                    | Category::CurrencySymbol
                    | Category::FinalPunctuation
                    | Category::InitialPunctuation
                    | Category::LineSeparator
                    | Category::MathSymbol
                    | Category::ModifierSymbol
                    | Category::OpenPunctuation
                    | Category::OtherSymbol
                    | Category::ParagraphSeparator
                    | Category::SpaceSeparator
            );
            let is_named = matches!(letter, '\u{3002}' | '\u{ff0e}' | '\u{ff61}' | '\u{ff0d}');
            let is_other = matches!(category, Category::DashPunctuation | Category::OtherPunctuation) && !is_named;
            assert!(!is_sign && !is_other, "{letter} is {category:?}");
        }
    }

    #[test]
    fn hosts_that_a_person_may_read() {
        let hosts =
            |text| Participant::read(text, domain_to_ascii).other_hosts().map(str::to_owned).collect::<Vec<_>>();
        for (text, expected) in [
            ("kim=law.example@lists", &["law.example"][..]),
            ("law.example!kim@relay", &["law.example"]),
            ("kim%Law.Example@relay", &["law.example"]),
            ("law.example－kim@relay", &["law.example－kim", "law.example"]),
            ("kim=law。example。@relay", &["law。example"]),
            ("kim_my-law.example#EXT#@a", &["kim_my-law.example", "my-law.example", "law.example"]),
            ("my-law.example_x@a", &["my-law.example_x", "my-law.example", "law.example_x", "law.example"]),
            ("kim%40law.example@a", &["40law.example", "law.example"]),
            ("_kim@-law.example_", &["law.example"]),
            ("kim.jo+tag@a", &["kim.jo"]),
            ("kim@a", &[]),
        ] {
            assert_eq!(hosts(text), expected, "{text}");
        }
    }
}
