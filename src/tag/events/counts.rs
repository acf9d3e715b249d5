//! A trigger among the quantities of its sentence → how many take part.

use super::{Context, Reading};
use crate::document::{EventType, ParticipantRole, Quantity};
use crate::kb::VerbKind;
use crate::tag::syntax::Pos;
use crate::text::{Span, fold_key};

/// The first number of people, states or bodies of the sentence that counts who takes part in an act that many come to.
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
        .filter(|quantity| syntax.grammar.actor(fold_key(&quantity.noun)).is_some())
        .find(|quantity| is_of_participant(reading, quantity) || is_joined_to(context, reading, quantity))
        .map(|quantity| quantity.span)
}

/// `talks with 12 envoys`: does the number count somebody who takes part?
fn is_of_participant(reading: &Reading, quantity: &Quantity) -> bool {
    let mut arguments = reading.trigger.arguments.iter();
    arguments.any(|argument| argument.role != ParticipantRole::Place && argument.span.overlaps(quantity.span))
}

/// `a forum that brings together 30 states`: does no verb stand between but one that tells who comes?
fn is_joined_to(context: &Context<'_>, reading: &Reading, quantity: &Quantity) -> bool {
    let syntax = context.syntax;
    let counted = syntax.segmented.tokens_in(quantity.span);
    reading
        .up_to(&counted)
        .into_iter()
        .all(|token| match syntax.pos(token) {
            Pos::Verb => syntax.is_verb_of(token, VerbKind::Gathers),
            Pos::Break | Pos::Subordinator => false,
            _ => true,
        })
}
