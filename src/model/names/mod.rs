//! Name tagging: words with lexicon evidence → one BIO label each, the best sequence by Viterbi.

mod features;

use std::collections::BTreeMap;

pub use features::{TEMPLATE, name_features};

use super::file::{Header, ModelFile, decode_rows, encode_rows};
use super::hash::Key;
use super::linear::{LinearModel, MAX_CLASSES, Row, Score};
use super::words::WordFeatures;
use crate::error::Error;
use crate::vocabulary::EntityType;

/// Index of a label: 0 is `O`, `1 + 2t` is `B` and `2 + 2t` is `I` of type `t`.
pub type LabelIndex = u8;

/// `O`: no name.
pub const NO_NAME: LabelIndex = 0;

/// Label that begins a name of a type.
pub const fn begin(kind: usize) -> LabelIndex {
    (1 + 2 * kind) as LabelIndex
}

/// Label that goes on with a name of a type.
pub const fn inside(kind: usize) -> LabelIndex {
    (2 + 2 * kind) as LabelIndex
}

/// The labels that a token may have, as a bit set. More than one where an annotation is coarser than
/// the labels: `LOC` of a corpus that knows no `GPE`, or no name in a corpus that marks no `NORP`.
pub type Allowed = u32;

/// Whether `next` may follow `previous`: `I` of a type only after `B` or `I` of that type.
pub fn may_follow(previous: LabelIndex, next: LabelIndex) -> bool {
    let is_inside = next != NO_NAME && next % 2 == 0;
    !is_inside || previous == next || previous + 1 == next
}

/// What lists say of one word, as two bit sets; the name tagger says what each bit means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// Readings of the listed name that covers the word.
    pub listed: u32,
    /// What the word can be in a name.
    pub classes: u32,
}

/// Task word of name models in file headers and on the command line.
pub const TASK: &str = "names";

/// The labels in index order: `O`, `B-PER`, `I-PER`, …
pub fn label_names() -> Vec<String> {
    let of_type = |kind: &EntityType| [format!("B-{}", kind.as_str()), format!("I-{}", kind.as_str())];
    std::iter::once("O".to_owned())
        .chain(EntityType::ALL.iter().flat_map(of_type))
        .collect()
}

/// Number of labels.
pub fn label_count() -> usize {
    1 + 2 * EntityType::ALL.len()
}

/// The type of a label, `None` for `O`.
pub fn type_of(label: LabelIndex) -> Option<EntityType> {
    let kind = label.checked_sub(1)? / 2;
    EntityType::ALL.get(usize::from(kind)).copied()
}

/// A trained name tagger.
#[derive(Clone, Debug)]
pub struct NameModel {
    emissions: LinearModel,
    transitions: Transitions,
}

impl NameModel {
    pub fn new(emissions: LinearModel, transitions: Transitions) -> Self {
        Self { emissions, transitions }
    }

    /// Packs a model; `rows` are its emission weights.
    ///
    /// # Errors
    /// See [`ModelFile::encode`].
    pub fn encode(&self, rows: &[Row]) -> Result<Vec<u8>, Error> {
        let transitions = self
            .transitions
            .weights
            .iter()
            .flat_map(|weight| weight.to_le_bytes())
            .collect();
        let header = Header {
            task: TASK.to_owned(),
            template: TEMPLATE.to_owned(),
            labels: label_names(),
            scale: self.emissions.scale(),
            sections: Vec::new(),
        };
        let sections = BTreeMap::from([
            ("rows".to_owned(), encode_rows(rows)),
            ("transitions".to_owned(), transitions),
        ]);
        ModelFile { header, sections }.encode()
    }

