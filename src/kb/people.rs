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
        let entry = Entry {
            country: Some(person.country),
            subtype: Some(person.post),
            sector: Some(person.sector),
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
