//! Stretches between quotation marks → direct quotes with their speakers; scare quotes and titles are left out.

use std::ops::Range;

use super::Context;
use super::speakers::{Attribution, attribution};
use super::statements::announced;
use crate::document::{Quotation, QuoteCandidate, QuoteKind};
use crate::tag::syntax::Pos;
use crate::text::Span;

/// Fewer words than this make a quotation inside a sentence a scare quote or a name.
const LEAST_WORDS: usize = 3;

/// Adds direct quotes, and marks reported speech that holds a quotation as mixed.
pub(super) fn add(context: &Context<'_>, found: &mut Vec<QuoteCandidate>) {
    let mut last: Option<Speaker> = None;
    let mut outer_end = 0;
    for quotation in &context.syntax.segmented.quotations {
        if quotation.inner.start < outer_end || quotation.inner.is_empty() {
            continue;
        }
        outer_end = quotation.span.end;
        let Some(surroundings) = Surroundings::of(context, quotation) else {
            continue;
        };
        if is_name(context, &surroundings) {
            continue;
        }
        if let Some(holder) = found.iter_mut().find(|quote| quote.span.overlaps(quotation.inner)) {
            holder.kind = QuoteKind::Mixed;
            holder.span = holder.span.cover(quotation.inner);
            continue;
        }
        let Some(quote) = direct(context, quotation, &surroundings, last) else {
            continue;
        };
        last = quote.speaker.map(|span| Speaker {
            span,
            paragraph: surroundings.paragraph,
            end: quotation.span.end,
        });
        found.push(quote);
    }
}

/// Who spoke last, and where.
#[derive(Clone, Copy)]
struct Speaker {
    span: Span,
    paragraph: usize,
    end: u32,
}

/// A quotation with the tokens before and after it in its paragraph.
struct Surroundings {
    paragraph: usize,
    before: Range<usize>,
    inner: Range<usize>,
    after: Range<usize>,
}

impl Surroundings {
    fn of(context: &Context<'_>, quotation: &Quotation) -> Option<Self> {
        let segmented = context.syntax.segmented;
        let paragraph = segmented
            .paragraphs
            .partition_point(|paragraph| paragraph.span.end <= quotation.span.start);
        let whole = segmented.tokens_in(segmented.paragraphs.get(paragraph)?.span);
        let marked = segmented.tokens_in(quotation.span);
        Some(Self {
            paragraph,
            before: whole.start.min(marked.start)..marked.start,
            inner: segmented.tokens_in(quotation.inner),
            after: marked.end..whole.end.max(marked.end),
        })
    }
}

/// `the report entitled "…"`, `the "war on drugs"`.
fn is_name(context: &Context<'_>, around: &Surroundings) -> bool {
    let syntax = context.syntax;
    let mut previous = around
        .before
        .clone()
        .rev()
        .filter(|&token| syntax.pos(token) != Pos::Mark);
    let names = previous
        .next()
        .is_some_and(|token| context.cues.is_naming(syntax.key(token)));
    let words = around
        .inner
        .clone()
        .filter(|&token| !matches!(syntax.pos(token), Pos::Break | Pos::Comma | Pos::Mark))
        .count();
    names || (words < LEAST_WORDS && !stands_alone(context, around))
}

/// Does the quotation open a sentence or follow a comma or colon?
fn stands_alone(context: &Context<'_>, around: &Surroundings) -> bool {
    match around.before.clone().next_back() {
        None => true,
        Some(token) => matches!(context.syntax.pos(token), Pos::Break | Pos::Comma | Pos::Mark),
    }
}

fn direct(
    context: &Context<'_>,
    quotation: &Quotation,
    around: &Surroundings,
    last: Option<Speaker>,
) -> Option<QuoteCandidate> {
    let attributed = if ends_open(context, quotation) {
        behind(context, around).or_else(|| ahead(context, around))
    } else {
        ahead(context, around).or_else(|| behind(context, around))
    };
    let opens = around.before.is_empty() && around.paragraph > 0;
    let attributed = attributed.or_else(|| opens.then(|| announced(context, around.paragraph - 1)).flatten());
    let alone = stands_alone(context, around);
    if !alone && attributed.is_none() {
        return None;
    }
    let carried = last.filter(|last| last.paragraph + 1 >= around.paragraph && goes_on(context, last, quotation));
    let (speaker, cue, addressee, rule) = match (attributed, carried) {
        (
            Some(Attribution {
                cue,
                speaker,
                addressee,
                ..
            }),
            _,
        ) => (speaker, Some(cue), addressee, "direct.cue"),
        (None, Some(last)) => (Some(last.span), None, None, "direct.carried"),
        (None, None) => (labelled(context, around), None, None, "direct.bare"),
    };
    Some(QuoteCandidate {
        span: quotation.inner,
        kind: if alone { QuoteKind::Direct } else { QuoteKind::Mixed },
        cue: cue.map(|cue| context.syntax.segmented.tokens[cue].span),
        speaker,
        addressee,
        rule,
    })
}

