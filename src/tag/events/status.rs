//! A trigger in its clause → did it happen, is it planned, possible, denied, demanded, supposed?

use super::matching::Candidate;
use super::{Context, Frame};
use crate::document::EventStatus;
use crate::kb::{CueKind, FunctionClass};
use crate::tag::syntax::{Governor, Nominal, Pos, Syntax, VerbGroup};

/// Verbs above a trigger are followed at most this far.
const MAX_DEPTH: usize = 5;

pub(super) fn of(context: &Context<'_>, candidate: &Candidate, frame: &Frame) -> EventStatus {
    let syntax = context.syntax;
    let status = match frame {
        Frame::Verb(_) if syntax.pos(candidate.tokens.start) == Pos::Noun => EventStatus::Occurred,
        Frame::Verb(predicate) => of_verb(syntax, &predicate.group, MAX_DEPTH),
        Frame::Noun(nominal) => of_noun(syntax, nominal),
        Frame::Bare => EventStatus::Occurred,
    };
    if is_question(syntax, candidate.tokens.start) && status != EventStatus::Negated {
        return EventStatus::Hypothetical;
    }
    status
}

/// The status that a verb group has by its own words and by what governs it.
pub(super) fn of_verb(syntax: &Syntax<'_>, group: &VerbGroup, depth: usize) -> EventStatus {
    let own = if group.is_infinitive || (group.is_gerund && !group.has_be) {
        of_dependent(syntax, group, depth)
    } else {
        of_finite(syntax, group, depth)
    };
    if has_negative_subject(syntax, group) {
        return EventStatus::Negated;
    }
    own
}

fn of_finite(syntax: &Syntax<'_>, group: &VerbGroup, depth: usize) -> EventStatus {
    if group.is_negated {
        return EventStatus::Negated;
    }
    if is_conditional(syntax, group.start) {
        return EventStatus::Hypothetical;
    }
    let own = match group.modal {
        Some(modal) => of_modal(syntax, modal),
        None if group.is_progressive() => of_progressive(syntax, group),
        None => EventStatus::Occurred,
    };
    match above_finite(syntax, group, depth) {
        Some(above) => combine(own, above),
        None => own,
    }
}

fn of_modal(syntax: &Syntax<'_>, modal: usize) -> EventStatus {
    let classes = syntax.words[modal].classes;
    if classes.has(FunctionClass::Will) {
        EventStatus::Planned
    } else if classes.has(FunctionClass::Would) {
        if is_reported(syntax, modal) {
            EventStatus::Planned
        } else {
            EventStatus::Hypothetical
        }
    } else if classes.has(FunctionClass::Should) {
        EventStatus::CalledFor
    } else {
        EventStatus::Possible
    }
}

/// `are meeting`, `have been meeting` go on; `were meeting` is past.
fn of_progressive(syntax: &Syntax<'_>, group: &VerbGroup) -> EventStatus {
    let is_past = (group.start..group.verb).any(|token| matches!(syntax.word(token), "was" | "were"));
    if is_past {
        EventStatus::Occurred
    } else {
        EventStatus::Ongoing
    }
}

/// A finite verb before a token of the sentence reports (`he said it would`).
fn is_reported(syntax: &Syntax<'_>, token: usize) -> bool {
    let sentence = syntax.sentence(token);
    (sentence.start..token).any(|before| syntax.reports(before))
}

/// The effect of the verb or noun whose complement clause holds this verb: `denied that they attacked`.
fn above_finite(syntax: &Syntax<'_>, group: &VerbGroup, depth: usize) -> Option<EventStatus> {
    let sentence = syntax.sentence(group.verb);
    let opening = clause_opening(syntax, group.start, sentence.start)?;
    let (token, has_that) = opening;
    match syntax.pos(token) {
        Pos::Verb => {
            let verb = syntax.words[token].verb?;
            let effect = syntax
                .grammar
                .verb(verb)
                .object_effect
                .filter(|effect| has_that || *effect == EventStatus::Negated);
            let above = of_verb(syntax, &syntax.verb_group(token), depth.checked_sub(1)?);
            match effect {
                Some(EventStatus::Planned) | None => {
                    (above == EventStatus::Negated && effect.is_some()).then_some(above)
                }
                Some(effect) => Some(effect),
            }
        }
        Pos::Noun if has_that => syntax
            .grammar
            .cue(syntax.key(token), CueKind::Noun)
            .filter(|effect| *effect != EventStatus::Planned),
        _ => None,
    }
}

/// The word that a clause hangs on, and whether `that` stands between.
fn clause_opening(syntax: &Syntax<'_>, start: usize, limit: usize) -> Option<(usize, bool)> {
    let mut token = start;
    while token > limit {
        token -= 1;
        match syntax.pos(token) {
            Pos::Subordinator if syntax.word(token).eq_ignore_ascii_case("that") => {
                let before = token.checked_sub(1).filter(|&before| before >= limit)?;
                return Some((before, true));
            }
            Pos::Subordinator | Pos::Relative | Pos::Break | Pos::Comma => return None,
            Pos::Verb => return Some((token, false)),
            _ => {}
        }
    }
    None
}

