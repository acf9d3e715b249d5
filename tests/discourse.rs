//! What the rest of an article tells, and what is spoken of, → which acts a sentence tells, whose and where.

mod line;
mod told;

use told::check_acts_and_days as check;

#[test]
fn a_noun_of_two_senses_has_that_of_the_rest_of_the_document() {
    check(&[
        (
            "Farmers protested in Lima on Monday. The rally is to start again on Friday.",
            &["PROTEST occurred <Farmers =2026-03-09", "PROTEST planned =2026-03-13"],
        ),
        ("The rally is to start again on Friday.", &[]),
        (
            "Rebels attacked a market in Chad. The death toll is likely to rise.",
            &["ASSAULT occurred <Rebels >market", "ASSAULT occurred"],
        ),
        ("The death toll is likely to rise.", &[]),
    ]);
}

#[test]
fn crowds_protest_and_states_object() {
    check(&[
        (
            "Thousands of people protested against the war in Lima.",
            &["PROTEST occurred <people"],
        ),
        (
            "Hundreds gathered in Lima to protest against the pact.",
            &["PROTEST occurred"],
        ),
        (
            "Chad protested against the arrests.",
            &["ACCUSE occurred <TCD", "COERCE occurred"],
        ),
    ]);
}

#[test]
fn what_is_spoken_of_is_not_where_it_is_spoken() {
    check(&[
        ("The aim is to bring about a ceasefire in Chad.", &["RETREAT planned"]),
        ("Lima-Quito talks on Chad ended.", &["CONSULT occurred <ECU <PER"]),
        (
            "Secretary of State Ana Paz met Ali Nur as she chaired a summit.",
            &["CONSULT occurred <USA >Ali Nur", "CONSULT occurred <USA"],
        ),
    ]);
    let places = |text: &str| {
        let document = line::normalised(text, Some("2026-03-11"));
        document
            .events
            .iter()
            .map(|event| event.location_name.clone())
            .collect::<Vec<_>>()
    };
    let called = places("The ministers discussed in phone talks on Tuesday the truce in Chad.");
    assert_eq!(called[0], None);
    assert_eq!(places("The ministers discussed the situation in Chad."), [None]);
    assert_eq!(
        places("The ministers discussed the situation in Lima in Quito.").len(),
        1
    );
}
