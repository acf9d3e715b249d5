//! `rejects`: the records that were read and set aside, each with its reason.

use super::cell::{Long, Maybe, Text};
use super::table::table;
use crate::error::Rejection;

table! {
    /// One input record that is not in `documents`, and why. Every record read is in one of the two.
    REJECTS, RejectRow, RejectRows = "rejects" (Document)
    key [] sort []
    references []
    {
        /// Path of the file, starting at the last component of the input.
        source_uri: Text,
        /// Position of the record in its file, from 0; null where the file itself could not be read.
        record_index: Maybe<Long>,
        /// Stage that set it aside.
        stage: Text,
        /// Reason, a stable word.
        code: Text,
        /// One sentence for a person.
        message: Maybe<Text>,
        /// Bytes of the record, where known.
        source_bytes: Maybe<Long>,
    }
}

impl RejectRows {
    pub fn append(&mut self, rejection: &Rejection) {
        self.push(RejectRow {
            source_uri: &rejection.source_uri,
            record_index: rejection.record_index,
            stage: rejection.stage.as_str(),
            code: rejection.code.as_str(),
            message: Some(rejection.message.as_str()).filter(|message| !message.is_empty()),
            source_bytes: rejection.source_bytes,
        });
    }
}
