//! Tokens read as clauses → event triggers with status, participants, places, times and counts.

mod act_status;
mod actors;
mod aid_arguments;
mod arguments;
mod clause_status;
mod complement_status;
mod conditions;
mod counts;
mod definitions;
mod duty_status;
mod everyday;
mod evidence;
mod fixed_phrases;
mod matching;
mod merging;
mod nominal_arguments;
mod nominal_verbs;
mod noun_cues;
mod noun_setting;
mod noun_status;
mod object_status;
mod particle_status;
mod passives;
mod phrase_arguments;
mod phrase_status;
mod plausibility;
mod predicate_arguments;
mod pronouns;
mod scene;
mod status;
mod subject_status;
mod tense_status;
mod time_borders;
mod time_owners;
mod time_status;
mod times;
mod undone;

use std::ops::Range;

use crate::document::{EventTrigger, EventType, NameMention, Quantity, QuoteCandidate, TimeMention};
use crate::kb::{EventRule, Forms, KnowledgeBase, PatternKind};
use crate::model::Models;
use crate::tag::syntax::{Nominal, Pos, Predicate, Syntax, VerbGroup};

use matching::Candidate;
pub use plausibility::ActInput;

/// What the tagger reads beside the clauses.
pub(super) struct Context<'c> {
    pub syntax: &'c Syntax<'c>,
    pub names: &'c [NameMention],
    pub times: &'c [TimeMention],
    pub quantities: &'c [Quantity],
    pub quotes: &'c [QuoteCandidate],
    pub kb: &'c KnowledgeBase,
    pub models: &'c Models,
}

/// A trigger with the clause that it was read in.
struct Reading {
    candidate: Candidate,
    frame: Frame,
    trigger: EventTrigger,
}

/// `discussed it in a telephone call`: the noun says how they met.
const PHONE: &str = "phone";

impl Reading {
    /// Those who telephone are in no one place.
    fn is_by_phone(&self) -> bool {
        self.trigger.mode.as_deref() == Some(PHONE)
    }

    /// The trigger shown without its object, which is a trigger of its own.
    fn without_object(mut self, syntax: &Syntax<'_>) -> Self {
        let tokens = &self.candidate.tokens;
        self.trigger.span = syntax.span(tokens.start..self.candidate.gap.unwrap_or(tokens.end));
        self
    }

    /// The tokens between the trigger and others of its sentence, before or behind it.
    fn up_to(&self, other: &Range<usize>) -> Range<usize> {
        let trigger = &self.candidate.tokens;
        if other.start >= trigger.end {
            trigger.end..other.start
        } else {
            other.end..trigger.start.max(other.end)
        }
    }
}

/// The grammar around a trigger.
enum Frame {
    Verb(Predicate),
    Noun(Nominal),
    /// A fixed phrase, or a noun outside any phrase.
    Bare,
}

impl Frame {
    fn verb_group(&self) -> Option<&VerbGroup> {
        match self {
            Self::Verb(predicate) => Some(&predicate.group),
            Self::Noun(_) | Self::Bare => None,
        }
    }
}

/// Finds the events of a document. Sentences with a noun that tells an act only because the document tells such an act
/// elsewhere are read again in the end.
pub(super) fn tag(context: &Context<'_>) -> Vec<EventTrigger> {
    let sentences = &context.syntax.segmented.sentences;
    let mut discourse = Discourse::default();
    let mut lonely = Vec::new();
    let mut found: Vec<Vec<EventTrigger>> = Vec::with_capacity(sentences.len());
    let domains: Vec<everyday::Counts> = sentences
        .iter()
        .map(|sentence| everyday::Counts::of(context, sentence.tokens.clone()))
        .collect();
    let mut document = everyday::Counts::default();
    domains.iter().for_each(|&counts| document.add(counts));
    for (index, sentence) in sentences.iter().enumerate() {
        let is_definition = || definitions::is_definition(context.syntax, &sentence.tokens);
        if domains[index].is_everyday(document) || is_definition() {
            found.push(Vec::new());
            continue;
        }
        found.push(acts_of(context, &sentence.tokens, &mut discourse));
        lonely.extend(discourse.missed.drain(..).map(|rule| (index, rule)));
    }
    discourse.told = found
        .iter()
        .flatten()
        .map(|told| (told.event_type, told.mode.clone()))
        .collect();
    lonely.retain(|&(_, rule)| discourse.takes_up(&context.kb.events.rules[rule]));
    lonely.dedup_by_key(|(index, _)| *index);
    for (index, _) in lonely {
        found[index] = acts_of(context, &sentences[index].tokens, &mut discourse);
    }
    found.into_iter().flatten().collect()
}

