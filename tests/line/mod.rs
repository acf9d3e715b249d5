//! Text → normalised document, through segmenter, taggers and normaliser with the embedded lists and models.

use std::sync::{Arc, LazyLock};

use news_etl::document::{CleanDocument, NormalisedDocument, Published, PublishedFrom, PublishedPrecision};
use news_etl::kb::KnowledgeBase;
use news_etl::model::Models;
use news_etl::normalise::Normaliser;
use news_etl::segment::Segmenter;
use news_etl::tag::Taggers;

struct Line {
    segmenter: Segmenter,
    taggers: Taggers,
    normaliser: Normaliser,
}

static LINE: LazyLock<Line> = LazyLock::new(|| {
    let kb = Arc::new(KnowledgeBase::embedded().expect("the embedded lists are valid"));
    let models = Arc::new(Models::embedded().expect("the embedded models are valid"));
    Line {
        segmenter: Segmenter::new(&Default::default(), kb.clone()),
        taggers: Taggers::new(&Default::default(), kb.clone(), models).expect("the embedded lists are valid"),
        normaliser: Normaliser::new(&Default::default(), kb).expect("the embedded lists are valid"),
    }
});

/// The document of a text, published on an ISO date where one is given.
pub fn normalised(text: &str, published: Option<&str>) -> NormalisedDocument {
    let published = published.map(|date| Published {
        date: date.parse().expect("an ISO date"),
        instant: None,
        precision: PublishedPrecision::Day,
        from: PublishedFrom::Metadata,
    });
    let clean = CleanDocument {
        published,
        language: Some("en".into()),
        ..CleanDocument::plain(text)
    };
    LINE.normaliser
        .normalise(LINE.taggers.tag(LINE.segmenter.segment(clean)))
}
