//! Step 5 of section 3: addresses in which a person may read another host than a machine does.

use super::domains::{address, domain, matches};
use unicode_general_category::{GeneralCategory as Category, get_general_category};

/// "if a person may read another host in it than a machine does"
pub fn may_be_misread(participant: &str, entries: &[&str]) -> bool {
    let (local, host) = participant.split_once('@').unwrap_or_default();
    has_odd_sign(host)
        || has_unseen_sign(local)
        || has_encoded_word(local)
        || is_literal_of_a_name(host)
        || names_an_entry(participant, entries)
}

/// "its domain as written has a sign beyond ASCII other than letters, digits, marks, joiners and full stops"
fn has_odd_sign(host: &str) -> bool {
    host.chars().any(|sign| !sign.is_ascii() && !['\u{200c}', '\u{200d}'].contains(&sign) && !is_of_a_host(sign))
}

/// Letters, digits, marks, full stops, and the full-width hyphen.
fn is_of_a_host(sign: char) -> bool {
    ['\u{3002}', '\u{ff0e}', '\u{ff61}', '\u{ff0d}'].contains(&sign) || is_letter_digit_or_mark(sign)
}

/// "its local part has a sign that is not seen or turns others round (Cf, or Default_Ignorable_Code_Point)"
fn has_unseen_sign(local: &str) -> bool {
    const IGNORABLE: [std::ops::RangeInclusive<char>; 12] = [
        '\u{34f}'..='\u{34f}',
        '\u{115f}'..='\u{1160}',
        '\u{17b4}'..='\u{17b5}',
        '\u{180b}'..='\u{180f}',
        '\u{200b}'..='\u{200f}',
        '\u{202a}'..='\u{202e}',
        '\u{2060}'..='\u{206f}',
        '\u{3164}'..='\u{3164}',
        '\u{fe00}'..='\u{fe0f}',
        '\u{ffa0}'..='\u{ffa0}',
        '\u{fff0}'..='\u{fff8}',
        '\u{e0000}'..='\u{e0fff}',
    ];
    let is_ignorable = |sign: char| IGNORABLE.iter().any(|range| range.contains(&sign));
    local.chars().any(|sign| get_general_category(sign) == Category::Format || is_ignorable(sign))
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
    let around = ['.', '-', '_', '\u{ff0d}', '\u{3002}', '\u{ff0e}', '\u{ff61}'];
    let mut hosts = pieces(local).into_iter().chain([host]).filter_map(|piece| domain(piece.trim_matches(around)));
    hosts.any(|host| entries.iter().any(|entry| entry.contains('.') && matches(entry, &host)))
}

/// "cut at every sign that is no letter, digit, mark or full stop; or at those but `-` and `_`, and then whole, from behind
/// each `-` and `_` on, and without `40` at its start"
fn pieces(local: &str) -> Vec<&str> {
    let joins = ['-', '_', '\u{ff0d}'];
    let is_sign = |sign: char| match sign.is_ascii() {
        true => !sign.is_ascii_alphanumeric() && sign != '.',
        false => joins.contains(&sign) || !is_of_a_host(sign),
    };
    let mut pieces: Vec<&str> = local.split(is_sign).collect();
    for whole in local.split(|sign| is_sign(sign) && !joins.contains(&sign)) {
        pieces.push(whole);
        pieces.extend(whole.match_indices(joins).map(|(place, join)| &whole[place + join.len()..]));
        pieces.extend(whole.strip_prefix("40"));
    }
    pieces
}
