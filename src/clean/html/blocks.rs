//! Article markup → its blocks of text: paragraphs, headings, list items, captions.

use super::tokens::{Tag, Token, Tokens, decode_text};
use crate::document::BlockKind;
use crate::kb::CleaningLists;

/// A block of markup as text, space not yet normalised.
#[derive(Debug, PartialEq, Eq)]
pub struct MarkupBlock {
    pub text: String,
    pub kind: BlockKind,
    /// Characters of the text that stand inside links.
    pub linked_chars: usize,
}

/// Cuts well-formed markup (as a parser writes it) at the tags that start a new line when shown.
pub fn cut(html: &str, lists: &CleaningLists) -> Vec<MarkupBlock> {
    let mut cutter = Cutter::default();
    for token in Tokens::of(html) {
        match token {
            Token::Text(span) => cutter.text(&decode_text(html, span, lists).text),
            Token::Open(tag) => cutter.open(tag),
            Token::Close(name) => cutter.close(name),
            Token::Script(..) => {}
        }
    }
    cutter.end_block();
    cutter.blocks
}

#[derive(Default)]
struct Cutter {
    blocks: Vec<MarkupBlock>,
    text: String,
    linked_chars: usize,
    open_links: usize,
    /// Kinds of the elements that are open, innermost last, with their names.
    kinds: Vec<(String, BlockKind)>,
}

impl Cutter {
    fn text(&mut self, text: &str) {
        if self.open_links > 0 {
            self.linked_chars += text.trim().chars().count();
        }
        self.text.push_str(text);
    }

    fn open(&mut self, tag: Tag) {
        if tag.is("a") {
            self.open_links += 1;
        }
        if is_block(tag.name) {
            self.end_block();
        } else if tag.is("td") || tag.is("th") {
            self.text.push(' ');
        }
        if let Some(kind) = kind(tag.name) {
            self.kinds.push((tag.name.to_ascii_lowercase(), kind));
        }
    }

    fn close(&mut self, name: &str) {
        if name.eq_ignore_ascii_case("a") {
            self.open_links = self.open_links.saturating_sub(1);
        }
        if is_block(name) {
            self.end_block();
        }
        if let Some(place) = self.kinds.iter().rposition(|(open, _)| open.eq_ignore_ascii_case(name)) {
            self.kinds.truncate(place);
        }
    }

    fn end_block(&mut self) {
        if !self.text.trim().is_empty() {
            self.blocks.push(MarkupBlock {
                text: std::mem::take(&mut self.text),
                kind: self.kinds.last().map_or(BlockKind::Paragraph, |(_, kind)| *kind),
                linked_chars: self.linked_chars,
            });
        }
        self.text.clear();
        self.linked_chars = 0;
    }
}

fn kind(name: &str) -> Option<BlockKind> {
    let name = name.to_ascii_lowercase();
    match name.as_str() {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(BlockKind::Heading),
        "li" | "dt" | "dd" => Some(BlockKind::ListItem),
        "figcaption" | "caption" => Some(BlockKind::Caption),
        "p" | "blockquote" => Some(BlockKind::Paragraph),
        _ => None,
    }
}

/// Starts a new line when shown.
pub fn is_block(name: &str) -> bool {
    const BLOCKS: [&str; 43] = [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "title",
        "tr",
        "ul",
        "button",
    ];
    BLOCKS.iter().any(|block| block.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_have_kinds_and_inline_tags_leave_no_space() {
        let lists = CleaningLists::embedded().expect("embedded lists are valid");
        let html =
            "<div><h2>Talks</h2><p>One <b>tw</b>o&amp;three<br>four</p><ul><li><a href=x>Link</a></li></ul>tail</div>";
        let blocks: Vec<_> = cut(html, &lists)
            .into_iter()
            .map(|b| (b.text, b.kind, b.linked_chars))
            .collect();
        let expected = [
            ("Talks", BlockKind::Heading, 0),
            ("One two&three", BlockKind::Paragraph, 0),
            ("four", BlockKind::Paragraph, 0),
            ("Link", BlockKind::ListItem, 4),
            ("tail", BlockKind::Paragraph, 0),
        ];
        assert_eq!(
            blocks,
            expected.map(|(text, kind, linked)| (text.to_string(), kind, linked))
        );
    }
}
