//! A document's sentences → what the learned name tagger sees: word features beside list evidence.

use std::ops::Range;

use super::words::{Casing, Words};
use crate::document::SegmentedDocument;
use crate::kb::{EntryKind, KnowledgeBase, NameEntry, NameKind};
use crate::model::clusters::WordClusters;
use crate::model::names::Evidence;
use crate::model::words::{self, WordFeatures};

/// One sentence for the learned tagger, in training and in use alike.
#[derive(Clone, Debug, Default)]
pub struct NameInput {
    /// Its tokens in the document.
    pub tokens: Range<usize>,
    pub words: Vec<WordFeatures>,
    pub evidence: Vec<Evidence>,
}

/// The sentences of a document.
pub fn name_inputs(document: &SegmentedDocument, kb: &KnowledgeBase, clusters: &WordClusters) -> Vec<NameInput> {
    let words = Words::new(document, kb);
    (0..document.sentences.len())
        .map(|sentence| {
            let mut input = NameInput::default();
            fill(&words, sentence, clusters, &mut input);
            input
        })
        .collect()
}

/// Fills `input` with one sentence.
pub(super) fn fill(words: &Words, sentence: usize, clusters: &WordClusters, input: &mut NameInput) {
    input.tokens = words.document.sentences[sentence].tokens.clone();
    let casing = match words.casing(sentence) {
        Casing::Sentence => words::Casing::Informative,
        Casing::Title | Casing::Upper => words::Casing::Uninformative,
    };
    input.words.clear();
    input.evidence.clear();
    for token in input.tokens.clone() {
        input
            .words
            .push(words::word_features(words.word(token), casing, clusters));
        input.evidence.push(Evidence {
            listed: 0,
            classes: words.class(token).bits() as u32,
        });
    }
    mark_listed(words, words.casing(sentence) == Casing::Upper, input);
}

/// Sets the readings of listed names, leftmost longest.
fn mark_listed(words: &Words, in_capitals: bool, input: &mut NameInput) {
    let count = input.tokens.len();
    let mut place = 0;
    while place < count {
        let from = input.tokens.start + place;
        let token = |offset: usize| (words.folded(from + offset), words.word(from + offset));
        let Some(listed) = words.kb.gazetteer.longest_match(count - place, token, in_capitals) else {
            place += 1;
            continue;
        };
        let readings = listed
            .readings
            .iter()
            .fold(0, |bits, reading| bits | reading_bits(words.kb, reading));
        for offset in 0..listed.tokens {
            let begins = if offset > 0 { CONTINUES } else { 0 };
            let ends = if offset + 1 < listed.tokens { GOES_ON } else { 0 };
            input.evidence[place + offset].listed |= readings | begins | ends;
        }
        place += listed.tokens;
    }
}

const AMBIGUOUS: u32 = 1 << 24;
const COMMON_WORD: u32 = 1 << 25;
/// The listed name began before this word.
const CONTINUES: u32 = 1 << 26;
/// The listed name goes on after this word.
const GOES_ON: u32 = 1 << 27;

fn reading_bits(kb: &KnowledgeBase, reading: &NameEntry) -> u32 {
    let entry = kb.entry(reading.id);
    let kind = match (reading.kind, entry.kind) {
        (NameKind::Adjective, _) => 0,
        (NameKind::Demonym, _) => 1,
        (NameKind::Metonym, _) => 2,
        (NameKind::Surname, _) => 3,
        (NameKind::Acronym, _) => 4,
        (NameKind::Name, EntryKind::Country) => 5,
        (NameKind::Name, EntryKind::Place) => 6,
        (NameKind::Name, EntryKind::Division) => 7,
        (NameKind::Name, EntryKind::Region) => 8,
        (NameKind::Name, EntryKind::Organisation) => 9,
        (NameKind::Name, EntryKind::Person) => 10,
        (NameKind::Name, EntryKind::Group) => 11,
        (NameKind::Name, EntryKind::NamedEvent) => 12,
        (NameKind::Name, EntryKind::Product) => 13,
    };
    let ambiguous = if reading.is_ambiguous { AMBIGUOUS } else { 0 };
    let common = if reading.is_common_word { COMMON_WORD } else { 0 };
    1 << kind | ambiguous | common
}
