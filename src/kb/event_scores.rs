//! The weights of `event_scores.csv` → how likely an event is one that a reader would mark, by what is known of it.

use serde::Deserialize;

use super::files::ListFiles;
use super::rows::rows;
use crate::error::Error;

/// A logistic regression over few features, fitted on the training sentences named in `kb/README.md`.
#[derive(Debug, Default)]
pub struct EventScores {
    weights: Vec<(EventFeature, f32)>,
}

/// What tells how sure an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventFeature {
    Intercept,
    /// The score that the rule gives itself, less [`USUAL_RULE_SCORE`].
    RuleScore,
    /// A participant with a country.
    HasCountry,
    /// A participant with a sector.
    HasSector,
    /// Somebody acts and somebody is acted upon.
    HasTwoSides,
    IsWithoutActor,
    /// The place stands with the act.
    HasPlace,
    /// Planned or possible.
    ActsAhead,
}

/// The score of a rule that claims nothing else.
pub const USUAL_RULE_SCORE: f32 = 0.8;

impl EventScores {
    /// The chance, 0 to 1, given the value of each feature (1 and 0 for yes and no).
    pub fn chance(&self, value: impl Fn(EventFeature) -> f32) -> f32 {
        let sum: f32 = self
            .weights
            .iter()
            .map(|&(feature, weight)| weight * value(feature))
            .sum();
        1.0 / (1.0 + (-sum).exp())
    }

    pub(super) fn load(files: &ListFiles) -> Result<Self, Error> {
        let rows = rows::<WeightRow>(files, "event_scores.csv")?;
        Ok(Self {
            weights: rows
                .into_iter()
                .map(|row| (row.value.feature, row.value.weight))
                .collect(),
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WeightRow {
    feature: EventFeature,
    weight: f32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_that_is_known_makes_an_event_surer() {
        let scores = EventScores::load(&ListFiles::embedded()).unwrap();
        let bare = scores.chance(|feature| f32::from(u8::from(feature == EventFeature::Intercept)));
        let placed = scores.chance(|feature| {
            f32::from(u8::from(matches!(
                feature,
                EventFeature::Intercept | EventFeature::HasPlace | EventFeature::HasCountry
            )))
        });
        assert!(0.5 < bare && bare < placed && placed < 1.0, "{bare} {placed}");
    }
}
