//! `related_types.csv` → how readily two reports of different types tell one happening.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::files::ListFiles;
use super::rows::rows;
use crate::error::Error;
use crate::vocabulary::EventType;

/// Pairs of event types under which one happening is reported: a summit as CONSULT and as AGREE. A type
/// beside itself is one under different modes: a strike is no march, though both are PROTEST.
#[derive(Clone, Debug, Default)]
pub struct RelatedTypes(FxHashMap<(EventType, EventType), f32>);

impl RelatedTypes {
    /// 1 for equal types, 0 for types that never tell one happening.
    pub fn likeness(&self, a: EventType, b: EventType) -> f32 {
        if a == b { 1.0 } else { self.listed(a, b).unwrap_or(0.0) }
    }

    /// The likeness of two reports of one type whose modes differ.
    pub fn across_modes(&self, event_type: EventType) -> f32 {
        self.listed(event_type, event_type).unwrap_or(1.0)
    }

    fn listed(&self, a: EventType, b: EventType) -> Option<f32> {
        self.0.get(&(a, b)).or_else(|| self.0.get(&(b, a))).copied()
    }

    /// # Errors
    /// [`Error::Configuration`] naming the line of the first row that breaks the format.
    pub fn load(files: &ListFiles) -> Result<Self, Error> {
        let rows = rows::<RelatedRow>(files, "related_types.csv")?.into_iter();
        Ok(Self(
            rows.map(|row| ((row.value.event_type, row.value.related_type), row.value.likeness))
                .collect(),
        ))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RelatedRow {
    event_type: EventType,
    related_type: EventType,
    /// Above 0, below 1.
    likeness: f32,
}