/// `…," he said`: the quotation ends with a comma, question or exclamation mark.
fn ends_open(context: &Context<'_>, quotation: &Quotation) -> bool {
    let inner = context.syntax.segmented.slice(quotation.inner).trim_end();
    let after = &context.syntax.segmented.text()[quotation.span.end as usize..];
    inner.ends_with([',', '?', '!', '-', '\u{2014}', '\u{2026}']) || after.trim_start().starts_with(',')
}

/// The attribution behind a quotation, up to the end of its sentence or the next quotation.
fn behind(context: &Context<'_>, around: &Surroundings) -> Option<Attribution> {
    const REACH: usize = 30;
    let syntax = context.syntax;
    let limit = around.after.end.min(around.after.start + REACH);
    let mut end = around.after.start;
    while end < limit && !opens_quotation(context, end) && (syntax.pos(end) != Pos::Break) {
        end += 1;
    }
    let first = (around.after.start..end).find(|&token| syntax.pos(token) == Pos::Verb)?;
    let found = attribution(context, around.after.start..end)?;
    let is_near = found.cue <= first + 12 && !starts_sentence(context, around.after.start);
    is_near.then_some(found)
}

/// A capital at the first word after the quotation, which itself ended with a full stop, opens another sentence.
fn starts_sentence(context: &Context<'_>, token: usize) -> bool {
    let segmented = context.syntax.segmented;
    let Some(word) = segmented.tokens.get(token) else {
        return true;
    };
    let before = segmented.text()[..word.span.start as usize]
        .trim_end()
        .trim_end_matches(['"', '\'', '\u{201D}', '\u{2019}', '\u{BB}']);
    before.ends_with('.') && segmented.word(token).starts_with(char::is_uppercase)
}

fn opens_quotation(context: &Context<'_>, token: usize) -> bool {
    let span = context.syntax.segmented.tokens[token].span;
    let quotations = &context.syntax.segmented.quotations;
    let index = quotations.partition_point(|quotation| quotation.span.start < span.start);
    quotations
        .get(index)
        .is_some_and(|quotation| quotation.span.start == span.start)
}

/// The attribution before a quotation, from the start of its sentence on.
fn ahead(context: &Context<'_>, around: &Surroundings) -> Option<Attribution> {
    const REACH: usize = 40;
    let syntax = context.syntax;
    let mut tokens = around.before.clone().rev().take(REACH);
    let last = tokens.next()?;
    if syntax.pos(last) == Pos::Break && syntax.word(last) != ":" {
        return None;
    }
    let start = tokens
        .find(|&token| matches!(syntax.pos(token), Pos::Break) || syntax.word(token).starts_with(['"', '\u{201D}']))
        .map_or(
            around.before.end.saturating_sub(REACH).max(around.before.start),
            |token| token + 1,
        );
    attribution_backwards(context, start..around.before.end)
}

/// The last reporting verb before the quotation counts.
fn attribution_backwards(context: &Context<'_>, tokens: Range<usize>) -> Option<Attribution> {
    let starts: Vec<usize> = tokens
        .clone()
        .rev()
        .filter(|&token| context.syntax.pos(token) == Pos::Verb)
        .collect();
    starts.into_iter().find_map(|verb| {
        let is_direct = context
            .cues
            .cue(context.syntax.key(verb))
            .is_some_and(|cue| cue.is_direct);
        if !is_direct {
            return None;
        }
        super::speakers::read(context, verb, &tokens).filter(|read| read.speaker.is_some())
    })
}

/// Nothing but an attribution of the same speaker stands between two quotations.
fn goes_on(context: &Context<'_>, last: &Speaker, quotation: &Quotation) -> bool {
    const GAP: usize = 200;
    let segmented = context.syntax.segmented;
    let between = &segmented.text()[last.end as usize..quotation.span.start as usize];
    between.len() <= GAP
}

/// `Clinton: "…"`, `"…" - Bernie Sanders`: a name beside a colon or dash.
fn labelled(context: &Context<'_>, around: &Surroundings) -> Option<Span> {
    let syntax = context.syntax;
    let colon = around
        .before
        .clone()
        .next_back()
        .filter(|&token| syntax.word(token) == ":")?;
    let chunk = colon.checked_sub(1).and_then(|token| syntax.chunk_at(token))?;
    Some(super::speakers::name_of(context, chunk))
}
