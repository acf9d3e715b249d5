//! `documents`: one article, its text and what is known about it.

use super::cell::{Date, Float, Instant, Int, Long, Maybe, Text, Texts};
use super::place::Places;
use super::table::table;
use crate::document::NormalisedDocument;

table! {
    /// One article that was read and kept, with its text as every offset of the dataset counts in it.
    DOCUMENTS, DocumentRow, DocumentRows = "documents" (Document)
    key ["doc_id"] sort ["doc_id"]
    references []
    {
        /// Id of the document, 16 hex digits derived from the record's bytes and its source; stable across
        /// runs and machines.
        doc_id: Text,
        /// Path of the file it was read from, starting at the last component of the input.
        source_uri: Text,
        /// Position of the record in its file, from 0.
        record_index: Long,
        /// Form of the record: `txt`, `html` or `jsonl`.
        source_format: Text,
        /// Digest of the record's bytes, `<method>:<hex>`.
        source_digest: Text,
        /// Bytes of the record, after transport decompression.
        source_bytes: Long,
        /// Character encoding that the record was decoded from.
        charset: Text,
        /// Address of the page.
        url: Maybe<Text>,
        /// Site or outlet that published it.
        site: Maybe<Text>,
        /// Title of the article.
        title: Maybe<Text>,
        /// Author line as it stands.
        byline: Maybe<Text>,
        /// Instant of publication in UTC, where the source gives one.
        published_at: Maybe<Instant>,
        /// Day of publication; the first day where only the month or year is known.
        published_date: Maybe<Date>,
        /// How exactly the publication is known: `instant`, `day`, `month` or `year`.
        published_precision: Maybe<Text>,
        /// Where the date of publication was found: `metadata`, `url`, `dateline` or `body`.
        published_from: Maybe<Text>,
        /// Language, ISO 639-1.
        language: Maybe<Text>,
        /// Confidence in the language, 0 to 1.
        language_score: Maybe<Float>,
        /// The article without the page around it. Offsets count its Unicode code points.
        text: Text,
        /// Code points of `text`.
        n_chars: Int,
        /// Rows in `sentences`.
        n_sentences: Int,
        /// Tokens of all sentences: words, numbers and punctuation marks.
        n_tokens: Int,
        /// Characters kept by cleaning over visible characters of the record.
        kept_ratio: Float,
        /// What a reader should know about the text (`mojibake_repaired`, …), sorted.
        flags: Texts,
    }
}

impl DocumentRows {
    pub(super) fn append(&mut self, document: &NormalisedDocument, places: &Places) {
        let segmented = &document.tagged.segmented;
        let clean = &segmented.clean;
        let published = clean.published.as_ref();
        self.push(DocumentRow {
            doc_id: &clean.doc_id,
            source_uri: &clean.source_uri,
            record_index: clean.record_index,
            source_format: clean.format.as_str(),
            source_digest: &clean.source_digest,
            source_bytes: clean.source_bytes,
            charset: &clean.charset,
            url: filled(&clean.url),
            site: filled(&clean.site),
            title: filled(&clean.title),
            byline: filled(&clean.byline),
            published_at: published.and_then(|published| published.instant),
            published_date: published.map(|published| published.date),
            published_precision: published.map(|published| published.precision.as_str()),
            published_from: published.map(|published| published.from.as_str()),
            language: filled(&clean.language),
            language_score: clean.language_score,
            text: &clean.text,
            n_chars: places.char_at(clean.text.len()),
            n_sentences: segmented.sentences.len() as i32,
            n_tokens: segmented.tokens.len() as i32,
            kept_ratio: clean.kept_ratio,
            flags: clean.flags.iter().map(String::as_str).collect(),
        });
    }
}

/// Unknown is null: an empty text says nothing.
pub(super) fn filled(text: &Option<String>) -> Option<&str> {
    text.as_deref().filter(|text| !text.is_empty())
}
