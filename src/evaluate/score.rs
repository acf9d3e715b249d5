//! Names found against names annotated: precision, recall and F1 by type, exact span and type.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::text::Span;

/// Counts of one type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub right: usize,
    pub found: usize,
    pub wanted: usize,
}

impl Tally {
    pub fn precision(self) -> f64 {
        ratio(self.right, self.found)
    }

    pub fn recall(self) -> f64 {
        ratio(self.right, self.wanted)
    }

    /// Harmonic mean of precision and recall; 0 where both are.
    pub fn f1(self) -> f64 {
        ratio(2 * self.right, self.found + self.wanted)
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Tallies by type, as the CoNLL-2003 shared task counts them (Tjong Kim Sang and De Meulder 2003).
#[derive(Clone, Debug, Default)]
pub struct Scores {
    pub by_type: BTreeMap<String, Tally>,
}

impl Scores {
    /// Adds one text: names found and names annotated, each a span with its type.
    pub fn add(&mut self, found: &[(Span, &str)], wanted: &[(Span, &str)]) {
        for (_, label) in found {
            self.by_type.entry((*label).to_owned()).or_default().found += 1;
        }
        for name in wanted {
            let tally = self.by_type.entry(name.1.to_owned()).or_default();
            tally.wanted += 1;
            tally.right += usize::from(found.contains(name));
        }
    }

    /// All types together.
    pub fn total(&self) -> Tally {
        self.by_type.values().fold(Tally::default(), |sum, tally| Tally {
            right: sum.right + tally.right,
            found: sum.found + tally.found,
            wanted: sum.wanted + tally.wanted,
        })
    }

    /// A table with a row for each type and one for all.
    pub fn to_markdown(&self) -> String {
        let mut table = String::from("| type | precision | recall | F1 | annotated |\n|---|---|---|---|---|\n");
        let all = self.total();
        let rows = self
            .by_type
            .iter()
            .map(|(label, tally)| (label.as_str(), *tally))
            .chain([("all", all)]);
        for (label, tally) in rows {
            // Writing to a string cannot fail.
            let _ = writeln!(
                table,
                "| {label} | {:.3} | {:.3} | {:.3} | {} |",
                tally.precision(),
                tally.recall(),
                tally.f1(),
                tally.wanted
            );
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_exact_spans_and_types() {
        let (a, b, c) = (Span::new(0, 4), Span::new(6, 9), Span::new(12, 15));
        let mut scores = Scores::default();
        scores.add(
            &[(a, "PER"), (b, "ORG"), (c, "GPE")],
            &[(a, "PER"), (b, "GPE"), (c, "GPE")],
        );
        assert_eq!(
            scores.total(),
            Tally {
                right: 2,
                found: 3,
                wanted: 3
            }
        );
        assert_eq!(
            scores.by_type["GPE"],
            Tally {
                right: 1,
                found: 1,
                wanted: 2
            }
        );
        assert!((scores.by_type["GPE"].f1() - 2.0 / 3.0).abs() < 1e-9);
    }
}
