//! `quotes/*.csv` → the verbs that report speech, the words before quotation marks that only name, and the
//! works that can speak for people.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::files::ListFiles;
use super::morphology::Morphology;
use super::rows::rows;
use crate::error::Error;
use crate::text::fold_key;

/// How a verb reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SpeechCue {
    /// Beside quotation marks (`"…," he shouted`).
    pub is_direct: bool,
    /// With a clause (`said that …`).
    pub is_clause: bool,
    /// Only with a clause behind `that` or a question word (`found that …`, but `found a house`).
    pub needs_that: bool,
}

/// The words that quotes are known by, by folded key.
#[derive(Debug, Default)]
pub struct QuoteCues {
    verbs: FxHashMap<u64, SpeechCue>,
    naming: FxHashSet<u64>,
    works: FxHashSet<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CueRow {
    verb: String,
    direct: Option<String>,
    clause: Option<Clause>,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Clause {
    Yes,
    That,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordEntry {
    word: String,
}

impl QuoteCues {
    pub(super) fn load(files: &ListFiles, morphology: &Morphology) -> Result<Self, Error> {
        let mut cues = Self::default();
        for row in rows::<CueRow>(files, "quotes/cues.csv")? {
            let cue = SpeechCue {
                is_direct: row.value.direct.is_some(),
                is_clause: row.value.clause.is_some(),
                needs_that: row.value.clause == Some(Clause::That),
            };
            let forms = morphology.verb(&row.value.verb);
            for form in [&forms.base, &forms.third, &forms.gerund, &forms.past, &forms.participle] {
                cues.verbs.insert(fold_key(form), cue);
            }
        }
        for row in rows::<WordEntry>(files, "quotes/naming_words.csv")? {
            cues.naming.insert(fold_key(&row.value.word));
        }
        for row in rows::<WordEntry>(files, "quotes/works.csv")? {
            cues.works.insert(fold_key(&row.value.word));
        }
        Ok(cues)
    }

    /// The cue that a word is, in any form.
    pub fn cue(&self, key: u64) -> Option<SpeechCue> {
        self.verbs.get(&key).copied()
    }

    /// Does the noun mean something written, recorded or counted that can be said to speak (`report`, `polls`)?
    pub fn is_work(&self, key: u64) -> bool {
        self.works.contains(&key)
    }

    /// Does a word before quotation marks say that they hold a name (`entitled "…"`)?
    pub fn is_naming(&self, key: u64) -> bool {
        self.naming.contains(&key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_cues_in_every_form() {
        let files = ListFiles::embedded();
        let cues = QuoteCues::load(&files, &Morphology::load(&files).unwrap()).unwrap();
        assert!(
            cues.cue(fold_key("said"))
                .is_some_and(|cue| cue.is_direct && cue.is_clause)
        );
        assert!(
            cues.cue(fold_key("shouting"))
                .is_some_and(|cue| cue.is_direct && !cue.is_clause)
        );
        assert_eq!(cues.cue(fold_key("table")), None);
        assert!(cues.is_naming(fold_key("entitled")));
        assert!(cues.is_work(fold_key("report")) && !cues.is_work(fold_key("minister")));
    }
}
