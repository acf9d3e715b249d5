//! Table declarations → the data dictionary, as Markdown, JSON or SQL.

use std::fmt::Write;

use serde_json::json;

use super::table::{Column, Table, TableKind};
use super::{CONTRACT_VERSION, PUBLISHED};

/// Form of the data dictionary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dictionary {
    Markdown,
    Json,
    Sql,
}

/// The data dictionary of all published tables.
pub fn write_dictionary(form: Dictionary) -> String {
    match form {
        Dictionary::Markdown => markdown(),
        Dictionary::Json => json(),
        Dictionary::Sql => sql(),
    }
}

fn markdown() -> String {
    let mut page = format!("# Data dictionary, contract version {CONTRACT_VERSION}\n\n{INTRODUCTION}");
    for (kind, heading) in [
        (TableKind::Document, "Per-document tables"),
        (TableKind::Corpus, "Corpus tables"),
    ] {
        let _ = write!(page, "\n## {heading}\n");
        for table in PUBLISHED.iter().filter(|table| table.kind == kind) {
            markdown_table(&mut page, table);
        }
    }
    page
}

const INTRODUCTION: &str = "\
Generated from the table declarations by `etl schema`; do not edit.\n\
\n\
Offsets count Unicode code points of `documents.text`, half open: `text[char_start:char_end]` in Python,\n\
`text[char_start + 1 : char_end]` in DuckDB. Dates are days, `date_end` is inclusive, instants are UTC.\n\
Unknown is null, never an empty text or 0.\n";

fn markdown_table(page: &mut String, table: &Table) {
    let _ = write!(page, "\n### {}\n\n{}\n\n", table.name, table.description());
    if !table.key.is_empty() {
        let _ = writeln!(page, "Key: {}.", listed(table.key));
    }
    match table.sort {
        [] => page.push_str("Rows are in the order of reading.\n"),
        columns => {
            let _ = writeln!(page, "Sorted by {}.", listed(columns));
        }
    }
    page.push_str("\n| column | type | null | meaning |\n|---|---|---|---|\n");
    for column in table.columns {
        let null = if column.is_nullable { "yes" } else { "no" };
        let meaning = meaning(table, column);
        let _ = writeln!(
            page,
            "| `{}` | `{}` | {null} | {meaning} |",
            column.name,
            column.column_type.name()
        );
    }
}

fn listed(columns: &[&str]) -> String {
    columns
        .iter()
        .map(|column| format!("`{column}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

fn meaning(table: &Table, column: &Column) -> String {
    let mut text = column.description().replace('|', "\\|");
    for reference in table
        .references
        .iter()
        .filter(|reference| reference.column == column.name)
    {
        let _ = write!(text, " → `{}.{}`", reference.table, reference.target);
    }
    text
}

fn json() -> String {
    let tables: Vec<_> = PUBLISHED.iter().map(|table| json_table(table)).collect();
    let dictionary = json!({ "contract_version": CONTRACT_VERSION, "tables": tables });
    serde_json::to_string_pretty(&dictionary).expect("texts and numbers serialise") + "\n"
}

fn json_table(table: &Table) -> serde_json::Value {
    let columns: Vec<_> = table
        .columns
        .iter()
        .map(|column| {
            json!({
                "name": column.name,
                "type": column.column_type.name(),
                "nullable": column.is_nullable,
                "description": column.description(),
            })
        })
        .collect();
    let references: Vec<_> = table
        .references
        .iter()
        .map(|reference| json!({ "column": reference.column, "table": reference.table, "target": reference.target }))
        .collect();
    json!({
        "name": table.name,
        "description": table.description(),
        "key": table.key,
        "sort": table.sort,
        "columns": columns,
        "references": references,
    })
}

fn sql() -> String {
    let mut script = format!("-- Tables of the dataset, contract version {CONTRACT_VERSION}.\n");
    for table in PUBLISHED {
        let _ = write!(script, "\n-- {}\nCREATE TABLE {} (\n", table.description(), table.name);
        let key = (!table.key.is_empty()).then(|| format!("    PRIMARY KEY ({})", table.key.join(", ")));
        let last = table.columns.len() - 1;
        for (place, column) in table.columns.iter().enumerate() {
            let null = if column.is_nullable { "" } else { " NOT NULL" };
            let comma = if place < last || key.is_some() { "," } else { "" };
            let kind = column.column_type.sql();
            let _ = writeln!(
                script,
                "    {} {kind}{null}{comma} -- {}",
                column.name,
                column.description()
            );
        }
        if let Some(key) = key {
            let _ = writeln!(script, "{key}");
        }
        script.push_str(");\n");
    }
    script
}
