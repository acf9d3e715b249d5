//! What a model says in units of its training → a chance.

/// A logistic curve, fitted on held-out examples (Platt 1999).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Curve {
    pub slope: f32,
    pub offset: f32,
}

impl Default for Curve {
    fn default() -> Self {
        Self {
            slope: 0.5,
            offset: 0.0,
        }
    }
}

impl Curve {
    /// Between 0 and 1, for a margin or sum of weights in units of training.
    pub fn probability(self, margin: f32) -> f32 {
        1.0 / (1.0 + (-(self.slope * margin + self.offset)).exp())
    }

    /// Eight bytes.
    pub(super) fn encode(self) -> Vec<u8> {
        [self.slope, self.offset]
            .into_iter()
            .flat_map(f32::to_le_bytes)
            .collect()
    }

    /// `None` where there are not eight bytes.
    pub(super) fn decode(bytes: &[u8]) -> Option<Self> {
        let (numbers, rest) = bytes.as_chunks::<4>();
        let [slope, offset] = *numbers else {
            return None;
        };
        rest.is_empty().then(|| Self {
            slope: f32::from_le_bytes(slope),
            offset: f32::from_le_bytes(offset),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_higher_margin_is_likelier() {
        let curve = Curve {
            slope: 2.0,
            offset: -1.0,
        };
        assert_eq!(curve.probability(0.5), 0.5);
        assert!(curve.probability(3.0) > 0.99);
        assert_eq!(Curve::decode(&curve.encode()), Some(curve));
        assert_eq!(Curve::decode(&[0; 7]), None);
    }
}
