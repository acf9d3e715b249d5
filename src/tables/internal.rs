//! What the corpus tables need from each document beside the published tables; not published itself.

use super::cell::{Date, Double, Long, Longs, Maybe, Text};
use super::documents::filled;
use super::table::table;
use crate::document::NormalisedDocument;

table! {
    /// One entity of one document.
    DOCUMENT_ENTITIES, DocumentEntityRow, DocumentEntityRows = "_entities" (Internal)
    key [] sort ["doc_id"]
    references ["doc_id" -> "documents"."doc_id"]
    {
        /// Document that speaks of it.
        doc_id: Text,
        /// Id in the knowledge base, or `<doc_id>#n<k>`.
        entity_id: Text,
        /// OntoNotes type with PER for PERSON.
        entity_type: Text,
        /// The fullest name: the knowledge base's, else the longest of the document.
        name: Text,
        /// Id in the knowledge base.
        kb_id: Maybe<Text>,
        /// GeoNames id of a place.
        geonames_id: Maybe<Long>,
        /// ISO 3166-1 alpha-3 code.
        country: Maybe<Text>,
        /// Degrees, WGS 84.
        latitude: Maybe<Double>,
        /// Degrees, WGS 84.
        longitude: Maybe<Double>,
        /// Publication date of the document.
        published_date: Maybe<Date>,
    }
}

impl DocumentEntityRows {
    pub(super) fn append(&mut self, document: &NormalisedDocument) {
        let clean = &document.tagged.segmented.clean;
        for entity in &document.entities {
            self.push(DocumentEntityRow {
                doc_id: &clean.doc_id,
                entity_id: &entity.id,
                entity_type: entity.entity_type.as_str(),
                name: &entity.name,
                kb_id: entity.kb_id.map(|_| entity.id.as_str()),
                geonames_id: entity.geonames_id,
                country: filled(&entity.country),
                latitude: entity.latitude,
                longitude: entity.longitude,
                published_date: clean.published.as_ref().map(|published| published.date),
            });
        }
    }
}

table! {
    /// What tells whether two documents hold the same text.
    FINGERPRINTS, FingerprintRow, FingerprintRows = "_fingerprints" (Internal)
    key ["doc_id"] sort ["doc_id"]
    references ["doc_id" -> "documents"."doc_id"]
    {
        /// The document.
        doc_id: Text,
        /// Digest of the words of the text: equal for exact copies, null for a text without words.
        exact: Maybe<Long>,
        /// Distinct shingles of the text.
        n_shingles: Long,
        /// Smallest hashes of the shingles of the text.
        minhash: Longs,
    }
}

/// What tells whether two documents hold the same text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fingerprint {
    /// Digest of the words of the text; `None` where it has none.
    pub exact: Option<i64>,
    /// Distinct shingles.
    pub n_shingles: i64,
    /// Smallest hashes of its shingles, ascending.
    pub minhash: Vec<i64>,
}

impl FingerprintRows {
    pub(super) fn append(&mut self, document: &NormalisedDocument, fingerprint: &Fingerprint) {
        self.push(FingerprintRow {
            doc_id: &document.tagged.segmented.clean.doc_id,
            exact: fingerprint.exact,
            n_shingles: fingerprint.n_shingles,
            minhash: &fingerprint.minhash,
        });
    }
}
