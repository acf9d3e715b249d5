//! Tokens read as clauses → event triggers with status, participants, places, times and counts.

mod arguments;
mod conditions;
mod matching;
mod merging;
mod nominal_arguments;
mod noun_status;
mod phrase_arguments;
mod pronouns;
mod status;
mod times;

use crate::document::{EventTrigger, NameMention, Quantity, TimeMention};
use crate::kb::{KnowledgeBase, PatternKind};
use crate::tag::syntax::{Nominal, Predicate, Syntax};

use matching::Candidate;

/// What the tagger reads beside the clauses.
pub(super) struct Context<'c> {
    pub syntax: &'c Syntax<'c>,
    pub names: &'c [NameMention],
    pub times: &'c [TimeMention],
    pub quantities: &'c [Quantity],
    pub kb: &'c KnowledgeBase,
}

/// A trigger with the clause that it was read in.
struct Reading {
    candidate: Candidate,
    frame: Frame,
    trigger: EventTrigger,
}

/// The grammar around a trigger.
enum Frame {
    Verb(Predicate),
    Noun(Nominal),
    /// A fixed phrase, or a noun outside any phrase.
    Bare,
}

/// Finds the events of a document.
pub(super) fn tag(context: &Context<'_>) -> Vec<EventTrigger> {
    let mut found = Vec::new();
    for sentence in &context.syntax.segmented.sentences {
        let mut readings = Vec::new();
        let mut token = sentence.tokens.start;
        while token < sentence.tokens.end {
            let reading = read(context, token);
            token = reading
                .as_ref()
                .map_or(token, |reading| reading.candidate.tokens.end - 1)
                + 1;
            readings.extend(reading);
        }
        found.extend(merging::merge(context, readings));
    }
    found
}

/// The best rule whose pattern starts at a token and whose conditions hold.
fn read(context: &Context<'_>, token: usize) -> Option<Reading> {
    let mut candidates = matching::candidates(context, token);
    candidates.sort_by_key(|candidate| std::cmp::Reverse(candidate.specificity));
    candidates.into_iter().find_map(|candidate| {
        let lexicon = &context.kb.events;
        let rule = &lexicon.rules[candidate.rule];
        let frame = frame(context.syntax, &candidate);
        if !conditions::hold(context, &candidate, rule, &frame) {
            return None;
        }
        let trigger = EventTrigger {
            span: matching::trigger_span(context.syntax, &candidate),
            event_type: rule.event_type,
            mode: rule.mode.clone(),
            cameo_code: rule.cameo.clone(),
            status: status::of(context, &candidate, rule.event_type, &frame),
            arguments: arguments::of(context, &candidate, rule, &frame),
            time: None,
            count: None,
            rule: rule.id.clone(),
            score: rule.score,
        };
        Some(Reading {
            candidate,
            frame,
            trigger,
        })
    })
}

fn frame(syntax: &Syntax<'_>, candidate: &Candidate) -> Frame {
    match candidate.kind {
        PatternKind::Verb => Frame::Verb(syntax.predicate(candidate.tokens.start, candidate.tokens.end)),
        PatternKind::Noun => syntax
            .nominal(candidate.tokens.clone())
            .map_or(Frame::Bare, Frame::Noun),
        PatternKind::Phrase => Frame::Bare,
    }
}
