//! The float net → the model of small integers that the program uses.

use super::examples::Inventory;
use super::network::{Network, VECTOR_UNIT};
use super::trees::TreeLayer;
use crate::model::syntax::SyntaxModel;
use crate::model::syntax::encoder::{Encoder, Layer};
use crate::model::syntax::inputs::InputTable;
use crate::model::syntax::integers::{ACTIVATION_BITS, IntegerMatrix, activation};
use crate::model::syntax::parser::{HIDDEN_SHIFT, Scorer, TreeParser};
use crate::train::net::{Dense, Parameter, Recurrent, transpose};

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
                .map(|layer| quantise_layer(layer, &layer.projection.weights.weights))
                .collect(),
            tables,
        },
        tagger: scorer(&network.tagger, &network.tagger_bias, ACTIVATION_BITS),
        parser: network.trees.as_ref().map(tree_parser),
        tags: inventory.tags.clone(),
        relations: inventory.relations.clone(),
    }
}

/// The inputs of the first layer are table entries and vectors as they are stored: their units go into the weights.
fn first_layer(layer: &Recurrent, units: &[f32]) -> Layer {
    let mut weights = layer.projection.weights.weights.clone();
    let activation_units = (1u32 << ACTIVATION_BITS) as f32;
    for (place, row) in weights.chunks_exact_mut(layer.projection.outputs()).enumerate() {
        let unit = units.get(place).copied().unwrap_or(VECTOR_UNIT) * activation_units;
        row.iter_mut().for_each(|weight| *weight *= unit);
    }
    quantise_layer(layer, &weights)
}

fn quantise_layer(layer: &Recurrent, weights: &[f32]) -> Layer {
    let (inputs, columns) = (layer.projection.inputs, layer.projection.outputs());
    Layer {
        squeeze: layer.squeeze.as_ref().map(matrix),
        projection: IntegerMatrix::quantise(&transpose(weights, columns), columns, inputs),
        bias: activations(&layer.bias),
        width: layer.width,
        window: layer.window,
    }
}

fn tree_parser(trees: &TreeLayer) -> TreeParser {
    let hidden_bits = ACTIVATION_BITS - HIDDEN_SHIFT;
    TreeParser {
        squeeze: matrix(&trees.squeeze),
        slots: matrix(&trees.slots),
        absent: activations(&trees.absent),
        facts: activations(&trees.facts),
        moves: scorer(&trees.moves, &trees.moves_bias, hidden_bits),
        relations: scorer(&trees.relations, &trees.relations_bias, hidden_bits),
        root: trees.root,
    }
}

fn matrix(dense: &Dense) -> IntegerMatrix {
    let columns = dense.outputs();
    IntegerMatrix::quantise(&transpose(&dense.weights.weights, columns), columns, dense.inputs)
}

fn scorer(weights: &Parameter, bias: &Parameter, input_bits: u32) -> Scorer {
    let weights = IntegerMatrix::quantise(&weights.weights, bias.width, weights.width);
    let bias = bias.weights.iter().map(|&value| weights.score_units(value, input_bits));
    Scorer {
        bias: bias.collect(),
        weights,
    }
}

fn activations(parameter: &Parameter) -> Vec<i16> {
    parameter.weights.iter().map(|&value| activation(value)).collect()
}
