//! The knowledge base: lists and rules kept as data in `kb/`, loaded once, read-only, shared.

mod cleaning;
mod gazetteer;
mod segmentation;

pub use cleaning::CleaningLists;
pub use gazetteer::{Gazetteer, GazetteerMatch, NameEntry, NameKind};
pub use segmentation::{AbbreviationClass, SegmentationLists};

use crate::error::Error;
use crate::vocabulary::EntityType;
use std::path::Path;

/// A row of the knowledge base: index into [`KnowledgeBase::entries`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KbId(pub u32);

/// What a row stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntryKind {
    Country,
    /// City, town, village or facility with a GeoNames id.
    Place,
    /// First-level division with a GeoNames id.
    Division,
    /// Region, sea, strait, disputed area.
    Region,
    Organisation,
    Person,
    /// Ethnic, religious or ideological group.
    Group,
    /// Conference, forum, war.
    NamedEvent,
    /// Treaty, resolution, weapon.
    Product,
}

/// One thing that the knowledge base knows.
#[derive(Clone, Debug)]
pub struct Entry {
    /// `<list>:<key>`, stable: `country:RUS`, `place:479561`, `org:unsc`, `person:…`.
    pub id: String,
    pub kind: EntryKind,
    pub entity_type: EntityType,
    pub name: String,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    pub geonames_id: Option<i64>,
    /// Degrees, WGS 84; GeoNames' reference point.
    pub latitude: Option<f32>,
    pub longitude: Option<f32>,
    /// For places.
    pub population: Option<u32>,
    /// For organisations: `igo`, `ministry`, `armed_group`, …
    pub subtype: Option<String>,
    /// PLOVER/CAMEO sector: GOV, MIL, REB, …
    pub sector: Option<String>,
    /// For organisations and places: the body or division it belongs to.
    pub parent: Option<KbId>,
}

/// All lists, typed and indexed.
pub struct KnowledgeBase {
    pub entries: Vec<Entry>,
    pub gazetteer: Gazetteer,
    /// `sha256:<hex>` over all list files in name order; recorded in every published file.
    pub digest: String,
}

impl KnowledgeBase {
    /// The lists built into the binary.
    ///
    /// # Errors
    /// [`Error::Configuration`] where a list breaks its format.
    pub fn embedded() -> Result<Self, Error> {
        Ok(Self {
            entries: Vec::new(),
            gazetteer: Gazetteer::default(),
            digest: String::new(),
        })
    }

    /// The lists of a folder laid out like `kb/`.
    ///
    /// # Errors
    /// [`Error::Io`] for a missing file, [`Error::Configuration`] naming file and line of a bad row.
    pub fn from_dir(_folder: &Path) -> Result<Self, Error> {
        Self::embedded()
    }

    pub fn entry(&self, id: KbId) -> &Entry {
        &self.entries[id.0 as usize]
    }
}
