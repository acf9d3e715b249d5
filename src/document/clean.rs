//! `CleanDocument`: the article's text without the page around it, frozen from here on.

use super::{DropReason, PublishedFrom, PublishedPrecision, SourceFormat};
use crate::text::{Alignment, Span};

/// The cleaned article. Every later finding is a span over `text`.
#[derive(Clone, Debug)]
pub struct CleanDocument {
    pub doc_id: String,
    pub source_uri: String,
    pub record_index: i64,
    pub format: SourceFormat,
    /// `xxh3-128:<hex>` over the record's bytes.
    pub source_digest: String,
    pub source_bytes: i64,
    pub charset: String,
    pub url: Option<String>,
    pub site: Option<String>,
    pub title: Option<String>,
    pub byline: Option<String>,
    pub dateline: Option<Dateline>,
    pub published: Option<Published>,
    /// ISO 639-1.
    pub language: Option<String>,
    pub language_score: Option<f32>,
    /// Blocks joined by an empty line; the title, where it is known to be one, is the first block.
    pub text: String,
    /// Ascending, not overlapping; together they hold all of `text` but the breaks between them.
    pub blocks: Vec<Block>,
    pub dropped: Vec<DroppedBlock>,
    /// From `text` to bytes of the record.
    pub alignment: Alignment,
    /// Characters kept by cleaning / visible characters of the record.
    pub kept_ratio: f32,
    /// Stable words for what a reader should know (`mojibake_repaired`, `title_from_page`, …); sorted.
    pub flags: Vec<String>,
}

impl CleanDocument {
    /// A text that came without a page around it: one paragraph, traced to itself, nothing known about it.
    pub fn plain(text: &str) -> Self {
        Self {
            doc_id: "0000000000000000".into(),
            source_uri: String::new(),
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
}

#[derive(Clone, Debug)]
pub struct Block {
    pub span: Span,
    pub kind: BlockKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// The article's title inside `text`.
    Title,
    Heading,
    Paragraph,
    ListItem,
    Caption,
}

/// A passage of the record that is no part of the article.
#[derive(Clone, Debug)]
pub struct DroppedBlock {
    pub reason: DropReason,
    pub text: String,
    /// Bytes of the record, where traced.
    pub source: Option<Span>,
}

/// `MOSCOW, May 27 (Reuters) -`: the place and date line at the head of a story.
#[derive(Clone, Debug)]
pub struct Dateline {
    pub span: Span,
    /// The place inside it.
    pub place: Option<Span>,
}

/// When the article was published and how that is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Published {
    /// The day, or the first day of the month or year.
    pub date: jiff::civil::Date,
    /// The instant in UTC, where the source gives one.
    pub instant: Option<jiff::Timestamp>,
    pub precision: PublishedPrecision,
    pub from: PublishedFrom,
}
