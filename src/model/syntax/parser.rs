//! Word vectors → a dependency tree, by the best move of each configuration.

use pulp::{Simd, WithSimd};

use super::features::{MAX_RELATIONS, SLOTS, VALUES, facts, slot_words};
use super::integers::{IntegerMatrix, add_to, encode_numbers, read_numbers, read_u32, wide};
use super::state::{Move, NONE, RelationIndex, State};

/// What the parser knows. Its hidden layer is the sum of one product for each word in a slot and one row for each
/// fact; moves and relations are scored from it.
#[derive(Clone, Debug, PartialEq)]
pub struct TreeParser {
    /// Narrows word vectors.
    pub squeeze: IntegerMatrix,
    /// `SLOTS · hidden` rows.
    pub slots: IntegerMatrix,
    /// Products that stand for "no word" and for the artificial root, one after the other.
    pub absent: Vec<i16>,
    /// `hidden` numbers for each value of a fact.
    pub facts: Vec<i16>,
    /// Shift, left, right: `hidden` weights each.
    pub moves: Vec<i16>,
    /// In the units of the products of weights and hidden numbers.
    pub moves_bias: [i32; MOVES],
    /// Relations of arcs to the left and to the right.
    pub relations: [Scorer; 2],
    /// The relation of the root word, which no other may have.
    pub root: RelationIndex,
}

/// Kinds of moves.
const MOVES: usize = 3;
/// Bits of hidden numbers: ±32.
pub const HIDDEN_BITS: u32 = 10;
/// Bits of scores: ±64.
pub const SCORE_BITS: u32 = 9;
/// Bits of the weights of moves: ±8, and sums of 256 products fit 32 bits.
pub const MOVE_BITS: u32 = 9;

/// The moves from the first configuration of a sentence to the last.
struct Walk<'w> {
    parser: &'w TreeParser,
    buffers: &'w mut ParserBuffers,
    state: &'w mut State,
}

impl WithSimd for Walk<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        let Self { parser, buffers, state } = self;
        while !state.is_finished() {
            parser.read(state, buffers);
            let step = parser.best_move(state, &buffers.hidden, &mut buffers.scores);
            state.apply(step);
        }
    }
}

/// Scores of a few choices.
#[derive(Clone, Debug, PartialEq)]
pub struct Scorer {
    pub weights: IntegerMatrix,
    /// With [`SCORE_BITS`].
    pub bias: Vec<i16>,
}

/// No product computed yet.
const NOT_YET: u32 = u32::MAX;

/// Buffers for one sentence after another.
#[derive(Clone, Debug, Default)]
pub struct ParserBuffers {
    narrowed: Vec<i16>,
    /// Products of words in slots, one behind the other.
    products: Vec<i16>,
    /// Where each product stands in `products`, `word * SLOTS + slot`; [`NOT_YET`] before it is computed.
    places: Vec<u32>,
    hidden: Vec<i16>,
    scores: Vec<i16>,
}

impl TreeParser {
    fn hidden(&self) -> usize {
        self.slots.rows() / SLOTS
    }

    /// Parses a sentence of `len` words, fewer than `u16::MAX`; heads and relations are left in `state`.
    pub fn parse(&self, vectors: &[i16], len: usize, buffers: &mut ParserBuffers, state: &mut State) {
        self.squeeze.multiply(vectors, &mut buffers.narrowed);
        buffers.products.clear();
        buffers.places.clear();
        buffers.places.resize(len * SLOTS, NOT_YET);
        state.start(len);
        wide(Walk {
            parser: self,
            buffers,
            state,
        });
    }

    /// Where the product of a word in a slot stands. A word comes to stand in about half of the slots, so each product
    /// is computed when it is first asked for.
    #[inline(always)]
    fn product(&self, word: usize, slot: usize, buffers: &mut ParserBuffers) -> usize {
        let place = &mut buffers.places[word * SLOTS + slot];
        if *place == NOT_YET {
            *place = buffers.products.len() as u32;
            let (width, narrow) = (self.hidden(), self.slots.cols());
            let vector = &buffers.narrowed[word * narrow..][..narrow];
            let rows = slot * width..(slot + 1) * width;
            self.slots.append_rows(rows, vector, &mut buffers.products);
        }
        *place as usize
    }

    /// Computes the hidden layer of a configuration.
    #[inline(always)]
    fn read(&self, state: &State, buffers: &mut ParserBuffers) {
        let width = self.hidden();
        buffers.hidden.clear();
        buffers.hidden.resize(width, 0);
        for (slot, word) in slot_words(state).into_iter().enumerate() {
            let product = match word {
                NONE => &self.absent[slot * width..],
                word if word == state.len => &self.absent[(SLOTS + slot) * width..],
                word => {
                    let place = self.product(word.into(), slot, buffers);
                    &buffers.products[place..]
                }
            };
            add_to(&mut buffers.hidden, &product[..width]);
        }
        for value in facts(state) {
            add_to(&mut buffers.hidden, &self.facts[value * width..][..width]);
        }
        for value in &mut buffers.hidden {
            *value = (*value).max(0);
        }
    }

