//! Text → normalised document, through segmenter, taggers and normaliser with the embedded lists and models.

use std::sync::{Arc, LazyLock};

use news_etl::document::{CleanDocument, Dateline, NormalisedDocument, Published, PublishedFrom, PublishedPrecision};
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
    of_clean(CleanDocument {
        published,
        ..CleanDocument::plain(text)
    })
}

/// The document of an undated text whose head is a dateline.
#[allow(dead_code, reason = "every test that reads texts has this module")]
pub fn with_dateline(text: &str, dateline: Dateline) -> NormalisedDocument {
    of_clean(CleanDocument {
        dateline: Some(dateline),
        ..CleanDocument::plain(text)
    })
}

fn of_clean(clean: CleanDocument) -> NormalisedDocument {
    let clean = CleanDocument {
        language: Some("en".into()),
        ..clean
    };
    LINE.normaliser
        .normalise(LINE.taggers.tag(LINE.segmenter.segment(clean)))
}
