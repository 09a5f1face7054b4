//! Instants: RFC 3339 with an offset, to the nanosecond (SPEC.md section 2, "Times").

/// A moment, whatever offset it was written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Instant {
    /// Seconds since 1970-01-01T00:00:00Z.
    seconds: i64,
    nanoseconds: u32,
}

const DAY: i64 = 86_400;

impl Instant {
    /// Reads `2026-11-21T09:30:00.5+08:00`: upper-case `T` and `Z`, seconds 00 to 59, at most 9 fraction digits.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut at = Digits { bytes: text.as_bytes() };
        let year = at.number(4)?;
        let month = at.after(b'-')?.number(2)?;
        let day = at.after(b'-')?.number(2)?;
        let hour = at.after(b'T')?.number(2)?;
        let minute = at.after(b':')?.number(2)?;
        let second = at.after(b':')?.number(2)?;
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

    /// A time of JavaScript, in milliseconds since 1970; nothing outside the years 0 to 9999, which are all that text
    /// can say.
    pub(crate) fn from_milliseconds(milliseconds: i64) -> Option<Self> {
        let seconds = milliseconds.div_euclid(1_000);
        let fraction = u32::try_from(milliseconds.rem_euclid(1_000)).ok()?;
        let said = (-62_167_219_200..=253_402_300_799).contains(&seconds);
        said.then_some(Self { seconds, nanoseconds: fraction.wrapping_mul(1_000_000) })
    }

    /// The moment 24 hours later.
    pub(crate) fn plus_day(self) -> Self {
        Self { seconds: self.seconds.saturating_add(DAY), ..self }
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

fn is_leap(year: u32) -> bool {
    year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400)
}

fn days_in_month(year: u32, month: u32) -> u32 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days of the proleptic Gregorian calendar, years 0 to 9999. A year is counted from March,
/// so that the leap day is its last one.
fn days_since_1970(year: u32, month: u32, day: u32) -> i64 {
    let (year, month) = (i64::from(year), i64::from(month));
    let from_march = month.wrapping_add(9) % 12;
    let year = year.wrapping_sub(from_march / 10);
    let leap_days = year.div_euclid(4).wrapping_sub(year.div_euclid(100)).wrapping_add(year.div_euclid(400));
    let in_year = from_march.wrapping_mul(306).wrapping_add(5) / 10;
    let march_first_of_year_0_to_1970 = 719_469;
    year.wrapping_mul(365)
        .wrapping_add(leap_days)
        .wrapping_add(in_year)
        .wrapping_add(i64::from(day))
        .wrapping_sub(march_first_of_year_0_to_1970)
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
    fn fractions_count() {
        let later = Instant::parse("2026-11-21T09:30:00.000000001Z");
        assert!(later > Instant::parse("2026-11-21T09:30:00Z"));
        assert_eq!(Instant::parse("2026-11-21T09:30:00.5Z"), Instant::parse("2026-11-21T09:30:00.500Z"));
    }
}
