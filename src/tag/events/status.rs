//! A trigger in its clause → did it happen, is it planned, possible, denied, demanded, supposed?

use super::act_status;
use super::clause_status::{
    awaits, depends_on_condition, has_negative_object, has_negative_subject, is_command, is_conditional,
    is_left_undone, is_question, is_unverified,
};
use super::complement_status::above_finite;
use super::duty_status::{follows_high_time, of_duty};
use super::matching::{Candidate, is_attributive};
use super::noun_status as noun;
use super::particle_status::is_ruled_out;
use super::phrase_status;
use super::tense_status::{of_modal, of_progressive};
use super::undone::is_dropped_plan;
use super::{Context, Frame};
use crate::document::{EventStatus, EventType};
use crate::kb::{CueKind, Forms, FunctionClass, VerbKind};
use crate::tag::syntax::{Governor, Pos, Syntax, VerbGroup};

/// Verbs above a trigger are followed at most this far.
pub(super) const MAX_DEPTH: usize = 5;

pub(super) fn of(context: &Context<'_>, candidate: &Candidate, event_type: EventType, frame: &Frame) -> EventStatus {
    let syntax = context.syntax;
    let status = match frame {
        Frame::Verb(_) if is_attributive(syntax, candidate.tokens.start) => {
            of_participle(syntax, candidate.tokens.start, event_type)
        }
        Frame::Verb(predicate) => {
            let told = act_status::of_act(syntax, predicate, event_type);
            act_status::of_object_within(context, candidate, event_type).map_or(told, |effect| combine(told, effect))
        }
        Frame::Noun(nominal) => noun::of(syntax, nominal, event_type),
        Frame::Bare => phrase_status::of(syntax, candidate),
    };
    if is_question(syntax, candidate.tokens.start) && status != EventStatus::Negated {
        return EventStatus::Hypothetical;
    }
    let status = if status == EventStatus::Occurred && is_unverified(syntax, candidate.tokens.end) {
        EventStatus::Possible
    } else {
        status
    };
    let rule = &context.kb.events.rules[candidate.rule];
    rule.status.map_or(status, |effect| combine(status, effect))
}

/// `the kidnapped engineers` are; `fighting is raging` has the status of a noun.
fn of_participle(syntax: &Syntax<'_>, token: usize, event_type: EventType) -> EventStatus {
    let is_head = syntax
        .chunk_at(token)
        .is_some_and(|chunk| syntax.chunk(chunk).head == token);
    let nominal = syntax.nominal(token..token + 1).filter(|_| is_head);
    nominal.map_or(EventStatus::Occurred, |nominal| noun::of(syntax, &nominal, event_type))
}

/// The status that a verb group has by its own words and by what governs it.
pub(super) fn of_verb(syntax: &Syntax<'_>, group: &VerbGroup, depth: usize) -> EventStatus {
    let own = if group.is_infinitive || (group.is_gerund && !group.has_be) {
        of_dependent(syntax, group, depth)
    } else {
        of_finite(syntax, group, depth)
    };
    let is_denied = has_negative_subject(syntax, group) || has_negative_object(syntax, group);
    if is_denied && !is_conditional(syntax, group) {
        return EventStatus::Negated;
    }
    own
}

fn of_finite(syntax: &Syntax<'_>, group: &VerbGroup, depth: usize) -> EventStatus {
    if is_conditional(syntax, group) || is_contrary_to_fact(syntax, group) || is_of_anybody(syntax, group) {
        return EventStatus::Hypothetical;
    }
    if group.is_negated {
        return EventStatus::Negated;
    }
    if is_command(syntax, group) || follows_high_time(syntax, group) {
        return EventStatus::CalledFor;
    }
    if let Some(status) =
        of_coordinated(syntax, group, depth).or_else(|| act_status::of_time_to_come(syntax, group, depth))
    {
        return status;
    }
    let own = match group.modal {
        Some(modal) => match of_modal(syntax, modal, group.has_have) {
            EventStatus::Planned if is_conditional_plan(syntax, group) => EventStatus::Hypothetical,
            status => status,
        },
        None if group.is_progressive() => of_progressive(syntax, group),
        None if awaits(syntax, group) => EventStatus::Planned,
        None => EventStatus::Occurred,
    };
    match above_finite(syntax, group, depth) {
        Some(above) => combine(own, above),
        None => own,
    }
}

