//! Staged Parquet parts → record batches: what the corpus stage reads of the per-document tables.

use std::fs::File;
use std::path::PathBuf;
use std::sync::Arc;

use arrow::array::{ArrayRef, BinaryBuilder, Float64Builder, Int32Builder, Int64Builder, RecordBatch, StringBuilder};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use super::fingerprint::Fingerprint;
use crate::document::NormalisedDocument;
use crate::error::Error;

/// Name of the internal table of [`Fingerprint`]s, one row a document.
pub const FINGERPRINTS: &str = "_fingerprints";
/// Name of the internal table of entities as each document speaks of them.
pub const DOCUMENT_ENTITIES: &str = "_entities";

/// Where the parts of a run lie until it is published: `<folder>/<table>/*.parquet`.
#[derive(Clone, Debug)]
pub struct StagedTables {
    /// Parts of the published tables.
    pub tables: PathBuf,
    /// Parts of the internal tables, [`FINGERPRINTS`] and [`DOCUMENT_ENTITIES`].
    pub internal: PathBuf,
}

impl StagedTables {
    /// Hands every batch of the named columns of a table to `take`, part after part in name order.
    /// One batch is in memory at a time; a table without a folder has no rows.
    ///
    /// # Errors
    /// [`Error::Io`] and [`Error::Table`] where a part cannot be read, and what `take` returns.
    pub(super) fn scan(
        &self,
        table: &str,
        columns: &[&str],
        mut take: impl FnMut(&RecordBatch) -> Result<(), Error>,
    ) -> Result<(), Error> {
        for part in self.parts(table)? {
            let file = File::open(&part).map_err(|source| Error::io(&part, source))?;
            let failed = |error: &dyn std::fmt::Display| Error::table(table, format!("{}: {error}", part.display()));
            let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|error| failed(&error))?;
            let mask = ProjectionMask::columns(builder.parquet_schema(), columns.iter().copied());
            let reader = builder.with_projection(mask).build().map_err(|error| failed(&error))?;
            for batch in reader {
                take(&batch.map_err(|error| failed(&error))?)?;
            }
        }
        Ok(())
    }

    fn parts(&self, table: &str) -> Result<Vec<PathBuf>, Error> {
        let parent = if table.starts_with('_') {
            &self.internal
        } else {
            &self.tables
        };
        let folder = parent.join(table);
        if !folder.is_dir() {
            return Ok(Vec::new());
        }
        let entries = std::fs::read_dir(&folder).map_err(|source| Error::io(&folder, source))?;
        let mut parts = Vec::new();
        for entry in entries {
            let path = entry.map_err(|source| Error::io(&folder, source))?.path();
            if path.extension().is_some_and(|extension| extension == "parquet") {
                parts.push(path);
            }
        }
        parts.sort();
        Ok(parts)
    }
}

/// Schema of [`FINGERPRINTS`].
pub fn fingerprints_schema() -> SchemaRef {
    Arc::new(Schema::new(vec![
        Field::new("doc_id", DataType::Utf8, false),
        Field::new("digest", DataType::Binary, true),
        Field::new("n_shingles", DataType::Int32, false),
        Field::new("sketch", DataType::Binary, false),
    ]))
}

/// Schema of [`DOCUMENT_ENTITIES`].
pub fn document_entities_schema() -> SchemaRef {
    Arc::new(Schema::new(vec![
        Field::new("doc_id", DataType::Utf8, false),
        Field::new("entity_id", DataType::Utf8, false),
        Field::new("entity_type", DataType::Utf8, false),
        Field::new("name", DataType::Utf8, false),
        Field::new("is_kb", DataType::Boolean, false),
        Field::new("geonames_id", DataType::Int64, true),
        Field::new("country", DataType::Utf8, true),
        Field::new("latitude", DataType::Float64, true),
        Field::new("longitude", DataType::Float64, true),
    ]))
}

/// Rows of [`FINGERPRINTS`] for `(doc_id, fingerprint)` pairs.
pub fn fingerprints_batch<'f>(
    documents: impl IntoIterator<Item = (&'f str, &'f Fingerprint)>,
) -> Result<RecordBatch, Error> {
    let (mut doc_ids, mut digests) = (StringBuilder::new(), BinaryBuilder::new());
    let (mut counts, mut sketches) = (Int32Builder::new(), BinaryBuilder::new());
    let mut bytes = Vec::new();
    for (doc_id, fingerprint) in documents {
        doc_ids.append_value(doc_id);
        digests.append_option(fingerprint.digest.map(u128::to_be_bytes));
        counts.append_value(i32::try_from(fingerprint.n_shingles).unwrap_or(i32::MAX));
        bytes.clear();
        bytes.extend(fingerprint.sketch.iter().flat_map(|hash| hash.to_be_bytes()));
        sketches.append_value(&bytes);
    }
    let columns: Vec<ArrayRef> = vec![
        Arc::new(doc_ids.finish()),
        Arc::new(digests.finish()),
        Arc::new(counts.finish()),
        Arc::new(sketches.finish()),
    ];
    RecordBatch::try_new(fingerprints_schema(), columns).map_err(|error| Error::table(FINGERPRINTS, error))
}

/// Rows of [`DOCUMENT_ENTITIES`]: the entities of each document.
pub fn document_entities_batch<'d>(
    documents: impl IntoIterator<Item = &'d NormalisedDocument>,
) -> Result<RecordBatch, Error> {
    let mut texts: [StringBuilder; 4] = std::array::from_fn(|_| StringBuilder::new());
    let (mut is_kb, mut geonames) = (arrow::array::BooleanBuilder::new(), Int64Builder::new());
    let mut countries = StringBuilder::new();
    let (mut latitudes, mut longitudes) = (Float64Builder::new(), Float64Builder::new());
    for document in documents {
        for entity in &document.entities {
            let doc_id = document.tagged.segmented.clean.doc_id.as_str();
            let values = [doc_id, &entity.id, entity.entity_type.as_str(), &entity.name];
            for (builder, value) in texts.iter_mut().zip(values) {
                builder.append_value(value);
            }
            is_kb.append_value(entity.kb_id.is_some());
            geonames.append_option(entity.geonames_id);
            countries.append_option(entity.country.as_deref());
            latitudes.append_option(entity.latitude);
            longitudes.append_option(entity.longitude);
        }
    }
    let mut columns: Vec<ArrayRef> = texts.iter_mut().map(|b| Arc::new(b.finish()) as ArrayRef).collect();
    columns.extend([
        Arc::new(is_kb.finish()) as ArrayRef,
        Arc::new(geonames.finish()),
        Arc::new(countries.finish()),
        Arc::new(latitudes.finish()),
        Arc::new(longitudes.finish()),
    ]);
    RecordBatch::try_new(document_entities_schema(), columns).map_err(|error| Error::table(DOCUMENT_ENTITIES, error))
}
