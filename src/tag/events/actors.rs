//! A phrase → is it somebody or something that can act?

use std::ops::Range;

use super::Context;
use crate::document::{EntityType, EventType, TokenShape, name_over};
use crate::kb::{CueKind, WordClass};
use crate::tag::syntax::{Pos, Syntax};

/// A name of someone who can act, a noun for one, or a pronoun.
pub(super) fn is_actor(context: &Context<'_>, chunk: usize) -> bool {
    let syntax = context.syntax;
    let head = syntax.chunk(chunk).head;
    match syntax.pos(head) {
        Pos::Pronoun => !matches!(syntax.word(head), "this" | "This" | "that" | "That" | "these" | "These"),
        Pos::Name => !is_thing(context, head) && !is_capitalised_word(context, head),
        // `Hundreds gathered`
        Pos::Number => matches!(
            syntax.word(head).to_ascii_lowercase().as_str(),
            "dozens" | "hundreds" | "millions" | "scores" | "tens" | "thousands"
        ),
        // `a state of emergency`
        _ if syntax.word(head) == "state" && is_condition(syntax, head) => false,
        // `each other`; `two others` are somebody.
        _ if syntax.word(head) == "other" => false,
        _ => {
            syntax.actor(head).is_some()
                || holds_body(context, chunk)
                || is_somebody(syntax, chunk)
                || owner(context, chunk).is_some()
        }
    }
}

/// `the dealer, who was shot`: whatever `who` is said of is a person.
fn is_somebody(syntax: &Syntax<'_>, chunk: usize) -> bool {
    let end = syntax.chunk(chunk).tokens.end;
    let limit = syntax.sentence(end - 1).end;
    let next = (end..limit).find(|&token| syntax.pos(token) != Pos::Comma);
    next.is_some_and(|next| syntax.pos(next) == Pos::Relative && matches!(syntax.word(next), "who" | "whom"))
}

/// `state of emergency`, `state of war`.
fn is_condition(syntax: &Syntax<'_>, state: usize) -> bool {
    let end = syntax.sentence(state).end;
    let what = (state + 2 < end && syntax.word(state + 1) == "of").then(|| syntax.word(state + 2));
    matches!(
        what,
        Some("alert" | "emergency" | "siege" | "war" | "disaster" | "calamity" | "affairs")
    )
}

/// `the leadership of the party`, `a U.S. plan`: whose a noun is that names nobody, behind its `of` or before it.
pub(super) fn owner(context: &Context<'_>, chunk: usize) -> Option<Range<usize>> {
    let syntax = context.syntax;
    let tokens = syntax.chunk(chunk).tokens.clone();
    let head = syntax.chunk(chunk).head;
    let is_act = !context.kb.events.starts(syntax.key(head)).is_empty();
    if syntax.pos(head) != Pos::Noun || is_weapon(context, chunk) {
        return None;
    }
    if syntax.grammar.cue(syntax.key(head), CueKind::Noun).is_some() {
        let name = tokens.clone().find(|&token| names_actor(context, token))?;
        let rest = (name..tokens.end).take_while(|&token| same_name(context, name, token));
        return Some(name..name + rest.count());
    }
    let limit = syntax.sentence(head).end;
    let is_definite = matches!(syntax.pos(tokens.start), Pos::Determiner | Pos::Possessive);
    if is_act || !is_definite || tokens.end + 1 >= limit || syntax.word(tokens.end) != "of" {
        return None;
    }
    let behind = syntax.chunk(syntax.chunk_at(tokens.end + 1)?).clone();
    is_body(context, behind.head).then_some(tokens.start..behind.tokens.end)
}

/// Do two tokens belong to one name?
fn same_name(context: &Context<'_>, first: usize, token: usize) -> bool {
    let tokens = &context.syntax.segmented.tokens;
    let index = context
        .names
        .partition_point(|name| name.span.end <= tokens[first].span.start);
    context
        .names
        .get(index)
        .is_some_and(|name| name.span.overlaps(tokens[token].span))
}

/// Is a token part of the name of a state, body, group or person?
fn names_actor(context: &Context<'_>, token: usize) -> bool {
    let span = context.syntax.segmented.tokens[token].span;
    name_over(context.names, span).is_some_and(|name| {
        matches!(
            name.entity_type,
            EntityType::Organisation | EntityType::Group | EntityType::Person | EntityType::GeoPolitical
        )
    })
}

