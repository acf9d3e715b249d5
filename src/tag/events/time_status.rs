//! What a time says of an act → is it over, under way or still ahead?

use super::{Context, Frame, Reading};
use crate::document::{EventStatus, EventType, TimeMention, TimeValue, TimexType};
use crate::kb::Forms;
use crate::tag::syntax::{Pos, Syntax};
use crate::text::Span;

/// Days, hours and stretches that lead up to now or on from it (`the past two weeks`); `now` and `in the past` date nothing.
pub(super) fn dates_acts(time: &TimeMention, text: &str) -> bool {
    match &time.value {
        TimeValue::Reference { value } => value != "PRESENT_REF" && !text.ends_with("past"),
        TimeValue::Duration { side, .. } => *side != 0,
        _ => matches!(time.timex_type, TimexType::Date | TimexType::Time),
    }
}

/// `last year's killing`, `the recent strike`: does a time stand in the phrase of the noun that tells an act?
pub(super) fn is_within(syntax: &Syntax<'_>, reading: &Reading, time: Span) -> bool {
    let Frame::Noun(noun) = &reading.frame else {
        return false;
    };
    let phrase = syntax.chunk(noun.chunk).tokens.clone();
    phrase.contains(&syntax.segmented.tokens_in(time).start)
}

/// An act that is still ahead, if it comes at all.
pub(super) fn is_to_come(reading: &Reading) -> bool {
    use EventStatus::{CalledFor, Hypothetical, Planned, Possible};
    matches!(reading.trigger.status, Planned | CalledFor | Possible | Hypothetical)
}

/// `cancelled the visit planned for next week`: what is told in the past or the perfect is not done next week.
pub(super) fn is_over(context: &Context<'_>, reading: &Reading) -> bool {
    let syntax = context.syntax;
    let group = match &reading.frame {
        Frame::Verb(predicate) => Some(predicate.group.clone()),
        Frame::Noun(_) => None,
        Frame::Bare => {
            let mut tokens = reading.candidate.tokens.clone();
            tokens
                .find(|&token| syntax.pos(token) == Pos::Verb)
                .map(|verb| syntax.verb_group(verb))
        }
    };
    let Some(group) = group else { return false };
    let forms = syntax.words[group.verb].verb.map(|verb| verb.forms).unwrap_or_default();
    let was = (group.start..group.verb).any(|token| matches!(syntax.word(token), "was" | "were"));
    let is_past = group.start == group.verb && forms.has(Forms::PAST) && !forms.has(Forms::BASE) || was;
    group.modal.is_none() && (group.has_have || is_past) && reading.trigger.status == EventStatus::Occurred
}

/// `tomorrow`, `next week`.
pub(super) fn is_ahead(value: &TimeValue) -> bool {
    match value {
        TimeValue::Relative { offset, .. } => *offset > 0,
        TimeValue::Weekday { shift, .. } => shift.is_some_and(|shift| shift > 0),
        _ => false,
    }
}

/// `yesterday`, `last week`, `two days ago`.
pub(super) fn is_behind(value: &TimeValue, text: &str) -> bool {
    match value {
        TimeValue::Relative { offset, .. } => {
            *offset < 0 || text.starts_with("earlier ") || text.starts_with("Earlier ")
        }
        TimeValue::Weekday { shift, .. } => shift.is_some_and(|shift| shift < 0),
        TimeValue::Reference { value } => value == "PAST_REF",
        TimeValue::Duration { side, .. } => *side < 0,
        _ => false,
    }
}

/// The status that a time leaves: what is told of tomorrow, or in the present tense of a day, is ahead.
pub(super) fn status_at(context: &Context<'_>, reading: &Reading, time: Span) -> EventStatus {
    let status = reading.trigger.status;
    let told = matches!(status, EventStatus::Occurred | EventStatus::Ongoing);
    let index = context.times.partition_point(|other| other.span.start < time.start);
    let Some(mention) = context.times.get(index) else {
        return status;
    };
    // `try suspects in last year's killing`: whatever is to come, that has been.
    let is_past = is_behind(&mention.value, time.of(context.syntax.segmented.text()));
    if is_to_come(reading) && is_past && is_within(context.syntax, reading, time) {
        return EventStatus::Occurred;
    }
    if !told {
        return status;
    }
    let is_visit = reading.trigger.event_type == EventType::Consult && is_present(context, reading);
    let is_ahead = match &mention.value {
        TimeValue::Relative { offset, .. } => *offset > 0 || is_later(context, time),
        TimeValue::Weekday { shift, .. } => shift.is_some_and(|shift| shift > 0) || (is_visit && shift.is_none()),
        TimeValue::DayOfMonth { .. } => is_visit,
        _ => false,
    };
    // `was received and will meet the envoy on Tuesday`: the day is of the other act.
    if is_ahead && !is_over(context, reading) {
        EventStatus::Planned
    } else {
        status
    }
}

/// `later this week`, unless a past tense stands before it.
fn is_later(context: &Context<'_>, time: Span) -> bool {
    let text = time.of(context.syntax.segmented.text());
    text.starts_with("later ") || text.starts_with("Later ")
}

/// `visits`, `is visiting`.
fn is_present(context: &Context<'_>, reading: &Reading) -> bool {
    let Frame::Verb(predicate) = &reading.frame else {
        return false;
    };
    let forms = context.syntax.words[predicate.group.verb]
        .verb
        .map(|verb| verb.forms)
        .unwrap_or_default();
    let is_simple = predicate.group.start == predicate.group.verb && forms.has(Forms::THIRD);
    is_simple
        || (predicate.group.is_progressive()
            && reading.trigger.status == EventStatus::Ongoing
            && !predicate.group.has_have
            && context.syntax.is_present(predicate.group.start))
}
