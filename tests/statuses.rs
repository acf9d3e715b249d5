//! What the words around an act say of it: done, under way, planned, possible, denied, demanded or supposed.

mod line;
mod told;

fn check(cases: &[(&str, &[&str])]) {
    told::check(told::act_place_and_day, cases);
}

/// Each sentence with the statuses of its acts, in their order.
fn check_statuses(cases: &[(&str, &[&str])]) {
    told::check(|event| event.status.as_str().to_owned(), cases);
}

#[test]
fn a_meeting_that_is_promised_is_not_held() {
    check(&[
        (
            "The Kenyans have agreed to host in Nairobi on Friday a meeting of the ministers.",
            &[
                "AGREE occurred <KEN",
                "CONSULT planned <KEN <ministers @Nairobi =2026-03-13",
            ],
        ),
        (
            "Norway pledged ten million dollars in aid.",
            &["AGREE occurred <NOR", "AID planned <NOR"],
        ),
    ]);
}

#[test]
fn talks_at_which_nothing_was_agreed_were_held() {
    check(&[(
        "No agreement was reached at the talks between Chad and Niger.",
        &["AGREE negated <NER <TCD", "CONSULT occurred <NER <TCD"],
    )]);
}

#[test]
fn talks_without_result_were_held() {
    check(&[
        (
            "Talks between Oslo and Lima produced no breakthrough.",
            &["CONSULT occurred <NOR <PER"],
        ),
        ("No talks were held.", &["CONSULT negated"]),
    ]);
}

#[test]
fn what_is_ordered_or_near_is_not_done() {
    check(&[
        (
            "The general ordered the arrest of three ministers.",
            &["COERCE called_for <general >ministers"],
        ),
        (
            "Norway and Chad are on the verge of an agreement about the port.",
            &["AGREE possible <NOR <TCD"],
        ),
    ]);
}

#[test]
fn what_is_not_yet_done_is_denied() {
    check(&[
        ("Peru has not yet signed the accord.", &["AGREE negated <PER"]),
        (
            "The army has not yet attacked Lima.",
            &["ASSAULT negated <army >PER @Lima"],
        ),
        (
            "Peru signed the accord, yet Chile attacked Lima.",
            &["AGREE occurred <PER", "ASSAULT occurred <CHL >PER @Lima"],
        ),
    ]);
}

#[test]
fn what_is_stopped_short_of_or_fell_through_has_not_been() {
    check_statuses(&[
        ("The envoys stopped short of condemning Mali.", &["negated"]),
        ("Peru stopped short of expelling the ambassador.", &["negated"]),
        (
            "The prisoner swap between Mali and Togo fell through on Monday.",
            &["negated"],
        ),
        ("Togo's plea won little support in the bloc.", &["occurred", "negated"]),
    ]);
}

#[test]
fn who_opens_the_sentence_denies_it_over_the_phrases_on_them() {
    check_statuses(&[
        ("Nobody at the summit in Lima condemned Mali.", &["occurred", "negated"]),
        ("Not a single minister of the bloc met the envoy.", &["negated"]),
        ("A minister of the bloc met the envoy.", &["occurred"]),
    ]);
}

#[test]
fn what_is_put_off_or_voted_for_is_planned() {
    check_statuses(&[
        (
            "Talks with Mali have been put off until June.",
            &["planned", "occurred"],
        ),
        ("Dockers in Lima have voted to go on strike.", &["planned"]),
        ("Dockers in Lima voted to stage a strike on Friday.", &["planned"]),
        ("Lawmakers in Lima voted to condemn Mali.", &["occurred"]),
        ("Togo has offered asylum to the general.", &["planned"]),
        ("Togo granted asylum to the general.", &["occurred"]),
        ("The general will be kept in custody.", &["planned"]),
        ("The general was kept in custody.", &["occurred"]),
    ]);
}

#[test]
fn what_somebody_moves_towards_or_thinks_of_is_possible() {
    check_statuses(&[
        ("The rebels are inching toward a ceasefire.", &["possible"]),
        ("The rebels took steps towards a ceasefire.", &["possible"]),
        ("Mali contemplates talks with Togo.", &["possible"]),
        ("Togo threatened Mali with sanctions.", &["occurred", "hypothetical"]),
    ]);
}

#[test]
fn what_enters_its_third_week_goes_on() {
    check_statuses(&[
        ("The hunger strike in Lima has entered its third week.", &["ongoing"]),
        ("The hunger strike in Lima began on Monday.", &["occurred"]),
    ]);
}

#[test]
fn a_bare_verb_that_somebody_says_is_a_demand() {
    check_statuses(&[
        ("Free the hostages, the bishop told the rebels.", &["called_for"]),
        ("Rebels free hostages, the bishop said.", &["occurred"]),
    ]);
}

