//! Moments as a person says them, by the clock on the wall: "today at 17:05".

use std::time::SystemTime;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// A moment in words for the middle of a sentence, in the time zone of this machine: "today at 17:05", "yesterday at
/// 9:30", "12 November 2026 at 9:30".
pub(crate) fn words(time: SystemTime) -> String {
    let here = |time: Timestamp| time.to_zoned_datetime(TimeZone::system()).datetime();
    match Timestamp::try_from(time) {
        Ok(time) => words_seen_from(here(time), here(Timestamp::now())),
        // The year is beyond 9999 or before -9999: no clock has shown it.
        Err(_) => "at an unknown time".to_owned(),
    }
}

/// The same at the beginning of a line: "Today at 17:05".
pub(crate) fn head(time: SystemTime) -> String {
    let words = words(time);
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    first + letters.as_str()
}

fn words_seen_from(time: DateTime, now: DateTime) -> String {
    let day = if time.date() == now.date() {
        "today".to_owned()
    } else if now.date().yesterday().is_ok_and(|yesterday| time.date() == yesterday) {
        "yesterday".to_owned()
    } else {
        time.strftime("%-d %B %Y").to_string()
    };
    format!("{day} at {}", time.strftime("%-H:%M"))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn moments_are_told_by_the_calendar_of_the_place() {
        let now = date(2026, 11, 12).at(17, 5, 40, 0);
        for ((year, month, day), (hour, minute), expected) in [
            ((2026, 11, 12), (17, 5), "today at 17:05"),
            ((2026, 11, 12), (0, 0), "today at 0:00"),
            ((2026, 11, 11), (23, 59), "yesterday at 23:59"),
            ((2026, 11, 10), (9, 30), "10 November 2026 at 9:30"),
            ((2025, 11, 12), (9, 3), "12 November 2025 at 9:03"),
            // A clock that was set back, or another machine's.
            ((2026, 11, 13), (9, 30), "13 November 2026 at 9:30"),
        ] {
            let time = date(year, month, day).at(hour, minute, 0, 0);
            assert_eq!(words_seen_from(time, now), expected, "{time} seen from {now}");
        }
    }

    #[test]
    fn a_line_begins_with_a_capital() {
        assert!(head(SystemTime::now()).starts_with("Today at "), "now is today: {}", head(SystemTime::now()));
        assert!(words(SystemTime::UNIX_EPOCH).contains("19"), "long ago has a year: {}", words(SystemTime::UNIX_EPOCH));
    }
}
