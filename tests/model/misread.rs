//! Step 5 of section 3: addresses in which a person may read another host than a machine does.

use super::domains::{address, domain, matches};
use unicode_general_category::{GeneralCategory as Category, get_general_category};

/// "if a person may read another host in it than a machine does"
pub fn may_be_misread(participant: &str, entries: &[&str]) -> bool {
    let (local, host) = participant.split_once('@').unwrap_or_default();
    has_odd_sign(local, &[])
        || has_odd_sign(host, &['\u{200c}', '\u{200d}'])
        || has_encoded_word(local)
        || is_literal_of_a_name(host)
        || names_an_entry(participant, entries)
}

/// "it has a sign beyond ASCII other than letters, digits, marks and full stops, and joiners behind the `@`"
fn has_odd_sign(text: &str, joiners: &[char]) -> bool {
    text.chars().filter(|sign| !sign.is_ascii()).any(|sign| {
        let is_full_stop = ['\u{3002}', '\u{ff0e}', '\u{ff61}'].contains(&sign);
        let is_hyphen = sign == '\u{ff0d}';
        !joiners.contains(&sign) && !is_full_stop && !is_hyphen && !is_letter_digit_or_mark(sign)
    })
}

/// "its local part has `=?` and behind that `?=`"
fn has_encoded_word(local: &str) -> bool {
    local.find("=?").is_some_and(|start| local[start + 2..].contains("?="))
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

/// "its literal has a piece with letters, cut at every `:`, that is neither `IPv6` at its start nor a group of up to four
/// hexadecimal digits beside a `:`"
fn is_literal_of_a_name(host: &str) -> bool {
    let Some(inside) = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) else { return false };
    let pieces: Vec<&str> = inside.split(':').collect();
    let is_group = |piece: &str| pieces.len() > 1 && piece.len() <= 4 && piece.chars().all(|c| c.is_ascii_hexdigit());
    pieces.iter().enumerate().any(|(index, piece)| {
        let is_tag = index == 0 && pieces.len() > 1 && piece.to_lowercase() == "ipv6";
        piece.chars().any(|c| c.is_ascii_alphabetic()) && !is_tag && !is_group(piece)
    })
}

/// "an entry of two labels or more matches its domain or a piece of its local part, without full stops, `-` and `_` around
/// it"
fn names_an_entry(participant: &str, entries: &[&str]) -> bool {
    let Some(address) = address(participant) else { return false };
    let (local, host) = address.split_once('@').unwrap_or_default();
    let around = ['.', '-', '_', '\u{3002}', '\u{ff0e}', '\u{ff61}'];
    let mut hosts = pieces(local).into_iter().chain([host]).filter_map(|piece| domain(piece.trim_matches(around)));
    hosts.any(|host| entries.iter().any(|entry| entry.contains('.') && matches(entry, &host)))
}

/// "cut at every ASCII sign but `.`; or cut at every ASCII sign but `-`, `.` and `_`, and then whole, from behind each `-`
/// and `_` on, and without `40` at its start"
fn pieces(local: &str) -> Vec<&str> {
    let is_sign = |sign: char| sign.is_ascii() && !sign.is_ascii_alphanumeric() && sign != '.';
    let mut pieces: Vec<&str> = local.split(is_sign).collect();
    for whole in local.split(|sign| is_sign(sign) && !['-', '_'].contains(&sign)) {
        pieces.push(whole);
        pieces.extend(whole.match_indices(['-', '_']).map(|(place, _)| &whole[place + 1..]));
        pieces.extend(whole.strip_prefix("40"));
    }
    pieces
}
