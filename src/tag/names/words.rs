//! Segmented document → its words as the name taggers see them: classes, capitals, and whether a capital tells anything.

use rustc_hash::FxHashSet;

use crate::document::{SegmentedDocument, Sentence, TokenShape};
use crate::kb::{KnowledgeBase, WordClass};
use crate::text::Span;

/// How a sentence is written, as far as capitals are evidence of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Casing {
    /// Capitals mark names, except on the first word.
    Sentence,
    /// A headline with capitals on ordinary words.
    Title,
    /// All capitals.
    Upper,
}

/// The words of one document.
pub(super) struct Words<'d> {
    pub document: &'d SegmentedDocument,
    pub kb: &'d KnowledgeBase,
    classes: Vec<WordClass>,
    casing: Vec<Casing>,
    /// A capital on this token says nothing by itself: it opens a sentence or quotation, or the
    /// sentence is written in capitals throughout.
    unreliable: Vec<bool>,
    /// Words seen with a capital where that is evidence.
    cased: FxHashSet<u64>,
}

impl<'d> Words<'d> {
    pub fn new(document: &'d SegmentedDocument, kb: &'d KnowledgeBase) -> Self {
        let classes = document
            .tokens
            .iter()
            .map(|token| kb.words.class(token.folded))
            .collect();
        let mut words = Self {
            document,
            kb,
            classes,
            casing: Vec::with_capacity(document.sentences.len()),
            unreliable: vec![false; document.tokens.len()],
            cased: FxHashSet::default(),
        };
        for sentence in &document.sentences {
            words.read_casing(sentence);
        }
        words
    }

    pub fn class(&self, token: usize) -> WordClass {
        self.classes[token]
    }

    pub fn is(&self, token: usize, class: WordClass) -> bool {
        self.classes[token].is(class)
    }

    pub fn shape(&self, token: usize) -> TokenShape {
        self.document.tokens[token].shape
    }

    pub fn folded(&self, token: usize) -> u64 {
        self.document.tokens[token].folded
    }

    pub fn word(&self, token: usize) -> &'d str {
        self.document.tokens[token].span.of(&self.document.clean.text)
    }

    pub fn casing(&self, sentence: usize) -> Casing {
        self.casing[sentence]
    }

    /// The passage from the first to the last token of a range.
    pub fn span(&self, tokens: &std::ops::Range<usize>) -> Span {
        let first = self.document.tokens[tokens.start].span;
        first.cover(self.document.tokens[tokens.end - 1].span)
    }

    /// Written with a capital (or `iPhone`, `G20`).
    pub fn is_capital(&self, token: usize) -> bool {
        match self.shape(token) {
            TokenShape::Capitalised | TokenShape::Upper | TokenShape::Initial | TokenShape::Mixed => true,
            TokenShape::Alphanumeric => self.word(token).starts_with(|c: char| c.is_uppercase()),
            _ => false,
        }
    }

    /// The capital alone makes the word a name or part of one.
    pub fn is_reliable(&self, token: usize) -> bool {
        !self.unreliable[token]
    }

    /// A capital that is no accident of position: reliable, no dictionary word, or seen elsewhere
    /// where it is evidence.
    pub fn is_named(&self, token: usize) -> bool {
        self.is_capital(token)
            && (self.is_reliable(token)
                || !self.is(token, WordClass::ORDINARY.or(WordClass::FUNCTION))
                || (!self.is(token, WordClass::FUNCTION) && self.cased.contains(&self.folded(token))))
    }

    /// No white space between this token and the next.
    pub fn is_glued(&self, token: usize) -> bool {
        let tokens = &self.document.tokens;
        tokens
            .get(token + 1)
            .is_some_and(|next| tokens[token].span.end == next.span.start)
    }

    pub fn is_hyphen(&self, token: usize) -> bool {
        matches!(self.word(token), "-" | "\u{2010}" | "\u{2011}" | "\u{2013}")
    }

    /// `the`, `The`.
    pub fn is_article(&self, token: usize) -> bool {
        self.word(token).eq_ignore_ascii_case("the")
    }

    /// `'s` or a bare apostrophe.
    pub fn is_possessive(&self, token: usize) -> bool {
        matches!(
            self.word(token),
            "'s" | "\u{2019}s" | "'" | "\u{2019}" | "'S" | "\u{2019}S"
        )
    }

    /// Words of grammar and of the calendar, which a name cannot run over (`US` is no `us`).
    pub fn ends_name(&self, token: usize) -> bool {
        self.is(
            token,
            WordClass::CALENDAR.or(WordClass::FUNCTION).or(WordClass::NO_NAME),
        ) && !self.is_acronym(token)
    }

    /// All capitals where the rest is not.
    pub fn is_acronym(&self, token: usize) -> bool {
        self.shape(token) == TokenShape::Upper
            && !self.is(token, WordClass::NO_NAME)
            && self.casing(self.document.sentence_at(self.document.tokens[token].span.start)) != Casing::Upper
    }

    fn read_casing(&mut self, sentence: &Sentence) {
        let casing = self.casing_of(sentence);
        self.casing.push(casing);
        let mut opens = true;
        for token in sentence.tokens.clone() {
            let shape = self.shape(token);
            self.unreliable[token] = opens || casing != Casing::Sentence;
            if self.is_reliable(token) && self.is_capital(token) && shape != TokenShape::Initial {
                self.cased.insert(self.folded(token));
            }
            opens = match shape {
                TokenShape::Punctuation => {
                    opens
                        || matches!(
                            self.word(token),
                            ":" | "\"" | "“" | "‘" | "''" | "``" | "«" | "•" | "*" | "…" | "..."
                        )
                }
                TokenShape::Number => opens,
                _ => false,
            };
        }
    }

    fn casing_of(&self, sentence: &Sentence) -> Casing {
        // Headlines have no full stop.
        let is_closed = sentence
            .tokens
            .clone()
            .next_back()
            .is_some_and(|last| self.word(last) == ".");
        let (mut small, mut capital, mut upper, mut words) = (0, 0, 0, 0);
        for token in sentence.tokens.clone() {
            if self.document.tokens[token].span.len() < 4 {
                continue;
            }
            let is_first = token == sentence.tokens.start;
            match self.shape(token) {
                TokenShape::Lower => small += 1,
                TokenShape::Upper => upper += 1,
                TokenShape::Capitalised if !is_first && self.is(token, WordClass::ORDINARY) => capital += 1,
                TokenShape::Capitalised => {}
                _ => continue,
            }
            words += 1;
        }
        if words >= 3 && upper * 3 > words * 2 {
            Casing::Upper
        } else if capital >= 2 && small * 3 <= capital && !(is_closed && small > 0) {
            Casing::Title
        } else {
            Casing::Sentence
        }
    }
}
