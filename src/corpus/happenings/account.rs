//! What one document says about one happening, and what it contradicts.

use super::circumstances::{Place, When, is_ahead};
use super::profile::Profile;
use super::report::Report;
use super::terms::{CountryCode, Rarity};
use crate::vocabulary::EventType;

/// The reports of one document that speak of one happening.
pub(super) struct Account {
    pub document: u32,
    pub event_type: EventType,
    /// Indexes into the reports, ascending.
    pub reports: Vec<u32>,
    pub profile: Profile,
    pub when: When,
    place: Place,
    /// Canonical entities of those who take part, ascending.
    actors: Vec<u32>,
    /// Their countries, ascending.
    countries: Vec<CountryCode>,
    /// The reports say that it is still to come.
    pub is_ahead: bool,
    /// All reports so far stand in a headline.
    pub is_headline: bool,
}

impl Account {
    pub fn of(index: u32, report: &Report, published: Option<i32>, rarity: &Rarity) -> Self {
        Self {
            document: report.document,
            event_type: report.event_type,
            reports: vec![index],
            profile: Profile::of(&report.terms, rarity),
            when: When::of(report, published),
            place: Place::of(report),
            actors: report.actors.to_vec(),
            countries: report.countries.to_vec(),
            is_ahead: is_ahead(report.status),
            is_headline: report.is_headline,
        }
    }

    /// The two cannot be one happening, whatever the words: another kind of event, more than `slack` days
    /// apart where both are dated, another place, or other states.
    pub fn conflicts(&self, other: &Self, slack: i32) -> bool {
        let are_dated = self.when.is_dated() && other.when.is_dated();
        let slack = if are_dated { slack } else { UNDATED_SLACK };
        self.event_type != other.event_type
            || self.when.gap(other.when).is_some_and(|gap| gap > slack)
            || self.place.conflicts(&other.place)
            || self.is_of_other_states(other)
    }

    /// Reports often name one side only, so one country each contradicts nothing.
    fn is_of_other_states(&self, other: &Self) -> bool {
        self.countries.len().min(other.countries.len()) >= 2
            && !shares(&self.countries, &other.countries)
            && !shares(&self.actors, &other.actors)
    }

    /// Names nobody who takes part, so that only its document tells which happening is meant.
    pub fn is_bare(&self) -> bool {
        self.actors.is_empty() && self.countries.is_empty()
    }

    /// Joins another account of the document. The place of a bare report without a date may be that of
    /// anything in its sentence.
    pub fn take_in(&mut self, other: Self) {
        if !other.is_bare() || other.when.is_dated() {
            self.place.learn(&other.place);
        }
        self.reports.extend(other.reports);
        self.profile.add(&other.profile);
        self.when.learn(other.when);
        merge(&mut self.actors, other.actors);
        merge(&mut self.countries, other.countries);
        self.is_ahead &= other.is_ahead;
        self.is_headline &= other.is_headline;
    }
}

/// Days between a dated account and one that only its publication dates, beyond the days it may mean.
const UNDATED_SLACK: i32 = 2;

/// Both ascending.
fn shares<T: Ord>(a: &[T], b: &[T]) -> bool {
    a.iter().any(|value| b.binary_search(value).is_ok())
}

fn merge<T: Ord>(into: &mut Vec<T>, more: Vec<T>) {
    into.extend(more);
    into.sort_unstable();
    into.dedup();
}
