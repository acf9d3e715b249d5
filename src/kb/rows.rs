//! CSV text → typed rows, each with its line; errors name file, line and column.

use std::fmt::Display;

use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer};

use super::files::ListFiles;
use crate::error::Error;

/// A row and the line it stands in, from 1.
#[derive(Clone, Debug)]
pub(super) struct Row<T> {
    pub line: u64,
    pub value: T,
}

/// All rows of a list.
///
/// # Errors
/// [`Error::Configuration`] for the first row that does not fit `T`.
pub(super) fn rows<T: DeserializeOwned>(files: &ListFiles, file: &str) -> Result<Vec<Row<T>>, Error> {
    let text = files.text(file)?;
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers = reader.headers().map_err(|error| fault(file, 1, error))?.clone();
    let mut rows = Vec::with_capacity(text.len() / 64);
    let mut record = csv::StringRecord::new();
    loop {
        let line = reader.position().line();
        match reader.read_record(&mut record) {
            Ok(false) => return Ok(rows),
            Ok(true) => {}
            Err(error) => return Err(fault(file, line, error)),
        }
        let value = record
            .deserialize(Some(&headers))
            .map_err(|error| fault(file, line, explain(&error, &headers)))?;
        rows.push(Row { line, value });
    }
}

/// The error for something wrong in a line of a list.
pub(super) fn fault(file: &str, line: u64, message: impl Display) -> Error {
    Error::Configuration(format!("{file}:{line}: {message}"))
}

/// What `csv` says, with the column's name in place of its number.
fn explain(error: &csv::Error, headers: &csv::StringRecord) -> String {
    let csv::ErrorKind::Deserialize { err, .. } = error.kind() else {
        return error.to_string();
    };
    let column = err.field().and_then(|field| headers.get(field as usize));
    match column {
        Some(column) => format!("column {column}: {}", err.kind()),
        None => err.kind().to_string(),
    }
}

/// `a|b|c`; an empty field is an empty list.
pub(super) fn list<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let field = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
    Ok(field
        .split('|')
        .filter(|item| !item.is_empty())
        .map(str::to_owned)
        .collect())
}

pub(super) fn yes_no<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    let field = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
    match field.as_ref() {
        "yes" => Ok(true),
        "no" => Ok(false),
        other => Err(D::Error::custom(format!("`{other}` is neither yes nor no"))),
    }
}
