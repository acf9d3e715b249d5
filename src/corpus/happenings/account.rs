//! What one document says about one happening, and what it contradicts.

use super::circumstances::{Place, When, is_ahead};
use super::parties::{Parties, is_mutual};
use super::profile::Profile;
use super::report::Report;
use super::terms::Rarity;
use crate::kb::RelatedTypes;
use crate::vocabulary::EventType;

/// The reports of one document that speak of one happening.
pub(super) struct Account {
    pub document: u32,
    /// Of the first report.
    pub event_type: EventType,
    /// Types and modes of all reports, each once.
    types: Vec<(EventType, Option<Box<str>>)>,
    /// Indexes into the reports, ascending.
    pub reports: Vec<u32>,
    pub profile: Profile,
    pub when: When,
    pub place: Place,
    pub parties: Parties,
    /// The reports say that it is still to come.
    pub is_ahead: bool,
    /// All reports so far stand in a headline.
    pub is_headline: bool,
    /// A report stands in the headline or the first sentences.
    pub is_lead: bool,
    /// Sentence of the last report.
    pub last_sentence: u32,
}

impl Account {
    pub fn of(index: u32, report: &Report, published: Option<i32>, rarity: &Rarity) -> Self {
        let sentence = report.sentence.unwrap_or(u32::MAX);
        Self {
            document: report.document,
            event_type: report.event_type,
            types: vec![(report.event_type, report.mode.clone())],
            reports: vec![index],
            profile: Profile::of(&report.terms, rarity),
            when: When::of(report, published),
            place: Place::of(report),
            parties: report.parties.clone(),
            is_ahead: is_ahead(report.status),
            is_headline: report.is_headline,
            is_lead: report.is_opening(),
            last_sentence: sentence,
        }
    }

    /// How readily the two are told under their types, 0 (never) to 1.
    pub fn type_likeness(&self, other: &Self, types: &RelatedTypes) -> f32 {
        let pairs = self.types.iter().flat_map(|a| other.types.iter().map(move |b| (a, b)));
        let likeness = pairs.map(|(a, b)| {
            let is_other_mode = a.0 == b.0 && a.1.is_some() && b.1.is_some() && a.1 != b.1;
            if is_other_mode {
                types.across_modes(a.0)
            } else {
                types.likeness(a.0, b.0)
            }
        });
        likeness.fold(0.0, f32::max)
    }

    /// The two cannot be one happening, whatever the words: more than `slack` days apart where both are
    /// dated, another place, or other parties.
    pub fn conflicts(&self, other: &Self, slack: i32) -> bool {
        let are_dated = self.when.is_dated() && other.when.is_dated();
        let slack = if are_dated { slack } else { UNDATED_SLACK };
        self.when.gap(other.when).is_some_and(|gap| gap > slack)
            || self.place.conflicts(&other.place)
            || self.parties.conflict(&other.parties, self.stricter_type(other))
    }

    /// A mutual act is judged as one only where both are.
    fn stricter_type(&self, other: &Self) -> EventType {
        if is_mutual(self.event_type) {
            other.event_type
        } else {
            self.event_type
        }
    }

    /// Names nobody who takes part, so that only its document tells which happening is meant.
    pub fn is_bare(&self) -> bool {
        self.parties.is_empty()
    }

    /// Joins another account of the document. The place of a bare report without a date may be that of
    /// anything in its sentence.
    pub fn take_in(&mut self, other: Self) {
        if !other.is_bare() || other.when.is_dated() {
            self.place.learn(&other.place);
        }
        self.reports.extend(other.reports);
        self.types.extend(other.types);
        self.types.sort_unstable();
        self.types.dedup();
        self.profile.add(&other.profile);
        self.when.learn(other.when);
        self.parties.take_in(other.parties);
        self.is_ahead &= other.is_ahead;
        self.is_headline &= other.is_headline;
        self.is_lead |= other.is_lead;
        self.last_sentence = other.last_sentence;
    }
}

/// Days between a dated account and one that only its publication dates, beyond the days it may mean.
const UNDATED_SLACK: i32 = 2;
