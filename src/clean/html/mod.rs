//! An HTML page → the lines of its article, traced, and what its head says about it.

mod blocks;
mod json_ld;
mod statements;
mod tokens;
mod trace;

use dom_smoothie::{Config, Readability};

use self::blocks::MarkupBlock;
use self::trace::PageText;
use super::charset::Decoded;
use super::mojibake::Mojibake;
use super::page::{Line, Page};
use super::repair::repair;
use super::traced::Traced;
use crate::document::BlockKind;
use crate::kb::CleaningLists;
use crate::text::Span;

/// Reads a page.
pub fn read(decoded: Decoded, lists: &CleaningLists) -> Page {
    let Decoded { source, charset } = decoded;
    let mut page = Page {
        charset,
        is_extracted: true,
        ..Page::default()
    };
    let mut page_text = PageText::of(&source.text, lists);
    page.visible_chars = page_text.visible_chars();
    page.metadata = statements::read(&source.text, lists);
    let mojibake = Mojibake::of(&source.text);
    let article = Readability::new(source.text.as_str(), None, Some(Config::default())).and_then(|mut r| r.parse());
    let heading = page.metadata.heading.clone().map(|text| MarkupBlock {
        text,
        kind: BlockKind::Title,
        linked_chars: 0,
    });
    let content = article
        .map(|article| blocks::cut(&article.content, lists))
        .unwrap_or_default();
    for block in heading.into_iter().chain(content) {
        let repaired = repair(&block.text, Span::new(0, block.text.len()), &mojibake);
        if repaired.line.text.is_empty() {
            continue;
        }
        let traced = page_text.trace(&block.text);
        page.has_mojibake |= repaired.has_mojibake;
        page.lines.push(Line {
            text: Traced {
                alignment: repaired.line.alignment.through(&traced),
                text: repaired.line.text,
            },
            has_gap: true,
            kind: Some(block.kind),
            linked_share: block.linked_chars as f32 / block.text.trim().chars().count().max(1) as f32,
        });
    }
    page.source = source;
    page
}
