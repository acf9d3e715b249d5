//! Files → [`Article`]: folders, globs and single files in sorted order, plain or compressed.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::document::Article;
use crate::error::{Error, Rejection};

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

/// The files behind the inputs, sorted, each with the `source_uri` that its records carry.
///
/// # Errors
/// [`Error::Configuration`] where an input matches nothing.
pub fn find_files(_config: &ReadConfig) -> Result<Vec<SourceFile>, Error> {
    Ok(Vec::new())
}

/// One input file.
#[derive(Clone, Debug)]
pub struct SourceFile {
    pub path: PathBuf,
    pub source_uri: String,
    /// Size on disk, for the progress bar.
    pub bytes: u64,
}

/// Streams the records of the files in order, holding one file's reader at a time. A file that cannot
/// be read gives one rejection; whatever was read before the fault is kept.
pub fn records(_files: Vec<SourceFile>, _config: &ReadConfig) -> impl Iterator<Item = Record> + Send {
    std::iter::empty()
}
