//! A verb that a noun is the object of → what it says of the act that the noun names: `called for talks`.

use super::act_status::{departs, is_voted_for};
use super::clause_status::depends_on_condition;
use super::noun_cues::{adjective_after, calls_in, is_stay, is_under_way, keeps_or_breaks, takes_act_as_done};
use super::noun_setting::{before_or_after, is_ahead, is_another, is_definite};
use super::noun_status::{is_for, is_speech_act, is_told_of};
use super::particle_status::{effect_on_object, is_ruled_out};
use super::status::{MAX_DEPTH, combine, denied, of_verb};
use crate::document::{EventStatus, EventType};
use crate::kb::{CueKind, VerbKind};
use crate::tag::syntax::{Nominal, Pos, Syntax, VerbGroup};

/// `called for talks`, `cancelled the visit`, `will hold a meeting`.
pub(super) fn of_object(syntax: &Syntax<'_>, nominal: &Nominal, verb: usize, event_type: EventType) -> EventStatus {
    let group = syntax.verb_group(verb);
    let above = if syntax.pos(verb) == Pos::Verb {
        of_verb(syntax, &group, MAX_DEPTH)
    } else {
        of_being(syntax, &group, nominal)
    };
    let above = if above == EventStatus::Occurred && is_voted_for(syntax, &group, event_type) {
        EventStatus::Planned
    } else {
        above
    };
    // `would violate an accord`, `to monitor the truce`: there is one.
    // `observe four days of truce`: it is kept by being made.
    let is_made =
        syntax.known_verb(verb).is_some_and(|known| known.lemma == "observe") && !is_definite(syntax, nominal);
    if matches!(event_type, EventType::Agree | EventType::Retreat) && keeps_or_breaks(syntax, verb) && !is_made {
        return EventStatus::Occurred;
    }
    if is_ruled_out(syntax, verb) && nominal.through.is_none() {
        return denied(above);
    }
    if let Some(effect) = effect_on_object(syntax, verb, event_type).filter(|_| nominal.through.is_none()) {
        return combine(above, effect);
    }
    if above == EventStatus::Negated && nominal.through.is_none() && syntax.reports(verb) {
        // `did not confirm the meeting`: it may have been; `no group claimed the attack`: it has been.
        return if is_told_of(event_type) {
            EventStatus::Occurred
        } else {
            EventStatus::Possible
        };
    }
    // `will report him over the eviction`, `brought nobody to justice for the killing`: there was one.
    let through = nominal.through.map(|token| syntax.word(token));
    let is_own_word = syntax
        .known_verb(verb)
        .is_some_and(|known| known.effect.is_some() || known.object_effect.is_some());
    let is_reason = through == Some("over") || through == Some("for") && !is_own_word;
    let is_back = through == Some("since");
    if is_told_of(event_type) && (is_back || is_reason && is_definite(syntax, nominal)) {
        return EventStatus::Occurred;
    }
    // `disperse any rally`
    let is_any = matches!(syntax.word(syntax.chunk(nominal.chunk).tokens.start), "any" | "Any");
    if is_any && is_told_of(event_type) && nominal.through.is_none() && is_ahead(above) {
        return EventStatus::Hypothetical;
    }
    // `are locked in talks`
    let is_in = nominal.through.is_some_and(|token| syntax.word(token) == "in");
    if is_in && above == EventStatus::Occurred && syntax.is_verb_of(verb, VerbKind::Involves) && group.is_passive {
        let is_over = (group.start..verb).any(|token| matches!(syntax.word(token), "was" | "were" | "had"));
        return if is_over {
            EventStatus::Occurred
        } else {
            EventStatus::Ongoing
        };
    }
    // `face sanctions if they stay`
    let known = syntax.known_verb(verb);
    let undergoes = nominal.through.is_none() && known.is_some_and(|known| known.undergoes);
    if undergoes && above == EventStatus::Occurred && syntax.is_present(verb) && depends_on_condition(syntax, &group) {
        return EventStatus::Hypothetical;
    }
    if is_stay(syntax, nominal, verb) || is_under_way(syntax, nominal, verb, &group) {
        return EventStatus::Ongoing;
    }
    // `left to protest the visit`: there was one.
    let is_done = matches!(above, EventStatus::Occurred | EventStatus::Planned);
    if nominal.through.is_none() && is_done && syntax.is_verb_of(verb, VerbKind::Judges) {
        return EventStatus::Occurred;
    }
    // `sent to end the violence`: there is some.
    if is_told_of(event_type) && nominal.through.is_none() && syntax.is_verb_of(verb, VerbKind::Ends) {
        return EventStatus::Occurred;
    }
    let known = syntax.known_verb(verb);
    // `opposes the deployment`: it need not have begun.
    let is_opposed = known.is_some_and(|known| matches!(known.lemma.as_str(), "oppose" | "resist" | "reject"));
    if is_opposed && nominal.through.is_none() && event_type == EventType::Mobilize {
        return EventStatus::Possible;
    }
    if calls_in(known, nominal, above, event_type) {
        return EventStatus::Planned;
    }
    let preposition = nominal.through.map(|token| match syntax.word(token) {
        // `goes ahead with her trip`
        "ahead" if syntax.word(token + 1) == "with" => "with".to_owned(),
        word => word.to_ascii_lowercase(),
    });
    // `to be tried for their role in the killings`: there were some.
    let is_part = nominal
        .noun_above
        .is_some_and(|above| matches!(syntax.word(above), "involvement" | "part" | "role"));
    if is_part && is_told_of(event_type) && preposition.as_deref() == Some("in") {
        return EventStatus::Occurred;
    }
    // `flies to Rome for talks`, `arrived in Rome for talks`
    let travels = syntax.is_verb_of(verb, VerbKind::Travels) && !syntax.is_verb_of(verb, VerbKind::Gathers);
    let is_journey = departs(syntax, &group) || travels;
    if preposition.as_deref() == Some("for") && above == EventStatus::Occurred && is_journey {
        return EventStatus::Planned;
    }
    // `will speak after talks with`: so far there have been none.
    let is_bare = || {
        nominal
            .through
            .is_some_and(|through| through + 1 == syntax.chunk(nominal.chunk).head)
    };
    if preposition.as_deref() == Some("after") && above == EventStatus::Planned && !is_told_of(event_type) && is_bare()
    {
        return EventStatus::Planned;
    }
    // `may have been hurt in the attack`, `are suspected of shooting at the march`: there was one.
    let is_alleged = group.is_gerund && !group.has_be && is_told_of(event_type);
    let is_over = (group.has_have || is_alleged) && above == EventStatus::Possible;
    if is_over && matches!(preposition.as_deref(), Some("at" | "during" | "in")) {
        return EventStatus::Occurred;
    }
    let governs = match preposition.as_deref() {
        None | Some("for" | "to" | "on" | "of" | "over" | "against") => true,
        Some("in") => event_type == EventType::Aid,
        // `threatened Togo with sanctions`, `inched toward a truce`
        Some("with") => known.is_some_and(|known| known.object_effect == Some(EventStatus::Hypothetical)),
        Some(other) => known.is_some_and(|known| known.needs(other)),
    };
    // `offered condolences to the victims of an act of murder`: what is far below a verb stands as told.
    let is_far = nominal.noun_above.is_some() && preposition.as_deref() == Some("of") && is_told_of(event_type);
    // `called for a campaign of strikes`
    let opens_with = |above: usize| {
        let start = syntax.chunk(syntax.chunk_at(above)?).tokens.start;
        start.checked_sub(1).map(|before| syntax.word(before))
    };
    let leads = |known: &crate::kb::Verb| {
        let opening = nominal.noun_above.and_then(opens_with);
        let is_of_stage = opening.is_some_and(|opening| known.needs(opening));
        let is_led = preposition
            .as_deref()
            .is_some_and(|preposition| known.needs(preposition));
        is_of_stage || !is_far && (known.prepositions.is_empty() || is_led)
    };
    let effect = known
        .filter(|known| governs && leads(known))
        .and_then(|known| known.effect.or(known.object_effect))
        .filter(|_| known.is_none_or(|known| !takes_act_as_done(known, preposition.as_deref(), event_type)));
    // `to defend itself against an attack`: one that may come.
    let is_guard = syntax.is_verb_of(verb, VerbKind::Guards) && preposition.as_deref() == Some("against");
    if is_guard && !is_definite(syntax, nominal) {
        return EventStatus::Hypothetical;
    }
    let is_direct = preposition.is_none() && nominal.noun_above.is_none();
    let is_at = matches!(preposition.as_deref(), Some("at" | "during" | "after" | "before"));
    let goes_on = known.is_some_and(|known| known.lemma == "go") && preposition.as_deref() == Some("on");
    let is_light = known.is_some_and(|known| known.is_light) || goes_on;
    let is_light = is_light && nominal.noun_above.is_none() && !is_at;
    match effect {
        // `refrained from any criticism`
        Some(EventStatus::Negated) if preposition.as_deref() == Some("from") => denied(above),
        Some(EventStatus::Negated) if above == EventStatus::Negated || is_speech_act(event_type) => {
            EventStatus::Occurred
        }
        // `escaped an attack`: there has been one.
        // `avoid another attack`: none so far.
        Some(EventStatus::Negated)
            if event_type == EventType::Assault
                && known.is_some_and(|known| known.undergoes)
                && !is_another(syntax, nominal) =>
        {
            EventStatus::Occurred
        }
        // `rejected the raid`, `rejected the new sanctions`: what was done is disapproved of.
        Some(EventStatus::Negated)
            if known.is_some_and(|known| known.lemma == "reject")
                && (is_told_of(event_type) || event_type == EventType::Sanction && is_definite(syntax, nominal)) =>
        {
            EventStatus::Occurred
        }
        Some(effect) => combine(above, effect),
        None if is_light || (is_direct && !is_told_of(event_type)) => above,
        // `will face arrest`
        None if is_direct && is_ahead(above) && known.is_some_and(|known| known.undergoes) => above,
        // `may have died in the raid`: the raid has been.
        None if above == EventStatus::Possible && is_told_of(event_type) && is_definite(syntax, nominal) => {
            EventStatus::Occurred
        }
        None => before_or_after(preposition.as_deref(), above, event_type),
    }
}

