//! Words → one vector each that knows the words around it: two-way gated averages over learned inputs.
//!
//! The layers are quasi-recurrent (Bradbury et al. 2017): candidates and gates of all words come from one
//! product, and only the running average `c = g·c + (1 − g)·z` goes from word to word, in both directions. What the
//! first layer reads of a word depends on its spelling alone, so it is computed once and kept.

use super::inputs::{InputTable, input_keys};
use super::integers::{ACTIVATION_BITS, IntegerMatrix, activation, read_u32};
use crate::model::clusters::WordClusters;
use crate::model::vectors::WordVectors;
use crate::model::words::{Casing, WordFeatures, word_features};

/// A recurrent layer. Its projection has `window · 4 · width` rows: for each place of the window, forward
/// candidates, forward gates, backward candidates, backward gates.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// Narrows the input before the projection.
    pub squeeze: Option<IntegerMatrix>,
    pub projection: IntegerMatrix,
    /// In activation units.
    pub bias: Vec<i16>,
    /// Numbers of one direction.
    pub width: usize,
    /// Words that one output sees at once, an odd number.
    pub window: usize,
}

impl Layer {
    /// Numbers of one input.
    pub fn inputs(&self) -> usize {
        self.squeeze.as_ref().unwrap_or(&self.projection).cols()
    }
}

/// What the encoder knows.
#[derive(Clone, Debug, PartialEq)]
pub struct Encoder {
    pub tables: Vec<InputTable>,
    pub first: Layer,
    /// They see one word at a time and add to what they read.
    pub others: Vec<Layer>,
}

/// First-layer products of words seen before.
#[derive(Clone, Debug, Default)]
pub struct WordCache {
    keys: Vec<u64>,
    products: Vec<i16>,
}

/// Words kept in a [`WordCache`]; a power of two.
const CACHED: usize = 1 << 12;

/// What is known of words from much text, besides the encoder's own tables.
#[derive(Clone, Copy)]
pub struct Lexicon<'m> {
    pub clusters: &'m WordClusters,
    pub vectors: &'m WordVectors,
}

/// A sentence to read.
#[derive(Clone, Copy)]
pub struct Spelled<'s> {
    pub words: &'s [&'s str],
    pub casing: Casing,
}

/// Buffers for one sentence after another.
#[derive(Clone, Debug, Default)]
pub struct EncoderBuffers {
    input: Vec<i16>,
    gates: Vec<i16>,
    running: Vec<f32>,
    spare: Vec<i16>,
}

impl Encoder {
    /// Numbers of an output vector.
    pub fn width(&self) -> usize {
        2 * self.first.width
    }

    /// Writes one vector for each word to `vectors`, in activation units.
    pub fn encode(
        &self,
        sentence: Spelled,
        lexicon: Lexicon,
        cache: &mut WordCache,
        buffers: &mut EncoderBuffers,
        vectors: &mut Vec<i16>,
    ) {
        self.read_words(sentence, lexicon, cache, buffers);
        vectors.clear();
        vectors.resize(sentence.words.len() * self.width(), 0);
        self.first.recur(&buffers.gates, &mut buffers.running, vectors);
        for layer in &self.others {
            layer.project(vectors, &mut buffers.spare, &mut buffers.gates);
            for gates in buffers.gates.chunks_exact_mut(layer.bias.len()) {
                add_to(gates, &layer.bias);
            }
            std::mem::swap(vectors, &mut buffers.spare);
            vectors.clear();
            vectors.resize(sentence.words.len() * self.width(), 0);
            layer.recur(&buffers.gates, &mut buffers.running, vectors);
            add_to(vectors, &buffers.spare);
        }
    }

    /// Gates of the first layer: every word adds to those of the words that have it in their window.
    fn read_words(&self, sentence: Spelled, lexicon: Lexicon, cache: &mut WordCache, buffers: &mut EncoderBuffers) {
        let (gate_count, half) = (self.first.bias.len(), self.first.window / 2);
        buffers.gates.clear();
        let words = sentence.words;
        for _ in words {
            buffers.gates.extend_from_slice(&self.first.bias);
        }
        for (place, word) in words.iter().enumerate() {
            let product = self.product(word, sentence.casing, lexicon, cache, &mut buffers.input);
            for (offset, part) in product.chunks_exact(gate_count).enumerate() {
                let reader = (place + half)
                    .checked_sub(offset)
                    .filter(|&reader| reader < words.len());
                if let Some(reader) = reader {
                    add_to(&mut buffers.gates[reader * gate_count..][..gate_count], part);
                }
            }
        }
    }

