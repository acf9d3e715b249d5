//! What is seen of a word that a rule takes for an act → how likely a reader would, too.

use std::collections::BTreeMap;

use super::curve::Curve;
use super::file::{Header, ModelFile, decode_rows, encode_rows};
use super::hash::Key;
use super::linear::{LinearModel, Row};
use crate::error::Error;

/// Task word of these models in file headers and on the command line.
pub const TASK: &str = "acts";

/// Changes with every change of the features; models of another template are refused.
pub const TEMPLATE: &str = "acts-1";

/// A model has one class; its score is the logarithm of the odds.
const CLASSES: usize = 1;

/// A logistic regression over hashed features.
#[derive(Clone, Debug)]
pub struct ActModel {
    weights: LinearModel,
    curve: Curve,
}

impl ActModel {
    /// From rows of quantised weights of class 0; a weight of 1 stands for `scale`.
    pub fn new(scale: f32, rows: &[Row]) -> Self {
        Self {
            weights: LinearModel::from_rows(CLASSES, scale, rows),
            curve: Curve {
                slope: 1.0,
                offset: 0.0,
            },
        }
    }

    /// The same model with another curve.
    pub fn with_curve(self, curve: Curve) -> Self {
        Self { curve, ..self }
    }

    /// The chance that words whose features add up to `log_odds` tell an act.
    pub fn chance(&self, log_odds: f32) -> f32 {
        self.curve.probability(log_odds)
    }

    /// What features say, as they add up: the logarithm of the odds in training.
    pub fn log_odds(&self, features: &[Key]) -> f32 {
        self.weights.scores(features)[0] as f32 * self.weights.scale()
    }

    /// Packs a model; `rows` are its weights.
    ///
    /// # Errors
    /// See [`ModelFile::encode`].
    pub fn encode(&self, rows: &[Row]) -> Result<Vec<u8>, Error> {
        let header = Header {
            task: TASK.to_owned(),
            template: TEMPLATE.to_owned(),
            labels: Vec::new(),
            scale: self.weights.scale(),
            sections: Vec::new(),
        };
        let sections = BTreeMap::from([
            ("curve".to_owned(), self.curve.encode()),
            ("rows".to_owned(), encode_rows(rows)),
        ]);
        ModelFile { header, sections }.encode()
    }

    /// Unpacks a model; `name` stands for the file in messages.
    ///
    /// # Errors
    /// [`Error::Configuration`] where the file is wrong or damaged.
    pub fn decode(bytes: &[u8], name: &str) -> Result<Self, Error> {
        let file = ModelFile::decode(bytes, name, TASK, TEMPLATE)?;
        let curve = Curve::decode(file.section("curve")?)
            .ok_or_else(|| Error::Configuration(format!("{name}: its curve is cut off")))?;
        Ok(Self::new(file.header.scale, &decode_rows(file.section("rows")?)?).with_curve(curve))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Vec<Row> {
        let row = |key, weight| Row {
            key,
            weights: vec![(0, weight)],
        };
        vec![row(7, 40), row(9, -90)]
    }

    #[test]
    fn what_features_say_adds_up() {
        let curve = Curve {
            slope: 0.5,
            offset: 1.0,
        };
        let model = ActModel::new(0.1, &rows()).with_curve(curve);
        let model = ActModel::decode(&model.encode(&rows()).unwrap(), "x").unwrap();
        assert_eq!(model.log_odds(&[7]), 4.0);
        assert_eq!(model.log_odds(&[7, 8, 9]), -5.0);
        assert_eq!(model.chance(-2.0), 0.5);
    }

    #[test]
    fn refuses_a_damaged_file() {
        let mut bytes = ActModel::new(0.1, &rows()).encode(&rows()).unwrap();
        bytes.truncate(bytes.len() - 1);
        assert!(ActModel::decode(&bytes, "x").is_err());
    }
}
