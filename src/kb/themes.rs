//! Groups, metonyms, forums, treaties and weapons → entries and names.

use serde::Deserialize;

use super::countries::kind_of_alias;
use super::load::{Loader, Origin, bare_entry};
use super::rows::{list, rows};
use super::{Countries, Entry, EntryKind, NameKind};
use crate::error::Error;
use crate::vocabulary::EntityType;

/// Reads the lists; metonyms last, since they point at rows of the other lists.
pub(super) fn load(loader: &mut Loader, countries: &Countries) -> Result<(), Error> {
    load_groups(loader, countries)?;
    load_works(loader, "treaties.csv", "treaty", EntityType::NamedEvent)?;
    load_works(loader, "weapons.csv", "weapon", EntityType::Product)?;
    load_forums(loader, countries)?;
    load_metonyms(loader)
}

const GROUPS: &str = "groups.csv";
const METONYMS: &str = "metonyms.csv";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupRow {
    id: String,
    name: String,
    plural: Option<String>,
    #[serde(deserialize_with = "list")]
    aliases: Vec<String>,
    #[serde(deserialize_with = "list")]
    adjectives: Vec<String>,
    kind: String,
    country: Option<String>,
}

fn load_groups(loader: &mut Loader, countries: &Countries) -> Result<(), Error> {
    for row in rows::<GroupRow>(loader.files, GROUPS)? {
        let origin = Origin {
            file: GROUPS,
            line: row.line,
        };
        let group = row.value;
        if let Some(iso3) = &group.country {
            countries.check(origin, iso3)?;
        }
        let entry = Entry {
            country: group.country,
            subtype: Some(group.kind),
            ..bare_entry(
                format!("group:{}", group.id),
                EntryKind::Group,
                EntityType::Group,
                group.name.clone(),
            )
        };
        let id = loader.add(origin, entry)?;
        loader.name(&group.name, id, NameKind::Demonym, false);
        for name in group.plural.iter().chain(&group.aliases) {
            loader.name(name, id, NameKind::Demonym, false);
        }
        for adjective in &group.adjectives {
            loader.name(adjective, id, NameKind::Adjective, false);
        }
    }
    Ok(())
}

/// Treaties or weapons.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WorkRow {
    id: String,
    name: String,
    acronym: Option<String>,
    #[serde(deserialize_with = "list")]
    aliases: Vec<String>,
    #[serde(deserialize_with = "list")]
    ambiguous: Vec<String>,
    kind: String,
}

fn load_works(loader: &mut Loader, file: &str, prefix: &str, entity_type: EntityType) -> Result<(), Error> {
    for row in rows::<WorkRow>(loader.files, file)? {
        let origin = Origin { file, line: row.line };
        let work = row.value;
        let entry = Entry {
            subtype: Some(work.kind),
            ..bare_entry(
                format!("{prefix}:{}", work.id),
                EntryKind::Product,
                entity_type,
                work.name.clone(),
            )
        };
        let id = loader.add(origin, entry)?;
        for name in std::iter::once(&work.name).chain(&work.acronym).chain(&work.aliases) {
            loader.name(name, id, kind_of_alias(name), work.ambiguous.contains(name));
        }
    }
    Ok(())
}

const FORUMS: &str = "forums.csv";

/// Conferences, talks, wars, games.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ForumRow {
    id: String,
    name: String,
    acronym: Option<String>,
    #[serde(deserialize_with = "list")]
    aliases: Vec<String>,
    #[serde(deserialize_with = "list")]
    ambiguous: Vec<String>,
    kind: String,
    /// Where it is usually held.
    country: Option<String>,
    latitude: Option<f32>,
    longitude: Option<f32>,
}

fn load_forums(loader: &mut Loader, countries: &Countries) -> Result<(), Error> {
    for row in rows::<ForumRow>(loader.files, FORUMS)? {
        let origin = Origin {
            file: FORUMS,
            line: row.line,
        };
        let forum = row.value;
        if let Some(iso3) = &forum.country {
            countries.check(origin, iso3)?;
        }
        let entry = Entry {
            country: forum.country,
            latitude: forum.latitude,
            longitude: forum.longitude,
            subtype: Some(forum.kind),
            ..bare_entry(
                format!("event:{}", forum.id),
                EntryKind::NamedEvent,
                EntityType::NamedEvent,
                forum.name.clone(),
            )
        };
        let id = loader.add(origin, entry)?;
        for name in std::iter::once(&forum.name).chain(&forum.acronym).chain(&forum.aliases) {
            loader.name(name, id, kind_of_alias(name), forum.ambiguous.contains(name));
        }
    }
    Ok(())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MetonymRow {
    name: String,
    #[expect(dead_code, reason = "documents the row")]
    kind: String,
    /// Ids of the other lists.
    #[serde(deserialize_with = "list")]
    stands_for: Vec<String>,
}

fn load_metonyms(loader: &mut Loader) -> Result<(), Error> {
    for row in rows::<MetonymRow>(loader.files, METONYMS)? {
        let origin = Origin {
            file: METONYMS,
            line: row.line,
        };
        for id in &row.value.stands_for {
            let id = loader.resolve(origin, id)?;
            loader.name(&row.value.name, id, NameKind::Metonym, false);
        }
    }
    Ok(())
}