    /// Unpacks a model; `name` stands for the file in messages.
    ///
    /// # Errors
    /// [`Error::Configuration`] where the file is wrong or damaged, or has other labels.
    pub fn decode(bytes: &[u8], name: &str) -> Result<Self, Error> {
        let file = ModelFile::decode(bytes, name, TASK, TEMPLATE)?;
        let count = label_count();
        if file.header.labels != label_names() {
            return Err(Error::Configuration(format!(
                "{name}: has other labels than this program"
            )));
        }
        let weights: Vec<i16> = file
            .section("transitions")?
            .chunks_exact(2)
            .map(|pair| i16::from_le_bytes([pair[0], pair[1]]))
            .collect();
        if weights.len() != (count + 1) * count {
            return Err(Error::Configuration(format!(
                "{name}: its label transitions are cut off"
            )));
        }
        Ok(Self {
            emissions: LinearModel::from_rows(count, file.header.scale, &decode_rows(file.section("rows")?)?),
            transitions: Transitions { labels: count, weights },
        })
    }

    /// Finds the best label sequence of a sentence; `words` and `evidence` are of one length.
    pub fn tag(
        &self,
        words: &[WordFeatures],
        evidence: &[Evidence],
        lattice: &mut Lattice,
        labels: &mut Vec<LabelIndex>,
    ) {
        let count = self.emissions.classes();
        lattice.scores.clear();
        lattice.back.clear();
        for place in 0..words.len() {
            lattice.features.clear();
            name_features(words, evidence, place, &mut lattice.features);
            let emission = self.emissions.scores(&lattice.features);
            extend(lattice, &self.transitions, &emission, place, count);
        }
        backtrack(lattice, count, words.len(), labels);
    }
}

/// Label-to-label weights, `previous * labels + next`; the row `labels` is the sentence start.
#[derive(Clone, Debug, PartialEq)]
pub struct Transitions {
    pub labels: usize,
    pub weights: Vec<i16>,
}

impl Transitions {
    #[inline]
    fn weight(&self, previous: usize, next: usize) -> Score {
        Score::from(self.weights[previous * self.labels + next])
    }
}

/// Buffers for one sentence after another.
#[derive(Clone, Debug, Default)]
pub struct Lattice {
    scores: Vec<Score>,
    back: Vec<LabelIndex>,
    features: Vec<Key>,
}

/// One column of the lattice.
fn extend(
    lattice: &mut Lattice,
    transitions: &Transitions,
    emission: &[Score; MAX_CLASSES],
    place: usize,
    count: usize,
) {
    for next in 0..count {
        let (score, back) = if place == 0 {
            let is_inside = next != 0 && next % 2 == 0;
            let start = transitions.weight(count, next);
            (if is_inside { Score::MIN / 2 } else { start }, NO_NAME)
        } else {
            best_before(&lattice.scores[(place - 1) * count..], transitions, next, count)
        };
        lattice.scores.push(score + emission[next]);
        lattice.back.push(back);
    }
}

fn best_before(column: &[Score], transitions: &Transitions, next: usize, count: usize) -> (Score, LabelIndex) {
    let score = |previous: usize| column[previous] + transitions.weight(previous, next);
    if next != 0 && next % 2 == 0 {
        let (begun, going) = (score(next - 1), score(next));
        return if going > begun {
            (going, next as LabelIndex)
        } else {
            (begun, next as LabelIndex - 1)
        };
    }
    let mut best = (score(0), 0);
    for previous in 1..count {
        let candidate = score(previous);
        if candidate > best.0 {
            best = (candidate, previous as LabelIndex);
        }
    }
    best
}

fn backtrack(lattice: &Lattice, count: usize, len: usize, labels: &mut Vec<LabelIndex>) {
    labels.clear();
    labels.resize(len, NO_NAME);
    if len == 0 {
        return;
    }
    let last = &lattice.scores[(len - 1) * count..];
    let mut label = 0;
    for candidate in 1..count {
        if last[candidate] > last[label] {
            label = candidate;
        }
    }
    for place in (0..len).rev() {
        labels[place] = label as LabelIndex;
        label = lattice.back[place * count + label] as usize;
    }
}
