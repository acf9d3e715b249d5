//! Tokens → coarse parts of speech, from left to right by word class, verb form and neighbours.

use std::ops::Range;

use super::verbs::{UNKNOWN_GERUND, UNKNOWN_PAST};
use super::{Pos, Word};
use crate::document::{NameMention, SegmentedDocument, TimeMention, TimeValue, TokenShape};
use crate::kb::{FunctionClass, FunctionClasses, Grammar, VerbWord};
use crate::text::Span;

/// Tags every token of the document.
pub(super) fn tag(
    segmented: &SegmentedDocument,
    grammar: &Grammar,
    names: &[NameMention],
    times: &[TimeMention],
) -> Vec<Word> {
    let mut words = vec![UNREAD; segmented.tokens.len()];
    for time in times
        .iter()
        .filter(|time| !matches!(time.value, TimeValue::EventRelative { .. }))
    {
        fill(segmented, &mut words, time.span, Pos::Time);
    }
    for name in names
        .iter()
        .filter(|name| name.kind == crate::document::MentionKind::Name)
    {
        fill(segmented, &mut words, name.span, Pos::Name);
    }
    let mut reader = Reader {
        segmented,
        grammar,
        words,
        sentence: 0..0,
        is_title: false,
    };
    for sentence in &segmented.sentences {
        reader.sentence = sentence.tokens.clone();
        reader.is_title = reader.is_title_case();
        for token in sentence.tokens.clone() {
            reader.read(token);
        }
    }
    reader.words
}

const UNREAD: Word = Word {
    pos: Pos::Mark,
    classes: FunctionClasses::NONE,
    verb: None,
};

fn fill(segmented: &SegmentedDocument, words: &mut [Word], span: Span, pos: Pos) {
    for token in segmented.tokens_in(span) {
        words[token].pos = pos;
    }
}

pub(super) struct Reader<'d> {
    pub(super) segmented: &'d SegmentedDocument,
    pub(super) grammar: &'d Grammar,
    pub(super) words: Vec<Word>,
    pub(super) sentence: Range<usize>,
    /// Most words start with a capital, so capitals tell nothing.
    pub(super) is_title: bool,
}

