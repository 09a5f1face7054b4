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

/// Whether two numbers, as they are written, are worth the same.
pub(crate) fn equal(one: &str, other: &str) -> bool {
    one == other || Decimal::of(one) == Decimal::of(other)
}

/// A number in the one form that is as short as it can be.
#[derive(PartialEq, Eq)]
struct Decimal {
    is_negative: bool,
    /// Neither the first nor the last is a zero. None: the number is zero.
    digits: Vec<u8>,
    /// That of the last digit.
    exponent: i64,
}

impl Decimal {
    /// Of a number that is right. What is out of all proportion counts as the greatest exponent.
    fn of(number: &str) -> Self {
        let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
        let (mantissa, is_negative) = mantissa.strip_prefix('-').map_or((mantissa, false), |rest| (rest, true));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let mut digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).skip_while(|digit| *digit == b'0').collect();
        let is_huge = if exponent.starts_with('-') { i64::MIN } else { i64::MAX };
        let mut exponent = exponent.parse().unwrap_or(is_huge);
        exponent = exponent.saturating_sub(i64::try_from(fraction.len()).unwrap_or(i64::MAX));
        while digits.pop_if(|digit| *digit == b'0').is_some() {
            exponent = exponent.saturating_add(1);
        }
        match digits.is_empty() {
            true => Self { is_negative: false, digits, exponent: 0 },
            false => Self { is_negative, digits, exponent },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_numbers() {
        for (one, other) in [("0", "-0.00e9"), ("10", "1e1"), ("1.50", "15e-1"), ("-100", "-0.1E+3"), ("1e2", "100")] {
            assert!(equal(one, other) && equal(other, one), "{one} {other}");
        }
        for (one, other) in
            [("1", "-1"), ("1", "10"), ("0.1", "1"), ("1e9", "1e8"), ("9007199254740993", "9007199254740992")]
        {
            assert!(!equal(one, other), "{one} {other}");
        }
    }
}
