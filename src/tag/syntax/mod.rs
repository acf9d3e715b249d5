//! Tokens with names and times → parts of speech, noun phrases and the clause around a word, by word lists
//! and local rules. Event and quote taggers ask [`Predicate`] and [`Nominal`] only, so that a trained
//! parser can take the place of these rules.

mod capitals;
mod chunks;
mod clauses;
mod control;
mod directions;
mod function_words;
mod gerunds;
mod headlines;
mod hedges;
mod nominals;
mod predicates;
mod relatives;
mod subjects;
mod trees;
mod verb_groups;
mod verbs;
mod words;

use std::ops::Range;

use crate::document::{NameMention, SegmentedDocument, TimeMention};
use crate::kb::{ActorNoun, Forms, FunctionClasses, Grammar, Verb, VerbKind, VerbWord};
use crate::text::Span;

pub use clauses::{Argument, Clause};
pub use directions::is_direction;
pub use nominals::Nominal;
pub use predicates::{Governor, Predicate, PrepositionalPhrase};
pub use trees::{Tree, Trees};
pub use verb_groups::VerbGroup;

/// A coarse part of speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pos {
    Adverb,
    Be,
    /// Full stop, colon, semicolon: a clause ends here.
    Break,
    /// Comma, dash, bracket.
    Comma,
    Conjunction,
    Determiner,
    Do,
    /// Possessive `'s`.
    Genitive,
    Have,
    /// Hyphen inside a word.
    Hyphen,
    /// Quotation mark and other signs.
    Mark,
    Modal,
    Name,
    Negation,
    Noun,
    Number,
    Possessive,
    Preposition,
    Pronoun,
    Relative,
    Subordinator,
    Time,
    /// `to` before an infinitive.
    To,
    Verb,
}

/// A token as the rules read it.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    pub pos: Pos,
    pub classes: FunctionClasses,
    /// Set for known forms of verbs, whatever the part of speech.
    pub verb: Option<VerbWord>,
}

/// A noun phrase without its prepositional phrases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk {
    pub tokens: Range<usize>,
    pub head: usize,
}

/// The reading of a whole document.
pub struct Syntax<'d> {
    pub segmented: &'d SegmentedDocument,
    pub grammar: &'d Grammar,
    pub trees: Trees<'d>,
    /// One per token.
    pub words: Vec<Word>,
    pub chunks: Vec<Chunk>,
    /// Token → its chunk, `u32::MAX` for none.
    chunk_of: Vec<u32>,
}

impl<'d> Syntax<'d> {
    /// Reads a document; linear in its tokens.
    pub fn read(
        segmented: &'d SegmentedDocument,
        grammar: &'d Grammar,
        trees: Trees<'d>,
        names: &[NameMention],
        times: &[TimeMention],
    ) -> Self {
        let words = words::tag(segmented, grammar, names, times);
        let chunks = chunks::find(segmented, &words);
        let mut chunk_of = vec![u32::MAX; words.len()];
        for (index, chunk) in chunks.iter().enumerate() {
            let index = u32::try_from(index).expect("chunks are fewer than tokens");
            chunk_of[chunk.tokens.clone()].fill(index);
        }
        Self {
            segmented,
            grammar,
            trees,
            words,
            chunks,
            chunk_of,
        }
    }

    pub fn pos(&self, token: usize) -> Pos {
        self.words[token].pos
    }

    /// The index of the chunk that holds a token.
    pub fn chunk_at(&self, token: usize) -> Option<usize> {
        self.chunk_of
            .get(token)
            .copied()
            .filter(|&chunk| chunk != u32::MAX)
            .map(|chunk| chunk as usize)
    }

    pub fn chunk(&self, index: usize) -> &Chunk {
        &self.chunks[index]
    }

    /// The token right before a phrase, at `limit` or behind it.
    pub fn before_chunk(&self, chunk: usize, limit: usize) -> Option<usize> {
        let before = self.chunk(chunk).tokens.start.checked_sub(1);
        before.filter(|&before| before >= limit)
    }

    pub fn key(&self, token: usize) -> u64 {
        self.segmented.tokens[token].folded
    }

    pub fn word(&self, token: usize) -> &'d str {
        self.segmented.word(token)
    }

    /// The tokens of the sentence that holds a token.
    pub fn sentence(&self, token: usize) -> Range<usize> {
        let byte = self.segmented.tokens[token].span.start;
        let index = self.segmented.sentence_at(byte);
        self.segmented
            .sentences
            .get(index)
            .map_or(token..token + 1, |sentence| sentence.tokens.clone())
    }

    /// The characters from the first to the last of some tokens; empty for none.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        let tokens = self.segmented.tokens.get(tokens).unwrap_or_default();
        match (tokens.first(), tokens.last()) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span::default(),
        }
    }

    /// Is this a present form: `is`, `are`, or a verb form that is no past?
    pub fn is_present(&self, token: usize) -> bool {
        match self.pos(token) {
            Pos::Be => ["is", "are", "am"]
                .iter()
                .any(|form| self.word(token).eq_ignore_ascii_case(form)),
            _ => self.words[token]
                .verb
                .is_some_and(|verb| !verb.forms.has(Forms::PAST) && !verb.forms.has(Forms::PARTICIPLE)),
        }
    }

    /// The row of a word that can be a form of a listed verb.
    pub fn known_verb(&self, token: usize) -> Option<&'d Verb> {
        self.words[token].verb.map(|verb| self.grammar.verb(verb))
    }

    /// The row of a noun for somebody who acts, as it stands here: `body`, but not `his body`.
    pub fn actor(&self, token: usize) -> Option<&'d ActorNoun> {
        let before = token.checked_sub(1).map(|before| self.key(before));
        let actor = self.grammar.actor(self.key(token));
        actor.filter(|actor| before.is_none_or(|before| actor.follows(before)))
    }

    /// Is this a form of a verb of that kind?
    pub fn is_verb_of(&self, token: usize, kind: VerbKind) -> bool {
        self.known_verb(token).is_some_and(|verb| verb.is(kind))
    }

    /// No verb, auxiliary or relative stands before it in its sentence.
    pub fn is_first_verb(&self, token: usize) -> bool {
        let is_verbal = |token: usize| matches!(self.pos(token), Pos::Be | Pos::Modal | Pos::Relative | Pos::Verb);
        !(self.sentence(token).start..token).any(is_verbal)
    }

    /// Is this the form of a verb that says or thinks something?
    pub fn reports(&self, token: usize) -> bool {
        self.pos(token) == Pos::Verb && self.known_verb(token).is_some_and(|verb| verb.reports)
    }
}
