//! Clauses as news writes them → who did it to whom: joined passives, asides, heads of bodies, calls, asides of time.

mod line;
mod told;

use told::check_acts_and_days as check;

#[test]
fn a_participle_joined_to_a_passive_is_one() {
    check(&[
        (
            "The mayor was arrested and jailed.",
            &["COERCE occurred >mayor", "COERCE occurred >mayor"],
        ),
        (
            "The mayor may be arrested on Monday and charged with fraud.",
            &[
                "COERCE possible >mayor =2026-03-16",
                "ACCUSE possible >mayor =2026-03-16",
            ],
        ),
        ("The guard was shot and killed.", &["ASSAULT occurred >guard"]),
        (
            "The mayor was attacked and killed two men.",
            &["ASSAULT occurred >mayor", "ASSAULT occurred <mayor >men"],
        ),
    ]);
}

#[test]
fn what_a_passive_does_to_a_noun_is_one_act_with_it() {
    check(&[
        (
            "Sanctions were imposed on Mali in May.",
            &["SANCTION occurred >MLI =2025-05-01"],
        ),
        (
            "A second round of negotiations is planned for June.",
            &["CONSULT planned =2026-06-01"],
        ),
    ]);
}

#[test]
fn they_are_all_who_were_named() {
    check(&[(
        "Peru, Chile and Bolivia say they will not accept the ruling.",
        &["REJECT occurred <BOL <CHL <PER"],
    )]);
}

#[test]
fn who_speaks_in_a_call_or_after_talks_takes_part() {
    check(&[
        (
            "The premier congratulated the Kenyan president in a phone call.",
            &["SUPPORT occurred <premier >KEN", "CONSULT occurred <premier >KEN"],
        ),
        (
            "The minister said after talks with his Kenyan counterpart that he was content.",
            &["CONSULT occurred <minister >KEN"],
        ),
        (
            "The minister is in Lima to prepare for a summit between Kenya and Ghana.",
            &["CONSULT planned <GHA <KEN"],
        ),
    ]);
}

#[test]
fn the_dead_of_an_attack_are_killed_by_who_attacks() {
    check(&[(
        "Two guards were killed when gunmen attacked a bus on Monday.",
        &[
            "ASSAULT occurred <gunmen >guards =2026-03-09",
            "ASSAULT occurred <gunmen >bus =2026-03-09",
        ],
    )]);
}

#[test]
fn things_are_hit_and_states_are_fired_at() {
    check(&[
        (
            "Rebels claimed an attack on a tanker.",
            &["ASSAULT occurred <Rebels >tanker"],
        ),
        (
            "The militia fired rockets at Peru.",
            &["ASSAULT occurred <militia >PER"],
        ),
        (
            "Peru froze the assets of five Chilean banks.",
            &["SANCTION occurred <PER >CHL"],
        ),
    ]);
}

#[test]
fn an_aside_keeps_its_day_and_its_doer() {
    check(&[
        (
            "The deployment, agreed on in December, drew criticism from Peru.",
            &[
                "MOBILIZE occurred",
                "AGREE occurred =2025-12-01",
                "ACCUSE occurred <PER",
            ],
        ),
        (
            "Ghana's president pardoned nine Malian soldiers arrested last July.",
            &["CONCEDE occurred <GHA >MLI", "COERCE occurred >MLI =2025-07-01"],
        ),
        (
            "The rebels freed two nurses they had kidnapped in January.",
            &[
                "CONCEDE occurred <rebels >nurses",
                "ASSAULT occurred <rebels =2026-01-01",
            ],
        ),
    ]);
}

#[test]
fn what_is_denied_supposed_or_talked_about_has_not_happened() {
    check(&[
        (
            "The ministry dismissed reports that it had expelled the envoy.",
            &["REJECT occurred <ministry", "SANCTION negated <ministry >envoy"],
        ),
        (
            "Had the accord been signed, both armies would have withdrawn.",
            &["AGREE hypothetical", "RETREAT hypothetical <armies"],
        ),
        (
            "There is no evidence that Peru attacked the convoy.",
            &["ASSAULT possible <PER >convoy"],
        ),
        (
            "Talks on a ceasefire failed.",
            &["CONSULT occurred", "RETREAT possible"],
        ),
    ]);
}

#[test]
fn a_day_told_in_the_past_is_over() {
    check(&[
        (
            "The president visited Tokyo on June 3.",
            &["CONSULT occurred <president >JPN =2025-06-03"],
        ),
        (
            "The president will visit Tokyo on June 3.",
            &["CONSULT planned <president >JPN =2026-06-03"],
        ),
    ]);
}

#[test]
fn a_headline_of_two_names_has_two_subjects() {
    check(&[
        (
            "Peru, Chile to meet in Lima next week",
            &["CONSULT planned <CHL <PER =2026-03-16"],
        ),
        (
            "Peru and rebels to hold peace talks in Lima",
            &["CONSULT planned <PER <rebels"],
        ),
    ]);
}

#[test]
fn neighbouring_and_divided_states_are_visited_too() {
    check(&[
        (
            "The president visited neighbouring Peru.",
            &["CONSULT occurred <president >PER"],
        ),
        (
            "The president visited divided Peru.",
            &["CONSULT occurred <president >PER"],
        ),
    ]);
}

#[test]
fn the_head_of_a_body_or_a_state_acts() {
    check(&[
        (
            "The Norwegian head of state met the Polish minister of defence.",
            &["CONSULT occurred <NOR >POL"],
        ),
        (
            "Peru's Anna Lis welcomed the Tunisian head of government to Lima on Monday.",
            &["CONSULT occurred <PER >TUN =2026-03-09"],
        ),
        (
            "The envoy for Chad, Anna Lis, welcomed the truce.",
            &["SUPPORT occurred <Anna Lis", "RETREAT occurred"],
        ),
    ]);
}
