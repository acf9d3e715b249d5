//! The published `entities` table → what was merged into one entity, step by step, with the reason of each.

use std::path::Path;

use arrow::array::{Array, AsArray};
use arrow::datatypes::Int64Type;

use super::canonical::{Named, resolve};
use super::links::{Link, Why};
use crate::corpus::staged::{StagedTables, lists, primitives, texts};
use crate::error::Error;
use crate::tables::ENTITIES;
use crate::text::fold;
use crate::vocabulary::EntityType;

/// An entity of a dataset with all that are one with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergedEntity {
    pub canonical: String,
    pub canonical_name: String,
    /// The steps that joined the others, in the order in which they were taken.
    pub merges: Vec<Merge>,
}

/// One step: an entity joined another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    pub joined: String,
    pub joined_name: String,
    pub to: String,
    pub to_name: String,
    /// For a reader.
    pub reason: String,
}

/// The merges behind the entity `id` of a published snapshot, resolved again from its `entities` table;
/// `None` where the table has no such id.
///
/// # Errors
/// [`Error::Io`], [`Error::Table`], [`Error::Damaged`] where the table cannot be read.
pub fn merges_of(snapshot: &Path, id: &str) -> Result<Option<MergedEntity>, Error> {
    let rows = load(snapshot)?;
    let Ok(place) = rows.binary_search_by(|row| row.id.as_str().cmp(id)) else {
        return Ok(None);
    };
    let named: Vec<Named> = rows.iter().map(Row::named).collect();
    let resolution = resolve(&named);
    let canonical = resolution.stand_ins[place];
    let is_here = |link: &&Link| resolution.stand_ins[link.joined as usize] == canonical;
    let merges = resolution.links.iter().filter(is_here).map(|link| merge(&rows, link));
    Ok(Some(MergedEntity {
        canonical: rows[canonical as usize].id.clone(),
        canonical_name: rows[canonical as usize].name.clone(),
        merges: merges.collect(),
    }))
}

fn merge(rows: &[Row], link: &Link) -> Merge {
    let (joined, to) = (&rows[link.joined as usize], &rows[link.to as usize]);
    Merge {
        joined: joined.id.clone(),
        joined_name: joined.name.clone(),
        to: to.id.clone(),
        to_name: to.name.clone(),
        reason: reason(joined, to, link.why),
    }
}

fn reason(joined: &Row, to: &Row, why: Why) -> String {
    let countries = match (joined.country.as_deref(), to.country.as_deref()) {
        (Some(country), Some(other)) if country == other => format!("both {country}"),
        (Some(country), None) | (None, Some(country)) => format!("{country} stated at one of them"),
        _ => "no country stated".to_owned(),
    };
    match why {
        Why::KnownName => format!("the full name of a row of the knowledge base, {countries}"),
        Why::SameName => format!("the same full name and no namesake of another country, {countries}"),
        Why::SameNameAndCountry => format!("the same full name, {countries}; namesakes of other countries stay apart"),
        Why::ShortFormAndPost => {
            format!("a short form that others go by too, but with this post only this one, {countries}")
        }
        Why::ShortForm => format!("a short form that nothing else in the corpus goes by, {countries}"),
    }
}

/// What resolution saw of an entity.
struct Row {
    id: String,
    entity_type: EntityType,
    name: String,
    is_kb: bool,
    country: Option<String>,
    aliases: Vec<String>,
    posts: Vec<String>,
    n_mentions: i64,
}

impl Row {
    fn named(&self) -> Named<'_> {
        Named {
            name: &self.name,
            entity_type: self.entity_type,
            country: self.country.as_deref(),
            is_kb: self.is_kb,
            aliases: self.aliases.iter().map(String::as_str).collect(),
            posts: self.posts.clone(),
            n_mentions: self.n_mentions,
        }
    }
}

/// All rows of the table, by id.
fn load(snapshot: &Path) -> Result<Vec<Row>, Error> {
    let tables = StagedTables {
        tables: snapshot.to_owned(),
        internal: snapshot.to_owned(),
    };
    let columns = [
        "entity_id",
        "entity_type",
        "name",
        "kb_id",
        "country",
        "aliases",
        "roles",
        "n_mentions",
    ];
    let mut rows = Vec::new();
    tables.scan(ENTITIES.name, &columns, |batch| {
        let (ids, types) = (texts(batch, "entity_id")?, texts(batch, "entity_type")?);
        let (names, kb_ids) = (texts(batch, "name")?, texts(batch, "kb_id")?);
        let (countries, aliases) = (texts(batch, "country")?, lists(batch, "aliases")?);
        let roles = lists(batch, "roles")?;
        let mentions = primitives::<Int64Type>(batch, "n_mentions")?;
        for row in 0..batch.num_rows() {
            let entity_type = EntityType::parse(types.value(row))
                .ok_or_else(|| Error::Damaged(format!("unknown entity type {}", types.value(row))))?;
            let posts = roles.value(row);
            let posts = posts
                .as_struct_opt()
                .and_then(|posts| posts.column_by_name("role")?.as_string_opt::<i32>());
            let aliases = aliases.value(row);
            let aliases = aliases.as_string_opt::<i32>().into_iter().flatten().flatten();
            rows.push(Row {
                id: ids.value(row).to_owned(),
                entity_type,
                name: names.value(row).to_owned(),
                is_kb: kb_ids.is_valid(row),
                country: countries.is_valid(row).then(|| countries.value(row).to_owned()),
                aliases: aliases.map(str::to_owned).collect(),
                posts: posts.into_iter().flatten().flatten().map(fold).collect(),
                n_mentions: mentions.value(row),
            });
        }
        Ok(())
    })?;
    rows.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(rows)
}
