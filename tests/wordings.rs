//! Sentences of `benches/wordings/`, each in other words for an act → how many acts the line finds, with their type.
//!
//! `cargo test --test wordings -- --nocapture` prints the figures of `docs/accuracy.md`. The measure: a trigger is found
//! where an event overlaps it, one to one, events of its type first; acts on which careful readers may differ
//! (`optional`) count neither way.

use std::path::Path;
use std::sync::Arc;

use news_etl::document::CleanDocument;
use news_etl::kb::KnowledgeBase;
use news_etl::model::Models;
use news_etl::segment::{SegmentConfig, Segmenter};
use news_etl::tag::{TagConfig, Taggers};
use news_etl::text::Span;
use news_etl::vocabulary::EventType;
use serde::Deserialize;

#[derive(Deserialize)]
struct Sentence {
    text: String,
    events: Vec<Act>,
}

#[derive(Deserialize)]
struct Act {
    #[serde(rename = "type")]
    kind: EventType,
    /// Half open, in Unicode code points.
    trigger: (usize, usize),
    #[serde(default)]
    optional: bool,
}

#[derive(Default)]
struct Counts {
    wanted: usize,
    told: usize,
    found: usize,
    typed: usize,
    /// Sentences without an act, and those of them in which one is told.
    empty: usize,
    alarms: usize,
}

impl Counts {
    fn share(part: usize, whole: usize) -> f64 {
        part as f64 / whole.max(1) as f64
    }

    fn report(&self, set: &str) {
        let share = Self::share;
        println!(
            "{set}: found p {:.3} r {:.3}, with type p {:.3} r {:.3}, alarms {:.3}",
            share(self.found, self.told),
            share(self.found, self.wanted),
            share(self.typed, self.told),
            share(self.typed, self.wanted),
            share(self.alarms, self.empty),
        );
    }

    /// Adds a sentence: what it tells, and the spans and types that were found.
    fn add(&mut self, sentence: &Sentence, told: &[(Span, EventType)]) {
        let mut is_free = vec![true; told.len()];
        let mut optional = 0;
        let mut matched = vec![None; sentence.events.len()];
        for same_type in [true, false] {
            for (act, matched) in sentence
                .events
                .iter()
                .zip(&mut matched)
                .filter(|(_, matched)| matched.is_none())
            {
                let span = bytes(&sentence.text, act.trigger);
                let fits = |place: &usize| {
                    let (other, kind) = told[*place];
                    is_free[*place] && other.overlaps(span) && (!same_type || kind == act.kind)
                };
                *matched = (0..told.len()).find(fits);
                if let Some(place) = *matched {
                    is_free[place] = false;
                    optional += usize::from(act.optional);
                }
            }
        }
        for (act, matched) in sentence.events.iter().zip(&matched).filter(|(act, _)| !act.optional) {
            self.wanted += 1;
            self.found += usize::from(matched.is_some());
            self.typed += usize::from(matched.is_some_and(|place| told[place].1 == act.kind));
        }
        self.told += told.len() - optional;
        if sentence.events.is_empty() {
            self.empty += 1;
            self.alarms += usize::from(!told.is_empty());
        }
    }
}

fn bytes(text: &str, (start, end): (usize, usize)) -> Span {
    let at = |place: usize| text.char_indices().nth(place).map_or(text.len(), |(byte, _)| byte);
    let number = |byte: usize| u32::try_from(byte).expect("a sentence is short");
    Span {
        start: number(at(start)),
        end: number(at(end)),
    }
}

fn measure(set: &str) -> Counts {
    let kb = Arc::new(KnowledgeBase::embedded().expect("the embedded lists are valid"));
    let models = Arc::new(Models::embedded().expect("the embedded models are valid"));
    let segmenter = Segmenter::new(&SegmentConfig::default(), kb.clone());
    let taggers = Taggers::new(&TagConfig::default(), kb, models).expect("the embedded lists are valid");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("benches/wordings/{set}.jsonl"));
    let lines = std::fs::read_to_string(path).expect("the set lies in the repository");
    let mut counts = Counts::default();
    for line in lines.lines() {
        let sentence: Sentence = serde_json::from_str(line).expect("a record a line");
        let tagged = taggers.tag(segmenter.segment(CleanDocument::plain(&sentence.text)));
        let told: Vec<(Span, EventType)> = tagged
            .triggers
            .iter()
            .map(|told| (told.span, told.event_type))
            .collect();
        counts.add(&sentence, &told);
    }
    counts.report(set);
    counts
}

#[test]
fn wordings_that_were_read_are_found() {
    let counts = measure("first");
    assert!(Counts::share(counts.typed, counts.wanted) > 0.82);
    assert!(Counts::share(counts.typed, counts.told) > 0.85);
    assert!(Counts::share(counts.alarms, counts.empty) < 0.10);
}

#[test]
fn three_in_four_acts_are_found_in_other_words() {
    let counts = measure("second");
    assert!(Counts::share(counts.found, counts.wanted) > 0.74);
    assert!(Counts::share(counts.typed, counts.wanted) > 0.66);
}
