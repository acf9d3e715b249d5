//! A folder of finished files → the dataset's `latest` snapshot, switched in one step.
//!
//! `<output>/snapshots/<run id>/…` holds whole snapshots; `<output>/latest` is a symbolic link to one of
//! them and replaced by a rename, so that a reader finds the old snapshot or the new one, whole.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::*;

use crate::error::Error;

/// The output folder of a run, held alone until it is dropped.
pub struct OutputFolder {
    root: PathBuf,
    /// Unlocked by the system when it is closed, however the run ends.
    _lock: File,
}

const LATEST: &str = "latest";
const SNAPSHOTS: &str = "snapshots";
const STAGING: &str = ".staging";
const NEXT_LATEST: &str = ".latest.next";
const LOCK: &str = ".lock";

impl OutputFolder {
    /// Takes the folder, making it where it is missing, and sweeps what a killed run left.
    ///
    /// # Errors
    /// [`Error::Locked`] while another run has it, [`Error::Io`].
    pub fn open(root: &Path) -> Result<Self, Error> {
        fs::create_dir_all(root.join(SNAPSHOTS)).map_err(|source| Error::io(root, source))?;
        let lock_path = root.join(LOCK);
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&lock_path);
        let lock = lock.map_err(|source| Error::io(&lock_path, source))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Error::Locked(root.to_path_buf())),
            Err(TryLockError::Error(source)) => return Err(Error::io(&lock_path, source)),
        }
        let folder = Self {
            root: root.to_path_buf(),
            _lock: lock,
        };
        folder.sweep()?;
        Ok(folder)
    }

    /// A fresh folder to write the next snapshot in; removed when it is dropped unpublished.
    pub fn stage(&self) -> Result<Staging, Error> {
        let root = self.root.join(STAGING);
        let staging = Staging {
            tables: root.join("snapshot"),
            scratch: root.join("scratch"),
            root,
        };
        for folder in [&staging.tables, &staging.scratch] {
            fs::create_dir_all(folder).map_err(|source| Error::io(folder, source))?;
        }
        Ok(staging)
    }

    /// Makes the staged files the latest snapshot and removes all but the `keep` snapshots before it.
    /// Returns the snapshot's folder. A snapshot that is already there, whole, is taken as it is.
    pub fn publish(&self, staging: Staging, run_id: &str, keep: usize) -> Result<PathBuf, Error> {
        sync_tree(&staging.tables)?;
        let name = match self.find_same(&staging, run_id)? {
            Some(name) => name,
            None => self.move_in(&staging, run_id)?,
        };
        let previous = self.latest();
        self.switch_latest(&name)?;
        self.prune(&name, previous.as_deref(), keep);
        Ok(self.root.join(SNAPSHOTS).join(name))
    }

    fn sweep(&self) -> Result<(), Error> {
        let staging = self.root.join(STAGING);
        match fs::remove_dir_all(&staging) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(Error::io(&staging, error)),
            _ => {}
        }
        let next = self.root.join(NEXT_LATEST);
        match fs::remove_file(&next) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Error::io(&next, error)),
            _ => Ok(()),
        }
    }

    /// A published snapshot of the same run, byte for byte.
    fn find_same(&self, staging: &Staging, run_id: &str) -> Result<Option<String>, Error> {
        for name in self.names_for(run_id) {
            let folder = self.root.join(SNAPSHOTS).join(&name);
            if !folder.exists() {
                return Ok(None);
            }
            if super::verify::is_same_and_whole(&folder, &staging.tables) {
                return Ok(Some(name));
            }
        }
        Ok(None)
    }

    fn move_in(&self, staging: &Staging, run_id: &str) -> Result<String, Error> {
        let snapshots = self.root.join(SNAPSHOTS);
        let free = self.names_for(run_id).find(|name| !snapshots.join(name).exists());
        let name = free.expect("the names do not end");
        let target = snapshots.join(&name);
        fs::rename(&staging.tables, &target).map_err(|source| Error::io(&target, source))?;
        sync(&snapshots)?;
        Ok(name)
    }

    /// A damaged snapshot keeps its place until it is pruned; its fresh copy goes beside it.
    fn names_for<'r>(&self, run_id: &'r str) -> impl Iterator<Item = String> + 'r {
        let copies = (2..).map(move |copy| format!("{run_id}-{copy}"));
        std::iter::once(run_id.to_owned()).chain(copies)
    }

    fn latest(&self) -> Option<String> {
        let target = fs::read_link(self.root.join(LATEST)).ok()?;
        Some(target.file_name()?.to_string_lossy().into_owned())
    }

    fn switch_latest(&self, name: &str) -> Result<(), Error> {
        let (next, latest) = (self.root.join(NEXT_LATEST), self.root.join(LATEST));
        link(&Path::new(SNAPSHOTS).join(name), &next).map_err(|source| Error::io(&next, source))?;
        fs::rename(&next, &latest).map_err(|source| Error::io(&latest, source))?;
        sync(&self.root)
    }

    /// Keeps the latest, the one before it (a reader may be at it), and the youngest others. Pruning that
    /// fails costs disk space only, so it does not fail the run.
    fn prune(&self, latest: &str, previous: Option<&str>, keep: usize) {
        let Ok(entries) = fs::read_dir(self.root.join(SNAPSHOTS)) else {
            return;
        };
        let mut others: Vec<(bool, SystemTime, PathBuf)> = entries
            .filter_map(Result::ok)
            .filter(|entry| entry.file_name() != latest)
            .map(|entry| {
                let published = entry.metadata().and_then(|metadata| metadata.modified());
                let is_previous = previous.is_some_and(|name| entry.file_name() == name);
                (is_previous, published.unwrap_or(SystemTime::UNIX_EPOCH), entry.path())
            })
            .collect();
        others.sort();
        let surplus = others.len().saturating_sub(keep);
        for (_, _, folder) in &others[..surplus] {
            let _ = fs::remove_dir_all(folder);
        }
    }
}

