//! Clauses beside the main one → whose act they tell, whether it happened, and on which day: participles, purposes,
//! reasons, pronouns, asides.

mod line;
mod told;

use told::check_acts_and_days as check;

use news_etl::document::Event;

#[test]
fn a_participle_behind_its_noun_is_done_to_it() {
    check(&[
        (
            "Ten soldiers and police killed since Monday were buried.",
            &["ASSAULT occurred >police >soldiers =2026-03-09"],
        ),
        (
            "The minister spoke of rebels killed in Chad.",
            &["ASSAULT occurred >TCD"],
        ),
        (
            "Officials met relatives of the miners and drivers kidnapped since Monday.",
            &[
                "CONSULT occurred <Officials >relatives of the miners =2026-03-09",
                "ASSAULT occurred >drivers >miners =2026-03-09",
            ],
        ),
        (
            "A court in Lima freed a man charged with fraud.",
            &["CONCEDE occurred <PER >man", "ACCUSE occurred >man"],
        ),
        (
            "There were days of fighting that saw ten soldiers and a general killed.",
            &["ASSAULT occurred", "ASSAULT occurred >general >soldiers"],
        ),
    ]);
}

#[test]
fn a_purpose_is_of_who_acts_and_a_reason_has_been() {
    check(&[
        (
            "The council may consider sanctions against Mali to press its general to resign.",
            &[
                "SANCTION possible >MLI",
                "REQUEST possible <council >MLI",
                "CONCEDE possible <MLI",
            ],
        ),
        (
            "Peru will thank Togo for sending 120 troops to Haiti.",
            &["SUPPORT planned <PER >TGO", "MOBILIZE occurred <TGO >HTI"],
        ),
        (
            "Troops were sent to end the attacks of the rebels.",
            &["MOBILIZE occurred >Troops", "RETREAT planned <Troops"],
        ),
        (
            "Ghana has warned against Togo imposing sanctions on Benin.",
            &["THREATEN occurred <GHA >TGO", "SANCTION possible <TGO >BEN"],
        ),
        (
            "He would have preferred to send troops to Chad.",
            &["MOBILIZE hypothetical <He >TCD"],
        ),
        ("No one was seriously wounded.", &["ASSAULT negated >one"]),
    ]);
}

#[test]
fn a_pronoun_stands_for_the_subject_before_it() {
    check(&[
        (
            "After army troops took fire from rebels in a house, they requested help from Togo.",
            &["ASSAULT occurred >army troops", "REQUEST occurred <army troops >TGO"],
        ),
        (
            "The government has detained farmers in secret, accusing them of treason.",
            &[
                "COERCE occurred <government >farmers",
                "ACCUSE occurred <government >farmers",
            ],
        ),
        (
            "A bomber blew up a car in Lima, killing himself and three guards.",
            &["ASSAULT occurred <bomber >car", "ASSAULT occurred <bomber >guards"],
        ),
        (
            "Peru says two officers guarding its minister were wounded.",
            &["ASSAULT occurred >officers"],
        ),
    ]);
}

#[test]
fn an_aside_tells_who_a_post_is_held_by() {
    check(&[
        (
            "Tom Harwood, Minister for Europe welcomes the truce.",
            &["SUPPORT occurred <Tom Harwood", "RETREAT occurred"],
        ),
        (
            "Peru praised a hero of the war, Anna Lis, in Lima.",
            &["SUPPORT occurred <PER >Anna Lis"],
        ),
        (
            "Togo is committed to ending the war.",
            &["AGREE occurred <TGO", "RETREAT planned <TGO"],
        ),
        ("France stands by Togo.", &["SUPPORT occurred <FRA >TGO"]),
    ]);
}

#[test]
fn a_day_stays_with_its_clause() {
    check(&[
        (
            "On Monday Peru said it will send troops to Haiti.",
            &["MOBILIZE planned <PER >HTI"],
        ),
        (
            "In a statement on Monday, Peru rejected the account of the arrests.",
            &["REJECT occurred <PER =2026-03-09", "COERCE occurred"],
        ),
        (
            "Rebels attacked a convoy in 2019 but surrendered in 2021.",
            &[
                "ASSAULT occurred <Rebels >convoy =2019-01-01",
                "RETREAT occurred <Rebels =2021-01-01",
            ],
        ),
        (
            "Troops have shelled the town since rebels seized the port in June.",
            &[
                "ASSAULT occurred <Troops >town",
                "COERCE occurred <rebels >port =2025-06-01",
            ],
        ),
    ]);
}

