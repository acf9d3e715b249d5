//! An HTML page → the lines of its article, traced, and what its head says about it.

use super::charset::Decoded;
use super::page::{Line, Page, visible_chars};
use super::traced::Traced;
use crate::document::BlockKind;
use crate::kb::CleaningLists;

/// Reads a page.
pub fn read(decoded: Decoded, _lists: &CleaningLists) -> Page {
    let Decoded { source, charset } = decoded;
    let mut page = Page {
        charset,
        ..Page::default()
    };
    let config = dom_smoothie::Config {
        text_mode: dom_smoothie::TextMode::Formatted,
        ..Default::default()
    };
    let article = dom_smoothie::Readability::new(source.text.as_str(), None, Some(config)).and_then(|mut r| r.parse());
    if let Ok(article) = article {
        for text in article
            .text_content
            .lines()
            .map(str::trim)
            .filter(|text| !text.is_empty())
        {
            page.visible_chars += visible_chars(text);
            page.lines.push(Line {
                text: Traced {
                    text: text.to_string(),
                    ..Traced::default()
                },
                has_gap: true,
                kind: Some(BlockKind::Paragraph),
            });
        }
        page.metadata.title = Some(article.title).filter(|title| !title.is_empty());
        page.metadata.dates.extend(article.published_time);
        page.metadata.byline = article.byline;
        page.metadata.site = article.site_name;
        page.metadata.url = article.url;
    }
    page.source = source;
    page
}
