//! Posts that only one country has → the country that their holder belongs to.

use serde::Deserialize;

use super::ListFiles;
use super::rows::rows;
use crate::error::Error;
use crate::text::fold;

/// Posts by name, folded, longest first.
#[derive(Debug, Default)]
pub struct PostCountries {
    rows: Vec<(String, String)>,
}

impl PostCountries {
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
        let posts = rows::<PostRow>(files, "names/post_countries.csv")?.into_iter();
        let mut rows: Vec<(String, String)> = posts.map(|row| (fold(&row.value.post), row.value.country)).collect();
        rows.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        Ok(Self { rows })
    }
}

#[derive(Deserialize)]
struct PostRow {
    post: String,
    country: String,
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
