//! `events` → `event_clusters` and `event_cluster_members`: one row for one happening in the world.
//!
//! Reports of one document are grouped into accounts (`within`), accounts of all documents into
//! happenings (`across`). Both compare profiles of weighted terms (`profile`), across documents also
//! what the documents are about (`lead`), persons, states (`parties`), days and places (`circumstances`), and
//! refuse what contradicts itself: other days, other places, other parties, types that never tell one.

mod account;
mod across;
mod circumstances;
mod crowd;
mod lead;
mod nearby;
mod parties;
mod profile;
mod report;
mod summary;
mod terms;
mod within;
mod words;

use arrow::array::RecordBatch;

use self::across::Evidence;
use self::crowd::Crowd;
use self::lead::Leads;
pub(super) use self::words::Words;
use super::documents::Documents;
use super::duplicates::Duplicates;
use super::entities::Entities;
use super::staged::StagedTables;
use crate::error::Error;
use crate::kb::RelatedTypes;

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
        words: &Words,
        types: &RelatedTypes,
    ) -> Result<Self, Error> {
        let mut reports = report::load(staged, documents, entities)?;
        let (leads, rarity) = Leads::load(staged, documents, entities, words, &mut reports)?;
        let topics = leads.topics(&rarity);
        let accounts = within::group(&reports, documents, &rarity, types);
        let clusters = across::cluster(&Evidence {
            accounts: &accounts,
            topics: &topics,
            documents,
            duplicates,
            types,
            crowd: &Crowd::of(&accounts, documents),
            terms: rarity.len(),
        });
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