    #[inline(always)]
    fn best_move(&self, state: &State, hidden: &[i16], scores: &mut Vec<i16>) -> Move {
        let allowed = [state.can_shift(), state.can_left(), state.can_right()];
        let mut best = (i32::MIN, 0);
        let rows = self.moves.chunks_exact(hidden.len()).zip(self.moves_bias);
        for (choice, (weights, bias)) in rows.enumerate().filter(|&(choice, _)| allowed[choice]) {
            let products = weights.iter().zip(hidden).map(|(&a, &b)| i32::from(a) * i32::from(b));
            let score = products.fold(bias, i32::wrapping_add);
            if score > best.0 {
                best = (score, choice);
            }
        }
        match best.1 {
            1 if state.front == state.len => Move::Left(self.root),
            1 => Move::Left(self.best_relation(hidden, 0, scores)),
            2 => Move::Right(self.best_relation(hidden, 1, scores)),
            _ => Move::Shift,
        }
    }

    fn best_relation(&self, hidden: &[i16], side: usize, scores: &mut Vec<i16>) -> RelationIndex {
        self.relations[side].score(hidden, scores);
        if let Some(root) = scores.get_mut(usize::from(self.root)) {
            *root = i16::MIN;
        }
        best(scores) as RelationIndex
    }

    /// Layout: root as `u32`, squeeze, slots, absent words, facts, moves with their bias, relations.
    pub fn encode(&self, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(&u32::from(self.root).to_le_bytes());
        self.squeeze.encode(bytes);
        self.slots.encode(bytes);
        for numbers in [&self.absent, &self.facts, &self.moves] {
            encode_numbers(numbers, bytes);
        }
        bytes.extend(self.moves_bias.iter().flat_map(|bias| bias.to_le_bytes()));
        self.relations.iter().for_each(|scorer| scorer.encode(bytes));
    }

    /// The parser at the head of `bytes`, which moves on; `None` where they end early or do not fit together.
    pub fn decode(bytes: &mut &[u8]) -> Option<Self> {
        let root = read_u32(bytes)?;
        let squeeze = IntegerMatrix::decode(bytes)?;
        let slots = IntegerMatrix::decode(bytes)?;
        let hidden = slots.rows() / SLOTS;
        let parser = Self {
            absent: read_numbers(bytes, 2 * slots.rows())?,
            facts: read_numbers(bytes, VALUES.checked_mul(hidden)?)?,
            moves: read_numbers(bytes, MOVES * hidden)?,
            moves_bias: [
                read_u32(bytes)? as i32,
                read_u32(bytes)? as i32,
                read_u32(bytes)? as i32,
            ],
            relations: [Scorer::decode(bytes)?, Scorer::decode(bytes)?],
            squeeze,
            slots,
            root: RelationIndex::try_from(root).ok()?,
        };
        let choices = parser.relations[0].bias.len();
        let fits = parser.squeeze.rows() == parser.slots.cols()
            && parser.slots.rows() == SLOTS * hidden
            && parser.relations.iter().all(|scorer| scorer.fits(choices, hidden))
            && choices <= MAX_RELATIONS
            && usize::from(parser.root) < choices;
        fits.then_some(parser)
    }
}

impl Scorer {
    /// Scores of all choices for one vector.
    pub fn score(&self, vector: &[i16], scores: &mut Vec<i16>) {
        self.weights.multiply(vector, scores);
        add_to(scores, &self.bias);
    }

    /// Is it made for so many choices and inputs?
    pub fn fits(&self, choices: usize, inputs: usize) -> bool {
        self.bias.len() == choices && self.weights.rows() == choices && self.weights.cols() == inputs
    }

    pub fn encode(&self, bytes: &mut Vec<u8>) {
        self.weights.encode(bytes);
        encode_numbers(&self.bias, bytes);
    }

    /// The scorer at the head of `bytes`, which moves on.
    pub fn decode(bytes: &mut &[u8]) -> Option<Self> {
        let weights = IntegerMatrix::decode(bytes)?;
        Some(Self {
            bias: read_numbers(bytes, weights.rows())?,
            weights,
        })
    }
}

/// Place of the largest score, the first of equals.
pub fn best(scores: &[i16]) -> usize {
    let mut best = 0;
    for (place, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = place;
        }
    }
    best
}
