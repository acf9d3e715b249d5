//! Capitals that nothing else explains → guessed names, by shape and neighbours.

use std::ops::Range;

use super::candidate::{Candidate, Strength};
use super::gazetteer;
use super::words::{Casing, Words};
use crate::document::{EntityType, TokenShape};
use crate::kb::WordClass;

/// Appends guesses for the runs of capitals that `names` leave over.
pub(super) fn find(words: &Words, names: &[Candidate], found: &mut Vec<Candidate>) {
    let mut covered = vec![false; words.document.tokens.len()];
    for name in names {
        covered[name.tokens.clone()].fill(true);
    }
    for (index, sentence) in words.document.sentences.iter().enumerate() {
        if words.casing(index) != Casing::Sentence {
            continue;
        }
        let mut token = sentence.tokens.start;
        while token < sentence.tokens.end {
            let run = run_from(words, &covered, token, sentence.tokens.end);
            if run.is_empty() {
                token += 1;
                continue;
            }
            token = run.end;
            found.extend(guess(words, run, &sentence.tokens));
        }
    }
}

/// Capitals in a row, not covered, each no accident of position.
fn run_from(words: &Words, covered: &[bool], first: usize, end: usize) -> Range<usize> {
    let mut stop = first;
    let opens_with_particle = first + 2 < end
        && words.is(first, WordClass::PARTICLE)
        && !covered[first]
        && words.is_hyphen(first + 1)
        && words.is_glued(first)
        && words.is_glued(first + 1)
        && words.is_capital(first + 2);
    if opens_with_particle && words.is_named(first + 2) {
        stop += 3;
    }
    while stop < end {
        let is_word = !covered[stop] && words.is_named(stop) && !words.ends_name(stop) && !is_title(words, stop);
        let is_inner_hyphen = stop > first
            && words.is_hyphen(stop)
            && words.is_glued(stop - 1)
            && words.is_glued(stop)
            && stop + 1 < end
            && !covered[stop + 1]
            && words.is_capital(stop + 1);
        if is_word || is_inner_hyphen {
            stop += 1;
        } else if let Some(after) = after_particle(words, covered, first, stop, end) {
            stop = after;
        } else {
            break;
        }
    }
    first..stop
}

/// ` al-Falluji` after a word of the run: the end of it.
fn after_particle(words: &Words, covered: &[bool], first: usize, token: usize, end: usize) -> Option<usize> {
    let is_particle = token > first && words.is(token, WordClass::PARTICLE) && !words.is(token, WordClass::FUNCTION);
    let is_hyphened = is_particle && token + 2 < end && words.is_hyphen(token + 1);
    (is_hyphened && words.is_capital(token + 2) && !covered[token + 2]).then_some(token + 3)
}

fn is_title(words: &Words, token: usize) -> bool {
    words.is(
        token,
        WordClass::ROLE_HEAD.or(WordClass::ROLE_PLURAL).or(WordClass::HONORIFIC),
    )
}

fn guess(words: &Words, run: Range<usize>, sentence: &Range<usize>) -> Option<Candidate> {
    if gazetteer::is_field_of_office(words, &run) {
        return None;
    }
    let entity_type = type_of(words, &run, sentence)?;
    let first = run.start;
    // A surname beside `area` or after `in` is the town of that name, where there is one.
    let ids = match entity_type.is_place() {
        true => gazetteer::readings_as(words, &run, entity_type),
        false => Vec::new(),
    };
    Some(Candidate {
        ids,
        ..Candidate::by_rule(run, entity_type, Strength::Guess, "guess", first)
    })
}

fn type_of(words: &Words, run: &Range<usize>, sentence: &Range<usize>) -> Option<EntityType> {
    if let Some(place) = place_by_noun(words, run, sentence) {
        return Some(place);
    }
    let has_ordinary = run.clone().any(|token| words.is(token, WordClass::ORDINARY));
    let before = run.start.checked_sub(1).filter(|&before| before >= sentence.start);
    let is_after_place_cue =
        before.is_some_and(|before| words.is(before, WordClass::PLACE_CUE.or(WordClass::PATH_CUE)));
    let is_told = before.is_some_and(|before| words.is(before, WordClass::ACTING));
    let acts = run.end < sentence.end && words.is(run.end, WordClass::ACTING);
    let is_surnamed = words.is(run.end - 1, WordClass::SURNAME);
    let is_one = run.len() == 1
        || (run.len() == 3 && words.is(run.start, WordClass::PARTICLE) && words.is_hyphen(run.start + 1));
    if is_one {
        let token = run.end - 1;
        let shape = words.shape(token);
        let is_upper = shape == TokenShape::Upper;
        return match () {
            () if words.is(token, WordClass::NO_NAME) || words.word(token).len() < 3 => None,
            () if is_upper && !has_ordinary && words.word(token).len() <= 10 => Some(EntityType::Organisation),
            () if has_ordinary || shape != TokenShape::Capitalised => None,
            () if is_after_place_cue => Some(EntityType::GeoPolitical),
            () if acts || is_told || is_surnamed => Some(EntityType::Person),
            () => None,
        };
    }
    let capitals = run.clone().filter(|&token| words.is_capital(token)).count();
    if words.is(run.start, WordClass::PARTICLE) && words.shape(run.start) == TokenShape::Capitalised {
        return Some(EntityType::Person);
    }
    let is_plain = run
        .clone()
        .all(|token| words.is(token, WordClass::ORDINARY) || words.is_hyphen(token));
    match () {
        () if is_plain => None,
        () if is_after_place_cue && !is_surnamed => Some(EntityType::GeoPolitical),
        () if has_ordinary => (capitals <= 4 && !is_surnamed).then_some(EntityType::Organisation),
        () if capitals <= 3 => Some(EntityType::Person),
        () => None,
    }
}

/// `… province`, `the town of …`, `the capital, …`: a common noun beside the run says that it is a place.
fn place_by_noun(words: &Words, run: &Range<usize>, sentence: &Range<usize>) -> Option<EntityType> {
    let place_noun = |token: usize| {
        let is_small = words.shape(token) == TokenShape::Lower;
        words
            .class(token)
            .type_of_last()
            .filter(|noun| is_small && noun.is_place())
    };
    let after = (run.end < sentence.end).then(|| place_noun(run.end)).flatten();
    if let Some(noun) = after.filter(|_| run.len() <= 3) {
        return Some(if noun == EntityType::Facility {
            return None;
        } else {
            noun
        });
    }
    let before = run.start.checked_sub(2).filter(|&noun| noun >= sentence.start)?;
    let is_linked = matches!(words.word(run.start - 1), "of" | ",");
    let noun = place_noun(before).filter(|noun| is_linked && *noun != EntityType::Facility)?;
    (words.word(run.start - 1) == "of" || noun == EntityType::GeoPolitical).then_some(noun)
}
