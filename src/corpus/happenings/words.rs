//! The `sentences` table → words of the sentences that tell what happens: those with events, and leads.

use arrow::array::Array;
use arrow::datatypes::Int32Type;
use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::terms::{Feature, sentence_words};
use crate::corpus::documents::Documents;
use crate::corpus::staged::{StagedTables, primitives, texts};
use crate::error::Error;
use crate::tables::{EVENTS, SENTENCES};

/// Sentences of the lead, the title among them.
pub(super) const LEAD_SENTENCES: u32 = 5;

/// Words of sentences by document and number of the sentence. About 150 bytes a sentence.
pub(in crate::corpus) struct Words(Vec<(Sentence, Box<[Feature]>)>);

/// Document and the `<n>` of `<doc_id>#s<n>`.
type Sentence = (u32, u32);

impl Words {
    /// Loads the words of the documents that have events.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::Table`], [`Error::Damaged`] where a staged part cannot be read.
    pub fn load(staged: &StagedTables, documents: &Documents) -> Result<Self, Error> {
        let (with_events, sentences_of_events) = find_sentences(staged, documents)?;
        let mut words = Vec::new();
        staged.scan(SENTENCES.name, &["doc_id", "sentence_index", "text"], |batch| {
            let (doc_ids, sentences) = (texts(batch, "doc_id")?, texts(batch, "text")?);
            let indexes = primitives::<Int32Type>(batch, "sentence_index")?;
            let wanted = (0..batch.num_rows()).into_par_iter().filter_map(|row| {
                let document = documents.find(doc_ids.value(row))?;
                let key = (document, indexes.value(row) as u32);
                let is_lead = key.1 < LEAD_SENTENCES && with_events[document as usize];
                (is_lead || sentences_of_events.contains(&key))
                    .then(|| (key, sentence_words(sentences.value(row)).into_boxed_slice()))
            });
            words.par_extend(wanted);
            Ok(())
        })?;
        words.par_sort_unstable_by_key(|(key, _)| *key);
        Ok(Self(words))
    }

    /// Words of a sentence, ascending; none where it was not loaded.
    pub(super) fn of_sentence(&self, document: u32, sentence: u32) -> &[Feature] {
        let found = self.0.binary_search_by_key(&(document, sentence), |(key, _)| *key);
        found.map_or(&[], |place| &self.0[place].1)
    }

    /// Words of the first sentences of a document, not in order.
    pub(super) fn of_lead(&self, document: u32) -> impl Iterator<Item = Feature> {
        let first = self.0.partition_point(|(key, _)| *key < (document, 0));
        let lead = self.0[first..]
            .iter()
            .take_while(move |(key, _)| key.0 == document && key.1 < LEAD_SENTENCES);
        lead.flat_map(|(_, words)| words.iter().copied())
    }
}

/// Which documents have events, and in which sentences.
fn find_sentences(staged: &StagedTables, documents: &Documents) -> Result<(Vec<bool>, FxHashSet<Sentence>), Error> {
    let mut with_events = vec![false; documents.len()];
    let mut sentences = FxHashSet::default();
    staged.scan(EVENTS.name, &["doc_id", "sentence_id"], |batch| {
        let (doc_ids, sentence_ids) = (texts(batch, "doc_id")?, texts(batch, "sentence_id")?);
        for row in 0..batch.num_rows() {
            let Some(document) = documents.find(doc_ids.value(row)) else {
                continue;
            };
            with_events[document as usize] = true;
            if sentence_ids.is_valid(row) {
                sentences.extend(ordinal(sentence_ids.value(row), "#s").map(|sentence| (document, sentence)));
            }
        }
        Ok(())
    })?;
    Ok((with_events, sentences))
}

/// The `<n>` of an id such as `<doc_id>#s<n>`, where `mark` is `#s`.
pub(super) fn ordinal(id: &str, mark: &str) -> Option<u32> {
    id.rsplit_once(mark)?.1.parse().ok()
}
