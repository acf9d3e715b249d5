//! Place candidates → the place meant: by what is named beside and around it, size, kind and distance.

use rustc_hash::{FxHashMap, FxHashSet};

use super::choice::Choice;
use super::closeness::{anchors_of, closeness};
use super::customs;
use super::home;
use super::inside::InnerPlace;
use super::words::written_out;
use crate::document::TaggedDocument;
use crate::kb::{Entry, EntryKind, KbId, KnowledgeBase};
use crate::text::{Span, fold};

/// What each sign is worth, in decimal orders of population: set on development texts.
mod weight {
    pub const NAMED_COUNTRY: f32 = 2.0;
    pub const NAMED_DIVISION: f32 = 2.5;
    pub const NEAR_COUNTRY: f32 = 1.0;
    /// How much a country, named or near, is left worth for a town that shares its name with a capital or a far greater city.
    pub const BESIDE_CAPITAL: f32 = 0.25;
    /// For a country whose words the document uses, and how much of it is left where it names others.
    pub const CUSTOMS: f32 = 3.0;
    pub const AMONG_OTHERS: f32 = 0.3;
    /// For a place in the state of a telephone number of the document.
    pub const CALLED: f32 = 5.0;
    pub const STATED_PARENT: f32 = 8.0;
    pub const CAPITAL: f32 = 1.5;
    pub const COUNTRY: f32 = 2.5;
    /// The most that a division counts for, however many live there, and what it loses to a city of its size.
    pub const DIVISION: f32 = 6.2;
    pub const SPREAD: f32 = -0.3;
    pub const REGION: f32 = 8.0;
    /// For a place that has another usual name.
    pub const OTHER_NAME: f32 = -2.0;
    /// For a town of a country's name.
    pub const COUNTRY_TOWN: f32 = -5.0;
    /// For a town beside a division of its name, and a division or city beside its country.
    pub const LESSER: f32 = -3.0;
    /// For a town of a metropolis's name.
    pub const NAMESAKE: f32 = -5.0;
}

/// How far, in bytes, a country is near.
const NEAR: u32 = 300;

/// A place name of the document: all its occurrences mean one place.
pub(super) struct Toponym<'t> {
    pub candidates: &'t [KbId],
    /// Indexes of names, those of places inside names counted on.
    names: Vec<usize>,
    /// Folded, as first written.
    text: String,
}

/// The choice for each name with place candidates, by index of the name; the places inside names are
/// counted on from the last name.
pub(super) fn choose(tagged: &TaggedDocument, kb: &KnowledgeBase, inner: &[InnerPlace]) -> FxHashMap<usize, Choice> {
    let toponyms = toponyms_of(tagged, kb, inner);
    let context = Context::new(tagged, kb, inner);
    let scores: Vec<Vec<f32>> = toponyms.iter().map(|toponym| context.scores(toponym)).collect();
    let scores = home::favour(kb, &toponyms, scores);
    let anchors = anchors_of(kb, &toponyms, &scores);
    let mut choices = FxHashMap::default();
    for (toponym, scores) in toponyms.iter().zip(scores) {
        let best = best_of(toponym.candidates, |place, id| {
            scores[place] + closeness(kb.entry(id), id, &anchors)
        });
        choices.extend(toponym.names.iter().map(|&name| (name, best)));
    }
    choices
}

/// Span and candidates of each name, then of each place inside one.
fn passages<'t>(tagged: &'t TaggedDocument, inner: &'t [InnerPlace]) -> impl Iterator<Item = (Span, &'t [KbId])> {
    let names = tagged.names.iter().map(|name| (name.span, name.candidates.as_slice()));
    names.chain(inner.iter().map(|place| (place.span, place.candidates.as_slice())))
}

fn toponyms_of<'t>(tagged: &'t TaggedDocument, kb: &KnowledgeBase, inner: &'t [InnerPlace]) -> Vec<Toponym<'t>> {
    let mut places: FxHashMap<&[KbId], usize> = FxHashMap::default();
    let mut toponyms: Vec<Toponym> = Vec::new();
    for (index, (span, candidates)) in passages(tagged, inner).enumerate() {
        if !candidates.iter().any(|&id| is_located(kb.entry(id))) {
            continue;
        }
        let place = *places.entry(candidates).or_insert_with(|| {
            toponyms.push(Toponym {
                candidates,
                names: Vec::new(),
                text: fold(tagged.segmented.slice(span)),
            });
            toponyms.len() - 1
        });
        toponyms[place].names.push(index);
    }
    toponyms
}

fn is_located(entry: &Entry) -> bool {
    matches!(entry.kind, EntryKind::Place | EntryKind::Division)
}

/// What the document says about countries and divisions.
struct Context<'k> {
    tagged: &'k TaggedDocument,
    kb: &'k KnowledgeBase,
    spans: Vec<Span>,
    countries: FxHashMap<&'k str, u32>,
    divisions: FxHashMap<KbId, u32>,
    /// How far the words point to each country.
    customs: FxHashMap<&'k str, f32>,
    /// Of the telephone numbers.
    called: FxHashSet<KbId>,
    /// Start of a name and its country, ascending.
    positions: Vec<(u32, &'k str)>,
}

