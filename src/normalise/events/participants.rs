//! A trigger's argument phrases → participants with entity, country, sector and office.

use super::places::place_in;
use crate::document::{
    EntityType, EventArgument, EventParticipant, EventTrigger, Mention, NormalisedDocument, ParticipantRole,
};
use crate::kb::{FunctionClass, KnowledgeBase};
use crate::text::{Span, fold_key};

pub(super) fn of(
    document: &NormalisedDocument,
    kb: &KnowledgeBase,
    trigger: &EventTrigger,
    speaker: Option<usize>,
) -> Vec<EventParticipant> {
    let arguments = trigger.arguments.iter();
    arguments
        .map(|argument| participant(document, kb, argument, speaker))
        .collect()
}

fn participant(
    document: &NormalisedDocument,
    kb: &KnowledgeBase,
    argument: &EventArgument,
    speaker: Option<usize>,
) -> EventParticipant {
    let mentions = document.mentions_in(argument.span);
    let chosen = if argument.role == ParticipantRole::Place {
        place_in(document, argument.span).and_then(|place| {
            mentions
                .clone()
                .find(|&index| document.mentions[index].span == place.span)
        })
    } else {
        choose(&document.mentions[mentions.clone()], argument).map(|index| mentions.start + index)
    };
    let mention = chosen.map(|index| &document.mentions[index]);
    let names_all = mention.is_some_and(|mention| mention.span.end == argument.span.end || argument.sector.is_none());
    let entity = match mention {
        Some(mention) => mention.entity,
        None => pronoun_entity(document, kb, argument.span, speaker),
    };
    let country = mentions
        .clone()
        .rev()
        .find_map(|index| document.mentions[index].country.clone())
        .or_else(|| entity.and_then(|entity| document.entities[entity].country.clone()));
    EventParticipant {
        role: argument.role,
        mention: chosen
            .filter(|_| names_all || mention.is_some_and(|mention| mention.entity_type == EntityType::Person)),
        entity,
        name: name(document, argument.span, mention, names_all),
        entity_type: mention.filter(|_| names_all).map(|mention| mention.entity_type),
        country: mention.and_then(|mention| mention.country.clone()).or(country),
        sector: sector(kb, document, argument, entity, mention),
        office: mention.and_then(|mention| mention.role.clone()),
        span: argument.span,
    }
}

/// The mention that a phrase is about: the person, else the body, else the last name.
fn choose(mentions: &[Mention], argument: &EventArgument) -> Option<usize> {
    let last_of = |wanted: &[EntityType]| {
        mentions
            .iter()
            .rposition(|mention| wanted.contains(&mention.entity_type))
    };
    let at_end = mentions
        .iter()
        .rposition(|mention| mention.span.end == argument.span.end);
    last_of(&[EntityType::Person])
        .or_else(|| last_of(&[EntityType::Organisation]).filter(|_| argument.sector.is_none()))
        .or(at_end)
        .or_else(|| last_of(&[EntityType::Organisation, EntityType::GeoPolitical, EntityType::Group]))
        .or(mentions.len().checked_sub(1))
}

fn name(document: &NormalisedDocument, span: Span, mention: Option<&Mention>, names_all: bool) -> String {
    let entity = mention.filter(|_| names_all).and_then(|mention| mention.entity);
    match entity {
        Some(entity) => document.entities[entity].name.clone(),
        None => document.tagged.segmented.slice(span).to_owned(),
    }
}

fn sector(
    kb: &KnowledgeBase,
    document: &NormalisedDocument,
    argument: &EventArgument,
    entity: Option<usize>,
    mention: Option<&Mention>,
) -> Option<String> {
    let of_entry = || {
        let kb_id = document.entities[entity?].kb_id?;
        kb.entry(kb_id).sector.clone()
    };
    let of_state = || {
        let is_state = mention.is_some_and(|mention| {
            mention.entity_type == EntityType::GeoPolitical && argument.role != ParticipantRole::Place
        });
        is_state.then(|| STATE.to_owned())
    };
    // A name that ends the phrase tells more than its last word does (`European Union` is no trade union).
    let is_named = mention.is_some_and(|mention| mention.span.end == argument.span.end);
    let listed = of_entry().filter(|_| is_named);
    listed.or(argument.sector.clone()).or_else(of_entry).or_else(of_state)
}

/// A state acts through its government.
const STATE: &str = "GOV";

/// `he` is the last person named before, `I` and `we` the speaker.
fn pronoun_entity(
    document: &NormalisedDocument,
    kb: &KnowledgeBase,
    span: Span,
    speaker: Option<usize>,
) -> Option<usize> {
    let word = document.tagged.segmented.slice(span);
    let classes = kb.grammar.classes(fold_key(word));
    if !classes.has(FunctionClass::Pronoun) && !classes.has(FunctionClass::Possessive) {
        return None;
    }
    match word.to_ascii_lowercase().as_str() {
        "i" | "we" | "my" | "our" | "us" | "me" => speaker,
        "he" | "she" | "him" | "her" | "his" | "himself" | "herself" => last_person(document, span.start),
        _ => None,
    }
}

/// The last person named before a byte.
pub(super) fn last_person(document: &NormalisedDocument, byte: u32) -> Option<usize> {
    let before = document.mentions.partition_point(|mention| mention.span.start < byte);
    document.mentions[..before]
        .iter()
        .rev()
        .find(|mention| mention.entity_type == EntityType::Person)
        .and_then(|mention| mention.entity)
}
