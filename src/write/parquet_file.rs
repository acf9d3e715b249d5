//! Sorted batches of one table → one Parquet file with its row count and digest.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use arrow::array::RecordBatch;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, Encoding, ZstdLevel};
use parquet::file::metadata::{KeyValue, SortingColumn};
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesBuilder};
use parquet::schema::types::ColumnPath;
use sha2::{Digest, Sha256};

use super::manifest::FileEntry;
use super::provenance::Provenance;
use crate::error::Error;
use crate::tables::{Column, ColumnType, Table, TableKind};

/// Writes one table into `<folder>/<table>/part-0.parquet`.
pub struct TableFile {
    table: &'static Table,
    path: PathBuf,
    writer: ArrowWriter<HashingWriter<BufWriter<File>>>,
    rows: u64,
}

/// Rows in a row group of wide tables (`documents` holds whole texts) and of the others.
const WIDE_GROUP: usize = 16_384;
const NARROW_GROUP: usize = 131_072;

impl TableFile {
    pub fn create(
        folder: &Path,
        table: &'static Table,
        compression_level: i32,
        provenance: &Provenance,
    ) -> Result<Self, Error> {
        let folder = folder.join(table.name);
        std::fs::create_dir_all(&folder).map_err(|source| Error::io(&folder, source))?;
        let path = folder.join("part-0.parquet");
        let file = File::create(&path).map_err(|source| Error::io(&path, source))?;
        let properties = properties(table, compression_level, provenance)?;
        let writer = ArrowWriter::try_new(
            HashingWriter::new(BufWriter::new(file)),
            table.schema(),
            Some(properties),
        )
        .map_err(|error| Error::table(table.name, error))?;
        Ok(Self {
            table,
            path,
            writer,
            rows: 0,
        })
    }

    /// Appends rows; their columns must have the types of the table.
    pub fn write(&mut self, batch: &RecordBatch) -> Result<(), Error> {
        self.rows += batch.num_rows() as u64;
        let failed = |error: &dyn std::fmt::Display| Error::table(self.table.name, error);
        let batch = RecordBatch::try_new(self.table.schema(), batch.columns().to_vec()).map_err(|e| failed(&e))?;
        self.writer.write(&batch).map_err(|e| failed(&e))
    }

    /// Ends the file. The disk need not have it yet: publishing waits for that.
    pub fn finish(mut self) -> Result<FileEntry, Error> {
        self.writer
            .finish()
            .map_err(|error| Error::table(self.table.name, error))?;
        let out = self.writer.inner_mut();
        out.inner.flush().map_err(|source| Error::io(&self.path, source))?;
        Ok(FileEntry {
            path: format!("{}/part-0.parquet", self.table.name),
            rows: Some(self.rows),
            bytes: out.bytes,
            sha256: hex(&out.hasher.clone().finalize()),
        })
    }
}

fn properties(
    table: &'static Table,
    compression_level: i32,
    provenance: &Provenance,
) -> Result<WriterProperties, Error> {
    let level = ZstdLevel::try_new(compression_level)
        .map_err(|error| Error::Configuration(format!("write.compression_level: {error}")))?;
    if table.kind == TableKind::Internal {
        return Ok(passing_properties());
    }
    let is_wide = table.name == "documents";
    let mut builder = WriterProperties::builder()
        .set_created_by(provenance.program.clone())
        .set_compression(Compression::ZSTD(level))
        .set_statistics_enabled(EnabledStatistics::Page)
        .set_max_row_group_row_count(Some(if is_wide { WIDE_GROUP } else { NARROW_GROUP }))
        .set_key_value_metadata(Some(key_values(table, provenance)))
        .set_sorting_columns(sorting_columns(table));
    for column in table.columns {
        builder = column_properties(builder, table, column);
    }
    Ok(builder.build())
}

/// For rows that are read once, minutes later, and removed: cheap to write and to read.
pub(super) fn passing_properties() -> WriterProperties {
    WriterProperties::builder()
        .set_dictionary_enabled(false)
        .set_statistics_enabled(EnabledStatistics::None)
        .set_data_page_size_limit(64 << 10)
        .set_write_batch_size(64)
        .set_max_row_group_row_count(Some(1 << 16))
        .build()
}

/// Measured: packed deltas halve number columns; ids that begin with their document's, in its order,
/// shrink by their deltas; texts that hardly repeat only waste time in a dictionary.
fn column_properties(
    builder: WriterPropertiesBuilder,
    table: &'static Table,
    column: &'static Column,
) -> WriterPropertiesBuilder {
    let path = || ColumnPath::from(column.name);
    let is_id = column.name.ends_with("_id") && column.column_type == ColumnType::Text;
    let is_ordered = table.key == [column.name] || ORDERED_IDS.contains(&column.name);
    let is_passage = column.name == "text" && ["sentences", "quotes"].contains(&table.name);
    let builder = match column.column_type {
        ColumnType::Int | ColumnType::Long | ColumnType::Date => builder
            .set_column_dictionary_enabled(path(), false)
            .set_column_encoding(path(), Encoding::DELTA_BINARY_PACKED),
        ColumnType::Text if is_ordered => builder
            .set_column_dictionary_enabled(path(), false)
            .set_column_encoding(path(), Encoding::DELTA_BYTE_ARRAY),
        ColumnType::Text if is_passage => builder.set_column_dictionary_enabled(path(), false),
        ColumnType::Text if column.name == "text" && table.name == "documents" => builder
            .set_column_dictionary_enabled(path(), false)
            .set_column_statistics_enabled(path(), EnabledStatistics::None),
        _ => builder,
    };
    if is_id {
        builder.set_column_bloom_filter_enabled(path(), true)
    } else {
        builder
    }
}

/// Columns of ids that begin with the document's, in rows that are sorted by document.
const ORDERED_IDS: [&str; 6] = [
    "doc_id",
    "event_id",
    "mention_id",
    "quote_id",
    "sentence_id",
    "speaker_mention_id",
];

fn sorting_columns(table: &Table) -> Option<Vec<SortingColumn>> {
    let place = |name: &&str| table.columns.iter().position(|column| column.name == *name);
    let columns: Vec<SortingColumn> = table
        .sort
        .iter()
        .filter_map(place)
        .map(|column_idx| SortingColumn {
            column_idx: column_idx as i32,
            descending: false,
            nulls_first: false,
        })
        .collect();
    (!columns.is_empty()).then_some(columns)
}

fn key_values(table: &Table, provenance: &Provenance) -> Vec<KeyValue> {
    let mut pairs = vec![KeyValue::new("table".to_owned(), table.name.to_owned())];
    pairs.push(KeyValue::new("table_description".to_owned(), table.description()));
    pairs.extend(
        provenance
            .pairs()
            .into_iter()
            .map(|(key, value)| KeyValue::new(key.to_owned(), value)),
    );
    pairs
}

/// Passes bytes on and keeps their digest.
struct HashingWriter<W> {
    inner: W,
    hasher: Sha256,
    bytes: u64,
}

impl<W> HashingWriter<W> {
    fn new(inner: W) -> Self {
        Self {
            inner,
            hasher: Sha256::new(),
            bytes: 0,
        }
    }
}

impl<W: Write> Write for HashingWriter<W> {
    fn write(&mut self, buffer: &[u8]) -> std::io::Result<usize> {
        let written = self.inner.write(buffer)?;
        self.hasher.update(&buffer[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.inner.flush()
    }
}

/// Lower-case hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