/// What rules take for acts in a document, as the model of acts sees it. Sentences about sport and the like, in which
/// [`tag`] reads nothing, are in it: they show what is no act.
pub(super) fn act_inputs(context: &Context<'_>) -> Vec<ActInput> {
    let sentences = context.syntax.segmented.sentences.iter();
    let mut discourse = Discourse::default();
    let mut inputs = |tokens: &Range<usize>| {
        let readings = read_sentence(context, tokens, &mut discourse);
        plausibility::inputs(context, tokens.clone(), readings)
    };
    sentences.flat_map(|sentence| inputs(&sentence.tokens)).collect()
}

/// What a document tells as a whole.
#[derive(Default)]
struct Discourse {
    /// The types and modes of its acts; empty while it is read for the first time.
    told: Vec<(EventType, Option<String>)>,
    /// Rules of the sentence that did not fire because nothing near their noun says so.
    missed: Vec<usize>,
}

impl Discourse {
    /// Does the document tell such an act elsewhere?
    fn takes_up(&self, rule: &EventRule) -> bool {
        let is_such = |told: &(EventType, Option<String>)| {
            told.0 == rule.event_type && (rule.mode.is_none() || rule.mode == told.1)
        };
        rule.is_taken_up && self.told.iter().any(is_such)
    }
}

/// The acts of a sentence, with what the model of acts makes of each.
fn acts_of(context: &Context<'_>, tokens: &Range<usize>, discourse: &mut Discourse) -> Vec<EventTrigger> {
    let mut readings = read_sentence(context, tokens, discourse);
    plausibility::judge(context, tokens.clone(), &mut readings);
    merging::merge(context, readings)
}

fn read_sentence(context: &Context<'_>, tokens: &Range<usize>, discourse: &mut Discourse) -> Vec<Reading> {
    let mut readings = Vec::new();
    let mut token = tokens.start;
    while token < tokens.end {
        let reading = read(context, token, discourse);
        token = reading
            .as_ref()
            .map_or(token, |reading| reading.candidate.tokens.end - 1)
            + 1;
        let object = reading
            .as_ref()
            .and_then(|reading| object_within(context, reading, discourse));
        let is_apart = object.is_some();
        readings.extend(reading.map(|reading| {
            if is_apart {
                reading.without_object(context.syntax)
            } else {
                reading
            }
        }));
        readings.extend(object);
    }
    readings
}

/// `ended their strike`, `rejected the request`: the object of a trigger of verb and object, where it tells an act that has
/// been whatever becomes of it.
fn object_within(context: &Context<'_>, reading: &Reading, discourse: &mut Discourse) -> Option<Reading> {
    use EventType::{Assault, Concede, Consult, Protest, Reject, Request, Retreat, Sanction};
    let outer = &reading.candidate;
    let gap = outer.gap.filter(|_| outer.kind == PatternKind::Verb)?;
    let inner = (gap..outer.tokens.end).find_map(|token| read(context, token, discourse))?;
    let is_act = matches!(
        (reading.trigger.event_type, inner.trigger.event_type),
        (Concede, Protest | Request) | (Reject, Consult | Request) | (Retreat, Assault | Protest) | (Sanction, Consult)
    );
    let is_object = inner.candidate.kind != PatternKind::Verb && inner.candidate.tokens.end <= outer.tokens.end;
    // `to end the attacks of the rebels`: those of others.
    let end = outer.tokens.end;
    let is_of_others = context.syntax.sentence(end - 1).contains(&end) && context.syntax.word(end) == "of";
    (is_act && is_object && !is_of_others).then_some(inner)
}