/// `will quit if he stays`, `otherwise they will quit`, `will arrest anyone who enters`
fn is_conditional_plan(syntax: &Syntax<'_>, group: &VerbGroup) -> bool {
    let sentence = syntax.sentence(group.verb);
    let is_anybody =
        group.verb + 1 < sentence.end && matches!(syntax.word(group.verb + 1), "anybody" | "anyone" | "whoever");
    is_anybody || syntax.word(sentence.start) == "Otherwise" || depends_on_condition(syntax, group)
}

/// `would not have attacked if it had been warned`: it has.
fn is_contrary_to_fact(syntax: &Syntax<'_>, group: &VerbGroup) -> bool {
    let modal = group.modal.filter(|_| group.is_negated && group.has_have);
    modal.is_some_and(|modal| syntax.words[modal].classes.has(FunctionClass::Would))
}

/// `attack anyone who supports him`: told of nobody in particular.
fn is_of_anybody(syntax: &Syntax<'_>, group: &VerbGroup) -> bool {
    let first = group.start.checked_sub(1).map(|before| syntax.word(before));
    if matches!(first, Some("Whoever" | "whoever")) {
        return syntax.is_present(group.start);
    }
    let relative = group
        .start
        .checked_sub(1)
        .filter(|&before| syntax.pos(before) == Pos::Relative);
    let Some(before) = relative.and_then(|relative| relative.checked_sub(1)) else {
        return false;
    };
    let is_anybody = matches!(
        syntax.word(before),
        "anyone" | "anybody" | "everyone" | "everybody" | "whoever"
    );
    is_anybody && syntax.is_present(group.start)
}

/// `to release prisoners and withdraw troops`: a bare verb behind a conjunction shares the status of the one before.
fn of_coordinated(syntax: &Syntax<'_>, group: &VerbGroup, depth: usize) -> Option<EventStatus> {
    let forms = syntax.words[group.verb].verb?.forms;
    let is_present = forms.has(Forms::BASE) || forms.has(Forms::THIRD);
    let limit = syntax.sentence(group.verb).start;
    // `to end the war and ultimately free the town`
    let before = (limit..group.start)
        .rev()
        .find(|&token| syntax.pos(token) != Pos::Adverb)?;
    let joined = matches!(syntax.pos(before), Pos::Conjunction | Pos::Comma);
    // `will return or be sent elsewhere`
    let is_bare_passive = group.is_passive && syntax.word(group.start) == "be";
    let is_bare = group.start == group.verb && is_present && !forms.has(Forms::PAST);
    // `plans to expel one and shut the other`
    let is_either = group.start == group.verb && forms.has(Forms::BASE) && forms.has(Forms::PAST);
    if !(is_bare || is_bare_passive || is_either) || !joined {
        return None;
    }
    // `must hand over the stocks or face air strikes`
    let is_threat = syntax.word(before) == "or" && syntax.known_verb(group.verb).is_some_and(|known| known.undergoes);
    if is_threat {
        return Some(EventStatus::Hypothetical);
    }
    let sentence = syntax.sentence(group.verb);
    let previous = (sentence.start..before)
        .rev()
        .filter(|&token| syntax.pos(token) == Pos::Verb)
        // `stopped short of invoking it but wants talks`
        .find(|&token| !forms.has(Forms::THIRD) || !syntax.verb_group(token).is_gerund)?;
    let above = syntax.verb_group(previous);
    if is_either && !above.is_infinitive && above.modal.is_none() {
        return None;
    }
    let is_shared = forms.has(Forms::THIRD)
        || is_bare_passive
        || above.is_infinitive
        || above.modal.is_some()
        || above.start == above.verb;
    (is_shared && !syntax.reports(previous)).then(|| of_verb(syntax, &above, depth.saturating_sub(1)))
}

