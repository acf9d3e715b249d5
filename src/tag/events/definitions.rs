//! A sentence → does it say what a word means? Such a sentence tells no act: `A veto is the power to stop a decision`.

use std::ops::Range;

use crate::tag::syntax::{Pos, Syntax};

/// Nouns for words, and verbs that say what they mean or where they come from.
const WORDS: [&str; 5] = ["expression", "name", "phrase", "term", "word"];
const MEANS: [&str; 8] = [
    "comes",
    "came",
    "denotes",
    "derives",
    "describes",
    "means",
    "originates",
    "refers",
];

pub(super) fn is_definition(syntax: &Syntax<'_>, tokens: &Range<usize>) -> bool {
    let is_said = || tokens.clone().any(|token| syntax.reports(token));
    (defines(syntax, tokens) || explains_word(syntax, tokens) || names_book(syntax, tokens)) && !is_said()
}

/// `A treaty between states is an instrument that …`, `Capitulation means a surrender that …`
fn defines(syntax: &Syntax<'_>, tokens: &Range<usize>) -> bool {
    // `In military usage, capitulation means …`
    let comma = tokens.clone().find(|&token| syntax.pos(token) == Pos::Comma);
    let start = match comma {
        Some(comma) if matches!(syntax.word(tokens.start), "In" | "Under") => comma + 1,
        _ => tokens.start,
    };
    let Some(verb) = (start..tokens.end).find(|&token| matches!(syntax.pos(token), Pos::Be | Pos::Verb | Pos::Have))
    else {
        return false;
    };
    let is_subject = verb > start && (start..verb).all(|token| is_nominal(syntax, token));
    // `Conscription is the compulsory enrolment of …`
    let is_bare = verb == start + 1 && syntax.pos(start) == Pos::Noun;
    let opens_generically = is_bare || matches!(syntax.word(start), "A" | "An" | "a" | "an");
    let next = (verb + 1 < tokens.end).then(|| syntax.word(verb + 1));
    // `A visit is the first step`
    let is_ranked = verb + 2 < tokens.end && syntax.grammar.is_ordinal(syntax.key(verb + 2));
    let names_kind = matches!(next, Some("a" | "an" | "any" | "the")) && !is_ranked;
    let is_being = syntax.word(verb) == "is" && opens_generically;
    is_subject && names_kind && (is_being || matches!(syntax.word(verb), "means" | "denotes"))
}

/// A part of a phrase that speaks of no one thing: `a treaty between states`, but not `a visit to Lima`.
fn is_nominal(syntax: &Syntax<'_>, token: usize) -> bool {
    let pos = syntax.pos(token);
    if pos == Pos::Name {
        return false;
    }
    matches!(pos, Pos::Determiner | Pos::Preposition | Pos::Hyphen | Pos::Conjunction)
        || syntax.chunk_at(token).is_some()
}

/// `The word curfew comes from the Old French for …`
fn explains_word(syntax: &Syntax<'_>, tokens: &Range<usize>) -> bool {
    let mut words = tokens.clone().map(|token| syntax.word(token));
    let opens = matches!(words.next(), Some("The" | "the")) && words.next().is_some_and(|word| WORDS.contains(&word));
    opens && words.any(|word| MEANS.contains(&word))
}

/// `A massacre, in the dictionary's definition, is …`
fn names_book(syntax: &Syntax<'_>, tokens: &Range<usize>) -> bool {
    let mut words = tokens.clone().map(|token| syntax.word(token));
    words.any(|word| matches!(word, "definition" | "dictionary" | "glossary" | "textbook"))
}
