//! Files → [`Article`]: folders, globs and single files in sorted order, plain or compressed.

mod fields;
mod files;
mod identity;
mod json_string;
mod lines;
mod transport;

use serde::{Deserialize, Serialize};

use crate::document::{Article, Content, SourceFormat};
use crate::error::{RejectCode, Rejection, Stage};

pub use files::{Compression, SourceFile, find_files};

/// The `[read]` section of a pipeline file.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct ReadConfig {
    /// Files, folders or globs; relative to the working directory.
    pub inputs: Vec<String>,
    /// A larger record becomes a reject (`too_large`).
    pub max_record_bytes: u64,
    pub fields: FieldNames,
}

/// Which keys of a JSON record hold what.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct FieldNames {
    pub text: String,
    pub id: String,
    pub title: String,
    pub date: String,
    pub url: String,
    pub site: String,
    pub byline: String,
    pub language: String,
}

impl Default for ReadConfig {
    fn default() -> Self {
        Self {
            inputs: vec!["data_raw".into()],
            max_record_bytes: 64 << 20,
            fields: FieldNames::default(),
        }
    }
}

impl Default for FieldNames {
    fn default() -> Self {
        Self {
            text: "text".into(),
            id: "id".into(),
            title: "title".into(),
            date: "date".into(),
            url: "url".into(),
            site: "site".into(),
            byline: "byline".into(),
            language: "language".into(),
        }
    }
}

/// A record as it was read, or the reason why it could not be.
pub type Record = Result<Article, Rejection>;

/// Streams the records of the files in order, holding one file's reader and one record at a time. A file
/// that cannot be read to its end gives one rejection (`unreadable_file`) after the whole records before
/// the fault; of a `.txt` or `.html` file cut short nothing is kept, because half an article misleads.
pub fn records(files: Vec<SourceFile>, config: &ReadConfig) -> impl Iterator<Item = Record> + Send + use<> {
    let config = config.clone();
    files.into_iter().flat_map(move |file| FileRecords::open(file, &config))
}

/// The records of one file.
enum FileRecords {
    Lines(Box<lines::JsonLines>),
    /// A file that is one record, or could not be read.
    One(Option<Box<Record>>),
}

impl FileRecords {
    fn open(file: SourceFile, config: &ReadConfig) -> Self {
        let reader = match transport::open(&file.path, file.compression) {
            Ok(reader) => reader,
            Err(error) => return Self::One(Some(Box::new(Err(unreadable(&file.source_uri, &error))))),
        };
        match file.format {
            SourceFormat::JsonLines => Self::Lines(Box::new(lines::JsonLines::new(reader, file.source_uri, config))),
            SourceFormat::Text | SourceFormat::Html => {
                Self::One(Some(Box::new(read_whole(reader, &file, config.max_record_bytes))))
            }
        }
    }
}

impl Iterator for FileRecords {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        match self {
            Self::Lines(lines) => lines.next(),
            Self::One(record) => record.take().map(|record| *record),
        }
    }
}

/// Reads a file that is one record.
fn read_whole(reader: transport::Reader, file: &SourceFile, limit: u64) -> Record {
    let bytes = transport::read_up_to(reader, limit).map_err(|error| unreadable(&file.source_uri, &error))?;
    let Some(bytes) = bytes else {
        return Err(Rejection {
            source_uri: file.source_uri.clone(),
            record_index: Some(0),
            stage: Stage::Read,
            code: RejectCode::TooLarge,
            message: format!("the record is larger than {limit} bytes (read.max_record_bytes)"),
            source_bytes: (file.compression == Compression::None).then_some(file.bytes as i64),
        });
    };
    Ok(Article {
        doc_id: identity::doc_id(&file.source_uri, identity::digest(&bytes), 0),
        source_uri: file.source_uri.clone(),
        record_index: 0,
        format: file.format,
        bytes,
        content: Content::Whole,
    })
}

fn unreadable(source_uri: &str, error: &std::io::Error) -> Rejection {
    Rejection {
        source_uri: source_uri.to_string(),
        record_index: None,
        stage: Stage::Read,
        code: RejectCode::UnreadableFile,
        message: format!("the file could not be read to its end: {error}"),
        source_bytes: None,
    }
}

#[cfg(test)]
mod tests;
