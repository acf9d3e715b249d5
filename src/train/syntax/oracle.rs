//! A configuration and the true tree → what each move costs: the dynamic oracle of the arc-hybrid system
//! (Goldberg and Nivre 2013).

use crate::model::syntax::state::State;

/// Gold arcs that become unreachable by each kind of move; `None` where the move is not allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Costs {
    pub shift: Option<u32>,
    pub left: Option<u32>,
    pub right: Option<u32>,
}

/// Costs in a state. `heads[i]` is the gold head of word `i`; the artificial root is `state.len`.
pub fn costs(state: &State, heads: &[u16]) -> Costs {
    Costs {
        shift: state.can_shift().then(|| shift_cost(state, heads)),
        left: state.can_left().then(|| left_cost(state, heads)),
        right: state.can_right().then(|| right_cost(state, heads)),
    }
}

/// Pushing the front loses its head below the top and its children on the stack.
fn shift_cost(state: &State, heads: &[u16]) -> u32 {
    let front = state.front;
    let head = heads[front as usize];
    let below = &state.stack[..state.stack.len().saturating_sub(1)];
    let lost_head = u32::from(below.contains(&head));
    let lost_children = state
        .stack
        .iter()
        .filter(|&&word| heads[word as usize] == front)
        .count();
    lost_head + lost_children as u32
}

/// Popping the top to the left loses its children in the buffer, and its head elsewhere.
fn left_cost(state: &State, heads: &[u16]) -> u32 {
    let top = state.stack_at(0);
    let head = heads[top as usize];
    let lost_head = u32::from(head == state.stack_at(1) || head > state.front);
    lost_head + children_in_buffer(state, heads, top)
}

/// Popping the top to the word below loses its children and its head in the buffer.
fn right_cost(state: &State, heads: &[u16]) -> u32 {
    let top = state.stack_at(0);
    let lost_head = u32::from(heads[top as usize] >= state.front);
    lost_head + children_in_buffer(state, heads, top)
}

fn children_in_buffer(state: &State, heads: &[u16], word: u16) -> u32 {
    heads[state.front as usize..]
        .iter()
        .filter(|&&head| head == word)
        .count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::syntax::state::{Move, State};

    #[test]
    fn zero_cost_moves_build_the_gold_tree() {
        // "The ministers met in Moscow": The<-ministers, ministers<-met, met=root, in<-Moscow, Moscow<-met
        let heads = [1, 2, 5, 4, 2];
        let mut state = State::default();
        state.start(heads.len());
        while !state.is_finished() {
            let costs = costs(&state, &heads);
            let step = if costs.left == Some(0) {
                Move::Left(0)
            } else if costs.right == Some(0) {
                Move::Right(0)
            } else {
                assert_eq!(costs.shift, Some(0));
                Move::Shift
            };
            state.apply(step);
        }
        assert_eq!(state.heads, heads);
    }
}