#[test]
fn what_goes_on_is_told_by_its_verb_or_by_the_words_behind_it() {
    check_statuses(&[
        ("Talks between Togo and Mali are now under way.", &["ongoing"]),
        ("Fighting continues in the north of Mali.", &["ongoing"]),
        ("Fighting is still raging in the north of Mali.", &["ongoing"]),
        ("A sit-in in Lima has entered its third week.", &["ongoing"]),
        ("The sanctions remain in place.", &["ongoing"]),
        ("The siege of the town is in its third month.", &["ongoing"]),
        ("Protests in Lima show no sign of abating.", &["ongoing"]),
        ("Dockers in Lima have been on strike since Monday.", &["ongoing"]),
        ("Dockers in Lima were on strike on Monday.", &["occurred"]),
    ]);
}

#[test]
fn a_duty_is_a_demand_but_who_had_to_did() {
    check_statuses(&[
        ("The prisoners have to be released.", &["called_for"]),
        ("Peru ought to release the prisoners.", &["called_for"]),
        ("It is high time for Peru to release the prisoners.", &["called_for"]),
        ("The troops had to withdraw from Gao.", &["occurred"]),
    ]);
}

#[test]
fn a_plan_that_is_dropped_is_for_nothing() {
    check_statuses(&[
        ("The army has abandoned plans to attack Lima.", &["occurred", "negated"]),
        (
            "Plans for a meeting between the two leaders were dropped.",
            &["negated"],
        ),
        ("The planned meeting of the two leaders never took place.", &["negated"]),
        ("The planned meeting of the two leaders was long.", &["planned"]),
        ("Peru cancelled a planned visit to Chile.", &["occurred", "negated"]),
        ("The ministers shied away from condemning Mali.", &["negated"]),
        (
            "Chile warned Peru against attacking its ships.",
            &["occurred", "hypothetical"],
        ),
    ]);
}

#[test]
fn what_takes_effect_tonight_is_ahead() {
    check_statuses(&[
        ("The sanctions take effect at midnight.", &["planned"]),
        ("The sanctions took effect at midnight.", &["occurred"]),
        ("Sanctions against Mali can not be ruled out.", &["possible", "negated"]),
        (
            "In the event of an attack on Chile, Peru will send troops.",
            &["hypothetical", "planned"],
        ),
    ]);
}

#[test]
fn words_between_a_noun_and_its_verb_do_not_hide_it() {
    check_statuses(&[
        (
            "The release of the hostages, among them ten children, will begin on Saturday.",
            &["planned"],
        ),
        (
            "An assault on the port, to be launched at dawn, is in preparation.",
            &["planned"],
        ),
        ("Truce to start at dawn in eastern Congo", &["planned"]),
        ("Dockers' strike averted after late offer in Lima", &["negated"]),
        ("The visit, scheduled for May, was long.", &["planned"]),
        ("A strike called by dockers closed the port of Lima.", &["occurred"]),
    ]);
}

#[test]
fn what_nobody_could_verify_is_possible() {
    check_statuses(&[
        (
            "Rebels killed nine farmers, a claim that could not be verified.",
            &["possible"],
        ),
        (
            "Rebels killed nine farmers, a claim that shocked the town.",
            &["occurred"],
        ),
        (
            "Oslo would neither confirm nor deny that the two leaders had met.",
            &["possible"],
        ),
        (
            "Unconfirmed reports said that the general had been arrested.",
            &["possible"],
        ),
        (
            "Hanoi rejected reports of an attack on the town.",
            &["occurred", "negated"],
        ),
    ]);
}

#[test]
fn a_condition_may_stand_behind_or_open_the_sentence() {
    check_statuses(&[
        (
            "The minister would resign were the court to find him guilty.",
            &["hypothetical", "hypothetical"],
        ),
        ("Otherwise the leaders will be arrested.", &["hypothetical"]),
        ("Police will arrest anyone who enters the square.", &["hypothetical"]),
        ("Any attack on the islands would be answered.", &["hypothetical"]),
        ("The two sides would later sign a treaty.", &["occurred"]),
    ]);
}

#[test]
fn what_was_planned_or_feared_may_have_come_about() {
    check_statuses(&[
        (
            "The planned expulsion of the envoy was carried out at dawn.",
            &["occurred"],
        ),
        ("The feared assault on the town began at dawn.", &["occurred"]),
        ("The feared assault on the town is near.", &["possible"]),
        ("Diplomats were still negotiating on Wednesday.", &["ongoing"]),
    ]);
}

#[test]
fn what_an_act_is_the_reason_for_does_not_undo_it() {
    check_statuses(&[
        (
            "Peru will report the mayor over the eviction of the tenants.",
            &["occurred"],
        ),
        (
            "Nobody was brought to justice for the shelling of the town.",
            &["negated", "occurred"],
        ),
        (
            "The envoys met for the first time since the attack on Lima.",
            &["occurred", "occurred"],
        ),
        ("The minister refrained from any criticism of Peru.", &["negated"]),
        ("A plan to expel the envoy was shelved.", &["negated", "occurred"]),
        (
            "Mali must release the captain or face air strikes.",
            &["called_for", "occurred", "hypothetical"],
        ),
        (
            "Peru plans to expel one envoy and shut an embassy.",
            &["planned", "planned"],
        ),
    ]);
}
