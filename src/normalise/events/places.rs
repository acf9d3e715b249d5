//! A trigger's place phrases, its sentence, forum and dateline → where it happened and how that is known.

use crate::document::{
    Entity, EventTrigger, EventType, LocationPrecision, Mention, NormalisedDocument, ParticipantRole,
};
use crate::text::Span;

/// Where an event happened.
#[derive(Clone, Debug, Default)]
pub(super) struct Place {
    pub entity: Option<usize>,
    pub name: Option<String>,
    pub precision: Option<LocationPrecision>,
}

pub(super) fn of(
    document: &NormalisedDocument,
    trigger: &EventTrigger,
    sentence: usize,
    forum: Option<usize>,
) -> Place {
    stated(document, trigger)
        .or_else(|| place_acted_on(document, trigger))
        .or_else(|| nearby(document, trigger))
        .or_else(|| seat_of_forum(document, forum))
        .or_else(|| dateline(document, sentence))
        .unwrap_or_default()
}

fn stated(document: &NormalisedDocument, trigger: &EventTrigger) -> Option<Place> {
    let spans = trigger
        .arguments
        .iter()
        .filter(|argument| argument.role == ParticipantRole::Place);
    spans.map(|argument| argument.span).find_map(|span| {
        let mention = place_in(document, span)?;
        Some(place(document, mention, LocationPrecision::Stated))
    })
}

/// `liberated the town of X`, `bombed X`: the place that an act is done to is where it is done; `invited her
/// to X`: where the guest is to come.
fn place_acted_on(document: &NormalisedDocument, trigger: &EventTrigger) -> Option<Place> {
    let is_invitation = trigger.event_type == EventType::Request && trigger.mode.as_deref() == Some("meet");
    let is_done_there = matches!(
        trigger.event_type,
        EventType::Assault | EventType::Coerce | EventType::Retreat | EventType::Mobilize
    );
    if !is_done_there && !is_invitation {
        return None;
    }
    let targets = trigger
        .arguments
        .iter()
        .filter(|argument| argument.role == ParticipantRole::Target && argument.sector.is_none());
    targets.map(|argument| argument.span).find_map(|span| {
        let mention = place_in(document, span).filter(|mention| mention.span.end == span.end)?;
        let is_state = mention
            .entity
            .is_some_and(|entity| is_state(&document.entities[entity]));
        (!is_state).then(|| place(document, mention, LocationPrecision::Stated))
    })
}

/// A state is whom an act is done to, not where.
fn is_state(entity: &Entity) -> bool {
    entity.id.starts_with("country:")
}

/// The place named in a span.
pub(super) fn place_in(document: &NormalisedDocument, span: Span) -> Option<&Mention> {
    document.mentions[document.mentions_in(span)]
        .iter()
        .find(|mention| mention.entity_type.is_place())
}

/// A place of the same sentence, near the trigger.
fn nearby(document: &NormalisedDocument, trigger: &EventTrigger) -> Option<Place> {
    let mention = place_in(document, trigger.scene?)?;
    Some(place(document, mention, LocationPrecision::Sentence))
}

fn seat_of_forum(document: &NormalisedDocument, forum: Option<usize>) -> Option<Place> {
    let forum: &Entity = &document.entities[forum?];
    let name_of_seat = |entity: &Entity| entity.geonames_id.is_some() && forum.name.contains(&entity.name);
    let entity = document.entities.iter().position(name_of_seat)?;
    Some(Place {
        entity: Some(entity),
        name: Some(document.entities[entity].name.clone()),
        precision: Some(LocationPrecision::Forum),
    })
}

/// The dateline places what the paragraph behind it tells.
fn dateline(document: &NormalisedDocument, sentence: usize) -> Option<Place> {
    let segmented = &document.tagged.segmented;
    let dateline = segmented.clean.dateline.as_ref()?;
    let first = segmented.sentence_at(dateline.span.start);
    let paragraph = |index: usize| segmented.sentences.get(index).map(|sentence| sentence.paragraph);
    if paragraph(first) != paragraph(sentence) {
        return None;
    }
    let mention = place_in(document, dateline.place?)?;
    Some(place(document, mention, LocationPrecision::Dateline))
}

fn place(document: &NormalisedDocument, mention: &Mention, precision: LocationPrecision) -> Place {
    let written = document.tagged.segmented.slice(mention.span).to_owned();
    let name = mention
        .entity
        .map_or(written, |entity| document.entities[entity].name.clone());
    Place {
        entity: mention.entity,
        name: Some(name),
        precision: Some(precision),
    }
}
