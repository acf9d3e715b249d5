//! The `events` table → reports: what clustering compares.

use arrow::array::{Array, AsArray, BooleanArray, Date32Array, ListArray, RecordBatch, StringArray};
use arrow::datatypes::Date32Type;

use super::parties::{Homes, Parties};
use super::terms::{CountryCode, Feature, Term};
use super::words::ordinal;
use crate::corpus::documents::Documents;
use crate::corpus::entities::Entities;
use crate::corpus::staged::{StagedTables, flags, lists, primitives, texts};
use crate::document::LocationPrecision;
use crate::error::Error;
use crate::kb::Reference;
use crate::tables::EVENTS;
use crate::vocabulary::{EventStatus, EventType};

/// One event row. About 250 bytes; ten million of them, the events of a million documents, take 2.5 GB.
pub(super) struct Report {
    pub document: u32,
    /// The `<n>` of `<doc_id>#e<n>`.
    pub event: u32,
    /// The `<n>` of `<doc_id>#s<n>`.
    pub sentence: Option<u32>,
    pub is_headline: bool,
    pub event_type: EventType,
    pub mode: Option<Box<str>>,
    pub status: EventStatus,
    /// First and last day, days since 1970-01-01.
    pub days: Option<(i32, i32)>,
    /// The text dates it, and to the day or a range of days.
    pub is_dated: bool,
    /// The text says when, be it only the month.
    pub is_timed: bool,
    /// Canonical entity of the place.
    pub place: Option<u32>,
    /// Of the place.
    pub country: Option<CountryCode>,
    /// The place is stated with the event, not taken from its surroundings.
    pub is_placed: bool,
    /// The place is only named in the sentence of the event.
    pub is_placed_by_sentence: bool,
    /// The place is a town that the knowledge base knows.
    pub is_in_town: bool,
    /// Canonical entities of those who take part, ascending.
    pub actors: Box<[u32]>,
    /// Their countries, ascending.
    pub countries: Box<[CountryCode]>,
    /// Those of them that can tell one happening from another.
    pub parties: Parties,
    /// How it is spoken of; set with the terms.
    pub reference: Reference,
    /// What it is compared by, ascending: the words of its sentence and its [`Report::features`].
    pub terms: Box<[Term]>,
}

/// The last sentence of those that tell the news, the title being the first.
const OPENING_SENTENCE: u32 = 2;

impl Report {
    /// Stands in the title or the first sentences.
    pub fn is_opening(&self) -> bool {
        self.is_headline || self.sentence.is_some_and(|sentence| sentence <= OPENING_SENTENCE)
    }

    /// Who takes part, and where it is.
    pub fn features(&self) -> impl Iterator<Item = Feature> {
        let persons = self.parties.persons.iter().map(|&person| Feature::actor(person));
        let countries = self.countries.iter().map(|&country| Feature::country(country));
        persons.chain(self.place.map(Feature::place)).chain(countries)
    }
}

/// All reports by document and event number; their terms are not numbered yet.
///
/// # Errors
/// [`Error::Io`], [`Error::Table`], [`Error::Damaged`] where a staged part cannot be read.
pub(super) fn load(staged: &StagedTables, documents: &Documents, entities: &Entities) -> Result<Vec<Report>, Error> {
    let mut reports = Vec::new();
    staged.scan(EVENTS.name, &COLUMNS, |batch| {
        let columns = EventColumns::of(batch)?;
        for row in 0..batch.num_rows() {
            reports.push(columns.report(row, documents, entities)?);
        }
        Ok(())
    })?;
    reports.sort_unstable_by_key(|report| (report.document, report.event));
    let homes = Homes::of(&reports, entities);
    for report in &mut reports {
        report.parties.learn(&homes);
    }
    Ok(reports)
}

const COLUMNS: [&str; 18] = [
    "event_id",
    "doc_id",
    "sentence_id",
    "event_type",
    "event_mode",
    "status",
    "date_start",
    "date_end",
    "time_text",
    "location_entity_id",
    "location_precision",
    "is_headline",
    "country",
    "source_entities",
    "target_entities",
    "source_countries",
    "target_countries",
    "forum_entity_id",
];

