//! Instants: RFC 3339 with an offset, to the nanosecond (docs/specification.md section 2, "Times").

use super::calendar::{date, days_in_month, days_since_1970};
use std::fmt;

/// A moment, whatever offset it was written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant {
    /// Seconds since 1970-01-01T00:00:00Z.
    seconds: i64,
    nanoseconds: u32,
}

const DAY: i64 = 86_400;

impl Instant {
    /// Later than every other.
    pub(crate) const LATEST: Self = Self { seconds: i64::MAX, nanoseconds: u32::MAX };

    /// Reads `2026-11-21T09:30:00.5+08:00`: upper-case `T` and `Z`, seconds 00 to 59, at most 9 fraction digits.
    ///
    /// ```
    /// use mailveil::Instant;
    ///
    /// assert_eq!(Instant::parse("2026-11-21T09:30:00+08:00"), Instant::parse("2026-11-21T01:30:00.000Z"));
    /// assert_eq!(Instant::parse("2026-11-21 09:30:00"), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (start, rest) = text.as_bytes().split_first_chunk()?;
        let Written { year, month, day, hour, minute, second } = Written::read(start)?;
        let mut at = Digits { bytes: rest };
        let nanoseconds = at.fraction()?;
        let offset = at.offset()?;
        let valid = (1..=12).contains(&month)
            && (1..=days_in_month(year, month)).contains(&day)
            && hour <= 23
            && minute <= 59
            && second <= 59
            && at.bytes.is_empty();
        let time = i64::from(hour.wrapping_mul(3600).wrapping_add(minute.wrapping_mul(60)).wrapping_add(second));
        let seconds = days_since_1970(year, month, day).checked_mul(DAY)?.checked_add(time)?.checked_sub(offset)?;
        valid.then_some(Self { seconds, nanoseconds })
    }

    /// A time in milliseconds since 1970, as JavaScript has it; `None` outside the years 0 to 9999, which are all that text
    /// can say.
    ///
    /// ```
    /// use mailveil::Instant;
    ///
    /// assert_eq!(Instant::from_milliseconds(1_500), Instant::parse("1970-01-01T00:00:01.5Z"));
    /// assert_eq!(Instant::from_milliseconds(i64::MAX), None);
    /// ```
    #[must_use]
    pub fn from_milliseconds(milliseconds: i64) -> Option<Self> {
        let seconds = milliseconds.div_euclid(1_000);
        let fraction = u32::try_from(milliseconds.rem_euclid(1_000)).ok()?;
        Some(Self { seconds, nanoseconds: fraction.wrapping_mul(1_000_000) }).filter(Self::has_text)
    }

    /// Seconds since 1970 and nanoseconds, for tables that keep them apart.
    pub(crate) const fn parts(self) -> (i64, u32) {
        (self.seconds, self.nanoseconds)
    }

    /// From what [`Self::parts`] gave.
    pub(crate) const fn from_parts(seconds: i64, nanoseconds: u32) -> Self {
        Self { seconds, nanoseconds }
    }

    /// Whether it can be written in UTC: in the years 0 to 9999. At their ends, another offset can say a little more.
    pub(crate) fn has_text(&self) -> bool {
        (-62_167_219_200..=253_402_300_799).contains(&self.seconds)
    }

    /// RFC 3339, which [`Self::parse`] reads back: in UTC but where no year of four digits is there, at either end.
    pub(crate) fn to_rfc3339(self) -> String {
        /// The largest offset: 23:59.
        const OFFSET: i64 = DAY - 60;
        let (shift, offset) = match self.seconds {
            _ if self.has_text() => return self.to_string(),
            seconds if seconds < 0 => (OFFSET, "+23:59"),
            _ => (-OFFSET, "-23:59"),
        };
        let local = Self { seconds: self.seconds.saturating_add(shift), ..self }.to_string();
        local.trim_end_matches('Z').to_owned() + offset
    }

    /// So many seconds after 1970 began, and so many nanoseconds more.
    pub(crate) fn from_epoch(seconds: u64, nanoseconds: u64) -> Option<Self> {
        let seconds = seconds.checked_add(nanoseconds / 1_000_000_000)?;
        let nanoseconds = u32::try_from(nanoseconds % 1_000_000_000).ok()?;
        Some(Self { seconds: i64::try_from(seconds).ok()?, nanoseconds })
    }

    /// How long the instant is that the bytes begin with, if it is said as most are: in UTC, in seconds or milliseconds.
    /// What is not said so, or is on some last day of a month, has to be read.
    #[inline(always)]
    pub(crate) fn usual_length(bytes: &[u8; 24]) -> Option<usize> {
        let (start, end) = bytes.split_first_chunk()?;
        let Written { month, day, hour, minute, second, .. } = Written::read(start)?;
        let is_day = matches!(day, 1..=28) || matches!(day, 29..=30) && month != 2;
        if !matches!(month, 1..=12) || !is_day || hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        match end {
            [b'Z', ..] => Some(20),
            [b'.', b'0'..=b'9', b'0'..=b'9', b'0'..=b'9', b'Z'] => Some(24),
            _ => None,
        }
    }

    /// The moment so many times 24 hours later.
    pub(crate) fn plus_days(self, days: u32) -> Self {
        Self { seconds: self.seconds.saturating_add(DAY.saturating_mul(i64::from(days))), ..self }
    }
}