/// `is in Rome for talks`, `will be in Rome for talks`.
fn of_being(syntax: &Syntax<'_>, group: &VerbGroup, nominal: &Nominal) -> EventStatus {
    // `preparations are under way for the evacuation`
    let subject = syntax
        .predicate_by_rules(group.verb, group.verb + 1)
        .subjects
        .first()
        .copied();
    let effect = subject.and_then(|subject| {
        syntax
            .grammar
            .cue(syntax.key(syntax.chunk(subject).head), CueKind::Noun)
    });
    if let Some(status) = effect.filter(|&effect| is_for(syntax, nominal) && is_ahead(effect)) {
        return status;
    }
    // `is due at the palace for talks`
    if let Some(status) = adjective_after(syntax, group.verb).filter(|&status| is_ahead(status)) {
        return status;
    }
    // `It will be the first visit`, `it would be an act of vandalism`
    let is_called = nominal
        .noun_above
        .is_some_and(|above| matches!(syntax.word(above), "act" | "acts"));
    let is_act = is_called || nominal.through.is_none() && nominal.noun_above.is_none();
    let is_to_come = group.modal.is_some() && (is_act || is_for(syntax, nominal)) && syntax.pos(group.verb) == Pos::Be;
    if is_to_come {
        of_verb(syntax, group, MAX_DEPTH)
    } else {
        EventStatus::Occurred
    }
}
