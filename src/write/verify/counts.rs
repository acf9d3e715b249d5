//! Counts of the corpus tables against the rows that they count.

use std::path::Path;

use arrow::array::Array;
use arrow::datatypes::Int64Type;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::Verdict;
use super::rows::{TableRows, numbers, texts};
use crate::error::Error;
use crate::tables::{ENTITIES, EVENT_CLUSTER_MEMBERS, EVENT_CLUSTERS, MENTIONS, Table};

/// Rows and documents that go with each id, by the id's hash.
#[derive(Default)]
struct Seen {
    of: FxHashMap<u64, Count>,
}

#[derive(Clone, Copy, Default)]
struct Count {
    rows: i64,
    documents: i64,
    last_document: u64,
}

/// Entities count their mentions and the documents of those, happenings their reports.
pub(super) fn check_counts(snapshot: &Path, verdict: &mut Verdict) -> Result<(), Error> {
    let mentions = Seen::count(snapshot, &MENTIONS, "entity_id")?;
    each_row(snapshot, &ENTITIES, "entity_id", |id, row| {
        let seen = mentions.get(id);
        if (row("n_mentions"), row("n_documents")) != (seen.rows, seen.documents) {
            verdict.add(|| format!("entities: the counts of {id} are not those of its mentions"));
        }
    })?;
    let reports = Seen::count(snapshot, &EVENT_CLUSTER_MEMBERS, "cluster_id")?;
    each_row(snapshot, &EVENT_CLUSTERS, "cluster_id", |id, row| {
        let seen = reports.get(id);
        if row("n_reports") != seen.rows {
            verdict.add(|| format!("event_clusters: the reports of {id} are not those of its members"));
        }
        // A republished story is one document here and several among the members.
        if !(1..=seen.documents).contains(&row("n_documents")) {
            verdict.add(|| format!("event_clusters: {id} has more documents than its members, or none"));
        }
    })
}

impl Seen {
    /// Counts the rows of a table by one of its columns; rows of one document stand together.
    fn count(snapshot: &Path, table: &'static Table, column: &str) -> Result<Self, Error> {
        let mut seen = Self::default();
        for batch in TableRows::open(snapshot, table)? {
            let batch = batch?;
            let (ids, documents) = (texts(&batch, column), texts(&batch, "doc_id"));
            for row in (0..batch.num_rows()).filter(|&row| ids.is_valid(row)) {
                let count = seen.of.entry(hash(ids.value(row))).or_default();
                let document = hash(documents.value(row));
                count.documents += i64::from(count.rows == 0 || count.last_document != document);
                count.rows += 1;
                count.last_document = document;
            }
        }
        Ok(seen)
    }

    fn get(&self, id: &str) -> Count {
        self.of.get(&hash(id)).copied().unwrap_or_default()
    }
}

/// Hands every row of a table to `check`: its id, and a function from a count's column to its value.
fn each_row(
    snapshot: &Path,
    table: &'static Table,
    id: &str,
    mut check: impl FnMut(&str, &dyn Fn(&str) -> i64),
) -> Result<(), Error> {
    for batch in TableRows::open(snapshot, table)? {
        let batch = batch?;
        let ids = texts(&batch, id);
        for row in 0..batch.num_rows() {
            check(ids.value(row), &|column| {
                numbers::<Int64Type>(&batch, column).value(row)
            });
        }
    }
    Ok(())
}

fn hash(id: &str) -> u64 {
    xxh3_64(id.as_bytes())
}
