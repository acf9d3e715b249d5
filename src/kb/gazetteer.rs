//! All names of the knowledge base in one trie: every reading of the longest name from a token on.

use std::ops::Range;

use rayon::prelude::*;

use super::KbId;
use super::phrases::{PhraseTrie, Written, pieces_of};
use crate::text::fold_key;

/// Finds names in runs of tokens, told apart by how they are written: `US` from `us`, `Turkey` from
/// `turkey`. Spelling variants that do not count: case (within those rules), accents, hyphen or
/// space, apostrophes, full stops in initials (see [`PhraseTrie`]).
#[derive(Debug, Default)]
pub struct Gazetteer {
    names: PhraseTrie,
    /// One for each phrase of `names`.
    slots: Vec<Slot>,
    readings: Vec<NameEntry>,
}

/// One reading of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameEntry {
    pub id: KbId,
    pub kind: NameKind,
    /// The name means something else when it stands bare (`Security Council`, `Georgia`, `CAR`):
    /// believe it only with other evidence.
    pub is_ambiguous: bool,
    /// In small letters it is a common English word (`US`, `Turkey`, `Reading`).
    pub is_common_word: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameKind {
    /// The thing's own name or a usual alias.
    Name,
    Acronym,
    /// `Russian`.
    Adjective,
    /// `Russians`.
    Demonym,
    /// A place that stands for a government or an organisation: `Moscow`, `Kremlin`.
    Metonym,
    /// A surname of a person of the knowledge base.
    Surname,
}

/// A match: how many tokens it spans and every reading of the name.
#[derive(Clone, Copy, Debug)]
pub struct GazetteerMatch<'k> {
    pub tokens: usize,
    /// Best first; never empty.
    pub readings: &'k [NameEntry],
}

impl Gazetteer {
    /// The longest name that starts at token 0 of `count` tokens (the rest of a sentence).
    /// `token(i)` gives key (`Token::folded`) and word of token `i`:
    ///
    /// ```
    /// # let kb = news_etl::kb::KnowledgeBase::embedded()?;
    /// # use news_etl::text::fold_key;
    /// let words = ["The", "UN", "Security", "Council", "met"];
    /// let from = |first: usize| move |i: usize| (fold_key(words[first + i]), words[first + i]);
    /// assert!(kb.gazetteer.longest_match(5, from(0), false).is_none());
    /// let found = kb.gazetteer.longest_match(4, from(1), false).expect("a name of the list");
    /// assert_eq!(found.tokens, 3);
    /// assert_eq!(kb.entry(found.readings[0].id).id, "org:unsc");
    /// # Ok::<(), news_etl::Error>(())
    /// ```
    ///
    /// Names ask for their capitals (`Turkey`), acronyms of up to three letters and those that are
    /// words (`US`, `WHO`) for capitals throughout. `in_capitals` says that the whole passage is in
    /// capitals, where `US` tells nothing: acronyms that are common words are then left out.
    /// Allocates nothing; most tokens cost one look-up.
    pub fn longest_match<'k, 't>(
        &'k self,
        count: usize,
        token: impl Fn(usize) -> (u64, &'t str),
        in_capitals: bool,
    ) -> Option<GazetteerMatch<'k>> {
        let accept = |phrase, written| !self.readings_of(phrase, written, in_capitals).is_empty();
        let found = self.names.longest_match(count, token, accept)?;
        Some(GazetteerMatch {
            tokens: found.tokens,
            readings: self.readings_of(found.phrase, found.written, in_capitals),
        })
    }

    /// Every reading of a name, however it is written; empty where it is unknown.
    pub fn lookup(&self, name: &str) -> &[NameEntry] {
        let slot = self.names.get(name).map(|phrase| &self.slots[phrase as usize]);
        slot.map_or(&[], |slot| self.slice(&slot.upper))
    }

    /// How many names there are, spelling variants counted once.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    fn readings_of(&self, phrase: u32, written: Written, in_capitals: bool) -> &[NameEntry] {
        let slot = &self.slots[phrase as usize];
        let range = if in_capitals {
            &slot.in_capitals
        } else if written.is_upper {
            &slot.upper
        } else if slot.required & !written.capitals == 0 {
            &slot.capitalised
        } else {
            &slot.small
        };
        self.slice(range)
    }

    fn slice(&self, range: &Range<u32>) -> &[NameEntry] {
        &self.readings[range.start as usize..range.end as usize]
    }
}

