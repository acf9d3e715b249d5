//! A written date (`2025-05-29T10:00:00Z`, `Thu, 29 May 2025`, `May 29, 2025 at 4 pm`) → the day it names.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::document::{Published, PublishedFrom, PublishedPrecision};
use crate::kb::CleaningLists;

/// The date that a text consists of, or `None` where it says anything else or is ambiguous
/// (`03/04/2025`). The day is the one written, in the writer's zone; the instant is given only where a
/// zone is.
pub fn parse_date(text: &str, from: PublishedFrom, lists: &CleaningLists) -> Option<Published> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    let (date, instant, precision) = iso(text)
        .or_else(|| rfc_2822(text))
        .or_else(|| epoch(text))
        .or_else(|| written(text, lists))?;
    let is_plausible = (1700..=2200).contains(&date.year());
    is_plausible.then_some(Published {
        date,
        instant,
        precision,
        from,
    })
}

/// The first date with a named month and a year in a short line that says more (`by A. Writer May 29, 2025`).
pub fn date_in_line(text: &str, from: PublishedFrom, lists: &CleaningLists) -> Option<Published> {
    let words: Vec<&str> = words(text).collect();
    let is_month = |word: &&str| lists.months.contains_key(&word.to_lowercase());
    let months = (0..words.len()).filter(|&place| is_month(&words[place]));
    months.into_iter().find_map(|place| {
        let windows = [(place, place + 3), (place.saturating_sub(1), place + 2)];
        windows.into_iter().find_map(|(start, end)| {
            let published = parse_date(&words.get(start..end)?.join(" "), from, lists)?;
            (published.precision == PublishedPrecision::Day).then_some(published)
        })
    })
}

/// `…/2025/05/29/…` or `…/2025-05-29-…` in an address.
pub fn date_in_url(url: &str) -> Option<Published> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next()?;
    let numbers: Vec<(usize, &str)> = digit_runs(path).collect();
    let day = numbers.windows(3).find_map(|run| {
        let are_joined = run.windows(2).all(|pair| {
            let between = &path[pair[0].0 + pair[0].1.len()..pair[1].0];
            between == "/" || between == "-"
        });
        let lengths = run.iter().map(|(_, digits)| digits.len());
        (are_joined && lengths.eq([4, 2, 2])).then(|| civil(number(run[0].1)?, number(run[1].1)?, number(run[2].1)?))?
    });
    let compact = || {
        let mut whole = numbers.iter().filter(|(_, digits)| digits.len() == 8);
        whole.find_map(|(_, digits)| compact_day(digits))
    };
    let date = day
        .or_else(compact)
        .filter(|date| (1990..=2100).contains(&date.year()))?;
    Some(Published {
        date,
        instant: None,
        precision: PublishedPrecision::Day,
        from: PublishedFrom::Url,
    })
}

type Parsed = (Date, Option<Timestamp>, PublishedPrecision);

/// Longer texts are no dates.
const LONGEST: usize = 80;

fn iso(text: &str) -> Option<Parsed> {
    let bytes = text.as_bytes();
    if bytes.len() < 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let date: Date = text.get(..10)?.parse().ok()?;
    let rest = &text[10..];
    if rest.is_empty() {
        return Some((date, None, PublishedPrecision::Day));
    }
    // A space for the `T` or before the zone, and `UTC` for `Z`, are common in pages.
    let instant = text.parse::<Timestamp>().ok().or_else(|| {
        let time = rest
            .trim_start_matches(['T', 't', ' '])
            .replace(' ', "")
            .replace("UTC", "Z");
        format!("{date}T{time}").parse().ok()
    });
    let is_time = rest.starts_with(['T', 't', ' ']) && rest[1..].trim_start().starts_with(|c: char| c.is_ascii_digit());
    match instant {
        Some(instant) => Some((date, Some(instant), PublishedPrecision::Instant)),
        None => is_time.then_some((date, None, PublishedPrecision::Day)),
    }
}

fn rfc_2822(text: &str) -> Option<Parsed> {
    let zoned = jiff::fmt::rfc2822::parse(text).ok()?;
    Some((zoned.date(), Some(zoned.timestamp()), PublishedPrecision::Instant))
}

