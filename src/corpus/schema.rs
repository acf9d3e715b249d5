//! Arrow schemas of the corpus tables.

use std::sync::Arc;

use arrow::datatypes::{DataType, Field, Fields, Schema, SchemaRef};

pub(super) fn entities() -> SchemaRef {
    schema(vec![
        text("entity_id", false),
        text("canonical_id", false),
        text("entity_type", false),
        text("name", false),
        text("canonical_name", false),
        texts("aliases"),
        text("kb_id", true),
        Field::new("geonames_id", DataType::Int64, true),
        text("country", true),
        Field::new("latitude", DataType::Float64, true),
        Field::new("longitude", DataType::Float64, true),
        Field::new(
            "roles",
            DataType::List(Arc::new(Field::new_list_field(DataType::Struct(role()), true))),
            false,
        ),
        Field::new("n_mentions", DataType::Int64, false),
        Field::new("n_documents", DataType::Int64, false),
        Field::new("first_date", DataType::Date32, true),
        Field::new("last_date", DataType::Date32, true),
    ])
}

/// Fields of an item of `entities.roles`.
pub(super) fn role() -> Fields {
    Fields::from(vec![
        text("role", false),
        text("organisation", true),
        Field::new("n_mentions", DataType::Int32, false),
    ])
}

pub(super) fn duplicates() -> SchemaRef {
    schema(vec![
        text("doc_id", false),
        text("cluster_id", false),
        text("representative_doc_id", false),
        Field::new("similarity", DataType::Float32, false),
        text("kind", false),
    ])
}

pub(super) fn event_clusters() -> SchemaRef {
    schema(vec![
        text("cluster_id", false),
        text("event_type", false),
        text("event_mode", true),
        text("status", false),
        Field::new("date_start", DataType::Date32, true),
        Field::new("date_end", DataType::Date32, true),
        text("location_entity_id", true),
        text("country", true),
        texts("entities"),
        texts("countries"),
        Field::new("n_reports", DataType::Int64, false),
        Field::new("n_documents", DataType::Int64, false),
        Field::new("n_sites", DataType::Int64, false),
        Field::new("first_reported", DataType::Date32, true),
        Field::new("last_reported", DataType::Date32, true),
        text("representative_event_id", false),
    ])
}

pub(super) fn event_cluster_members() -> SchemaRef {
    schema(vec![
        text("cluster_id", false),
        text("event_id", false),
        text("doc_id", false),
        Field::new("similarity", DataType::Float32, false),
    ])
}

fn schema(fields: Vec<Field>) -> SchemaRef {
    Arc::new(Schema::new(fields))
}

fn text(name: &str, nullable: bool) -> Field {
    Field::new(name, DataType::Utf8, nullable)
}

fn texts(name: &str) -> Field {
    Field::new(
        name,
        DataType::List(Arc::new(Field::new_list_field(DataType::Utf8, true))),
        false,
    )
}
