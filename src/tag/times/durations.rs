//! Stretches of time and repeated times: `for three days`, `the past two decades`, `every week`.

use super::cursor::{Cursor, Found};
use super::numbers::Amount;
use crate::document::{TimeUnit, TimeValue, TimexType, TokenShape};
use crate::kb::Direction;

impl Cursor<'_> {
    /// `three days`, `24-hour`, `the past two weeks`, `several years`, `decades`.
    pub fn duration(&self, at: usize) -> Option<Found> {
        self.directed_span(at)
            .or_else(|| self.hyphenated(at))
            .or_else(|| self.counted(at))
            .or_else(|| self.half_unit(at))
            .or_else(|| self.bare_units(at))
    }

    /// `the last five years`, `the next few days`, `the first nine months`, `recent weeks`, `the past decade`.
    fn directed_span(&self, at: usize) -> Option<Found> {
        let start = self.skip(at, &["the", "these", "those"]);
        let direction = self.direction(start).or_else(|| {
            self.ordinal(start)
                .filter(|(number, _)| *number == 1)
                .map(|_| Direction::That)
        });
        let has_article = start > at;
        // `the talks will last ten days`
        let before = self.before(start, 1);
        if !has_article && self.is(start, "last") && self.precedes_verb(before) {
            return None;
        }
        let (side, after) = match direction {
            Some(Direction::Last) => (-1, start + 1),
            Some(Direction::Next) => (1, start + 1),
            Some(_) if !self.is_any(start, &["that", "this"]) => (0, start + 1),
            None if has_article => (0, start),
            _ => return None,
        };
        if let Some((amount, unit_at)) = self.amount(after).filter(|(_, end)| {
            *end > after && !self.is_any(after, &["a", "an"])
                || self.is(after + 1, "few")
                || self.is(after + 1, "couple")
        }) {
            let unit_at = self.past_count_adjectives(unit_at);
            if self.joins(unit_at) {
                return None;
            }
            let unit = self.unit(unit_at)?;
            let value = duration_value(amount, unit)?;
            let end = self.or_so(unit_at + 1);
            return span_found(end, value, unit, amount.whole(), side, "directed_span");
        }
        let word = self.word(after).filter(|word| word.unit.is_some())?;
        let unit = word.unit?;
        let is_alone = direction.is_some() && (word.is_plural || (self.is(start, "past") && has_article));
        if !is_alone || (direction == Some(Direction::That) && !word.is_plural) {
            return None;
        }
        let amount = if word.is_plural {
            Amount::Unknown
        } else {
            Amount::Exact(1.0)
        };
        span_found(
            after + 1,
            duration_value(amount, unit)?,
            unit,
            amount.whole(),
            side,
            "directed_units",
        )
    }

    /// `will`, `to`: behind them stands a verb.
    fn precedes_verb(&self, at: usize) -> bool {
        self.is_any(
            at,
            &[
                "to", "will", "would", "may", "might", "can", "could", "should", "must", "not", "n't", "shall",
            ],
        )
    }

    fn or_so(&self, at: usize) -> usize {
        if self.is(at, "or") && self.is(at + 1, "so") {
            at + 2
        } else {
            at
        }
    }

    /// `24-hour`, `three-year`, `8-month-old`, `decades-long`, `week-long`.
    fn hyphenated(&self, at: usize) -> Option<Found> {
        if self.is_plural_unit_long(at) {
            let unit = self.unit(at)?;
            let amount = if self.word(at)?.is_plural {
                Amount::Unknown
            } else {
                Amount::Exact(1.0)
            };
            return span_found(
                at + 3,
                duration_value(amount, unit)?,
                unit,
                amount.whole(),
                0,
                "unit_long",
            );
        }
        let (amount, after) = self.amount(at).filter(|_| !self.is_any(at, &["a", "an"]))?;
        if !self.joins(after) {
            return None;
        }
        let unit = self.unit(after + 1)?;
        let mut end = after + 2;
        if self.is_age(end) || unit == TimeUnit::Quarter {
            return None;
        }
        if self.joins(end) && self.is(end + 1, "long") {
            end += 2;
        }
        span_found(
            end,
            duration_value(amount, unit)?,
            unit,
            amount.whole(),
            0,
            "hyphenated",
        )
    }

    fn is_plural_unit_long(&self, at: usize) -> bool {
        self.unit(at).is_some() && self.joins(at + 1) && self.is(at + 2, "long")
    }

    /// `three days`, `a year and a half`, `18 months`, `two to three weeks`, `several more weeks`.
    fn counted(&self, at: usize) -> Option<Found> {
        let (mut amount, mut after) = self.amount(at)?;
        if (self.is_any(after, &["to", "or"]) || self.joins(after))
            && let Some((upper, next)) = self
                .amount(after + 1)
                .filter(|(_, next)| self.unit(*next).is_some() && !self.is_any(after + 1, &["a", "an"]))
        {
            (amount, after) = (if upper == amount { amount } else { upper }, next);
        }
        let after = self.past_count_adjectives(after);
        let word = self.word(after)?;
        let unit = word.unit?;
        let is_one = self.is_any(at, &["a", "an"]);
        if self.is_age(after + 1) || self.is_capital(after) && self.is_capital(at) {
            return None;
        }
        if !word.is_plural && amount != Amount::Exact(1.0) && !self.is_any(at, &["half"]) {
            // `five year` stands for `five-year` before a noun.
            let is_adjective =
                self.shape(after + 1) == Some(TokenShape::Lower) && amount.whole().is_some_and(|n| n > 1);
            if !is_adjective {
                return None;
            }
        }
        if is_one && self.is_rate(at) {
            let is_set = self.is_any(self.before(at, 1), &["once", "twice", "times"]);
            return is_set.then(|| span_set(after + 1, duration_value(Amount::Exact(1.0), unit)?, "rate"))?;
        }
        if is_one && matches!(unit, TimeUnit::Second | TimeUnit::Quarter) {
            return None;
        }
        let mut end = after + 1;
        if self.is(end, "and") && self.is(end + 1, "a") && self.is(end + 2, "half") {
            amount = match amount {
                Amount::Exact(number) => Amount::Exact(number + 0.5),
                Amount::Unknown => amount,
            };
            end += 3;
        }
        end = self.or_so(end);
        span_found(end, duration_value(amount, unit)?, unit, amount.whole(), 0, "counted")
    }

    fn past_count_adjectives(&self, at: usize) -> usize {
        let is_adjective = |at: usize| self.word(at).is_some_and(|word| word.is_count_adjective);
        let count = (at..at + 2).take_while(|&at| is_adjective(at)).count();
        at + count
    }

    /// `52 years old`, `a 6-year-old`: how old somebody is, no time of any event.
    fn is_age(&self, at: usize) -> bool {
        self.is_any(at, &["old", "olds"]) || (self.is_hyphen(at) && self.is_any(at + 1, &["old", "olds"]))
    }

    /// `$5 a year`, `twice a week`, `four flights a day`: a unit that something is counted per.
    fn is_rate(&self, at: usize) -> bool {
        let before = self.before(at, 1);
        let text = self.text(before);
        let is_plural = self.shape(before) == Some(TokenShape::Lower) && text.ends_with('s') && text.len() > 3;
        let is_verb = self.is_any(before, &["takes", "lasts", "spends", "across", "perhaps"]);
        self.is_any(
            before,
            &["once", "twice", "times", "%", "percent", "million", "billion"],
        ) || self.shape(before) == Some(TokenShape::Number)
            || (is_plural && !is_verb)
    }

    /// `half an hour`, `half a year`.
    fn half_unit(&self, at: usize) -> Option<Found> {
        if !self.is(at, "half") || !(self.is_any(at + 1, &["a", "an"]) || self.joins(at + 1)) {
            return None;
        }
        let unit = self.unit(at + 2)?;
        let value = match unit {
            TimeUnit::Hour => "PT30M".to_owned(),
            TimeUnit::Year => "P6M".to_owned(),
            TimeUnit::Decade => "P5Y".to_owned(),
            TimeUnit::Century => "P50Y".to_owned(),
            unit => duration_value(Amount::Exact(0.5), unit)?,
        };
        span_found(at + 3, value, unit, None, 0, "half_unit")
    }

    /// `for years`, `weeks of fighting`, `months`: unknown many.
    fn bare_units(&self, at: usize) -> Option<Found> {
        let word = self.word(at).filter(|word| word.is_plural)?;
        let unit = word.unit?;
        let before = self.before(at, 1);
        let is_asked = self.is_any(
            before,
            &[
                "for", "in", "within", "after", "over", "of", "take", "takes", "took", "lasted", "spent", "into",
                "two", "and", "or",
            ],
        ) || self.is(at + 1, "of")
            || before == usize::MAX;
        let is_long =
            !matches!(unit, TimeUnit::Second | TimeUnit::Quarter | TimeUnit::Weekend) && !self.is(before, "of");
        (is_asked && is_long).then(|| {
            span_found(
                at + 1,
                duration_value(Amount::Unknown, unit)?,
                unit,
                None,
                0,
                "bare_units",
            )
        })?
    }

    /// `every week`, `each Thursday`, `daily`, `Mondays`, `Tuesday nights`, `every two years`.
    pub fn set(&self, at: usize) -> Option<Found> {
        if let Some(frequency) = self.word(at).and_then(|word| word.frequency.as_deref()) {
            let is_name = self.is_capital(at) && at > self.first;
            return (!is_name).then(|| span_set(at + 1, frequency.to_owned(), "frequency"))?;
        }
        if self.is_any(at, &["every", "each"]) {
            return self.every(at + 1);
        }
        let word = self.word(at)?;
        if let (Some(weekday), true) = (word.weekday, word.is_plural) {
            return span_set(at + 1, format!("XXXX-WXX-{weekday}"), "weekdays");
        }
        let weekday = self.weekday(at)?;
        let part = self.word(at + 1).filter(|word| word.is_plural)?.day_part.as_deref()?;
        span_set(at + 2, format!("XXXX-WXX-{weekday}T{part}"), "weekday_parts")
    }

    fn every(&self, at: usize) -> Option<Found> {
        let at = self.skip(at, &["other"]);
        let (amount, unit_at) = self
            .amount(at)
            .filter(|_| !self.is_any(at, &["a", "an"]))
            .unwrap_or((Amount::Exact(1.0), at));
        let word = self.word(unit_at)?;
        if let Some(unit) = word.unit {
            let step = if self.is(self.before(at, 1), "other") {
                Amount::Exact(2.0)
            } else {
                amount
            };
            return span_set(unit_at + 1, duration_value(step, unit)?, "every");
        }
        if let Some(weekday) = word.weekday {
            if let Some(part) = self.word(at + 1).and_then(|word| word.day_part.as_deref()) {
                return span_set(at + 2, format!("XXXX-WXX-{weekday}T{part}"), "every");
            }
            return span_set(at + 1, format!("XXXX-WXX-{weekday}"), "every");
        }
        if let Some(month) = self.month(at) {
            return span_set(at + 1, format!("XXXX-{month:02}"), "every");
        }
        if let Some(season) = word.season.as_deref() {
            return span_set(at + 1, format!("XXXX-{season}"), "every");
        }
        let part = word.day_part.as_deref()?;
        span_set(at + 1, format!("XXXX-XX-XXT{part}"), "every")
    }
}

