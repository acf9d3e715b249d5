//! Invented documents, entities, mentions and events → staged parts, in any order of rows → corpus tables.

use std::fs::File;
use std::sync::{Arc, LazyLock};

use arrow::array::{
    ArrayRef, BooleanArray, Date32Array, Float64Array, Int32Array, Int64Array, ListBuilder, RecordBatch, StringArray,
    StringBuilder, TimestampMicrosecondArray, UInt32Array,
};
use arrow::compute::take_record_batch;
use news_etl::corpus::{CorpusTables, StagedTables, build, fingerprint};
use news_etl::kb::{HappeningLists, ListFiles};
use parquet::arrow::ArrowWriter;

static LISTS: LazyLock<HappeningLists> = LazyLock::new(|| HappeningLists::load(&ListFiles::embedded()).unwrap());

/// The rows that the corpus stage reads, as a run would stage them.
#[derive(Clone, Default)]
pub struct Newsroom {
    pub documents: Vec<Document>,
    pub entities: Vec<Entity>,
    pub mentions: Vec<Mention>,
    pub events: Vec<Event>,
}

#[derive(Clone, Default)]
pub struct Document {
    pub id: &'static str,
    pub site: Option<&'static str>,
    pub published: Option<i32>,
    pub text: String,
}

#[derive(Clone, Default)]
pub struct Entity {
    pub document: &'static str,
    pub id: &'static str,
    pub entity_type: &'static str,
    pub name: &'static str,
    pub country: Option<&'static str>,
}

#[derive(Clone, Default)]
pub struct Mention {
    pub document: &'static str,
    pub entity: Option<&'static str>,
    pub text: &'static str,
    pub role: Option<&'static str>,
}

/// An event whose sentence is its own.
#[derive(Clone, Default)]
pub struct Event {
    pub document: &'static str,
    pub event_type: &'static str,
    pub status: &'static str,
    /// First and last day as the text states them.
    pub days: Option<(i32, i32)>,
    pub place: Option<&'static str>,
    pub country: Option<&'static str>,
    pub actors: Vec<&'static str>,
    pub countries: Vec<&'static str>,
    pub sentence: &'static str,
    /// Where the trigger begins in it.
    pub char_start: i32,
}

impl Newsroom {
    /// Stages the rows in an order drawn from `seed`, in two parts a table, and builds the tables.
    pub fn build(&self, seed: u64) -> CorpusTables {
        let folder = tempfile::tempdir().unwrap();
        let staged = StagedTables {
            tables: folder.path().join("tables"),
            internal: folder.path().join("internal"),
        };
        for (table, batch) in self.batches() {
            let parent = if table.starts_with('_') {
                &staged.internal
            } else {
                &staged.tables
            };
            let order = UInt32Array::from(shuffled(batch.num_rows() as u32, seed));
            let shuffled = take_record_batch(&batch, &order).unwrap();
            let half = shuffled.num_rows() / 2;
            let rest = shuffled.slice(half, shuffled.num_rows() - half);
            for (part, rows) in [shuffled.slice(0, half), rest].into_iter().enumerate() {
                let path = parent.join(table).join(format!("part-{part}.parquet"));
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                let mut writer = ArrowWriter::try_new(File::create(path).unwrap(), rows.schema(), None).unwrap();
                writer.write(&rows).unwrap();
                writer.close().unwrap();
            }
        }
        build(&staged, &LISTS).unwrap()
    }

    fn batches(&self) -> Vec<(&'static str, RecordBatch)> {
        vec![
            ("documents", self.document_rows()),
            ("_fingerprints", self.fingerprint_rows()),
            ("_entities", self.entity_rows()),
            ("mentions", self.mention_rows()),
            ("sentences", self.sentence_rows()),
            ("events", self.event_rows()),
        ]
    }

    fn document_rows(&self) -> RecordBatch {
        let rows = &self.documents;
        batch(vec![
            ("doc_id", texts(rows, |row| Some(row.id.into()))),
            ("site", texts(rows, |row| row.site.map(Into::into))),
            (
                "published_at",
                Arc::new(TimestampMicrosecondArray::from(vec![None; rows.len()])),
            ),
            (
                "published_date",
                Arc::new(rows.iter().map(|row| row.published).collect::<Date32Array>()),
            ),
        ])
    }

    fn fingerprint_rows(&self) -> RecordBatch {
        let prints: Vec<_> = self.documents.iter().map(|row| fingerprint(&row.text)).collect();
        let hashes = prints.iter().map(|print| Some(print.minhash.iter().copied().map(Some)));
        batch(vec![
            ("doc_id", texts(&self.documents, |row| Some(row.id.into()))),
            (
                "exact",
                Arc::new(prints.iter().map(|print| print.exact).collect::<Int64Array>()),
            ),
            (
                "n_shingles",
                Arc::new(Int64Array::from_iter_values(
                    prints.iter().map(|print| print.n_shingles),
                )),
            ),
            (
                "minhash",
                Arc::new(arrow::array::ListArray::from_iter_primitive::<
                    arrow::datatypes::Int64Type,
                    _,
                    _,
                >(hashes)),
            ),
        ])
    }

