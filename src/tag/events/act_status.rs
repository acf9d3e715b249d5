//! Acts that the clause alone does not place: what is done by saying it, said in order to say it, or a journey under way.

use super::Context;
use super::clause_status::{is_conditional, is_question};
use super::matching::Candidate;
use super::status::{MAX_DEPTH, of_verb};
use super::subject_status::of_subject;
use crate::document::{EventStatus, EventType};
use crate::kb::{Forms, PatternKind, PatternStart, VerbKind};
use crate::tag::syntax::{Governor, Pos, Predicate, Syntax, VerbGroup};

/// What is done by saying so has happened, but for questions and conditions.
pub(super) fn of_declaration(syntax: &Syntax<'_>, candidate: &Candidate) -> EventStatus {
    let first = candidate.tokens.start;
    let group = candidate
        .tokens
        .clone()
        .rev()
        .find(|&token| syntax.pos(token) == Pos::Verb)
        .map(|verb| syntax.verb_group(verb));
    if is_question(syntax, first) || group.is_some_and(|group| is_conditional(syntax, &group)) {
        EventStatus::Hypothetical
    } else {
        EventStatus::Occurred
    }
}

/// `telephoned her to urge a truce`: who says something in order to urge has urged.
pub(super) fn of_act(syntax: &Syntax<'_>, predicate: &Predicate, event_type: EventType) -> EventStatus {
    let status = of_verb(syntax, &predicate.group, MAX_DEPTH);
    if status == EventStatus::Occurred && event_type == EventType::Consult && departs(syntax, &predicate.group) {
        return EventStatus::Planned;
    }
    // `fighting continues`
    if status == EventStatus::Occurred
        && let Some(verb) = verb_of_opening_gerund(syntax, &predicate.group)
    {
        return of_subject(syntax, verb, event_type);
    }
    if let Some(status) = of_act_under(syntax, predicate, event_type).filter(|_| status == EventStatus::Occurred) {
        return status;
    }
    let is_said = matches!(
        event_type,
        EventType::Accuse | EventType::Protest | EventType::Request | EventType::Reject | EventType::Support
    );
    let is_ahead = matches!(
        status,
        EventStatus::Planned | EventStatus::Possible | EventStatus::Hypothetical
    );
    if is_said && is_ahead && is_wished_aloud(syntax, &predicate.group) {
        return EventStatus::Occurred;
    }
    let above = match &predicate.governor {
        _ if !is_said || !is_ahead || !predicate.group.is_infinitive => return status,
        Some(Governor::Verb { token, .. }) => Some(*token),
        None => (syntax.sentence(predicate.group.start).start..predicate.group.start)
            .rev()
            .find(|&token| syntax.pos(token) == Pos::Verb),
        Some(_) => return status,
    };
    let Some(above) = above.filter(|&above| syntax.pos(above) == Pos::Verb) else {
        return status;
    };
    let known = syntax.known_verb(above);
    // `cancelled her trip to protest`: a refusal says as much.
    let is_refusal = event_type == EventType::Protest
        && known.is_some_and(|known| known.object_effect == Some(EventStatus::Negated));
    // `stopped work to protest`
    let is_walkout = known.is_some_and(|known| known.lemma == "stop") && syntax.word(above + 1) == "work";
    let is_plain =
        is_refusal || is_walkout || known.is_some_and(|known| known.effect.is_none() && known.object_effect.is_none());
    let is_done = of_verb(syntax, &syntax.verb_group(above), MAX_DEPTH) == EventStatus::Occurred;
    if is_plain && is_done && status == EventStatus::Planned && !syntax.is_present(above) {
        EventStatus::Occurred
    } else {
        status
    }
}

/// The verb right behind a gerund that opens the sentence as its subject: `fighting is raging`.
fn verb_of_opening_gerund(syntax: &Syntax<'_>, group: &VerbGroup) -> Option<usize> {
    let sentence = syntax.sentence(group.verb);
    let next = group.verb + 1;
    let opens = group.is_gerund && group.start == group.verb && group.start == sentence.start;
    let is_verbal = opens && next < sentence.end && matches!(syntax.pos(next), Pos::Be | Pos::Have | Pos::Verb);
    let verb = is_verbal.then(|| syntax.verb_after(next, sentence.end)).flatten()?;
    let above = syntax.verb_group(verb);
    (above.start == next && above.is_finite(syntax)).then_some(verb)
}

