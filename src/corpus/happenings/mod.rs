//! `events` → `event_clusters` and `event_cluster_members`: one row for one happening in the world.
//!
//! Reports of one document are grouped into accounts (`within`), accounts of all documents into
//! happenings (`across`). Both compare profiles of weighted features (`features`), across documents also
//! what the documents are about (`lead`), and refuse what contradicts itself: other days, other places,
//! nobody in common.

mod account;
mod across;
mod circumstances;
mod features;
mod lead;
mod report;
mod summary;
mod within;

use arrow::array::RecordBatch;

use self::lead::Leads;
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
        let leads = Leads::load(staged, documents, entities, &reports)?;
        let rarity = leads.rarity(&reports);
        let topics = leads.topics(&rarity);
        let accounts = within::group(&reports, documents, &rarity);
        let clusters = across::cluster(&accounts, &topics, documents, duplicates);
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
