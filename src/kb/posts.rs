//! Posts that only one country has → the country that their holder belongs to.

use super::ListFiles;
use crate::error::Error;
use crate::text::fold;

/// Posts by name, folded, longest first.
#[derive(Debug, Default)]
pub struct PostCountries {
    rows: Vec<(String, String)>,
}

impl PostCountries {
    const FILE: &str = "names/post_countries.csv";

    /// The country (ISO 3166-1 alpha-3) of the post that a role as stated in a text holds:
    /// `Foreign Secretary` is `GBR`, `Deputy Secretary of State` is `USA`.
    pub fn country_of(&self, role: &str) -> Option<&str> {
        let role = fold(role);
        let row = self.rows.iter().find(|(post, _)| holds_phrase(&role, post))?;
        Some(&row.1)
    }

    /// # Errors
    /// [`Error::Configuration`] for a row without a country.
    pub(super) fn load(files: &ListFiles) -> Result<Self, Error> {
        let mut rows = Vec::new();
        for (line, row) in files.text(Self::FILE)?.lines().enumerate().skip(1) {
            let (post, country) = row
                .split_once(',')
                .ok_or_else(|| Error::Configuration(format!("{}:{}: no country in `{row}`", Self::FILE, line + 1)))?;
            rows.push((fold(post), country.to_owned()));
        }
        rows.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        Ok(Self { rows })
    }
}

/// The phrase stands in the text as whole words.
fn holds_phrase(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(start, _)| {
        let is_start = start == 0 || text[..start].ends_with(' ');
        let rest = &text[start + phrase.len()..];
        is_start && (rest.is_empty() || rest.starts_with(' '))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_post_decides() {
        let posts = PostCountries::load(&ListFiles::embedded()).unwrap();
        let cases = [
            ("Foreign Secretary", Some("GBR")),
            ("Deputy Secretary of State", Some("USA")),
            ("Secretary of State for Health", Some("GBR")),
            ("secretary of statehood", None),
            ("Foreign Minister", None),
        ];
        for (role, country) in cases {
            assert_eq!(posts.country_of(role), country, "{role}");
        }
    }
}
