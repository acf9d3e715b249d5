//! An HTML page → the lines of its article, traced, and what its head says about it.

mod blocks;
mod tokens;
mod trace;

use dom_smoothie::{Config, Readability};

use self::trace::PageText;
use super::charset::Decoded;
use super::mojibake::Mojibake;
use super::page::{Line, Page};
use super::repair::repair;
use super::traced::Traced;
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
    let mojibake = Mojibake::of(&source.text);
    let article = Readability::new(source.text.as_str(), None, Some(Config::default())).and_then(|mut r| r.parse());
    if let Ok(article) = article {
        for block in blocks::cut(&article.content, lists) {
            let repaired = repair(&block.text, Span::new(0, block.text.len()), &mojibake);
            let traced = page_text.trace(&block.text);
            page.has_mojibake |= repaired.has_mojibake;
            page.lines.push(Line {
                text: Traced {
                    alignment: repaired.line.alignment.through(&traced),
                    text: repaired.line.text,
                },
                has_gap: true,
                kind: Some(block.kind),
            });
        }
        page.lines.retain(|line| !line.text.text.is_empty());
        page.metadata.title = Some(article.title).filter(|title| !title.is_empty());
        page.metadata.dates.extend(article.published_time);
        page.metadata.byline = article.byline;
        page.metadata.site = article.site_name;
        page.metadata.url = article.url;
    }
    page.source = source;
    page
}
