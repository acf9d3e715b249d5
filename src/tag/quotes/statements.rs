//! A paragraph that ends in `X said:` before text without quotation marks → the paragraphs that X is quoted with.

use super::Context;
use super::speakers::attribution;
use crate::document::{QuoteCandidate, QuoteKind};

/// Adds the paragraphs of statements given without quotation marks.
pub(super) fn add(context: &Context<'_>, found: &mut Vec<QuoteCandidate>) {
    let segmented = context.syntax.segmented;
    let paragraphs = &segmented.paragraphs;
    let mut index = 0;
    while index < paragraphs.len() {
        let text = segmented.slice(paragraphs[index].span).trim_end();
        index += 1;
        if !text.ends_with(':') {
            continue;
        }
        let tokens = segmented.tokens_in(paragraphs[index - 1].span);
        let Some(said) = attribution(context, tokens) else {
            continue;
        };
        while let Some(paragraph) = paragraphs.get(index).filter(|paragraph| !paragraph.is_heading) {
            if is_marked(context, paragraph.span.start) || reports_again(context, index) {
                break;
            }
            found.push(QuoteCandidate {
                span: paragraph.span,
                kind: QuoteKind::Direct,
                cue: Some(segmented.tokens[said.cue].span),
                speaker: said.speaker,
                addressee: said.addressee,
                rule: "direct.statement",
            });
            index += 1;
        }
    }
}

/// Does a quotation start at a byte?
fn is_marked(context: &Context<'_>, byte: u32) -> bool {
    context
        .syntax
        .segmented
        .quotations
        .iter()
        .any(|quotation| quotation.span.start == byte)
}

/// A paragraph that ends in a colon or names a speaker of its own is narration again.
fn reports_again(context: &Context<'_>, index: usize) -> bool {
    let segmented = context.syntax.segmented;
    let paragraph = segmented.paragraphs[index].span;
    if segmented.slice(paragraph).trim_end().ends_with(':') {
        return true;
    }
    let first = segmented.sentence_at(paragraph.start);
    let tokens = segmented
        .sentences
        .get(first)
        .map_or(0..0, |sentence| sentence.tokens.clone());
    let said = attribution(context, tokens);
    said.and_then(|said| said.speaker).is_some_and(|speaker| {
        context
            .names
            .iter()
            .any(|name| name.span.overlaps(speaker) && name.entity_type == crate::document::EntityType::Person)
    })
}
