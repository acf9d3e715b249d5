//! A verb that makes nothing of an act or of a plan for it: `cancelled the visit`, `dropped plans to attack`.

use super::particle_status::is_ruled_out;
use super::subject_status::of_subject;
use crate::document::{EventStatus, EventType};
use crate::kb::VerbKind;
use crate::model::syntax::Relation;
use crate::tag::syntax::{Nominal, Syntax};

/// `cancelled a visit planned for May`: a verb that makes nothing of its object decides, whatever else is said of that.
pub(super) fn undoes(syntax: &Syntax<'_>, verb: usize) -> bool {
    let known = syntax.known_verb(verb);
    is_ruled_out(syntax, verb) || known.is_some_and(|known| known.object_effect == Some(EventStatus::Negated))
}

/// Does the verb above make nothing of what the noun tells?
pub(super) fn is_undone(syntax: &Syntax<'_>, nominal: &Nominal, event_type: EventType) -> bool {
    let object_of = nominal.object_of.filter(|_| nominal.through.is_none());
    let is_told_undone = |verb: usize| of_subject(syntax, verb, event_type) == EventStatus::Negated;
    object_of.is_some_and(|verb| undoes(syntax, verb)) || nominal.subject_of.is_some_and(is_told_undone)
}

/// `dropped plans to attack`, `a plot to attack was foiled`: is the noun of a plan told to have come to nothing?
pub(super) fn is_dropped_plan(syntax: &Syntax<'_>, noun: usize) -> bool {
    let declines = |verb: usize| {
        syntax
            .known_verb(verb)
            .is_some_and(|known| known.effect == Some(EventStatus::Negated))
    };
    let is_of = |verb: usize, kind| syntax.is_verb_of(verb, kind);
    let ends = |verb: usize| {
        undoes(syntax, verb) || declines(verb) || is_of(verb, VerbKind::Undoes) || is_of(verb, VerbKind::Ends)
    };
    let is_over = |verb: usize| !syntax.verb_group(verb).is_negated && ends(verb);
    let Some(plan) = syntax.nominal(noun..noun + 1) else {
        return false;
    };
    let subject_of = plan.subject_of.or_else(|| passive_far_behind(syntax, noun));
    let passive = subject_of.filter(|&verb| syntax.verb_group(verb).is_passive);
    plan.object_of.filter(|_| plan.through.is_none()).is_some_and(is_over) || passive.is_some_and(is_over)
}

/// `a plan to cancel the visit was shelved`: the verb of a noun with an infinitive on it, as the tree has it.
fn passive_far_behind(syntax: &Syntax<'_>, noun: usize) -> Option<usize> {
    let tree = syntax.trees.tree(noun);
    let is_subject = tree.relation(noun) == Relation::PassiveSubject;
    tree.head(noun).filter(|_| is_subject)
}

/// `the planned expulsion was carried out`, `the feared assault began`
pub(super) fn has_come_about(syntax: &Syntax<'_>, nominal: &Nominal) -> bool {
    nominal.subject_of.is_some_and(|verb| {
        let group = syntax.verb_group(verb);
        let is_past = group.has_have || !syntax.is_present(group.start);
        let is_told = group.modal.is_none() && !group.is_negated && is_past;
        is_told && syntax.is_verb_of(verb, VerbKind::Happens)
    })
}
