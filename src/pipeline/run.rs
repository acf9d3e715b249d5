//! Input files → a published snapshot: batches through the line, rows sorted, corpus tables, one switch.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::batch::{Batch, ProcessedLot};
use super::config::PipelineConfig;
use super::inputs::Inputs;
use super::line::{LineTimes, Pipeline};
use super::report::{Progress, RunReport, StageTime};
use crate::corpus::{self, StagedTables};
use crate::error::{Error, Rejection};
use crate::read::{self, Record};
use crate::tables::{
    DUPLICATES, DocumentTables, ENTITIES, EVENT_CLUSTER_MEMBERS, EVENT_CLUSTERS, REJECTS, RejectRows, Rows, TableKind,
};
use crate::write::{
    DocumentSorter, FileEntry, Manifest, OutputFolder, Provenance, Staging, TableFile, WriteConfig, datapackage_json,
    views_sql,
};

/// Reads the inputs of a pipeline and publishes the dataset; `watch` is called after every batch.
///
/// # Errors
/// Whatever stops the run; the snapshot published before stays as it was.
pub fn run(config: &PipelineConfig, watch: &(dyn Fn(Progress) + Sync)) -> Result<RunReport, Error> {
    let started = Instant::now();
    let files = read::find_files(&config.read)?;
    let inputs = Inputs::new(&files)?;
    let threads = rayon::ThreadPoolBuilder::new()
        .num_threads(config.run.threads)
        .build()
        .map_err(|error| Error::Configuration(format!("run.threads: {error}")))?;
    let pipeline = threads.install(|| Pipeline::new(config))?;
    let output = OutputFolder::open(&config.run.output)?;
    let records = read::records(files, &config.read);
    let mut report = threads.install(|| {
        let mut run = Run::new(&pipeline, config, &output, inputs)?;
        run.read_all(records, watch)?;
        run.publish(&output)
    })?;
    report.elapsed = started.elapsed();
    report.threads = threads.current_num_threads();
    Ok(report)
}

/// A run in progress.
struct Run<'p> {
    pipeline: &'p Pipeline,
    write: &'p WriteConfig,
    provenance: Provenance,
    staging: Staging,
    sorter: DocumentSorter,
    rejects: Rejects,
    inputs: Inputs,
    bytes: u64,
    times: Times,
}

#[derive(Default)]
struct Times {
    read: Duration,
    line: LineTimes,
    tables: Duration,
    corpus: Duration,
    write: Duration,
}

impl<'p> Run<'p> {
    fn new(
        pipeline: &'p Pipeline,
        config: &'p PipelineConfig,
        output: &OutputFolder,
        inputs: Inputs,
    ) -> Result<Self, Error> {
        let staging = output.stage()?;
        let provenance = Provenance::new(config.digest(), pipeline.kb().digest.clone(), pipeline.model_digests());
        let level = config.write.compression_level;
        Ok(Self {
            pipeline,
            write: &config.write,
            sorter: DocumentSorter::new(&staging.scratch, config.write.memory_mb << 20),
            rejects: Rejects::create(TableFile::create(&staging.tables, &REJECTS, level, &provenance)?),
            provenance,
            staging,
            inputs,
            bytes: 0,
            times: Times::default(),
        })
    }

    /// Takes all records through the line; the next batch is read while one is processed.
    fn read_all(
        &mut self,
        mut records: impl Iterator<Item = Record> + Send,
        watch: &(dyn Fn(Progress) + Sync),
    ) -> Result<(), Error> {
        let mut batch = Batch::read(&mut records);
        while !batch.records.is_empty() {
            self.count(&batch);
            let pipeline = self.pipeline;
            let (lots, next) = rayon::join(|| batch.process(pipeline), || Batch::read(&mut records));
            for lot in lots {
                self.collect(lot)?;
            }
            watch(self.progress());
            batch = next;
        }
        Ok(())
    }

    fn count(&mut self, batch: &Batch) {
        self.times.read += batch.read_time;
        self.bytes += batch.bytes;
        for record in &batch.records {
            self.inputs.count(record);
        }
    }

    fn collect(&mut self, lot: ProcessedLot) -> Result<(), Error> {
        self.times.line += lot.times;
        self.times.tables += lot.tables_time;
        self.rejects.add(&lot.rejections)?;
        let clock = Instant::now();
        self.sorter.add(lot.tables)?;
        self.times.write += clock.elapsed();
        Ok(())
    }

    fn progress(&self) -> Progress {
        let (bytes_done, bytes_total) = self.inputs.bytes();
        Progress {
            records: self.inputs.records(),
            rejects: self.rejects.count(),
            bytes_done,
            bytes_total,
        }
    }

