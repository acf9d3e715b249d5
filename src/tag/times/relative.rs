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
        if direction == Direction::That && self.is(start, "same") && !has_article && position == start + 1 {
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

    /// `the summer of 1998`, `in winter`, `spring 2004`, `the 1990 summer`.
    fn season_date(&self, at: usize) -> Option<Found> {
        let start = self.skip(at, &["the"]);
        let season = self.season(start)?;
        if self.word(start)?.is_plural {
            return None;
        }
        let of = self.skip(start + 1, &["of", ",", "in"]);
        let part = season.to_owned();
        if let Some(year) = self.digits(of, 4..=4) {
            return Found::date(of + 1, known_part(year, part), "season_year");
        }
        if let Some((shift, end)) = self.year_shift(of) {
            return Found::date(
                end,
                TimeValue::YearPart {
                    part,
                    year: SaidYear::Shift(shift),
                },
                "season_shift",
            );
        }
        let is_asked = start > at
            || self.is_any(
                self.before(at, 1),
                &["in", "during", "by", "since", "until", "early", "late", "mid", "of"],
            );
        let is_noun = !self.is_any(start + 1, &["of", "in", "into", "to", "from", "up", "offensive"])
            || part == "SU"
            || part == "WI";
        (is_asked && is_noun).then(|| {
            Found::date(
                start + 1,
                TimeValue::YearPart {
                    part,
                    year: SaidYear::Open,
                },
                "season",
            )
        })?
    }

    /// `the third quarter of 1990`, `third-quarter`, `fiscal 1989`, `the first half of last year`, `Q3 2004`.
    fn quarter(&self, at: usize) -> Option<Found> {
        let mut position = self.skip(at, &["the"]);
        let possessive_year = self
            .year_shift(position)
            .filter(|(_, end)| matches!(self.text(*end), "'s" | "’s"));
        let lead_year = self.digits(position, 4..=4).filter(|year| (1900..2100).contains(year));
        position = match (possessive_year, lead_year) {
            (Some((_, end)), _) => end + 1,
            (None, Some(_)) => position + 1,
            _ => position,
        };
        if self.is(position, "fiscal") {
            position = self.skip(position + 1, &["-"]);
            if let Some(year) = self.digits(self.skip(position, &["year"]), 4..=4) {
                let end = self.skip(position, &["year"]) + 1;
                return Found::date(end, super::calendar::year_of(year), "fiscal_year");
            }
        }
        let (number, after) = self.ordinal(position)?;
        let is_adjective = self.is_hyphen(after);
        if is_adjective && self.is(at, "the") && position == at + 1 && self.shape(after + 2) == Some(TokenShape::Lower)
        {
            return None;
        }
        let after = if is_adjective { after + 1 } else { after };
        let part = match (self.unit(after)?, number) {
            (TimeUnit::Quarter, 1..=4) if !self.word(after)?.is_plural => format!("Q{number}"),
            _ => return None,
        };
        self.year_part(part, after + 1, lead_year, possessive_year.map(|(shift, _)| shift))
    }

    /// The year after a quarter or half, else the one read before it.
    pub fn year_part(&self, part: String, at: usize, year: Option<i32>, shift: Option<i32>) -> Option<Found> {
        let of = self.skip(at, &["of", ",", "in"]);
        let of = self.skip(of, &["fiscal"]);
        if let Some(year) = self.digits(of, 4..=4).filter(|year| (1900..2100).contains(year)) {
            return Found::date(of + 1, known_part(year, part), "year_part");
        }
        if let Some((shift, end)) = self.year_shift(of) {
            return Found::date(
                end,
                TimeValue::YearPart {
                    part,
                    year: SaidYear::Shift(shift),
                },
                "year_part",
            );
        }
        match year {
            Some(year) => Found::date(at, known_part(year, part), "year_part"),
            None => {
                let year = shift.map_or(SaidYear::Open, SaidYear::Shift);
                Found::date(at, TimeValue::YearPart { part, year }, "year_part")
            }
        }
    }

    /// `the first half of 1990`, `the second half of the year`.
    pub fn half(&self, at: usize) -> Option<Found> {
        let start = self.skip(at, &["the"]);
        let part = match self.text(start).to_ascii_lowercase().as_str() {
            "first" => "H1",
            "second" | "last" | "latter" => "H2",
            _ => return None,
        };
        if !self.is(start + 1, "half") || !self.is(start + 2, "of") {
            return None;
        }
        if self.is_any(start + 3, &["the", "this"]) && self.is(start + 4, "year") {
            return Found::date(
                start + 5,
                TimeValue::YearPart {
                    part: part.into(),
                    year: SaidYear::Shift(0),
                },
                "half",
            );
        }
        self.year_part(part.to_owned(), start + 2, None, None)
            .filter(|found| found.end > start + 3)
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

    /// `the year-ago quarter`, `year-earlier`, `year-end`, `year's end`.
    fn year_compound(&self, at: usize) -> Option<Found> {
        let start = self.skip(at, &["the"]);
        if !self.is(start, "year") {
            return None;
        }
        let is_joined = self.joins(start + 1) || matches!(self.text(start + 1), "'s" | "’s");
        let tail = if is_joined { start + 2 } else { start + 1 };
        if self.is(tail, "end") && start == at {
            return Found::date(
                tail + 1,
                TimeValue::Relative {
                    unit: TimeUnit::Year,
                    offset: 0,
                },
                "year_end",
            );
        }
        if !self.joins(start + 1) || !self.is_any(tail, &["ago", "earlier"]) {
            return None;
        }
        let has_noun = self.is_any(tail + 1, &["quarter", "period", "third", "second", "first", "fourth"]);
        if start > at && !has_noun {
            return None;
        }
        let end = if has_noun {
            self.year_ago_end(tail + 1)
        } else {
            tail + 1
        };
        Found::date(
            end,
            TimeValue::Shifted {
                unit: TimeUnit::Year,
                offset: -1,
            },
            "year_ago",
        )
    }

    fn year_ago_end(&self, at: usize) -> usize {
        if self.is_any(at, &["quarter", "period"]) {
            at + 1
        } else {
            at + 2
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

fn known_part(year: i32, part: String) -> TimeValue {
    TimeValue::YearPart {
        part,
        year: SaidYear::Known(year),
    }
}
