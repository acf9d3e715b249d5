//! `organisations.csv` → organisations, with the names that stand for them.

use serde::Deserialize;

use super::countries::kind_of_alias;
use super::load::{Loader, Origin, bare_entry};
use super::rows::{list, rows};
use super::{Countries, Entry, EntryKind, NameKind};
use crate::error::Error;
use crate::vocabulary::EntityType;

const FILE: &str = "organisations.csv";

/// Reads `organisations.csv`.
pub(super) fn load(loader: &mut Loader, countries: &Countries) -> Result<(), Error> {
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
}

fn entry_of(row: &OrganisationRow) -> Entry {
    Entry {
        country: row.country.clone(),
        subtype: Some(row.kind.clone()),
        sector: Some(row.sector.clone()),
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
