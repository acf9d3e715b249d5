//! A stream of records → bounded batches, and each batch → rows, on all threads, in order.

use rayon::prelude::*;
use std::time::{Duration, Instant};

use super::line::{LineTimes, Pipeline};
use crate::corpus::fingerprint;
use crate::document::Article;
use crate::error::Rejection;
use crate::read::Record;
use crate::tables::{DocumentTables, TableBatches};

/// Records read together. Bounds depend on the records alone, so the rows that come of a batch are the
/// same on any number of threads.
#[derive(Default)]
pub(super) struct Batch {
    pub records: Vec<Record>,
    /// Bytes of the records.
    pub bytes: u64,
    /// Time that reading took.
    pub read_time: Duration,
}

/// What a batch holds at most, and a lot: the part of a batch that one thread works on.
const BATCH_BYTES: u64 = 8 << 20;
const BATCH_RECORDS: usize = 1024;
const LOT_BYTES: usize = 64 << 10;
const LOT_RECORDS: usize = 16;

impl Batch {
    /// The next records; empty at the end of the stream.
    pub fn read(records: &mut impl Iterator<Item = Record>) -> Self {
        let clock = Instant::now();
        let mut batch = Self::default();
        while batch.bytes < BATCH_BYTES && batch.records.len() < BATCH_RECORDS {
            let Some(record) = records.next() else { break };
            batch.bytes += record_bytes(&record) as u64;
            batch.records.push(record);
        }
        batch.read_time = clock.elapsed();
        batch
    }

    /// Takes every record through the line, on the threads of the current pool.
    pub fn process(self, pipeline: &Pipeline) -> Vec<ProcessedLot> {
        lots(self.records)
            .into_par_iter()
            .map(|lot| ProcessedLot::of(lot, pipeline))
            .collect()
    }
}

/// Rows of a few documents, and the records among them that were set aside.
pub(super) struct ProcessedLot {
    pub tables: TableBatches,
    pub rejections: Vec<Rejection>,
    pub times: LineTimes,
    /// Time that making rows took.
    pub tables_time: Duration,
}

impl ProcessedLot {
    fn of(records: Vec<Record>, pipeline: &Pipeline) -> Self {
        let (mut rows, mut rejections) = (DocumentTables::default(), Vec::new());
        let (mut times, mut tables_time) = (LineTimes::default(), Duration::ZERO);
        for record in records {
            match record.and_then(|article: Article| pipeline.process_timed(article, &mut times)) {
                Ok(document) => {
                    let clock = Instant::now();
                    rows.append(&document, &fingerprint(document.tagged.segmented.text()));
                    tables_time += clock.elapsed();
                }
                Err(rejection) => rejections.push(rejection),
            }
        }
        let clock = Instant::now();
        let tables = rows.finish();
        tables_time += clock.elapsed();
        Self {
            tables,
            rejections,
            times,
            tables_time,
        }
    }
}

fn lots(records: Vec<Record>) -> Vec<Vec<Record>> {
    let (mut lots, mut bytes) = (vec![Vec::new()], 0);
    for record in records {
        let lot: &Vec<Record> = &lots[lots.len() - 1];
        if lot.len() >= LOT_RECORDS || bytes >= LOT_BYTES {
            lots.push(Vec::new());
            bytes = 0;
        }
        bytes += record_bytes(&record);
        lots.last_mut().expect("there is one from the start").push(record);
    }
    lots
}

fn record_bytes(record: &Record) -> usize {
    record.as_ref().map_or(0, |article| article.bytes.len())
}
