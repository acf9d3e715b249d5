//! `counties.csv` → counties and parishes of the United States, as divisions of their states.

use serde::Deserialize;

use super::load::{Loader, Origin, bare_entry};
use super::rows::rows;
use super::{Entry, EntryKind};
use crate::error::Error;
use crate::vocabulary::EntityType;

const FILE: &str = "counties.csv";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CountyRow {
    /// The code of the US census; GeoNames' second-level code.
    fips: String,
    name: String,
    /// GeoNames id of the state.
    division: i64,
    latitude: f32,
    longitude: f32,
}

/// Reads `counties.csv`, after the states.
pub(super) fn load(loader: &mut Loader) -> Result<(), Error> {
    for row in rows::<CountyRow>(loader.files, FILE)? {
        let origin = Origin {
            file: FILE,
            line: row.line,
        };
        let county = row.value;
        let state = loader.resolve(origin, &format!("division:{}", county.division))?;
        let entry = Entry {
            country: loader.entries[state.0 as usize].country.clone(),
            latitude: Some(county.latitude),
            longitude: Some(county.longitude),
            subtype: Some("county".to_owned()),
            parent: Some(state),
            ..bare_entry(
                format!("division:us-{}", county.fips),
                EntryKind::Division,
                EntityType::GeoPolitical,
                county.name,
            )
        };
        let id = loader.add(origin, entry)?;
        loader.own_name(id, false);
    }
    Ok(())
}
