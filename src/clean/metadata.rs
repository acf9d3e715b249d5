//! What a record or page says about itself → title, site, publication date.

use crate::document::{Published, PublishedFrom, RecordFields};
use crate::kb::CleaningLists;

use super::dates::{date_in_url, parse_date};

/// Statements about the article from outside its text.
#[derive(Clone, Debug, Default)]
pub struct Metadata {
    pub title: Option<String>,
    /// The title as a heading that the page shows.
    pub heading: Option<String>,
    pub byline: Option<String>,
    pub url: Option<String>,
    pub site: Option<String>,
    pub language: Option<String>,
    /// Publication dates as written, the most trusted first.
    pub dates: Vec<String>,
}

impl Metadata {
    pub fn of_fields(fields: &RecordFields) -> Self {
        Self {
            title: fields.title.clone(),
            heading: None,
            byline: fields.byline.clone(),
            url: fields.url.clone(),
            site: fields.site.clone(),
            language: fields.language.clone(),
            dates: fields.date.iter().cloned().collect(),
        }
    }

    /// The site as stated, else the host of the address.
    pub fn site(&self) -> Option<String> {
        self.site.clone().or_else(|| host(self.url.as_deref()?))
    }

    /// The publication date as stated, else as written in the address.
    pub fn published(&self, lists: &CleaningLists) -> Option<Published> {
        let stated = || {
            self.dates
                .iter()
                .find_map(|date| parse_date(date, PublishedFrom::Metadata, lists))
        };
        stated().or_else(|| date_in_url(self.url.as_deref()?))
    }
}

/// `example.org` of `https://www.example.org:8080/path`.
fn host(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (host.contains('.')).then(|| host.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_is_the_host_of_the_address() {
        let site = |url: &str| {
            Metadata {
                url: Some(url.into()),
                ..Metadata::default()
            }
            .site()
        };
        assert_eq!(
            site("https://www.Example.org:8080/a?b=//c").as_deref(),
            Some("example.org")
        );
        assert_eq!(
            site("https://user@news.example.org").as_deref(),
            Some("news.example.org")
        );
        assert_eq!(site("example"), None);
    }

    #[test]
    fn a_stated_date_wins_over_the_address() {
        let lists = CleaningLists::embedded().expect("embedded lists are valid");
        let mut metadata = Metadata {
            url: Some("https://example.org/2025/05/29/a".into()),
            dates: vec!["soon".into(), "2025-05-30".into()],
            ..Metadata::default()
        };
        let day = |metadata: &Metadata| metadata.published(&lists).map(|p| (p.date.to_string(), p.from));
        assert_eq!(day(&metadata), Some(("2025-05-30".into(), PublishedFrom::Metadata)));
        metadata.dates.clear();
        assert_eq!(day(&metadata), Some(("2025-05-29".into(), PublishedFrom::Url)));
    }
}
