//! A rule's conditions on neighbours, subject and object → does the rule fire?

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::actors::{is_actor, is_military, is_official, is_place, is_weapon, is_work};
use super::matching::{Candidate, is_attributive};
use super::{Context, Frame};
use crate::kb::{ActorCondition, EventRule, Forms, PatternKind, WordsNear};
use crate::tag::syntax::{Governor, Pos, Predicate, Syntax};

const LEFT: usize = 6;
const RIGHT: usize = 8;
const FAR_LEFT: usize = 14;

/// Does one of the words that the rule wants near stand near?
pub(super) fn has_company(context: &Context<'_>, candidate: &Candidate, rule: &EventRule) -> bool {
    let tokens = &candidate.tokens;
    let sentence = context.syntax.sentence(tokens.start);
    rule.near.is_empty()
        || stand(
            context.syntax,
            around(&sentence, tokens, LEFT, RIGHT),
            &rule.near,
            tokens,
        )
}

/// Do all other conditions of the rule hold?
pub(super) fn hold(context: &Context<'_>, candidate: &Candidate, rule: &EventRule, frame: &Frame) -> bool {
    let syntax = context.syntax;
    let tokens = &candidate.tokens;
    let sentence = syntax.sentence(tokens.start);
    let around = around(&sentence, tokens, LEFT, RIGHT);
    if stand(syntax, around.clone(), &rule.not_near, tokens) {
        return false;
    }
    let left = tokens.start.saturating_sub(FAR_LEFT).max(sentence.start)..tokens.start;
    if stand(syntax, left, &rule.not_left, tokens) {
        return false;
    }
    if !rule.needs_verb.is_empty() && !any(syntax, around, &rule.needs_verb, tokens) {
        return false;
    }
    !stands_before(syntax, tokens.start, &sentence, &rule.not_before)
        && !starts_sequence(syntax, tokens.end, sentence.end, &rule.not_after)
        && (!rule.is_declared || syntax.pos(tokens.start) != Pos::Modal || is_said(context, tokens.start, &sentence))
        && !is_future(syntax, candidate)
        && fits_phrase(syntax, candidate)
        && fits_actors(context, candidate, rule, frame)
}

fn around(sentence: &Range<usize>, tokens: &Range<usize>, left: usize, right: usize) -> Range<usize> {
    tokens.start.saturating_sub(left).max(sentence.start)..(tokens.end + right).min(sentence.end)
}

/// Does one of the words or sequences stand in the range?
fn stand(syntax: &Syntax<'_>, range: Range<usize>, near: &WordsNear, trigger: &Range<usize>) -> bool {
    any(syntax, range.clone(), &near.words, trigger)
        || range
            .clone()
            .any(|start| starts_sequence(syntax, start, range.end, &near.sequences))
}

/// Is any of the keys at a token of the range? The trigger's own first word does not count.
fn any(syntax: &Syntax<'_>, range: Range<usize>, keys: &FxHashSet<u64>, trigger: &Range<usize>) -> bool {
    !keys.is_empty()
        && range
            .into_iter()
            .any(|token| token != trigger.start && keys.contains(&syntax.key(token)))
}

fn stands_before(syntax: &Syntax<'_>, start: usize, sentence: &Range<usize>, sequences: &[Vec<u64>]) -> bool {
    sequences.iter().any(|sequence| {
        start >= sentence.start + sequence.len()
            && sequence
                .iter()
                .enumerate()
                .all(|(place, &key)| syntax.key(start - sequence.len() + place) == key)
    })
}

/// Does one of the sequences stand at a token, before `limit`?
fn starts_sequence(syntax: &Syntax<'_>, start: usize, limit: usize, sequences: &[Vec<u64>]) -> bool {
    sequences.iter().any(|sequence| {
        start + sequence.len() <= limit
            && sequence
                .iter()
                .enumerate()
                .all(|(place, &key)| syntax.key(start + place) == key)
    })
}

