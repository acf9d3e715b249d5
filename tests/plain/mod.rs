//! A text → the clean document that it would be if it had come without a page around it.

use news_etl::document::{Block, BlockKind, CleanDocument, SourceFormat};
use news_etl::text::{Alignment, Span};

/// One paragraph, traced to itself, nothing known about it.
pub fn document(text: &str) -> CleanDocument {
    CleanDocument {
        doc_id: "0000000000000000".into(),
        source_uri: "a.txt".into(),
        record_index: 0,
        format: SourceFormat::Text,
        source_digest: String::new(),
        source_bytes: text.len() as i64,
        charset: "utf-8".into(),
        url: None,
        site: None,
        title: None,
        byline: None,
        dateline: None,
        published: None,
        language: None,
        language_score: None,
        text: text.to_owned(),
        blocks: vec![Block {
            span: Span::new(0, text.len()),
            kind: BlockKind::Paragraph,
        }],
        dropped: Vec::new(),
        alignment: Alignment::identity(text.len()),
        kept_ratio: 1.0,
        flags: Vec::new(),
    }
}
