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

/// A teaser ends anywhere: `Police arrested the leader of`.
#[test]
fn a_text_may_end_after_any_word() {
    let line = Line::new();
    let examples = line.kb.events.examples.iter().map(|(_, example)| &example.text);
    let others = [
        "The Organization for Security and Cooperation in Europe",
        "Set the house on fire",
    ];
    for text in examples.map(String::as_str).chain(others) {
        for (end, _) in text.match_indices(' ') {
            line.tag(&text[..end]);
            line.tag(&text[end + 1..]);
        }
    }
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

/// The triggers of a sentence, in its order.
fn triggers<'t>(line: &Line, text: &'t str) -> Vec<&'t str> {
    let found = line.tag(text).triggers;
    found.iter().map(|trigger| trigger.span.of(text)).collect()
}

/// Who takes part in the event of a trigger: role and words.
fn parts<'t>(line: &Line, text: &'t str, trigger: &str) -> Vec<(&'static str, &'t str)> {
    let found = line.tag(text).triggers;
    let event = found.iter().find(|event| event.span.of(text) == trigger);
    let event = event.unwrap_or_else(|| panic!("{text:?} has no {trigger:?}"));
    let parts = event.arguments.iter();
    parts.map(|part| (part.role.as_str(), part.span.of(text))).collect()
}

#[test]
fn a_passive_tells_what_a_rule_says_of_verb_and_object() {
    let line = Line::new();
    assert_eq!(triggers(&line, "All aid to the province was suspended."), ["suspended"]);
    assert_eq!(triggers(&line, "The newspaper was bought by a baker."), [""; 0]);
    // A noun that tells the act itself stays its trigger.
    assert_eq!(triggers(&line, "The offensive was launched at dawn."), ["offensive"]);
}

#[test]
fn a_line_without_a_stop_has_its_only_verb_in_the_present() {
    let line = Line::new();
    assert_eq!(triggers(&line, "Kenyan battalion rolls into Mandera"), ["rolls into"]);
}

#[test]
fn a_gerund_before_of_is_the_act() {
    let line = Line::new();
    assert_eq!(
        triggers(&line, "The disarming of the militia took a week."),
        ["disarming"]
    );
    assert_eq!(triggers(&line, "The opening of the museum took a week."), [""; 0]);
    assert_eq!(triggers(&line, "The company made an offering of new shares."), [""; 0]);
}

#[test]
fn the_attack_spoken_of_tells_more_than_the_wounds() {
    let line = Line::new();
    assert_eq!(triggers(&line, "Six people were wounded in the attack."), ["attack"]);
    assert_eq!(triggers(&line, "Six people were killed in the attack."), ["killed"]);
}

#[test]
fn who_is_blamed_for_an_act_or_claims_it_did_it() {
    let line = Line::new();
    let blamed = parts(&line, "The minister blamed the rebels for the killings.", "killings");
    assert!(blamed.contains(&("source", "rebels")), "{blamed:?}");
    let claimed = parts(&line, "Hamas claimed responsibility for the bombing.", "bombing");
    assert!(claimed.contains(&("source", "Hamas")), "{claimed:?}");
}

#[test]
fn who_faces_or_comes_under_an_act_is_its_target() {
    let line = Line::new();
    let faced = parts(&line, "Iran could face new sanctions.", "sanctions");
    assert!(faced.contains(&("target", "Iran")), "{faced:?}");
    let shot_at = parts(&line, "The convoy of soldiers came under fire.", "came under fire");
    assert!(shot_at.iter().all(|(role, _)| *role == "target"), "{shot_at:?}");
}

#[test]
fn counted_people_take_part_and_phrases_stay_with_their_own_act() {
    let line = Line::new();
    let killed = parts(&line, "Troops killed dozens of insurgents.", "killed");
    assert!(killed.contains(&("target", "insurgents")), "{killed:?}");
    let text = "A farmer was killed during fighting between Israel and Hamas.";
    let killed = parts(&line, text, "killed");
    assert!(!killed.contains(&("target", "Israel")), "{killed:?}");
}

#[test]
fn whose_a_plan_is_carries_it_out() {
    let line = Line::new();
    let text = "Deputies approved the plan, and Israel's plan to withdraw settlers stands.";
    let left = parts(&line, text, "withdraw");
    assert!(left.contains(&("source", "Israel")), "{left:?}");
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
