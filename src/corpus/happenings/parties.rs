//! Sources and targets of a report → persons, states and bodies that tell one happening from another.

use rustc_hash::FxHashMap;

use super::report::Report;
use super::terms::{CountryCode, Feature};
use crate::corpus::entities::Entities;
use crate::vocabulary::{EntityType, EventType};

/// Those who take part and are known beyond their document: states (for persons and bodies theirs),
/// international bodies, and persons by name.
#[derive(Clone, Debug, Default)]
pub(super) struct Parties {
    /// Canonical entities, ascending.
    pub persons: Vec<u32>,
    /// States and bodies that belong to none: the sources', then the targets'; ascending.
    sides: [Vec<Feature>; 2],
    /// Persons who are alone on their side with one country, and it.
    lone: Vec<(u32, CountryCode)>,
    /// Those of both sides, ascending.
    all: Vec<Feature>,
    /// The bodies among them that only their articles know, ascending: `the army` may be that of any state.
    unknown: Vec<Feature>,
    /// The same with the states that other documents give those who take part.
    known: Vec<Feature>,
}

impl Parties {
    /// From canonical entities and countries of the sources and the targets.
    pub fn of(entities: &Entities, actors: &[Vec<u32>; 2], countries: &[Vec<CountryCode>; 2]) -> Self {
        let mut parties = Self::default();
        for side in 0..2 {
            let states = countries[side].iter().map(|&country| Feature::country(country));
            let bodies = actors[side].iter().filter(|&&actor| entities.is_stateless_body(actor));
            parties.sides[side].extend(states.chain(bodies.clone().map(|&body| Feature::actor(body))));
            let unknown = bodies.filter(|&&body| !entities.is_known(body));
            parties.unknown.extend(unknown.map(|&body| Feature::actor(body)));
            let is_person = |actor: &&u32| entities.entity_type(**actor) == EntityType::Person;
            parties.persons.extend(actors[side].iter().filter(is_person));
            if let ([person], [country]) = (actors[side].as_slice(), countries[side].as_slice())
                && is_person(&person)
            {
                parties.lone.push((*person, *country));
            }
        }
        parties.settle();
        parties
    }

    fn settle(&mut self) {
        self.persons.sort_unstable();
        self.persons.dedup();
        for side in &mut self.sides {
            side.sort_unstable();
            side.dedup();
        }
        self.unknown.sort_unstable();
        self.unknown.dedup();
        self.all = self.sides.concat();
        self.all.sort_unstable();
        self.all.dedup();
        self.known.extend_from_slice(&self.all);
        self.known.sort_unstable();
        self.known.dedup();
    }

    /// Adds the states of persons. What one article leaves to its readers to know, another says: that
    /// speaks for two reports being of one happening, but is too uncertain to speak against it.
    pub fn learn(&mut self, homes: &Homes) {
        let states = self.persons.iter().filter_map(|person| homes.0.get(person));
        self.known.extend(states.map(|&country| Feature::country(country)));
        self.known.sort_unstable();
        self.known.dedup();
    }

    /// Nobody is known.
    pub fn is_empty(&self) -> bool {
        self.persons.is_empty() && self.sides.iter().all(Vec::is_empty)
    }

    pub fn take_in(&mut self, other: Self) {
        self.persons.extend(other.persons);
        for (side, more) in self.sides.iter_mut().zip(other.sides) {
            side.extend(more);
        }
        self.known.extend(other.known);
        self.unknown.extend(other.unknown);
        self.settle();
    }

    pub fn share_person(&self, other: &Self) -> bool {
        shared(&self.persons, &other.persons) > 0
    }

    /// Persons of both.
    pub fn shared_persons(&self, other: &Self) -> impl Iterator<Item = Feature> {
        let persons = self.persons.iter();
        persons
            .filter(|person| other.persons.binary_search(person).is_ok())
            .map(|&person| Feature::actor(person))
    }

    /// States and bodies of both, on whichever side.
    pub fn shared_states(&self, other: &Self) -> impl Iterator<Item = Feature> {
        let known = self.known.iter().copied();
        known.filter(|state| other.known.binary_search(state).is_ok())
    }

    /// Persons, states and bodies.
    pub fn names(&self) -> impl Iterator<Item = Feature> {
        let persons = self.persons.iter().map(|&person| Feature::actor(person));
        persons.chain(self.known.iter().copied())
    }

    /// Two states, bodies or persons at least are known.
    pub fn are_several(&self) -> bool {
        self.all.len() + self.persons.len() >= 2
    }

