//! Sentences → dependency trees, each parsed when it is first asked for.

use std::cell::{OnceCell, RefCell};

use crate::document::{SegmentedDocument, Sentence, TokenShape};
use crate::model::Models;
use crate::model::syntax::{ParsedWord, Relation, Spelled, SyntaxBuffers, WordTag};
use crate::model::words::Casing;

/// The trees of a document.
pub struct Trees<'d> {
    segmented: &'d SegmentedDocument,
    models: &'d Models,
    buffers: RefCell<SyntaxBuffers>,
    /// One per sentence.
    parsed: Vec<OnceCell<Vec<ParsedWord>>>,
}

/// The tree of one sentence; words go by their token in the document.
#[derive(Clone, Copy)]
pub struct Tree<'t> {
    first: usize,
    words: &'t [ParsedWord],
}

impl<'d> Trees<'d> {
    pub fn new(segmented: &'d SegmentedDocument, models: &'d Models, buffers: SyntaxBuffers) -> Self {
        Self {
            segmented,
            models,
            buffers: RefCell::new(buffers),
            parsed: vec![OnceCell::new(); segmented.sentences.len()],
        }
    }

    /// The tree of the sentence that holds a token.
    pub fn tree(&self, token: usize) -> Tree<'_> {
        let byte = self.segmented.tokens[token].span.start;
        self.of_sentence(self.segmented.sentence_at(byte))
    }

    /// The tree of a sentence by its index.
    pub fn of_sentence(&self, index: usize) -> Tree<'_> {
        let words = self.parsed[index].get_or_init(|| {
            let mut buffers = self.buffers.borrow_mut();
            parse_sentence(self.segmented, self.models, index, &mut buffers)
        });
        Tree {
            first: self.segmented.sentences[index].tokens.start,
            words,
        }
    }

    /// Gives the buffers back for the next document.
    pub fn into_buffers(self) -> SyntaxBuffers {
        self.buffers.into_inner()
    }
}

/// Heads count from the first token of the sentence.
fn parse_sentence(
    segmented: &SegmentedDocument,
    models: &Models,
    index: usize,
    buffers: &mut SyntaxBuffers,
) -> Vec<ParsedWord> {
    let sentence = &segmented.sentences[index];
    let words: Vec<&str> = sentence.tokens.clone().map(|token| segmented.word(token)).collect();
    let spelled = Spelled {
        words: &words,
        casing: casing(segmented, sentence),
    };
    let mut parsed = Vec::with_capacity(words.len());
    models
        .syntax
        .read(spelled, models.lexicon(), true, buffers, &mut parsed);
    parsed
}

/// Fewest words of which the share with a capital says something.
const TELLING: usize = 4;

/// Capitals mean nothing where nearly every longer word has one.
fn casing(segmented: &SegmentedDocument, sentence: &Sentence) -> Casing {
    let tokens = &segmented.tokens[sentence.tokens.clone()];
    let longer = || tokens.iter().filter(|token| token.span.end - token.span.start > 3);
    let small = longer().filter(|token| token.shape == TokenShape::Lower).count();
    let capital = |shape| matches!(shape, TokenShape::Capitalised | TokenShape::Upper);
    let large = longer().filter(|token| capital(token.shape)).count();
    if large >= TELLING && small * 5 < large {
        Casing::Uninformative
    } else {
        Casing::Informative
    }
}

impl<'t> Tree<'t> {
    pub fn tag(&self, token: usize) -> WordTag {
        self.word(token).tag
    }

    pub fn relation(&self, token: usize) -> Relation {
        self.word(token).relation
    }

    /// The word that a word depends on.
    pub fn head(&self, token: usize) -> Option<usize> {
        self.word(token).head.map(|head| self.first + head as usize)
    }

    /// The words that depend on a word, in their order.
    pub fn children(&self, token: usize) -> impl Iterator<Item = usize> + use<'t> {
        let (first, head) = (self.first, Some((token - self.first) as u32));
        let children = self.words.iter().enumerate().filter(move |(_, word)| word.head == head);
        children.map(move |(place, _)| first + place)
    }

    /// The words that depend on a word in a certain way.
    pub fn related(&self, token: usize, relation: Relation) -> impl Iterator<Item = usize> + use<'t> {
        let tree = *self;
        self.children(token)
            .filter(move |&child| tree.relation(child) == relation)
    }

    /// A word with the words joined to it, in their order: `Russia, Iran and Syria`.
    pub fn conjuncts(&self, token: usize) -> Vec<usize> {
        let mut found = vec![token];
        found.extend(self.related(token, Relation::Conjunct));
        found
    }

    /// The first and last word of what depends on a word, itself included.
    pub fn extent(&self, token: usize) -> std::ops::RangeInclusive<usize> {
        let mut ends = (token, token);
        for place in 0..self.words.len() {
            let word = self.first + place;
            if self.depends_on(word, token) {
                ends = (ends.0.min(word), ends.1.max(word));
            }
        }
        ends.0..=ends.1
    }

    /// Does a word depend on another, directly or through others?
    pub fn depends_on(&self, word: usize, ancestor: usize) -> bool {
        let mut at = Some(word);
        for _ in 0..=self.words.len() {
            match at {
                Some(token) if token == ancestor => return true,
                Some(token) => at = self.head(token),
                None => return false,
            }
        }
        false
    }

    fn word(&self, token: usize) -> &'t ParsedWord {
        &self.words[token - self.first]
    }
}
