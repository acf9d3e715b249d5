//! Names of bodies that every state has → is a name without a country one of them?

use serde::Deserialize;

use super::ListFiles;
use super::rows::rows;
use crate::error::Error;

/// Words that such names are or begin or end with.
#[derive(Debug, Default)]
pub struct StateBodies {
    rows: Vec<(String, Stands)>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Stands {
    First,
    Last,
    Whole,
}

impl StateBodies {
    /// `Ministry of Ports`, `Congress`, `National Defence Force`.
    pub fn holds(&self, name: &str) -> bool {
        self.rows.iter().any(|(words, stands)| match stands {
            Stands::Whole => name == words,
            Stands::First => name
                .strip_prefix(words.as_str())
                .is_some_and(|rest| rest.starts_with(' ')),
            Stands::Last => {
                let rest = name.strip_suffix(words.as_str());
                rest.is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
            }
        })
    }

    /// # Errors
    /// [`Error::Configuration`] for a row that does not say where its words stand.
    pub(super) fn load(files: &ListFiles) -> Result<Self, Error> {
        let bodies = rows::<BodyRow>(files, "names/state_bodies.csv")?.into_iter();
        let rows = bodies.map(|row| (row.value.name, row.value.stands)).collect();
        Ok(Self { rows })
    }
}

#[derive(Deserialize)]
struct BodyRow {
    name: String,
    stands: Stands,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_where_their_row_says() {
        let bodies = StateBodies::load(&ListFiles::embedded()).unwrap();
        let cases = [
            ("Ministry of Ports", true),
            ("Ports Ministry", true),
            ("Congress", true),
            ("Congress of Local Powers", false),
            ("National Defence Force", true),
            ("Salvation Army", false),
            ("Armyworm", false),
        ];
        for (name, holds) in cases {
            assert_eq!(bodies.holds(name), holds, "{name}");
        }
    }
}
