//! Turns of phrase of local news → the places in them: `Clay and Grant counties`, `Rep. Ann Lee, D-Dayton`,
//! `Ann Lee, 32, of Dayton`, `a Dayton man`. Places whose names are also those of persons are known by these alone.

use std::ops::Range;

use super::candidate::{Candidate, Strength};
use super::words::Words;
use crate::document::{EntityType, TokenShape};
use crate::kb::{EntryKind, KbId, NameKind, WordClass};

/// The longest name of a place in these phrases, in words.
const LONGEST: usize = 3;

/// `names`, with the places that such phrases tell of instead of what overlaps them. Ascending, as `names` are.
pub(super) fn settle(words: &Words, names: Vec<Candidate>) -> Vec<Candidate> {
    let mut found = Vec::new();
    for sentence in &words.document.sentences {
        let from = found.len();
        let scan = Scan {
            words,
            names: &names,
            sentence: sentence.tokens.clone(),
        };
        scan.dateline(&mut found);
        for token in sentence.tokens.clone() {
            scan.counties_before(token, &mut found);
            found.extend(scan.after_party(token));
            found.extend(scan.home_of_person(token));
            found.extend(scan.before_local_word(token));
        }
        found[from..].sort_by_key(|place| (place.tokens.start, place.tokens.end));
    }
    replaced(names, found)
}

/// Both lists in one, ascending: what overlaps a place of `found` goes.
fn replaced(names: Vec<Candidate>, mut found: Vec<Candidate>) -> Vec<Candidate> {
    if found.is_empty() {
        return names;
    }
    found.dedup_by(|later, earlier| later.tokens.start < earlier.tokens.end);
    let mut places = found.iter().peekable();
    let mut kept = names;
    kept.retain(|name| {
        while places.next_if(|place| place.tokens.end <= name.tokens.start).is_some() {}
        places.peek().is_none_or(|place| place.tokens.start >= name.tokens.end)
    });
    kept.extend(found);
    kept.sort_by_key(|name| name.tokens.start);
    kept
}

struct Scan<'w, 'd> {
    words: &'w Words<'d>,
    /// Of the document, ascending.
    names: &'w [Candidate],
    sentence: Range<usize>,
}

impl Scan<'_, '_> {
    /// `Clay, Grant and Swift counties`: each with the rows of `Clay County`.
    fn counties_before(&self, plural: usize, found: &mut Vec<Candidate>) {
        let words = self.words;
        if words.word(plural) != "counties" {
            return;
        }
        let mut end = plural;
        while let Some(place) = self.county_ending_at(end) {
            let start = place.tokens.start;
            let is_link = |token: &usize| matches!(words.word(*token), "," | "and" | "or");
            end = (self.sentence.start..start)
                .rev()
                .take_while(is_link)
                .last()
                .unwrap_or(start);
            found.push(place);
            if end == start {
                break;
            }
        }
    }

    fn county_ending_at(&self, end: usize) -> Option<Candidate> {
        let words = self.words;
        let start = end.saturating_sub(LONGEST).max(self.sentence.start);
        (start..end).find_map(|start| {
            let tokens = start..end;
            let is_name = tokens.clone().all(|token| words.is_capital(token));
            let ids = if is_name { self.counties(&tokens) } else { Vec::new() };
            (!ids.is_empty()).then(|| place(tokens, ids, end))
        })
    }

    fn counties(&self, tokens: &Range<usize>) -> Vec<KbId> {
        let words = self.words;
        let name = format!("{} County", words.document.slice(words.span(tokens)));
        self.readings(&name, |kind| kind == EntryKind::Division)
    }

    /// `D-Dayton`, `R-Clay`: the town or county that a legislator is from.
    fn after_party(&self, hyphen: usize) -> Option<Candidate> {
        const COUNTRY: &str = "USA";
        let words = self.words;
        let first = hyphen + 1;
        let is_party = hyphen > self.sentence.start
            && first < self.sentence.end
            && words.is_hyphen(hyphen)
            && words.is_glued(hyphen - 1)
            && words.is_glued(hyphen)
            && words.is(hyphen - 1, WordClass::PARTY)
            && words.word(hyphen - 1).chars().all(char::is_uppercase)
            && words.is_capital(first);
        if !is_party {
            return None;
        }
        let tokens = self.run_from(first);
        // `D-Day`
        let is_closed = tokens.end < self.sentence.end && words.shape(tokens.end) == TokenShape::Punctuation;
        if words.is(first, WordClass::ORDINARY) && !is_closed {
            return None;
        }
        let mut ids = self.places(&tokens);
        ids.extend(self.counties(&tokens));
        let is_there = |id: &KbId| words.kb.entry(*id).country.as_deref() == Some(COUNTRY);
        if ids.iter().any(is_there) {
            ids.retain(is_there);
        }
        // `D-E`
        let is_word = words.word(first).len() > 3 && words.shape(first) == TokenShape::Capitalised;
        (is_word || !ids.is_empty()).then(|| place(tokens, ids, hyphen))
    }

