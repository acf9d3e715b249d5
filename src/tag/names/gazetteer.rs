//! Names of the knowledge base in the text → candidates with every reading.

use super::candidate::{Candidate, Evidence, Strength};
use super::words::{Casing, Words};
use crate::document::{EntityType, TokenShape};
use crate::kb::{EntryKind, GazetteerMatch, KbId, KnowledgeBase, NameEntry, NameKind, WordClass};

/// Appends the listed names of a sentence, leftmost longest.
pub(super) fn find(words: &Words, sentence: usize, found: &mut Vec<Candidate>) {
    let tokens = words.document.sentences[sentence].tokens.clone();
    let in_capitals = words.casing(sentence) == Casing::Upper;
    let mut token = tokens.start;
    while token < tokens.end {
        let candidate = may_start(words, token)
            .then(|| believed_from(words, token, tokens.end, in_capitals))
            .flatten();
        token = candidate.as_ref().map_or(token + 1, |candidate| candidate.tokens.end);
        found.extend(candidate);
    }
}

/// What the lists know by exactly these words under a type, best first.
pub(super) fn readings_as(words: &Words, tokens: &std::ops::Range<usize>, entity_type: EntityType) -> Vec<KbId> {
    let Some(listed) = longest_from(words, tokens.start, tokens.end, false) else {
        return Vec::new();
    };
    let fits = |reading: &&NameEntry| is_compatible(type_of(words.kb, reading), entity_type);
    let is_compass = tokens.len() == 1 && is_point_of_compass(words, tokens.start);
    let is_whole = listed.tokens == tokens.len() && !is_compass;
    let readings = listed.readings.iter().filter(fits).filter(|_| is_whole);
    readings
        .filter(|reading| !is_beside_place(words.kb, &listed, reading))
        .map(|reading| reading.id)
        .collect()
}

/// The longest listed name from `first` on that the passage allows.
fn believed_from(words: &Words, first: usize, end: usize, in_capitals: bool) -> Option<Candidate> {
    let mut end = end;
    loop {
        let listed = longest_from(words, first, end, in_capitals)?;
        let candidate = judge(words, first..first + listed.tokens, &listed);
        if candidate.is_some() || listed.tokens == 1 {
            return candidate;
        }
        end = first + listed.tokens - 1;
    }
}

/// Names start with a capital or a particle (`al-Qaida`); small words in all other places cost nothing.
fn may_start(words: &Words, token: usize) -> bool {
    match words.shape(token) {
        TokenShape::Lower => words.is(token, WordClass::PARTICLE),
        TokenShape::Punctuation | TokenShape::Number | TokenShape::Url => false,
        _ => !is_ticker(words, token),
    }
}

/// `Rockwell <ROK>`: a code of a stock exchange, whatever country has the same letters.
fn is_ticker(words: &Words, token: usize) -> bool {
    let is_open = token.checked_sub(1).is_some_and(|before| words.word(before) == "<");
    is_open && words.shape(token) == TokenShape::Upper && words.is_glued(token - 1)
}

fn longest_from<'k>(words: &Words<'k>, first: usize, end: usize, in_capitals: bool) -> Option<GazetteerMatch<'k>> {
    let token = |offset: usize| (words.folded(first + offset), words.word(first + offset));
    words.kb.gazetteer.longest_match(end - first, token, in_capitals)
}

/// Keeps the readings that the passage allows; the best of them gives the type.
fn judge(words: &Words, tokens: std::ops::Range<usize>, listed: &GazetteerMatch) -> Option<Candidate> {
    let (best, strength) = listed
        .readings
        .iter()
        .rev()
        .filter_map(|reading| Some((reading, strength_of(words, &tokens, reading)?)))
        .max_by_key(|(reading, strength)| (*strength, is_body(words.kb, reading)))?;
    let kb = words.kb;
    let entity_type = type_of(kb, best);
    let has_article = tokens.len() > 1 && words.word(tokens.start) == "The" && !entity_type.is_place();
    let tokens = tokens.start + usize::from(has_article)..tokens.end;
    let ids = listed
        .readings
        .iter()
        .filter(|reading| is_compatible(type_of(kb, reading), entity_type) && !is_beside_place(kb, listed, reading))
        .map(|reading| reading.id)
        .collect();
    Some(Candidate {
        tokens,
        entity_type,
        ids,
        strength,
        tagger: "gazetteer",
        evidence: Evidence::Listed(best.id),
        score: strength.score(),
        same_as: None,
    })
}

/// `Moscow` is the city also where it acts for the government: the country is known through it.
fn is_beside_place(kb: &KnowledgeBase, listed: &GazetteerMatch, reading: &NameEntry) -> bool {
    let country = kb.entry(reading.id).country.as_deref();
    reading.kind == NameKind::Metonym
        && listed.readings.iter().any(|other| {
            let entry = kb.entry(other.id);
            entry.kind == EntryKind::Place && (entry.country.as_deref() == country || country.is_none())
        })
}

