//! Lines → which of them are a glossary: terms, often written twice, each with its definition.

use super::features::LineShape;
use crate::document::DropReason;

/// Entries that make a glossary of lines that could also be something else.
const FEWEST: usize = 3;

/// Marks the lines of a glossary: at least three entries of a short line, the same line again, and at most
/// one line that defines it, near each other.
pub fn mark(shapes: &[LineShape], drops: &mut [Option<DropReason>]) {
    let entries = entries(shapes);
    let mut start = 0;
    while start < entries.len() {
        let mut end = start + 1;
        while end < entries.len() && entries[end].start - entries[end - 1].end <= 1 {
            end += 1;
        }
        if end - start >= FEWEST {
            let lines = entries[start].start..entries[end - 1].end;
            drops[lines].fill(Some(DropReason::Glossary));
        }
        start = end;
    }
}

/// Term, term again, definition.
fn entries(shapes: &[LineShape]) -> Vec<std::ops::Range<usize>> {
    const LONGEST_TERM: usize = 7;
    const LONGEST_DEFINITION: usize = 80;
    let mut entries = Vec::new();
    let mut place = 0;
    while place + 1 < shapes.len() {
        let (term, again) = (&shapes[place], &shapes[place + 1]);
        if term.folded != again.folded || term.words > LONGEST_TERM || term.has_end || term.folded.is_empty() {
            place += 1;
            continue;
        }
        let definition = shapes
            .get(place + 2)
            .filter(|shape| shape.words > LONGEST_TERM || shape.has_end);
        let is_defined = definition.is_some_and(|shape| shape.words <= LONGEST_DEFINITION);
        let end = place + 2 + usize::from(is_defined);
        entries.push(place..end);
        place = end;
    }
    entries
}
