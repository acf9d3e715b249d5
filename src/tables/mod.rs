//! `NormalisedDocument` → rows: one file per table; one declaration gives row type, Arrow schema and docs.

mod cell;
mod corpus_tables;
mod dictionary;
mod document_tables;
mod documents;
mod event_participants;
mod events;
mod internal;
mod mentions;
mod place;
mod quotes;
mod rejects;
mod sentences;
mod table;
mod time_expressions;

pub use cell::{Cell, ColumnType, RoleCount};
pub use corpus_tables::{
    DUPLICATES, DuplicateRow, DuplicateRows, ENTITIES, EVENT_CLUSTER_MEMBERS, EVENT_CLUSTERS, EntityRow, EntityRows,
    EventClusterMemberRow, EventClusterMemberRows, EventClusterRow, EventClusterRows,
};
pub use dictionary::{Dictionary, write_dictionary};
pub use document_tables::{DocumentTables, TableBatches};
pub use documents::{DOCUMENTS, DocumentRow, DocumentRows};
pub use event_participants::{EVENT_PARTICIPANTS, EventParticipantRow, EventParticipantRows};
pub use events::{EVENTS, EventRow, EventRows};
pub use internal::{
    DOCUMENT_ENTITIES, DocumentEntityRow, DocumentEntityRows, FINGERPRINTS, Fingerprint, FingerprintRow,
    FingerprintRows,
};
pub use mentions::{MENTIONS, MentionRow, MentionRows};
pub use quotes::{QUOTES, QuoteRow, QuoteRows};
pub use rejects::{REJECTS, RejectRow, RejectRows};
pub use sentences::{SENTENCES, SentenceRow, SentenceRows};
pub use table::{Column, Reference, Rows, Table, TableKind};
pub use time_expressions::{TIME_EXPRESSIONS, TimeExpressionRow, TimeExpressionRows};

/// Version of the data contract: the major part changes when a reader could break.
pub const CONTRACT_VERSION: &str = "1.0";

/// The published tables, in the order of the data dictionary.
pub static PUBLISHED: [&Table; 12] = [
    &DOCUMENTS,
    &SENTENCES,
    &MENTIONS,
    &TIME_EXPRESSIONS,
    &QUOTES,
    &EVENTS,
    &EVENT_PARTICIPANTS,
    &REJECTS,
    &ENTITIES,
    &DUPLICATES,
    &EVENT_CLUSTERS,
    &EVENT_CLUSTER_MEMBERS,
];

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> impl Iterator<Item = &'static Table> {
        PUBLISHED.into_iter().chain(DocumentTables::TABLES.iter().copied())
    }

    #[test]
    fn keys_sorts_and_references_name_columns() {
        for table in all() {
            for column in table.key.iter().chain(table.sort) {
                assert!(table.column(column).is_some(), "{}.{column}", table.name);
            }
            for reference in table.references {
                assert!(
                    table.column(reference.column).is_some(),
                    "{}.{}",
                    table.name,
                    reference.column
                );
                let target = all()
                    .find(|other| other.name == reference.table)
                    .expect(reference.table);
                assert_eq!(target.key, [reference.target], "{} points at no key", reference.column);
            }
        }
    }

    #[test]
    fn every_column_is_described_and_none_has_a_reserved_name() {
        let reserved = ["end", "order", "start", "table", "group", "references"];
        for table in all() {
            assert!(table.description().ends_with('.'), "{}", table.name);
            for column in table.columns {
                assert!(column.description().len() > 8, "{}.{}", table.name, column.name);
                assert!(!reserved.contains(&column.name), "{}.{}", table.name, column.name);
            }
        }
    }
}
