//! [`SegmentedDocument`] → [`TaggedDocument`]: one file per tagger, one overlap policy.

mod events;
pub mod names;
mod quantities;
mod quotes;
mod syntax;
mod times;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::document::{SegmentedDocument, TaggedDocument};
use crate::error::Error;
use crate::kb::KnowledgeBase;
use crate::model::Models;

/// The `[tag]` section of a pipeline file.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct TagConfig {}

/// All taggers, in their fixed order.
pub struct Taggers {
    kb: Arc<KnowledgeBase>,
    models: Arc<Models>,
}

impl Taggers {
    pub fn new(_config: &TagConfig, kb: Arc<KnowledgeBase>, models: Arc<Models>) -> Result<Self, Error> {
        Ok(Self { kb, models })
    }

    pub fn tag(&self, segmented: SegmentedDocument) -> TaggedDocument {
        let names = names::tag(&segmented, &self.kb, &self.models);
        let time_words = times::words_of(&segmented, &self.kb.times);
        let times = times::tag(&segmented, &self.kb.times, &time_words);
        let quantities = quantities::tag(&segmented, &self.kb, &time_words, &times);
        let syntax = syntax::Syntax::read(&segmented, &self.kb.grammar, &names, &times);
        let triggers = events::tag(&events::Context {
            syntax: &syntax,
            names: &names,
            times: &times,
            quantities: &quantities,
            kb: &self.kb,
        });
        let quotes = quotes::tag(&quotes::Context {
            syntax: &syntax,
            names: &names,
            cues: &self.kb.cues,
        });
        TaggedDocument {
            names,
            times,
            quantities,
            quotes,
            triggers,
            segmented,
        }
    }
}
