//! The `events` table and the sentences of the events → reports: what clustering compares.

use arrow::array::{Array, ArrayRef, AsArray, RecordBatch};
use arrow::datatypes::{Date32Type, Int32Type};
use rustc_hash::FxHashMap;

use super::features::{Feature, sentence_words};
use crate::corpus::documents::Documents;
use crate::corpus::entities::Entities;
use crate::corpus::staged::{StagedTables, flags, lists, primitives, texts};
use crate::document::LocationPrecision;
use crate::error::Error;
use crate::tables::{EVENTS, SENTENCES};
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
    /// Canonical entity of the place.
    pub place: Option<u32>,
    /// ISO 3166-1 alpha-3 code of the place.
    pub country: Option<Box<str>>,
    /// The place is stated with the event, not taken from its surroundings.
    pub is_placed: bool,
    /// The place is a town that the knowledge base knows.
    pub is_in_town: bool,
    /// Canonical entities of those who take part, ascending.
    pub actors: Box<[u32]>,
    /// Their countries, ascending.
    pub countries: Box<[Box<str>]>,
    /// What it is compared by, ascending.
    pub features: Box<[Feature]>,
}

/// All reports by document and event number, with the words of their sentences.
///
/// # Errors
/// [`Error::Io`], [`Error::Table`], [`Error::Damaged`] where a staged part cannot be read.
pub(super) fn load(staged: &StagedTables, documents: &Documents, entities: &Entities) -> Result<Vec<Report>, Error> {
    let mut reports = load_events(staged, documents, entities)?;
    reports.sort_unstable_by_key(|report| (report.document, report.event));
    let words = load_words(staged, documents, &reports)?;
    for report in &mut reports {
        let key = (report.document, report.sentence.unwrap_or(u32::MAX));
        let mut features: Vec<Feature> = words.get(&key).cloned().unwrap_or_default();
        features.extend(report.actors.iter().map(|&actor| Feature::actor(actor)));
        features.extend(report.place.map(Feature::place));
        features.extend(report.countries.iter().map(|country| Feature::country(country)));
        features.sort_unstable();
        features.dedup();
        report.features = features.into();
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

fn load_events(staged: &StagedTables, documents: &Documents, entities: &Entities) -> Result<Vec<Report>, Error> {
    let mut reports = Vec::new();
    staged.scan(EVENTS.name, &COLUMNS, |batch| {
        let columns = EventColumns::of(batch)?;
        for row in 0..batch.num_rows() {
            reports.push(columns.report(row, documents, entities)?);
        }
        Ok(())
    })?;
    Ok(reports)
}

/// The columns of one batch.
struct EventColumns<'b> {
    batch: &'b RecordBatch,
    starts: &'b arrow::array::Date32Array,
    ends: &'b arrow::array::Date32Array,
}

impl<'b> EventColumns<'b> {
    fn of(batch: &'b RecordBatch) -> Result<Self, Error> {
        Ok(Self {
            batch,
            starts: primitives::<Date32Type>(batch, "date_start")?,
            ends: primitives::<Date32Type>(batch, "date_end")?,
        })
    }

    fn text(&self, column: &str, row: usize) -> Result<Option<&'b str>, Error> {
        let values = texts(self.batch, column)?;
        Ok(values.is_valid(row).then(|| values.value(row)))
    }

    fn required(&self, column: &str, row: usize) -> Result<&'b str, Error> {
        let value = self.text(column, row)?;
        value.ok_or_else(|| Error::Damaged(format!("an event without {column}")))
    }

    fn list(&self, column: &str, row: usize) -> Result<ArrayRef, Error> {
        Ok(lists(self.batch, column)?.value(row))
    }

    fn report(&self, row: usize, documents: &Documents, entities: &Entities) -> Result<Report, Error> {
        let (event_id, doc_id) = (self.required("event_id", row)?, self.required("doc_id", row)?);
        let (event_type, status) = (self.required("event_type", row)?, self.required("status", row)?);
        let place = self.text("location_entity_id", row)?;
        let place = place.map(|id| canonical(entities, id)).transpose()?;
        let precision = self.text("location_precision", row)?;
        let days = self.days(row);
        Ok(Report {
            document: documents.find(doc_id).ok_or_else(|| unknown("document", doc_id))?,
            event: ordinal(event_id, "#e").ok_or_else(|| unknown("id", event_id))?,
            sentence: self.text("sentence_id", row)?.and_then(|id| ordinal(id, "#s")),
            is_headline: flags(self.batch, "is_headline")?.value(row),
            event_type: EventType::parse(event_type).ok_or_else(|| unknown("type", event_type))?,
            mode: self.text("event_mode", row)?.map(Box::from),
            status: EventStatus::parse(status).ok_or_else(|| unknown("status", status))?,
            is_dated: self.text("time_text", row)?.is_some()
                && days.is_some_and(|(start, end)| end - start <= LONGEST_DATED),
            days,
            place,
            is_placed: precision == Some(LocationPrecision::Stated.as_str())
                || precision == Some(LocationPrecision::Forum.as_str()),
            is_in_town: place.is_some_and(|place| entities.is_town(place)),
            country: self.text("country", row)?.map(Box::from),
            actors: self.actors(row, entities)?,
            countries: self.countries(row)?,
            features: Box::default(),
        })
    }

    fn days(&self, row: usize) -> Option<(i32, i32)> {
        self.starts.is_valid(row).then(|| {
            let start = self.starts.value(row);
            (
                start,
                if self.ends.is_valid(row) {
                    self.ends.value(row)
                } else {
                    start
                },
            )
        })
    }

    fn actors(&self, row: usize, entities: &Entities) -> Result<Box<[u32]>, Error> {
        let mut actors = Vec::new();
        for column in ["source_entities", "target_entities"] {
            for id in self.list(column, row)?.as_string::<i32>().iter().flatten() {
                actors.push(canonical(entities, id)?);
            }
        }
        if let Some(forum) = self.text("forum_entity_id", row)? {
            actors.push(canonical(entities, forum)?);
        }
        actors.sort_unstable();
        actors.dedup();
        Ok(actors.into())
    }

    fn countries(&self, row: usize) -> Result<Box<[Box<str>]>, Error> {
        let mut countries = Vec::new();
        for column in ["source_countries", "target_countries"] {
            let codes = self.list(column, row)?;
            countries.extend(codes.as_string::<i32>().iter().flatten().map(Box::from));
        }
        countries.sort_unstable();
        countries.dedup();
        Ok(countries.into())
    }
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

pub(super) fn ordinal(id: &str, mark: &str) -> Option<u32> {
    id.rsplit_once(mark)?.1.parse().ok()
}

/// Content words of the sentences that hold an event.
fn load_words(
    staged: &StagedTables,
    documents: &Documents,
    reports: &[Report],
) -> Result<FxHashMap<(u32, u32), Vec<Feature>>, Error> {
    let wanted = reports
        .iter()
        .filter_map(|report| Some((report.document, report.sentence?)));
    let mut words: FxHashMap<(u32, u32), Vec<Feature>> = wanted.map(|key| (key, Vec::new())).collect();
    staged.scan(SENTENCES.name, &["doc_id", "sentence_index", "text"], |batch| {
        let (doc_ids, sentences) = (texts(batch, "doc_id")?, texts(batch, "text")?);
        let indexes = primitives::<Int32Type>(batch, "sentence_index")?;
        for row in 0..batch.num_rows() {
            let Some(document) = documents.find(doc_ids.value(row)) else {
                continue;
            };
            if let Some(found) = words.get_mut(&(document, indexes.value(row) as u32)) {
                *found = sentence_words(sentences.value(row));
            }
        }
        Ok(())
    })?;
    Ok(words)
}