/// Infinitives and gerunds: as their governor has it.
fn of_dependent(syntax: &Syntax<'_>, group: &VerbGroup, depth: usize) -> EventStatus {
    let Some(depth) = depth.checked_sub(1) else {
        return EventStatus::Occurred;
    };
    if is_conditional(syntax, group) || is_contrary_to_fact(syntax, group) {
        return EventStatus::Hypothetical;
    }
    if group.is_negated {
        return EventStatus::Negated;
    }
    if let Some(verb) = syntax.verb_of_gerund(group) {
        let is_supposed = syntax.pos(verb) == Pos::Modal;
        return if is_supposed {
            EventStatus::Hypothetical
        } else {
            EventStatus::Occurred
        };
    }
    if group.is_infinitive && seems(syntax, group) {
        if group.has_have {
            return EventStatus::Occurred;
        }
        // `is believed to be massing troops`
        if group.has_be && group.is_gerund {
            return EventStatus::Ongoing;
        }
    }
    if let Some(status) = of_duty(syntax, group) {
        return status;
    }
    let before = group.start.checked_sub(1);
    if group.is_infinitive && before.is_some_and(|before| syntax.pos(before) == Pos::Be) {
        return EventStatus::Planned;
    }
    // `has yet to agree`
    let is_awaited = group.is_infinitive && before.is_some_and(|before| syntax.word(before) == "yet");
    if is_awaited || is_left_undone(syntax, group.start) {
        return EventStatus::Negated;
    }
    match governor(syntax, group) {
        Some(Governor::Verb { token, between }) => of_governed(syntax, group, token, &between, depth),
        Some(Governor::Noun { token }) => {
            let effect = syntax.grammar.cue(syntax.key(token), CueKind::Noun);
            let is_dropped = || effect == Some(EventStatus::Planned) && is_dropped_plan(syntax, token);
            if is_denied_noun(syntax, token) || is_dropped() {
                return EventStatus::Negated;
            }
            // `a resolution accusing Iran`: what it does, not what it asks for.
            if group.is_gerund && token + 1 == group.start {
                return EventStatus::Occurred;
            }
            effect.unwrap_or(EventStatus::Occurred)
        }
        Some(Governor::Adjective { token }) => {
            let effect = syntax.grammar.cue(syntax.key(token), CueKind::Adjective);
            effect.unwrap_or(EventStatus::Possible)
        }
        None if group.is_infinitive && act_status::follows_one_of_a_kind(syntax, group) => {
            act_status::of_one_of_a_kind(syntax, group, depth)
        }
        None if group.is_infinitive => EventStatus::Planned,
        None => of_loose_gerund(syntax, group, depth),
    }
}

/// `appears to have fired`, `is said to have met`: told of the past, by a verb or adjective of seeming or saying.
fn seems(syntax: &Syntax<'_>, group: &VerbGroup) -> bool {
    let Some(Governor::Verb { token, .. }) = governor(syntax, group) else {
        return false;
    };
    let known = syntax.known_verb(token);
    known.is_some_and(|known| known.reports || known.effect.is_none())
}

/// `no plans to attack`.
pub(super) fn is_denied_noun(syntax: &Syntax<'_>, token: usize) -> bool {
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
    syntax.predicate_by_rules(group.verb, group.verb + 1).governor
}

fn of_governed(syntax: &Syntax<'_>, group: &VerbGroup, token: usize, between: &[usize], depth: usize) -> EventStatus {
    let above_group = syntax.verb_group(token);
    if group.is_infinitive && syntax.word(token) == "going" {
        return EventStatus::Planned;
    }
    let above = of_verb(syntax, &above_group, depth);
    // `must stop firing`: they fire.
    let is_ahead = matches!(
        above,
        EventStatus::CalledFor | EventStatus::Hypothetical | EventStatus::Planned
    );
    if group.is_gerund && between.is_empty() && is_ahead && syntax.is_verb_of(token, VerbKind::Ends) {
        return EventStatus::Ongoing;
    }
    // `ruled out sending`, `has not ruled out sending`
    if is_ruled_out(syntax, token) {
        return denied(above);
    }
    let Some(verb) = syntax.known_verb(token) else {
        let effect = syntax.grammar.cue(syntax.key(token), CueKind::Noun);
        return effect.unwrap_or(if group.is_infinitive {
            EventStatus::Planned
        } else {
            EventStatus::Occurred
        });
    };
    // `voted on Monday along party lines to reject`: nobody stands between.
    let is_apart = in_phrase(syntax, between) && names_things(syntax, between);
    let with_object = !between.is_empty() && !is_apart || above_group.is_passive;
    let effect = if with_object { verb.object_effect } else { verb.effect };
    // `thanked Togo for sending troops`: what somebody is thanked or punished for has been done.
    let is_reason = group.is_gerund && with_object && syntax.word(group.start - 1) == "for";
    // `stopped them from firing`
    let is_kept_from = group.is_gerund && with_object && syntax.word(group.start - 1) == "from";
    let effect = if is_kept_from {
        Some(EventStatus::Negated)
    } else {
        effect
    };
    match effect {
        None | Some(EventStatus::Occurred) if is_reason => EventStatus::Occurred,
        // `cancelled the visit to protest`: a purpose, not what is cancelled.
        Some(EventStatus::Negated) if group.is_infinitive && !is_apart && names_things(syntax, between) => {
            combine(above, EventStatus::Planned)
        }
        // `has not excluded sending`
        Some(EventStatus::Negated) if verb.is(VerbKind::Denies) => denied(above),
        Some(EventStatus::Negated) if above == EventStatus::Negated => EventStatus::Occurred,
        Some(effect) => combine(above, effect),
        // `is understood to have assured`: a perfect infinitive tells what is over.
        None if group.is_infinitive && group.has_have => above,
        None if group.is_infinitive => combine(above, EventStatus::Planned),
        None => above,
    }
}

