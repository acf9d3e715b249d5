//! Rows of `grammar/status_cues.csv` → words that say of an act whether it happened: `plan to`, `under way`.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::files::ListFiles;
use super::morphology::Morphology;
use super::rows::rows;
use crate::error::Error;
use crate::text::fold_key;
use crate::vocabulary::EventStatus;

/// Where a word that bears on an event's status stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CueKind {
    /// Governs an infinitive or an `of` phrase: `plan to`, `threat of`.
    Noun,
    /// Says of a clause whether it holds: `it is untrue that`.
    Clause,
    /// Governs an infinitive: `ready to`.
    Adjective,
    /// Stands before the noun of an event: `planned`, `possible`.
    Modifier,
    /// Speaks for what its `of` phrase tells: `proof of`.
    Evidence,
    /// Says what its `of` phrase tells: `report of`; who denies it denies that.
    Content,
    /// Several words, stands behind a form of `be`: `out of the question`.
    Predicate,
}

/// What words say of acts, by folded key (`text::fold_key`) and by how they stand to them.
#[derive(Debug, Default)]
pub(super) struct StatusCues {
    words: FxHashMap<(u64, CueKind), EventStatus>,
    predicates: Vec<(Vec<u64>, EventStatus)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CueRow {
    word: String,
    kind: CueKind,
    effect: EventStatus,
}

impl StatusCues {
    pub fn load(files: &ListFiles, morphology: &Morphology) -> Result<Self, Error> {
        let mut cues = Self::default();
        for row in rows::<CueRow>(files, "grammar/status_cues.csv")? {
            let CueRow { word, kind, effect } = row.value;
            if kind == CueKind::Predicate {
                let words = word.split(' ').map(fold_key).collect();
                cues.predicates.push((words, effect));
                continue;
            }
            if matches!(kind, CueKind::Content | CueKind::Noun | CueKind::Evidence) {
                cues.words.insert((fold_key(&morphology.plural(&word)), kind), effect);
            }
            cues.words.insert((fold_key(&word), kind), effect);
        }
        Ok(cues)
    }

    pub fn get(&self, key: u64, kind: CueKind) -> Option<EventStatus> {
        self.words.get(&(key, kind)).copied()
    }

    /// What words behind a form of `be` say of its subject, given by their keys.
    pub fn predicate(&self, behind: impl Iterator<Item = u64> + Clone) -> Option<EventStatus> {
        let opens = |words: &[u64]| behind.clone().take(words.len()).eq(words.iter().copied());
        let found = self.predicates.iter().find(|(words, _)| opens(words));
        found.map(|&(_, effect)| effect)
    }
}
