//! A reporting verb → the words that name who speaks, and whom they speak to.

use std::ops::Range;

use super::Context;
use crate::document::{EntityType, MentionKind, NameMention, name_over};
use crate::kb::{FunctionClass, VerbKind};
use crate::tag::syntax::Pos;
use crate::text::Span;

/// Who speaks, by which verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Attribution {
    pub cue: usize,
    pub speaker: Option<Span>,
    pub addressee: Option<Span>,
    /// The tokens of the attributing words: subject, verb, addressee.
    pub first: usize,
    pub last: usize,
}

/// The reporting verb among some tokens, with its speaker; the first that has one.
pub(super) fn attribution(context: &Context<'_>, tokens: Range<usize>) -> Option<Attribution> {
    let is_cue = |token: &usize| {
        context.syntax.pos(*token) == Pos::Verb
            && context
                .cues
                .cue(context.syntax.key(*token))
                .is_some_and(|cue| cue.is_direct)
    };
    let cues: Vec<usize> = tokens.clone().filter(is_cue).collect();
    cues.iter()
        .find_map(|&cue| read(context, cue, &tokens).filter(|read| read.speaker.is_some()))
}

/// Subject and addressee of a reporting verb, before it or, inverted, behind it.
pub(super) fn read(context: &Context<'_>, cue: usize, within: &Range<usize>) -> Option<Attribution> {
    let syntax = context.syntax;
    let predicate = syntax.predicate_by_rules(cue, cue + 1);
    if predicate.group.is_passive {
        return None;
    }
    let subject = predicate
        .subjects
        .iter()
        .copied()
        .find(|&chunk| within.contains(&syntax.chunk(chunk).tokens.start));
    let (chunk, is_inverted) = match subject {
        Some(chunk) => (Some(chunk), false),
        None if predicate.subjects.is_empty() || predicate.group.start == within.start => (
            predicate
                .objects
                .first()
                .copied()
                .filter(|&chunk| within.contains(&syntax.chunk(chunk).tokens.start)),
            true,
        ),
        None => (predicate.subjects.first().copied(), false),
    };
    let speaker = chunk.map(|chunk| name_of(context, chunk));
    // A phrase with a verb behind it is the subject of what is said: `said Syria was quiet`.
    // So is one with a relative clause: `says three men who fled gave up`.
    let is_told = |chunk: &&usize| {
        let end = syntax.chunk(**chunk).tokens.end;
        let has_relative = end < within.end && syntax.pos(end) == Pos::Relative;
        !has_relative && !syntax.starts_clause(end, within.end)
    };
    let addressee = predicate.objects.first().filter(|_| !is_inverted).filter(is_told);
    let addressee = addressee.map(|&chunk| {
        let tokens = syntax.chunk(chunk).tokens.clone();
        (syntax.span(tokens.clone()), tokens.end - 1)
    });
    let is_named = |span: Span| name_over(context.names, span).is_some();
    let addressee = addressee.filter(|(span, _)| is_named(*span) || is_said_to(context, cue));
    let first = chunk.map_or(predicate.group.start, |chunk| {
        syntax.chunk(chunk).tokens.start.min(predicate.group.start)
    });
    let end_of_chunk = chunk.map_or(cue, |chunk| syntax.chunk(chunk).tokens.end - 1);
    Some(Attribution {
        cue,
        speaker,
        addressee: addressee.map(|(span, _)| span),
        first,
        last: cue.max(end_of_chunk).max(addressee.map_or(0, |(_, last)| last)),
    })
}

/// `told reporters`: a verb whose object is who hears, named or not.
fn is_said_to(context: &Context<'_>, cue: usize) -> bool {
    context.syntax.is_verb_of(cue, VerbKind::Addresses)
}

