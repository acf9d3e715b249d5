//! What a document says for certain about its dates: publication, full dates, its kind of telling.

use jiff::civil::Date;

use crate::document::{PublishedPrecision, TaggedDocument, TimeUnit, TimeValue};

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
        Self {
            published,
            full_days,
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
