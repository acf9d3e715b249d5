//! `two days after the blast`, `the day before the talks`: times counted from an event → days, where the
//! document dates that event.

use jiff::Span as Duration;
use jiff::civil::Date;

use crate::document::{DatePrecision, Event, EventDate, NormalisedDocument, TimeExpression, TimeValue, TimexType};
use crate::text::Span;

/// Dates the events whose time is counted from another event of the document, and those that others are
/// counted from.
pub(super) fn date_by_others(document: &NormalisedDocument, events: &mut [Event]) {
    for index in 0..document.times.len() {
        let time = &document.times[index];
        if let TimeValue::EventRelative { offset, event, .. } = &document.tagged.times[index].value {
            date_by_expression(document, events, time, i64::from(*offset), *event);
        } else if let Some(counted) = Counted::of(document, time) {
            counted.apply(document, events);
        }
    }
}

/// `the day after the talks`: what has this time is dated by the talks.
fn date_by_expression(
    document: &NormalisedDocument,
    events: &mut [Event],
    time: &TimeExpression,
    days: i64,
    named: Span,
) {
    let text = document.tagged.segmented.slice(time.span);
    let Some(anchor) = events.iter().position(|event| named.contains(event.span)) else {
        return;
    };
    let Some(date) = day_of(events, anchor).and_then(|day| later(day, days)) else {
        return;
    };
    let has_time = |event: &&mut Event| {
        event.date.start.is_none() && event.date.text.as_deref() == Some(text) && !named.contains(event.span)
    };
    for event in events.iter_mut().filter(has_time) {
        event.date = on(date, text);
    }
}

/// `two days after` with the event behind it.
struct Counted<'d> {
    days: i64,
    text: &'d str,
    /// Ends where the noun phrase of the event begins.
    span: Span,
}

/// Letters between `after` and the event: `the`, `the deadly`.
const REACH: u32 = 24;

impl<'d> Counted<'d> {
    fn of(document: &'d NormalisedDocument, time: &TimeExpression) -> Option<Self> {
        let segmented = &document.tagged.segmented;
        let days = days_of(&time.value).filter(|_| time.timex_type == TimexType::Duration)?;
        let next = segmented.tokens_in(time.span).end;
        let token = segmented.tokens.get(next)?;
        let days = match segmented.word(next) {
            "after" => days,
            "before" => -days,
            _ => return None,
        };
        let span = Span {
            start: time.span.start,
            end: token.span.end,
        };
        Some(Self {
            days,
            text: segmented.slice(span),
            span,
        })
    }

    /// The event behind is dated by the one that the sentence tells for a day, or, where the article has
    /// dated it before, that one by it.
    fn apply(&self, document: &NormalisedDocument, events: &mut [Event]) {
        let segmented = &document.tagged.segmented;
        let sentence = segmented.sentence_at(self.span.start);
        let follows = |event: &Event| {
            event.span.start >= self.span.end
                && event.span.start <= self.span.end + REACH
                && is_noun_phrase(segmented.slice(Span {
                    start: self.span.end,
                    end: event.span.start,
                }))
        };
        let Some(behind) = events.iter().position(follows) else {
            return;
        };
        let told = |index: usize| index != behind && segmented.sentence_at(events[index].span.start) == sentence;
        let told: Vec<usize> = (0..events.len()).filter(|&index| told(index)).collect();
        let stated = told.iter().copied().find_map(|index| stated_day(&events[index]));
        // A day that the event behind shares with the other was taken from the same words.
        let own = stated_day(&events[behind]).filter(|&day| Some(day) != stated);
        if let (Some(day), None) = (stated, own) {
            if let Some(date) = later(day, -self.days) {
                events[behind].date = on(date, self.text);
            }
            return;
        }
        let Some(date) = day_of(events, behind).and_then(|day| later(day, self.days)) else {
            return;
        };
        let nearest = told.into_iter().filter(|&index| events[index].date.text.is_none());
        if let Some(index) = nearest.min_by_key(|&index| events[index].span.start.abs_diff(self.span.start)) {
            events[index].date = on(date, self.text);
        }
    }
}

/// A determiner and at most one word stand between.
fn is_noun_phrase(between: &str) -> bool {
    let words = between.split_whitespace().count();
    (1..=2).contains(&words) && !between.contains([',', ';', ':', '.'])
}

/// The day on which the document says the event was: its own, else that of the last event before it that
/// is told with the same type and a day.
fn day_of(events: &[Event], index: usize) -> Option<Date> {
    let event = &events[index];
    stated_day(event).or_else(|| {
        let before = events[..index].iter().rev();
        before
            .filter(|other| other.event_type == event.event_type && event.date.text.is_none())
            .find_map(stated_day)
    })
}

/// The day that the text states.
fn stated_day(event: &Event) -> Option<Date> {
    let date = &event.date;
    date.start
        .filter(|_| date.text.is_some() && date.precision == DatePrecision::Day && date.start == date.end)
}

/// Days of a TIMEX3 duration of days or weeks.
fn days_of(value: &str) -> Option<i64> {
    let count = value.strip_prefix('P')?;
    let number = |digits: &str| digits.parse::<i64>().ok().filter(|count| *count <= 60);
    match count.strip_suffix('D') {
        Some(days) => number(days),
        None => number(count.strip_suffix('W')?).map(|weeks| weeks * 7),
    }
}

fn later(day: Date, days: i64) -> Option<Date> {
    day.checked_add(Duration::new().try_days(days).ok()?).ok()
}

fn on(date: Date, text: &str) -> EventDate {
    EventDate {
        start: Some(date),
        end: Some(date),
        precision: DatePrecision::Day,
        text: Some(text.to_owned()),
    }
}
