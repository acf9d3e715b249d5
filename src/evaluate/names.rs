//! Annotated texts → how well the whole line finds their names, and where it errs most.

use std::collections::BTreeMap;

use super::annotations::AnnotatedCorpus;
use super::score::Scores;
use crate::document::{Article, MentionKind, NormalisedDocument};
use crate::error::{Error, Rejection};
use crate::pipeline::Pipeline;
use crate::text::Span;

/// Scores of the line on a corpus, with its errors counted.
#[derive(Clone, Debug, Default)]
pub struct NameReport {
    pub scores: Scores,
    /// `annotated → found` types of names over the same characters; `–` where one side has none.
    pub confusion: BTreeMap<(String, String), usize>,
    /// Each wrong or missed name with its types, the most frequent first.
    pub errors: Vec<(String, usize)>,
}

/// What stands for "no name" in the confusion table.
const NO_NAME: &str = "–";

/// Takes every text through the line as clean text and compares its name mentions, exact span and type.
///
/// # Errors
/// [`Error::Damaged`] where the line sets a text aside; the pipeline must be a verbatim one.
pub fn evaluate_names(pipeline: &Pipeline, corpus: &AnnotatedCorpus) -> Result<NameReport, Error> {
    let mut report = NameReport::default();
    let mut errors: BTreeMap<String, usize> = BTreeMap::new();
    for (index, text) in corpus.texts.iter().enumerate() {
        let document = pipeline
            .process(Article::of_text(index, &text.text))
            .map_err(set_aside)?;
        let found: Vec<(Span, &str)> = names_of(&document)
            .filter_map(|(span, label)| Some((span, corpus.grain.coarsen(label)?)))
            .collect();
        let wanted = text.names.iter().map(|name| (name.span, name.label.as_str()));
        let wanted: Vec<(Span, &str)> = wanted
            .filter_map(|(span, label)| Some((span, corpus.grain.coarsen(label)?)))
            .collect();
        report.scores.add(&found, &wanted);
        for (span, annotated, found) in pair(&wanted, &found) {
            *report
                .confusion
                .entry((annotated.to_owned(), found.to_owned()))
                .or_default() += 1;
            if annotated != found {
                let error = format!("{:?} {annotated} → {found}", span.of(&text.text));
                *errors.entry(error).or_default() += 1;
            }
        }
    }
    report.errors = errors.into_iter().collect();
    report.errors.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Ok(report)
}

fn names_of(document: &NormalisedDocument) -> impl Iterator<Item = (Span, &'static str)> + '_ {
    let names = document
        .mentions
        .iter()
        .filter(|mention| mention.kind == MentionKind::Name);
    names.map(|mention| (mention.span, mention.entity_type.as_str()))
}

/// Every span of either side with its type on both.
fn pair<'a>(wanted: &[(Span, &'a str)], found: &[(Span, &'a str)]) -> Vec<(Span, &'a str, &'a str)> {
    let type_in =
        |names: &[(Span, &'a str)], span| names.iter().find(|name| name.0 == span).map_or(NO_NAME, |name| name.1);
    let missed_or_met = wanted.iter().map(|&(span, label)| (span, label, type_in(found, span)));
    let extra = found.iter().filter(|name| type_in(wanted, name.0) == NO_NAME);
    missed_or_met
        .chain(extra.map(|&(span, label)| (span, NO_NAME, label)))
        .collect()
}

fn set_aside(rejection: Rejection) -> Error {
    Error::Damaged(format!(
        "text {:?} was set aside: {}",
        rejection.record_index, rejection.message
    ))
}
