//! Label scores of a sentence's words → the best sequence of labels (Viterbi 1967).

use std::ops::Add;

use super::{Allowed, LabelIndex, NO_NAME, label_count};

/// What the scores are in training (`f32`) and in use (quantised sums).
pub trait Value: Copy + PartialOrd + Add<Output = Self> {
    const LEAST: Self;
}

impl Value for f32 {
    const LEAST: Self = f32::NEG_INFINITY;
}

impl Value for i32 {
    /// Far below any sum of weights, and far enough from the end to be added to.
    const LEAST: Self = i32::MIN / 4;
}

/// The scores of one sentence and the buffers of the search, used for one sentence after another.
#[derive(Clone, Debug, Default)]
pub struct Lattice<V> {
    /// `word * labels + label`.
    pub emissions: Vec<V>,
    /// The labels that each word may have.
    pub allowed: Vec<Allowed>,
    columns: Vec<V>,
    back: Vec<LabelIndex>,
}

impl<V: Value> Lattice<V> {
    pub fn new() -> Self {
        Self {
            emissions: Vec::new(),
            allowed: Vec::new(),
            columns: Vec::new(),
            back: Vec::new(),
        }
    }

    pub fn clear(&mut self) {
        self.emissions.clear();
        self.allowed.clear();
    }

    /// Writes the best allowed labels to `path`. `pairs` holds the score of each pair of labels,
    /// `previous * labels + next`; the row after the last label is the sentence start.
    pub fn best_path(&mut self, pairs: &[V], path: &mut Vec<LabelIndex>) {
        let labels = label_count();
        self.columns.clear();
        self.columns.resize(self.emissions.len(), V::LEAST);
        self.back.clear();
        self.back.resize(self.emissions.len(), NO_NAME);
        for place in 0..self.allowed.len() {
            for next in each(self.allowed[place] & every(labels)) {
                let (score, back) = self.best_before(place, next, pairs);
                let cell = place * labels + next;
                self.columns[cell] = score + self.emissions[cell];
                self.back[cell] = back;
            }
        }
        self.trace(path);
    }

    /// The best score with which `next` can stand at `place`, before its emission, and the label before it.
    fn best_before(&self, place: usize, next: usize, pairs: &[V]) -> (V, LabelIndex) {
        let labels = label_count();
        let Some(before) = place.checked_sub(1) else {
            let start = if is_inside(next) {
                V::LEAST
            } else {
                pairs[labels * labels + next]
            };
            return (start, NO_NAME);
        };
        let column = &self.columns[before * labels..(before + 1) * labels];
        let open = self.allowed[before]
            & if is_inside(next) {
                0b11 << (next - 1)
            } else {
                every(labels)
            };
        let mut best = (V::LEAST, NO_NAME);
        for previous in each(open) {
            let score = column[previous] + pairs[previous * labels + next];
            if score > best.0 {
                best = (score, previous as LabelIndex);
            }
        }
        best
    }

    fn trace(&self, path: &mut Vec<LabelIndex>) {
        let labels = label_count();
        path.clear();
        path.resize(self.allowed.len(), NO_NAME);
        let Some(last) = self.allowed.len().checked_sub(1) else {
            return;
        };
        let mut label = 0;
        for candidate in each(self.allowed[last] & every(labels)) {
            if self.columns[last * labels + candidate] > self.columns[last * labels + label] {
                label = candidate;
            }
        }
        for place in (0..=last).rev() {
            path[place] = label as LabelIndex;
            label = self.back[place * labels + label] as usize;
        }
    }
}

fn is_inside(label: usize) -> bool {
    label != 0 && label.is_multiple_of(2)
}

fn every(labels: usize) -> Allowed {
    (1 << labels) - 1
}

fn each(mut set: Allowed) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let label = set.trailing_zeros() as usize;
        set &= set.wrapping_sub(1);
        (label < Allowed::BITS as usize).then_some(label)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::names::{begin, inside};

    fn path(scores: &[(LabelIndex, i32)], allowed: &[Allowed]) -> Vec<LabelIndex> {
        let labels = label_count();
        let mut lattice = Lattice::new();
        for &(label, score) in scores {
            let start = lattice.emissions.len();
            lattice.emissions.resize(start + labels, 0);
            lattice.emissions[start + label as usize] = score;
        }
        lattice.allowed = allowed.to_vec();
        let mut path = Vec::new();
        lattice.best_path(&vec![0; (labels + 1) * labels], &mut path);
        path
    }

    #[test]
    fn an_inside_label_needs_its_beginning() {
        let all = Allowed::MAX;
        assert_eq!(
            path(&[(begin(1), 1), (inside(1), 5)], &[all, all]),
            [begin(1), inside(1)]
        );
        assert_eq!(
            path(&[(NO_NAME, 3), (inside(2), 5)], &[all, all]),
            [begin(2), inside(2)]
        );
        assert_eq!(path(&[(begin(0), 9), (inside(2), 5)], &[all, all])[0], begin(0));
        assert_eq!(path(&[(inside(0), 9)], &[all]), [NO_NAME]);
    }

    #[test]
    fn only_allowed_labels_are_given() {
        let (all, none) = (Allowed::MAX, 1 << NO_NAME);
        assert_eq!(path(&[(begin(0), 5), (begin(1), 5)], &[none, all]), [NO_NAME, begin(1)]);
        assert_eq!(path(&[(begin(0), 5)], &[1 << begin(3)]), [begin(3)]);
        assert_eq!(path(&[], &[]), Vec::<LabelIndex>::new());
    }
}
