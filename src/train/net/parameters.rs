//! Gradients → better weights: Adam, with running averages of the weights.

use crate::train::random::Random;

/// A matrix to learn, its gradient and the state of its optimiser.
pub struct Parameter {
    /// Numbers of one row.
    pub width: usize,
    pub weights: Vec<f32>,
    pub gradient: Vec<f32>,
    first_moment: Vec<f32>,
    second_moment: Vec<f32>,
    /// Running average of the weights: what is used in the end.
    average: Vec<f32>,
    /// Rows with a gradient, for tables of which a batch reads few rows.
    touched: Option<Touched>,
}

#[derive(Default)]
struct Touched {
    rows: Vec<u32>,
    is_touched: Vec<bool>,
}

/// How weights move at one step.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// Number of the step, from 1.
    pub number: i32,
    pub rate: f32,
    /// Gradients are multiplied by this.
    pub factor: f32,
}

impl Parameter {
    /// Weights evenly spread over ±`range`.
    pub fn spread(rows: usize, width: usize, range: f32, random: &mut Random) -> Self {
        let weights: Vec<f32> = (0..rows * width)
            .map(|_| (random.fraction() * 2.0 - 1.0) * range)
            .collect();
        Self {
            width,
            gradient: vec![0.0; weights.len()],
            first_moment: vec![0.0; weights.len()],
            second_moment: vec![0.0; weights.len()],
            average: weights.clone(),
            weights,
            touched: None,
        }
    }

    /// All weights 0.
    pub fn zero(rows: usize, width: usize) -> Self {
        Self::spread(rows, width, 0.0, &mut Random::new(0))
    }

    /// A table: rows without a gradient stay as they are.
    pub fn table(rows: usize, width: usize, range: f32, random: &mut Random) -> Self {
        Self {
            touched: Some(Touched {
                rows: Vec::new(),
                is_touched: vec![false; rows],
            }),
            ..Self::spread(rows, width, range, random)
        }
    }

    pub fn row(&self, row: usize) -> &[f32] {
        &self.weights[row * self.width..][..self.width]
    }

    /// The gradient of a row, to add to.
    pub fn gradient_row(&mut self, row: usize) -> &mut [f32] {
        if let Some(touched) = &mut self.touched
            && !touched.is_touched[row]
        {
            touched.is_touched[row] = true;
            touched.rows.push(row as u32);
        }
        &mut self.gradient[row * self.width..][..self.width]
    }

    /// Sum of the squares of the gradient.
    pub fn gradient_size(&self) -> f32 {
        let squares = |values: &[f32]| values.iter().map(|value| value * value).sum::<f32>();
        match &self.touched {
            Some(touched) => {
                let rows = touched.rows.iter().map(|&row| row as usize * self.width);
                rows.map(|start| squares(&self.gradient[start..start + self.width]))
                    .sum()
            }
            None => squares(&self.gradient),
        }
    }

    /// Moves the weights against the gradient and clears it.
    pub fn learn(&mut self, step: Step) {
        match &mut self.touched {
            Some(touched) => {
                let rows = std::mem::take(&mut touched.rows);
                for row in rows {
                    if let Some(touched) = &mut self.touched {
                        touched.is_touched[row as usize] = false;
                    }
                    let start = row as usize * self.width;
                    self.learn_range(step, start, start + self.width);
                }
            }
            None => self.learn_range(step, 0, self.weights.len()),
        }
        // Early averages forget the first weights fast.
        let number = step.number as f32;
        let keeps = AVERAGE_KEEPS.min((1.0 + number) / (10.0 + number));
        for (average, weight) in self.average.iter_mut().zip(&self.weights) {
            *average += (1.0 - keeps) * (weight - *average);
        }
    }

    /// Kingma and Ba (2015).
    fn learn_range(&mut self, step: Step, start: usize, end: usize) {
        let unbias = |keeps: f32| 1.0 / (1.0 - keeps.powi(step.number));
        let (first_unbias, second_unbias) = (unbias(FIRST_KEEPS), unbias(SECOND_KEEPS));
        let moments = self.first_moment[start..end]
            .iter_mut()
            .zip(&mut self.second_moment[start..end]);
        let values = self.weights[start..end].iter_mut().zip(&mut self.gradient[start..end]);
        for ((weight, gradient), (first, second)) in values.zip(moments) {
            let slope = std::mem::take(gradient) * step.factor;
            *first = FIRST_KEEPS * *first + (1.0 - FIRST_KEEPS) * slope;
            *second = SECOND_KEEPS * *second + (1.0 - SECOND_KEEPS) * slope * slope;
            *weight -= step.rate * (*first * first_unbias) / ((*second * second_unbias).sqrt() + 1e-8);
        }
    }

    /// Exchanges the weights with their running average.
    pub fn exchange_average(&mut self) {
        std::mem::swap(&mut self.weights, &mut self.average);
    }
}

/// Decay of the running averages; the second is lower than usual, which suits rare words.
const FIRST_KEEPS: f32 = 0.9;
const SECOND_KEEPS: f32 = 0.98;
const AVERAGE_KEEPS: f32 = 0.998;
