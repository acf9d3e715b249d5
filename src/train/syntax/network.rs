//! The tagger and parser as a float net: a batch of sentences forward through it, and back.

use std::ops::Range;

use super::examples::{Example, Inventory};
use super::trees::TreeLayer;
use crate::model::syntax::inputs::{SHAPE, TABLES, WIDTHS, WORD};
use crate::train::net::{Parameter, Pass, Recurrent, Step, add, multiply, scale, softmax, transpose};
use crate::train::random::Random;

/// Sizes of the net and how it is kept from learning by heart; chosen on the development trees.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Numbers of one direction of the encoder.
    pub width: usize,
    pub layers: usize,
    /// Words that the first layer sees at once.
    pub window: usize,
    /// Numbers to which layers above the first narrow their input.
    pub squeezed: usize,
    /// Numbers to which the parser narrows word vectors.
    pub slot_squeezed: usize,
    /// Numbers of the parser's hidden layer.
    pub hidden: usize,
    /// Shares of numbers set to 0 in training: inputs, encoder layers, hidden layer.
    pub dropped_inputs: f32,
    pub dropped_layers: f32,
    pub dropped_hidden: f32,
}

/// A word seen `n` times is read as unknown in this share `RARE / (RARE + n)` of its uses.
const RARE: f32 = 0.25;
/// Share of words read as unknown however frequent, and of words read without their vector.
const FORGOTTEN: f32 = 0.02;
/// Share of sentences read without what capital letters tell.
const UNINFORMATIVE: f32 = 0.06;
/// What one unit of a word vector stands for.
pub const VECTOR_UNIT: f32 = 1.0 / 40.0;
/// Gradients longer than this are shortened to it.
const LONGEST_GRADIENT: f32 = 5.0;

pub struct Network {
    pub shape: Shape,
    pub tables: Vec<Parameter>,
    pub layers: Vec<Recurrent>,
    /// A row for each tag.
    pub tagger: Parameter,
    pub tagger_bias: Parameter,
    pub trees: Option<TreeLayer>,
    input_width: usize,
    uninformative: Option<u32>,
    random: Random,
}

/// What went wrong in a batch: sums of negative logarithms.
#[derive(Clone, Copy, Debug, Default)]
pub struct Loss {
    pub tags: f32,
    pub moves: f32,
    pub relations: f32,
}

/// A batch on its way through the encoder.
struct Encoded {
    sentences: Vec<Range<usize>>,
    rows: Vec<[Option<u32>; TABLES]>,
    input_mask: Vec<f32>,
    passes: Vec<Pass>,
    masks: Vec<Vec<f32>>,
    vectors: Vec<f32>,
}

impl Network {
    /// A net that knows nothing yet; without trees it learns to tag only.
    pub fn new(shape: Shape, inventory: &Inventory, vector_width: usize, with_trees: bool, seed: u64) -> Self {
        let mut random = Random::new(seed);
        let input_width = WIDTHS.iter().sum::<usize>() + vector_width;
        let tables = inventory
            .keys
            .iter()
            .zip(WIDTHS)
            .map(|(keys, width)| Parameter::table(keys.len(), width, 0.5 / (width as f32).sqrt(), &mut random));
        let tables = tables.collect();
        let encoded = 2 * shape.width;
        let layers = (0..shape.layers).map(|layer| match layer {
            0 => Recurrent::first(input_width, shape.width, shape.window, &mut random),
            _ => Recurrent::above(shape.width, shape.squeezed, &mut random),
        });
        let layers = layers.collect();
        let tags = inventory.tags.len();
        let range = (6.0 / (encoded + tags) as f32).sqrt();
        Self {
            shape,
            tables,
            layers,
            tagger: Parameter::spread(tags, encoded, range, &mut random),
            tagger_bias: Parameter::zero(1, tags),
            trees: with_trees.then(|| TreeLayer::new(encoded, shape, inventory, &mut random)),
            input_width,
            uninformative: inventory.uninformative_shape(),
            random,
        }
    }

    /// Adds the gradients of a batch; in `exploration` of the moves the parser goes its own way, right or wrong.
    pub fn learn(&mut self, batch: &[&Example], exploration: f32) -> Loss {
        let encoded = self.encode(batch);
        let mut gradient = vec![0.0; encoded.vectors.len()];
        let mut loss = Loss {
            tags: self.learn_tags(batch, &encoded, &mut gradient),
            ..Loss::default()
        };
        if let Some(trees) = &mut self.trees {
            let dropped = self.shape.dropped_hidden;
            let (vectors, sentences) = (&encoded.vectors, &encoded.sentences);
            let random = &mut self.random;
            (loss.moves, loss.relations) =
                trees.learn(batch, vectors, sentences, exploration, dropped, random, &mut gradient);
        }
        self.learn_encoder(&encoded, gradient);
        loss
    }

    /// Moves all weights against their gradients; `number` counts from 1.
    pub fn step(&mut self, number: i32, rate: f32) {
        let size: f32 = self
            .parameters()
            .iter()
            .map(|parameter| parameter.gradient_size())
            .sum();
        let factor = (LONGEST_GRADIENT / size.sqrt().max(1e-9)).min(1.0);
        for parameter in self.parameters() {
            parameter.learn(Step { number, rate, factor });
        }
    }