#[test]
fn each_act_has_its_own_status_and_people() {
    check(&[
        (
            "Following a visit to Togo, Anna Lis is to travel to Benin.",
            &["CONSULT occurred <Anna Lis >TGO", "CONSULT planned <Anna Lis >BEN"],
        ),
        (
            "Most of the suspects were detained after they attended a meeting in Lima.",
            &["COERCE occurred >suspects", "CONSULT occurred <suspects"],
        ),
        (
            "The family appealed for the release of a nurse kidnapped in Togo.",
            &[
                "REQUEST occurred <family >nurse",
                "CONCEDE called_for >nurse",
                "ASSAULT occurred >TGO",
            ],
        ),
        (
            "I want to congratulate Peru and thank Togo.",
            &["SUPPORT occurred <I >PER", "SUPPORT occurred <I >TGO"],
        ),
    ]);
}

#[test]
fn a_phrase_that_ranks_an_act_tells_no_other() {
    check(&[
        (
            "Peru and Chile will hold talks on Friday, the ministry said, in the first such meeting in ten years.",
            &["CONSULT planned <CHL <PER =2026-03-13"],
        ),
        (
            "Rebels attacked a convoy on Monday, the third such attack since the rains ended.",
            &["ASSAULT occurred <Rebels >convoy =2026-03-09"],
        ),
        (
            "Peru bombed the camp on Monday; the first bombing had killed four.",
            &["ASSAULT occurred <PER >camp =2026-03-09", "ASSAULT occurred"],
        ),
    ]);
}

/// Holds `TYPE status`, its actors, and `@place`.
fn check_places(cases: &[(&str, &[&str])]) {
    let placed = |event: &Event| match &event.location_name {
        Some(place) => format!("{} @{place}", told::act(event)),
        None => told::act(event),
    };
    told::check(placed, cases);
}

#[test]
fn what_is_discussed_lies_elsewhere() {
    check_places(&[(
        "The ministers discussed a joint patrol of the Shabelle valley.",
        &["CONSULT occurred <ministers", "COOPERATE possible <ministers"],
    )]);
}

#[test]
fn what_is_supposed_or_proposed_has_not_been() {
    check(&[
        (
            "If Peru does not release the prisoners, Chile will impose sanctions.",
            &["CONCEDE hypothetical <PER >prisoners", "SANCTION hypothetical <CHL"],
        ),
        (
            "Peru would not have attacked Chile if it had known.",
            &["ASSAULT hypothetical <PER >CHL"],
        ),
        (
            "The minister proposed in a letter to his Chilean counterpart that they meet.",
            &["CONSULT called_for <they"],
        ),
        (
            "The envoys are going to meet on Friday.",
            &["CONSULT planned <envoys =2026-03-13"],
        ),
        ("The attack was aimed at the governor.", &["ASSAULT occurred"]),
        (
            "The alliance will take military action against Peru.",
            &["ASSAULT planned <alliance >PER"],
        ),
    ]);
}

#[test]
fn each_journey_has_its_own_end() {
    check(&[(
        "The minister visited the coast before flying to Lima.",
        &["CONSULT occurred <minister", "CONSULT occurred <minister >PER"],
    )]);
}

#[test]
fn a_participle_tells_the_act_of_the_noun_before_it_once() {
    check(&[
        (
            "The workers protested against sanctions imposed by Peru on Chile.",
            &["PROTEST occurred <workers", "SANCTION occurred <PER >CHL"],
        ),
        (
            "The workers marched against measures imposed after a storm.",
            &["PROTEST occurred <workers", "SANCTION occurred"],
        ),
    ]);
}

#[test]
fn a_word_of_the_act_takes_no_part_in_it() {
    check(&[
        (
            "The governor was removed from office by the council.",
            &["COERCE occurred <council >governor"],
        ),
        ("Democrats beat the incumbent in Ohio.", &[]),
    ]);
}

