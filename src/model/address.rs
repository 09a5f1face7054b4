//! Mail addresses and domains, normalised so that equal ones are equal text
//! (docs/specification.md section 2, "Addresses and domains").

use std::borrow::Cow;

/// The URL Standard's "domain to ASCII" (not strict) for a domain that is not plain ASCII.
///
/// A function given from outside, because its Unicode tables weigh more than everything else in the wasm module:
/// there the host's `URL` knows them already. `None` where the standard says failure.
pub type DomainToAscii = fn(&str) -> Option<String>;

/// Bytes of a domain, and of one of its labels.
pub(crate) const DOMAIN_BYTES_MAX: usize = 253;
pub(crate) const LABEL_BYTES_MAX: usize = 63;
/// Bytes between the brackets of an address literal.
const LITERAL_BYTES_MAX: usize = 64;
/// Bytes of a domain before it is made ASCII: no host name comes near, and Punycode of more is (quadratic) work for nothing.
const UNICODE_BYTES_MAX: usize = 1024;

/// Normalises a domain; `None` if it is no host name.
pub(crate) fn domain(text: &str, to_ascii: DomainToAscii) -> Option<Cow<'_, str>> {
    let text = text.strip_suffix('.').unwrap_or(text);
    if is_domain(text, is_normal_label) {
        return Some(Cow::Borrowed(text));
    }
    if text.len() > UNICODE_BYTES_MAX || text.bytes().any(is_forbidden) {
        return None;
    }
    let ascii = if !text.is_ascii() || text.split('.').any(|label| punycode(label).is_some()) {
        to_ascii(text).filter(|ascii| is_valid_ascii(ascii, to_ascii))?
    } else {
        text.to_ascii_lowercase()
    };
    is_domain(&ascii, is_label).then_some(Cow::Owned(ascii))
}

/// Normalises an address; `None` if it is none: `local@domain`, or `local@[literal]`.
pub(crate) fn address(text: &str, to_ascii: DomainToAscii) -> Option<Cow<'_, str>> {
    let (local, host) = text.split_once('@')?;
    if local.is_empty() || !local.chars().all(is_local) {
        return None;
    }
    // A second `@` is part of no host.
    let normal = if is_literal(host) { lower_case(host) } else { domain(host, to_ascii)? };
    let is_normal = normal.len() == host.len() && matches!(normal, Cow::Borrowed(_));
    match lower_case(local) {
        Cow::Borrowed(_) if is_normal => Some(Cow::Borrowed(text)),
        local => Some(Cow::Owned(format!("{local}@{normal}"))),
    }
}

/// The domain of a normalised address, or its literal, which equals no domain.
pub(crate) fn domain_of(address: &str) -> &str {
    address.split_once('@').map_or("", |(_, host)| host)
}

/// A normalised address with its local part cut before the first `+`; `None` if it has none, or nothing before it.
pub(crate) fn without_subaddress(address: &str) -> Option<String> {
    let (local, host) = address.split_once('@')?;
    let (base, _) = local.split_once('+')?;
    (!base.is_empty()).then(|| format!("{base}@{host}"))
}

/// A text with its ASCII letters lower-cased, as local parts, literals and aliases are compared.
pub(crate) fn lower_case(text: &str) -> Cow<'_, str> {
    if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(text.to_ascii_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}

/// A domain and those above it, on label borders: `x.a.test`, `a.test`, `test`.
pub(crate) fn with_parents(domain: &str) -> impl Iterator<Item = &str> {
    let border = |domain: &&str| domain.bytes().position(|byte| byte == b'.');
    std::iter::successors(Some(domain), move |domain| domain.get(border(domain)?.saturating_add(1)..))
}

/// What the part before the `@` may have.
fn is_local(letter: char) -> bool {
    match letter {
        '(' | ')' | '<' | '>' | '[' | ']' | ':' | ';' | ',' | '\\' | '"' => false,
        '!'..='~' => true,
        _ => !letter.is_whitespace() && !letter.is_control(),
    }
}

/// An address literal, such as `[192.0.2.1]` or `[IPv6:2001:db8::1]`.
fn is_literal(host: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b':' | b'-');
    let inside = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    inside.is_some_and(|inside| (1..=LITERAL_BYTES_MAX).contains(&inside.len()) && inside.bytes().all(is_part))
}

/// One or more labels, each of which is right.
fn is_domain(text: &str, is_right: fn(&[u8]) -> bool) -> bool {
    text.len() <= DOMAIN_BYTES_MAX && text.as_bytes().split(|byte| *byte == b'.').all(is_right)
}

fn is_label(label: &[u8]) -> bool {
    let is_part = |byte: &u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_');
    (1..=LABEL_BYTES_MAX).contains(&label.len()) && label.iter().all(is_part)
}

