//! A trigger's time expression and the publication date → when it happened, and what that says about its status.

use crate::document::{
    DatePrecision, EventDate, EventStatus, EventTrigger, NormalisedDocument, PublishedPrecision, TimeExpression,
};

/// Date and the status it leaves.
pub(super) struct Dating {
    pub date: EventDate,
    pub status: EventStatus,
}

pub(super) fn of(document: &NormalisedDocument, trigger: &EventTrigger) -> Dating {
    let expression = trigger.time.and_then(|span| {
        let index = document.times.partition_point(|time| time.span.start < span.start);
        document.times.get(index).filter(|time| time.span == span)
    });
    match expression {
        Some(expression) => Dating {
            status: with_date(document, trigger.status, expression),
            date: stated(document, expression),
        },
        None => Dating {
            status: trigger.status,
            date: published(document, trigger.status),
        },
    }
}

fn stated(document: &NormalisedDocument, expression: &TimeExpression) -> EventDate {
    let text = document.tagged.segmented.slice(expression.span).to_owned();
    EventDate {
        start: expression.start,
        end: expression.end,
        precision: if expression.start.is_some() {
            expression.precision
        } else {
            DatePrecision::Unknown
        },
        text: Some(text),
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
