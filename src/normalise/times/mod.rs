//! [`TaggedDocument`] times → TIMEX3 values and days, anchored where that is certain.

mod anchors;
mod choices;
mod periods;
mod resolver;
mod tense;

use self::anchors::Anchors;
use self::periods::Period;
use self::resolver::Resolver;
use crate::document::{TaggedDocument, TimeAnchor, TimeExpression, TimeMention};
use crate::kb::TimeLexicon;

/// Resolves time expressions against the publication date and the dates of the document: one
/// expression per mention, in the same order. What cannot be known stays X in the value and null in
/// the dates.
pub fn resolve(tagged: &TaggedDocument, lexicon: &TimeLexicon) -> Vec<TimeExpression> {
    let mut resolver = Resolver::new(tagged, lexicon, Anchors::of(tagged));
    let mentions = &tagged.times;
    let mut expressions: Vec<TimeExpression> = mentions
        .iter()
        .zip(1..)
        .map(|(mention, next)| expression(mention, resolver.resolve(mention, mentions.get(next))))
        .collect();
    for (at, mention) in mentions.iter().enumerate() {
        if mention.opens_range && at + 1 < expressions.len() {
            let start = expressions[at].start;
            expressions[at].through = expressions[at + 1]
                .end
                .filter(|end| start.is_some_and(|start| start <= *end));
        }
    }
    expressions
}

fn expression(mention: &TimeMention, (period, anchor): (Period, TimeAnchor)) -> TimeExpression {
    TimeExpression {
        span: mention.span,
        timex_type: mention.timex_type,
        value: period.value,
        start: period.start,
        end: period.end,
        through: None,
        precision: period.precision,
        anchor,
        rule: mention.rule,
    }
}
