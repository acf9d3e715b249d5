//! Values against the closed vocabularies of the contract, and shares against their range.

use std::path::Path;

use arrow::array::{Float32Array, RecordBatch, StringArray};
use arrow::datatypes::Float32Type;

use super::Verdict;
use super::rows::{TableRows, numbers, texts};
use crate::error::Error;
use crate::tables::{ColumnType, PUBLISHED, Table};
use crate::vocabulary::{
    DatePrecision, DuplicateKind, EntityType, EventStatus, EventType, LinkKind, LocationPrecision, MentionKind,
    ParticipantRole, PublishedFrom, PublishedPrecision, QuadClass, QuoteKind, SentenceKind, SourceFormat, TimeAnchor,
    TimexType,
};

/// A text column that holds only the words of a vocabulary.
struct Closed {
    column: &'static str,
    /// Tables that have it under this meaning; all that have it where none is named.
    tables: &'static [&'static str],
    is_known: fn(&str) -> bool,
}

macro_rules! closed {
    ($($column:literal $(of $($table:literal)+)? : $vocabulary:ident),+ $(,)?) => {
        [$(Closed {
            column: $column,
            tables: &[$($($table),+)?],
            is_known: |text| $vocabulary::parse(text).is_some(),
        }),+]
    };
}

static CLOSED: [Closed; 18] = closed![
    "anchor": TimeAnchor,
    "date_precision": DatePrecision,
    "entity_type": EntityType,
    "event_type": EventType,
    "kind" of "duplicates": DuplicateKind,
    "kind" of "sentences": SentenceKind,
    "link_kind": LinkKind,
    "location_precision": LocationPrecision,
    "mention_kind": MentionKind,
    "published_from": PublishedFrom,
    "published_precision": PublishedPrecision,
    "quad_class": QuadClass,
    "quote_kind": QuoteKind,
    "role" of "event_participants": ParticipantRole,
    "source_format": SourceFormat,
    "status": EventStatus,
    "timex_type": TimexType,
    "country": Iso3,
];

/// Columns that hold a share or a probability.
const SHARES: [&str; 5] = ["kept_ratio", "language_score", "link_score", "score", "similarity"];

/// The form of an ISO 3166-1 alpha-3 code.
struct Iso3;

impl Iso3 {
    fn parse(text: &str) -> Option<&str> {
        let is_code = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
        is_code.then_some(text)
    }
}

/// Every word of a closed vocabulary is one of its words, and every share lies between 0 and 1.
pub(super) fn check_values(snapshot: &Path, verdict: &mut Verdict) -> Result<(), Error> {
    for table in PUBLISHED {
        let closed: Vec<&Closed> = CLOSED.iter().filter(|closed| closed.is_in(table)).collect();
        let shares = SHARES.iter().filter(|name| table.column(name).is_some());
        let shares: Vec<&str> = shares.copied().collect();
        if closed.is_empty() && shares.is_empty() {
            continue;
        }
        for batch in TableRows::open(snapshot, table)? {
            check_batch(table, &batch?, &closed, &shares, verdict);
        }
    }
    Ok(())
}

impl Closed {
    fn is_in(&self, table: &Table) -> bool {
        let has_column = table
            .column(self.column)
            .is_some_and(|column| column.column_type == ColumnType::Text);
        has_column && (self.tables.is_empty() || self.tables.contains(&table.name))
    }
}

fn check_batch(table: &Table, batch: &RecordBatch, closed: &[&Closed], shares: &[&str], verdict: &mut Verdict) {
    for closed in closed {
        let values: &StringArray = texts(batch, closed.column);
        for value in values.iter().flatten().filter(|value| !(closed.is_known)(value)) {
            verdict.add(|| format!("{}: {} has no value {value:?}", table.name, closed.column));
        }
    }
    for column in shares {
        let values: &Float32Array = numbers::<Float32Type>(batch, column);
        for value in values.iter().flatten().filter(|value| !(0.0..=1.0).contains(value)) {
            verdict.add(|| format!("{}: {column} is {value}, not between 0 and 1", table.name));
        }
    }
}
