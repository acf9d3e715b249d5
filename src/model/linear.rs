//! A multi-class linear model over hashed features: sparse rows of small integer weights.

use super::hash::Key;

/// Scores are sums of quantised weights; only their order and differences matter.
pub type Score = i32;

/// Most classes a model can have: room for scores on the stack.
pub const MAX_CLASSES: usize = 128;

/// Weights as they are used: an open-addressed table from feature key to a run of
/// `(class, weight)` pairs. Unknown features cost one probe and add nothing. Read-only; scoring
/// allocates nothing.
#[derive(Clone, Debug)]
pub struct LinearModel {
    /// Number of classes.
    classes: usize,
    /// `capacity - 1`, capacity a power of two.
    mask: usize,
    /// Feature key (0 = empty) with the first pair of its row; the row ends where `len` pairs are read.
    slots: Vec<Slot>,
    pairs: Vec<Pair>,
    /// What a weight of 1 stood for in training.
    scale: f32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Slot {
    key: Key,
    first: u32,
    len: u32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Pair {
    class: u8,
    weight: i8,
}

/// One feature's weights, the form in which models are built and stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub key: Key,
    /// Ascending by class.
    pub weights: Vec<(u8, i8)>,
}

impl LinearModel {
    /// Builds the table. Rows with key 0 or without weights are left out.
    pub fn from_rows(classes: usize, scale: f32, rows: &[Row]) -> Self {
        assert!(classes <= MAX_CLASSES, "a model has at most {MAX_CLASSES} classes");
        let kept = rows.iter().filter(|row| row.key != 0 && !row.weights.is_empty());
        let capacity = (rows.len() * 8 / 5 + 2).next_power_of_two();
        let mut model = Self {
            classes,
            mask: capacity - 1,
            slots: vec![Slot::default(); capacity],
            pairs: Vec::with_capacity(rows.iter().map(|row| row.weights.len()).sum()),
            scale,
        };
        for row in kept {
            let first = model.pairs.len() as u32;
            model
                .pairs
                .extend(row.weights.iter().map(|&(class, weight)| Pair { class, weight }));
            model.insert(Slot {
                key: row.key,
                first,
                len: row.weights.len() as u32,
            });
        }
        model
    }

    pub fn classes(&self) -> usize {
        self.classes
    }

    /// What a score of 1 stood for in training.
    pub fn scale(&self) -> f32 {
        self.scale
    }

    /// Adds the weights of a feature to the scores of all classes.
    #[inline]
    pub fn add(&self, key: Key, scores: &mut [Score; MAX_CLASSES]) {
        let mut place = key as usize & self.mask;
        loop {
            let slot = self.slots[place];
            if slot.key == key {
                self.add_row(slot, scores);
                return;
            }
            if slot.key == 0 {
                return;
            }
            place = (place + 1) & self.mask;
        }
    }

    /// Scores of all classes for a set of features.
    ///
    /// The table is larger than the nearest caches: each group of look-ups is begun before the first of
    /// them is used, so that they wait for memory together.
    #[inline]
    pub fn scores(&self, features: &[Key]) -> [Score; MAX_CLASSES] {
        const GROUP: usize = 16;
        let mut scores = [0; MAX_CLASSES];
        let (groups, rest) = features.as_chunks::<GROUP>();
        for group in groups {
            let slots = group.map(|key| self.slots[key as usize & self.mask]);
            for (&key, slot) in group.iter().zip(slots) {
                if slot.key == key {
                    self.add_row(slot, &mut scores);
                } else if slot.key != 0 {
                    self.add(key, &mut scores);
                }
            }
        }
        for &key in rest {
            self.add(key, &mut scores);
        }
        scores
    }

    #[inline(always)]
    fn add_row(&self, slot: Slot, scores: &mut [Score; MAX_CLASSES]) {
        for pair in &self.pairs[slot.first as usize..(slot.first + slot.len) as usize] {
            scores[pair.class as usize & (MAX_CLASSES - 1)] += Score::from(pair.weight);
        }
    }

    fn insert(&mut self, slot: Slot) {
        let mut place = slot.key as usize & self.mask;
        while self.slots[place].key != 0 {
            place = (place + 1) & self.mask;
        }
        self.slots[place] = slot;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adds_known_features_and_ignores_others() {
        let rows: Vec<Row> = (1..2000u32)
            .map(|key| Row {
                key,
                weights: vec![((key % 5) as u8, 3), (7, -1)],
            })
            .collect();
        let model = LinearModel::from_rows(8, 1.0, &rows);
        let scores = model.scores(&[1, 6, 5000]);
        assert_eq!(&scores[..8], &[0, 6, 0, 0, 0, 0, 0, -2]);
        let many: Vec<Key> = (1..=40).chain(9000..9010).collect();
        assert_eq!(&model.scores(&many)[..8], &[24, 24, 24, 24, 24, 0, 0, -40]);
    }
}