impl Reader<'_> {
    fn is_title_case(&self) -> bool {
        let tokens = &self.segmented.tokens[self.sentence.clone()];
        let count = |shapes: &[TokenShape]| tokens.iter().filter(|token| shapes.contains(&token.shape)).count();
        let capitals = count(&[TokenShape::Capitalised, TokenShape::Upper]);
        capitals > 3 && capitals > 2 * count(&[TokenShape::Lower])
    }

    fn read(&mut self, token: usize) {
        let folded = self.segmented.tokens[token].folded;
        let classes = self.grammar.classes(folded);
        let verb = self.grammar.verb_word(folded);
        let preset = self.words[token].pos;
        self.words[token] = Word {
            pos: preset,
            classes,
            verb,
        };
        if matches!(preset, Pos::Name | Pos::Time) {
            let is_genitive = self.is_genitive(token);
            if is_genitive {
                self.words[token].pos = Pos::Genitive;
            }
            return;
        }
        self.words[token].pos = self.pos_of(token, classes, verb);
    }

    fn pos_of(&self, token: usize, classes: FunctionClasses, verb: Option<VerbWord>) -> Pos {
        match self.segmented.tokens[token].shape {
            TokenShape::Punctuation => return self.punctuation(token),
            // `the 71st Brigade`
            TokenShape::Alphanumeric if self.is_ordinal_of_name(token) => return Pos::Name,
            TokenShape::Number if self.tells_distance(token) => return Pos::Adverb,
            TokenShape::Number | TokenShape::Alphanumeric => return Pos::Number,
            TokenShape::Url => return Pos::Noun,
            shape if self.reads_as_name(token, shape, classes, verb) => return Pos::Name,
            _ => {}
        }
        if self.is_genitive(token) {
            return Pos::Genitive;
        }
        if self.hedges(token) || self.tells_distance(token) && token > self.sentence.start {
            return Pos::Adverb;
        }
        if !classes.is_empty()
            && let Some(pos) = self.function_word(token, classes)
        {
            return pos;
        }
        if self.points_off(token) && self.follows_place(token) {
            return Pos::Preposition;
        }
        let word = self.segmented.word(token);
        let folded = self.segmented.tokens[token].folded;
        match verb {
            Some(verb) => self.verb_or_noun(token, verb),
            // `family`, `assembly`
            None if word.ends_with("ly") && self.grammar.actor(folded).is_some() => Pos::Noun,
            None if word.ends_with("ly") && word.len() > 4 => Pos::Adverb,
            None if word.ends_with("ed") && word.len() > 4 => self.verb_or_noun(token, UNKNOWN_PAST),
            None if word.ends_with("ing") && word.len() > 5 => self.verb_or_noun(token, UNKNOWN_GERUND),
            None => Pos::Noun,
        }
    }

    fn punctuation(&self, token: usize) -> Pos {
        match self.segmented.word(token) {
            "," | "(" | ")" | "[" | "]" | "\u{2013}" | "\u{2014}" | "--" => Pos::Comma,
            "-" => {
                let span = self.segmented.tokens[token].span;
                let touches = |other: Option<&crate::document::Token>, at: u32, start: bool| {
                    other.is_some_and(|other| {
                        if start {
                            other.span.start == at
                        } else {
                            other.span.end == at
                        }
                    })
                };
                let before = token
                    .checked_sub(1)
                    .and_then(|before| self.segmented.tokens.get(before));
                let after = self.segmented.tokens.get(token + 1);
                if touches(before, span.start, false) || touches(after, span.end, true) {
                    Pos::Hyphen
                } else {
                    Pos::Comma
                }
            }
            "." | ";" | ":" | "!" | "?" | "\u{2026}" | "..." => Pos::Break,
            "'" | "\u{2019}" if self.is_genitive(token) => Pos::Genitive,
            "%" | "$" | "\u{20AC}" | "\u{A3}" => Pos::Number,
            "&" => Pos::Conjunction,
            _ => Pos::Mark,
        }
    }

    fn is_genitive(&self, token: usize) -> bool {
        let word = self.segmented.word(token);
        let Some(before) = token.checked_sub(1).filter(|before| self.sentence.contains(before)) else {
            return false;
        };
        let previous = self.words[before].pos;
        let follows_noun = matches!(previous, Pos::Noun | Pos::Name | Pos::Time);
        let touches = self.segmented.tokens[before].span.end == self.segmented.tokens[token].span.start;
        match word {
            "'s" | "\u{2019}s" => follows_noun && touches,
            "'" | "\u{2019}" => follows_noun && touches && self.segmented.word(before).ends_with('s'),
            _ => false,
        }
    }

    /// The last word before a token that is no adverb, negation or quotation mark.
    pub(super) fn previous(&self, token: usize) -> Option<(usize, Pos)> {
        (self.sentence.start..token)
            .rev()
            .map(|before| (before, self.words[before].pos))
            .find(|(_, pos)| !matches!(pos, Pos::Adverb | Pos::Negation | Pos::Mark | Pos::Hyphen))
    }

    pub(super) fn classes_at(&self, token: usize) -> Option<FunctionClasses> {
        self.sentence
            .contains(&token)
            .then(|| self.grammar.classes(self.segmented.tokens[token].folded))
    }

    pub(super) fn is_function(&self, token: usize) -> bool {
        self.classes_at(token).is_some_and(|classes| !classes.is_empty())
    }

    pub(super) fn is_function_of(&self, token: usize, wanted: &[FunctionClass]) -> bool {
        self.classes_at(token)
            .is_some_and(|classes| wanted.iter().any(|&class| classes.has(class)))
    }

    /// Can a noun phrase start or go on at a token?
    pub(super) fn starts_phrase(&self, token: usize) -> bool {
        self.is_function_of(
            token,
            &[
                FunctionClass::Determiner,
                FunctionClass::Possessive,
                FunctionClass::Number,
            ],
        ) || self.starts_noun(token)
    }

    /// Is a token a content word, not a verb form only?
    pub(super) fn starts_noun(&self, token: usize) -> bool {
        if !self.sentence.contains(&token) {
            return false;
        }
        let word = &self.segmented.tokens[token];
        if matches!(word.shape, TokenShape::Punctuation) {
            return false;
        }
        if matches!(
            word.shape,
            TokenShape::Capitalised
                | TokenShape::Upper
                | TokenShape::Number
                | TokenShape::Alphanumeric
                | TokenShape::Mixed
        ) {
            return !(word.shape == TokenShape::Capitalised && self.words[token].pos == Pos::Time);
        }
        if self.words[token].pos == Pos::Time {
            return false;
        }
        let classes = self.grammar.classes(word.folded);
        classes.is_empty()
    }
}
