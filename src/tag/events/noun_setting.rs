//! The preposition and the article before a noun that names an act → is it before, at or after what the verb tells, and
//! one that is known?

use super::clause_status::opens_condition;
use super::noun_status::{is_speech_act, is_told_of};
use crate::document::{EventStatus, EventType};
use crate::kb::FunctionClass;
use crate::tag::syntax::{Nominal, Pos, Syntax};

/// What a preposition between the verb above and the noun makes of the act.
pub(super) fn before_or_after(preposition: Option<&str>, above: EventStatus, event_type: EventType) -> EventStatus {
    match preposition {
        // `made just before the attack`.
        Some("before" | "ahead") if is_told_of(event_type) && above == EventStatus::Occurred => EventStatus::Occurred,
        Some("before" | "until" | "ahead") => EventStatus::Planned,
        Some(
            "after" | "despite" | "following" | "since" | "about" | "on" | "over" | "regarding" | "by" | "against",
        )
        | None => EventStatus::Occurred,
        Some("toward" | "towards") if !is_told_of(event_type) && above == EventStatus::Occurred => {
            EventStatus::Possible
        }
        Some("for") if is_speech_act(event_type) || is_told_of(event_type) => EventStatus::Occurred,
        Some("for") if above == EventStatus::Ongoing => EventStatus::Planned,
        // `refused to return for talks`
        Some("for") if above == EventStatus::Negated => EventStatus::Negated,
        Some("at" | "in") if above == EventStatus::Hypothetical => above,
        // `suggested it during his visit`
        Some("during") if above == EventStatus::CalledFor => EventStatus::Occurred,
        Some("at" | "during" | "in" | "for") if is_ahead(above) => EventStatus::Planned,
        Some(_) if is_ahead(above) && !is_told_of(event_type) => above,
        Some(_) => EventStatus::Occurred,
    }
}

pub(super) fn is_ahead(status: EventStatus) -> bool {
    matches!(
        status,
        EventStatus::Planned | EventStatus::CalledFor | EventStatus::Possible | EventStatus::Hypothetical
    )
}

/// `After his visit he will …`, `At the meeting they will …`: the first verb of the sentence says `will`.
fn main_verb_is_ahead(syntax: &Syntax<'_>, nominal: &Nominal) -> bool {
    let tokens = syntax.chunk(nominal.chunk).tokens.clone();
    let sentence = syntax.sentence(tokens.start);
    let verb = (tokens.end..sentence.end)
        .find(|&token| matches!(syntax.pos(token), Pos::Verb | Pos::Modal | Pos::Be | Pos::Have));
    let opens =
        (sentence.start..tokens.start).all(|token| !matches!(syntax.pos(token), Pos::Verb | Pos::Be | Pos::Have));
    opens && verb.is_some_and(|verb| syntax.words[verb].classes.has(FunctionClass::Will))
}

/// The status of an act in a phrase that no verb governs.
pub(super) fn of_opening(syntax: &Syntax<'_>, nominal: &Nominal, event_type: EventType) -> EventStatus {
    match nominal
        .through
        .map(|token| syntax.word(token).to_ascii_lowercase())
        .as_deref()
    {
        // `Before his arrest the bishop had been under pressure`
        Some("before")
            if is_told_of(event_type) && is_definite(syntax, nominal) && !main_verb_is_ahead(syntax, nominal) =>
        {
            EventStatus::Occurred
        }
        Some("before" | "until" | "ahead") => EventStatus::Planned,
        Some("without") => EventStatus::Negated,
        Some("in" | "for") if is_headline_of_talks(syntax, nominal, event_type) => EventStatus::Ongoing,
        // `if bombs or stones were used`
        None if follows_condition(syntax, nominal) => EventStatus::Hypothetical,
        _ if main_verb_is_ahead(syntax, nominal) => EventStatus::Planned,
        _ => EventStatus::Occurred,
    }
}

/// `Rivals still in talks`, `Envoy in Cairo for talks`: a line without a verb before the noun.
fn is_headline_of_talks(syntax: &Syntax<'_>, nominal: &Nominal, event_type: EventType) -> bool {
    let tokens = syntax.chunk(nominal.chunk).tokens.clone();
    let sentence = syntax.sentence(tokens.start);
    let follows_somebody = nominal.through.is_some_and(|through| through > sentence.start);
    let is_verbless = (sentence.start..tokens.start)
        .all(|token| !matches!(syntax.pos(token), Pos::Verb | Pos::Be | Pos::Have | Pos::Comma));
    let is_bare = nominal
        .through
        .is_some_and(|through| through + 1 == syntax.chunk(nominal.chunk).head);
    event_type == EventType::Consult && follows_somebody && is_verbless && is_bare
}

/// Does a phrase stand right behind `if` or `unless`?
fn follows_condition(syntax: &Syntax<'_>, nominal: &Nominal) -> bool {
    let first = syntax.chunk(nominal.chunk).tokens.start;
    let start = syntax.sentence(first).start;
    first > start && opens_condition(syntax, first - 1)
}

/// `another attack`, `any attack`
pub(super) fn is_another(syntax: &Syntax<'_>, nominal: &Nominal) -> bool {
    let first = syntax.chunk(nominal.chunk).tokens.start;
    matches!(
        syntax.word(first),
        "another" | "any" | "further" | "future" | "more" | "new"
    )
}

/// `the sanctions`, `these measures`, `its decision`, `Oslo's expulsion`
pub(super) fn is_definite(syntax: &Syntax<'_>, nominal: &Nominal) -> bool {
    let tokens = syntax.chunk(nominal.chunk).tokens.clone();
    let first = tokens.start;
    let is_owned = tokens.clone().any(|token| syntax.pos(token) == Pos::Genitive);
    is_owned || syntax.pos(first) == Pos::Possessive || matches!(syntax.word(first), "the" | "these" | "this" | "those")
}
