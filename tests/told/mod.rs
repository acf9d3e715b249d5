//! The events of a text in short, to hold against those expected.

use news_etl::document::{Event, ParticipantRole};

use crate::line::normalised;

/// A Wednesday.
const PUBLISHED: &str = "2026-03-11";

/// `TYPE status`, then, each in alphabetical order, `<source` and `>target`.
pub fn act(event: &Event) -> String {
    let taking_part = event
        .participants
        .iter()
        .filter(|one| one.role != ParticipantRole::Place);
    let mut actors: Vec<String> = taking_part
        .map(|one| {
            let is_done_to = matches!(one.role, ParticipantRole::Target | ParticipantRole::Victim);
            let sign = if is_done_to { '>' } else { '<' };
            format!(" {sign}{}", one.country.as_deref().unwrap_or(&one.name))
        })
        .collect();
    actors.sort();
    format!(
        "{} {}{}",
        event.event_type.as_str(),
        event.status.as_str(),
        actors.concat()
    )
}

/// ` =first day`, where words say it.
pub fn day(event: &Event) -> String {
    let day = event.date.start.filter(|_| event.date.text.is_some());
    day.map_or(String::new(), |day| format!(" ={day}"))
}

/// The act with ` @place` and day.
#[allow(dead_code, reason = "every test of events has this module")]
pub fn act_place_and_day(event: &Event) -> String {
    let place = event.location_name.as_ref();
    let place = place.map_or(String::new(), |place| format!(" @{place}"));
    act(event) + &place + &day(event)
}

/// Holds the events of each text against those expected of it, in order.
pub fn check(described: fn(&Event) -> String, cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        let found: Vec<String> = normalised(text, Some(PUBLISHED)).events.iter().map(described).collect();
        assert_eq!(found, *expected, "{text}");
    }
}

/// The same with each event as its act and its day.
#[allow(dead_code, reason = "every test of events has this module")]
pub fn check_acts_and_days(cases: &[(&str, &[&str])]) {
    check(|event| act(event) + &day(event), cases);
}
