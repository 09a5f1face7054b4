//! Step 5 of section 3: addresses in which a person may read another host than a machine does.

use super::domains::{address, domain, matches};
use unicode_general_category::{GeneralCategory as Category, get_general_category};

/// "if a person may read another host in it than a machine does"
pub fn may_be_misread(participant: &str, entries: &[&str]) -> bool {
    let (local, host) = participant.split_once('@').unwrap_or_default();
    has_odd_sign(host)
        || has_odd_sign(local)
        || local.contains(JOINERS)
        || has_encoded_word(local)
        || is_too_long(local)
        || is_literal_of_a_name(host)
        || names_an_entry(participant, entries)
}

const JOINERS: [char; 2] = ['\u{200c}', '\u{200d}'];

/// "it has, as written, a sign beyond ASCII other than letters, digits and marks that are seen, full
/// stops, and, in its domain, joiners"
fn has_odd_sign(text: &str) -> bool {
    let full_stops_and_hyphen = ['\u{3002}', '\u{ff0e}', '\u{ff61}', '\u{ff0d}'];
    let unseen = ['\u{34f}', '\u{115f}', '\u{1160}', '\u{17b4}', '\u{17b5}', '\u{3164}', '\u{ffa0}'];
    text.chars().filter(|sign| !sign.is_ascii()).any(|sign| {
        let is_right =
            JOINERS.contains(&sign) || full_stops_and_hyphen.contains(&sign) || is_letter_digit_or_mark(sign);
        !is_right || unseen.contains(&sign)
    })
}

/// "is longer than 64 bytes and has a sign beyond ASCII or `xn--`"
fn is_too_long(local: &str) -> bool {
    local.len() > 64 && (!local.is_ascii() || local.to_lowercase().contains("xn--"))
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

/// "an entry of two labels or more matches its domain, or a piece of its local part, without full stops, `-` and `_` around
/// it"
fn names_an_entry(participant: &str, entries: &[&str]) -> bool {
    let Some(address) = address(participant) else { return false };
    let (local, host) = address.split_once('@').unwrap_or_default();
    let around = ['.', '-', '_', '\u{ff0d}', '\u{3002}', '\u{ff0e}', '\u{ff61}'];
    let mut hosts =
        pieces(local).into_iter().chain([host.to_owned()]).filter_map(|piece| domain(piece.trim_matches(around)));
    hosts.any(|host| entries.iter().any(|entry| entry.contains('.') && matches(entry, &host)))
}

/// "the local part is cut at every ASCII sign but `-`, `.` and `_`, and its pieces are taken whole, without `40` at their
/// start (an escaped `@`), and from behind each `-`, `_` and full stop on; and each of these up to the first `-` or `_` behind
/// a full stop, too"
fn pieces(local: &str) -> Vec<String> {
    let joins = ['-', '_', '\u{ff0d}'];
    let full_stops = ['.', '\u{3002}', '\u{ff0e}', '\u{ff61}'];
    let is_sign = |sign: char| sign.is_ascii() && !sign.is_ascii_alphanumeric() && !['-', '.', '_'].contains(&sign);
    let mut pieces = Vec::new();
    for whole in local.split(is_sign) {
        pieces.extend(whole.strip_prefix("40").map(str::to_owned));
        let signs: Vec<char> = whole.chars().collect();
        for start in 0..signs.len() {
            if start == 0 || joins.contains(&signs[start - 1]) || full_stops.contains(&signs[start - 1]) {
                pieces.push(signs[start..].iter().collect());
            }
        }
    }
    for piece in pieces.clone() {
        let stop = piece.chars().position(|sign| full_stops.contains(&sign));
        let join = |stop| piece.chars().skip(stop).position(|sign| joins.contains(&sign)).map(|place| stop + place);
        pieces.extend(stop.and_then(join).map(|end| piece.chars().take(end).collect()));
    }
    pieces
}
