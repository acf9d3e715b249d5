//! Names of the rules and names of the model → the names of the document: the one place that says whom to trust.
//!
//! The model has seen what the rules found (it is part of its evidence), so its word counts first:
//!
//! 1. A name on which both agree, span and kind, keeps what the lists know of it, with the model's confidence.
//! 2. Where they differ in span or type and the lists know the rule's name for certain, it stands unless the
//!    model is [`SURE`].
//!    The same is asked of a name that is a single dictionary word (`Members`, `Foreign`).
//! 3. A name of the model that holds shorter names of the rules whole (`UN Environment`) counts from [`WHOLE`] on.
//! 4. Against patterns and doubtful listings, and where the rules find nothing, a name of the model counts
//!    from [`LIKELY`] on. The lists are then asked what they know by these words under this type.
//! 5. A name of the rules alone counts unless it is a guess, or a doubtful word right after another capital.
//!
//! Titles before persons, articles and possessives are cut off the model's names first: they are no part
//! of a name here. [`super::consistency`] then makes the document agree with itself.

use std::ops::Range;

use super::candidate::{Candidate, Strength};
use super::gazetteer;
use super::words::Words;
use crate::document::{EntityType, TokenShape};
use crate::kb::WordClass;

/// From this confidence on the model overrules what the lists know for certain, and makes a name of a
/// dictionary word.
const SURE: f32 = 0.65;
/// From this confidence on a name of the model counts against shorter names inside it: to cut a name in two is
/// hardly ever right.
const WHOLE: f32 = 0.2;
/// From this confidence on a name of the model counts.
const LIKELY: f32 = 0.32;

/// Joins both lists, each ascending and without overlaps; so is the result.
pub(super) fn join(words: &Words, ruled: Vec<Candidate>, learned: Vec<Candidate>) -> Vec<Candidate> {
    let mut names: Vec<Candidate> = Vec::with_capacity(ruled.len().max(learned.len()));
    let mut rules = ruled.into_iter().peekable();
    for name in learned.into_iter().filter_map(|name| peeled(words, name)) {
        while let Some(rule) = rules.next_if(|rule| rule.tokens.end <= name.tokens.start) {
            names.extend(Some(rule).filter(|rule| stands_alone(rule) && !is_split(words, rule)));
        }
        let mut rivals = Vec::new();
        while let Some(rule) = rules.next_if(|rule| rule.tokens.start < name.tokens.end) {
            rivals.push(rule);
        }
        let floor = names.last().map_or(0, |last| last.tokens.end);
        if name.tokens.start >= floor {
            settle(words, name, rivals, &mut names);
        } else {
            names.extend(
                rivals
                    .into_iter()
                    .filter(|rule| rule.tokens.start >= floor && stands_alone(rule)),
            );
        }
    }
    names.extend(rules.filter(|rule| stands_alone(rule) && !is_split(words, rule)));
    names
}

fn stands_alone(rule: &Candidate) -> bool {
    rule.strength > Strength::Guess
}

/// A doubtful listed word of the rules alone that stands right after another capital: part of a name that
/// nobody knows (`Kowloon West`, `Captain America`).
fn is_split(words: &Words, rule: &Candidate) -> bool {
    let first = rule.tokens.start;
    rule.tokens.len() == 1
        && !rule.ids.is_empty()
        && rule.strength < Strength::Solid
        && first > 0
        && words.is_capital(first - 1)
        && words.is_reliable(first)
}

/// Decides between a name of the model and the rules' names that overlap it.
fn settle(words: &Words, name: Candidate, rivals: Vec<Candidate>, names: &mut Vec<Candidate>) {
    let is_same = rivals.len() == 1 && rivals[0].tokens == name.tokens && agree(&rivals[0], &name);
    if is_same {
        names.extend(rivals.into_iter().map(|rule| agreed(rule, &name)));
        return;
    }
    if name.score >= needed(words, &name, &rivals) {
        names.push(known(words, name));
    } else {
        names.extend(rivals.into_iter().filter(stands_alone));
    }
}

/// The confidence from which a name of the model counts against these rivals.
fn needed(words: &Words, name: &Candidate, rivals: &[Candidate]) -> f32 {
    let is_known = rivals.iter().any(|rule| rule.is_solid() && !rule.ids.is_empty());
    let first = name.tokens.start;
    if !rivals.is_empty() && rivals.iter().all(|rule| is_part(rule, name)) {
        return WHOLE;
    }
    let is_plain = name.tokens.len() == 1 && words.is(first, WordClass::ORDINARY) && !words.is_reliable(first);
    if is_known || is_plain { SURE } else { LIKELY }
}

/// The rule's name is a stretch inside the model's.
fn is_part(rule: &Candidate, name: &Candidate) -> bool {
    rule.tokens.len() < name.tokens.len()
        && rule.tokens.start >= name.tokens.start
        && rule.tokens.end <= name.tokens.end
}

fn agree(rule: &Candidate, name: &Candidate) -> bool {
    rule.entity_type == name.entity_type || (rule.entity_type.is_place() && name.entity_type.is_place())
}

/// The rule's name with the model's confidence; of a place that was guessed the model tells the kind.
fn agreed(rule: Candidate, name: &Candidate) -> Candidate {
    let entity_type = if stands_alone(&rule) {
        rule.entity_type
    } else {
        name.entity_type
    };
    Candidate {
        score: name.score,
        strength: rule.strength.max(name.strength),
        entity_type,
        ..rule
    }
}

/// The model's name with what the lists know by it.
fn known(words: &Words, name: Candidate) -> Candidate {
    Candidate {
        ids: gazetteer::readings_as(words, &name.tokens, name.entity_type),
        ..name
    }
}

/// Where a name ends whose last word goes on after a hyphen with a small half that is no word: `Chung-tai`.
fn with_second_half(words: &Words, end: usize) -> usize {
    let half = end + 1;
    let is_half = half < words.document.tokens.len()
        && words.is_hyphen(end)
        && words.is_glued(end - 1)
        && words.is_glued(end)
        && words.shape(half) == TokenShape::Lower
        && !words.is(half, WordClass::ORDINARY.or(WordClass::FUNCTION));
    if is_half { half + 1 } else { end }
}

/// Without titles, article and possessive; `None` where nothing is left.
fn peeled(words: &Words, name: Candidate) -> Option<Candidate> {
    if name.entity_type == EntityType::Group && gazetteer::is_of_money(words, &name.tokens) {
        return None;
    }
    let Range { mut start, mut end } = name.tokens;
    if name.entity_type == EntityType::Person {
        end = with_second_half(words, end);
    }
    if words.is_possessive(end - 1) {
        end -= 1;
    }
    // `the US Treasury against`: no name ends in a small function word.
    while start < end && words.shape(end - 1) == TokenShape::Lower && words.is(end - 1, WordClass::FUNCTION) {
        end -= 1;
    }
    if start < end && words.is_article(start) && name.entity_type != EntityType::GeoPolitical {
        start += 1;
    }
    let is_title = |token: usize| {
        let class = words.class(token);
        let is_office = class.is(WordClass::ROLE_HEAD
            .or(WordClass::HONORIFIC)
            .or(WordClass::RANK)
            .or(WordClass::ROLE_MODIFIER));
        (is_office && !class.is(WordClass::GIVEN_NAME.or(WordClass::SURNAME))) || words.word(token) == "."
    };
    while name.entity_type == EntityType::Person && start < end && is_title(start) {
        start += 1;
    }
    (start < end).then_some(Candidate {
        tokens: start..end,
        ..name
    })
}
