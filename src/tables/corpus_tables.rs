//! The tables that need all documents at once: entities, duplicates, event clusters.

use super::cell::{Date, Double, Float, Long, Maybe, Roles, Text, Texts};
use super::table::table;

table! {
    /// One person, organisation, place, group, named event or product, over all documents.
    ENTITIES, EntityRow, EntityRows = "entities" (Corpus)
    key ["entity_id"] sort ["entity_id"]
    references ["canonical_id" -> "entities"."entity_id"]
    {
        /// Id in the knowledge base, or `<doc_id>#n<k>` for an entity known from one document.
        entity_id: Text,
        /// Itself, or the entity that it was merged into; group by it.
        canonical_id: Text,
        /// OntoNotes type with PER for PERSON.
        entity_type: Text,
        /// The fullest name it goes by.
        name: Text,
        /// Name of the canonical entity.
        canonical_name: Text,
        /// All names that it was mentioned by, sorted.
        aliases: Texts,
        /// Id in the knowledge base.
        kb_id: Maybe<Text>,
        /// GeoNames id of a place.
        geonames_id: Maybe<Long>,
        /// ISO 3166-1 alpha-3 code of the place, the nationality or the affiliation.
        country: Maybe<Text>,
        /// Degrees, WGS 84.
        latitude: Maybe<Double>,
        /// Degrees, WGS 84.
        longitude: Maybe<Double>,
        /// Posts stated for it, the most frequent first.
        roles: Roles,
        /// Rows in `mentions`.
        n_mentions: Long,
        /// Documents that speak of it.
        n_documents: Long,
        /// First publication date of those documents.
        first_date: Maybe<Date>,
        /// Last publication date of those documents.
        last_date: Maybe<Date>,
    }
}

table! {
    /// One document of a group that holds the same text, or nearly so. A document without a row is unique.
    DUPLICATES, DuplicateRow, DuplicateRows = "duplicates" (Corpus)
    key ["doc_id"] sort ["doc_id"]
    references ["doc_id" -> "documents"."doc_id", "representative_doc_id" -> "documents"."doc_id"]
    {
        /// The document.
        doc_id: Text,
        /// The group.
        cluster_id: Text,
        /// The document that stands for the group; itself for that one.
        representative_doc_id: Text,
        /// Share of the text in common with the representative, 0 to 1.
        similarity: Float,
        /// `exact` or `near`.
        kind: Text,
    }
}

table! {
    /// One happening in the world, however many articles, republications and sentences report it.
    EVENT_CLUSTERS, EventClusterRow, EventClusterRows = "event_clusters" (Corpus)
    key ["cluster_id"] sort ["cluster_id"]
    references [
        "location_entity_id" -> "entities"."entity_id",
        "entities" -> "entities"."entity_id",
        "representative_event_id" -> "events"."event_id",
    ]
    {
        /// Id of the happening.
        cluster_id: Text,
        /// PLOVER type.
        event_type: Text,
        /// PLOVER mode.
        event_mode: Maybe<Text>,
        /// The latest status reported.
        status: Text,
        /// First day, where known.
        date_start: Maybe<Date>,
        /// Last day, inclusive.
        date_end: Maybe<Date>,
        /// The place it happened.
        location_entity_id: Maybe<Text>,
        /// ISO 3166-1 alpha-3 code of the place.
        country: Maybe<Text>,
        /// All who take part, sorted.
        entities: Texts,
        /// Their countries, ISO 3166-1 alpha-3, sorted.
        countries: Texts,
        /// Rows in `event_cluster_members`.
        n_reports: Long,
        /// Documents that report it, republications counted once.
        n_documents: Long,
        /// Sites that report it, republications counted once, as for `n_documents`.
        n_sites: Long,
        /// First publication date of the reports.
        first_reported: Maybe<Date>,
        /// Last publication date of the reports.
        last_reported: Maybe<Date>,
        /// The report that stands for it.
        representative_event_id: Text,
    }
}

table! {
    /// One report of a happening.
    EVENT_CLUSTER_MEMBERS, EventClusterMemberRow, EventClusterMemberRows = "event_cluster_members" (Corpus)
    key ["event_id"] sort ["doc_id", "event_id"]
    references [
        "cluster_id" -> "event_clusters"."cluster_id",
        "event_id" -> "events"."event_id",
        "doc_id" -> "documents"."doc_id",
    ]
    {
        /// The happening.
        cluster_id: Text,
        /// The report.
        event_id: Text,
        /// Document that it stands in.
        doc_id: Text,
        /// How well it agrees with the representative, 0 to 1.
        similarity: Float,
    }
}
