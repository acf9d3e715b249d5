//! Counts add up to the mentions, names of one person join across documents, dates and posts are kept.

use arrow::array::AsArray;

use crate::newsroom::{Document, Entity, Mention, Newsroom};
use crate::{column, numbers};

fn person(document: &'static str, id: &'static str, name: &'static str) -> Entity {
    Entity {
        document,
        id,
        entity_type: "PER",
        name,
        country: None,
    }
}

fn mention(document: &'static str, entity: &'static str, text: &'static str, role: Option<&'static str>) -> Mention {
    Mention {
        document,
        entity: Some(entity),
        text,
        role,
    }
}

pub fn newsroom() -> Newsroom {
    let document = |id, published| Document {
        id,
        published,
        ..Document::default()
    };
    let spain = |document| Entity {
        document,
        id: "country:ESP",
        entity_type: "GPE",
        name: "Spain",
        country: Some("ESP"),
    };
    Newsroom {
        documents: vec![
            document("d1", Some(100)),
            document("d2", Some(90)),
            document("d3", None),
        ],
        entities: vec![
            spain("d1"),
            spain("d2"),
            person("d1", "d1#n0", "Ines Valdora"),
            person("d2", "d2#n0", "Inés Valdora"),
            person("d3", "d3#n0", "Valdora"),
        ],
        mentions: vec![
            mention("d1", "country:ESP", "Spain", None),
            mention("d1", "country:ESP", "Spanish", None),
            mention("d2", "country:ESP", "Spain", None),
            mention("d1", "d1#n0", "Ines Valdora", Some("trade envoy")),
            mention("d1", "d1#n0", "Valdora", Some("Trade Envoy")),
            mention("d1", "d1#n0", "Valdora", Some("chair of the Port League")),
            mention("d2", "d2#n0", "Inés Valdora", None),
            mention("d3", "d3#n0", "Valdora", None),
            Mention {
                document: "d3",
                entity: None,
                text: "Nobody",
                role: None,
            },
        ],
        ..Newsroom::default()
    }
}

#[test]
fn counts_and_dates_come_from_the_mentions() {
    let entities = newsroom().build(0).entities;
    assert_eq!(
        column(&entities, "entity_id"),
        ["country:ESP", "d1#n0", "d2#n0", "d3#n0"]
    );
    assert_eq!(numbers(&entities, "n_mentions"), [3, 3, 1, 1]);
    assert_eq!(numbers(&entities, "n_documents"), [2, 1, 1, 1]);
    let days = |name| {
        entities
            .column_by_name(name)
            .unwrap()
            .as_primitive::<arrow::datatypes::Date32Type>()
            .clone()
    };
    let (first, last) = (days("first_date"), days("last_date"));
    assert_eq!((first.value(0), last.value(0)), (90, 100));
    assert!(
        arrow::array::Array::is_null(&first, 3),
        "a document without a date has none to give"
    );
}

#[test]
fn names_of_one_person_share_a_canonical_entity() {
    let entities = newsroom().build(0).entities;
    assert_eq!(
        column(&entities, "canonical_id"),
        ["country:ESP", "d1#n0", "d1#n0", "d1#n0"]
    );
    assert_eq!(column(&entities, "canonical_name")[3], "Ines Valdora");
    assert_eq!(column(&entities, "kb_id"), ["country:ESP", "", "", ""]);
}

#[test]
fn aliases_and_roles_are_listed() {
    let entities = newsroom().build(0).entities;
    let aliases = entities.column_by_name("aliases").unwrap().as_list::<i32>();
    let spain = aliases.value(0);
    assert_eq!(
        spain.as_string::<i32>().iter().flatten().collect::<Vec<_>>(),
        ["Spain", "Spanish"]
    );
    let roles = entities.column_by_name("roles").unwrap().as_list::<i32>().value(1);
    let roles = roles.as_struct();
    let text = |name| roles.column_by_name(name).unwrap().as_string::<i32>().clone();
    assert_eq!(
        text("role").iter().flatten().collect::<Vec<_>>(),
        ["Trade Envoy", "chair of the Port League"]
    );
    assert_eq!(text("organisation").value(1), "Port League");
}
