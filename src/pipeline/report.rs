//! What a run did, in numbers.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

/// The outcome of a published run.
#[derive(Clone, Debug, Default)]
pub struct RunReport {
    pub run_id: String,
    /// Folder of the published snapshot.
    pub snapshot: PathBuf,
    pub records: u64,
    pub documents: u64,
    /// Rejected records by code.
    pub rejects: BTreeMap<String, u64>,
    /// Bytes of the records, after transport decompression.
    pub bytes: u64,
    /// Rows by table.
    pub rows: BTreeMap<String, u64>,
    /// In the order of the line.
    pub stages: Vec<StageTime>,
    /// From start to publication.
    pub elapsed: Duration,
    pub threads: usize,
}

/// Time spent in one stage, summed over threads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageTime {
    pub stage: &'static str,
    pub time: Duration,
}

/// How far a run has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    pub records: u64,
    pub rejects: u64,
    /// Bytes of input files done, and of all.
    pub bytes_done: u64,
    pub bytes_total: u64,
}

impl RunReport {
    pub fn rejected(&self) -> u64 {
        self.rejects.values().sum()
    }

    /// Rejected records / records read; 0 for an empty input.
    pub fn reject_rate(&self) -> f64 {
        if self.records == 0 {
            0.0
        } else {
            self.rejected() as f64 / self.records as f64
        }
    }

    /// Megabytes (10^6) of records per second of `time`; `None` for no measurable time.
    pub fn megabytes_per_second(&self, time: Duration) -> Option<f64> {
        let seconds = time.as_secs_f64();
        (seconds > 0.0).then(|| self.bytes as f64 / 1e6 / seconds)
    }
}
