//! `time_expressions`: every date, time, duration and set of times in the text.

use super::cell::{Date, Int, Maybe, Text};
use super::place::Places;
use super::table::table;
use crate::document::NormalisedDocument;

table! {
    /// One time expression with its TIMEX3 value and the days it covers.
    TIME_EXPRESSIONS, TimeExpressionRow, TimeExpressionRows = "time_expressions" (Document)
    key [] sort ["doc_id", "char_start"]
    references ["doc_id" -> "documents"."doc_id", "sentence_id" -> "sentences"."sentence_id"]
    {
        /// Document that it stands in.
        doc_id: Text,
        /// Sentence that it starts in.
        sentence_id: Maybe<Text>,
        /// First code point in `documents.text`.
        char_start: Int,
        /// Code point after the last.
        char_end: Int,
        /// The words, exactly `documents.text[char_start:char_end]`.
        text: Text,
        /// TIMEX3 type: DATE, TIME, DURATION or SET.
        timex_type: Text,
        /// TIMEX3 value; ranges as `a/b`, unknown parts as X.
        value: Maybe<Text>,
        /// First day, where known.
        date_start: Maybe<Date>,
        /// Last day, inclusive.
        date_end: Maybe<Date>,
        /// What it was resolved against: `published` (date of publication), `document` (a date of the
        /// document), `event` or `none`.
        anchor: Text,
    }
}

impl TimeExpressionRows {
    pub(super) fn append(&mut self, document: &NormalisedDocument, places: &Places) {
        for time in &document.times {
            let chars = places.chars(time.span);
            self.push(TimeExpressionRow {
                doc_id: &document.tagged.segmented.clean.doc_id,
                sentence_id: places.sentence_id(time.span),
                char_start: chars.start,
                char_end: chars.end,
                text: places.text(time.span),
                timex_type: time.timex_type.as_str(),
                value: Some(time.value.as_str()).filter(|value| !value.is_empty()),
                date_start: time.start,
                date_end: time.end,
                anchor: time.anchor.as_str(),
            });
        }
    }
}
