//! Entities of the documents and their mentions → the `entities` table.

mod canonical;
mod links;
mod merges;
mod roles;
mod tally;

use arrow::array::{Array, RecordBatch};
use arrow::datatypes::{Float64Type, Int64Type};

use self::canonical::Named;
pub use self::merges::{Merge, MergedEntity, merges_of};
use self::roles::Roles;
use self::tally::{Counts, Tally, Values};
use super::dates::civil;
use super::documents::Documents;
use super::ids::Ids;
use super::staged::{StagedTables, primitives, texts};
use crate::error::Error;
use crate::tables::{DOCUMENT_ENTITIES, EntityRow, EntityRows, MENTIONS, Rows};
use crate::text::fold;
use crate::vocabulary::{EntityType, MentionKind};

/// All entities of the corpus in the order of their ids, about 170 bytes each.
pub(super) struct Entities {
    rows: Vec<Entity>,
    ids: Ids,
    /// By entity: the one that stands for it.
    canonical: Vec<u32>,
    /// By entity that stands for others: the country that any document states for one of them.
    countries: Vec<Option<Box<str>>>,
    counts: Vec<MentionCounts>,
    aliases: Counts,
    roles: Roles,
}

struct Entity {
    id: Box<str>,
    entity_type: EntityType,
    name: Box<str>,
    is_kb: bool,
    geonames_id: Option<i64>,
    country: Option<Box<str>>,
    latitude: Option<f64>,
    longitude: Option<f64>,
}

/// Mentions of one entity, over all documents.
#[derive(Clone, Copy, Default)]
struct MentionCounts {
    mentions: i64,
    documents: i64,
    /// Days since 1970-01-01.
    first: Option<i32>,
    last: Option<i32>,
}

impl Entities {
    /// Loads, counts and resolves the entities.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::Table`], [`Error::Damaged`] where a staged part cannot be read.
    pub fn load(staged: &StagedTables, documents: &Documents) -> Result<Self, Error> {
        let rows = load_rows(staged)?;
        let ids = Ids::of(rows.iter().map(|row| row.id.as_ref()));
        let find = |id: &str| ids.find(id, |entity| rows[entity as usize].id.as_ref());
        let (in_documents, aliases, roles) = count_mentions(staged, documents, &find)?;
        let counts = add_up(rows.len(), &in_documents.documents()?, documents);
        let mut entities = Self {
            canonical: Vec::new(),
            countries: Vec::new(),
            roles: Roles::from_counts(&roles.texts()?),
            ids,
            rows,
            counts,
            aliases,
        };
        entities.canonical = canonical::resolve(&entities.names()?).stand_ins;
        entities.countries = entities.stated_countries();
        Ok(entities)
    }

    /// The number of an entity: its place in the order of the ids.
    pub fn find(&self, id: &str) -> Option<u32> {
        self.ids.find(id, |entity| self.id(entity))
    }

    /// The entity that stands for `entity`.
    pub fn canonical(&self, entity: u32) -> u32 {
        self.canonical[entity as usize]
    }

    pub fn entity_type(&self, entity: u32) -> EntityType {
        self.rows[entity as usize].entity_type
    }

    pub fn id(&self, entity: u32) -> &str {
        &self.rows[entity as usize].id
    }

    /// A town, village or facility of the knowledge base, which is not part of another such place.
    pub fn is_town(&self, entity: u32) -> bool {
        self.id(entity).starts_with("place:")
    }

    /// The country of a canonical entity, be it stated in one document only.
    pub fn country(&self, canonical: u32) -> Option<&str> {
        self.countries[canonical as usize].as_deref()
    }

    /// The country of each canonical entity: its own, else the first that one of its likes has.
    fn stated_countries(&self) -> Vec<Option<Box<str>>> {
        let mut countries: Vec<Option<Box<str>>> = self.rows.iter().map(|row| row.country.clone()).collect();
        for (row, &canonical) in self.rows.iter().zip(&self.canonical) {
            let known = &mut countries[canonical as usize];
            if known.is_none() {
                known.clone_from(&row.country);
            }
        }
        countries
    }

    /// A body that belongs to no state, as far as is known.
    pub fn is_stateless_body(&self, entity: u32) -> bool {
        let row = &self.rows[entity as usize];
        row.entity_type == EntityType::Organisation && self.country(entity).is_none()
    }

    /// The knowledge base has it, so that every document means the same by it.
    pub fn is_known(&self, entity: u32) -> bool {
        !self.id(entity).contains('#')
    }

    fn names(&self) -> Result<Vec<Named<'_>>, Error> {
        let mut named: Vec<Named> = self
            .rows
            .iter()
            .zip(&self.counts)
            .zip(0_u32..)
            .map(|((row, counts), entity)| Named {
                name: &row.name,
                entity_type: row.entity_type,
                country: row.country.as_deref(),
                is_kb: row.is_kb,
                aliases: Vec::new(),
                posts: self.roles.of(entity).iter().map(|post| fold(post.role)).collect(),
                n_mentions: counts.mentions,
            })
            .collect();
        for (entity, text, _) in self.aliases.texts()? {
            named[entity as usize].aliases.push(text);
        }
        Ok(named)
    }

    /// The `entities` table.
    pub fn to_batch(&self) -> Result<RecordBatch, Error> {
        let aliases = self.aliases.texts()?;
        let mut by_entity = aliases.chunk_by(|a, b| a.0 == b.0).peekable();
        let mut table = EntityRows::default();
        for (entity, (row, counts)) in (0_u32..).zip(self.rows.iter().zip(&self.counts)) {
            let names = by_entity.next_if(|names| names[0].0 == entity).unwrap_or_default();
            let canonical = &self.rows[self.canonical(entity) as usize];
            table.push(EntityRow {
                entity_id: &row.id,
                canonical_id: &canonical.id,
                entity_type: row.entity_type.as_str(),
                name: &row.name,
                canonical_name: &canonical.name,
                aliases: names.iter().map(|&(_, text, _)| text).collect(),
                kb_id: row.is_kb.then_some(row.id.as_ref()),
                geonames_id: row.geonames_id,
                country: row.country.as_deref(),
                latitude: row.latitude,
                longitude: row.longitude,
                roles: self.roles.of(entity),
                n_mentions: counts.mentions,
                n_documents: counts.documents,
                first_date: counts.first.map(civil),
                last_date: counts.last.map(civil),
            });
        }
        Ok(table.finish())
    }
}

