//! Table declarations and files → `views.sql` for DuckDB and `datapackage.json` (Frictionless).

use std::fmt::Write;

use serde_json::{Value, json};

use super::manifest::Manifest;
use crate::tables::{Column, PUBLISHED, Table};

/// A script that makes every table a view, run from inside the snapshot's folder.
pub fn views_sql() -> String {
    let mut script = String::from(
        "-- Views of all tables, for DuckDB. Paths are relative to the folder of this file:\n\
         --   cd data_out/latest && duckdb -init views.sql\n",
    );
    for table in PUBLISHED {
        let _ = write!(
            script,
            "\n-- {}\nCREATE OR REPLACE VIEW {name} AS SELECT * FROM read_parquet('{name}/*.parquet');\n",
            table.description(),
            name = table.name,
        );
    }
    script
}

/// Frictionless metadata of the tables: one resource a table, with schema, keys and digests.
pub fn datapackage_json(manifest: &Manifest) -> String {
    let resources: Vec<Value> = PUBLISHED.iter().map(|table| resource(table, manifest)).collect();
    let package = json!({
        "profile": "data-package",
        "name": "news-etl-dataset",
        "id": manifest.run_id,
        "title": "Documents, sentences, mentions, entities, times, quotes and events of news articles",
        "version": manifest.contract_version,
        "resources": resources,
    });
    serde_json::to_string_pretty(&package).expect("texts and numbers serialise") + "\n"
}

fn resource(table: &Table, manifest: &Manifest) -> Value {
    let files: Vec<_> = manifest
        .files
        .iter()
        .filter(|file| file.table() == Some(table.name))
        .collect();
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let mut resource = json!({
        "name": table.name.replace('_', "-"),
        "title": table.name,
        "description": table.description(),
        "path": paths,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": files.iter().map(|file| file.bytes).sum::<u64>(),
        "schema": schema(table),
    });
    if let [file] = files[..] {
        resource["hash"] = json!(format!("sha256:{}", file.sha256));
    }
    resource
}

fn schema(table: &Table) -> Value {
    let fields: Vec<Value> = table.columns.iter().map(field).collect();
    let references: Vec<Value> = table
        .references
        .iter()
        .filter(|reference| table.column(reference.column).is_some_and(is_single))
        .map(|reference| {
            let resource = if reference.table == table.name {
                String::new()
            } else {
                reference.table.replace('_', "-")
            };
            json!({
                "fields": [reference.column],
                "reference": { "resource": resource, "fields": [reference.target] },
            })
        })
        .collect();
    let mut schema = json!({ "fields": fields });
    if !table.key.is_empty() {
        schema["primaryKey"] = json!(table.key);
    }
    if !references.is_empty() {
        schema["foreignKeys"] = json!(references);
    }
    schema
}

fn field(column: &Column) -> Value {
    json!({
        "name": column.name,
        "type": column.column_type.frictionless(),
        "description": column.description(),
        "constraints": { "required": !column.is_nullable },
    })
}

fn is_single(column: &Column) -> bool {
    column.column_type.frictionless() != "array"
}
