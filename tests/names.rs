//! Names, roles and entities of short invented passages, through segmenter, taggers and normaliser.

mod line;

use news_etl::document::{EntityType, Mention, NormalisedDocument};
use proptest::prelude::*;

use EntityType::{Facility, GeoPolitical, Group, Location, Organisation, Person};

fn normalised(text: &str) -> NormalisedDocument {
    line::normalised(text, None)
}

fn mention<'d>(document: &'d NormalisedDocument, text: &str) -> &'d Mention {
    let found = document
        .mentions
        .iter()
        .find(|mention| document.tagged.segmented.slice(mention.span) == text);
    found.unwrap_or_else(|| panic!("no mention `{text}` among {:?}", texts(document)))
}

fn texts(document: &NormalisedDocument) -> Vec<&str> {
    document
        .mentions
        .iter()
        .map(|mention| document.tagged.segmented.slice(mention.span))
        .collect()
}

#[test]
fn names_have_their_extent_and_type() {
    let cases: &[(&str, &str, EntityType)] = &[
        ("Talks with President Henrik Vallmo went on.", "Henrik Vallmo", Person),
        ("He met Gen. Karim al-Rashdan in March.", "Karim al-Rashdan", Person),
        (
            "Reporters asked Mohammed bin Tarif about it.",
            "Mohammed bin Tarif",
            Person,
        ),
        (
            "A statement by the Russian Foreign Ministry followed.",
            "Russian Foreign Ministry",
            Organisation,
        ),
        (
            "The Ministry of Foreign Affairs and Trade denied it.",
            "Ministry of Foreign Affairs and Trade",
            Organisation,
        ),
        (
            "Officials of the Lower Vesna Water Agency resigned.",
            "Lower Vesna Water Agency",
            Organisation,
        ),
        ("Snow fell on Mount Kesper all day.", "Mount Kesper", Location),
        (
            "They landed at Velden International Airport at noon.",
            "Velden International Airport",
            Facility,
        ),
        ("The Russians left the room.", "Russians", Group),
        ("He flew to Germany on Monday.", "Germany", GeoPolitical),
        (
            "Clashes broke out in Tarvik province overnight.",
            "Tarvik",
            GeoPolitical,
        ),
    ];
    for &(text, name, entity_type) in cases {
        let document = normalised(text);
        assert_eq!(mention(&document, name).entity_type, entity_type, "{text}");
    }
}

#[test]
fn common_words_are_no_names() {
    for text in [
        "The Talks went on.",
        "Reading the paper, he asked us to stay.",
        "It is ok. Then they left, and that was it.",
    ] {
        assert!(
            normalised(text).mentions.is_empty(),
            "{text}: {:?}",
            texts(&normalised(text))
        );
    }
}

#[test]
fn roles_are_stated_beside_names_and_give_a_country() {
    let cases = [
        (
            "Iranian Foreign Minister Davud Rastin spoke.",
            "Davud Rastin",
            "Foreign Minister",
            "IRN",
        ),
        (
            "Germany's defence minister, Jonas Falkner, agreed.",
            "Jonas Falkner",
            "defence minister",
            "DEU",
        ),
        (
            "Davud Rastin, secretary of the Supreme National Security Council of Iran, agreed.",
            "Davud Rastin",
            "secretary of the Supreme National Security Council of Iran",
            "IRN",
        ),
        (
            "Deputy Secretary of the Russian Security Council Anton Melkov spoke.",
            "Anton Melkov",
            "Deputy Secretary of the Russian Security Council",
            "RUS",
        ),
        (
            "US Ambassador to Syria Robert Gantley left.",
            "Robert Gantley",
            "Ambassador to Syria",
            "USA",
        ),
    ];
    for (text, name, role, country) in cases {
        let document = normalised(text);
        let mention = mention(&document, name);
        assert_eq!(mention.role.as_deref(), Some(role), "{text}");
        assert_eq!(mention.country.as_deref(), Some(country), "{text}");
    }
}