impl<'k> Context<'k> {
    fn new(tagged: &'k TaggedDocument, kb: &'k KnowledgeBase, inner: &'k [InnerPlace]) -> Self {
        let mut context = Self {
            tagged,
            kb,
            spans: Vec::with_capacity(tagged.names.len() + inner.len()),
            countries: FxHashMap::default(),
            divisions: FxHashMap::default(),
            customs: customs::countries(tagged, kb),
            called: customs::divisions(tagged, kb),
            positions: Vec::new(),
        };
        for (span, candidates) in passages(tagged, inner) {
            context.spans.push(span);
            for &id in candidates
                .iter()
                .filter(|&&id| kb.entry(id).kind == EntryKind::Division)
            {
                *context.divisions.entry(id).or_default() += 1;
            }
            if let Some(country) = certain_country(kb, candidates) {
                *context.countries.entry(country).or_default() += 1;
                context.positions.push((span.start, country));
            }
        }
        context.positions.sort_unstable();
        context
    }

    fn scores(&self, toponym: &Toponym) -> Vec<f32> {
        let parents: Vec<&[KbId]> = toponym
            .names
            .iter()
            .filter_map(|&name| self.parent_after(name))
            .collect();
        let score = |&id: &KbId| {
            let entry = self.kb.entry(id);
            let is_stated = parents.iter().any(|readings| is_parent(self.kb, readings, entry));
            self.score(toponym, entry) + if is_stated { weight::STATED_PARENT } else { 0.0 }
        };
        toponym.candidates.iter().map(score).collect()
    }

    fn score(&self, toponym: &Toponym, entry: &Entry) -> f32 {
        let size = (entry.population.unwrap_or(0) as f32 + 10.0).log10();
        let size = match entry.kind {
            EntryKind::Country => size + weight::COUNTRY,
            EntryKind::Division => division_size(entry),
            EntryKind::Region => weight::REGION,
            EntryKind::Place if entry.is_capital() => size + weight::CAPITAL,
            _ => size,
        };
        let size = size
            + if written_out(&fold(&entry.name)) == written_out(&toponym.text) {
                0.0
            } else {
                weight::OTHER_NAME
            };
        let size = size + self.handicap(toponym, entry);
        let Some(country) = entry.country.as_deref() else {
            return size;
        };
        let own = toponym.names.len() as u32;
        let others = |count: Option<&u32>, is_own: bool| count.map_or(0, |&count| count - if is_own { own } else { 0 });
        let is_certain = certain_country(self.kb, toponym.candidates) == Some(country);
        let named = match others(self.countries.get(country), is_certain) {
            0 => 0.0,
            // Of many countries, that one of them is named says little.
            count => (weight::NAMED_COUNTRY + (count as f32).log10()) / self.countries.len() as f32,
        };
        let in_division = entry.parent.is_some_and(|parent| self.divisions.contains_key(&parent));
        let division = if in_division { weight::NAMED_DIVISION } else { 0.0 };
        let is_near = toponym
            .names
            .iter()
            .any(|&name| self.is_near(self.spans[name], country));
        let near = if is_near { weight::NEAR_COUNTRY } else { 0.0 };
        let by_country = (named + near) * self.trust_in_country(toponym, entry, in_division);
        let called = entry.parent.is_some_and(|parent| self.called.contains(&parent));
        let called = if called { weight::CALLED } else { 0.0 };
        let customs = self.custom(toponym, entry, country);
        size + by_country + division + called + customs
    }

    /// How much the name of its country says for a place: little for a town that shares its name with a capital or a far
    /// greater city, unless its state is named, too. Americans who visit Paris seldom go to Texas.
    fn trust_in_country(&self, toponym: &Toponym, entry: &Entry, in_division: bool) -> f32 {
        let has_rival = || {
            let mut others = toponym.candidates.iter().map(|&id| self.kb.entry(id));
            others.any(|other| other.is_capital() || dwarfs(other, entry))
        };
        let is_town = entry.kind == EntryKind::Place && !entry.is_capital() && !in_division;
        if is_town && has_rival() {
            weight::BESIDE_CAPITAL
        } else {
            1.0
        }
    }

    /// What the words of the document say for a place of this country; nothing for a town that bears
    /// the name of a country.
    fn custom(&self, toponym: &Toponym, entry: &Entry, country: &str) -> f32 {
        let is_country = |id: &KbId| self.kb.entry(*id).kind == EntryKind::Country;
        if entry.kind == EntryKind::Place && toponym.candidates.iter().any(is_country) {
            return 0.0;
        }
        let names_others = self.positions.len() as u32 > self.countries.get(country).copied().unwrap_or(0);
        let share = if names_others { weight::AMONG_OTHERS } else { 1.0 };
        weight::CUSTOMS * share * self.customs.get(country).copied().unwrap_or(0.0)
    }