    /// How many of our bodies may be of a state of theirs, for all that is known.
    fn may_belong(&self, ours: &[Feature], theirs: &[Feature]) -> usize {
        let is_unknown = |body: &&Feature| self.unknown.binary_search(body).is_ok() && !theirs.contains(body);
        let is_free = |state: &&Feature| state.is_country() && !ours.contains(state);
        let bodies = ours.iter().filter(is_unknown).count();
        bodies.min(theirs.iter().filter(is_free).count())
    }

    /// Cannot be those of one happening. Where one acts on another, the sides must agree as far as both
    /// are told; where they do the same together, or fight, two of each must not be told as two others. The
    /// `army` of a headline may be that of the state that the text names.
    pub fn conflict(&self, other: &Self, event_type: EventType, is_headline: bool) -> bool {
        if self.share_person(other) {
            return false;
        }
        let may_be_one = |ours: &[Feature], theirs: &[Feature]| match is_headline {
            true => self.may_belong(ours, theirs) + other.may_belong(theirs, ours),
            false => 0,
        };
        if is_mutual(event_type) || event_type == EventType::Assault {
            let (ours, theirs) = (&self.all, &other.all);
            let common = shared(ours, theirs) + may_be_one(ours, theirs);
            let least = ours.len().min(theirs.len());
            let others = self.persons.len().min(other.persons.len()) >= 2;
            let most = ours.len().max(theirs.len());
            return least >= 1 && most >= 2 && common == 0
                || least >= 2 && common < 2
                || is_mutual(event_type) && others;
        }
        let differ = |(ours, theirs): (&Vec<Feature>, &Vec<Feature>)| {
            !ours.is_empty() && !theirs.is_empty() && shared(ours, theirs) + may_be_one(ours, theirs) == 0
        };
        self.sides.iter().zip(&other.sides).any(differ)
    }
}

/// The state of each person that the articles name with one.
pub(super) struct Homes(FxHashMap<u32, CountryCode>);

impl Homes {
    /// From the sides of the reports: a person who is alone on a side with one country belongs to it. The
    /// country that most say, the least of equals.
    pub fn of(reports: &[Report], entities: &Entities) -> Self {
        let stated = reports.iter().flat_map(|report| report.parties.lone.iter().copied());
        let known = reports.iter().flat_map(|report| report.parties.persons.iter());
        let known = known.filter_map(|&person| Some((person, CountryCode::parse(entities.country(person)?)?)));
        let mut votes: Vec<(u32, CountryCode)> = stated.chain(known).collect();
        votes.sort_unstable();
        let mut homes: FxHashMap<u32, (usize, CountryCode)> = FxHashMap::default();
        for same in votes.chunk_by(|a, b| a == b) {
            let home = homes.entry(same[0].0).or_insert((0, same[0].1));
            if same.len() > home.0 {
                *home = (same.len(), same[0].1);
            }
        }
        Self(
            homes
                .into_iter()
                .map(|(person, (_, country))| (person, country))
                .collect(),
        )
    }
}

/// Both sides do the same.
pub(super) fn is_mutual(event_type: EventType) -> bool {
    matches!(event_type, EventType::Agree | EventType::Consult | EventType::Cooperate)
}

/// How many values two ascending lists have in common.
fn shared<T: Ord>(a: &[T], b: &[T]) -> usize {
    a.iter().filter(|value| b.binary_search(value).is_ok()).count()
}

#[cfg(test)]
mod tests {
    use super::Parties;
    use crate::corpus::happenings::terms::{CountryCode, Feature};
    use crate::vocabulary::EventType::{Consult, Mobilize};

    fn state(code: &str) -> Feature {
        Feature::country(CountryCode::parse(code).unwrap())
    }

    fn sources(features: &[Feature], unknown: &[Feature]) -> Parties {
        let mut parties = Parties {
            sides: [features.to_vec(), Vec::new()],
            unknown: unknown.to_vec(),
            ..Parties::default()
        };
        parties.settle();
        parties
    }

    #[test]
    fn the_army_of_a_headline_may_be_that_of_the_state_the_text_names() {
        let army = Feature::actor(7);
        let (headline, text) = (sources(&[army], &[army]), sources(&[state("TCD")], &[]));
        assert!(!headline.conflict(&text, Mobilize, true));
        assert!(headline.conflict(&text, Mobilize, false));
        let union = sources(&[army], &[]);
        assert!(union.conflict(&text, Mobilize, true));
    }

    #[test]
    fn one_unknown_body_is_no_two_states() {
        let army = Feature::actor(7);
        let met = sources(&[army, state("COL")], &[army]);
        assert!(met.conflict(&sources(&[state("PER"), state("SEN")], &[]), Consult, true));
    }
}
