//! Words → one vector each that knows the words around it: two-way gated averages over learned inputs.
//!
//! The layers are quasi-recurrent (Bradbury et al. 2017): candidates and gates of all words come from one
//! product, and only the running average `c = g·c + (1 − g)·z` goes from word to word, in both directions. What the
//! first layer reads of a word depends on its spelling alone, so it is computed once and kept.

use pulp::{Simd, WithSimd};

use super::inputs::{InputTable, input_keys};
use super::integers::{IntegerMatrix, add_to, encode_numbers, fixed, read_numbers, read_u32, wide};
use crate::model::clusters::WordClusters;
use crate::model::vectors::WordVectors;
use crate::model::words::{Casing, WordFeatures, word_features};

/// Bits of word vectors: ±4.
pub const VECTOR_BITS: u32 = 13;
/// Bits of candidates and gates before squashing: ±16.
pub const GATE_BITS: u32 = 11;
/// Bits of the narrowed input of a layer: ±16.
pub const NARROW_BITS: u32 = 11;
/// Bits by which table entries are raised before they are multiplied.
pub const INPUT_BITS: u32 = 7;

/// A recurrent layer. Its projection has `window · 4 · width` rows: for each place of the window, forward
/// candidates, forward gates, backward candidates, backward gates.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// Narrows the input before the projection.
    pub squeeze: Option<IntegerMatrix>,
    pub projection: IntegerMatrix,
    /// With [`GATE_BITS`].
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
const CACHED: usize = 1 << 13;

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
    /// Words that the cache does not hold: place in the sentence and key.
    unseen: Vec<(usize, u64)>,
    gates: Vec<i16>,
    running: Vec<f32>,
    spare: Vec<i16>,
}

impl Encoder {
    /// Numbers of an output vector.
    pub fn width(&self) -> usize {
        2 * self.first.width
    }

    /// Writes one vector for each word to `vectors`, with [`VECTOR_BITS`].
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
        self.first.recur(buffers, vectors);
        for layer in &self.others {
            layer.project(vectors, &mut buffers.spare, &mut buffers.gates);
            for gates in buffers.gates.chunks_exact_mut(layer.bias.len()) {
                add_to(gates, &layer.bias);
            }
            std::mem::swap(vectors, &mut buffers.spare);
            vectors.clear();
            vectors.resize(sentence.words.len() * self.width(), 0);
            layer.recur(buffers, vectors);
            add_to(vectors, &buffers.spare);
        }
    }

    /// Gates of the first layer: every word adds to those of the words that have it in their window.
    fn read_words(&self, sentence: Spelled, lexicon: Lexicon, cache: &mut WordCache, buffers: &mut EncoderBuffers) {
        let (words, length) = (sentence.words, self.first.projection.rows());
        buffers.gates.clear();
        for _ in words {
            buffers.gates.extend_from_slice(&self.first.bias);
        }
        cache.fit(length);
        buffers.input.clear();
        buffers.unseen.clear();
        for (place, word) in words.iter().enumerate() {
            let key = cache_key(word, sentence.casing);
            match cache.get(key, length) {
                Some(product) => self.add_product(product, place, &mut buffers.gates),
                None => {
                    buffers.unseen.push((place, key));
                    let features = word_features(word, sentence.casing, lexicon.clusters);
                    self.read_word(&features, lexicon.vectors, &mut buffers.input);
                }
            }
        }
        self.first.projection.multiply(&buffers.input, &mut buffers.spare);
        for (&(place, key), product) in buffers.unseen.iter().zip(buffers.spare.chunks_exact(length)) {
            self.add_product(product, place, &mut buffers.gates);
            cache.put(key, product);
        }
    }

    /// Adds what the first layer reads of a word to the gates of the words around it.
    fn add_product(&self, product: &[i16], place: usize, gates: &mut [i16]) {
        let (gate_count, half) = (self.first.bias.len(), self.first.window / 2);
        for (offset, part) in product.chunks_exact(gate_count).enumerate() {
            let reader = (place + half).checked_sub(offset);
            if let Some(gates) = reader.and_then(|reader| gates.chunks_exact_mut(gate_count).nth(reader)) {
                add_to(gates, part);
            }
        }
    }

    /// The inputs of a word side by side, zeros where a table does not know it.
    fn read_word(&self, word: &WordFeatures, known: &WordVectors, input: &mut Vec<i16>) {
        let filled = input.len() + self.first.projection.cols();
        for (table, key) in self.tables.iter().zip(input_keys(word)) {
            match table.get(key) {
                Some(values) => input.extend(values.iter().map(|&value| i16::from(value) << INPUT_BITS)),
                None => input.resize(input.len() + table.width(), 0),
            }
        }
        if let Some(values) = known.get(word.lower) {
            input.extend(values.iter().map(|&value| i16::from(value) << INPUT_BITS));
        }
        input.resize(filled, 0);
    }
}

