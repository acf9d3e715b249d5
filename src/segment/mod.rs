//! [`CleanDocument`] → [`SegmentedDocument`]: paragraphs, sentences, tokens, quotations.
//!
//! Tokens and sentences follow Universal Dependencies' English-EWT: multi-sentence quotations are
//! split inside, headings and blocks end a sentence.

mod addresses;
mod paragraphs;
mod quotations;
mod sentences;
mod shapes;
mod tokens;
mod words;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use self::quotations::{Mark, QuotationReader};
use self::tokens::Tokeniser;
use crate::document::{CleanDocument, SegmentedDocument, Sentence, SentenceKind, Token};
use crate::kb::KnowledgeBase;
use crate::text::Span;

/// The `[segment]` section of a pipeline file.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct SegmentConfig {}

/// Cuts clean text; total: any text gets through.
pub struct Segmenter {
    tokeniser: Tokeniser,
    kb: Arc<KnowledgeBase>,
}

impl Segmenter {
    pub fn new(_config: &SegmentConfig, kb: Arc<KnowledgeBase>) -> Self {
        Self {
            tokeniser: Tokeniser::new(),
            kb,
        }
    }

    /// Linear in the length of the text.
    pub fn segment(&self, clean: CleanDocument) -> SegmentedDocument {
        let (paragraphs, starts_with_headline) = paragraphs::paragraphs(&clean);
        let text = clean.text.as_str();
        let mut tokens = Vec::with_capacity(text.len() / 5);
        let ranges: Vec<_> = paragraphs
            .iter()
            .map(|paragraph| {
                let first = tokens.len();
                self.tokeniser
                    .tokenise(text, paragraph.span, &self.kb.segmentation, &mut tokens);
                first..tokens.len()
            })
            .collect();
        let mut marks = vec![Mark::None; tokens.len()];
        let mut quotations = Vec::new();
        let mut reader = QuotationReader::new(text, &mut marks, &mut quotations);
        for (paragraph, range) in paragraphs.iter().zip(&ranges) {
            reader.paragraph(&tokens, range.clone(), paragraph.span.end as usize);
        }
        let sentences = self.sentences(text, &tokens, &marks, &ranges, starts_with_headline);
        SegmentedDocument {
            paragraphs,
            sentences,
            tokens,
            quotations,
            clean,
        }
    }

    fn sentences(
        &self,
        text: &str,
        tokens: &[Token],
        marks: &[Mark],
        ranges: &[std::ops::Range<usize>],
        starts_with_headline: bool,
    ) -> Vec<Sentence> {
        let mut sentences = Vec::with_capacity(tokens.len() / 20 + 1);
        for (index, range) in ranges.iter().enumerate() {
            let is_headline = index == 0 && starts_with_headline;
            let cut = sentences::Paragraph {
                text,
                tokens,
                marks,
                range: range.clone(),
                lists: &self.kb.segmentation,
            };
            for range in cut.sentences() {
                sentences.push(Sentence {
                    span: Span::new(
                        tokens[range.start].span.start as usize,
                        tokens[range.end - 1].span.end as usize,
                    ),
                    paragraph: u32::try_from(index).expect("paragraphs are fewer than bytes"),
                    kind: if is_headline {
                        SentenceKind::Headline
                    } else {
                        SentenceKind::Body
                    },
                    tokens: range,
                });
            }
        }
        sentences
    }
}

#[cfg(test)]
mod tests;
