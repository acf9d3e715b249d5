//! Row batches in the order of reading → every per-document table in the order of document ids, in
//! bounded memory: what does not fit is spilled as sorted runs and merged.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::RecordBatch;
use parquet::arrow::ArrowWriter;
use rayon::prelude::*;

use super::merge::{Merge, Run, Segment, SpilledRun};
use super::parquet_file::passing_properties;
use crate::error::Error;
use crate::tables::{DocumentTables, Table, TableBatches};

/// Sorts the rows of all per-document tables by document. The result does not depend on the budget.
pub struct DocumentSorter {
    scratch: PathBuf,
    budget: usize,
    held: Held,
    /// Folders of sorted runs, with how often their rows were merged before.
    spilled: Vec<(PathBuf, u32)>,
    runs_made: usize,
}

/// Runs of one level that are merged into one: bounds open files and buffers.
const FAN_IN: usize = 16;

impl DocumentSorter {
    /// Spills into `scratch` when about `budget` bytes of rows are held.
    pub fn new(scratch: &Path, budget: usize) -> Self {
        Self {
            scratch: scratch.to_path_buf(),
            budget,
            held: Held::default(),
            spilled: Vec::new(),
            runs_made: 0,
        }
    }

    pub fn add(&mut self, batches: TableBatches) -> Result<(), Error> {
        self.held.add(batches);
        if self.held.bytes > self.budget {
            self.spill()
        } else {
            Ok(())
        }
    }

    /// Hands every table's sorted batches to `take`, tables in parallel, and returns what it makes of
    /// them in the order of [`DocumentTables::TABLES`].
    pub fn finish<T: Send>(
        mut self,
        take: impl Fn(&'static Table, &mut Merge<'_>) -> Result<T, Error> + Sync,
    ) -> Result<Vec<T>, Error> {
        self.held.sort();
        let made = for_each_table(|index, table| {
            let mut runs: Vec<Run> = vec![self.held.run(index)];
            for (folder, _) in &self.spilled {
                runs.push(Box::new(SpilledRun::open(table, &spill_path(folder, table))?));
            }
            take(table, &mut Merge::new(table, runs)?)
        })?;
        for (folder, _) in &self.spilled {
            remove(folder)?;
        }
        Ok(made)
    }

    fn spill(&mut self) -> Result<(), Error> {
        let mut held = std::mem::take(&mut self.held);
        held.sort();
        let folder = self.new_run()?;
        for_each_table(|index, table| write_run(&folder, table, vec![held.run(index)]))?;
        self.spilled.push((folder, 0));
        self.merge_levels()
    }

    /// Merges the runs of a level once there are enough of them.
    fn merge_levels(&mut self) -> Result<(), Error> {
        while let Some(&(_, level)) = self.spilled.last() {
            let first = self.spilled.partition_point(|&(_, other)| other > level);
            if self.spilled.len() - first < FAN_IN {
                break;
            }
            let folder = self.new_run()?;
            let merged = self.spilled.split_off(first);
            for_each_table(|_, table| {
                let open = |(run, _): &(PathBuf, u32)| SpilledRun::open(table, &spill_path(run, table));
                let runs = merged.iter().map(|run| open(run).map(|run| Box::new(run) as Run));
                write_run(&folder, table, runs.collect::<Result<_, _>>()?)
            })?;
            for (run, _) in &merged {
                remove(run)?;
            }
            self.spilled.push((folder, level + 1));
        }
        Ok(())
    }

    fn new_run(&mut self) -> Result<PathBuf, Error> {
        let folder = self.scratch.join(format!("run-{}", self.runs_made));
        self.runs_made += 1;
        std::fs::create_dir_all(&folder).map_err(|source| Error::io(&folder, source))?;
        Ok(folder)
    }
}

/// Rows not yet spilled.
#[derive(Default)]
struct Held {
    bytes: usize,
    /// For each lot of documents one batch a table.
    batches: Vec<Vec<Arc<RecordBatch>>>,
    documents: Vec<HeldDocument>,
}

struct HeldDocument {
    doc_id: Arc<str>,
    lot: usize,
    /// One range a table.
    rows: Vec<Range<usize>>,
}

impl Held {
    fn add(&mut self, tables: TableBatches) {
        let lot = self.batches.len();
        self.bytes += tables
            .batches
            .iter()
            .map(RecordBatch::get_array_memory_size)
            .sum::<usize>();
        self.batches.push(tables.batches.into_iter().map(Arc::new).collect());
        self.documents
            .extend(tables.documents.into_iter().map(|document| HeldDocument {
                doc_id: document.doc_id.into(),
                lot,
                rows: document.rows,
            }));
    }

    fn sort(&mut self) {
        self.documents.sort_by(|a, b| a.doc_id.cmp(&b.doc_id));
    }

    fn run(&self, table: usize) -> Run<'_> {
        let documents = self
            .documents
            .iter()
            .filter(move |document| !document.rows[table].is_empty());
        Box::new(documents.map(move |document| {
            Ok(Segment {
                doc_id: Arc::clone(&document.doc_id),
                batch: Arc::clone(&self.batches[document.lot][table]),
                rows: document.rows[table].clone(),
            })
        }))
    }
}

fn for_each_table<T: Send>(
    work: impl Fn(usize, &'static Table) -> Result<T, Error> + Sync + Send,
) -> Result<Vec<T>, Error> {
    DocumentTables::TABLES
        .par_iter()
        .enumerate()
        .map(|(index, table)| work(index, table))
        .collect()
}

fn write_run(folder: &Path, table: &'static Table, runs: Vec<Run>) -> Result<(), Error> {
    let path = spill_path(folder, table);
    let failed = |error| Error::table(table.name, error);
    let file = std::fs::File::create(&path).map_err(|source| Error::io(&path, source))?;
    let mut writer = ArrowWriter::try_new(file, table.schema(), Some(passing_properties())).map_err(failed)?;
    let mut merge = Merge::new(table, runs)?;
    while let Some(batch) = merge.next_batch()? {
        writer.write(&batch).map_err(failed)?;
    }
    writer.close().map(drop).map_err(failed)
}

fn spill_path(folder: &Path, table: &Table) -> PathBuf {
    folder.join(format!("{}.parquet", table.name))
}

fn remove(folder: &Path) -> Result<(), Error> {
    std::fs::remove_dir_all(folder).map_err(|source| Error::io(folder, source))
}
