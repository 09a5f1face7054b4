//! Strings: found eight bytes at a time, copied only when they have escapes.

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

/// The string whose opening quote stands at `start`, if it has no escapes, with the offset behind its closing quote.
pub(super) fn plain(text: &str, start: usize) -> Option<(&str, usize)> {
    let first = start.saturating_add(1);
    let end = scan::special(text.as_bytes(), first);
    let is_whole = byte(text.as_bytes(), end) == Some(b'"');
    text.get(first..end).filter(|_| is_whole).map(|plain| (plain, end.saturating_add(1)))
}

/// Passes over a string; gives the offset behind its closing quote.
pub(super) fn skip(text: &str, start: usize) -> Result<usize, SyntaxError> {
    let bytes = text.as_bytes();
    let mut at = stop(bytes, start.saturating_add(1))?;
    while byte(bytes, at) != Some(b'"') {
        let (_, next) = escape(bytes, at)?;
        at = stop(bytes, next)?;
    }
    Ok(at.saturating_add(1))
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
