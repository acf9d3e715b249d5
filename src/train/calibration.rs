//! What a model says of held-out examples, with whether it is right → how probable that makes them.

use crate::model::curve::Curve;
use crate::model::names::Confidence;

/// Steps of the fit; Newton's method has long converged by then.
const STEPS: usize = 50;

/// A name that the model found in a held-out text.
#[derive(Clone, Copy, Debug)]
pub struct Outcome {
    /// In units of training.
    pub margin: f32,
    /// The rules find it too.
    pub is_shared: bool,
    pub is_right: bool,
}

/// Fits the curves of both kinds of names.
pub fn fit_confidence(outcomes: &[Outcome]) -> Confidence {
    let of_kind = |is_shared: bool| {
        let kind = outcomes.iter().filter(|outcome| outcome.is_shared == is_shared);
        fit_curve(
            &kind
                .map(|outcome| (outcome.margin, outcome.is_right))
                .collect::<Vec<_>>(),
        )
    };
    Confidence {
        shared: of_kind(true),
        alone: of_kind(false),
    }
}

/// Fits a logistic curve (Platt 1999, with his smoothed targets) to margins in training units.
/// Without names of both outcomes the default curve is kept.
pub(super) fn fit_curve(outcomes: &[(f32, bool)]) -> Curve {
    let right = outcomes.iter().filter(|outcome| outcome.1).count() as f64;
    let wrong = outcomes.len() as f64 - right;
    if right == 0.0 || wrong == 0.0 {
        return Curve::default();
    }
    let target = |is_right| {
        if is_right {
            (right + 1.0) / (right + 2.0)
        } else {
            1.0 / (wrong + 2.0)
        }
    };
    let (mut slope, mut offset) = (0.0f64, 0.0f64);
    for _ in 0..STEPS {
        let (mut gradient, mut curvature) = ([0.0; 2], [1e-6, 0.0, 1e-6]);
        for &(margin, is_right) in outcomes {
            let margin = f64::from(margin);
            let probability = 1.0 / (1.0 + (-(slope * margin + offset)).exp());
            let (error, weight) = (probability - target(is_right), probability * (1.0 - probability));
            gradient = [gradient[0] + error * margin, gradient[1] + error];
            curvature[0] += weight * margin * margin;
            curvature[1] += weight * margin;
            curvature[2] += weight;
        }
        let determinant = curvature[0] * curvature[2] - curvature[1] * curvature[1];
        slope -= (curvature[2] * gradient[0] - curvature[1] * gradient[1]) / determinant;
        offset -= (curvature[0] * gradient[1] - curvature[1] * gradient[0]) / determinant;
    }
    Curve {
        slope: slope as f32,
        offset: offset as f32,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curve_follows_the_shares() {
        let outcomes: Vec<(f32, bool)> = (0..400).map(|n| ((n % 4) as f32, n % 4 * 100 > (n / 4) * 3)).collect();
        let curve = fit_curve(&outcomes);
        assert!(curve.probability(0.0) < 0.1 && curve.probability(3.0) > 0.9);
        assert!((curve.probability(1.5) - 0.5).abs() < 0.1);
    }

    #[test]
    fn without_wrong_names_there_is_nothing_to_fit() {
        assert_eq!(fit_curve(&[(1.0, true)]), Curve::default());
        assert_eq!(fit_confidence(&[]), Confidence::default());
    }
}
