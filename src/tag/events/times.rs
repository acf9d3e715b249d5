//! A trigger among the time expressions and quantities of its sentence → the ones that belong to it.

use super::{Context, Frame, Reading};
use crate::document::{EventType, TimexType};
use crate::tag::syntax::Pos;
use crate::text::Span;

/// The time expression of a trigger: the nearest in its clause, the only one of the sentence otherwise.
pub(super) fn time_of(context: &Context<'_>, reading: &Reading) -> Option<Span> {
    let syntax = context.syntax;
    let sentence = syntax.span(syntax.sentence(reading.candidate.tokens.start));
    let first = context.times.partition_point(|time| time.span.end <= sentence.start);
    let usable = |kind: TimexType| matches!(kind, TimexType::Date | TimexType::Time);
    let times: Vec<Span> = context.times[first..]
        .iter()
        .take_while(|time| time.span.start < sentence.end)
        .filter(|time| usable(time.timex_type))
        .map(|time| time.span)
        .collect();
    times
        .into_iter()
        .filter_map(|time| Some((distance(context, reading, time)?, time)))
        .min()
        .map(|(_, time)| time)
}

/// Tokens between trigger and time; farther behind a border, `None` across a clause.
fn distance(context: &Context<'_>, reading: &Reading, time: Span) -> Option<usize> {
    let syntax = context.syntax;
    let trigger = reading.candidate.tokens.clone();
    let tokens = syntax.segmented.tokens_in(time);
    let between = if tokens.start >= trigger.end {
        trigger.end..tokens.start
    } else {
        tokens.end..trigger.start.max(tokens.end)
    };
    let mut cost = between.len();
    for token in between {
        match syntax.pos(token) {
            Pos::Break => return None,
            Pos::Subordinator | Pos::Relative => cost += 30,
            Pos::Verb | Pos::Modal if !matches!(reading.frame, Frame::Noun(_)) => cost += 8,
            Pos::Verb => cost += 4,
            _ => {}
        }
    }
    (cost < 40).then_some(cost)
}

/// `118 countries took part`: the quantity of participants in the sentence of a meeting.
pub(super) fn count_of(context: &Context<'_>, reading: &Reading) -> Option<Span> {
    if !matches!(
        reading.trigger.event_type,
        EventType::Consult | EventType::Protest | EventType::Agree
    ) {
        return None;
    }
    let syntax = context.syntax;
    let sentence = syntax.span(syntax.sentence(reading.candidate.tokens.start));
    let first = context
        .quantities
        .partition_point(|quantity| quantity.span.end <= sentence.start);
    context.quantities[first..]
        .iter()
        .take_while(|quantity| quantity.span.start < sentence.end)
        .find(|quantity| syntax.grammar.actor(crate::text::fold_key(&quantity.noun)).is_some())
        .map(|quantity| quantity.span)
}
