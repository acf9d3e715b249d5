//! A text → its blocks: lines are paragraphs, unless the text was wrapped at a fixed width or a line goes on
//! with the sentence of the one before.

use crate::text::Span;

/// A paragraph of plain text before cleaning.
#[derive(Clone, Debug, PartialEq)]
pub struct RawBlock {
    /// The lines it is made of, without their breaks; not empty.
    pub lines: Vec<Span>,
    /// A blank line stands before it.
    pub has_gap: bool,
}

impl RawBlock {
    /// From its first line to its last.
    pub fn span(&self) -> Span {
        match (self.lines.first(), self.lines.last()) {
            (Some(&first), Some(&last)) => first.cover(last),
            _ => Span::default(),
        }
    }
}

/// Cuts a text into blocks. Blank lines always part them. Where the text is hard-wrapped, the lines
/// between blank lines are one block, and an indented line starts the next; else each line is a block but
/// for those that go on with a sentence.
pub fn cut(text: &str) -> Vec<RawBlock> {
    let is_wrapped = is_hard_wrapped(text);
    let mut blocks: Vec<RawBlock> = Vec::new();
    let mut has_gap = false;
    for line in lines(text) {
        let words = line.of(text);
        if words.trim().is_empty() {
            has_gap = true;
            continue;
        }
        let is_indented = words.starts_with([' ', '\t', '\u{3000}']);
        match blocks.last_mut() {
            Some(block) if is_wrapped && !has_gap && !is_indented => block.lines.push(line),
            Some(block) if !has_gap && goes_on(block.span().of(text), words) => block.lines.push(line),
            _ => blocks.push(RawBlock {
                lines: vec![line],
                has_gap,
            }),
        }
        has_gap = false;
    }
    blocks
}

/// `line` goes on with the sentence that `block` broke off: scrapers put the words of a link on a line of
/// their own.
fn goes_on(block: &str, line: &str) -> bool {
    const FEWEST_WORDS: usize = 5;
    let is_cut = block.ends_with(' ') || line.starts_with(' ');
    is_cut
        && block.trim_end().ends_with(|c: char| c.is_alphanumeric() || c == ',')
        && line.trim_start().starts_with(char::is_lowercase)
        && block.split_whitespace().nth(FEWEST_WORDS - 1).is_some()
}

/// The lines of a text without their breaks (`\n`, `\r\n`, `\r`, U+0085, U+2028, U+2029, form feed).
pub fn lines(text: &str) -> impl Iterator<Item = Span> {
    let is_break = |c: char| matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let mut after_return = None;
    text.split(is_break).filter_map(move |line| {
        let start = line.as_ptr() as usize - text.as_ptr() as usize;
        let span = Span::new(start, start + line.len());
        let is_inside_break =
            line.is_empty() && after_return == Some(start) && text.as_bytes().get(start) == Some(&b'\n');
        after_return = (text.as_bytes().get(span.end as usize) == Some(&b'\r')).then_some(span.end as usize + 1);
        (!is_inside_break).then_some(span)
    })
}

/// Text columns of fixed width: lines that are followed by another are mostly near the longest, which is
/// short, and mostly end inside a sentence.
fn is_hard_wrapped(text: &str) -> bool {
    const WIDEST: usize = 100;
    let mut followed = Vec::new();
    let mut open = 0_usize;
    let mut previous: Option<&str> = None;
    for line in lines(text).map(|span| span.of(text).trim()) {
        if let Some(before) = previous.filter(|_| !line.is_empty()) {
            followed.push(before.chars().count());
            open += usize::from(before.ends_with(|c: char| c.is_alphanumeric() || c == ','));
        }
        previous = (!line.is_empty()).then_some(line);
    }
    let longest = followed.iter().copied().max().unwrap_or(0);
    let full = followed.iter().filter(|&&length| length * 4 >= longest * 3).count();
    followed.len() >= 2
        && (30..=WIDEST).contains(&longest)
        && open * 10 >= followed.len() * 6
        && full * 10 >= followed.len() * 6
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<Vec<&str>> {
        cut(text)
            .iter()
            .map(|block| block.lines.iter().map(|line| line.of(text)).collect())
            .collect()
    }

    #[test]
    fn lines_are_blocks() {
        assert_eq!(texts("One.\nTwo.\r\n\r\nThree."), [["One."], ["Two."], ["Three."]]);
        let gaps: Vec<_> = cut("One.\nTwo.\r\n\r\nThree.")
            .iter()
            .map(|block| block.has_gap)
            .collect();
        assert_eq!(gaps, [false, false, true]);
    }

    #[test]
    fn a_link_on_a_line_of_its_own_stays_in_its_sentence() {
        let text = "On Monday the two governments signed a \nceasefire\n that had been drafted in Ostrava.\nIt holds.\n\
                    Read more \nnews of today";
        let blocks = texts(text);
        assert_eq!(blocks.iter().map(Vec::len).collect::<Vec<_>>(), [3, 1, 1, 1]);
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let text = "The two governments said that they would meet\nagain in the spring to talk about the border and\nwater.\n    \
                    A third round is planned for the summer, when\nboth sides want to sign.\n\nThe end.";
        let blocks = texts(text);
        assert_eq!(blocks.iter().map(Vec::len).collect::<Vec<_>>(), [3, 2, 1]);
    }
}