    fn product<'c>(
        &self,
        word: &str,
        casing: Casing,
        lexicon: Lexicon,
        cache: &'c mut WordCache,
        input: &mut Vec<i16>,
    ) -> &'c [i16] {
        let length = self.first.projection.rows();
        if cache.products.len() != CACHED * length {
            cache.keys = vec![0; CACHED];
            cache.products = vec![0; CACHED * length];
        }
        let key = cache_key(word, casing);
        let place = key as usize & (CACHED - 1);
        if cache.keys[place] != key {
            let features = word_features(word, casing, lexicon.clusters);
            self.read_word(&features, lexicon.vectors, input);
            let mut product = Vec::new();
            self.first.projection.multiply(input, &mut product);
            cache.products[place * length..][..length].copy_from_slice(&product);
            cache.keys[place] = key;
        }
        &cache.products[place * length..][..length]
    }

    /// The inputs of a word side by side, zeros where a table does not know it.
    fn read_word(&self, word: &WordFeatures, known: &WordVectors, input: &mut Vec<i16>) {
        input.clear();
        for (table, key) in self.tables.iter().zip(input_keys(word)) {
            match table.get(key) {
                Some(values) => input.extend(values.iter().map(|&value| i16::from(value))),
                None => input.resize(input.len() + table.width(), 0),
            }
        }
        if let Some(values) = known.get(word.lower) {
            input.extend(values.iter().map(|&value| i16::from(value)));
        }
        input.resize(self.first.projection.cols(), 0);
    }
}

impl Layer {
    /// Products of all words, in the units of their vectors.
    fn project(&self, vectors: &[i16], narrowed: &mut Vec<i16>, gates: &mut Vec<i16>) {
        match &self.squeeze {
            Some(squeeze) => {
                squeeze.multiply_all(vectors, narrowed);
                self.projection.multiply_all(narrowed, gates);
            }
            None => self.projection.multiply_all(vectors, gates),
        }
    }

    /// Runs the gated averages over a sentence; `output` holds `2 · width` numbers for each word.
    fn recur(&self, gates: &[i16], running: &mut Vec<f32>, output: &mut [i16]) {
        let width = self.width;
        let (gate_rows, output_rows) = (gates.chunks_exact(4 * width), output.chunks_exact_mut(2 * width));
        running.clear();
        running.resize(width, 0.0);
        for (gates, output) in gate_rows.clone().zip(output_rows) {
            average(&gates[..2 * width], running, &mut output[..width]);
        }
        running.fill(0.0);
        for (gates, output) in gate_rows.rev().zip(output.chunks_exact_mut(2 * width).rev()) {
            average(&gates[2 * width..], running, &mut output[width..]);
        }
    }

    /// Layout: width, window and whether there is a squeeze as `u32`, bias, projection, squeeze.
    pub fn encode(&self, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(&(self.width as u32).to_le_bytes());
        bytes.extend_from_slice(&(self.window as u32).to_le_bytes());
        bytes.extend_from_slice(&u32::from(self.squeeze.is_some()).to_le_bytes());
        bytes.extend(self.bias.iter().flat_map(|value| value.to_le_bytes()));
        self.projection.encode(bytes);
        self.squeeze.iter().for_each(|squeeze| squeeze.encode(bytes));
    }

    /// The layer at the head of `bytes`, which moves on; `None` where they end early or do not fit together.
    pub fn decode(bytes: &mut &[u8]) -> Option<Self> {
        let (width, window) = (read_u32(bytes)? as usize, read_u32(bytes)? as usize);
        let has_squeeze = read_u32(bytes)? == 1;
        let (bias, rest) = bytes.split_at_checked(width.checked_mul(8)?)?;
        *bytes = rest;
        let layer = Self {
            projection: IntegerMatrix::decode(bytes)?,
            bias: bias
                .chunks_exact(2)
                .map(|pair| i16::from_le_bytes([pair[0], pair[1]]))
                .collect(),
            width,
            window,
            squeeze: match has_squeeze {
                true => Some(IntegerMatrix::decode(bytes)?),
                false => None,
            },
        };
        let squeeze_fits = layer
            .squeeze
            .as_ref()
            .is_none_or(|squeeze| squeeze.rows() == layer.projection.cols());
        let fits = squeeze_fits
            && !window.is_multiple_of(2)
            && width > 0
            && layer.projection.rows() == window.checked_mul(4 * width)?;
        fits.then_some(layer)
    }
}

/// Differs where the features of words differ; not 0, which marks empty places.
fn cache_key(word: &str, casing: Casing) -> u64 {
    let seed = u64::from(casing == Casing::Uninformative);
    xxhash_rust::xxh3::xxh3_64_with_seed(word.as_bytes(), seed).max(1)
}

/// One step of the running average of one direction.
fn average(gates: &[i16], running: &mut [f32], output: &mut [i16]) {
    const UNIT: f32 = 1.0 / (1 << ACTIVATION_BITS) as f32;
    let (candidates, keeps) = gates.split_at(running.len());
    for (((candidate, keep), running), output) in candidates.iter().zip(keeps).zip(running).zip(output) {
        let candidate = squash(f32::from(*candidate) * UNIT);
        let keep = 0.5 + 0.5 * squash(f32::from(*keep) * (UNIT / 2.0));
        *running = candidate + keep * (*running - candidate);
        *output = activation(*running);
    }
}

/// The hyperbolic tangent, nearly: ±1 from ±3 on. Training uses the same function.
#[inline]
pub fn squash(x: f32) -> f32 {
    let x = x.clamp(-3.0, 3.0);
    let square = x * x;
    x * (27.0 + square) / (27.0 + 9.0 * square)
}

/// Adds numbers in activation units.
#[inline]
pub fn add_to(sums: &mut [i16], values: &[i16]) {
    for (sum, value) in sums.iter_mut().zip(values) {
        *sum = sum.saturating_add(*value);
    }
}
