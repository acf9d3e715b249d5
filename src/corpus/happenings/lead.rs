//! The first sentences of each document and the names in them → what the document is about.

use arrow::array::Array;
use arrow::datatypes::Int32Type;

use super::features::{Feature, Profile, Rarity, sentence_words};
use super::report::{Report, ordinal};
use crate::corpus::documents::Documents;
use crate::corpus::entities::Entities;
use crate::corpus::staged::{StagedTables, primitives, texts};
use crate::error::Error;
use crate::tables::{MENTIONS, SENTENCES};

/// Features of the lead of each document, by document number, ascending, each once; empty for a document
/// without events. About 640 bytes a document until they are cut to [`TOPIC_FEATURES`].
pub(super) struct Leads(Vec<Vec<Feature>>);

/// Sentences of the lead, the title among them.
const LEAD_SENTENCES: u32 = 5;
/// Features that a topic is compared by.
const TOPIC_FEATURES: usize = 32;

impl Leads {
    /// # Errors
    /// [`Error::Io`], [`Error::Table`], [`Error::Damaged`] where a staged part cannot be read.
    pub fn load(
        staged: &StagedTables,
        documents: &Documents,
        entities: &Entities,
        reports: &[Report],
    ) -> Result<Self, Error> {
        let mut has_events = vec![false; documents.len()];
        reports
            .iter()
            .for_each(|report| has_events[report.document as usize] = true);
        let wanted = |doc_id: &str| documents.find(doc_id).filter(|&document| has_events[document as usize]);
        let mut leads = vec![Vec::new(); documents.len()];
        staged.scan(SENTENCES.name, &["doc_id", "sentence_index", "text"], |batch| {
            let (doc_ids, sentences) = (texts(batch, "doc_id")?, texts(batch, "text")?);
            let indexes = primitives::<Int32Type>(batch, "sentence_index")?;
            for row in (0..batch.num_rows()).filter(|&row| (indexes.value(row) as u32) < LEAD_SENTENCES) {
                if let Some(document) = wanted(doc_ids.value(row)) {
                    leads[document as usize].extend(sentence_words(sentences.value(row)));
                }
            }
            Ok(())
        })?;
        staged.scan(MENTIONS.name, &["doc_id", "sentence_id", "entity_id"], |batch| {
            let (doc_ids, entity_ids) = (texts(batch, "doc_id")?, texts(batch, "entity_id")?);
            let sentences = texts(batch, "sentence_id")?;
            for row in (0..batch.num_rows()).filter(|&row| entity_ids.is_valid(row) && sentences.is_valid(row)) {
                let in_lead = ordinal(sentences.value(row), "#s").is_some_and(|index| index < LEAD_SENTENCES);
                let document = wanted(doc_ids.value(row)).filter(|_| in_lead);
                if let Some((document, entity)) = document.zip(entities.find(entity_ids.value(row))) {
                    leads[document as usize].push(Feature::actor(entities.canonical(entity)));
                }
            }
            Ok(())
        })?;
        for lead in &mut leads {
            lead.sort_unstable();
            lead.dedup();
        }
        Ok(Self(leads))
    }

    /// How rare each feature of the leads and of the reports is.
    pub fn rarity(&self, reports: &[Report]) -> Rarity {
        let mut of_documents = self.0.clone();
        for report in reports {
            of_documents[report.document as usize].extend_from_slice(&report.features);
        }
        for features in &mut of_documents {
            features.sort_unstable();
            features.dedup();
        }
        Rarity::count(
            of_documents
                .iter()
                .filter(|features| !features.is_empty())
                .map(Vec::as_slice),
        )
    }

    /// What each document is about.
    pub fn topics(self, rarity: &Rarity) -> Vec<Profile> {
        let topic = |lead: Vec<Feature>| Profile::of(&lead, rarity).cut_to(TOPIC_FEATURES);
        self.0.into_iter().map(topic).collect()
    }
}
