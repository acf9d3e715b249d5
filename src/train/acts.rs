//! Training of the model of acts: logistic regression with AdaGrad (Duchi, Hazan and Singer 2011).

use rustc_hash::FxHashMap;

use super::act_corpus::ActExample;
use super::random::Random;
use crate::model::hash::Key;
use crate::model::linear::Row;
use crate::model::perceptron::{frequent, quantisation_scale, quantised_row};

/// How the model is trained.
#[derive(Clone, Copy, Debug)]
pub struct ActTraining {
    /// Passes over the examples.
    pub epochs: usize,
    pub seed: u64,
    /// Features seen less often are left out.
    pub least: u32,
    /// Step of the first update of a weight.
    pub rate: f32,
    /// Share of features hidden at each look, so that none is relied upon alone.
    pub hidden: f32,
}

/// Learns from examples; `watch` hears the number of each pass and its mean loss in nats. The scale and rows of a model;
/// the same examples and settings give the same.
pub fn train_acts(examples: &[ActExample], training: &ActTraining, watch: impl Fn(usize, f64)) -> (f32, Vec<Row>) {
    let keys = features_of(examples, training.least);
    let places: FxHashMap<Key, u32> = keys.iter().zip(0..).map(|(&key, place)| (key, place)).collect();
    let mut learner = Learner {
        weights: vec![0.0; keys.len()],
        squares: vec![0.0; keys.len()],
        rate: training.rate,
    };
    let mut random = Random::new(training.seed);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut features = Vec::new();
    for epoch in 1..=training.epochs {
        random.shuffle(&mut order);
        let mut loss = 0.0;
        for &index in &order {
            let example = &examples[index];
            let known = example.features.iter().filter_map(|key| places.get(key)).copied();
            features.clear();
            features.extend(known.filter(|_| random.fraction() >= training.hidden));
            loss += learner.learn(&features, example.chance, example.weight);
        }
        watch(epoch, loss / examples.len().max(1) as f64);
    }
    quantise(&keys, &learner.weights)
}

fn features_of(examples: &[ActExample], least: u32) -> Vec<Key> {
    let mut counts: FxHashMap<Key, u32> = FxHashMap::default();
    for &key in examples.iter().flat_map(|example| &example.features) {
        *counts.entry(key).or_default() += 1;
    }
    frequent(counts, least)
}

struct Learner {
    weights: Vec<f32>,
    /// Sums of the squares of all gradients so far.
    squares: Vec<f32>,
    rate: f32,
}

impl Learner {
    /// Learns from one example; its loss before.
    fn learn(&mut self, features: &[u32], chance: f32, weight: f32) -> f64 {
        const NO_CHANCE: f32 = 1e-6;
        let sum: f32 = features.iter().map(|&feature| self.weights[feature as usize]).sum();
        let found = 1.0 / (1.0 + (-sum).exp());
        let gradient = weight * (found - chance);
        for &feature in features {
            let square = &mut self.squares[feature as usize];
            *square += gradient * gradient;
            self.weights[feature as usize] -= self.rate * gradient / (square.sqrt() + NO_CHANCE);
        }
        let loss = chance * (found + NO_CHANCE).ln() + (1.0 - chance) * (1.0 - found + NO_CHANCE).ln();
        f64::from(-weight * loss)
    }
}

fn quantise(keys: &[Key], weights: &[f32]) -> (f32, Vec<Row>) {
    let scale = quantisation_scale(weights.iter().map(|weight| weight.abs()).collect());
    let rows = keys.iter().zip(weights).map(|(&key, &weight)| Row {
        key,
        weights: quantised_row(std::iter::once(f64::from(weight)), scale),
    });
    (scale, rows.filter(|row| !row.weights.is_empty()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::acts::ActModel;

    fn examples() -> Vec<ActExample> {
        let example = |feature, chance| ActExample {
            features: vec![feature, 5],
            chance,
            weight: 1.0,
        };
        vec![[example(1, 1.0), example(2, 0.0)]; 20].concat()
    }

    const TRAINING: ActTraining = ActTraining {
        epochs: 10,
        seed: 1,
        least: 1,
        rate: 0.2,
        hidden: 0.0,
    };

    #[test]
    fn learns_what_tells_examples_apart() {
        let (scale, rows) = train_acts(&examples(), &TRAINING, |_, _| {});
        let model = ActModel::new(scale, &rows);
        assert!(model.log_odds(&[1, 5]) > 2.0);
        assert!(model.log_odds(&[2, 5]) < -2.0);
    }

    #[test]
    fn the_same_examples_give_the_same_weights() {
        let training = ActTraining {
            hidden: 0.3,
            ..TRAINING
        };
        let train = || train_acts(&examples(), &training, |_, _| {});
        assert_eq!(train(), train());
    }
}
