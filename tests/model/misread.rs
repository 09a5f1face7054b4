//! Step 5 of section 3: addresses in which a person may read another host than a machine does.

use super::domains::{address, domain, matches};
use unicode_general_category::{GeneralCategory as Category, get_general_category};

/// "if a person may read another host in it than a machine does"
pub fn may_be_misread(participant: &str, entries: &[&str]) -> bool {
    let host = participant.split_once('@').map_or("", |(_, host)| host);
    has_odd_sign(host) || is_literal_of_a_name(host) || names_an_entry_before_the_at(participant, entries)
}

/// "its domain as written has a sign beyond ASCII other than letters, digits, marks, joiners and full stops"
fn has_odd_sign(host: &str) -> bool {
    host.chars().filter(|sign| !sign.is_ascii()).any(|sign| {
        let is_joiner = ['\u{200c}', '\u{200d}'].contains(&sign);
        let is_full_stop = ['\u{3002}', '\u{ff0e}', '\u{ff61}'].contains(&sign);
        let is_hyphen = sign == '\u{ff0d}';
        !is_joiner && !is_full_stop && !is_hyphen && !is_letter_digit_or_mark(sign)
    })
}

fn is_letter_digit_or_mark(sign: char) -> bool {
    matches!(
        get_general_category(sign),
        Category::UppercaseLetter
            | Category::LowercaseLetter
            | Category::TitlecaseLetter
            | Category::ModifierLetter
            | Category::OtherLetter
            | Category::NonspacingMark
            | Category::SpacingMark
            | Category::EnclosingMark
            | Category::DecimalNumber
            | Category::LetterNumber
            | Category::OtherNumber
    )
}

/// "its literal has letters and no `:`"
fn is_literal_of_a_name(host: &str) -> bool {
    host.starts_with('[') && !host.contains(':') && host.chars().any(|sign| sign.is_ascii_alphabetic())
}

/// "an entry of two labels or more matches a piece of its local part, cut at every ASCII sign but `-`, `.` and `_`"
fn names_an_entry_before_the_at(participant: &str, entries: &[&str]) -> bool {
    let Some(address) = address(participant) else { return false };
    let local = address.split('@').next().unwrap_or_default();
    let is_border = |sign: char| sign.is_ascii() && !sign.is_ascii_alphanumeric() && !['-', '.', '_'].contains(&sign);
    let mut pieces = local.split(is_border).map(|piece| piece.trim_matches('.')).filter_map(domain);
    pieces.any(|piece| entries.iter().any(|entry| entry.contains('.') && matches(entry, &piece)))
}
