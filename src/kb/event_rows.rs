//! The rows of a rule file → compiled conditions and the words and steps of trigger patterns.

use serde::Deserialize;

use super::events::{ActorCondition, ArgumentFrame, EventRule, PatternKind, RuleExample, Share, Step, WordsNear};
use super::grammar::Forms;
use super::inflections::Inflections;
use crate::text::fold_key;
use crate::vocabulary::{EventStatus, EventType};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleFile {
    #[serde(rename = "type")]
    pub event_type: EventType,
    pub rules: Vec<RuleRow>,
    #[serde(default)]
    pub examples: Vec<RuleExample>,
    #[serde(default)]
    pub counterexamples: Vec<RuleExample>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleRow {
    id: String,
    mode: Option<String>,
    cameo: Option<String>,
    #[serde(default)]
    args: ArgumentFrame,
    #[serde(default)]
    pub verbs: Vec<String>,
    #[serde(default)]
    pub nouns: Vec<String>,
    #[serde(default)]
    pub phrases: Vec<String>,
    subject: Option<ActorCondition>,
    object: Option<ActorCondition>,
    #[serde(default)]
    near: Vec<String>,
    #[serde(default)]
    not_near: Vec<String>,
    #[serde(default)]
    not_left: Vec<String>,
    #[serde(default)]
    not_before: Vec<String>,
    #[serde(default)]
    not_after: Vec<String>,
    #[serde(default)]
    not_object: Vec<String>,
    #[serde(default)]
    not_subject: Vec<String>,
    #[serde(default)]
    subject_heads: Vec<String>,
    #[serde(default)]
    object_heads: Vec<String>,
    #[serde(default)]
    needs_agent: bool,
    agent: Option<ActorCondition>,
    #[serde(default)]
    attributive: bool,
    #[serde(default)]
    undergone: bool,
    #[serde(default)]
    taken_up: bool,
    #[serde(default)]
    declared: bool,
    status: Option<EventStatus>,
    #[serde(default)]
    share: Share,
    #[serde(default)]
    needs_verb: Vec<String>,
    score: Option<f32>,
}

impl RuleRow {
    pub fn compile(self, event_type: EventType, inflections: &Inflections<'_>) -> EventRule {
        let inflected = |words: &[String]| words.iter().flat_map(|word| inflections.all(word)).collect();
        EventRule {
            id: format!("{}.{}", event_type.as_str().to_lowercase(), self.id),
            event_type,
            mode: self.mode,
            cameo: self.cameo,
            frame: self.args,
            subject: self.subject,
            object: self.object,
            near: words_near(&self.near, inflections),
            is_taken_up: self.taken_up,
            not_near: words_near(&self.not_near, inflections),
            not_left: words_near(&self.not_left, inflections),
            not_before: sequences(&self.not_before, inflections),
            not_after: sequences(&self.not_after, inflections),
            not_object: inflected(&self.not_object),
            not_subject: inflected(&self.not_subject),
            subject_heads: inflected(&self.subject_heads),
            object_heads: inflected(&self.object_heads),
            needs_agent: self.needs_agent,
            agent: self.agent,
            is_attributive: self.attributive,
            is_undergone: self.undergone,
            is_declared: self.declared,
            status: self.status,
            share: self.share,
            needs_verb: inflected(&self.needs_verb),
            score: self.score.unwrap_or(DEFAULT_SCORE),
        }
    }
}

const DEFAULT_SCORE: f32 = 0.8;

/// The words of an entry; one with a hyphen is spelled as two tokens and as one. Of words set apart by a bar those with a
/// hyphen make entries of their own, since they take another number of steps.
pub(super) fn spellings(entry: &str) -> Vec<Vec<String>> {
    let mut entries = vec![Vec::new()];
    for word in entry.split_whitespace() {
        let choices = choices(word);
        let longer = |start: &Vec<String>| {
            let ends = choices.iter().map(|choice| [start.as_slice(), choice].concat());
            ends.collect::<Vec<_>>()
        };
        entries = entries.iter().flat_map(longer).collect();
    }
    entries
}

/// What may stand for a word of an entry, each as one or more steps.
fn choices(word: &str) -> Vec<Vec<String>> {
    let (joined, single): (Vec<&str>, Vec<&str>) = word.split('|').partition(|choice| choice.contains('-'));
    let mut choices = Vec::new();
    if !single.is_empty() {
        choices.push(vec![single.join("|")]);
    }
    for choice in joined {
        choices.push(
            choice
                .split('-')
                .filter(|part| !part.is_empty())
                .map(str::to_owned)
                .collect(),
        );
        choices.push(vec![choice.to_owned()]);
    }
    choices
}

/// The keys that a pattern may start with, and which verb forms they are.
pub(super) fn first_forms(
    first: &str,
    kind: PatternKind,
    is_only: bool,
    inflections: &Inflections<'_>,
) -> Vec<(u64, Forms)> {
    match kind {
        PatternKind::Verb => inflections.verb(first).to_vec(),
        PatternKind::Noun if is_only => {
            vec![
                (fold_key(first), Forms::BASE),
                (inflections.plural(first), Forms::THIRD),
            ]
        }
        _ => vec![(fold_key(first), Forms::default())],
    }
}

pub(super) fn step(word: &str, kind: PatternKind, is_last: bool, inflections: &Inflections<'_>) -> Step {
    match word {
        "~" => Step::Gap(0),
        "+" => Step::Gap(1),
        "self" => Step::Word(["himself", "herself", "themselves", "itself"].map(fold_key).to_vec()),
        _ => {
            let inflects = kind == PatternKind::Verb || (kind == PatternKind::Noun && is_last);
            let plural = |word: &str| inflects.then(|| inflections.plural(word));
            let keys = |word| std::iter::once(fold_key(word)).chain(plural(word));
            Step::Word(word.split('|').flat_map(keys).collect())
        }
    }
}

fn words_near(entries: &[String], inflections: &Inflections<'_>) -> WordsNear {
    let (sequences, words): (Vec<String>, Vec<String>) = entries.iter().cloned().partition(|entry| entry.contains(' '));
    WordsNear {
        words: words.iter().flat_map(|word| inflections.all(word)).collect(),
        sequences: self::sequences(&sequences, inflections),
    }
}

/// Word sequences for the tokens right before or after a trigger; the last word in singular and plural.
fn sequences(entries: &[String], inflections: &Inflections<'_>) -> Vec<Vec<u64>> {
    let mut found = Vec::new();
    for entry in entries {
        let words: Vec<&str> = entry.split_whitespace().collect();
        let keys: Vec<u64> = words.iter().map(|word| fold_key(word)).collect();
        if let Some(last) = words.last() {
            let mut plural = keys.clone();
            plural.pop();
            plural.push(inflections.plural(last));
            found.push(plural);
        }
        found.push(keys);
    }
    found
}
