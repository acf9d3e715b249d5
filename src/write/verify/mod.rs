//! A published dataset → what is wrong with it: changed bytes, broken keys, offsets that do not fit.

mod files;

use std::path::{Path, PathBuf};

pub use files::is_same_and_whole;

use super::manifest::Manifest;
use crate::error::Error;

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