/// Does the sentence report speech, or stand in a quote?
fn is_said(context: &Context<'_>, trigger: usize, sentence: &Range<usize>) -> bool {
    const NESTING: usize = 4;
    let syntax = context.syntax;
    let span = syntax.segmented.tokens[trigger].span;
    let before = context.quotes.partition_point(|quote| quote.span.start <= span.start);
    let mut around = context.quotes[..before].iter().rev().take(NESTING);
    around.any(|quote| quote.span.contains(span)) || sentence.clone().any(|token| syntax.reports(token))
}

/// `is going to meet` is no journey, `is going to Lima` may be.
fn is_future(syntax: &Syntax<'_>, candidate: &Candidate) -> bool {
    let last = candidate.tokens.end - 1;
    syntax.word(candidate.tokens.start) == "going" && last > candidate.tokens.start && syntax.pos(last) == Pos::To
}

/// A noun must head its phrase: `attack`, not `attack helicopter`.
fn fits_phrase(syntax: &Syntax<'_>, candidate: &Candidate) -> bool {
    if candidate.kind != PatternKind::Noun {
        return true;
    }
    let last = candidate.tokens.end - 1;
    let Some(chunk) = syntax.chunk_at(last) else {
        return true;
    };
    let end = syntax.chunk(chunk).tokens.end;
    (last + 1..end).all(|token| !matches!(syntax.pos(token), Pos::Noun | Pos::Name))
}

fn fits_actors(context: &Context<'_>, candidate: &Candidate, rule: &EventRule, frame: &Frame) -> bool {
    let Frame::Verb(predicate) = frame else { return true };
    let first = candidate.tokens.start;
    if is_attributive(context.syntax, first) && !rule.is_attributive {
        return false;
    }
    if rule.needs_agent && predicate.group.is_passive && !has_agent(context, predicate) {
        return false;
    }
    if rule
        .agent
        .is_some_and(|condition| !fits_agent(context, predicate, condition))
    {
        return false;
    }
    let is_passive = predicate.group.is_passive;
    // `pushed the minister to wait`: the object stands inside the trigger.
    let has_object = candidate.gap.is_some_and(|gap| context.syntax.chunk_at(gap).is_some());
    let is_reduced = predicate.objects.is_empty()
        && !has_object
        && !has_measure(context, predicate)
        && predicate.group.start == first
        && context.syntax.words[first]
            .verb
            .is_some_and(|verb| verb.forms.has(Forms::PARTICIPLE));
    let wants_object = rule.object.is_some() || rule.subject == Some(ActorCondition::ActorOrWeapon);
    let is_passive = is_passive || (is_reduced && has_agent(context, predicate));
    let (subjects, objects) = if is_passive || (is_reduced && wants_object) {
        (&[][..], &predicate.subjects[..])
    } else {
        (&predicate.subjects[..], &predicate.objects[..])
    };
    let is_adjectival = context.syntax.pos(candidate.tokens.start) == Pos::Noun;
    if has_head(context, subjects, &rule.not_subject) || has_head(context, objects, &rule.not_object) {
        return false;
    }
    if lacks_head(context, subjects, &rule.subject_heads) || lacks_head(context, objects, &rule.object_heads) {
        return false;
    }
    let is_long = candidate.specificity.0 > 0;
    let subject = match rule.subject {
        Some(ActorCondition::ActorOrNone) if is_long => true,
        Some(ActorCondition::Actor | ActorCondition::Official) if is_passive || is_adjectival => true,
        Some(ActorCondition::Actor) if is_owned(context, predicate) => true,
        Some(condition) => meets(context, subjects, condition),
        None => true,
    };
    let object = match rule.object {
        _ if is_adjectival => true,
        Some(condition) if candidate.gap.is_some() => meets_in_gap(context, candidate, condition),
        Some(condition) => meets(context, objects, condition),
        None => true,
    };
    subject && object
}

/// `held two days of talks`: an object that a time measures.
fn has_measure(context: &Context<'_>, predicate: &Predicate) -> bool {
    let syntax = context.syntax;
    let first = predicate.group.verb + 1;
    let end = syntax.sentence(predicate.group.verb).end;
    let counts = |token: usize| {
        let is_word = matches!(syntax.word(token), "more" | "than" | "some");
        is_word || matches!(syntax.pos(token), Pos::Adverb | Pos::Number | Pos::Time)
    };
    let behind = (first..end).find(|&token| !counts(token));
    behind.is_some_and(|token| token > first && syntax.word(token) == "of")
}

