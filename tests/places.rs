//! Places of short invented local news: which words are towns, and which towns they are.

mod line;

use news_etl::document::{Entity, EntityType, Mention, NormalisedDocument};

use EntityType::{GeoPolitical, Group, Person};

fn normalised(text: &str) -> NormalisedDocument {
    line::normalised(text, None)
}

fn find<'d>(document: &'d NormalisedDocument, text: &str) -> Option<&'d Mention> {
    let mut mentions = document.mentions.iter();
    mentions.find(|mention| document.tagged.segmented.slice(mention.span) == text)
}

/// Type and entity of the first mention of these words.
fn found<'d>(document: &'d NormalisedDocument, text: &str) -> Option<(EntityType, Option<&'d Entity>)> {
    let mention = find(document, text)?;
    Some((
        mention.entity_type,
        mention.entity.map(|entity| &document.entities[entity]),
    ))
}

fn is_place(text: &str, name: &str) -> bool {
    found(&normalised(text), name).is_some_and(|(entity_type, _)| entity_type == GeoPolitical)
}

fn country(text: &str, name: &str) -> Option<String> {
    found(&normalised(text), name)?.1?.country.clone()
}

#[test]
fn counties_in_a_list_are_places() {
    let document = normalised("Crews came from Clay, Lincoln and Otter Tail counties on Monday.");
    for name in ["Clay", "Lincoln", "Otter Tail"] {
        let (entity_type, entity) = found(&document, name).expect("a county");
        assert_eq!(entity_type, GeoPolitical, "{name}");
        assert!(
            entity.is_some_and(|county| county.id.starts_with("division:us-")),
            "{name}"
        );
    }
    assert!(!is_place("Clay, Lincoln and Grant were friends of his.", "Clay"));
}

#[test]
fn legislators_have_the_place_after_their_party() {
    assert!(is_place(
        "Rep. Ann Lee, R-Florence, voted against the bill.",
        "Florence"
    ));
    assert!(is_place("Rep. Ann Lee, D-N.D., voted against the bill.", "N.D."));
    assert_eq!(
        country("Rep. Ann Lee, R-Florence, voted against the bill.", "Florence").as_deref(),
        Some("USA")
    );
    assert!(!is_place("He fought on D-Day and was wounded later.", "Day"));
}

#[test]
fn people_are_of_their_towns() {
    assert!(is_place(
        "The driver, Galen Moss, 41, of Winfield, was not hurt.",
        "Winfield"
    ));
    assert!(is_place("The car was driven by Theresa Moss of Madison.", "Madison"));
    assert!(!is_place("The deal was made by Theresa Moss of Reuters.", "Reuters"));
}

#[test]
fn towns_have_men_police_and_mayors() {
    for text in [
        "A Madison man was arrested on Monday.",
        "Officers of the county helped Madison police.",
        "The plan was praised by Madison Mayor Ann Lee.",
    ] {
        assert!(is_place(text, "Madison"), "{text}");
    }
    assert!(!is_place("On Monday Madison said that he would resign.", "Madison"));
}

#[test]
fn capitals_and_a_spaced_hyphen_open_a_story() {
    assert!(is_place(
        "SPRINGFIELD - A bus driver was hurt on Tuesday.",
        "SPRINGFIELD"
    ));
    assert!(!is_place("UPDATE - A bus driver was hurt on Tuesday.", "UPDATE"));
}

#[test]
fn universities_of_towns_are_places_and_those_of_states_are_not() {
    let is_inside = |text: &str, name: &str| find(&normalised(text), name).is_some();
    assert!(is_inside(
        "She taught at the University of Cincinnati for years.",
        "Cincinnati"
    ));
    assert!(!is_inside(
        "She taught at the University of Nebraska for years.",
        "Nebraska"
    ));
    assert!(!is_inside(
        "She taught at Georgetown University for years.",
        "Georgetown"
    ));
}

