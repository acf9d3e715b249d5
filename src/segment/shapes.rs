//! Words → their shapes.

use crate::document::TokenShape;

/// The shape of a token that is no web address.
pub fn shape_of(word: &str) -> TokenShape {
    let mut counts = Letters::default();
    if word.is_ascii() {
        word.bytes().for_each(|byte| counts.add_ascii(byte));
        return counts.shape();
    }
    for character in word.chars() {
        counts.add(character);
    }
    counts.shape()
}

impl Letters {
    fn shape(&self) -> TokenShape {
        match *self {
            Letters {
                letters: 0, digits: 0, ..
            } => TokenShape::Punctuation,
            Letters { letters: 0, .. } => TokenShape::Number,
            Letters { digits: 1.., .. } => TokenShape::Alphanumeric,
            Letters { upper: 0, .. } => TokenShape::Lower,
            Letters {
                upper: 1, letters: 1, ..
            } => TokenShape::Initial,
            Letters { upper, lower: 0, .. } if upper > 1 => TokenShape::Upper,
            Letters { starts_upper: true, .. } => TokenShape::Capitalised,
            _ => TokenShape::Mixed,
        }
    }
}

#[derive(Default)]
struct Letters {
    letters: usize,
    upper: usize,
    lower: usize,
    digits: usize,
    starts_upper: bool,
}

impl Letters {
    fn add_ascii(&mut self, byte: u8) {
        let is_upper = byte.is_ascii_uppercase();
        let is_lower = byte.is_ascii_lowercase();
        self.starts_upper |= is_upper && self.letters == 0;
        self.upper += usize::from(is_upper);
        self.lower += usize::from(is_lower);
        self.letters += usize::from(is_upper || is_lower);
        self.digits += usize::from(byte.is_ascii_digit());
    }

    fn add(&mut self, character: char) {
        if character.is_uppercase() {
            self.starts_upper |= self.letters == 0;
            self.upper += 1;
            self.letters += 1;
        } else if character.is_numeric() {
            self.digits += 1;
        } else if character.is_alphabetic() {
            self.lower += usize::from(character.is_lowercase());
            self.letters += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::shape_of;
    use crate::document::TokenShape::{self, *};

    #[test]
    fn names_the_shapes() {
        let cases: &[(&str, TokenShape)] = &[
            ("talks", Lower),
            ("n't", Lower),
            ("Moscow", Capitalised),
            ("McGregor", Capitalised),
            ("O'Neill", Capitalised),
            ("Élysée", Capitalised),
            ("NATO", Upper),
            ("U.S.", Upper),
            ("AT&T", Upper),
            ("A", Initial),
            ("J.", Initial),
            ("iPhone", Mixed),
            ("1,200", Number),
            ("10:30", Number),
            ("14th", Alphanumeric),
            ("S-400", Alphanumeric),
            ("...", Punctuation),
            ("’", Punctuation),
            ("北京", Lower),
        ];
        for &(word, shape) in cases {
            assert_eq!(shape_of(word), shape, "{word}");
        }
    }
}
