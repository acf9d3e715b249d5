//! A record whose text is already clean → the document with that text, to the character.

use super::assemble::source_digest;
use super::blocks::cut;
use super::dateline::DatelinePattern;
use super::language::detect;
use super::metadata::Metadata;
use crate::document::{Article, Block, BlockKind, CleanDocument, RecordFields};
use crate::kb::CleaningLists;
use crate::text::Span;

/// Wraps the text of a record without changing, dropping or rejecting anything.
pub fn clean(
    article: &Article,
    fields: &RecordFields,
    lists: &CleaningLists,
    datelines: &DatelinePattern,
) -> CleanDocument {
    let text = fields.text.text.clone();
    let metadata = Metadata::of_fields(fields);
    let blocks = blocks(&text, metadata.title.as_deref());
    let (dateline, dated) = datelines.find(&text, &blocks, lists).unzip();
    let language = detect(&text, lists);
    CleanDocument {
        doc_id: article.doc_id.clone(),
        source_uri: article.source_uri.clone(),
        record_index: article.record_index,
        format: article.format,
        source_digest: source_digest(&article.bytes),
        source_bytes: article.bytes.len() as i64,
        charset: "utf-8".into(),
        site: metadata.site(),
        published: metadata.published(lists).or(dated.flatten()),
        url: metadata.url,
        title: metadata.title,
        byline: metadata.byline,
        dateline,
        language: metadata
            .language
            .or_else(|| language.as_ref().map(|language| language.code.clone())),
        language_score: language.map(|language| language.score),
        alignment: fields.text.alignment.clone(),
        kept_ratio: 1.0,
        flags: Vec::new(),
        dropped: Vec::new(),
        blocks,
        text,
    }
}

/// The paragraphs of the text; the first is its title where it repeats the record's.
fn blocks(text: &str, title: Option<&str>) -> Vec<Block> {
    let mut blocks: Vec<Block> = cut(text)
        .into_iter()
        .map(|block| Block {
            span: trim(text, block.span()),
            kind: BlockKind::Paragraph,
        })
        .collect();
    if let (Some(first), Some(title)) = (blocks.first_mut(), title)
        && words(first.span.of(text)).eq(words(title))
    {
        first.kind = BlockKind::Title;
    }
    blocks
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// The span without space at either end.
fn trim(text: &str, span: Span) -> Span {
    let inner = span.of(text);
    let start = span.start as usize + (inner.len() - inner.trim_start().len());
    Span::new(start, start + inner.trim().len())
}
