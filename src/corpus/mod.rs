//! Per-document tables → corpus tables: entities, duplicates, event clusters.
//!
//! Each table is built from the staged parts alone, in the order of the ids, so that neither the order
//! of the parts nor the number of threads shows in it.

mod components;
mod dates;
mod documents;
mod duplicates;
mod entities;
mod fingerprint;
mod happenings;
mod ids;
mod staged;

use arrow::array::RecordBatch;

use crate::error::Error;
use crate::kb::HappeningLists;

use documents::Documents;
use duplicates::Duplicates;
use entities::Entities;
use happenings::{Happenings, Words};

pub use entities::{Merge, MergedEntity, merges_of};
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

/// Builds the corpus tables from the staged per-document tables of a run. `lists` holds what tells
/// that reports are of one happening.
///
/// # Errors
/// [`Error::Io`] and [`Error::Table`] where a staged part cannot be read.
pub fn build(staged: &StagedTables, lists: &HappeningLists) -> Result<CorpusTables, Error> {
    let documents = Documents::load(staged)?;
    let (entities, (duplicates, words)) = rayon::join(
        || Entities::load(staged, &documents),
        || {
            let duplicates = || Duplicates::find(staged, &documents);
            rayon::join(duplicates, || Words::load(staged, &documents, &lists.references))
        },
    );
    let (entities, duplicates) = (entities?, duplicates?);
    let happenings = Happenings::find(staged, &documents, &entities, &duplicates, &words?, &lists.types)?;
    Ok(CorpusTables {
        entities: entities.to_batch()?,
        duplicates: duplicates.to_batch(&documents),
        event_clusters: happenings.clusters,
        event_cluster_members: happenings.members,
    })
}
