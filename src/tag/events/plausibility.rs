//! What rules read as acts → what the model of acts makes of it.

use std::ops::Range;

use super::evidence::SentenceEvidence;
use super::{Context, Reading, merging};
use crate::model::hash::Key;
use crate::text::Span;
use crate::vocabulary::EventType;

/// Words that a rule takes for an act, as the model sees them: in training and in use alike.
#[derive(Clone, Debug)]
pub struct ActInput {
    pub span: Span,
    pub event_type: EventType,
    pub features: Vec<Key>,
}

/// The acts of a sentence that come out as events.
pub(super) fn inputs(context: &Context<'_>, tokens: Range<usize>, readings: Vec<Reading>) -> Vec<ActInput> {
    let evidence = SentenceEvidence::of(context, tokens);
    let around = evidence.surroundings();
    let input = |reading: &Reading| {
        let mut features = evidence.features(reading);
        features.extend(&around);
        let input = ActInput {
            span: reading.trigger.span,
            event_type: reading.trigger.event_type,
            features,
        };
        (reading.trigger.rule.clone(), input)
    };
    let inputs: Vec<_> = readings.iter().map(input).collect();
    let events = merging::merge(context, readings);
    let is_told = |rule: &str, input: &ActInput| {
        events
            .iter()
            .any(|event| event.span == input.span && event.rule == rule)
    };
    inputs
        .into_iter()
        .filter_map(|(rule, input)| is_told(&rule, &input).then_some(input))
        .collect()
}

/// Gives each reading its chance.
pub(super) fn judge(context: &Context<'_>, tokens: Range<usize>, readings: &mut [Reading]) {
    if readings.is_empty() {
        return;
    }
    let model = &context.models.acts;
    let evidence = SentenceEvidence::of(context, tokens);
    let around = model.log_odds(&evidence.surroundings());
    for reading in readings {
        let own = model.log_odds(&evidence.features(reading));
        reading.trigger.chance = model.chance(around + own);
    }
}
