//! Event triggers with mentions, times and quotes resolved → events with participants, place, date and attribution.

mod attribution;
mod dates;
mod joint;
mod participants;
mod places;
mod relative;

use crate::document::{Entity, EntityType, Event, EventTrigger, EventType, NormalisedDocument, Quantity, SentenceKind};
use crate::kb::{KnowledgeBase, PatternKind};
use crate::text::fold_key;

/// The events of a document whose mentions, times and quotes are resolved; ascending by trigger.
pub(super) fn resolve(document: &NormalisedDocument, kb: &KnowledgeBase) -> Vec<Event> {
    let mut topics = SentenceTopics::default();
    let triggers = document.tagged.triggers.iter();
    let events = triggers.map(|trigger| event(document, kb, trigger, &mut topics));
    let mut events: Vec<Event> = events.collect();
    relative::date_by_others(document, &mut events);
    joint::name(document, kb, &mut events);
    events
}

fn event(
    document: &NormalisedDocument,
    kb: &KnowledgeBase,
    trigger: &EventTrigger,
    topics: &mut SentenceTopics,
) -> Event {
    let segmented = &document.tagged.segmented;
    let sentence = segmented.sentence_at(trigger.span.start);
    let said = attribution::of(document, trigger.span);
    let forum = forum(document, kb, trigger, sentence);
    let place = places::of(document, trigger, sentence, forum);
    let participants = participants::of(document, kb, trigger, said.speaker, &place);
    let count = trigger.count.and_then(|span| quantity(document, span));
    let dating = dates::of(document, trigger);
    Event {
        span: trigger.span,
        event_type: trigger.event_type,
        mode: trigger.mode.clone(),
        cameo_code: trigger.cameo_code.clone(),
        intensity: kb.codes.intensity(trigger.event_type, trigger.mode.as_deref()),
        status: dating.status,
        date: dating.date,
        location_entity: place.entity,
        location_name: place.name,
        location_precision: place.precision,
        participant_count: count.and_then(|quantity| quantity.value),
        participant_count_text: count.map(|quantity| segmented.slice(quantity.span).to_owned()),
        attributed_to: said.speaker,
        in_quote: said.in_quote,
        is_headline: segmented
            .sentences
            .get(sentence)
            .is_some_and(|sentence| sentence.kind == SentenceKind::Headline),
        participants,
        forum,
        topics: topics.of(document, kb, sentence),
        rule: trigger.rule.clone(),
        score: trigger.chance,
    }
}

fn quantity(document: &NormalisedDocument, span: crate::text::Span) -> Option<&Quantity> {
    document.tagged.quantities.iter().find(|quantity| quantity.span == span)
}

/// The named meeting in the sentence of one.
fn forum(document: &NormalisedDocument, kb: &KnowledgeBase, trigger: &EventTrigger, sentence: usize) -> Option<usize> {
    if trigger.event_type != EventType::Consult {
        return None;
    }
    let mentions = document.mentions_of_sentence(sentence);
    document.mentions[mentions]
        .iter()
        .filter(|mention| mention.entity_type == EntityType::NamedEvent)
        .filter_map(|mention| mention.entity)
        .find(|&entity| is_meeting(kb, &document.entities[entity]))
}

/// `the Munich Security Conference`, but no war, storm or operation: by its kind in the knowledge base, else by a word of
/// its name that tells a meeting.
fn is_meeting(kb: &KnowledgeBase, named: &Entity) -> bool {
    if let Some(id) = named.kb_id {
        let kind = kb.entry(id).subtype.as_deref();
        return matches!(kind, Some("conference" | "forum" | "session" | "summit" | "talks"));
    }
    let tells_meeting = |word: &str| {
        let mut starts = kb.events.starts(fold_key(word)).iter();
        starts.any(|start| {
            let pattern = &kb.events.patterns[start.pattern];
            let is_consult = kb.events.rules[pattern.rule].event_type == EventType::Consult;
            is_consult && pattern.kind == PatternKind::Noun && pattern.rest.is_empty()
        })
    };
    named.name.split_whitespace().any(tells_meeting)
}

/// Topics are a matter of the sentence: counted once for all its events.
#[derive(Default)]
struct SentenceTopics {
    sentence: Option<usize>,
    topics: Vec<String>,
}

impl SentenceTopics {
    fn of(&mut self, document: &NormalisedDocument, kb: &KnowledgeBase, sentence: usize) -> Vec<String> {
        if self.sentence != Some(sentence) {
            let segmented = &document.tagged.segmented;
            let tokens = segmented
                .sentences
                .get(sentence)
                .map_or(0..0, |sentence| sentence.tokens.clone());
            let token = |place: usize| {
                let token = tokens.start + place;
                (segmented.tokens[token].folded, segmented.word(token))
            };
            self.topics = kb
                .topics
                .find(tokens.len(), token)
                .into_iter()
                .map(str::to_owned)
                .collect();
            self.sentence = Some(sentence);
        }
        self.topics.clone()
    }
}
