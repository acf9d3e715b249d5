//! A trigger whose own phrases name no place → the nearest place of its sentence that it may have happened in.

use super::arguments::name_at;
use super::{Context, Frame, Reading};
use crate::document::{EntityType, EventStatus, EventType, NameMention, ParticipantRole};
use crate::kb::{ArgumentFrame, EntryKind};
use crate::tag::syntax::{Pos, is_direction};
use crate::text::Span;

/// The name of the place after a preposition of place (`in`, `near the town of`) that stands nearest to an act that
/// people do somewhere, in its clause or not far from it. Whoever takes part is no place.
pub(super) fn of(context: &Context<'_>, reading: &Reading) -> Option<Span> {
    let trigger = &reading.trigger;
    let is_told = !matches!(trigger.status, EventStatus::Negated | EventStatus::Hypothetical);
    if !is_told || !is_done_somewhere(trigger.event_type) || reading.is_by_phone() {
        return None;
    }
    let sentence = context.syntax.sentence(reading.candidate.tokens.start);
    let span = context.syntax.span(sentence);
    let first = context.names.partition_point(|name| name.span.end <= span.start);
    let names = context.names[first..].iter();
    let candidates = names
        .take_while(|name| name.span.start < span.end)
        .filter(|name| name.entity_type.is_place() && !takes_part(reading, name))
        .filter_map(|name| Some((distance(context, reading, name)?, name.span)));
    candidates.min().map(|(_, span)| span)
}

/// Words, promises and sanctions have no place but that of who speaks.
pub(super) fn is_done_somewhere(event_type: EventType) -> bool {
    use EventType::{Aid, Assault, Coerce, Consult, Mobilize, Protest, Retreat};
    matches!(
        event_type,
        Aid | Assault | Coerce | Consult | Mobilize | Protest | Retreat
    )
}

fn takes_part(reading: &Reading, name: &NameMention) -> bool {
    let mut arguments = reading.trigger.arguments.iter();
    arguments.any(|argument| argument.role != ParticipantRole::Place && argument.span.overlaps(name.span))
}

/// What it costs to get from the trigger to the phrase of the place; `None` where the name is no such phrase, behind
/// the border of a clause, or too far off.
fn distance(context: &Context<'_>, reading: &Reading, name: &NameMention) -> Option<usize> {
    const FARTHEST: usize = 16;
    let syntax = context.syntax;
    let tokens = syntax.segmented.tokens_in(name.span);
    // `in a US-led operation`
    let is_joined = syntax.words.get(tokens.end).is_some_and(|next| next.pos == Pos::Hyphen);
    if is_joined {
        return None;
    }
    let opening = place_phrase(context, tokens.start).filter(|&opening| !is_of_telling(context, opening))?;
    if is_of_topic(context, reading, opening) {
        return None;
    }
    let between = reading.up_to(&(opening..tokens.end));
    let mut cost = between.len();
    for token in between {
        match syntax.pos(token) {
            Pos::Break | Pos::Mark => return None,
            Pos::Subordinator | Pos::Relative => cost += 8,
            Pos::Verb | Pos::Modal => cost += 4,
            Pos::Comma => cost += 2,
            _ => {}
        }
    }
    (cost <= FARTHEST).then_some(cost)
}

/// `discussed the situation in Chad`: right behind what is spoken of.
fn is_of_topic(context: &Context<'_>, reading: &Reading, opening: usize) -> bool {
    let Frame::Verb(predicate) = &reading.frame else {
        return false;
    };
    let rule = &context.kb.events.rules[reading.candidate.rule];
    let ends_here = |&chunk: &usize| context.syntax.chunk(chunk).tokens.end == opening;
    rule.frame == ArgumentFrame::Topic && predicate.objects.iter().any(ends_here)
}

