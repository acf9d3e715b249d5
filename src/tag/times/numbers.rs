//! Numbers in words and digits, ordinals, and years in words.

use super::cursor::Cursor;
use crate::document::TokenShape;

/// How many.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Amount {
    Exact(f64),
    /// `several`, `a few`.
    Unknown,
}

impl Amount {
    pub fn whole(self) -> Option<i32> {
        match self {
            Self::Exact(value) if value.fract() == 0.0 && value.abs() < 1e6 => Some(value as i32),
            _ => None,
        }
    }
}

impl Cursor<'_> {
    /// A number at `at` and where it ends: `1,200`, `2 1/2`, `twenty-four`, `a hundred`, `a few`,
    /// `dozens of`, `a`.
    pub fn amount(&self, at: usize) -> Option<(Amount, usize)> {
        self.digit_amount(at)
            .or_else(|| self.fuzzy_amount(at))
            .or_else(|| self.word_amount(at))
            .or_else(|| self.is_any(at, &["a", "an"]).then_some((Amount::Exact(1.0), at + 1)))
    }

    fn digit_amount(&self, at: usize) -> Option<(Amount, usize)> {
        if self.shape(at)? != TokenShape::Number {
            return None;
        }
        let text = self.text(at);
        if let Some(half) = fraction(text) {
            return Some((Amount::Exact(half), at + 1));
        }
        let value: f64 = match self.integer(at) {
            Some(value) => f64::from(value),
            None if text.bytes().filter(|b| *b == b'.').count() == 1 => text.parse().ok()?,
            None => return None,
        };
        let gap = if self.joins(at + 1) { 2 } else { 1 };
        if let Some(part) = fraction(self.text(at + gap)) {
            return Some((Amount::Exact(value + part), at + gap + 1));
        }
        Some((Amount::Exact(value), at + 1))
    }

    fn fuzzy_amount(&self, at: usize) -> Option<(Amount, usize)> {
        let start = self.skip(at, &["a"]);
        let known = self.word(start)?.fuzzy?;
        let end = self.skip(start + 1, &["of"]);
        let amount = known.map_or(Amount::Unknown, |number| Amount::Exact(f64::from(number)));
        Some((amount, end))
    }

    /// `two hundred and ten`, `twenty-four`, `a hundred`.
    fn word_amount(&self, at: usize) -> Option<(Amount, usize)> {
        let mut position = at;
        let mut total = 0.0;
        let mut group = 0.0;
        let mut has_any = false;
        if self.is_any(at, &["a", "an"]) && self.word(at + 1).is_some_and(|word| word.scale.is_some()) {
            group = 1.0;
            position += 1;
        }
        while let Some(word) = self.word(position) {
            if let Some(number) = word.number {
                group += f64::from(number);
            } else if let Some(scale) = word.scale {
                let scaled = f64::max(group, 1.0) * f64::from(scale);
                (total, group) = if scale >= 1000 {
                    (total + scaled, 0.0)
                } else {
                    (total, scaled)
                };
            } else {
                break;
            }
            has_any = true;
            position += 1;
            let is_number = |at: usize| self.word(at).is_some_and(|word| word.number.is_some());
            if (self.joins(position) || self.is(position, "and")) && is_number(position + 1) && group >= 20.0 {
                position += 1;
            } else if is_number(position) && (group < 20.0 || group % 10.0 != 0.0) {
                break;
            }
        }
        has_any.then_some((Amount::Exact(total + group), position))
    }

    /// An ordinal at `at` (`14th`, `third`, `twenty-first`) and where it ends; −1 for `last`.
    pub fn ordinal(&self, at: usize) -> Option<(i32, usize)> {
        if self.shape(at)? == TokenShape::Alphanumeric {
            return ordinal_digits(self.text(at)).map(|value| (value, at + 1));
        }
        let word = self.word(at)?;
        if let Some(tens @ 20..) = word.number {
            let next = if self.joins(at + 1) { at + 2 } else { at + 1 };
            let unit = self.word(next)?.ordinal.filter(|value| (1..10).contains(value))?;
            return Some((tens + unit, next + 1));
        }
        word.ordinal.map(|value| (value, at + 1))
    }

    /// `nineteen ninety-seven`, `two thousand`, `nineteen oh five`.
    pub fn year_in_words(&self, at: usize) -> Option<(i32, usize)> {
        let number = |at: usize| self.word(at).and_then(|word| word.number);
        let century = number(at)?;
        if century == 2 && self.word(at + 1)?.scale == Some(1000) {
            let next = self.skip(at + 2, &["and"]);
            return match number(next).filter(|value| *value < 100) {
                Some(rest) => Some((2000 + rest, next + 1)),
                None => Some((2000, at + 2)),
            };
        }
        let tens = number(at + 1).filter(|tens| *tens >= 10)?;
        if !(18..=20).contains(&century) {
            return None;
        }
        let next = if self.joins(at + 2) { at + 3 } else { at + 2 };
        match number(next).filter(|unit| (1..10).contains(unit) && tens >= 20) {
            Some(unit) => Some((century * 100 + tens + unit, next + 1)),
            None => Some((century * 100 + tens, at + 2)),
        }
    }
}

/// `1/2`, `½`.
fn fraction(text: &str) -> Option<f64> {
    match text {
        "1/2" | "½" => Some(0.5),
        "1/4" | "¼" => Some(0.25),
        "3/4" | "¾" => Some(0.75),
        _ => None,
    }
}

/// `14th` → 14.
fn ordinal_digits(text: &str) -> Option<i32> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = &text[digits.len()..];
    let is_ordinal = ["st", "nd", "rd", "th"]
        .iter()
        .any(|end| suffix.eq_ignore_ascii_case(end));
    if is_ordinal && digits.len() <= 3 {
        digits.parse().ok()
    } else {
        None
    }
}
