//! The rules of `kb/events/<type>.toml` → patterns of tokens with the conditions under which they tell an event.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::companions::Companions;
use super::event_rows::{RuleFile, first_forms, spellings, step};
use super::files::ListFiles;
use super::grammar::Forms;
use super::inflections::Inflections;
use super::morphology::Morphology;
use crate::error::Error;
use crate::text::fold_key;
use crate::vocabulary::{EventStatus, EventType};

/// Who must stand as subject or object of a verb for a rule to fire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActorCondition {
    /// A name or a noun for someone who acts must be found.
    Actor,
    /// What is found, if anything, must be an actor.
    ActorOrNone,
    /// A noun for soldiers or one of their units.
    Military,
    /// A state, body, office holder or pronoun.
    Official,
    /// An actor, or a weapon or attack.
    ActorOrWeapon,
    /// A named place.
    Place,
}

/// How the phrases around a trigger become participants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ArgumentFrame {
    /// Who acts is the source, whom it meets the target.
    #[default]
    Directed,
    /// Both sides do the same (`met`, `talks between`).
    Mutual,
    /// Both sides do the same, the object is what they speak about (`discussed`).
    Topic,
    /// The place gone to stands for its government, too.
    Visit,
    /// Who acts is the host.
    Host,
    /// The subject is acted upon (`came under fire`, `stood trial`).
    Undergo,
}

/// What a trigger is beside the verb that tells the outcome of the same act (`killed in an attack`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Share {
    #[default]
    None,
    /// The verb that tells how it ended.
    Outcome,
    /// Its nouns tell the means.
    MeansByNouns,
    /// Its nouns and verbs tell the means.
    Means,
}

/// One sense of an event type.
#[derive(Clone, Debug)]
pub struct EventRule {
    /// `<type>.<name>`: `consult.meet`.
    pub id: String,
    pub event_type: EventType,
    pub mode: Option<String>,
    pub cameo: Option<String>,
    pub frame: ArgumentFrame,
    pub subject: Option<ActorCondition>,
    pub object: Option<ActorCondition>,
    /// One of these must stand near.
    pub near: WordsNear,
    /// Nothing need stand near where the document tells such an act elsewhere: one sense a discourse (Gale, Church and
    /// Yarowsky 1992).
    pub is_taken_up: bool,
    pub not_near: WordsNear,
    /// None of these farther to the left in the sentence.
    pub not_left: WordsNear,
    pub not_before: Vec<Vec<u64>>,
    pub not_after: Vec<Vec<u64>>,
    /// No object has one of these heads.
    pub not_object: FxHashSet<u64>,
    /// No subject has one of these heads.
    pub not_subject: FxHashSet<u64>,
    /// The subject has one of these heads (`lorries reached the camp`).
    pub subject_heads: FxHashSet<u64>,
    /// The object has one of these heads.
    pub object_heads: FxHashSet<u64>,
    /// A passive needs the words that say by whom.
    pub needs_agent: bool,
    /// What a passive says who or what did it must be this.
    pub agent: Option<ActorCondition>,
    /// A participle before a noun will do (`the kidnapped engineers`).
    pub is_attributive: bool,
    /// For nouns: who has the act undergoes it (`his arrest`), unless `of` or `by` names another.
    pub is_undergone: bool,
    /// Saying so is the act (`will not accept`, `must leave`): it has occurred, and who says it is its source.
    pub is_declared: bool,
    /// What the words of the rule themselves say of the act (`on the verge of a deal`).
    pub status: Option<EventStatus>,
    pub share: Share,
    /// For nouns: one of these verbs must stand in the clause.
    pub needs_verb: FxHashSet<u64>,
    pub score: f32,
}

/// Words, and sequences of words (`tear gas`), that may stand near a trigger.
#[derive(Clone, Debug, Default)]
pub struct WordsNear {
    pub words: FxHashSet<u64>,
    pub sequences: Vec<Vec<u64>>,
}

impl WordsNear {
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.sequences.is_empty()
    }
}

/// What the first (for nouns the last) word of a pattern is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PatternKind {
    Verb,
    Noun,
    Phrase,
}

/// A step of a pattern after its first word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// One of these words.
    Word(Vec<u64>),
    /// Some words of one noun phrase, at least this many.
    Gap(usize),
}