/// The readings of one phrase by how it is written, as ranges of `Gazetteer::readings`.
#[derive(Debug, Default)]
struct Slot {
    /// The pieces that must begin with a capital.
    required: u32,
    small: Range<u32>,
    capitalised: Range<u32>,
    upper: Range<u32>,
    in_capitals: Range<u32>,
}

/// How a name must be written to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Case {
    Any,
    Capitalised,
    Upper,
}

/// Collects names, then sorts them into a [`Gazetteer`].
#[derive(Debug)]
pub(super) struct GazetteerBuilder {
    /// All names, one after another.
    text: String,
    added: Vec<Added>,
}

/// A name as it was added.
#[derive(Debug)]
struct Added {
    /// Where the name ends in [`GazetteerBuilder::text`]; it begins where the one before ends.
    end: usize,
    rank: u32,
    entry: NameEntry,
}

/// What of a name can be told without the others.
struct Prepared {
    pieces: Vec<u64>,
    written: Written,
    case: Case,
    entry: NameEntry,
    rank: u32,
}

#[derive(Debug)]
struct Found {
    phrase: u32,
    /// Low is better.
    rank: u32,
    case: Case,
    entry: NameEntry,
}

impl GazetteerBuilder {
    pub fn with_capacity(names: usize) -> Self {
        const USUAL_LENGTH: usize = 12;
        Self {
            text: String::with_capacity(names * USUAL_LENGTH),
            added: Vec::with_capacity(names),
        }
    }

    /// Adds a reading of `name`; among the readings of a name the lowest `rank` comes first. Whether the name is a
    /// common word is told when all are there.
    pub fn add(&mut self, name: &str, rank: u32, entry: NameEntry) {
        self.text.push_str(name);
        let end = self.text.len();
        self.added.push(Added { end, rank, entry });
    }

    /// `is_ordinary` says of the key of a word whether it is an ordinary one. Names are taken apart on all threads
    /// and laid out in the order in which they came.
    pub fn build(self, is_ordinary: impl Fn(u64) -> bool + Sync) -> Gazetteer {
        const PART: usize = 4_096;
        let starts = std::iter::once(0).chain(self.added.iter().map(|added| added.end));
        let names: Vec<(&str, &Added)> = starts
            .zip(&self.added)
            .map(|(start, added)| (&self.text[start..added.end], added))
            .collect();
        let prepare = |&(name, added): &(&str, &Added)| prepared(name, added, &is_ordinary);
        let parts = names.par_chunks(PART);
        let parts: Vec<Vec<Prepared>> = parts.map(|part| part.iter().map(prepare).collect()).collect();
        lay_out(parts.into_iter().flatten(), names.len())
    }
}

fn prepared(name: &str, added: &Added, is_ordinary: &impl Fn(u64) -> bool) -> Prepared {
    let (pieces, written) = pieces_of(name);
    let mut entry = added.entry;
    entry.is_common_word = !name.contains(' ') && is_ordinary(fold_key(name));
    Prepared {
        case: case_of(name, written, &entry),
        pieces,
        written,
        entry,
        rank: added.rank,
    }
}

fn lay_out(names: impl Iterator<Item = Prepared>, count: usize) -> Gazetteer {
    let mut trie = PhraseTrie::with_capacity(count);
    let mut required = Vec::with_capacity(count);
    let mut found = Vec::with_capacity(count);
    for name in names {
        let Some(phrase) = trie.insert_pieces(&name.pieces) else {
            continue;
        };
        if phrase as usize == required.len() {
            required.push(u32::MAX);
        }
        if name.case == Case::Capitalised {
            required[phrase as usize] &= name.written.capitals;
        }
        found.push(Found {
            phrase,
            rank: name.rank,
            case: name.case,
            entry: name.entry,
        });
    }
    found.sort_by_key(|found| (found.phrase, found.rank, found.entry.id, found.entry.kind, found.case));
    found.dedup_by_key(|found| (found.phrase, found.entry.id, found.entry.kind));
    let mut slots = Vec::with_capacity(required.len());
    let mut readings = Vec::with_capacity(found.len());
    for group in found.chunk_by(|a, b| a.phrase == b.phrase) {
        slots.push(slot_of(group, required[group[0].phrase as usize], &mut readings));
    }
    Gazetteer {
        names: trie,
        slots,
        readings,
    }
}

