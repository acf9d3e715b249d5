//! The `sentences` table → words of the sentences that tell what happens, those with events and leads, and
//! how each event is spoken of: as new or as known.

use arrow::array::Array;
use arrow::datatypes::Int32Type;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::terms::{Feature, sentence_words};
use crate::corpus::documents::Documents;
use crate::corpus::staged::{StagedTables, primitives, texts};
use crate::error::Error;
use crate::kb::{BackReferences, Reference};
use crate::tables::{EVENTS, SENTENCES};

/// Sentences of the lead, the title among them.
pub(super) const LEAD_SENTENCES: u32 = 5;

/// Words of sentences by document and number of the sentence, about 150 bytes a sentence.
pub(in crate::corpus) struct Words {
    sentences: Vec<(Sentence, Box<[Feature]>)>,
    /// Events that are spoken of as known, by document and number.
    references: Vec<((u32, u32), Reference)>,
}

/// Document and the `<n>` of `<doc_id>#s<n>`.
type Sentence = (u32, u32);

impl Words {
    /// Loads the words of the documents that have events.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::Table`], [`Error::Damaged`] where a staged part cannot be read.
    pub fn load(staged: &StagedTables, documents: &Documents, back: &BackReferences) -> Result<Self, Error> {
        let (with_events, events) = find_sentences(staged, documents)?;
        let (mut words, mut references) = (Vec::new(), Vec::new());
        let columns = ["doc_id", "sentence_index", "char_start", "text"];
        staged.scan(SENTENCES.name, &columns, |batch| {
            let (doc_ids, sentences) = (texts(batch, "doc_id")?, texts(batch, "text")?);
            let indexes = primitives::<Int32Type>(batch, "sentence_index")?;
            let starts = primitives::<Int32Type>(batch, "char_start")?;
            let wanted = (0..batch.num_rows()).into_par_iter().filter_map(|row| {
                let document = documents.find(doc_ids.value(row))?;
                let key = (document, indexes.value(row) as u32);
                let is_lead = key.1 < LEAD_SENTENCES && with_events[document as usize];
                let text = sentences.value(row);
                let events = events.get(&key).map_or(&[][..], Vec::as_slice);
                let spoken_of = events.iter().filter_map(|&(event, char_start)| {
                    let before = first_chars(text, char_start - starts.value(row));
                    // `this round` may be the trigger itself.
                    let own = text[before.len()..].split_whitespace().next().unwrap_or_default();
                    let reference = back.of(before).max(back.of(own));
                    (reference != Reference::New).then_some(((document, event), reference))
                });
                (is_lead || !events.is_empty()).then(|| {
                    (
                        (key, sentence_words(text).into_boxed_slice()),
                        spoken_of.collect::<Vec<_>>(),
                    )
                })
            });
            for (sentence, spoken_of) in wanted.collect::<Vec<_>>() {
                words.push(sentence);
                references.extend(spoken_of);
            }
            Ok(())
        })?;
        words.par_sort_unstable_by_key(|(key, _)| *key);
        references.par_sort_unstable();
        Ok(Self {
            sentences: words,
            references,
        })
    }

    /// How an event is spoken of.
    pub(super) fn reference(&self, document: u32, event: u32) -> Reference {
        let found = self
            .references
            .binary_search_by_key(&(document, event), |(key, _)| *key);
        found.map_or(Reference::New, |place| self.references[place].1)
    }

    /// Words of a sentence, ascending; none where it was not loaded.
    pub(super) fn of_sentence(&self, document: u32, sentence: u32) -> &[Feature] {
        let found = self
            .sentences
            .binary_search_by_key(&(document, sentence), |(key, _)| *key);
        found.map_or(&[], |place| &self.sentences[place].1)
    }

    /// Words of the first sentences of a document, not in order.
    pub(super) fn of_lead(&self, document: u32) -> impl Iterator<Item = Feature> {
        let first = self.sentences.partition_point(|(key, _)| *key < (document, 0));
        let lead = self.sentences[first..]
            .iter()
            .take_while(move |(key, _)| key.0 == document && key.1 < LEAD_SENTENCES);
        lead.flat_map(|(_, words)| words.iter().copied())
    }
}

/// The first characters of a text; all of it where it has fewer.
fn first_chars(text: &str, count: i32) -> &str {
    let end = text.char_indices().nth(usize::try_from(count).unwrap_or(0));
    &text[..end.map_or(text.len(), |(byte, _)| byte)]
}

/// The events of each sentence with the places where they begin.
type EventsOfSentences = FxHashMap<Sentence, Vec<(u32, i32)>>;

/// Which documents have events, and in which sentences.
fn find_sentences(staged: &StagedTables, documents: &Documents) -> Result<(Vec<bool>, EventsOfSentences), Error> {
    let mut with_events = vec![false; documents.len()];
    let mut sentences = EventsOfSentences::default();
    let columns = ["doc_id", "sentence_id", "event_id", "char_start"];
    staged.scan(EVENTS.name, &columns, |batch| {
        let (doc_ids, sentence_ids) = (texts(batch, "doc_id")?, texts(batch, "sentence_id")?);
        let (event_ids, starts) = (texts(batch, "event_id")?, primitives::<Int32Type>(batch, "char_start")?);
        for row in 0..batch.num_rows() {
            let Some(document) = documents.find(doc_ids.value(row)) else {
                continue;
            };
            with_events[document as usize] = true;
            let sentence = sentence_ids.is_valid(row).then(|| sentence_ids.value(row));
            let sentence = sentence.and_then(|id| ordinal(id, "#s"));
            if let Some((sentence, event)) = sentence.zip(ordinal(event_ids.value(row), "#e")) {
                let events = sentences.entry((document, sentence)).or_default();
                events.push((event, starts.value(row)));
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