/// The best rule whose pattern starts at a token and whose conditions hold.
fn read(context: &Context<'_>, token: usize, discourse: &mut Discourse) -> Option<Reading> {
    let mut candidates = matching::candidates(context, token);
    candidates.sort_by_key(|candidate| std::cmp::Reverse(candidate.specificity));
    candidates.into_iter().find_map(|candidate| {
        let lexicon = &context.kb.events;
        let rule = &lexicon.rules[candidate.rule];
        let has_company = conditions::has_company(context, &candidate, rule);
        if !has_company && !discourse.takes_up(rule) {
            discourse.missed.extend(rule.is_taken_up.then_some(candidate.rule));
            return None;
        }
        let frame = frame(context.syntax, &candidate);
        if !conditions::hold(context, &candidate, rule, &frame) {
            return None;
        }
        Some(reading_of(context, candidate, frame))
    })
}

/// What the rule of a candidate makes of its clause.
fn reading_of(context: &Context<'_>, candidate: Candidate, frame: Frame) -> Reading {
    let rule = &context.kb.events.rules[candidate.rule];
    let trigger = EventTrigger {
        span: matching::trigger_span(context.syntax, &candidate),
        event_type: rule.event_type,
        mode: rule.mode.clone(),
        cameo_code: rule.cameo.clone(),
        status: if rule.is_declared {
            act_status::of_declaration(context.syntax, &candidate)
        } else {
            status::of(context, &candidate, rule.event_type, &frame)
        },
        arguments: arguments::of(context, &candidate, rule, &frame),
        time: None,
        count: None,
        scene: None,
        is_declared: rule.is_declared,
        is_over: false,
        rule: rule.id.clone(),
        score: rule.score,
        chance: 1.0,
    };
    Reading {
        candidate,
        frame,
        trigger,
    }
}

/// The verb behind a phrase that begins with a modal (`must` leave).
fn modal_verb(syntax: &Syntax<'_>, tokens: &Range<usize>) -> Option<usize> {
    if syntax.pos(tokens.start) != Pos::Modal {
        return None;
    }
    if let Some(verb) = tokens.clone().rev().find(|&token| syntax.pos(token) == Pos::Verb) {
        return Some(verb);
    }
    let limit = syntax.sentence(tokens.start).end;
    let behind = tokens.end..limit.min(tokens.end + 4);
    let mut words = behind.take_while(|&token| {
        matches!(
            syntax.pos(token),
            Pos::Verb | Pos::Be | Pos::Have | Pos::Adverb | Pos::Negation
        )
    });
    words.find(|&token| matches!(syntax.pos(token), Pos::Verb))
}

/// `mass rally in`, `a wave of strikes`: a phrase without a verb, in one noun phrase but for prepositions, that no form of
/// `be` stands before.
fn is_nominal(syntax: &Syntax<'_>, tokens: &Range<usize>) -> bool {
    let is_verbal = |token: usize| {
        matches!(
            syntax.pos(token),
            Pos::Verb | Pos::Be | Pos::Have | Pos::Do | Pos::Modal | Pos::To
        )
    };
    let is_noun = |token: usize| syntax.pos(token) == Pos::Noun;
    // `thousands call for`: a plural, and what it does.
    let is_clause = |token: usize| {
        let forms = syntax.words[token].verb.map(|verb| verb.forms).unwrap_or_default();
        token > tokens.start && forms.has(Forms::BASE) && syntax.word(token - 1).ends_with('s')
    };
    let opens = syntax.chunk_at(tokens.start).is_some() && !tokens.clone().any(is_clause);
    opens
        && tokens.clone().any(is_noun)
        && !tokens.clone().any(is_verbal)
        && phrase_status::being_before(syntax, tokens.start).is_none()
}

fn frame(syntax: &Syntax<'_>, candidate: &Candidate) -> Frame {
    match candidate.kind {
        PatternKind::Verb => Frame::Verb(syntax.predicate(candidate.tokens.start, candidate.tokens.end)),
        PatternKind::Noun => syntax
            .nominal(candidate.tokens.clone())
            .map_or(Frame::Bare, Frame::Noun),
        PatternKind::Phrase => match modal_verb(syntax, &candidate.tokens) {
            Some(verb) => Frame::Verb(syntax.predicate(verb, verb + 1)),
            None if is_nominal(syntax, &candidate.tokens) => syntax
                .nominal(candidate.tokens.clone())
                .map_or(Frame::Bare, Frame::Noun),
            None => Frame::Bare,
        },
    }
}
