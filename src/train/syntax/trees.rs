//! The parser's layers as a float net, and how they learn from the moves of a sentence.

use std::ops::Range;

use super::examples::{Example, Inventory};
use super::network::{Shape, mask};
use super::oracle::{Costs, costs};
use crate::model::syntax::features::{FACTS, SLOTS, VALUES, facts, slot_words};
use crate::model::syntax::state::{Move, NONE, State};
use crate::train::net::{Dense, Parameter, add, add_scaled, dot, scale, softmax};
use crate::train::random::Random;

/// The float twin of `model::syntax::parser::TreeParser`.
pub struct TreeLayer {
    /// Narrows word vectors.
    pub squeeze: Dense,
    /// `SLOTS · hidden` outputs.
    pub slots: Dense,
    /// Row 0 stands for "no word", row 1 for the artificial root.
    pub absent: Parameter,
    pub facts: Parameter,
    pub moves: Parameter,
    pub moves_bias: Parameter,
    /// Relations of left arcs, then of right arcs.
    pub relations: Parameter,
    pub relations_bias: Parameter,
    pub root: u8,
}

/// Shift, left, right.
const MOVES: usize = 3;

/// One sentence on its way.
struct Walk<'b> {
    example: &'b Example<'b>,
    /// Where its words begin in the batch.
    first: usize,
    state: State,
    facts: [usize; FACTS],
    hidden: Vec<f32>,
    hidden_gradient: Vec<f32>,
}

impl TreeLayer {
    pub fn new(inputs: usize, shape: Shape, inventory: &Inventory, random: &mut Random) -> Self {
        let (hidden, squeezed) = (shape.hidden, shape.slot_squeezed);
        let relations = 2 * inventory.relations.len();
        let range = |outputs: usize| (6.0 / (hidden + outputs) as f32).sqrt();
        Self {
            squeeze: Dense::new(inputs, squeezed, (3.0 / inputs as f32).sqrt(), random),
            slots: Dense::new(squeezed, SLOTS * hidden, (1.0 / squeezed as f32).sqrt(), random),
            absent: Parameter::table(2, SLOTS * hidden, 0.1, random),
            facts: Parameter::table(VALUES, hidden, 0.05, random),
            moves: Parameter::spread(MOVES, hidden, range(MOVES), random),
            moves_bias: Parameter::zero(1, MOVES),
            relations: Parameter::spread(relations, hidden, range(relations), random),
            relations_bias: Parameter::zero(1, relations),
            root: inventory.root(),
        }
    }

    pub fn parameters(&mut self) -> [&mut Parameter; 8] {
        [
            &mut self.squeeze.weights,
            &mut self.slots.weights,
            &mut self.absent,
            &mut self.facts,
            &mut self.moves,
            &mut self.moves_bias,
            &mut self.relations,
            &mut self.relations_bias,
        ]
    }