/// RFC 3339 in UTC, with as many fraction digits as it needs. A year that has not four digits there has six and a sign, as
/// in ISO 8601.
impl fmt::Display for Instant {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = date(self.seconds.div_euclid(DAY));
        let second = self.seconds.rem_euclid(DAY);
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        if (0..=9999).contains(&year) {
            write!(out, "{year:04}")?;
        } else {
            write!(out, "{year:+07}")?;
        }
        write!(out, "-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")?;
        if self.nanoseconds != 0 {
            let fraction = format!("{:09}", self.nanoseconds);
            write!(out, ".{}", fraction.trim_end_matches('0'))?;
        }
        out.write_str("Z")
    }
}

/// The numbers of a date and a time, whatever they are.
struct Written {
    year: u32,
    month: u32,
    day: u32,
    hour: u32,
    minute: u32,
    second: u32,
}

impl Written {
    /// `2026-11-21T09:30:00`.
    #[inline(always)]
    fn read(text: &[u8; 19]) -> Option<Self> {
        let (date, rest) = text.split_first_chunk()?;
        let (_, time) = text.split_last_chunk()?;
        let [century, _, year, _, _, month, _, _] = DATE.numbers(date)?;
        let [day, _, _, _, _, _, _, _] = DAY_AND_TIME.numbers(rest.first_chunk()?)?;
        let [hour, _, _, minute, _, _, second, _] = TIME.numbers(time)?;
        Some(Self {
            year: u32::from(century).wrapping_mul(100).wrapping_add(u32::from(year)),
            month: u32::from(month),
            day: u32::from(day),
            hour: u32::from(hour),
            minute: u32::from(minute),
            second: u32::from(second),
        })
    }
}

/// Eight bytes: digits where a zero stands, and else what stands there.
struct Pattern {
    bytes: u64,
    /// What is to be added to the value of a digit, and to zero for all else, so that no more reaches the highest bit.
    room: u64,
}

const DATE: Pattern = Pattern::new(b"0000-00-");
const DAY_AND_TIME: Pattern = Pattern::new(b"00T00:00");
const TIME: Pattern = Pattern::new(b"00:00:00");

impl Pattern {
    const fn new(text: &[u8; 8]) -> Self {
        let bytes = u64::from_le_bytes(*text);
        let mut room = 0;
        let mut place = 0_u32;
        while place < 64 {
            // A zero.
            let is_digit = bytes >> place & 0xff == 0x30;
            room |= if is_digit { 0x7f - 9 } else { 0x7f } << place;
            place = place.wrapping_add(8);
        }
        Self { bytes, room }
    }

