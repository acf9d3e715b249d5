//! `divisions.csv`, `places.csv`, `places_extra.csv` → divisions and places with coordinates.

use std::iter::once;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::countries::kind_of_alias;
use super::load::{Loader, Origin, bare_entry};
use super::rows::{Row, list, rows, rows_of_long, yes_no};
use super::{Countries, Entry, EntryKind, NameKind};
use crate::error::Error;
use crate::vocabulary::EntityType;

/// Reads all lists of divisions and places.
pub(super) fn load(loader: &mut Loader, countries: &Countries) -> Result<(), Error> {
    let places = rows_of_long::<PlaceRow>(loader.files, PLACES)?;
    load_divisions(loader, countries, &inhabitants_of(&places))?;
    load_places(loader, countries, places)?;
    load_extra(loader, countries)
}

/// The inhabitants of the listed places of each division: `Florida` is more often the state of millions
/// than the department of thousands.
fn inhabitants_of(places: &[Row<PlaceRow>]) -> FxHashMap<i64, u32> {
    let mut counts: FxHashMap<i64, u32> = FxHashMap::default();
    for place in places.iter().map(|row| &row.value) {
        if let Some((division, people)) = place.division.zip(place.population) {
            let count = counts.entry(division).or_default();
            *count = count.saturating_add(people);
        }
    }
    counts
}

const DIVISIONS: &str = "divisions.csv";
const PLACES: &str = "places.csv";
const EXTRA: &str = "places_extra.csv";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DivisionRow {
    geonames_id: i64,
    /// GeoNames' code, for the rebuilding script.
    #[expect(dead_code, reason = "read by people")]
    code: String,
    name: String,
    #[serde(deserialize_with = "list")]
    aliases: Vec<String>,
    country: String,
    latitude: f32,
    longitude: f32,
    #[serde(deserialize_with = "yes_no")]
    is_ambiguous: bool,
}

fn load_divisions(loader: &mut Loader, countries: &Countries, inhabitants: &FxHashMap<i64, u32>) -> Result<(), Error> {
    for row in rows::<DivisionRow>(loader.files, DIVISIONS)? {
        let origin = Origin {
            file: DIVISIONS,
            line: row.line,
        };
        let division = row.value;
        countries.check(origin, &division.country)?;
        let entry = Entry {
            country: Some(division.country),
            geonames_id: Some(division.geonames_id),
            latitude: Some(division.latitude),
            longitude: Some(division.longitude),
            population: Some(inhabitants.get(&division.geonames_id).copied().unwrap_or(0)),
            ..bare_entry(
                format!("division:{}", division.geonames_id),
                EntryKind::Division,
                EntityType::GeoPolitical,
                division.name,
            )
        };
        let id = loader.add(origin, entry)?;
        loader.own_name(id, division.is_ambiguous);
        for alias in &division.aliases {
            loader.name(alias, id, NameKind::Name, division.is_ambiguous);
        }
    }
    Ok(())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlaceRow {
    geonames_id: i64,
    name: String,
    #[serde(deserialize_with = "list")]
    aliases: Vec<String>,
    country: String,
    /// GeoNames id of its first-level division.
    division: Option<i64>,
    latitude: f32,
    longitude: f32,
    population: Option<u32>,
    /// What it is the seat of.
    seat: Option<Seat>,
    /// Also a common word, a given name or a surname.
    #[serde(deserialize_with = "yes_no")]
    is_ambiguous: bool,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Seat {
    Capital,
    Division,
}

fn load_places(loader: &mut Loader, countries: &Countries, places: Vec<Row<PlaceRow>>) -> Result<(), Error> {
    for row in places {
        let origin = Origin {
            file: PLACES,
            line: row.line,
        };
        let place = row.value;
        countries.check(origin, &place.country)?;
        let division = place.division.map(|division| format!("division:{division}"));
        let subtype = place.seat.map(|seat| match seat {
            Seat::Capital => "capital",
            Seat::Division => "division_seat",
        });
        let entry = Entry {
            country: Some(place.country),
            geonames_id: Some(place.geonames_id),
            latitude: Some(place.latitude),
            longitude: Some(place.longitude),
            population: place.population,
            subtype: subtype.map(str::to_owned),
            parent: division.and_then(|division| loader.find(&division)),
            ..bare_entry(
                format!("place:{}", place.geonames_id),
                EntryKind::Place,
                EntityType::GeoPolitical,
                place.name,
            )
        };
        let id = loader.add(origin, entry)?;
        loader.own_name(id, place.is_ambiguous);
        for alias in &place.aliases {
            loader.name(alias, id, NameKind::Name, place.is_ambiguous);
        }
    }
    Ok(())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExtraRow {
    /// GeoNames id where known, else a word.
    id: String,
    name: String,
    #[serde(deserialize_with = "list")]
    aliases: Vec<String>,
    #[serde(deserialize_with = "list")]
    ambiguous: Vec<String>,
    kind: ExtraKind,
    country: String,
    latitude: f32,
    longitude: f32,
    population: Option<u32>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ExtraKind {
    /// City, town, village, quarter, refugee camp.
    Settlement,
    /// Base, airport, port, plant, bridge, crossing, palace, square.
    Facility,
    /// Island, mountain, valley, cape.
    Land,
    /// County or shire of a country whose first-level divisions are larger.
    District,
}

impl ExtraKind {
    fn entity_type(self) -> EntityType {
        match self {
            Self::Settlement | Self::District => EntityType::GeoPolitical,
            Self::Facility => EntityType::Facility,
            Self::Land => EntityType::Location,
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::Settlement => "settlement",
            Self::Facility => "facility",
            Self::Land => "land",
            Self::District => "district",
        }
    }
}

fn load_extra(loader: &mut Loader, countries: &Countries) -> Result<(), Error> {
    for row in rows::<ExtraRow>(loader.files, EXTRA)? {
        let origin = Origin {
            file: EXTRA,
            line: row.line,
        };
        let place = row.value;
        countries.check(origin, &place.country)?;
        let entry = Entry {
            country: Some(place.country),
            geonames_id: place.id.parse().ok(),
            latitude: Some(place.latitude),
            longitude: Some(place.longitude),
            population: place.population,
            subtype: Some(place.kind.as_str().to_owned()),
            ..bare_entry(
                format!("place:{}", place.id),
                EntryKind::Place,
                place.kind.entity_type(),
                place.name.clone(),
            )
        };
        let id = loader.add(origin, entry)?;
        for name in once(&place.name).chain(&place.aliases) {
            loader.name(name, id, kind_of_alias(name), place.ambiguous.contains(name));
        }
    }
    Ok(())
}
