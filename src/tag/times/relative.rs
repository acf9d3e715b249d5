//! Times told from now or from the time last spoken of: `yesterday`, `last week`, `two days later`.

use super::cursor::{Cursor, Found};
use super::numbers::Amount;
use crate::document::{SaidYear, TimeUnit, TimeValue, TimexType, TokenShape};
use crate::kb::Direction;

/// Longest event looked at after `the day before`.
const EVENT_TOKENS: usize = 8;

impl Cursor<'_> {
    /// A point in time that is no date of the calendar by itself.
    pub fn relative_date(&self, at: usize) -> Option<Found> {
        self.day_word(at)
            .or_else(|| self.quarter(at))
            .or_else(|| self.directed(at))
            .or_else(|| self.weekday_alone(at))
            .or_else(|| self.season_date(at))
            .or_else(|| self.year_compound(at))
            .or_else(|| self.the_unit(at))
    }

    /// `today`, `yesterday`, `tomorrow`.
    fn day_word(&self, at: usize) -> Option<Found> {
        let offset = self.word(at)?.day?;
        Found::date(
            at + 1,
            TimeValue::Relative {
                unit: TimeUnit::Day,
                offset,
            },
            "day_word",
        )
    }

    fn weekday_alone(&self, at: usize) -> Option<Found> {
        let weekday = self.weekday(at)?;
        Found::date(at + 1, TimeValue::Weekday { weekday, shift: None }, "weekday")
    }

    /// `last week`, `next March`, `this summer`, `the following day`, `the previous Friday`, `that year`.
    fn directed(&self, at: usize) -> Option<Found> {
        let start = self.skip(at, &["the"]);
        let mut position = start;
        let mut direction = self.direction(position)?;
        position += 1;
        // `this past spring`, `this coming Sunday`, `that same day`.
        if let Some(second) = self.direction(position) {
            direction = if direction == Direction::That || second == Direction::That {
                Direction::That
            } else {
                second
            };
            position += 1;
        }
        let has_article = start > at;
        // `same day` and `following Monday's debate` ask for an article to tell a time.
        let is_bare = !has_article && position == start + 1;
        if is_bare && self.is_any(start, &["same", "following"]) {
            return None;
        }
        self.directed_unit(position, direction, has_article)
            .or_else(|| self.directed_name(position, direction))
            .filter(|_| !self.is_loose(start, position))
    }

    /// `past`, `recent`, `present`, `ongoing` before a unit in the singular tell no date by themselves.
    fn is_loose(&self, start: usize, position: usize) -> bool {
        position == start + 1 && self.is_any(start, &["recent", "ongoing", "present", "prior"])
    }

    fn directed_unit(&self, at: usize, direction: Direction, has_article: bool) -> Option<Found> {
        let word = self.word(at)?;
        let unit = word.unit.filter(|_| !word.is_plural)?;
        let is_short = matches!(unit, TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour);
        if is_short || self.joins(at + 1) {
            return None;
        }
        let value = match direction {
            Direction::Last if has_article && self.is(self.before(at, 1), "past") => return None,
            Direction::Last => TimeValue::Relative { unit, offset: -1 },
            Direction::Next if has_article => TimeValue::Shifted { unit, offset: 1 },
            Direction::Next => TimeValue::Relative { unit, offset: 1 },
            Direction::This => TimeValue::Relative { unit, offset: 0 },
            Direction::That => TimeValue::Shifted { unit, offset: 0 },
            Direction::Before => TimeValue::Shifted { unit, offset: -1 },
            Direction::After => TimeValue::Shifted { unit, offset: 1 },
        };
        let has_tail = direction != Direction::This && self.is(at + 1, "or") && self.is(at + 2, "so");
        Found::date(if has_tail { at + 3 } else { at + 1 }, value, "directed_unit")
    }

    /// `last Friday`, `next March`, `this fall`, `last Christmas`.
    fn directed_name(&self, at: usize, direction: Direction) -> Option<Found> {
        let (shift, year) = match direction {
            Direction::Last | Direction::Before => (-1, SaidYear::Last),
            Direction::Next | Direction::After => (1, SaidYear::Next),
            Direction::This | Direction::That => (0, SaidYear::Shift(0)),
        };
        if let Some(weekday) = self.weekday(at) {
            // Apposition: `this coming Sunday, March 8`.
            if let Some(date) = self.calendar_date(at).filter(|date| date.rule == "weekday_date") {
                return Some(date);
            }
            return Found::date(
                at + 1,
                TimeValue::Weekday {
                    weekday,
                    shift: Some(shift),
                },
                "directed_weekday",
            );
        }
        let word = self.word(at)?;
        if let Some(month) = word.month.filter(|_| self.is_capital(at) && self.text(at).len() > 2) {
            let next_is_number = self.digits(at + 1, 1..=4).is_some();
            return (!next_is_number)
                .then(|| Found::date(at + 1, TimeValue::Month { month, year }, "directed_month"))?;
        }
        if let Some(season) = word.season.as_deref().filter(|_| !word.is_plural) {
            let value = TimeValue::YearPart {
                part: season.to_owned(),
                year,
            };
            return Found::date(at + 1, value, "directed_season");
        }
        None
    }

    /// `the weekend`, `the quarter`, `in the year`.
    fn the_unit(&self, at: usize) -> Option<Found> {
        let start = self.skip(at, &["the"]);
        if start == at || self.joins(start + 1) {
            return None;
        }
        let unit = self
            .unit(start)
            .filter(|_| !self.word(start).is_some_and(|word| word.is_plural))?;
        let is_asked = self.is_any(self.before(at, 1), &["for", "in", "of", "during"])
            && !self.is_any(start + 1, &["of", "when", "that", "since"]);
        match unit {
            TimeUnit::Weekend => Found::date(start + 1, TimeValue::Relative { unit, offset: 0 }, "weekend"),
            TimeUnit::Quarter => Found::date(start + 1, TimeValue::Shifted { unit, offset: 0 }, "the_quarter"),
            TimeUnit::Year | TimeUnit::Week if is_asked => {
                Found::date(start + 1, TimeValue::Relative { unit, offset: 0 }, "the_year")
            }
            _ => None,
        }
    }

    /// `two weeks ago`, `a year earlier`, `three days later`, `10 days before`, `in three days` is left
    /// to durations, `year-ago`, `year-earlier`.
    pub fn counted_shift(&self, at: usize) -> Option<Found> {
        let (amount, after) = self
            .amount(at)
            .or_else(|| Some((Amount::Unknown, at)).filter(|_| self.is_plural_unit(at)))?;
        let after = if self.joins(after) { after + 1 } else { after };
        let mut unit = self.unit(after)?;
        let mut end = after + 1;
        let mut count = amount;
        if self.is(end, "or") && self.is(end + 1, "so") {
            end += 2;
        }
        if self.is(end, "and") && self.is(end + 1, "a") && self.is(end + 2, "half") {
            count = match (unit, amount) {
                (TimeUnit::Year, Amount::Exact(years)) => {
                    unit = TimeUnit::Month;
                    Amount::Exact(years * 12.0 + 6.0)
                }
                _ => amount,
            };
            end += 3;
        }
        let is_adjective = self.joins(end);
        let end_word = if is_adjective { end + 1 } else { end };
        if is_adjective && self.is_any(at, &["a", "an"]) {
            return None;
        }
        let (sign, from_now) = match self.text(end_word).to_ascii_lowercase().as_str() {
            "ago" => (-1, true),
            "earlier" | "before" | "previously" | "beforehand" => (-1, false),
            "later" | "afterwards" | "afterward" | "hence" => (1, false),
            "after" if !self.starts_noun(end_word + 1) => (1, false),
            _ => return None,
        };
        if self.is(end_word, "before") && self.starts_noun(end_word + 1) {
            return None;
        }
        let is_short = matches!(unit, TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour);
        let value = match count.whole() {
            Some(count) if !is_short && from_now => TimeValue::Relative {
                unit,
                offset: sign * count,
            },
            Some(count) if !is_short => TimeValue::Shifted {
                unit,
                offset: sign * count,
            },
            Some(count) if unit == TimeUnit::Hour && from_now && count >= 24 => TimeValue::Relative {
                unit: TimeUnit::Day,
                offset: sign * count / 24,
            },
            _ => TimeValue::Reference {
                value: if sign < 0 { "PAST_REF" } else { "FUTURE_REF" }.into(),
            },
        };
        Found::date(end_word + 1, value, "counted_shift")
    }

    fn is_plural_unit(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| word.unit.is_some() && word.is_plural)
    }

    /// A noun phrase or clause begins at `at`: what `before` and `after` then attach to.
    pub fn starts_noun(&self, at: usize) -> bool {
        match self.token(at) {
            Some(token) => {
                self.is_any(
                    at,
                    &[
                        "the", "a", "an", "his", "her", "its", "their", "this", "that", "he", "she", "they", "it",
                    ],
                ) || matches!(token.shape, TokenShape::Capitalised | TokenShape::Upper)
                    || (token.shape == TokenShape::Lower
                        && !self.is_any(
                            at,
                            &["in", "on", "at", "to", "and", "but", "when", "as", "by", "with", "for"],
                        ))
            }
            None => false,
        }
    }

    /// `the day before the meeting`, `the night after the vote`, `the eve of the summit`.
    pub fn event_relative(&self, at: usize) -> Option<Found> {
        let start = self.skip(at, &["the"]);
        let is_head = start > at && self.is_any(start, &["day", "night", "morning", "week", "month", "year", "eve"]);
        let after = start + 1;
        let (sign, event) = match self.text(after).to_ascii_lowercase().as_str() {
            "before" if is_head => (-1, after + 1),
            "after" | "following" if is_head => (1, after + 1),
            "of" if self.is(start, "eve") => (-1, after + 1),
            _ => return None,
        };
        if !self.starts_noun(event) || self.calendar_date(event).is_some() {
            return None;
        }
        let reach = self.end.min(event + EVENT_TOKENS);
        let is_mark = |at: usize| self.shape(at) == Some(TokenShape::Punctuation) && !self.is_hyphen(at);
        let event_end = (event + 1..reach).find(|&at| is_mark(at)).unwrap_or(reach);
        let unit = self.unit(start).unwrap_or(TimeUnit::Day);
        let value = TimeValue::EventRelative {
            unit,
            offset: sign,
            event: self.span(event, event_end),
        };
        Found::of(after, TimexType::Date, value, "event_relative")
    }
}
