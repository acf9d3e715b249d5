//! The CAMEO and PLOVER code books → codes with their event types, modes and scores.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::files::ListFiles;
use super::rows::rows;
use crate::error::Error;
use crate::vocabulary::EventType;

/// CAMEO codes and PLOVER scores.
#[derive(Debug, Default)]
pub struct CodeBook {
    codes: FxHashMap<String, CameoCode>,
    /// The first score of a type is that of the type without a mode.
    scores: FxHashMap<EventType, Vec<Score>>,
}

/// A code of the CAMEO code book: `057`, `1823`.
#[derive(Clone, Debug)]
pub struct CameoCode {
    pub name: String,
    /// Goldstein scale, −10 to 10.
    pub goldstein: Option<f32>,
    /// As PLOVER divides CAMEO anew; statements without an act (CAMEO 01) have none.
    pub event_type: Option<EventType>,
    pub event_mode: Option<String>,
    pub context: Option<String>,
}

#[derive(Debug)]
struct Score {
    event_mode: Option<String>,
    intensity: f32,
}

impl CodeBook {
    pub fn cameo(&self, code: &str) -> Option<&CameoCode> {
        self.codes.get(code)
    }

    /// PLOVER's intensity of a type and mode, −10 to 10; that of the type for an unknown mode.
    pub fn intensity(&self, event_type: EventType, event_mode: Option<&str>) -> Option<f32> {
        let scores = self.scores.get(&event_type)?;
        let with_mode = scores.iter().find(|score| score.event_mode.as_deref() == event_mode);
        with_mode.or(scores.first()).map(|score| score.intensity)
    }

    /// The modes of an event type, sorted.
    pub fn modes(&self, event_type: EventType) -> impl Iterator<Item = &str> {
        let scores = self.scores.get(&event_type).map_or(&[][..], Vec::as_slice);
        scores.iter().filter_map(|score| score.event_mode.as_deref())
    }

    pub(super) fn load(files: &ListFiles) -> Result<Self, Error> {
        let mut book = Self::default();
        for row in rows::<CodeRow>(files, "cameo_codes.csv")? {
            let code = CameoCode {
                name: row.value.name,
                goldstein: row.value.goldstein,
                event_type: row.value.event_type,
                event_mode: row.value.event_mode,
                context: row.value.context,
            };
            book.codes.insert(row.value.code, code);
        }
        for row in rows::<ScoreRow>(files, "plover_scores.csv")? {
            book.scores.entry(row.value.event_type).or_default().push(Score {
                event_mode: row.value.event_mode,
                intensity: row.value.intensity,
            });
        }
        Ok(book)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CodeRow {
    code: String,
    name: String,
    goldstein: Option<f32>,
    event_type: Option<EventType>,
    event_mode: Option<String>,
    context: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScoreRow {
    event_type: EventType,
    event_mode: Option<String>,
    intensity: f32,
}
