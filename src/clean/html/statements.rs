//! An HTML page → what it says about itself: meta tags, JSON-LD, headings, time tags, address.

use super::super::metadata::Metadata;
use super::super::mojibake::Mojibake;
use super::super::repair::repair;
use super::json_ld;
use super::tokens::{Tag, Token, Tokens, decode_text, decode_value};
use crate::kb::CleaningLists;
use crate::text::Span;

/// Everything found, before the best of each is chosen.
#[derive(Debug, Default)]
pub struct Statements {
    /// Name and content of `<meta>` tags.
    metas: Vec<(String, String)>,
    json_ld: json_ld::ArticleObject,
    page_title: String,
    first_headings: Vec<String>,
    /// `datetime` of `<time>` tags: marked as the publication, and others.
    marked_times: Vec<String>,
    times: Vec<String>,
    canonical: Option<String>,
    language: Option<String>,
}

/// Reads the whole page once.
pub fn read(html: &str, lists: &CleaningLists) -> Metadata {
    let mut statements = Statements::default();
    let mut open = Open::None;
    let mut text = String::new();
    for token in Tokens::of(html) {
        match token {
            Token::Open(tag) => open = statements.open(tag, open, lists),
            Token::Script(tag, script) => statements.script(tag, script, lists),
            Token::Text(span) if open != Open::None => text.push_str(&decode_text(html, span, lists).text),
            Token::Text(_) => {}
            Token::Close(name) if open.is_closed_by(name) => {
                statements.close(open, &text);
                text.clear();
                open = Open::None;
            }
            Token::Close(_) => {}
        }
    }
    statements.choose(lists)
}

/// The element whose text is being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    None,
    PageTitle,
    FirstHeading,
}

impl Open {
    fn is_closed_by(self, name: &str) -> bool {
        match self {
            Self::None => false,
            Self::PageTitle => name.eq_ignore_ascii_case("title"),
            Self::FirstHeading => name.eq_ignore_ascii_case("h1"),
        }
    }
}

impl Statements {
    fn open(&mut self, tag: Tag, open: Open, lists: &CleaningLists) -> Open {
        let value = |name: &str| {
            tag.attribute(name)
                .map(|value| decode_value(value, lists))
                .filter(|v| !v.trim().is_empty())
        };
        if value("itemprop").is_some_and(|name| name.eq_ignore_ascii_case("datePublished")) {
            self.marked_times.extend(value("datetime").or_else(|| value("content")));
        }
        if tag.is("meta") {
            let name = value("property")
                .or_else(|| value("name"))
                .or_else(|| value("itemprop"));
            if let (Some(name), Some(content)) = (name, value("content")) {
                self.metas.push((name.to_ascii_lowercase(), content));
            }
        } else if tag.is("time") {
            let is_marked = tag.attribute("pubdate").is_some()
                || value("class").is_some_and(|class| class.to_ascii_lowercase().contains("publi"));
            let times = if is_marked {
                &mut self.marked_times
            } else {
                &mut self.times
            };
            times.extend(value("datetime"));
        } else if tag.is("link") && value("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) {
            self.canonical = self.canonical.take().or_else(|| value("href"));
        } else if tag.is("html") {
            // `en-GB` says more than the two letters that a document's language has.
            self.language = value("lang").and_then(|tag| Some(tag.get(..2)?.to_ascii_lowercase()));
        } else if tag.is("title") && self.page_title.is_empty() {
            return Open::PageTitle;
        } else if tag.is("h1") {
            return Open::FirstHeading;
        }
        open
    }

    fn script(&mut self, tag: Tag, script: &str, lists: &CleaningLists) {
        let kind = tag.attribute("type").unwrap_or_default();
        if kind.to_ascii_lowercase().contains("ld+json") && self.json_ld.is_empty() {
            self.json_ld = json_ld::find_article(script, lists);
        }
    }

    fn close(&mut self, open: Open, text: &str) {
        let text = tidy(text);
        match open {
            Open::PageTitle => self.page_title = text,
            Open::FirstHeading if !text.is_empty() => self.first_headings.push(text),
            _ => {}
        }
    }

    fn choose(self, lists: &CleaningLists) -> Metadata {
        let names = &lists.page_names;
        let metas = |wanted: &[String]| -> Vec<String> {
            let pairs = wanted
                .iter()
                .flat_map(|name| self.metas.iter().filter(move |(found, _)| found == name));
            pairs
                .map(|(_, content)| tidy(content))
                .filter(|content| !content.is_empty())
                .collect()
        };
        let first = |wanted: &[String]| metas(wanted).into_iter().next();
        let is_name = |name: &String| !name.contains("://") && name.chars().count() <= 100 && !name.starts_with('@');
        let mut dates = self.json_ld.dates.clone();
        dates.extend(metas(&names.date));
        dates.extend(self.marked_times.iter().cloned());
        // A page with many times lists other articles: only a single day is its own.
        let mut days: Vec<&str> = self.times.iter().map(|time| time.get(..10).unwrap_or(time)).collect();
        days.dedup();
        dates.extend(self.times.first().filter(|_| days.len() == 1).cloned());
        let meta_title = first(&names.title);
        let heading = self.heading(meta_title.as_deref());
        Metadata {
            title: self.title(heading.as_deref(), meta_title),
            heading,
            byline: self
                .json_ld
                .byline
                .clone()
                .or_else(|| metas(&names.byline).into_iter().find(is_name))
                .filter(is_name),
            url: self
                .canonical
                .clone()
                .filter(|url| url.contains("://"))
                .or_else(|| first(&names.url))
                .or(self.json_ld.url.clone()),
            site: first(&names.site).or(self.json_ld.site.clone()),
            language: self.language.clone(),
            dates,
        }
    }

