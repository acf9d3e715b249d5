//! A fixed phrase that tells an act → its status, by the verb or adjective in it.

use super::clause_status::is_left_undone;
use super::matching::Candidate;
use super::status::{MAX_DEPTH, combine, of_verb};
use super::tense_status::of_modal;
use crate::document::EventStatus;
use crate::kb::{CueKind, VerbKind};
use crate::tag::syntax::{Pos, Syntax};

/// A phrase with a verb in it has that verb's status; one behind a form of `be` (`will be in the chair`) or another verb
/// (`may be kept in custody`) that one's; one behind a modal what that says.
pub(super) fn of(syntax: &Syntax<'_>, candidate: &Candidate) -> EventStatus {
    let start = candidate.tokens.start;
    if is_left_undone(syntax, start) {
        return EventStatus::Negated;
    }
    let within = candidate
        .tokens
        .clone()
        .rev()
        .find(|&token| syntax.pos(token) == Pos::Verb);
    let before = start
        .checked_sub(1)
        .filter(|&before| before >= syntax.sentence(start).start);
    let told = match within.or_else(|| before.filter(|&token| matches!(syntax.pos(token), Pos::Be | Pos::Verb))) {
        Some(verb) if within.is_none() && is_state(syntax, verb) => combine(
            of_verb(syntax, &syntax.verb_group(verb), MAX_DEPTH),
            EventStatus::Ongoing,
        ),
        Some(verb) => of_verb(syntax, &syntax.verb_group(verb), MAX_DEPTH),
        None => before.map_or(EventStatus::Occurred, |before| behind_auxiliary(syntax, before)),
    };
    match candidate.tokens.clone().find_map(|token| effect_of(syntax, token)) {
        Some(effect) => combine(told, effect),
        None => told,
    }
}

/// `is due in`, `is expected at`: what an adjective or a passive in a phrase says of the rest.
fn effect_of(syntax: &Syntax<'_>, token: usize) -> Option<EventStatus> {
    let of_adjective = || syntax.grammar.cue(syntax.key(token), CueKind::Adjective);
    match syntax.words[token].verb {
        Some(verb) if syntax.verb_group(token).is_passive => syntax.grammar.verb(verb).object_effect,
        _ => of_adjective().filter(|_| token > 0 && syntax.pos(token - 1) == Pos::Be),
    }
}

/// `is on alert`, `has been on strike`, `remains in custody`
fn is_state(syntax: &Syntax<'_>, verb: usize) -> bool {
    let group = syntax.verb_group(verb);
    let has_been = group.has_have && (group.start..verb).all(|token| syntax.word(token) != "had");
    let is_being = syntax.pos(verb) == Pos::Be || syntax.is_verb_of(verb, VerbKind::Stays);
    is_being && (has_been || syntax.is_present(verb))
}

/// `will foot the bill`, `agreed to foot the bill`, where the phrase opens with a word that is not known for a verb.
fn behind_auxiliary(syntax: &Syntax<'_>, before: usize) -> EventStatus {
    match syntax.pos(before) {
        Pos::Modal => of_modal(syntax, before, false),
        Pos::To => EventStatus::Planned,
        _ => EventStatus::Occurred,
    }
}

/// The form of `be` that a phrase stands behind.
pub(super) fn being_before(syntax: &Syntax<'_>, start: usize) -> Option<usize> {
    let before = start.checked_sub(1)?;
    (before >= syntax.sentence(start).start && syntax.pos(before) == Pos::Be).then_some(before)
}
