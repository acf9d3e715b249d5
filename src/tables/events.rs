//! `events`: what happened, was planned, denied or called for, as one sentence reports it.

use super::cell::{Date, Double, Flag, Float, Int, Long, Maybe, Text, Texts};
use super::documents::filled;
use super::place::Places;
use super::table::table;
use crate::document::{Entity, Event, EventParticipant, EventType, NormalisedDocument, ParticipantRole};

table! {
    /// One report of an event. `event_clusters` joins the reports of one happening.
    EVENTS, EventRow, EventRows = "events" (Document)
    key ["event_id"] sort ["doc_id", "char_start"]
    references [
        "doc_id" -> "documents"."doc_id",
        "sentence_id" -> "sentences"."sentence_id",
        "location_entity_id" -> "entities"."entity_id",
        "attributed_to_entity_id" -> "entities"."entity_id",
        "forum_entity_id" -> "entities"."entity_id",
        "source_entities" -> "entities"."entity_id",
        "target_entities" -> "entities"."entity_id",
    ]
    {
        /// `<doc_id>#e<n>`.
        event_id: Text,
        /// Document that reports it.
        doc_id: Text,
        /// Sentence that the trigger starts in.
        sentence_id: Maybe<Text>,
        /// First code point of the trigger in `documents.text`.
        char_start: Int,
        /// Code point after the last.
        char_end: Int,
        /// The trigger, exactly `documents.text[char_start:char_end]`.
        text: Text,
        /// PLOVER type: what happens, whether or not it did (see `status`).
        event_type: Text,
        /// PLOVER mode: `meet`, `visit`, `airstrike`, …
        event_mode: Maybe<Text>,
        /// CAMEO code.
        cameo_code: Maybe<Text>,
        /// `verbal_cooperation`, `material_cooperation`, `verbal_conflict` or `material_conflict`.
        quad_class: Text,
        /// Goldstein-style intensity, −10 (conflict) to 10 (cooperation).
        intensity: Maybe<Float>,
        /// Whether it happened: `occurred`, `ongoing`, `planned`, `possible`, `negated`, `called_for` or
        /// `hypothetical`.
        status: Text,
        /// First day, where known.
        date_start: Maybe<Date>,
        /// Last day, inclusive.
        date_end: Maybe<Date>,
        /// `day`, `week`, `month`, `year`, `range` or `unknown`.
        date_precision: Text,
        /// Words that date it; null where the date of publication stands in or nothing is known.
        time_text: Maybe<Text>,
        /// The place it happened.
        location_entity_id: Maybe<Text>,
        /// Name of the place.
        location_name: Maybe<Text>,
        /// ISO 3166-1 alpha-3 code of the place.
        country: Maybe<Text>,
        /// Degrees, WGS 84.
        latitude: Maybe<Double>,
        /// Degrees, WGS 84.
        longitude: Maybe<Double>,
        /// How the place is known: `stated` (attached to the event), `sentence` (near it in the
        /// sentence), `forum` (where the named forum is held) or `dateline`.
        location_precision: Maybe<Text>,
        /// Stated number of those who take part.
        participant_count: Maybe<Long>,
        /// Words that state it: `over 100 countries`.
        participant_count_text: Maybe<Text>,
        /// Who says so; inside quotes the speaker.
        attributed_to_entity_id: Maybe<Text>,
        /// The trigger stands inside reported speech.
        in_quote: Flag,
        /// The trigger stands in a headline.
        is_headline: Flag,
        /// Who acts; in a meeting of equals all who take part.
        source_entities: Texts,
        /// Who is acted upon.
        target_entities: Texts,
        /// Countries of those who act, ISO 3166-1 alpha-3, sorted.
        source_countries: Texts,
        /// Countries of those acted upon, sorted.
        target_countries: Texts,
        /// The named event that it took place at or is.
        forum_entity_id: Maybe<Text>,
        /// What it is about.
        topics: Texts,
        /// Id of the rule that fired.
        rule: Text,
        /// The chance that a careful reader would mark it as an event of this type, 0 to 1.
        score: Float,
    }
}

