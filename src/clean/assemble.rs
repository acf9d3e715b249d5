//! Judged lines → the clean document: text, blocks, alignment, and what was found about it.

use xxhash_rust::xxh3::xxh3_128;

use super::dateline::DatelinePattern;
use super::judge::{Judgement, Verdict};
use super::language::detect;
use super::page::{Page, visible_chars};
use super::traced::Traced;
use crate::document::{Article, Block, CleanDocument, DroppedBlock};
use crate::kb::CleaningLists;
use crate::text::Span;

/// Joins the kept lines by empty lines and gathers the rest.
pub fn document(
    article: &Article,
    page: Page,
    judgement: Judgement,
    lists: &CleaningLists,
    datelines: &DatelinePattern,
) -> CleanDocument {
    let mut clean = Traced::default();
    let mut blocks = Vec::new();
    let mut dropped = Vec::new();
    let mut kept_chars = 0;
    for (line, verdict) in page.lines.iter().zip(&judgement.verdicts) {
        match verdict {
            Verdict::Keep(kind) => {
                if !clean.text.is_empty() {
                    clean.text.push_str("\n\n");
                }
                let start = clean.text.len();
                clean.append(&line.text);
                kept_chars += visible_chars(&line.text.text);
                blocks.push(Block {
                    span: Span::new(start, clean.text.len()),
                    kind: *kind,
                });
            }
            Verdict::Drop(reason) => dropped.push(DroppedBlock {
                reason: *reason,
                text: line.text.text.clone(),
                source: line
                    .text
                    .source()
                    .and_then(|span| page.source.alignment.source_of(span)),
            }),
        }
    }
    let (dateline, dated) = datelines.find(&clean.text, &blocks, lists).unzip();
    let language = detect(&clean.text, lists);
    CleanDocument {
        doc_id: article.doc_id.clone(),
        source_uri: article.source_uri.clone(),
        record_index: article.record_index,
        format: article.format,
        source_digest: source_digest(&article.bytes),
        source_bytes: article.bytes.len() as i64,
        charset: page.charset,
        site: page.metadata.site(),
        published: page
            .metadata
            .published(lists)
            .or(judgement.published)
            .or(dated.flatten()),
        url: page.metadata.url,
        byline: page.metadata.byline.or(judgement.byline),
        title: page.metadata.title.or(judgement.title),
        dateline,
        language: language
            .as_ref()
            .map(|language| language.code.clone())
            .or(page.metadata.language),
        language_score: language.map(|language| language.score),
        alignment: clean.alignment.through(&page.source.alignment),
        text: clean.text,
        blocks,
        dropped,
        kept_ratio: kept_chars as f32 / page.visible_chars.max(1) as f32,
        flags: page
            .has_mojibake
            .then(|| "mojibake_repaired".to_string())
            .into_iter()
            .collect(),
    }
}

/// `xxh3-128:<hex>` of a record's bytes.
pub fn source_digest(bytes: &[u8]) -> String {
    format!("xxh3-128:{:032x}", xxh3_128(bytes))
}
