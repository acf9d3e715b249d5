//! Names of bodies that every state has → is a name without a country one of them?

use super::ListFiles;
use crate::error::Error;

/// Words that such names are or begin or end with.
#[derive(Debug, Default)]
pub struct StateBodies {
    rows: Vec<(String, Stands)>,
}

#[derive(Clone, Copy, Debug)]
enum Stands {
    First,
    Last,
    Whole,
}

impl StateBodies {
    const FILE: &str = "names/state_bodies.csv";

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
        let mut rows = Vec::new();
        for (line, row) in files.text(Self::FILE)?.lines().enumerate().skip(1) {
            let (name, stands) = row.split_once(',').unwrap_or((row, ""));
            let stands = match stands {
                "first" => Stands::First,
                "last" => Stands::Last,
                "whole" => Stands::Whole,
                _ => {
                    let place = format!("{}:{}", Self::FILE, line + 1);
                    return Err(Error::Configuration(format!(
                        "{place}: `{row}` says first, last or whole"
                    )));
                }
            };
            rows.push((name.to_owned(), stands));
        }
        Ok(Self { rows })
    }
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