/// `voted to strike`, `stopped cooperating`: where the verb above says one thing of this act and another of others.
fn of_act_under(syntax: &Syntax<'_>, predicate: &Predicate, event_type: EventType) -> Option<EventStatus> {
    use EventType::{Aid, Cooperate, Support};
    let group = &predicate.group;
    if is_voted_for(syntax, group, event_type) {
        return Some(EventStatus::Planned);
    }
    let Some(Governor::Verb { token, between }) = &predicate.governor else {
        return None;
    };
    let is_ended = group.is_gerund && between.is_empty() && syntax.is_verb_of(*token, VerbKind::Ends);
    // What else is stopped has gone on: `stopped shelling the town`.
    (is_ended && matches!(event_type, Aid | Cooperate | Support)).then_some(EventStatus::Negated)
}

/// `voted to strike`, `voted to stage a strike`: a vote condemns or bans by itself, but others go or send.
pub(super) fn is_voted_for(syntax: &Syntax<'_>, group: &VerbGroup, event_type: EventType) -> bool {
    use EventType::{Aid, Assault, Consult, Cooperate, Mobilize, Protest, Retreat};
    let is_carried_out = matches!(
        event_type,
        Aid | Assault | Consult | Cooperate | Mobilize | Protest | Retreat
    );
    let governor = || syntax.predicate_by_rules(group.verb, group.verb + 1).governor;
    is_carried_out
        && group.is_infinitive
        && matches!(governor(), Some(Governor::Verb { token, .. })
            if syntax.known_verb(token).is_some_and(|known| known.lemma == "vote"))
}

/// `prepares penalties`: a trigger of a verb and its object, of which the verb tells that it is still to come.
pub(super) fn of_object_within(
    context: &Context<'_>,
    candidate: &Candidate,
    event_type: EventType,
) -> Option<EventStatus> {
    use EventType::{Agree, Aid, Assault, Coerce, Consult, Mobilize, Sanction};
    if let Some(promised) = of_promise_within(context.syntax, candidate, event_type) {
        return Some(promised);
    }
    // `postponed a visit`: the verb is the act.
    if !matches!(
        event_type,
        Agree | Aid | Assault | Coerce | Consult | Mobilize | Sanction
    ) {
        return None;
    }
    let syntax = context.syntax;
    let events = &context.kb.events;
    let last = candidate.tokens.end - 1;
    // `set a depot ablaze` ends in no act.
    let names_act = |start: &PatternStart| events.patterns[start.pattern].kind == PatternKind::Noun;
    let ends_in_act = last > candidate.tokens.start && events.starts(syntax.key(last)).iter().any(names_act);
    let verb = syntax.known_verb(candidate.tokens.start).filter(|_| ends_in_act)?;
    // `set up a hospital`, `set them free`
    let is_set = verb.lemma == "set" && matches!(syntax.word(candidate.tokens.start + 1), "up" | "free" | "off");
    if is_set {
        return None;
    }
    let is_plan = !verb.reports && !verb.is(VerbKind::Decides) && verb.prepositions.is_empty();
    let effect = verb.object_effect.filter(|_| is_plan)?;
    matches!(effect, EventStatus::Planned | EventStatus::Possible).then_some(effect)
}

/// `offers shelter`, `voted to strike`: a trigger that opens with the word given.
fn of_promise_within(syntax: &Syntax<'_>, candidate: &Candidate, event_type: EventType) -> Option<EventStatus> {
    use EventType::{Aid, Concede, Consult, Cooperate, Mobilize, Protest};
    let is_promise = match syntax.known_verb(candidate.tokens.start)?.lemma.as_str() {
        "offer" => matches!(event_type, Aid | Concede | Consult | Cooperate | Mobilize),
        "vote" => event_type == Protest,
        _ => false,
    };
    is_promise.then_some(EventStatus::Planned)
}