    fn entity_rows(&self) -> RecordBatch {
        let rows = &self.entities;
        let is_kb = |row: &Entity| !row.id.contains('#');
        batch(vec![
            ("doc_id", texts(rows, |row| Some(row.document.into()))),
            ("entity_id", texts(rows, |row| Some(row.id.into()))),
            ("entity_type", texts(rows, |row| Some(row.entity_type.into()))),
            ("name", texts(rows, |row| Some(row.name.into()))),
            ("kb_id", texts(rows, |row| is_kb(row).then(|| row.id.into()))),
            ("geonames_id", Arc::new(Int64Array::from(vec![None; rows.len()]))),
            ("country", texts(rows, |row| row.country.map(Into::into))),
            ("latitude", Arc::new(Float64Array::from(vec![None; rows.len()]))),
            ("longitude", Arc::new(Float64Array::from(vec![None; rows.len()]))),
        ])
    }

    fn mention_rows(&self) -> RecordBatch {
        let rows = &self.mentions;
        batch(vec![
            ("doc_id", texts(rows, |row| Some(row.document.into()))),
            ("sentence_id", texts(rows, |row| Some(format!("{}#s0", row.document)))),
            ("entity_id", texts(rows, |row| row.entity.map(Into::into))),
            ("text", texts(rows, |row| Some(row.text.into()))),
            ("mention_kind", texts(rows, |_| Some("name".into()))),
            ("role", texts(rows, |row| row.role.map(Into::into))),
        ])
    }

    fn sentence_rows(&self) -> RecordBatch {
        let rows = &self.events;
        batch(vec![
            ("doc_id", texts(rows, |row| Some(row.document.into()))),
            (
                "sentence_index",
                Arc::new(Int32Array::from_iter_values(0..rows.len() as i32)),
            ),
            ("char_start", Arc::new(Int32Array::from(vec![0; rows.len()]))),
            ("text", texts(rows, |row| Some(row.sentence.into()))),
        ])
    }

    fn event_rows(&self) -> RecordBatch {
        let rows = &self.events;
        let numbered = |mark: char| {
            let ids = rows
                .iter()
                .enumerate()
                .map(|(n, row)| format!("{}#{mark}{n}", row.document));
            Arc::new(StringArray::from_iter_values(ids)) as ArrayRef
        };
        let days =
            |day: fn((i32, i32)) -> i32| Arc::new(rows.iter().map(|row| row.days.map(day)).collect::<Date32Array>());
        let nothing = || lists(rows.iter().map(|_| Vec::new()));
        batch(vec![
            ("event_id", numbered('e')),
            ("doc_id", texts(rows, |row| Some(row.document.into()))),
            ("sentence_id", numbered('s')),
            (
                "char_start",
                Arc::new(Int32Array::from_iter_values(rows.iter().map(|row| row.char_start))),
            ),
            ("event_type", texts(rows, |row| Some(row.event_type.into()))),
            ("event_mode", texts(rows, |_| None)),
            ("status", texts(rows, |row| Some(row.status.into()))),
            ("date_start", days(|(start, _)| start)),
            ("date_end", days(|(_, end)| end)),
            ("time_text", texts(rows, |row| row.days.map(|_| "that day".into()))),
            ("location_entity_id", texts(rows, |row| row.place.map(Into::into))),
            ("country", texts(rows, |row| row.country.map(Into::into))),
            (
                "location_precision",
                texts(rows, |row| row.place.map(|_| "stated".into())),
            ),
            ("is_headline", Arc::new(BooleanArray::from(vec![false; rows.len()]))),
            ("source_entities", lists(rows.iter().map(|row| row.actors.clone()))),
            ("target_entities", nothing()),
            ("source_countries", lists(rows.iter().map(|row| row.countries.clone()))),
            ("target_countries", nothing()),
            ("forum_entity_id", texts(rows, |_| None)),
        ])
    }
}

fn batch(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
    RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, array)| (name, array, true))).unwrap()
}

fn texts<R>(rows: &[R], value: impl Fn(&R) -> Option<String>) -> ArrayRef {
    Arc::new(rows.iter().map(value).collect::<StringArray>())
}

fn lists(rows: impl Iterator<Item = Vec<&'static str>>) -> ArrayRef {
    let mut builder = ListBuilder::new(StringBuilder::new());
    for row in rows {
        builder.append_value(row.into_iter().map(Some));
    }
    Arc::new(builder.finish())
}

/// The numbers below `n` in an order drawn from `seed`; in their own order for seed 0.
fn shuffled(n: u32, seed: u64) -> Vec<u32> {
    let mut order: Vec<u32> = (0..n).collect();
    let mut state = seed;
    for place in (1..order.len()).rev().filter(|_| seed != 0) {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        order.swap(place, (state >> 33) as usize % (place + 1));
    }
    order
}
