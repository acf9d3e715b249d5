//! The lines around the beginning of the article → title, byline, publication date.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::Verdict;
use super::cues::fold;
use super::features::LineShape;
use crate::clean::dates::{date_in_line, parse_date};
use crate::clean::page::Page;
use crate::document::{BlockKind, DropReason, Published, PublishedFrom};
use crate::kb::CleaningLists;

/// What stands at the head of an article.
#[derive(Debug, Default)]
pub struct Head {
    /// Line of the title.
    pub title: Option<usize>,
    pub byline: Option<String>,
    pub published: Option<Published>,
    /// Lines of the head with what becomes of them.
    verdicts: Vec<(usize, Verdict)>,
}

impl Head {
    /// The verdict on a line of the head.
    pub fn verdict(&self, place: usize) -> Option<Verdict> {
        self.verdicts
            .iter()
            .find(|(line, _)| *line == place)
            .map(|(_, verdict)| *verdict)
    }
}

/// The lines of a page as judged so far.
#[derive(Clone, Copy)]
pub struct Lines<'p> {
    pub texts: &'p [&'p str],
    pub shapes: &'p [LineShape],
    pub is_kept: &'p [bool],
    /// Lines that are certainly noise.
    pub drops: &'p [Option<DropReason>],
    pub is_scraped: bool,
    pub lists: &'p CleaningLists,
}

/// Lines before the first running text in which title, byline and date are looked for.
const REACH: usize = 40;
/// Lines after the first running text in which a date or byline may still stand.
const AFTER: usize = 4;

/// Words of a line that may hold a date among others (`by A. Writer May 29, 2025 9:45 am`).
const LONGEST_DATE_LINE: usize = 14;

/// Reads the head: the lines before the first kept sentence.
pub fn read(page: &Page, lines: &Lines) -> Head {
    let Lines {
        texts,
        shapes,
        is_kept,
        lists,
        ..
    } = *lines;
    let mut head = Head::default();
    let body = (0..texts.len())
        .find(|&place| is_kept[place] && shapes[place].is_sentence())
        .unwrap_or(texts.len());
    let start = body.saturating_sub(REACH);
    head.title = find_title(page, lines, start..body);
    for place in start..(body + AFTER).min(texts.len()) {
        if head.title == Some(place) {
            continue;
        }
        if let Some(published) =
            parse_date(texts[place], PublishedFrom::Body, lists).filter(|_| shapes[place].words > 1)
        {
            head.published = head.published.or(Some(published));
            head.verdicts.push((place, Verdict::Drop(DropReason::Date)));
        } else if let Some(byline) = byline(texts[place], &shapes[place], lists) {
            head.byline = head.byline.or(Some(byline));
            head.verdicts.push((place, Verdict::Drop(DropReason::Byline)));
        }
        let is_label = !shapes[place].is_sentence() && shapes[place].words <= LONGEST_DATE_LINE;
        if head.published.is_none() && is_label {
            head.published = date_in_line(texts[place], PublishedFrom::Body, lists);
        }
    }
    if let Some(title) = head.title {
        mark_title(&mut head, title, shapes, is_kept);
    }
    head
}

/// The title stays and nothing before it does; where it is written again it goes.
fn mark_title(head: &mut Head, title: usize, shapes: &[LineShape], is_kept: &[bool]) {
    for (place, is_kept) in is_kept[..title].iter().enumerate() {
        if *is_kept && head.verdict(place).is_none() {
            head.verdicts.push((place, Verdict::Drop(DropReason::Boilerplate)));
        }
    }
    let repeats = (0..shapes.len()).filter(|&place| place != title && shapes[place].folded == shapes[title].folded);
    for place in repeats {
        head.verdicts.retain(|(line, _)| *line != place);
        head.verdicts.push((place, Verdict::Drop(DropReason::TitleRepeat)));
    }
    head.verdicts.push((title, Verdict::Keep(BlockKind::Title)));
}

