//! Words that only the local news of one country uses → that country.

use rustc_hash::FxHashMap;

use super::ListFiles;
use crate::error::Error;
use crate::text::fold_key;

/// Phrases of one to three words by the keys of their words.
#[derive(Debug, Default)]
pub struct LocalCues {
    rows: FxHashMap<[u64; LONGEST], String>,
}

const LONGEST: usize = 3;

impl LocalCues {
    const FILE: &str = "names/local_cues.csv";

    /// The country (ISO 3166-1 alpha-3) that the words from `first` on speak for, with how many they are.
    pub fn country_at(&self, first: usize, count: usize, key: impl Fn(usize) -> u64) -> Option<(usize, &str)> {
        let mut phrase = [0; LONGEST];
        let mut found = None;
        for length in 1..=LONGEST.min(count - first) {
            phrase[length - 1] = key(first + length - 1);
            found = self
                .rows
                .get(&phrase)
                .map(|country| (length, country.as_str()))
                .or(found);
        }
        found
    }

    /// # Errors
    /// [`Error::Configuration`] for a row without a country or with too many words.
    pub(super) fn load(files: &ListFiles) -> Result<Self, Error> {
        let mut rows = FxHashMap::default();
        for (line, row) in files.text(Self::FILE)?.lines().enumerate().skip(1) {
            let fault = |what: &str| Error::Configuration(format!("{}:{}: {what} in `{row}`", Self::FILE, line + 1));
            let (words, country) = row.split_once(',').ok_or_else(|| fault("no country"))?;
            let mut phrase = [0; LONGEST];
            for (place, word) in words.split(' ').enumerate() {
                *phrase.get_mut(place).ok_or_else(|| fault("too many words"))? = fold_key(word);
            }
            rows.insert(phrase, country.to_owned());
        }
        Ok(Self { rows })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_counts() {
        let cues = LocalCues::load(&ListFiles::embedded()).unwrap();
        let words = ["the", "county", "sheriff", "spoke", "at", "school"];
        let at = |first: usize| cues.country_at(first, words.len(), |place| fold_key(words[place]));
        assert_eq!(at(1), Some((2, "USA")));
        assert_eq!(at(2), Some((1, "USA")));
        assert_eq!(at(0), None);
        assert_eq!(at(5), None);
    }
}