/// `the Shin Bet security service`: a body's name directly before an unknown head.
fn holds_body(context: &Context<'_>, chunk: usize) -> bool {
    let syntax = context.syntax;
    let tokens = syntax.chunk(chunk).tokens.clone();
    let has_genitive = tokens.clone().any(|token| syntax.pos(token) == Pos::Genitive);
    let key = syntax.key(syntax.chunk(chunk).head);
    !has_genitive && context.kb.events.starts(key).is_empty() && tokens.into_iter().any(|token| is_body(context, token))
}

fn is_body(context: &Context<'_>, token: usize) -> bool {
    let span = context.syntax.segmented.tokens[token].span;
    name_over(context.names, span).is_some_and(|name| name.entity_type == EntityType::Organisation)
}

/// A named work or place without a government.
fn is_thing(context: &Context<'_>, token: usize) -> bool {
    let span = context.syntax.segmented.tokens[token].span;
    name_over(context.names, span).is_some_and(|name| {
        matches!(
            name.entity_type,
            EntityType::Product | EntityType::NamedEvent | EntityType::Facility
        )
    })
}

/// `Statement` in a title: an ordinary word that is no name and tells nobody.
fn is_capitalised_word(context: &Context<'_>, token: usize) -> bool {
    let syntax = context.syntax;
    let is_named = name_over(context.names, syntax.segmented.tokens[token].span).is_some();
    let is_ordinary = context.kb.words.class(syntax.key(token)).is(WordClass::ORDINARY);
    is_ordinary && !is_named && syntax.actor(token).is_none() && is_in_capitals(syntax, token)
}

/// `Statement on Forces in the Campaign`: a line without a full stop whose words all have capitals but for those of
/// grammar.
fn is_in_capitals(syntax: &Syntax<'_>, token: usize) -> bool {
    let sentence = syntax.sentence(token);
    let is_open = syntax.segmented.tokens[sentence.end - 1].shape != TokenShape::Punctuation;
    let is_plain = |token: usize| {
        syntax.segmented.tokens[token].shape == TokenShape::Lower && syntax.words[token].classes.is_empty()
    };
    is_open && !sentence.clone().any(is_plain)
}

pub(super) fn is_military(context: &Context<'_>, chunk: usize) -> bool {
    let syntax = context.syntax;
    let actor = syntax.actor(syntax.chunk(chunk).head);
    actor.is_some_and(|actor| actor.sector == "MIL")
}

pub(super) fn is_official(context: &Context<'_>, chunk: usize) -> bool {
    const SECTORS: [&str; 8] = ["GOV", "MIL", "IGO", "LEG", "OPP", "PTY", "UNS", "REL"];
    let syntax = context.syntax;
    let head = syntax.chunk(chunk).head;
    match syntax.pos(head) {
        Pos::Pronoun => !matches!(syntax.word(head), "it" | "It" | "this" | "that" | "you"),
        Pos::Name => is_actor(context, chunk),
        _ => {
            let actor = syntax.actor(head);
            actor.is_some_and(|actor| SECTORS.contains(&actor.sector.as_str()))
                || (actor.is_none() && owner(context, chunk).is_some())
        }
    }
}

/// `a statement urging`, `the report said`: a text speaks for whoever wrote it.
pub(super) fn is_work(context: &Context<'_>, chunk: usize) -> bool {
    let head = context.syntax.chunk(chunk).head;
    context.kb.cues.is_work(context.syntax.key(head))
}

pub(super) fn is_place(context: &Context<'_>, chunk: usize) -> bool {
    let span = context.syntax.segmented.tokens[context.syntax.chunk(chunk).head].span;
    name_over(context.names, span).is_some_and(|name| name.entity_type.is_place())
}

pub(super) fn is_weapon(context: &Context<'_>, chunk: usize) -> bool {
    let key = context.syntax.key(context.syntax.chunk(chunk).head);
    let starts = context.kb.events.starts(key);
    let is_attack = starts.iter().any(|start| {
        let rule = context.kb.events.patterns[start.pattern].rule;
        context.kb.events.rules[rule].event_type == EventType::Assault
    });
    is_attack || context.syntax.grammar.is_weapon(key)
}
