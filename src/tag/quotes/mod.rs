//! Quotation spans and reporting clauses → direct, mixed and indirect quotes with the words that name their speakers.

mod marked;
mod reported;
mod speakers;
mod statements;

use crate::document::{NameMention, QuoteCandidate};
use crate::kb::QuoteCues;
use crate::tag::syntax::Syntax;

/// What the tagger reads.
pub(super) struct Context<'c> {
    pub syntax: &'c Syntax<'c>,
    pub names: &'c [NameMention],
    pub cues: &'c QuoteCues,
}

/// The quotes of a document, ascending by span.
pub(super) fn tag(context: &Context<'_>) -> Vec<QuoteCandidate> {
    let mut found = reported::find(context);
    marked::add(context, &mut found);
    statements::add(context, &mut found);
    found.sort_by_key(|quote| (quote.span, quote.rule));
    found.dedup_by_key(|quote| quote.span);
    found
}
