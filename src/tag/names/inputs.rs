//! A document's sentences → what the learned name tagger sees: word features beside list evidence.

use std::ops::Range;

use super::candidate::Candidate;
use super::words::{Casing, Words};
use crate::document::{EntityType, SegmentedDocument, TokenShape};
use crate::kb::{EntryKind, KnowledgeBase, NameEntry, NameKind, WordClass};
use crate::model::names::Evidence;
use crate::model::syntax::Lexicon;
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
pub fn name_inputs(document: &SegmentedDocument, kb: &KnowledgeBase, lexicon: Lexicon) -> Vec<NameInput> {
    let words = Words::new(document, kb);
    let ruled = ruled_marks(&words, &super::by_rules(&words));
    (0..document.sentences.len())
        .map(|sentence| {
            let mut input = NameInput::default();
            fill(&words, &ruled, sentence, lexicon, &mut input);
            input
        })
        .collect()
}

/// What the rules say of each token of the document, as [`Evidence::ruled`].
pub(super) fn ruled_marks(words: &Words, names: &[Candidate]) -> Vec<u32> {
    let mut marks = vec![0; words.document.tokens.len()];
    for name in names {
        let kind = name.entity_type as u32;
        let strength = name.strength as u32;
        let is_listed = u32::from(name.tagger == "gazetteer");
        let mark = 1 | kind << 1 | strength << 4 | is_listed << 6;
        for token in name.tokens.clone() {
            let begins = if token == name.tokens.start { BEGINS } else { 0 };
            let ends = if token + 1 == name.tokens.end { ENDS } else { 0 };
            marks[token] = mark | begins | ends;
        }
    }
    marks
}

/// The rules' name begins, ends with this word.
const BEGINS: u32 = 1 << 7;
const ENDS: u32 = 1 << 8;

/// The rules find the same name: these words under this type, or under another type of place.
pub fn is_shared(words: &[Evidence], entity_type: EntityType) -> bool {
    let last = words.len().saturating_sub(1);
    words.iter().enumerate().all(|(place, word)| {
        let is_same = ruled_type(word.ruled)
            .is_some_and(|ruled| ruled == entity_type || (ruled.is_place() && entity_type.is_place()));
        is_same && (word.ruled & BEGINS != 0) == (place == 0) && (word.ruled & ENDS != 0) == (place == last)
    })
}

/// The type of the name that the rules find, in a mark of [`ruled_marks`].
pub fn ruled_type(mark: u32) -> Option<EntityType> {
    (mark != 0).then(|| EntityType::ALL[(mark >> 1 & 7) as usize])
}

/// Fills `input` with one sentence; `ruled` are the marks of the whole document.
pub(super) fn fill(words: &Words, ruled: &[u32], sentence: usize, lexicon: Lexicon, input: &mut NameInput) {
    input.tokens = words.document.sentences[sentence].tokens.clone();
    let casing = match words.casing(sentence) {
        Casing::Sentence => words::Casing::Informative,
        Casing::Title | Casing::Upper => words::Casing::Uninformative,
    };
    input.evidence.clear();
    for token in input.tokens.clone() {
        input.evidence.push(Evidence {
            listed: 0,
            classes: words.class(token).bits() as u32,
            ruled: ruled[token],
            is_open: ruled[token] != 0 || casing == words::Casing::Uninformative || may_be_named(words, token),
        });
    }
    open_joints(words, input);
    mark_listed(words, words.casing(sentence) == Casing::Upper, input);
    input.words.clear();
    for (place, token) in input.tokens.clone().enumerate() {
        let near = &input.evidence[place.saturating_sub(REACH)..(place + REACH + 1).min(input.evidence.len())];
        input.words.push(match () {
            () if input.evidence[place].is_open => open_word(words.word(token), casing, lexicon),
            () if near.iter().any(|word| word.is_open) => {
                words::context_features(words.word(token), casing, lexicon.clusters)
            }
            () => WordFeatures::default(),
        });
    }
}

fn open_word(word: &str, casing: words::Casing, lexicon: Lexicon) -> WordFeatures {
    let features = words::word_features(word, casing, lexicon.clusters);
    WordFeatures {
        group: lexicon.vectors.group(features.lower),
        ..features
    }
}

/// A capital that is neither a word of the calendar nor an accident of place before a small word.
fn may_be_named(words: &Words, token: usize) -> bool {
    let is_calendar = words.is(token, WordClass::CALENDAR) && !words.is(token, WordClass::GIVEN_NAME);
    let next = token + 1;
    let is_accident = !words.is_reliable(token)
        && words.is(token, WordClass::FUNCTION)
        && !(next < words.document.tokens.len() && words.is_capital(next));
    words.is_capital(token) && !is_calendar && !is_accident
}

/// How many words to each side the model looks at.
const REACH: usize = 2;

/// Small words and marks may be part of a name between two words that may, particles also before one
/// (`al-Qaida`), and second halves also after one (`Ki-moon`).
fn open_joints(words: &Words, input: &mut NameInput) {
    const WIDEST: usize = 3;
    let from = input.tokens.start;
    let mut last = None;
    for place in 0..input.evidence.len() {
        let token = from + place;
        if !input.evidence[place].is_open {
            let is_half = place >= 2
                && input.evidence[place - 2].is_open
                && words.is_hyphen(token - 1)
                && words.is_glued(token - 1)
                && words.is_glued(token - 2);
            if is_half {
                input.evidence[place - 1].is_open = true;
                input.evidence[place].is_open = true;
            }
            continue;
        }
        let gap = last.map_or(place, |last: usize| place - last - 1);
        let is_bridge =
            last.is_some() && gap <= WIDEST && (place - gap..place).all(|joint| is_joint(words, from + joint));
        let opened = if is_bridge {
            gap
        } else {
            particles_before(words, token, gap)
        };
        input.evidence[place - opened..place]
            .iter_mut()
            .for_each(|word| word.is_open = true);
        last = Some(place);
    }
}

fn is_joint(words: &Words, token: usize) -> bool {
    words.is(
        token,
        WordClass::CONNECTOR.or(WordClass::PARTICLE).or(WordClass::DETERMINER),
    ) || words.shape(token) == TokenShape::Punctuation
        || words.is_possessive(token)
}

/// How many tokens before `token`, of at most `gap`, are particles with their hyphens.
fn particles_before(words: &Words, token: usize, gap: usize) -> usize {
    let is_part = |token: usize| words.is(token, WordClass::PARTICLE) || words.is_hyphen(token);
    (1..=gap).take_while(|&back| is_part(token - back)).count()
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
