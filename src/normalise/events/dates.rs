//! A trigger's time expression and the publication date → when it happened, and what that says about its status.

use jiff::Span;
use jiff::civil::Date;

use crate::document::{
    DatePrecision, EventDate, EventStatus, EventTrigger, EventType, NormalisedDocument, PublishedPrecision, SaidYear,
    TimeExpression, TimeValue,
};

/// Date and the status it leaves.
pub(super) struct Dating {
    pub date: EventDate,
    pub status: EventStatus,
}

pub(super) fn of(document: &NormalisedDocument, trigger: &EventTrigger) -> Dating {
    let expression = trigger.time.and_then(|span| {
        let index = document.times.partition_point(|time| time.span.start < span.start);
        let time = document.times.get(index).filter(|time| time.span == span)?;
        let is_of_demanded = is_speech_act(trigger) && is_deadline(document, time);
        let is_of_act = !is_dateline(document, time) && !is_of_demanded;
        is_of_act.then_some((time, &document.tagged.times[index].value))
    });
    match expression {
        Some((expression, said)) => {
            let date = due(document, trigger, expression, said);
            Dating {
                status: with_date(document, trigger.status, date.start),
                date,
            }
        }
        None => Dating {
            status: trigger.status,
            date: published(document, trigger.status),
        },
    }
}

/// `VELMARK, April 24 -` tells when it was written.
fn is_dateline(document: &NormalisedDocument, time: &TimeExpression) -> bool {
    let dateline = document.tagged.segmented.clean.dateline.as_ref();
    dateline.is_some_and(|dateline| dateline.span.contains(time.span))
}

fn stated(document: &NormalisedDocument, expression: &TimeExpression) -> EventDate {
    let text = document.tagged.segmented.slice(expression.span).to_owned();
    EventDate {
        start: expression.start,
        end: expression.through.or(expression.end),
        precision: match (expression.start, expression.through) {
            (None, _) => DatePrecision::Unknown,
            (Some(_), Some(_)) => DatePrecision::Range,
            (Some(_), None) => expression.precision,
        },
        text: Some(text),
    }
}

/// `demanded his release by Saturday`: the day of what is demanded, not of the demand.
fn is_speech_act(trigger: &EventTrigger) -> bool {
    matches!(trigger.event_type, EventType::Request | EventType::Threaten)
}

/// `by Saturday`
fn is_deadline(document: &NormalisedDocument, time: &TimeExpression) -> bool {
    let text = document.tagged.segmented.text();
    text[..time.span.start as usize].trim_end().ends_with(" by")
}

/// The trigger stands in a sentence that demands something.
fn is_beside_demand(document: &NormalisedDocument, trigger: &EventTrigger) -> bool {
    let segmented = &document.tagged.segmented;
    let sentence = segmented.sentence_at(trigger.span.start);
    let triggers = &document.tagged.triggers;
    let place = triggers.partition_point(|other| other.span.start < trigger.span.start);
    let (before, after) = triggers.split_at(place);
    let is_here = |other: &&EventTrigger| segmented.sentence_at(other.span.start) == sentence;
    let mut others = before
        .iter()
        .rev()
        .take_while(is_here)
        .chain(after.iter().take_while(is_here));
    others.any(|other| other.event_type == EventType::Request)
}

/// What is called for, or planned, for Saturday or for May is for the next one, though the call is told in the
/// past; so is what goes with a demand that sets a day (`demanded his release by Saturday and called a march`).
fn due(document: &NormalisedDocument, trigger: &EventTrigger, time: &TimeExpression, said: &TimeValue) -> EventDate {
    let date = stated(document, time);
    let date = if trigger.is_over {
        behind(document, date, said)
    } else {
        date
    };
    let is_ahead = match trigger.status {
        EventStatus::CalledFor | EventStatus::Planned => true,
        _ => is_deadline(document, time) && is_beside_demand(document, trigger),
    };
    let published = document.tagged.segmented.clean.published.as_ref();
    let days_over = published
        .zip(date.end)
        .map_or(0, |(published, end)| (published.date - end).get_days());
    let Some(step) = recurs(said).filter(|_| is_ahead && days_over > 0) else {
        return date;
    };
    // `planned for January`, told in March: it was.
    if matches!(step, Step::Year) && days_over < LONGEST_OVERDUE {
        return date;
    }
    let next = |date: Date| date.checked_add(step.span()).ok();
    let (start, end) = (date.start.and_then(next), date.end.and_then(next));
    let end = match step {
        Step::Year if date.precision == DatePrecision::Month => end.map(Date::last_of_month),
        _ => end,
    };
    EventDate { start, end, ..date }
}

