//! Documents → one Arrow batch per per-document table, with the rows of each document side by side.

use std::ops::Range;

use arrow::array::RecordBatch;

use super::documents::DocumentRows;
use super::event_participants::EventParticipantRows;
use super::events::EventRows;
use super::internal::{DocumentEntityRows, Fingerprint, FingerprintRows};
use super::mentions::MentionRows;
use super::place::Places;
use super::quotes::QuoteRows;
use super::sentences::SentenceRows;
use super::table::{Rows, Table};
use super::time_expressions::TimeExpressionRows;
use crate::document::NormalisedDocument;

macro_rules! document_tables {
    ($($field:ident: $rows:ty),+ $(,)?) => {
        /// Collects the rows of documents for every table that is a function of one document.
        #[derive(Default)]
        pub struct DocumentTables {
            documents_seen: Vec<DocumentRowsRange>,
            $($field: $rows),+
        }

        impl DocumentTables {
            /// The tables, in the order of the batches.
            pub const TABLES: &'static [&'static Table] = &[$(<$rows>::TABLE),+];

            fn lengths(&self) -> Vec<usize> {
                vec![$(self.$field.len()),+]
            }

            /// The rows collected so far; starts anew.
            pub fn finish(&mut self) -> TableBatches {
                TableBatches {
                    documents: std::mem::take(&mut self.documents_seen),
                    batches: vec![$(self.$field.finish()),+],
                }
            }
        }
    };
}

document_tables! {
    documents: DocumentRows,
    sentences: SentenceRows,
    mentions: MentionRows,
    times: TimeExpressionRows,
    quotes: QuoteRows,
    events: EventRows,
    participants: EventParticipantRows,
    entities: DocumentEntityRows,
    fingerprints: FingerprintRows,
}

/// One batch for each of [`DocumentTables::TABLES`].
pub struct TableBatches {
    /// Which rows belong to which document, in the order they were appended.
    pub documents: Vec<DocumentRowsRange>,
    pub batches: Vec<RecordBatch>,
}

/// The rows of one document.
pub struct DocumentRowsRange {
    pub doc_id: String,
    /// One range for each of [`DocumentTables::TABLES`].
    pub rows: Vec<Range<usize>>,
}

impl DocumentTables {
    /// Appends the rows of one document to all tables.
    pub fn append(&mut self, document: &NormalisedDocument, fingerprint: &Fingerprint) {
        let before = self.lengths();
        let places = Places::new(document);
        self.documents.append(document, &places);
        self.sentences.append(document, &places);
        self.mentions.append(document, &places);
        self.times.append(document, &places);
        self.quotes.append(document, &places);
        self.events.append(document, &places);
        self.participants.append(document, &places);
        self.entities.append(document);
        self.fingerprints.append(document, fingerprint);
        let rows = before
            .into_iter()
            .zip(self.lengths())
            .map(|(start, end)| start..end)
            .collect();
        let doc_id = document.tagged.segmented.clean.doc_id.clone();
        self.documents_seen.push(DocumentRowsRange { doc_id, rows });
    }
}
