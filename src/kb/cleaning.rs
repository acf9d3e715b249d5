//! The word lists of cleaning: `kb/clean/*` → sets and maps that the clean stage asks.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::files::ListFiles;
use super::rows::{Row, fault, rows};
use crate::error::Error;
use crate::vocabulary::DropReason;

/// What cleaning knows about words; all words lower case.
#[derive(Clone, Debug)]
pub struct CleaningLists {
    /// Month names and abbreviations → 1 to 12.
    pub months: FxHashMap<String, i8>,
    pub weekdays: FxHashSet<String>,
    /// Words that stand before, inside or after a written date (`published`, `at`, `utc`).
    pub date_labels: FxHashSet<String>,
    /// Words inside the names of places in datelines (`de`).
    pub place_particles: Vec<String>,
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
        Self::load(&ListFiles::embedded())
    }

    /// Reads `clean/*`.
    ///
    /// # Errors
    /// [`Error::Configuration`] where a list breaks its format.
    pub(super) fn load(files: &ListFiles) -> Result<Self, Error> {
        let dates: Dates = table(files, "clean/dates.toml")?;
        let months = (1..)
            .zip(dates.months)
            .flat_map(|(month, names)| names.into_iter().map(move |name| (name, month)));
        let words = rows::<WordRow>(files, "clean/stop_words.csv")?;
        let languages = rows::<LanguageRow>(files, "clean/languages.csv")?;
        Ok(Self {
            months: months.collect(),
            weekdays: dates.weekdays.into_iter().collect(),
            date_labels: dates.labels.into_iter().chain(dates.zones).collect(),
            place_particles: dates.particles,
            stop_words: words.into_iter().map(|row| row.value.word).collect(),
            cues: cues(files)?,
            page_names: table(files, "clean/page_names.toml")?,
            languages: languages
                .into_iter()
                .map(|row| (row.value.iso_639_3, row.value.iso_639_1))
                .collect(),
            entities: entities(files)?,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
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
    zones: Vec<String>,
    particles: Vec<String>,
}

#[derive(Deserialize)]
struct WordRow {
    word: String,
}

#[derive(Deserialize)]
struct LanguageRow {
    iso_639_3: String,
    iso_639_1: String,
}

#[derive(Deserialize)]
struct CueRow {
    #[serde(rename = "match")]
    place: CuePlace,
    phrase: String,
    category: String,
}

#[derive(Deserialize)]
struct EntityRow {
    name: String,
    codepoint: String,
}

/// A TOML list file.
fn table<T: DeserializeOwned>(files: &ListFiles, file: &str) -> Result<T, Error> {
    toml::from_str(files.text(file)?).map_err(|error| Error::Configuration(format!("{file}: {error}")))
}

fn cues(files: &ListFiles) -> Result<FxHashMap<String, Vec<Cue>>, Error> {
    const FILE: &str = "clean/cues.csv";
    let mut cues: FxHashMap<String, Vec<Cue>> = FxHashMap::default();
    for Row { line, value } in rows::<CueRow>(files, FILE)? {
        let category = DropReason::parse(&value.category)
            .ok_or_else(|| fault(FILE, line, format!("`{}` is no reason to drop a line", value.category)))?;
        let first = value.phrase.split(' ').next().unwrap_or_default();
        cues.entry(first.to_string()).or_default().push(Cue {
            place: value.place,
            category,
            phrase: value.phrase,
        });
    }
    for phrases in cues.values_mut() {
        phrases.sort_by_key(|cue| std::cmp::Reverse(cue.phrase.len()));
    }
    Ok(cues)
}

fn entities(files: &ListFiles) -> Result<FxHashMap<String, char>, Error> {
    const FILE: &str = "clean/entities.csv";
    rows::<EntityRow>(files, FILE)?
        .into_iter()
        .map(|Row { line, value }| {
            let character = u32::from_str_radix(&value.codepoint, 16).ok().and_then(char::from_u32);
            let character = character.ok_or_else(|| fault(FILE, line, "no code point in hexadecimal"))?;
            Ok((value.name, character))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Files of lists whose rows stand in order and once each.
    const SORTED: [&str; 4] = [
        "clean/cues.csv",
        "clean/entities.csv",
        "clean/languages.csv",
        "clean/stop_words.csv",
    ];

    #[test]
    fn lists_load_and_are_sorted_and_unique() {
        let lists = CleaningLists::embedded().expect("the embedded lists are valid");
        assert_eq!(lists.months["sept"], 9);
        let files = ListFiles::embedded();
        for name in SORTED {
            let text = files.text(name).expect("listed");
            let key = |row: &str| row.rsplit_once(',').map_or(row.to_string(), |(key, _)| key.to_string());
            let keys: Vec<String> = text.lines().skip(1).map(key).collect();
            for pair in keys.windows(2) {
                assert!(pair[0] < pair[1], "{name}: {pair:?}");
            }
        }
    }
}
