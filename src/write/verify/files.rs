//! Files of a snapshot against the sizes and digests of its manifest.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::read_manifest;
use crate::error::Error;
use crate::write::manifest::{FileEntry, Manifest};
use crate::write::parquet_file::hex;

/// Files that differ from the manifest, are missing, or are not in it: one sentence each.
pub(super) fn file_problems(snapshot: &Path, manifest: &Manifest) -> Result<Vec<String>, Error> {
    let mut problems: Vec<String> = manifest
        .files
        .iter()
        .filter_map(|file| file_problem(snapshot, file))
        .collect();
    let known: BTreeSet<&str> = manifest.files.iter().map(|file| file.path.as_str()).collect();
    for path in files_of(snapshot, "").map_err(|source| Error::io(snapshot, source))? {
        if !known.contains(path.as_str()) && path != "manifest.json" {
            problems.push(format!("{path}: not in the manifest"));
        }
    }
    Ok(problems)
}

/// Whether a published snapshot has the manifest of a staged one and every file as it says.
pub fn is_same_and_whole(snapshot: &Path, staged: &Path) -> bool {
    let read = |folder: &Path| fs::read(folder.join("manifest.json")).ok();
    let is_same = read(snapshot).is_some_and(|manifest| Some(manifest) == read(staged));
    is_same
        && read_manifest(snapshot)
            .and_then(|manifest| file_problems(snapshot, &manifest))
            .is_ok_and(|problems| problems.is_empty())
}

fn file_problem(snapshot: &Path, entry: &FileEntry) -> Option<String> {
    match measure(&snapshot.join(&entry.path)) {
        Err(error) => Some(format!("{}: cannot be read: {error}", entry.path)),
        Ok((bytes, _)) if bytes != entry.bytes => Some(format!(
            "{}: {bytes} bytes, the manifest says {}",
            entry.path, entry.bytes
        )),
        Ok((_, sha256)) if sha256 != entry.sha256 => Some(format!("{}: its digest differs", entry.path)),
        Ok(_) => None,
    }
}

/// Size and digest of a file.
fn measure(path: &Path) -> io::Result<(u64, String)> {
    let mut file = File::open(path)?;
    let (mut hasher, mut bytes, mut buffer) = (Sha256::new(), 0, vec![0; 1 << 16]);
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok((bytes, hex(&hasher.finalize())));
        }
        hasher.update(&buffer[..read]);
        bytes += read as u64;
    }
}

/// Paths of all files below a folder, relative to it, with `/`.
fn files_of(folder: &Path, prefix: &str) -> io::Result<Vec<String>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            paths.extend(files_of(&entry.path(), &format!("{path}/"))?);
        } else {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}
