//! Bodies named with their country (`U.S. Central Intelligence Agency`, `Iran's Foreign Ministry`) → their rows.

use crate::document::{EntityType, MentionKind, TaggedDocument};
use crate::kb::{EntryKind, KbId, KnowledgeBase, NameKind};
use crate::text::Span;

/// The row of a name of a body that the lists know by the rest of it, or by a national form of it.
pub(super) fn listed(tagged: &TaggedDocument, kb: &KnowledgeBase, index: usize) -> Option<KbId> {
    let name = &tagged.names[index];
    if name.entity_type != EntityType::Organisation || name.kind != MentionKind::Name {
        return None;
    }
    let text = tagged.segmented.slice(name.span);
    if let Some(country) = owner(tagged, kb, name.span.start) {
        let is_own = |id: &KbId| kb.entry(*id).country.as_deref() == Some(country);
        if name.candidates.first().is_some_and(is_own) {
            return None;
        }
        return national(kb, text, country);
    }
    if !name.candidates.is_empty() {
        return None;
    }
    let (country, rest) = split_country(tagged, kb, name.span)?;
    named(kb, rest, country).or_else(|| national(kb, rest, country))
}

/// The country right before what starts there, as its owner: `Iran's`, `the Iranian`.
pub(super) fn owner<'k>(tagged: &TaggedDocument, kb: &'k KnowledgeBase, start: u32) -> Option<&'k str> {
    let place = tagged.names.partition_point(|name| name.span.start < start);
    let before = &tagged.names[place.checked_sub(1)?];
    let is_land = matches!(before.entity_type, EntityType::GeoPolitical | EntityType::Group);
    if before.kind != MentionKind::Name || !is_land {
        return None;
    }
    let gap = Span {
        start: before.span.end,
        end: start.max(before.span.end),
    };
    let gap = tagged.segmented.slice(gap);
    if !matches!(gap, " " | "'s " | "\u{2019}s " | "' " | "\u{2019} ") {
        return None;
    }
    let mut countries = before
        .candidates
        .iter()
        .map(|&id| kb.entry(id))
        .filter(|entry| entry.kind == EntryKind::Country);
    countries.next()?.country.as_deref()
}

/// The body of a country that bears a name which the lists know.
fn named(kb: &KnowledgeBase, name: &str, country: &str) -> Option<KbId> {
    let readings = kb.gazetteer.lookup(name).iter();
    let mut bodies = readings.filter(|reading| matches!(reading.kind, NameKind::Name | NameKind::Acronym));
    bodies
        .find(|reading| {
            let entry = kb.entry(reading.id);
            entry.kind == EntryKind::Organisation && entry.country.as_deref() == Some(country)
        })
        .map(|reading| reading.id)
}

/// The body that is called so with the adjective of its country before it.
pub(super) fn national(kb: &KnowledgeBase, name: &str, country: &str) -> Option<KbId> {
    let adjectives = &kb.countries.by_iso3(country)?.adjectives;
    let full = adjectives.iter().map(|adjective| format!("{adjective} {name}"));
    named(kb, name, country).or_else(|| full.into_iter().find_map(|full| named(kb, &full, country)))
}

/// The country that a name begins with, and what follows it.
fn split_country<'t, 'k>(tagged: &'t TaggedDocument, kb: &'k KnowledgeBase, span: Span) -> Option<(&'k str, &'t str)> {
    let segmented = &tagged.segmented;
    let tokens = segmented.tokens_in(span);
    let listed = kb.gazetteer.longest_match(
        tokens.len(),
        |offset| {
            let token = tokens.start + offset;
            (segmented.tokens[token].folded, segmented.word(token))
        },
        false,
    )?;
    let country = kb.entry(listed.readings.first()?.id);
    let rest = segmented.tokens.get(tokens.start + listed.tokens)?.span.start;
    if country.kind != EntryKind::Country || rest >= span.end {
        return None;
    }
    let rest = Span {
        start: rest,
        end: span.end,
    };
    Some((country.country.as_deref()?, segmented.slice(rest)))
}
