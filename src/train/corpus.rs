//! Annotated corpora → training examples for the name tagger, through the line's own segmenter.

use std::ops::Range;
use std::sync::Arc;

use super::calibration::Outcome;
use super::names::NameExample;
use crate::document::{CleanDocument, SegmentedDocument};
use crate::evaluate::{AnnotatedCorpus, AnnotatedText, Grain, Scores};
use crate::kb::KnowledgeBase;
use crate::model::names::{Allowed, NO_NAME, NameBuffers, NameModel, names_in};
use crate::model::syntax::Lexicon;
use crate::segment::{SegmentConfig, Segmenter};
use crate::tag::names::{NameInput, is_shared, name_inputs, ruled_type};
use crate::text::Span;
use crate::vocabulary::EntityType;

/// Turns texts into what the name tagger trains on and is measured by.
pub struct NameReader<'a> {
    kb: &'a KnowledgeBase,
    lexicon: Lexicon<'a>,
    segmenter: Segmenter,
    without: Vec<Source>,
}

/// A source of evidence that can be left out, to see what it is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Word clusters, and words of the same vector.
    Clusters,
    /// Listed names and word classes.
    Lists,
    /// The names that lists and patterns find.
    Rules,
    /// Capitals, digits and marks.
    Shapes,
}

impl<'a> NameReader<'a> {
    pub fn new(kb: &'a Arc<KnowledgeBase>, lexicon: Lexicon<'a>) -> Self {
        Self {
            segmenter: Segmenter::new(&SegmentConfig::default(), Arc::clone(kb)),
            kb,
            lexicon,
            without: Vec::new(),
        }
    }

    /// The same reader without some sources of evidence.
    pub fn without(self, without: Vec<Source>) -> Self {
        Self { without, ..self }
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
        self.inputs(&document)
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
                .filter_map(|name| Some((name.span, corpus.grain.coarsen(name.label)?)))
                .collect();
            scores.add(&found, &wanted(text, corpus.grain));
        }
        scores
    }

    /// Each name found in a corpus, with whether it is annotated so.
    pub fn outcomes(&self, corpus: &AnnotatedCorpus, model: &NameModel) -> Vec<Outcome> {
        let of_text = |text: &AnnotatedText| {
            let wanted = wanted(text, corpus.grain);
            let outcome = |name: FoundName| {
                let label = corpus.grain.coarsen(name.label)?;
                Some(Outcome {
                    margin: name.margin,
                    is_shared: name.is_shared,
                    is_right: wanted.contains(&(name.span, label)),
                })
            };
            self.tag(&text.text, model)
                .into_iter()
                .filter_map(outcome)
                .collect::<Vec<_>>()
        };
        corpus.texts.iter().flat_map(of_text).collect()
    }

    fn tag(&self, text: &str, model: &NameModel) -> Vec<FoundName> {
        let document = self.segment(text);
        let (mut buffers, mut found) = (NameBuffers::default(), Vec::new());
        for input in self.inputs(&document) {
            model.tag(&input.words, &input.evidence, &mut buffers);
            let name_of = |(words, kind): (Range<usize>, EntityType)| {
                let first = document.tokens[input.tokens.start + words.start].span;
                let last = document.tokens[input.tokens.start + words.end - 1].span;
                FoundName {
                    span: first.cover(last),
                    label: kind.as_str(),
                    is_shared: is_shared(&input.evidence[words.clone()], kind),
                    margin: model.margin(&buffers, words),
                }
            };
            found.extend(names_in(&buffers.labels).map(name_of));
        }
        found
    }

    fn inputs(&self, document: &SegmentedDocument) -> Vec<NameInput> {
        let mut inputs = name_inputs(document, self.kb, self.lexicon);
        for source in &self.without {
            inputs.iter_mut().for_each(|input| source.blank(input));
        }
        inputs
    }

    fn segment(&self, text: &str) -> SegmentedDocument {
        self.segmenter.segment(CleanDocument::plain(text))
    }
}

impl Source {
    fn blank(self, input: &mut NameInput) {
        let NameInput { words, evidence, .. } = input;
        match self {
            Self::Clusters => words.iter_mut().for_each(|word| (word.cluster, word.group) = (0, 0)),
            Self::Shapes => words
                .iter_mut()
                .for_each(|word| (word.form, word.shape) = (word.lower, 0)),
            Self::Lists => evidence
                .iter_mut()
                .for_each(|word| (word.listed, word.classes) = (0, 0)),
            Self::Rules => evidence.iter_mut().for_each(|word| word.ruled = 0),
        }
    }
}

struct FoundName {
    span: Span,
    label: &'static str,
    is_shared: bool,
    margin: f32,
}

fn wanted(text: &AnnotatedText, grain: Grain) -> Vec<(Span, &str)> {
    let names = text.names.iter();
    names
        .filter_map(|name| Some((name.span, grain.coarsen(&name.label)?)))
        .collect()
}

/// The labels that each token of a sentence may have.
fn allowed(document: &SegmentedDocument, input: &NameInput, text: &AnnotatedText, grain: Grain) -> Vec<Allowed> {
    let mut last: Option<usize> = None;
    input
        .tokens
        .clone()
        .zip(&input.evidence)
        .map(|(token, evidence)| {
            if !evidence.is_open {
                return 1 << NO_NAME;
            }
            let span = document.tokens[token].span;
            let name = text.names.iter().position(|name| name.span.overlaps(span));
            let is_first = name != last;
            last = name;
            name.map_or_else(
                || grain.outside(ruled_type(evidence.ruled)),
                |name| grain.inside(&text.names[name].label, is_first),
            )
        })
        .collect()
}
