//! Times of day: `10:30 a.m. EST`, `2200 GMT`, `noon`, `Friday evening`, `this morning`, `tonight`.

use super::cursor::{Cursor, Found};
use crate::document::{TimeUnit, TimeValue, TimexType, TokenShape};
use crate::kb::Direction;

const TODAY: TimeValue = TimeValue::Relative {
    unit: TimeUnit::Day,
    offset: 0,
};

impl Cursor<'_> {
    /// A time of day at `at`, with the day where one is said beside it.
    pub fn time_of_day(&self, at: usize) -> Option<Found> {
        self.clock(at)
            .or_else(|| self.clock_word(at))
            .or_else(|| self.tonight(at))
            .or_else(|| self.directed_part(at))
            .or_else(|| self.the_part(at))
    }

    /// The part of the day that follows a date ending at `found.end` (`Friday evening`, `June 3 at night`).
    pub fn with_day_part(&self, found: Found) -> Found {
        let at = found.end;
        let is_day = matches!(
            &found.value,
            TimeValue::Weekday { .. }
                | TimeValue::DayOfMonth { .. }
                | TimeValue::Relative {
                    unit: TimeUnit::Day,
                    ..
                }
                | TimeValue::Shifted {
                    unit: TimeUnit::Day,
                    ..
                }
        ) || matches!(&found.value, TimeValue::Absolute { start, end, .. } if start.is_some() && start == end);
        if !is_day {
            return found;
        }
        let part_at = if self.is_any(at, &["at", "in"]) {
            self.skip(at + 1, &["the"])
        } else {
            at
        };
        let word = self.word(part_at);
        let Some(part) = word
            .filter(|word| !word.is_plural)
            .and_then(|word| word.day_part.as_deref())
        else {
            return found;
        };
        if part_at > at && part.contains(':') {
            return found;
        }
        Found {
            end: part_at + 1,
            timex_type: TimexType::Time,
            value: part_of(found.value, part),
            rule: "day_part",
        }
    }

    /// `10:30 a.m.`, `5 p.m. EST`, `2200 GMT`, `14:30`, `10 o'clock`.
    fn clock(&self, at: usize) -> Option<Found> {
        let (hour, minute, second, after) = self.hour_minute(at)?;
        let (hour, mut end) = match self.word(after).and_then(|word| word.meridiem) {
            Some(add) if (1..=12).contains(&hour) => (hour % 12 + i32::from(add), after + 1),
            _ => (hour, after),
        };
        let mut is_clock = end > after || minute.is_some();
        if end == after && self.is_any(end, &["o'clock", "o’clock"]) {
            (is_clock, end) = (true, end + 1);
        }
        if self.is_any(end, &["hrs", "hours", "hr"]) && minute.is_some() {
            end += 1;
        }
        if self.is(end, "in")
            && self.is(end + 1, "the")
            && self.is_any(end + 2, &["morning", "afternoon", "evening"])
            && is_clock
        {
            end += 3;
        }
        let zone = self.zone(end);
        let digits = self.text(at).len() == 4 && minute.is_some() && !self.text(at).contains(':');
        if !is_clock || hour > 24 || (digits && zone.is_none()) {
            return None;
        }
        let (zone, end) = zone.unwrap_or(("", end));
        let seconds = second.map_or_else(String::new, |second| format!(":{second:02}"));
        let clock = format!("T{hour:02}:{:02}{seconds}{zone}", minute.unwrap_or(0));
        Some(self.with_day_after(end, clock))
    }

    /// Hour, minute and second in digits, and where they end.
    fn hour_minute(&self, at: usize) -> Option<(i32, Option<i32>, Option<i32>, usize)> {
        let text = self.text(at);
        if let Some(number) = self.digits(at, 1..=4) {
            return match text.len() {
                1 | 2 => Some((number, None, None, at + 1)),
                4 if number % 100 < 60 => Some((number / 100, Some(number % 100), None, at + 1)),
                _ => None,
            };
        }
        if self.shape(at)? != TokenShape::Number {
            let number = self.word(at)?.number.filter(|number| (1..=12).contains(number))?;
            return Some((number, None, None, at + 1));
        }
        let separator = if text.contains(':') { ':' } else { '.' };
        let parts: Vec<i32> = text
            .split(separator)
            .map(|part| part.parse().ok())
            .collect::<Option<_>>()?;
        let is_dotted = separator == '.'
            && self
                .word(at + 1)
                .is_none_or(|word| word.meridiem.is_none() && word.zone.is_none());
        let has_two_digits = text.split(separator).skip(1).all(|part| part.len() == 2);
        match *parts.as_slice() {
            _ if is_dotted || !has_two_digits => None,
            [hour, minute] if hour <= 24 && minute < 60 => Some((hour, Some(minute), None, at + 1)),
            [hour, minute, second] if hour <= 24 && minute < 60 && second < 60 => {
                Some((hour, Some(minute), Some(second), at + 1))
            }
            _ => None,
        }
    }

    /// A time zone, also in brackets: `GMT`, `(1500 GMT)` reads its own clock.
    fn zone(&self, at: usize) -> Option<(&str, usize)> {
        if !self.is_capital(at) {
            return None;
        }
        let zone = self.word(at)?.zone.as_deref()?;
        Some((zone, at + 1))
    }

    /// The day after a clock time: `Thursday`, `on Friday`, `, Jan. 3`.
    fn with_day_after(&self, end: usize, clock: String) -> Found {
        let day_at = self.skip(self.skip(end, &[","]), &["on"]);
        let day = self
            .calendar_date(day_at)
            .or_else(|| self.relative_date(day_at))
            .filter(|found| {
                matches!(
                    &found.value,
                    TimeValue::Weekday { .. }
                        | TimeValue::DayOfMonth { .. }
                        | TimeValue::Relative {
                            unit: TimeUnit::Day,
                            ..
                        }
                ) || matches!(&found.value, TimeValue::Absolute { start, end, .. } if start.is_some() && start == end)
            });
        let (day, end) = match day {
            Some(found) if !(self.is(end, ",") && matches!(found.value, TimeValue::Weekday { .. })) => {
                (found.value, found.end)
            }
            _ => (TODAY, end),
        };
        let value = TimeValue::DayPart {
            day: day.into(),
            part: clock,
        };
        Found {
            end,
            timex_type: TimexType::Time,
            value,
            rule: "clock",
        }
    }

    /// `noon`, `midnight`, `midday`, alone or with a day.
    fn clock_word(&self, at: usize) -> Option<Found> {
        let word = self.word(at)?;
        let clock = word.day_part.as_deref().filter(|part| part.contains(':'))?;
        Some(self.with_day_after(at + 1, format!("T{clock}")))
    }

    fn tonight(&self, at: usize) -> Option<Found> {
        self.word(at)?.is_tonight.then(|| Found {
            end: at + 1,
            timex_type: TimexType::Time,
            value: part_of(TODAY, "NI"),
            rule: "tonight",
        })
    }

    /// `this morning`, `last night`, `the next morning`, `that evening`, `later this afternoon`.
    fn directed_part(&self, at: usize) -> Option<Found> {
        let start = self.skip(at, &["the"]);
        let direction = self.direction(start)?;
        let next = if self.direction(start + 1).is_some() {
            start + 2
        } else {
            start + 1
        };
        let next = if self.is_any(next, &["early", "late"]) {
            next + 1
        } else {
            next
        };
        let word = self.word(next).filter(|word| !word.is_plural)?;
        let part = word.day_part.as_deref().filter(|part| !part.contains(':'))?;
        let day = match direction {
            Direction::This => TODAY,
            Direction::Last => TimeValue::Relative {
                unit: TimeUnit::Day,
                offset: -1,
            },
            Direction::Next if start == at => TimeValue::Relative {
                unit: TimeUnit::Day,
                offset: 1,
            },
            Direction::Next | Direction::After => TimeValue::Shifted {
                unit: TimeUnit::Day,
                offset: 1,
            },
            Direction::That => TimeValue::Shifted {
                unit: TimeUnit::Day,
                offset: 0,
            },
            Direction::Before => TimeValue::Shifted {
                unit: TimeUnit::Day,
                offset: -1,
            },
        };
        Found::of(next + 1, TimexType::Time, part_of(day, part), "directed_part")
    }

    /// `the morning of January 31`, `the night of 10 August 1792`, `the evening`, `overnight`.
    fn the_part(&self, at: usize) -> Option<Found> {
        let start = self.skip(self.skip(at, &["the"]), &["early", "late"]);
        let word = self.word(start).filter(|word| !word.is_plural)?;
        let part = word.day_part.as_deref().filter(|part| !part.contains(':'))?;
        if self.is(start + 1, "of") {
            let day = self.calendar_date(start + 2).or_else(|| self.relative_date(start + 2));
            if let Some(day) = day {
                return Found::of(day.end, TimexType::Time, part_of(day.value, part), "part_of_day");
            }
        }
        let is_alone = self.is(start, "overnight")
            || (start > at && self.is_any(self.before(at, 1), &["in", "during", "through"]) && self.is(at, "the"));
        let day = TimeValue::Shifted {
            unit: TimeUnit::Day,
            offset: 0,
        };
        is_alone.then(|| Found::of(start + 1, TimexType::Time, part_of(day, part), "the_part"))?
    }
}

fn part_of(day: TimeValue, part: &str) -> TimeValue {
    TimeValue::DayPart {
        day: day.into(),
        part: format!("T{part}"),
    }
}
