//! `NormalisedDocument` → rows: one file per table; one declaration gives row type, Arrow schema and docs.
