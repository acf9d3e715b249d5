//! Calendar arithmetic: the period of a unit around a day, with its TIMEX3 value.

use jiff::Span;
use jiff::civil::{Date, Weekday};

use crate::document::{DatePrecision, TimeUnit};

/// A stretch of whole days and how TIMEX3 writes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Period {
    pub value: String,
    pub start: Option<Date>,
    /// Inclusive.
    pub end: Option<Date>,
    pub precision: DatePrecision,
}

impl Period {
    pub fn unknown(value: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            start: None,
            end: None,
            precision: DatePrecision::Unknown,
        }
    }

    pub fn day(date: Date) -> Self {
        Self::from_days(date.to_string(), date, date, DatePrecision::Day)
    }

    pub fn from_days(value: String, start: Date, end: Date, precision: DatePrecision) -> Self {
        Self {
            value,
            start: Some(start),
            end: Some(end),
            precision,
        }
    }

    /// The period of a unit that holds the day.
    pub fn around(unit: TimeUnit, date: Date) -> Self {
        let year = date.year();
        match unit {
            TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour | TimeUnit::Day => Self::day(date),
            TimeUnit::Week | TimeUnit::Fortnight => week(date, false),
            TimeUnit::Weekend => week(date, true),
            TimeUnit::Month => Self::from_days(
                format!("{year:04}-{:02}", date.month()),
                date.first_of_month(),
                date.last_of_month(),
                DatePrecision::Month,
            ),
            TimeUnit::Quarter => Self::year_part(&format!("Q{}", (date.month() - 1) / 3 + 1), year),
            TimeUnit::Semester => Self::year_part(if date.month() <= 6 { "H1" } else { "H2" }, year),
            TimeUnit::Year => Self::from_days(
                format!("{year:04}"),
                date.first_of_year(),
                date.last_of_year(),
                DatePrecision::Year,
            ),
            TimeUnit::Decade => years(format!("{:03}", year / 10), year / 10 * 10, 10),
            TimeUnit::Century => years(format!("{:02}", year / 100), year / 100 * 100, 100),
        }
    }

    /// A quarter, half or season of a year; winter runs from December into the next year.
    pub fn year_part(part: &str, year: i16) -> Self {
        let value = format!("{year:04}-{part}");
        let months = part_months(part);
        let start = months.and_then(|(first, _)| Date::new(year, first, 1).ok());
        let end = start.zip(months).and_then(|(start, (_, length))| {
            start
                .checked_add(Span::new().months(length - 1))
                .ok()
                .map(Date::last_of_month)
        });
        Self {
            value,
            start,
            end,
            precision: if end.is_some() {
                DatePrecision::Range
            } else {
                DatePrecision::Unknown
            },
        }
    }
}

/// First month and number of months of a quarter, half or season (meteorological, northern).
pub fn part_months(part: &str) -> Option<(i8, i32)> {
    Some(match part {
        "Q1" => (1, 3),
        "Q2" => (4, 3),
        "Q3" => (7, 3),
        "Q4" => (10, 3),
        "H1" => (1, 6),
        "H2" => (7, 6),
        "SP" => (3, 3),
        "SU" => (6, 3),
        "FA" => (9, 3),
        "WI" => (12, 3),
        _ => return None,
    })
}

/// The TIMEX3 value of a unit whose date is not known.
pub fn unknown_value(unit: TimeUnit) -> &'static str {
    match unit {
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour | TimeUnit::Day => "XXXX-XX-XX",
        TimeUnit::Week | TimeUnit::Fortnight => "XXXX-WXX",
        TimeUnit::Weekend => "XXXX-WXX-WE",
        TimeUnit::Month => "XXXX-XX",
        TimeUnit::Quarter => "XXXX-QX",
        TimeUnit::Semester => "XXXX-HX",
        TimeUnit::Year => "XXXX",
        TimeUnit::Decade => "XXX",
        TimeUnit::Century => "XX",
    }
}

