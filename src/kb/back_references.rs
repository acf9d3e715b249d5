//! `back_references.csv` → which words before a noun take up what has been told before.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::files::ListFiles;
use super::rows::rows;
use crate::error::Error;

/// How a phrase speaks of a thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reference {
    /// As of something new, or that cannot be told.
    #[default]
    New,
    /// `the talks`, `their meeting`: as of something known, from the article or the world.
    Definite,
    /// `that meeting`: as of what has just been told.
    Demonstrative,
}

/// Words that open such phrases.
#[derive(Clone, Debug, Default)]
pub struct BackReferences(FxHashMap<Box<str>, Reference>);

impl BackReferences {
    /// How the noun behind `before` is spoken of: its determiner stands next to it, or before a number or
    /// a compound (`the three-day session`).
    pub fn of(&self, before: &str) -> Reference {
        let mut words = before.split_whitespace().rev();
        let Some(last) = words.next() else {
            return Reference::New;
        };
        let is_measure = last.contains('-') || last.starts_with(|c: char| c.is_ascii_digit());
        let determiner = if is_measure { words.next().unwrap_or(last) } else { last };
        let word = determiner.trim_start_matches(|c: char| !c.is_alphanumeric());
        let known = self.0.get(word.to_lowercase().as_str());
        known.copied().unwrap_or_default()
    }

    /// # Errors
    /// [`Error::Configuration`] naming the line of the first row that breaks the format.
    pub fn load(files: &ListFiles) -> Result<Self, Error> {
        let rows = rows::<ReferenceRow>(files, "back_references.csv")?.into_iter();
        Ok(Self(rows.map(|row| (row.value.word, row.value.reference)).collect()))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReferenceRow {
    word: Box<str>,
    reference: Reference,
}

#[cfg(test)]
mod tests {
    use super::{BackReferences, Reference};
    use crate::kb::files::ListFiles;

    #[test]
    fn a_determiner_beside_the_noun_takes_up_what_was_told() {
        let references = BackReferences::load(&ListFiles::embedded()).unwrap();
        assert_eq!(references.of("Both said after the "), Reference::Definite);
        assert_eq!(references.of("\u{201c}The three-day "), Reference::Definite);
        assert_eq!(references.of("Nothing came of that "), Reference::Demonstrative);
        for new in ["", "The envoys ", "after a ", "a two-day ", "said that the rebels "] {
            assert_eq!(references.of(new), Reference::New, "{new}");
        }
    }
}
