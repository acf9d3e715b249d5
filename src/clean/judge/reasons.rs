//! Lines → the ones that are certainly noise, and the likeliest reason for a line that was dropped.

use std::ops::Range;

use super::features::LineShape;
use crate::clean::page::Page;
use crate::document::{BlockKind, DropReason};
use crate::kb::CleaningLists;

/// Share of a line inside links above which it is one.
const LINK: f32 = 0.8;

/// Marks the lines whose wording or neighbours leave no doubt.
pub fn mark_certain(page: &Page, shapes: &[LineShape], drops: &mut [Option<DropReason>], lists: &CleaningLists) {
    let mut section: Option<Section> = None;
    let mut is_before_text = true;
    for (place, shape) in shapes.iter().enumerate() {
        let line = &page.lines[place];
        is_before_text &= !shape.is_sentence();
        section = next_section(section, shape, is_before_text);
        let is_link = line.linked_share >= LINK;
        let reason = if is_residue(shape, &line.text.text, lists) {
            Some(DropReason::Residue)
        } else if shape.cues.line.is_some() && !is_in_text(shapes, place) {
            shape.cues.line
        } else if is_furniture_sentence(shape) {
            shape.cues.category()
        } else if shape.words <= 3 && line.text.text.ends_with(" :") {
            Some(DropReason::Form)
        } else if page.is_extracted && line.kind == Some(BlockKind::Caption) || is_credit(shape, &line.text.text) {
            Some(DropReason::Gallery)
        } else if is_link && (shape.cues.start.is_some() || is_lone_link(shape, line.kind)) {
            shape.cues.start.or(Some(DropReason::Related))
        } else if page.is_extracted && is_copy(shapes, place) {
            Some(DropReason::Boilerplate)
        } else {
            let is_listed = !shape.is_sentence() && !shape.has_end && (is_link || !page.is_extracted);
            section.filter(|_| is_listed).map(|section| section.reason)
        };
        drops[place] = drops[place].or(reason);
    }
}

/// Who made or owns a picture, in a line of its own.
fn is_credit(shape: &LineShape, text: &str) -> bool {
    const LONGEST: usize = 14;
    let is_bracketed = text.starts_with('(') && text.ends_with(')');
    let by_cue = shape.cues.start == Some(DropReason::Gallery) && (text.contains([':', '©', '/']) || shape.words <= 4);
    shape.words <= LONGEST && !shape.has_end | is_bracketed && by_cue
}

/// A paragraph or heading that is nothing but a link and no sentence. Items of a list may well be.
fn is_lone_link(shape: &LineShape, kind: Option<BlockKind>) -> bool {
    let is_item = kind == Some(BlockKind::ListItem);
    !is_item && shape.words >= 4 && !shape.has_end && !shape.is_sentence()
}

/// Some words that the page said a few lines before, as it does with captions and calls.
fn is_copy(shapes: &[LineShape], place: usize) -> bool {
    const FEWEST_WORDS: usize = 3;
    const REACH: usize = 12;
    let shape = &shapes[place];
    let mut before = shapes[place.saturating_sub(REACH)..place].iter();
    shape.copies > 1 && shape.words >= FEWEST_WORDS && before.any(|other| other.folded == shape.folded)
}

/// A stretch of lines that its heading names.
#[derive(Clone, Copy)]
struct Section {
    reason: DropReason,
    /// Lines that may still belong to it.
    left: usize,
}

/// Lines of a section that no running text has ended.
const SECTION: usize = 12;

/// A heading such as `Related` or `Tags` names what the lines after it are, up to the next running text.
/// Before the first running text only lists of other articles do: menus have items of the other names.
fn next_section(section: Option<Section>, shape: &LineShape, is_before_text: bool) -> Option<Section> {
    let after_text = [DropReason::Tags, DropReason::Comments, DropReason::Gallery];
    let opens = |reason: DropReason| reason == DropReason::Related || !is_before_text && after_text.contains(&reason);
    let goes_on = section.and_then(|section| {
        let left = section.left.checked_sub(usize::from(is_before_text))?;
        Some(Section { left, ..section })
    });
    match shape.cues.line {
        Some(reason) if opens(reason) => Some(Section { reason, left: SECTION }),
        Some(_) => goes_on.filter(|_| shape.words <= 3),
        None if shape.is_sentence() || shape.has_end && shape.words >= 5 => None,
        None => goes_on,
    }
}

/// Nothing but function words and punctuation: what is left of `by X in Y, date` without its links.
fn is_residue(shape: &LineShape, text: &str, lists: &CleaningLists) -> bool {
    let mut words = shape.folded.split(' ').filter(|word| !word.is_empty()).peekable();
    let is_empty = words.peek().is_none();
    let is_cut = !shape.has_end && !text.starts_with(char::is_uppercase);
    is_empty || shape.words <= 4 && is_cut && words.all(|word| lists.stop_words.contains(word))
}

/// Short calls to give, join, share or comment, and notices, even where they are whole sentences.
fn is_furniture_sentence(shape: &LineShape) -> bool {
    const LONGEST: usize = 40;
    let by_start = matches!(
        shape.cues.start,
        Some(DropReason::Promotion | DropReason::Comments | DropReason::Disclaimer)
    );
    let has_quote = shape.folded.is_empty();
    let is_call = by_start && shape.words <= 14 && shape.cues.any.is_none();
    !has_quote && shape.words <= LONGEST && (shape.cues.any.is_some() || is_call)
}

/// Stands between two lines of running text: a one-word heading of the article may read like furniture.
fn is_in_text(shapes: &[LineShape], place: usize) -> bool {
    let is_text = |at: Option<usize>| at.and_then(|at| shapes.get(at)).is_some_and(LineShape::is_sentence);
    let strong = [DropReason::Navigation, DropReason::Form];
    let is_weak = shapes[place]
        .cues
        .line
        .is_some_and(|category| strong.contains(&category));
    is_weak && is_text(place.checked_sub(1)) && is_text(place.checked_add(1))
}

/// The likeliest reason for a line that was dropped because of how it looks.
pub fn guess(shapes: &[LineShape], body: &Range<usize>, place: usize) -> DropReason {
    let shape = &shapes[place];
    if let Some(category) = shape.cues.category() {
        return category;
    }
    if place == 0 && shape.has_pipe {
        return DropReason::SiteName;
    }
    if shape.words <= 4 {
        return DropReason::Navigation;
    }
    if place >= body.end && !shape.has_end {
        return DropReason::Related;
    }
    DropReason::Boilerplate
}