/// The status of what is denied or excluded, where the verb that does so has the status `above`.
pub(super) fn denied(above: EventStatus) -> EventStatus {
    match above {
        EventStatus::Negated => EventStatus::Possible,
        _ => EventStatus::Negated,
    }
}

/// Does a preposition stand before what is between?
fn in_phrase(syntax: &Syntax<'_>, between: &[usize]) -> bool {
    let first = between.first().map(|&chunk| syntax.chunk(chunk).tokens.start);
    first.is_some_and(|first| first > 0 && syntax.pos(first - 1) == Pos::Preposition)
}

/// Is there something between a verb and an infinitive, and nobody who could do what it says?
fn names_things(syntax: &Syntax<'_>, between: &[usize]) -> bool {
    !between.is_empty() && !between.iter().any(|&chunk| syntax.may_act(chunk))
}

/// `, killing three` follows its main verb; `militants fighting in the north` goes on.
fn of_loose_gerund(syntax: &Syntax<'_>, group: &VerbGroup, depth: usize) -> EventStatus {
    // `warned against Brazil imposing tariffs`: it may.
    let subject = syntax.own_subject(group).map(|chunk| syntax.chunk(chunk).tokens.start);
    if subject.is_some_and(|subject| syntax.word(subject - 1) == "against") {
        return EventStatus::Possible;
    }
    let sentence = syntax.sentence(group.verb);
    let main = (sentence.start..group.start).rev().find(|&token| {
        let group = || syntax.verb_group(token);
        syntax.pos(token) == Pos::Verb && (group().is_infinitive || group().is_finite(syntax))
    });
    if main.is_none()
        && (sentence.start..group.start).any(|token| syntax.pos(token) == Pos::Be && syntax.is_present(token))
    {
        return EventStatus::Ongoing;
    }
    let status = match main {
        Some(main) if !syntax.reports(main) => of_verb(syntax, &syntax.verb_group(main), depth),
        _ => EventStatus::Occurred,
    };
    // `can not meet the demands of men holding a hostage`: what somebody is doing meanwhile is not denied.
    let modifies = group.start.checked_sub(1).and_then(|before| syntax.chunk_at(before));
    // `talks on opening the border`
    let is_topic = group.start.checked_sub(1).is_some_and(|before| {
        before > sentence.start && matches!(syntax.word(before), "about" | "on" | "over" | "towards" | "toward")
    });
    if is_topic && status == EventStatus::Occurred {
        return EventStatus::Possible;
    }
    let is_beside = modifies.is_some_and(|chunk| syntax.actor(syntax.chunk(chunk).head).is_some());
    // `to target fighters firing on troops`: they fire, whether or not they are hit.
    let is_of_object =
        || main.is_some_and(|main| syntax.objects(main + 1).iter().any(|&chunk| modifies == Some(chunk)));
    if is_beside && (status == EventStatus::Negated || status == EventStatus::Planned && is_of_object()) {
        return EventStatus::Ongoing;
    }
    status
}

/// The status of what stands under something of the status `above`.
pub(super) fn combine(above: EventStatus, effect: EventStatus) -> EventStatus {
    use EventStatus::{Negated, Occurred, Ongoing, Planned};
    match (above, effect) {
        (Occurred | Ongoing, Occurred) => above,
        (Occurred | Ongoing | Planned, effect) if effect != Occurred && effect != Ongoing => effect,
        (Occurred, Ongoing) => Ongoing,
        (Negated, _) => Negated,
        (above, _) => above,
    }
}
