//! `titles.csv`, `title_modifiers.csv`, `portfolios.csv` → titles found in runs of tokens.

use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::files::ListFiles;
use super::phrases::{PhraseTrie, Written};
use super::rows::{list, rows, yes_no};
use crate::error::Error;
use crate::text::fold_key;

/// A title or post: `President`, `secretary of the Security Council`.
#[derive(Clone, Debug)]
pub struct Title {
    pub title: String,
    pub category: TitleCategory,
    /// What its holder serves, where the title says so: `country` for a president.
    pub implies: Option<Implied>,
    /// Stands before or after the name of a field: `minister of defence`.
    pub takes_portfolio: bool,
    /// Stands before a name: `President Doe`.
    pub is_prefix: bool,
    /// Stands after a name: `Jane Doe, president of …`.
    pub is_appositive: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TitleCategory {
    Adviser,
    ArmedGroupLeader,
    Chair,
    Chief,
    DeputyHeadOfGovernment,
    DeputyHeadOfIgo,
    DeputyHeadOfState,
    DeputyMinister,
    Diplomat,
    Expert,
    HeadOfGovernment,
    HeadOfIgo,
    HeadOfState,
    /// `Mr`, `Dr`: evidence of a person, no role.
    Honorific,
    IgoOfficial,
    Leader,
    Legal,
    Legislator,
    Military,
    Minister,
    Official,
    Politician,
    /// `counterpart`.
    Relational,
    Religious,
    Royal,
    SecurityOfficial,
    Spokesperson,
    Subnational,
}

/// The kind of thing whose name completes a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Implied {
    #[serde(rename = "admin1")]
    Division,
    Alliance,
    City,
    Country,
    GovernmentBody,
    Igo,
    Legislature,
    Military,
    Party,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TitleForm {
    Singular,
    Plural,
    Abbreviation,
}

/// A title found: how many tokens it spans.
#[derive(Clone, Copy, Debug)]
pub struct TitleMatch<'k> {
    pub tokens: usize,
    pub title: &'k Title,
    pub form: TitleForm,
}

/// All titles, and the words that go with them.
#[derive(Debug, Default)]
pub struct Titles {
    titles: Vec<Title>,
    phrases: PhraseTrie,
    /// One for each phrase: index of the title, form, and whether it asks for capitals.
    forms: Vec<(usize, TitleForm, bool)>,
    modifiers: FxHashSet<u64>,
    after: FxHashSet<u64>,
    portfolios: PhraseTrie,
}

impl Titles {
    pub fn iter(&self) -> impl Iterator<Item = &Title> {
        self.titles.iter()
    }

    /// The longest title from token 0 of `count` tokens on, in small letters or capitals alike;
    /// abbreviations only in capitals (`PM`) or with a capital (`Gen.`). See
    /// [`super::Gazetteer::longest_match`] for `token`.
    pub fn longest_match<'t>(&self, count: usize, token: impl Fn(usize) -> (u64, &'t str)) -> Option<TitleMatch<'_>> {
        let accept = |phrase: u32, written: Written| {
            let (_, _, needs_capitals) = self.forms[phrase as usize];
            !needs_capitals || written.capitals & 1 == 1
        };
        let found = self.phrases.longest_match(count, token, accept)?;
        let (title, form, _) = self.forms[found.phrase as usize];
        Some(TitleMatch {
            tokens: found.tokens,
            title: &self.titles[title],
            form,
        })
    }

    /// How many tokens a field of office spans (`foreign affairs`, `defence`) from token 0 on.
    pub fn portfolio_match<'t>(&self, count: usize, token: impl Fn(usize) -> (u64, &'t str)) -> Option<usize> {
        let found = self.portfolios.longest_match(count, token, |_, _| true);
        found.map(|found| found.tokens)
    }

    /// A word that stands before titles without being part of one: `former`, `acting`, `deputy`.
    pub fn is_modifier(&self, key: u64) -> bool {
        self.modifiers.contains(&key)
    }

    /// A word that stands after titles: `designate`.
    pub fn is_modifier_after(&self, key: u64) -> bool {
        self.after.contains(&key)
    }

    pub(super) fn load(files: &ListFiles) -> Result<Self, Error> {
        let mut titles = Self::default();
        for row in rows::<TitleRow>(files, "titles.csv")? {
            titles.add(row.value);
        }
        for row in rows::<ModifierRow>(files, "title_modifiers.csv")? {
            let keys = std::iter::once(&row.value.modifier).chain(&row.value.aliases);
            let keys = keys.map(|word| fold_key(word));
            match row.value.position {
                Position::Before => titles.modifiers.extend(keys),
                Position::After => titles.after.extend(keys),
            }
        }
        for row in rows::<PortfolioRow>(files, "portfolios.csv")? {
            for name in std::iter::once(&row.value.portfolio).chain(&row.value.aliases) {
                titles.portfolios.insert(name);
            }
        }
        Ok(titles)
    }

    fn add(&mut self, row: TitleRow) {
        let title = self.titles.len();
        self.add_form(&row.title, title, TitleForm::Singular);
        if let Some(plural) = &row.plural {
            self.add_form(plural, title, TitleForm::Plural);
        }
        for abbreviation in &row.abbreviations {
            self.add_form(abbreviation, title, TitleForm::Abbreviation);
        }
        self.titles.push(Title {
            title: row.title,
            category: row.category,
            implies: row.implies,
            takes_portfolio: row.takes_portfolio,
            is_prefix: row.positions.contains(&"prefix".to_owned()),
            is_appositive: row.positions.contains(&"appositive".to_owned()),
        });
    }

    /// The first title to claim a phrase keeps it.
    fn add_form(&mut self, phrase: &str, title: usize, form: TitleForm) {
        let number = self.phrases.insert(phrase);
        if number.is_some_and(|number| number as usize == self.forms.len()) {
            self.forms.push((title, form, form == TitleForm::Abbreviation));
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TitleRow {
    title: String,
    plural: Option<String>,
    #[serde(deserialize_with = "list")]
    abbreviations: Vec<String>,
    category: TitleCategory,
    implies: Option<Implied>,
    #[serde(deserialize_with = "yes_no")]
    takes_portfolio: bool,
    #[serde(deserialize_with = "list")]
    positions: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ModifierRow {
    modifier: String,
    #[serde(deserialize_with = "list")]
    aliases: Vec<String>,
    position: Position,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Position {
    Before,
    After,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PortfolioRow {
    portfolio: String,
    #[serde(deserialize_with = "list")]
    aliases: Vec<String>,
}