#[test]
fn hospitals_and_centers_are_called_after_towns_or_persons() {
    let is_inside = |text: &str, name: &str| find(&normalised(text), name).is_some();
    assert!(is_inside("He was taken to Cincinnati General Hospital.", "Cincinnati"));
    assert!(is_inside("They met at the Red Cross Hall in Cincinnati.", "Cincinnati"));
    assert!(!is_inside("They met at the Webb Community Center.", "Webb"));
    assert!(!is_inside(
        "Shares of Cincinnati Hospital Supplies Inc fell.",
        "Cincinnati"
    ));
}

#[test]
fn words_of_a_country_choose_among_its_towns() {
    let local = "Two troopers and a sheriff came to the neighborhood. Lancaster firefighters said no more.";
    assert_eq!(country(local, "Lancaster").as_deref(), Some("USA"));
    let local = "Two councillors and a pensioner came to the neighbourhood. Lancaster firefighters said no more.";
    assert_eq!(country(local, "Lancaster").as_deref(), Some("GBR"));
    let plain = "Fishermen came back to Alexandria. The port of Alexandria was closed.";
    assert_eq!(country(plain, "Alexandria").as_deref(), Some("EGY"));
    let abroad = "The sheriff and two troopers of the neighborhood flew to Mexico. A felony in Mexico was their theme.";
    assert_eq!(country(abroad, "Mexico").as_deref(), Some("MEX"));
}

#[test]
fn a_country_among_many_named_draws_no_towns() {
    let talks = "Envoys of France, Russia, China and the United States met in Geneva. \
                 Iran, Turkey and Egypt had asked for the talks.";
    assert_eq!(country(talks, "Geneva").as_deref(), Some("CHE"));
    let local = "The police of Lancaster, a town in Britain, found the car.";
    assert_eq!(country(local, "Lancaster").as_deref(), Some("GBR"));
}

#[test]
fn telephone_numbers_tell_the_state() {
    let called = normalised("Springfield police ask for help. Call 217-555-0123.");
    let (_, place) = found(&called, "Springfield").expect("a town");
    let latitude = place.and_then(|place| place.latitude).expect("coordinates");
    assert!((39.5..40.1).contains(&latitude), "{latitude}");
}

#[test]
fn states_and_regions_have_adjectives() {
    for (text, name, country) in [
        ("He met Abkhaz and Russian officers.", "Abkhaz", "GEO"),
        ("The money was paid by Ohioans and Texans.", "Ohioans", "USA"),
    ] {
        let document = normalised(text);
        let (entity_type, entity) = found(&document, name).expect("a people");
        assert_eq!(entity_type, Group, "{name}");
        assert_eq!(
            entity.and_then(|entity| entity.country.as_deref()),
            Some(country),
            "{name}"
        );
    }
    let document = normalised("Peter Welsh met Anna Velde.");
    assert_eq!(found(&document, "Peter Welsh").map(|(kind, _)| kind), Some(Person));
}

#[test]
fn shires_lie_in_their_country() {
    assert_eq!(
        country("Farmers of Oxfordshire met on Monday.", "Oxfordshire").as_deref(),
        Some("GBR")
    );
    assert_eq!(
        country("Farmers of County Mayo met on Monday.", "County Mayo").as_deref(),
        Some("IRL")
    );
}

#[test]
fn a_country_named_does_not_make_a_village_of_a_capital() {
    let cases = [
        (
            "The British prime minister will visit Washington, officials of Britain said.",
            "Washington",
            "USA",
        ),
        (
            "The American president will visit Paris, officials of the United States said.",
            "Paris",
            "FRA",
        ),
        (
            "The Canadian premier is in London. Canada sent two envoys.",
            "London",
            "GBR",
        ),
        (
            "American envoys flew to Geneva. The United States wants a deal.",
            "Geneva",
            "CHE",
        ),
        (
            "American envoys flew to Odessa. The United States wants a deal.",
            "Odessa",
            "UKR",
        ),
        (
            "The sheriff of a county in Texas said that two men from Paris were held.",
            "Paris",
            "USA",
        ),
        (
            "Deputies in Ontario said that the mayor of London was ill.",
            "London",
            "CAN",
        ),
    ];
    for (text, name, expected) in cases {
        assert_eq!(country(text, name).as_deref(), Some(expected), "{text}");
    }
}
