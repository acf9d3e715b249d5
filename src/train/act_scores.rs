//! Annotated sentences and the model of acts → how well it tells acts from other words that rules take for acts.

use std::fmt::Write;

use super::act_corpus::ActExample;
use super::calibration::fit_curve;
use crate::model::acts::ActModel;
use crate::model::curve::Curve;

/// Chances at which the table tells what is kept.
const LIMITS: [f32; 6] = [0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/// What the model says of the words that rules take for acts, those aside on which readers may differ.
pub struct ActScores {
    /// What their features add up to, and whether they tell an act of the rule's type.
    told: Vec<(f32, bool)>,
}

impl ActScores {
    pub fn of(model: &ActModel, examples: &[ActExample]) -> Self {
        let certain = examples.iter().filter(|example| example.weight == 1.0);
        let told = certain.map(|example| (model.log_odds(&example.features), example.chance > 0.5));
        Self { told: told.collect() }
    }

    /// The curve that makes chances of what features add up to.
    pub fn curve(&self) -> Curve {
        fit_curve(&self.told)
    }

    /// The share of acts and of other words whose chance by the curve of the model reaches each limit.
    pub fn to_markdown(&self, model: &ActModel) -> String {
        let share = |limit: f32, is_act: bool| {
            let of_kind = || self.told.iter().filter(|told| told.1 == is_act);
            let kept = of_kind().filter(|told| model.chance(told.0) >= limit).count();
            let all = of_kind().count();
            format!("{:.3} of {all}", kept as f64 / all.max(1) as f64)
        };
        let mut text = "| chance from | acts | other words |\n|---|---|---|\n".to_owned();
        for limit in LIMITS {
            // Writing to a string cannot fail.
            let _ = writeln!(
                text,
                "| {limit:.2} | {} | {} |",
                share(limit, true),
                share(limit, false)
            );
        }
        text
    }
}