/// Seconds or milliseconds since 1970.
fn epoch(text: &str) -> Option<Parsed> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let count: i64 = text.parse().ok()?;
    let instant = match text.len() {
        9 | 10 => Timestamp::from_second(count).ok()?,
        12 | 13 => Timestamp::from_millisecond(count).ok()?,
        _ => return None,
    };
    let date = instant.to_zoned(jiff::tz::TimeZone::UTC).date();
    Some((date, Some(instant), PublishedPrecision::Instant))
}

/// Months as words or numbers, in any usual order, with labels and a time of day around them.
fn written(text: &str, lists: &CleaningLists) -> Option<Parsed> {
    if let Some(date) = (text.len() == 8).then(|| compact_day(text)).flatten() {
        return Some((date, None, PublishedPrecision::Day));
    }
    if text.len() == 7 && text.as_bytes()[4] == b'-' {
        let date = civil(number(&text[..4])?, number(&text[5..])?, 1)?;
        return Some((date, None, PublishedPrecision::Month));
    }
    let mut parts = Parts::default();
    for word in words(text) {
        parts.take(word, lists)?;
    }
    parts.date()
}

/// What the words of a written date say.
#[derive(Default)]
struct Parts {
    month: Option<i8>,
    /// A number of four digits.
    year: Option<i16>,
    /// Numbers of one or two digits before and after the month or year: days, or numeric months.
    small: Vec<i16>,
    is_year_first: bool,
    has_time: bool,
}

impl Parts {
    /// Takes one word; `None` where the text is no date.
    fn take(&mut self, word: &str, lists: &CleaningLists) -> Option<()> {
        let lower = word.to_lowercase();
        if let Some(&month) = lists.months.get(&lower) {
            return self.month.replace(month).is_none().then_some(());
        }
        let is_time = word.contains(':') && word.starts_with(|c: char| c.is_ascii_digit());
        self.has_time |= is_time;
        // The zones of the world are too many to list: two to four capitals after a time are one.
        let is_zone =
            self.has_time && (2..=4).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase());
        let is_known = is_zone || lists.weekdays.contains(&lower) || lists.date_labels.contains(&lower);
        if is_time || is_known {
            return Some(());
        }
        let digits = lower.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let suffix = &lower[digits.len()..];
        if digits.is_empty() || !matches!(suffix, "" | "st" | "nd" | "rd" | "th" | "am" | "pm") {
            return None;
        }
        if matches!(suffix, "am" | "pm") {
            return Some(());
        }
        let number: i16 = digits.parse().ok()?;
        match digits.len() {
            4 => {
                self.is_year_first = self.small.is_empty() && self.month.is_none();
                self.year.replace(number).is_none().then_some(())
            }
            1 | 2 => {
                self.small.push(number);
                Some(())
            }
            _ => None,
        }
    }

    fn date(self) -> Option<Parsed> {
        let year = self.year?;
        let day = |date: Date| (date, None, PublishedPrecision::Day);
        match (self.month, self.small.as_slice()) {
            (Some(month), []) => Some((civil(year, month.into(), 1)?, None, PublishedPrecision::Month)),
            (Some(month), [first, ..]) => civil(year, month.into(), *first).map(day),
            (None, []) => Some((civil(year, 1, 1)?, None, PublishedPrecision::Year)),
            (None, [first, second, ..]) if self.is_year_first => civil(year, *first, *second).map(day),
            (None, [first, second, ..]) if *first > 12 || first == second => civil(year, *second, *first).map(day),
            (None, [first, second, ..]) if *second > 12 => civil(year, *first, *second).map(day),
            (None, _) => None,
        }
    }
}

/// Letters, digits and colons in a row.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == ':'))
        .map(|word| word.trim_matches(':'))
        .filter(|word| !word.is_empty())
}

fn compact_day(digits: &str) -> Option<Date> {
    digits.bytes().all(|byte| byte.is_ascii_digit()).then_some(())?;
    civil(
        number(digits.get(..4)?)?,
        number(digits.get(4..6)?)?,
        number(digits.get(6..8)?)?,
    )
}

