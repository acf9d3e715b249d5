//! `organisations.csv`, `national_bodies.csv` → organisations, with the names that stand for them.

use std::iter::once;

use serde::Deserialize;

use super::countries::kind_of_alias;
use super::load::{Loader, Origin, bare_entry};
use super::rows::{list, rows, yes_no};
use super::{Countries, Country, Entry, EntryKind, NameKind};
use crate::error::Error;
use crate::vocabulary::EntityType;

const FILE: &str = "organisations.csv";

const BODIES: &str = "national_bodies.csv";

/// Reads `organisations.csv`, then the bodies that many countries have.
pub(super) fn load(loader: &mut Loader, countries: &Countries) -> Result<(), Error> {
    load_organisations(loader, countries)?;
    load_bodies(loader, countries)
}

fn load_organisations(loader: &mut Loader, countries: &Countries) -> Result<(), Error> {
    let rows = rows::<OrganisationRow>(loader.files, FILE)?;
    let mut parents = Vec::new();
    for row in rows {
        let origin = Origin {
            file: FILE,
            line: row.line,
        };
        let organisation = row.value;
        if let Some(iso3) = &organisation.country {
            countries.check(origin, iso3)?;
        }
        let id = loader.add(origin, entry_of(&organisation))?;
        add_names(loader, &organisation, id);
        if let Some(parent) = organisation.parent {
            parents.push((origin, id, format!("org:{parent}")));
        }
    }
    for (origin, child, parent) in parents {
        let parent = loader.resolve(origin, &parent)?;
        loader.entries[child.0 as usize].parent = Some(parent);
    }
    Ok(())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OrganisationRow {
    id: String,
    name: String,
    acronym: Option<String>,
    #[serde(deserialize_with = "list")]
    aliases: Vec<String>,
    /// Names that mean something else when they stand bare.
    #[serde(deserialize_with = "list")]
    ambiguous: Vec<String>,
    kind: String,
    sector: String,
    country: Option<String>,
    parent: Option<String>,
    /// News of any country writes of it by its acronym alone.
    #[serde(deserialize_with = "yes_no")]
    is_known: bool,
}

fn entry_of(row: &OrganisationRow) -> Entry {
    Entry {
        country: row.country.clone(),
        subtype: Some(row.kind.clone()),
        sector: Some(row.sector.clone()),
        is_known: row.is_known,
        ..bare_entry(
            format!("org:{}", row.id),
            EntryKind::Organisation,
            EntityType::Organisation,
            row.name.clone(),
        )
    }
}

fn add_names(loader: &mut Loader, row: &OrganisationRow, id: super::KbId) {
    loader.name(&row.name, id, NameKind::Name, row.ambiguous.contains(&row.name));
    if let Some(acronym) = &row.acronym {
        loader.name(acronym, id, NameKind::Acronym, row.ambiguous.contains(acronym));
    }
    for alias in &row.aliases {
        loader.name(alias, id, kind_of_alias(alias), row.ambiguous.contains(alias));
    }
}

/// A body that every country of the kind has; `{country}` and `{adjective}` stand in its names.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BodyRow {
    key: String,
    name: String,
    #[serde(deserialize_with = "list")]
    aliases: Vec<String>,
    kind: String,
    sector: String,
}

/// One row for each body of each country with bodies: `org:rus_foreign_ministry`. A row of
/// `organisations.csv` with that id stands for the body and gains its names.
fn load_bodies(loader: &mut Loader, countries: &Countries) -> Result<(), Error> {
    for row in rows::<BodyRow>(loader.files, BODIES)? {
        let origin = Origin {
            file: BODIES,
            line: row.line,
        };
        let body = row.value;
        for country in countries.iter().filter(|country| country.has_bodies) {
            let id = format!("org:{}_{}", country.iso3.to_ascii_lowercase(), body.key);
            let id = match loader.find(&id) {
                Some(id) => id,
                None => loader.add(origin, body_entry(&body, country, id))?,
            };
            for pattern in once(&body.name).chain(&body.aliases) {
                each_name(pattern, country, |name| loader.name(name, id, NameKind::Name, false));
            }
        }
    }
    Ok(())
}

fn body_entry(body: &BodyRow, country: &Country, id: String) -> Entry {
    let adjective = country.adjectives.first().unwrap_or(&country.name);
    let name = body.name.replace("{country}", &country.name);
    Entry {
        country: Some(country.iso3.clone()),
        subtype: Some(body.kind.clone()),
        sector: Some(body.sector.clone()),
        ..bare_entry(
            id,
            EntryKind::Organisation,
            EntityType::Organisation,
            name.replace("{adjective}", adjective),
        )
    }
}

/// Fills a pattern with the short names of a country, or with what stands before a noun for it:
/// adjectives and acronyms (`US Army`).
fn each_name(pattern: &str, country: &Country, mut visit: impl FnMut(&str)) {
    const LONGEST: usize = 2;
    let (slot, fillers): (_, Vec<&String>) = if pattern.contains("{country}") {
        let short = country
            .aliases
            .iter()
            .filter(|alias| alias.split(' ').count() <= LONGEST);
        ("{country}", once(&country.name).chain(short).collect())
    } else {
        let is_acronym = |alias: &&String| kind_of_alias(alias) == NameKind::Acronym;
        let acronyms = country.aliases.iter().filter(is_acronym);
        ("{adjective}", country.adjectives.iter().chain(acronyms).collect())
    };
    for filler in fillers {
        visit(&pattern.replace(slot, filler));
    }
}
