//! Words, actors, places and countries of a report → features with weights by how rare they are.

use rustc_hash::FxHashMap;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use xxhash_rust::xxh3::xxh3_64_with_seed;

/// One thing that two reports can have in common, as a hash with its kind in the lowest two bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Feature(u64);

/// How much a kind counts beside a word that is as rare. Names repeat what the words of the sentence
/// say, so little more is needed; a shared country says little about which happening it is.
const WEIGHTS: [f32; 4] = [1.0, 1.6, 1.2, 0.8];

impl Feature {
    fn of(kind: u64, value: &[u8]) -> Self {
        Self(xxh3_64_with_seed(value, kind) & !3 | kind)
    }

    pub fn word(stem: &str) -> Self {
        Self::of(0, stem.as_bytes())
    }

    pub fn actor(entity: u32) -> Self {
        Self::of(1, &entity.to_le_bytes())
    }

    pub fn place(entity: u32) -> Self {
        Self::of(2, &entity.to_le_bytes())
    }

    pub fn country(code: &str) -> Self {
        Self::of(3, code.as_bytes())
    }

    fn kind_weight(self) -> f32 {
        WEIGHTS[(self.0 & 3) as usize]
    }
}

/// Stems of the words of three letters and more and of the numbers, ascending, each once. Which of them
/// carry content is left to their rarity in the corpus.
pub(super) fn sentence_words(text: &str) -> Vec<Feature> {
    let mut features = Vec::new();
    let mut word = String::new();
    for character in text
        .nfkd()
        .filter(|&c| !is_combining_mark(c))
        .chain(std::iter::once(' '))
    {
        if character.is_alphanumeric() {
            word.extend(character.to_lowercase());
            continue;
        }
        if word.len() >= SHORTEST_WORD || word.starts_with(|c: char| c.is_ascii_digit()) {
            features.push(Feature::word(stem(&word)));
        }
        word.clear();
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

/// In how many documents each feature occurs.
pub(super) struct Rarity {
    documents: FxHashMap<Feature, u32>,
    total: f32,
}

impl Rarity {
    /// Counts from the features of each document, each once.
    pub fn count<'f>(of_documents: impl Iterator<Item = &'f [Feature]>) -> Self {
        let mut documents: FxHashMap<Feature, u32> = FxHashMap::default();
        let mut total = 0.0;
        for features in of_documents {
            total += 1.0;
            for &feature in features {
                *documents.entry(feature).or_default() += 1;
            }
        }
        Self { documents, total }
    }

    /// Inverse document frequency times the weight of the kind.
    pub fn weight(&self, feature: Feature) -> f32 {
        let count = self.documents.get(&feature).copied().unwrap_or(1) as f32;
        ((self.total + 1.0) / count).ln() * feature.kind_weight()
    }
}

/// Features with their weights, ascending by feature.
#[derive(Clone, Debug, Default)]
pub(super) struct Profile {
    weights: Vec<(Feature, f32)>,
    norm: f32,
}

impl Profile {
    pub fn of(features: &[Feature], rarity: &Rarity) -> Self {
        let weights = features
            .iter()
            .map(|&feature| (feature, rarity.weight(feature)))
            .collect();
        Self::normed(weights)
    }

    fn normed(weights: Vec<(Feature, f32)>) -> Self {
        let norm = weights.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        Self { weights, norm }
    }

    /// Takes in the features of another.
    pub fn add(&mut self, other: &Self) {
        let mut weights = std::mem::take(&mut self.weights);
        weights.extend_from_slice(&other.weights);
        weights.sort_unstable_by_key(|(feature, _)| *feature);
        weights.dedup_by_key(|(feature, _)| *feature);
        *self = Self::normed(weights);
    }

    /// Cosine of the angle between the two, 0 (nothing in common) to 1.
    pub fn cosine(&self, other: &Self) -> f32 {
        let (mut i, mut j, mut dot) = (0, 0, 0.0);
        while let (Some(a), Some(b)) = (self.weights.get(i), other.weights.get(j)) {
            dot += if a.0 == b.0 { a.1 * b.1 } else { 0.0 };
            i += usize::from(a.0 <= b.0);
            j += usize::from(b.0 <= a.0);
        }
        if dot > 0.0 { dot / (self.norm * other.norm) } else { 0.0 }
    }

    /// Only the `n` heaviest features.
    pub fn cut_to(mut self, n: usize) -> Self {
        let heaviest = self.heaviest(n);
        self.weights.retain(|(feature, _)| heaviest.contains(feature));
        Self::normed(self.weights)
    }

    /// The `n` heaviest features, ties by feature.
    pub fn heaviest(&self, n: usize) -> Vec<Feature> {
        let mut order = self.weights.clone();
        order.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        order.truncate(n);
        order.into_iter().map(|(feature, _)| feature).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Profile, Rarity, sentence_words};

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
    fn rare_features_weigh_more_and_equal_profiles_are_alike() {
        let texts = ["ferry sank harbour", "ferry left harbour", "ferry came late"];
        let words: Vec<_> = texts.iter().map(|text| sentence_words(text)).collect();
        let rarity = Rarity::count(words.iter().map(Vec::as_slice));
        let profiles: Vec<Profile> = words.iter().map(|words| Profile::of(words, &rarity)).collect();
        assert!((profiles[0].cosine(&profiles[0]) - 1.0).abs() < 1e-6);
        assert!(profiles[0].cosine(&profiles[1]) > profiles[0].cosine(&profiles[2]));
        assert_eq!(profiles[0].heaviest(1), sentence_words("sank"));
    }
}
