//! [`TaggedDocument`] → [`NormalisedDocument`]: entities, places, dates, speakers, events.

mod entities;
mod events;
mod quotes;
mod times;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::document::{NormalisedDocument, TaggedDocument};
use crate::error::Error;
use crate::kb::KnowledgeBase;

/// The `[normalise]` section of a pipeline file.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct NormaliseConfig {}

/// Resolves what the taggers found.
pub struct Normaliser {
    kb: Arc<KnowledgeBase>,
}

impl Normaliser {
    pub fn new(_config: &NormaliseConfig, kb: Arc<KnowledgeBase>) -> Result<Self, Error> {
        Ok(Self { kb })
    }

    pub fn normalise(&self, tagged: TaggedDocument) -> NormalisedDocument {
        let resolved = entities::resolve(&tagged, &self.kb);
        let mut normalised = NormalisedDocument {
            entities: resolved.entities,
            mentions: resolved.mentions,
            times: times::resolve(&tagged, &self.kb.times),
            quotes: Vec::new(),
            events: Vec::new(),
            tagged,
        };
        quotes::resolve(&mut normalised, &self.kb);
        normalised.events = events::resolve(&normalised, &self.kb);
        entities::insert(&mut normalised, resolved.inner);
        normalised
    }
}
