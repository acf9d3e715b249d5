//! List files → the knowledge base: rows in a fixed order of lists, ids checked, names indexed.

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::gazetteer::{GazetteerBuilder, NameEntry, NameKind};
use super::rows::fault;
use super::{
    CleaningLists, CodeBook, Countries, Customs, Entry, EntryKind, EventLexicon, Grammar, HappeningLists, KbId,
    KnowledgeBase, ListFiles, Morphology, OfficeHolders, PostCountries, QuoteCues, SegmentationLists, StateBodies,
    TimeLexicon, Titles, Topics, WordClass, WordLexicon, counties, demonyms, organisations, people, places, regions,
    themes,
};
use crate::error::Error;
use crate::vocabulary::EntityType;

/// Reads every list.
///
/// # Errors
/// [`Error::Configuration`] naming file and line of the first row that breaks its format.
pub(super) fn load(files: ListFiles) -> Result<KnowledgeBase, Error> {
    let ((words, things), lexicons) = rayon::join(
        || rayon::join(|| WordLexicon::load(&files), || Things::load(&files)),
        || Lexicons::load(&files),
    );
    let (words, things, lexicons) = (words?, things?, lexicons?);
    let gazetteer = things.names.build(|word| words.class(word).is(WordClass::ORDINARY));
    Ok(KnowledgeBase {
        office_holders: OfficeHolders::new(&things.entries),
        entries: things.entries,
        gazetteer,
        words,
        posts: lexicons.posts,
        state_bodies: lexicons.state_bodies,
        customs: things.customs,
        countries: things.countries,
        titles: lexicons.titles,
        codes: lexicons.codes,
        happenings: lexicons.happenings,
        grammar: lexicons.grammar,
        events: lexicons.events,
        topics: lexicons.topics,
        cues: lexicons.cues,
        cleaning: lexicons.cleaning,
        segmentation: lexicons.segmentation,
        times: lexicons.times,
        digest: lexicons.digest,
        files,
        ids: things.ids,
    })
}

/// What has an id and names.
struct Things {
    entries: Vec<Entry>,
    names: GazetteerBuilder,
    countries: Countries,
    customs: Customs,
    ids: FxHashMap<u64, KbId>,
}

impl Things {
    /// The order of the lists settles which reading of a name comes first.
    fn load(files: &ListFiles) -> Result<Self, Error> {
        let mut loader = Loader::new(files);
        let countries = Countries::load(&mut loader)?;
        places::load(&mut loader, &countries)?;
        counties::load(&mut loader)?;
        regions::load(&mut loader, &countries)?;
        organisations::load(&mut loader, &countries)?;
        people::load(&mut loader, &countries)?;
        themes::load(&mut loader, &countries)?;
        regions::load_extra_names(&mut loader)?;
        demonyms::load(&mut loader)?;
        let customs = Customs::load(&loader, &countries)?;
        Ok(Self {
            customs,
            entries: loader.entries,
            names: loader.names,
            countries,
            ids: loader.ids,
        })
    }
}

/// The lists that name no things of their own.
struct Lexicons {
    posts: PostCountries,
    state_bodies: StateBodies,
    titles: Titles,
    codes: CodeBook,
    happenings: HappeningLists,
    grammar: Grammar,
    events: EventLexicon,
    topics: Topics,
    cues: QuoteCues,
    cleaning: CleaningLists,
    segmentation: SegmentationLists,
    times: TimeLexicon,
    digest: String,
}

impl Lexicons {
    fn load(files: &ListFiles) -> Result<Self, Error> {
        let morphology = Morphology::load(files)?;
        let (events, grammar) = rayon::join(
            || EventLexicon::load(files, &morphology),
            || Grammar::load(files, &morphology),
        );
        Ok(Self {
            posts: PostCountries::load(files)?,
            state_bodies: StateBodies::load(files)?,
            titles: Titles::load(files)?,
            codes: CodeBook::load(files)?,
            happenings: HappeningLists::load(files)?,
            grammar: grammar?,
            events: events?,
            topics: Topics::load(files)?,
            cues: QuoteCues::load(files, &morphology)?,
            cleaning: CleaningLists::load(files)?,
            segmentation: SegmentationLists::load(files)?,
            times: TimeLexicon::load(files)?,
            digest: files.digest(),
        })
    }
}

