//! A trigger's argument phrases → participants with entity, country, sector and office.

use std::ops::Range;

use super::places::{Place, place_in};
use crate::document::{
    EntityType, EventArgument, EventParticipant, EventTrigger, EventType, LocationPrecision, Mention,
    NormalisedDocument, ParticipantRole,
};
use crate::kb::{EntryKind, FunctionClass, KnowledgeBase};
use crate::text::{Span, fold_key};

pub(super) fn of(
    document: &NormalisedDocument,
    kb: &KnowledgeBase,
    trigger: &EventTrigger,
    speaker: Option<usize>,
    place: &Place,
) -> Vec<EventParticipant> {
    let arguments = trigger.arguments.iter();
    let scene = country_of_scene(document, trigger.event_type, place);
    let mut found: Vec<EventParticipant> = arguments
        .map(|argument| {
            let mut participant = participant(document, kb, argument, speaker);
            if serves_all(document, &participant) {
                participant.country = None;
                return participant;
            }
            let is_unnamed = participant.country.is_none() && participant.entity.is_none();
            if is_unnamed && argument.role != ParticipantRole::Place && argument.sector.is_some() {
                let suffers = argument.role == ParticipantRole::Target;
                participant.country = country_behind(document, argument.span)
                    .or_else(|| country_of_owner(document, argument))
                    .or_else(|| scene.clone().filter(|_| suffers));
            }
            participant
        })
        .collect();
    let has_source = found
        .iter()
        .any(|participant| participant.role == ParticipantRole::Source);
    if trigger.is_declared && !has_source {
        found.extend(speaker_of(document, trigger.span));
    }
    found
}

/// `the Secretary-General Kofi Annan`: who holds a post of an international body acts for no state, whatever passport
/// that person has.
fn serves_all(document: &NormalisedDocument, participant: &EventParticipant) -> bool {
    let is_person = |entity: usize| document.entities[entity].entity_type == EntityType::Person;
    participant.sector.as_deref() == Some("IGO") && participant.entity.is_some_and(is_person)
}

/// Who speaks the quote around a declaration, as its source.
fn speaker_of(document: &NormalisedDocument, trigger: Span) -> Option<EventParticipant> {
    let around = document.quotes.iter().filter(|quote| quote.span.contains(trigger));
    let quote = around.min_by_key(|quote| quote.span.len())?;
    let index = quote.speaker_mention?;
    let mention = &document.mentions[index];
    let entity = mention.entity.map(|entity| &document.entities[entity]);
    Some(EventParticipant {
        role: ParticipantRole::Source,
        mention: Some(index),
        entity: mention.entity,
        name: entity.map_or_else(
            || document.tagged.segmented.slice(mention.span).to_owned(),
            |entity| entity.name.clone(),
        ),
        entity_type: Some(mention.entity_type),
        country: mention.country.clone().or_else(|| entity?.country.clone()),
        sector: None,
        office: mention.role.clone(),
        span: mention.span,
    })
}

/// The country of the place where violence, coercion or aid is said to happen: whom it reaches there is of that country.
fn country_of_scene(document: &NormalisedDocument, event_type: EventType, place: &Place) -> Option<String> {
    let reaches = matches!(event_type, EventType::Assault | EventType::Coerce | EventType::Aid);
    let is_stated = place.precision == Some(LocationPrecision::Stated);
    let entity = place.entity.filter(|_| reaches && is_stated)?;
    document.entities[entity].country.clone()
}

/// `Peru says its troops`: the country of whom a possessive stands for.
fn country_of_owner(document: &NormalisedDocument, argument: &EventArgument) -> Option<String> {
    let owner = argument.owner?;
    let mut named = document.mentions_in(owner).rev();
    named.find_map(|index| document.mentions[index].country.clone())
}

/// `a court in Lyon`: the country of the place named right behind a phrase.
fn country_behind(document: &NormalisedDocument, span: Span) -> Option<String> {
    const REACH: u32 = 24;
    let after = document
        .mentions
        .partition_point(|mention| mention.span.start < span.end);
    let mention = document
        .mentions
        .get(after)
        .filter(|mention| mention.entity_type.is_place() && mention.span.start <= span.end + REACH)?;
    let between = document.tagged.segmented.slice(Span {
        start: span.end,
        end: mention.span.start,
    });
    let is_beside = between.starts_with(" in ") && !between.contains([',', '.', ';', ':']);
    mention.country.clone().filter(|_| is_beside)
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
        choose(document, mentions.clone(), argument)
    };
    let chosen = chosen.filter(|&index| {
        let mention = &document.mentions[index];
        !is_town_of_thing(document, kb, argument, mention) && !is_head_of_many(document, kb, argument, mention)
    });
    let mention = chosen.map(|index| &document.mentions[index]);
    let names_all = mention.is_some_and(|mention| {
        let is_people = mention.entity_type == EntityType::Group;
        mention.span.end == argument.span.end || argument.sector.is_none() && !is_people
    });
    let entity = match mention {
        // `a Shiite mosque` is not the Shiites.
        Some(mention) if !names_all && mention.country.is_none() && mention.entity_type == EntityType::Group => None,
        Some(mention) => mention.entity,
        None => pronoun_entity(document, kb, argument.span, speaker),
    };
    let country = mentions
        .clone()
        .rev()
        .filter(|&index| !is_of_compound(document, &document.mentions[index]))
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

