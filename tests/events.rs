//! Events from text to rows: what happened, whether it did, who did it to whom, where and when.

mod line;
mod told;

fn check(cases: &[(&str, &[&str])]) {
    told::check(told::act_place_and_day, cases);
}

#[test]
fn an_act_is_where_a_phrase_of_place_near_it_says() {
    check(&[
        (
            "Ministers from nine countries gathered in Lisbon on Monday.",
            &["CONSULT occurred <Ministers from nine countries @Lisbon =2026-03-09"],
        ),
        (
            "Rebels shot two miners near the town of Gao.",
            &["ASSAULT occurred <Rebels >MLI @Gao"],
        ),
        (
            "Chad and Niger signed the accord in the capital, Niamey.",
            &["AGREE occurred <NER <TCD @Niamey"],
        ),
        (
            "A bomber killed four guards in the West Bank town of Jenin.",
            &["ASSAULT occurred <bomber >PSE @Jenin"],
        ),
        (
            "Thousands rallied on Sunday in Sofia.",
            &["PROTEST occurred @Sofia =2026-03-08"],
        ),
        (
            "The troops were sent at the request of Lima.",
            &["MOBILIZE occurred >troops"],
        ),
    ]);
}

#[test]
fn a_state_that_acts_is_no_place() {
    check(&[
        (
            "If Chad attacks, Niger will retaliate.",
            &["ASSAULT hypothetical <TCD", "ASSAULT hypothetical <NER"],
        ),
        (
            "Oman condemned the killings.",
            &["ACCUSE occurred <OMN", "ASSAULT occurred"],
        ),
        (
            "Peru urged Bolivia to withdraw its troops.",
            &["REQUEST occurred <PER >BOL", "RETREAT called_for <BOL"],
        ),
    ]);
}

#[test]
fn what_words_are_about_is_not_where_they_are_said() {
    check(&[
        ("Peru rejected an offer from Oman.", &["REJECT occurred <PER >OMN"]),
        (
            "Norway condemned the killings in Lagos.",
            &["ACCUSE occurred <NOR", "ASSAULT occurred @Lagos"],
        ),
    ]);
}

#[test]
fn who_cancels_has_done_so_whatever_day_the_visit_was_for() {
    check(&[
        (
            "Brazil has cancelled a visit to Paraguay planned for next Tuesday.",
            &[
                "REJECT occurred <BRA >PRY",
                "CONSULT negated <BRA >PRY @Paraguay =2026-03-17",
            ],
        ),
        (
            "The Dutch prime minister arrived in Oslo on an unannounced visit on Friday.",
            &["CONSULT occurred <NLD >NOR @Oslo =2026-03-06"],
        ),
    ]);
}

#[test]
fn the_day_of_an_act_ahead_is_not_that_of_the_word_given() {
    check(&[
        (
            "Peru and Chile agreed to resume talks in April.",
            &["AGREE occurred <CHL <PER", "CONSULT planned <CHL <PER =2026-04-01"],
        ),
        (
            "Peru and Chile agreed on Monday.",
            &["AGREE occurred <CHL <PER =2026-03-09"],
        ),
    ]);
}

#[test]
fn a_date_without_a_year_is_ahead_where_the_act_is_unless_it_has_just_been() {
    check(&[
        (
            "The next talks between Peru and Chile are planned for August.",
            &["CONSULT planned <CHL <PER =2026-08-01"],
        ),
        (
            "The talks between Peru and Chile were planned for January.",
            &["CONSULT planned <CHL <PER =2026-01-01"],
        ),
    ]);
}

#[test]
fn a_day_belongs_to_the_clause_that_it_stands_in() {
    check(&[
        (
            "Peru called on Chile to come back on Friday.",
            &["REQUEST occurred <PER >CHL"],
        ),
        (
            "The penalties announced on Monday hit Chile.",
            &["SANCTION occurred =2026-03-09"],
        ),
        (
            "Fewer came than on Sunday, when police dispersed a rally.",
            &[
                "COERCE occurred <police >rally =2026-03-08",
                "PROTEST occurred =2026-03-08",
            ],
        ),
        (
            "A rebel of Peru was arrested and will be tried on Tuesday.",
            &["COERCE occurred >PER"],
        ),
    ]);
}

#[test]
fn who_is_accused_is_said_to_have_done_it() {
    check(&[(
        "India accused Pakistan of shelling a village.",
        &["ACCUSE occurred <IND >PAK", "ASSAULT occurred <PAK >village"],
    )]);
}

#[test]
fn the_noun_of_a_trigger_is_whom_it_is_done_to() {
    check(&[
        (
            "Greece summoned the Turkish ambassador.",
            &["CONSULT occurred <GRC >TUR"],
        ),
        ("Peru recalled its ambassador.", &["SANCTION occurred <PER"]),
    ]);
}