    /// The title stated in structured data, unless the heading and the meta tags agree on another; else the
    /// heading, else the meta tags' or the page's title without the name of the site.
    fn title(&self, heading: Option<&str>, meta_title: Option<String>) -> Option<String> {
        let headline = self
            .json_ld
            .headline
            .as_deref()
            .map(tidy)
            .filter(|title| !title.is_empty());
        let is_outvoted = heading.is_some() && heading == meta_title.as_deref();
        let page_title = || Some(tidy(&self.page_title)).filter(|title| !title.is_empty());
        headline
            .filter(|_| !is_outvoted)
            .or_else(|| heading.map(ToString::to_string))
            .or_else(|| meta_title.or_else(page_title).map(|title| without_site(&title)))
    }

    /// The first-level heading that agrees best with the titles stated elsewhere.
    fn heading(&self, meta_title: Option<&str>) -> Option<String> {
        // The site's name in the page title would agree with a heading that is the site's name.
        let page_title = without_site(&self.page_title);
        let stated = [self.json_ld.headline.as_deref(), meta_title, Some(page_title.as_str())];
        let stated: Vec<&str> = stated.into_iter().flatten().filter(|title| !title.is_empty()).collect();
        let agreement = |heading: &String| {
            stated
                .iter()
                .map(|title| shared_words(heading, title))
                .fold(0.0, f32::max)
        };
        let best = self
            .first_headings
            .iter()
            .rev()
            .max_by(|one, other| agreement(one).total_cmp(&agreement(other)))?;
        (agreement(best) >= LEAST_AGREEMENT || stated.is_empty()).then(|| best.clone())
    }
}

/// Share of a heading's words that a stated title must have.
const LEAST_AGREEMENT: f32 = 0.4;

fn shared_words(heading: &str, title: &str) -> f32 {
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let (heading, title) = (words(heading), words(title));
    let shared = heading.iter().filter(|word| title.contains(word)).count();
    shared as f32 / heading.len().max(1) as f32
}

/// `Talks open | The Outlet` → `Talks open`, where the longer part stands first.
fn without_site(title: &str) -> String {
    for mark in [" | ", " — ", " – ", " - ", " :: ", " » "] {
        if let Some((head, tail)) = title.rsplit_once(mark)
            && head.split_whitespace().count() >= 3
            && tail.split_whitespace().count() <= 5
        {
            return head.trim().to_string();
        }
    }
    title.to_string()
}

/// Characters repaired and space normalised.
fn tidy(text: &str) -> String {
    repair(text, Span::new(0, text.len()), &Mojibake::of(text)).line.text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metadata(html: &str) -> Metadata {
        read(html, &CleaningLists::embedded().expect("embedded lists are valid"))
    }

    #[test]
    fn the_heading_that_agrees_is_the_title() {
        let html = "<title>Talks open in port | The Outlet</title><meta property='og:title' content='Talks open in the port'>\
                    <h1>Log in</h1><h1>Talks <i>open</i> in the old port</h1>";
        assert_eq!(metadata(html).title.as_deref(), Some("Talks open in the old port"));
        let html = "<title>Ministers meet for talks | The Outlet</title><h1>The Outlet News</h1>";
        assert_eq!(metadata(html).title.as_deref(), Some("Ministers meet for talks"));
    }

    #[test]
    fn structured_data_comes_before_tags() {
        let html = r#"<html lang=en><meta name="pubdate" content="2031-05-13"><meta property="og:site_name" content="The Outlet">
            <link rel=canonical href="https://example.org/a"><time datetime="2031-05-14">x</time>
            <script type="application/ld+json">{"@graph":[{"@type":"WebPage","datePublished":"2030-01-01"},
            {"@type":["NewsArticle"],"headline":"Talks &amp; more","datePublished":"2031-05-12T10:00:00Z",
            "author":[{"name":"Ana Writer"},{"name":"Ben Writer"}]}]}</script>"#;
        let found = metadata(html);
        assert_eq!(found.dates, ["2031-05-12T10:00:00Z", "2031-05-13", "2031-05-14"]);
        assert_eq!(found.byline.as_deref(), Some("Ana Writer, Ben Writer"));
        assert_eq!(found.site.as_deref(), Some("The Outlet"));
        assert_eq!(found.url.as_deref(), Some("https://example.org/a"));
        assert_eq!(found.title.as_deref(), Some("Talks & more"));
    }
}
