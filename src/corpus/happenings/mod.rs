//! `events` → `event_clusters` and `event_cluster_members`: one row for one happening in the world.
//!
//! Reports of one document are grouped into accounts (`account`), accounts of all documents into
//! happenings (`across`). Both compare profiles of weighted features (`features`) and refuse what
//! contradicts itself: other days, other places, nobody in common.

mod account;
mod across;
mod features;
mod report;
mod summary;

use arrow::array::RecordBatch;

use self::features::Rarity;
use super::documents::Documents;
use super::duplicates::Duplicates;
use super::entities::Entities;
use super::staged::StagedTables;
use crate::error::Error;

/// The two tables of happenings.
pub(super) struct Happenings {
    pub clusters: RecordBatch,
    pub members: RecordBatch,
}

impl Happenings {
    /// Clusters all events of the run.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::Table`], [`Error::Damaged`] where a staged part cannot be read.
    pub fn find(
        staged: &StagedTables,
        documents: &Documents,
        entities: &Entities,
        duplicates: &Duplicates,
    ) -> Result<Self, Error> {
        let reports = report::load(staged, documents, entities)?;
        let rarity = Rarity::count(reports.iter().map(|report| (report.document, &*report.features)));
        let accounts = account::group(&reports, documents, &rarity);
        let clusters = across::cluster(&accounts, documents, duplicates);
        let corpus = summary::Corpus {
            documents,
            entities,
            duplicates,
        };
        Ok(summary::tables(
            &corpus,
            &reports,
            &rarity,
            clusters.iter().map(|members| {
                let reports = members.iter().flat_map(|&account| &accounts[account as usize].reports);
                reports.copied().collect()
            }),
        ))
    }
}
