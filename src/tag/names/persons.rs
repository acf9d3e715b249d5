//! Titles, given names and initials with the capitals after them → names of persons.

use std::ops::Range;

use super::candidate::{Candidate, Strength};
use super::words::Words;
use crate::document::{EntityType, TokenShape};
use crate::kb::WordClass;

/// Appends the persons of a sentence.
pub(super) fn find(words: &Words, marks: &[Option<EntityType>], sentence: usize, found: &mut Vec<Candidate>) {
    let tokens = words.document.sentences[sentence].tokens.clone();
    let scan = Scan {
        words,
        marks,
        end: tokens.end,
    };
    let mut token = tokens.start;
    while token < tokens.end {
        let person = scan
            .by_double_given_name(token)
            .or_else(|| {
                scan.by_given_name(token)
                    .filter(|person| person.strength > Strength::Guess)
            })
            .or_else(|| scan.after_title(token))
            .or_else(|| scan.by_given_name(token));
        token = person.as_ref().map_or(token + 1, |person| person.tokens.end);
        found.extend(person);
    }
}

/// Words that stand before names of persons.
const TITLE: WordClass = WordClass::ROLE_HEAD
    .or(WordClass::HONORIFIC)
    .or(WordClass::RANK)
    .or(WordClass::ROLE_PLURAL);

/// The longest name of a person has this many words (`Mohammed bin Salman bin Abdulaziz Al Saud`).
const MAX_WORDS: usize = 7;

struct Scan<'w, 'd> {
    words: &'w Words<'d>,
    marks: &'w [Option<EntityType>],
    end: usize,
}

impl Scan<'_, '_> {
    /// `President X Y`, `Gen. X`, `spokeswoman X Y`.
    fn after_title(&self, title: usize) -> Option<Candidate> {
        let words = self.words;
        let class = words.class(title);
        if !class.is(WordClass::ROLE_HEAD.or(WordClass::HONORIFIC)) {
            return None;
        }
        let first = self.skip_full_stop(title + 1)?;
        let run = self.name_from(first)?;
        let is_small = words.shape(title) == TokenShape::Lower;
        let is_one_word = run.len() == 1;
        // `Deputy Prime Minister X`: the title goes on.
        let is_modifier = words.is(first, WordClass::ROLE_MODIFIER.or(WordClass::PORTFOLIO));
        if is_one_word && is_modifier && run.end < self.end && words.is(run.end, WordClass::ROLE_HEAD) {
            return None;
        }
        // `analyst Reuters`, `owner Moscow`: a lone listed name after a small word is rarely a person.
        if self.marks[first].is_some_and(|mark| mark != EntityType::Person)
            && (is_one_word || !words.is(first, WordClass::GIVEN_NAME))
        {
            return None;
        }
        if !run.clone().all(|token| self.is_name_word(token, is_small)) {
            return None;
        }
        let strength = if is_one_word && words.is(first, WordClass::ORDINARY) && !words.is_reliable(first) {
            Strength::Weak
        } else {
            Strength::Solid
        };
        Some(Candidate::by_rule(
            run,
            EntityType::Person,
            strength,
            "person_title",
            title,
        ))
    }

