//! Trains the tagger and parser on a treebank.

mod examples;
mod network;
mod oracle;
mod projective;
mod quantise;
mod trees;

use examples::{Example, Inventory};
use network::Network;
pub use network::{Loss, Shape};

use super::random::Random;
use crate::evaluate::Treebank;
use crate::model::clusters::WordClusters;
use crate::model::syntax::SyntaxModel;
use crate::model::vectors::WordVectors;

/// How to train.
#[derive(Clone, Copy, Debug)]
pub struct SyntaxTraining {
    pub shape: Shape,
    /// Passes over the data.
    pub epochs: usize,
    /// The same data and seed give the same model.
    pub seed: u64,
    /// Learn trees too, not tags only.
    pub with_trees: bool,
}

impl Default for Shape {
    fn default() -> Self {
        Self {
            width: 96,
            layers: 2,
            window: 3,
            squeezed: 64,
            slot_squeezed: 64,
            hidden: 160,
            dropped_inputs: 0.1,
            dropped_layers: 0.25,
            dropped_hidden: 0.2,
        }
    }
}

/// Sentences of one step.
const BATCH: usize = 10;
/// Rate of learning at its height; it rises over the first steps and falls to the end.
const RATE: f32 = 0.002;
const RISING_STEPS: f32 = 200.0;
const LEAST_RATE: f32 = 0.02;
/// Share of moves that go their own way after the first pass.
const EXPLORATION: f32 = 0.7;

/// Trains a model; `watch` hears the number of each pass, its losses, and the model so far.
pub fn train_syntax(
    treebank: &Treebank,
    clusters: &WordClusters,
    vectors: &WordVectors,
    training: &SyntaxTraining,
    mut watch: impl FnMut(usize, Loss, &SyntaxModel),
) -> SyntaxModel {
    let inventory = Inventory::of(treebank, clusters, vectors);
    let examples: Vec<Example> = treebank
        .sentences
        .iter()
        .map(|words| inventory.example(words))
        .collect();
    let mut network = Network::new(
        training.shape,
        &inventory,
        vectors.width(),
        training.with_trees,
        training.seed,
    );
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = Random::new(training.seed);
    let steps = training.epochs * examples.len().div_ceil(BATCH);
    let mut step = 0;
    for epoch in 1..=training.epochs {
        random.shuffle(&mut order);
        let exploration = if epoch == 1 { 0.0 } else { EXPLORATION };
        let mut losses = Loss::default();
        for batch in order.chunks(BATCH) {
            let batch: Vec<&Example> = batch.iter().map(|&index| &examples[index]).collect();
            losses += network.learn(&batch, exploration);
            step += 1;
            network.step(step, rate(step as f32, steps as f32));
        }
        network.exchange_average();
        watch(epoch, losses, &quantise::quantise(&network, &inventory));
        network.exchange_average();
    }
    network.exchange_average();
    quantise::quantise(&network, &inventory)
}

fn rate(step: f32, steps: f32) -> f32 {
    RATE * (1.0 - step / steps).max(LEAST_RATE) * (step / RISING_STEPS).min(1.0)
}

impl std::ops::AddAssign for Loss {
    fn add_assign(&mut self, other: Self) {
        self.tags += other.tags;
        self.moves += other.moves;
        self.relations += other.relations;
    }
}
