//! [`Article`] → [`CleanDocument`]: charset, page furniture, title, dates, language, alignment.

use serde::{Deserialize, Serialize};

use crate::document::{Article, CleanDocument};
use crate::error::{Error, Rejection};

/// The `[clean]` section of a pipeline file.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct CleanConfig {
    /// Keep the text of JSON records as it is, to the character.
    pub verbatim: bool,
    /// Languages to keep (ISO 639-1); empty keeps all.
    pub languages: Vec<String>,
    /// A shorter text becomes a reject (`too_short`).
    pub min_chars: usize,
}

impl Default for CleanConfig {
    fn default() -> Self {
        Self {
            verbatim: false,
            languages: vec!["en".into()],
            min_chars: 80,
        }
    }
}

/// Turns records into clean documents; holds what is built once.
pub struct Cleaner {
    #[allow(dead_code)]
    config: CleanConfig,
}

impl Cleaner {
    pub fn new(config: &CleanConfig) -> Result<Self, Error> {
        Ok(Self { config: config.clone() })
    }

    /// Cleans one record. A pure function of the record and the configuration.
    pub fn clean(&self, _article: Article) -> Result<CleanDocument, Rejection> {
        unimplemented!()
    }
}
