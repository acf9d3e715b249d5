//! [`SegmentedDocument`] → [`TaggedDocument`]: one file per tagger, one overlap policy.

mod events;
pub mod names;
mod quantities;
mod quotes;
mod syntax;
mod times;

pub use events::ActInput;
pub use syntax::{Argument, Clause, Tree, Trees};

use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::document::{NameMention, Quantity, QuoteCandidate, SegmentedDocument, TaggedDocument, TimeMention};
use crate::error::Error;
use crate::kb::KnowledgeBase;
use crate::model::Models;
use crate::model::syntax::SyntaxBuffers;

/// The `[tag]` section of a pipeline file.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct TagConfig {}

/// All taggers, in their fixed order.
pub struct Taggers {
    kb: Arc<KnowledgeBase>,
    models: Arc<Models>,
    /// Words that the parser has seen, kept from document to document: as many as documents are tagged at once.
    buffers: Mutex<Vec<SyntaxBuffers>>,
}

impl Taggers {
    pub fn new(_config: &TagConfig, kb: Arc<KnowledgeBase>, models: Arc<Models>) -> Result<Self, Error> {
        Ok(Self {
            kb,
            models,
            buffers: Mutex::default(),
        })
    }

    pub fn tag(&self, segmented: SegmentedDocument) -> TaggedDocument {
        let (found, triggers) = self.with_context(&segmented, events::tag);
        TaggedDocument {
            names: found.names,
            times: found.times,
            quantities: found.quantities,
            quotes: found.quotes,
            triggers,
            segmented,
        }
    }

    /// What rules take for acts, as the model of acts sees it: for training and measuring it.
    pub fn act_inputs(&self, segmented: &SegmentedDocument) -> Vec<ActInput> {
        self.with_context(segmented, events::act_inputs).1
    }

    /// Runs all taggers but that of events, and what `read` makes of what they found.
    fn with_context<T>(
        &self,
        segmented: &SegmentedDocument,
        read: impl FnOnce(&events::Context<'_>) -> T,
    ) -> (Found, T) {
        let names = names::tag(segmented, &self.kb, &self.models);
        let time_words = times::words_of(segmented, &self.kb.times);
        let times = times::tag(segmented, &self.kb.times, &time_words);
        let quantities = quantities::tag(segmented, &self.kb, &time_words, &times);
        let trees = Trees::new(segmented, &self.models, self.take_buffers());
        let syntax = syntax::Syntax::read(segmented, &self.kb.grammar, trees, &names, &times);
        let quotes = quotes::tag(&quotes::Context {
            syntax: &syntax,
            names: &names,
            cues: &self.kb.cues,
        });
        let read = read(&events::Context {
            syntax: &syntax,
            names: &names,
            times: &times,
            quantities: &quantities,
            quotes: &quotes,
            kb: &self.kb,
            models: &self.models,
        });
        self.give_back(syntax.trees.into_buffers());
        let found = Found {
            names,
            times,
            quantities,
            quotes,
        };
        (found, read)
    }

    fn take_buffers(&self) -> SyntaxBuffers {
        let mut buffers = self.buffers.lock().unwrap_or_else(PoisonError::into_inner);
        buffers.pop().unwrap_or_default()
    }

    fn give_back(&self, used: SyntaxBuffers) {
        let mut buffers = self.buffers.lock().unwrap_or_else(PoisonError::into_inner);
        buffers.push(used);
    }
}

/// What the taggers before that of events find.
struct Found {
    names: Vec<NameMention>,
    times: Vec<TimeMention>,
    quantities: Vec<Quantity>,
    quotes: Vec<QuoteCandidate>,
}
