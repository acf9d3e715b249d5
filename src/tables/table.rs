//! The declaration of a table: from it come the row type, the Arrow schema and the data dictionary.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use arrow::datatypes::{Field, Schema, SchemaRef};

use super::cell::ColumnType;

/// What a table is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableKind {
    /// A pure function of one document, the configuration and the knowledge base.
    Document,
    /// Recomputed from the per-document tables on every run.
    Corpus,
    /// Handed from the per-document to the corpus tables, not published.
    Internal,
}

/// A table of the dataset.
#[derive(Debug)]
pub struct Table {
    pub name: &'static str,
    pub about: &'static str,
    pub kind: TableKind,
    pub columns: &'static [Column],
    /// Columns that name a row; empty where rows have no key.
    pub key: &'static [&'static str],
    /// Columns that the rows are sorted by; empty where the order is that of reading.
    pub sort: &'static [&'static str],
    pub references: &'static [Reference],
    /// Made once from the columns: every batch refers to it.
    pub(super) schema: OnceLock<SchemaRef>,
}

/// A column of a table.
#[derive(Debug)]
pub struct Column {
    pub name: &'static str,
    pub column_type: ColumnType,
    pub is_nullable: bool,
    about: &'static str,
}

/// A column whose values, where not null, are found in a column of another table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    pub column: &'static str,
    pub table: &'static str,
    pub target: &'static str,
}

/// A row of a table, and the columns that rows are collected in.
pub trait Rows: Default {
    const TABLE: &'static Table;

    fn len(&self) -> usize;

    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The rows collected so far as one batch with the table's schema; starts anew.
    fn finish(&mut self) -> arrow::array::RecordBatch;
}

impl Table {
    /// Arrow schema; every field carries its `description`.
    pub fn schema(&self) -> SchemaRef {
        let fields = || self.columns.iter().map(Column::field).collect::<Vec<_>>();
        Arc::clone(self.schema.get_or_init(|| Arc::new(Schema::new(fields()))))
    }

    /// What one row is, in a sentence or two.
    pub fn description(&self) -> String {
        plain(self.about)
    }

    pub fn column(&self, name: &str) -> Option<&'static Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}

impl Column {
    pub const fn new(name: &'static str, column_type: ColumnType, is_nullable: bool, about: &'static str) -> Self {
        Self {
            name,
            column_type,
            is_nullable,
            about,
        }
    }

    /// What the column holds.
    pub fn description(&self) -> String {
        plain(self.about)
    }

    fn field(&self) -> Field {
        let metadata = HashMap::from([("description".to_owned(), self.description())]);
        Field::new(self.name, self.column_type.arrow(), self.is_nullable).with_metadata(metadata)
    }
}

/// Documentation lines joined into one.
fn plain(about: &str) -> String {
    about.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Declares one table: the static [`Table`], its row type and the [`Rows`] that collect it. The
/// documentation of the row and of each column is the data dictionary.
macro_rules! table {
    (
        $(#[doc = $about:literal])+
        $table:ident, $row:ident, $rows:ident = $name:literal ($kind:ident)
        key [$($key:literal),*] sort [$($sort:literal),*]
        references [$($column_from:literal -> $table_to:literal . $column_to:literal),* $(,)?]
        { $($(#[doc = $text:literal])+ $column:ident: $cell:ty),+ $(,)? }
    ) => {
        pub static $table: $crate::tables::Table = $crate::tables::Table {
            name: $name,
            about: concat!($($about, "\n"),+),
            kind: $crate::tables::TableKind::$kind,
            columns: &[$($crate::tables::Column::new(
                stringify!($column),
                <$cell as $crate::tables::Cell>::TYPE,
                <$cell as $crate::tables::Cell>::IS_NULLABLE,
                concat!($($text, "\n"),+),
            )),+],
            key: &[$($key),*],
            sort: &[$($sort),*],
            references: &[$($crate::tables::Reference { column: $column_from, table: $table_to, target: $column_to }),*],
            schema: std::sync::OnceLock::new(),
        };

        $(#[doc = $about])+
        #[derive(Clone)]
        pub struct $row<'d> {
            $($(#[doc = $text])+ pub $column: <$cell as $crate::tables::Cell>::Value<'d>),+
        }

        #[doc = concat!("Rows of `", $name, "`, collected column by column.")]
        pub struct $rows {
            len: usize,
            $($column: <$cell as $crate::tables::Cell>::Builder),+
        }

        impl Default for $rows {
            fn default() -> Self {
                Self { len: 0, $($column: <$cell as $crate::tables::Cell>::builder()),+ }
            }
        }

        impl $rows {
            pub fn push(&mut self, row: $row<'_>) {
                self.len += 1;
                $(<$cell as $crate::tables::Cell>::append(&mut self.$column, row.$column);)+
            }
        }

        impl $crate::tables::Rows for $rows {
            const TABLE: &'static $crate::tables::Table = &$table;

            fn len(&self) -> usize {
                self.len
            }

            fn finish(&mut self) -> arrow::array::RecordBatch {
                self.len = 0;
                let columns = vec![$(<$cell as $crate::tables::Cell>::finish(&mut self.$column)),+];
                arrow::array::RecordBatch::try_new($table.schema(), columns)
                    .expect("columns and schema come from one declaration")
            }
        }
    };
}
pub(crate) use table;
