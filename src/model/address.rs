//! Mail addresses and domains, normalised so that equal ones are equal text
//! (docs/specification.md section 2, "Addresses and domains").

use super::usual_address::usual_domain;
use std::borrow::Cow;

/// The URL Standard's "domain to ASCII" (not strict) for a domain that is not plain ASCII.
///
/// A function given from outside, because its Unicode tables weigh more than everything else in the wasm module:
/// there the host's `URL` knows them already. `None` where the standard says failure.
pub type DomainToAscii = fn(&str) -> Option<String>;

/// No host name comes near this many bytes; longer text is not worth the (quadratic) work of Punycode.
const DOMAIN_BYTES_MAX: usize = 1024;

/// Normalises a domain; `None` if it is no host name of at least two labels.
pub(crate) fn domain(text: &str, to_ascii: DomainToAscii) -> Option<Cow<'_, str>> {
    if is_usual_domain(text.as_bytes()) {
        return Some(Cow::Borrowed(text));
    }
    let text = text.strip_suffix('.').unwrap_or(text);
    if text.len() > DOMAIN_BYTES_MAX || text.bytes().any(is_forbidden) {
        return None;
    }
    let ascii = if !text.is_ascii() || has_punycode(text) {
        Cow::Owned(to_ascii(text).filter(|ascii| is_valid_ascii(ascii, to_ascii))?)
    } else if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(text.to_ascii_lowercase())
    } else {
        Cow::Borrowed(text)
    };
    let has_two_labels = ascii.contains('.') && !ascii.split('.').any(str::is_empty);
    has_two_labels.then_some(ascii)
}

/// Normalises an address; `None` if it is not `local@domain`.
pub(crate) fn address(text: &str, to_ascii: DomainToAscii) -> Option<Cow<'_, str>> {
    if usual_domain(text).is_some() {
        return Some(Cow::Borrowed(text));
    }
    let (local, host) = text.rsplit_once('@')?;
    let is_forbidden_local =
        |letter: char| letter.is_whitespace() || letter.is_control() || matches!(letter, '<' | '>' | ',');
    if local.is_empty() || local.chars().any(is_forbidden_local) {
        return None;
    }
    let normal = domain(host, to_ascii)?;
    let is_normal = matches!(normal, Cow::Borrowed(same) if same.len() == host.len())
        && !local.bytes().any(|byte| byte.is_ascii_uppercase());
    Some(if is_normal { Cow::Borrowed(text) } else { Cow::Owned(format!("{}@{normal}", local.to_ascii_lowercase())) })
}

/// The domain of a normalised address.
pub(crate) fn domain_of(address: &str) -> &str {
    address.rsplit_once('@').map_or("", |(_, domain)| domain)
}

/// A domain and those above it, on label borders: `x.a.test`, `a.test`, `test`.
pub(crate) fn with_parents(domain: &str) -> impl Iterator<Item = &str> {
    let border = |domain: &&str| domain.bytes().position(|byte| byte == b'.');
    std::iter::successors(Some(domain), move |domain| domain.get(border(domain)?.saturating_add(1)..))
}

/// Labels of small letters, digits and single hyphens: nothing to make small, no Punycode.
fn is_usual_domain(host: &[u8]) -> bool {
    let mut dots = 0_usize;
    let mut last = b'.';
    for byte in host {
        let is_single = *byte != last;
        match byte {
            b'.' if is_single => dots = dots.saturating_add(1),
            b'-' if is_single => {}
            b'.' | b'-' => return false,
            _ if is_usual(*byte) => {}
            _ => return false,
        }
        last = *byte;
    }
    dots > 0 && last != b'.' && host.len() <= DOMAIN_BYTES_MAX
}

fn is_usual(byte: u8) -> bool {
    matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_')
}

