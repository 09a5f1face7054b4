//! Strings: found many bytes at a time, copied only when they have escapes.

use super::{SyntaxError, Text, scan};

/// Reads the string whose opening quote stands at `start`; gives it with the offset behind its closing quote.
pub(super) fn read(text: &str, start: usize) -> Result<(Text<'_>, usize), SyntaxError> {
    let bytes = text.as_bytes();
    let first = start.saturating_add(1);
    let plain = stop(bytes, first)?;
    if byte(bytes, plain) == Some(b'"') {
        let borrowed = text.get(first..plain).unwrap_or_default();
        return Ok((Text::Borrowed(borrowed), plain.saturating_add(1)));
    }
    let mut decoded = String::new();
    let mut from = first;
    let mut at = plain;
    loop {
        decoded.push_str(text.get(from..at).unwrap_or_default());
        if byte(bytes, at) == Some(b'"') {
            return Ok((Text::Owned(decoded), at.saturating_add(1)));
        }
        let (character, next) = escape(bytes, at)?;
        decoded.push(character);
        from = next;
        at = stop(bytes, from)?;
    }
}

/// The string that stands at `start`, if it has no escapes, with the offset behind its closing quote.
#[inline]
pub(super) fn plain(text: &str, start: usize) -> Option<(&str, usize)> {
    let bytes = text.as_bytes();
    if byte(bytes, start) != Some(b'"') {
        return None;
    }
    let first = start.wrapping_add(1);
    let end = scan::special(bytes, first);
    let is_whole = byte(bytes, end) == Some(b'"');
    text.get(first..end).filter(|_| is_whole).map(|plain| (plain, end.wrapping_add(1)))
}

/// Passes over a string; gives the offset behind its closing quote.
pub(crate) fn skip(bytes: &[u8], start: usize) -> Result<usize, SyntaxError> {
    let first = start.wrapping_add(1);
    let specials = scan::specials_at(bytes, first);
    let end = first.wrapping_add(scan::first(specials));
    if specials != 0 && byte(bytes, end) == Some(b'"') {
        return Ok(end.wrapping_add(1));
    }
    skip_long(bytes, first, specials)
}

/// Passes over the rest of a string, from an offset inside it whose window has these specials: a body of mail is long, and every line
/// of it ends in an escape.
fn skip_long(bytes: &[u8], from: usize, specials: u32) -> Result<usize, SyntaxError> {
    let (mut start, mut specials) = (from, specials);
    loop {
        let mut next = start.wrapping_add(scan::WINDOW);
        while specials != 0 {
            let place = scan::first(specials);
            let at = start.wrapping_add(place);
            match byte(bytes, at) {
                Some(b'"') => return Ok(at.wrapping_add(1)),
                Some(b'\\') => {}
                _ => return Err(SyntaxError { offset: at }),
            }
            let after = match byte(bytes, at.wrapping_add(1)) {
                Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => at.wrapping_add(2),
                _ => escape(bytes, at)?.1,
            };
            let passed = u32::try_from(after.saturating_sub(start)).unwrap_or(u32::MAX);
            specials &= u32::MAX.checked_shl(passed).unwrap_or(0);
            next = next.max(after);
        }
        start = next;
        specials = scan::specials_at(bytes, start);
    }
}

/// The offset of the first quote or backslash from `from` on; a control character before it is refused.
fn stop(bytes: &[u8], from: usize) -> Result<usize, SyntaxError> {
    let at = scan::special(bytes, from);
    match byte(bytes, at) {
        Some(b'"' | b'\\') => Ok(at),
        _ => Err(SyntaxError { offset: at }),
    }
}

/// The character of the escape whose backslash stands at `at`, with the offset behind the escape.
fn escape(bytes: &[u8], at: usize) -> Result<(char, usize), SyntaxError> {
    let letter = at.saturating_add(1);
    let after = letter.saturating_add(1);
    let character = match byte(bytes, letter) {
        Some(same @ (b'"' | b'\\' | b'/')) => char::from(same),
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => return unicode(bytes, at, after),
        _ => return Err(SyntaxError { offset: letter }),
    };
    Ok((character, after))
}

/// `\uXXXX`, or a pair of them that makes one character; `start` is the first backslash.
fn unicode(bytes: &[u8], start: usize, digits: usize) -> Result<(char, usize), SyntaxError> {
    let (first, after) = hexadecimal(bytes, digits)?;
    let lone = Err(SyntaxError { offset: start });
    if let Some(character) = char::from_u32(first) {
        return Ok((character, after));
    }
    if !(0xd800..=0xdbff).contains(&first) {
        return lone;
    }
    for (offset, expected) in (after..).zip(*b"\\u") {
        match byte(bytes, offset) {
            Some(found) if found == expected => {}
            Some(_) => return lone,
            // The text ends too early; more of it may come.
            None => return Err(SyntaxError { offset }),
        }
    }
    let (second, end) = hexadecimal(bytes, after.saturating_add(2))?;
    if !(0xdc00..=0xdfff).contains(&second) {
        return lone;
    }
    let high = first.wrapping_sub(0xd800) << 10;
    let low = second.wrapping_sub(0xdc00);
    match char::from_u32(0x10000_u32.wrapping_add(high | low)) {
        Some(character) => Ok((character, end)),
        None => lone,
    }
}

fn hexadecimal(bytes: &[u8], start: usize) -> Result<(u32, usize), SyntaxError> {
    let mut value = 0_u32;
    let mut at = start;
    for _ in 0..4 {
        let digit = byte(bytes, at).and_then(|byte| char::from(byte).to_digit(16));
        value = value << 4 | digit.ok_or(SyntaxError { offset: at })?;
        at = at.saturating_add(1);
    }
    Ok((value, at))
}

fn byte(bytes: &[u8], at: usize) -> Option<u8> {
    bytes.get(at).copied()
}