/// `welcomed X to`: does somebody stand in the gap of a pattern who meets a condition? A gap without a phrase, as in
/// `granted asylum`, says nothing of it.
fn meets_in_gap(context: &Context<'_>, candidate: &Candidate, condition: ActorCondition) -> bool {
    let syntax = context.syntax;
    let last = candidate.tokens.end - 1;
    let chunks = (candidate.gap.unwrap_or(last)..last).filter_map(|token| syntax.chunk_at(token));
    let inside: Vec<usize> = chunks.filter(|&chunk| syntax.chunk(chunk).tokens.end <= last).collect();
    let is_somebody = |chunk: &usize| {
        let head = syntax.chunk(*chunk).head;
        matches!(syntax.pos(head), Pos::Name | Pos::Pronoun) || syntax.actor(head).is_some()
    };
    let somebody: Vec<usize> = inside.iter().copied().filter(is_somebody).collect();
    inside.is_empty() || meets(context, &somebody, condition)
}

/// `the government's plan to withdraw`, `their attempt to censor`: who acts stands before the noun.
fn is_owned(context: &Context<'_>, predicate: &Predicate) -> bool {
    matches!(predicate.governor, Some(Governor::Noun { .. }))
        && predicate.subjects.iter().any(|&chunk| {
            let mut tokens = context.syntax.chunk(chunk).tokens.clone();
            tokens.any(|token| matches!(context.syntax.pos(token), Pos::Genitive | Pos::Possessive))
        })
}

fn has_agent(context: &Context<'_>, predicate: &Predicate) -> bool {
    agent(context, predicate).is_some()
}

/// `farmers hit by a slump`: nobody hits them.
fn fits_agent(context: &Context<'_>, predicate: &Predicate, condition: ActorCondition) -> bool {
    agent(context, predicate).is_none_or(|chunks| meets(context, chunks, condition))
}

/// The phrases behind the `by` of a verb.
fn agent<'p>(context: &Context<'_>, predicate: &'p Predicate) -> Option<&'p [usize]> {
    let mut phrases = predicate.phrases.iter();
    let by = phrases.find(|phrase| context.syntax.word(phrase.preposition) == "by");
    by.map(|phrase| phrase.chunks.as_slice())
}

fn has_head(context: &Context<'_>, chunks: &[usize], keys: &FxHashSet<u64>) -> bool {
    let syntax = context.syntax;
    !keys.is_empty()
        && chunks
            .iter()
            .any(|&chunk| keys.contains(&syntax.key(syntax.chunk(chunk).head)))
}

/// No phrase has one of the heads; before a name its title will do: `Ambassador Anna Lis`.
fn lacks_head(context: &Context<'_>, chunks: &[usize], keys: &FxHashSet<u64>) -> bool {
    let syntax = context.syntax;
    let has = |&chunk: &usize| {
        let chunk = syntax.chunk(syntax.counted(chunk));
        let is_named = syntax.pos(chunk.head) == Pos::Name;
        let first = if is_named { chunk.tokens.start } else { chunk.head };
        (first..=chunk.head).any(|token| keys.contains(&syntax.key(token)))
    };
    !keys.is_empty() && !chunks.iter().any(has)
}

fn meets(context: &Context<'_>, chunks: &[usize], condition: ActorCondition) -> bool {
    let any = |fits: fn(&Context<'_>, usize) -> bool| {
        let mut counted = chunks.iter().map(|&chunk| context.syntax.counted(chunk));
        counted.any(|chunk| fits(context, chunk))
    };
    match condition {
        ActorCondition::Actor => any(is_actor),
        ActorCondition::ActorOrNone => chunks.is_empty() || any(is_actor) || any(is_work),
        ActorCondition::Military => any(is_military),
        ActorCondition::Official => any(is_official),
        ActorCondition::Place => any(is_place),
        ActorCondition::ActorOrWeapon => chunks.is_empty() || any(is_actor) || any(is_weapon),
    }
}
