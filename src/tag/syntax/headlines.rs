//! Headlines → which of their words is the verb.

use super::Pos;
use super::words::Reader;
use crate::document::TokenShape;
use crate::kb::{Forms, FunctionClass};

impl Reader<'_> {
    /// `Deputies back border deal`: an adverb by its form, between a noun and its object, in a line without another verb.
    pub(super) fn acts_in_headline(&self, token: usize) -> bool {
        let before = token.checked_sub(1).filter(|before| self.sentence.contains(before));
        let follows_noun = before.is_some_and(|before| matches!(self.words[before].pos, Pos::Noun | Pos::Name));
        let may_act = self.verb_forms(token).has(Forms::BASE) && follows_noun && self.starts_phrase(token + 1);
        may_act && self.is_verb_of_headline(token)
    }

    /// `Kenyan convoy rolls into Mandera`: the only word of a line without a full stop that can be its verb.
    pub(super) fn is_verb_of_headline(&self, token: usize) -> bool {
        const FINITE: [FunctionClass; 5] = [
            FunctionClass::Be,
            FunctionClass::Have,
            FunctionClass::Will,
            FunctionClass::Would,
            FunctionClass::May,
        ];
        let last = self.sentence.end - 1;
        let is_line = self.segmented.tokens[last].shape != TokenShape::Punctuation;
        // `to hold peace talks`: the verb of the line.
        let is_plan = (self.sentence.start..token).any(|at| self.words[at].pos == Pos::To);
        let is_finite = |at: usize| {
            let forms = self.verb_forms(at);
            at != token
                && !self.segmented.word(at).starts_with(['\'', '\u{2019}'])
                && (self.is_function_of(at, &FINITE)
                    || forms.has(Forms::PAST) && !forms.has(Forms::PARTICIPLE)
                    || forms.has(Forms::THIRD) && self.words[at].pos == Pos::Verb)
        };
        is_line && !is_plan && token < last && !self.sentence.clone().any(is_finite)
    }

    /// `Peru, Chile discuss borders`: the second of two names that open a line with a comma between them.
    pub(super) fn follows_name_of_headline(&self, name: usize) -> bool {
        let is_name = |token: usize| self.words[token].pos == Pos::Name;
        let comma = (self.sentence.start..name).rev().find(|&token| !is_name(token));
        let is_line = self.segmented.tokens[self.sentence.end - 1].shape != TokenShape::Punctuation;
        let opens = |comma: usize| {
            comma > self.sentence.start
                && self.segmented.word(comma) == ","
                && (self.sentence.start..comma).all(is_name)
        };
        is_line && is_name(name) && comma.is_some_and(opens)
    }
}
