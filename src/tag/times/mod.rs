//! Tokens → time expressions in the range of TimeML's TIMEX3: a grammar over the words of `kb/times/`.

mod calendar;
mod clock;
mod cursor;
mod durations;
mod numbers;
mod relative;
#[cfg(test)]
mod tests;

use self::cursor::{Cursor, Found};
use crate::document::{SaidYear, SegmentedDocument, Sentence, TimeMention, TimeUnit, TimeValue, TokenShape};
use crate::error::Error;
use crate::kb::{TimeLexicon, TimeWord};

/// Finds time expressions; dates are resolved later.
pub struct TimeTagger {
    lexicon: TimeLexicon,
}

impl TimeTagger {
    /// # Errors
    /// [`Error::Configuration`] where a list of `kb/times/` breaks its format.
    pub fn new() -> Result<Self, Error> {
        Ok(Self {
            lexicon: TimeLexicon::embedded()?,
        })
    }

    /// Time expressions, ascending, not overlapping, each inside one sentence.
    pub fn tag(&self, document: &SegmentedDocument) -> Vec<TimeMention> {
        let words: Vec<Option<&TimeWord>> = document
            .tokens
            .iter()
            .map(|token| self.lexicon.word(token.folded))
            .collect();
        let mut found = Vec::new();
        for sentence in &document.sentences {
            self.tag_sentence(document, &words, sentence, &mut found);
        }
        found
    }

    fn tag_sentence(
        &self,
        document: &SegmentedDocument,
        words: &[Option<&TimeWord>],
        sentence: &Sentence,
        mentions: &mut Vec<TimeMention>,
    ) {
        let cursor = Cursor {
            document,
            lexicon: &self.lexicon,
            words,
            first: sentence.tokens.start,
            end: sentence.tokens.end,
        };
        let mut at = cursor.first;
        while at < cursor.end {
            match cursor.expression(at) {
                Some(found) => {
                    mentions.push(TimeMention {
                        span: cursor.span(at, found.end),
                        timex_type: found.timex_type,
                        value: found.value,
                        rule: found.rule,
                    });
                    at = found.end;
                }
                None => at += 1,
            }
        }
    }
}

/// Words that a time expression can begin with though the lexicon does not know them.
const HEADS: [&str; 16] = [
    "the", "a", "an", "from", "between", "every", "each", "at", "its", "their", "more", "less", "no", "up", "these",
    "half",
];

