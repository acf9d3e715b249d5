//! Listed names that mean other things as often → kept where the rest of the document speaks for them.

use rustc_hash::{FxHashMap, FxHashSet};

use super::candidate::{Candidate, Evidence, Strength};
use super::words::Words;
use crate::document::EntityType;
use crate::kb::{Entry, EntryKind, KbId, KnowledgeBase, WordClass};

/// Takes the knowledge-base rows from national bodies named by a short acronym or an ambiguous name
/// whose country the document hardly names, and reads small places as what else the document has by
/// their name: a company, a person.
pub(super) fn doubt(words: &Words, found: &mut [Candidate]) {
    let doubtful: Vec<bool> = found.iter().map(|candidate| needs_country(words, candidate)).collect();
    let named = countries_of(words.kb, found, &doubtful);
    let most = named.values().copied().max().unwrap_or(0);
    let agreed = agreed_bodies(words, found, &doubtful);
    for (candidate, _) in found.iter_mut().zip(doubtful).filter(|(_, is_doubtful)| *is_doubtful) {
        let share = if candidate.tokens.len() == 1 { usize::MAX } else { SHARE };
        candidate.ids.retain(|id| {
            let country = words.kb.entry(*id).country.as_deref();
            let count = country.and_then(|country| named.get(country));
            country.is_none() || agreed.contains(id) || count.is_some_and(|count| count.saturating_mul(share) >= most)
        });
        if candidate.ids.is_empty() {
            unlink(candidate, EntityType::Organisation);
        }
    }
    let companies = companies_of(words, found);
    let persons = surnames_of(words, found);
    for candidate in found.iter_mut().filter(|candidate| is_small_place(words, candidate)) {
        let word = words.folded(candidate.tokens.start);
        if companies.contains(&word) && !candidate.is_solid() {
            unlink(candidate, EntityType::Organisation);
        } else if persons.contains(&word) && !is_placed(words, candidate) {
            unlink(candidate, EntityType::Person);
        }
    }
}

/// Bodies that two different names of the document can mean: `FCO` and `Foreign Office`.
fn agreed_bodies(words: &Words, found: &[Candidate], doubtful: &[bool]) -> FxHashSet<KbId> {
    let mut first_form: FxHashMap<KbId, u64> = FxHashMap::default();
    let mut agreed = FxHashSet::default();
    for (candidate, _) in found.iter().zip(doubtful).filter(|(_, is_doubtful)| **is_doubtful) {
        let form = words.folded(candidate.tokens.start);
        for &id in &candidate.ids {
            if *first_form.entry(id).or_insert(form) != form {
                agreed.insert(id);
            }
        }
    }
    agreed
}

/// For a name of several words that bodies of many countries bear: how many times as often as its
/// country another one may be named.
const SHARE: usize = 3;

fn is_placed(words: &Words, candidate: &Candidate) -> bool {
    let before = candidate.tokens.start.checked_sub(1);
    let is_before_parent = candidate.is_solid()
        && words
            .document
            .tokens
            .get(candidate.tokens.end)
            .is_some_and(|_| words.word(candidate.tokens.end) == ",");
    is_before_parent || before.is_some_and(|before| words.is(before, WordClass::PLACE_CUE))
}

/// The last words of full names of persons.
fn surnames_of(words: &Words, found: &[Candidate]) -> FxHashSet<u64> {
    found
        .iter()
        .filter(|candidate| candidate.tokens.len() > 1 && candidate.entity_type == EntityType::Person)
        .map(|candidate| words.folded(candidate.tokens.end - 1))
        .collect()
}

fn unlink(candidate: &mut Candidate, entity_type: EntityType) {
    candidate.ids.clear();
    candidate.entity_type = entity_type;
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
    let is_plain = reading.is_some_and(|reading| !reading.is_ambiguous);
    let is_known_alone = is_plain && (entry.is_known || is_news_outlet(entry));
    let is_short = candidate.tokens.len() == 1 && text.len() <= LONGEST && text.chars().all(|c| !c.is_lowercase());
    !is_known_alone && (is_short || reading.is_some_and(|reading| reading.is_ambiguous))
}

/// Agencies and broadcasters are named wherever they report from.
fn is_news_outlet(entry: &Entry) -> bool {
    entry.sector.as_deref() == Some("MED")
}

/// How often names that are clear without them name each country.
fn countries_of<'k>(kb: &'k KnowledgeBase, found: &[Candidate], doubtful: &[bool]) -> FxHashMap<&'k str, usize> {
    let clear = found.iter().zip(doubtful).filter(|(_, is_doubtful)| !**is_doubtful);
    let mut counts = FxHashMap::default();
    for country in clear
        .filter_map(|(candidate, _)| candidate.ids.first())
        .filter_map(|&id| kb.entry(id).country.as_deref())
    {
        *counts.entry(country).or_default() += 1;
    }
    counts
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
    candidate.tokens.len() == 1 && candidate.ids.first().is_some_and(is_small) && candidate.entity_type.is_place()
}
