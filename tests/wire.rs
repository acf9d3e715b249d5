//! The turns of phrase of wire copy → whose act they tell, whether it happened, and on which day: datelines, headlines,
//! claims, coming days.

mod line;
mod told;

use news_etl::document::Dateline;
use news_etl::text::Span;

/// Holds `TYPE status`, its actors, and, where words say it, `=first day`.
fn check(cases: &[(&str, &[&str])]) {
    told::check(|event| told::act(event) + &told::day(event), cases);
}

#[test]
fn an_attack_that_nobody_claims_has_happened() {
    check(&[
        (
            "No group immediately claimed responsibility for Monday's blast.",
            &["ASSAULT occurred =2026-03-09"],
        ),
        (
            "No one claimed responsibility for the attack, which occurred in Lyon.",
            &["ASSAULT occurred"],
        ),
        (
            "Six soldiers are now known to have died in Sunday's suicide attack.",
            &["ASSAULT occurred >soldiers =2026-03-08"],
        ),
    ]);
}

#[test]
fn two_names_with_a_comma_open_a_headline() {
    check(&[
        ("Peru, Chile meet in Lima", &["CONSULT occurred <CHL <PER"]),
        ("Peru, Chile discuss borders", &["CONSULT occurred <CHL <PER"]),
        ("Turkish, Greek leaders hold talks", &["CONSULT occurred <GRC <TUR"]),
    ]);
}

#[test]
fn the_town_of_a_dateline_takes_no_part() {
    let text = "LUANDA, Aug. 18 (Kwanza News) - Zambia and Mali signed a pact.";
    let dateline = Dateline {
        span: Span::new(0, "LUANDA, Aug. 18 (Kwanza News) -".len()),
        place: Some(Span::new(0, "LUANDA".len())),
    };
    let found: Vec<String> = line::with_dateline(text, dateline)
        .events
        .iter()
        .map(told::act)
        .collect();
    assert_eq!(found, ["AGREE occurred <MLI <ZMB"]);
}

#[test]
fn workers_who_strike_attack_nobody() {
    check(&[
        ("Nurses strike again in Oslo, police say", &["PROTEST occurred <Nurses"]),
        ("Fighters strike a base in Mali.", &["ASSAULT occurred <Fighters >base"]),
    ]);
}

#[test]
fn what_is_denied_does_not_deny_what_is_joined() {
    check(&[
        (
            "The rebels denied the charge and blamed Mali.",
            &["REJECT occurred <rebels", "ACCUSE occurred <rebels >MLI"],
        ),
        (
            "Chad rejects the sanctions announced by Peru.",
            &["REJECT occurred <TCD", "SANCTION occurred <PER"],
        ),
    ]);
}

#[test]
fn a_day_belongs_to_the_word_and_not_to_what_it_is_about() {
    check(&[
        (
            "His lawyer called for his release on Tuesday.",
            &["REQUEST occurred <His lawyer =2026-03-10", "CONCEDE called_for >his"],
        ),
        ("Rebels on Tuesday claimed the attack.", &["ASSAULT occurred <Rebels"]),
        (
            "The ministers discussed trade following the attack on Mali on Sunday.",
            &["CONSULT occurred <ministers", "ASSAULT occurred >MLI =2026-03-08"],
        ),
        (
            "The minister discussed the plans with Peru on Sunday.",
            &["CONSULT occurred <minister >PER =2026-03-08"],
        ),
    ]);
}

#[test]
fn what_will_be_is_planned() {
    check(&[
        (
            "It will be the first visit by a Kenyan president to Lima in ten years.",
            &["CONSULT planned <KEN >PER"],
        ),
        ("The accord takes effect on Sunday.", &["AGREE planned =2026-03-15"]),
    ]);
}