/// A label with which nothing is to be done: not even looked into, as one in Punycode is.
fn is_normal_label(label: &[u8]) -> bool {
    is_label(label) && !label.starts_with(b"xn--")
}

/// The URL Standard's forbidden domain code points.
fn is_forbidden(byte: u8) -> bool {
    matches!(
        byte,
        0..=0x20 | 0x7f | b'#' | b'%' | b'/' | b':' | b'<' | b'>' | b'?' | b'@' | b'[' | b'\\' | b']' | b'^' | b'|'
    )
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

/// [`DomainToAscii`] of a host that brings none of its own, by the `idna` crate.
#[cfg(any(feature = "abi", not(target_arch = "wasm32")))]
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
        check_domain("test", Some("test"));
        check_domain("Localhost.", Some("localhost"));
        check_domain("bücher.test", Some("xn--bcher-kva.test"));
        check_domain("BÜCHER。test", Some("xn--bcher-kva.test"));
        check_domain("XN--BCHER-KVA.test", Some("xn--bcher-kva.test"));
        check_domain("１.２.３", Some("1.2.3"));
        for same in ["a--b._x.t-", "a-b.0", "192.0.2.1", "-", "_"] {
            check_domain(same, Some(same));
        }
        for bad in [
            "",
            ".",
            "..",
            ".test",
            "a..test",
            "a.test..",
            "a b.test",
            "a@b.test",
            "a!.test",
            "a'.test",
            "a+b.test",
            "a*.test",
            "xn--a.test",
            "xn--.test",
            "xn--0.test",
            "xn--abc-.test",
            "a。",
            "[192.0.2.1]",
        ] {
            check_domain(bad, None);
        }
    }

    #[test]
    fn domains_and_labels_are_short() {
        let label = "a".repeat(63);
        check_domain(&label, Some(&label));
        check_domain(&format!("{label}a"), None);
        check_domain(&format!("{}.", label.to_ascii_uppercase()), Some(&label));
        check_domain(&format!("{label}A"), None);
        let longest = format!("{label}.{label}.{label}.{}", "b".repeat(61));
        check_domain(&longest, Some(&longest));
        check_domain(&format!("{longest}."), Some(&longest));
        check_domain(&format!("{longest}b"), None);
        check_domain(&"ä".repeat(57), Some(&format!("xn--4c{}", "a".repeat(57))));
        check_domain(&"ä".repeat(58), None);
        check_domain(&format!("{}.test", "ä".repeat(600)), None);
    }

    #[test]
    fn addresses() {
        check_address("a@b.test", Some("a@b.test"));
        check_address("Ä.B@C.test", Some("Ä.b@c.test"));
        check_address("a@c.test.", Some("a@c.test"));
        check_address("A@[IPv6:2001:DB8::1]", Some("a@[ipv6:2001:db8::1]"));
        for same in [
            "root@localhost",
            "o'neil+x=y@a-b.c_d.test",
            "a@1.2",
            "a@-b.test-",
            "a--.b@c.test",
            "'a@b.test",
            "!#$%&*/?^`{|}~@a",
            "a@[192.0.2.1]",
        ] {
            check_address(same, Some(same));
        }
        for bad in [
            "",
            "a",
            "@b.test",
            "a@",
            "a@b@c.test",
            "Name <a@b.test>",
            "a b@c.test",
            "a,b@c.test",
            "a\u{a0}@c.test",
            "a\u{85}@c.test",
            "a@.b.test",
            "a@b..test",
            "a\u{7f}@b.test",
            "a@b/c.test",
            "a@b.test;",
            "a@b.test;c@d.test",
            "a@b.test'",
            "'a@b.test'",
            "\"a\"@b.test",
            "(a@b.test)",
            "a:b@c.test",
            "a\\b@c.test",
            "[a]@b.test",
            "a@[]",
            "a@[192.0.2.1",
            "a@192.0.2.1]",
            "a@[1_2]",
            "a@[[1]]",
            "a@[1].",
            "a@[1 2]",
        ] {
            check_address(bad, None);
        }
        let literal = |length| format!("a@[{}]", "1".repeat(length));
        check_address(&literal(64), Some(&literal(64)));
        check_address(&literal(65), None);
    }

    #[test]
    fn subaddresses() {
        for (address, base) in [
            ("ann+x@a.test", Some("ann@a.test")),
            ("ann+x+y@a.test", Some("ann@a.test")),
            ("ann+@a.test", Some("ann@a.test")),
            ("+x@a.test", None),
            ("ann@a.test", None),
        ] {
            assert_eq!(without_subaddress(address).as_deref(), base, "{address}");
        }
    }

    #[test]
    fn parents_on_label_borders() {
        assert_eq!(with_parents("x.a.test").collect::<Vec<_>>(), ["x.a.test", "a.test", "test"]);
    }
}
