//! Trains the name tagger: a structured perceptron on fully and partly labelled sentences.

use rustc_hash::FxHashMap;

use super::random::Random;
use crate::model::hash::{self, Key};
use crate::model::linear::{Row, Score};
use crate::model::names::{
    Allowed, Evidence, LabelIndex, Lattice, NO_NAME, NameModel, Transitions, label_count, name_features,
};
use crate::model::perceptron::{Perceptron, frequent};
use crate::model::words::WordFeatures;

/// A sentence with the labels that its words may have.
pub struct NameExample {
    pub words: Vec<WordFeatures>,
    pub evidence: Vec<Evidence>,
    pub allowed: Vec<Allowed>,
}

/// How to train.
pub struct NameTraining {
    /// Passes over the data.
    pub epochs: usize,
    /// Seed of the order of sentences.
    pub seed: u64,
    /// Models to train, each in another order, and average: no dearer in use than one.
    pub rounds: u64,
    /// Features seen less often are left out.
    pub least: u32,
    /// Share of words that are hidden at each look, so that the neighbourhood learns to tell names that
    /// were never seen.
    pub hidden: f32,
}

/// Trains a structured perceptron with averaged weights (Collins 2002). Where several label sequences
/// are allowed, the model's best allowed one is the target (a latent structured perceptron). `watch`
/// hears the number of each pass and how many sentences were wrong in it. The same examples and
/// settings give the same weights.
pub fn train_names(
    examples: &[NameExample],
    training: &NameTraining,
    watch: impl Fn(usize, usize),
) -> (NameModel, Vec<Row>) {
    let mut keys = counted_features(examples, training.least);
    keys.extend((0..=label_count()).map(transition_key));
    let mut models = (0..training.rounds).map(|round| train_round(examples, training, round, &keys, &watch));
    let mut model = models
        .next()
        .unwrap_or_else(|| Perceptron::over(label_count(), keys.iter().copied()));
    models.for_each(|other| model.absorb(other));
    let (emissions, mut rows) = model.quantise();
    let transitions = take_transitions(&mut rows);
    (NameModel::new(emissions, transitions), rows)
}

fn train_round(
    examples: &[NameExample],
    training: &NameTraining,
    round: u64,
    keys: &[Key],
    watch: impl Fn(usize, usize),
) -> Perceptron {
    let mut random = Random::new(training.seed + round);
    let mut learner = Learner {
        hidden: training.hidden,
        random: Random::new(random.next()),
        model: Perceptron::over(label_count(), keys.iter().copied()),
        lattice: Lattice::new(),
        pairs: Vec::new(),
    };
    let mut order: Vec<usize> = (0..examples.len()).collect();
    for epoch in 1..=training.epochs {
        random.shuffle(&mut order);
        let wrong = order.iter().filter(|&&index| !learner.learn(&examples[index])).count();
        watch(epoch, wrong);
    }
    learner.model
}

struct Learner {
    hidden: f32,
    random: Random,
    model: Perceptron,
    lattice: Lattice<f32>,
    pairs: Vec<f32>,
}

impl Learner {
    /// Learns from one sentence; whether its names were found already.
    fn learn(&mut self, example: &NameExample) -> bool {
        let words: Vec<WordFeatures> = example.words.iter().map(|word| self.seen(word)).collect();
        let features: Vec<Vec<Key>> = (0..words.len())
            .map(|place| features_of(&words, &example.evidence, place))
            .collect();
        self.score(&features);
        self.model.advance();
        let (mut guess, mut target) = (Vec::new(), Vec::new());
        let open = example
            .evidence
            .iter()
            .map(|word| if word.is_open { Allowed::MAX } else { 1 << NO_NAME });
        self.lattice.allowed = open.collect();
        self.lattice.best_path(&self.pairs, &mut guess);
        let is_allowed = |(&label, &allowed): (&LabelIndex, &Allowed)| allowed & (1 << label) != 0;
        if guess.iter().zip(&example.allowed).all(is_allowed) {
            return true;
        }
        self.lattice.allowed.clone_from(&example.allowed);
        self.lattice.best_path(&self.pairs, &mut target);
        self.update(&features, &target, &guess);
        false
    }

    /// The word, or what is left of it where it is hidden.
    fn seen(&mut self, word: &WordFeatures) -> WordFeatures {
        if self.random.fraction() < self.hidden {
            word.hidden()
        } else {
            *word
        }
    }

    fn score(&mut self, features: &[Vec<Key>]) {
        let labels = label_count();
        self.lattice.emissions.clear();
        self.lattice.emissions.resize(features.len() * labels, 0.0);
        for (features, scores) in features.iter().zip(self.lattice.emissions.chunks_exact_mut(labels)) {
            self.model.score(features, scores);
        }
        self.pairs.clear();
        self.pairs.resize((labels + 1) * labels, 0.0);
        for (previous, scores) in self.pairs.chunks_exact_mut(labels).enumerate() {
            self.model.score(&[transition_key(previous)], scores);
        }
    }

    fn update(&mut self, features: &[Vec<Key>], target: &[LabelIndex], guess: &[LabelIndex]) {
        for (place, features) in features.iter().enumerate() {
            let (right, wrong) = (target[place] as usize, guess[place] as usize);
            if right != wrong {
                self.model.update(features, right, 1.0);
                self.model.update(features, wrong, -1.0);
            }
            let (right_before, wrong_before) = (before(target, place), before(guess, place));
            if (right_before, right) != (wrong_before, wrong) {
                self.model.update(&[transition_key(right_before)], right, 1.0);
                self.model.update(&[transition_key(wrong_before)], wrong, -1.0);
            }
        }
    }
}

/// The label before a place, or the row of the sentence start.
fn before(path: &[LabelIndex], place: usize) -> usize {
    place.checked_sub(1).map_or(label_count(), |index| path[index] as usize)
}

/// Features of a word; none where it cannot be part of a name.
fn features_of(words: &[WordFeatures], evidence: &[Evidence], place: usize) -> Vec<Key> {
    let mut features = Vec::new();
    if evidence[place].is_open {
        name_features(words, evidence, place, &mut features);
    }
    features
}

/// Key of the feature "the label before is this": transitions are learned in the same perceptron.
fn transition_key(previous: usize) -> Key {
    hash::one(999, previous as Key)
}

fn take_transitions(rows: &mut Vec<Row>) -> Transitions {
    let labels = label_count();
    let mut weights: Vec<Score> = vec![0; (labels + 1) * labels];
    let keys: Vec<Key> = (0..=labels).map(transition_key).collect();
    rows.retain(|row| match keys.iter().position(|&key| key == row.key) {
        Some(previous) => {
            for &(next, weight) in &row.weights {
                weights[previous * labels + next as usize] = Score::from(weight);
            }
            false
        }
        None => true,
    });
    Transitions { weights }
}

fn counted_features(examples: &[NameExample], least: u32) -> Vec<Key> {
    let mut counts: FxHashMap<Key, u32> = FxHashMap::default();
    for example in examples {
        for place in 0..example.words.len() {
            for key in features_of(&example.words, &example.evidence, place) {
                *counts.entry(key).or_default() += 1;
            }
        }
    }
    frequent(counts, least)
}
