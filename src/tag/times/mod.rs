//! Tokens → time expressions in the range of TimeML's TIMEX3: a grammar over the words of `kb/times/`.

mod calendar;
mod clock;
mod cursor;
mod durations;
mod numbers;
mod relative;
mod year_parts;
mod years;

pub use self::cursor::Cursor;
use self::cursor::Found;
pub use self::numbers::Amount;
use crate::document::{SaidYear, SegmentedDocument, TimeMention, TimeUnit, TimeValue, TokenShape};
use crate::kb::{TimeLexicon, TimeWord};

/// Time expressions, ascending, not overlapping, each inside one sentence; dates are resolved later.
/// `words` are those of [`words_of`].
pub fn tag(document: &SegmentedDocument, lexicon: &TimeLexicon, words: &[Option<&TimeWord>]) -> Vec<TimeMention> {
    let mut mentions = Vec::new();
    for cursor in cursors(document, lexicon, words) {
        tag_sentence(&cursor, &mut mentions);
    }
    mentions
}

/// What the lexicon knows of every token of the document.
pub fn words_of<'k>(document: &SegmentedDocument, lexicon: &'k TimeLexicon) -> Vec<Option<&'k TimeWord>> {
    document.tokens.iter().map(|token| lexicon.word(token.folded)).collect()
}

/// One cursor per sentence.
pub fn cursors<'d>(
    document: &'d SegmentedDocument,
    lexicon: &'d TimeLexicon,
    words: &'d [Option<&'d TimeWord>],
) -> impl Iterator<Item = Cursor<'d>> {
    document.sentences.iter().map(move |sentence| Cursor {
        document,
        lexicon,
        words,
        first: sentence.tokens.start,
        end: sentence.tokens.end,
    })
}

fn tag_sentence(cursor: &Cursor<'_>, mentions: &mut Vec<TimeMention>) {
    let mut at = cursor.first;
    let mut last: Option<(usize, usize)> = None;
    let mut telling = cursor.first;
    while at < cursor.end {
        if at >= telling {
            telling = cursor.next_telling(at);
            if telling == cursor.end {
                break;
            }
            at = cursor.lead_start(at, telling);
        }
        let Some(found) = cursor.expression(at) else {
            at += 1;
            continue;
        };
        if let (Some(mention), Some((start, end))) = (mentions.last_mut(), last) {
            mention.opens_range = found.timex_type == mention.timex_type && cursor.joins_range(start, end, at);
        }
        last = Some((at, found.end));
        mentions.push(TimeMention {
            span: cursor.span(at, found.end),
            timex_type: found.timex_type,
            value: found.value,
            opens_range: false,
            rule: found.rule,
        });
        at = found.end;
    }
}

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
        let can_begin = is_digit || self.word(at).is_some() || has_holiday() || self.text(at) == "AD";
        if !can_begin {
            return None;
        }
        let rules: [fn(&Self, usize) -> Option<Found>; 9] = [
            Self::set,
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

    /// The expression at `start..end` and the next one at `next` are the ends of a range.
    fn joins_range(&self, start: usize, end: usize, next: usize) -> bool {
        let before = self.before(start, 1);
        match next.checked_sub(end) {
            Some(1) if self.is_any(end, &["to", "until", "till", "through"]) => {
                self.is(before, "from") || self.is(end, "through")
            }
            Some(1) if self.is(end, "and") => self.is(before, "between"),
            Some(1) => self.is_hyphen(end),
            _ => false,
        }
    }

    /// A point in time, with its part of the day.
    fn point(&self, at: usize) -> Option<Found> {
        let date = longer(self.calendar_date(at), self.relative_date(at))?;
        Some(self.with_day_part(date))
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

    /// Counted shifts and durations with the words that say how exact the count is.
    fn counted_time(&self, at: usize) -> Option<Found> {
        let start = self.past_approximators(at);
        let counted = self.counted_shift(start);
        if start == at {
            return counted;
        }
        let found = longer(longer(counted, self.duration(start)), self.clock_or_day(at, start))?;
        // `about` and `over` before a directed span are prepositions.
        let is_counted = matches!(
            found.rule,
            "counted_shift" | "counted" | "hyphenated" | "half_unit" | "clock" | "month_day" | "year_end"
        );
        is_counted.then_some(found)
    }

    /// `around 7:15 p.m.`, `around Nov. 1`.
    fn clock_or_day(&self, at: usize, start: usize) -> Option<Found> {
        if !self.is_any(at, &["around", "about"]) {
            return None;
        }
        longer(self.time_of_day(start), self.point(start))
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

    /// A fixed phrase at `at`: its number of tokens and value.
    fn phrase(&self, at: usize) -> Option<(usize, &str)> {
        let phrases = self.lexicon.phrases(self.token(at)?.folded);
        let phrase = phrases.iter().find(|(keys, _)| {
            keys.iter()
                .zip(at..)
                .all(|(key, at)| self.token(at).is_some_and(|token| token.folded == *key))
        });
        phrase.map(|(keys, value)| (keys.len(), value.as_str()))
    }

    /// `now`, `recently`, `the past`, `the near future`, `recent weeks`, `these days`, `current`.
    fn reference(&self, at: usize) -> Option<Found> {
        let refer =
            |end: usize, value: &str| Found::date(end, TimeValue::Reference { value: value.into() }, "reference");
        if let Some((keys, value)) = self.phrase(at) {
            return refer(at + keys, value);
        }
        let word = self.word(at);
        if let Some(value) = word.and_then(|word| word.reference.as_deref()) {
            let is_soon = self.is(at, "soon");
            let is_final = self.shape(at + 1).is_none_or(|shape| shape == TokenShape::Punctuation);
            return (!is_soon || is_final).then(|| refer(at + 1, value))?;
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
            return None;
        }
        let near = start;
        let next = self.word(near + 1);
        let is_counting = next.is_some_and(|word| {
            word.unit.or(word.number.map(|_| TimeUnit::Day)).is_some() || word.fuzzy.is_some() || word.season.is_some()
        });
        let is_asked = self.is_any(self.before(at, 1), &["in", "from", "like", "of", "than"]);
        match self.text(near).to_ascii_lowercase().as_str() {
            "past" if is_asked && !is_counting && self.digits(near + 1, 1..=4).is_none() => refer(near + 1, "PAST_REF"),
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
