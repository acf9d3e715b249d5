//! Text without quotation marks, or with marks that never close → the paragraphs that somebody is quoted with: behind
//! `X said:`, or below a heading `Statement by X`.

use super::Context;
use super::speakers::{Attribution, attribution};
use crate::document::{EntityType, NameMention, QuoteCandidate, QuoteKind};
use crate::kb::FunctionClass;
use crate::text::Span;

/// Adds the paragraphs of statements given without quotation marks.
pub(super) fn add(context: &Context<'_>, found: &mut Vec<QuoteCandidate>) {
    let paragraphs = &context.syntax.segmented.paragraphs;
    let known = found.len();
    let mut index = 0;
    while index < paragraphs.len() {
        let said = announced(context, index).map(|said| Said::of(context, &said));
        index += 1;
        if let Some(said) = said {
            index = add_paragraphs(context, &said, index, found);
        }
    }
    let is_new = found.len() == known;
    if let Some(said) = is_new.then(|| headed(context)).flatten() {
        add_paragraphs(context, &said, 1, found);
    }
}

/// Who says what, by which words.
struct Said {
    cue: Span,
    speaker: Option<Span>,
    addressee: Option<Span>,
}

impl Said {
    fn of(context: &Context<'_>, said: &Attribution) -> Self {
        Self {
            cue: context.syntax.segmented.tokens[said.cue].span,
            speaker: said.speaker,
            addressee: said.addressee,
        }
    }
}

/// `X said:` at the end of a paragraph.
pub(super) fn announced(context: &Context<'_>, index: usize) -> Option<Attribution> {
    let segmented = context.syntax.segmented;
    let paragraph = segmented.paragraphs.get(index)?.span;
    let ends_in_colon = segmented.slice(paragraph).trim_end().ends_with(':');
    let tokens = ends_in_colon.then(|| segmented.tokens_in(paragraph))?;
    attribution(context, tokens)
}

/// `Statement by X on the truce`, `X statement on the truce`: the only person in the first line of a text in which
/// somebody says `I` or `we` without quotation marks.
fn headed(context: &Context<'_>) -> Option<Said> {
    let segmented = context.syntax.segmented;
    let heading = segmented
        .paragraphs
        .first()
        .filter(|_| segmented.quotations.is_empty())?;
    let mut tokens = segmented.tokens_in(heading.span);
    let cue = tokens.find(|&token| context.cues.is_work(context.syntax.key(token)))?;
    let is_person = |name: &&NameMention| {
        name.entity_type == EntityType::Person && name.span.overlaps(heading.span) && name.role.is_some()
    };
    let mut persons = context.names.iter().filter(is_person);
    let speaker = persons.next().filter(|_| persons.next().is_none())?;
    let body = segmented.tokens_in(heading.span).end..context.syntax.words.len();
    let is_first_person = |token: usize| {
        let is_pronoun = context.syntax.words[token].classes.has(FunctionClass::Pronoun);
        is_pronoun && matches!(context.syntax.word(token), "I" | "We" | "we")
    };
    body.into_iter().any(is_first_person).then(|| Said {
        cue: segmented.tokens[cue].span,
        speaker: Some(speaker.span),
        addressee: None,
    })
}

/// Adds the paragraphs from `index` on as quotes, up to a heading, a quotation of its own or a paragraph that tells
/// again; where the first opens a quotation that it does not close, up to the one that does. Returns the first paragraph
/// left out.
fn add_paragraphs(context: &Context<'_>, said: &Said, mut index: usize, found: &mut Vec<QuoteCandidate>) -> usize {
    let segmented = context.syntax.segmented;
    let paragraphs = &segmented.paragraphs;
    let is_open = paragraphs
        .get(index)
        .is_some_and(|first| opens(segmented.slice(first.span)) && !is_marked(context, first.span.start));
    while let Some(paragraph) = paragraphs.get(index).filter(|paragraph| !paragraph.is_heading) {
        let is_narration = is_marked(context, paragraph.span.start) || reports_again(context, index);
        if is_narration && !is_open {
            break;
        }
        index += 1;
        found.push(QuoteCandidate {
            span: within_marks(context, paragraph.span),
            kind: QuoteKind::Direct,
            cue: Some(said.cue),
            speaker: said.speaker,
            addressee: said.addressee,
            rule: "direct.statement",
        });
        if is_open && closes(segmented.slice(paragraph.span)) {
            break;
        }
    }
    index
}

fn opens(text: &str) -> bool {
    text.starts_with(['\u{201C}', '"'])
}

fn closes(text: &str) -> bool {
    text.trim_end().ends_with(['\u{201D}', '"'])
}

/// A paragraph without the quotation marks at its ends.
fn within_marks(context: &Context<'_>, span: Span) -> Span {
    let text = context.syntax.segmented.slice(span);
    let start = text.find(|mark| !matches!(mark, '\u{201C}' | '"')).unwrap_or(0);
    let inner = text.trim_end_matches(['\u{201D}', '"']);
    Span {
        start: span.start + start as u32,
        end: span.start + inner.len().max(start) as u32,
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
            .any(|name| name.span.overlaps(speaker) && name.entity_type == EntityType::Person)
    })
}
