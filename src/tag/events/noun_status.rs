//! A noun that names an act → its status, by its modifiers and the words that govern it.

use super::clause_status::is_left_undone;
use super::noun_cues::{demands, is_discussed, is_to_come, of_participle_behind, of_predicate_behind, relative_verb};
use super::noun_setting::{is_ahead, is_another, is_definite, of_opening};
use super::object_status::of_object;
use super::status::{MAX_DEPTH, is_denied_noun};
use super::subject_status::of_subject;
use super::undone::{has_come_about, is_dropped_plan, is_undone, undoes};
use crate::document::{EventStatus, EventType};
use crate::kb::{CueKind, FunctionClass, VerbKind};
use crate::model::syntax::Relation;
use crate::tag::syntax::{Nominal, Pos, Syntax};

pub(super) fn of(syntax: &Syntax<'_>, nominal: &Nominal, event_type: EventType) -> EventStatus {
    let status = of_surroundings(syntax, nominal, event_type, MAX_DEPTH);
    if status != EventStatus::Occurred {
        return status;
    }
    if is_to_come(syntax, nominal) {
        return EventStatus::Planned;
    }
    if let Some(effect) = of_participle_behind(syntax, nominal) {
        return effect;
    }
    // `signed a pact that will help`: what is agreed has been agreed.
    let is_settled = event_type == EventType::Agree || is_speech_act(event_type);
    let Some(verb) = relative_verb(syntax, nominal).filter(|_| !is_settled) else {
        return status;
    };
    match of_subject(syntax, verb, event_type) {
        EventStatus::Planned => EventStatus::Planned,
        // `attacks that never happened`
        EventStatus::Negated if !syntax.verb_group(verb).is_passive => EventStatus::Negated,
        _ => status,
    }
}

fn of_surroundings(syntax: &Syntax<'_>, nominal: &Nominal, event_type: EventType, depth: usize) -> EventStatus {
    for token in nominal.modifiers.clone() {
        if syntax.words[token].classes.has(FunctionClass::Negation) {
            return EventStatus::Negated;
        }
        // `a petition demanding sanctions`
        if demands(syntax, token) {
            return EventStatus::CalledFor;
        }
        if let Some(effect) = syntax.grammar.cue(syntax.key(token), CueKind::Modifier) {
            // `cancelled a planned visit`, `the planned visit never took place`
            return match effect {
                EventStatus::Planned if is_undone(syntax, nominal, event_type) => EventStatus::Negated,
                EventStatus::Planned | EventStatus::Possible if has_come_about(syntax, nominal) => {
                    EventStatus::Occurred
                }
                effect => effect,
            };
        }
    }
    let first = syntax.chunk(nominal.chunk).tokens.start;
    // `won little backing`
    let is_scant = matches!(syntax.word(first), "little" | "scant" | "Little" | "Scant");
    if is_scant || is_left_undone(syntax, first) {
        return EventStatus::Negated;
    }
    if let Some(status) = of_noun_above(syntax, nominal, event_type) {
        return status;
    }
    if is_discussed(syntax, nominal, event_type) {
        return EventStatus::Possible;
    }
    if let Some(status) = of_stage(syntax, nominal, event_type, depth) {
        return status;
    }
    if let Some(status) = of_readiness(syntax, nominal, event_type) {
        return status;
    }
    if let Some(verb) = nominal
        .object_of
        .filter(|&verb| nominal.through.is_none() && undoes(syntax, verb))
    {
        return of_object(syntax, nominal, verb, event_type);
    }
    // `the anniversary of the attacks was called off`, `the toll is likely to rise`
    let is_toll = syntax.word(syntax.chunk(nominal.chunk).head) == "toll";
    let is_below = is_told_of(event_type) && (nominal.noun_above.is_some() || is_toll);
    // `nobody at the summit spoke`
    let is_apart = nominal
        .through
        .is_some_and(|token| matches!(syntax.word(token), "at" | "during"));
    // `a resolution calling for sanctions was tabled`
    let is_under = nominal.object_of.is_some_and(|verb| {
        let group = syntax.verb_group(verb);
        group.is_gerund && !group.has_be || group.is_infinitive
    });
    if let Some(verb) = nominal.subject_of.filter(|_| !is_below && !is_apart && !is_under) {
        let status = of_subject(syntax, verb, event_type);
        // `any attack would be answered`
        let is_supposed = is_told_of(event_type) && is_another(syntax, nominal) && is_ahead(status);
        return if is_supposed { EventStatus::Hypothetical } else { status };
    }
    if let Some(status) = of_predicate_behind(syntax, nominal) {
        return status;
    }
    if let Some(verb) = verb_far_behind(syntax, nominal).filter(|_| !is_below) {
        return of_subject(syntax, verb, event_type);
    }
    match nominal.object_of {
        Some(verb) => of_object(syntax, nominal, verb, event_type),
        None => of_opening(syntax, nominal, event_type),
    }
}

/// `The release of the hostages, among them ten children, will begin on Saturday`: the verb of a noun that opens the
/// sentence, over what is said of it between; the tree knows.
fn verb_far_behind(syntax: &Syntax<'_>, nominal: &Nominal) -> Option<usize> {
    let tokens = &syntax.chunk(nominal.chunk).tokens;
    let opens = tokens.start == syntax.sentence(tokens.start).start;
    if !opens || nominal.subject_of.is_some() || nominal.object_of.is_some() {
        return None;
    }
    let head = syntax.chunk(nominal.chunk).head;
    let tree = syntax.trees.tree(head);
    let is_subject = matches!(tree.relation(head), Relation::Subject | Relation::PassiveSubject);
    let verb = tree.head(head).filter(|_| is_subject)?;
    let copula = tree.related(verb, Relation::Copula).next();
    let verb = copula.unwrap_or(verb);
    matches!(syntax.pos(verb), Pos::Be | Pos::Verb).then_some(verb)
}

