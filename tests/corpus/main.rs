//! The corpus tables on invented documents: who republishes whom, who is who, what is one happening.

#![allow(clippy::unwrap_used)]

mod duplicates;
mod entities;
mod happenings;
mod joining;
mod newsroom;
mod order;

use arrow::array::{AsArray, RecordBatch};
use arrow::datatypes::Int64Type;

/// A text column as text; null is empty.
fn column(batch: &RecordBatch, name: &str) -> Vec<String> {
    let array = batch.column_by_name(name).unwrap().as_string::<i32>();
    array.iter().map(|value| value.unwrap_or_default().to_owned()).collect()
}

fn numbers(batch: &RecordBatch, name: &str) -> Vec<i64> {
    batch
        .column_by_name(name)
        .unwrap()
        .as_primitive::<Int64Type>()
        .values()
        .to_vec()
}