    /// Writes all tables and switches `latest` to them.
    fn publish(mut self, output: &OutputFolder) -> Result<RunReport, Error> {
        let clock = Instant::now();
        let mut files = write_document_tables(self.sorter, &self.staging, self.write, &self.provenance)?;
        let (rejects, rejects_file) = self.rejects.finish()?;
        files.push(rejects_file);
        self.times.write += clock.elapsed();
        let clock = Instant::now();
        let staged = StagedTables {
            tables: self.staging.tables.clone(),
            internal: self.staging.scratch.clone(),
        };
        let corpus = corpus::build(&staged, &self.pipeline.kb().happenings)?;
        self.times.corpus += clock.elapsed();
        let clock = Instant::now();
        files.extend(write_corpus_tables(
            &corpus,
            &self.staging,
            self.write,
            &self.provenance,
        )?);
        let manifest = finish_snapshot(&self.staging, &self.provenance, self.inputs, rejects, files)?;
        let snapshot = output.publish(self.staging, &manifest.run_id, self.write.keep_snapshots)?;
        self.times.write += clock.elapsed();
        Ok(RunReport {
            run_id: manifest.run_id,
            snapshot,
            records: manifest.records,
            documents: manifest.documents,
            rejects: manifest.rejects,
            bytes: self.bytes,
            rows: manifest.rows,
            stages: self.times.stages(),
            ..RunReport::default()
        })
    }
}

impl Times {
    fn stages(&self) -> Vec<StageTime> {
        let times = [
            ("read", self.read),
            ("clean", self.line.clean),
            ("segment", self.line.segment),
            ("tag", self.line.tag),
            ("normalise", self.line.normalise),
            ("tables", self.tables),
            ("corpus", self.corpus),
            ("write", self.write),
        ];
        times
            .into_iter()
            .map(|(stage, time)| StageTime { stage, time })
            .collect()
    }
}

/// The `rejects` table, written in the order of reading.
struct Rejects {
    rows: RejectRows,
    file: TableFile,
    by_code: BTreeMap<String, u64>,
}

/// Rows held before they are handed to the file.
const REJECT_ROWS: usize = 4096;

impl Rejects {
    fn create(file: TableFile) -> Self {
        Self {
            rows: RejectRows::default(),
            file,
            by_code: BTreeMap::new(),
        }
    }

    fn add(&mut self, rejections: &[Rejection]) -> Result<(), Error> {
        for rejection in rejections {
            *self.by_code.entry(rejection.code.as_str().to_owned()).or_default() += 1;
            self.rows.append(rejection);
        }
        if self.rows.len() >= REJECT_ROWS {
            self.file.write(&self.rows.finish())
        } else {
            Ok(())
        }
    }

    fn count(&self) -> u64 {
        self.by_code.values().sum()
    }

    fn finish(mut self) -> Result<(BTreeMap<String, u64>, FileEntry), Error> {
        self.file.write(&self.rows.finish())?;
        Ok((self.by_code, self.file.finish()?))
    }
}

/// Writes the sorted per-document tables; internal ones go beside the snapshot and are not listed.
fn write_document_tables(
    sorter: DocumentSorter,
    staging: &Staging,
    write: &WriteConfig,
    provenance: &Provenance,
) -> Result<Vec<FileEntry>, Error> {
    let files = sorter.finish(|table, merge| {
        let folder = if table.kind == TableKind::Internal {
            &staging.scratch
        } else {
            &staging.tables
        };
        let mut file = TableFile::create(folder, table, write.compression_level, provenance)?;
        while let Some(batch) = merge.next_batch()? {
            file.write(&batch)?;
        }
        file.finish()
    })?;
    let published = files.into_iter().zip(DocumentTables::TABLES);
    Ok(published
        .filter(|(_, table)| table.kind != TableKind::Internal)
        .map(|(file, _)| file)
        .collect())
}

fn write_corpus_tables(
    corpus: &corpus::CorpusTables,
    staging: &Staging,
    write: &WriteConfig,
    provenance: &Provenance,
) -> Result<Vec<FileEntry>, Error> {
    let tables = [
        (&ENTITIES, &corpus.entities),
        (&DUPLICATES, &corpus.duplicates),
        (&EVENT_CLUSTERS, &corpus.event_clusters),
        (&EVENT_CLUSTER_MEMBERS, &corpus.event_cluster_members),
    ];
    tables
        .par_iter()
        .map(|(table, rows)| {
            let mut file = TableFile::create(&staging.tables, table, write.compression_level, provenance)?;
            file.write(rows)?;
            file.finish()
        })
        .collect()
}

/// Writes what stands beside the tables.
fn finish_snapshot(
    staging: &Staging,
    provenance: &Provenance,
    inputs: Inputs,
    rejects: BTreeMap<String, u64>,
    files: Vec<FileEntry>,
) -> Result<Manifest, Error> {
    let mut manifest = Manifest::new(provenance, inputs.into_entries(), rejects, files);
    let rejected: u64 = manifest.rejects.values().sum();
    if manifest.documents + rejected != manifest.records {
        return Err(Error::Damaged(format!(
            "{} records were read, but {} documents and {rejected} rejects written",
            manifest.records, manifest.documents
        )));
    }
    let beside = [
        ("views.sql", views_sql()),
        ("datapackage.json", datapackage_json(&manifest)),
    ];
    for (name, content) in &beside {
        staging.write(name, content)?;
    }
    manifest.seal(
        beside
            .iter()
            .map(|(name, content)| FileEntry::of(name, content.as_bytes()))
            .collect(),
    );
    staging.write("manifest.json", &manifest.to_json())?;
    Ok(manifest)
}
