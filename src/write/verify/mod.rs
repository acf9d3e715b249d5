//! A published dataset → what is wrong with it: changed bytes, broken keys, offsets that do not fit,
//! words outside their vocabulary, wrong counts.

mod counts;
mod files;
mod keys;
mod offsets;
mod rows;
#[cfg(test)]
mod tests;
mod values;

use std::path::{Path, PathBuf};

pub use files::is_same_and_whole;

use super::manifest::Manifest;
use crate::error::Error;

/// What a check of a dataset found.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    /// The first problems, one sentence each.
    pub problems: Vec<String>,
    pub n_problems: u64,
    pub files: usize,
    pub rows: u64,
    pub documents: u64,
}

/// Problems kept as sentences.
const KEPT: usize = 1000;

impl Verdict {
    fn add(&mut self, problem: impl FnOnce() -> String) {
        self.n_problems += 1;
        if self.problems.len() < KEPT {
            self.problems.push(problem());
        }
    }
}

/// Checks a dataset against its manifest and its contract.
///
/// # Errors
/// [`Error::Damaged`] where there is no readable manifest, [`Error::Io`] where files cannot be listed.
pub fn verify(dataset: &Path) -> Result<Verdict, Error> {
    let snapshot = snapshot_folder(dataset);
    let manifest = read_manifest(&snapshot)?;
    let mut verdict = Verdict {
        files: manifest.files.len() + 1,
        rows: manifest.rows.values().sum(),
        documents: manifest.documents,
        ..Verdict::default()
    };
    for problem in files::file_problems(&snapshot, &manifest)? {
        verdict.add(|| problem);
    }
    if verdict.n_problems == 0 {
        check_contract(&snapshot, &manifest, &mut verdict)?;
    }
    Ok(verdict)
}

/// Checks the rows. Only for files that are as they were written: others may not even decode.
fn check_contract(snapshot: &Path, manifest: &Manifest, verdict: &mut Verdict) -> Result<(), Error> {
    let (known, counts) = keys::check_keys(snapshot, verdict)?;
    keys::check_references(snapshot, &known, verdict)?;
    offsets::check_offsets(snapshot, verdict)?;
    values::check_values(snapshot, verdict)?;
    counts::check_counts(snapshot, verdict)?;
    if counts.rows != manifest.rows || counts.rejects != manifest.rejects {
        verdict.add(|| "manifest.json: its counts are not those of the tables".into());
    }
    let rejected: u64 = manifest.rejects.values().sum();
    if manifest.documents + rejected != manifest.records {
        verdict.add(|| "manifest.json: documents and rejects do not add up to the records read".into());
    }
    Ok(())
}

/// The snapshot that a path names: the folder of the tables, or the one above it that holds `latest`.
pub fn snapshot_folder(dataset: &Path) -> PathBuf {
    let latest = dataset.join("latest");
    if latest.is_dir() { latest } else { dataset.to_path_buf() }
}

/// Reads and checks the manifest of a snapshot.
///
/// # Errors
/// [`Error::Damaged`] where it is missing or was changed.
pub fn read_manifest(snapshot: &Path) -> Result<Manifest, Error> {
    let path = snapshot.join("manifest.json");
    let bytes =
        std::fs::read(&path).map_err(|error| Error::Damaged(format!("{} cannot be read: {error}", path.display())))?;
    let json = std::str::from_utf8(&bytes).map_err(|_| Error::Damaged("manifest.json is no UTF-8".into()))?;
    Manifest::parse(json)
}
