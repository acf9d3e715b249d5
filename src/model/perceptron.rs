//! Averaged perceptron training: dense rows of floats while learning, quantised rows at the end.

use rustc_hash::FxHashMap;

use super::hash::Key;
use super::linear::{LinearModel, Row};

/// Weights in training (Freund and Schapire 1999; averaging as in Collins 2002): each row keeps the
/// current weights, their running totals and the step of its last change.
pub struct Perceptron {
    classes: usize,
    rows: FxHashMap<Key, u32>,
    weights: Vec<f32>,
    totals: Vec<f64>,
    stamps: Vec<u64>,
    step: u64,
    /// Features that are not in this set are ignored; `None` while every feature may enter.
    is_closed: bool,
}

impl Perceptron {
    pub fn new(classes: usize) -> Self {
        Self {
            classes,
            rows: FxHashMap::default(),
            weights: Vec::new(),
            totals: Vec::new(),
            stamps: Vec::new(),
            step: 0,
            is_closed: false,
        }
    }

    /// A model that knows exactly these features: the ones seen often enough to be worth a row.
    pub fn over(classes: usize, features: impl IntoIterator<Item = Key>) -> Self {
        let mut model = Self::new(classes);
        for key in features {
            model.row(key);
        }
        model.is_closed = true;
        model
    }

    /// Adds the current weights of the features to `scores` (one per class).
    pub fn score(&self, features: &[Key], scores: &mut [f32]) {
        for key in features {
            if let Some(&row) = self.rows.get(key) {
                let start = row as usize * self.classes;
                let weights = &self.weights[start..start + self.classes];
                for (score, weight) in scores.iter_mut().zip(weights) {
                    *score += weight;
                }
            }
        }
    }

    /// Moves on by one example; averaging is over examples.
    pub fn advance(&mut self) {
        self.step += 1;
    }

    /// Adds `delta` to the weight of every feature for one class.
    pub fn update(&mut self, features: &[Key], class: usize, delta: f32) {
        for &key in features {
            let Some(row) = self.row(key) else { continue };
            self.settle(row);
            self.weights[row * self.classes + class] += delta;
        }
    }

    /// Averages with another model over the same features, trained in another order.
    pub fn absorb(&mut self, mut other: Self) {
        assert!(self.rows == other.rows, "models of other features cannot be averaged");
        for row in 0..self.stamps.len() {
            self.settle(row);
            other.settle(row);
        }
        for (total, more) in self.totals.iter_mut().zip(&other.totals) {
            *total += more;
        }
        self.step += other.step;
        self.stamps.fill(self.step);
    }

    /// The averaged weights, quantised to `i8` by one scale: the 99.95th percentile of their size is
    /// 127, larger ones are clipped, and what rounds to nothing is left out.
    pub fn quantise(mut self) -> (LinearModel, Vec<Row>) {
        for row in 0..self.stamps.len() {
            self.settle(row);
        }
        let steps = self.step.max(1) as f64;
        let averaged = |total: &f64| total / steps;
        let sizes = self.totals.iter().map(|total| (total.abs() / steps) as f32);
        let scale = quantisation_scale(sizes.collect());
        let mut keys: Vec<(Key, u32)> = self.rows.into_iter().collect();
        keys.sort_unstable();
        let rows: Vec<Row> = keys
            .into_iter()
            .map(|(key, row)| Row {
                key,
                weights: quantised_row(
                    self.totals[row as usize * self.classes..][..self.classes]
                        .iter()
                        .map(averaged),
                    scale,
                ),
            })
            .filter(|row| !row.weights.is_empty())
            .collect();
        (LinearModel::from_rows(self.classes, scale, &rows), rows)
    }

    fn row(&mut self, key: Key) -> Option<usize> {
        if let Some(&row) = self.rows.get(&key) {
            return Some(row as usize);
        }
        if self.is_closed {
            return None;
        }
        let row = self.stamps.len();
        self.rows.insert(key, row as u32);
        self.weights.resize(self.weights.len() + self.classes, 0.0);
        self.totals.resize(self.totals.len() + self.classes, 0.0);
        self.stamps.push(self.step);
        Some(row)
    }

    /// Brings the totals of a row up to the current step.
    fn settle(&mut self, row: usize) {
        let elapsed = (self.step - self.stamps[row]) as f64;
        if elapsed > 0.0 {
            let range = row * self.classes..(row + 1) * self.classes;
            for (total, weight) in self.totals[range.clone()].iter_mut().zip(&self.weights[range]) {
                *total += elapsed * f64::from(*weight);
            }
            self.stamps[row] = self.step;
        }
    }
}

/// What a quantised weight of 1 stands for, given the sizes of all weights: the 99.95th percentile becomes 127.
pub fn quantisation_scale(mut sizes: Vec<f32>) -> f32 {
    sizes.retain(|&size| size != 0.0);
    if sizes.is_empty() {
        return 1.0;
    }
    let place = (sizes.len() - 1) * 9995 / 10000;
    let (_, &mut size, _) = sizes.select_nth_unstable_by(place, f32::total_cmp);
    size / 127.0
}

/// The weights of the classes of one feature, quantised; those that round to nothing are left out.
pub fn quantised_row(weights: impl Iterator<Item = f64>, scale: f32) -> Vec<(u8, i8)> {
    let quantised = |weight: f64| (weight / f64::from(scale)).round().clamp(-127.0, 127.0) as i8;
    weights
        .enumerate()
        .map(|(class, weight)| (class as u8, quantised(weight)))
        .filter(|&(_, weight)| weight != 0)
        .collect()
}

/// Keeps the features that were seen at least `least` times, in ascending order.
pub fn frequent(counts: FxHashMap<Key, u32>, least: u32) -> Vec<Key> {
    let mut keys: Vec<Key> = counts
        .into_iter()
        .filter(|&(_, count)| count >= least)
        .map(|(key, _)| key)
        .collect();
    keys.sort_unstable();
    keys
}
