//! The lists of `kb/segment/` as sets of folded keys: abbreviations, contractions, sentence starters.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::csv_rows;
use crate::error::Error;
use crate::text::fold_key;

const ABBREVIATIONS: &str = include_str!("../../kb/segment/abbreviations.csv");
const CONTRACTIONS: &str = include_str!("../../kb/segment/contractions.csv");
const WORDS: &str = include_str!("../../kb/segment/words.csv");

/// How the full stop after an abbreviation behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AbbreviationClass {
    /// `Mr.`, `Gen.`: never ends a sentence.
    Title,
    /// `No.`, `Fig.`: an abbreviation only before a number.
    Number,
    /// `Jan.`, `Fri.`.
    Month,
    /// `Inc.`, `Jr.`: closes a name.
    Name,
    /// `Calif.`, `Ave.`: an abbreviation only with a capital.
    Place,
    /// `etc.`, `vs.`.
    General,
    /// `kg.`, `hrs.`.
    Unit,
}

/// What the segmenter knows about words. Keys are [`fold_key`]s, which drop full stops.
#[derive(Debug)]
pub struct SegmentationLists {
    pub abbreviations: FxHashMap<u64, AbbreviationClass>,
    /// Words written as one that are two: byte at which the second begins (`can|not`).
    pub contractions: FxHashMap<u64, usize>,
    /// Last labels of web addresses and endings of file names.
    pub domains: FxHashSet<u64>,
    /// Prefixes that keep their hyphen (`co-founder`).
    pub prefixes: FxHashSet<u64>,
    /// Words that begin sentences and, capitalised, hardly anything else.
    pub starters: FxHashSet<u64>,
    /// Verbs that follow a quotation and its speaker.
    pub speech_verbs: FxHashSet<u64>,
}

#[derive(Deserialize)]
struct AbbreviationRow {
    abbreviation: String,
    class: AbbreviationClass,
}

#[derive(Deserialize)]
struct ContractionRow {
    word: String,
    split: usize,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum WordList {
    Domain,
    Prefix,
    SpeechVerb,
    Starter,
}

#[derive(Deserialize)]
struct WordRow {
    list: WordList,
    word: String,
}

impl SegmentationLists {
    /// The lists built into the binary.
    ///
    /// # Errors
    /// [`Error::Configuration`] naming the list and line of a bad row.
    pub fn embedded() -> Result<Self, Error> {
        let mut lists = Self {
            abbreviations: FxHashMap::default(),
            contractions: FxHashMap::default(),
            domains: FxHashSet::default(),
            prefixes: FxHashSet::default(),
            starters: FxHashSet::default(),
            speech_verbs: FxHashSet::default(),
        };
        for row in csv_rows::<AbbreviationRow>("kb/segment/abbreviations.csv", ABBREVIATIONS)? {
            lists.abbreviations.insert(fold_key(&row.abbreviation), row.class);
        }
        for row in csv_rows::<ContractionRow>("kb/segment/contractions.csv", CONTRACTIONS)? {
            lists.contractions.insert(fold_key(&row.word), row.split);
        }
        for row in csv_rows::<WordRow>("kb/segment/words.csv", WORDS)? {
            let list = match row.list {
                WordList::Domain => &mut lists.domains,
                WordList::Prefix => &mut lists.prefixes,
                WordList::SpeechVerb => &mut lists.speech_verbs,
                WordList::Starter => &mut lists.starters,
            };
            list.insert(fold_key(&row.word));
        }
        Ok(lists)
    }
}

#[cfg(test)]
mod tests {
    use super::{ABBREVIATIONS, CONTRACTIONS, SegmentationLists, WORDS};

    #[test]
    fn lists_are_sorted_and_unique() {
        for text in [ABBREVIATIONS, CONTRACTIONS, WORDS] {
            let lines: Vec<&str> = text.lines().skip(1).collect();
            assert!(lines.is_sorted_by(|a, b| a < b), "{}", text.lines().next().unwrap());
        }
    }

    #[test]
    fn contractions_split_inside_the_word() {
        SegmentationLists::embedded().unwrap();
        for line in CONTRACTIONS.lines().skip(1) {
            let (word, split) = line.split_once(',').unwrap();
            let split: usize = split.parse().unwrap();
            assert!(split > 0 && split < word.len(), "{word}");
        }
    }
}