    /// What a town loses whose name news mostly means something greater by.
    fn handicap(&self, toponym: &Toponym, entry: &Entry) -> f32 {
        const TOWN: u32 = 15_000;
        // `Taiwan` is a province, too, and `Luxembourg` a city; talks `in Luxembourg` are in either.
        let is_namesake = |id: &KbId| {
            let other = self.kb.entry(*id);
            other.kind == EntryKind::Country && other.country == entry.country
        };
        let is_lesser = match entry.kind {
            EntryKind::Division => true,
            EntryKind::Place => toponym.names.iter().any(|&name| !self.is_inside(self.spans[name])),
            _ => false,
        };
        if is_lesser && toponym.candidates.iter().any(is_namesake) {
            return weight::LESSER;
        }
        let is_town = entry.kind == EntryKind::Place
            && entry.subtype.is_none()
            && entry.population.is_none_or(|people| people < TOWN);
        if !is_town {
            return 0.0;
        }
        let against = |id: &KbId| {
            let other = self.kb.entry(*id);
            match other.kind {
                EntryKind::Country => weight::COUNTRY_TOWN,
                EntryKind::Division if other.parent.is_none() => weight::LESSER,
                EntryKind::Place if is_metropolis(other) => weight::NAMESAKE,
                _ => 0.0,
            }
        };
        toponym.candidates.iter().map(against).fold(0.0, f32::min)
    }

    /// A preposition says that something is in the place.
    fn is_inside(&self, name: Span) -> bool {
        let before = &self.tagged.segmented.text()[..name.start as usize];
        [" in ", "In ", " at "].iter().any(|word| before.ends_with(word))
    }

    fn is_near(&self, name: Span, country: &str) -> bool {
        let first = self.positions.partition_point(|&(start, _)| start + NEAR < name.start);
        self.positions[first..]
            .iter()
            .take_while(|&&(start, _)| start < name.end + NEAR)
            .any(|&(start, near)| near == country && start != name.start)
    }

    /// The readings of the name after a comma after this one (`Palmyra, Syria`).
    fn parent_after(&self, name: usize) -> Option<&'k [KbId]> {
        let names = &self.tagged.names;
        let next = names.get(name + 1)?;
        let end = self.spans[name].end;
        let gap = self.tagged.segmented.slice(Span {
            start: end,
            end: next.span.start.max(end),
        });
        matches!(gap, ", " | " (" | " in ").then_some(next.candidates.as_slice())
    }
}

/// A city of at least 150 000 people and several times those of another.
fn dwarfs(city: &Entry, other: &Entry) -> bool {
    const CITY: u32 = 150_000;
    const TIMES: u32 = 8;
    let people = city.population.filter(|_| city.kind == EntryKind::Place).unwrap_or(0);
    people >= CITY && people / TIMES >= other.population.unwrap_or(0)
}

fn is_metropolis(entry: &Entry) -> bool {
    const METROPOLIS: u32 = 1_000_000;
    entry.kind == EntryKind::Place && entry.population.is_some_and(|people| people >= METROPOLIS)
}

/// Counties have no count of inhabitants.
fn division_size(entry: &Entry) -> f32 {
    let people = |people: u32| (people as f32 + 10.0).log10() + weight::SPREAD;
    entry.population.map_or(weight::DIVISION, people).min(weight::DIVISION)
}

/// The country that all readings of a name are in.
fn certain_country<'k>(kb: &'k KnowledgeBase, candidates: &[KbId]) -> Option<&'k str> {
    let first = kb.entry(*candidates.first()?);
    let is_place = matches!(first.kind, EntryKind::Country | EntryKind::Place | EntryKind::Division);
    let country = first.country.as_deref().filter(|_| is_place)?;
    candidates[1..]
        .iter()
        .all(|&id| kb.entry(id).country.as_deref() == Some(country))
        .then_some(country)
}

/// One of the readings is the country or division of the entry.
fn is_parent(kb: &KnowledgeBase, readings: &[KbId], entry: &Entry) -> bool {
    readings.iter().any(|&id| match kb.entry(id).kind {
        EntryKind::Country => kb.entry(id).country == entry.country && entry.kind != EntryKind::Country,
        // A county after a comma tells the state.
        EntryKind::Division => {
            entry.parent.is_some() && (entry.parent == Some(id) || entry.parent == kb.entry(id).parent)
        }
        _ => false,
    })
}

/// The candidate with the highest score, and how clearly it leads.
pub(super) fn best_of(candidates: &[KbId], score: impl Fn(usize, KbId) -> f32) -> Choice {
    let mut best: Option<(f32, KbId)> = None;
    let mut second = f32::MIN;
    for (place, &id) in candidates.iter().enumerate() {
        let score = score(place, id);
        match best {
            Some((top, _)) if score <= top => second = second.max(score),
            _ => {
                second = best.map_or(second, |(top, _)| top);
                best = Some((score, id));
            }
        }
    }
    let Some((top, id)) = best else {
        return Choice::default();
    };
    let margin = (top - second).clamp(0.0, 8.0);
    Choice {
        kb_id: Some(id),
        score: Some(1.0 - 0.5 * (-margin).exp()),
    }
}
