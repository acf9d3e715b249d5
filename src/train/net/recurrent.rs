//! A two-way gated recurrent layer with its derivative; the float twin of `model::syntax::encoder::Layer`.

use std::ops::Range;

use super::dense::Dense;
use super::parameters::Parameter;
use super::products::add;
use crate::model::syntax::encoder::squash;
use crate::train::random::Random;

/// A layer to learn.
pub struct Recurrent {
    /// Narrows the input before the projection.
    pub squeeze: Option<Dense>,
    /// Columns as the rows of `model::syntax::encoder::Layer::projection`.
    pub projection: Dense,
    pub bias: Parameter,
    /// Numbers of one direction.
    pub width: usize,
    /// Words seen at once, odd.
    pub window: usize,
}

/// What a pass through the layer leaves for the way back.
pub struct Pass {
    input: Vec<f32>,
    /// The input as the projection sees it, where it is narrowed.
    squeezed: Vec<f32>,
    /// Candidates and gates before squashing.
    gates: Vec<f32>,
    /// Running averages, `2 · width` for each word.
    averages: Vec<f32>,
}

/// Gates begin rather open than shut.
const FIRST_GATE: f32 = 0.5;

impl Recurrent {
    /// A layer that sees `window` words at once.
    pub fn first(inputs: usize, width: usize, window: usize, random: &mut Random) -> Self {
        let range = (3.0 / (inputs * window) as f32).sqrt();
        Self {
            squeeze: None,
            projection: Dense::new(inputs, window * 4 * width, range, random),
            bias: gate_bias(width),
            width,
            window,
        }
    }

    /// A layer above one of the same width: it narrows its input, and adds it to its output.
    pub fn above(width: usize, squeezed: usize, random: &mut Random) -> Self {
        let inputs = 2 * width;
        Self {
            squeeze: Some(Dense::new(inputs, squeezed, (3.0 / inputs as f32).sqrt(), random)),
            projection: Dense::new(squeezed, 4 * width, (3.0 / squeezed as f32).sqrt(), random),
            bias: gate_bias(width),
            width,
            window: 1,
        }
    }

    /// All weights to learn.
    pub fn parameters(&mut self) -> impl Iterator<Item = &mut Parameter> {
        let squeeze = self.squeeze.iter_mut().map(|squeeze| &mut squeeze.weights);
        squeeze.chain([&mut self.projection.weights, &mut self.bias])
    }

    /// Output of a batch, `2 · width` numbers a word; `sentences` cut the words.
    pub fn forward(&self, input: Vec<f32>, sentences: &[Range<usize>]) -> (Pass, Vec<f32>) {
        let (width, columns) = (self.width, self.projection.outputs());
        let squeezed = self
            .squeeze
            .as_ref()
            .map_or_else(Vec::new, |squeeze| squeeze.forward(&input));
        let products = self
            .projection
            .forward(if self.squeeze.is_some() { &squeezed } else { &input });
        let count = products.len() / columns;
        let mut gates = self.bias.weights.repeat(count);
        for sentence in sentences {
            self.each_window(sentence, |word, seen, part| {
                add(
                    &mut gates[word * 4 * width..][..4 * width],
                    &products[seen * columns + part..][..4 * width],
                );
            });
        }
        let mut averages = vec![0.0; count * 2 * width];
        for sentence in sentences {
            for direction in [Direction::Forward, Direction::Backward] {
                run(&gates, &mut averages, width, sentence, direction);
            }
        }
        let mut output = averages.clone();
        if self.squeeze.is_some() {
            add(&mut output, &input);
        }
        let pass = Pass {
            input,
            squeezed,
            gates,
            averages,
        };
        (pass, output)
    }

    /// Gradient of the input from that of the output; those of the weights are added up.
    pub fn backward(&mut self, pass: &Pass, output: &[f32], sentences: &[Range<usize>]) -> Vec<f32> {
        let (width, columns) = (self.width, self.projection.outputs());
        let count = output.len() / (2 * width);
        let mut gates = vec![0.0; count * 4 * width];
        for sentence in sentences {
            for direction in [Direction::Forward, Direction::Backward] {
                run_back(pass, output, &mut gates, width, sentence, direction);
            }
        }
        let mut products = vec![0.0; count * columns];
        for sentence in sentences {
            self.each_window(sentence, |word, seen, part| {
                products[seen * columns + part..][..4 * width].copy_from_slice(&gates[word * 4 * width..][..4 * width]);
            });
        }
        gates
            .chunks_exact(4 * width)
            .for_each(|gates| add(&mut self.bias.gradient, gates));
        let Some(squeeze) = &mut self.squeeze else {
            return self.projection.backward(&pass.input, &products);
        };
        let squeezed = self.projection.backward(&pass.squeezed, &products);
        let mut input = squeeze.backward(&pass.input, &squeezed);
        add(&mut input, output);
        input
    }

