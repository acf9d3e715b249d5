//! Reports of one happening join across sentences, outlets and time; look-alikes stay apart.

use arrow::array::AsArray;

use crate::newsroom::{Document, Entity, Event, Newsroom};
use crate::{column, numbers};

fn document(id: &'static str, site: &'static str, published: i32) -> Document {
    Document {
        id,
        site: Some(site),
        published: Some(published),
        text: format!("text of {id}"),
    }
}

fn place(document: &'static str, id: &'static str, name: &'static str, country: &'static str) -> Entity {
    Entity {
        document,
        id,
        entity_type: "GPE",
        name,
        country: Some(country),
    }
}

/// A meeting announced, held and recalled; another of the same two states elsewhere a week later; and
/// an attack on the day of the first.
pub fn newsroom() -> Newsroom {
    let states = || vec!["country:NOR", "country:PER"];
    let meeting = |document, status, days, sentence| Event {
        document,
        event_type: "CONSULT",
        status,
        days: Some(days),
        place: Some("place:1"),
        country: Some("PER"),
        actors: states(),
        countries: vec!["NOR", "PER"],
        sentence,
        char_start: 0,
    };
    let documents = ["d1", "d2", "d3", "d4"];
    let entities = documents.into_iter().flat_map(|document| {
        [
            place(document, "country:NOR", "Norway", "NOR"),
            place(document, "country:PER", "Peru", "PER"),
            place(document, "place:1", "Callao", "PER"),
            place(document, "place:2", "Bergen", "NOR"),
        ]
    });
    Newsroom {
        documents: vec![
            document("d1", "andean.example", 98),
            document("d2", "fjord.example", 101),
            document("d3", "andean.example", 101),
            document("d4", "gulls.example", 109),
        ],
        entities: entities.collect(),
        mentions: Vec::new(),
        events: vec![
            meeting(
                "d1",
                "planned",
                (100, 100),
                "The fisheries ministers of Norway and Peru will meet in Callao on anchovy quotas",
            ),
            meeting(
                "d2",
                "occurred",
                (100, 100),
                "Norway and Peru discussed anchovy quotas in Callao, their fisheries ministers said",
            ),
            Event {
                document: "d2",
                event_type: "CONSULT",
                status: "occurred",
                sentence: "The session lasted for three hours",
                ..Event::default()
            },
            Event {
                document: "d3",
                event_type: "ASSAULT",
                status: "occurred",
                days: Some((100, 100)),
                place: Some("place:1"),
                country: Some("PER"),
                countries: vec!["PER"],
                sentence: "A bomb went off near the fish market in Callao",
                ..Event::default()
            },
            Event {
                place: Some("place:2"),
                country: Some("NOR"),
                ..meeting(
                    "d4",
                    "occurred",
                    (108, 108),
                    "The fisheries ministers of Norway and Peru met again, in Bergen, on anchovy quotas",
                )
            },
        ],
    }
}

/// Events by the number of their row → number of their cluster in the order of first members.
fn clusters_of(newsroom: &Newsroom, seed: u64) -> Vec<usize> {
    let members = newsroom.build(seed).event_cluster_members;
    let (ids, clusters) = (column(&members, "event_id"), column(&members, "cluster_id"));
    let mut seen: Vec<&String> = Vec::new();
    let mut numbered: Vec<(usize, usize)> = Vec::new();
    for (id, cluster) in ids.iter().zip(&clusters) {
        let known = seen.iter().position(|&other| other == cluster);
        let number = known.unwrap_or_else(|| {
            seen.push(cluster);
            seen.len() - 1
        });
        numbered.push((id.rsplit_once("#e").unwrap().1.parse().unwrap(), number));
    }
    numbered.sort_unstable();
    numbered.into_iter().map(|(_, cluster)| cluster).collect()
}

#[test]
fn planned_and_held_join_while_look_alikes_stay_apart() {
    assert_eq!(clusters_of(&newsroom(), 0), [0, 0, 0, 1, 2]);
}

#[test]
fn a_happening_has_the_latest_status_and_counts_its_reports() {
    let clusters = newsroom().build(0).event_clusters;
    assert_eq!(column(&clusters, "cluster_id")[0], "happening:d1#e0");
    assert_eq!(column(&clusters, "status")[0], "occurred");
    assert_eq!(column(&clusters, "location_entity_id")[0], "place:1");
    assert_eq!(column(&clusters, "representative_event_id")[0], "d2#e1");
    assert_eq!(numbers(&clusters, "n_reports"), [3, 1, 1]);
    assert_eq!(numbers(&clusters, "n_documents"), [2, 1, 1]);
    assert_eq!(numbers(&clusters, "n_sites"), [2, 1, 1]);
    let countries = clusters.column_by_name("countries").unwrap().as_list::<i32>().value(0);
    assert_eq!(
        countries.as_string::<i32>().iter().flatten().collect::<Vec<_>>(),
        ["NOR", "PER"]
    );
}

