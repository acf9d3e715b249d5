//! `sentences`: the text cut into sentences, each with its way back to the bytes of the record.

use super::cell::{Int, Long, Maybe, Text};
use super::place::Places;
use super::table::table;
use crate::document::NormalisedDocument;

table! {
    /// One sentence or headline. Together the sentences of a document hold every character of its text
    /// that is no white space, once.
    SENTENCES, SentenceRow, SentenceRows = "sentences" (Document)
    key ["sentence_id"] sort ["doc_id", "char_start"]
    references ["doc_id" -> "documents"."doc_id"]
    {
        /// Document that it stands in.
        doc_id: Text,
        /// `<doc_id>#s<n>`.
        sentence_id: Text,
        /// Position in the document, from 0.
        sentence_index: Int,
        /// Position of its paragraph in the document, from 0.
        paragraph_index: Int,
        /// `headline` or `body`.
        kind: Text,
        /// First code point in `documents.text`.
        char_start: Int,
        /// Code point after the last.
        char_end: Int,
        /// First byte in the input record (after transport decompression, before decoding), where traced.
        source_start: Maybe<Long>,
        /// Byte after the last.
        source_end: Maybe<Long>,
        /// The sentence, exactly `documents.text[char_start:char_end]`.
        text: Text,
        /// Words, numbers and punctuation marks.
        n_tokens: Int,
    }
}

impl SentenceRows {
    pub(super) fn append(&mut self, document: &NormalisedDocument, places: &Places) {
        let segmented = &document.tagged.segmented;
        for (index, (sentence, id)) in segmented.sentences.iter().zip(places.sentence_ids()).enumerate() {
            let chars = places.chars(sentence.span);
            let (source_start, source_end) = places.source(sentence.span);
            self.push(SentenceRow {
                doc_id: &segmented.clean.doc_id,
                sentence_id: id,
                sentence_index: index as i32,
                paragraph_index: sentence.paragraph as i32,
                kind: sentence.kind.as_str(),
                char_start: chars.start,
                char_end: chars.end,
                source_start,
                source_end,
                text: places.text(sentence.span),
                n_tokens: sentence.tokens.len() as i32,
            });
        }
    }
}
