//! Whole records through the cleaner: verbatim texts, faults, and bytes of any kind.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::document::{BlockKind, RecordFields, SourceFormat};
use crate::text::Span;

/// Loaded once: it takes longer than the tests.
static KB: LazyLock<Arc<KnowledgeBase>> =
    LazyLock::new(|| Arc::new(KnowledgeBase::embedded().expect("embedded lists are valid")));

fn article(format: SourceFormat, bytes: &[u8]) -> Article {
    Article {
        doc_id: "0000000000000000".into(),
        source_uri: "a".into(),
        record_index: 0,
        format,
        bytes: bytes.to_vec(),
        content: Content::Whole,
    }
}

fn record(text: &str, title: Option<&str>, date: Option<&str>) -> Article {
    let fields = RecordFields {
        title: title.map(Into::into),
        date: date.map(Into::into),
        ..RecordFields::of_text(text)
    };
    Article {
        content: Content::Fields(Box::new(fields)),
        ..article(SourceFormat::JsonLines, text.as_bytes())
    }
}

fn cleaner(verbatim: bool) -> Cleaner {
    let config = CleanConfig {
        verbatim,
        languages: Vec::new(),
        min_chars: 0,
    };
    Cleaner::new(&config, Arc::clone(&KB)).expect("embedded weights are complete")
}

/// Spans are in order and inside the text; what is traced lies inside the record.
fn check(document: &CleanDocument, record_bytes: usize) {
    let mut end = 0;
    for block in &document.blocks {
        assert!(block.span.start >= end && !block.span.is_empty());
        end = block.span.end;
        assert!(!block.span.of(&document.text).trim().is_empty());
    }
    let mut last = Span::new(0, 0);
    for (start, character) in document.text.char_indices() {
        if let Some(source) = document
            .alignment
            .source_of(Span::new(start, start + character.len_utf8()))
        {
            assert!(
                source.end as usize <= record_bytes && source.start >= last.start,
                "{source:?} after {last:?}"
            );
            last = source;
        }
    }
}

#[test]
fn verbatim_keeps_text_to_the_character() {
    let text = "  The Title \n\nBody  with\tspace.\r\n\r\n";
    let document = cleaner(true)
        .clean(record(text, Some("The Title"), Some("29 May 2025")))
        .expect("kept");
    assert_eq!(document.text, text);
    let kinds: Vec<_> = document.blocks.iter().map(|block| block.kind).collect();
    assert_eq!(kinds, [BlockKind::Title, BlockKind::Paragraph]);
    assert_eq!(document.published.expect("dated").date.to_string(), "2025-05-29");
    assert_eq!(cleaner(true).clean(record("", None, None)).expect("kept").text, "");
}

#[test]
fn rejects_carry_their_code() {
    let config = CleanConfig {
        languages: vec!["en".into()],
        ..CleanConfig::default()
    };
    let cleaner = Cleaner::new(&config, Arc::clone(&KB)).expect("embedded weights are complete");
    let code = |article| cleaner.clean(article).map(|_| ()).map_err(|rejection| rejection.code);
    let spanish = "Los dos ministros se reunieron el lunes en la capital y acordaron que las conversaciones debían \
                   continuar, aunque ninguno de ellos quiso decir cuándo será la próxima ronda de contactos.";
    assert_eq!(code(article(SourceFormat::Text, b"Short.")), Err(RejectCode::TooShort));
    assert_eq!(
        code(article(SourceFormat::Text, spanish.as_bytes())),
        Err(RejectCode::Language)
    );
    assert_eq!(
        code(article(SourceFormat::Text, b"\x89PNG\r\n\x1A\n")),
        Err(RejectCode::NotText)
    );
    assert_eq!(
        code(article(SourceFormat::Text, &[0, 1, 2, 3, b'a', 0, 0])),
        Err(RejectCode::NotText)
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_bytes_survive(bytes in proptest::collection::vec(any::<u8>(), 0..400), is_page in any::<bool>()) {
        let format = if is_page { SourceFormat::Html } else { SourceFormat::Text };
        if let Ok(document) = cleaner(false).clean(article(format, &bytes)) {
            check(&document, bytes.len());
        }
    }

    #[test]
    fn any_text_survives(text in "(\\PC|[ \\n\\t<>&;/\"=a-z]){0,300}", is_verbatim in any::<bool>()) {
        if let Ok(document) = cleaner(is_verbatim).clean(record(&text, None, None)) {
            check(&document, text.len());
            prop_assert!(!is_verbatim || document.text == text);
        }
        if let Ok(document) = cleaner(false).clean(article(SourceFormat::Html, text.as_bytes())) {
            check(&document, text.len());
        }
    }
}