    /// Learns from all sentences of a batch; adds to the gradient of their word vectors. Gives the losses of moves
    /// and relations.
    #[expect(
        clippy::too_many_arguments,
        reason = "one call, from the network that owns all of them"
    )]
    pub fn learn(
        &mut self,
        batch: &[&Example],
        vectors: &[f32],
        sentences: &[Range<usize>],
        exploration: f32,
        dropped: f32,
        random: &mut Random,
        gradient: &mut [f32],
    ) -> (f32, f32) {
        let squeezed = self.squeeze.forward(vectors);
        let products = self.slots.forward(&squeezed);
        let mut products_gradient = vec![0.0; products.len()];
        let mut losses = (0.0, 0.0);
        for (example, sentence) in batch.iter().zip(sentences) {
            let mut walk = Walk::start(example, sentence.start, self.slots.outputs() / SLOTS);
            while !walk.state.is_finished() {
                self.read(&mut walk, &products);
                let mask = mask(walk.hidden.len(), dropped, random);
                scale(&mut walk.hidden, &mask);
                let step = self.learn_step(&mut walk, exploration, random, &mut losses);
                self.take_back(&mut walk, &mask, &mut products_gradient);
                walk.state.apply(step);
            }
        }
        let squeezed_gradient = self.slots.backward(&squeezed, &products_gradient);
        add(gradient, &self.squeeze.backward(vectors, &squeezed_gradient));
        losses
    }

    /// Computes the hidden layer of a configuration.
    fn read(&self, walk: &mut Walk, products: &[f32]) {
        let width = walk.hidden.len();
        walk.facts = facts(&walk.state);
        walk.hidden.fill(0.0);
        for (slot, word) in slot_words(&walk.state).into_iter().enumerate() {
            let row = match word {
                NONE => self.absent.row(0),
                word if word == walk.state.len => self.absent.row(1),
                word => &products[(walk.first + usize::from(word)) * SLOTS * width..],
            };
            add(&mut walk.hidden, &row[slot * width..][..width]);
        }
        for value in walk.facts {
            add(&mut walk.hidden, self.facts.row(value));
        }
        walk.hidden.iter_mut().for_each(|value| *value = value.max(0.0));
    }

    /// Learns from one configuration and chooses the move to go on with.
    fn learn_step(&mut self, walk: &mut Walk, exploration: f32, random: &mut Random, losses: &mut (f32, f32)) -> Move {
        let allowed = [walk.state.can_shift(), walk.state.can_left(), walk.state.can_right()];
        let good = walk.good_moves(allowed);
        let scores: [f32; MOVES] =
            std::array::from_fn(|choice| self.moves_bias.weights[choice] + dot(&walk.hidden, self.moves.row(choice)));
        walk.hidden_gradient.fill(0.0);
        losses.0 += self.learn_moves(walk, scores, allowed, good);
        for (choice, _) in good.iter().enumerate().skip(1).filter(|(_, is_good)| **is_good) {
            if walk.is_gold_arc(choice) {
                losses.1 += self.learn_relation(walk, choice);
            }
        }
        let guess = best(&scores, allowed);
        let goes_own_way = random.fraction() < exploration;
        let choice = if good[guess] || goes_own_way {
            guess
        } else {
            best(&scores, good)
        };
        if choice > 0 && walk.is_gold_arc(choice) && !goes_own_way {
            return walk.arc(choice, walk.gold_relation());
        }
        self.own_move(walk, choice)
    }

    /// Raises the probability of all good moves together.
    fn learn_moves(
        &mut self,
        walk: &mut Walk,
        mut scores: [f32; MOVES],
        allowed: [bool; MOVES],
        good: [bool; MOVES],
    ) -> f32 {
        for choice in (0..MOVES).filter(|&choice| !allowed[choice]) {
            scores[choice] = f32::MIN;
        }
        softmax(&mut scores);
        let total: f32 = (0..MOVES)
            .filter(|&choice| good[choice])
            .map(|choice| scores[choice])
            .sum();
        let total = total.max(1e-9);
        for choice in (0..MOVES).filter(|&choice| allowed[choice]) {
            let wanted = if good[choice] { scores[choice] / total } else { 0.0 };
            let slope = scores[choice] - wanted;
            self.moves_bias.gradient[choice] += slope;
            add_scaled(&mut walk.hidden_gradient, self.moves.row(choice), slope);
            add_scaled(self.moves.gradient_row(choice), &walk.hidden, slope);
        }
        -total.ln()
    }

    fn learn_relation(&mut self, walk: &mut Walk, choice: usize) -> f32 {
        let mut scores = self.relation_scores(walk, choice);
        softmax(&mut scores);
        let gold = usize::from(walk.gold_relation());
        let loss = -scores[gold].max(1e-9).ln();
        scores[gold] -= 1.0;
        let first = (choice - 1) * scores.len();
        for (row, slope) in (first..).zip(scores) {
            self.relations_bias.gradient[row] += slope;
            add_scaled(&mut walk.hidden_gradient, self.relations.row(row), slope);
            add_scaled(self.relations.gradient_row(row), &walk.hidden, slope);
        }
        loss
    }

    fn relation_scores(&self, walk: &Walk, choice: usize) -> Vec<f32> {
        let count = self.relations_bias.width / 2;
        let rows = (choice - 1) * count..choice * count;
        rows.map(|row| self.relations_bias.weights[row] + dot(&walk.hidden, self.relations.row(row)))
            .collect()
    }

    /// The move that the parser itself would make of a kind.
    fn own_move(&self, walk: &Walk, choice: usize) -> Move {
        if choice == 0 {
            return Move::Shift;
        }
        if choice == 1 && walk.state.front == walk.state.len {
            return Move::Left(self.root);
        }
        let mut scores = self.relation_scores(walk, choice);
        scores[usize::from(self.root)] = f32::MIN;
        let all = scores.iter().map(|_| true);
        walk.arc(choice, best(&scores, all) as u8)
    }

    /// Takes the gradient of the hidden layer back to words and facts.
    fn take_back(&mut self, walk: &mut Walk, mask: &[f32], products: &mut [f32]) {
        let width = walk.hidden.len();
        for ((gradient, hidden), factor) in walk.hidden_gradient.iter_mut().zip(&walk.hidden).zip(mask) {
            *gradient = if *hidden > 0.0 { *gradient * factor } else { 0.0 };
        }
        for (slot, word) in slot_words(&walk.state).into_iter().enumerate() {
            let row = match word {
                NONE => self.absent.gradient_row(0),
                word if word == walk.state.len => self.absent.gradient_row(1),
                word => &mut products[(walk.first + usize::from(word)) * SLOTS * width..],
            };
            add(&mut row[slot * width..][..width], &walk.hidden_gradient);
        }
        for value in walk.facts {
            add(self.facts.gradient_row(value), &walk.hidden_gradient);
        }
    }
}

