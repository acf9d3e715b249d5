//! Sources and targets of a report → persons, states and bodies that tell one happening from another.

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
    /// Those of both sides, ascending.
    all: Vec<Feature>,
}

impl Parties {
    /// From canonical entities and countries of the sources and the targets.
    pub fn of(entities: &Entities, actors: &[Vec<u32>; 2], countries: &[Vec<CountryCode>; 2]) -> Self {
        let mut parties = Self::default();
        for side in 0..2 {
            let states = countries[side].iter().map(|&country| Feature::country(country));
            let bodies = actors[side].iter().filter(|&&actor| entities.is_stateless_body(actor));
            parties.sides[side].extend(states.chain(bodies.map(|&body| Feature::actor(body))));
            let is_person = |actor: &&u32| entities.entity_type(**actor) == EntityType::Person;
            parties.persons.extend(actors[side].iter().filter(is_person));
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
        self.all = self.sides.concat();
        self.all.sort_unstable();
        self.all.dedup();
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
        self.settle();
    }

    pub fn share_person(&self, other: &Self) -> bool {
        shared(&self.persons, &other.persons) > 0
    }

    /// States and bodies of both, on whichever side.
    pub fn shared_states(&self, other: &Self) -> usize {
        shared(&self.all, &other.all)
    }

    /// Cannot be those of one happening. Where one acts on another, the sides must agree as far as both
    /// are told; where they do the same together, or fight, two of each must not be told as two others.
    pub fn conflict(&self, other: &Self, event_type: EventType) -> bool {
        if self.share_person(other) {
            return false;
        }
        if is_mutual(event_type) || event_type == EventType::Assault {
            let (ours, theirs) = (&self.all, &other.all);
            let common = shared(ours, theirs);
            let least = ours.len().min(theirs.len());
            let others = self.persons.len().min(other.persons.len()) >= 2;
            let most = ours.len().max(theirs.len());
            return least >= 1 && most >= 2 && common == 0
                || least >= 2 && common < 2
                || is_mutual(event_type) && others;
        }
        let differ = |(ours, theirs): (&Vec<Feature>, &Vec<Feature>)| {
            !ours.is_empty() && !theirs.is_empty() && shared(ours, theirs) == 0
        };
        self.sides.iter().zip(&other.sides).any(differ)
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
