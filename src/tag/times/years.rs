//! Years, decades and centuries.

use jiff::civil::Date;

use super::cursor::{Cursor, Found};
use crate::document::{TimeValue, TokenShape};

/// Years that four bare digits are read as.
const BARE_YEARS: std::ops::RangeInclusive<i32> = 1900..=2059;
/// Years that four digits are read as after a word that asks for a year.
pub const YEARS: std::ops::RangeInclusive<i32> = 1000..=2199;

impl Cursor<'_> {
    /// `1990s`, `the '80s`, `the nineties`, `1930’s`.
    pub fn decade(&self, at: usize) -> Option<Found> {
        let start = self.skip(at, &["the"]);
        let text = self.text(start).trim_start_matches(['\'', '’']);
        let digits = text
            .strip_suffix('s')
            .filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()));
        let split = self
            .digits(start, 2..=4)
            .filter(|_| matches!(self.text(start + 1), "'s" | "’s") && self.touches(start + 1));
        let (year, end) = match (digits, split) {
            (Some(digits), _) => (decade_year(digits)?, start + 1),
            (None, Some(year)) if year % 10 == 0 => (decade_year(self.text(start))?, start + 2),
            _ if start > at => (1900 + self.word(start)?.decade?, start + 1),
            _ => return None,
        };
        Found::date(end, decade_of(year), "decade")
    }

    /// `the 19th century`, `the twentieth century`, `5th century BC` (value only).
    pub fn century(&self, at: usize) -> Option<Found> {
        let start = self.skip(at, &["the"]);
        let (number, after) = self.ordinal(start)?;
        let after = if self.joins(after) { after + 1 } else { after };
        if !self.is(after, "century") || number < 1 {
            return None;
        }
        let value = format!("{:02}", number - 1);
        if self.is_any(after + 1, &["bc", "bce", "b.c."]) {
            let value = TimeValue::Absolute {
                value: format!("BC{value}"),
                start: None,
                end: None,
            };
            return Found::date(after + 2, value, "century");
        }
        let first = i16::try_from((number - 1) * 100).ok()?;
        let start = Date::new(first, 1, 1).ok();
        let end = Date::new(first + 99, 12, 31).ok();
        Found::date(after + 1, TimeValue::Absolute { value, start, end }, "century")
    }

    /// `480 BC`, `AD 394`.
    pub fn era_year(&self, at: usize) -> Option<Found> {
        let is_before = |at: usize| self.is_any(at, &["bc", "bce", "b.c.", "b.c.e."]);
        if let Some(year) = self.digits(at, 1..=4) {
            let value = match () {
                () if is_before(at + 1) => format!("BC{year:04}"),
                () if self.is_any(at + 1, &["ad", "ce", "a.d."]) && self.is_capital(at + 1) => format!("{year:04}"),
                () => return None,
            };
            return Found::date(
                at + 2,
                TimeValue::Absolute {
                    value,
                    start: None,
                    end: None,
                },
                "era_year",
            );
        }
        let is_after = matches!(self.text(at), "AD" | "A.D.");
        let year = self.digits(at + 1, 1..=4).filter(|_| is_after)?;
        let value = TimeValue::Absolute {
            value: format!("{year:04}"),
            start: None,
            end: None,
        };
        Found::date(at + 2, value, "era_year")
    }

    /// Four digits that stand for a year, and nothing that is counted or measured.
    pub fn bare_year(&self, at: usize) -> Option<Found> {
        let has_article = self.is(at, "the") && self.is(at + 1, "year");
        let start = if has_article { at + 2 } else { at };
        if let Some((year, end)) = self.year_in_words(start) {
            return Found::date(end, year_of(year), "year_in_words");
        }
        let year = self.digits(start, 4..=4)?;
        let before = self.before(start, 1);
        let is_asked = has_article || self.asks_for_date(before) || self.is(before, "(");
        let allowed = if is_asked { YEARS } else { BARE_YEARS };
        if !allowed.contains(&year) || self.is_measured(start, before) {
            return None;
        }
        let short = self.digits(start + 2, 2..=2).map(|last| year / 100 * 100 + last);
        if self.is_hyphen(start + 1)
            && let Some(last) = short.filter(|last| *last > year)
        {
            let range = TimeValue::Range(year_of(year).into(), year_of(last).into());
            return Found::date(start + 3, range, "year_range");
        }
        Found::date(start + 1, year_of(year), "year")
    }

    /// `$2000`, `2000 people`, `No. 1999`, `2000%`, `1,500.2000`.
    fn is_measured(&self, at: usize, before: usize) -> bool {
        let is_sign = |at: usize| {
            matches!(
                self.text(at),
                "$" | "€" | "£" | "¥" | "#" | "%" | "No." | "US$" | ":" | "+" | "x"
            )
        };
        let counted = self.shape(at + 1) == Some(TokenShape::Lower)
            && self.text(at + 1).len() > 3
            && self.text(at + 1).ends_with('s')
            && !self.text(at + 1).ends_with("ss")
            && !self.is_any(
                at + 1,
                &[
                    "was",
                    "is",
                    "has",
                    "as",
                    "versus",
                    "elections",
                    "talks",
                    "olympics",
                    "peoples",
                ],
            )
            && !self.asks_for_date(before);
        let in_number = self.is_hyphen(before)
            && self.touches(at)
            && !self.is_any(self.before(before, 1), &["mid", "post", "pre", "early", "late"]);
        let has_unit = self.is_any(
            at + 1,
            &[
                "am", "fm", "hz", "khz", "mhz", "ghz", "km", "kg", "mm", "cm", "mb", "kw", "mw", "gmt",
            ],
        );
        has_unit
            || is_sign(before) && !self.is(before, ":")
            || is_sign(at + 1) && !self.is_any(at + 1, &[":"])
            || counted
            || in_number
    }
}

pub fn year_of(year: i32) -> TimeValue {
    let start = i16::try_from(year).ok().and_then(|year| Date::new(year, 1, 1).ok());
    TimeValue::Absolute {
        value: format!("{year:04}"),
        start,
        end: start.map(Date::last_of_year),
    }
}

/// First year of the decade that `1990`, `90` or `2000` names.
fn decade_year(digits: &str) -> Option<i32> {
    let year: i32 = digits.parse().ok()?;
    match digits.len() {
        4 if year % 10 == 0 && YEARS.contains(&year) => Some(year),
        2 if year % 10 == 0 => Some(if year < 20 { 2000 + year } else { 1900 + year }),
        _ => None,
    }
}

fn decade_of(year: i32) -> TimeValue {
    let first = i16::try_from(year).ok();
    TimeValue::Absolute {
        value: format!("{:03}", year / 10),
        start: first.and_then(|year| Date::new(year, 1, 1).ok()),
        end: first.and_then(|year| Date::new(year + 9, 12, 31).ok()),
    }
}
