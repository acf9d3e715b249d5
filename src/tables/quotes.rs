//! `quotes`: what somebody is reported to have said, and who.

use super::cell::{Int, Maybe, Text};
use super::documents::filled;
use super::place::Places;
use super::table::table;
use crate::document::NormalisedDocument;

table! {
    /// One passage of quoted or reported speech.
    QUOTES, QuoteRow, QuoteRows = "quotes" (Document)
    key ["quote_id"] sort ["doc_id", "char_start"]
    references [
        "doc_id" -> "documents"."doc_id",
        "sentence_id" -> "sentences"."sentence_id",
        "speaker_mention_id" -> "mentions"."mention_id",
        "speaker_entity_id" -> "entities"."entity_id",
        "addressee_entity_id" -> "entities"."entity_id",
    ]
    {
        /// `<doc_id>#q<n>`.
        quote_id: Text,
        /// Document that it stands in.
        doc_id: Text,
        /// Sentence that it starts in.
        sentence_id: Maybe<Text>,
        /// First code point of the content in `documents.text`.
        char_start: Int,
        /// Code point after the last.
        char_end: Int,
        /// The content, exactly `documents.text[char_start:char_end]`.
        text: Text,
        /// `direct`, `mixed` or `indirect`.
        quote_kind: Text,
        /// The reporting word: `said`, `according to`.
        cue: Maybe<Text>,
        /// Mention that names the speaker.
        speaker_mention_id: Maybe<Text>,
        /// The speaker.
        speaker_entity_id: Maybe<Text>,
        /// Words that name the speaker.
        speaker_text: Maybe<Text>,
        /// To whom it was said, where stated.
        addressee_entity_id: Maybe<Text>,
    }
}

impl QuoteRows {
    pub(super) fn append(&mut self, document: &NormalisedDocument, places: &Places) {
        let doc_id = &document.tagged.segmented.clean.doc_id;
        for (index, quote) in document.quotes.iter().enumerate() {
            let chars = places.chars(quote.span);
            self.push(QuoteRow {
                quote_id: &format!("{doc_id}#q{index}"),
                doc_id,
                sentence_id: places.sentence_id(quote.span),
                char_start: chars.start,
                char_end: chars.end,
                text: places.text(quote.span),
                quote_kind: quote.kind.as_str(),
                cue: filled(&quote.cue),
                speaker_mention_id: places.mention_id(quote.speaker_mention),
                speaker_entity_id: places.entity_id(quote.speaker_entity),
                speaker_text: filled(&quote.speaker_text),
                addressee_entity_id: places.entity_id(quote.addressee_entity),
            });
        }
    }
}
