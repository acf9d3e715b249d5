//! A trigger's time expression and the publication date → when it happened, and what that says about its status.

use jiff::Span;
use jiff::civil::Date;

use crate::document::{
    DatePrecision, EventDate, EventStatus, EventTrigger, NormalisedDocument, PublishedPrecision, TimeExpression,
    TimeValue,
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
        (!is_dateline(document, time)).then_some((time, &document.tagged.times[index].value))
    });
    match expression {
        Some((expression, said)) => Dating {
            status: with_date(document, trigger.status, expression),
            date: due(document, trigger.status, said, stated(document, expression)),
        },
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

/// What is called for by Saturday or agreed for Saturday is so by the next one, though that is told in the past.
fn due(document: &NormalisedDocument, status: EventStatus, said: &TimeValue, date: EventDate) -> EventDate {
    let is_weekday = |value: &TimeValue| matches!(value, TimeValue::Weekday { shift: None, .. });
    let is_open = match said {
        TimeValue::DayPart { day, .. } => is_weekday(day),
        value => is_weekday(value),
    };
    let published = document.tagged.segmented.clean.published.as_ref();
    let is_over = published
        .zip(date.end)
        .is_some_and(|(published, end)| end < published.date);
    let is_ahead = matches!(status, EventStatus::CalledFor | EventStatus::Planned);
    if !is_ahead || !is_open || !is_over {
        return date;
    }
    let week_later = |date: Date| date.checked_add(Span::new().weeks(1)).ok();
    EventDate {
        start: date.start.and_then(week_later),
        end: date.end.and_then(week_later),
        ..date
    }
}

/// What is told of a day after publication has not happened yet.
fn with_date(document: &NormalisedDocument, status: EventStatus, expression: &TimeExpression) -> EventStatus {
    let published = document.tagged.segmented.clean.published.as_ref();
    let is_day = published.is_some_and(|published| {
        matches!(
            published.precision,
            PublishedPrecision::Day | PublishedPrecision::Instant
        )
    });
    let is_ahead = is_day
        && published
            .zip(expression.start)
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
