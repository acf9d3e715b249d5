//! Any bytes survive the whole line, and every row made of them keeps the contract.

use news_etl::document::{Article, Content, NormalisedDocument, RecordFields, SourceFormat};
use news_etl::error::RejectCode;
use news_etl::pipeline::{Pipeline, PipelineConfig};
use news_etl::text::Span;
use proptest::prelude::*;
use std::sync::LazyLock;

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| pipeline(false));
static VERBATIM: LazyLock<Pipeline> = LazyLock::new(|| pipeline(true));

fn pipeline(verbatim: bool) -> Pipeline {
    let mut config = PipelineConfig::default();
    config.clean.verbatim = verbatim;
    config.clean.min_chars = 0;
    config.clean.languages.clear();
    Pipeline::new(&config).expect("the built-in lists are sound")
}

fn article(bytes: Vec<u8>, format: SourceFormat, content: Content) -> Article {
    Article {
        doc_id: "00000000000000aa".into(),
        source_uri: "news/a".into(),
        record_index: 0,
        format,
        bytes,
        content,
    }
}

fn json_article(text: &str) -> Article {
    let fields = RecordFields {
        date: Some("2031-05-02".into()),
        ..RecordFields::of_text(text)
    };
    article(
        text.as_bytes().to_vec(),
        SourceFormat::JsonLines,
        Content::Fields(Box::new(fields)),
    )
}

/// Words and marks that the stages look for, in any order.
fn newsy_text() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "Moscow",
        "(",
        ")",
        "Reuters",
        "-",
        "said",
        "“",
        "”",
        "\"",
        "'s",
        "President",
        "Putin",
        "U.S.",
        "met",
        "with",
        "on",
        "Friday",
        "14",
        "April",
        "2017",
        ",",
        ".",
        ".The",
        "\n",
        "\n\n",
        "118",
        "countries",
        "will",
        "not",
        "sanctions",
        "against",
        "Iran",
        "and",
        "the",
        "two",
        "’",
        "NATO",
        "é",
        "中",
        "\u{200b}",
        "last",
        "year's",
    ]);
    let gap = prop::sample::select(vec!["", " ", " ", " "]);
    prop::collection::vec((words, gap), 0..120)
        .prop_map(|pairs| pairs.into_iter().flat_map(|(word, gap)| [word, gap]).collect())
}

fn check(document: &NormalisedDocument) {
    let text = &document.tagged.segmented.clean.text;
    let mut spans: Vec<Span> = document
        .tagged
        .segmented
        .sentences
        .iter()
        .map(|sentence| sentence.span)
        .collect();
    let mut reached = 0;
    for span in &spans {
        assert!(
            text[reached..span.start as usize].trim().is_empty(),
            "text between sentences"
        );
        reached = span.end as usize;
    }
    assert!(text[reached..].trim().is_empty(), "text after the last sentence");
    spans.extend(document.mentions.iter().map(|mention| mention.span));
    spans.extend(document.times.iter().map(|time| time.span));
    spans.extend(document.quotes.iter().map(|quote| quote.span));
    spans.extend(document.events.iter().map(|event| event.span));
    for span in spans {
        assert!(
            text.get(span.range()).is_some_and(|passage| !passage.is_empty()),
            "{span:?} of {text:?}"
        );
    }
    assert!(
        document.mentions.iter().map(|mention| mention.span).is_sorted(),
        "mentions out of order"
    );
    assert!(
        document.times.iter().map(|time| time.span.start).is_sorted(),
        "times out of order"
    );
    assert!(
        document.quotes.iter().map(|quote| quote.span.start).is_sorted(),
        "quotes out of order"
    );
    assert!(
        document.events.iter().map(|event| event.span.start).is_sorted(),
        "events out of order"
    );
}

fn survives(pipeline: &Pipeline, article: Article) {
    match pipeline.process(article) {
        Ok(document) => check(&document),
        Err(rejection) => assert!(rejection.code != RejectCode::Internal, "{rejection:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_survive(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        survives(&PIPELINE, article(bytes.clone(), SourceFormat::Text, Content::Whole));
        survives(&PIPELINE, article(bytes, SourceFormat::Html, Content::Whole));
    }

    #[test]
    fn any_text_survives(text in any::<String>()) {
        survives(&VERBATIM, json_article(&text));
        survives(&PIPELINE, json_article(&text));
    }

    #[test]
    fn any_order_of_newsy_words_survives(text in newsy_text()) {
        survives(&VERBATIM, json_article(&text));
        survives(&PIPELINE, article(text.into_bytes(), SourceFormat::Text, Content::Whole));
    }

    #[test]
    fn verbatim_keeps_the_text_to_the_character(text in newsy_text()) {
        let document = VERBATIM.process(json_article(&text)).expect("nothing is set aside");
        prop_assert_eq!(&document.tagged.segmented.clean.text, &text);
    }
}
