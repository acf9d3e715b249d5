//! Invented happenings, each told by two outlets, beside a look-alike that must stay apart.

use crate::column;
use crate::newsroom::{Document, Entity, Event, Newsroom};

struct Case {
    /// Three documents: two tell the happening, the third its look-alike.
    documents: [&'static str; 3],
    event_types: [&'static str; 3],
    statuses: [&'static str; 3],
    /// Days as stated; `None` where the text does not date it.
    days: [Option<i32>; 3],
    published: [i32; 3],
    towns: [Option<&'static str>; 3],
    states: [&'static [&'static str]; 3],
    sentences: [&'static str; 3],
}

const OCCURRED: [&str; 3] = ["occurred"; 3];

/// Twelve happenings: what joins and what keeps apart differs from one to the next.
const CASES: [Case; 12] = [
    Case {
        documents: ["a1", "a2", "a3"],
        event_types: ["CONSULT"; 3],
        statuses: ["planned", "occurred", "occurred"],
        days: [Some(10), Some(10), Some(24)],
        published: [7, 11, 25],
        towns: [Some("place:11"); 3],
        states: [&["NOR", "PER"]; 3],
        sentences: [
            "The fisheries ministers will meet in Tromso on anchovy quotas",
            "In Tromso the two fisheries ministers went through the anchovy quotas",
            "The fisheries ministers came to Tromso again, now on salmon licences",
        ],
    },
    Case {
        documents: ["b1", "b2", "b3"],
        event_types: ["CONSULT", "AGREE", "AGREE"],
        statuses: OCCURRED,
        days: [Some(40), Some(40), Some(40)],
        published: [41; 3],
        towns: [Some("place:12"), Some("place:12"), Some("place:13")],
        states: [&["CHL", "BOL"], &["CHL", "BOL"], &["CHL", "ARG"]],
        sentences: [
            "The presidents talked about the railway to the coast at the old customs house",
            "At the customs house the presidents signed the railway accord",
            "Customs chiefs signed a paper on lithium lorries",
        ],
    },
    Case {
        documents: ["c1", "c2", "c3"],
        event_types: ["ASSAULT"; 3],
        statuses: OCCURRED,
        days: [Some(60), Some(60), Some(62)],
        published: [60, 61, 62],
        towns: [Some("place:14"); 3],
        states: [&["MLI"]; 3],
        sentences: [
            "A lorry bomb went off at the cattle market of Gao, killing eleven herders",
            "Eleven herders died when the lorry bomb tore through the cattle market",
            "A second bomb hit the ferry landing of Gao, wounding three",
        ],
    },
    Case {
        documents: ["d1", "d2", "d3"],
        event_types: ["AID"; 3],
        statuses: OCCURRED,
        days: [Some(80), Some(80), Some(80)],
        published: [81; 3],
        towns: [None; 3],
        states: [&["DNK"], &["DNK"], &["FIN"]],
        sentences: [
            "Denmark flew blankets and water pumps to the flooded delta",
            "A Danish plane with water pumps and blankets reached the delta",
            "Finland sent tents and blankets to the flooded delta",
        ],
    },
    Case {
        documents: ["e1", "e2", "e3"],
        event_types: ["SANCTION"; 3],
        statuses: OCCURRED,
        days: [Some(100), Some(100), Some(100)],
        published: [100, 101, 101],
        towns: [None; 3],
        states: [&["CAN"], &["CAN"], &["AUS"]],
        sentences: [
            "Canada froze the accounts of nine amber traders",
            "Nine amber traders lost their Canadian accounts",
            "Australia froze the accounts of four amber traders",
        ],
    },
    Case {
        documents: ["f1", "f2", "f3"],
        event_types: ["PROTEST"; 3],
        statuses: ["planned", "occurred", "occurred"],
        days: [Some(120), Some(120), Some(127)],
        published: [118, 120, 127],
        towns: [Some("place:15"); 3],
        states: [&[]; 3],
        sentences: [
            "Beekeepers will march on the assembly in Tartu against the sugar levy",
            "Hundreds of beekeepers marched on the assembly against the sugar levy",
            "Bus drivers marched through Tartu over night shifts",
        ],
    },
    Case {
        documents: ["g1", "g2", "g3"],
        event_types: ["MOBILIZE"; 3],
        statuses: OCCURRED,
        days: [Some(140), Some(141), Some(140)],
        published: [141, 142, 142],
        towns: [Some("place:16"), Some("place:16"), Some("place:17")],
        states: [&["TCD"], &["TCD"], &["CMR"]],
        sentences: [
            "Chad moved two armoured companies to the lakeside post",
            "The two armoured companies reached the lakeside post, the army of Chad said",
            "Cameroon moved a rifle battalion to its own side of the lake",
        ],
    },
    Case {
        documents: ["h1", "h2", "h3"],
        event_types: ["COERCE"; 3],
        statuses: OCCURRED,
        days: [Some(160), Some(160), Some(171)],
        published: [160, 161, 171],
        towns: [Some("place:18"); 3],
        states: [&["GHA"]; 3],
        sentences: [
            "Officers arrested the editor of the Volta Lantern at the printing works",
            "The editor of the Volta Lantern was led from the printing works by officers",
            "Officers arrested two cocoa smugglers at the harbour",
        ],
    },
    Case {
        documents: ["i1", "i2", "i3"],
        event_types: ["RETREAT", "AGREE", "RETREAT"],
        statuses: OCCURRED,
        days: [Some(180), Some(180), Some(195)],
        published: [180, 181, 196],
        towns: [Some("place:19"); 3],
        states: [&["NPL"]; 3],
        sentences: [
            "The sixty-day truce in the terai districts took hold at dawn",
            "Both camps accepted a sixty-day truce for the terai districts",
            "Rebels left the last fort of the western hills",
        ],
    },
    Case {
        documents: ["j1", "j2", "j3"],
        event_types: ["ACCUSE", "ACCUSE", "REJECT"],
        statuses: OCCURRED,
        days: [Some(200), Some(200), Some(200)],
        published: [200, 201, 201],
        towns: [None; 3],
        states: [&["KEN", "SOM"]; 3],
        sentences: [
            "Kenya blamed Somali trawlers for the cut seabed cable",
            "Somali trawlers cut the seabed cable, Kenya charged",
            "Somalia called the charge about the seabed cable a fable",
        ],
    },
    Case {
        documents: ["k1", "k2", "k3"],
        event_types: ["CONSULT"; 3],
        statuses: OCCURRED,
        days: [Some(220), Some(220), Some(220)],
        published: [221; 3],
        towns: [None; 3],
        states: [&["JOR", "IRQ"], &["JOR", "IRQ"], &["JOR", "KWT"]],
        sentences: [
            "By telephone the ministers of Jordan and Iraq went over the pipeline dues",
            "A telephone call between Amman and Baghdad turned on pipeline dues",
            "Jordan and Kuwait spoke of pipeline dues as well",
        ],
    },
    Case {
        documents: ["l1", "l2", "l3"],
        event_types: ["CONSULT"; 3],
        statuses: ["planned", "negated", "occurred"],
        days: [Some(240), Some(240), Some(240)],
        published: [236, 240, 241],
        towns: [Some("place:20"), Some("place:20"), Some("place:21")],
        states: [&["ISL"], &["ISL"], &["IRL"]],
        sentences: [
            "The premier of Iceland is due at the geyser summit in Bergamo",
            "The premier of Iceland called off her journey to the geyser summit in Bergamo",
            "Ireland sent its premier to a butter fair",
        ],
    },
];

fn newsroom() -> Newsroom {
    let mut newsroom = Newsroom::default();
    for case in &CASES {
        for place in 0..3 {
            let document = case.documents[place];
            newsroom.documents.push(Document {
                id: document,
                published: Some(case.published[place]),
                text: format!("text of {document}"),
                ..Document::default()
            });
            newsroom.entities.extend(case.towns[place].map(|id| Entity {
                document,
                id,
                entity_type: "GPE",
                name: id,
                country: None,
            }));
            newsroom.events.push(Event {
                document,
                event_type: case.event_types[place],
                status: case.statuses[place],
                days: case.days[place].map(|day| (day, day)),
                place: case.towns[place],
                countries: case.states[place].to_vec(),
                sentence: case.sentences[place],
                ..Event::default()
            });
        }
    }
    newsroom
}

#[test]
fn reports_of_one_happening_join_and_look_alikes_stay_apart() {
    let tables = newsroom().build(0);
    let members = &tables.event_cluster_members;
    let clusters: Vec<(String, String)> = column(members, "doc_id")
        .into_iter()
        .zip(column(members, "cluster_id"))
        .collect();
    let cluster_of = |document: &str| &clusters.iter().find(|(id, _)| id == document).unwrap().1;
    let mut faults = Vec::new();
    for case in &CASES {
        let [first, second, other] = case.documents.map(cluster_of);
        if first != second {
            faults.push(format!("kept apart: {}", case.sentences[1]));
        }
        if other == first || other == second {
            faults.push(format!("joined: {}", case.sentences[2]));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_visit_called_off_has_that_as_its_status() {
    let clusters = newsroom().build(0).event_clusters;
    let ids = column(&clusters, "cluster_id");
    let place = ids.iter().position(|id| id.starts_with("happening:l1#")).unwrap();
    assert_eq!(column(&clusters, "status")[place], "negated");
}

#[test]
fn threads_do_not_show() {
    let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    let (one, three) = (
        pool(1).install(|| newsroom().build(0)),
        pool(3).install(|| newsroom().build(0)),
    );
    assert_eq!(one.event_clusters, three.event_clusters);
    assert_eq!(one.event_cluster_members, three.event_cluster_members);
}
