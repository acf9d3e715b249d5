//! What the name tagger looks at: the word and its neighbours, and what lists say of them.

use super::Evidence;
use crate::model::hash::{Key, one, three, two};
use crate::model::words::{OUTSIDE, WordFeatures};

/// Name and version of this template, recorded in model files.
pub const TEMPLATE: &str = "names-6";

/// The features of one word in its sentence.
pub fn name_features(words: &[WordFeatures], evidence: &[Evidence], place: usize, features: &mut Vec<Key>) {
    let at = |offset: isize| {
        let index = place as isize + offset;
        if index < 0 {
            &OUTSIDE
        } else {
            words.get(index as usize).unwrap_or(&OUTSIDE)
        }
    };
    let known = |offset: isize| {
        let index = place as isize + offset;
        if index < 0 {
            Evidence::default()
        } else {
            evidence.get(index as usize).copied().unwrap_or_default()
        }
    };
    let (word, left, right) = (at(0), at(-1), at(1));
    let (left2, right2) = (at(-2), at(2));
    let is_first = Key::from(place == 0);
    features.extend([
        one(501, 0),
        one(502, word.form),
        one(503, word.lower),
        two(504, word.shape, is_first),
        one(505, word.cluster),
        one(535, word.group),
        one(506, word.cluster_top(6)),
        one(507, word.cluster_top(10)),
        one(508, word.suffix[1]),
        one(509, word.suffix[2]),
        one(510, word.suffix[3]),
        one(511, word.prefix[1]),
        one(512, word.prefix[2]),
        one(513, left.lower),
        one(514, right.lower),
        one(515, left2.lower),
        one(516, right2.lower),
        one(517, left.cluster),
        one(518, right.cluster),
        one(519, left.cluster_top(8)),
        one(520, right.cluster_top(8)),
        two(521, left.lower, left2.lower),
        two(522, right.lower, right2.lower),
        two(523, left.lower, word.lower),
        two(524, word.lower, right.lower),
        three(527, left.shape, word.shape, right.shape),
        two(528, left.lower, word.shape),
        two(529, right.lower, word.shape),
        two(532, word.shape, word.cluster_top(10)),
        two(534, right.shape, word.lower),
    ]);
    evidence_features(word, left, [known(-1), known(0), known(1)], features);
    distant_features(word, [known(-2), known(2)], features);
}

fn evidence_features(word: &WordFeatures, left: &WordFeatures, known: [Evidence; 3], features: &mut Vec<Key>) {
    let [before, here, after] = known;
    features.extend([
        one(540, here.listed),
        two(541, here.listed, word.shape),
        two(542, before.listed, here.listed),
        three(550, before.listed, here.listed, after.listed),
        two(570, here.classes, word.shape),
        two(572, here.classes, after.classes),
        two(574, before.classes, word.shape),
        two(575, after.classes, word.shape),
    ]);
    features.extend([
        one(600, here.ruled),
        two(601, here.ruled, word.shape),
        two(602, before.ruled, here.ruled),
        two(603, here.ruled, after.ruled),
        two(605, here.ruled, word.lower),
        two(607, here.ruled, here.classes),
        two(608, here.ruled, left.lower),
        two(610, here.ruled, word.cluster_top(10)),
        two(611, before.ruled, word.shape),
        two(612, after.ruled, word.shape),
    ]);
    each_bit(here.listed, |bit| {
        features.extend([one(560, bit), two(561, bit, word.shape)])
    });
    each_bit(here.classes, |bit| {
        features.extend([one(580, bit), two(581, bit, word.shape)])
    });
    each_bit(before.classes, |bit| features.push(two(582, bit, word.shape)));
    each_bit(after.classes, |bit| features.push(two(583, bit, word.shape)));
}

/// What lists say of the words after next.
fn distant_features(word: &WordFeatures, known: [Evidence; 2], features: &mut Vec<Key>) {
    for (side, evidence) in (0..).zip(known) {
        features.push(two(620 + side, evidence.classes, word.shape));
        each_bit(evidence.classes, |bit| features.push(two(622 + side, bit, word.shape)));
    }
}

fn each_bit(mut bits: u32, mut visit: impl FnMut(Key)) {
    while bits != 0 {
        visit(bits.trailing_zeros());
        bits &= bits - 1;
    }
}
