//! Per-document tables → corpus tables: entities, duplicates, event clusters.
//!
//! Each table is built from the staged parts alone, in the order of the ids, so that neither the order
//! of the parts nor the number of threads shows in it.

mod components;
mod documents;
mod duplicates;
mod fingerprint;
mod staged;

use arrow::array::RecordBatch;

use crate::error::Error;
use crate::tables::{ENTITIES, EVENT_CLUSTER_MEMBERS, EVENT_CLUSTERS};

use documents::Documents;
use duplicates::Duplicates;

pub use fingerprint::{Overlap, fingerprint};
pub use staged::StagedTables;

/// The tables that need all documents, sorted by their keys.
#[derive(Clone, Debug)]
pub struct CorpusTables {
    pub entities: RecordBatch,
    pub duplicates: RecordBatch,
    pub event_clusters: RecordBatch,
    pub event_cluster_members: RecordBatch,
}

/// Builds the corpus tables from the staged per-document tables of a run.
///
/// # Errors
/// [`Error::Io`] and [`Error::Table`] where a staged part cannot be read.
pub fn build(staged: &StagedTables) -> Result<CorpusTables, Error> {
    let documents = Documents::load(staged)?;
    let duplicates = Duplicates::find(staged, &documents)?;
    Ok(CorpusTables {
        entities: RecordBatch::new_empty(ENTITIES.schema()),
        duplicates: duplicates.to_batch(&documents),
        event_clusters: RecordBatch::new_empty(EVENT_CLUSTERS.schema()),
        event_cluster_members: RecordBatch::new_empty(EVENT_CLUSTER_MEMBERS.schema()),
    })
}
