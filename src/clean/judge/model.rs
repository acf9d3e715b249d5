//! Features of lines → how likely each is part of the article, by logistic regression.

use rustc_hash::FxHashMap;

use sha2::{Digest, Sha256};

use super::features::{Features, NAMES};
use crate::error::Error;

/// Name of the weights in manifests and on the command line.
pub const TASK: &str = "lines";
const EMBEDDED: &str = include_str!("../../../models/clean_lines.csv");

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
        Self::parse(EMBEDDED)
    }

    pub fn new(weights: Features) -> Self {
        Self { weights }
    }

    /// `sha256:<hex>` of the weights built into the binary.
    pub fn embedded_digest() -> String {
        let digits = Sha256::digest(EMBEDDED);
        let digits: String = digits.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("sha256:{digits}")
    }

    /// The weights as they are stored, one row a feature.
    pub fn to_csv(&self) -> String {
        let rows = NAMES.iter().zip(self.weights);
        let rows: String = rows.map(|(name, weight)| format!("{name},{weight:.4}\n")).collect();
        format!("feature,weight\n{rows}")
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

    #[test]
    fn weights_come_back_as_they_were_stored() {
        let stored = LineModel::embedded().expect("complete").to_csv();
        assert_eq!(stored, EMBEDDED);
    }
}
