//! The head of a story → its dateline: `MOSCOW, May 27 (Reuters) -`, `GENEVA (AP) —`, `BAGHDAD -`,
//! `Beijing, May 5, 2025 (Xinhua).`

use regex::{Captures, Regex};

use super::dates::parse_date;
use crate::document::{Block, BlockKind, Dateline, Published, PublishedFrom};
use crate::kb::CleaningLists;
use crate::text::Span;

/// What a dateline looks like: a place, with at most a country or state; then, as they come, date and agency;
/// then a dash, colon or full stop.
pub struct DatelinePattern {
    pattern: Regex,
}

/// Bytes of a block in which a dateline must end.
const LONGEST: usize = 120;

/// Characters of an agency with its brackets; longer remarks are none.
const LONGEST_AGENCY: usize = 44;

impl DatelinePattern {
    pub fn new(lists: &CleaningLists) -> Self {
        let mut months: Vec<&str> = lists.months.keys().map(String::as_str).collect();
        let mut weekdays: Vec<&str> = lists.weekdays.iter().map(String::as_str).collect();
        // The longest first, because the first alternative that fits is taken.
        for names in [&mut months, &mut weekdays] {
            names.sort_by_key(|name| (std::cmp::Reverse(name.len()), *name));
        }
        let either = |names: Vec<&str>| names.into_iter().map(regex::escape).collect::<Vec<_>>().join("|");
        let (months, weekdays) = (either(months), either(weekdays));
        let particles = either(lists.place_particles.iter().map(String::as_str).collect());
        let word = r"\p{Lu}[\p{L}.'’-]*";
        // As little as fits: `SEOUL, Aug. 18` is no place in a state `Aug`.
        let place = format!(r"(?P<place>{word}(?:[ /-](?:{word}|{particles}))*(?:, {word}(?: {word})*)??)");
        let month = format!(r"(?i:{months})\.?");
        let day = format!(r"(?:{month} \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} {month}(?:,? \d{{4}})?)");
        let date = format!(r"(?:,? (?:(?i:{weekdays})\.?,? )?(?P<date>{day}))");
        let agency = r"(?P<agency>,? ?[(\[/]\p{Lu}[\p{L}\p{N}.,&/' -]+[)\]/])";
        let end = r"(?P<end>(?: ?(?:--|—|–|-)|[:.]) ?)(?P<next>.)";
        let pattern = Regex::new(&format!(r"^{place}{date}?{agency}?{end}")).expect("words of lists are escaped");
        Self { pattern }
    }

    /// The dateline of the first body block, with the place inside it and, where it names day and year, the
    /// publication date.
    pub fn find(&self, text: &str, blocks: &[Block], lists: &CleaningLists) -> Option<(Dateline, Option<Published>)> {
        let block = blocks.iter().find(|block| block.kind == BlockKind::Paragraph)?;
        let start = block.span.start as usize;
        let mut end = (start + LONGEST).min(block.span.end as usize);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let found = self.pattern.captures(&text[start..end])?;
        let place = found.name("place")?;
        let last = found.name("end")?;
        if !is_dateline(&found, place.as_str(), last.as_str()) {
            return None;
        }
        let date = found.name("date");
        let published = date.and_then(|date| parse_date(date.as_str(), PublishedFrom::Dateline, lists));
        let dateline = Dateline {
            span: Span::new(start, start + last.start() + last.as_str().trim_end().len()),
            place: Some(Span::new(start + place.start(), start + place.end())),
        };
        Some((dateline, published))
    }
}

/// Capitals and a dash, or a date or agency, tell a dateline from a sentence that begins like one; a place
/// alone needs a long dash and a new sentence after it.
fn is_dateline(found: &Captures, place: &str, end: &str) -> bool {
    let has_date = found.name("date").is_some();
    let has_agency = found.name("agency").is_some();
    let next = found.name("next").map_or("", |next| next.as_str());
    let is_dash = end.contains(['-', '—', '–']);
    let is_long_dash = end == " — " || end == " – " || end == " -- ";
    if has_agency && found["agency"].chars().count() > LONGEST_AGENCY {
        return false;
    }
    let first_word = place.split([' ', ',']).next().unwrap_or_default();
    let is_upper = first_word.chars().count() > 2 && first_word.chars().all(|c| !c.is_lowercase());
    let is_spaced = end.ends_with(' ');
    let is_short = !place.contains(' ');
    let starts_sentence = next.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“'));
    if end.contains('.') {
        return is_spaced && found.name("date").is_some_and(|date| has_year(date.as_str()));
    }
    if has_date || has_agency {
        return is_spaced && (is_dash || is_upper);
    }
    is_upper && is_dash && is_spaced || is_short && is_long_dash && starts_sentence
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
        let lists = CleaningLists::embedded().expect("embedded lists are valid");
        let (dateline, _) = DatelinePattern::new(&lists).find(text, &blocks, &lists)?;
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
            (
                "SEOUL, Aug. 18 (Reuters) - Seoul said",
                "SEOUL, Aug. 18 (Reuters) -",
                "SEOUL",
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
        ];
        for (text, span, place) in cases {
            assert_eq!(found(text), Some((span.to_string(), place.to_string())), "{text}");
        }
    }

    #[test]
    fn a_date_with_its_year_is_the_publication_date() {
        let text = "MUSCAT, May 27, 2031 (The Outlet) - Officials held talks.";
        let lists = CleaningLists::embedded().expect("embedded lists are valid");
        let blocks = [Block {
            span: Span::new(0, text.len()),
            kind: BlockKind::Paragraph,
        }];
        let (_, published) = DatelinePattern::new(&lists)
            .find(text, &blocks, &lists)
            .expect("a dateline");
        assert_eq!(published.expect("a full date").date.to_string(), "2031-05-27");
    }

    #[test]
    fn leaves_running_text_alone() {
        for text in [
            "Moscow - the capital - is quiet",
            "The US - and others - said",
            "He said: no",
            "US: Talks go on",
            "Talks — which were held in May — ended",
            "Mr. Smith said",
            "Almaty, May 5. Farmers met",
            "Paris. Farmers met",
            "May 5. It rained",
            "Iran's Larijani (left) - seen here",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
