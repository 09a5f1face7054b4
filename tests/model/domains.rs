//! Addresses and domains (SPEC section 2).

/// The normalised domain: "as the URL Standard's 'domain to ASCII' (not strict) does, after dropping one trailing dot,
/// and must then have at least two non-empty labels".
pub fn domain(text: &str) -> Option<String> {
    let text = text.strip_suffix('.').unwrap_or(text);
    let ascii = domain_to_ascii(text)?;
    let labels: Vec<&str> = ascii.split('.').collect();
    if labels.len() < 2 || labels.iter().any(|label| label.is_empty()) {
        return None;
    }
    Some(ascii)
}

fn domain_to_ascii(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let is_plain = lower.is_ascii() && !lower.split('.').any(|label| label.starts_with("xn--"));
    if !is_plain {
        let deny = idna::AsciiDenyList::URL;
        let ascii = idna::domain_to_ascii_cow(text.as_bytes(), deny).ok()?;
        return Some(ascii.into_owned());
    }
    // The URL Standard: for plain ASCII "this step is equivalent to ASCII lowercasing domain"; then the forbidden
    // domain code points.
    let is_forbidden = |c: char| c.is_ascii_control() || " #/:<>?@[\\]^|%".contains(c);
    (!lower.contains(is_forbidden)).then_some(lower)
}

/// The normalised address: "`local@domain`, split at the last `@`: a non-empty local part without white space, control
/// characters, `<`, `>` or `,`, compared with ASCII letters lower-cased, and such a domain".
pub fn address(text: &str) -> Option<String> {
    let (local, host) = text.rsplit_once('@')?;
    let is_refused = |c: char| c.is_whitespace() || c.is_control() || "<>,".contains(c);
    if local.is_empty() || local.contains(is_refused) {
        return None;
    }
    Some(format!("{}@{}", local.to_ascii_lowercase(), domain(host)?))
}

/// The domain of a normalised address.
pub fn domain_of(address: &str) -> &str {
    address.rsplit_once('@').unwrap().1
}

/// "A domain entry matches itself and all its subdomains, on label borders". Both are normalised.
pub fn matches(entry: &str, domain: &str) -> bool {
    domain == entry || domain.ends_with(&format!(".{entry}"))
}
