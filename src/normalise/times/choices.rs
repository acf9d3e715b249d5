//! Which of the possible dates a time expression means.

use jiff::civil::Date;

use super::anchors::days_between;
use super::periods::{Period, shifted};
use crate::document::{DatePrecision, SaidYear, TimeUnit, TimeValue};
use crate::kb::Tense;

/// Beyond so many days the tense of the clause outweighs nearness.
const NEAR_DAYS: i32 = 120;
/// A quarter is reported on for so many days after its end.
const REPORTING_DAYS: i32 = 130;

/// The end of a range that was resolved to before its start moves on: a weekday by weeks, a date
/// without a year by years.
pub fn not_before(value: &TimeValue, period: Period, start: Option<Date>) -> Period {
    let unit = match value {
        TimeValue::Weekday { .. } => TimeUnit::Week,
        TimeValue::DayOfMonth {
            year: SaidYear::Open, ..
        }
        | TimeValue::Month {
            year: SaidYear::Open, ..
        } => TimeUnit::Year,
        _ => return period,
    };
    let moved = match (period.start, start) {
        (Some(date), Some(start)) if date < start => shifted(unit, date, 1),
        _ => return period,
    };
    match (moved, period.precision) {
        (Some(date), DatePrecision::Month) => Period::around(TimeUnit::Month, date),
        (Some(date), _) => Period::day(date),
        (None, _) => period,
    }
}

/// A quarter that ended lately is the one reported on, whatever the tense.
pub fn quarter_tense(first: i8, length: i32, now: Date, tense: Option<Tense>) -> Option<Tense> {
    let has_ended = [now.year() - 1, now.year()].into_iter().any(|year| {
        let start = Date::new(year, first, 1).ok();
        let end = start.and_then(|start| shifted(TimeUnit::Month, start, length));
        end.is_some_and(|end| (0..REPORTING_DAYS).contains(&days_between(end, now)))
    });
    if has_ended {
        Some(Tense::Past)
    } else {
        tense.or(Some(Tense::Past))
    }
}

/// `from March to August 2011`, `between January 1 and September 26`: the open date is the last before
/// the end of its range.
pub fn with_year_before(open: &TimeValue, end: Date) -> Option<TimeValue> {
    with_year(open, |month, day| {
        let is_later = (month, day) > (end.month(), end.day());
        SaidYear::Known(i32::from(end.year()) - i32::from(is_later))
    })
}

/// `since January 1`: the last one, not the nearest.
pub fn in_the_past(open: &TimeValue) -> Option<TimeValue> {
    match open {
        TimeValue::DayOfMonth { .. } => with_year(open, |_, _| SaidYear::Last),
        _ => None,
    }
}

/// A day or month without a year, with the year that `year` finds for month and day; `None` for others.
fn with_year(open: &TimeValue, year: impl Fn(i8, i8) -> SaidYear) -> Option<TimeValue> {
    match *open {
        TimeValue::Month {
            month,
            year: SaidYear::Open,
        } => Some(TimeValue::Month {
            month,
            year: year(month, 1),
        }),
        TimeValue::DayOfMonth {
            month,
            day,
            year: SaidYear::Open,
        } => Some(TimeValue::DayOfMonth {
            month,
            day,
            year: year(month, day),
        }),
        _ => None,
    }
}

pub fn absolute(value: &str, start: Option<Date>, end: Option<Date>) -> Period {
    let precision = match (start, value.len()) {
        (None, _) => DatePrecision::Unknown,
        (Some(_), 10) => DatePrecision::Day,
        (Some(_), 7) => DatePrecision::Month,
        (Some(_), 4) => DatePrecision::Year,
        _ => DatePrecision::Range,
    };
    Period {
        value: value.to_owned(),
        start,
        end,
        precision,
    }
}

/// The candidate that the tense asks for where it is far from now, else the nearest.
pub fn pick(candidates: Vec<Date>, now: Date, year: SaidYear, tense: Option<Tense>) -> Option<Date> {
    pick_from(candidates, now, year, tense, NEAR_DAYS)
}

pub fn pick_from(candidates: Vec<Date>, now: Date, year: SaidYear, tense: Option<Tense>, near: i32) -> Option<Date> {
    match year {
        SaidYear::Last => return candidates.into_iter().filter(|date| *date < now).max(),
        SaidYear::Next => return candidates.into_iter().filter(|date| *date > now).min(),
        SaidYear::Open => {}
        SaidYear::Shift(_) | SaidYear::Known(_) => return candidates.first().copied(),
    }
    let nearest = candidates
        .iter()
        .copied()
        .min_by_key(|date| days_between(now, *date).unsigned_abs())?;
    let distance = days_between(now, nearest);
    let by_tense = match tense {
        Some(Tense::Past) if distance > near => candidates.into_iter().filter(|date| *date <= now).max(),
        Some(Tense::Future) if distance < -near => candidates.into_iter().filter(|date| *date >= now).min(),
        _ => None,
    };
    by_tense.or(Some(nearest))
}