/// `said in Oslo`, `told reporters in Oslo`: where it is told, not where it happened.
fn is_of_telling(context: &Context<'_>, opening: usize) -> bool {
    let syntax = context.syntax;
    let Some(before) = opening.checked_sub(1) else {
        return false;
    };
    let addressee = syntax.chunk_at(before).map(|chunk| syntax.chunk(chunk).clone());
    let hears = |word: &str| matches!(word, "reporters" | "journalists" | "newsmen");
    match addressee.filter(|chunk| hears(syntax.word(chunk.head))) {
        Some(chunk) => chunk.tokens.start > 0 && syntax.reports(chunk.tokens.start - 1),
        None => syntax.reports(before),
    }
}

/// The preposition that opens the phrase of a place: right before its noun phrase, or before the one that it is the
/// name of (`in the town of X`, `in the capital, X`).
fn place_phrase(context: &Context<'_>, token: usize) -> Option<usize> {
    let syntax = context.syntax;
    let chunk = syntax.chunk_at(token)?;
    let first = syntax.chunk(chunk).tokens.start;
    let head = syntax.chunk(chunk).head;
    // `the gate of the U.S. compound`
    if token < head && is_kept_abroad(syntax.word(head)) {
        return None;
    }
    if token > first && borders(syntax.word(token - 1)) {
        return None;
    }
    // `in the Iran initiative`
    if modifies(context, token, head) && !names_kind_of_place(context, head) {
        return None;
    }
    let before = first.checked_sub(1)?;
    if is_placing(syntax.word(before)) {
        return Some(before);
    }
    let outer = syntax.chunk_at(before.checked_sub(1)?)?;
    let names_it = match syntax.pos(before) {
        Pos::Comma => names_kind_of_place(context, syntax.chunk(outer).head),
        _ => syntax.word(before) == "of" && !syntax.grammar.is_bidding(syntax.key(syntax.chunk(outer).head)),
    };
    let before = syntax.chunk(outer).tokens.start.checked_sub(1)?;
    (names_it && is_placing(syntax.word(before))).then_some(before)
}

/// The name of a state that stands as a bare modifier before the noun of its phrase.
fn modifies(context: &Context<'_>, token: usize, head: usize) -> bool {
    let Some(name) = name_at(context, token) else {
        return false;
    };
    let end = context.syntax.segmented.tokens_in(name.span).end;
    is_state(context, name) && end <= head && context.syntax.pos(end) != Pos::Genitive
}

/// A name for a state, or one that the lists do not know and that is no place.
pub(super) fn is_state(context: &Context<'_>, name: &NameMention) -> bool {
    let first = name.candidates.first();
    first.map_or(!name.entity_type.is_place(), |&id| {
        context.kb.entry(id).kind == EntryKind::Country
    })
}

/// A house or camp that a state keeps elsewhere, too: `embassy`, `base`.
pub(super) fn is_kept_abroad(word: &str) -> bool {
    const KEPT: [&str; 13] = [
        "airbase",
        "base",
        "camp",
        "center",
        "centre",
        "checkpoint",
        "compound",
        "consulate",
        "embassy",
        "headquarters",
        "mission",
        "outpost",
        "prison",
    ];
    KEPT.contains(&word) || word.strip_suffix('s').is_some_and(|word| KEPT.contains(&word)) || word == "embassies"
}

/// `town`, `capital`, `province`.
pub(super) fn names_kind_of_place(context: &Context<'_>, token: usize) -> bool {
    let class = context.kb.words.class(context.syntax.key(token));
    context.syntax.pos(token) == Pos::Noun && class.type_of_last().is_some_and(EntityType::is_place)
}

/// `a district bordering X` is not in X.
pub(super) fn borders(word: &str) -> bool {
    matches!(word, "bordering" | "facing")
}

/// `in`, `near`: prepositions that say where something is.
pub(super) fn is_placing(word: &str) -> bool {
    const PLACING: [&str; 10] = [
        "in",
        "at",
        "near",
        "outside",
        "inside",
        "around",
        "across",
        "throughout",
        "along",
        "within",
    ];
    PLACING.iter().any(|known| word.eq_ignore_ascii_case(known)) || is_direction(word)
}
