//! Annotated corpora → training examples for the name tagger, through the line's own segmenter.

use std::sync::Arc;

use super::names::NameExample;
use crate::document::{Block, BlockKind, CleanDocument, SegmentedDocument, SourceFormat};
use crate::evaluate::{AnnotatedCorpus, AnnotatedText, Grain, Scores};
use crate::kb::KnowledgeBase;
use crate::model::clusters::WordClusters;
use crate::model::names::{Allowed, Lattice, NO_NAME, NameModel, type_of};
use crate::segment::{SegmentConfig, Segmenter};
use crate::tag::names::{NameInput, name_inputs};
use crate::text::{Alignment, Span};

/// Turns texts into what the name tagger trains on and is measured by.
pub struct NameReader<'a> {
    kb: &'a KnowledgeBase,
    clusters: &'a WordClusters,
    segmenter: Segmenter,
}

impl<'a> NameReader<'a> {
    pub fn new(kb: &'a Arc<KnowledgeBase>, clusters: &'a WordClusters) -> Self {
        Self {
            segmenter: Segmenter::new(&SegmentConfig::default(), Arc::clone(kb)),
            kb,
            clusters,
        }
    }

    /// One example for each sentence of the corpus.
    pub fn examples(&self, corpus: &AnnotatedCorpus) -> Vec<NameExample> {
        corpus
            .texts
            .iter()
            .flat_map(|text| self.examples_of(text, corpus.grain))
            .collect()
    }

    fn examples_of(&self, text: &AnnotatedText, grain: Grain) -> Vec<NameExample> {
        let document = self.segment(&text.text);
        name_inputs(&document, self.kb, self.clusters)
            .into_iter()
            .map(|input| NameExample {
                allowed: allowed(&document, &input, text, grain),
                words: input.words,
                evidence: input.evidence,
            })
            .collect()
    }

    /// Tags the texts of a corpus and holds the names against the annotated ones. Types that the corpus
    /// does not tell apart are compared as it writes them: every place is `LOC` where it knows no `GPE`.
    pub fn score(&self, corpus: &AnnotatedCorpus, model: &NameModel) -> Scores {
        let mut scores = Scores::default();
        for text in &corpus.texts {
            let found = self.tag(&text.text, model);
            let found: Vec<(Span, &str)> = found
                .into_iter()
                .filter_map(|(span, label)| Some((span, corpus.grain.coarsen(label)?)))
                .collect();
            let wanted: Vec<(Span, &str)> = text
                .names
                .iter()
                .filter_map(|name| Some((name.span, corpus.grain.coarsen(&name.label)?)))
                .collect();
            scores.add(&found, &wanted);
        }
        scores
    }

    fn tag(&self, text: &str, model: &NameModel) -> Vec<(Span, &'static str)> {
        let document = self.segment(text);
        let (mut lattice, mut labels, mut found) = (Lattice::default(), Vec::new(), Vec::new());
        for input in name_inputs(&document, self.kb, self.clusters) {
            model.tag(&input.words, &input.evidence, &mut lattice, &mut labels);
            for (token, &label) in input.tokens.clone().zip(&labels) {
                let Some(kind) = type_of(label).filter(|_| label != NO_NAME) else {
                    continue;
                };
                let span = document.tokens[token].span;
                match found.last_mut() {
                    Some((last, _)) if label % 2 == 0 => *last = Span::cover(*last, span),
                    _ => found.push((span, kind.as_str())),
                }
            }
        }
        found
    }

    fn segment(&self, text: &str) -> SegmentedDocument {
        self.segmenter.segment(plain_document(text))
    }
}

/// The labels that each token of a sentence may have.
fn allowed(document: &SegmentedDocument, input: &NameInput, text: &AnnotatedText, grain: Grain) -> Vec<Allowed> {
    let mut last: Option<usize> = None;
    input
        .tokens
        .clone()
        .map(|token| {
            let span = document.tokens[token].span;
            let name = text.names.iter().position(|name| name.span.overlaps(span));
            let is_first = name != last;
            last = name;
            name.map_or_else(
                || grain.outside(),
                |name| grain.inside(&text.names[name].label, is_first),
            )
        })
        .collect()
}

/// A text that is article and nothing else.
fn plain_document(text: &str) -> CleanDocument {
    let span = Span::new(0, text.len());
    CleanDocument {
        doc_id: String::new(),
        source_uri: String::new(),
        record_index: 0,
        format: SourceFormat::Text,
        source_digest: String::new(),
        source_bytes: text.len() as i64,
        charset: "utf-8".into(),
        url: None,
        site: None,
        title: None,
        byline: None,
        dateline: None,
        published: None,
        language: None,
        language_score: None,
        text: text.to_owned(),
        blocks: vec![Block {
            span,
            kind: BlockKind::Paragraph,
        }],
        dropped: Vec::new(),
        alignment: Alignment::identity(text.len()),
        kept_ratio: 1.0,
        flags: Vec::new(),
    }
}
