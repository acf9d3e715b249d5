//! `regions.csv` → regions, seas, disputed areas; `extra_names.csv` → more names of any row.

use serde::Deserialize;

use super::countries::kind_of_alias;
use super::load::{Loader, Origin, bare_entry};
use super::rows::{list, rows};
use super::{Countries, Entry, EntryKind};
use crate::error::Error;
use crate::vocabulary::EntityType;

const REGIONS: &str = "regions.csv";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RegionRow {
    id: String,
    name: String,
    #[serde(deserialize_with = "list")]
    aliases: Vec<String>,
    /// Names that mean something else when they stand bare.
    #[serde(deserialize_with = "list")]
    ambiguous: Vec<String>,
    kind: RegionKind,
    #[serde(deserialize_with = "list")]
    countries: Vec<String>,
    geonames_id: Option<i64>,
    latitude: Option<f32>,
    longitude: Option<f32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum RegionKind {
    Continent,
    Macroregion,
    PoliticalRegion,
    Region,
    Sea,
    Canal,
    Admin1,
    Constituent,
    Disputed,
    DisputedAdmin1,
    Territory,
    HistoricalCountry,
}

impl RegionKind {
    /// Places with a government are GPE, the others LOC.
    fn entity_type(self) -> EntityType {
        match self {
            Self::Admin1
            | Self::Constituent
            | Self::Disputed
            | Self::DisputedAdmin1
            | Self::Territory
            | Self::HistoricalCountry => EntityType::GeoPolitical,
            Self::Continent | Self::Macroregion | Self::PoliticalRegion | Self::Region | Self::Sea | Self::Canal => {
                EntityType::Location
            }
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::Continent => "continent",
            Self::Macroregion => "macroregion",
            Self::PoliticalRegion => "political_region",
            Self::Region => "region",
            Self::Sea => "sea",
            Self::Canal => "canal",
            Self::Admin1 => "admin1",
            Self::Constituent => "constituent",
            Self::Disputed => "disputed",
            Self::DisputedAdmin1 => "disputed_admin1",
            Self::Territory => "territory",
            Self::HistoricalCountry => "historical_country",
        }
    }
}

/// Reads `regions.csv`.
pub(super) fn load(loader: &mut Loader, countries: &Countries) -> Result<(), Error> {
    for row in rows::<RegionRow>(loader.files, REGIONS)? {
        let origin = Origin {
            file: REGIONS,
            line: row.line,
        };
        let region = row.value;
        for iso3 in &region.countries {
            countries.check(origin, iso3)?;
        }
        let only_country = <[String; 1]>::try_from(region.countries).ok().map(|[iso3]| iso3);
        let entry = Entry {
            country: only_country,
            geonames_id: region.geonames_id,
            latitude: region.latitude,
            longitude: region.longitude,
            subtype: Some(region.kind.as_str().to_owned()),
            ..bare_entry(
                format!("region:{}", region.id),
                EntryKind::Region,
                region.kind.entity_type(),
                region.name.clone(),
            )
        };
        let id = loader.add(origin, entry)?;
        for name in std::iter::once(&region.name).chain(&region.aliases) {
            let is_ambiguous = region.ambiguous.contains(name);
            loader.name(name, id, kind_of_alias(name), is_ambiguous);
        }
    }
    Ok(())
}

const EXTRA_NAMES: &str = "extra_names.csv";

/// Names that news uses and the derived lists lack (`Hodeidah`); `name` becomes the row's own.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExtraNamesRow {
    id: String,
    name: Option<String>,
    #[serde(deserialize_with = "list")]
    aliases: Vec<String>,
    #[serde(deserialize_with = "list")]
    ambiguous: Vec<String>,
}

/// Reads `extra_names.csv`, after the lists whose rows it names.
pub(super) fn load_extra_names(loader: &mut Loader) -> Result<(), Error> {
    for row in rows::<ExtraNamesRow>(loader.files, EXTRA_NAMES)? {
        let origin = Origin {
            file: EXTRA_NAMES,
            line: row.line,
        };
        let id = loader.resolve(origin, &row.value.id)?;
        for name in row.value.name.iter().chain(&row.value.aliases) {
            let is_ambiguous = row.value.ambiguous.contains(name);
            loader.name(name, id, kind_of_alias(name), is_ambiguous);
        }
        if let Some(name) = row.value.name {
            loader.entries[id.0 as usize].name = name;
        }
    }
    Ok(())
}
