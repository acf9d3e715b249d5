//! Words of the first sentences of each document and the names in them → what the document is about.

use arrow::array::Array;
use rayon::prelude::*;

use super::profile::Profile;
use super::report::Report;
use super::terms::{Feature, Numbering, Rarity, Term};
use super::words::{LEAD_SENTENCES, Words, ordinal};
use crate::corpus::documents::Documents;
use crate::corpus::entities::Entities;
use crate::corpus::staged::{StagedTables, texts};
use crate::error::Error;
use crate::tables::MENTIONS;

/// Terms of the lead of each document, by document number, ascending; none for a document without events.
/// About 320 bytes a document.
pub(super) struct Leads(Vec<Box<[Term]>>);

/// Terms that a topic is compared by.
const TOPIC_TERMS: usize = 32;

impl Leads {
    /// Numbers the features of the leads and of the reports, which come by document. Returns how rare
    /// each is among the documents with events.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::Table`], [`Error::Damaged`] where a staged part cannot be read.
    pub fn load(
        staged: &StagedTables,
        documents: &Documents,
        entities: &Entities,
        words: &Words,
        reports: &mut [Report],
    ) -> Result<(Self, Rarity), Error> {
        let mut named = names(staged, documents, entities)?.into_iter().peekable();
        let mut leads = vec![Box::default(); documents.len()];
        let mut numbering = Numbering::default();
        for of_document in reports.chunk_by_mut(|a, b| a.document == b.document) {
            let document = of_document[0].document;
            numbering.begin_document();
            while named.next_if(|&(other, _)| other < document).is_some() {}
            let names = std::iter::from_fn(|| named.next_if(|&(other, _)| other == document));
            let names = names.map(|(_, actor)| Feature::actor(actor));
            leads[document as usize] = numbering.number(words.of_lead(document).chain(names));
            for report in of_document {
                report.reference = words.reference(document, report.event);
                let words = report.sentence.map(|sentence| words.of_sentence(document, sentence));
                let words = words.unwrap_or_default().iter().copied();
                report.terms = numbering.number(words.chain(report.features()));
            }
        }
        Ok((Self(leads), numbering.rarity()))
    }

    /// What each document is about.
    pub fn topics(self, rarity: &Rarity) -> Vec<Profile> {
        let topic = |lead: Box<[Term]>| Profile::of(&lead, rarity).cut_to(TOPIC_TERMS);
        self.0.into_par_iter().map(topic).collect()
    }
}

/// Canonical entities named in the leads, by document.
fn names(staged: &StagedTables, documents: &Documents, entities: &Entities) -> Result<Vec<(u32, u32)>, Error> {
    let mut named = Vec::new();
    staged.scan(MENTIONS.name, &["doc_id", "sentence_id", "entity_id"], |batch| {
        let (doc_ids, entity_ids) = (texts(batch, "doc_id")?, texts(batch, "entity_id")?);
        let sentences = texts(batch, "sentence_id")?;
        for row in (0..batch.num_rows()).filter(|&row| entity_ids.is_valid(row) && sentences.is_valid(row)) {
            if ordinal(sentences.value(row), "#s").is_some_and(|sentence| sentence < LEAD_SENTENCES) {
                let entity = entities.find(entity_ids.value(row));
                let document = documents.find(doc_ids.value(row));
                named.extend(document.zip(entity.map(|entity| entities.canonical(entity))));
            }
        }
        Ok(())
    })?;
    named.par_sort_unstable();
    Ok(named)
}
