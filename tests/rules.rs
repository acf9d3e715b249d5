//! The examples and counterexamples of `kb/events/` → each read by the line's taggers and held against what it claims.

use std::sync::Arc;

use news_etl::document::{CleanDocument, TaggedDocument};
use news_etl::kb::{KnowledgeBase, PatternKind, RuleExample};
use news_etl::model::Models;
use news_etl::segment::{SegmentConfig, Segmenter};
use news_etl::tag::{TagConfig, Taggers};
use news_etl::text::{Span, fold_key};
use news_etl::vocabulary::EventType;

/// The stages that a sentence runs through.
struct Line {
    kb: Arc<KnowledgeBase>,
    segmenter: Segmenter,
    taggers: Taggers,
}

impl Line {
    fn new() -> Self {
        let kb = Arc::new(KnowledgeBase::embedded().expect("the embedded lists are valid"));
        Self {
            segmenter: Segmenter::new(&SegmentConfig::default(), kb.clone()),
            taggers: Taggers::new(
                &TagConfig::default(),
                Arc::clone(&kb),
                Arc::new(Models::embedded().expect("the embedded models are valid")),
            )
            .expect("the embedded lists are valid"),
            kb,
        }
    }

    fn tag(&self, text: &str) -> TaggedDocument {
        self.taggers.tag(self.segmenter.segment(CleanDocument::plain(text)))
    }
}

/// What is wrong with an example: nothing, or a sentence for the developer.
fn fault(line: &Line, event_type: EventType, example: &RuleExample) -> Option<String> {
    let tagged = line.tag(&example.text);
    let found: Vec<String> = tagged
        .triggers
        .iter()
        .map(|trigger| {
            format!(
                "{} {:?} {}",
                trigger.rule,
                trigger.span.of(&example.text),
                trigger.status.as_str()
            )
        })
        .collect();
    let fits = tagged.triggers.iter().any(|trigger| {
        let text = trigger.span.of(&example.text);
        trigger.event_type == event_type
            && example.trigger.as_deref().is_none_or(|wanted| text == wanted)
            && example.status.is_none_or(|wanted| trigger.status == wanted)
    });
    (!fits).then(|| format!("{event_type:?} {:?}: found {found:?}", example.text))
}

#[test]
fn every_example_yields_its_event() {
    let line = Line::new();
    let faults: Vec<String> = line
        .kb
        .events
        .examples
        .iter()
        .filter_map(|(kind, example)| fault(&line, *kind, example))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_counterexample_yields_its_event() {
    let line = Line::new();
    let mut faults = Vec::new();
    for (event_type, example) in &line.kb.events.counterexamples {
        let tagged = line.tag(&example.text);
        for trigger in tagged
            .triggers
            .iter()
            .filter(|trigger| trigger.event_type == *event_type)
        {
            faults.push(format!("{:?}: {} fired", example.text, trigger.rule));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn triggers_move_with_the_text() {
    let line = Line::new();
    let padding = "Żółw padł.\n\n";
    for (_, example) in &line.kb.events.examples {
        let plain: Vec<Span> = line
            .tag(&example.text)
            .triggers
            .iter()
            .map(|trigger| trigger.span)
            .collect();
        let padded = format!("{padding}{}", example.text);
        let moved = line.tag(&padded).triggers;
        let moved: Vec<&str> = moved.iter().map(|trigger| trigger.span.of(&padded)).collect();
        let plain: Vec<&str> = plain.iter().map(|span| span.of(&example.text)).collect();
        assert_eq!(plain, moved);
    }
}

#[test]
fn every_verb_of_a_rule_is_known_to_the_grammar() {
    let line = Line::new();
    let starts = line
        .kb
        .events
        .patterns
        .iter()
        .filter(|pattern| pattern.kind == PatternKind::Verb);
    let unknown: Vec<&str> = starts
        .map(|pattern| pattern.first.as_str())
        .filter(|word| !word.contains('-') && word.len() > 2)
        .filter(|word| line.kb.grammar.verb_word(fold_key(word)).is_none())
        .collect();
    assert!(unknown.is_empty(), "add to kb/grammar/verbs.csv: {unknown:?}");
}