/// `visited Lima on June 3`, told in March: the June before. A day near the publication stays, for the day of the telling
/// is read as that of the act now and then.
fn behind(document: &NormalisedDocument, date: EventDate, said: &TimeValue) -> EventDate {
    let published = document.tagged.segmented.clean.published.as_ref();
    let days_ahead = published
        .zip(date.start)
        .map_or(0, |(published, start)| (start - published.date).get_days());
    if days_ahead <= NEAR || !matches!(recurs(said), Some(Step::Year)) {
        return date;
    }
    let before = |date: Date| date.checked_sub(Step::Year.span()).ok();
    EventDate {
        start: date.start.and_then(before),
        end: date.end.and_then(before),
        ..date
    }
}

/// Days after publication within which a day told in the past is left where it is.
const NEAR: i32 = 30;

/// Days for which a plan for a month without a year may be one that is over.
const LONGEST_OVERDUE: i32 = 60;

/// After which time a weekday, or a date without a year, comes again.
#[derive(Clone, Copy)]
enum Step {
    Week,
    Year,
}

impl Step {
    fn span(self) -> Span {
        match self {
            Self::Week => Span::new().weeks(1),
            Self::Year => Span::new().years(1),
        }
    }
}

/// How what the text says comes again; `None` where it says which one it means.
fn recurs(said: &TimeValue) -> Option<Step> {
    match said {
        TimeValue::DayPart { day, .. } => recurs(day),
        TimeValue::Range(first, _) => recurs(first),
        TimeValue::Weekday { shift: None, .. } => Some(Step::Week),
        TimeValue::DayOfMonth { year, .. } | TimeValue::Month { year, .. } | TimeValue::YearPart { year, .. } => {
            (*year == SaidYear::Open).then_some(Step::Year)
        }
        _ => None,
    }
}

/// What is told of a day after publication has not happened yet.
fn with_date(document: &NormalisedDocument, status: EventStatus, start: Option<Date>) -> EventStatus {
    let published = document.tagged.segmented.clean.published.as_ref();
    let is_day = published.is_some_and(|published| {
        matches!(
            published.precision,
            PublishedPrecision::Day | PublishedPrecision::Instant
        )
    });
    let is_ahead = is_day
        && published
            .zip(start)
            .is_some_and(|(published, start)| start > published.date);
    match status {
        EventStatus::Occurred | EventStatus::Ongoing if is_ahead => EventStatus::Planned,
        status => status,
    }
}

/// The publication date stands in for what is told as done or going on; a plan without a date has none.
fn published(document: &NormalisedDocument, status: EventStatus) -> EventDate {
    let told = matches!(
        status,
        EventStatus::Occurred | EventStatus::Ongoing | EventStatus::Negated
    );
    let published = document.tagged.segmented.clean.published.as_ref().filter(|_| told);
    let (start, end, precision) = match published.map(|published| (published.date, published.precision)) {
        Some((date, PublishedPrecision::Instant | PublishedPrecision::Day)) => {
            (Some(date), Some(date), DatePrecision::Day)
        }
        Some((date, PublishedPrecision::Month)) => (Some(date), Some(date.last_of_month()), DatePrecision::Month),
        Some((date, PublishedPrecision::Year)) => (Some(date), Some(date.last_of_year()), DatePrecision::Year),
        None => (None, None, DatePrecision::Unknown),
    };
    EventDate {
        start,
        end,
        precision,
        text: None,
    }
}
