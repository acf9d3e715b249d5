//! Words, actors, places and countries → numbered terms with their rarity in the corpus.

use rustc_hash::FxHashMap;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use xxhash_rust::xxh3::xxh3_64_with_seed;

/// One thing that two reports can have in common, as a hash with its kind in the lowest two bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Feature(u64);

/// ISO 3166-1 alpha-3 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct CountryCode([u8; 3]);

impl CountryCode {
    /// `None` for what is no code of three letters.
    pub fn parse(text: &str) -> Option<Self> {
        let letters = text.as_bytes().try_into().ok()?;
        text.is_ascii().then_some(Self(letters))
    }

    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("only ASCII is parsed")
    }
}

/// How much a kind counts beside a word that is as rare. Names repeat what the words of the sentence
/// say, so little more is needed; a shared country says little about which happening it is.
const WEIGHTS: [f32; 4] = [1.0, 1.6, 1.2, 0.8];

impl Feature {
    fn of(kind: u64, value: &[u8]) -> Self {
        Self(xxh3_64_with_seed(value, kind) & !3 | kind)
    }

    fn word(stem: &str) -> Self {
        Self::of(0, stem.as_bytes())
    }

    pub fn actor(entity: u32) -> Self {
        Self::of(1, &entity.to_le_bytes())
    }

    pub fn place(entity: u32) -> Self {
        Self::of(2, &entity.to_le_bytes())
    }

    pub fn country(code: CountryCode) -> Self {
        Self::of(3, &code.0)
    }

    pub fn is_country(self) -> bool {
        self.0 & 3 == 3
    }

    fn kind_weight(self) -> f32 {
        WEIGHTS[(self.0 & 3) as usize]
    }
}

/// Stems of the words of three letters and more and of the numbers, ascending, each once. Which of them
/// carry content is left to their rarity in the corpus.
pub(super) fn sentence_words(text: &str) -> Vec<Feature> {
    let mut features = Vec::with_capacity(text.len() / 6);
    let mut word = String::new();
    let mut end_word = |word: &mut String| {
        if word.len() >= SHORTEST_WORD || word.starts_with(|c: char| c.is_ascii_digit()) {
            features.push(Feature::word(stem(word)));
        }
        word.clear();
    };
    if text.is_ascii() {
        for letters in text.split(|c: char| !c.is_ascii_alphanumeric()) {
            word.extend(letters.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
            end_word(&mut word);
        }
    } else {
        for character in text.nfkd().filter(|&c| !is_combining_mark(c)) {
            if character.is_alphanumeric() {
                word.extend(character.to_lowercase());
            } else {
                end_word(&mut word);
            }
        }
        end_word(&mut word);
    }
    features.sort_unstable();
    features.dedup();
    features
}

const SHORTEST_WORD: usize = 3;
/// Letters that tell a word: enough to join `negotiate` and `negotiations`, `attacked` and `attackers`.
const STEM_LETTERS: usize = 6;

fn stem(word: &str) -> &str {
    let singular = word
        .strip_suffix('s')
        .filter(|rest| rest.len() > SHORTEST_WORD)
        .unwrap_or(word);
    match singular.char_indices().nth(STEM_LETTERS) {
        Some((end, _)) => &singular[..end],
        None => singular,
    }
}

/// A feature by its number.
pub(super) type Term = u32;

/// Numbers of the features of a corpus, in the order in which they are first seen.
#[derive(Default)]
pub(super) struct Numbering {
    numbers: FxHashMap<Feature, Term>,
    kind_weights: Vec<f32>,
    documents: Vec<u32>,
    total: u32,
    last_document: Vec<u32>,
}

impl Numbering {
    /// Begins the next document, for the count of those that a feature occurs in.
    pub fn begin_document(&mut self) {
        self.total += 1;
    }

    /// The numbers of features of the current document, ascending, each once.
    pub fn number(&mut self, features: impl IntoIterator<Item = Feature>) -> Box<[Term]> {
        let mut terms: Vec<Term> = features.into_iter().map(|feature| self.term(feature)).collect();
        terms.sort_unstable();
        terms.dedup();
        terms.into()
    }

    fn term(&mut self, feature: Feature) -> Term {
        let next = self.kind_weights.len() as Term;
        let term = *self.numbers.entry(feature).or_insert(next);
        if term == next {
            self.kind_weights.push(feature.kind_weight());
            self.documents.push(0);
            self.last_document.push(0);
        }
        if self.last_document[term as usize] != self.total {
            self.last_document[term as usize] = self.total;
            self.documents[term as usize] += 1;
        }
        term
    }

    /// What each feature weighs: inverse document frequency times the weight of the kind.
    pub fn rarity(self) -> Rarity {
        let total = self.total as f32 + 1.0;
        let counts = self.documents.into_iter().zip(self.kind_weights);
        Rarity(counts.map(|(count, kind)| (total / count as f32).ln() * kind).collect())
    }
}

/// Weights of the terms of a corpus.
pub(super) struct Rarity(Vec<f32>);

impl Rarity {
    pub fn weight(&self, term: Term) -> f32 {
        self.0[term as usize]
    }

    /// How many terms there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

#[cfg(test)]
mod tests {
    use super::sentence_words;

    #[test]
    fn stems_join_inflections_and_drop_short_words() {
        assert_eq!(
            sentence_words("Negotiators talk"),
            sentence_words("talks, negotiating: TALK!")
        );
        assert!(sentence_words("at of to – ,").is_empty());
        assert_eq!(sentence_words("7 men"), sentence_words("men, 7"));
    }

    #[test]
    fn marks_make_no_other_word() {
        assert_eq!(sentence_words("Malmö, Århus’ CAFÉ"), sentence_words("malmo arhus cafe"));
    }
}
