//! `related_types.csv` → how readily two reports of different types tell one happening.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::back_references::BackReferences;
use super::files::ListFiles;
use super::rows::rows;
use crate::error::Error;
use crate::vocabulary::EventType;

/// What tells that reports are of one happening.
#[derive(Clone, Debug, Default)]
pub struct HappeningLists {
    pub types: RelatedTypes,
    pub references: BackReferences,
}

impl HappeningLists {
    /// # Errors
    /// [`Error::Configuration`] naming the line of the first row that breaks the format.
    pub fn load(files: &ListFiles) -> Result<Self, Error> {
        Ok(Self {
            types: RelatedTypes::load(files)?,
            references: BackReferences::load(files)?,
        })
    }
}

/// Pairs of event types under which one happening is reported: a summit as CONSULT and as AGREE. A type
/// beside itself is one under different modes: a strike is no march, though both are PROTEST. Rows that
/// name modes go before those that do not.
#[derive(Clone, Debug, Default)]
pub struct RelatedTypes(FxHashMap<(EventType, EventType), Vec<RelatedRow>>);

/// What an event is told as: its type and, where known, its mode.
pub type Kind<'k> = (EventType, Option<&'k str>);

impl RelatedTypes {
    /// How readily articles of two outlets tell one happening as the two kinds: 1 for one kind of event,
    /// 0 for kinds that never do. A type without a mode may be any of its modes.
    pub fn likeness(&self, a: Kind<'_>, b: Kind<'_>) -> f32 {
        self.find(a, b, |row| row.likeness)
    }

    /// The same for two sentences of one article: a march and the tear gas against it are told together,
    /// while a march in one article is not the arrests in another.
    pub fn likeness_within(&self, a: Kind<'_>, b: Kind<'_>) -> f32 {
        self.find(a, b, |row| row.within)
    }

    fn find(&self, a: Kind<'_>, b: Kind<'_>, value: impl Fn(&RelatedRow) -> f32) -> f32 {
        let (is_one_type, has_modes) = (a.0 == b.0, a.1.is_some() && b.1.is_some());
        if is_one_type && (!has_modes || a.1 == b.1) {
            return 1.0;
        }
        let (first, second) = if a <= b { (a, b) } else { (b, a) };
        let rows = self.0.get(&(first.0, second.0)).map_or(&[][..], Vec::as_slice);
        let row = rows.iter().find(|row| row.holds(first, second));
        row.map_or(f32::from(u8::from(is_one_type)), value)
    }

    /// # Errors
    /// [`Error::Configuration`] naming the line of the first row that breaks the format.
    pub fn load(files: &ListFiles) -> Result<Self, Error> {
        let mut related = FxHashMap::<_, Vec<RelatedRow>>::default();
        for row in rows::<RelatedRow>(files, "related_types.csv")? {
            let row = row.value.in_order();
            related.entry((row.event_type, row.related_type)).or_default().push(row);
        }
        for rows in related.values_mut() {
            rows.sort_by_key(|row| Reverse(u8::from(row.mode.is_some()) + u8::from(row.related_mode.is_some())));
        }
        Ok(Self(related))
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RelatedRow {
    event_type: EventType,
    /// Only this mode; any where empty.
    mode: Option<Box<str>>,
    related_type: EventType,
    related_mode: Option<Box<str>>,
    /// Across articles, from 0, below 1.
    likeness: f32,
    /// Within one.
    within: f32,
}

impl RelatedRow {
    /// The row with its lesser kind first.
    fn in_order(self) -> Self {
        let ours = (self.event_type, self.mode.as_deref());
        if ours <= (self.related_type, self.related_mode.as_deref()) {
            return self;
        }
        Self {
            event_type: self.related_type,
            mode: self.related_mode,
            related_type: self.event_type,
            related_mode: self.mode,
            ..self
        }
    }

    fn holds(&self, first: Kind<'_>, second: Kind<'_>) -> bool {
        let names = |mode: &Option<Box<str>>, kind: Kind<'_>| mode.is_none() || mode.as_deref() == kind.1;
        let is_pair = |a: Kind<'_>, b: Kind<'_>| names(&self.mode, a) && names(&self.related_mode, b);
        is_pair(first, second) || first.0 == second.0 && is_pair(second, first)
    }
}

#[cfg(test)]
mod tests {
    use super::RelatedTypes;
    use crate::kb::files::ListFiles;
    use crate::vocabulary::EventType::{Agree, Consult, Protest, Reject, Request, Retreat, Sanction, Threaten};

    #[test]
    fn modes_tell_kinds_of_one_type_apart_and_go_before_types() {
        let types = RelatedTypes::load(&ListFiles::embedded()).unwrap();
        assert_eq!(types.likeness((Consult, Some("phone")), (Consult, Some("visit"))), 0.0);
        assert_eq!(types.likeness((Consult, Some("visit")), (Consult, Some("phone"))), 0.0);
        assert_eq!(types.likeness((Consult, Some("phone")), (Consult, None)), 1.0);
        assert!(types.likeness((Protest, Some("strike")), (Protest, Some("demo"))) < 0.2);
        let truce = types.likeness((Agree, None), (Retreat, Some("ceasefire")));
        assert!(truce > types.likeness((Retreat, Some("withdraw")), (Agree, None)));
        assert_eq!(types.likeness((Sanction, None), (Consult, None)), 0.0);
        assert!(types.likeness((Request, Some("meet")), (Consult, Some("visit"))) > 0.5);
        assert!(types.likeness((Consult, Some("visit")), (Reject, Some("meet"))) > 0.0);
        assert_eq!(types.likeness((Request, None), (Consult, Some("visit"))), 0.0);
        assert!(types.likeness((Threaten, None), (Protest, Some("strike"))) > 0.0);
        assert_eq!(types.likeness((Threaten, None), (Protest, Some("demo"))), 0.0);
    }
}
