//! The lines of a page → a verdict for each: part of the article, or noise with a reason.

use super::page::Page;
use crate::document::{BlockKind, DropReason};
use crate::kb::CleaningLists;

/// What becomes of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Keep(BlockKind),
    Drop(DropReason),
}

/// Judges every line of a page; the verdicts stand in the order of the lines.
pub fn judge(page: &Page, _lists: &CleaningLists) -> Vec<Verdict> {
    let title = page.metadata.title.as_deref().map(str::trim);
    let mut verdicts: Vec<Verdict> = Vec::with_capacity(page.lines.len());
    for (place, line) in page.lines.iter().enumerate() {
        let text = line.text.text.as_str();
        let kind = if place == 0 && (title == Some(text) || looks_like_title(page)) {
            BlockKind::Title
        } else {
            line.kind.unwrap_or(BlockKind::Paragraph)
        };
        verdicts.push(Verdict::Keep(kind));
    }
    verdicts
}

/// The first line is short, no sentence, and more follows.
fn looks_like_title(page: &Page) -> bool {
    const LONGEST: usize = 200;
    let [first, _, ..] = page.lines.as_slice() else {
        return false;
    };
    let text = &first.text.text;
    text.len() <= LONGEST && !text.ends_with(['.', '!', '?', ':', ';', ',', '”', '"', '…', ')'])
}