#[test]
fn a_capital_that_is_blamed_or_punished_stands_for_its_state() {
    check_places(&[
        ("Chile imposed sanctions on Moscow.", &["SANCTION occurred <CHL >RUS"]),
        (
            "Chile condemned the attack on Kyiv.",
            &["ACCUSE occurred <CHL", "ASSAULT occurred @Kyiv"],
        ),
        (
            "Chile condemned sanctions against Peru.",
            &["ACCUSE occurred <CHL", "SANCTION occurred >PER"],
        ),
    ]);
}

#[test]
fn a_long_adverb_that_opens_a_sentence_is_nobody() {
    check(&[(
        "Internally displaced people met officials in Lima.",
        &["CONSULT occurred <people >PER"],
    )]);
}

#[test]
fn what_is_said_goes_on_behind_a_comma() {
    check(&[
        (
            "The army says two bombings in the Chadian capital on Tuesday, killed nine people.",
            &["ASSAULT occurred >people"],
        ),
        (
            "Mali charged Mr. Keita with inciting riots, accusing him of treason.",
            &[
                "ACCUSE occurred <MLI >Keita",
                "PROTEST occurred",
                "ACCUSE occurred <MLI >Keita",
            ],
        ),
        (
            "The court had on Monday jailed two rebels.",
            &["COERCE occurred <court >rebels =2026-03-09"],
        ),
        (
            "Soldiers attacked the rebels and several farmers were wounded.",
            &["ASSAULT occurred <Soldiers >rebels", "ASSAULT occurred >farmers"],
        ),
    ]);
}

#[test]
fn the_day_of_saying_is_not_that_of_an_act_which_a_noun_names() {
    check(&[(
        "Tuesday, an envoy said the withdrawal of Chadian troops is near.",
        &["RETREAT occurred <TCD"],
    )]);
}

#[test]
fn those_kept_from_an_act_have_not_done_it() {
    check(&[(
        "Peacekeepers stopped the rebels from shelling the port.",
        &["ASSAULT negated <rebels >port"],
    )]);
}

#[test]
fn words_that_only_look_like_acts_tell_none() {
    check(&[
        ("She chairs the upper house.", &[]),
        ("Farmers hit by a slump in prices sold their herds.", &[]),
        ("Chad will defend itself against Libyan claims.", &[]),
        ("A veto is the power of one member to stop a decision.", &[]),
        (
            "In military usage, capitulation means a surrender on written terms.",
            &[],
        ),
        ("The word curfew comes from the French for covering a fire.", &[]),
        ("A veto by Moscow is a blow to the plan.", &["REJECT occurred <RUS"]),
        ("The midfielder was attacked by two wingers.", &[]),
        (
            "Gunmen fled after a deadly cross-border raid.",
            &["RETREAT occurred <Gunmen", "ASSAULT occurred"],
        ),
    ]);
}

#[test]
fn those_who_talk_with_men_that_want_something_talk_already() {
    check(&[(
        "Bishop Ona is in talks with rebels, who are prepared to release a nurse.",
        &["CONSULT occurred <Ona >rebels", "CONCEDE planned <rebels >nurse"],
    )]);
}

#[test]
fn a_cause_takes_no_part() {
    check(&[("The march was triggered by Lima's budget.", &["PROTEST occurred"])]);
}

#[test]
fn those_of_somebody_and_things_of_a_town_are_not_they() {
    check(&[
        (
            "Supporters of party leader Ali Nur marched in Lima.",
            &["PROTEST occurred <Supporters of party leader Ali Nur"],
        ),
        (
            "A blast near the Chadian embassy killed two guards.",
            &["ASSAULT occurred >guards"],
        ),
        (
            "A police spokesman said troops shot a girl after she began shooting at a base.",
            &["ASSAULT occurred <troops >girl", "ASSAULT occurred <girl >base"],
        ),
    ]);
}

#[test]
fn an_act_that_others_are_tried_for_or_remember_has_happened() {
    check(&[
        (
            "Firms should be put on trial for their role in the killings.",
            &["COERCE called_for >Firms", "ASSAULT occurred"],
        ),
        (
            "Plans to mark the anniversary of the attacks were called off.",
            &["ASSAULT occurred"],
        ),
    ]);
}
