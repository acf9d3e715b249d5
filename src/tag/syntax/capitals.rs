//! Capitals and digits → is a word a name by its letters alone?

use super::words::Reader;
use crate::document::TokenShape;
use crate::kb::{FunctionClasses, VerbWord};

impl Reader<'_> {
    pub(super) fn reads_as_name(
        &self,
        token: usize,
        shape: TokenShape,
        classes: FunctionClasses,
        verb: Option<VerbWord>,
    ) -> bool {
        let is_first = token == self.sentence.start;
        match shape {
            TokenShape::Upper => {
                self.segmented.word(token).len() > 1 && !self.is_title && (classes.is_empty() || !is_first)
            }
            TokenShape::Capitalised if self.is_title => classes.is_empty() && verb.is_none(),
            TokenShape::Capitalised => {
                classes.is_empty() && !(is_first && (verb.is_some() || is_long_adverb(self.segmented.word(token))))
            }
            TokenShape::Initial => classes.is_empty() && !is_first,
            TokenShape::Mixed => true,
            _ => false,
        }
    }

    /// `71st` before a capital.
    pub(super) fn is_ordinal_of_name(&self, token: usize) -> bool {
        let word = self.segmented.word(token);
        let is_ordinal = ["st", "nd", "rd", "th"].iter().any(|ending| word.ends_with(ending));
        let next = self
            .segmented
            .tokens
            .get(token + 1)
            .filter(|_| token + 1 < self.sentence.end);
        is_ordinal && next.is_some_and(|next| matches!(next.shape, TokenShape::Capitalised | TokenShape::Upper))
    }
}

/// `Internally`, `Conversely`: longer than names in `-ly` are.
fn is_long_adverb(word: &str) -> bool {
    const SHORTEST: usize = 9;
    word.len() >= SHORTEST && word.ends_with("ly")
}