/// Where the next snapshot is written: beside the published ones, so that a rename moves it.
pub struct Staging {
    root: PathBuf,
    /// Becomes the snapshot.
    pub tables: PathBuf,
    /// Internal tables and spilled rows.
    pub scratch: PathBuf,
}

impl Staging {
    /// Writes a small file of the snapshot.
    pub fn write(&self, name: &str, content: &str) -> Result<(), Error> {
        let path = self.tables.join(name);
        fs::write(&path, content).map_err(|source| Error::io(&path, source))
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What cannot be removed now is swept by the next run.
        let _ = fs::remove_dir_all(&self.root);
    }
}

/// Waits until the disk has every file and folder.
fn sync_tree(folder: &Path) -> Result<(), Error> {
    let entries: Vec<PathBuf> = fs::read_dir(folder)
        .and_then(|entries| entries.map(|entry| entry.map(|entry| entry.path())).collect())
        .map_err(|source| Error::io(folder, source))?;
    entries
        .par_iter()
        .try_for_each(|path| if path.is_dir() { sync_tree(path) } else { sync(path) })?;
    sync(folder)
}

fn sync(path: &Path) -> Result<(), Error> {
    File::open(path)
        .and_then(|file| file.sync_all())
        .map_err(|source| Error::io(path, source))
}

#[cfg(unix)]
fn link(target: &Path, at: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(target, at)
}

#[cfg(not(unix))]
fn link(_target: &Path, _at: &Path) -> io::Result<()> {
    Err(io::Error::new(
        io::ErrorKind::Unsupported,
        "snapshots need symbolic links",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn publish(root: &Path, run_id: &str, content: &str) -> PathBuf {
        let folder = OutputFolder::open(root).expect("free");
        let staging = folder.stage().expect("staged");
        staging.write("a.txt", content).expect("written");
        folder.publish(staging, run_id, 1).expect("published")
    }

    fn latest(root: &Path) -> String {
        fs::read_to_string(root.join(LATEST).join("a.txt")).expect("a snapshot")
    }

    #[test]
    fn latest_follows_and_old_snapshots_go() {
        let root = tempfile::tempdir().expect("a folder");
        for (run, content) in [("one", "1"), ("two", "2"), ("three", "3")] {
            publish(root.path(), run, content);
            assert_eq!(latest(root.path()), content);
        }
        let left = fs::read_dir(root.path().join(SNAPSHOTS)).expect("folder").count();
        assert_eq!(left, 2, "the latest and one before it");
        assert!(!root.path().join(STAGING).exists());
    }

    #[test]
    fn a_run_that_never_publishes_leaves_the_last_snapshot_and_is_swept() {
        let root = tempfile::tempdir().expect("a folder");
        publish(root.path(), "one", "1");
        let folder = OutputFolder::open(root.path()).expect("free");
        let staging = folder.stage().expect("staged");
        staging.write("a.txt", "half").expect("written");
        // A killed process runs no destructor and loses its lock.
        std::mem::forget(staging);
        drop(folder);
        assert_eq!(latest(root.path()), "1");
        assert!(root.path().join(STAGING).exists());
        drop(OutputFolder::open(root.path()).expect("free"));
        assert!(!root.path().join(STAGING).exists());
        assert_eq!(latest(root.path()), "1");
    }

    #[test]
    fn the_folder_is_held_alone() {
        let root = tempfile::tempdir().expect("a folder");
        let held = OutputFolder::open(root.path()).expect("free");
        assert!(matches!(OutputFolder::open(root.path()), Err(Error::Locked(_))));
        drop(held);
        assert!(OutputFolder::open(root.path()).is_ok());
    }
}
