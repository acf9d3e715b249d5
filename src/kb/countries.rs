//! `countries.csv` → countries with codes, names, nationalities and neighbours.

use std::iter::once;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::load::{Loader, Origin, bare_entry};
use super::rows::{list, rows, yes_no};
use super::{EntryKind, KbId, NameKind};
use crate::error::Error;
use crate::vocabulary::EntityType;

const FILE: &str = "countries.csv";

/// A country or territory with an ISO 3166-1 code (Kosovo has the user-assigned XKX).
#[derive(Clone, Debug)]
pub struct Country {
    pub id: KbId,
    pub iso2: String,
    pub iso3: String,
    pub name: String,
    /// Other names and acronyms: `Russian Federation`, `UAE`.
    pub aliases: Vec<String>,
    /// `Russian`; the first is the usual one.
    pub adjectives: Vec<String>,
    /// `Russians`.
    pub demonyms: Vec<String>,
    /// Name and GeoNames id of the capital.
    pub capital: Option<String>,
    pub capital_geonames_id: Option<i64>,
    /// Two letters: AF, AN, AS, EU, NA, OC, SA.
    pub continent: String,
    pub subregion: Option<String>,
    /// Its ministries and services are listed (`national_bodies.csv`).
    pub has_bodies: bool,
    pub is_un_member: bool,
    /// Acronyms of organisations: `NATO`, `EU`, `BRICS`.
    pub memberships: Vec<String>,
    /// ISO 3166-1 alpha-3 codes of the countries it borders on land.
    pub neighbours: Vec<String>,
}

/// All countries, in order of their alpha-3 codes.
#[derive(Debug, Default)]
pub struct Countries {
    rows: Vec<Country>,
    by_iso2: FxHashMap<String, usize>,
}

impl Countries {
    pub fn iter(&self) -> impl Iterator<Item = &Country> {
        self.rows.iter()
    }

    pub fn by_iso3(&self, iso3: &str) -> Option<&Country> {
        let place = self.rows.binary_search_by(|row| row.iso3.as_str().cmp(iso3)).ok()?;
        self.rows.get(place)
    }

    pub fn by_iso2(&self, iso2: &str) -> Option<&Country> {
        self.by_iso2.get(iso2).map(|&place| &self.rows[place])
    }

    pub(super) fn load(loader: &mut Loader) -> Result<Self, Error> {
        let mut countries = Self::default();
        for row in rows::<CountryRow>(loader.files, FILE)? {
            let origin = Origin {
                file: FILE,
                line: row.line,
            };
            if countries.rows.last().is_some_and(|last| last.iso3 >= row.value.iso3) {
                return Err(origin.fault(format!("`{}` is not in the order of the codes", row.value.iso3)));
            }
            let id = add_entry(loader, origin, &row.value)?;
            add_names(loader, &row.value, id);
            let country = country_of(row.value, id);
            countries.by_iso2.insert(country.iso2.clone(), countries.rows.len());
            countries.rows.push(country);
        }
        Ok(countries)
    }

    /// Refuses a code that no country has.
    pub(super) fn check(&self, origin: Origin, iso3: &str) -> Result<(), Error> {
        match self.by_iso3(iso3) {
            Some(_) => Ok(()),
            None => Err(origin.fault(format!("`{iso3}` is no alpha-3 code of {FILE}"))),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CountryRow {
    iso3: String,
    iso2: String,
    name: String,
    #[serde(deserialize_with = "list")]
    aliases: Vec<String>,
    #[serde(deserialize_with = "list")]
    adjectives: Vec<String>,
    #[serde(deserialize_with = "list")]
    demonyms: Vec<String>,
    #[serde(deserialize_with = "list")]
    ambiguous: Vec<String>,
    capital: Option<String>,
    capital_geonames_id: Option<i64>,
    geonames_id: i64,
    latitude: Option<f32>,
    longitude: Option<f32>,
    population: Option<u32>,
    continent: String,
    subregion: Option<String>,
    #[serde(deserialize_with = "yes_no")]
    has_bodies: bool,
    #[serde(deserialize_with = "yes_no")]
    is_un_member: bool,
    #[serde(deserialize_with = "list")]
    memberships: Vec<String>,
    #[serde(deserialize_with = "list")]
    neighbours: Vec<String>,
}

fn add_entry(loader: &mut Loader, origin: Origin, row: &CountryRow) -> Result<KbId, Error> {
    let entry = super::Entry {
        country: Some(row.iso3.clone()),
        geonames_id: Some(row.geonames_id),
        latitude: row.latitude,
        longitude: row.longitude,
        population: row.population,
        ..bare_entry(
            format!("country:{}", row.iso3),
            EntryKind::Country,
            EntityType::GeoPolitical,
            row.name.clone(),
        )
    };
    loader.add(origin, entry)
}

fn country_of(row: CountryRow, id: KbId) -> Country {
    Country {
        id,
        iso2: row.iso2,
        iso3: row.iso3,
        name: row.name,
        aliases: row.aliases,
        adjectives: row.adjectives,
        demonyms: row.demonyms,
        capital: row.capital,
        capital_geonames_id: row.capital_geonames_id,
        continent: row.continent,
        subregion: row.subregion,
        has_bodies: row.has_bodies,
        is_un_member: row.is_un_member,
        memberships: row.memberships,
        neighbours: row.neighbours,
    }
}

fn add_names(loader: &mut Loader, row: &CountryRow, id: KbId) {
    let names = once(&row.name)
        .chain(&row.aliases)
        .map(|name| (name, kind_of_alias(name)));
    let adjectives = row.adjectives.iter().map(|name| (name, NameKind::Adjective));
    let demonyms = row.demonyms.iter().map(|name| (name, NameKind::Demonym));
    for (name, kind) in names.chain(adjectives).chain(demonyms) {
        loader.name(name, id, kind, row.ambiguous.contains(name));
    }
}

/// `UAE` is an acronym, `Emirates` a name.
pub(super) fn kind_of_alias(alias: &str) -> NameKind {
    let written = super::Written::of(alias);
    match written.pieces() == 1 && written.is_upper {
        true => NameKind::Acronym,
        false => NameKind::Name,
    }
}