/// A trigger entry compiled to token keys.
#[derive(Clone, Debug)]
pub struct TriggerPattern {
    /// Index into [`EventLexicon::rules`].
    pub rule: usize,
    pub kind: PatternKind,
    /// The first word as the rule gives it.
    pub first: String,
    pub rest: Vec<Step>,
}

/// A pattern that can start at a word, and which verb forms the word is then.
#[derive(Clone, Copy, Debug)]
pub struct PatternStart {
    /// Index into [`EventLexicon::patterns`].
    pub pattern: usize,
    pub forms: Forms,
}

/// A sentence that must, or must not, yield an event of a type.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleExample {
    pub text: String,
    pub trigger: Option<String>,
    pub status: Option<EventStatus>,
}

/// All event rules.
#[derive(Debug, Default)]
pub struct EventLexicon {
    pub rules: Vec<EventRule>,
    pub patterns: Vec<TriggerPattern>,
    starts: FxHashMap<u64, Vec<PatternStart>>,
    companions: Companions,
    pub examples: Vec<(EventType, RuleExample)>,
    pub counterexamples: Vec<(EventType, RuleExample)>,
}

impl EventLexicon {
    /// The patterns that can start with a word, by its folded key.
    pub fn starts(&self, key: u64) -> &[PatternStart] {
        self.starts.get(&key).map_or(&[], Vec::as_slice)
    }

    /// The same, without most of those of which the sentence lacks the next word.
    ///
    /// `sentence` gives the folded keys of all words of the sentence.
    pub fn starts_in(&self, key: u64, sentence: impl Iterator<Item = u64>) -> Vec<PatternStart> {
        self.companions.among(key, self.starts(key), &self.patterns, sentence)
    }

    /// Reads every file of `events/`.
    ///
    /// # Errors
    /// [`Error::Configuration`] naming the file for a rule that breaks the format.
    pub fn load(files: &ListFiles, morphology: &Morphology) -> Result<Self, Error> {
        let texts: Vec<(&str, &str)> = files.under("events/").collect();
        let parts: Vec<Result<Self, Error>> = texts.par_iter().map(|text| Self::of_file(text, morphology)).collect();
        let mut lexicon = Self::default();
        for part in parts {
            lexicon.append(part?);
        }
        lexicon.companions = Companions::of(&lexicon.starts);
        Ok(lexicon)
    }

    /// The rules of one file, given with its name.
    fn of_file(&(name, text): &(&str, &str), morphology: &Morphology) -> Result<Self, Error> {
        let file = toml::from_str(text).map_err(|error| Error::Configuration(format!("{name}: {error}")))?;
        let mut part = Self::default();
        part.add_file(file, &Inflections::new(morphology));
        Ok(part)
    }

    /// Adds the rules of another file behind those read before.
    fn append(&mut self, mut part: Self) {
        let (rules, patterns) = (self.rules.len(), self.patterns.len());
        part.patterns.iter_mut().for_each(|pattern| pattern.rule += rules);
        for (key, mut starts) in part.starts {
            starts.iter_mut().for_each(|start| start.pattern += patterns);
            self.starts.entry(key).or_default().append(&mut starts);
        }
        self.rules.append(&mut part.rules);
        self.patterns.append(&mut part.patterns);
        self.examples.append(&mut part.examples);
        self.counterexamples.append(&mut part.counterexamples);
    }

    fn add_file(&mut self, file: RuleFile, inflections: &Inflections<'_>) {
        let event_type = file.event_type;
        for row in file.rules {
            let rule = self.rules.len();
            for entry in &row.verbs {
                self.add_pattern(rule, PatternKind::Verb, entry, inflections);
            }
            for entry in &row.nouns {
                self.add_pattern(rule, PatternKind::Noun, entry, inflections);
            }
            for entry in &row.phrases {
                self.add_pattern(rule, PatternKind::Phrase, entry, inflections);
            }
            self.rules.push(row.compile(event_type, inflections));
        }
        self.examples
            .extend(file.examples.into_iter().map(|example| (event_type, example)));
        let counter = file.counterexamples.into_iter();
        self.counterexamples
            .extend(counter.map(|example| (event_type, example)));
    }

