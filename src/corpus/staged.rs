//! Staged Parquet parts → record batches: what the corpus stage reads of the per-document tables.

use std::fs::File;
use std::path::PathBuf;

use arrow::array::{ArrowPrimitiveType, AsArray, BooleanArray, ListArray, PrimitiveArray, RecordBatch, StringArray};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use crate::error::Error;

/// Where the parts of a run lie until it is published: `<folder>/<table>/*.parquet`.
#[derive(Clone, Debug)]
pub struct StagedTables {
    /// Parts of the published tables.
    pub tables: PathBuf,
    /// Parts of the internal tables, whose names begin with `_`.
    pub internal: PathBuf,
}

impl StagedTables {
    /// Hands every batch of the named columns of a table to `take`, part after part in name order.
    /// One batch is in memory at a time; a table without a folder has no rows.
    ///
    /// # Errors
    /// [`Error::Io`] and [`Error::Table`] where a part cannot be read, and what `take` returns.
    pub(super) fn scan(
        &self,
        table: &str,
        columns: &[&str],
        mut take: impl FnMut(&RecordBatch) -> Result<(), Error>,
    ) -> Result<(), Error> {
        for part in self.parts(table)? {
            let file = File::open(&part).map_err(|source| Error::io(&part, source))?;
            let failed = |error: &dyn std::fmt::Display| Error::table(table, format!("{}: {error}", part.display()));
            let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|error| failed(&error))?;
            let mask = ProjectionMask::columns(builder.parquet_schema(), columns.iter().copied());
            let reader = builder.with_projection(mask).build().map_err(|error| failed(&error))?;
            for batch in reader {
                take(&batch.map_err(|error| failed(&error))?)?;
            }
        }
        Ok(())
    }

    fn parts(&self, table: &str) -> Result<Vec<PathBuf>, Error> {
        let parent = if table.starts_with('_') {
            &self.internal
        } else {
            &self.tables
        };
        let folder = parent.join(table);
        if !folder.is_dir() {
            return Ok(Vec::new());
        }
        let entries = std::fs::read_dir(&folder).map_err(|source| Error::io(&folder, source))?;
        let mut parts = Vec::new();
        for entry in entries {
            let path = entry.map_err(|source| Error::io(&folder, source))?.path();
            if path.extension().is_some_and(|extension| extension == "parquet") {
                parts.push(path);
            }
        }
        parts.sort();
        Ok(parts)
    }
}

/// A text column of a batch.
pub(super) fn texts<'b>(batch: &'b RecordBatch, column: &str) -> Result<&'b StringArray, Error> {
    let array = batch.column_by_name(column).and_then(|array| array.as_string_opt());
    array.ok_or_else(|| missing(column))
}

/// A column of numbers, dates or instants of a batch.
pub(super) fn primitives<'b, T: ArrowPrimitiveType>(
    batch: &'b RecordBatch,
    column: &str,
) -> Result<&'b PrimitiveArray<T>, Error> {
    let array = batch.column_by_name(column).and_then(|array| array.as_primitive_opt());
    array.ok_or_else(|| missing(column))
}

/// A column of yes and no of a batch.
pub(super) fn flags<'b>(batch: &'b RecordBatch, column: &str) -> Result<&'b BooleanArray, Error> {
    let array = batch.column_by_name(column).and_then(|array| array.as_boolean_opt());
    array.ok_or_else(|| missing(column))
}

/// A column of lists of a batch.
pub(super) fn lists<'b>(batch: &'b RecordBatch, column: &str) -> Result<&'b ListArray, Error> {
    let array = batch
        .column_by_name(column)
        .and_then(|array| array.as_list_opt::<i32>());
    array.ok_or_else(|| missing(column))
}

fn missing(column: &str) -> Error {
    Error::Damaged(format!(
        "a staged part lacks the column {column}, or it has another type"
    ))
}