    /// Exchanges all weights with their running averages.
    pub fn exchange_average(&mut self) {
        self.parameters().into_iter().for_each(Parameter::exchange_average);
    }

    fn parameters(&mut self) -> Vec<&mut Parameter> {
        let mut parameters: Vec<&mut Parameter> = self.tables.iter_mut().collect();
        for layer in &mut self.layers {
            parameters.extend(layer.parameters());
        }
        parameters.extend([&mut self.tagger, &mut self.tagger_bias]);
        parameters.extend(self.trees.iter_mut().flat_map(TreeLayer::parameters));
        parameters
    }

    fn encode(&mut self, batch: &[&Example]) -> Encoded {
        let mut sentences = Vec::with_capacity(batch.len());
        let (mut values, mut rows) = (Vec::new(), Vec::new());
        for example in batch {
            sentences.push(rows.len()..rows.len() + example.words.len());
            self.read_sentence(example, &mut values, &mut rows);
        }
        let input_mask = mask(values.len(), self.shape.dropped_inputs, &mut self.random);
        scale(&mut values, &input_mask);
        let (mut passes, mut masks) = (Vec::new(), Vec::new());
        for layer in &self.layers {
            let (pass, mut output) = layer.forward(values, &sentences);
            let mask = mask(output.len(), self.shape.dropped_layers, &mut self.random);
            scale(&mut output, &mask);
            passes.push(pass);
            masks.push(mask);
            values = output;
        }
        Encoded {
            sentences,
            rows,
            input_mask,
            passes,
            masks,
            vectors: values,
        }
    }

    /// Appends the input of a sentence's words, some of it left out.
    fn read_sentence(&mut self, example: &Example, values: &mut Vec<f32>, rows: &mut Vec<[Option<u32>; TABLES]>) {
        let is_uninformative = self.random.fraction() < UNINFORMATIVE;
        for word in &example.words {
            let mut seen = word.rows;
            let unknown = RARE / (RARE + word.count as f32);
            if self.random.fraction() < unknown || self.random.fraction() < FORGOTTEN {
                seen[WORD] = None;
            }
            if is_uninformative {
                seen[SHAPE] = self.uninformative;
            }
            for (table, row) in self.tables.iter().zip(seen) {
                match row {
                    Some(row) => values.extend_from_slice(table.row(row as usize)),
                    None => values.resize(values.len() + table.width, 0.0),
                }
            }
            let known = word.known.filter(|_| self.random.fraction() >= FORGOTTEN);
            values.extend(known.into_iter().flatten().map(|&value| f32::from(value) * VECTOR_UNIT));
            rows.push(seen);
            values.resize(rows.len() * self.input_width, 0.0);
        }
    }

    /// Loss of the tags; adds to the gradient of the vectors.
    fn learn_tags(&mut self, batch: &[&Example], encoded: &Encoded, gradient: &mut [f32]) -> f32 {
        let (width, tags) = (self.tagger.width, self.tagger_bias.width);
        let mut scores = self.tagger_bias.weights.repeat(encoded.rows.len());
        multiply(
            &encoded.vectors,
            &transpose(&self.tagger.weights, width),
            &mut scores,
            width,
            tags,
        );
        let mut loss = 0.0;
        let gold = batch.iter().flat_map(|example| &example.tags);
        for (scores, &gold) in scores.chunks_exact_mut(tags).zip(gold) {
            softmax(scores);
            loss -= scores[usize::from(gold)].max(1e-9).ln();
            scores[usize::from(gold)] -= 1.0;
            add(&mut self.tagger_bias.gradient, scores);
        }
        multiply(
            &transpose(&scores, tags),
            &encoded.vectors,
            &mut self.tagger.gradient,
            encoded.rows.len(),
            width,
        );
        multiply(&scores, &self.tagger.weights, gradient, tags, width);
        loss
    }

    /// Takes the gradient of the vectors back to the input tables.
    fn learn_encoder(&mut self, encoded: &Encoded, mut gradient: Vec<f32>) {
        let passes = encoded.passes.iter().zip(&encoded.masks);
        for (layer, (pass, mask)) in self.layers.iter_mut().zip(passes).rev() {
            scale(&mut gradient, mask);
            gradient = layer.backward(pass, &gradient, &encoded.sentences);
        }
        scale(&mut gradient, &encoded.input_mask);
        for (rows, gradient) in encoded.rows.iter().zip(gradient.chunks_exact(self.input_width)) {
            let mut first = 0;
            for (table, row) in self.tables.iter_mut().zip(rows) {
                if let Some(row) = row {
                    add(table.gradient_row(*row as usize), &gradient[first..]);
                }
                first += table.width;
            }
        }
    }
}

/// Factors that set a share of numbers to 0 and keep the sum of all on average (Srivastava et al. 2014).
pub fn mask(len: usize, dropped: f32, random: &mut Random) -> Vec<f32> {
    let kept = 1.0 / (1.0 - dropped);
    let factor = |_| if random.fraction() < dropped { 0.0 } else { kept };
    (0..len).map(factor).collect()
}
