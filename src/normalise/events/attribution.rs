//! A trigger and the quotes of the document → who says so.

use crate::document::{NormalisedDocument, QuoteKind};
use crate::text::Span;

/// The innermost reported speech around a trigger.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    /// Index of the speaker's entity.
    pub speaker: Option<usize>,
    /// The trigger stands between quotation marks.
    pub in_quote: bool,
}

pub(super) fn of(document: &NormalisedDocument, trigger: Span) -> Said {
    let mut around: Vec<_> = document
        .quotes
        .iter()
        .take_while(|quote| quote.span.start <= trigger.start)
        .filter(|quote| quote.span.contains(trigger))
        .collect();
    around.sort_by_key(|quote| quote.span.len());
    Said {
        speaker: around.iter().find_map(|quote| quote.speaker_entity),
        in_quote: around.iter().any(|quote| quote.kind != QuoteKind::Indirect),
    }
}
