//! `Article`: one input record as it was read, before any decoding.

use super::SourceFormat;

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

/// A decoded JSON string with the way back to its bytes in the record.
#[derive(Clone, Debug)]
pub struct TextField {
    pub text: String,
    /// From `text` to bytes of the record.
    pub alignment: crate::text::Alignment,
}
