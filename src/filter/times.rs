//! Times as systems write them (docs/specification.md section 9, `time`).

use super::scalar::Scalar;
use crate::model::instant::Instant;
use std::num::NonZeroU64;

/// How a time is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum TimeForm {
    /// `2026-11-21T09:30:00+08:00`
    #[default]
    Rfc3339,
    /// `2026-11-21T09:30:00+0800`
    BasicOffset,
    /// `2026-11-21 09:30:00`
    SqlUtc,
    /// `1795224600` or `"1795224600.5"`
    EpochSeconds,
    /// `1795224600000`
    EpochMilliseconds,
}

/// Where to round what is finer than a nanosecond, so that no comparison changes: the earliest message down, the latest
/// up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rounding {
    Down,
    Up,
}

/// The second with which the year 2100 begins, in UTC.
const YEAR_2100: u64 = 4_102_444_800;

const BILLION: u64 = 1_000_000_000;
const SECONDS: NonZeroU64 = NonZeroU64::MIN;
const MILLISECONDS: NonZeroU64 = NonZeroU64::MIN.saturating_add(999);

impl TimeForm {
    pub(super) const WORDS: &[(&str, Self)] = &[
        ("rfc3339", Self::Rfc3339),
        ("basic-offset", Self::BasicOffset),
        ("sql-utc", Self::SqlUtc),
        ("epoch-s", Self::EpochSeconds),
        ("epoch-ms", Self::EpochMilliseconds),
    ];

    /// The moment that a value says; `None` for what is not of this form.
    pub(super) fn read(self, value: &Scalar<'_>, rounding: Rounding) -> Option<Instant> {
        match (self, value) {
            (Self::Rfc3339, Scalar::Text(text)) => Instant::parse(text),
            (Self::BasicOffset, Scalar::Text(text)) => basic_offset(text),
            (Self::SqlUtc, Scalar::Text(text)) => sql_utc(text),
            (Self::EpochSeconds, Scalar::Number(text) | Scalar::Text(text)) => epoch(text, SECONDS, rounding),
            (Self::EpochMilliseconds, Scalar::Number(text) | Scalar::Text(text)) => epoch(text, MILLISECONDS, rounding),
            (Self::Rfc3339 | Self::BasicOffset | Self::SqlUtc, Scalar::Boolean(_) | Scalar::Number(_))
            | (Self::EpochSeconds | Self::EpochMilliseconds, Scalar::Boolean(_)) => None,
        }
    }
}

fn basic_offset(text: &str) -> Option<Instant> {
    if text.ends_with('Z') {
        return Instant::parse(text);
    }
    let (start, offset) = text.split_at_checked(text.len().checked_sub(5)?)?;
    let digits = offset.strip_prefix(['+', '-'])?;
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes) = offset.split_at_checked(3)?;
    Instant::parse(&format!("{start}{hours}:{minutes}"))
}

fn sql_utc(text: &str) -> Option<Instant> {
    let (date, time) = text.split_once(' ')?;
    Instant::parse(&format!("{date}T{time}Z"))
}

/// Digits, with up to nine more behind a point: parts of a second, of which `parts` make one.
fn epoch(text: &str, parts: NonZeroU64, rounding: Rounding) -> Option<Instant> {
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let fraction = fraction.map_or(Some(0), nine_digits)?;
    let whole = number(whole)?;
    if whole == 0 && fraction == 0 || whole / parts >= YEAR_2100 {
        return None;
    }
    let nanoseconds_of_part = BILLION / parts;
    // In billionths of a nanosecond at most: a part has no more than a billion nanoseconds.
    let finer = fraction.checked_mul(nanoseconds_of_part)?;
    let rest = if rounding == Rounding::Up { finer.div_ceil(BILLION) } else { finer / BILLION };
    let nanoseconds = (whole % parts).checked_mul(nanoseconds_of_part)?.checked_add(rest)?;
    Instant::from_epoch(whole / parts, nanoseconds)
}

