//! Numbers in text → what they count, through segmenter and taggers.

use std::sync::Arc;

use news_etl::document::{CleanDocument, TaggedDocument};
use news_etl::kb::KnowledgeBase;
use news_etl::model::Models;
use news_etl::segment::{SegmentConfig, Segmenter};
use news_etl::tag::{TagConfig, Taggers};

/// `text|value|noun` of every quantity.
fn quantities(tagged: &TaggedDocument) -> Vec<String> {
    let show = |value: Option<i64>| value.map_or_else(|| "-".to_owned(), |value| value.to_string());
    tagged
        .quantities
        .iter()
        .map(|found| {
            format!(
                "{}|{}|{}",
                tagged.segmented.slice(found.span),
                show(found.value),
                found.noun
            )
        })
        .collect()
}

#[test]
fn counts_what_numbers_count() {
    let kb = Arc::new(KnowledgeBase::embedded().expect("the embedded lists are valid"));
    let segmenter = Segmenter::new(&SegmentConfig::default(), Arc::clone(&kb));
    let taggers = Taggers::new(
        &TagConfig::default(),
        kb,
        Arc::new(Models::embedded().expect("the embedded models are valid")),
    )
    .expect("the embedded lists are valid");
    let cases: &[(&str, &[&str])] = &[
        ("In all 118 countries took part.", &["118 countries|118|country"]),
        (
            "Envoys of over 100 countries came.",
            &["over 100 countries|100|country"],
        ),
        ("Dozens of states sent envoys.", &["Dozens of states|-|state"]),
        ("Two Israeli soldiers were hurt.", &["Two Israeli soldiers|2|soldier"]),
        ("At least 1,200 people fled.", &["At least 1,200 people|1200|person"]),
        (
            "Some two hundred and ten gunmen fled.",
            &["Some two hundred and ten gunmen|210|gunman"],
        ),
        (
            "Between them 10 to 15 civilians died.",
            &["10 to 15 civilians|10|civilian"],
        ),
        ("Only one soldier was hurt.", &["one soldier|1|soldier"]),
        (
            "Hundreds of thousands of protesters marched.",
            &["Hundreds of thousands of protesters|-|protester"],
        ),
        ("It cost $5 million and rose 12%.", &[]),
        ("They met for three days in 2017.", &[]),
        ("Two were killed.", &[]),
    ];
    for (text, expected) in cases {
        let tagged = taggers.tag(segmenter.segment(CleanDocument::plain(text)));
        assert_eq!(&quantities(&tagged), expected, "{text}");
    }
}