/// The URL Standard's forbidden domain code points.
fn is_forbidden(byte: u8) -> bool {
    matches!(
        byte,
        0..=0x20 | 0x7f | b'#' | b'%' | b'/' | b':' | b'<' | b'>' | b'?' | b'@' | b'[' | b'\\' | b']' | b'^' | b'|'
    )
}

fn has_punycode(text: &str) -> bool {
    text.split('.').any(|label| punycode(label).is_some())
}

/// What follows `xn--` in a label.
fn punycode(label: &str) -> Option<&str> {
    let (start, rest) = label.split_at_checked(4)?;
    start.eq_ignore_ascii_case("xn--").then_some(rest)
}

/// Whether what a host made of a domain is what the standard means. Not every host looks into labels that are Punycode
/// already: decoded, they have to become the same again.
fn is_valid_ascii(ascii: &str, to_ascii: DomainToAscii) -> bool {
    if !ascii.is_ascii() || ascii.bytes().any(is_forbidden) {
        return false;
    }
    let decode = |label| match punycode(label) {
        Some(encoded) => idna::punycode::decode_to_string(encoded),
        None => Some(String::from(label)),
    };
    let labels: Option<Vec<String>> = ascii.split('.').map(decode).collect();
    labels.is_some_and(|labels| to_ascii(&labels.join(".")).as_deref() == Some(ascii))
}

/// [`DomainToAscii`] of a native host, by the `idna` crate.
#[cfg(not(target_arch = "wasm32"))]
#[must_use]
pub fn domain_to_ascii(domain: &str) -> Option<String> {
    idna::domain_to_ascii_cow(domain.as_bytes(), idna::AsciiDenyList::URL).ok().map(Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_domain(text: &str, expected: Option<&str>) {
        assert_eq!(domain(text, domain_to_ascii).as_deref(), expected, "{text}");
    }

    fn check_address(text: &str, expected: Option<&str>) {
        assert_eq!(address(text, domain_to_ascii).as_deref(), expected, "{text}");
    }

    #[test]
    fn domains() {
        check_domain("a.test", Some("a.test"));
        check_domain("A.Test.", Some("a.test"));
        check_domain("bücher.test", Some("xn--bcher-kva.test"));
        check_domain("BÜCHER。test", Some("xn--bcher-kva.test"));
        check_domain("XN--BCHER-KVA.test", Some("xn--bcher-kva.test"));
        check_domain("１.２.３", Some("1.2.3"));
        check_domain("a--b._x.t-", Some("a--b._x.t-"));
        check_domain("a-b.0", Some("a-b.0"));
        for bad in [
            "",
            ".",
            "test",
            "test.",
            ".test",
            "a..test",
            "a.test..",
            "a b.test",
            "a@b.test",
            "xn--a.test",
            "xn--.test",
            "xn--0.test",
            "xn--abc-.test",
            "a。",
        ] {
            check_domain(bad, None);
        }
        check_domain(&format!("{}.test", "ä".repeat(600)), None);
    }

    #[test]
    fn addresses() {
        check_address("a@b.test", Some("a@b.test"));
        check_address("Ä.B@C.test", Some("Ä.b@c.test"));
        check_address("a@b@c.test.", Some("a@b@c.test"));
        for same in ["a@b.test", "o'neil+x=y@a-b.c_d.test", "a@b@1.2", "a@-b.test-", "a--.b@c.test"] {
            check_address(same, Some(same));
        }
        for bad in [
            "",
            "a",
            "@b.test",
            "a@",
            "a@b",
            "Name <a@b.test>",
            "a b@c.test",
            "a,b@c.test",
            "a\u{a0}@c.test",
            "a@.b.test",
            "a@b..test",
            "a\u{7f}@b.test",
            "a@b/c.test",
        ] {
            check_address(bad, None);
        }
    }

    #[test]
    fn parents_on_label_borders() {
        assert_eq!(with_parents("x.a.test").collect::<Vec<_>>(), ["x.a.test", "a.test", "test"]);
    }
}
