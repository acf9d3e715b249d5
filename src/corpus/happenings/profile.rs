//! Terms with their weights → how alike two texts are.

use super::terms::{Rarity, Term};

/// Terms with their weights, ascending by term.
#[derive(Clone, Debug, Default)]
pub(super) struct Profile {
    weights: Vec<(Term, f32)>,
    norm: f32,
}

impl Profile {
    /// From distinct terms, ascending.
    pub fn of(terms: &[Term], rarity: &Rarity) -> Self {
        Self::normed(terms.iter().map(|&term| (term, rarity.weight(term))).collect())
    }

    fn normed(weights: Vec<(Term, f32)>) -> Self {
        let norm = weights.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        Self { weights, norm }
    }

    /// Takes in the terms of another.
    pub fn add(&mut self, other: &Self) {
        let mut weights = std::mem::take(&mut self.weights);
        weights.extend_from_slice(&other.weights);
        weights.sort_unstable_by_key(|(term, _)| *term);
        weights.dedup_by_key(|(term, _)| *term);
        *self = Self::normed(weights);
    }

    /// Cosine of the angle between the two, 0 (nothing in common) to 1.
    pub fn cosine(&self, other: &Self) -> f32 {
        let (mut i, mut j, mut dot) = (0, 0, 0.0);
        while let (Some(a), Some(b)) = (self.weights.get(i), other.weights.get(j)) {
            dot += if a.0 == b.0 { a.1 * b.1 } else { 0.0 };
            i += usize::from(a.0 <= b.0);
            j += usize::from(b.0 <= a.0);
        }
        if dot > 0.0 { dot / (self.norm * other.norm) } else { 0.0 }
    }

    /// Terms with their shares of the profile: the sum of the products of two profiles' shares is their cosine.
    pub fn shares(&self) -> impl Iterator<Item = (Term, f32)> {
        self.weights.iter().map(|&(term, weight)| (term, weight / self.norm))
    }

    /// Only the `n` heaviest terms, ties by term.
    pub fn cut_to(mut self, n: usize) -> Self {
        if self.weights.len() > n {
            let heavier = |a: &(Term, f32), b: &(Term, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
            self.weights.select_nth_unstable_by(n, heavier);
            self.weights.truncate(n);
            self.weights.sort_unstable_by_key(|(term, _)| *term);
        }
        Self::normed(self.weights)
    }
}

#[cfg(test)]
mod tests {
    use super::Profile;
    use crate::corpus::happenings::terms::{Numbering, sentence_words};

    #[test]
    fn rare_terms_weigh_more_and_equal_profiles_are_alike() {
        let mut numbering = Numbering::default();
        let texts = ["ferry sank harbour", "ferry left harbour", "ferry came late"].map(|text| {
            numbering.begin_document();
            numbering.number(sentence_words(text))
        });
        let rarity = numbering.rarity();
        let profiles = texts.map(|terms| Profile::of(&terms, &rarity));
        assert!((profiles[0].cosine(&profiles[0]) - 1.0).abs() < 1e-6);
        assert!(profiles[0].cosine(&profiles[1]) > profiles[0].cosine(&profiles[2]));
        let cut = profiles[0].clone().cut_to(1);
        assert_eq!((cut.cosine(&profiles[1]), cut.cosine(&profiles[2])), (0.0, 0.0));
    }
}