/// `a Baghdad store`: the store is where the town is, and is not the town.
fn is_town_of_thing(
    document: &NormalisedDocument,
    kb: &KnowledgeBase,
    argument: &EventArgument,
    mention: &Mention,
) -> bool {
    let is_before = argument.sector.is_none() && mention.span.end < argument.span.end;
    let is_other = argument.role != ParticipantRole::Place && is_before && mention.entity_type.is_place();
    let entry = mention.entity.and_then(|entity| document.entities[entity].kb_id);
    is_other && entry.is_some_and(|id| kb.entry(id).kind != EntryKind::Country)
}

/// `supporters of Ali Nur`: they are not that person.
fn is_head_of_many(
    document: &NormalisedDocument,
    kb: &KnowledgeBase,
    argument: &EventArgument,
    mention: &Mention,
) -> bool {
    let words = document.tagged.segmented.slice(argument.span);
    let head = words
        .split_once(" of ")
        .and_then(|(phrase, _)| phrase.split_whitespace().next_back());
    let are_many = head
        .and_then(|head| kb.grammar.actor(fold_key(head)))
        .is_some_and(|actor| actor.is_plural);
    are_many && mention.entity_type == EntityType::Person
}

/// The mention that a phrase is about: the person, else the body, else the last name; no make of jet, and nobody whom
/// it is only for or against.
fn choose(document: &NormalisedDocument, mentions: Range<usize>, argument: &EventArgument) -> Option<usize> {
    let named: Vec<usize> = mentions
        .filter(|&index| {
            let mention = &document.mentions[index];
            let is_make = mention.entity_type == EntityType::Product && argument.role == ParticipantRole::Source;
            !is_make && !is_of_compound(document, mention)
        })
        .collect();
    let last_where = |holds: &dyn Fn(&Mention) -> bool| {
        let mut named = named.iter().rev();
        named.find(|&&index| holds(&document.mentions[index])).copied()
    };
    let last_of = |wanted: &[EntityType]| last_where(&|mention| wanted.contains(&mention.entity_type));
    let at_end = last_where(&|mention| mention.span.end == argument.span.end);
    last_of(&[EntityType::Person])
        .or_else(|| last_of(&[EntityType::Organisation]).filter(|_| argument.sector.is_none()))
        .or(at_end)
        .or_else(|| last_of(&[EntityType::Organisation, EntityType::GeoPolitical, EntityType::Group]))
        .or(named.last().copied())
}

/// `a pro-Russian party`, `an Iranian-backed militia`: who is named is another.
fn is_of_compound(document: &NormalisedDocument, mention: &Mention) -> bool {
    const BEFORE: [&str; 2] = ["anti-", "pro-"];
    const BEHIND: [&str; 6] = ["-aligned", "-allied", "-backed", "-funded", "-sponsored", "-supported"];
    let text = document.tagged.segmented.text();
    let (before, behind) = (&text[..mention.span.start as usize], &text[mention.span.end as usize..]);
    let is_low = |prefix: &&str| {
        let start = before.len().checked_sub(prefix.len());
        let last = start.and_then(|start| before.get(start..));
        last.is_some_and(|last| last.eq_ignore_ascii_case(prefix))
    };
    BEFORE.iter().any(is_low) || BEHIND.iter().any(|suffix| behind.starts_with(suffix))
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

/// The person whom a pronoun at a byte most likely means: the last one named in its sentence before it, else of the
/// sentence before who is named last, if nothing but a verb of saying follows (`…, X said.`), or first, else the last.
pub(super) fn last_person(document: &NormalisedDocument, byte: u32) -> Option<usize> {
    let segmented = &document.tagged.segmented;
    let before = document.mentions.partition_point(|mention| mention.span.start < byte);
    let persons = || {
        let mentions = document.mentions[..before].iter();
        mentions.filter(|mention| mention.entity_type == EntityType::Person)
    };
    let last = persons().next_back()?;
    let sentence = segmented.sentence_at(byte);
    let previous = sentence.checked_sub(1).map(|previous| &segmented.sentences[previous]);
    let chosen = match previous.filter(|previous| previous.span.contains(last.span)) {
        Some(previous) if !closes(document, last, previous.span.end) => persons()
            .find(|person| previous.span.contains(person.span))
            .unwrap_or(last),
        _ => last,
    };
    chosen.entity
}

/// `…, X said.`, `…, X told reporters.`: few words follow a name to the end of its sentence.
fn closes(document: &NormalisedDocument, person: &Mention, end: u32) -> bool {
    const SAYING: usize = 4;
    let tokens = document.tagged.segmented.tokens_in(Span {
        start: person.span.end,
        end,
    });
    tokens.len() <= SAYING
}
