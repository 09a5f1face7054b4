//! Moments as databases keep them: in UTC, to the microsecond, from the year 1 to the year 9999. What is finer, or outside,
//! is moved to the side that hides.

use crate::model::instant::Instant;

/// The beginning of the year 1: PostgreSQL has no year 0.
const FIRST: i64 = -62_135_596_800;
/// The last second of the year 9999.
const LAST: i64 = 253_402_300_799;
const MICROSECOND: u32 = 1_000;
const MICROSECONDS: u32 = 1_000_000;

/// The latest moment that a database can keep and that is not later; `None` if there is none.
pub(super) fn down(time: Instant) -> Option<String> {
    match time.parts() {
        (seconds, _) if seconds < FIRST => None,
        (seconds, _) if seconds > LAST => Some(text(LAST, MICROSECONDS.saturating_sub(1))),
        (seconds, nanoseconds) => Some(text(seconds, nanoseconds / MICROSECOND)),
    }
}

/// The earliest moment that a database can keep and that is not earlier; `None` if there is none.
pub(super) fn up(time: Instant) -> Option<String> {
    let (seconds, nanoseconds) = time.parts();
    let microseconds = nanoseconds.div_ceil(MICROSECOND);
    let carried = if microseconds >= MICROSECONDS { (seconds.saturating_add(1), 0) } else { (seconds, microseconds) };
    match carried {
        (seconds, _) if seconds > LAST => None,
        (seconds, _) if seconds < FIRST => Some(text(FIRST, 0)),
        (seconds, microseconds) => Some(text(seconds, microseconds)),
    }
}

/// Of one length, so that equal moments are equal texts, and earlier ones stand before later ones as texts.
fn text(seconds: i64, microseconds: u32) -> String {
    let whole = Instant::from_parts(seconds, 0).to_string();
    format!("{}.{microseconds:06}Z", whole.trim_end_matches('Z'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(time: &str, earlier: Option<&str>, later: Option<&str>) {
        let time = Instant::parse(time).expect("it is a time");
        assert_eq!((down(time).as_deref(), up(time).as_deref()), (earlier, later), "{time}");
    }

    #[test]
    fn to_the_side_that_hides() {
        let at = Some("2026-06-01T12:00:00.000000Z");
        check("2026-06-01T12:00:00Z", at, at);
        check("2026-06-01T20:00:00.000+08:00", at, at);
        check("2026-06-01T12:00:00.000000001Z", at, Some("2026-06-01T12:00:00.000001Z"));
        check("2026-06-01T11:59:59.999999999Z", Some("2026-06-01T11:59:59.999999Z"), at);
        check("2026-06-01T12:00:00.123456Z", Some("2026-06-01T12:00:00.123456Z"), Some("2026-06-01T12:00:00.123456Z"));
    }

    #[test]
    fn at_the_ends_of_the_calendar() {
        let first = Some("0001-01-01T00:00:00.000000Z");
        let last = Some("9999-12-31T23:59:59.999999Z");
        check("0001-01-01T00:00:00Z", first, first);
        check("0000-12-31T23:59:59.999999999Z", None, first);
        check("0000-12-31T23:59:59Z", None, first);
        check("9999-12-31T23:59:59.999999Z", last, last);
        check("9999-12-31T23:59:59.999999001Z", last, None);
        check("9999-12-31T23:59:59-00:01", last, None);
    }
}
