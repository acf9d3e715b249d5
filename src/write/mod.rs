//! Rows → a published dataset: sorted Parquet files, manifest, and the atomic switch of `latest`.

mod beside;
mod manifest;
mod merge;
mod parquet_file;
mod provenance;
mod snapshot;
mod sort;
pub mod verify;

pub use beside::{datapackage_json, views_sql};
pub use manifest::{FileEntry, InputEntry, Manifest};
pub use merge::Merge;
pub use parquet_file::TableFile;
pub use provenance::Provenance;
pub use snapshot::{OutputFolder, Staging};
pub use sort::DocumentSorter;

use serde::{Deserialize, Serialize};

/// The `[write]` section of a pipeline file.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct WriteConfig {
    /// zstd level of the Parquet files, 1 (fast) to 22 (small).
    pub compression_level: i32,
    /// Snapshots kept beside the latest one. At least 1 lets readers of the previous snapshot finish.
    pub keep_snapshots: usize,
    /// Megabytes of rows held in memory before they are spilled to the output folder.
    pub memory_mb: usize,
}

impl Default for WriteConfig {
    fn default() -> Self {
        Self {
            compression_level: 3,
            keep_snapshots: 1,
            memory_mb: 128,
        }
    }
}
