//! Times (section 2): "RFC 3339 instants with an offset", "upper-case `T` and `Z`, seconds 00 to 59, up to 9
//! fraction digits".

pub const HOUR: i128 = 3_600_000_000_000;
pub const DAY: i128 = 24 * HOUR;

/// The nanoseconds from the start of the year 0 in UTC, or nothing for what is no time.
pub fn instant(text: &str) -> Option<i128> {
    let (date, rest) = text.split_once('T')?;
    let (clock, offset) = match rest.strip_suffix('Z') {
        Some(clock) => (clock, 0),
        None => {
            let (clock, offset) = rest.split_at_checked(rest.len().checked_sub(6)?)?;
            (clock, offset_of(offset)?)
        }
    };
    let (clock, fraction) = match clock.split_once('.') {
        Some((clock, digits)) => (clock, fraction_of(digits)?),
        None => (clock, 0),
    };
    Some(days_of(date)? * DAY + clock_of(clock)? + fraction - offset)
}

/// The time of a valid snapshot or of a query that was looked through already.
pub fn at(text: &str) -> i128 {
    instant(text).unwrap()
}

/// "A member or grant is live while `from <= now < until`, as far as these are given."
pub fn is_live(from: Option<&str>, until: Option<&str>, now: i128) -> bool {
    from.is_none_or(|from| at(from) <= now) && until.is_none_or(|until| now < at(until))
}

/// An instant "in UTC (`2026-11-21T09:30:00Z`, with as many fraction digits as it needs)".
///
/// Nothing for what UTC would write with a year that RFC 3339 has no digits for.
pub fn written(instant: i128) -> Option<String> {
    let (mut days, clock) = (instant.div_euclid(DAY), instant.rem_euclid(DAY));
    let (mut year, mut month) = (0, 1);
    while days >= year_days(year) {
        days -= year_days(year);
        year += 1;
    }
    if days < 0 || year > 9999 {
        return None;
    }
    while days >= month_days(year, month) {
        days -= month_days(year, month);
        month += 1;
    }
    let day = days + 1;
    let (hour, minute, second) = (clock / HOUR, clock / 60_000_000_000 % 60, clock / 1_000_000_000 % 60);
    let fraction = format!(".{:09}", clock % 1_000_000_000);
    let fraction = fraction.trim_end_matches('0').trim_end_matches('.');
    Some(format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}Z"))
}

fn days_of(date: &str) -> Option<i128> {
    let [year, month, day] = date.split('-').collect::<Vec<_>>().try_into().ok()?;
    let year = number(year, 4)?;
    let month = number(month, 2)?;
    let day = number(day, 2)?;
    if !(1..=12).contains(&month) || !(1..=month_days(year, month)).contains(&day) {
        return None;
    }
    // The leap years before this one, the year 0 among them.
    let leap_days = (year + 3) / 4 - (year + 99) / 100 + (year + 399) / 400;
    let month_days: i128 = (1..month).map(|month| month_days(year, month)).sum();
    Some(365 * year + leap_days + month_days + day - 1)
}

fn clock_of(clock: &str) -> Option<i128> {
    let [hour, minute, second] = clock.split(':').collect::<Vec<_>>().try_into().ok()?;
    let (hour, minute, second) = (number(hour, 2)?, number(minute, 2)?, number(second, 2)?);
    (hour <= 23 && minute <= 59 && second <= 59)
        .then_some(hour * HOUR + minute * 60_000_000_000 + second * 1_000_000_000)
}

fn fraction_of(digits: &str) -> Option<i128> {
    if !(1..=9).contains(&digits.len()) {
        return None;
    }
    number(&format!("{digits:0<9}"), 9)
}

fn offset_of(offset: &str) -> Option<i128> {
    let sign = match offset.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let (hours, minutes) = offset.get(1..)?.split_once(':')?;
    let (hours, minutes) = (number(hours, 2)?, number(minutes, 2)?);
    (hours <= 23 && minutes <= 59).then_some(sign * (hours * HOUR + minutes * 60_000_000_000))
}

fn number(digits: &str, length: usize) -> Option<i128> {
    if digits.len() != length || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok()
}

fn is_leap(year: i128) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn year_days(year: i128) -> i128 {
    if is_leap(year) { 366 } else { 365 }
}

fn month_days(year: i128, month: i128) -> i128 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