/// The title's line: the one that says the stated title; else the headline before the text that shares
/// the most with it, is written twice, or is near it.
fn find_title(page: &Page, lines: &Lines, head: Range<usize>) -> Option<usize> {
    let Lines { texts, shapes, .. } = *lines;
    let marked = page.lines.iter().position(|line| line.kind == Some(BlockKind::Title));
    if marked.is_some() {
        return marked;
    }
    if let Some(stated) = page
        .metadata
        .title
        .as_deref()
        .map(fold)
        .filter(|title| !title.is_empty())
    {
        return head.rev().find(|&place| shapes[place].folded == stated);
    }
    if head.end == texts.len() {
        return None;
    }
    let body: FxHashSet<&str> = shapes[head.end..]
        .iter()
        .take(BODY_LINES)
        .flat_map(|shape| shape.folded.split(' '))
        .filter(|word| !lines.lists.stop_words.contains(*word))
        .collect();
    let score = |place: usize| {
        let shape = &shapes[place];
        let words = || {
            shape
                .folded
                .split(' ')
                .filter(|word| !lines.lists.stop_words.contains(*word))
        };
        let shared = words().filter(|word| body.contains(word)).count() as f32 / words().count().max(1) as f32;
        let length = shape.words.min(8) as f32 / 8.0;
        let copied = f32::from(u8::from(shape.copies > 1));
        2.0 * shared + 0.5 * length + 0.5 * copied - 0.04 * (head.end - place) as f32
    };
    let headlines = head.clone().filter(|&place| is_headline(lines, place));
    if !lines.is_scraped {
        return headlines.into_iter().next();
    }
    let scored: Vec<(f32, usize)> = headlines.map(|place| (score(place), place)).collect();
    let best = scored.iter().max_by(|(one, _), (other, _)| one.total_cmp(other))?;
    if best.0 < LEAST_SCORE {
        return None;
    }
    // Standfirst and caption follow the headline and share more words with the text.
    let is_first = |(score, place): &&(f32, usize)| *score >= best.0 - HEAD_START && *place + GROUP >= best.1;
    scored.iter().find(is_first).map(|(_, place)| *place)
}

/// Lines in which headline, standfirst, byline and caption stand.
const GROUP: usize = 6;
/// What the first of them may lack in score.
const HEAD_START: f32 = 0.6;

/// Lines of the text that a headline's words are looked for in.
const BODY_LINES: usize = 6;
/// A headline that shares a third of its words with the text, or is written twice, reaches it.
const LEAST_SCORE: f32 = 0.9;

/// Reads like a headline: some words, no sentence, no furniture.
fn is_headline(lines: &Lines, place: usize) -> bool {
    let (shape, text) = (&lines.shapes[place], lines.texts[place]);
    let is_menu = text.matches('|').count() > 1;
    let is_label = shape.cues.line.is_some() || shape.cues.any.is_some() || shape.has_address || is_menu;
    let is_open = !text.ends_with(['.', ',', ';', ':', ')']) || text.ends_with("...");
    let is_free = lines.drops[place].is_none();
    let is_long_enough = shape.words >= 3 && shape.chars >= 15 && shape.words <= 30;
    is_free && is_long_enough && is_open && !is_label && !shape.starts_lower
}

/// `By A. Writer`, `A. Writer reports`.
fn byline(text: &str, shape: &LineShape, lists: &CleaningLists) -> Option<String> {
    const LONGEST: usize = 12;
    if shape.words > LONGEST || shape.words < 2 || shape.has_end && !text.ends_with('.') {
        return None;
    }
    let is_byline = shape.cues.start == Some(DropReason::Byline);
    let names = text.split_once(' ').map(|(_, names)| names)?;
    let names = names.trim_start_matches("by ").trim();
    let are_names = names
        .split(|c: char| !c.is_alphanumeric() && c != '.' && c != '-' && c != '\'' && c != '’')
        .filter(|word| !word.is_empty())
        .all(|word| word.starts_with(char::is_uppercase) || lists.stop_words.contains(word));
    (is_byline && are_names && names.starts_with(char::is_uppercase)).then(|| names.to_string())
}