fn civil(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn number(digits: &str) -> Option<i16> {
    digits.parse().ok()
}

/// Maximal runs of ASCII digits with their positions.
fn digit_runs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|run| !run.is_empty())
        .map(move |run| (run.as_ptr() as usize - text.as_ptr() as usize, run))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Option<String> {
        let lists = CleaningLists::embedded().expect("embedded lists are valid");
        let published = parse_date(text, PublishedFrom::Metadata, &lists)?;
        let instant = published.instant.map(|instant| instant.to_string());
        Some(match instant {
            Some(instant) => format!("{} {instant}", published.date),
            None => format!("{} {}", published.date, published.precision.as_str()),
        })
    }

    #[test]
    fn reads_the_usual_ways_to_write_a_date() {
        let cases = [
            ("2025-05-29", "2025-05-29 day"),
            ("2025-05-29T23:30:00-05:00", "2025-05-29 2025-05-30T04:30:00Z"),
            ("2025-05-29T23:30:00+0300", "2025-05-29 2025-05-29T20:30:00Z"),
            ("2025-05-29 10:00:00", "2025-05-29 day"),
            ("2025-05-29 10:00:00 +02:00", "2025-05-29 2025-05-29T08:00:00Z"),
            ("2025-05-29T10:00:00Z", "2025-05-29 2025-05-29T10:00:00Z"),
            ("Thu, 29 May 2025 10:00:00 +0000", "2025-05-29 2025-05-29T10:00:00Z"),
            ("Thursday 29 May 2025", "2025-05-29 day"),
            ("29th of May, 2025", "2025-05-29 day"),
            ("May 29, 2025 at 10:15 AM EDT", "2025-05-29 day"),
            ("Published: 29-MAY-2025 10:15:33.59", "2025-05-29 day"),
            ("Friday, 29 May 2025 4:55 PM MYT", "2025-05-29 day"),
            ("Updated on May 2025", "2025-05-01 month"),
            ("2025/05/29", "2025-05-29 day"),
            ("29/05/2025", "2025-05-29 day"),
            ("05/29/2025", "2025-05-29 day"),
            ("29.05.2025", "2025-05-29 day"),
            ("20250529", "2025-05-29 day"),
            ("2025-05", "2025-05-01 month"),
            ("2025", "2025-01-01 year"),
            ("1748512800", "2025-05-29 2025-05-29T10:00:00Z"),
            ("1748512800000", "2025-05-29 2025-05-29T10:00:00Z"),
        ];
        for (text, expected) in cases {
            assert_eq!(parsed(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_date_or_could_be_two() {
        for text in [
            "",
            "today",
            "03/04/2025",
            "The meeting of 29 May 2025",
            "31 February 2025",
            "12 May",
            "99999999",
            "0000-00-00",
        ] {
            assert_eq!(parsed(text), None, "{text}");
        }
    }

    #[test]
    fn finds_the_date_among_other_words() {
        let lists = CleaningLists::embedded().expect("embedded lists are valid");
        let day =
            |text: &str| date_in_line(text, PublishedFrom::Body, &lists).map(|published| published.date.to_string());
        assert_eq!(day("by A. Writer Jul. 19, 2026 9:45 am").as_deref(), Some("2026-07-19"));
        assert_eq!(day("Politics / 11 January 2024 / Port").as_deref(), Some("2024-01-11"));
        assert_eq!(day("The May issue of 2024"), None);
    }

    #[test]
    fn finds_the_date_in_an_address() {
        let day = |url: &str| date_in_url(url).map(|published| published.date.to_string());
        assert_eq!(
            day("https://example.org/world/2025/05/29/talks-open").as_deref(),
            Some("2025-05-29")
        );
        assert_eq!(
            day("https://example.org/story/2025-05-29/talks").as_deref(),
            Some("2025-05-29")
        );
        assert_eq!(day("https://example.org/20250529-talks").as_deref(), Some("2025-05-29"));
        assert_eq!(day("https://example.org/2025/5/29/talks"), None);
        assert_eq!(day("https://example.org/article-20259929"), None);
        assert_eq!(day("https://example.org/?d=2025/05/29"), None);
    }
}
