//! `mentions`: every place where an entity is spoken of.

use super::cell::{Float, Int, Maybe, Text};
use super::documents::filled;
use super::place::Places;
use super::table::table;
use crate::document::NormalisedDocument;

table! {
    /// One place where a person, organisation, place, group, named event or product is spoken of.
    MENTIONS, MentionRow, MentionRows = "mentions" (Document)
    key ["mention_id"] sort ["doc_id", "char_start"]
    references [
        "doc_id" -> "documents"."doc_id",
        "sentence_id" -> "sentences"."sentence_id",
        "entity_id" -> "entities"."entity_id",
    ]
    {
        /// `<doc_id>#m<n>`.
        mention_id: Text,
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
        /// `name`, `nominal` or `pronoun`.
        mention_kind: Text,
        /// OntoNotes type with PER for PERSON: PER, ORG, GPE, LOC, FAC, NORP, EVENT or PRODUCT.
        entity_type: Text,
        /// What it speaks of: an id of the knowledge base (`country:RUS`, `place:479561`) or, for an entity
        /// known from this document only, `<doc_id>#n<k>`.
        entity_id: Maybe<Text>,
        /// How it was linked: `kb` (to the knowledge base), `document` (inside the document) or `none`.
        link_kind: Text,
        /// Confidence in the link, 0 to 1.
        link_score: Maybe<Float>,
        /// Title or post stated at this mention, as written.
        role: Maybe<Text>,
        /// ISO 3166-1 alpha-3 code of the place, of the nationality, of a person whom the knowledge base lists, or of
        /// the affiliation stated in this document.
        country: Maybe<Text>,
        /// Tagger that found it.
        tagger: Text,
        /// Confidence in the mention, 0 to 1.
        score: Float,
    }
}

impl MentionRows {
    pub(super) fn append(&mut self, document: &NormalisedDocument, places: &Places) {
        for (index, mention) in document.mentions.iter().enumerate() {
            let chars = places.chars(mention.span);
            self.push(MentionRow {
                mention_id: places.mention_id(Some(index)).expect("an index was given"),
                doc_id: &document.tagged.segmented.clean.doc_id,
                sentence_id: places.sentence_id(mention.span),
                char_start: chars.start,
                char_end: chars.end,
                text: places.text(mention.span),
                mention_kind: mention.kind.as_str(),
                entity_type: mention.entity_type.as_str(),
                entity_id: places.entity_id(mention.entity),
                link_kind: mention.link_kind.as_str(),
                link_score: mention.link_score,
                role: filled(&mention.role),
                country: filled(&mention.country),
                tagger: mention.tagger,
                score: mention.score,
            });
        }
    }
}
