//! `Article`: one input record as it was read, before any decoding.

use super::SourceFormat;
use crate::text::Alignment;

/// One record: the unit of parallel work and of rejection.
#[derive(Clone, Debug)]
pub struct Article {
    /// `<16 hex digits>` from content, source and occurrence; stable across runs and machines.
    pub doc_id: String,
    /// Path of the file, starting with the last component of the input it was found under, with `/`
    /// on every system: independent of the working directory.
    pub source_uri: String,
    /// Position in the file, from 0.
    pub record_index: i64,
    pub format: SourceFormat,
    /// The record's bytes after transport decompression: what `source_start`/`source_end` count in.
    pub bytes: Vec<u8>,
    pub content: Content,
}

impl Article {
    /// A text by itself, with the number that tells it from others: what `process` takes outside a run.
    pub fn of_text(number: usize, text: &str) -> Self {
        Self {
            doc_id: format!("{number:016x}"),
            source_uri: "text".into(),
            record_index: number as i64,
            format: SourceFormat::JsonLines,
            bytes: text.as_bytes().to_vec(),
            content: Content::Fields(Box::new(RecordFields::of_text(text))),
        }
    }
}

/// Where the text is in the record.
#[derive(Clone, Debug)]
pub enum Content {
    /// The whole record is the text (`.txt`) or the page (`.html`).
    Whole,
    /// Fields of a JSON object (JSON Lines).
    Fields(Box<RecordFields>),
}

/// The fields of a JSON record that the pipeline file names.
#[derive(Clone, Debug)]
pub struct RecordFields {
    pub text: TextField,
    pub id: Option<String>,
    pub title: Option<String>,
    /// Publication date as written in the record.
    pub date: Option<String>,
    pub url: Option<String>,
    pub site: Option<String>,
    pub byline: Option<String>,
    pub language: Option<String>,
}

impl RecordFields {
    /// A text that its record holds as it is, and nothing else.
    pub fn of_text(text: &str) -> Self {
        Self {
            text: TextField {
                text: text.to_owned(),
                alignment: Alignment::identity(text.len()),
            },
            id: None,
            title: None,
            date: None,
            url: None,
            site: None,
            byline: None,
            language: None,
        }
    }
}

/// A decoded JSON string with the way back to its bytes in the record.
#[derive(Clone, Debug)]
pub struct TextField {
    pub text: String,
    /// From `text` to bytes of the record.
    pub alignment: Alignment,
}
