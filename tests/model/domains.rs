//! Addresses and domains (section 2).

/// "A domain is normalised as the URL Standard's "domain to ASCII" (not strict) does, after dropping one trailing dot,
/// and must then be one or more labels of 1 to 63 ASCII letters, digits, `-` and `_`, at most 253 bytes in all."
pub fn domain(text: &str) -> Option<String> {
    let ascii = domain_to_ascii(text.strip_suffix('.').unwrap_or(text))?;
    let is_good = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    let is_label = |label: &str| (1..=63).contains(&label.len()) && label.chars().all(is_good);
    (ascii.len() <= 253 && ascii.split('.').all(is_label)).then_some(ascii)
}

fn domain_to_ascii(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let is_plain = lower.is_ascii() && !lower.split('.').any(|label| label.starts_with("xn--"));
    if !is_plain {
        let deny = idna::AsciiDenyList::URL;
        let ascii = idna::domain_to_ascii_cow(text.as_bytes(), deny).ok()?;
        return Some(ascii.into_owned());
    }
    // For plain ASCII, says the URL Standard, this step comes to lower-casing.
    Some(lower)
}

/// The normalised address: "An address has exactly one `@`: before it a non-empty local part without white space,
/// control characters and `( ) < > [ ] : ; , \ "`, compared with ASCII letters lower-cased; behind it such a domain, or
/// an address literal".
pub fn address(text: &str) -> Option<String> {
    let [local, host] = text.split('@').collect::<Vec<_>>().try_into().ok()?;
    let is_refused = |c: char| c.is_whitespace() || c.is_control() || "()<>[]:;,\\\"".contains(c);
    if local.is_empty() || local.contains(is_refused) {
        return None;
    }
    let host = literal(host).or_else(|| domain(host))?;
    Some(format!("{}@{host}", local.to_ascii_lowercase()))
}

/// "an address literal (`[192.0.2.1]`, `[IPv6:2001:db8::1]`: in brackets 1 to 64 ASCII letters, digits, `.`, `:`, `-`),
/// which no domain entry matches"; "Literals are compared with ASCII letters lower-cased."
fn literal(host: &str) -> Option<String> {
    let inside = host.strip_prefix('[')?.strip_suffix(']')?;
    let is_good = |c: char| c.is_ascii_alphanumeric() || ".:-".contains(c);
    ((1..=64).contains(&inside.len()) && inside.chars().all(is_good)).then(|| host.to_ascii_lowercase())
}

/// The local part and the domain, or literal, of a normalised address.
pub fn parts(address: &str) -> (&str, &str) {
    address.split_once('@').unwrap()
}

/// The domain of a normalised address, or its literal in brackets.
pub fn domain_of(address: &str) -> &str {
    parts(address).1
}

/// "A domain entry matches itself and all its subdomains, on label borders". Both are normalised; a literal ends in a
/// bracket, so no entry matches it.
pub fn matches(entry: &str, domain: &str) -> bool {
    domain == entry || domain.ends_with(&format!(".{entry}"))
}
