//! The list files of `kb/`, built in or from a folder, as texts by name; their common digest.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::error::Error;

macro_rules! embed {
    ($($name:literal),+ $(,)?) => {
        /// Every list file with its text; a new list is one more line here.
        const EMBEDDED: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../kb/", $name)))),+];
    };
}

embed! {
    "back_references.csv",
    "cameo_codes.csv",
    "clean/cues.csv",
    "clean/dates.toml",
    "clean/entities.csv",
    "clean/languages.csv",
    "clean/page_names.toml",
    "clean/stop_words.csv",
    "counties.csv",
    "countries.csv",
    "demonyms.csv",
    "divisions.csv",
    "event_scores.csv",
    "events/accuse.toml",
    "events/agree.toml",
    "events/aid.toml",
    "events/assault.toml",
    "events/coerce.toml",
    "events/concede.toml",
    "events/consult.toml",
    "events/cooperate.toml",
    "events/mobilize.toml",
    "events/protest.toml",
    "events/reject.toml",
    "events/request.toml",
    "events/retreat.toml",
    "events/sanction.toml",
    "events/support.toml",
    "events/threaten.toml",
    "extra_names.csv",
    "forums.csv",
    "grammar/actor_nouns.csv",
    "grammar/bidding_nouns.csv",
    "grammar/irregular_plurals.csv",
    "grammar/irregular_verbs.csv",
    "grammar/manner_nouns.csv",
    "grammar/measure_nouns.csv",
    "grammar/modifiers.csv",
    "grammar/ordinals.csv",
    "grammar/party_nouns.csv",
    "grammar/status_cues.csv",
    "grammar/verbs.csv",
    "grammar/weapon_nouns.csv",
    "grammar/words.csv",
    "groups.csv",
    "metonyms.csv",
    "names/area_codes.csv",
    "names/country_words.csv",
    "names/given_names.csv",
    "names/heads.csv",
    "names/name_words.csv",
    "names/ordinary_words.csv",
    "names/post_countries.csv",
    "names/role_words.csv",
    "names/state_bodies.csv",
    "names/surnames.csv",
    "national_bodies.csv",
    "organisations.csv",
    "people.csv",
    "places.csv",
    "places_extra.csv",
    "plover_scores.csv",
    "portfolios.csv",
    "quotes/cues.csv",
    "quotes/naming_words.csv",
    "quotes/works.csv",
    "regions.csv",
    "related_types.csv",
    "segment/abbreviations.csv",
    "segment/contractions.csv",
    "segment/words.csv",
    "times/holidays.csv",
    "times/phrases.csv",
    "times/tenses.csv",
    "times/words.csv",
    "title_modifiers.csv",
    "titles.csv",
    "topics.csv",
    "treaties.csv",
    "weapons.csv",
}

/// The texts of all list files, by name (`countries.csv`, `events/consult.toml`), in name order.
#[derive(Clone, Debug)]
pub struct ListFiles {
    texts: BTreeMap<&'static str, Cow<'static, str>>,
}

impl ListFiles {
    /// The files built into the binary.
    pub fn embedded() -> Self {
        let texts = EMBEDDED.iter().map(|&(name, text)| (name, Cow::Borrowed(text)));
        Self { texts: texts.collect() }
    }

    /// The files of the same names in a folder laid out like `kb/`.
    ///
    /// # Errors
    /// [`Error::Io`] for a file that is missing or no UTF-8.
    pub fn from_dir(folder: &Path) -> Result<Self, Error> {
        let mut texts = BTreeMap::new();
        for &(name, _) in EMBEDDED {
            let path = folder.join(name);
            let text = std::fs::read_to_string(&path).map_err(|source| Error::io(&path, source))?;
            texts.insert(name, Cow::Owned(text));
        }
        Ok(Self { texts })
    }

    /// The text of a file.
    ///
    /// # Errors
    /// [`Error::Configuration`] where no such file belongs to the knowledge base.
    pub fn text(&self, name: &str) -> Result<&str, Error> {
        self.texts
            .get(name)
            .map(AsRef::as_ref)
            .ok_or_else(|| Error::Configuration(format!("{name}: no such file in the knowledge base")))
    }

    /// The files of a subfolder, in name order: `under("events/")`.
    pub fn under(&self, prefix: &str) -> impl Iterator<Item = (&'static str, &str)> {
        self.texts
            .iter()
            .filter(move |(name, _)| name.starts_with(prefix))
            .map(|(&name, text)| (name, text.as_ref()))
    }

    /// `sha256:<hex>` over names, lengths and bytes of all files, in name order.
    pub fn digest(&self) -> String {
        let mut hasher = Sha256::new();
        for (name, text) in &self.texts {
            hasher.update(name.as_bytes());
            hasher.update([0]);
            hasher.update((text.len() as u64).to_le_bytes());
            hasher.update(text.as_bytes());
        }
        let mut digest = String::from("sha256:");
        for byte in hasher.finalize() {
            write!(digest, "{byte:02x}").expect("writing to a string does not fail");
        }
        digest
    }
}

#[cfg(test)]
mod tests {
    use super::{EMBEDDED, ListFiles};

    #[test]
    fn file_names_are_sorted_and_unique() {
        assert!(EMBEDDED.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }

    #[test]
    fn a_changed_byte_changes_the_digest() {
        let files = ListFiles::embedded();
        let mut changed = files.clone();
        let text = changed.texts.get_mut("countries.csv").expect("listed above").to_mut();
        text.push('\n');
        assert_ne!(files.digest(), changed.digest());
        assert_eq!(files.digest(), ListFiles::embedded().digest());
    }
}