fn span_found(
    end: usize,
    value: String,
    unit: TimeUnit,
    count: Option<i32>,
    side: i8,
    rule: &'static str,
) -> Option<Found> {
    Found::of(
        end,
        TimexType::Duration,
        TimeValue::Duration {
            value,
            unit,
            count,
            side,
        },
        rule,
    )
}

fn span_set(end: usize, value: String, rule: &'static str) -> Option<Found> {
    Found::of(end, TimexType::Set, TimeValue::Set { value }, rule)
}

/// TIMEX3 letters of a unit, with the `T` of clock units left to the caller.
fn unit_letter(unit: TimeUnit) -> Option<&'static str> {
    Some(match unit {
        TimeUnit::Second => "S",
        TimeUnit::Minute | TimeUnit::Month => "M",
        TimeUnit::Hour => "H",
        TimeUnit::Day => "D",
        TimeUnit::Weekend => "WE",
        TimeUnit::Week => "W",
        TimeUnit::Fortnight | TimeUnit::Semester => return None,
        TimeUnit::Quarter => "Q",
        TimeUnit::Year => "Y",
        TimeUnit::Decade => "DE",
        TimeUnit::Century => "CE",
    })
}

/// TIMEX3 duration: `P3D`, `PT24H`, `PXY`, `P2Y6M`.
fn duration_value(amount: Amount, unit: TimeUnit) -> Option<String> {
    let (amount, unit) = match (amount, unit) {
        (Amount::Exact(number), TimeUnit::Fortnight) => (Amount::Exact(number * 2.0), TimeUnit::Week),
        (Amount::Exact(number), TimeUnit::Semester) => (Amount::Exact(number * 6.0), TimeUnit::Month),
        (Amount::Unknown, TimeUnit::Fortnight) => (amount, TimeUnit::Week),
        (Amount::Unknown, TimeUnit::Semester) => (amount, TimeUnit::Month),
        other => other,
    };
    let letter = unit_letter(unit)?;
    let is_clock = matches!(unit, TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour);
    let head = if is_clock { "PT" } else { "P" };
    let number = match amount {
        Amount::Unknown => "X".to_owned(),
        Amount::Exact(value) if value.fract() == 0.5 && value > 1.0 => {
            let whole = value.trunc();
            match unit {
                TimeUnit::Year => return Some(format!("P{whole}Y6M")),
                TimeUnit::Hour => return Some(format!("PT{whole}H30M")),
                TimeUnit::Minute => return Some(format!("PT{whole}M30S")),
                _ => format!("{value}"),
            }
        }
        Amount::Exact(value) => format!("{value}"),
    };
    Some(format!("{head}{number}{letter}"))
}