/// The day `count` units later (or earlier); `None` outside the years 1 to 9999, which no reader of the
/// tables can hold.
pub fn shifted(unit: TimeUnit, date: Date, count: i32) -> Option<Date> {
    let count = i64::from(count);
    let span = match unit {
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour => return Some(date),
        TimeUnit::Day => Span::new().try_days(count),
        TimeUnit::Week | TimeUnit::Weekend => Span::new().try_weeks(count),
        TimeUnit::Fortnight => Span::new().try_weeks(count * 2),
        TimeUnit::Month => Span::new().try_months(count),
        TimeUnit::Quarter => Span::new().try_months(count * 3),
        TimeUnit::Semester => Span::new().try_months(count * 6),
        TimeUnit::Year => Span::new().try_years(count),
        TimeUnit::Decade => Span::new().try_years(count * 10),
        TimeUnit::Century => Span::new().try_years(count * 100),
    };
    date.checked_add(span.ok()?).ok().filter(|date| date.year() >= 1)
}

/// The nearest given weekday (1 = Monday) not after (`-1`) or not before (`1`) the day.
pub fn nearest_weekday(date: Date, weekday: i8, side: i8) -> Option<Date> {
    let distance = i64::from(weekday - date.weekday().to_monday_one_offset());
    let days = if side < 0 {
        -((-distance).rem_euclid(7))
    } else {
        distance.rem_euclid(7)
    };
    date.checked_add(Span::new().days(days)).ok()
}

fn week(date: Date, is_weekend: bool) -> Period {
    let week = date.iso_week_date();
    let monday = nearest_weekday(date, 1, -1).unwrap_or(date);
    let (offset, tail) = if is_weekend { (5, "-WE") } else { (0, "") };
    let start = shifted(TimeUnit::Day, monday, offset).unwrap_or(monday);
    let end = nearest_weekday(date, Weekday::Sunday.to_monday_one_offset(), 1).unwrap_or(date);
    let value = format!("{:04}-W{:02}{tail}", week.year(), week.week());
    Period::from_days(value, start, end, DatePrecision::Week)
}

fn years(value: String, first: i16, count: i16) -> Period {
    let start = Date::new(first, 1, 1).ok();
    let end = Date::new(first + count - 1, 12, 31).ok();
    Period {
        value,
        start,
        end,
        precision: DatePrecision::Range,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Period, nearest_weekday, shifted};
    use crate::document::TimeUnit;

    #[test]
    fn writes_periods() {
        let day = date(2017, 4, 14);
        let cases = [
            (TimeUnit::Day, "2017-04-14", "2017-04-14", "2017-04-14"),
            (TimeUnit::Week, "2017-W15", "2017-04-10", "2017-04-16"),
            (TimeUnit::Weekend, "2017-W15-WE", "2017-04-15", "2017-04-16"),
            (TimeUnit::Month, "2017-04", "2017-04-01", "2017-04-30"),
            (TimeUnit::Quarter, "2017-Q2", "2017-04-01", "2017-06-30"),
            (TimeUnit::Year, "2017", "2017-01-01", "2017-12-31"),
            (TimeUnit::Decade, "201", "2010-01-01", "2019-12-31"),
            (TimeUnit::Century, "20", "2000-01-01", "2099-12-31"),
        ];
        for (unit, value, start, end) in cases {
            let period = Period::around(unit, day);
            assert_eq!(period.value, value);
            assert_eq!(period.start.unwrap().to_string(), start);
            assert_eq!(period.end.unwrap().to_string(), end);
        }
        let winter = Period::year_part("WI", 1994);
        assert_eq!(winter.end.unwrap().to_string(), "1995-02-28");
    }

    #[test]
    fn stays_in_years_that_dates_can_hold() {
        let today = date(2031, 5, 27);
        assert_eq!(shifted(TimeUnit::Week, today, -292_000), None);
        assert_eq!(shifted(TimeUnit::Year, today, -2_031), None);
        assert_eq!(shifted(TimeUnit::Year, today, -2_030).map(|date| date.year()), Some(1));
    }

    #[test]
    fn steps_to_weekdays_and_units() {
        let friday = date(2017, 4, 14);
        assert_eq!(nearest_weekday(friday, 5, -1), Some(friday));
        assert_eq!(nearest_weekday(friday, 5, 1), Some(friday));
        assert_eq!(nearest_weekday(friday, 1, -1), Some(date(2017, 4, 10)));
        assert_eq!(nearest_weekday(friday, 1, 1), Some(date(2017, 4, 17)));
        assert_eq!(shifted(TimeUnit::Month, date(2017, 3, 31), -1), Some(date(2017, 2, 28)));
    }
}