impl<'b> Walk<'b> {
    fn start(example: &'b Example<'b>, first: usize, hidden: usize) -> Self {
        let mut state = State::default();
        state.start(example.words.len());
        Self {
            example,
            first,
            state,
            facts: [0; FACTS],
            hidden: vec![0.0; hidden],
            hidden_gradient: vec![0.0; hidden],
        }
    }

    /// The moves that lose least.
    fn good_moves(&self, allowed: [bool; MOVES]) -> [bool; MOVES] {
        let Costs { shift, left, right } = costs(&self.state, &self.example.heads);
        let costs = [shift, left, right];
        let least = costs.iter().flatten().min();
        std::array::from_fn(|choice| allowed[choice] && costs[choice].as_ref() == least)
    }

    /// Does a move of this kind make an arc of the true tree between words?
    fn is_gold_arc(&self, choice: usize) -> bool {
        let Some(head) = self.example.heads.get(usize::from(self.state.stack_at(0))) else {
            return false;
        };
        match choice {
            1 => *head == self.state.front && *head != self.state.len,
            _ => *head == self.state.stack_at(1),
        }
    }

    fn gold_relation(&self) -> u8 {
        self.example.relations[usize::from(self.state.stack_at(0))]
    }

    fn arc(&self, choice: usize, relation: u8) -> Move {
        if choice == 1 {
            Move::Left(relation)
        } else {
            Move::Right(relation)
        }
    }
}

/// The best allowed choice, the first of equals.
fn best(scores: &[f32], allowed: impl IntoIterator<Item = bool>) -> usize {
    let mut winner: Option<usize> = None;
    for (choice, is_allowed) in allowed.into_iter().enumerate() {
        if is_allowed && winner.is_none_or(|winner| scores[choice] > scores[winner]) {
            winner = Some(choice);
        }
    }
    winner.unwrap_or(0)
}