    fn add_pattern(&mut self, rule: usize, kind: PatternKind, entry: &str, inflections: &Inflections<'_>) {
        for spelling in spellings(entry) {
            let words: Vec<&str> = spelling.iter().map(String::as_str).collect();
            let Some((&first, rest)) = words.split_first() else {
                continue;
            };
            let is_hyphenated =
                kind == PatternKind::Verb && entry.contains('-') && !entry.contains(' ') && words.len() > 1;
            if is_hyphenated {
                self.add_hyphenated(rule, first, rest, inflections);
                continue;
            }
            let rest: Vec<Step> = rest
                .iter()
                .enumerate()
                .map(|(place, word)| step(word, kind, place + 1 == rest.len(), inflections))
                .collect();
            for first in first.split('|') {
                let pattern = self.patterns.len();
                self.patterns.push(TriggerPattern {
                    rule,
                    kind,
                    first: first.to_owned(),
                    rest: rest.clone(),
                });
                for (key, forms) in first_forms(first, kind, words.len() == 1, inflections) {
                    self.add_start(key, PatternStart { pattern, forms });
                }
            }
        }
    }

    /// `test-fire` in two tokens: the last of them inflects.
    fn add_hyphenated(&mut self, rule: usize, first: &str, rest: &[&str], inflections: &Inflections<'_>) {
        let mut steps: Vec<Step> = rest.iter().map(|word| Step::Word(vec![fold_key(word)])).collect();
        if let (Some(step), Some(last)) = (steps.last_mut(), rest.last()) {
            *step = Step::Word(inflections.all(last));
        }
        let pattern = self.patterns.len();
        self.patterns.push(TriggerPattern {
            rule,
            kind: PatternKind::Phrase,
            first: first.to_owned(),
            rest: steps,
        });
        self.add_start(
            fold_key(first),
            PatternStart {
                pattern,
                forms: Forms::default(),
            },
        );
    }

    fn add_start(&mut self, key: u64, start: PatternStart) {
        let starts = self.starts.entry(key).or_default();
        // Forms of a pattern come one after the other.
        match starts.last_mut().filter(|other| other.pattern == start.pattern) {
            Some(other) => other.forms = other.forms.with(start.forms),
            None => starts.push(start),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon() -> EventLexicon {
        let files = ListFiles::embedded();
        EventLexicon::load(&files, &Morphology::load(&files).unwrap()).unwrap()
    }

    #[test]
    fn every_type_has_rules_examples_and_counterexamples() {
        let lexicon = lexicon();
        for &event_type in EventType::ALL {
            let count = |list: &[(EventType, RuleExample)]| list.iter().filter(|(kind, _)| *kind == event_type).count();
            assert!(
                lexicon.rules.iter().any(|rule| rule.event_type == event_type),
                "{event_type:?}"
            );
            assert!(count(&lexicon.examples) >= 12, "{event_type:?} needs twelve examples");
            assert!(
                count(&lexicon.counterexamples) >= 8,
                "{event_type:?} needs eight counterexamples"
            );
        }
    }

    #[test]
    fn rule_ids_are_unique() {
        let mut ids: Vec<_> = lexicon().rules.into_iter().map(|rule| rule.id).collect();
        ids.sort();
        let all = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), all);
    }

    #[test]
    fn a_bar_sets_words_apart_that_do_as_well() {
        let files = ListFiles::embedded();
        let morphology = Morphology::load(&files).unwrap();
        let mut lexicon = EventLexicon::default();
        lexicon.add_pattern(
            0,
            PatternKind::Verb,
            "send|fly ~ tent|blanket",
            &Inflections::new(&morphology),
        );
        let starts = |word: &str| lexicon.starts(fold_key(word)).len();
        assert_eq!((starts("sent"), starts("flew"), starts("tent")), (1, 1, 0));
        let Step::Word(keys) = &lexicon.patterns[0].rest[1] else {
            panic!("a word ends the pattern")
        };
        assert!(keys.contains(&fold_key("tents")) && keys.contains(&fold_key("blanket")));
    }

    #[test]
    fn verbs_start_patterns_in_every_form_and_hyphens_split() {
        let lexicon = lexicon();
        for word in ["meet", "meets", "met", "meeting", "cease", "cease-fire"] {
            assert!(!lexicon.starts(fold_key(word)).is_empty(), "{word}");
        }
        assert!(lexicon.starts(fold_key("lamp")).is_empty());
    }
}
