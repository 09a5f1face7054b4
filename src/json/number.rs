//! Numbers, by their grammar alone: no rule reads a number's value.

/// The end of the number that begins at `start`, or the offset of the byte that no number has there.
pub(super) fn end(bytes: &[u8], start: usize) -> Result<usize, usize> {
    let mut at = start;
    if byte(bytes, at) == Some(b'-') {
        at = at.saturating_add(1);
    }
    at = match byte(bytes, at) {
        Some(b'0') => at.saturating_add(1),
        _ => digits(bytes, at)?,
    };
    if byte(bytes, at) == Some(b'.') {
        at = digits(bytes, at.saturating_add(1))?;
    }
    if let Some(b'e' | b'E') = byte(bytes, at) {
        at = at.saturating_add(1);
        if let Some(b'+' | b'-') = byte(bytes, at) {
            at = at.saturating_add(1);
        }
        at = digits(bytes, at)?;
    }
    Ok(at)
}

/// At least one digit.
fn digits(bytes: &[u8], start: usize) -> Result<usize, usize> {
    let count = bytes.get(start..).map_or(0, |rest| rest.iter().take_while(|byte| byte.is_ascii_digit()).count());
    if count == 0 { Err(start) } else { Ok(start.saturating_add(count)) }
}

fn byte(bytes: &[u8], at: usize) -> Option<u8> {
    bytes.get(at).copied()
}
