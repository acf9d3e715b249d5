//! The head of a story → its dateline and the day it names: `MOSCOW, May 27 (Reuters) -`, `GENEVA (AP) —`, `BAGHDAD -`,
//! `Beijing, May 5, 2025 (Xinhua).`

use std::sync::LazyLock;

use regex::Regex;

use super::dates::parse_date;
use crate::document::{Block, BlockKind, Dateline, Published, PublishedFrom, PublishedPrecision};
use crate::kb::CleaningLists;
use crate::text::Span;

/// Place in capitals (or title case where a date or agency follows), at most a country or state, date and
/// agency after it, then a dash or colon; a full stop only after a whole date.
static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    let place = r"(?P<place>\p{Lu}[\p{L}.'’-]*(?:[ /-](?:\p{Lu}[\p{L}.'’-]*|de|of|el|al|the|and|la))*(?:, \p{Lu}[\p{L}.'’]*(?: \p{Lu}[\p{L}.'’]*)*)?)";
    let month = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:t(?:ember)?)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)";
    let date = format!(
        r"(?P<date>,? (?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? )?(?:{month}\.? \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} {month}\.?(?:,? \d{{4}})?))"
    );
    let agency = r"(?P<agency>,? ?[(\[/]\p{Lu}[\p{L}\p{N}.,&/' -]{1,40}[)\]/])";
    Regex::new(&format!(r"^{place}{date}?{agency}?(?P<dash> ?(?:--|—|–|-|:|\.) )")).expect("the pattern is well formed")
});

/// Bytes of a block in which a dateline must end.
const LONGEST: usize = 120;

/// The dateline of the first body block, with the place inside it.
pub fn find_dateline(text: &str, blocks: &[Block]) -> Option<Dateline> {
    let block = blocks.iter().find(|block| block.kind == BlockKind::Paragraph)?;
    let start = block.span.start as usize;
    let mut end = (start + LONGEST).min(block.span.end as usize);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let found = DATELINE.captures(&text[start..end])?;
    let group = |name: &str| {
        found
            .name(name)
            .map(|part| Span::new(start + part.start(), start + part.end()))
    };
    let place = group("place")?;
    let date = found.name("date");
    let (has_date, has_agency) = (date.is_some(), found.name("agency").is_some());
    if found.name("dash")?.as_str() == ". " && !date.is_some_and(|date| has_year(date.as_str())) {
        return None;
    }
    let is_dash = !found.name("dash")?.as_str().contains(':');
    let first_word = place.of(text).split([' ', ',']).next().unwrap_or_default();
    let is_upper = first_word.chars().count() > 2 && first_word.chars().all(|c| !c.is_lowercase());
    let is_dateline = (has_agency || has_date) && (is_upper || is_dash) || is_upper && is_dash;
    is_dateline.then(|| Dateline {
        span: group("dash").map_or(place, |dash| Span {
            start: place.start,
            end: dash.end - 1,
        }),
        place: Some(place),
    })
}

/// The day of publication that a dateline states, where it says the year as well.
pub fn published(text: &str, dateline: &Dateline, lists: &CleaningLists) -> Option<Published> {
    let after = Span {
        start: dateline.place?.end,
        end: dateline.span.end,
    };
    let date = after.of(text).trim_start_matches(',').split(['(', '[', '/']).next()?;
    let date = date.trim_end_matches([' ', '.', ',', ':', '-', '–', '—']);
    has_year(date)
        .then(|| parse_date(date, PublishedFrom::Dateline, lists))?
        .filter(|published| published.precision == PublishedPrecision::Day)
}

fn has_year(date: &str) -> bool {
    date.split([' ', ','])
        .any(|word| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<(String, String)> {
        let blocks = [Block {
            span: Span::new(0, text.len()),
            kind: BlockKind::Paragraph,
        }];
        let dateline = find_dateline(text, &blocks)?;
        Some((dateline.span.of(text).to_string(), dateline.place?.of(text).to_string()))
    }

    #[test]
    fn finds_place_and_extent() {
        let cases = [
            (
                "MOSCOW, May 27 (Reuters) - Russia said",
                "MOSCOW, May 27 (Reuters) -",
                "MOSCOW",
            ),
            ("GENEVA (AP) — Talks opened", "GENEVA (AP) —", "GENEVA"),
            ("NEW YORK, March 20 - The firm", "NEW YORK, March 20 -", "NEW YORK"),
            ("BAGHDAD - Coalition aircraft", "BAGHDAD -", "BAGHDAD"),
            (
                "Geneva, 12 May 2025 (ABC) – The envoy",
                "Geneva, 12 May 2025 (ABC) –",
                "Geneva",
            ),
            (
                "TEL AVIV, Israel (AP) -- Ministers",
                "TEL AVIV, Israel (AP) --",
                "TEL AVIV, Israel",
            ),
            (
                "Almaty, May 5, 2031 (ABC). Farmers met",
                "Almaty, May 5, 2031 (ABC).",
                "Almaty",
            ),
        ];
        for (text, span, place) in cases {
            assert_eq!(found(text), Some((span.to_string(), place.to_string())), "{text}");
        }
    }

    #[test]
    fn leaves_running_text_alone() {
        for text in [
            "Moscow - the capital - is quiet",
            "The US - and others - said",
            "He said: no",
            "US: Talks go on",
            "Almaty, May 5. Farmers met",
            "Paris. Farmers met",
            "Iran's Larijani (left) - seen here",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn a_dateline_with_a_year_dates_the_article() {
        let lists = CleaningLists::embedded().expect("sound");
        let dated = |text: &str| {
            let dateline = Dateline {
                span: Span::new(0, text.find(" Farmers").expect("the body")),
                place: Some(Span::new(0, text.find(',').expect("a comma"))),
            };
            published(text, &dateline, &lists).map(|published| published.date.to_string())
        };
        assert_eq!(
            dated("ALMATY, May 5, 2031 (ABC) - Farmers met").as_deref(),
            Some("2031-05-05")
        );
        assert_eq!(dated("Almaty, 5 May 2031. Farmers met").as_deref(), Some("2031-05-05"));
        assert_eq!(dated("ALMATY, May 5 (ABC) - Farmers met"), None);
    }
}