/// The columns of one batch.
struct EventColumns<'b> {
    event_ids: &'b StringArray,
    doc_ids: &'b StringArray,
    sentence_ids: &'b StringArray,
    event_types: &'b StringArray,
    modes: &'b StringArray,
    statuses: &'b StringArray,
    starts: &'b Date32Array,
    ends: &'b Date32Array,
    time_texts: &'b StringArray,
    places: &'b StringArray,
    precisions: &'b StringArray,
    are_headlines: &'b BooleanArray,
    countries: &'b StringArray,
    sides: [&'b ListArray; 2],
    countries_of_sides: [&'b ListArray; 2],
    forums: &'b StringArray,
}

impl<'b> EventColumns<'b> {
    fn of(batch: &'b RecordBatch) -> Result<Self, Error> {
        Ok(Self {
            event_ids: texts(batch, "event_id")?,
            doc_ids: texts(batch, "doc_id")?,
            sentence_ids: texts(batch, "sentence_id")?,
            event_types: texts(batch, "event_type")?,
            modes: texts(batch, "event_mode")?,
            statuses: texts(batch, "status")?,
            starts: primitives::<Date32Type>(batch, "date_start")?,
            ends: primitives::<Date32Type>(batch, "date_end")?,
            time_texts: texts(batch, "time_text")?,
            places: texts(batch, "location_entity_id")?,
            precisions: texts(batch, "location_precision")?,
            are_headlines: flags(batch, "is_headline")?,
            countries: texts(batch, "country")?,
            sides: [lists(batch, "source_entities")?, lists(batch, "target_entities")?],
            countries_of_sides: [lists(batch, "source_countries")?, lists(batch, "target_countries")?],
            forums: texts(batch, "forum_entity_id")?,
        })
    }

    fn report(&self, row: usize, documents: &Documents, entities: &Entities) -> Result<Report, Error> {
        let (event_id, doc_id) = (self.event_ids.value(row), self.doc_ids.value(row));
        let (event_type, status) = (self.event_types.value(row), self.statuses.value(row));
        let place = text(self.places, row).map(|id| canonical(entities, id)).transpose()?;
        let precision = text(self.precisions, row);
        let days = self.days(row);
        let sides = self.actors(row, entities)?;
        let countries = self.countries(row);
        let forum = text(self.forums, row).map(|id| canonical(entities, id)).transpose()?;
        Ok(Report {
            document: documents.find(doc_id).ok_or_else(|| unknown("document", doc_id))?,
            event: ordinal(event_id, "#e").ok_or_else(|| unknown("id", event_id))?,
            sentence: text(self.sentence_ids, row).and_then(|id| ordinal(id, "#s")),
            is_headline: self.are_headlines.value(row),
            event_type: EventType::parse(event_type).ok_or_else(|| unknown("type", event_type))?,
            mode: text(self.modes, row).map(Box::from),
            status: EventStatus::parse(status).ok_or_else(|| unknown("status", status))?,
            is_dated: self.time_texts.is_valid(row) && days.is_some_and(|(start, end)| end - start <= LONGEST_DATED),
            is_timed: self.time_texts.is_valid(row),
            days,
            place,
            is_placed: precision == Some(LocationPrecision::Stated.as_str())
                || precision == Some(LocationPrecision::Forum.as_str()),
            is_placed_by_sentence: precision == Some(LocationPrecision::Sentence.as_str()),
            is_in_town: place.is_some_and(|place| entities.is_town(place)),
            country: text(self.countries, row).and_then(CountryCode::parse),
            actors: distinct(sides.iter().flatten().copied().chain(forum).collect()),
            countries: distinct(countries.iter().flatten().copied().collect()),
            parties: Parties::of(entities, &sides, &countries),
            reference: Reference::New,
            terms: Box::default(),
        })
    }

    fn days(&self, row: usize) -> Option<(i32, i32)> {
        self.starts.is_valid(row).then(|| {
            let start = self.starts.value(row);
            let end = self.ends.is_valid(row).then(|| self.ends.value(row));
            (start, end.unwrap_or(start))
        })
    }

    /// Canonical entities of the sources and of the targets.
    fn actors(&self, row: usize, entities: &Entities) -> Result<[Vec<u32>; 2], Error> {
        let mut sides = [Vec::new(), Vec::new()];
        for (side, ids) in sides.iter_mut().zip(self.sides.map(|side| side.value(row))) {
            for id in ids.as_string::<i32>().iter().flatten() {
                side.push(canonical(entities, id)?);
            }
        }
        Ok(sides)
    }

    /// Countries of the sources and of the targets.
    fn countries(&self, row: usize) -> [Vec<CountryCode>; 2] {
        self.countries_of_sides.map(|side| {
            let codes = side.value(row);
            codes
                .as_string::<i32>()
                .iter()
                .flatten()
                .filter_map(CountryCode::parse)
                .collect()
        })
    }
}

fn text(values: &StringArray, row: usize) -> Option<&str> {
    values.is_valid(row).then(|| values.value(row))
}

fn distinct<T: Ord>(mut values: Vec<T>) -> Box<[T]> {
    values.sort_unstable();
    values.dedup();
    values.into()
}

fn unknown(what: &str, value: &str) -> Error {
    Error::Damaged(format!("an event with the unknown {what} {value}"))
}

fn canonical(entities: &Entities, id: &str) -> Result<u32, Error> {
    let found = entities.find(id).map(|entity| entities.canonical(entity));
    found.ok_or_else(|| unknown("entity", id))
}

/// A longer span (`in March`) does not tell one happening from another.
const LONGEST_DATED: i32 = 6;
