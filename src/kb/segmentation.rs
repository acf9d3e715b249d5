//! The lists of `kb/segment/` as sets of folded keys: abbreviations, contractions, sentence starters.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::files::ListFiles;
use super::rows::rows;
use crate::error::Error;
use crate::text::fold_key;

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
    pub(super) fn load(files: &ListFiles) -> Result<Self, Error> {
        let mut lists = Self {
            abbreviations: FxHashMap::default(),
            contractions: FxHashMap::default(),
            domains: FxHashSet::default(),
            prefixes: FxHashSet::default(),
            starters: FxHashSet::default(),
            speech_verbs: FxHashSet::default(),
        };
        for row in rows::<AbbreviationRow>(files, "segment/abbreviations.csv")? {
            let row = row.value;
            lists.abbreviations.insert(fold_key(&row.abbreviation), row.class);
        }
        for row in rows::<ContractionRow>(files, "segment/contractions.csv")? {
            let row = row.value;
            lists.contractions.insert(fold_key(&row.word), row.split);
        }
        for row in rows::<WordRow>(files, "segment/words.csv")? {
            let row = row.value;
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
    use super::{ContractionRow, ListFiles, SegmentationLists, rows};

    #[test]
    fn lists_are_sorted_and_unique() {
        let files = ListFiles::embedded();
        for (name, text) in files.under("segment/") {
            let lines: Vec<&str> = text.lines().skip(1).collect();
            assert!(lines.is_sorted_by(|a, b| a < b), "{name}");
        }
    }

    #[test]
    fn contractions_split_inside_the_word() {
        let files = ListFiles::embedded();
        SegmentationLists::load(&files).unwrap();
        for row in rows::<ContractionRow>(&files, "segment/contractions.csv").unwrap() {
            assert!(
                row.value.split > 0 && row.value.split < row.value.word.len(),
                "{}",
                row.value.word
            );
        }
    }
}
