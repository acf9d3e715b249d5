//! A plain product with its derivative.

use super::parameters::Parameter;
use super::products::{multiply, transpose};
use crate::train::random::Random;

/// A row for each input, a column for each output.
pub struct Dense {
    pub weights: Parameter,
    pub inputs: usize,
}

impl Dense {
    /// Weights evenly spread over ±`range`.
    pub fn new(inputs: usize, outputs: usize, range: f32, random: &mut Random) -> Self {
        Self {
            weights: Parameter::spread(inputs, outputs, range, random),
            inputs,
        }
    }

    pub fn outputs(&self) -> usize {
        self.weights.width
    }

    /// Outputs of a batch of inputs.
    pub fn forward(&self, input: &[f32]) -> Vec<f32> {
        let mut output = vec![0.0; input.len() / self.inputs * self.outputs()];
        multiply(input, &self.weights.weights, &mut output, self.inputs, self.outputs());
        output
    }

    /// Gradient of the inputs from that of the outputs; that of the weights is added up.
    pub fn backward(&mut self, input: &[f32], output: &[f32]) -> Vec<f32> {
        let (count, outputs) = (input.len() / self.inputs, self.outputs());
        multiply(
            &transpose(input, self.inputs),
            output,
            &mut self.weights.gradient,
            count,
            outputs,
        );
        let mut gradient = vec![0.0; input.len()];
        multiply(
            output,
            &transpose(&self.weights.weights, outputs),
            &mut gradient,
            outputs,
            self.inputs,
        );
        gradient
    }
}
