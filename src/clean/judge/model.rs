//! Features of lines → how likely each is part of the article: two logistic steps, the second of which sees
//! what the first made of the lines around.

use rustc_hash::FxHashMap;

use super::features::{Features, NAMES};
use crate::error::Error;

/// What the second step sees of the first besides the features.
const CONTEXT: [&str; 9] = [
    "own", "prev", "next", "prev_2", "next_2", "mean_3", "mean_10", "both", "either",
];

/// Trained weights; see `models/clean_lines.md`.
#[derive(Clone, Debug)]
pub struct LineModel {
    first: [f32; NAMES.len()],
    second: [f32; NAMES.len()],
    context: [f32; CONTEXT.len()],
}

impl LineModel {
    /// The weights built into the binary.
    ///
    /// # Errors
    /// [`Error::Configuration`] where a feature has no weight.
    pub fn embedded() -> Result<Self, Error> {
        Self::parse(include_str!("../../../models/clean_lines.csv"))
    }

    fn parse(text: &str) -> Result<Self, Error> {
        let weights: FxHashMap<(&str, &str), f32> = text
            .lines()
            .skip(1)
            .filter_map(|row| {
                let (stage, rest) = row.split_once(',')?;
                let (feature, weight) = rest.split_once(',')?;
                Some(((stage, feature), weight.trim().parse().ok()?))
            })
            .collect();
        let weight = |stage: &'static str, feature: &'static str| {
            let missing = || Error::Configuration(format!("models/clean_lines.csv: no weight {stage},{feature}"));
            weights.get(&(stage, feature)).copied().ok_or_else(missing)
        };
        let mut model = Self {
            first: [0.0; NAMES.len()],
            second: [0.0; NAMES.len()],
            context: [0.0; CONTEXT.len()],
        };
        for (place, name) in NAMES.into_iter().enumerate() {
            model.first[place] = weight("1", name)?;
            model.second[place] = weight("2", name)?;
        }
        for (place, name) in CONTEXT.into_iter().enumerate() {
            model.context[place] = weight("2", name)?;
        }
        Ok(model)
    }

    /// The probability of each line, 0 to 1.
    pub fn probabilities(&self, features: &[Features]) -> Vec<f32> {
        let first: Vec<f32> = features.iter().map(|line| logistic(dot(&self.first, line))).collect();
        let sums = prefix_sums(&first);
        (0..features.len())
            .map(|place| {
                let context = context(&first, &sums, place);
                logistic(dot(&self.second, &features[place]) + dot(&self.context, &context))
            })
            .collect()
    }
}

fn context(first: &[f32], sums: &[f32], place: usize) -> [f32; CONTEXT.len()] {
    let at = |offset: isize| {
        place
            .checked_add_signed(offset)
            .and_then(|at| first.get(at))
            .copied()
            .unwrap_or(0.0)
    };
    let mean = |reach: usize| {
        let (start, end) = (place.saturating_sub(reach), (place + reach + 1).min(first.len()));
        (sums[end] - sums[start]) / (2 * reach + 1) as f32
    };
    [
        at(0),
        at(-1),
        at(1),
        at(-2),
        at(2),
        mean(3),
        mean(10),
        at(-1).min(at(1)),
        at(-1).max(at(1)),
    ]
}

fn prefix_sums(values: &[f32]) -> Vec<f32> {
    let mut sums = vec![0.0];
    sums.extend(values.iter().scan(0.0, |sum, value| {
        *sum += value;
        Some(*sum)
    }));
    sums
}

fn dot(weights: &[f32], values: &[f32]) -> f32 {
    weights.iter().zip(values).map(|(weight, value)| weight * value).sum()
}

fn logistic(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}
