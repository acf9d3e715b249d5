//! One report → when and where it says that something happens, as far as it can contradict another.

use super::parties::is_mutual;
use super::report::Report;
use super::terms::{CountryCode, Feature};
use crate::kb::Reference;
use crate::vocabulary::{EventStatus, EventType};

/// When something happened, as far as it is told.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum When {
    /// Days that the text states.
    Dated(i32, i32),
    /// A week, month or longer time that the text states, or a day of it.
    Within(i32, i32),
    /// Near the day of publication, or after it.
    Around(i32, i32),
    Unknown,
}

impl When {
    pub fn of(report: &Report, published: Option<i32>) -> Self {
        match (report.days, published) {
            (Some((_, end)), Some(day)) if is_ahead(report.status) && end < day => Self::Around(day, day + HORIZON),
            (Some((start, end)), _) if report.is_dated => Self::Dated(start, end),
            (Some((start, end)), _) if report.is_timed => Self::Within(start, end),
            (Some((start, end)), _) if report.status == EventStatus::Planned => Self::Around(start, end),
            (_, Some(day)) if is_ahead(report.status) => Self::Around(day, day + HORIZON),
            (_, Some(day)) if speaks_of_coming(report) => Self::Around(day - BACKGROUND, day + HORIZON),
            (_, Some(day)) if report.is_opening() && report.reference == Reference::New => {
                Self::Around(day - RECENT, day)
            }
            (_, Some(day)) => Self::Around(day - BACKGROUND, day),
            (Some((start, end)), None) => Self::Around(start, end),
            (None, None) => Self::Unknown,
        }
    }

    fn days(self) -> Option<(i32, i32)> {
        match self {
            Self::Dated(start, end) | Self::Within(start, end) | Self::Around(start, end) => Some((start, end)),
            Self::Unknown => None,
        }
    }

    /// Takes the days that the other states where they are fewer, or the only ones that are stated. What
    /// lasts is told of on each of its days.
    pub fn learn(&mut self, other: Self, is_lasting: bool) {
        let is_narrower =
            |(a_start, a_end): (i32, i32), (b_start, b_end): (i32, i32)| a_end - a_start < b_end - b_start;
        if let (Self::Dated(start, end), before) = (other, *self) {
            match before {
                Self::Dated(first, last) if is_lasting && last.max(end) - first.min(start) <= LONGEST => {
                    *self = Self::Dated(first.min(start), last.max(end));
                }
                Self::Dated(first, last) if !is_narrower((start, end), (first, last)) => {}
                _ => *self = other,
            }
        }
    }

    pub fn first_day(self) -> Option<i32> {
        self.days().map(|(start, _)| start)
    }

    pub fn is_dated(self) -> bool {
        matches!(self, Self::Dated(..))
    }

    /// `last week`.
    pub fn is_of_a_week(self) -> bool {
        matches!(self, Self::Dated(start, end) if end - start >= LONGEST)
    }

    /// The text says when, be it only the month.
    pub fn is_stated(self) -> bool {
        matches!(self, Self::Dated(..) | Self::Within(..))
    }

    /// Days between the two; 0 where they overlap, `None` where either is unknown.
    pub fn gap(self, other: Self) -> Option<i32> {
        let ((a_start, a_end), (b_start, b_end)) = self.days().zip(other.days())?;
        Some((a_start.max(b_start) - a_end.min(b_end)).max(0))
    }
}

/// Days from the first to the last of a thing that lasts, as far as one article tells.
const LONGEST: i32 = 4;
/// Days before publication in which an undated happening is looked for that is told as new.
const RECENT: i32 = 2;
/// The same for what is told after the first sentences, where articles recall what was before.
const BACKGROUND: i32 = 60;
/// Days after publication in which an undated plan is looked for.
const HORIZON: i32 = 40;

/// Where something happened, as far as it is told.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub(super) struct Place {
    /// Canonical entity, of a place within a country.
    pub town: Option<u32>,
    /// The town of the report, be it only that of its sentence or dateline.
    named: Option<u32>,
    /// That of its dateline, where none is stated.
    reported_from: Option<u32>,
    pub country: Option<CountryCode>,
}

impl Place {
    /// Only a place stated with the event can contradict another.
    pub fn of(report: &Report) -> Self {
        // `sanctioned firms in Peru`: where they are whom it is done to.
        if report.event_type == EventType::Sanction {
            return Self::default();
        }
        Self {
            town: report.place.filter(|_| report.is_placed && report.is_in_town),
            named: report.place.filter(|_| report.is_in_town),
            reported_from: report
                .place
                .filter(|_| report.is_in_town && !report.is_placed_by_sentence),
            country: report.country.filter(|_| report.is_placed),
        }
    }

    /// The two cannot be one place.
    pub fn conflicts(&self, other: &Self) -> bool {
        let differ = |a: Option<u32>, b: Option<u32>| a.is_some() && b.is_some() && a != b;
        let countries = self.country.zip(other.country);
        countries.is_some_and(|(a, b)| a != b) || differ(self.town, other.town)
    }

    /// Told of different towns, though one of them may be only where the report is from.
    pub fn is_elsewhere(&self, other: &Self) -> bool {
        self.reported_from.is_some() && other.reported_from.is_some() && self.reported_from != other.reported_from
    }

    /// States a town that the other does not name.
    pub fn is_another_scene(&self, other: &Self) -> bool {
        self.town.is_some() && self.town != other.named
    }

    /// A town is named.
    pub fn is_in_town(&self) -> bool {
        self.named.is_some()
    }

    /// Both name one town.
    pub fn is_same_town(&self, other: &Self) -> bool {
        self.shared_town(other).is_some()
    }

    /// The town that both name.
    pub fn shared_town(&self, other: &Self) -> Option<Feature> {
        self.town_named().filter(|&town| Some(town) == other.town_named())
    }

    /// The town of the report, be it only that of its sentence or dateline.
    pub fn town_named(&self) -> Option<Feature> {
        self.named.map(Feature::place)
    }

    /// Fills what is not known yet.
    pub fn learn(&mut self, other: &Self) {
        self.town = self.town.or(other.town);
        self.named = self.town.or(self.named).or(other.named);
        self.reported_from = self.town.or(self.reported_from).or(other.reported_from);
        self.country = self.country.or(other.country);
    }
}

/// Said at one moment: an accusation, a demand. The next one is another.
pub(super) fn is_statement(event_type: EventType) -> bool {
    use EventType::{Accuse, Reject, Request, Support, Threaten};
    matches!(event_type, Accuse | Reject | Request | Support | Threaten)
}

/// Goes on for days: talks, a strike.
pub(super) fn is_lasting(event_type: EventType) -> bool {
    is_mutual(event_type) || event_type == EventType::Protest
}

/// `invited her to Oslo`, `vowed to shut the port`: what it is about may come, or has come by now.
fn speaks_of_coming(report: &Report) -> bool {
    let is_invitation = report.event_type == EventType::Request && report.mode.as_deref() == Some("meet");
    is_invitation || report.event_type == EventType::Threaten
}

/// Still to come, as the report tells it.
pub(super) fn is_ahead(status: EventStatus) -> bool {
    use EventStatus::{CalledFor, Hypothetical, Planned, Possible};
    matches!(status, Planned | Possible | CalledFor | Hypothetical)
}
