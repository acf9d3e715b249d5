//! The triggers of one sentence → one trigger per happening: `met for talks`, `killed in an attack`.

use super::{Context, Frame, Reading, times};
use crate::document::{EventArgument, EventTrigger, EventType, ParticipantRole};

/// `discussed it in a telephone call`: the noun says how they met.
const PHONE: &str = "phone";

/// Joins triggers that tell the same act and attaches times and counts.
pub(super) fn merge(context: &Context<'_>, mut readings: Vec<Reading>) -> Vec<EventTrigger> {
    let mut dropped = vec![false; readings.len()];
    for index in 0..readings.len() {
        let Some(target) = told_by(&readings, index) else {
            continue;
        };
        dropped[index] = true;
        let arguments = readings[index].trigger.arguments.clone();
        if readings[index].trigger.mode.as_deref() == Some(PHONE) {
            readings[target].trigger.mode = Some(PHONE.to_owned());
            readings[target].trigger.cameo_code = readings[index].trigger.cameo_code.clone();
        }
        for argument in arguments {
            adopt(&mut readings[target].trigger, argument);
        }
    }
    let mut found = Vec::new();
    for (reading, dropped) in readings.into_iter().zip(dropped) {
        if dropped {
            continue;
        }
        let time = times::time_of(context, &reading);
        let count = times::count_of(context, &reading);
        let mut trigger = reading.trigger;
        trigger.time = time;
        trigger.count = count;
        found.push(trigger);
    }
    found
}

/// The verb trigger of the same type that a noun trigger only elaborates.
fn told_by(readings: &[Reading], index: usize) -> Option<usize> {
    let reading = &readings[index];
    let Frame::Noun(nominal) = &reading.frame else {
        return None;
    };
    let verbs = [nominal.object_of, nominal.subject_of, nominal.noun_above];
    let is_assault = reading.trigger.event_type == EventType::Assault;
    readings.iter().enumerate().position(|(other, verb)| {
        let same = verb.trigger.event_type == reading.trigger.event_type && other != index;
        let attached = verbs.contains(&Some(verb.candidate.tokens.start));
        let stronger = !is_assault || verb.trigger.score >= reading.trigger.score;
        same && attached && stronger && matches!(verb.frame, Frame::Verb(_))
    })
}

/// Takes over an argument that stands for a role not yet filled.
fn adopt(trigger: &mut EventTrigger, argument: EventArgument) {
    let known = trigger.arguments.iter().any(|other| other.span.overlaps(argument.span));
    let filled = trigger
        .arguments
        .iter()
        .any(|other| other.role == argument.role && argument.role != ParticipantRole::Place);
    if !known && !filled {
        trigger.arguments.push(argument);
    }
}
