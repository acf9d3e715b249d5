//! Word vectors → a dependency tree, by the best move of each configuration.

use super::encoder::add_to;
use super::features::{MAX_RELATIONS, SLOTS, VALUES, facts, slot_words};
use super::integers::{IntegerMatrix, read_u32};
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
    /// Shift, left, right.
    pub moves: Scorer,
    /// Relations of left arcs, then of right arcs.
    pub relations: Scorer,
    /// The relation of the root word, which no other may have.
    pub root: RelationIndex,
}

/// Scores of a few choices from a hidden layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Scorer {
    pub weights: IntegerMatrix,
    /// In score units.
    pub bias: Vec<i32>,
}

/// Buffers for one sentence after another.
#[derive(Clone, Debug, Default)]
pub struct ParserBuffers {
    narrowed: Vec<i16>,
    slots: Vec<i16>,
    hidden: Vec<i16>,
}

impl TreeParser {
    fn hidden(&self) -> usize {
        self.slots.rows() / SLOTS
    }

    /// Parses a sentence of `len` words, fewer than `u16::MAX`; heads and relations are left in `state`.
    pub fn parse(&self, vectors: &[i16], len: usize, buffers: &mut ParserBuffers, state: &mut State) {
        self.squeeze.multiply_all(vectors, &mut buffers.narrowed);
        self.slots.multiply_all(&buffers.narrowed, &mut buffers.slots);
        state.start(len);
        while !state.is_finished() {
            self.read(state, buffers);
            let step = self.best_move(state, &buffers.hidden);
            state.apply(step);
        }
    }

    /// Computes the hidden layer of a configuration.
    fn read(&self, state: &State, buffers: &mut ParserBuffers) {
        let width = self.hidden();
        let hidden = &mut buffers.hidden;
        hidden.clear();
        hidden.resize(width, 0);
        for (slot, word) in slot_words(state).into_iter().enumerate() {
            let products = match word {
                NONE => &self.absent[..SLOTS * width],
                word if word == state.len => &self.absent[SLOTS * width..],
                word => &buffers.slots[usize::from(word) * SLOTS * width..],
            };
            add_to(hidden, &products[slot * width..][..width]);
        }
        for value in facts(state) {
            add_to(hidden, &self.facts[value * width..][..width]);
        }
        for value in hidden {
            *value = (*value).max(0) >> HIDDEN_SHIFT;
        }
    }

    fn best_move(&self, state: &State, hidden: &[i16]) -> Move {
        let allowed = [state.can_shift(), state.can_left(), state.can_right()];
        let best = (0..3).filter(|&choice| allowed[choice]).max_by_key(|&choice| {
            // Of equals the first wins.
            (self.moves.score(choice, hidden), std::cmp::Reverse(choice))
        });
        match best {
            Some(1) if state.front == state.len => Move::Left(self.root),
            Some(1) => Move::Left(self.best_relation(hidden, 0)),
            Some(2) => Move::Right(self.best_relation(hidden, self.relations.bias.len() / 2)),
            _ => Move::Shift,
        }
    }

    fn best_relation(&self, hidden: &[i16], first: usize) -> RelationIndex {
        let mut best = (i32::MIN, 0);
        for relation in 0..self.relations.bias.len() / 2 {
            let score = self.relations.score(first + relation, hidden);
            if score > best.0 && relation != usize::from(self.root) {
                best = (score, relation);
            }
        }
        best.1 as RelationIndex
    }

    /// Layout: root as `u32`, squeeze, slots, absent words, facts, moves, relations.
    pub fn encode(&self, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(&u32::from(self.root).to_le_bytes());
        self.squeeze.encode(bytes);
        self.slots.encode(bytes);
        for values in [&self.absent, &self.facts] {
            bytes.extend(values.iter().flat_map(|value| value.to_le_bytes()));
        }
        self.moves.encode(bytes);
        self.relations.encode(bytes);
    }

    /// The parser at the head of `bytes`, which moves on; `None` where they end early or do not fit together.
    pub fn decode(bytes: &mut &[u8]) -> Option<Self> {
        let root = read_u32(bytes)?;
        let squeeze = IntegerMatrix::decode(bytes)?;
        let slots = IntegerMatrix::decode(bytes)?;
        let hidden = slots.rows() / SLOTS;
        let parser = Self {
            absent: read_i16s(bytes, 2 * slots.rows())?,
            facts: read_i16s(bytes, VALUES.checked_mul(hidden)?)?,
            moves: Scorer::decode(bytes)?,
            relations: Scorer::decode(bytes)?,
            squeeze,
            slots,
            root: RelationIndex::try_from(root).ok()?,
        };
        let relations = parser.relations.bias.len();
        let fits = parser.squeeze.rows() == parser.slots.cols()
            && parser.slots.rows() == SLOTS * hidden
            && parser.moves.fits(3, hidden)
            && parser.relations.fits(relations, hidden)
            && relations.is_multiple_of(2)
            && relations / 2 <= MAX_RELATIONS
            && usize::from(parser.root) < relations / 2;
        fits.then_some(parser)
    }
}

/// Hidden numbers are halved this often before they are scored, so that sums fit 32 bits.
pub const HIDDEN_SHIFT: u32 = 2;

impl Scorer {
    #[inline]
    pub fn score(&self, choice: usize, hidden: &[i16]) -> i32 {
        self.weights.score(choice, hidden).wrapping_add(self.bias[choice])
    }

    fn fits(&self, choices: usize, inputs: usize) -> bool {
        self.bias.len() == choices && self.weights.rows() == choices && self.weights.cols() == inputs
    }

    pub fn encode(&self, bytes: &mut Vec<u8>) {
        self.weights.encode(bytes);
        bytes.extend(self.bias.iter().flat_map(|value| value.to_le_bytes()));
    }

    /// The scorer at the head of `bytes`, which moves on.
    pub fn decode(bytes: &mut &[u8]) -> Option<Self> {
        let weights = IntegerMatrix::decode(bytes)?;
        let bias = (0..weights.rows()).map(|_| read_u32(bytes).map(|bits| bits as i32));
        Some(Self {
            bias: bias.collect::<Option<_>>()?,
            weights,
        })
    }
}

fn read_i16s(bytes: &mut &[u8], count: usize) -> Option<Vec<i16>> {
    let (values, rest) = bytes.split_at_checked(count.checked_mul(2)?)?;
    *bytes = rest;
    Some(
        values
            .chunks_exact(2)
            .map(|pair| i16::from_le_bytes([pair[0], pair[1]]))
            .collect(),
    )
}