fn nine_digits(digits: &str) -> Option<u64> {
    let missing = 9_usize.checked_sub(digits.len())?;
    number(digits)?.checked_mul(10_u64.checked_pow(u32::try_from(missing).ok()?)?)
}

/// One digit or more; nothing for what is too great.
fn number(digits: &str) -> Option<u64> {
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(form: TimeForm, value: &Scalar<'_>, rounding: Rounding) -> Option<Instant> {
        form.read(value, rounding)
    }

    /// Forms that texts have: what is read, and what RFC 3339 has for it.
    fn check(form: TimeForm, text: &str, expected: Option<&str>) {
        let found = read(form, &Scalar::Text(text.into()), Rounding::Down);
        assert_eq!(found, expected.map(|text| Instant::parse(text).unwrap()), "{form:?} {text}");
        let number = read(form, &Scalar::Number(text.into()), Rounding::Down);
        let takes_numbers = matches!(form, TimeForm::EpochSeconds | TimeForm::EpochMilliseconds);
        assert_eq!(number, found.filter(|_| takes_numbers), "{form:?} {text} as a number");
        assert_eq!(read(form, &Scalar::Boolean(true), Rounding::Down), None);
    }

    #[test]
    fn texts() {
        check(TimeForm::Rfc3339, "2026-01-01T09:00:00+08:00", Some("2026-01-01T01:00:00Z"));
        check(TimeForm::Rfc3339, "2026-01-01T09:00:00+0800", None);
        check(TimeForm::BasicOffset, "2026-01-01T09:00:00.5+0800", Some("2026-01-01T01:00:00.5Z"));
        check(TimeForm::BasicOffset, "2026-01-01T09:00:00Z", Some("2026-01-01T09:00:00Z"));
        for text in
            ["2026-01-01T09:00:00+08:00", "2026-01-01T09:00:00+800", "+0800", "", "é0800", "2026-01-01T09:00:00"]
        {
            check(TimeForm::BasicOffset, text, None);
        }
        check(TimeForm::SqlUtc, "2026-01-01 09:00:00.123456789", Some("2026-01-01T09:00:00.123456789Z"));
        for text in ["2026-01-01T09:00:00", "2026-01-01 09:00:00Z", "2026-01-01 09:00", "0000-00-00 00:00:00", ""] {
            check(TimeForm::SqlUtc, text, None);
        }
    }

    #[test]
    fn epochs() {
        check(TimeForm::EpochSeconds, "1767258000", Some("2026-01-01T09:00:00Z"));
        check(TimeForm::EpochSeconds, "1767258000.123456789", Some("2026-01-01T09:00:00.123456789Z"));
        check(TimeForm::EpochMilliseconds, "1767258000001.25", Some("2026-01-01T09:00:00.00125Z"));
        check(TimeForm::EpochSeconds, "4102444799.999999999", Some("2099-12-31T23:59:59.999999999Z"));
        check(TimeForm::EpochMilliseconds, "1", Some("1970-01-01T00:00:00.001Z"));
        check(TimeForm::EpochSeconds, "00000000000000000000001", Some("1970-01-01T00:00:01Z"));
        for text in
            ["0", "0.000", "-1", "4102444800", "1e9", "1.", ".5", "1.1234567890", "", "1_0", "99999999999999999999"]
        {
            check(TimeForm::EpochSeconds, text, None);
        }
        check(TimeForm::EpochMilliseconds, "4102444800000", None);
    }

    #[test]
    fn finer_than_a_nanosecond() {
        let read = |text: &str, rounding| read(TimeForm::EpochMilliseconds, &Scalar::Text(text.into()), rounding);
        let nanoseconds = |count: &str| Instant::parse(&format!("1970-01-01T00:00:00.{count:0>9}Z"));
        assert_eq!(read("1.000001001", Rounding::Down), nanoseconds("1000001"));
        assert_eq!(read("1.000001001", Rounding::Up), nanoseconds("1000002"));
        assert_eq!(read("1.000001000", Rounding::Up), nanoseconds("1000001"));
        assert_eq!(read("999.999999999", Rounding::Up), Instant::parse("1970-01-01T00:00:01Z"));
    }
}
