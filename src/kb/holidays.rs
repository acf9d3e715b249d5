//! Holidays by rule → their day in a year.

use jiff::Span;
use jiff::civil::{Date, Weekday};
use serde::Deserialize;

/// How the day of a holiday is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HolidayRule {
    Fixed {
        month: i8,
        day: i8,
    },
    /// The `nth` given weekday of a month.
    Nth {
        month: i8,
        weekday: i8,
        nth: i8,
    },
    /// The last given weekday of a month.
    Last {
        month: i8,
        weekday: i8,
    },
    /// The Tuesday after the first Monday of a month.
    AfterFirstMonday {
        month: i8,
    },
    /// Days from Easter Sunday.
    Easter {
        offset: i32,
    },
}

impl HolidayRule {
    /// Its day in a year of the Gregorian calendar.
    pub fn date(self, year: i16) -> Option<Date> {
        match self {
            Self::Fixed { month, day } => Date::new(year, month, day).ok(),
            Self::Nth { month, weekday, nth } => nth_weekday(year, month, weekday, nth),
            Self::Last { month, weekday } => nth_weekday(year, month, weekday, -1),
            Self::AfterFirstMonday { month } => nth_weekday(year, month, 1, 1)?.tomorrow().ok(),
            Self::Easter { offset } => easter(year)?.checked_add(Span::new().days(offset)).ok(),
        }
    }
}

fn nth_weekday(year: i16, month: i8, weekday: i8, nth: i8) -> Option<Date> {
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()
}

/// Western Easter by the anonymous Gregorian algorithm (Meeus, *Astronomical Algorithms*, chapter 8).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - b / 4 - g + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[derive(Clone, Debug)]
pub struct Holiday {
    /// Folded keys of its tokens.
    pub keys: Vec<u64>,
    pub rule: HolidayRule,
}

/// A row of `kb/times/holidays.csv`.
#[derive(Deserialize)]
pub(super) struct HolidayRow {
    pub name: String,
    rule: String,
    value: String,
}

impl HolidayRow {
    /// `None` where the value does not fit the rule.
    pub fn rule(&self) -> Option<HolidayRule> {
        if self.rule == "easter" {
            return Some(HolidayRule::Easter {
                offset: self.value.parse().ok()?,
            });
        }
        let numbers: Vec<i8> = self
            .value
            .split('-')
            .map(|part| part.parse().ok())
            .collect::<Option<_>>()?;
        Some(match (self.rule.as_str(), numbers.as_slice()) {
            ("fixed", &[month, day]) => HolidayRule::Fixed { month, day },
            ("nth", &[month, weekday, nth]) => HolidayRule::Nth { month, weekday, nth },
            ("last", &[month, weekday]) => HolidayRule::Last { month, weekday },
            ("nth_after_monday", &[month, _]) => HolidayRule::AfterFirstMonday { month },
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::kb::{ListFiles, TimeLexicon};
    use crate::text::fold_key;

    #[test]
    fn finds_the_day_of_a_holiday() {
        let lexicon = TimeLexicon::load(&ListFiles::embedded()).unwrap();
        let cases = [
            ("Easter", 2017, "2017-04-16"),
            ("Good", 2024, "2024-03-29"),
            ("Thanksgiving", 1999, "1999-11-25"),
            ("Memorial", 2025, "2025-05-26"),
            ("Election", 1998, "1998-11-03"),
        ];
        for (name, year, expected) in cases {
            let rule = lexicon.holidays(fold_key(name)).last().unwrap().rule;
            assert_eq!(rule.date(year).unwrap().to_string(), expected, "{name}");
        }
    }
}
