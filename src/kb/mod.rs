//! The knowledge base: lists and rules kept as data in `kb/`, loaded once, read-only, shared.

mod actors;
mod back_references;
mod cleaning;
mod codes;
mod companions;
mod counties;
mod countries;
mod cues;
mod customs;
mod demonyms;
mod event_rows;
mod events;
mod files;
mod gazetteer;
mod grammar;
mod holidays;
mod inflections;
mod load;
mod morphology;
mod organisations;
mod particles;
mod people;
mod phrases;
mod places;
mod posts;
mod regions;
mod related;
mod rows;
mod segmentation;
mod state_bodies;
mod status_cues;
mod themes;
mod times;
mod titles;
mod topics;
mod verbs;
mod words;

use std::path::Path;

use rustc_hash::FxHashMap;

pub use actors::{ActorNoun, Gender};
pub use back_references::{BackReferences, Reference};
pub use cleaning::{CleaningLists, Cue, CuePlace};
pub use codes::{CameoCode, CodeBook};
pub use countries::{Countries, Country};
pub use cues::{QuoteCues, SpeechCue};
pub use customs::Customs;
pub use events::{
    ActorCondition, ArgumentFrame, EventLexicon, EventRule, PatternKind, PatternStart, RuleExample, Share, Step,
    TriggerPattern, WordsNear,
};
pub use files::ListFiles;
pub use gazetteer::{Gazetteer, GazetteerMatch, NameEntry, NameKind};
pub use grammar::{Domain, Forms, FunctionClass, FunctionClasses, Grammar, VerbWord};
pub use holidays::{Holiday, HolidayRule};
pub use morphology::{Morphology, VerbForms};
pub use particles::{ParticleVerb, ParticleVerbs};
pub use people::OfficeHolders;
pub use phrases::{PhraseMatch, PhraseTrie, Written};
pub use posts::PostCountries;
pub use related::{HappeningLists, Kind, RelatedTypes};
pub use segmentation::{AbbreviationClass, SegmentationLists};
pub use state_bodies::StateBodies;
pub use status_cues::CueKind;
pub use times::{Direction, Tense, TimeLexicon, TimeWord};
pub use titles::{Implied, Title, TitleCategory, TitleForm, TitleMatch, Titles};
pub use topics::Topics;
pub use verbs::{Verb, VerbKind};
pub use words::{WordClass, WordLexicon};

use crate::error::Error;
use crate::vocabulary::EntityType;

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
    /// For places; for first-level divisions that of their listed places together.
    pub population: Option<u32>,
    /// For organisations: `igo`, `ministry`, `armed_group`, …; for the others the `kind` of their list.
    pub subtype: Option<String>,
    /// PLOVER/CAMEO sector: GOV, MIL, REB, …
    pub sector: Option<String>,
    /// For organisations and places: the body or division it belongs to.
    pub parent: Option<KbId>,
    /// For persons: the first and, where it is over, the last year in the post of `subtype`.
    pub years: Option<(i16, Option<i16>)>,
    /// For organisations: news of any country writes of it by its acronym alone (`CIA`).
    pub is_known: bool,
}

impl Entry {
    /// The capital of a state.
    pub fn is_capital(&self) -> bool {
        self.subtype.as_deref() == Some("capital")
    }

    /// A small place that news names with its country, state or county, or after a preposition of place.
    pub fn is_town(&self) -> bool {
        const TOWN: u32 = 5_000;
        self.kind == EntryKind::Place && self.subtype.is_none() && self.population.is_none_or(|people| people < TOWN)
    }
}

/// All lists, typed and indexed.
pub struct KnowledgeBase {
    pub entries: Vec<Entry>,
    pub gazetteer: Gazetteer,
    /// What single words can be in a name.
    pub words: WordLexicon,
    /// Posts that only one country has.
    pub posts: PostCountries,
    pub state_bodies: StateBodies,
    pub countries: Countries,
    pub office_holders: OfficeHolders,
    /// What tells the country of a text that does not name it.
    pub customs: Customs,
    pub titles: Titles,
    pub codes: CodeBook,
    /// What tells that reports are of one happening.
    pub happenings: HappeningLists,
    pub grammar: Grammar,
    pub events: EventLexicon,
    pub topics: Topics,
    pub cues: QuoteCues,
    pub cleaning: CleaningLists,
    pub segmentation: SegmentationLists,
    pub times: TimeLexicon,
    /// The texts of the lists: stages that own a list (event rules, time words) read it from here.
    pub files: ListFiles,
    /// `sha256:<hex>` over all list files in name order; recorded in every published file.
    pub digest: String,
    /// Hash of an entry's id → the entry.
    ids: FxHashMap<u64, KbId>,
}

impl KnowledgeBase {
    /// The lists built into the binary.
    ///
    /// # Errors
    /// [`Error::Configuration`] where a list breaks its format.
    pub fn embedded() -> Result<Self, Error> {
        load::load(ListFiles::embedded())
    }

    /// The lists of a folder laid out like `kb/`.
    ///
    /// # Errors
    /// [`Error::Io`] for a missing file, [`Error::Configuration`] naming file and line of a bad row.
    pub fn from_dir(folder: &Path) -> Result<Self, Error> {
        load::load(ListFiles::from_dir(folder)?)
    }

    pub fn entry(&self, id: KbId) -> &Entry {
        &self.entries[id.0 as usize]
    }

    /// The row of an id as it stands in the tables (`org:unsc`).
    pub fn find(&self, id: &str) -> Option<KbId> {
        self.ids.get(&load::id_key(id)).copied()
    }

    /// The country of an ISO 3166-1 alpha-2 code.
    pub fn country_by_iso2(&self, iso2: &str) -> Option<&Country> {
        self.countries.by_iso2(iso2)
    }

    /// The country of an ISO 3166-1 alpha-3 code.
    pub fn country_by_iso3(&self, iso3: &str) -> Option<&Country> {
        self.countries.by_iso3(iso3)
    }

    /// The key (`text::fold_key`) of a word that people bear as given name.
    pub fn is_given_name(&self, key: u64) -> bool {
        self.words.class(key).is(WordClass::GIVEN_NAME)
    }

    /// The key of a word that people bear as surname.
    pub fn is_surname(&self, key: u64) -> bool {
        self.words.class(key).is(WordClass::SURNAME)
    }
}
