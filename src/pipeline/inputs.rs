//! Input files → how many records came of each, in the order of reading.

use std::collections::BTreeMap;

use crate::error::Error;
use crate::read::{Record, SourceFile};
use crate::write::InputEntry;

/// The input files of a run, counted while their records stream by.
pub(super) struct Inputs {
    entries: Vec<InputEntry>,
    /// The file that the last record came from.
    current: usize,
    records: u64,
    bytes_before_current: u64,
    bytes_of_current: u64,
    bytes_total: u64,
}

impl Inputs {
    /// # Errors
    /// [`Error::Configuration`] where two files would have the same `source_uri`, hence the same ids.
    pub fn new(files: &[SourceFile]) -> Result<Self, Error> {
        let mut seen = BTreeMap::new();
        for file in files {
            if let Some(other) = seen.insert(&file.source_uri, &file.path) {
                return Err(Error::Configuration(format!(
                    "{} and {} would both be called `{}`: give a folder that holds both as one input",
                    other.display(),
                    file.path.display(),
                    file.source_uri
                )));
            }
        }
        let entry = |file: &SourceFile| InputEntry {
            source_uri: file.source_uri.clone(),
            bytes: file.bytes,
            records: 0,
        };
        Ok(Self {
            entries: files.iter().map(entry).collect(),
            current: 0,
            records: 0,
            bytes_before_current: 0,
            bytes_of_current: 0,
            bytes_total: files.iter().map(|file| file.bytes).sum(),
        })
    }

    /// Counts a record. Records come file by file in the order of the files.
    pub fn count(&mut self, record: &Record) {
        let (source_uri, bytes) = match record {
            Ok(article) => (&article.source_uri, article.bytes.len()),
            Err(rejection) => (&rejection.source_uri, 0),
        };
        while self.entries[self.current].source_uri != *source_uri && self.current + 1 < self.entries.len() {
            self.bytes_before_current += self.entries[self.current].bytes;
            self.bytes_of_current = 0;
            self.current += 1;
        }
        self.entries[self.current].records += 1;
        self.records += 1;
        self.bytes_of_current += bytes as u64;
    }

    pub fn records(&self) -> u64 {
        self.records
    }

    /// Bytes of files done, near enough for a progress bar, and of all.
    pub fn bytes(&self) -> (u64, u64) {
        let current = self.entries.get(self.current).map_or(0, |entry| entry.bytes);
        (
            self.bytes_before_current + self.bytes_of_current.min(current),
            self.bytes_total,
        )
    }

    pub fn into_entries(self) -> Vec<InputEntry> {
        self.entries
    }
}
