//! Treebanks → label sets, input tables and examples to learn from.

use rustc_hash::FxHashMap;

use super::projective::projectivise;
use crate::evaluate::{Treebank, TreebankWord};
use crate::model::clusters::WordClusters;
use crate::model::hash::Key;
use crate::model::syntax::inputs::{SHAPE, TABLES, WORD, input_keys};
use crate::model::syntax::{Relation, WordTag};
use crate::model::vectors::WordVectors;
use crate::model::words::{Casing, word_features};

/// Values seen less often than this have no row, by table.
const LEAST: [u32; TABLES] = [2, 5, 5, 5, 5, 3, 2, 2];
/// Tags seen less often are left to the most frequent tag of the same part of speech.
const LEAST_TAG: u32 = 10;

/// What words, tags and relations a treebank has, each with its index.
pub struct Inventory<'m> {
    pub tags: Vec<WordTag>,
    pub relations: Vec<Relation>,
    /// How often each tag is right.
    pub tag_counts: Vec<u32>,
    /// How often each relation is right, of arcs to the left and to the right.
    pub relation_counts: [Vec<u32>; 2],
    /// Values with a row, ascending.
    pub keys: [Vec<Key>; TABLES],
    /// How often each word was seen.
    counts: FxHashMap<Key, u32>,
    rows: [FxHashMap<Key, u32>; TABLES],
    clusters: &'m WordClusters,
    vectors: &'m WordVectors,
}

/// A sentence to learn from.
pub struct Example<'m> {
    pub words: Vec<ExampleWord<'m>>,
    pub tags: Vec<u8>,
    /// The root word's head is the number of words.
    pub heads: Vec<u16>,
    pub relations: Vec<u8>,
}

/// What the net reads of a word.
pub struct ExampleWord<'m> {
    /// Row in each table.
    pub rows: [Option<u32>; TABLES],
    pub count: u32,
    pub known: Option<&'m [i8]>,
}

impl<'m> Inventory<'m> {
    pub fn of(treebank: &Treebank, clusters: &'m WordClusters, vectors: &'m WordVectors) -> Self {
        let words = || treebank.sentences.iter().flatten();
        let mut counts: [FxHashMap<Key, u32>; TABLES] = Default::default();
        for word in words() {
            let keys = input_keys(&word_features(&word.form, Casing::Informative, clusters));
            for (counts, key) in counts.iter_mut().zip(keys) {
                *counts.entry(key).or_default() += 1;
            }
        }
        // Headlines and texts in capitals are read with this one shape, see `Casing`.
        counts[SHAPE].insert(uninformative_shape(), u32::MAX);
        let keys: [Vec<Key>; TABLES] = std::array::from_fn(|table| frequent_keys(&counts[table], LEAST[table]));
        let mut relations: Vec<Relation> = words().map(|word| Relation::of_data(&word.relation)).collect();
        relations.push(Relation::Root);
        relations.sort_unstable();
        relations.dedup();
        let mut inventory = Self {
            tags: frequent_tags(words()),
            relations,
            tag_counts: Vec::new(),
            relation_counts: [Vec::new(), Vec::new()],
            rows: std::array::from_fn(|table| keys[table].iter().copied().zip(0..).collect()),
            keys,
            counts: std::mem::take(&mut counts[WORD]),
            clusters,
            vectors,
        };
        inventory.tag_counts = counts_of(words().map(|word| inventory.tag(word)), inventory.tags.len());
        let arcs = |to_left: bool| {
            let words = treebank.sentences.iter().flat_map(|words| words.iter().enumerate());
            let of_side = words.filter(move |(place, word)| word.head.is_some_and(|head| (head > *place) == to_left));
            of_side.map(|(_, word)| inventory.relation(Relation::of_data(&word.relation)))
        };
        inventory.relation_counts = [true, false].map(|to_left| counts_of(arcs(to_left), inventory.relations.len()));
        inventory
    }

    /// Index of the root relation.
    pub fn root(&self) -> u8 {
        self.relation(Relation::Root)
    }

    /// Row of the shape that stands for capital letters without meaning.
    pub fn uninformative_shape(&self) -> Option<u32> {
        self.rows[SHAPE].get(&uninformative_shape()).copied()
    }

    /// A sentence, its crossing arcs lifted.
    pub fn example(&self, sentence: &[TreebankWord]) -> Example<'m> {
        let root = u16::try_from(sentence.len()).unwrap_or(u16::MAX);
        let head = |word: &TreebankWord| word.head.map_or(root, |head| u16::try_from(head).unwrap_or(root));
        let mut heads: Vec<u16> = sentence.iter().map(head).collect();
        projectivise(&mut heads);
        Example {
            words: sentence.iter().map(|word| self.word(&word.form)).collect(),
            tags: sentence.iter().map(|word| self.tag(word)).collect(),
            heads,
            relations: sentence
                .iter()
                .map(|word| self.relation(Relation::of_data(&word.relation)))
                .collect(),
        }
    }

    fn word(&self, form: &str) -> ExampleWord<'m> {
        let features = word_features(form, Casing::Informative, self.clusters);
        let keys = input_keys(&features);
        ExampleWord {
            rows: std::array::from_fn(|table| self.rows[table].get(&keys[table]).copied()),
            count: self.counts.get(&features.lower).copied().unwrap_or(0),
            known: self.vectors.get(features.lower),
        }
    }

    fn tag(&self, word: &TreebankWord) -> u8 {
        let tag = WordTag::of_data(&word.part, &word.penn);
        let exact = self.tags.iter().position(|&known| Some(known) == tag);
        let near = || {
            self.tags
                .iter()
                .position(|known| tag.is_some_and(|tag| tag.part == known.part))
        };
        exact.or_else(near).unwrap_or(0) as u8
    }

    fn relation(&self, relation: Relation) -> u8 {
        self.relations.binary_search(&relation).unwrap_or(0) as u8
    }
}

/// How often each of so many indexes is met.
fn counts_of(indexes: impl Iterator<Item = u8>, len: usize) -> Vec<u32> {
    let mut counts = vec![0; len];
    indexes.for_each(|index| counts[usize::from(index)] += 1);
    counts
}

fn uninformative_shape() -> Key {
    word_features("", Casing::Uninformative, &WordClusters::default()).shape
}

fn frequent_keys(counts: &FxHashMap<Key, u32>, least: u32) -> Vec<Key> {
    let frequent = counts.iter().filter(|&(&key, &count)| key != 0 && count >= least);
    let mut keys: Vec<Key> = frequent.map(|(&key, _)| key).collect();
    keys.sort_unstable();
    keys
}

fn frequent_tags<'w>(words: impl Iterator<Item = &'w TreebankWord>) -> Vec<WordTag> {
    let mut counts: FxHashMap<WordTag, u32> = FxHashMap::default();
    for tag in words.filter_map(|word| WordTag::of_data(&word.part, &word.penn)) {
        *counts.entry(tag).or_default() += 1;
    }
    let least = if counts.values().sum::<u32>() < 10_000 {
        1
    } else {
        LEAST_TAG
    };
    let mut tags: Vec<(WordTag, u32)> = counts.into_iter().filter(|&(_, count)| count >= least).collect();
    tags.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    tags.into_iter().map(|(tag, _)| tag).collect()
}