/// Infinitives and gerunds: as their governor has it.
fn of_dependent(syntax: &Syntax<'_>, group: &VerbGroup, depth: usize) -> EventStatus {
    let Some(depth) = depth.checked_sub(1) else {
        return EventStatus::Occurred;
    };
    if group.is_negated {
        return EventStatus::Negated;
    }
    if is_conditional(syntax, group.start) {
        return EventStatus::Hypothetical;
    }
    let before = group.start.checked_sub(1);
    if group.is_infinitive && before.is_some_and(|before| syntax.pos(before) == Pos::Be) {
        return EventStatus::Planned;
    }
    if before.is_some_and(|before| matches!(syntax.word(before), "without" | "Without" | "instead")) {
        return EventStatus::Negated;
    }
    match governor(syntax, group) {
        Some(Governor::Verb { token, between }) => of_governed(syntax, group, token, !between.is_empty(), depth),
        Some(Governor::Noun { token }) => {
            if is_denied_noun(syntax, token) {
                return EventStatus::Negated;
            }
            syntax
                .grammar
                .cue(syntax.key(token), CueKind::Noun)
                .unwrap_or(EventStatus::Occurred)
        }
        Some(Governor::Adjective { token }) => {
            let effect = syntax.grammar.cue(syntax.key(token), CueKind::Adjective);
            effect.unwrap_or(EventStatus::Possible)
        }
        None if group.is_infinitive => EventStatus::Planned,
        None => of_loose_gerund(syntax, group, depth),
    }
}

/// `no plans to attack`.
fn is_denied_noun(syntax: &Syntax<'_>, token: usize) -> bool {
    let Some(chunk) = syntax.chunk_at(token) else {
        return false;
    };
    syntax
        .chunk(chunk)
        .tokens
        .clone()
        .any(|token| syntax.words[token].classes.has(FunctionClass::Negation))
}

fn governor(syntax: &Syntax<'_>, group: &VerbGroup) -> Option<Governor> {
    syntax.predicate(group.verb, group.verb + 1).governor
}

fn of_governed(syntax: &Syntax<'_>, group: &VerbGroup, token: usize, has_object: bool, depth: usize) -> EventStatus {
    let above_group = syntax.verb_group(token);
    if group.is_infinitive && syntax.word(token) == "going" {
        return EventStatus::Planned;
    }
    let above = of_verb(syntax, &above_group, depth);
    let Some(verb) = syntax.words[token].verb.map(|verb| syntax.grammar.verb(verb)) else {
        let effect = syntax.grammar.cue(syntax.key(token), CueKind::Noun);
        return effect.unwrap_or(if group.is_infinitive {
            EventStatus::Planned
        } else {
            EventStatus::Occurred
        });
    };
    let with_object = has_object || above_group.is_passive;
    let effect = if with_object { verb.object_effect } else { verb.effect };
    match effect {
        Some(EventStatus::Negated) if above == EventStatus::Negated => EventStatus::Occurred,
        Some(effect) => combine(above, effect),
        None if group.is_infinitive => combine(above, EventStatus::Planned),
        None => above,
    }
}

/// `, killing three` follows its main verb; `militants fighting in the north` goes on.
fn of_loose_gerund(syntax: &Syntax<'_>, group: &VerbGroup, depth: usize) -> EventStatus {
    let sentence = syntax.sentence(group.verb);
    let main = (sentence.start..group.start)
        .rev()
        .find(|&token| syntax.pos(token) == Pos::Verb && syntax.verb_group(token).is_finite(syntax));
    match main {
        Some(main) if !syntax.reports(main) => of_verb(syntax, &syntax.verb_group(main), depth),
        _ => EventStatus::Occurred,
    }
}

fn of_noun(syntax: &Syntax<'_>, nominal: &Nominal) -> EventStatus {
    for token in nominal.modifiers.clone() {
        if syntax.words[token].classes.has(FunctionClass::Negation) {
            return EventStatus::Negated;
        }
        if let Some(effect) = syntax.grammar.cue(syntax.key(token), CueKind::Modifier) {
            return effect;
        }
    }
    if let Some(status) = nominal.noun_above.and_then(|above| of_noun_above(syntax, above)) {
        return status;
    }
    if let Some(verb) = nominal.subject_of {
        return of_subject(syntax, verb);
    }
    match nominal.object_of {
        Some(verb) => of_object(syntax, nominal, verb),
        None => of_opening(syntax, nominal),
    }
}

fn of_noun_above(syntax: &Syntax<'_>, above: usize) -> Option<EventStatus> {
    let effect = syntax.grammar.cue(syntax.key(above), CueKind::Noun)?;
    if is_denied_noun(syntax, above) {
        return Some(EventStatus::Negated);
    }
    (effect != EventStatus::Occurred).then_some(effect)
}

