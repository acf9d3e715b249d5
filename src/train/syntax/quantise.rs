//! The float net → the model of small integers that the program uses.

use super::examples::Inventory;
use super::network::{Network, VECTOR_UNIT};
use super::trees::TreeLayer;
use crate::model::syntax::SyntaxModel;
use crate::model::syntax::encoder::{Encoder, GATE_BITS, INPUT_BITS, Layer, NARROW_BITS, VECTOR_BITS};
use crate::model::syntax::inputs::InputTable;
use crate::model::syntax::integers::{IntegerMatrix, nearest_fixed};
use crate::model::syntax::parser::{HIDDEN_BITS, MOVE_BITS, SCORE_BITS, Scorer, TreeParser};
use crate::train::net::{Dense, Parameter, Recurrent, add_scaled, transpose};

/// Rounds all weights of a net.
pub fn quantise(network: &Network, inventory: &Inventory) -> SyntaxModel {
    let tables: Vec<InputTable> = network
        .tables
        .iter()
        .zip(&inventory.keys)
        .map(|(table, keys)| InputTable::quantise(keys, &table.weights, table.width))
        .collect();
    let units: Vec<f32> = tables
        .iter()
        .flat_map(|table| std::iter::repeat_n(table.unit, table.width()))
        .collect();
    let (first, others) = network.layers.split_first().expect("a net has at least one layer");
    SyntaxModel {
        encoder: Encoder {
            first: first_layer(first, &units),
            others: others
                .iter()
                .map(|layer| quantise_layer(layer, &layer.projection.weights.weights, NARROW_BITS))
                .collect(),
            tables,
        },
        tagger: scorer(
            &network.tagger.weights,
            &network.tagger_bias.weights,
            VECTOR_BITS,
            &inventory.tag_counts,
        ),
        parser: network
            .trees
            .as_ref()
            .map(|trees| tree_parser(trees, &inventory.relation_counts)),
        tags: inventory.tags.clone(),
        relations: inventory.relations.clone(),
    }
}

/// The inputs of the first layer are table entries and vectors as they are stored, raised by [`INPUT_BITS`]: their
/// units go into the weights.
fn first_layer(layer: &Recurrent, units: &[f32]) -> Layer {
    let mut weights = layer.projection.weights.weights.clone();
    for (place, row) in weights.chunks_exact_mut(layer.projection.outputs()).enumerate() {
        let unit = units.get(place).copied().unwrap_or(VECTOR_UNIT);
        row.iter_mut().for_each(|weight| *weight *= unit);
    }
    quantise_layer(layer, &weights, INPUT_BITS)
}

/// A layer whose projection has these weights and reads numbers of these bits. The entry of a table stands for a whole
/// number of units, so raising it by `INPUT_BITS` is to read it with as many bits.
fn quantise_layer(layer: &Recurrent, weights: &[f32], input_bits: u32) -> Layer {
    let (inputs, columns) = (layer.projection.inputs, layer.projection.outputs());
    let squeeze = layer.squeeze.as_ref();
    Layer {
        squeeze: squeeze.map(|squeeze| matrix(squeeze, VECTOR_BITS, NARROW_BITS)),
        projection: IntegerMatrix::quantise(&transpose(weights, columns), inputs, input_bits, GATE_BITS),
        bias: numbers(&layer.bias, GATE_BITS),
        width: layer.width,
        window: layer.window,
    }
}

fn tree_parser(trees: &TreeLayer, counts: &[Vec<u32>; 2]) -> TreeParser {
    let (left, right) = trees.relations.weights.split_at(trees.relations.weights.len() / 2);
    let (left_bias, right_bias) = trees.relations_bias.weights.split_at(trees.relations_bias.width / 2);
    let move_units = (1u32 << (MOVE_BITS + HIDDEN_BITS)) as f32;
    TreeParser {
        squeeze: matrix(&trees.squeeze, VECTOR_BITS, NARROW_BITS),
        slots: matrix(&trees.slots, NARROW_BITS, HIDDEN_BITS),
        absent: numbers(&trees.absent, HIDDEN_BITS),
        facts: numbers(&trees.facts, HIDDEN_BITS),
        moves: numbers(&trees.moves, MOVE_BITS),
        moves_bias: std::array::from_fn(|choice| (trees.moves_bias.weights[choice] * move_units).round() as i32),
        relations: [
            scorer(left, left_bias, HIDDEN_BITS, &counts[0]),
            scorer(right, right_bias, HIDDEN_BITS, &counts[1]),
        ],
        root: trees.root,
    }
}

fn matrix(dense: &Dense, input_bits: u32, output_bits: u32) -> IntegerMatrix {
    let rows = transpose(&dense.weights.weights, dense.outputs());
    IntegerMatrix::quantise(&rows, dense.inputs, input_bits, output_bits)
}

/// Scores from numbers of these bits; `weights` has a row for each choice, `counts` says how often it is right. What all
/// choices have in common chooses nothing, and training lets it drift: scores are moved so that the right ones lie around
/// 0, and only those far below them leave their range.
fn scorer(weights: &[f32], bias: &[f32], input_bits: u32, counts: &[u32]) -> Scorer {
    let inputs = weights.len() / bias.len();
    let bias = without_mean(bias, 1, counts);
    Scorer {
        weights: IntegerMatrix::quantise(&without_mean(weights, inputs, counts), inputs, input_bits, SCORE_BITS),
        bias: bias.iter().map(|&value| nearest_fixed(value, SCORE_BITS)).collect(),
    }
}

/// Rows of `width` numbers without their mean, in which each row has the weight of its count.
fn without_mean(rows: &[f32], width: usize, counts: &[u32]) -> Vec<f32> {
    let total = counts.iter().map(|&count| count as f32).sum::<f32>().max(1.0);
    let mut mean = vec![0.0; width];
    for (row, &count) in rows.chunks_exact(width).zip(counts) {
        add_scaled(&mut mean, row, count as f32 / total);
    }
    let centred = rows.iter().zip(mean.iter().cycle());
    centred.map(|(value, mean)| value - mean).collect()
}

fn numbers(parameter: &Parameter, bits: u32) -> Vec<i16> {
    parameter
        .weights
        .iter()
        .map(|&value| nearest_fixed(value, bits))
        .collect()
}
