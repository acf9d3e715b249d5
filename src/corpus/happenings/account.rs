//! Reports of one document → accounts: what the document says about one happening.

use super::features::{Profile, Rarity};
use super::report::Report;
use crate::corpus::documents::Documents;
use crate::vocabulary::{EventStatus, EventType};

/// The reports of one document that speak of one happening.
pub(super) struct Account {
    pub document: u32,
    pub event_type: EventType,
    /// Indexes into the reports, ascending.
    pub reports: Vec<u32>,
    pub profile: Profile,
    pub when: When,
    pub place: Place,
    /// Canonical entities of those who take part, ascending.
    pub actors: Vec<u32>,
    /// Their countries, ascending.
    pub countries: Vec<Box<str>>,
    /// The reports say that it is still to come.
    pub is_ahead: bool,
}

/// When something happened, as far as it is told.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum When {
    /// Days that the text states.
    Dated(i32, i32),
    /// Near the day of publication, or after it.
    Around(i32, i32),
    Unknown,
}

impl When {
    fn of(report: &Report, published: Option<i32>) -> Self {
        match (report.days, published) {
            (Some((start, end)), _) if report.is_dated => Self::Dated(start, end),
            (Some((start, end)), _) if report.status == EventStatus::Planned => Self::Around(start, end),
            (_, Some(day)) if is_ahead(report.status) => Self::Around(day, day + HORIZON),
            (_, Some(day)) => Self::Around(day - RECENT, day),
            (Some((start, end)), None) => Self::Around(start, end),
            (None, None) => Self::Unknown,
        }
    }

    fn days(self) -> Option<(i32, i32)> {
        match self {
            Self::Dated(start, end) | Self::Around(start, end) => Some((start, end)),
            Self::Unknown => None,
        }
    }

    pub fn first_day(self) -> Option<i32> {
        self.days().map(|(start, _)| start)
    }

    pub fn is_dated(self) -> bool {
        matches!(self, Self::Dated(..))
    }

    /// Days between the two; 0 where they overlap, `None` where either is unknown.
    pub fn gap(self, other: Self) -> Option<i32> {
        let ((a_start, a_end), (b_start, b_end)) = self.days().zip(other.days())?;
        Some((a_start.max(b_start) - a_end.min(b_end)).max(0))
    }
}

/// Days before publication in which an undated happening is looked for.
const RECENT: i32 = 3;
/// Days after publication in which an undated plan is looked for.
const HORIZON: i32 = 21;

/// Where something happened, as far as it is told.
#[derive(Clone, Debug, PartialEq, Default)]
pub(super) struct Place {
    /// Canonical entity, of a place within a country.
    pub town: Option<u32>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<Box<str>>,
}

impl Place {
    /// The two cannot be one place.
    fn conflicts(&self, other: &Self) -> bool {
        let differ = |a: Option<u32>, b: Option<u32>| a.is_some() && b.is_some() && a != b;
        let countries = self.country.as_ref().zip(other.country.as_ref());
        countries.is_some_and(|(a, b)| a != b) || differ(self.town, other.town)
    }

    /// Fills what is not known yet.
    fn learn(&mut self, other: &Self) {
        self.town = self.town.or(other.town);
        self.country = self.country.take().or_else(|| other.country.clone());
    }
}

/// Still to come, as the report tells it.
pub(super) fn is_ahead(status: EventStatus) -> bool {
    use EventStatus::{CalledFor, Hypothetical, Planned, Possible};
    matches!(status, Planned | Possible | CalledFor | Hypothetical)
}

impl Account {
    fn of(index: u32, report: &Report, published: Option<i32>, rarity: &Rarity) -> Self {
        Self {
            document: report.document,
            event_type: report.event_type,
            reports: vec![index],
            profile: Profile::of(&report.features, rarity),
            when: When::of(report, published),
            place: Place {
                town: report.town,
                country: report.country.clone(),
            },
            actors: report.actors.to_vec(),
            countries: report.countries.to_vec(),
            is_ahead: is_ahead(report.status),
        }
    }

