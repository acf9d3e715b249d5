//! Rows of `grammar/actor_nouns.csv` → nouns for somebody who acts.

use serde::Deserialize;

use crate::text::fold_key;

/// Which of `he` and `she` a noun can be taken up by, where it is not either.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Gender {
    #[serde(rename = "f")]
    Female,
    #[serde(rename = "m")]
    Male,
}

/// A noun for someone who acts.
#[derive(Clone, Debug)]
pub struct ActorNoun {
    /// PLOVER sector: GOV, MIL, REB, …
    pub sector: String,
    pub is_plural: bool,
    /// Before another noun it tells nobody: `major`, `general`.
    pub is_adjective: bool,
    pub gender: Option<Gender>,
    /// Folded words before it that make a thing of it: `police station`, `his body`.
    unless: Vec<u64>,
}

impl ActorNoun {
    pub(super) fn new(row: &ActorRow, is_plural: bool) -> Self {
        let unless = row.unless.iter().flat_map(|words| words.split('|'));
        Self {
            sector: row.sector.clone(),
            is_plural,
            is_adjective: row.adjective.is_some() && !is_plural,
            gender: row.gender,
            unless: unless.map(fold_key).collect(),
        }
    }

    /// Does the word before it leave it somebody who acts?
    pub fn follows(&self, before: u64) -> bool {
        !self.unless.contains(&before)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ActorRow {
    pub noun: String,
    sector: String,
    /// `yes` for a word that is an adjective as well.
    adjective: Option<String>,
    /// Words joined by `|`.
    unless: Option<String>,
    /// `f` or `m`.
    gender: Option<Gender>,
}