#[test]
fn names_of_one_thing_share_an_entity() {
    let cases = [
        ("Minister Anna Velde arrived. Velde said little.", "Anna Velde", "Velde"),
        (
            "The Lake States Trade Forum (LSTF) met. The LSTF was founded in 1990.",
            "Lake States Trade Forum",
            "LSTF",
        ),
        (
            "Aides of the Security Council of Russia met. The Russian Security Council agreed.",
            "Security Council of Russia",
            "Russian Security Council",
        ),
        (
            "Sergei Orlenko arrived. Sergey Orlenko left.",
            "Sergei Orlenko",
            "Sergey Orlenko",
        ),
    ];
    for (text, one, other) in cases {
        let document = normalised(text);
        let entity = mention(&document, one).entity;
        assert!(entity.is_some(), "{text}");
        let same = document
            .mentions
            .iter()
            .filter(|mention| document.tagged.segmented.slice(mention.span) == other)
            .all(|mention| mention.entity == entity);
        mention(&document, other);
        assert!(same, "{text}");
    }
}

#[test]
fn posts_and_pronouns_mean_their_holder() {
    let text = "Foreign Minister Anna Velde arrived on Monday. She left soon. The foreign minister said little.";
    let document = normalised(text);
    let entity = mention(&document, "Anna Velde").entity;
    assert!(entity.is_some());
    assert_eq!(mention(&document, "She").entity, entity);
    assert_eq!(mention(&document, "foreign minister").entity, entity);
}

#[test]
fn places_of_one_division_speak_for_each_other() {
    let document = normalised(
        "Deputies of Henry County, Tenn., closed the road to Paris. A man of McKenzie, Tenn., was hurt. Paris police said little.",
    );
    let paris = mention(&document, "Paris").entity.expect("a place");
    assert_eq!(document.entities[paris].country.as_deref(), Some("USA"));
    let document = normalised("The talks in Paris ended. France and Germany agreed.");
    let paris = mention(&document, "Paris").entity.expect("a place");
    assert_eq!(document.entities[paris].country.as_deref(), Some("FRA"));
}

#[test]
fn short_names_of_bodies_need_their_country() {
    let linked = |text: &str| {
        let document = normalised(text);
        let entity = mention(&document, "CTS").entity;
        entity.is_some_and(|entity| document.entities[entity].id == "org:irq_cts")
    };
    assert!(linked("Officers of the CTS entered the town, Iraqi officials said."));
    assert!(!linked("Shares of CTS rose by two percent in Chicago on Monday."));
}

#[test]
fn a_place_that_opens_the_name_of_an_authority_is_a_mention_inside_it() {
    let document =
        normalised("Deputies of the Tulsa County Sheriff's Office searched a farm, said Tulsa Pipe Works Ltd.");
    let inner = mention(&document, "Tulsa County");
    assert_eq!(
        (inner.entity_type, inner.country.as_deref()),
        (GeoPolitical, Some("USA"))
    );
    assert!(
        document
            .mentions
            .iter()
            .any(|body| body.span.contains(inner.span) && body.span != inner.span)
    );
    assert!(!texts(&document).contains(&"Tulsa"), "{:?}", texts(&document));
}

#[test]
fn codes_and_currencies_name_no_country() {
    let document = normalised("Rockmill Corp <ROK> sold notes in Swiss francs, said a Swiss bank.");
    let texts = texts(&document);
    assert_eq!(mention(&document, "ROK").country, None);
    assert_eq!(
        texts.iter().filter(|text| text.contains("Swiss")).count(),
        1,
        "{texts:?}"
    );
}

#[test]
fn a_small_division_gives_a_body_no_country() {
    let document = normalised("Shares of Lac Minerals Ltd rose. Florida Water Board officials met.");
    assert_eq!(mention(&document, "Lac Minerals Ltd").country, None);
    assert_eq!(
        mention(&document, "Florida Water Board").country.as_deref(),
        Some("USA")
    );
}

#[test]
fn a_town_in_capitals_before_a_dash_is_where_the_story_was_written() {
    let document = normalised("XENIA \u{2014} The council approved the plan on Monday.");
    assert_eq!(mention(&document, "XENIA").entity_type, GeoPolitical);
}