    /// The two cannot be one happening, whatever the words: other days, another place, nobody in common.
    pub fn conflicts(&self, other: &Self) -> bool {
        self.event_type != other.event_type
            || self.is_on_another_day(other)
            || self.place.conflicts(&other.place)
            || self.is_of_others(other)
    }

    fn is_on_another_day(&self, other: &Self) -> bool {
        let slack = if self.when.is_dated() && other.when.is_dated() {
            DATED_SLACK
        } else {
            UNDATED_SLACK
        };
        self.when.gap(other.when).is_some_and(|gap| gap > slack)
    }

    fn is_of_others(&self, other: &Self) -> bool {
        let apart = !self.countries.is_empty() && !other.countries.is_empty();
        apart && !shares(&self.countries, &other.countries) && !shares(&self.actors, &other.actors)
    }

    /// Names nobody who takes part, so that only its document tells which happening is meant.
    fn is_bare(&self) -> bool {
        self.actors.is_empty() && self.countries.is_empty()
    }

    fn take_in(&mut self, other: Self) {
        self.reports.extend(other.reports);
        self.profile.add(&other.profile);
        if other.when.is_dated() && !self.when.is_dated() {
            self.when = other.when;
        }
        self.place.learn(&other.place);
        self.actors.extend(other.actors);
        self.countries.extend(other.countries);
        self.actors.sort_unstable();
        self.actors.dedup();
        self.countries.sort_unstable();
        self.countries.dedup();
        self.is_ahead &= other.is_ahead;
    }
}

/// Reports of one happening may differ by a day: they count from different clocks.
const DATED_SLACK: i32 = 1;
const UNDATED_SLACK: i32 = 2;

/// Both ascending.
fn shares<T: Ord>(a: &[T], b: &[T]) -> bool {
    a.iter().any(|value| b.binary_search(value).is_ok())
}

/// Groups the reports of each document, ascending, in linear time but for the accounts of a document.
///
/// A report joins the account of its type that it is most like; one that names nobody (`the blast`,
/// `the session`) joins the account before it. Statements are not taken up again in that way: each
/// accusation or refusal without a name is its own.
pub(super) fn group(reports: &[Report], documents: &Documents, rarity: &Rarity) -> Vec<Account> {
    let mut accounts: Vec<Account> = Vec::new();
    let mut first = 0;
    for (index, report) in (0_u32..).zip(reports) {
        if accounts.last().is_some_and(|last| last.document != report.document) {
            first = accounts.len();
        }
        let published = documents.get(report.document).published;
        let account = Account::of(index, report, published, rarity);
        match best(&accounts[first..], &account) {
            Some(place) => accounts[first + place].take_in(account),
            None => accounts.push(account),
        }
    }
    accounts
}

/// The account of the document that `new` belongs to.
fn best(accounts: &[Account], new: &Account) -> Option<usize> {
    let open = accounts
        .iter()
        .enumerate()
        .filter(|(_, account)| account.is_ahead == new.is_ahead || account.when.is_dated() && new.when.is_dated())
        .filter(|(_, account)| !account.conflicts(new));
    let scored = open.map(|(place, account)| (place, account.profile.cosine(&new.profile), account));
    let nearest = scored.max_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    nearest
        .filter(|(_, cosine, account)| {
            *cosine >= WITHIN_DOCUMENT || is_occasion(new.event_type) && (new.is_bare() || account.is_bare())
        })
        .map(|(place, ..)| place)
}

/// Cosine from which two reports of one document speak of one happening.
const WITHIN_DOCUMENT: f32 = 0.12;

/// Something that takes place and can be spoken of again (`the talks`), not a statement.
fn is_occasion(event_type: EventType) -> bool {
    use EventType::{Accuse, Reject, Request, Support, Threaten};
    !matches!(event_type, Accuse | Reject | Request | Support | Threaten)
}
