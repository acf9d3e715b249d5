//! Spans of one document → what the tables say about a place: code points, source bytes, sentence.

use crate::document::NormalisedDocument;
use crate::text::{CharIndex, Span};

/// Where spans of one document lie.
pub(super) struct Places<'d> {
    document: &'d NormalisedDocument,
    chars: CharIndex<'d>,
    sentence_ids: Vec<String>,
    mention_ids: Vec<String>,
}

/// A half-open range of code points of the document's text.
pub(super) struct Chars {
    pub start: i32,
    pub end: i32,
}

impl<'d> Places<'d> {
    pub fn new(document: &'d NormalisedDocument) -> Self {
        let segmented = &document.tagged.segmented;
        let doc_id = &segmented.clean.doc_id;
        let ids = |letter: char, count: usize| (0..count).map(|n| format!("{doc_id}#{letter}{n}")).collect();
        Self {
            document,
            chars: CharIndex::new(&segmented.clean.text),
            sentence_ids: ids('s', segmented.sentences.len()),
            mention_ids: ids('m', document.mentions.len()),
        }
    }

    /// Code points before the byte. Texts are shorter than `i32::MAX`: `read.max_record_bytes` is limited.
    pub fn char_at(&self, byte: usize) -> i32 {
        self.chars.char_at(byte) as i32
    }

    pub fn chars(&self, span: Span) -> Chars {
        Chars {
            start: self.char_at(span.start as usize),
            end: self.char_at(span.end as usize),
        }
    }

    pub fn text(&self, span: Span) -> &'d str {
        span.of(&self.document.tagged.segmented.clean.text)
    }

    /// Bytes of the input record that the span was made from, where traced.
    pub fn source(&self, span: Span) -> (Option<i64>, Option<i64>) {
        let source = self.document.tagged.segmented.clean.alignment.source_of(span);
        (
            source.map(|span| i64::from(span.start)),
            source.map(|span| i64::from(span.end)),
        )
    }

    pub fn sentence_ids(&self) -> &[String] {
        &self.sentence_ids
    }

    /// The sentence that the span starts in; null only in a text without sentences.
    pub fn sentence_id(&self, span: Span) -> Option<&str> {
        let place = self.document.tagged.segmented.sentence_at(span.start);
        self.sentence_ids.get(place).map(String::as_str)
    }

    pub fn mention_id(&self, mention: Option<usize>) -> Option<&str> {
        mention.map(|mention| self.mention_ids[mention].as_str())
    }

    pub fn entity_id(&self, entity: Option<usize>) -> Option<&'d str> {
        entity.map(|entity| self.document.entities[entity].id.as_str())
    }
}
