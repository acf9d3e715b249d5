//! What a document says for certain about its dates: publication, full dates, its kind of telling.

use jiff::civil::Date;

use crate::document::{PublishedPrecision, SaidYear, TaggedDocument, TimeUnit, TimeValue};

/// A month and day without a year takes the year of full dates no farther away than this.
const NEARBY_DAYS: i32 = 45;
/// So many dates of far years make a document a narrative of the past.
const NARRATIVE_DATES: usize = 8;

/// The certain dates of one document.
pub struct Anchors {
    /// Publication day with the finest unit that it is known in.
    pub published: Option<(Date, TimeUnit)>,
    /// Days that the text gives with their year, ascending.
    pub full_days: Vec<Date>,
    /// Days of the week after publication that the text gives by their date, ascending.
    coming_days: Vec<Date>,
    /// The document tells of years long before it was published (a history, a biography): months
    /// and days continue the year last spoken of.
    pub is_narrative: bool,
}

impl Anchors {
    pub fn of(tagged: &TaggedDocument) -> Self {
        let published = tagged.segmented.clean.published.as_ref().map(|published| {
            let unit = match published.precision {
                PublishedPrecision::Instant | PublishedPrecision::Day => TimeUnit::Day,
                PublishedPrecision::Month => TimeUnit::Month,
                PublishedPrecision::Year => TimeUnit::Year,
            };
            (published.date, unit)
        });
        let mut full_days: Vec<Date> = tagged
            .times
            .iter()
            .filter_map(|mention| full_day(&mention.value))
            .collect();
        full_days.sort_unstable();
        full_days.dedup();
        let day_of_publication = published.filter(|(_, unit)| *unit == TimeUnit::Day);
        let coming_days = day_of_publication.map_or_else(Vec::new, |(date, _)| coming_days(tagged, date));
        Self {
            published,
            full_days,
            coming_days,
            is_narrative: is_narrative(tagged, published.map(|(date, _)| date)),
        }
    }

    /// The day that the document gives with its year for this month and day, or the same day in the
    /// one year of all its full dates where those are near.
    pub fn day(&self, month: i8, day: i8) -> Option<Date> {
        let mut same = self
            .full_days
            .iter()
            .filter(|date| date.month() == month && date.day() == day);
        if let Some(&date) = same.next() {
            return same.next().is_none().then_some(date);
        }
        let first = self.full_days.first()?;
        let is_one_year = self.full_days.iter().all(|date| date.year() == first.year());
        let date = Date::new(first.year(), month, day).ok().filter(|_| is_one_year)?;
        let is_near = self
            .full_days
            .iter()
            .any(|full| days_between(*full, date).abs() <= NEARBY_DAYS);
        is_near.then_some(date)
    }

    /// The day after publication that the document gives by its date and that falls on this weekday: what
    /// it announces for `March 12` and then for `Wednesday` is of one day.
    pub fn coming_weekday(&self, weekday: i8) -> Option<Date> {
        let is_same = |date: &&Date| date.weekday().to_monday_one_offset() == weekday;
        self.coming_days.iter().find(is_same).copied()
    }

    /// The one full date of the document that falls on this weekday (1 = Monday).
    pub fn weekday(&self, weekday: i8) -> Option<Date> {
        let mut same = self
            .full_days
            .iter()
            .filter(|date| date.weekday().to_monday_one_offset() == weekday);
        let date = same.next()?;
        same.next().is_none().then_some(*date)
    }
}

/// Days of the week after publication that the text gives by month and day.
fn coming_days(tagged: &TaggedDocument, published: Date) -> Vec<Date> {
    let coming = tagged.times.iter().filter_map(|mention| {
        let date = match day_of_month(&mention.value)? {
            (month, day, None) => Date::new(published.year(), month, day).ok()?,
            (month, day, Some(year)) => Date::new(i16::try_from(year).ok()?, month, day).ok()?,
        };
        (1..=7).contains(&days_between(published, date)).then_some(date)
    });
    let mut coming: Vec<Date> = coming.collect();
    coming.sort_unstable();
    coming.dedup();
    coming
}

/// Month, day and, where said, year.
fn day_of_month(value: &TimeValue) -> Option<(i8, i8, Option<i32>)> {
    match value {
        TimeValue::DayOfMonth { month, day, year } => match year {
            SaidYear::Known(year) => Some((*month, *day, Some(*year))),
            SaidYear::Open => Some((*month, *day, None)),
            _ => None,
        },
        TimeValue::DayPart { day, .. } => day_of_month(day),
        value => full_day(value).map(|date| (date.month(), date.day(), Some(i32::from(date.year())))),
    }
}

/// Days from one date to the other.
pub fn days_between(from: Date, to: Date) -> i32 {
    to.since(from).map_or(i32::MAX, |span| span.get_days())
}

fn full_day(value: &TimeValue) -> Option<Date> {
    match value {
        TimeValue::Absolute { start, end, .. } if start == end => *start,
        TimeValue::DayPart { day, .. } => full_day(day),
        TimeValue::Range(from, _) => full_day(from),
        _ => None,
    }
}

fn is_narrative(tagged: &TaggedDocument, published: Option<Date>) -> bool {
    let Some(published) = published else { return false };
    let (mut far, mut near) = (0, 0);
    for mention in &tagged.times {
        match &mention.value {
            TimeValue::Absolute { start: Some(start), .. } => {
                let is_far = published.year() - start.year() > 1;
                *(if is_far { &mut far } else { &mut near }) += 1;
            }
            TimeValue::Weekday { .. }
            | TimeValue::Relative {
                unit: TimeUnit::Day, ..
            } => near += 1,
            _ => {}
        }
    }
    far >= NARRATIVE_DATES && far >= near * 4
}
