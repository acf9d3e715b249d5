//! A JSON Lines file → one record a line.

use super::fields::parse_fields;
use super::identity::{Occurrences, digest, doc_id};
use super::transport::{Line, Reader, next_line};
use super::{FieldNames, ReadConfig, Record, unreadable};
use crate::document::{Article, Content, SourceFormat};
use crate::error::{RejectCode, Rejection, Stage};

/// The records of a JSON Lines file. A record's index counts the lines that are not blank, from 0:
/// malformed and oversized lines count, so that an index always points to the same line of the file.
pub struct JsonLines {
    reader: Reader,
    source_uri: String,
    fields: FieldNames,
    limit: u64,
    next_index: i64,
    occurrences: Occurrences,
    is_done: bool,
}

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

impl JsonLines {
    pub fn new(reader: Reader, source_uri: String, config: &ReadConfig) -> Self {
        Self {
            reader,
            source_uri,
            fields: config.fields.clone(),
            limit: config.max_record_bytes,
            next_index: 0,
            occurrences: Occurrences::default(),
            is_done: false,
        }
    }

    fn record(&mut self, line: Line) -> Record {
        let record_index = self.next_index;
        self.next_index += 1;
        let bytes = match line {
            Line::Text(bytes) => bytes,
            Line::TooLong { bytes } => {
                let message = format!("the line is larger than {} bytes (read.max_record_bytes)", self.limit);
                return Err(self.rejection(record_index, RejectCode::TooLarge, message, bytes));
            }
        };
        let fields = parse_fields(&bytes, &self.fields)
            .map_err(|(code, message)| self.rejection(record_index, code, message, bytes.len() as u64))?;
        let digest = digest(&bytes);
        let occurrence = self.occurrences.count(digest);
        Ok(Article {
            doc_id: doc_id(&self.source_uri, digest, occurrence),
            source_uri: self.source_uri.clone(),
            record_index,
            format: SourceFormat::JsonLines,
            bytes,
            content: Content::Fields(Box::new(fields)),
        })
    }

    fn rejection(&self, record_index: i64, code: RejectCode, message: String, bytes: u64) -> Rejection {
        Rejection {
            source_uri: self.source_uri.clone(),
            record_index: Some(record_index),
            stage: Stage::Read,
            code,
            message,
            source_bytes: i64::try_from(bytes).ok(),
        }
    }
}

impl Iterator for JsonLines {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        while !self.is_done {
            match next_line(&mut self.reader, self.limit) {
                Ok(Some(Line::Text(line))) if is_blank(&line) => {}
                Ok(Some(line)) => return Some(self.record(without_mark(line, self.next_index))),
                Ok(None) => self.is_done = true,
                Err(error) => {
                    self.is_done = true;
                    return Some(Err(unreadable(&self.source_uri, &error)));
                }
            }
        }
        None
    }
}

fn is_blank(line: &[u8]) -> bool {
    let line = line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line);
    line.iter().all(u8::is_ascii_whitespace)
}

/// The file's byte-order mark belongs to no record.
fn without_mark(line: Line, index: i64) -> Line {
    match line {
        Line::Text(bytes) if index == 0 && bytes.starts_with(BYTE_ORDER_MARK) => {
            Line::Text(bytes[BYTE_ORDER_MARK.len()..].to_vec())
        }
        line => line,
    }
}
