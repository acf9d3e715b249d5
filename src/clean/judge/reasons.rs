//! Lines → the ones that are certainly noise, and the likeliest reason for a line that was dropped.

use std::ops::Range;

use super::features::LineShape;
use crate::document::DropReason;
use crate::kb::CleaningLists;

/// Marks the lines whose wording or neighbours leave no doubt.
pub fn mark_certain(texts: &[&str], shapes: &[LineShape], drops: &mut [Option<DropReason>], lists: &CleaningLists) {
    let mut section = None;
    for (place, shape) in shapes.iter().enumerate() {
        section = next_section(section, shape);
        let reason = if is_residue(shape, lists) {
            Some(DropReason::Residue)
        } else if shape.cues.line.is_some() && !is_in_text(shapes, place) {
            shape.cues.line
        } else if is_furniture_sentence(shape) {
            shape.cues.category()
        } else if shape.words <= 3 && texts[place].ends_with(" :") {
            Some(DropReason::Form)
        } else {
            section.filter(|_| !shape.is_sentence() && !shape.has_end)
        };
        drops[place] = drops[place].or(reason);
    }
}

/// A heading such as `Related` or `Tags` names what the lines after it are, up to the next running text.
fn next_section(section: Option<DropReason>, shape: &LineShape) -> Option<DropReason> {
    let opens = [
        DropReason::Related,
        DropReason::Tags,
        DropReason::Comments,
        DropReason::Gallery,
    ];
    match shape.cues.line {
        Some(category) if opens.contains(&category) => Some(category),
        Some(_) => section.filter(|_| shape.words <= 3),
        None if shape.is_sentence() || shape.has_end && shape.words >= 5 => None,
        None => section,
    }
}

/// Nothing but function words and punctuation: what is left of `by X in Y, date` without its links.
fn is_residue(shape: &LineShape, lists: &CleaningLists) -> bool {
    let mut words = shape.folded.split(' ').filter(|word| !word.is_empty()).peekable();
    let is_empty = words.peek().is_none();
    is_empty || shape.words <= 4 && !shape.has_end && words.all(|word| lists.stop_words.contains(word) && word != "i")
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
