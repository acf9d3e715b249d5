//! `event_participants`: who takes part in an event, in which role.

use super::cell::{Int, Maybe, Text};
use super::documents::filled;
use super::events::event_id;
use super::place::Places;
use super::table::table;
use crate::document::NormalisedDocument;

table! {
    /// One participant of one event.
    EVENT_PARTICIPANTS, EventParticipantRow, EventParticipantRows = "event_participants" (Document)
    key [] sort ["doc_id", "char_start"]
    references [
        "event_id" -> "events"."event_id",
        "doc_id" -> "documents"."doc_id",
        "mention_id" -> "mentions"."mention_id",
        "entity_id" -> "entities"."entity_id",
    ]
    {
        /// The event.
        event_id: Text,
        /// Document that reports it.
        doc_id: Text,
        /// `source`, `target`, `host`, `chair`, `participant`, `mediator`, `victim` or `place`.
        role: Text,
        /// Mention that names it.
        mention_id: Maybe<Text>,
        /// Who it is.
        entity_id: Maybe<Text>,
        /// Name of the entity, or the words that name it.
        name: Maybe<Text>,
        /// OntoNotes type with PER for PERSON.
        entity_type: Maybe<Text>,
        /// ISO 3166-1 alpha-3 code of the country that it is or stands for.
        country: Maybe<Text>,
        /// PLOVER/CAMEO sector: GOV, MIL, REB, OPP, IGO, NGO, MED, BUS, CVL, …
        sector: Maybe<Text>,
        /// Post stated here.
        office: Maybe<Text>,
        /// First code point of the words that name it in `documents.text`.
        char_start: Int,
        /// Code point after the last.
        char_end: Int,
    }
}

impl EventParticipantRows {
    pub(super) fn append(&mut self, document: &NormalisedDocument, places: &Places) {
        let doc_id = &document.tagged.segmented.clean.doc_id;
        let events = document.events.iter().enumerate();
        let mut all: Vec<_> = events
            .flat_map(|(event, found)| found.participants.iter().map(move |who| (event, who)))
            .collect();
        all.sort_by_key(|&(event, participant)| (participant.span, event, participant.role));
        for (event, participant) in all {
            let chars = places.chars(participant.span);
            self.push(EventParticipantRow {
                event_id: &event_id(doc_id, event),
                doc_id,
                role: participant.role.as_str(),
                mention_id: places.mention_id(participant.mention),
                entity_id: places.entity_id(participant.entity),
                name: Some(participant.name.as_str()).filter(|name| !name.is_empty()),
                entity_type: participant.entity_type.map(|entity_type| entity_type.as_str()),
                country: filled(&participant.country),
                sector: filled(&participant.sector),
                office: filled(&participant.office),
                char_start: chars.start,
                char_end: chars.end,
            });
        }
    }
}
