//! A multi-class linear model over hashed features: sparse rows of small integer weights.

use super::hash::Key;

/// Scores are sums of quantised weights; only their order and differences matter.
pub type Score = i32;

/// Most classes a model can have: room for scores on the stack.
pub const MAX_CLASSES: usize = 128;

/// Bits of [`LinearModel::known`] for each slot: about one unknown feature in twenty passes.
const BITS_PER_SLOT: usize = 8;

/// Weights as they are used: an open-addressed table from feature key to a run of
/// `(class, weight)` pairs. Unknown features cost one probe and add nothing. Read-only; scoring
/// allocates nothing.
#[derive(Clone, Debug)]
pub struct LinearModel {
    /// Number of classes.
    classes: usize,
    /// `capacity - 1`, capacity a power of two.
    mask: usize,
    /// Open addressing by the key, 0 where no row is.
    slots: Vec<Slot>,
    /// Weights that have no room in their slot.
    pairs: Vec<Pair>,
    /// One bit for each value of the low bits of a key, set where a row may have it: most features are unknown, and
    /// the bits fit a nearer cache than the slots.
    known: Vec<u64>,
    /// What a weight of 1 stood for in training.
    scale: f32,
}

/// A row of the table. Most rows are short: their weights stand right beside the key.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Slot {
    key: Key,
    /// The first weights; what is missing has the weight 0.
    near: [Pair; NEAR],
    /// How many more there are, from `first` on.
    more: u16,
    first: u32,
}

/// Weights beside the key; a slot then fills 16 bytes.
const NEAR: usize = 3;

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
            known: vec![0; (capacity * BITS_PER_SLOT).div_ceil(64)],
            pairs: Vec::new(),
            scale,
        };
        for row in kept {
            let mut pairs = row.weights.iter().map(|&(class, weight)| Pair { class, weight });
            let near = std::array::from_fn(|_| pairs.next().unwrap_or_default());
            let first = model.pairs.len();
            model.pairs.extend(pairs);
            model.insert(Slot {
                key: row.key,
                near,
                more: (model.pairs.len() - first) as u16,
                first: first as u32,
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
                self.add_row(slot, self.pairs.get(slot.first as usize).copied(), scores);
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
    /// The table is larger than the nearest caches: unknown features are sorted out first, and each group of look-ups
    /// is begun before the first of them is used, so that they wait for memory together.
    #[inline]
    pub fn scores(&self, features: &[Key]) -> [Score; MAX_CLASSES] {
        const PART: usize = 64;
        let mut scores = [0; MAX_CLASSES];
        for part in features.chunks(PART) {
            let (mut known, mut count) = ([0; PART], 0);
            for &key in part {
                known[count] = key;
                count += usize::from(self.may_know(key));
            }
            self.add_all(&known[..count], &mut scores);
        }
        scores
    }

    #[inline(always)]
    fn may_know(&self, key: Key) -> bool {
        let bit = key as usize & (self.known.len() * 64 - 1);
        self.known[bit / 64] >> (bit % 64) & 1 == 1
    }

    #[inline(always)]
    fn add_all(&self, features: &[Key], scores: &mut [Score; MAX_CLASSES]) {
        const GROUP: usize = 8;
        let (groups, rest) = features.as_chunks::<GROUP>();
        for group in groups {
            // Plain loops: `array::map` is not always inlined.
            let (mut slots, mut nexts) = ([Slot::default(); GROUP], [None; GROUP]);
            for (slot, &key) in slots.iter_mut().zip(group) {
                *slot = self.slots[key as usize & self.mask];
            }
            for (next, slot) in nexts.iter_mut().zip(&slots) {
                *next = self.pairs.get(slot.first as usize).copied();
            }
            for ((&key, slot), next) in group.iter().zip(slots).zip(nexts) {
                if slot.key == key {
                    self.add_row(slot, next, scores);
                } else if slot.key != 0 {
                    self.add(key, scores);
                }
            }
        }
        for &key in rest {
            self.add(key, scores);
        }
    }

    /// `next` is the first pair that has no room in the slot, where there is one.
    #[inline(always)]
    fn add_row(&self, slot: Slot, next: Option<Pair>, scores: &mut [Score; MAX_CLASSES]) {
        let mut add = |pair: Pair| scores[pair.class as usize & (MAX_CLASSES - 1)] += Score::from(pair.weight);
        slot.near.into_iter().for_each(&mut add);
        if let (1.., Some(next)) = (slot.more, next) {
            add(next);
            let (first, more) = (slot.first as usize, usize::from(slot.more));
            self.pairs[first + 1..first + more].iter().copied().for_each(add);
        }
    }

    fn insert(&mut self, slot: Slot) {
        let bit = slot.key as usize & (self.known.len() * 64 - 1);
        self.known[bit / 64] |= 1 << (bit % 64);
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