impl Cursor<'_> {
    /// The longest time expression that begins at `at`; earlier rules win ties.
    fn expression(&self, at: usize) -> Option<Found> {
        let is_digit = self
            .text(at)
            .as_bytes()
            .first()
            .is_some_and(|b| b.is_ascii_digit() || *b == b'\'');
        let has_holiday = || {
            self.token(at)
                .is_some_and(|token| !self.lexicon.holidays(token.folded).is_empty())
        };
        let can_begin =
            is_digit || self.word(at).is_some() || self.is_any(at, &HEADS) || has_holiday() || self.text(at) == "AD";
        if !can_begin {
            return None;
        }
        let rules: [fn(&Self, usize) -> Option<Found>; 10] = [
            Self::set,
            Self::range,
            Self::event_relative,
            Self::counted_time,
            Self::modified,
            Self::point,
            Self::half,
            Self::time_of_day,
            Self::duration,
            Self::reference,
        ];
        let mut best: Option<Found> = None;
        for rule in rules {
            if let Some(found) = rule(self, at)
                && best.as_ref().is_none_or(|best| found.end > best.end)
            {
                best = Some(found);
            }
        }
        best
    }

    /// A point in time, with its part of the day.
    fn point(&self, at: usize) -> Option<Found> {
        let date = longer(self.calendar_date(at), self.relative_date(at))?;
        Some(self.with_day_part(date))
    }

    fn any_point(&self, at: usize) -> Option<Found> {
        longer(
            longer(self.point(at), self.modified(at)),
            longer(self.half(at), self.time_of_day(at)),
        )
    }

    /// `early next year`, `late Monday`, `mid-November`, `later this month`, `the end of the year`.
    fn modified(&self, at: usize) -> Option<Found> {
        let start = self.skip(at, &["the"]);
        let start = self.skip(start, &["very"]);
        let word = self.word(start)?;
        if word.is_modifier {
            let gap = if self.joins(start + 1) { start + 2 } else { start + 1 };
            let inner = self.skip(gap, &["in", "on"]);
            let found = self
                .point(self.skip(inner, &["the"]))
                .or_else(|| self.point(inner))
                .or_else(|| self.time_of_day(inner));
            let found = found.or_else(|| self.lone_month(inner))?;
            if self.is_any(start, &["later", "earlier"]) && !is_deictic(&found.value) {
                return None;
            }
            return Some(found);
        }
        if !word.is_portion || !self.is(start + 1, "of") {
            return None;
        }
        let inner = start + 2;
        if let Some(found) = self.point(inner).or_else(|| self.lone_month(inner)) {
            return Some(Found {
                rule: "portion",
                ..found
            });
        }
        let unit = self
            .unit(inner + 1)
            .filter(|_| self.is(inner, "the") && !self.word(inner + 1).is_some_and(|word| word.is_plural))?;
        Found::date(inner + 2, TimeValue::Relative { unit, offset: 0 }, "portion")
    }

    /// A month that a modifier tells from other words (`late May`).
    fn lone_month(&self, at: usize) -> Option<Found> {
        let month = self.month(at)?;
        Found::date(
            at + 1,
            TimeValue::Month {
                month,
                year: SaidYear::Open,
            },
            "month",
        )
    }

    /// `from Tuesday to Thursday`, `between 2011 and 2015`, `Tuesday-Thursday`.
    fn range(&self, at: usize) -> Option<Found> {
        let (start, joiners): (usize, &[&str]) = match self.text(at).to_ascii_lowercase().as_str() {
            "from" => (at + 1, &["to", "until", "till", "through", "-", "–"]),
            "between" => (at + 1, &["and"]),
            _ => (at, &["-", "–", "through"]),
        };
        let from = self.any_point(start)?;
        if !self.is_any(from.end, joiners) {
            return None;
        }
        let to = self.any_point(from.end + 1)?;
        let fits = from.timex_type == to.timex_type
            && !matches!(from.value, TimeValue::Range(..))
            && !matches!(to.value, TimeValue::Range(..));
        let value = TimeValue::Range(from.value.into(), to.value.into());
        fits.then(|| Found::of(to.end, to.timex_type, value, "range"))?
    }

    /// Counted shifts and durations with the words that say how exact the count is.
    fn counted_time(&self, at: usize) -> Option<Found> {
        let start = self.past_approximators(at);
        let counted = self.counted_shift(start);
        if start == at {
            return counted;
        }
        let found = longer(counted, self.duration(start))?;
        // `about` and `over` before a directed span are prepositions.
        let is_counted = matches!(found.rule, "counted_shift" | "counted" | "hyphenated" | "half_unit");
        is_counted.then_some(found)
    }

    fn past_approximators(&self, at: usize) -> usize {
        if self.word(at).is_some_and(|word| word.is_approximator) {
            return at + 1;
        }
        let phrases: [&[&str]; 7] = [
            &["at", "least"],
            &["at", "most"],
            &["more", "than"],
            &["less", "than"],
            &["no", "more", "than"],
            &["up", "to"],
            &["as", "long", "as"],
        ];
        let phrase = phrases
            .iter()
            .find(|phrase| phrase.iter().zip(at..).all(|(word, at)| self.is(at, word)));
        at + phrase.map_or(0, |phrase| phrase.len())
    }

    /// `now`, `recently`, `the past`, `the near future`, `recent weeks`, `these days`, `current`.
    fn reference(&self, at: usize) -> Option<Found> {
        let refer =
            |end: usize, value: &str| Found::date(end, TimeValue::Reference { value: value.into() }, "reference");
        let word = self.word(at);
        if let Some(value) = word.and_then(|word| word.reference.as_deref()) {
            return refer(at + 1, value);
        }
        if let Some(value) = word.and_then(|word| word.adjective.as_deref()) {
            let next_is_noun = matches!(
                self.shape(at + 1),
                Some(TokenShape::Lower | TokenShape::Capitalised | TokenShape::Upper)
            );
            return next_is_noun.then(|| refer(at + 1, value))?;
        }
        let start = self.skip(at, &["the"]);
        if start == at {
            let is_these_days = self.is(at, "these") && self.is(at + 1, "days");
            return is_these_days.then(|| refer(at + 2, "PRESENT_REF"))?;
        }
        let near = self.skip(start, &["near", "distant", "foreseeable", "recent"]);
        let ends = self.shape(near + 1) != Some(TokenShape::Lower)
            || self.is_any(
                near + 1,
                &[
                    "and", "or", "to", "but", "as", "by", "is", "was", "of", "for", "in", "on", "with",
                ],
            );
        match self.text(near).to_ascii_lowercase().as_str() {
            "past" if ends => refer(near + 1, "PAST_REF"),
            "future" => refer(near + 1, "FUTURE_REF"),
            _ => None,
        }
    }
}

/// The one that ends later; the first of two equals.
fn longer(first: Option<Found>, second: Option<Found>) -> Option<Found> {
    match (first, second) {
        (Some(first), Some(second)) if second.end > first.end => Some(second),
        (first, second) => first.or(second),
    }
}

/// Told from now or from the time spoken of, as `earlier` and `later` ask for.
fn is_deictic(value: &TimeValue) -> bool {
    match value {
        TimeValue::Relative { offset, unit } => *offset == 0 || *unit == TimeUnit::Day,
        TimeValue::Shifted { offset, .. } => *offset == 0,
        TimeValue::DayPart { day, .. } => is_deictic(day),
        TimeValue::Weekday { shift, .. } => shift.is_none(),
        TimeValue::YearPart {
            year: SaidYear::Shift(0),
            ..
        } => true,
        _ => false,
    }
}