impl EventRows {
    pub(super) fn append(&mut self, document: &NormalisedDocument, places: &Places) {
        for (index, event) in document.events.iter().enumerate() {
            self.append_event(document, places, index, event);
        }
    }

    fn append_event(&mut self, document: &NormalisedDocument, places: &Places, index: usize, event: &Event) {
        let doc_id = &document.tagged.segmented.clean.doc_id;
        let chars = places.chars(event.span);
        let location = event.location_entity.map(|entity| &document.entities[entity]);
        let sides = Sides::of(event);
        self.push(EventRow {
            event_id: &event_id(doc_id, index),
            doc_id,
            sentence_id: places.sentence_id(event.span),
            char_start: chars.start,
            char_end: chars.end,
            text: places.text(event.span),
            event_type: event.event_type.as_str(),
            event_mode: filled(&event.mode),
            cameo_code: filled(&event.cameo_code),
            quad_class: event.event_type.quad_class().as_str(),
            intensity: event.intensity,
            status: event.status.as_str(),
            date_start: event.date.start,
            date_end: event.date.end,
            date_precision: event.date.precision.as_str(),
            time_text: filled(&event.date.text),
            location_entity_id: places.entity_id(event.location_entity),
            location_name: filled(&event.location_name).or(location.map(|entity| entity.name.as_str())),
            country: location.and_then(|entity| filled(&entity.country)),
            latitude: location.and_then(|entity| entity.latitude),
            longitude: location.and_then(|entity| entity.longitude),
            location_precision: event.location_precision.map(|precision| precision.as_str()),
            participant_count: event.participant_count,
            participant_count_text: filled(&event.participant_count_text),
            attributed_to_entity_id: places.entity_id(event.attributed_to),
            in_quote: event.in_quote,
            is_headline: event.is_headline,
            source_entities: entities(&sides.source, &document.entities),
            target_entities: entities(&sides.target, &document.entities),
            source_countries: countries(&sides.source),
            target_countries: target_countries(event, &sides),
            forum_entity_id: places.entity_id(event.forum),
            topics: event.topics.iter().map(String::as_str).collect(),
            rule: &event.rule,
            score: event.score,
        });
    }
}

pub(super) fn event_id(doc_id: &str, index: usize) -> String {
    format!("{doc_id}#e{index}")
}

/// Who acts and who is acted upon. Hosts and chairs act where nobody is acted upon.
struct Sides<'d> {
    source: Vec<&'d EventParticipant>,
    target: Vec<&'d EventParticipant>,
}

impl<'d> Sides<'d> {
    fn of(event: &'d Event) -> Self {
        use ParticipantRole::{Chair, Host, Participant, Source, Target, Victim};
        let with = |roles: &[ParticipantRole]| -> Vec<&EventParticipant> {
            event
                .participants
                .iter()
                .filter(|participant| roles.contains(&participant.role))
                .collect()
        };
        let target = with(&[Target, Victim]);
        let source = match target.is_empty() {
            true => with(&[Source, Participant, Host, Chair]),
            false => with(&[Source, Participant]),
        };
        Self { source, target }
    }
}

/// Each entity once, in the order of the participants.
fn entities<'d>(side: &[&'d EventParticipant], entities: &'d [Entity]) -> Vec<&'d str> {
    let mut ids = Vec::new();
    for entity in side.iter().filter_map(|participant| participant.entity) {
        let id = entities[entity].id.as_str();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

/// The countries of whom an act is done to. Violence, aid and retreat reach the country where they happen.
fn target_countries<'d>(event: &'d Event, sides: &Sides<'d>) -> Vec<&'d str> {
    let codes = countries(&sides.target);
    let reaches = matches!(
        event.event_type,
        EventType::Assault | EventType::Aid | EventType::Retreat
    );
    if !codes.is_empty() || !reaches {
        return codes;
    }
    let places = event.participants.iter();
    let places: Vec<_> = places
        .filter(|participant| participant.role == ParticipantRole::Place)
        .take(1)
        .collect();
    countries(&places)
}

fn countries<'d>(side: &[&'d EventParticipant]) -> Vec<&'d str> {
    let mut codes: Vec<&str> = side
        .iter()
        .filter_map(|participant| filled(&participant.country))
        .collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}
