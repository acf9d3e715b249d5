//! CSV text → typed rows, each with its line; errors name file, line and column.

use std::fmt::Display;

use csv::StringRecord;
use rayon::prelude::*;
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
    let (headers, body) = headers_of(files, file)?;
    rows_of(file, &headers, body)
}

/// [`rows`] of a long list, read in parts on all threads.
///
/// # Errors
/// See [`rows`].
pub(super) fn rows_of_long<T: DeserializeOwned + Send>(files: &ListFiles, file: &str) -> Result<Vec<Row<T>>, Error> {
    let (headers, body) = headers_of(files, file)?;
    let parts = parts_of(body).into_par_iter();
    let parts: Vec<Result<Vec<Row<T>>, Error>> = parts.map(|part| rows_of(file, &headers, part)).collect();
    let mut rows = Vec::new();
    for part in parts {
        rows.append(&mut part?);
    }
    Ok(rows)
}

/// The head of a list, and the lines after it.
fn headers_of<'f>(files: &'f ListFiles, file: &str) -> Result<(StringRecord, Part<'f>), Error> {
    let text = files.text(file)?;
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers = reader.headers().map_err(|error| fault(file, 1, error))?.clone();
    let start = reader.position();
    let body = Part {
        text: &text[start.byte() as usize..],
        line: start.line(),
    };
    Ok((headers, body))
}

/// Some of the lines of a list, and the number of the first.
#[derive(Clone, Copy)]
struct Part<'t> {
    text: &'t str,
    line: u64,
}

/// Cuts a list at ends of lines that are ends of rows: those with an even number of quotation marks before them.
fn parts_of(body: Part<'_>) -> Vec<Part<'_>> {
    const LENGTH: usize = 1 << 18;
    let mut parts = Vec::new();
    let Part {
        text: mut rest,
        mut line,
    } = body;
    while !rest.is_empty() {
        let (text, after) = rest.split_at(row_end(rest, LENGTH));
        parts.push(Part { text, line });
        line += text.bytes().filter(|&byte| byte == b'\n').count() as u64;
        rest = after;
    }
    parts
}

/// The first end of a row at or behind `least`, else the end of the text.
fn row_end(text: &str, least: usize) -> usize {
    let mut in_quotes = false;
    for (place, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => in_quotes = !in_quotes,
            b'\n' if !in_quotes && place >= least => return place + 1,
            _ => {}
        }
    }
    text.len()
}

fn rows_of<T: DeserializeOwned>(file: &str, headers: &StringRecord, part: Part) -> Result<Vec<Row<T>>, Error> {
    let mut builder = csv::ReaderBuilder::new();
    let mut reader = builder
        .has_headers(false)
        .flexible(true)
        .from_reader(part.text.as_bytes());
    let mut rows = Vec::with_capacity(part.text.len() / 64);
    let mut record = StringRecord::new();
    loop {
        let line = part.line + reader.position().line() - 1;
        match reader.read_record(&mut record) {
            Ok(false) => return Ok(rows),
            Ok(true) => {}
            Err(error) => return Err(fault(file, line, error)),
        }
        if record.len() != headers.len() {
            let message = format!("{} columns, where the head has {}", record.len(), headers.len());
            return Err(fault(file, line, message));
        }
        let value = record
            .deserialize(Some(headers))
            .map_err(|error| fault(file, line, explain(&error, headers)))?;
        rows.push(Row { line, value });
    }
}

/// The error for something wrong in a line of a list.
pub(super) fn fault(file: &str, line: u64, message: impl Display) -> Error {
    Error::Configuration(format!("{file}:{line}: {message}"))
}

/// What `csv` says, with the column's name in place of its number.
fn explain(error: &csv::Error, headers: &StringRecord) -> String {
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

#[cfg(test)]
mod tests {
    use super::{Part, StringRecord, parts_of, row_end, rows_of};

    #[test]
    fn cuts_between_rows_only() {
        let text = "a,1\n\"b\nc\",2\nd,3\n";
        assert_eq!(row_end(text, 0), 4);
        assert_eq!(row_end(text, 4), 12);
        assert_eq!(row_end(text, 13), text.len());
        let long = "town,1\n".repeat(100_000);
        let parts = parts_of(Part { text: &long, line: 2 });
        assert!(parts.len() > 2);
        assert_eq!(parts.iter().map(|part| part.text).collect::<String>(), long);
        let before: usize = parts[0].text.lines().count();
        assert_eq!(parts[1].line, 2 + before as u64);
    }

    #[test]
    fn names_the_line_of_a_row_that_does_not_fit() {
        let read = |text| {
            let headers = StringRecord::from(vec!["name", "people"]);
            rows_of::<(String, u32)>("towns.csv", &headers, Part { text, line: 10 })
        };
        assert_eq!(read("a,1\nb,2\n").unwrap()[1].line, 11);
        let error = |text| read(text).unwrap_err().to_string();
        assert!(error("a,1\nb,2,3\n").contains("towns.csv:11: 3 columns"));
        assert!(error("a,many\n").contains("towns.csv:10: column people"));
    }
}
