//! Rows of `grammar/particle_verbs.csv` → what a verb with a particle makes of the act it is told of: `call off`.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::files::ListFiles;
use super::rows::rows;
use crate::error::Error;
use crate::text::fold_key;
use crate::vocabulary::EventStatus;

/// What a verb says of an act together with its particle.
#[derive(Clone, Copy, Debug)]
pub struct ParticleVerb {
    /// Of its subject: `the swap fell through`.
    pub subject_effect: Option<EventStatus>,
    /// Of its object, or its subject in the passive: `put off talks`, `talks were put off`.
    pub object_effect: Option<EventStatus>,
}

/// Verbs with a particle, by the keys of lemma and particle (`text::fold_key`).
#[derive(Debug, Default)]
pub struct ParticleVerbs(FxHashMap<(u64, u64), ParticleVerb>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    lemma: String,
    particle: String,
    subject_effect: Option<EventStatus>,
    object_effect: Option<EventStatus>,
}

impl ParticleVerbs {
    pub(super) fn load(files: &ListFiles) -> Result<Self, Error> {
        let rows = rows::<Row>(files, "grammar/particle_verbs.csv")?;
        let verbs = rows.into_iter().map(|row| {
            let effects = ParticleVerb {
                subject_effect: row.value.subject_effect,
                object_effect: row.value.object_effect,
            };
            ((fold_key(&row.value.lemma), fold_key(&row.value.particle)), effects)
        });
        Ok(Self(verbs.collect()))
    }

    pub fn get(&self, lemma: &str, particle: u64) -> Option<ParticleVerb> {
        self.0.get(&(fold_key(lemma), particle)).copied()
    }
}
