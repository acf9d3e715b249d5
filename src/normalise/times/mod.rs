//! [`TaggedDocument`] times → TIMEX3 values and days, anchored where that is certain.

mod anchors;
mod periods;
mod resolver;
mod tense;
#[cfg(test)]
mod tests;

use self::anchors::Anchors;
use self::resolver::Resolver;
use crate::document::{TaggedDocument, TimeExpression, TimexType};
use crate::error::Error;
use crate::kb::TimeLexicon;

/// Resolves time expressions against the publication date and the dates of the document.
pub struct TimeResolver {
    lexicon: TimeLexicon,
}

impl TimeResolver {
    /// # Errors
    /// [`Error::Configuration`] where a list of `kb/times/` breaks its format.
    pub fn new() -> Result<Self, Error> {
        Ok(Self {
            lexicon: TimeLexicon::embedded()?,
        })
    }

    /// One expression per mention, in the same order. What cannot be known stays X in the value and
    /// null in the dates.
    pub fn resolve(&self, tagged: &TaggedDocument) -> Vec<TimeExpression> {
        let anchors = Anchors::of(tagged);
        let mut resolver = Resolver::new(tagged, &self.lexicon, anchors);
        tagged
            .times
            .iter()
            .map(|mention| {
                let (period, anchor) = resolver.resolve(mention);
                let has_days = mention.timex_type != TimexType::Set;
                TimeExpression {
                    span: mention.span,
                    timex_type: mention.timex_type,
                    value: period.value,
                    start: period.start.filter(|_| has_days),
                    end: period.end.filter(|_| has_days),
                    precision: period.precision,
                    anchor,
                    rule: mention.rule,
                }
            })
            .collect()
    }
}
