//! [`SegmentedDocument`] → [`TaggedDocument`]: one file per tagger, one overlap policy.

mod names;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::document::{SegmentedDocument, TaggedDocument};
use crate::error::Error;
use crate::kb::KnowledgeBase;

/// The `[tag]` section of a pipeline file.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct TagConfig {}

/// All taggers, in their fixed order.
pub struct Taggers {
    kb: Arc<KnowledgeBase>,
}

impl Taggers {
    pub fn new(_config: &TagConfig, kb: Arc<KnowledgeBase>) -> Result<Self, Error> {
        Ok(Self { kb })
    }

    pub fn tag(&self, segmented: SegmentedDocument) -> TaggedDocument {
        TaggedDocument {
            names: names::tag(&segmented, &self.kb),
            times: Vec::new(),
            quantities: Vec::new(),
            quotes: Vec::new(),
            triggers: Vec::new(),
            segmented,
        }
    }
}