/// Distinct entities by id. An entity of the knowledge base comes once from every document that speaks
/// of it, always with the same values.
fn load_rows(staged: &StagedTables) -> Result<Vec<Entity>, Error> {
    let mut rows: Vec<Entity> = Vec::new();
    let mut known = rustc_hash::FxHashSet::default();
    let columns = [
        "entity_id",
        "entity_type",
        "name",
        "kb_id",
        "geonames_id",
        "country",
        "latitude",
        "longitude",
    ];
    staged.scan(DOCUMENT_ENTITIES.name, &columns, |batch| {
        let ids = texts(batch, "entity_id")?;
        let (types, names) = (texts(batch, "entity_type")?, texts(batch, "name")?);
        let (kb_ids, countries) = (texts(batch, "kb_id")?, texts(batch, "country")?);
        let geonames = primitives::<Int64Type>(batch, "geonames_id")?;
        let latitudes = primitives::<Float64Type>(batch, "latitude")?;
        let longitudes = primitives::<Float64Type>(batch, "longitude")?;
        for row in 0..batch.num_rows() {
            let is_kb = kb_ids.is_valid(row);
            if is_kb && !known.insert(Box::<str>::from(ids.value(row))) {
                continue;
            }
            rows.push(Entity {
                id: ids.value(row).into(),
                entity_type: EntityType::parse(types.value(row))
                    .ok_or_else(|| Error::Damaged(format!("unknown entity type {}", types.value(row))))?,
                name: names.value(row).into(),
                is_kb,
                geonames_id: geonames.is_valid(row).then(|| geonames.value(row)),
                country: countries.is_valid(row).then(|| countries.value(row).into()),
                latitude: latitudes.is_valid(row).then(|| latitudes.value(row)),
                longitude: longitudes.is_valid(row).then(|| longitudes.value(row)),
            });
        }
        Ok(())
    })?;
    rows.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    rows.dedup_by(|a, b| a.id == b.id);
    Ok(rows)
}

/// Counts of (entity, document), (entity, name) and (entity, role).
fn count_mentions(
    staged: &StagedTables,
    documents: &Documents,
    find: &dyn Fn(&str) -> Option<u32>,
) -> Result<(Counts, Counts, Counts), Error> {
    let mut tallies = (Tally::default(), Tally::default(), Tally::default());
    let columns = ["doc_id", "entity_id", "text", "mention_kind", "role"];
    staged.scan(MENTIONS.name, &columns, |batch| {
        let (doc_ids, entity_ids) = (texts(batch, "doc_id")?, texts(batch, "entity_id")?);
        let (spellings, kinds) = (texts(batch, "text")?, texts(batch, "mention_kind")?);
        let stated = texts(batch, "role")?;
        let mut in_documents = (Vec::new(), Vec::new());
        let mut named = (Vec::new(), Vec::new());
        let mut with_role = (Vec::new(), Vec::new());
        for row in (0..batch.num_rows()).filter(|&row| entity_ids.is_valid(row)) {
            let entity = find(entity_ids.value(row));
            let Some((entity, document)) = entity.zip(documents.find(doc_ids.value(row))) else {
                return Err(Error::Damaged(format!(
                    "mention of the unknown {}",
                    entity_ids.value(row)
                )));
            };
            in_documents.0.push(entity);
            in_documents.1.push(document);
            if kinds.value(row) == MentionKind::Name.as_str() {
                named.0.push(entity);
                named.1.push(spellings.value(row));
            }
            if stated.is_valid(row) {
                with_role.0.push(entity);
                with_role.1.push(stated.value(row));
            }
        }
        tallies.0.add(in_documents.0, Values::Documents(in_documents.1))?;
        tallies.1.add(named.0, Values::Texts(named.1))?;
        tallies.2.add(with_role.0, Values::Texts(with_role.1))
    })?;
    Ok((tallies.0.finish()?, tallies.1.finish()?, tallies.2.finish()?))
}

fn add_up(entities: usize, in_documents: &[(u32, u32, u32)], documents: &Documents) -> Vec<MentionCounts> {
    let mut counts = vec![MentionCounts::default(); entities];
    for &(entity, document, mentions) in in_documents {
        let counts = &mut counts[entity as usize];
        counts.mentions += i64::from(mentions);
        counts.documents += 1;
        if let Some(day) = documents.get(document).published {
            counts.first = Some(counts.first.map_or(day, |first| first.min(day)));
            counts.last = Some(counts.last.map_or(day, |last| last.max(day)));
        }
    }
    counts
}
