//! `demonyms.csv` → adjectives and names of the people of divisions and regions (`Texan`, `Abkhazians`).

use serde::Deserialize;

use super::NameKind;
use super::load::{Loader, Origin};
use super::rows::{list, rows};
use crate::error::Error;

const FILE: &str = "demonyms.csv";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DemonymRow {
    id: String,
    #[serde(deserialize_with = "list")]
    adjectives: Vec<String>,
    #[serde(deserialize_with = "list")]
    demonyms: Vec<String>,
}

/// Reads `demonyms.csv`, after the lists whose rows it names.
pub(super) fn load(loader: &mut Loader) -> Result<(), Error> {
    for row in rows::<DemonymRow>(loader.files, FILE)? {
        let origin = Origin {
            file: FILE,
            line: row.line,
        };
        let id = loader.resolve(origin, &row.value.id)?;
        for name in &row.value.adjectives {
            loader.name(name, id, NameKind::Adjective, false);
        }
        for name in &row.value.demonyms {
            loader.name(name, id, NameKind::Demonym, false);
        }
    }
    Ok(())
}