    /// Calls with a word, a word in its window, and where the columns of that place of the window begin.
    fn each_window(&self, sentence: &Range<usize>, mut visit: impl FnMut(usize, usize, usize)) {
        for word in sentence.clone() {
            for place in 0..self.window {
                let seen = (word + place).checked_sub(self.window / 2);
                if let Some(seen) = seen.filter(|seen| sentence.contains(seen)) {
                    visit(word, seen, place * 4 * self.width);
                }
            }
        }
    }
}

fn gate_bias(width: usize) -> Parameter {
    let mut bias = Parameter::zero(1, 4 * width);
    bias.weights[width..2 * width].fill(FIRST_GATE);
    bias.weights[3 * width..].fill(FIRST_GATE);
    bias
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Forward,
    Backward,
}

impl Direction {
    /// The word at a step through a sentence.
    fn word(self, sentence: &Range<usize>, step: usize) -> usize {
        match self {
            Self::Forward => sentence.start + step,
            Self::Backward => sentence.end - 1 - step,
        }
    }

    /// Where the numbers of this direction begin in the gates and in the output of a word.
    fn offsets(self, word: usize, width: usize) -> (usize, usize) {
        let second = usize::from(self == Self::Backward);
        (word * 4 * width + second * 2 * width, word * 2 * width + second * width)
    }
}

fn run(gates: &[f32], averages: &mut [f32], width: usize, sentence: &Range<usize>, direction: Direction) {
    let mut running = vec![0.0; width];
    for step in 0..sentence.len() {
        let (gate, output) = direction.offsets(direction.word(sentence, step), width);
        for (place, running) in running.iter_mut().enumerate() {
            let candidate = squash(gates[gate + place]);
            let keep = open(gates[gate + width + place]);
            *running = candidate + keep * (*running - candidate);
        }
        averages[output..output + width].copy_from_slice(&running);
    }
}

fn run_back(
    pass: &Pass,
    output: &[f32],
    gradient: &mut [f32],
    width: usize,
    sentence: &Range<usize>,
    direction: Direction,
) {
    let mut running = vec![0.0; width];
    for step in (0..sentence.len()).rev() {
        let (gate, here) = direction.offsets(direction.word(sentence, step), width);
        let before = (step > 0).then(|| direction.offsets(direction.word(sentence, step - 1), width).1);
        for (place, running) in running.iter_mut().enumerate() {
            *running += output[here + place];
            let (raw, raw_keep) = (pass.gates[gate + place], pass.gates[gate + width + place]);
            let (candidate, keep) = (squash(raw), open(raw_keep));
            let before = before.map_or(0.0, |before| pass.averages[before + place]);
            gradient[gate + place] = *running * (1.0 - keep) * squash_slope(raw);
            gradient[gate + width + place] = *running * (before - candidate) * 0.25 * squash_slope(raw_keep / 2.0);
            *running *= keep;
        }
    }
}

/// The logistic function, nearly, as the encoder computes it.
fn open(x: f32) -> f32 {
    0.5 + 0.5 * squash(x / 2.0)
}

/// Derivative of [`squash`].
fn squash_slope(x: f32) -> f32 {
    let square = x.clamp(-3.0, 3.0).powi(2);
    let slope = (9.0 - square) / (3.0 * (3.0 + square));
    slope * slope
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The derivative against the difference quotient.
    #[test]
    fn gradients_are_those_of_the_output() {
        let mut random = Random::new(7);
        let sentences = [0..4, 4..7];
        let inputs = 4;
        let layers = [
            Recurrent::first(inputs, 2, 3, &mut random),
            Recurrent::above(2, 3, &mut random),
        ];
        for mut layer in layers {
            let input: Vec<f32> = (0..7 * inputs).map(|n| ((n * 13 % 11) as f32 - 5.0) / 5.0).collect();
            let weights: Vec<f32> = (0..7 * 4).map(|n| ((n * 5 % 7) as f32 - 3.0) / 3.0).collect();
            let value = |layer: &Recurrent, input: &[f32]| -> f32 {
                let (_, output) = layer.forward(input.to_vec(), &sentences);
                output.iter().zip(&weights).map(|(a, b)| a * b).sum()
            };
            let (pass, _) = layer.forward(input.clone(), &sentences);
            let gradient = layer.backward(&pass, &weights, &sentences);
            let close = |slope: f32, up: f32, down: f32| assert!((slope - (up - down) / 0.02).abs() < 0.01, "{slope}");
            for place in [0, 5, 13, 27] {
                let moved = |by: f32| {
                    let mut input = input.clone();
                    input[place] += by;
                    value(&layer, &input)
                };
                close(gradient[place], moved(0.01), moved(-0.01));
            }
            for place in [0, 3, 9] {
                let slope = layer.projection.weights.gradient[place];
                let mut moved = |by: f32| {
                    layer.projection.weights.weights[place] += by;
                    let value = value(&layer, &input);
                    layer.projection.weights.weights[place] -= by;
                    value
                };
                close(slope, moved(0.01), moved(-0.01));
            }
        }
    }
}
