//! `Article` → `NormalisedDocument`: all stages of one document, in their fixed order.

use std::any::Any;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::config::PipelineConfig;
use crate::clean::{Cleaner, LINE_TASK, LineModel};
use crate::document::{Article, NormalisedDocument};
use crate::error::{Error, RejectCode, Rejection, Stage};
use crate::kb::KnowledgeBase;
use crate::model::Models;
use crate::normalise::Normaliser;
use crate::segment::Segmenter;
use crate::tag::Taggers;

/// The stages, built once and shared by all threads.
pub struct Pipeline {
    kb: Arc<KnowledgeBase>,
    models: Arc<Models>,
    cleaner: Cleaner,
    segmenter: Segmenter,
    taggers: Taggers,
    normaliser: Normaliser,
}

/// Time spent per stage of a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LineTimes {
    pub clean: Duration,
    pub segment: Duration,
    pub tag: Duration,
    pub normalise: Duration,
}

impl Pipeline {
    /// Builds every stage.
    ///
    /// # Errors
    /// [`Error::Configuration`] and [`Error::Io`] of the knowledge base or a stage.
    pub fn new(config: &PipelineConfig) -> Result<Self, Error> {
        let (kb, models) = rayon::join(|| config.kb.load(), || Models::load(&config.models.paths()));
        let (kb, models) = (Arc::new(kb?), Arc::new(models?));
        Ok(Self {
            cleaner: Cleaner::new(&config.clean, Arc::clone(&kb))?,
            segmenter: Segmenter::new(&config.segment, Arc::clone(&kb)),
            taggers: Taggers::new(&config.tag, Arc::clone(&kb), Arc::clone(&models))?,
            normaliser: Normaliser::new(&config.normalise, Arc::clone(&kb))?,
            kb,
            models,
        })
    }

    pub fn kb(&self) -> &KnowledgeBase {
        &self.kb
    }

    pub fn models(&self) -> &Models {
        &self.models
    }

    /// Name and `sha256:<hex>` of all trained weights.
    pub fn model_digests(&self) -> Vec<(String, String)> {
        let lines = (LINE_TASK.to_owned(), LineModel::embedded_digest());
        self.models.digests.iter().cloned().chain([lines]).collect()
    }

    /// Takes one article through the line. A pure function of the article, configuration and knowledge base.
    ///
    /// # Errors
    /// A [`Rejection`] where `clean` sets the article aside, and for a fault of the program itself
    /// (`internal`): one article never takes the others with it.
    pub fn process(&self, article: Article) -> Result<NormalisedDocument, Rejection> {
        self.process_timed(article, &mut LineTimes::default())
    }

    /// [`Self::process`], adding up the time of each stage.
    pub fn process_timed(&self, article: Article, times: &mut LineTimes) -> Result<NormalisedDocument, Rejection> {
        let stage = Cell::new(Stage::Clean);
        let origin = Origin::of(&article);
        survive(origin, &stage, || self.through(article, &stage, times))
    }

    fn through(
        &self,
        article: Article,
        stage: &Cell<Stage>,
        times: &mut LineTimes,
    ) -> Result<NormalisedDocument, Rejection> {
        let mut clock = Instant::now();
        let mut lap = |time: &mut Duration| {
            let now = Instant::now();
            *time += now - std::mem::replace(&mut clock, now);
        };
        let clean = self.cleaner.clean(article);
        lap(&mut times.clean);
        stage.set(Stage::Segment);
        let segmented = self.segmenter.segment(clean?);
        lap(&mut times.segment);
        stage.set(Stage::Tag);
        let tagged = self.taggers.tag(segmented);
        lap(&mut times.tag);
        stage.set(Stage::Normalise);
        let normalised = self.normaliser.normalise(tagged);
        lap(&mut times.normalise);
        Ok(normalised)
    }
}

impl std::ops::AddAssign for LineTimes {
    fn add_assign(&mut self, other: Self) {
        self.clean += other.clean;
        self.segment += other.segment;
        self.tag += other.tag;
        self.normalise += other.normalise;
    }
}

/// What a rejection says of its record.
struct Origin {
    source_uri: String,
    record_index: i64,
    source_bytes: i64,
}

impl Origin {
    fn of(article: &Article) -> Self {
        Self {
            source_uri: article.source_uri.clone(),
            record_index: article.record_index,
            source_bytes: article.bytes.len() as i64,
        }
    }
}

/// Turns a fault of the program at one article into a rejection that names the stage.
fn survive<T>(
    origin: Origin,
    stage: &Cell<Stage>,
    work: impl FnOnce() -> Result<T, Rejection>,
) -> Result<T, Rejection> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|fault| {
        Err(Rejection {
            source_uri: origin.source_uri,
            record_index: Some(origin.record_index),
            stage: stage.get(),
            code: RejectCode::Internal,
            message: fault_message(fault.as_ref()),
            source_bytes: Some(origin.source_bytes),
        })
    })
}

fn fault_message(fault: &(dyn Any + Send)) -> String {
    let text = fault
        .downcast_ref::<String>()
        .map(String::as_str)
        .or(fault.downcast_ref::<&str>().copied());
    format!("a fault of the program: {}", text.unwrap_or("no message"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_becomes_a_rejection_that_names_the_stage() {
        let origin = Origin {
            source_uri: "news/a.txt".into(),
            record_index: 3,
            source_bytes: 12,
        };
        let stage = Cell::new(Stage::Clean);
        let outcome: Result<(), Rejection> = survive(origin, &stage, || {
            stage.set(Stage::Tag);
            panic!("index {} is out of range", 7);
        });
        let rejection = outcome.expect_err("set aside");
        assert_eq!((rejection.stage, rejection.code), (Stage::Tag, RejectCode::Internal));
        assert_eq!(rejection.message, "a fault of the program: index 7 is out of range");
        assert_eq!((rejection.record_index, rejection.source_bytes), (Some(3), Some(12)));
    }
}
