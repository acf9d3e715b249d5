//! `people.csv` → persons who hold or held an office, with full names and surnames.

use serde::Deserialize;

use super::load::{Loader, Origin, bare_entry};
use super::rows::{list, rows};
use super::{Countries, Entry, EntryKind, NameKind};
use crate::error::Error;
use crate::vocabulary::EntityType;

const FILE: &str = "people.csv";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PersonRow {
    id: String,
    name: String,
    #[serde(deserialize_with = "list")]
    aliases: Vec<String>,
    /// What news calls the person by alone; none where many bear it.
    #[serde(deserialize_with = "list")]
    surnames: Vec<String>,
    country: String,
    sector: String,
    /// The post that the person is best known by.
    post: String,
    /// First and last year in it, where certain; no last year for those in office when the list was last read over.
    from: Option<i16>,
    to: Option<i16>,
    /// Where the row's facts are from.
    #[expect(dead_code, reason = "read by people")]
    source: String,
}

/// Reads `people.csv`.
pub(super) fn load(loader: &mut Loader, countries: &Countries) -> Result<(), Error> {
    for row in rows::<PersonRow>(loader.files, FILE)? {
        let origin = Origin {
            file: FILE,
            line: row.line,
        };
        let person = row.value;
        countries.check(origin, &person.country)?;
        check_years(origin, &person)?;
        let entry = Entry {
            country: Some(person.country),
            subtype: Some(person.post),
            sector: Some(person.sector),
            years: person.from.map(|from| (from, person.to)),
            ..bare_entry(
                format!("person:{}", person.id),
                EntryKind::Person,
                EntityType::Person,
                person.name.clone(),
            )
        };
        let id = loader.add(origin, entry)?;
        loader.name(&person.name, id, NameKind::Name, false);
        for alias in &person.aliases {
            loader.name(alias, id, NameKind::Name, false);
        }
        for surname in &person.surnames {
            loader.name(surname, id, NameKind::Surname, false);
        }
    }
    Ok(())
}

/// A term begins before it ends, and in living memory.
fn check_years(origin: Origin, person: &PersonRow) -> Result<(), Error> {
    const FIRST: i16 = 1950;
    let is_sane = match (person.from, person.to) {
        (Some(from), to) => from >= FIRST && to.is_none_or(|to| to >= from),
        (None, to) => to.is_none(),
    };
    match is_sane {
        true => Ok(()),
        false => Err(origin.fault(format!("`{}` cannot have been in office so", person.id))),
    }
}
