//! A JSON-LD script → what it says about the article of the page.

use serde_json::Value;

use super::tokens::decode_value;
use crate::kb::CleaningLists;

/// The first object of the script that is an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleObject {
    pub headline: Option<String>,
    /// Publication dates, the most trusted first.
    pub dates: Vec<String>,
    pub byline: Option<String>,
    pub site: Option<String>,
    pub url: Option<String>,
}

impl ArticleObject {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Finds the article, however deep it is; empty where there is none or the script is no JSON.
pub fn find_article(script: &str, lists: &CleaningLists) -> ArticleObject {
    let script = script
        .trim()
        .trim_start_matches("<!--")
        .trim_end_matches("-->")
        .trim_end_matches([';', ' ']);
    // Line breaks inside strings are the usual mistake of such scripts.
    let repaired = || serde_json::from_str(&script.replace(|c: char| c.is_control(), " "));
    let Ok(value) = serde_json::from_str::<Value>(script).or_else(|_| repaired()) else {
        return ArticleObject::default();
    };
    article(&value, lists).unwrap_or_default()
}

fn article(value: &Value, lists: &CleaningLists) -> Option<ArticleObject> {
    match value {
        Value::Array(items) => items.iter().find_map(|item| article(item, lists)),
        Value::Object(fields) => {
            let is_article =
                strings(value.get("@type")).any(|kind| lists.page_names.article_types.iter().any(|t| t == kind));
            if is_article {
                return Some(read(value, lists));
            }
            ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "hasPart"]
                .iter()
                .filter_map(|key| fields.get(*key))
                .find_map(|inner| article(inner, lists))
        }
        _ => None,
    }
}

fn read(article: &Value, lists: &CleaningLists) -> ArticleObject {
    let text = |key: &str| {
        let text = strings(article.get(key)).next()?;
        Some(decode_value(text, lists)).filter(|text| !text.trim().is_empty())
    };
    let names: Vec<&str> = article.get("author").map(names).unwrap_or_default();
    ArticleObject {
        headline: text("headline").or_else(|| text("name")),
        dates: ["datePublished", "dateCreated"]
            .iter()
            .filter_map(|key| text(key))
            .collect(),
        byline: (!names.is_empty()).then(|| decode_value(&names.join(", "), lists)),
        site: article
            .get("publisher")
            .map(self::names)
            .and_then(|names| names.first().map(ToString::to_string)),
        url: text("url"),
    }
}

/// The names of persons or organisations, given as text, object or list.
fn names(value: &Value) -> Vec<&str> {
    match value {
        Value::String(name) => vec![name.trim()],
        Value::Array(items) => items.iter().flat_map(names).collect(),
        Value::Object(fields) => fields.get("name").map(names).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// A string or the strings of a list.
fn strings(value: Option<&Value>) -> impl Iterator<Item = &str> {
    let items = match value {
        Some(Value::Array(items)) => items.as_slice(),
        Some(single) => std::slice::from_ref(single),
        None => &[],
    };
    items.iter().filter_map(Value::as_str)
}
