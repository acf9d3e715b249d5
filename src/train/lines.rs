//! Pages with labelled lines → the weights that tell article text from page furniture.

use serde::Deserialize;

use crate::clean::{LINE_FEATURES, LineFeatures, LineModel, line_features};
use crate::kb::CleaningLists;

/// A page as its lines, each labelled.
#[derive(Clone, Debug, Deserialize)]
pub struct LinePage {
    pub lines: Vec<String>,
    /// 1 where the line is part of the article, 0 where it is furniture.
    pub keep: Vec<u8>,
    /// 1 where a blank line stands before the line.
    pub gap: Vec<u8>,
    /// Lines that hold the title alone: guidelines differ on them, so nothing is learned from them.
    #[serde(default)]
    pub title_lines: Vec<usize>,
}

/// What one line teaches.
struct Example {
    features: [f64; WIDTH],
    is_kept: bool,
}

const WIDTH: usize = LINE_FEATURES.len();
/// Steps of the fit; it has long converged by then.
const STEPS: usize = 30;

impl LinePage {
    /// As many labels as lines?
    pub fn is_complete(&self) -> bool {
        self.keep.len() == self.lines.len() && self.gap.len() == self.lines.len()
    }
}

/// Fits a logistic regression by iteratively reweighted least squares. `penalty` is that of the squares of the weights;
/// the bias, the first of them, has none. The same pages give the same weights.
pub fn train_lines(pages: &[LinePage], lists: &CleaningLists, penalty: f64) -> LineModel {
    let examples: Vec<Example> = pages.iter().flat_map(|page| examples(page, lists)).collect();
    let mut weights = [0.0; WIDTH];
    for _ in 0..STEPS {
        let (gradient, curvature) = slopes(&examples, &weights, penalty);
        let step = solve(curvature, gradient);
        weights.iter_mut().zip(step).for_each(|(weight, step)| *weight -= step);
    }
    LineModel::new(weights.map(|weight| weight as f32))
}

fn examples(page: &LinePage, lists: &CleaningLists) -> Vec<Example> {
    let gaps = page.gap.iter().map(|&gap| gap == 1);
    let lines = page.lines.iter().map(String::as_str).zip(gaps);
    let features: Vec<LineFeatures> = line_features(lines, lists);
    let labelled = features.iter().zip(&page.keep).enumerate();
    let telling = labelled.filter(|(place, _)| !page.title_lines.contains(place));
    telling
        .map(|(_, (features, &keep))| Example {
            features: features.map(f64::from),
            is_kept: keep == 1,
        })
        .collect()
}

type Vector = [f64; WIDTH];
type Matrix = Vec<Vector>;

/// Gradient and second derivatives of the loss.
fn slopes(examples: &[Example], weights: &Vector, penalty: f64) -> (Vector, Matrix) {
    let (mut gradient, mut curvature) = ([0.0; WIDTH], vec![[0.0; WIDTH]; WIDTH]);
    for example in examples {
        let score: f64 = weights.iter().zip(&example.features).map(|(a, b)| a * b).sum();
        let probability = 1.0 / (1.0 + (-score).exp());
        let error = probability - f64::from(u8::from(example.is_kept));
        let certainty = probability * (1.0 - probability);
        for (row, value) in example.features.iter().enumerate().filter(|(_, value)| **value != 0.0) {
            gradient[row] += error * value;
            let factor = certainty * value;
            let cells = curvature[row].iter_mut().zip(&example.features);
            cells.for_each(|(cell, other)| *cell += factor * other);
        }
    }
    for place in 1..WIDTH {
        gradient[place] += penalty * weights[place];
        curvature[place][place] += penalty;
    }
    (gradient, curvature)
}

/// The `x` with `matrix · x = values`, by elimination; `matrix` is symmetric, and positive definite but for features
/// that no page shows, whose weight stays 0.
fn solve(mut matrix: Matrix, mut values: Vector) -> Vector {
    const TINY: f64 = 1e-9;
    for pivot in 0..WIDTH {
        matrix[pivot][pivot] += TINY;
        for row in pivot + 1..WIDTH {
            let factor = matrix[row][pivot] / matrix[pivot][pivot];
            let above = matrix[pivot];
            let cells = matrix[row].iter_mut().zip(above).skip(pivot);
            cells.for_each(|(cell, above)| *cell -= factor * above);
            values[row] -= factor * values[pivot];
        }
    }
    for row in (0..WIDTH).rev() {
        let known: f64 = (row + 1..WIDTH)
            .map(|column| matrix[row][column] * values[column])
            .sum();
        values[row] = (values[row] - known) / matrix[row][row];
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> LinePage {
        let text =
            "The ministers of both states met on the coast and agreed to open the border by the spring of next year.";
        let furniture = ["Home", "World", "Sign in", "Most read", "Share this"];
        let lines: Vec<String> = furniture
            .iter()
            .chain(&[text; 6])
            .chain(&furniture)
            .enumerate()
            .map(|(place, line)| format!("{line}{}", " ".repeat(place % 2)))
            .collect();
        LinePage {
            keep: lines.iter().map(|line| u8::from(line.len() > 20)).collect(),
            gap: vec![0; lines.len()],
            title_lines: Vec::new(),
            lines,
        }
    }

    #[test]
    fn learns_to_tell_text_from_furniture() {
        let (page, lists) = (page(), CleaningLists::embedded().expect("valid"));
        assert!(page.is_complete());
        let model = train_lines(std::slice::from_ref(&page), &lists, 1.0);
        let lines = page.lines.iter().map(|line| (line.as_str(), false));
        for (features, keep) in line_features(lines, &lists).iter().zip(&page.keep) {
            let is_kept = model.probability(features) > 0.5;
            assert_eq!(is_kept, *keep == 1);
        }
    }

    #[test]
    fn solves_what_it_multiplied() {
        let mut matrix = vec![[0.0; WIDTH]; WIDTH];
        for (row, cells) in matrix.iter_mut().enumerate() {
            for (column, cell) in cells.iter_mut().enumerate() {
                *cell = if row == column {
                    9.0
                } else {
                    0.1 * (((row + column) % 3) as f64)
                };
            }
        }
        let wanted: Vector = std::array::from_fn(|place| place as f64 - 7.0);
        let values = std::array::from_fn(|row| matrix[row].iter().zip(&wanted).map(|(a, b)| a * b).sum());
        for (found, wanted) in solve(matrix, values).iter().zip(wanted) {
            assert!((found - wanted).abs() < 1e-6, "{found} {wanted}");
        }
    }
}