/// Of readings equally strong an organisation is meant rather than the people in it.
fn is_body(kb: &KnowledgeBase, reading: &NameEntry) -> bool {
    kb.entry(reading.id).kind != EntryKind::Group
}

/// The type of the mention: nationalities are groups whatever they belong to.
fn type_of(kb: &KnowledgeBase, reading: &NameEntry) -> EntityType {
    match reading.kind {
        NameKind::Adjective | NameKind::Demonym => EntityType::Group,
        _ => kb.entry(reading.id).entity_type,
    }
}

fn is_compatible(one: EntityType, other: EntityType) -> bool {
    one == other || (one.is_place() && other.is_place())
}

/// How far a reading can be believed here; `None` where it cannot.
fn strength_of(words: &Words, tokens: &std::ops::Range<usize>, reading: &NameEntry) -> Option<Strength> {
    let entry = words.kb.entry(reading.id);
    let first = tokens.start;
    let is_single = tokens.len() == 1;
    let is_certain_list = matches!(entry.kind, EntryKind::Country) && reading.kind != NameKind::Metonym;
    let is_place = matches!(entry.kind, EntryKind::Place | EntryKind::Division);
    if is_single && (is_state_code(words, first, reading) || is_point_of_compass(words, first)) {
        return None;
    }
    if entry.kind == EntryKind::Organisation && is_field_of_office(words, tokens) {
        return None;
    }
    if reading.kind == NameKind::Adjective && is_of_money(words, tokens) {
        return None;
    }
    if reading.is_ambiguous && !(is_single && is_place) {
        return (!is_single || words.is_named(first)).then_some(Strength::Weak);
    }
    if !is_single {
        // `Israeli army`: a nationality and a common noun, no name.
        let is_phrase = words.shape(tokens.end - 1) == TokenShape::Lower && entry.kind == EntryKind::Organisation;
        return (!is_phrase).then_some(Strength::Solid);
    }
    if words.ends_name(first) {
        return None;
    }
    if reading.is_common_word && !is_certain_list && !words.is_named(first) {
        return None;
    }
    match (reading.kind, entry.kind) {
        (NameKind::Surname, _) => surname_strength(words, first),
        // `the West`, but not `West Africa`.
        (_, EntryKind::Region) if reading.is_common_word || words.is(first, WordClass::ORDINARY) => {
            let is_whole = !words
                .document
                .tokens
                .get(first + 1)
                .is_some_and(|_| words.is_capital(first + 1));
            (is_whole && words.is_reliable(first) && first > 0 && words.word(first - 1) == "the")
                .then_some(Strength::Solid)
        }
        _ if is_place => place_strength(words, first, reading),
        _ => Some(Strength::Solid),
    }
}

/// `75 mln Australian dollars`, `the Swiss franc`: part of an amount or the name of a currency.
pub(super) fn is_of_money(words: &Words, tokens: &std::ops::Range<usize>) -> bool {
    tokens.end < words.document.tokens.len() && words.is(tokens.end, WordClass::CURRENCY)
}

/// `the Minister of Foreign Affairs`: no body.
pub(super) fn is_field_of_office(words: &Words, tokens: &std::ops::Range<usize>) -> bool {
    let document = words.document;
    let before = tokens.start.checked_sub(1).map(|before| words.word(before));
    if !matches!(before, Some("of" | "for")) {
        return false;
    }
    let field = words.kb.titles.portfolio_match(tokens.len(), |offset| {
        let token = tokens.start + offset;
        (document.tokens[token].folded, document.word(token))
    });
    field == Some(tokens.len())
}

/// `the North`, `in the West`: behind an article a point of the compass is no province of that name.
fn is_point_of_compass(words: &Words, token: usize) -> bool {
    let is_point = matches!(
        words.word(token),
        "North" | "South" | "East" | "Northern" | "Southern" | "Eastern" | "Western" | "Centre" | "Central"
    );
    is_point && token > 0 && words.word(token - 1).eq_ignore_ascii_case("the")
}

/// `Pittsburgh, PA`: two letters after a place and a comma.
fn is_state_code(words: &Words, token: usize, reading: &NameEntry) -> bool {
    reading.kind == NameKind::Acronym
        && reading.is_ambiguous
        && words.word(token).chars().filter(|c| c.is_alphabetic()).count() == 2
        && token >= 2
        && words.word(token - 1) == ","
        && words.shape(token - 2) == TokenShape::Capitalised
        && !matches!(
            words.word(token).trim_end_matches('.'),
            "US" | "UN" | "EU" | "UK" | "U.S" | "U.N" | "U.K"
        )
}

