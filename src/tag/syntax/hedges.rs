//! Words before a number → do they say how exact it is?

use super::Pos;
use super::words::Reader;
use crate::document::TokenShape;
use crate::kb::FunctionClass;

const APPROXIMATORS: [&str; 5] = ["about", "around", "over", "under", "below"];

/// Words that together say how exact a number behind them is.
const HEDGES: [&[&str]; 11] = [
    &["at", "least"],
    &["at", "most"],
    &["up", "to"],
    &["more", "than"],
    &["less", "than"],
    &["fewer", "than"],
    &["no", "more", "than"],
    &["no", "fewer", "than"],
    &["as", "many", "as"],
    &["as", "much", "as"],
    &["as", "few", "as"],
];

impl Reader<'_> {
    /// `at least 14 people`, `more than 20`: a word of a phrase that says how exact a number is.
    pub(super) fn hedges(&self, token: usize) -> bool {
        let is = |token: usize, word: &str| {
            self.sentence.contains(&token) && self.segmented.word(token).eq_ignore_ascii_case(word)
        };
        let opens = |start: usize, phrase: &[&str]| {
            let mut words = phrase.iter().enumerate();
            words.all(|(place, word)| is(start + place, word)) && self.is_number(start + phrase.len())
        };
        HEDGES.iter().any(|phrase| {
            let mut places = phrase.iter().enumerate().filter(|(_, word)| is(token, word));
            places.any(|(place, _)| token >= place && opens(token - place, phrase))
        })
    }

    fn is_number(&self, token: usize) -> bool {
        self.segmented.tokens.get(token).is_some_and(|next| {
            let is_figure = matches!(next.shape, TokenShape::Number | TokenShape::Alphanumeric);
            is_figure || self.is_function_of(token, &[FunctionClass::Number])
        }) && self.words[token].pos != Pos::Time
    }

    /// `over 200 men`, `about a dozen`: a preposition that says how exact a number is.
    pub(super) fn approximates(&self, token: usize) -> bool {
        let follows_verb = matches!(self.previous(token), Some((_, Pos::Verb | Pos::Be | Pos::Have)) | None);
        self.is_number(token + 1)
            && follows_verb
            && APPROXIMATORS
                .iter()
                .any(|word| self.segmented.word(token).eq_ignore_ascii_case(word))
    }
}
