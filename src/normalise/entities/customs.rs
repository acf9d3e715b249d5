//! Words and telephone numbers of a document → the country and the states that it is probably of.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::document::TaggedDocument;
use crate::kb::{KbId, KnowledgeBase};

/// So many words are as good as certain.
const ENOUGH: usize = 3;

/// How sure the words of the document make each country, up to 1: `sheriff`, `neighbor`, `selectmen`.
/// Words of countries that go against each other cancel out.
pub(super) fn countries<'k>(tagged: &TaggedDocument, kb: &'k KnowledgeBase) -> FxHashMap<&'k str, f32> {
    let mut seen = FxHashSet::default();
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    let mut words = 0;
    for token in &tagged.segmented.tokens {
        let countries = kb.customs.countries_of(token.folded);
        if countries.is_empty() || !seen.insert(token.folded) {
            continue;
        }
        words += 1;
        for country in countries {
            *counts.entry(country).or_default() += 1;
        }
    }
    let lead = |count: usize| (2 * count).saturating_sub(words).min(ENOUGH) as f32 / ENOUGH as f32;
    counts
        .into_iter()
        .map(|(country, count)| (country, lead(count)))
        .collect()
}

/// The states and provinces of the telephone numbers in the document.
pub(super) fn divisions(tagged: &TaggedDocument, kb: &KnowledgeBase) -> FxHashSet<KbId> {
    area_codes(tagged.segmented.text())
        .filter_map(|code| kb.customs.division_of(code))
        .collect()
}

/// `903` of `(903) 555-0123` or `903-555-0123`.
fn area_codes(text: &str) -> impl Iterator<Item = u16> {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let starts = (0..bytes.len()).filter(move |&at| is_digit(at) && !(at > 0 && is_digit(at - 1)));
    starts.filter_map(move |start| {
        let mut at = start;
        for (group, length) in [3, 3, 4].into_iter().enumerate() {
            if group > 0 {
                let is_gap = |at: &usize| matches!(bytes.get(*at), Some(b')' | b'-' | b'.' | b' ' | b'/'));
                at += (at..at + 2).take_while(is_gap).count();
            }
            let end = at + length;
            if !(at..end).all(is_digit) {
                return None;
            }
            at = end;
        }
        let is_split = !is_digit(start + 3) && !is_digit(at);
        is_split.then(|| text[start..start + 3].parse().ok()).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::area_codes;

    #[test]
    fn reads_area_codes() {
        let cases: [(&str, &[u16]); 6] = [
            ("Call 903-555-0123 or (614) 555-0199.", &[903, 614]),
            ("Fax: 1-212-555-0100", &[212]),
            ("Call 614- 555-0123.", &[614]),
            ("Call 555-0123.", &[]),
            ("In 2010-2011 some 9035550123 were counted", &[]),
            ("100 200 3000 and 12345", &[100]),
        ];
        for (text, expected) in cases {
            assert_eq!(area_codes(text).collect::<Vec<_>>(), expected, "{text}");
        }
    }
}
