//! `SegmentedDocument`: the clean text cut into paragraphs, sentences, tokens and quotations.

use std::ops::Range;

use super::{CleanDocument, SentenceKind};
use crate::text::Span;

#[derive(Clone, Debug)]
pub struct SegmentedDocument {
    pub clean: CleanDocument,
    pub paragraphs: Vec<Paragraph>,
    /// Ascending; every non-space character of the text is in exactly one sentence.
    pub sentences: Vec<Sentence>,
    /// Ascending; all sentences' tokens in one list, see [`Sentence::tokens`].
    pub tokens: Vec<Token>,
    /// Stretches between quotation marks, ascending by start; inner quotations come after the outer.
    pub quotations: Vec<Quotation>,
}

impl SegmentedDocument {
    pub fn text(&self) -> &str {
        &self.clean.text
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.clean.text)
    }

    /// Index of the sentence that holds the byte, or of the nearest one before it.
    pub fn sentence_at(&self, byte: u32) -> usize {
        self.sentences
            .partition_point(|sentence| sentence.span.start <= byte)
            .saturating_sub(1)
    }

    /// Indexes of the tokens that overlap the span.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let first = self.tokens.partition_point(|token| token.span.end <= span.start);
        let last = self.tokens.partition_point(|token| token.span.start < span.end);
        first..last.max(first)
    }

    /// Does a span stand between quotation marks?
    pub fn is_quoted(&self, span: Span) -> bool {
        // Quotations stand in each other a few deep at most.
        const DEPTH: usize = 3;
        let opened = self
            .quotations
            .partition_point(|quotation| quotation.span.start <= span.start);
        let mut near = self.quotations[..opened].iter().rev().take(DEPTH);
        near.any(|quotation| quotation.inner.contains(span))
    }

    /// The word of a token.
    pub fn word(&self, token: usize) -> &str {
        self.slice(self.tokens[token].span)
    }
}

#[derive(Clone, Debug)]
pub struct Paragraph {
    pub span: Span,
    /// Title or heading of the page.
    pub is_heading: bool,
}

#[derive(Clone, Debug)]
pub struct Sentence {
    /// Without space at either end.
    pub span: Span,
    pub paragraph: u32,
    pub kind: SentenceKind,
    /// Its tokens in [`SegmentedDocument::tokens`].
    pub tokens: Range<usize>,
}

/// A word, number or punctuation mark. Contractions and possessives are split off as Universal
/// Dependencies does (`did|n't`, `Iran|'s`).
#[derive(Clone, Debug)]
pub struct Token {
    pub span: Span,
    pub shape: TokenShape,
    /// xxh3-64 of the folded word, the key of lexicon look-ups.
    pub folded: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenShape {
    Lower,
    /// First letter a capital, some later letter small: `Moscow`, `McGregor`.
    Capitalised,
    /// All letters capitals, two or more: `NATO`, `U.S.`.
    Upper,
    /// A single capital, with or without full stop: `A`, `J.`.
    Initial,
    /// Small first letter, later capital: `al-Assad` is split or mixed, `iPhone`.
    Mixed,
    /// Digits with their separators: `1,200`, `14`, `3.5`.
    Number,
    /// Letters and digits: `14th`, `S-400`, `F16`.
    Alphanumeric,
    Punctuation,
    Url,
}

/// What stands between a pair of quotation marks.
#[derive(Clone, Debug)]
pub struct Quotation {
    /// With the marks.
    pub span: Span,
    /// Between the marks.
    pub inner: Span,
    /// The closing mark is missing: the quotation ends with its paragraph (a next paragraph that opens
    /// with a mark continues it).
    pub is_open: bool,
}
