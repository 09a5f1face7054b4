//! The proleptic Gregorian calendar: days as numbers, and numbers as days.

fn is_leap(year: u32) -> bool {
    year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400)
}

pub(crate) fn days_in_month(year: u32, month: u32) -> u32 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days of the proleptic Gregorian calendar, years 0 to 9999. A year is counted from March,
/// so that the leap day is its last one.
pub(crate) fn days_since_1970(year: u32, month: u32, day: u32) -> i64 {
    let from_march = month.wrapping_add(9) % 12;
    // 400 years of 146,097 days more, so that no year is negative.
    let year = year.wrapping_add(400).wrapping_sub(from_march / 10);
    let leap_days = (year / 4).wrapping_sub(year / 100).wrapping_add(year / 400);
    let in_year = from_march.wrapping_mul(306).wrapping_add(5) / 10;
    let march_first_of_year_0_to_1970 = 719_469;
    let days = year.wrapping_mul(365).wrapping_add(leap_days).wrapping_add(in_year).wrapping_add(day);
    i64::from(days).wrapping_sub(march_first_of_year_0_to_1970 + 146_097)
}

/// Year, month and day of a day since 1970: [`days_since_1970`] turned around.
pub(crate) fn date(days: i64) -> (i64, i64, i64) {
    let march_first_of_year_0_to_1970 = 719_468;
    let days = days.wrapping_add(march_first_of_year_0_to_1970);
    let (era, in_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    // Without its leap days, an era has 400 years of 365 days.
    let leap_days = (in_era / 1_460).wrapping_sub(in_era / 36_524).wrapping_add(in_era / 146_096);
    let in_era_from_march = in_era.wrapping_sub(leap_days) / 365;
    let before_year =
        in_era_from_march.wrapping_mul(365).wrapping_add(in_era_from_march / 4).wrapping_sub(in_era_from_march / 100);
    let in_year = in_era.wrapping_sub(before_year);
    let from_march = in_year.wrapping_mul(5).wrapping_add(2) / 153;
    let before_month = from_march.wrapping_mul(153).wrapping_add(2) / 5;
    let month = from_march.wrapping_add(2) % 12;
    let year = era.wrapping_mul(400).wrapping_add(in_era_from_march).wrapping_add(from_march / 10);
    (year, month.wrapping_add(1), in_year.wrapping_sub(before_month).wrapping_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_the_calendar_is_written_as_it_is_read() {
        for days in -719_528..=2_932_896 {
            let (year, month, day) = date(days);
            let number = |number: i64| u32::try_from(number).unwrap();
            assert_eq!(days_since_1970(number(year), number(month), number(day)), days);
            assert!((1..=days_in_month(number(year), number(month))).contains(&number(day)), "{year}-{month}-{day}");
        }
    }
}
