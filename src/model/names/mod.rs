//! Name tagging: words with lexicon evidence → one BIO label each, the best sequence by Viterbi.

mod features;
mod path;

use std::collections::BTreeMap;
use std::ops::Range;

pub use features::{TEMPLATE, name_features};
pub use path::{Lattice, Value};

use super::curve::Curve;
use super::file::{Header, ModelFile, decode_rows, encode_rows};
use super::hash::Key;
use super::linear::{LinearModel, Row, Score};
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

/// What lists and rules say of one word, as bit sets; the name tagger says what each bit means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// Readings of the listed name that covers the word.
    pub listed: u32,
    /// What the word can be in a name.
    pub classes: u32,
    /// The name that the rules find over the word; 0 where they find none.
    pub ruled: u32,
    /// The word may be part of a name. All others are [`NO_NAME`] without being looked at.
    pub is_open: bool,
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

/// The names that a sequence of labels spells, ascending: words and type.
pub fn names_in(labels: &[LabelIndex]) -> impl Iterator<Item = (Range<usize>, EntityType)> + '_ {
    let mut place = 0;
    std::iter::from_fn(move || {
        let start = place + labels[place..].iter().position(|&label| label != NO_NAME)?;
        let kind = type_of(labels[start])?;
        let goes_on = |label: &&LabelIndex| label.is_multiple_of(2) && type_of(**label) == Some(kind);
        place = start + 1 + labels[start + 1..].iter().take_while(goes_on).count();
        Some((start..place, kind))
    })
}

/// How probable a margin makes a name, fitted on held-out names: one curve for names that the rules find
/// too, one for names of the model alone.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Confidence {
    pub shared: Curve,
    pub alone: Curve,
}

impl Confidence {
    fn encode(self) -> Vec<u8> {
        [self.shared.encode(), self.alone.encode()].concat()
    }

    fn decode(bytes: &[u8]) -> Option<Self> {
        let (shared, alone) = bytes.split_at_checked(bytes.len() / 2)?;
        Some(Self {
            shared: Curve::decode(shared)?,
            alone: Curve::decode(alone)?,
        })
    }
}

/// A trained name tagger.
#[derive(Clone, Debug)]
pub struct NameModel {
    emissions: LinearModel,
    transitions: Transitions,
    confidence: Confidence,
}

impl NameModel {
    pub fn new(emissions: LinearModel, transitions: Transitions) -> Self {
        Self {
            emissions,
            transitions,
            confidence: Confidence::default(),
        }
    }

    /// The same model with another curve.
    pub fn with_confidence(self, confidence: Confidence) -> Self {
        Self { confidence, ..self }
    }

    /// By how much the least certain word of a name prefers its type, in units of training.
    pub fn margin(&self, buffers: &NameBuffers, words: Range<usize>) -> f32 {
        let least = words.map(|place| buffers.margin(place)).min().unwrap_or(0);
        least as f32 * self.emissions.scale()
    }

    /// How probable it is that a name of the last sentence has the right span and type; `is_shared` where
    /// the rules found it too.
    pub fn confidence(&self, buffers: &NameBuffers, words: Range<usize>, is_shared: bool) -> f32 {
        let curve = if is_shared {
            self.confidence.shared
        } else {
            self.confidence.alone
        };
        curve.probability(self.margin(buffers, words))
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
            .flat_map(|&weight| (weight as i16).to_le_bytes())
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
            ("confidence".to_owned(), self.confidence.encode()),
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
        let weights: Vec<Score> = file
            .section("transitions")?
            .chunks_exact(2)
            .map(|pair| Score::from(i16::from_le_bytes([pair[0], pair[1]])))
            .collect();
        if weights.len() != (count + 1) * count {
            return Err(Error::Configuration(format!(
                "{name}: its label transitions are cut off"
            )));
        }
        let confidence = Confidence::decode(file.section("confidence")?)
            .ok_or_else(|| Error::Configuration(format!("{name}: its confidence curve is cut off")))?;
        Ok(Self {
            confidence,
            emissions: LinearModel::from_rows(count, file.header.scale, &decode_rows(file.section("rows")?)?),
            transitions: Transitions { weights },
        })
    }

    /// Finds the best label sequence of a sentence; `words` and `evidence` are of one length.
    pub fn tag(&self, words: &[WordFeatures], evidence: &[Evidence], buffers: &mut NameBuffers) {
        let count = self.emissions.classes();
        if !evidence.iter().any(|word| word.is_open) {
            buffers.labels.clear();
            buffers.labels.resize(words.len(), NO_NAME);
            return;
        }
        let NameBuffers {
            lattice,
            features,
            labels,
        } = buffers;
        lattice.clear();
        lattice.emissions.resize(words.len() * count, 0);
        for (place, emission) in lattice.emissions.chunks_exact_mut(count).enumerate() {
            if !evidence[place].is_open {
                lattice.allowed.push(1 << NO_NAME);
                continue;
            }
            lattice.allowed.push(Allowed::MAX);
            features.clear();
            name_features(words, evidence, place, features);
            emission.copy_from_slice(&self.emissions.scores(features)[..count]);
        }
        lattice.best_path(&self.transitions.weights, labels);
    }
}

impl NameBuffers {
    /// By how much the label of a word beats the best label of any other type, in quantised units.
    fn margin(&self, place: usize) -> Score {
        let count = label_count();
        let scores = &self.lattice.emissions[place * count..(place + 1) * count];
        let label = self.labels[place];
        let others = (0..count as LabelIndex).filter(|&other| type_of(other) != type_of(label));
        let rival = others.map(|other| scores[usize::from(other)]).max();
        rival.map_or(0, |rival| scores[usize::from(label)] - rival)
    }
}

/// Buffers for one sentence after another, with the labels of the last one.
#[derive(Clone, Debug, Default)]
pub struct NameBuffers {
    pub labels: Vec<LabelIndex>,
    lattice: Lattice<Score>,
    features: Vec<Key>,
}

/// Label-to-label weights, `previous * labels + next`; the row after the last label is the sentence start.
#[derive(Clone, Debug, PartialEq)]
pub struct Transitions {
    pub weights: Vec<Score>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_ends_where_another_begins() {
        let labels = [begin(2), inside(2), begin(2), NO_NAME, begin(0), begin(1), inside(1)];
        let kinds = EntityType::ALL;
        let names: Vec<_> = names_in(&labels).collect();
        assert_eq!(
            names,
            [(0..2, kinds[2]), (2..3, kinds[2]), (4..5, kinds[0]), (5..7, kinds[1])]
        );
        assert_eq!(names_in(&[]).count(), 0);
    }
}
