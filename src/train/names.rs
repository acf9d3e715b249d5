//! Trains the name tagger: a structured perceptron on fully and partly labelled sentences.

use rustc_hash::FxHashMap;

use super::random::Random;
use crate::model::hash::Key;
use crate::model::linear::Row;
use crate::model::names::{
    Allowed, Evidence, LabelIndex, NameModel, Transitions, label_count, may_follow, name_features,
};
use crate::model::perceptron::{Perceptron, frequent};
use crate::model::words::WordFeatures;

pub struct NameExample {
    pub words: Vec<WordFeatures>,
    pub evidence: Vec<Evidence>,
    pub allowed: Vec<Allowed>,
}

pub struct NameTraining {
    pub epochs: usize,
    pub seed: u64,
    pub least: u32,
}

/// Feature key of a label pair: transitions are learned in the same perceptron.
fn transition_key(previous: usize) -> Key {
    crate::model::hash::one(599, previous as Key)
}

/// Trains (Collins 2002); `watch` hears the number of each pass and how many sentences were wrong in it. Where several label sequences are allowed, the model's best allowed one is
/// the target (a latent structured perceptron).
pub fn train_names(
    examples: &[NameExample],
    training: &NameTraining,
    watch: impl Fn(usize, usize),
) -> (NameModel, Vec<Row>) {
    let labels = label_count();
    let keys = counted_features(examples, training.least)
        .into_iter()
        .chain((0..=labels).map(transition_key));
    let mut model = Perceptron::over(labels, keys);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = Random::new(training.seed);
    for epoch in 1..=training.epochs {
        random.shuffle(&mut order);
        let mut wrong = 0;
        for &index in &order {
            wrong += usize::from(learn(&mut model, &examples[index], labels));
        }
        watch(epoch, wrong);
    }
    let (emissions, mut rows) = model.quantise();
    let transitions = take_transitions(&mut rows, labels);
    (NameModel::new(emissions, transitions), rows)
}

fn learn(model: &mut Perceptron, example: &NameExample, labels: usize) -> bool {
    let features: Vec<Vec<Key>> = (0..example.words.len())
        .map(|place| {
            let mut features = Vec::with_capacity(64);
            name_features(&example.words, &example.evidence, place, &mut features);
            features
        })
        .collect();
    let emissions: Vec<Vec<f32>> = features
        .iter()
        .map(|features| {
            let mut scores = vec![0.0; labels];
            model.score(features, &mut scores);
            scores
        })
        .collect();
    let pairs: Vec<Vec<f32>> = (0..=labels)
        .map(|previous| {
            let mut scores = vec![0.0; labels];
            model.score(&[transition_key(previous)], &mut scores);
            scores
        })
        .collect();
    model.advance();
    let everything = Allowed::MAX;
    let guess = best_path(&emissions, &pairs, labels, |_| everything);
    if guess
        .iter()
        .zip(&example.allowed)
        .all(|(&label, &allowed)| allowed & (1 << label) != 0)
    {
        return false;
    }
    let target = best_path(&emissions, &pairs, labels, |place| example.allowed[place]);
    for (place, features) in features.iter().enumerate() {
        let (right, wrong) = (target[place] as usize, guess[place] as usize);
        if right != wrong {
            model.update(features, right, 1.0);
            model.update(features, wrong, -1.0);
        }
        let before = |path: &[LabelIndex]| place.checked_sub(1).map_or(labels, |index| path[index] as usize);
        let (right_before, wrong_before) = (before(&target), before(&guess));
        if (right_before, right) != (wrong_before, wrong) {
            model.update(&[transition_key(right_before)], right, 1.0);
            model.update(&[transition_key(wrong_before)], wrong, -1.0);
        }
    }
    true
}

/// Viterbi over the labels that `allowed` lets through.
fn best_path(
    emissions: &[Vec<f32>],
    pairs: &[Vec<f32>],
    labels: usize,
    allowed: impl Fn(usize) -> Allowed,
) -> Vec<LabelIndex> {
    let mut column: Vec<f32> = Vec::new();
    let mut back: Vec<Vec<LabelIndex>> = Vec::with_capacity(emissions.len());
    for (place, emission) in emissions.iter().enumerate() {
        let mut next_column = vec![f32::NEG_INFINITY; labels];
        let mut pointers = vec![0; labels];
        for next in (0..labels).filter(|&label| allowed(place) & (1 << label) != 0) {
            let candidates: Box<dyn Iterator<Item = (f32, usize)>> = if place == 0 {
                Box::new(std::iter::once((pairs[labels][next], 0)).filter(|_| may_follow(0, next as LabelIndex)))
            } else {
                let column = &column;
                Box::new(
                    (0..labels)
                        .filter(move |&previous| may_follow(previous as LabelIndex, next as LabelIndex))
                        .map(move |previous| (column[previous] + pairs[previous][next], previous)),
                )
            };
            for (score, previous) in candidates {
                if score + emission[next] > next_column[next] {
                    next_column[next] = score + emission[next];
                    pointers[next] = previous as LabelIndex;
                }
            }
        }
        column = next_column;
        back.push(pointers);
    }
    let mut label = argmax(&column) as LabelIndex;
    let mut path = vec![0; emissions.len()];
    for place in (0..emissions.len()).rev() {
        path[place] = label;
        label = back[place][label as usize];
    }
    path
}

fn take_transitions(rows: &mut Vec<Row>, labels: usize) -> Transitions {
    let mut weights = vec![0i16; (labels + 1) * labels];
    let keys: Vec<Key> = (0..=labels).map(transition_key).collect();
    rows.retain(|row| match keys.iter().position(|&key| key == row.key) {
        Some(previous) => {
            for &(next, weight) in &row.weights {
                weights[previous * labels + next as usize] = i16::from(weight);
            }
            false
        }
        None => true,
    });
    Transitions { labels, weights }
}

fn counted_features(examples: &[NameExample], least: u32) -> Vec<Key> {
    let mut counts: FxHashMap<Key, u32> = FxHashMap::default();
    let mut features = Vec::new();
    for example in examples {
        for place in 0..example.words.len() {
            features.clear();
            name_features(&example.words, &example.evidence, place, &mut features);
            for &key in &features {
                *counts.entry(key).or_default() += 1;
            }
        }
    }
    frequent(counts, least)
}

/// Index of the largest score, the first of equals.
fn argmax(scores: &[f32]) -> usize {
    let mut winner = 0;
    for (class, score) in scores.iter().enumerate() {
        if *score > scores[winner] {
            winner = class;
        }
    }
    winner
}
