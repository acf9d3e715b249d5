//! The parts of a published table → its rows: batch by batch, or document by document.

use std::fs::File;
use std::path::{Path, PathBuf};

use arrow::array::{
    Array, ArrowPrimitiveType, AsArray, Int32Array, ListArray, PrimitiveArray, RecordBatch, StringArray,
};
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};

use crate::error::Error;
use crate::tables::Table;

/// Streams a table, one batch in memory at a time. Every batch has the columns of the declaration.
pub(super) struct TableRows {
    table: &'static Table,
    parts: std::vec::IntoIter<PathBuf>,
    reader: Option<ParquetRecordBatchReader>,
}

const BATCH_ROWS: usize = 2048;

impl TableRows {
    pub fn open(snapshot: &Path, table: &'static Table) -> Result<Self, Error> {
        let folder = snapshot.join(table.name);
        let entries = std::fs::read_dir(&folder).map_err(|source| Error::io(&folder, source))?;
        let mut parts: Vec<PathBuf> = entries
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .collect();
        parts.sort();
        Ok(Self {
            table,
            parts: parts.into_iter(),
            reader: None,
        })
    }

    fn failed(&self, error: impl ToString) -> Error {
        Error::table(self.table.name, error)
    }

    fn open_part(&self, path: &Path) -> Result<ParquetRecordBatchReader, Error> {
        let file = File::open(path).map_err(|source| Error::io(path, source))?;
        let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|error| self.failed(error))?;
        if builder.schema().fields() != self.table.schema().fields() {
            return Err(self.failed("its columns are not those of the contract"));
        }
        builder
            .with_batch_size(BATCH_ROWS)
            .build()
            .map_err(|error| self.failed(error))
    }
}

impl Iterator for TableRows {
    type Item = Result<RecordBatch, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(batch) = self.reader.as_mut().and_then(Iterator::next) {
                return Some(batch.map_err(|error| self.failed(error)));
            }
            let part = self.parts.next()?;
            match self.open_part(&part) {
                Ok(reader) => self.reader = Some(reader),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// A table sorted by `doc_id`, handed out document by document.
pub(super) struct DocumentCursor {
    pub table: &'static Table,
    rows: TableRows,
    batch: Option<RecordBatch>,
    next_row: usize,
}

impl DocumentCursor {
    pub fn open(snapshot: &Path, table: &'static Table) -> Result<Self, Error> {
        Ok(Self {
            table,
            rows: TableRows::open(snapshot, table)?,
            batch: None,
            next_row: 0,
        })
    }

    /// The rows of a document, in pieces; documents must be asked for in ascending order.
    pub fn rows_of(&mut self, doc_id: &str) -> Result<Vec<RecordBatch>, Error> {
        let mut pieces = Vec::new();
        while let Some(batch) = self.current()? {
            let ids = texts(&batch, "doc_id");
            let first = self.next_row;
            let skipped = (first..ids.len()).take_while(|&row| ids.value(row) < doc_id).count();
            let same = (first + skipped..ids.len())
                .take_while(|&row| ids.value(row) == doc_id)
                .count();
            self.next_row = first + skipped + same;
            if same > 0 {
                pieces.push(batch.slice(first + skipped, same));
            }
            if self.next_row < batch.num_rows() {
                break;
            }
        }
        Ok(pieces)
    }

    fn current(&mut self) -> Result<Option<RecordBatch>, Error> {
        while self
            .batch
            .as_ref()
            .is_none_or(|batch| self.next_row >= batch.num_rows())
        {
            self.next_row = 0;
            self.batch = self.rows.next().transpose()?;
            if self.batch.is_none() {
                return Ok(None);
            }
        }
        Ok(self.batch.clone())
    }
}

/// A text column. Batches of [`TableRows`] have every declared column in its declared type.
pub(super) fn texts<'b>(batch: &'b RecordBatch, column: &str) -> &'b StringArray {
    batch.column_by_name(column).expect("declared").as_string()
}

pub(super) fn ints<'b>(batch: &'b RecordBatch, column: &str) -> &'b Int32Array {
    numbers(batch, column)
}

pub(super) fn numbers<'b, T: ArrowPrimitiveType>(batch: &'b RecordBatch, column: &str) -> &'b PrimitiveArray<T> {
    batch.column_by_name(column).expect("declared").as_primitive()
}

pub(super) fn lists<'b>(batch: &'b RecordBatch, column: &str) -> &'b ListArray {
    batch.column_by_name(column).expect("declared").as_list()
}
