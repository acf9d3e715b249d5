//! `names/country_words.csv`, `names/area_codes.csv` → what in a text of one town tells the country or state that it leaves unsaid.

use rustc_hash::FxHashMap;

use super::load::{Loader, Origin};
use super::rows::{list, rows};
use super::{Countries, KbId};
use crate::error::Error;
use crate::text::fold_key;
use serde::Deserialize;

const WORDS: &str = "names/country_words.csv";
const CODES: &str = "names/area_codes.csv";

/// Words that only some countries use, and telephone area codes.
#[derive(Debug, Default)]
pub struct Customs {
    words: FxHashMap<u64, Vec<String>>,
    codes: FxHashMap<u16, KbId>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordRow {
    word: String,
    /// Where it is at home.
    #[serde(deserialize_with = "list")]
    countries: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CodeRow {
    code: u16,
    /// GeoNames id of the state or province.
    division: i64,
}

impl Customs {
    /// The countries that a word, by its folded key, is at home in.
    pub fn countries_of(&self, folded: u64) -> &[String] {
        self.words.get(&folded).map_or(&[], Vec::as_slice)
    }

    /// The state or province of an area code of the North American plan.
    pub fn division_of(&self, code: u16) -> Option<KbId> {
        self.codes.get(&code).copied()
    }

    /// Reads both lists, after the divisions.
    ///
    /// # Errors
    /// [`Error::Configuration`] for an unknown country or division.
    pub(super) fn load(loader: &Loader, countries: &Countries) -> Result<Self, Error> {
        let mut customs = Self::default();
        for row in rows::<WordRow>(loader.files, WORDS)? {
            let origin = Origin {
                file: WORDS,
                line: row.line,
            };
            for country in &row.value.countries {
                countries.check(origin, country)?;
            }
            customs.words.insert(fold_key(&row.value.word), row.value.countries);
        }
        for row in rows::<CodeRow>(loader.files, CODES)? {
            let origin = Origin {
                file: CODES,
                line: row.line,
            };
            let division = loader.resolve(origin, &format!("division:{}", row.value.division))?;
            customs.codes.insert(row.value.code, division);
        }
        Ok(customs)
    }
}
