//! [`CleanDocument`] → [`SegmentedDocument`]: paragraphs, sentences, tokens, quotations.

use serde::{Deserialize, Serialize};

use crate::document::{CleanDocument, SegmentedDocument};
use crate::error::Error;

/// The `[segment]` section of a pipeline file.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct SegmentConfig {}

/// Cuts clean text; total: any text gets through.
pub struct Segmenter {}

impl Segmenter {
    pub fn new(_config: &SegmentConfig) -> Result<Self, Error> {
        Ok(Self {})
    }

    pub fn segment(&self, _clean: CleanDocument) -> SegmentedDocument {
        unimplemented!()
    }
}
