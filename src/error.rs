//! The two ways to say no: an [`Error`] stops the run, a [`Rejection`] sets one record aside.

use std::path::{Path, PathBuf};

/// Stops the run. Variants are named by what they mean for the caller and map to exit codes.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The pipeline file, a command-line value or a knowledge-base file is wrong (exit code 2).
    #[error("{0}")]
    Configuration(String),
    /// A file could not be read or written (exit code 3).
    #[error("{path}: {source}", path = path.display())]
    Io { path: PathBuf, source: std::io::Error },
    /// A published dataset breaks its contract (exit code 3).
    #[error("{0}")]
    Damaged(String),
    /// Another run holds the output folder (exit code 4).
    #[error("{path} is in use by another run", path = .0.display())]
    Locked(PathBuf),
    /// A Parquet or Arrow operation failed while writing or reading a table (exit code 3).
    #[error("table {table}: {message}")]
    Table { table: String, message: String },
}

impl Error {
    /// Wraps an input/output error with the path it happened at.
    pub fn io(path: impl AsRef<Path>, source: std::io::Error) -> Self {
        Self::Io {
            path: path.as_ref().to_path_buf(),
            source,
        }
    }

    /// Wraps a failure while a table was encoded or decoded.
    pub fn table(table: impl Into<String>, message: impl ToString) -> Self {
        Self::Table {
            table: table.into(),
            message: message.to_string(),
        }
    }
}

/// The stages of the line. Only read, clean and write set records aside for what they are; any other
/// stage shows in a rejection only with [`RejectCode::Internal`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    Read,
    Clean,
    Segment,
    Tag,
    Normalise,
    Write,
}

impl Stage {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Clean => "clean",
            Self::Segment => "segment",
            Self::Tag => "tag",
            Self::Normalise => "normalise",
            Self::Write => "write",
        }
    }
}

/// Why a record was set aside. The codes are stable and documented in `docs/rejects.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RejectCode {
    /// The file could not be opened or decompressed to its end.
    UnreadableFile,
    /// A line of a JSON Lines file is no JSON object.
    MalformedJson,
    /// The JSON object lacks the text field, or it is no string.
    MissingText,
    /// The record is larger than `read.max_record_bytes`.
    TooLarge,
    /// The bytes are no text (a picture, an archive, a broken encoding).
    NotText,
    /// Nothing, or less than `clean.min_chars`, was left after cleaning.
    TooShort,
    /// The language is not among `clean.languages`.
    Language,
    /// A fault of the program at this record; the rest of the batch is not touched by it.
    Internal,
}

impl RejectCode {
    pub const ALL: [Self; 8] = [
        Self::UnreadableFile,
        Self::MalformedJson,
        Self::MissingText,
        Self::TooLarge,
        Self::NotText,
        Self::TooShort,
        Self::Language,
        Self::Internal,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::UnreadableFile => "unreadable_file",
            Self::MalformedJson => "malformed_json",
            Self::MissingText => "missing_text",
            Self::TooLarge => "too_large",
            Self::NotText => "not_text",
            Self::TooShort => "too_short",
            Self::Language => "language",
            Self::Internal => "internal",
        }
    }
}

/// One record set aside: becomes a row of the `rejects` table, so that nothing read disappears.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    pub source_uri: String,
    /// Position of the record in its file, from 0; null where the file itself could not be read.
    pub record_index: Option<i64>,
    pub stage: Stage,
    pub code: RejectCode,
    /// One sentence for a person.
    pub message: String,
    /// Bytes of the record after transport decompression, where known.
    pub source_bytes: Option<i64>,
}
