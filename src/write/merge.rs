//! Sorted runs of one table → its rows in the order of the document ids, batch by batch.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use arrow::array::{Array, RecordBatch, StringArray};
use arrow::compute::interleave_record_batch;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use rustc_hash::FxHashMap;

use crate::error::Error;
use crate::tables::Table;

/// Consecutive rows of one document.
pub(super) struct Segment {
    pub doc_id: Arc<str>,
    pub batch: Arc<RecordBatch>,
    pub rows: Range<usize>,
}

/// One sorted run: segments in ascending order of their document ids.
pub(super) type Run<'r> = Box<dyn Iterator<Item = Result<Segment, Error>> + Send + 'r>;

/// Rows and documents of an output batch: enough to encode well, few enough to hold.
const BATCH_ROWS: usize = 32_768;
const BATCH_SEGMENTS: usize = 2_048;

/// Merges runs into batches. A document lies in one run, so its rows stay together and in their order.
pub struct Merge<'r> {
    table: &'static Table,
    runs: Vec<Run<'r>>,
    /// The next segment of every run, least document id first.
    heads: BinaryHeap<Reverse<Head>>,
}

impl<'r> Merge<'r> {
    pub(super) fn new(table: &'static Table, runs: Vec<Run<'r>>) -> Result<Self, Error> {
        let mut merge = Self {
            table,
            runs,
            heads: BinaryHeap::new(),
        };
        for run in 0..merge.runs.len() {
            merge.advance(run)?;
        }
        Ok(merge)
    }

    /// The next rows of the table; `None` at its end.
    pub fn next_batch(&mut self) -> Result<Option<RecordBatch>, Error> {
        let (mut segments, mut rows) = (Vec::new(), 0);
        while rows < BATCH_ROWS && segments.len() < BATCH_SEGMENTS {
            let Some(Reverse(head)) = self.heads.pop() else { break };
            self.advance(head.run)?;
            rows += head.segment.rows.len();
            segments.push(head.segment);
        }
        if segments.is_empty() {
            return Ok(None);
        }
        gather(self.table, &segments, rows).map(Some)
    }

    fn advance(&mut self, run: usize) -> Result<(), Error> {
        if let Some(segment) = self.runs[run].next() {
            self.heads.push(Reverse(Head { run, segment: segment? }));
        }
        Ok(())
    }
}

struct Head {
    run: usize,
    segment: Segment,
}

impl Head {
    fn key(&self) -> (&str, usize) {
        (&self.segment.doc_id, self.run)
    }
}

impl PartialEq for Head {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Head {}

impl PartialOrd for Head {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Head {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.key().cmp(&other.key())
    }
}

/// Copies segments, whatever batch they lie in, into one batch.
fn gather(table: &Table, segments: &[Segment], rows: usize) -> Result<RecordBatch, Error> {
    let mut places = FxHashMap::default();
    let mut batches: Vec<&RecordBatch> = Vec::new();
    let mut picks = Vec::with_capacity(rows);
    for segment in segments {
        let place = *places.entry(Arc::as_ptr(&segment.batch)).or_insert_with(|| {
            batches.push(&segment.batch);
            batches.len() - 1
        });
        picks.extend(segment.rows.clone().map(|row| (place, row)));
    }
    interleave_record_batch(&batches, &picks).map_err(|error| Error::table(table.name, error))
}

/// Reads a spilled run back, a few rows at a time.
pub(super) struct SpilledRun {
    table: &'static Table,
    reader: ParquetRecordBatchReader,
    batch: Arc<RecordBatch>,
    next_row: usize,
}

/// Rows of a spilled run in memory at once.
const SPILL_ROWS: usize = 512;

impl SpilledRun {
    pub fn open(table: &'static Table, path: &Path) -> Result<Self, Error> {
        let file = File::open(path).map_err(|source| Error::io(path, source))?;
        let reader = ParquetRecordBatchReaderBuilder::try_new(file)
            .and_then(|builder| builder.with_batch_size(SPILL_ROWS).build())
            .map_err(|error| Error::table(table.name, error))?;
        let batch = Arc::new(RecordBatch::new_empty(table.schema()));
        Ok(Self {
            table,
            reader,
            batch,
            next_row: 0,
        })
    }

    fn segment(&mut self) -> Result<Segment, Error> {
        let ids = doc_ids(self.table, &self.batch)?;
        let start = self.next_row;
        let doc_id = ids.value(start);
        let same = (start..ids.len()).take_while(|&row| ids.value(row) == doc_id).count();
        let doc_id = Arc::from(doc_id);
        self.next_row = start + same;
        Ok(Segment {
            doc_id,
            batch: Arc::clone(&self.batch),
            rows: start..start + same,
        })
    }
}

impl Iterator for SpilledRun {
    type Item = Result<Segment, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.next_row == self.batch.num_rows() {
            match self.reader.next()? {
                Ok(batch) => (self.batch, self.next_row) = (Arc::new(batch), 0),
                Err(error) => return Some(Err(Error::table(self.table.name, error))),
            }
        }
        Some(self.segment())
    }
}

fn doc_ids<'b>(table: &Table, batch: &'b RecordBatch) -> Result<&'b StringArray, Error> {
    let column = batch.column_by_name("doc_id");
    column
        .and_then(|column| column.as_any().downcast_ref())
        .ok_or_else(|| Error::table(table.name, "no column doc_id"))
}
