//! Sentences with their acts, annotated or read by a teacher → examples for the model of acts.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use serde::Deserialize;

use crate::document::CleanDocument;
use crate::error::Error;
use crate::kb::KnowledgeBase;
use crate::model::Models;
use crate::model::hash::Key;
use crate::segment::{SegmentConfig, Segmenter};
use crate::tag::{ActInput, TagConfig, Taggers};
use crate::text::{CodePoints, Span};
use crate::vocabulary::EventType;

/// What an act on which careful readers may differ counts beside others.
const OPTIONAL_WEIGHT: f32 = 0.5;

/// Words that a rule takes for an act, and whether readers do.
#[derive(Clone, Debug)]
pub struct ActExample {
    pub features: Vec<Key>,
    /// The chance that they tell an act of the rule's type.
    pub chance: f32,
    pub weight: f32,
}

/// Runs the line up to the rules for events over sentences.
pub struct ActReader {
    segmenter: Segmenter,
    taggers: Taggers,
}

/// A line of an annotated file has `events`, one of a teacher's file `acts`.
#[derive(Deserialize)]
struct Record {
    text: String,
    #[serde(default)]
    events: Vec<Event>,
    /// Start, end, and the chance of each type that has one.
    #[serde(default)]
    acts: Vec<(usize, usize, BTreeMap<EventType, f32>)>,
}

#[derive(Deserialize)]
struct Event {
    #[serde(rename = "type")]
    event_type: EventType,
    /// Half open, in code points.
    trigger: (usize, usize),
    #[serde(default)]
    optional: bool,
}

/// What is said of some characters, in bytes.
struct Mark {
    span: Span,
    chances: BTreeMap<EventType, f32>,
    weight: f32,
}

impl ActReader {
    /// # Errors
    /// See [`Taggers::new`].
    pub fn new(kb: &Arc<KnowledgeBase>, models: Arc<Models>) -> Result<Self, Error> {
        Ok(Self {
            segmenter: Segmenter::new(&SegmentConfig::default(), Arc::clone(kb)),
            taggers: Taggers::new(&TagConfig::default(), Arc::clone(kb), models)?,
        })
    }

    /// The examples of a file, in its order.
    ///
    /// # Errors
    /// [`Error::Io`] where it cannot be read, [`Error::Configuration`] with the line that is no record.
    pub fn read(&self, path: &Path) -> Result<Vec<ActExample>, Error> {
        let file = File::open(path).map_err(|source| Error::io(path, source))?;
        let lines: Vec<String> = BufReader::new(file)
            .lines()
            .collect::<Result<_, _>>()
            .map_err(|source| Error::io(path, source))?;
        let read = |(number, line): (usize, &String)| {
            let fault = |what: String| Error::Configuration(format!("{}:{}: {what}", path.display(), number + 1));
            let record: Record = serde_json::from_str(line).map_err(|error| fault(error.to_string()))?;
            self.examples(&record).map_err(fault)
        };
        let examples: Result<Vec<_>, Error> = lines.par_iter().enumerate().map(read).collect();
        Ok(examples?.into_iter().flatten().collect())
    }

    fn examples(&self, record: &Record) -> Result<Vec<ActExample>, String> {
        let marks = record.marks()?;
        let segmented = self.segmenter.segment(CleanDocument::plain(&record.text));
        let inputs = self.taggers.act_inputs(&segmented).into_iter();
        Ok(inputs.map(|input| example(input, &marks)).collect())
    }
}

impl Record {
    fn marks(&self) -> Result<Vec<Mark>, String> {
        let points = CodePoints::new(&self.text);
        let annotated = self.events.iter().map(|event| {
            Ok(Mark {
                span: points.span(event.trigger.0, event.trigger.1)?,
                chances: BTreeMap::from([(event.event_type, 1.0)]),
                weight: if event.optional { OPTIONAL_WEIGHT } else { 1.0 },
            })
        });
        let read = self.acts.iter().map(|(start, end, chances)| {
            Ok(Mark {
                span: points.span(*start, *end)?,
                chances: chances.clone(),
                weight: 1.0,
            })
        });
        let marks: Result<_, String> = annotated.chain(read).collect();
        marks.map_err(|what| format!("act {what}"))
    }
}

/// The example that some words make: what is said of the word among them that is likeliest to tell an act of their type.
fn example(input: ActInput, marks: &[Mark]) -> ActExample {
    let chance = |mark: &Mark| mark.chances.get(&input.event_type).copied().unwrap_or(0.0);
    let over = marks.iter().filter(|mark| mark.span.overlaps(input.span));
    let best = over.max_by(|a, b| chance(a).total_cmp(&chance(b)));
    ActExample {
        chance: best.map_or(0.0, chance),
        weight: best.map_or(1.0, |mark| mark.weight),
        features: input.features,
    }
}