/// Collects entries and names while the lists are read.
pub(super) struct Loader<'f> {
    pub files: &'f ListFiles,
    pub entries: Vec<Entry>,
    ids: FxHashMap<u64, KbId>,
    names: GazetteerBuilder,
}

/// Where a row stands, for errors.
#[derive(Clone, Copy)]
pub(super) struct Origin<'f> {
    pub file: &'f str,
    pub line: u64,
}

impl Origin<'_> {
    pub fn fault(self, message: impl std::fmt::Display) -> Error {
        fault(self.file, self.line, message)
    }
}

impl<'f> Loader<'f> {
    fn new(files: &'f ListFiles) -> Self {
        Self {
            files,
            entries: Vec::with_capacity(ENTRIES),
            ids: FxHashMap::with_capacity_and_hasher(ENTRIES, Default::default()),
            names: GazetteerBuilder::with_capacity(NAMES),
        }
    }

    /// Adds a row.
    ///
    /// # Errors
    /// [`Error::Configuration`] where another row has the id.
    pub fn add(&mut self, origin: Origin, entry: Entry) -> Result<KbId, Error> {
        let id = KbId(self.entries.len() as u32);
        if self.ids.insert(id_key(&entry.id), id).is_some() {
            return Err(origin.fault(format!("the id `{}` stands twice", entry.id)));
        }
        self.entries.push(entry);
        Ok(id)
    }

    /// The row of an id that another row names.
    ///
    /// # Errors
    /// [`Error::Configuration`] where no row read so far has it.
    pub fn resolve(&self, origin: Origin, id: &str) -> Result<KbId, Error> {
        let found = self.find(id);
        found.ok_or_else(|| origin.fault(format!("`{id}` is no id of the knowledge base")))
    }

    pub fn find(&self, id: &str) -> Option<KbId> {
        self.ids.get(&id_key(id)).copied()
    }

    /// Indexes a name of a row.
    pub fn name(&mut self, name: &str, id: KbId, kind: NameKind, is_ambiguous: bool) {
        let rank = self.rank(id, kind);
        let entry = NameEntry {
            id,
            kind,
            is_ambiguous,
            is_common_word: false,
        };
        self.names.add(name, rank, entry);
    }

    /// Indexes an entry's own name.
    pub fn own_name(&mut self, id: KbId, is_ambiguous: bool) {
        let name = std::mem::take(&mut self.entries[id.0 as usize].name);
        self.name(&name, id, NameKind::Name, is_ambiguous);
        self.entries[id.0 as usize].name = name;
    }

    /// Order among the readings of a name, low first: how often news means the one or the other.
    fn rank(&self, id: KbId, kind: NameKind) -> u32 {
        let entry = &self.entries[id.0 as usize];
        match (kind, entry.kind) {
            (NameKind::Surname, _) => 60,
            (NameKind::Metonym, _) => 30,
            (NameKind::Adjective | NameKind::Demonym, EntryKind::Country) => 5,
            (NameKind::Adjective | NameKind::Demonym, _) => 6,
            (_, EntryKind::Country) => 0,
            (_, EntryKind::Region) => 8,
            (_, EntryKind::Place) => place_rank(entry),
            (_, EntryKind::Division) => division_rank(entry),
            _ => 10,
        }
    }
}

const ENTRIES: usize = 56_000;
const NAMES: usize = 100_000;

/// From 20 for a capital and 40 for tens of millions up to about 120 for a village.
fn place_rank(entry: &Entry) -> u32 {
    if entry.is_capital() {
        return 20;
    }
    let size = entry.population.unwrap_or(0).max(1).ilog2();
    40 + 5 * 28_u32.saturating_sub(size)
}

/// That of a city of millions, for a small division that of a town of its size; counties have no count.
fn division_rank(entry: &Entry) -> u32 {
    const LARGE: u32 = 75;
    entry.population.map_or(LARGE, |_| place_rank(entry).max(LARGE))
}

/// The key of `KnowledgeBase::ids`.
pub(super) fn id_key(id: &str) -> u64 {
    xxh3_64(id.as_bytes())
}

/// An entry with nothing but what every row has.
pub(super) fn bare_entry(id: String, kind: EntryKind, entity_type: EntityType, name: String) -> Entry {
    Entry {
        id,
        kind,
        entity_type,
        name,
        country: None,
        geonames_id: None,
        latitude: None,
        longitude: None,
        population: None,
        subtype: None,
        sector: None,
        parent: None,
        years: None,
        is_known: false,
    }
}