impl WordCache {
    /// Makes room for products of this length.
    fn fit(&mut self, length: usize) {
        if self.products.len() != CACHED * length {
            self.keys = vec![0; CACHED];
            self.products = vec![0; CACHED * length];
        }
    }

    fn get(&self, key: u64, length: usize) -> Option<&[i16]> {
        let place = key as usize & (CACHED - 1);
        (self.keys[place] == key).then(|| &self.products[place * length..][..length])
    }

    fn put(&mut self, key: u64, product: &[i16]) {
        let place = key as usize & (CACHED - 1);
        self.keys[place] = key;
        self.products[place * product.len()..][..product.len()].copy_from_slice(product);
    }
}

impl Layer {
    /// Gates of all words without the bias.
    fn project(&self, vectors: &[i16], narrowed: &mut Vec<i16>, gates: &mut Vec<i16>) {
        match &self.squeeze {
            Some(squeeze) => {
                squeeze.multiply(vectors, narrowed);
                self.projection.multiply(narrowed, gates);
            }
            None => self.projection.multiply(vectors, gates),
        }
    }

    /// Runs the gated averages over a sentence; `output` holds `2 · width` numbers for each word.
    fn recur(&self, buffers: &mut EncoderBuffers, output: &mut [i16]) {
        buffers.running.clear();
        buffers.running.resize(self.width, 0.0);
        wide(Averages {
            gates: &buffers.gates,
            running: &mut buffers.running,
            output,
        });
    }

    /// Layout: width, window and whether there is a squeeze as `u32`, bias, projection, squeeze.
    pub fn encode(&self, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(&(self.width as u32).to_le_bytes());
        bytes.extend_from_slice(&(self.window as u32).to_le_bytes());
        bytes.extend_from_slice(&u32::from(self.squeeze.is_some()).to_le_bytes());
        encode_numbers(&self.bias, bytes);
        self.projection.encode(bytes);
        self.squeeze.iter().for_each(|squeeze| squeeze.encode(bytes));
    }

    /// The layer at the head of `bytes`, which moves on; `None` where they end early or do not fit together.
    pub fn decode(bytes: &mut &[u8]) -> Option<Self> {
        let (width, window) = (read_u32(bytes)? as usize, read_u32(bytes)? as usize);
        let has_squeeze = read_u32(bytes)? == 1;
        let bias = read_numbers(bytes, width.checked_mul(4)?)?;
        let layer = Self {
            projection: IntegerMatrix::decode(bytes)?,
            bias,
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

/// The running averages of a sentence, forward and backward.
struct Averages<'a> {
    gates: &'a [i16],
    /// Zeros, one for each number of a direction.
    running: &'a mut [f32],
    output: &'a mut [i16],
}

impl WithSimd for Averages<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        let width = self.running.len();
        let gates = self.gates.chunks_exact(4 * width);
        for (gates, output) in gates.clone().zip(self.output.chunks_exact_mut(2 * width)) {
            average(&gates[..2 * width], self.running, &mut output[..width]);
        }
        self.running.fill(0.0);
        for (gates, output) in gates.rev().zip(self.output.chunks_exact_mut(2 * width).rev()) {
            average(&gates[2 * width..], self.running, &mut output[width..]);
        }
    }
}

/// One step of the running average of one direction.
#[inline(always)]
fn average(gates: &[i16], running: &mut [f32], output: &mut [i16]) {
    const UNIT: f32 = 1.0 / (1 << GATE_BITS) as f32;
    let (candidates, keeps) = gates.split_at(running.len());
    for (((candidate, keep), running), output) in candidates.iter().zip(keeps).zip(running).zip(output) {
        let candidate = squash(f32::from(*candidate) * UNIT);
        let keep = 0.5 + 0.5 * squash(f32::from(*keep) * (UNIT / 2.0));
        *running = candidate + keep * (*running - candidate);
        *output = fixed(*running, VECTOR_BITS);
    }
}

/// The hyperbolic tangent, nearly: ±1 from ±3 on. Training uses the same function.
#[inline(always)]
pub fn squash(x: f32) -> f32 {
    let x = x.clamp(-3.0, 3.0);
    let square = x * x;
    x * (27.0 + square) / (27.0 + 9.0 * square)
}
