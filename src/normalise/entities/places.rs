//! Place candidates → the place meant: by what is named beside and around it, size and kind.

use rustc_hash::FxHashMap;

use super::choice::Choice;
use crate::document::TaggedDocument;
use crate::kb::{Entry, EntryKind, KbId, KnowledgeBase};
use crate::text::Span;

/// The countries that a document names, with how often and where.
pub(super) struct PlaceContext<'k> {
    mentions_of: FxHashMap<&'k str, u32>,
    /// Start of a name and its country, ascending.
    positions: Vec<(u32, &'k str)>,
}

/// What each sign is worth, in decimal orders of population: set on development texts.
const NAMED_COUNTRY: f32 = 2.0;
const NEAR_COUNTRY: f32 = 1.0;
const STATED_PARENT: f32 = 8.0;
const CAPITAL: f32 = 1.5;
const COUNTRY: f32 = 4.0;
/// How far, in bytes, a country is near.
const NEAR: u32 = 300;

impl<'k> PlaceContext<'k> {
    pub fn new(tagged: &TaggedDocument, kb: &'k KnowledgeBase) -> Self {
        let mut context = Self {
            mentions_of: FxHashMap::default(),
            positions: Vec::new(),
        };
        for name in &tagged.names {
            let Some(country) = certain_country(kb, &name.candidates) else {
                continue;
            };
            *context.mentions_of.entry(country).or_default() += 1;
            context.positions.push((name.span.start, country));
        }
        context
    }

    /// The best of `candidates` for the name.
    pub fn choose(&self, tagged: &TaggedDocument, kb: &KnowledgeBase, index: usize, candidates: &[KbId]) -> Choice {
        let name = tagged.names[index].span;
        let parent = parent_after(tagged, index);
        let mut best: Option<(f32, KbId)> = None;
        let mut second = f32::MIN;
        for &id in candidates {
            let entry = kb.entry(id);
            let stated = parent.is_some_and(|parent| is_parent(kb, &tagged.names[parent].candidates, entry));
            let score = self.score(entry, name) + if stated { STATED_PARENT } else { 0.0 };
            match best {
                Some((top, _)) if score <= top => second = second.max(score),
                _ => {
                    second = best.map_or(second, |(top, _)| top);
                    best = Some((score, id));
                }
            }
        }
        let Some((top, id)) = best else {
            return Choice::default();
        };
        let margin = (top - second).clamp(0.0, 8.0);
        Choice {
            kb_id: Some(id),
            score: Some(1.0 - 0.5 * (-margin).exp()),
        }
    }

    fn score(&self, entry: &Entry, name: Span) -> f32 {
        let size = (entry.population.unwrap_or(0) as f32 + 10.0).log10();
        let kind = match entry.kind {
            EntryKind::Country => COUNTRY,
            EntryKind::Place if entry.subtype.as_deref() == Some("capital") => CAPITAL,
            EntryKind::Division => -0.5,
            _ => 0.0,
        };
        let Some(country) = entry.country.as_deref() else {
            return size + kind;
        };
        let count = self.mentions_of.get(country).copied().unwrap_or(0);
        let named = if count > 0 {
            NAMED_COUNTRY + (1.0 + count as f32).log10()
        } else {
            0.0
        };
        let near = if self.is_near(name, country) { NEAR_COUNTRY } else { 0.0 };
        size + kind + named + near
    }

    fn is_near(&self, name: Span, country: &str) -> bool {
        let first = self.positions.partition_point(|&(start, _)| start + NEAR < name.start);
        self.positions[first..]
            .iter()
            .take_while(|&&(start, _)| start < name.end + NEAR)
            .any(|&(start, near)| near == country && start != name.start)
    }
}

/// The country of a name that has only one reading of country or nationality.
fn certain_country<'k>(kb: &'k KnowledgeBase, candidates: &[KbId]) -> Option<&'k str> {
    let entry = kb.entry(*candidates.first()?);
    (entry.kind == EntryKind::Country)
        .then_some(entry.country.as_deref())
        .flatten()
}

/// The name after a comma after this one (`Palmyra, Syria`).
fn parent_after(tagged: &TaggedDocument, index: usize) -> Option<usize> {
    let next = tagged.names.get(index + 1)?;
    let between = Span {
        start: tagged.names[index].span.end,
        end: next.span.start.max(tagged.names[index].span.end),
    };
    let gap = tagged.segmented.slice(between);
    (gap == ", " || gap == " (" || gap == " in ").then_some(index + 1)
}

/// One of the readings is the country or division of the entry.
fn is_parent(kb: &KnowledgeBase, readings: &[KbId], entry: &Entry) -> bool {
    readings.iter().any(|&id| {
        let reading = kb.entry(id);
        match reading.kind {
            EntryKind::Country => reading.country == entry.country && entry.kind != EntryKind::Country,
            EntryKind::Division => entry.parent == Some(id),
            _ => false,
        }
    })
}