    /// `Ann Lee, 32, of Dayton`, `Ann Lee of Dayton`.
    fn home_of_person(&self, link: usize) -> Option<Candidate> {
        let words = self.words;
        let first = link + 1;
        if !matches!(words.word(link), "of" | "from") || first >= self.sentence.end || !words.is_capital(first) {
            return None;
        }
        let is_aged = link >= self.sentence.start + 3
            && words.word(link - 1) == ","
            && words.shape(link - 2) == TokenShape::Number
            && words.word(link - 2).len() <= 3
            && words.word(link - 3) == ",";
        let is_named = || {
            let before = self
                .name_ending_at(link)
                .or_else(|| self.name_ending_at(link - 1).filter(|_| words.word(link - 1) == ","));
            before.is_some_and(|name| name.entity_type == EntityType::Person && name.tokens.len() > 1)
        };
        let is_of_town = words.word(link) == "of" && link > self.sentence.start && is_named();
        if !is_aged && !is_of_town {
            return None;
        }
        let tokens = self.run_from(first);
        let ids = self.places(&tokens);
        let is_word = tokens.len() == 1 && words.is(first, WordClass::ORDINARY);
        (is_aged || (!ids.is_empty() && !is_word && !self.is_known_body(first))).then(|| place(tokens, ids, link))
    }

    /// `a Dayton man`, `Dayton police`, `Dayton Mayor Ann Lee`.
    fn before_local_word(&self, local: usize) -> Option<Candidate> {
        let words = self.words;
        if !words.is(local, WordClass::LOCAL) || local == self.sentence.start || !words.is_capital(local - 1) {
            return None;
        }
        let start = local.saturating_sub(LONGEST).max(self.sentence.start);
        (start..local).find_map(|start| {
            let tokens = start..local;
            let is_name = tokens
                .clone()
                .all(|token| words.is_named(token) && !words.ends_name(token));
            let is_word = tokens.len() == 1 && words.is(start, WordClass::ORDINARY);
            let before = start.checked_sub(1).filter(|&before| before >= self.sentence.start);
            let goes_back =
                before.is_some_and(|before| words.is_capital(before) && !words.is(before, WordClass::FUNCTION));
            if !is_name || is_word || goes_back || !self.is_free(&tokens) {
                return None;
            }
            let ids = self.places(&tokens);
            (!ids.is_empty()).then(|| place(tokens, ids, local))
        })
    }

    /// `DAYTON - The council`: capitals and a dash at the head of a sentence.
    fn dateline(&self, found: &mut Vec<Candidate>) {
        const SHORTEST: usize = 4;
        let words = self.words;
        let first = self.sentence.start;
        let is_upper = |token: usize| words.shape(token) == TokenShape::Upper && words.word(token).len() >= SHORTEST;
        let end = (first..self.sentence.end.min(first + LONGEST))
            .take_while(|&token| is_upper(token))
            .last()
            .map_or(first, |last| last + 1);
        let is_dashed = end > first
            && end + 1 < self.sentence.end
            && matches!(words.word(end), "\u{2014}" | "\u{2013}" | "--" | "-")
            && !is_upper(end + 1)
            && (words.word(end) != "-" || !(words.is_glued(end - 1) || words.is_glued(end)));
        if is_dashed {
            let ids = self.places(&(first..end));
            found.extend((!ids.is_empty()).then(|| place(first..end, ids, end)));
        }
    }

    /// Capitals from here on, as far as a place may go.
    fn run_from(&self, first: usize) -> Range<usize> {
        let words = self.words;
        let goes_on = |token: &usize| words.is_capital(*token) && !words.ends_name(*token);
        let end = (first + 1..self.sentence.end.min(first + LONGEST))
            .take_while(goes_on)
            .last()
            .map_or(first + 1, |last| last + 1);
        first..end
    }

    fn places(&self, tokens: &Range<usize>) -> Vec<KbId> {
        let name = self.words.document.slice(self.words.span(tokens));
        self.readings(name, |kind| {
            matches!(kind, EntryKind::Place | EntryKind::Division | EntryKind::Country)
        })
    }

    fn readings(&self, name: &str, is_wanted: impl Fn(EntryKind) -> bool) -> Vec<KbId> {
        let kb = self.words.kb;
        let readings = kb.gazetteer.lookup(name).iter();
        readings
            .filter(|reading| matches!(reading.kind, NameKind::Name | NameKind::Acronym))
            .filter(|reading| is_wanted(kb.entry(reading.id).kind))
            .map(|reading| reading.id)
            .collect()
    }

    fn name_ending_at(&self, end: usize) -> Option<&Candidate> {
        let next = self.names.partition_point(|name| name.tokens.end < end);
        self.names.get(next).filter(|name| name.tokens.end == end)
    }

    /// No name that the lists know covers these words, and none that goes beyond them by more than an
    /// article before them and the local word after (`A Dayton`, `Dayton Mayor`).
    fn is_free(&self, tokens: &Range<usize>) -> bool {
        let article = tokens
            .start
            .checked_sub(1)
            .filter(|&before| self.words.is(before, WordClass::FUNCTION));
        let first = article.unwrap_or(tokens.start);
        let next = self.names.partition_point(|name| name.tokens.end <= tokens.start);
        let mut rivals = self.names[next..]
            .iter()
            .take_while(|name| name.tokens.start < tokens.end);
        rivals.all(|name| name.ids.is_empty() && name.tokens.start >= first && name.tokens.end <= tokens.end + 1)
    }

    fn is_known_body(&self, token: usize) -> bool {
        let next = self.names.partition_point(|name| name.tokens.end <= token);
        self.names
            .get(next)
            .is_some_and(|name| name.tokens.start <= token && !name.ids.is_empty() && !name.entity_type.is_place())
    }
}

fn place(tokens: Range<usize>, ids: Vec<KbId>, cue: usize) -> Candidate {
    Candidate {
        ids,
        ..Candidate::by_rule(tokens, EntityType::GeoPolitical, Strength::Solid, "town", cue)
    }
}