/// `I want to thank`, `we would like to thank A and congratulate B`: who says so does it.
fn is_wished_aloud(syntax: &Syntax<'_>, group: &VerbGroup) -> bool {
    let limit = syntax.sentence(group.verb).start;
    let first = if group.is_infinitive {
        group.start
    } else {
        infinitive_before(syntax, group, limit)
    };
    let mut before = (limit..first).rev().filter(|&token| syntax.pos(token) != Pos::Adverb);
    let is_wish = before
        .next()
        .is_some_and(|token| matches!(syntax.word(token), "like" | "want" | "wish"));
    let subject = before.find(|&token| syntax.pos(token) != Pos::Modal);
    is_wish && subject.is_some_and(|subject| matches!(syntax.word(subject), "I" | "We" | "we"))
}

/// Where the infinitive begins that a bare verb behind a conjunction is joined to; `limit` where there is none.
fn infinitive_before(syntax: &Syntax<'_>, group: &VerbGroup, limit: usize) -> usize {
    let is_joined = group.start == group.verb && group.start > limit && syntax.pos(group.start - 1) == Pos::Conjunction;
    let verb = (limit..group.start).rev().find(|&token| syntax.pos(token) == Pos::Verb);
    let above = verb.filter(|_| is_joined).map(|verb| syntax.verb_group(verb));
    above
        .filter(|above| above.is_infinitive)
        .map_or(limit, |above| above.start)
}

/// `heads to Oslo`, `negotiators head for Oslo`: a journey told in the present lies ahead.
pub(super) fn departs(syntax: &Syntax<'_>, group: &VerbGroup) -> bool {
    let verb = syntax.words[group.verb].verb;
    let is_present = verb.is_some_and(|verb| verb.forms.has(Forms::THIRD) || verb.forms.has(Forms::BASE));
    group.start == group.verb && is_present && syntax.is_verb_of(group.verb, VerbKind::Departs)
}

/// `the sixth journalist to be killed`, `the most senior official to visit`.
pub(super) fn follows_one_of_a_kind(syntax: &Syntax<'_>, group: &VerbGroup) -> bool {
    let chunk = group.start.checked_sub(1).and_then(|before| syntax.chunk_at(before));
    chunk.is_some_and(|chunk| syntax.is_one_of_a_kind(chunk))
}

/// `was the first to visit` has visited, `will be the first to visit` is to visit.
pub(super) fn of_one_of_a_kind(syntax: &Syntax<'_>, group: &VerbGroup, depth: usize) -> EventStatus {
    let chunk = group.start.checked_sub(1).and_then(|before| syntax.chunk_at(before));
    let before = chunk.and_then(|chunk| syntax.chunk(chunk).tokens.start.checked_sub(1));
    let being = before.filter(|&token| matches!(syntax.pos(token), Pos::Be | Pos::Verb));
    let status = being.map(|being| of_verb(syntax, &syntax.verb_group(being), depth));
    status
        .filter(|status| *status != EventStatus::Ongoing)
        .unwrap_or(EventStatus::Occurred)
}

/// `it will be the first time the two have met`: they have not yet.
pub(super) fn of_time_to_come(syntax: &Syntax<'_>, group: &VerbGroup, depth: usize) -> Option<EventStatus> {
    let limit = syntax.sentence(group.verb).start;
    let clause = (limit..group.start)
        .rev()
        .take_while(|&token| !matches!(syntax.pos(token), Pos::Break | Pos::Comma));
    let is_first = |time: usize| time > limit && syntax.grammar.is_ordinal(syntax.key(time - 1));
    let time = clause
        .filter(|&token| syntax.word(token) == "time")
        .find(|&time| is_first(time))?;
    let being = (limit..time - 1).rev().find(|&token| syntax.word(token) != "the")?;
    let above = syntax.verb_group(being);
    let is_ahead = syntax.pos(being) == Pos::Be && above.modal.is_some();
    is_ahead.then(|| of_verb(syntax, &above, depth.saturating_sub(1)))
}
