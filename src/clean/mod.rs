//! [`Article`] → [`CleanDocument`]: charset, page furniture, title, dates, language, alignment.

mod assemble;
mod blocks;
mod charset;
mod dateline;
mod dates;
mod html;
mod judge;
mod language;
mod metadata;
mod mojibake;
mod page;
mod repair;
mod traced;
mod verbatim;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use self::dateline::DatelinePattern;
pub use self::judge::{LINE_FEATURES, LINE_TASK, LineFeatures, LineModel, line_features};
use crate::document::{Article, CleanDocument, Content};
use crate::error::{Error, RejectCode, Rejection, Stage};
use crate::kb::KnowledgeBase;

/// The `[clean]` section of a pipeline file.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct CleanConfig {
    /// Keep the text of JSON records as it is, to the character.
    pub verbatim: bool,
    /// Languages to keep (ISO 639-1); empty keeps all: a document says its language, and an analyst who
    /// wants English articles alone asks for them.
    pub languages: Vec<String>,
    /// A shorter text becomes a reject (`too_short`).
    pub min_chars: usize,
}

impl Default for CleanConfig {
    fn default() -> Self {
        Self {
            verbatim: false,
            languages: Vec::new(),
            min_chars: 80,
        }
    }
}

/// Turns records into clean documents; holds what is built once.
pub struct Cleaner {
    config: CleanConfig,
    kb: Arc<KnowledgeBase>,
    model: LineModel,
    datelines: DatelinePattern,
}

impl Cleaner {
    /// # Errors
    /// [`Error::Configuration`] where the weights of the line model are incomplete.
    pub fn new(config: &CleanConfig, kb: Arc<KnowledgeBase>) -> Result<Self, Error> {
        Ok(Self {
            config: config.clone(),
            model: LineModel::embedded()?,
            datelines: DatelinePattern::new(&kb.cleaning),
            kb,
        })
    }

    /// Cleans one record. A pure function of the record and the configuration.
    ///
    /// # Errors
    /// A [`Rejection`] where the record is no text (`not_text`), or, unless `verbatim`, too short or in
    /// another language.
    pub fn clean(&self, article: Article) -> Result<CleanDocument, Rejection> {
        let lists = &self.kb.cleaning;
        if let (true, Content::Fields(fields)) = (self.config.verbatim, &article.content) {
            return Ok(verbatim::clean(&article, fields, lists, &self.datelines));
        }
        let reject = |code, message: String| rejection(&article, code, message);
        if let Some(kind) = page::known_binary(&article) {
            return Err(reject(RejectCode::NotText, format!("the record is {kind}")));
        }
        let page = page::read(&article, lists);
        if page::is_garbled(&page.source.text) {
            return Err(reject(
                RejectCode::NotText,
                "the record is full of control or undecodable characters".into(),
            ));
        }
        let judgement = judge::judge(&page, lists, &self.model);
        let document = assemble::document(&article, page, judgement, lists, &self.datelines);
        if self.config.verbatim {
            return Ok(document);
        }
        self.check(&document).map_err(|(code, message)| reject(code, message))?;
        Ok(document)
    }

    /// The two conditions on what is left after cleaning.
    fn check(&self, document: &CleanDocument) -> Result<(), (RejectCode, String)> {
        let n_chars = document.text.chars().count();
        if n_chars < self.config.min_chars {
            let message = format!(
                "{n_chars} characters were left (clean.min_chars is {})",
                self.config.min_chars
            );
            return Err((RejectCode::TooShort, message));
        }
        let languages = &self.config.languages;
        match &document.language {
            Some(code) if !languages.is_empty() && !languages.contains(code) => Err((
                RejectCode::Language,
                format!("the language is `{code}` (clean.languages is {languages:?})"),
            )),
            _ => Ok(()),
        }
    }
}

fn rejection(article: &Article, code: RejectCode, message: String) -> Rejection {
    Rejection {
        source_uri: article.source_uri.clone(),
        record_index: Some(article.record_index),
        stage: Stage::Clean,
        code,
        message,
        source_bytes: i64::try_from(article.bytes.len()).ok(),
    }
}

#[cfg(test)]
mod tests;