fn case_of(name: &str, written: Written, entry: &NameEntry) -> Case {
    if written.capitals == 0 {
        return Case::Any;
    }
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let is_word = written.pieces() == 1 && written.is_upper;
    match is_word && (letters <= 3 || entry.is_common_word) {
        true => Case::Upper,
        false => Case::Capitalised,
    }
}

/// Lays the readings of a phrase out, sharing one range between ways of writing where they agree.
fn slot_of(group: &[Found], required: u32, readings: &mut Vec<NameEntry>) -> Slot {
    let mut last: Option<(Range<u32>, usize)> = None;
    let mut lay = |keep: &dyn Fn(&Found) -> bool| {
        let count = group.iter().filter(|found| keep(found)).count();
        if let Some((range, _)) = last.as_ref().filter(|(_, last_count)| *last_count == count) {
            return range.clone();
        }
        let start = readings.len() as u32;
        readings.extend(group.iter().filter(|found| keep(found)).map(|found| found.entry));
        let range = start..readings.len() as u32;
        last = Some((range.clone(), count));
        range
    };
    // Each way lets through what the one after it does and no more: equal counts are equal sets.
    let upper = lay(&|_| true);
    let in_capitals = lay(&|found| found.case != Case::Upper || !found.entry.is_common_word);
    let capitalised = lay(&|found| found.case != Case::Upper);
    let small = lay(&|found| found.case == Case::Any);
    Slot {
        required,
        small,
        capitalised,
        upper,
        in_capitals,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COUNTRY: KbId = KbId(0);
    const BIRD: KbId = KbId(1);

    fn entry(id: KbId, kind: NameKind) -> NameEntry {
        NameEntry {
            id,
            kind,
            is_ambiguous: false,
            is_common_word: false,
        }
    }

    fn gazetteer() -> Gazetteer {
        let mut builder = GazetteerBuilder::with_capacity(8);
        builder.add("US", 1, entry(COUNTRY, NameKind::Acronym));
        builder.add("Turkey", 2, entry(BIRD, NameKind::Name));
        builder.add("Turkey", 1, entry(COUNTRY, NameKind::Name));
        builder.add("al-Nusra Front", 1, entry(BIRD, NameKind::Name));
        builder.add("NATO", 1, entry(COUNTRY, NameKind::Acronym));
        builder.add("takfiri", 1, entry(BIRD, NameKind::Name));
        builder.build(|key| ["us", "turkey"].map(fold_key).contains(&key))
    }

    fn found(word: &'static str, in_capitals: bool) -> Vec<KbId> {
        let gazetteer = gazetteer();
        let words: Vec<_> = word.split(' ').collect();
        let token = |place: usize| (fold_key(words[place]), words[place]);
        let found = gazetteer.longest_match(words.len(), token, in_capitals);
        found.map_or_else(Vec::new, |found| found.readings.iter().map(|entry| entry.id).collect())
    }

    #[test]
    fn asks_for_the_capitals_of_the_name() {
        assert_eq!(found("US", false), [COUNTRY]);
        assert_eq!(found("U.S.", false), [COUNTRY]);
        assert_eq!(found("us", false), []);
        assert_eq!(found("Us", false), []);
        assert_eq!(found("US", true), []);
        assert_eq!(found("Turkey", false), [COUNTRY, BIRD]);
        assert_eq!(found("TURKEY", true), [COUNTRY, BIRD]);
        assert_eq!(found("turkey", false), []);
        assert_eq!(found("Nato", false), [COUNTRY]);
        assert_eq!(found("nato", false), []);
        assert_eq!(found("al-Nusra Front", false), [BIRD]);
        assert_eq!(found("Al Nusra Front", false), [BIRD]);
        assert_eq!(found("al-nusra Front", false), []);
        assert_eq!(found("takfiri", false), [BIRD]);
    }

    #[test]
    fn lookup_ignores_case() {
        assert_eq!(gazetteer().lookup("turkey").len(), 2);
        assert!(gazetteer().lookup("goose").is_empty());
    }
}
