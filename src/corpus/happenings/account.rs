//! What one document says about one happening, and what it contradicts.

use super::circumstances::{Place, When, is_ahead, is_lasting, is_statement};
use super::parties::{Parties, is_mutual};
use super::profile::Profile;
use super::report::Report;
use super::terms::{Feature, Rarity};
use crate::kb::{Kind, Reference};
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
    /// The reports say that it is still to come, or threaten it.
    pub is_ahead: bool,
    /// All reports so far stand in a headline.
    pub is_headline: bool,
    /// A report stands in the headline or the first sentences.
    pub is_lead: bool,
    /// How the first report speaks of it.
    pub reference: Reference,
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
            is_ahead: is_ahead(report.status) || report.event_type == EventType::Threaten,
            is_headline: report.is_headline,
            is_lead: report.is_opening(),
            reference: report.reference,
            last_sentence: sentence,
        }
    }

    /// How readily the two are told as what they are told as, 0 (never) to 1, as `likeness` judges two kinds.
    pub fn type_likeness(&self, other: &Self, likeness: impl Fn(Kind<'_>, Kind<'_>) -> f32) -> f32 {
        let pairs = self.types.iter().flat_map(|a| other.types.iter().map(move |b| (a, b)));
        let share_mode = self.share_mode(other);
        let mut most = 0.0_f32;
        for (a, b) in pairs {
            let likeness = likeness((a.0, a.1.as_deref()), (b.0, b.1.as_deref()));
            // A call is no meeting, though it be told as talks, too.
            if likeness == 0.0 && a.0 == b.0 && !share_mode {
                return 0.0;
            }
            most = most.max(likeness);
        }
        most
    }

    /// The two cannot be one happening, whatever the words: of other times, another place, or other parties.
    pub fn conflicts(&self, other: &Self, slack: i32) -> bool {
        self.is_of_other_time(other, slack) || self.is_elsewhere(other) || self.are_other_parties(other)
    }

    /// More than `slack` days apart where both are dated.
    pub fn is_of_other_time(&self, other: &Self, slack: i32) -> bool {
        let slack = if self.document == other.document {
            let are_dated = self.when.is_dated() && other.when.is_dated();
            if are_dated { slack } else { UNDATED_SLACK }
        } else {
            self.slack_across(other, slack)
        };
        self.when.gap(other.when).is_some_and(|gap| gap > slack)
    }

    /// Days by which two articles may differ on when something happened.
    fn slack_across(&self, other: &Self, slack: i32) -> i32 {
        if !(self.when.is_dated() && other.when.is_dated()) {
            return RECALLED;
        }
        let holds = [
            (self.when.is_of_a_week() || other.when.is_of_a_week(), WEEK_SLACK),
            (
                is_lasting(self.event_type) && is_lasting(other.event_type),
                LASTING_SLACK,
            ),
            (self.is_put_off_to(other) || other.is_put_off_to(self), PUT_OFF),
        ];
        let most = holds.iter().filter(|(holds, _)| *holds).map(|(_, slack)| *slack).max();
        most.unwrap_or(slack).max(slack)
    }

    /// What we tell as planned took place later, by the other.
    fn is_put_off_to(&self, other: &Self) -> bool {
        let days = self.when.first_day().zip(other.when.first_day());
        self.is_ahead && !other.is_ahead && days.is_some_and(|(planned, held)| planned < held)
    }

    pub fn is_elsewhere(&self, other: &Self) -> bool {
        self.place.conflicts(&other.place)
    }

    /// This is what the headline tells, and the other stands at the head of its text.
    pub fn opens_text(&self, other: &Self) -> bool {
        self.document == other.document && self.is_headline && other.is_lead
    }

    pub fn are_other_parties(&self, other: &Self) -> bool {
        let is_headline = self.opens_text(other);
        self.parties
            .conflict(&other.parties, self.stricter_type(other), is_headline)
    }

    /// Both have a report of one mode, which says more than the type.
    pub fn share_mode(&self, other: &Self) -> bool {
        let has = |kind: &(EventType, Option<Box<str>>)| other.types.binary_search(kind).is_ok();
        self.types.iter().any(|kind| kind.1.is_some() && has(kind))
    }

    /// All reports are of something said (an accusation, a demand) and no offer or refusal to meet.
    pub fn is_said(&self) -> bool {
        self.types
            .iter()
            .all(|kind| is_statement(kind.0) && kind.1.as_deref() != Some("meet"))
    }

    /// Speaks of something known without saying when it was: what the article told before says that.
    pub fn takes_up(&self) -> bool {
        self.reference != Reference::New && !self.when.is_stated()
    }

    /// A mutual act is judged as one only where both are.
    fn stricter_type(&self, other: &Self) -> EventType {
        match (self.mutual_type(), other.mutual_type()) {
            (Some(event_type), Some(_)) => event_type,
            (Some(_), None) => other.event_type,
            (None, _) => self.event_type,
        }
    }

    fn mutual_type(&self) -> Option<EventType> {
        let mut types = self.types.iter().map(|kind| kind.0);
        types.find(|&event_type| is_mutual(event_type))
    }

    /// Names nobody who takes part, so that only its document tells which happening is meant.
    pub fn is_bare(&self) -> bool {
        self.parties.is_empty()
    }

    /// Those who take part and the town.
    pub fn names(&self) -> impl Iterator<Item = Feature> {
        self.parties.names().chain(self.place.town_named())
    }

    /// Talks of nobody on no day, with a country: what they are about (`discussed the status of workers in
    /// Norway`) rather than where they are.
    pub fn is_placed_by_topic(&self) -> bool {
        is_mutual(self.event_type) && self.is_bare() && !self.when.is_dated() && !self.place.is_in_town()
    }

    /// Joins another account of the document. The place of a bare report without a date may be that of
    /// anything in its sentence.
    pub fn take_in(&mut self, other: Self) {
        if !other.is_bare() || other.when.is_dated() {
            self.place.learn(&other.place);
        }
        // What is known by now is not made another by a party named in passing.
        if self.is_bare() || !other.takes_up() || other.parties.are_several() {
            self.parties.take_in(other.parties);
        }
        self.reports.extend(other.reports);
        self.types.extend(other.types);
        self.types.sort_unstable();
        self.types.dedup();
        self.profile.add(&other.profile);
        self.when.learn(other.when, is_lasting(self.event_type));
        self.is_ahead &= other.is_ahead;
        self.is_headline &= other.is_headline;
        self.is_lead |= other.is_lead;
        self.last_sentence = other.last_sentence;
    }
}

/// Days between a dated account and one that only its publication dates, beyond the days it may mean.
const UNDATED_SLACK: i32 = 2;
/// The same in two articles: one may take up what the other told a month before.
const RECALLED: i32 = 30;
/// `last week` begins on a Sunday or a Monday.
const WEEK_SLACK: i32 = 3;
/// Talks are told of on the day they open and on the day they end.
const LASTING_SLACK: i32 = 2;
/// Days by which a meeting may be put off and still be that meeting.
const PUT_OFF: i32 = 40;