#[test]
fn counted_people_are_the_victims_not_the_count() {
    check(&[
        (
            "Rebels killed more than 20 soldiers.",
            &["ASSAULT occurred <Rebels >soldiers"],
        ),
        ("At least 14 civilians were killed.", &["ASSAULT occurred >civilians"]),
    ]);
}

#[test]
fn a_bare_participle_has_its_doer_behind_it() {
    check(&[(
        "Cuba freed the prisoners under a deal brokered by Oman.",
        &[
            "CONCEDE occurred <CUB >prisoners",
            "AGREE occurred <OMN",
            "CONSULT occurred <OMN",
        ],
    )]);
}

#[test]
fn whose_troops_act_gives_their_country() {
    check(&[
        (
            "Peru says its troops raided a camp near Cusco, killing a rebel and arresting seven others.",
            &[
                "COERCE occurred <PER >camp @Cusco",
                "ASSAULT occurred <PER >rebel @Cusco",
                "COERCE occurred <PER >others @Cusco",
            ],
        ),
        (
            "Peru carried out an airstrike near Cusco.",
            &["ASSAULT occurred <PER @Cusco"],
        ),
        (
            "He said by holding a rally, students angered Chile.",
            &["PROTEST occurred <students"],
        ),
    ]);
}

#[test]
fn what_would_be_or_was_the_first_of_its_kind_is_told_apart() {
    check(&[
        (
            "She is the most senior official to visit Kosovo since its independence.",
            &["CONSULT occurred <She >XKX @Kosovo"],
        ),
        (
            "She will be the first minister to visit Kosovo.",
            &["CONSULT planned <She >XKX @Kosovo"],
        ),
        (
            "It will be the first time she has met envoys of Chad.",
            &["CONSULT planned <she >TCD"],
        ),
        (
            "Talks on issues threatening the peace are expected to begin.",
            &["CONSULT planned"],
        ),
        (
            "Talks between Chad and Togo — the first that they have had — are expected to begin.",
            &["CONSULT planned <TCD <TGO"],
        ),
        (
            "Ties are bad, with Togo often accusing Chad.",
            &["ACCUSE ongoing <TGO >TCD"],
        ),
        (
            "He said imposing sanctions on Chad would hurt the poor.",
            &["SANCTION hypothetical >TCD"],
        ),
        (
            "The unrest in Lima will not delay the vote.",
            &["PROTEST occurred @Lima"],
        ),
        ("The spokesman did not confirm the meeting.", &["CONSULT possible"]),
        ("The plans were for attacks that never happened.", &["ASSAULT negated"]),
        (
            "The negotiations with Chad were supposed to begin.",
            &["CONSULT planned >TCD"],
        ),
    ]);
}

#[test]
fn a_place_taken_is_where_and_who_held_it_is_the_target() {
    check(&[
        (
            "Syrian forces liberated the town of Manbij from Islamic State control.",
            &["COERCE occurred <SYR >Islamic State @Manbij"],
        ),
        (
            "Peruvian troops killed four rebels in a district bordering Chile.",
            &["ASSAULT occurred <PER >rebels"],
        ),
        (
            "Russia sold the missiles, prompting protests from Israel.",
            &["COOPERATE occurred <RUS", "PROTEST occurred <ISR"],
        ),
        (
            "The first EU troops are expected to arrive in Chad.",
            &["MOBILIZE planned <EU troops @Chad"],
        ),
    ]);
}

#[test]
fn a_visitor_who_is_due_has_not_come() {
    check(&[
        (
            "President Sall is due in Lima next week.",
            &["CONSULT planned <Sall >PER =2026-03-16"],
        ),
        (
            "President Sall is expected in Lima on Thursday.",
            &["CONSULT planned <Sall >PER =2026-03-12"],
        ),
        (
            "President Sall then travels to Lima for Monday's ceremony.",
            &["CONSULT planned <Sall >PER @Lima"],
        ),
        (
            "Rebel groups regularly clash with the army in Chad.",
            &["ASSAULT occurred <Rebel groups >TCD @Chad"],
        ),
    ]);
}

#[test]
fn those_who_meet_for_talks_meet_once() {
    check(&[
        (
            "The president of Chad met the president of Togo in Lima on Friday for talks on trade.",
            &["CONSULT occurred <TCD >TGO @Lima =2026-03-06"],
        ),
        (
            "The minister will meet Chinese officials for talks.",
            &["CONSULT planned <minister >CHN"],
        ),
        (
            "The envoys met in Lima on conditions for talks.",
            &["CONSULT occurred <envoys @Lima", "CONSULT hypothetical"],
        ),
    ]);
}

#[test]
fn storms_displace_nobody_in_the_sense_of_deportation() {
    check(&[
        ("Families displaced by the storm wait in tents.", &[]),
        (
            "The militia displaced the villagers.",
            &["COERCE occurred <militia >villagers"],
        ),
        ("A suspect faces charges of genocide in Arusha.", &[]),
    ]);
}
