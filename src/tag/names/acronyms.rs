//! A name beside its acronym in brackets → both, each pointing at the other
//! (`Shanghai Cooperation Organization (SCO)`, `SCO (Shanghai Cooperation Organization)`).

use std::ops::Range;

use super::candidate::{Candidate, Strength};
use super::words::Words;
use crate::document::{EntityType, TokenShape};
use crate::kb::WordClass;

/// Appends full names and acronyms defined in a sentence. `found` holds the sentence's other
/// candidates from `from` on: one of them that fits is taken as the full name.
pub(super) fn find(words: &Words, sentence: usize, from: usize, found: &mut Vec<Candidate>) {
    let tokens = words.document.sentences[sentence].tokens.clone();
    for open in tokens.clone() {
        if words.word(open) != "(" || open == tokens.start {
            continue;
        }
        let Some(acronym) = acronym_after(words, open, tokens.end) else {
            continue;
        };
        let letters = letters_of(words.word(acronym));
        let known = found[from..].iter().find(|candidate| {
            candidate.tokens.end == open
                && candidate.tokens.len() > 1
                && initials_fit(words, &candidate.tokens, &letters)
        });
        let (full, entity_type) = match known {
            Some(candidate) => (candidate.tokens.clone(), candidate.entity_type),
            None => match full_name_before(words, tokens.start, open, &letters) {
                Some(full) => (full, EntityType::Organisation),
                None => continue,
            },
        };
        let same_as = |tokens: Range<usize>, other: Range<usize>| Candidate {
            same_as: Some(other),
            ..Candidate::by_rule(tokens, entity_type, Strength::Solid, "acronym", acronym)
        };
        let short = acronym..acronym + 1;
        found.push(same_as(short.clone(), full.clone()));
        if !found[from..].iter().any(|candidate| candidate.tokens == full) {
            found.push(same_as(full, short));
        }
    }
}

/// The lone acronym between `open` and a closing bracket (`(SCO)`, `(“SCO”)`, `(SCO) …`).
fn acronym_after(words: &Words, open: usize, end: usize) -> Option<usize> {
    let is_mark = |token: usize| matches!(words.word(token), "\"" | "“" | "”" | "'" | "‘" | "’");
    let mut token = open + 1;
    if token < end && is_mark(token) {
        token += 1;
    }
    if token >= end || !is_acronym(words, token) {
        return None;
    }
    let mut close = token + 1;
    if close < end && is_mark(close) {
        close += 1;
    }
    (close < end && matches!(words.word(close), ")" | "," | ";")).then_some(token)
}

fn is_acronym(words: &Words, token: usize) -> bool {
    let word = words.word(token);
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    matches!(
        words.shape(token),
        TokenShape::Upper | TokenShape::Mixed | TokenShape::Capitalised
    ) && (2..=8).contains(&capitals)
        && capitals * 2 > word.chars().filter(|c| c.is_alphabetic()).count()
}

fn letters_of(acronym: &str) -> Vec<char> {
    acronym
        .chars()
        .filter(|c| c.is_uppercase())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The capitals' initials spell the acronym; small connecting words may count or not.
fn initials_fit(words: &Words, tokens: &Range<usize>, letters: &[char]) -> bool {
    let mut left = letters.iter().peekable();
    for token in tokens.clone() {
        let Some(initial) = words.word(token).chars().next().and_then(|c| c.to_lowercase().next()) else {
            continue;
        };
        if left.peek().is_some_and(|&&letter| letter == initial) {
            left.next();
        } else if words.is_capital(token) && !words.is(token, WordClass::CONNECTOR) && left.peek().is_some() {
            let is_prefix = words.class(token).is(WordClass::ORG_MODIFIER) || token == tokens.start;
            if !is_prefix {
                return false;
            }
        }
    }
    left.next().is_none()
}

/// The shortest run of words before `open` whose initials spell the acronym.
fn full_name_before(words: &Words, start: usize, open: usize, letters: &[char]) -> Option<Range<usize>> {
    let mut left = letters.len();
    let mut token = open;
    while left > 0 && token > start {
        token -= 1;
        if !words.is_capital(token) {
            let is_joint = words.is(token, WordClass::CONNECTOR.or(WordClass::FUNCTION)) || words.is_hyphen(token);
            if !is_joint {
                return None;
            }
            continue;
        }
        let initial = words.word(token).chars().next()?.to_lowercase().next()?;
        if initial != letters[left - 1] {
            return None;
        }
        left -= 1;
    }
    (left == 0 && open - token > 1).then_some(token..open)
}
