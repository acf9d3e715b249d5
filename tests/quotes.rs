//! Invented passages → who is quoted with which words, and which quotation marks hold no speech.

use std::sync::Arc;

use news_etl::document::{Block, BlockKind, CleanDocument, QuoteKind};
use news_etl::kb::KnowledgeBase;
use news_etl::model::Models;
use news_etl::segment::{SegmentConfig, Segmenter};
use news_etl::tag::{TagConfig, Taggers};
use news_etl::text::Span;

/// Kind, content and speaker of every quote of a text whose paragraphs stand between empty lines.
fn quotes(text: &str) -> Vec<(QuoteKind, String, Option<String>)> {
    let kb = Arc::new(KnowledgeBase::embedded().expect("the embedded lists are valid"));
    let segmenter = Segmenter::new(&SegmentConfig::default(), Arc::clone(&kb));
    let taggers = Taggers::new(
        &TagConfig::default(),
        kb,
        Arc::new(Models::embedded().expect("the embedded models are valid")),
    )
    .expect("the embedded lists are valid");
    let tagged = taggers.tag(segmenter.segment(document(text)));
    let slice = |span: Span| span.of(text).to_owned();
    let quotes = tagged.quotes.iter();
    quotes
        .map(|quote| (quote.kind, slice(quote.span), quote.speaker.map(slice)))
        .collect()
}

fn document(text: &str) -> CleanDocument {
    let mut blocks = Vec::new();
    let mut start = 0;
    for part in text.split("\n\n") {
        let span = Span::new(start, start + part.len());
        blocks.push(Block {
            span,
            kind: BlockKind::Paragraph,
        });
        start += part.len() + 2;
    }
    CleanDocument {
        blocks,
        ..CleanDocument::plain(text)
    }
}

fn speakers(text: &str) -> Vec<String> {
    quotes(text).into_iter().filter_map(|(_, _, speaker)| speaker).collect()
}

#[test]
fn a_post_in_apposition_speaks_for_its_bearer() {
    let cases = [
        "In March the Secretary of the Security Council of Kenya, Amina Odhiambo, said that the port would open soon.",
        "Amina Odhiambo, economic adviser to the Kenyan president, defended the plan, saying: \u{201c}The port will open \
         soon and nobody will be turned away from it.\u{201d}",
    ];
    for text in cases {
        let speakers: Vec<_> = quotes(text).into_iter().map(|(_, _, speaker)| speaker).collect();
        assert_eq!(speakers, [Some("Amina Odhiambo".to_owned())], "{text}");
    }
}

#[test]
fn a_post_behind_somebody_met_is_another_speaker() {
    let text = "The minister held talks in Lima with Chancellor Amina Odhiambo, a Treasury spokesman said.";
    assert_eq!(speakers(text), ["Treasury spokesman"]);
}

#[test]
fn finds_the_speaker_behind_and_before() {
    assert_eq!(
        speakers("“We will keep the bridge open,” Karim Haddad said on Monday."),
        ["Karim Haddad"]
    );
    assert_eq!(
        speakers("Karim Haddad said: “We will keep the bridge open.”"),
        ["Karim Haddad"]
    );
    assert_eq!(
        speakers("\"We will keep the bridge open,\" said Karim Haddad."),
        ["Karim Haddad"]
    );
}

#[test]
fn carries_the_speaker_to_the_rest_of_a_broken_quotation() {
    let found = speakers("“We will keep it open,” Karim Haddad said. “Nobody wants it closed again.”");
    assert_eq!(found, ["Karim Haddad", "Karim Haddad"]);
}

#[test]
fn tells_reported_clauses_from_quotations() {
    let found = quotes("Officials in Accra said that the talks had failed.");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].0, QuoteKind::Indirect);
    assert!(found[0].1.contains("the talks had failed"));
    let found = quotes("The bridge is closed, according to the ministry.");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].1, "The bridge is closed");
}

#[test]
fn who_is_told_is_no_part_of_what_is_said() {
    let found = quotes("Lena Novak told reporters on Tuesday: “He will fly to Accra.”");
    let said = (
        QuoteKind::Direct,
        "He will fly to Accra.".to_owned(),
        Some("Lena Novak".to_owned()),
    );
    assert_eq!(found, [said]);
    let found = quotes("Lena Novak told lawmakers after a cabinet meeting that the talks had failed.");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].1, "that the talks had failed");
}

#[test]
fn leaves_titles_out() {
    assert!(quotes("The club presented a report entitled “A Bridge for the Valley.”").is_empty());
}

#[test]
fn quotes_statements_without_marks() {
    let found = quotes("Foreign Minister Karim Haddad said:\n\nWe welcome the reopening of the bridge.");
    let statement = found
        .iter()
        .find(|(_, content, _)| content == "We welcome the reopening of the bridge.");
    assert!(
        statement.is_some_and(|(kind, _, speaker)| *kind == QuoteKind::Direct && speaker.is_some()),
        "{found:?}"
    );
}

#[test]
fn takes_the_subject_of_a_reported_clause_for_no_listener() {
    let cases = [
        ("Karim Haddad said Syria was ready.", "Syria was ready"),
        ("Karim Haddad said he may travel to Oman.", "he may travel to Oman"),
        (
            "Karim Haddad says there are no plans to meet.",
            "there are no plans to meet",
        ),
        (
            "Karim Haddad said closing the bridge was wrong.",
            "closing the bridge was wrong",
        ),
        (
            "Karim Haddad told Lena Novak the bridge was open.",
            "the bridge was open",
        ),
    ];
    for (text, content) in cases {
        let found = quotes(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(
            (found[0].1.as_str(), found[0].2.as_deref()),
            (content, Some("Karim Haddad"))
        );
    }
}

#[test]
fn some_verbs_report_only_with_that() {
    assert!(quotes("Karim Haddad found a house that was being sold.").is_empty());
    assert!(quotes("Karim Haddad held talks that were described as useful.").is_empty());
    assert_eq!(quotes("Karim Haddad found that the house was being sold.").len(), 1);
}

#[test]
fn a_heading_or_a_line_before_tells_who_speaks_below() {
    let cases = [
        (
            "Statement by Secretary of State Amina Odhiambo on the truce in Togo\n\nI welcome the truce in Togo.\n\n\
             We will help all who return to their homes.",
            vec!["Amina Odhiambo"; 2],
        ),
        (
            "After the talks, Foreign Secretary Tom Harwood said:\n\n\u{201c}The army must leave the town. Nobody else \
             will bring peace to it.\n\n\u{201c}We will not look away.\u{201d}",
            vec!["Tom Harwood"; 2],
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(speakers(text), expected, "{text}");
    }
}

#[test]
fn who_speaks_without_a_name_is_told_in_full() {
    let cases = [
        ("A NATO spokesman says troops searched the house.", "NATO spokesman"),
        (
            "A spokesman for the Kenyan embassy said the man was abducted.",
            "spokesman for the Kenyan embassy",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(speakers(text), [expected], "{text}");
    }
}
