//! Keys, references, orders and empty texts of all tables.

use std::collections::BTreeMap;
use std::path::Path;

use arrow::array::{AsArray, RecordBatch};
use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::xxh3_64;

use super::Verdict;
use super::rows::{TableRows, lists, numbers, texts};
use crate::error::Error;
use crate::tables::{ColumnType, PUBLISHED, Reference, Table};

/// The keys of every table, as hashes.
#[derive(Default)]
pub(super) struct Keys {
    of: FxHashMap<&'static str, FxHashSet<u64>>,
}

/// What one pass over a table counts.
#[derive(Default)]
pub(super) struct Counts {
    pub rows: BTreeMap<String, u64>,
    /// `rejects` by code.
    pub rejects: BTreeMap<String, u64>,
}

/// Reads every table once: keys unique, rows in their order, no empty text where null is meant.
pub(super) fn check_keys(snapshot: &Path, verdict: &mut Verdict) -> Result<(Keys, Counts), Error> {
    let (mut keys, mut counts) = (Keys::default(), Counts::default());
    for table in PUBLISHED {
        let mut rows = 0;
        let mut last = None;
        for batch in TableRows::open(snapshot, table)? {
            let batch = batch?;
            rows += batch.num_rows() as u64;
            keys.collect(table, &batch, verdict);
            check_order(table, &batch, &mut last, verdict);
            check_filled(table, &batch, verdict);
            if table.name == "rejects" {
                for code in texts(&batch, "code").iter().flatten() {
                    *counts.rejects.entry(code.to_owned()).or_default() += 1;
                }
            }
        }
        counts.rows.insert(table.name.to_owned(), rows);
    }
    Ok((keys, counts))
}

/// Every reference points at a key.
pub(super) fn check_references(snapshot: &Path, keys: &Keys, verdict: &mut Verdict) -> Result<(), Error> {
    for table in PUBLISHED.iter().filter(|table| !table.references.is_empty()) {
        for batch in TableRows::open(snapshot, table)? {
            let batch = batch?;
            for reference in table.references {
                keys.check(table, reference, &batch, verdict);
            }
        }
    }
    Ok(())
}

impl Keys {
    fn collect(&mut self, table: &'static Table, batch: &RecordBatch, verdict: &mut Verdict) {
        let [key] = table.key else { return };
        let known = self.of.entry(table.name).or_default();
        for id in texts(batch, key).iter().flatten() {
            if !known.insert(xxh3_64(id.as_bytes())) {
                verdict.add(|| format!("{}: {key} {id} stands twice", table.name));
            }
        }
    }

    fn check(&self, table: &Table, reference: &Reference, batch: &RecordBatch, verdict: &mut Verdict) {
        let known = self.of.get(reference.table);
        let is_list = table
            .column(reference.column)
            .is_some_and(|column| column.column_type == ColumnType::Texts);
        let values = if is_list {
            lists(batch, reference.column).values().as_string::<i32>()
        } else {
            texts(batch, reference.column)
        };
        for id in values.iter().flatten() {
            if !known.is_some_and(|known| known.contains(&xxh3_64(id.as_bytes()))) {
                verdict.add(|| {
                    format!(
                        "{}: {} {id} is not in {}",
                        table.name, reference.column, reference.table
                    )
                });
            }
        }
    }
}

/// A row's place in the order: its sort columns; numbers after texts in every declared order.
type Place = (Vec<String>, i32);

fn check_order(table: &Table, batch: &RecordBatch, last: &mut Option<Place>, verdict: &mut Verdict) {
    let columns = |kind: ColumnType| {
        table
            .sort
            .iter()
            .copied()
            .filter(move |name| table.column(name).is_some_and(|c| c.column_type == kind))
    };
    let text_columns: Vec<_> = columns(ColumnType::Text).map(|name| texts(batch, name)).collect();
    let number = columns(ColumnType::Int)
        .next()
        .map(|name| numbers::<arrow::datatypes::Int32Type>(batch, name));
    if text_columns.is_empty() {
        return;
    }
    for row in 0..batch.num_rows() {
        let ids = text_columns.iter().map(|column| column.value(row).to_owned()).collect();
        let place = (ids, number.map_or(0, |column| column.value(row)));
        if last.as_ref().is_some_and(|last| *last > place) {
            verdict.add(|| format!("{}: row of {:?} is out of order", table.name, place.0));
        }
        *last = Some(place);
    }
}

/// Unknown is null, never an empty text.
fn check_filled(table: &Table, batch: &RecordBatch, verdict: &mut Verdict) {
    for column in table
        .columns
        .iter()
        .filter(|column| column.is_nullable && column.column_type == ColumnType::Text)
    {
        for _ in texts(batch, column.name)
            .iter()
            .flatten()
            .filter(|value| value.is_empty())
        {
            verdict.add(|| format!("{}: {} is empty where null is meant", table.name, column.name));
        }
    }
}