    /// For each byte the number that it makes with the next one, both being digits.
    #[inline(always)]
    fn numbers(&self, text: &[u8; 8]) -> Option<[u8; 8]> {
        const HIGH: u64 = 0x8080_8080_8080_8080;
        // Digits become 0 to 9, all else zero.
        let digits = u64::from_le_bytes(*text) ^ self.bytes;
        let is_right = (digits.wrapping_add(self.room) | digits) & HIGH == 0;
        let numbers = digits.wrapping_mul(10).wrapping_add(digits >> 8);
        is_right.then(|| numbers.to_le_bytes())
    }
}

/// What is left to be read.
struct Digits<'t> {
    bytes: &'t [u8],
}

impl Digits<'_> {
    /// A number of exactly `count` digits.
    fn number(&mut self, count: usize) -> Option<u32> {
        let (digits, rest) = self.bytes.split_at_checked(count)?;
        self.bytes = rest;
        digits.iter().try_fold(0_u32, |value, digit| {
            digit.is_ascii_digit().then(|| value.wrapping_mul(10).wrapping_add(u32::from(digit & 0xf)))
        })
    }

    fn after(&mut self, separator: u8) -> Option<&mut Self> {
        self.eat(separator).then_some(self)
    }

    fn eat(&mut self, byte: u8) -> bool {
        let there = self.bytes.first() == Some(&byte);
        if there {
            self.bytes = self.bytes.get(1..).unwrap_or_default();
        }
        there
    }

    /// Nanoseconds; none if there is no fraction.
    fn fraction(&mut self) -> Option<u32> {
        if !self.eat(b'.') {
            return Some(0);
        }
        let count = self.bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let missing = 9_usize.checked_sub(count).filter(|_| count > 0)?;
        let scale = 10_u32.checked_pow(u32::try_from(missing).ok()?)?;
        self.number(count)?.checked_mul(scale)
    }

    /// Seconds east of UTC.
    fn offset(&mut self) -> Option<i64> {
        if self.eat(b'Z') {
            return Some(0);
        }
        let east = self.eat(b'+');
        if !east && !self.eat(b'-') {
            return None;
        }
        let hours = self.number(2)?;
        let minutes = self.after(b':')?.number(2)?;
        let seconds = i64::from(hours.wrapping_mul(3600).wrapping_add(minutes.wrapping_mul(60)));
        (hours <= 23 && minutes <= 59).then_some(if east { seconds } else { seconds.wrapping_neg() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(text: &str) -> Option<i64> {
        Instant::parse(text).map(|instant| instant.seconds)
    }

    #[test]
    fn the_calendar() {
        assert_eq!(seconds("1970-01-01T00:00:00Z"), Some(0));
        assert_eq!(seconds("2000-02-29T12:00:00Z"), Some(951_825_600));
        assert_eq!(seconds("2026-11-21T09:30:00+08:00"), seconds("2026-11-21T01:30:00Z"));
        assert_eq!(seconds("1969-12-31T23:59:59Z"), Some(-1));
        assert_eq!(seconds("0000-01-01T00:00:00Z"), Some(-62_167_219_200));
        assert_eq!(seconds("9999-12-31T23:59:59Z"), Some(253_402_300_799));
    }

    #[test]
    fn usual_lengths() {
        let lengths =
            |text: &str| (Instant::usual_length(text.as_bytes().first_chunk().unwrap()), Instant::parse(text));
        for (text, length) in [("2024-01-28T23:59:59Z", 20), ("2024-04-30T23:59:59.123Z", 24)] {
            let there = format!("{text}\",.");
            assert_eq!(Instant::usual_length(format!("{there}....").as_bytes().first_chunk().unwrap()), Some(length));
            assert!(Instant::parse(text).is_some());
        }
        for month in 0..=13 {
            for day in 0..=32 {
                let text = format!("2023-{month:02}-{day:02}T09:30:00.000Z");
                let (length, instant) = lengths(&text);
                assert!(instant.is_some() || length.is_none(), "{text}");
            }
        }
        for text in ["2023-01-01T24:00:00.000Z", "2023-01-01T00:60:00.000Z", "2023-01-01T00:00:60.000Z"] {
            assert_eq!(lengths(text), (None, None));
        }
        for place in 0..24 {
            for byte in 0..=u8::MAX {
                let mut text = *b"2023-01-01T00:00:00.000Z";
                text[place] = byte;
                let is_instant = str::from_utf8(&text).is_ok_and(|text| Instant::parse(text).is_some());
                let length = Instant::usual_length(&text);
                assert!(is_instant || length.is_none() || length == Some(20), "{byte:#x} at {place}");
            }
        }
    }

    #[test]
    fn the_format_and_no_more() {
        for good in ["2024-02-29T00:00:00Z", "2026-11-21T09:30:00.123456789-00:00", "2026-11-21T23:59:59+23:59"] {
            assert!(Instant::parse(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "2026-11-21",
            "2026-11-21T09:30:00",
            "2026-11-21t09:30:00Z",
            "2026-11-21T09:30:00z",
            "2026-11-21 09:30:00Z",
            "2026-11-21T24:00:00Z",
            "2026-11-21T09:30:60Z",
            "2026-11-21T09:60:00Z",
            "2026-02-29T09:30:00Z",
            "2026-13-01T09:30:00Z",
            "2026-00-01T09:30:00Z",
            "2026-04-31T09:30:00Z",
            "2026-04-00T09:30:00Z",
            "2026-11-21T09:30:00.Z",
            "2026-11-21T09:30:00.1234567890Z",
            "2026-11-21T09:30:00+24:00",
            "2026-11-21T09:30:00+08:60",
            "2026-11-21T09:30:00+0800",
            "2026-11-21T09:30:00Z ",
            "+2026-11-21T09:30:00Z",
            "２026-11-21T09:30:00Z",
        ] {
            assert!(Instant::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn milliseconds() {
        for (milliseconds, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
            (1_795_253_400_250, "2026-11-21T09:30:00.25Z"),
            (-62_167_219_200_000, "0000-01-01T00:00:00Z"),
            (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
        ] {
            assert_eq!(Instant::from_milliseconds(milliseconds), Instant::parse(text), "{text}");
        }
        for unsaid in [-62_167_219_200_001, 253_402_300_800_000, i64::MIN, i64::MAX] {
            assert_eq!(Instant::from_milliseconds(unsaid), None);
        }
    }

    #[test]
    fn written_in_utc_with_the_digits_that_it_needs() {
        for (text, written) in [
            ("2026-11-21T09:30:00Z", "2026-11-21T09:30:00Z"),
            ("2026-11-21T09:30:00.000+08:00", "2026-11-21T01:30:00Z"),
            ("2026-11-21T09:30:00.123456789Z", "2026-11-21T09:30:00.123456789Z"),
            ("2026-11-21T09:30:00.0500Z", "2026-11-21T09:30:00.05Z"),
            ("2024-03-01T00:30:00+01:00", "2024-02-29T23:30:00Z"),
            ("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.5Z"),
            ("0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z"),
            ("0000-01-01T00:00:00+00:01", "-000001-12-31T23:59:00Z"),
            ("9999-12-31T23:59:59-00:01", "+010000-01-01T00:00:59Z"),
        ] {
            assert_eq!(Instant::parse(text).map(|instant| instant.to_string()).as_deref(), Some(written), "{text}");
        }
    }

    #[test]
    fn written_so_that_it_is_read_back() {
        for text in [
            "2026-11-21T09:30:00.5+08:00",
            "0000-01-01T00:00:00Z",
            "0000-01-01T00:00:00+00:01",
            "0000-01-01T00:00:00.000000001+23:59",
            "9999-12-31T23:59:59.999999999Z",
            "9999-12-31T23:59:59-00:01",
            "9999-12-31T23:59:59.5-23:59",
        ] {
            let instant = Instant::parse(text).expect("it is a time");
            assert_eq!(Instant::parse(&instant.to_rfc3339()), Some(instant), "{text}");
        }
    }

    #[test]
    fn fractions_count() {
        let later = Instant::parse("2026-11-21T09:30:00.000000001Z");
        assert!(later > Instant::parse("2026-11-21T09:30:00Z"));
        assert_eq!(Instant::parse("2026-11-21T09:30:00.5Z"), Instant::parse("2026-11-21T09:30:00.500Z"));
    }
}
