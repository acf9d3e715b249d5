//! Sentences of `benches/wordings/`, each in other words for an act → how many acts the line finds, with type and status,
//! and how far their scores can be trusted.
//!
//! `cargo test --test wordings -- --nocapture` prints the figures of `docs/accuracy.md`. The measure: a trigger is found
//! where an event overlaps it, one to one, events of its type first; acts on which careful readers may differ
//! (`optional`) count neither way.

use std::path::Path;

use news_etl::document::{Article, Event};
use news_etl::pipeline::{Pipeline, PipelineConfig};
use news_etl::text::{CodePoints, Span};
use news_etl::vocabulary::{EventStatus, EventType};
use serde::Deserialize;

/// A score from which on a row is taken for sure.
const SURE: f32 = 0.75;

#[derive(Deserialize)]
struct Sentence {
    text: String,
    events: Vec<Act>,
}

#[derive(Deserialize)]
struct Act {
    #[serde(rename = "type")]
    kind: EventType,
    status: EventStatus,
    /// Half open, in Unicode code points.
    trigger: (usize, usize),
    #[serde(default)]
    optional: bool,
}

impl Act {
    fn is_fact(status: EventStatus) -> bool {
        matches!(status, EventStatus::Occurred | EventStatus::Ongoing)
    }
}

#[derive(Default)]
struct Counts {
    wanted: usize,
    told: usize,
    found: usize,
    typed: usize,
    /// Of the typed: with the right status, no facts, and no facts told as such.
    status: usize,
    not_facts: usize,
    told_as_fact: usize,
    /// Rows with a high score, and those of them that are right.
    sure: usize,
    sure_right: usize,
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
        println!(
            "{set}: status {:.3}, told as fact {:.3}; of {} rows {:.3} have a score of {SURE} and more, {:.3} of these are right",
            share(self.status, self.typed),
            share(self.told_as_fact, self.not_facts),
            self.told,
            share(self.sure, self.told),
            share(self.sure_right, self.sure),
        );
    }

    /// Adds a sentence: what it tells, and the events that were found.
    fn add(&mut self, sentence: &Sentence, told: &[Event]) {
        let points = CodePoints::new(&sentence.text);
        let span = |act: &Act| {
            points
                .span(act.trigger.0, act.trigger.1)
                .expect("a trigger in the text")
        };
        let matched = matches(sentence, told, span);
        for (act, place) in sentence.events.iter().zip(&matched) {
            let event = place.map(|place| &told[place]);
            if !act.optional {
                self.add_act(act, event);
            }
        }
        for (place, event) in told.iter().enumerate() {
            let act = matched.iter().position(|matched| *matched == Some(place));
            let act = act.map(|act| &sentence.events[act]);
            if !act.is_some_and(|act| act.optional) {
                let is_right = act.is_some_and(|act| act.kind == event.event_type);
                let is_sure = event.score >= SURE;
                self.told += 1;
                self.sure += usize::from(is_sure);
                self.sure_right += usize::from(is_sure && is_right);
            }
        }
        if sentence.events.is_empty() {
            self.empty += 1;
            self.alarms += usize::from(!told.is_empty());
        }
    }

    fn add_act(&mut self, act: &Act, event: Option<&Event>) {
        self.wanted += 1;
        self.found += usize::from(event.is_some());
        let Some(event) = event.filter(|event| event.event_type == act.kind) else {
            return;
        };
        self.typed += 1;
        self.status += usize::from(event.status == act.status);
        if !Act::is_fact(act.status) {
            self.not_facts += 1;
            self.told_as_fact += usize::from(Act::is_fact(event.status));
        }
    }
}

/// For each act the event that tells it.
fn matches(sentence: &Sentence, told: &[Event], span: impl Fn(&Act) -> Span) -> Vec<Option<usize>> {
    let mut is_free = vec![true; told.len()];
    let mut matched = vec![None; sentence.events.len()];
    for same_type in [true, false] {
        for (act, matched) in sentence.events.iter().zip(&mut matched) {
            let fits = |place: &usize| {
                let event = &told[*place];
                is_free[*place] && event.span.overlaps(span(act)) && (!same_type || event.event_type == act.kind)
            };
            if matched.is_none() {
                *matched = (0..told.len()).find(fits);
            }
            if let Some(place) = *matched {
                is_free[place] = false;
            }
        }
    }
    matched
}

fn measure(set: &str) -> Counts {
    let mut config = PipelineConfig::default();
    config.clean.verbatim = true;
    config.clean.languages.clear();
    config.clean.min_chars = 0;
    let pipeline = Pipeline::new(&config).expect("the embedded lists and models are valid");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("benches/wordings/{set}.jsonl"));
    let lines = std::fs::read_to_string(path).expect("the set lies in the repository");
    let mut counts = Counts::default();
    for (index, line) in lines.lines().enumerate() {
        let sentence: Sentence = serde_json::from_str(line).expect("a record a line");
        let document = pipeline.process(Article::of_text(index, &sentence.text));
        counts.add(&sentence, &document.expect("a sentence is kept").events);
    }
    counts.report(set);
    counts
}

#[test]
fn wordings_that_were_read_are_found() {
    for set in ["first", "second"] {
        let counts = measure(set);
        assert!(Counts::share(counts.typed, counts.wanted) > 0.82);
        assert!(Counts::share(counts.typed, counts.told) > 0.82);
        assert!(Counts::share(counts.alarms, counts.empty) < 0.10);
        assert!(Counts::share(counts.told_as_fact, counts.not_facts) < 0.12);
    }
}

#[test]
fn three_in_four_acts_are_found_in_other_words_and_high_scores_are_right() {
    let counts = measure("fourth");
    assert!(Counts::share(counts.found, counts.wanted) > 0.75);
    assert!(Counts::share(counts.typed, counts.wanted) > 0.69);
    assert!(Counts::share(counts.status, counts.typed) > 0.86);
    assert!(Counts::share(counts.told_as_fact, counts.not_facts) < 0.14);
    assert!(Counts::share(counts.sure, counts.told) > 0.5);
    assert!(Counts::share(counts.sure_right, counts.sure) > Counts::share(counts.typed, counts.told) + 0.06);
}
