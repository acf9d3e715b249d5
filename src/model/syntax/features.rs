//! A parser configuration → the words and the facts about the tree so far that decide the next move.

use super::state::{Children, NONE, State};

/// Words whose vectors are read: three from the stack, two from the buffer.
pub const SLOTS: usize = 5;

/// Facts read of a configuration.
pub const FACTS: usize = 16;

/// Values of each fact: relations of outermost children, numbers of children, distances, end of the buffer.
const SIZES: [usize; FACTS] = [64, 64, 64, 64, 64, 64, 64, 64, 4, 4, 4, 4, 4, 8, 8, 2];

/// Values of all facts together.
pub const VALUES: usize = 550;

/// Relation values for "no such child" and "no such word".
const NO_CHILD: usize = 63;
const NO_WORD: usize = 62;

/// Most relations that the facts have room for.
pub const MAX_RELATIONS: usize = NO_WORD;

/// The words in the slots; [`NONE`] where there is none, the sentence length for the artificial root.
#[inline]
pub fn slot_words(state: &State) -> [u16; SLOTS] {
    [
        state.stack_at(0),
        state.stack_at(1),
        state.stack_at(2),
        state.front,
        state.buffer_at(1),
    ]
}

/// The values of the facts, each counted from 0 to [`VALUES`].
pub fn facts(state: &State) -> [usize; FACTS] {
    let (top, below, front) = (state.stack_at(0), state.stack_at(1), state.front);
    let (of_top, of_below, of_front) = (children(state, top), children(state, below), children(state, front));
    let relation = |of: Option<&Children>, child: fn(&Children) -> u16| match of.map(child) {
        None => NO_WORD,
        Some(NONE) => NO_CHILD,
        Some(child) => usize::from(state.relations[usize::from(child)]),
    };
    let count = |of: Option<&Children>, side: fn(&Children) -> u8| of.map_or(0, |of| usize::from(side(of)).min(3));
    let mut values = [
        relation(of_top, |of| of.leftmost),
        relation(of_top, |of| of.rightmost),
        relation(of_top, |of| of.second_left),
        relation(of_top, |of| of.second_right),
        relation(of_below, |of| of.leftmost),
        relation(of_below, |of| of.rightmost),
        relation(of_front, |of| of.leftmost),
        relation(of_front, |of| of.second_left),
        count(of_top, |of| of.left_count),
        count(of_top, |of| of.right_count),
        count(of_below, |of| of.left_count),
        count(of_below, |of| of.right_count),
        count(of_front, |of| of.left_count),
        distance(below, top),
        distance(top, front),
        usize::from(state.front == state.len),
    ];
    let mut first = 0;
    for (value, size) in values.iter_mut().zip(SIZES) {
        *value += first;
        first += size;
    }
    values
}

fn children(state: &State, word: u16) -> Option<&Children> {
    state.children.get(usize::from(word))
}

/// Words from one to the other, in steps that grow.
fn distance(left: u16, right: u16) -> usize {
    if left == NONE || right == NONE {
        return 0;
    }
    match right - left {
        near @ 0..=4 => usize::from(near),
        5..=6 => 5,
        7..=10 => 6,
        _ => 7,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::syntax::state::Move;

    #[test]
    fn facts_stay_in_their_ranges() {
        assert_eq!(SIZES.iter().sum::<usize>(), VALUES);
        let mut state = State::default();
        state.start(3);
        for step in [
            Move::Shift,
            Move::Left(5),
            Move::Shift,
            Move::Shift,
            Move::Right(7),
            Move::Left(0),
        ] {
            let mut first = 0;
            for (value, size) in facts(&state).into_iter().zip(SIZES) {
                assert!((first..first + size).contains(&value));
                first += size;
            }
            state.apply(step);
        }
        assert!(state.is_finished());
    }
}