/// `ready for talks`, `open to talks`.
fn of_readiness(syntax: &Syntax<'_>, nominal: &Nominal, event_type: EventType) -> Option<EventStatus> {
    let through = nominal
        .through
        .filter(|&token| matches!(syntax.word(token), "for" | "to"))?;
    let before = through.checked_sub(1)?;
    let effect = syntax.grammar.cue(syntax.key(before), CueKind::Adjective)?;
    let is_bare = syntax.chunk(nominal.chunk).tokens.start == through + 1;
    (is_bare && !is_told_of(event_type) && !is_speech_act(event_type)).then_some(effect)
}

/// `a renewal of the talks`, `the context of a meeting`: the status of the noun that the act is of.
fn of_stage(syntax: &Syntax<'_>, nominal: &Nominal, event_type: EventType, depth: usize) -> Option<EventStatus> {
    let through = nominal.through?;
    let above = nominal
        .noun_above
        .filter(|_| syntax.word(through) == "of" && depth > 0)?;
    if is_told_of(event_type) || is_speech_act(event_type) {
        return None;
    }
    let stage = syntax.nominal(above..above + 1)?;
    let status = of_surroundings(syntax, &stage, event_type, depth - 1);
    // `failed during a third day of talks`: the day has been.
    let is_set_apart = stage
        .through
        .is_some_and(|token| matches!(syntax.word(token), "after" | "at" | "during"));
    (is_set_apart || status != EventStatus::Occurred).then_some(status)
}

/// `the plan for a strike`, but not `made an appeal at a meeting`.
fn of_noun_above(syntax: &Syntax<'_>, nominal: &Nominal, event_type: EventType) -> Option<EventStatus> {
    let above = nominal.noun_above?;
    let through = nominal.through.map(|token| syntax.word(token));
    if matches!(through, Some("after" | "at" | "during" | "following" | "with")) {
        return None;
    }
    // `called for the planners of the attack to be tried`
    let is_person = syntax.actor(above).is_some();
    if is_person && through == Some("of") && is_told_of(event_type) {
        return Some(EventStatus::Occurred);
    }
    // `found no evidence of an attack`
    let is_evidence = syntax.grammar.cue(syntax.key(above), CueKind::Evidence).is_some();
    if is_evidence && through == Some("of") && is_denied_noun(syntax, above) {
        return Some(EventStatus::Negated);
    }
    // `steps toward a truce`
    let is_goal = !is_told_of(event_type) && !is_speech_act(event_type);
    if is_goal && matches!(through, Some("toward" | "towards")) {
        return Some(EventStatus::Possible);
    }
    // `rejected reports of an attack`
    let is_content = syntax.grammar.cue(syntax.key(above), CueKind::Content).is_some();
    let is_denied = |verb: usize| {
        let rejects = syntax
            .known_verb(verb)
            .is_some_and(|known| matches!(known.lemma.as_str(), "deny" | "reject"));
        rejects || syntax.is_verb_of(verb, VerbKind::Denies)
    };
    if is_content && through == Some("of") && nominal.object_of.is_some_and(is_denied) {
        return Some(EventStatus::Negated);
    }
    // `in the event of an attack`
    let is_case = matches!(syntax.word(above), "case" | "event") && through == Some("of");
    let opening = syntax
        .chunk_at(above)
        .and_then(|chunk| syntax.chunk(chunk).tokens.start.checked_sub(1));
    if is_case && opening.is_some_and(|opening| matches!(syntax.word(opening), "In" | "in")) {
        return Some(EventStatus::Hypothetical);
    }
    let effect = syntax.grammar.cue(syntax.key(above), CueKind::Noun)?;
    if effect == EventStatus::Planned && is_dropped_plan(syntax, above) {
        return Some(EventStatus::Negated);
    }
    // `saw no link to the attack`, `a response to the expulsion`: there was one.
    let is_told = is_told_of(event_type) || through == Some("to") && is_definite(syntax, nominal);
    if effect == EventStatus::Occurred && is_told && nominal.object_of.is_some() {
        return Some(EventStatus::Occurred);
    }
    if is_denied_noun(syntax, above) {
        return Some(EventStatus::Negated);
    }
    (effect != EventStatus::Occurred).then_some(effect)
}

pub(super) fn is_for(syntax: &Syntax<'_>, nominal: &Nominal) -> bool {
    let through = nominal.through.map(|token| syntax.word(token));
    matches!(through, Some("for" | "on"))
}

/// Acts that people mostly speak about: what `will discuss the attack` names has happened.
pub(super) fn is_told_of(event_type: EventType) -> bool {
    matches!(
        event_type,
        EventType::Assault | EventType::Coerce | EventType::Protest | EventType::Accuse | EventType::Request
    )
}

/// A rejected demand has been made.
pub(super) fn is_speech_act(event_type: EventType) -> bool {
    matches!(
        event_type,
        EventType::Accuse | EventType::Request | EventType::Reject | EventType::Threaten
    )
}