/// A bare surname of a known person.
fn surname_strength(words: &Words, token: usize) -> Option<Strength> {
    if token > 0 && words.is(token - 1, WordClass::ROLE_HEAD.or(WordClass::HONORIFIC)) {
        return Some(Strength::Solid);
    }
    if words.is(token, WordClass::ORDINARY.or(WordClass::GIVEN_NAME)) {
        return words.is_reliable(token).then_some(Strength::Guess);
    }
    Some(Strength::Weak)
}

/// A bare place name: certain where a preposition of place precedes or a country follows; a name that
/// is also a common word, a given name or a surname needs that, unless the place is large.
fn place_strength(words: &Words, token: usize, reading: &NameEntry) -> Option<Strength> {
    const CITY: u32 = 300_000;
    let entry = words.kb.entry(reading.id);
    let is_division = entry.kind == EntryKind::Division;
    let has_other_use = reading.is_ambiguous
        || reading.is_common_word
        || words.is(
            token,
            WordClass::GIVEN_NAME.or(WordClass::SURNAME).or(WordClass::ORDINARY),
        );
    let before = token.checked_sub(1);
    // `Dayton, Ohio`
    let is_parent = is_division && token >= 2 && words.word(token - 1) == "," && words.is_capital(token - 2);
    let is_in = before.is_some_and(|before| words.is(before, WordClass::PLACE_CUE));
    let is_to = before.is_some_and(|before| words.is(before, WordClass::PATH_CUE));
    if is_dateline(words, token) {
        return Some(Strength::Solid);
    }
    if !words.is_named(token) && !is_parent {
        return None;
    }
    let is_large = !is_division && entry.population.is_some_and(|people| people >= CITY);
    let is_word = words.is(token, WordClass::ORDINARY) || reading.is_common_word;
    let is_capital = entry.is_capital();
    let is_headline =
        words.casing(words.document.sentence_at(words.document.tokens[token].span.start)) == Casing::Upper;
    if is_headline && !(is_large || is_capital || is_division) || is_headline && is_word {
        return None;
    }
    let is_before_parent = is_before_parent(words, token);
    // `North` and `Federal` are provinces somewhere.
    if is_division && is_word && !is_before_parent {
        return None;
    }
    if is_part_of_longer(words, token) && !is_division && !is_large {
        return (!is_word).then_some(Strength::Guess);
    }
    let is_short_code = words.shape(token) == TokenShape::Upper && words.word(token).len() <= 3;
    if is_short_code && !is_parent && !is_before_parent {
        return None;
    }
    if is_in || (is_to && !has_other_use) || is_before_parent || is_parent {
        return Some(Strength::Solid);
    }
    if entry.is_town() {
        return None;
    }
    match (has_other_use, is_large) {
        (false, true) => Some(Strength::Solid),
        (false, false) if reading.kind == NameKind::Metonym => Some(Strength::Solid),
        (false, false) => Some(Strength::Weak),
        (true, true) if !is_word => Some(Strength::Weak),
        (true, _) if is_to && !is_word => Some(Strength::Guess),
        (true, _) => None,
    }
}

/// `DAYTON — The council`: capitals and a dash at the head of a paragraph.
fn is_dateline(words: &Words, token: usize) -> bool {
    const SHORTEST: usize = 4;
    let document = words.document;
    let sentence = &document.sentences[document.sentence_at(document.tokens[token].span.start)];
    let next = token + 1;
    token == sentence.tokens.start
        && words.shape(token) == TokenShape::Upper
        && words.word(token).len() >= SHORTEST
        && next < sentence.tokens.end
        && matches!(words.word(next), "\u{2014}" | "\u{2013}" | "--")
        && !words.is_glued(token)
}

/// A capital right after a place's name that is no title: the name is probably a longer one.
fn is_part_of_longer(words: &Words, token: usize) -> bool {
    let next = token + 1;
    next < words.document.tokens.len()
        && words.is_reliable(token)
        && words.is_capital(next)
        && !words.ends_name(next)
        && !words.is(
            next,
            WordClass::ROLE_HEAD
                .or(WordClass::ROLE_MODIFIER)
                .or(WordClass::HONORIFIC),
        )
        && words.class(next).type_of_last().is_none()
}

/// `Palmyra, Syria`: a comma and a country or division after the token.
fn is_before_parent(words: &Words, token: usize) -> bool {
    let next = token + 2;
    let sentence = words.document.sentence_at(words.document.tokens[token].span.start);
    let end = words.document.sentences[sentence].tokens.end;
    if next >= end || words.word(token + 1) != "," || !words.is_capital(next) {
        return false;
    }
    longest_from(words, next, end, false).is_some_and(|listed| {
        listed.readings.iter().any(|reading| {
            let kind = words.kb.entry(reading.id).kind;
            let is_name = matches!(reading.kind, NameKind::Name | NameKind::Acronym);
            is_name && matches!(kind, EntryKind::Country | EntryKind::Division)
        })
    })
}