    /// `Ali Shamkhani`, `J. K. Rowling`.
    fn by_given_name(&self, first: usize) -> Option<Candidate> {
        let words = self.words;
        let class = words.class(first);
        let shape = words.shape(first);
        if !words.is_capital(first) || (words.ends_name(first) && !self.is_given_month(first)) {
            return None;
        }
        let is_initial = shape == TokenShape::Initial && words.word(first).ends_with('.');
        // `Abu Musab al-Zarqawi`: a capital particle begins a name where a given name follows.
        let is_particle =
            class.is(WordClass::PARTICLE) && first + 1 < self.end && words.is(first + 1, WordClass::GIVEN_NAME);
        if !class.is(WordClass::GIVEN_NAME) && !is_initial && !is_particle {
            return None;
        }
        let run = self.name_from(first)?;
        let last = run.end - 1;
        if run.len() == 1 {
            return self.lone_given_name(first);
        }
        if is_initial && run.clone().all(|token| words.shape(token) == TokenShape::Initial) {
            return None;
        }
        let is_place = self.marks[first].is_some_and(EntityType::is_place);
        let is_doubtful = class.is(WordClass::ORDINARY) || is_place;
        let is_surname =
            words.is(last, WordClass::SURNAME.or(WordClass::GIVEN_NAME)) || !words.is(last, WordClass::ORDINARY);
        if is_place && !words.is(last, WordClass::SURNAME.or(WordClass::GIVEN_NAME)) {
            return None;
        }
        if !is_surname && (is_doubtful || !words.is_reliable(first)) {
            return None;
        }
        let strength = match (is_doubtful, is_surname) {
            (false, true) => Strength::Solid,
            (false, false) | (true, true) => Strength::Weak,
            (true, false) => return None,
        };
        run.clone()
            .all(|token| self.is_name_word(token, true))
            .then(|| Candidate::by_rule(run, EntityType::Person, strength, "given_name", first))
    }

    /// `Lau Siu-lai`, `Roh Seong-hyun`: a surname before a double given name whose second half is small.
    fn by_double_given_name(&self, surname: usize) -> Option<Candidate> {
        let words = self.words;
        let (given, hyphen, half) = (surname + 1, surname + 2, surname + 3);
        let is_unlisted = |token: usize| {
            words.shape(token) == TokenShape::Capitalised
                && words.word(token).len() <= 6
                && self.marks[token].is_none_or(|mark| mark == EntityType::Person)
                && !words.is(token, TITLE.or(WordClass::FUNCTION).or(WordClass::CALENDAR))
                && (words.is(token, WordClass::SURNAME) || !words.is(token, WordClass::ORDINARY))
        };
        let is_double = half < self.end
            && is_unlisted(surname)
            && is_unlisted(given)
            && words.is_hyphen(hyphen)
            && words.is_glued(given)
            && words.is_glued(hyphen)
            && !words.is(half, WordClass::ORDINARY)
            && is_second_half(words, given, half);
        is_double.then(|| {
            Candidate::by_rule(
                surname..half + 1,
                EntityType::Person,
                Strength::Solid,
                "given_name",
                given,
            )
        })
    }

    fn lone_given_name(&self, token: usize) -> Option<Candidate> {
        let words = self.words;
        let is_else = words.is(token, WordClass::ORDINARY) || self.marks[token].is_some();
        (!is_else && words.shape(token) == TokenShape::Capitalised).then(|| {
            Candidate::by_rule(
                token..token + 1,
                EntityType::Person,
                Strength::Guess,
                "given_name",
                token,
            )
        })
    }

    /// The words of a personal name from `first` on: capitals, initials, particles, hyphens.
    fn name_from(&self, first: usize) -> Option<Range<usize>> {
        let words = self.words;
        let mut end = first;
        let mut taken = 0;
        while end < self.end && taken < MAX_WORDS {
            if self.continues(first, end) {
                end += 1;
                taken += 1;
            } else if let Some(after) = self.after_particles(first, end) {
                end = after;
                taken += 1;
            } else if end > first
                && words.is_hyphen(end)
                && words.is_glued(end - 1)
                && words.is_glued(end)
                && end + 1 < self.end
                && (words.is_capital(end + 1) || is_second_half(words, end - 1, end + 1))
            {
                end += 2;
            } else {
                break;
            }
        }
        let ends_in_head = end > first
            && words
                .class(end - 1)
                .type_of_last()
                .is_some_and(|_| !words.is(end - 1, WordClass::SURNAME.or(WordClass::GIVEN_NAME)));
        (end > first && !ends_in_head).then_some(first..end)
    }