/// `talks will resume`, `the visit was cancelled`.
fn of_subject(syntax: &Syntax<'_>, verb: usize) -> EventStatus {
    let group = syntax.verb_group(verb);
    let status = of_verb(syntax, &group, MAX_DEPTH);
    let known = syntax.words[verb].verb.map(|verb| syntax.grammar.verb(verb));
    let effect = known.and_then(|known| {
        if group.is_passive {
            known.object_effect.or(known.effect)
        } else {
            known.effect
        }
    });
    let follows = adjective_after(syntax, verb);
    match effect
        .filter(|_| group.is_passive || status != EventStatus::Occurred)
        .or(follows)
    {
        Some(effect) => combine(status, effect),
        None => status,
    }
}

/// `is due`, `is possible`, `are likely`.
fn adjective_after(syntax: &Syntax<'_>, verb: usize) -> Option<EventStatus> {
    (syntax.pos(verb) == Pos::Be)
        .then(|| {
            syntax
                .grammar
                .cue(syntax.segmented.tokens.get(verb + 1)?.folded, CueKind::Adjective)
        })
        .flatten()
}

/// `called for talks`, `cancelled the visit`, `will hold a meeting`.
fn of_object(syntax: &Syntax<'_>, nominal: &Nominal, verb: usize) -> EventStatus {
    let group = syntax.verb_group(verb);
    let above = if syntax.pos(verb) == Pos::Verb {
        of_verb(syntax, &group, MAX_DEPTH)
    } else {
        EventStatus::Occurred
    };
    let known = syntax.words[verb].verb.map(|verb| syntax.grammar.verb(verb));
    let preposition = nominal.through.map(|token| syntax.word(token).to_ascii_lowercase());
    let governs = match preposition.as_deref() {
        None | Some("for" | "to" | "on" | "of" | "over" | "against") => true,
        Some(_) => false,
    };
    let effect = known
        .filter(|_| governs)
        .and_then(|known| known.effect.or(known.object_effect));
    match effect {
        Some(EventStatus::Negated) if above == EventStatus::Negated => EventStatus::Occurred,
        Some(effect) => combine(above, effect),
        None if known.is_some_and(|known| known.is_light) && nominal.noun_above.is_none() => above,
        None => before_or_after(preposition.as_deref(), above),
    }
}

fn before_or_after(preposition: Option<&str>, above: EventStatus) -> EventStatus {
    match (preposition, above) {
        (Some("before" | "until" | "ahead"), _) => EventStatus::Planned,
        (Some("at" | "during" | "in" | "for"), EventStatus::Planned) => EventStatus::Planned,
        _ => EventStatus::Occurred,
    }
}

fn of_opening(syntax: &Syntax<'_>, nominal: &Nominal) -> EventStatus {
    match nominal
        .through
        .map(|token| syntax.word(token).to_ascii_lowercase())
        .as_deref()
    {
        Some("before" | "until") => EventStatus::Planned,
        Some("without") => EventStatus::Negated,
        _ => EventStatus::Occurred,
    }
}

/// The status of what stands under something of the status `above`.
fn combine(above: EventStatus, effect: EventStatus) -> EventStatus {
    use EventStatus::{Negated, Occurred, Ongoing, Planned};
    match (above, effect) {
        (Occurred | Ongoing, Occurred) => above,
        (Occurred | Ongoing | Planned, effect) if effect != Occurred && effect != Ongoing => effect,
        (Occurred, Ongoing) => Ongoing,
        (Negated, _) => Negated,
        (above, _) => above,
    }
}

/// `if`, `unless`, `whether` open the clause.
fn is_conditional(syntax: &Syntax<'_>, start: usize) -> bool {
    let sentence = syntax.sentence(start);
    let opening = (sentence.start..start)
        .rev()
        .take_while(|&token| !matches!(syntax.pos(token), Pos::Break | Pos::Relative))
        .find(|&token| syntax.pos(token) == Pos::Subordinator);
    opening.is_some_and(|token| {
        let is_if = ["if", "unless", "whether", "lest"]
            .iter()
            .any(|word| syntax.word(token).eq_ignore_ascii_case(word));
        let crossed = (token..start).any(|between| syntax.pos(between) == Pos::Comma);
        is_if && !crossed
    })
}

fn has_negative_subject(syntax: &Syntax<'_>, group: &VerbGroup) -> bool {
    let Some(before) = group.start.checked_sub(1) else {
        return false;
    };
    let Some(chunk) = syntax.chunk_at(before) else {
        return false;
    };
    let first = syntax.chunk(chunk).tokens.start;
    syntax.words[first].classes.has(FunctionClass::Negation) && !group.is_infinitive
}

fn is_question(syntax: &Syntax<'_>, token: usize) -> bool {
    let sentence = syntax.sentence(token);
    sentence.end > sentence.start && syntax.word(sentence.end - 1) == "?"
}
