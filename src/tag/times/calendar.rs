//! Dates that name the calendar: years, months, days of months, numeric dates, decades, holidays.

use jiff::civil::Date;

use super::cursor::{Cursor, Found};
use super::years::YEARS;
use crate::document::{SaidYear, TimeValue};
use crate::kb::Direction;

impl Cursor<'_> {
    /// A date of the calendar at `at`, the longest that fits.
    pub fn calendar_date(&self, at: usize) -> Option<Found> {
        self.numeric_date(at)
            .or_else(|| self.weekday_date(at))
            .or_else(|| self.month_first(at))
            .or_else(|| self.day_first(at))
            .or_else(|| self.holiday(at))
            .or_else(|| self.decade(at))
            .or_else(|| self.century(at))
            .or_else(|| self.era_year(at))
            .or_else(|| self.bare_year(at))
    }

    /// `Friday, 14 April 2017`, `Friday the 13th of May`.
    fn weekday_date(&self, at: usize) -> Option<Found> {
        self.weekday(at)
            .or_else(|| self.word(at)?.weekday.filter(|_| self.is_capital(at)))?;
        let next = self.skip(at + 1, &[","]);
        let next = self.skip(next, &["the"]);
        let date = self.month_first(next).or_else(|| self.day_first(next))?;
        let has_day = !matches!(date.value, TimeValue::Month { .. })
            && !matches!(&date.value, TimeValue::Absolute { value, .. } if value.len() < 8);
        has_day.then_some(Found {
            rule: "weekday_date",
            ..date
        })
    }

    /// `April 14, 2017`, `April 14`, `April 2017`, `April`, `July 17-20`.
    fn month_first(&self, at: usize) -> Option<Found> {
        let month = self.month(at)?;
        if let Some((day, after)) = self.day_number(self.skip(at + 1, &["the"])) {
            if let Some(found) = self.day_range(month, day, after) {
                return Some(found);
            }
            let (year, end) = self.year_after(after);
            return day_found(month, day, year, end, "month_day");
        }
        let of = self.skip(at + 1, &[",", "of"]);
        if let Some((year, end)) = self
            .year(of)
            .filter(|_| of == at + 1 || self.is(at + 1, "of") || self.digits(of, 4..=4).is_some())
        {
            return Found::date(end, month_of(year, month), "month_year");
        }
        if let Some((shift, end)) = self.year_shift(of) {
            return Found::date(
                end,
                TimeValue::Month {
                    month,
                    year: SaidYear::Shift(shift),
                },
                "month_shift",
            );
        }
        if self.is_bare_month(at) {
            return Found::date(
                at + 1,
                TimeValue::Month {
                    month,
                    year: SaidYear::Open,
                },
                "month",
            );
        }
        None
    }

    /// A month alone: `may` and its like need a word that asks for a date.
    fn is_bare_month(&self, at: usize) -> bool {
        let is_guarded = self.word(at).is_some_and(|word| word.is_guarded);
        let before = self.before(at, 1);
        let is_name = self.is_capital(at + 1) && self.touches(at + 1);
        let after_hyphen = self.is_hyphen(before);
        if !is_guarded {
            // An abbreviation without its full stop, or a given name (`April Jones`), is no month.
            return !is_name
                && (self.text(at).len() > 4
                    || self.text(at).ends_with('.')
                    || self.is_any(at, &["june", "july", "sept"])
                    || self.asks_for_date(before));
        }
        self.text(at).len() >= 3 && !self.is(at, "mar") && (self.asks_for_date(before) || after_hyphen)
    }

    /// A date is likely after the word: a preposition, a direction, a modifier.
    pub fn asks_for_date(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| word.asks_for_date)
    }

    /// `14 April 2017`, `the 14th of April`, `14-16 April`.
    fn day_first(&self, at: usize) -> Option<Found> {
        let start = self.skip(at, &["the"]);
        let (day, after) = self.day_number(start)?;
        let is_between = self.is(after, "and") && self.is(self.before(at, 1), "between");
        if (self.is_hyphen(after) || self.is(after, "to") || is_between)
            && let Some(found) = self.day_first_range(day, after + 1)
        {
            return Some(found);
        }
        let month_at = self.skip(self.skip(after, &["day"]), &["of"]);
        let month_at = if self.is_hyphen(month_at) && month_at == after {
            month_at + 1
        } else {
            month_at
        };
        let month = self.month(month_at)?;
        let (year, end) = self.year_after(month_at + 1);
        day_found(month, day, year, end, "day_month")
    }

    /// `17-20 July` with its first day read.
    fn day_first_range(&self, first: i8, at: usize) -> Option<Found> {
        let (last, after) = self.day_number(at)?;
        let month = self.month(self.skip(after, &["of"]))?;
        let (year, end) = self.year_after(self.skip(after, &["of"]) + 1);
        let from = day_value(month, first, year)?;
        let to = day_value(month, last, year)?;
        Found::date(end, TimeValue::Range(from.into(), to.into()), "day_range")
    }

    /// `July 17-20` with month and first day read.
    fn day_range(&self, month: i8, first: i8, at: usize) -> Option<Found> {
        if !self.is_hyphen(at) {
            return None;
        }
        let (last_month, day_at) = match self.month(at + 1) {
            Some(month) => (month, at + 2),
            None => (month, at + 1),
        };
        let (last, after) = self.day_number(day_at)?;
        if last_month == month && last <= first {
            return None;
        }
        let (year, end) = self.year_after(after);
        let from = day_value(month, first, year)?;
        let to = day_value(last_month, last, year)?;
        Found::date(end, TimeValue::Range(from.into(), to.into()), "day_range")
    }

    /// 1 to 31, in digits or as an ordinal.
    fn day_number(&self, at: usize) -> Option<(i8, usize)> {
        let (day, end) = match self.digits(at, 1..=2) {
            Some(day) => (day, at + 1),
            None => self.ordinal(at)?,
        };
        (1..=31).contains(&day).then_some((i8::try_from(day).ok()?, end))
    }

    /// The year after a day, if one follows: `, 2017`, `2017`, `of last year`.
    fn year_after(&self, at: usize) -> (SaidYear, usize) {
        let next = self.skip(at, &[",", "of"]);
        if let Some((year, end)) = self.year(next) {
            return (SaidYear::Known(year), end);
        }
        match self.year_shift(next) {
            Some((shift, end)) => (SaidYear::Shift(shift), end),
            None => (SaidYear::Open, at),
        }
    }

    /// A four-digit or spelled-out year.
    fn year(&self, at: usize) -> Option<(i32, usize)> {
        let digits = self
            .digits(at, 4..=4)
            .filter(|year| YEARS.contains(year))
            .map(|year| (year, at + 1));
        digits.or_else(|| self.year_in_words(at))
    }

    /// `last year`, `this year`, `next year`.
    pub fn year_shift(&self, at: usize) -> Option<(i32, usize)> {
        let is_year = self.is(at + 1, "year");
        let shift = match self.direction(at)? {
            Direction::Last if self.is(at, "last") => -1,
            Direction::This if self.is(at, "this") => 0,
            Direction::Next if self.is(at, "next") => 1,
            _ => return None,
        };
        is_year.then_some((shift, at + 2))
    }

    /// `2017-04-14`, `11/28/2000`, `28/11/2000`, `9/11`-like dates are left to the holidays.
    fn numeric_date(&self, at: usize) -> Option<Found> {
        let text = self.text(at);
        if !text.as_bytes().first()?.is_ascii_digit() || text.len() < 6 {
            return None;
        }
        let parts: Vec<i32> = text
            .split(['-', '/', '.'])
            .map(|part| part.parse().ok())
            .collect::<Option<_>>()?;
        let &[first, second, third] = parts.as_slice() else {
            return None;
        };
        let is_iso = text.find(['-', '/', '.']) == Some(4);
        let (year, month, day) = match (is_iso, first > 12) {
            (true, _) => (first, second, third),
            (false, true) => (third, second, first),
            (false, false) if text.contains('.') => (third, second, first),
            (false, false) => (third, first, second),
        };
        let year = match year {
            0..=49 if !is_iso => 2000 + year,
            50..=99 if !is_iso => 1900 + year,
            year => year,
        };
        let date = Date::new(
            i16::try_from(year).ok()?,
            i8::try_from(month).ok()?,
            i8::try_from(day).ok()?,
        )
        .ok()?;
        YEARS.contains(&year).then_some(())?;
        Found::date(at + 1, on(date), "numeric")
    }

    /// Holidays by name, with the year where one follows.
    fn holiday(&self, at: usize) -> Option<Found> {
        let key = self.token(at)?.folded;
        let holiday = self.lexicon.holidays(key).iter().find(|holiday| {
            holiday
                .keys
                .iter()
                .zip(at..)
                .all(|(key, at)| self.token(at).is_some_and(|token| token.folded == *key))
        })?;
        if !self.is_capital(at) {
            return None;
        }
        let end = at + holiday.keys.len();
        let (year, end) = self.year_after(end);
        let value = TimeValue::Holiday {
            rule: holiday.rule,
            year,
        };
        Found::date(end, value, "holiday")
    }
}

fn day_value(month: i8, day: i8, year: SaidYear) -> Option<TimeValue> {
    if let SaidYear::Known(year) = year {
        return Date::new(i16::try_from(year).ok()?, month, day).ok().map(on);
    }
    // A leap year, so that February 29 stands.
    Date::new(2000, month, day)
        .ok()
        .map(|_| TimeValue::DayOfMonth { month, day, year })
}

fn day_found(month: i8, day: i8, year: SaidYear, end: usize, rule: &'static str) -> Option<Found> {
    Found::date(end, day_value(month, day, year)?, rule)
}

fn on(date: Date) -> TimeValue {
    TimeValue::Absolute {
        value: date.to_string(),
        start: Some(date),
        end: Some(date),
    }
}

fn month_of(year: i32, month: i8) -> TimeValue {
    let start = i16::try_from(year).ok().and_then(|year| Date::new(year, month, 1).ok());
    TimeValue::Absolute {
        value: format!("{year:04}-{month:02}"),
        start,
        end: start.map(Date::last_of_month),
    }
}
