//! Blocks and lines of a text → paragraphs: blank lines part them, line ends do where the text is not
//! hard-wrapped there.

use crate::document::{Block, BlockKind, CleanDocument, Paragraph};
use crate::text::Span;

/// Longest headline, in bytes.
const MAX_HEADLINE: usize = 160;
/// Widths between which a text counts as hard-wrapped.
const WRAP_WIDTHS: std::ops::RangeInclusive<usize> = 38..=140;
/// A line starts a paragraph when it is indented by this many columns.
const MIN_INDENT: usize = 2;

/// Paragraphs without space at their ends, ascending; every character that is no white space is in
/// exactly one. The second value tells that the first paragraph is the headline.
pub fn paragraphs(clean: &CleanDocument) -> (Vec<Paragraph>, bool) {
    let text = clean.text.as_str();
    let wrap = Wrap::of(text);
    let mut found = Vec::new();
    let mut covered = 0;
    for Block { span, kind } in &clean.blocks {
        let start = (span.start as usize).max(covered);
        let end = (span.end as usize).max(start);
        wrap.cut(text, covered, start, false, &mut found);
        wrap.cut(
            text,
            start,
            end,
            matches!(kind, BlockKind::Title | BlockKind::Heading),
            &mut found,
        );
        covered = end;
    }
    wrap.cut(text, covered, text.len(), false, &mut found);
    let has_title = clean.blocks.first().is_some_and(|block| block.kind == BlockKind::Title);
    let is_headline = has_title || starts_with_headline(text, &found);
    (found, is_headline)
}

/// A short first paragraph without a full stop, with more text after it.
fn starts_with_headline(text: &str, paragraphs: &[Paragraph]) -> bool {
    let [first, _, ..] = paragraphs else { return false };
    let line = first.span.of(text);
    line.len() <= MAX_HEADLINE
        && !line.contains('\n')
        && line.split_whitespace().nth(2).is_some()
        && !line.ends_with(['.', '!', ':', ',', ';', '"', '”'])
}

/// The line width that a text is wrapped at, if it is.
struct Wrap {
    width: Option<usize>,
}

/// One line: without space at its ends, and how far it is indented.
#[derive(Clone, Copy)]
struct Line<'t> {
    text: &'t str,
    start: usize,
    indent: usize,
}

impl Line<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }

    fn length(&self) -> usize {
        if self.text.is_ascii() {
            self.text.len()
        } else {
            self.text.chars().count()
        }
    }

    fn first_word(&self) -> usize {
        self.text
            .split_whitespace()
            .next()
            .map_or(0, |word| word.chars().count())
    }

    fn starts_lower(&self) -> bool {
        self.text.starts_with(|c: char| c.is_lowercase())
    }

    fn starts_item(&self) -> bool {
        let mut characters = self.text.chars();
        match characters.next() {
            Some('-' | '*' | '•' | '·' | '–' | '—' | '>' | '|') => {
                characters.next().is_some_and(char::is_whitespace)
            }
            _ => false,
        }
    }

    fn ends_sentence(&self) -> bool {
        self.text.ends_with(['.', '!', '?', ':', ';', '"', '”', '…', ')'])
    }
}

impl Wrap {
    /// Wrapped texts break their lines where the next word would not have fitted the common width.
    fn of(text: &str) -> Self {
        if !text.contains('\n') {
            return Self { width: None };
        }
        let all: Vec<Line> = lines(text, 0, text.len()).collect();
        let breaks: Vec<(usize, usize)> = all
            .windows(2)
            .filter(|pair| !pair[0].text.is_empty() && !pair[1].text.is_empty() && pair[1].indent < MIN_INDENT)
            .map(|pair| (pair[0].length(), pair[1].first_word()))
            .collect();
        let mut lengths: Vec<usize> = breaks.iter().map(|pair| pair.0).collect();
        lengths.sort_unstable();
        let Some(&width) = lengths.get(lengths.len() * 9 / 10) else {
            return Self { width: None };
        };
        let full = breaks
            .iter()
            .filter(|(length, word)| length + 1 + word >= width)
            .count();
        let is_wrapped = lengths.len() >= 3 && WRAP_WIDTHS.contains(&width) && full * 10 >= breaks.len() * 6;
        Self {
            width: is_wrapped.then_some(width),
        }
    }

    /// The line end between two lines is inside a paragraph.
    fn joins(&self, line: Line, next: Line) -> bool {
        if next.starts_item() || line.text.is_empty() || next.text.is_empty() {
            return false;
        }
        match self.width {
            Some(_) if next.indent >= MIN_INDENT && line.indent < MIN_INDENT => false,
            Some(_) if next.starts_lower() => true,
            Some(width) => line.length() + 1 + next.first_word() >= width,
            None => next.starts_lower() && !line.ends_sentence(),
        }
    }

    fn cut(&self, text: &str, start: usize, end: usize, is_heading: bool, found: &mut Vec<Paragraph>) {
        let mut open: Option<(usize, Line)> = None;
        for line in lines(text, start, end) {
            if let Some((first, last)) = open {
                if self.joins(last, line) {
                    open = Some((first, line));
                    continue;
                }
                found.push(Paragraph {
                    span: Span::new(first, last.end()),
                    is_heading,
                });
            }
            open = (!line.text.is_empty()).then_some((line.start, line));
        }
        if let Some((first, last)) = open {
            found.push(Paragraph {
                span: Span::new(first, last.end()),
                is_heading,
            });
        }
    }
}

/// The lines of `text[start..end]`.
fn lines(text: &str, start: usize, end: usize) -> impl Iterator<Item = Line<'_>> {
    let mut position = start;
    text[start..end].split('\n').map(move |raw| {
        let line_start = position;
        position += raw.len() + 1;
        let trimmed = raw.trim_start();
        let offset = raw.len() - trimmed.len();
        let indent = raw[..offset].chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
        Line {
            text: trimmed.trim_end(),
            start: line_start + offset,
            indent,
        }
    })
}