    /// The token is a capital that can belong to a name begun at `first`.
    fn continues(&self, first: usize, token: usize) -> bool {
        let words = self.words;
        if !words.is_capital(token) || (words.ends_name(token) && !(token == first && self.is_given_month(token))) {
            return false;
        }
        let class = words.class(token);
        let is_listed_elsewhere = match self.marks[token] {
            Some(EntityType::Group) => true,
            Some(EntityType::GeoPolitical) => !class.is(WordClass::GIVEN_NAME.or(WordClass::SURNAME)),
            Some(EntityType::Organisation | EntityType::NamedEvent) => true,
            _ => false,
        };
        if is_listed_elsewhere && token > first {
            return false;
        }
        let is_title = class.is(WordClass::ROLE_HEAD.or(WordClass::HONORIFIC).or(WordClass::ROLE_PLURAL));
        if is_title && !class.is(WordClass::GIVEN_NAME.or(WordClass::SURNAME)) {
            return false;
        }
        if class.is(WordClass::PORTFOLIO) && !class.is(WordClass::SURNAME) {
            return false;
        }
        match words.shape(token) {
            TokenShape::Capitalised | TokenShape::Initial => true,
            TokenShape::Upper => self.marks[token].is_none() || token == first,
            TokenShape::Mixed => words.word(token).starts_with(|c: char| c.is_uppercase()),
            _ => false,
        }
    }

    /// `bin Salman`, `al-Assad`, `van der Bellen` at `token`: the end of it.
    fn after_particles(&self, first: usize, token: usize) -> Option<usize> {
        let words = self.words;
        let mut at = token;
        let mut particles = 0;
        while at < self.end
            && particles < 3
            && words.is(at, WordClass::PARTICLE)
            && words.shape(at) == TokenShape::Lower
        {
            at += 1;
            particles += 1;
            if at < self.end && words.is_hyphen(at) && words.is_glued(at) {
                at += 1;
            }
        }
        // `y` and `e` only join names; a name cannot begin with an English article or pronoun.
        let is_start = token == first && words.is(token, WordClass::FUNCTION);
        (particles > 0 && !is_start && at < self.end && self.continues(first, at)).then_some(at + 1)
    }

    /// `Jan Pronk`, `April Glaspie`, but not `May 5`.
    fn is_given_month(&self, token: usize) -> bool {
        let words = self.words;
        let next = token + 1;
        words.is(token, WordClass::CALENDAR)
            && words.is(token, WordClass::GIVEN_NAME)
            && words.shape(token) == TokenShape::Capitalised
            && next < self.end
            && words.shape(next) == TokenShape::Capitalised
            && !words.is(next, WordClass::ORDINARY.or(WordClass::CALENDAR))
            && self.marks[next].is_none()
    }

    fn is_name_word(&self, token: usize, is_strict: bool) -> bool {
        let words = self.words;
        !words.is_capital(token)
            || words.is_named(token)
            || words.is(token, WordClass::GIVEN_NAME.or(WordClass::SURNAME))
            || (!is_strict && !words.is(token, WordClass::FUNCTION) && self.words.is_reliable(token))
    }

    fn skip_full_stop(&self, token: usize) -> Option<usize> {
        let words = self.words;
        let is_stop = token < self.end && words.word(token) == "." && words.is_glued(token - 1);
        let next = if is_stop { token + 1 } else { token };
        (next < self.end).then_some(next)
    }
}

/// The small second half of a double given name: `Ki-moon`, `Min-soon`.
fn is_second_half(words: &Words, first: usize, second: usize) -> bool {
    let is_short = |token: usize| words.word(token).len() <= 6;
    words.shape(second) == TokenShape::Lower
        && words.shape(first) == TokenShape::Capitalised
        && is_short(first)
        && is_short(second)
        && !words.is(second, WordClass::FUNCTION.or(WordClass::ACTING))
}
