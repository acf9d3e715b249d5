//! Listed names that mean other things as often → kept where the rest of the document speaks for them.

use rustc_hash::FxHashSet;

use super::candidate::{Candidate, Evidence, Strength};
use super::words::Words;
use crate::document::EntityType;
use crate::kb::{Entry, EntryKind, KbId, KnowledgeBase, WordClass};

/// Takes the knowledge-base rows from national bodies named by a short acronym or an ambiguous name
/// whose country the document never names, and reads small places as companies where the document
/// has a company of that name.
pub(super) fn doubt(words: &Words, found: &mut [Candidate]) {
    let doubtful: Vec<bool> = found.iter().map(|candidate| needs_country(words, candidate)).collect();
    let named = countries_of(words.kb, found, &doubtful);
    for (candidate, _) in found.iter_mut().zip(doubtful).filter(|(_, is_doubtful)| *is_doubtful) {
        candidate.ids.retain(|&id| {
            let country = words.kb.entry(id).country.as_deref();
            country.is_none_or(|country| named.contains(country))
        });
        if candidate.ids.is_empty() {
            unlink(candidate);
        }
    }
    let companies = companies_of(words, found);
    if companies.is_empty() {
        return;
    }
    for candidate in found.iter_mut().filter(|candidate| is_small_place(words, candidate)) {
        if companies.contains(&words.folded(candidate.tokens.start)) {
            candidate.ids.clear();
            candidate.entity_type = EntityType::Organisation;
            unlink(candidate);
        }
    }
}

fn unlink(candidate: &mut Candidate) {
    candidate.strength = Strength::Weak;
    candidate.tagger = "guess";
    candidate.evidence = Evidence::Rule("guess", candidate.tokens.start);
}

/// A body of one country that its name alone does not tell from others: `CTS`, `Southern Front`.
fn needs_country(words: &Words, candidate: &Candidate) -> bool {
    const LONGEST: usize = 4;
    let Evidence::Listed(best) = candidate.evidence else {
        return false;
    };
    let entry = words.kb.entry(best);
    if entry.kind != EntryKind::Organisation || entry.country.is_none() {
        return false;
    }
    let text = words.document.slice(words.span(&candidate.tokens));
    let reading = words
        .kb
        .gazetteer
        .lookup(text)
        .iter()
        .find(|reading| reading.id == best);
    let is_known_alone = reading.is_some_and(|reading| !reading.is_ambiguous) && is_news_outlet(entry);
    let is_short = candidate.tokens.len() == 1 && text.len() <= LONGEST && text.chars().all(|c| !c.is_lowercase());
    !is_known_alone && (is_short || reading.is_some_and(|reading| reading.is_ambiguous))
}

/// Agencies and broadcasters are named wherever they report from.
fn is_news_outlet(entry: &Entry) -> bool {
    entry.sector.as_deref() == Some("MED")
}

/// The countries of all names that are clear without them.
fn countries_of<'k>(kb: &'k KnowledgeBase, found: &[Candidate], doubtful: &[bool]) -> FxHashSet<&'k str> {
    let clear = found.iter().zip(doubtful).filter(|(_, is_doubtful)| !**is_doubtful);
    clear
        .filter_map(|(candidate, _)| candidate.ids.first())
        .filter_map(|&id| kb.entry(id).country.as_deref())
        .collect()
}

/// The first words of names that end like those of companies: `Gillette` of `Gillette Co`.
fn companies_of(words: &Words, found: &[Candidate]) -> FxHashSet<u64> {
    found
        .iter()
        .filter(|candidate| {
            candidate.tokens.len() > 1
                && candidate.entity_type == EntityType::Organisation
                && words.is(candidate.tokens.end - 1, WordClass::COMPANY)
        })
        .map(|candidate| words.folded(candidate.tokens.start))
        .collect()
}

/// A single word that is at most a town.
fn is_small_place(words: &Words, candidate: &Candidate) -> bool {
    const CITY: u32 = 300_000;
    let is_small = |id: &KbId| {
        let entry = words.kb.entry(*id);
        entry.kind == EntryKind::Place && entry.population.is_none_or(|people| people < CITY)
    };
    candidate.tokens.len() == 1
        && !candidate.is_solid()
        && candidate.ids.first().is_some_and(is_small)
        && candidate.entity_type.is_place()
}