/// The words that name a speaker: the name in or beside a phrase, else the phrase with its `of` phrase.
pub(super) fn name_of(context: &Context<'_>, chunk: usize) -> Span {
    let syntax = context.syntax;
    let tokens = syntax.chunk(chunk).tokens.clone();
    // `the NATO spokesman`: a post is no name, and what it is of belongs to the words.
    let head = name_at(context, syntax.chunk(chunk).head).filter(|name| name.kind == MentionKind::Name);
    if let Some(name) = head.filter(|name| name.entity_type == EntityType::Person) {
        return name.span;
    }
    if let Some(person) = bearer(context, syntax.span(tokens.clone())) {
        return person;
    }
    if let Some(person) = apposed_person(context, tokens.end) {
        return person;
    }
    if let Some(person) = person_before_apposition(context, tokens.clone()) {
        return person;
    }
    if let Some(name) = head {
        return name.span;
    }
    let has_of = tokens.end + 1 < syntax.words.len() && matches!(syntax.word(tokens.end), "of" | "for");
    let end = has_of
        .then(|| syntax.chunk_at(tokens.end + 1))
        .flatten()
        .map_or(tokens.end, |chunk| syntax.chunk(chunk).tokens.end);
    syntax.span(without_article(context, tokens.start..end))
}

/// `the secretary of the council of X, Y, said` and `Y, adviser to the president, at the same meeting praised it, saying`:
/// the person whose title or post the phrase is.
fn bearer(context: &Context<'_>, phrase: Span) -> Option<Span> {
    let segmented = context.syntax.segmented;
    let sentence = segmented.sentences[segmented.sentence_at(phrase.start)].span;
    let first = context.names.partition_point(|name| name.span.start < sentence.start);
    let names = context.names[first..].iter();
    let holds = |name: &&NameMention| {
        let role = name.role.as_ref().filter(|_| name.entity_type == EntityType::Person);
        role.is_some_and(|role| role.span.overlaps(phrase))
    };
    let mut near = names.take_while(|name| name.span.start < sentence.end);
    near.find(holds).map(|name| name.span)
}

/// `the ministry's spokesman, X,`: the person named behind the comma.
fn apposed_person(context: &Context<'_>, comma: usize) -> Option<Span> {
    let syntax = context.syntax;
    if comma + 1 >= syntax.words.len() || syntax.pos(comma) != Pos::Comma {
        return None;
    }
    let chunk = syntax.chunk_at(comma + 1)?;
    name_at(context, syntax.chunk(chunk).head)
        .filter(|name| name.entity_type == EntityType::Person)
        .map(|name| name.span)
}

/// `X, the envoy for Syria said`: the person named before the comma that an apposition with an article follows; in `met
/// with X, a Treasury spokesman said` another speaks.
fn person_before_apposition(context: &Context<'_>, tokens: Range<usize>) -> Option<Span> {
    let syntax = context.syntax;
    let comma = tokens.start.checked_sub(1)?;
    let is_apposed =
        syntax.pos(comma) == Pos::Comma && syntax.words[tokens.start].classes.has(FunctionClass::Determiner);
    let before = comma.checked_sub(1).filter(|_| is_apposed)?;
    let opening = syntax.chunk(syntax.chunk_at(before)?).tokens.start.checked_sub(1);
    if opening.is_some_and(|token| matches!(syntax.pos(token), Pos::Preposition | Pos::Verb)) {
        return None;
    }
    name_at(context, before)
        .filter(|name| name.entity_type == EntityType::Person)
        .map(|name| name.span)
}

fn without_article(context: &Context<'_>, tokens: Range<usize>) -> Range<usize> {
    let syntax = context.syntax;
    let first = tokens.start;
    let is_article = syntax.words[first].classes.has(FunctionClass::Determiner) && tokens.len() > 1;
    first + usize::from(is_article)..tokens.end
}

pub(super) fn name_at<'c>(context: &Context<'c>, token: usize) -> Option<&'c NameMention> {
    let span = context.syntax.segmented.tokens[token].span;
    name_over(context.names, span)
}