#[test]
fn a_pronoun_without_a_plain_antecedent_is_no_mention() {
    let document = normalised("Anna Velde met Peter Orlenko. He left.");
    assert!(!texts(&document).contains(&"He"));
}

#[test]
fn who_speaks_is_not_the_pronoun_of_the_quote() {
    let document = normalised("Anna Velde met nobody. “She will go to Oslo,” Anna Velde said.");
    assert!(!texts(&document).contains(&"She"));
    let document = normalised("Peter Orlenko left. “He will go to Oslo,” Anna Velde said.");
    let entity = mention(&document, "Peter Orlenko").entity;
    assert!(entity.is_some());
    assert_eq!(mention(&document, "He").entity, entity);
}

#[test]
fn the_post_is_the_role_where_a_rank_stands_too() {
    let document = normalised("Admiral Karim Rastin, commander of the Third Fleet, spoke.");
    let role = mention(&document, "Karim Rastin").role.clone();
    assert_eq!(role.as_deref(), Some("commander of the Third Fleet"));
}

#[test]
fn two_persons_of_one_surname_stay_apart() {
    let document = normalised("Anna Velde met Peter Velde. Peter Velde left.");
    assert_ne!(
        mention(&document, "Anna Velde").entity,
        mention(&document, "Peter Velde").entity
    );
}

#[test]
fn a_shifted_text_has_shifted_names() {
    let text = "Foreign Minister Anna Velde met officials of the Russian Foreign Ministry in Germany.";
    let prefix = "It rained for days.\n\n";
    let plain = normalised(text);
    let shifted = normalised(&format!("{prefix}{text}"));
    let offset = prefix.len() as u32;
    let moved: Vec<_> = plain
        .mentions
        .iter()
        .map(|m| (m.span.start + offset, m.span.end + offset, m.entity_type))
        .collect();
    let found: Vec<_> = shifted
        .mentions
        .iter()
        .map(|m| (m.span.start, m.span.end, m.entity_type))
        .collect();
    assert_eq!(moved, found);
}

proptest! {
    #[test]
    fn any_text_gives_ascending_mentions_inside_it(text in "(Gen\\. |President |al-|Russia|[A-Z][a-z]{1,6}|[a-z ]{1,5}|[ ,.()'’\\-“”]|of |the |\\PC){0,40}") {
        let document = normalised(&text);
        let mut end = 0;
        for mention in &document.mentions {
            prop_assert!(mention.span.start >= end && mention.span.start < mention.span.end);
            prop_assert!(text.get(mention.span.range()).is_some());
            end = mention.span.end;
        }
    }
}

#[test]
fn no_part_of_a_title_is_a_person() {
    let document = normalised("Deputy Prime Minister Henrik Vallmo spoke. Georgian Prime Minister Anna Velde left.");
    let persons: Vec<&str> = texts(&document)
        .into_iter()
        .filter(|text| text.contains("Prime"))
        .collect();
    assert!(persons.is_empty(), "{persons:?}");
    assert!(
        mention(&document, "Henrik Vallmo")
            .role
            .as_deref()
            .is_some_and(|role| role.contains("Prime Minister"))
    );
}

#[test]
fn a_double_given_name_belongs_to_its_surname() {
    let document = normalised("The seat went to Kwan Cheuk-ling of the party. Later Roh Seong-hyun spoke.");
    for name in ["Kwan Cheuk-ling", "Roh Seong-hyun"] {
        assert_eq!(mention(&document, name).entity_type, Person);
    }
    let document = normalised("Talks on the Velmark Sarov-led plan failed.");
    assert!(
        !texts(&document).iter().any(|text| text.contains("led")),
        "{:?}",
        texts(&document)
    );
}

#[test]
fn a_doubtful_listed_word_after_a_capital_is_no_name_of_its_own() {
    let document = normalised("Voters of the Kowlun West seat went home.");
    assert!(!texts(&document).contains(&"West"), "{:?}", texts(&document));
    assert!(texts(&normalised("Leaders of the West met on Monday.")).contains(&"West"));
}
