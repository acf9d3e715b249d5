//! The turns of phrase of wire copy → whose act they tell, whether it happened, and on which day: datelines, headlines,
//! claims, coming days.

mod line;
mod told;

use told::check_acts_and_days as check;

use news_etl::document::Dateline;
use news_etl::text::Span;

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
    let found = reported("LUANDA, Aug. 18 (Kwanza News) -", "Zambia and Mali signed a pact.");
    assert_eq!(found, ["AGREE occurred <MLI <ZMB"]);
}

/// The acts of a text behind a dateline.
fn reported(dateline: &str, text: &str) -> Vec<String> {
    let town = dateline.find([' ', ',']).expect("a town");
    let span = Dateline {
        span: Span::new(0, dateline.len()),
        place: Some(Span::new(0, town)),
    };
    let document = line::with_dateline(&format!("{dateline} {text}"), span);
    document.events.iter().map(told::act).collect()
}

#[test]
fn officials_and_bodies_without_a_country_are_of_the_article_s_own() {
    let minister = "Peruvian drivers will march to Congress. Interior Minister Ana Paz urged them to wait.";
    assert_eq!(
        reported("LIMA -", minister),
        ["PROTEST planned <PER >PER", "REQUEST occurred <PER >them"],
    );
    // A reporter may write from abroad.
    assert_eq!(
        reported("NAIROBI -", "Prime Minister Ali Nur met the Somali president."),
        ["CONSULT occurred <Ali Nur >SOM"],
    );
    // The sentence before is about another state, whose minister it may be.
    let other = "Peru cancelled talks. Kenya urged it to wait. Foreign Minister Ann Wanjiru phoned Chad's president.";
    assert_eq!(
        reported("LIMA -", other).last().unwrap(),
        "CONSULT occurred <Ann Wanjiru >TCD"
    );
    let ministry = "Sudan rejects the charges. The Foreign Ministry accused Chad of theft.";
    assert_eq!(
        reported("KHARTOUM -", ministry),
        ["REJECT occurred <SDN", "ACCUSE occurred <SDN >TCD"],
    );
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

#[test]
fn who_backs_a_party_or_is_opposed_by_it_is_another() {
    check(&[
        (
            "Police arrested five members of a pro-Russian party.",
            &["COERCE occurred <Police >members of a pro-Russian party"],
        ),
        (
            "Troops attacked an Iranian-backed militia.",
            &["ASSAULT occurred <Troops >Iranian-backed militia"],
        ),
    ]);
}

#[test]
fn the_past_behind_an_infinitive_goes_on_with_the_main_verb() {
    check(&[
        (
            "Estonia ordered two diplomats to leave the country and accused them of theft.",
            &["SANCTION occurred <EST >diplomats", "ACCUSE occurred <EST >diplomats"],
        ),
        (
            "Peru freed the sailors it detained in February.",
            &["CONCEDE occurred <PER >sailors", "COERCE occurred <PER =2026-02-01"],
        ),
    ]);
}

#[test]
fn what_comes_without_is_not() {
    check(&[
        (
            "The meeting ended without a deal.",
            &["CONSULT occurred", "AGREE negated"],
        ),
        (
            "The mission will monitor the truce in Togo.",
            &["RETREAT occurred <mission"],
        ),
    ]);
}

#[test]
fn goods_come_from_whose_vehicles_bring_them() {
    check(&[(
        "A Kenyan plane carrying medicine landed in Juba.",
        &["AID occurred <KEN"],
    )]);
}

#[test]
fn a_minister_may_be_named_behind_the_state() {
    check(&[(
        "The president received the Minister of Foreign Affairs of Togo, Kofi Adu.",
        &["CONSULT occurred <president >TGO"],
    )]);
}

#[test]
fn they_and_the_two_are_those_who_met() {
    check(&[(
        "Peru and Chile held talks in Lima. They signed a pact. The two leaders discussed ports. Rebels fled. The three \
         leaders discussed fish.",
        &[
            "CONSULT occurred <CHL <PER",
            "AGREE occurred <CHL <PER",
            "CONSULT occurred <CHL <PER",
            "RETREAT occurred <Rebels",
            "CONSULT occurred <leaders",
        ],
    )]);
}

#[test]
fn talks_of_hours_are_held_and_nobody_is() {
    check(&[(
        "The presidents of Kenya and Togo held more than three hours of talks.",
        &["CONSULT occurred <KEN <TGO"],
    )]);
}

#[test]
fn forces_that_act_are_people() {
    check(&[
        ("Kenyan forces arrest two suspects", &["COERCE occurred <KEN >suspects"]),
        (
            "The ministers of Peru and Chile meet in Lima on Thursday.",
            &["CONSULT planned <CHL <PER =2026-03-12"],
        ),
    ]);
}

#[test]
fn whom_somebody_expelled_is_done_to() {
    check(&[(
        "The envoys whom Peru expelled on Monday flew home on Tuesday.",
        &[
            "SANCTION occurred <PER >envoys =2026-03-09",
            "CONSULT occurred <envoys =2026-03-10",
        ],
    )]);
}

#[test]
fn a_time_may_be_that_of_a_charge_or_a_comparison() {
    check(&[
        (
            "Peru accuses them of an attack on Chile in January.",
            &["ACCUSE occurred <PER >them", "ASSAULT occurred <them >CHL =2026-01-01"],
        ),
        ("It was the deadliest bombing since October.", &["ASSAULT occurred"]),
        (
            "The number of people killed in the town rose to four on Tuesday.",
            &["ASSAULT occurred >people"],
        ),
        (
            "Police on Tuesday arrested one of the organisers of the march.",
            &[
                "COERCE occurred <Police >organisers of the march =2026-03-10",
                "PROTEST occurred",
            ],
        ),
    ]);
}

#[test]
fn what_is_answered_or_linked_has_been() {
    check(&[
        ("The governor saw no link to the attack.", &["ASSAULT occurred"]),
        (
            "Peru on Tuesday rejected the sanctions that Chile imposed.",
            &["REJECT occurred <PER =2026-03-10", "SANCTION occurred <CHL"],
        ),
    ]);
}

#[test]
fn what_is_practised_has_not_been() {
    check(&[
        (
            "The exercise will simulate an attack on a port.",
            &["ASSAULT hypothetical >port"],
        ),
        (
            "Troops practised a raid on a village.",
            &["COERCE hypothetical >village"],
        ),
        (
            "The navy held a mock attack on a tanker.",
            &["ASSAULT hypothetical <navy >tanker"],
        ),
    ]);
}

#[test]
fn the_occasion_of_what_has_been_has_been() {
    check(&[
        (
            "Two soldiers killed when their bus is bombed in Kano",
            &["ASSAULT occurred >soldiers", "ASSAULT occurred >their bus"],
        ),
        (
            "The ministers will meet when the pact is signed.",
            &["CONSULT planned <ministers", "AGREE planned"],
        ),
    ]);
}

#[test]
fn the_month_is_that_of_what_is_to_come() {
    check(&[(
        "President Ruto thanked Togo and agreed to visit Lome in May.",
        &[
            "SUPPORT occurred <KEN >TGO",
            "AGREE occurred <KEN",
            "CONSULT planned <KEN >TGO =2026-05-01",
        ],
    )]);
}

#[test]
fn a_headline_without_an_object_names_whom_it_is_done_to() {
    check(&[
        ("Three people killed in Kano blast", &["ASSAULT occurred >NGA"]),
        (
            "Ten protesters arrested when march turns violent",
            &["COERCE occurred >protesters", "PROTEST occurred"],
        ),
        ("Iran sanctioned over drones", &["SANCTION occurred >IRN"]),
        ("Village raided at dawn", &["ASSAULT occurred >Village"]),
        (
            "North Korea condemned over missile test",
            &["ACCUSE occurred >PRK", "MOBILIZE occurred"],
        ),
        (
            "Israel urged to halt strikes",
            &["REQUEST occurred >ISR", "RETREAT called_for <ISR"],
        ),
    ]);
}

#[test]
fn whoever_has_an_object_acts() {
    check(&[
        ("Police arrested more than 20", &["COERCE occurred <Police"]),
        ("Rebels attacked at dawn.", &["ASSAULT occurred <Rebels"]),
        (
            "Police arrested, beat and robbed the men.",
            &["COERCE occurred <Police", "ASSAULT occurred <Police"],
        ),
        (
            "Kenya deported on Monday three men.",
            &["COERCE occurred <KEN >men =2026-03-09"],
        ),
    ]);
}