#[test]
fn a_republished_story_adds_reports_but_no_document() {
    let mut newsroom = newsroom();
    let story: String = (0..60).map(|n| format!("word{n} ")).collect();
    newsroom.documents[1].text = story.clone();
    newsroom.documents.push(Document {
        text: story,
        ..document("d5", "harbour.example", 103)
    });
    let copy = Event {
        document: "d5",
        ..newsroom.events[1].clone()
    };
    newsroom.events.push(copy);
    let clusters = newsroom.build(0).event_clusters;
    assert_eq!(numbers(&clusters, "n_reports")[0], 4);
    assert_eq!(numbers(&clusters, "n_documents")[0], 2);
    assert_eq!(numbers(&clusters, "n_sites")[0], 2);
}

/// A meeting of day 100, and a sentence of an article forty days later that speaks of one again.
fn recalled(sentence: &'static str) -> Newsroom {
    let newsroom = newsroom();
    let met = Event {
        document: "d4",
        ..newsroom.events[1].clone()
    };
    let again = Event {
        document: "d4",
        event_type: "CONSULT",
        status: "occurred",
        char_start: sentence.find("meeting").unwrap() as i32,
        sentence,
        ..Event::default()
    };
    Newsroom {
        documents: vec![document("d4", "gulls.example", 140)],
        events: vec![met, again],
        ..newsroom
    }
}

#[test]
fn what_is_spoken_of_as_known_is_what_was_told_before() {
    assert_eq!(clusters_of(&recalled("Little came of that meeting"), 0), [0, 0]);
    assert_eq!(clusters_of(&recalled("Little came of a meeting"), 0), [0, 1]);
}

#[test]
fn outlets_that_only_republish_are_no_more_sites_than_documents() {
    let mut newsroom = newsroom();
    let story: String = (0..60).map(|n| format!("word{n} ")).collect();
    for document in &mut newsroom.documents[..2] {
        document.text.clone_from(&story);
    }
    let clusters = newsroom.build(0).event_clusters;
    assert_eq!(numbers(&clusters, "n_documents")[0], 1);
    assert_eq!(numbers(&clusters, "n_sites")[0], 1);
}

#[test]
fn a_month_joins_what_was_in_it() {
    let with_recalled = |days| {
        let mut newsroom = newsroom();
        newsroom.events.push(Event {
            document: "d4",
            days: Some(days),
            sentence: "The fisheries ministers of Norway and Peru had met before in Callao on anchovy quotas",
            ..newsroom.events[1].clone()
        });
        clusters_of(&newsroom, 0)
    };
    assert_eq!(with_recalled((80, 105)), [0, 0, 0, 1, 2, 0]);
    assert_eq!(with_recalled((20, 50)), [0, 0, 0, 1, 2, 3]);
}

/// Two articles without a date that tell one act of one state in the same words.
fn told_again(event_type: &'static str) -> Newsroom {
    let told = |document| Event {
        document,
        event_type,
        status: "occurred",
        countries: vec!["NOR"],
        sentence: "Norway spoke out on the anchovy quota of the southern fleet",
        ..Event::default()
    };
    let undated = |id| Document {
        published: None,
        ..document(id, "gulls.example", 0)
    };
    Newsroom {
        documents: ["d1", "d2"].map(undated).into(),
        events: vec![told("d1"), told("d2")],
        ..Newsroom::default()
    }
}

#[test]
fn what_is_said_again_without_a_day_is_another_statement() {
    assert_eq!(clusters_of(&told_again("ACCUSE"), 0), [0, 1]);
    assert_eq!(clusters_of(&told_again("AID"), 0), [0, 0]);
}

/// Two outlets on one meeting of two states in a town, and `others` articles of the month that name the
/// same three for a matter of their own.
fn crowded(others: usize) -> Newsroom {
    let newsroom = newsroom();
    let told = |document, sentence| Event {
        document,
        sentence,
        ..newsroom.events[1].clone()
    };
    let mut documents = vec![
        document("d1", "andean.example", 100),
        document("d2", "fjord.example", 100),
    ];
    let mut events = vec![
        told("d1", "Ministers of Norway and Peru talked about herring in Callao"),
        told("d2", "Oslo and Lima held a session on squid in Callao"),
    ];
    let mut entities = newsroom.entities.clone();
    for other in 0..others {
        let id: &'static str = Box::leak(format!("x{other}").into_boxed_str());
        documents.push(document(id, "other.example", 100));
        entities.extend([
            place(id, "country:NOR", "Norway", "NOR"),
            place(id, "country:PER", "Peru", "PER"),
            place(id, "place:1", "Callao", "PER"),
        ]);
        let sentence = Box::leak(format!("matter{other} topic{other} and issue{other} of Callao").into_boxed_str());
        events.push(Event {
            event_type: "SANCTION",
            ..told(id, sentence)
        });
    }
    entities.retain(|entity| documents.iter().any(|document| document.id == entity.document));
    Newsroom {
        documents,
        entities,
        mentions: Vec::new(),
        events,
    }
}

#[test]
fn what_hundreds_of_articles_name_tells_little() {
    assert_eq!(clusters_of(&crowded(0), 0)[..2], [0, 0]);
    assert_eq!(clusters_of(&crowded(900), 0)[..2], [0, 1]);
}
