//! The lines of a page → a verdict for each: part of the article, or noise with a reason; and what the
//! noise says about the article.

mod cues;
mod features;
mod glossary;
mod head;
mod model;
mod reasons;

use self::cues::Cues;
pub use self::features::{Features as LineFeatures, NAMES as LINE_FEATURES};
use self::features::{LineShape, features, shapes};
pub use self::model::{LineModel, TASK as LINE_TASK};
use super::page::Page;
use crate::document::{BlockKind, DropReason, Published};
use crate::kb::CleaningLists;

/// What becomes of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Keep(BlockKind),
    Drop(DropReason),
}

/// The verdicts in the order of the lines, and what was read off them.
#[derive(Debug, Default)]
pub struct Judgement {
    pub verdicts: Vec<Verdict>,
    /// The title as a line of the page.
    pub title: Option<String>,
    pub byline: Option<String>,
    pub published: Option<Published>,
}

/// A line more likely than this to be article is kept.
const KEEP: f32 = 0.4;

/// The same for running text right beside a line that is kept.
const KEEP_BESIDE: f32 = 0.15;
/// Running text with other running text this many lines before and after it is kept in any case.
const REACH: usize = 12;

/// What the model sees of each line of a page, given as text and whether a blank line stands before it.
pub fn line_features<'l>(lines: impl Iterator<Item = (&'l str, bool)>, lists: &CleaningLists) -> Vec<LineFeatures> {
    features(&shapes(lines, lists))
}

/// Judges every line of a page.
pub fn judge(page: &Page, lists: &CleaningLists, model: &LineModel) -> Judgement {
    let texts: Vec<&str> = page.lines.iter().map(|line| line.text.text.as_str()).collect();
    let shapes = shapes(
        texts.iter().copied().zip(page.lines.iter().map(|line| line.has_gap)),
        lists,
    );
    let is_scraped = is_scraped(&shapes);
    let mut is_kept = if is_scraped && !page.is_extracted {
        likely(&shapes, model)
    } else {
        vec![true; texts.len()]
    };
    let mut drops: Vec<Option<DropReason>> = vec![None; texts.len()];
    glossary::mark(&shapes, &mut drops);
    reasons::mark_certain(page, &shapes, &mut drops, lists);
    for (kept, drop) in is_kept.iter_mut().zip(&drops) {
        *kept &= drop.is_none();
    }
    let lines = head::Lines {
        texts: &texts,
        shapes: &shapes,
        is_kept: &is_kept,
        drops: &drops,
        is_scraped,
        lists,
    };
    let head = head::read(page, &lines);
    let body = body_of(&is_kept, &shapes);
    let verdicts = (0..texts.len())
        .map(|place| match (head.verdict(place), is_kept[place]) {
            (Some(verdict), _) => verdict,
            (None, true) => Verdict::Keep(kind(page, &shapes, place)),
            (None, false) => Verdict::Drop(drops[place].unwrap_or_else(|| reasons::guess(&shapes, &body, place))),
        })
        .collect();
    Judgement {
        verdicts,
        title: head.title.map(|place| texts[place].to_string()),
        byline: head.byline,
        published: head.published,
    }
}

/// Which lines are likely part of the article: by the model, but running text amid running text stays.
fn likely(shapes: &[LineShape], model: &LineModel) -> Vec<bool> {
    let probabilities: Vec<f32> = features(shapes).iter().map(|line| model.probability(line)).collect();
    let is_body: Vec<bool> = (0..shapes.len())
        .map(|place| probabilities[place] >= KEEP && shapes[place].is_sentence())
        .collect();
    let is_near = |range: std::ops::Range<usize>| is_body[range].iter().filter(|is_body| **is_body).count() >= 2;
    (0..shapes.len())
        .map(|place| {
            let is_text = shapes[place].is_sentence() && shapes[place].has_end && shapes[place].cues == Cues::default();
            let after = place + 1..(place + 1 + REACH).min(shapes.len());
            let is_amid = is_near(place.saturating_sub(REACH)..place) && is_near(after);
            let is_beside = probabilities[place] >= KEEP_BESIDE
                && (place > 0 && is_body[place - 1] || is_body.get(place + 1) == Some(&true));
            probabilities[place] >= KEEP || is_text && (is_amid || is_beside)
        })
        .collect()
}

/// Has page furniture around the article: text that is clean already has hardly a line that is no
/// sentence, but for headings.
fn is_scraped(shapes: &[LineShape]) -> bool {
    let furniture = shapes
        .iter()
        .filter(|shape| shape.cues.line.is_some() || shape.cues.any.is_some())
        .count();
    let open = shapes
        .iter()
        .filter(|shape| !shape.is_sentence() && !shape.has_end && shape.words <= 12)
        .count();
    furniture >= 2 || (furniture >= 1 && open >= 3) || open >= 8 && open * 2 > shapes.len()
}

/// First and last kept sentence.
fn body_of(is_kept: &[bool], shapes: &[LineShape]) -> std::ops::Range<usize> {
    let is_body = |&place: &usize| is_kept[place] && shapes[place].is_sentence();
    let first = (0..shapes.len()).find(is_body).unwrap_or(0);
    first..(first..shapes.len()).rev().find(is_body).map_or(first, |last| last + 1)
}

fn kind(page: &Page, shapes: &[LineShape], place: usize) -> BlockKind {
    let shape = &shapes[place];
    let is_heading = !shape.has_end && shape.words <= 12 && !page.lines[place].text.text.ends_with([':', ',', ';']);
    match page.lines[place].kind {
        Some(kind) => kind,
        None if is_heading && place + 1 < shapes.len() => BlockKind::Heading,
        None => BlockKind::Paragraph,
    }
}

#[cfg(test)]
mod tests;
