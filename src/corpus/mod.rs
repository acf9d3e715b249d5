//! Corpus tables from the per-document tables: entities, duplicates, event clusters (polars).
