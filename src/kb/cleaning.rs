//! The word lists of cleaning: `kb/clean/*` → sets and maps that the clean stage asks.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::error::Error;
use crate::vocabulary::DropReason;

/// What cleaning knows about words; all words lower case.
#[derive(Clone, Debug)]
pub struct CleaningLists {
    /// Month names and abbreviations → 1 to 12.
    pub months: FxHashMap<String, i8>,
    pub weekdays: FxHashSet<String>,
    /// Words that stand before or inside a date line (`published`, `updated`, `at`).
    pub date_labels: FxHashSet<String>,
    /// Abbreviation of a time zone → minutes east of UTC.
    pub zones: FxHashMap<String, i32>,
    /// Frequent English function words.
    pub stop_words: FxHashSet<String>,
    /// First word of a furniture phrase → the phrases, longest first.
    pub cues: FxHashMap<String, Vec<Cue>>,
    /// What pages call the things they state about themselves.
    pub page_names: PageNames,
    /// ISO 639-3 → ISO 639-1.
    pub languages: FxHashMap<String, String>,
    /// Named HTML character references, without `&` and `;`.
    pub entities: FxHashMap<String, char>,
}

impl CleaningLists {
    /// The lists built into the binary.
    ///
    /// # Errors
    /// [`Error::Configuration`] where a list breaks its format.
    pub fn embedded() -> Result<Self, Error> {
        Self::parse(&|name| match name {
            "dates.toml" => include_str!("../../kb/clean/dates.toml"),
            "stop_words.csv" => include_str!("../../kb/clean/stop_words.csv"),
            "cues.csv" => include_str!("../../kb/clean/cues.csv"),
            "page_names.toml" => include_str!("../../kb/clean/page_names.toml"),
            "languages.csv" => include_str!("../../kb/clean/languages.csv"),
            _ => include_str!("../../kb/clean/entities.csv"),
        })
    }

    fn parse<'t>(file: &dyn Fn(&str) -> &'t str) -> Result<Self, Error> {
        let dates: Dates = toml::from_str(file("dates.toml"))
            .map_err(|error| Error::Configuration(format!("kb/clean/dates.toml: {error}")))?;
        let months = (1..)
            .zip(dates.months)
            .flat_map(|(month, names)| names.into_iter().map(move |name| (name, month)));
        Ok(Self {
            months: months.collect(),
            weekdays: dates.weekdays.into_iter().collect(),
            date_labels: dates.labels.into_iter().collect(),
            zones: dates.zones,
            stop_words: column(file("stop_words.csv")).map(ToString::to_string).collect(),
            cues: cues(file("cues.csv"))?,
            page_names: toml::from_str(file("page_names.toml"))
                .map_err(|error| Error::Configuration(format!("kb/clean/page_names.toml: {error}")))?,
            languages: pairs(file("languages.csv"))
                .map(|(three, two)| (three.into(), two.into()))
                .collect(),
            entities: entities(file("entities.csv"))?,
        })
    }
}

/// Names of `<meta>` tags (lower case) and JSON-LD types, the most trusted first.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageNames {
    pub title: Vec<String>,
    pub date: Vec<String>,
    pub byline: Vec<String>,
    pub site: Vec<String>,
    pub url: Vec<String>,
    pub article_types: Vec<String>,
}

/// A phrase of page furniture, folded to lower-case words with single spaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    pub phrase: String,
    pub place: CuePlace,
    pub category: DropReason,
}

/// Where in a line a phrase must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CuePlace {
    /// It is the whole line.
    Line,
    Start,
    Any,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Dates {
    months: Vec<Vec<String>>,
    weekdays: Vec<String>,
    labels: Vec<String>,
    zones: FxHashMap<String, i32>,
}

/// The rows of a list with one column, without its heading.
fn column(text: &str) -> impl Iterator<Item = &str> {
    text.lines().skip(1).map(str::trim).filter(|line| !line.is_empty())
}

/// The rows of a list with two columns.
fn pairs(text: &str) -> impl Iterator<Item = (&str, &str)> {
    column(text).filter_map(|row| row.split_once(','))
}

fn cues(text: &str) -> Result<FxHashMap<String, Vec<Cue>>, Error> {
    let wrong = |row: &str| Error::Configuration(format!("kb/clean/cues.csv: row `{row}`"));
    let mut cues: FxHashMap<String, Vec<Cue>> = FxHashMap::default();
    for row in column(text) {
        let (place, rest) = row.split_once(',').ok_or_else(|| wrong(row))?;
        let (phrase, category) = rest.split_once(',').ok_or_else(|| wrong(row))?;
        let place = match place {
            "line" => CuePlace::Line,
            "start" => CuePlace::Start,
            "any" => CuePlace::Any,
            _ => return Err(wrong(row)),
        };
        let category = DropReason::from_name(category).ok_or_else(|| wrong(row))?;
        let first = phrase.split(' ').next().ok_or_else(|| wrong(row))?;
        cues.entry(first.to_string()).or_default().push(Cue {
            phrase: phrase.to_string(),
            place,
            category,
        });
    }
    for phrases in cues.values_mut() {
        phrases.sort_by_key(|cue| std::cmp::Reverse(cue.phrase.len()));
    }
    Ok(cues)
}

fn entities(text: &str) -> Result<FxHashMap<String, char>, Error> {
    let wrong = |row: &str| Error::Configuration(format!("kb/clean/entities.csv: `{row}` is no code point"));
    pairs(text)
        .map(|(name, code)| {
            let character = u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
            Ok((name.to_string(), character.ok_or_else(|| wrong(code))?))
        })
        .collect()
}
