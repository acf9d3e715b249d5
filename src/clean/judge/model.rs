//! Features of lines → how likely each is part of the article, by logistic regression.

use rustc_hash::FxHashMap;

use super::features::{Features, NAMES};
use crate::error::Error;

/// Trained weights; see `models/clean_lines.md`.
#[derive(Clone, Debug)]
pub struct LineModel {
    weights: Features,
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
        let rows: FxHashMap<&str, f32> = text
            .lines()
            .skip(1)
            .filter_map(|row| {
                let (feature, weight) = row.split_once(',')?;
                Some((feature, weight.trim().parse().ok()?))
            })
            .collect();
        let mut weights = [0.0; NAMES.len()];
        for (weight, name) in weights.iter_mut().zip(NAMES) {
            let missing = || Error::Configuration(format!("models/clean_lines.csv: no weight for `{name}`"));
            *weight = *rows.get(name).ok_or_else(missing)?;
        }
        Ok(Self { weights })
    }

    /// The probability of a line, 0 to 1.
    pub fn probability(&self, features: &Features) -> f32 {
        let score: f32 = self
            .weights
            .iter()
            .zip(features)
            .map(|(weight, value)| weight * value)
            .sum();
        1.0 / (1.0 + (-score).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_without_a_weight_is_refused() {
        assert!(LineModel::embedded().is_ok());
        let message = LineModel::parse("feature,weight\nbias,1.0\n")
            .expect_err("incomplete")
            .to_string();
        assert!(message.contains(NAMES[1]), "{message}");
    }
}
