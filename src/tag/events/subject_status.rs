//! A verb that a noun is the subject of → what it says of the act that the noun names: `talks will resume`.

use super::clause_status::has_negative_object;
use super::noun_cues::{acts_on_other, adjective_after, lasts, settles};
use super::noun_status::is_told_of;
use super::particle_status::{effect_on_object, effect_on_subject, is_ruled_out};
use super::status::{MAX_DEPTH, combine, of_verb};
use crate::document::{EventStatus, EventType};
use crate::kb::{Forms, FunctionClass, VerbKind};
use crate::tag::syntax::{Pos, Syntax};

/// `talks will resume`, `the visit was cancelled`.
pub(super) fn of_subject(syntax: &Syntax<'_>, verb: usize, event_type: EventType) -> EventStatus {
    let group = syntax.verb_group(verb);
    let status = of_verb(syntax, &group, MAX_DEPTH);
    // `the talks produced no result`: they were held.
    let achieves_nothing = !group.is_negated && has_negative_object(syntax, &group);
    // `the protests show no sign of abating`
    if achieves_nothing && let Some(effect) = effect_on_subject(syntax, verb) {
        return effect;
    }
    let is_other_denied = achieves_nothing || group.is_negated && acts_on_other(syntax, &group, event_type);
    if status == EventStatus::Negated && is_other_denied {
        let is_to_come = group
            .modal
            .is_some_and(|modal| syntax.words[modal].classes.has(FunctionClass::Will));
        return if is_to_come && !is_told_of(event_type) {
            EventStatus::Planned
        } else {
            EventStatus::Occurred
        };
    }
    // `sanctions can not be ruled out`
    let excludes = is_ruled_out(syntax, verb) || syntax.is_verb_of(verb, VerbKind::Denies);
    if group.is_passive && group.is_negated && excludes {
        return EventStatus::Possible;
    }
    // `the fighting may have involved rivals`: there was some.
    let is_over = group.has_have && group.modal.is_some() && status == EventStatus::Possible;
    if is_over && is_told_of(event_type) && acts_on_other(syntax, &group, event_type) {
        return EventStatus::Occurred;
    }
    // `demanded that the sanctions be lifted`: they stand.
    let is_standing = is_told_of(event_type) || event_type == EventType::Sanction;
    if is_standing && group.is_passive && status != EventStatus::Occurred && syntax.is_verb_of(verb, VerbKind::Ends) {
        return EventStatus::Occurred;
    }
    if status == EventStatus::Occurred {
        let effect = if group.is_passive {
            effect_on_object(syntax, verb, event_type)
        } else {
            effect_on_subject(syntax, verb)
        };
        if let Some(effect) = effect {
            return effect;
        }
        let holds = syntax.known_verb(verb).is_some_and(|known| known.lemma == "hold") && syntax.is_present(verb);
        let is_kept = matches!(event_type, EventType::Agree | EventType::Retreat);
        // `the truce holds`
        if is_kept && holds && !acts_on_other(syntax, &group, event_type) || lasts(syntax, verb) {
            return EventStatus::Ongoing;
        }
    }
    let known = syntax.known_verb(verb);
    // `a summit expected to focus on`: a bare participle.
    let forms = syntax.words[verb].verb.map(|verb| verb.forms).unwrap_or_default();
    let leads_on = syntax.words.get(verb + 1).is_some_and(|next| next.pos == Pos::To);
    // `strike averted after late offer`, `the visit planned for May`
    let effect = known
        .filter(|known| !known.reports)
        .and_then(|known| known.object_effect);
    let stands_alone = || effect.is_some_and(settles) && syntax.predicate_by_rules(verb, verb + 1).objects.is_empty();
    let is_bare = group.start == verb && forms.has(Forms::PARTICIPLE) && (leads_on || stands_alone());
    let is_passive = group.is_passive || is_bare;
    // `an arrest was announced`: what police announce they have done.
    let is_announced = matches!(event_type, EventType::Assault | EventType::Coerce);
    let effect = known
        .filter(|known| !(is_announced && known.reports))
        .and_then(|known| {
            if is_passive {
                known.object_effect.or(known.effect)
            } else {
                known.effect
            }
        });
    // `the raid was necessary`: it has been.
    let has_been = is_told_of(event_type) && !syntax.is_present(verb) && group.modal.is_none();
    let follows = adjective_after(syntax, verb).filter(|&effect| !(has_been && effect == EventStatus::CalledFor));
    let is_now = group.start == verb && syntax.is_present(verb) || group.is_progressive();
    let goes_on = effect == Some(EventStatus::Ongoing) && is_now;
    match effect
        .filter(|_| is_passive || goes_on || status != EventStatus::Occurred)
        .or(follows)
    {
        Some(effect) => combine(status, effect),
        None => status,
    }
}
