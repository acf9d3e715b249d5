//! Cases and properties of the whole segmenter.

use std::sync::{Arc, LazyLock};

use proptest::prelude::*;

use super::{SegmentConfig, Segmenter};
use crate::document::{Block, BlockKind, CleanDocument, SegmentedDocument, SentenceKind};
use crate::kb::KnowledgeBase;
use crate::text::Span;

fn document(text: &str, blocks: Vec<Block>) -> CleanDocument {
    CleanDocument {
        blocks,
        ..CleanDocument::plain(text)
    }
}

fn segmenter() -> Segmenter {
    static KB: LazyLock<Arc<KnowledgeBase>> = LazyLock::new(|| Arc::new(KnowledgeBase::embedded().unwrap()));
    Segmenter::new(&SegmentConfig::default(), Arc::clone(&KB))
}

fn segment(text: &str) -> SegmentedDocument {
    let whole = Block {
        span: Span::new(0, text.len()),
        kind: BlockKind::Paragraph,
    };
    segmenter().segment(document(text, vec![whole]))
}

fn words(text: &str) -> String {
    let segmented = segment(text);
    let words: Vec<&str> = (0..segmented.tokens.len()).map(|token| segmented.word(token)).collect();
    words.join(" ")
}

fn sentences(text: &str) -> Vec<String> {
    let segmented = segment(text);
    segmented
        .sentences
        .iter()
        .map(|s| segmented.slice(s.span).to_owned())
        .collect()
}

#[test]
fn cuts_tokens() {
    let cases = [
        ("They don't know Iran's plan.", "They do n't know Iran 's plan ."),
        (
            "We can’t, won’t; I'm sure they'll.",
            "We ca n’t , wo n’t ; I 'm sure they 'll .",
        ),
        ("The ministers' cannot-do list", "The ministers ' can not - do list"),
        (
            "U.S. and E.U. envoys met at 5 p.m. on Jan. 3.",
            "U.S. and E.U. envoys met at 5 p.m. on Jan. 3 .",
        ),
        (
            "Mr. Smith paid $1,200.50 (about €1,100).",
            "Mr. Smith paid $ 1,200.50 ( about € 1,100 ) .",
        ),
        ("A US$5bn deal, 12% more", "A US$ 5bn deal , 12 % more"),
        (
            "The S-400 and F-16s, a 24-hour truce",
            "The S-400 and F-16s , a 24 - hour truce",
        ),
        (
            "a co-founder of the non-aligned pro-Russian bloc",
            "a co-founder of the non-aligned pro - Russian bloc",
        ),
        (
            "from 2011-2015, July 17-20, 2017-04-14",
            "from 2011 - 2015 , July 17 - 20 , 2017-04-14",
        ),
        (
            "See https://example.com/a_(b)?c=1. Now",
            "See https://example.com/a_(b)?c=1 . Now",
        ),
        (
            "Mail jo.doe@example.org or read Example.com/news.",
            "Mail jo.doe@example.org or read Example.com/news .",
        ),
        ("this year.The US said", "this year . The US said"),
        ("in the U.S.Senate", "in the U.S. Senate"),
        ("wait... what?! No…", "wait ... what ?! No …"),
        (
            "AT&T, O'Neill, Sana'a and the '90s",
            "AT&T , O'Neill , Sana'a and the '90s",
        ),
        ("at 10am on the 14th in the 1990s", "at 10 am on the 14th in the 1990s"),
        ("“Yes,” he said", "“ Yes , ” he said"),
        ("``Yes,'' he said -- twice", "`` Yes , '' he said -- twice"),
    ];
    for (text, expected) in cases {
        assert_eq!(words(text), expected);
    }
}

#[test]
fn cuts_sentences() {
    let cases: &[(&str, &[&str])] = &[
        ("The envoy left. Talks go on.", &["The envoy left.", "Talks go on."]),
        (
            "Talks end this year.The US will attend.",
            &["Talks end this year.", "The US will attend."],
        ),
        (
            "He met Gen. Ann B. Doe in the U.S. Senate.",
            &["He met Gen. Ann B. Doe in the U.S. Senate."],
        ),
        (
            "He lives in the U.S. He likes it.",
            &["He lives in the U.S.", "He likes it."],
        ),
        (
            "“We will go. We must go,” she said.",
            &["“We will go.", "We must go,” she said."],
        ),
        (
            "“Why now?” Mr. Doe asked. He left.",
            &["“Why now?” Mr. Doe asked.", "He left."],
        ),
        ("“Why now?” she asked.", &["“Why now?” she asked."]),
        (
            "It failed (twice.) Then it worked.",
            &["It failed (twice.)", "Then it worked."],
        ),
        ("Read Example.com today. Go.", &["Read Example.com today.", "Go."]),
        (
            "Doe Inc. said no. The rest agreed.",
            &["Doe Inc. said no.", "The rest agreed."],
        ),
        (
            "Resolution No. 5 passed. No. 6 failed.",
            &["Resolution No. 5 passed.", "No. 6 failed."],
        ),
        (
            "At 5 p.m. the talks ended. On Jan. 3 they resume.",
            &["At 5 p.m. the talks ended.", "On Jan. 3 they resume."],
        ),
        (
            "He waited ... and left. So it goes…",
            &["He waited ... and left.", "So it goes…"],
        ),
        (
            "The truce holds.[3] Aid comes in.",
            &["The truce holds.[3]", "Aid comes in."],
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(&sentences(text), expected);
    }
}

#[test]
fn blank_lines_and_short_lines_end_sentences() {
    let text = "Envoys meet in Vienna again\n\nThe talks resumed on Monday\n\nFirst item\nSecond item";
    assert_eq!(
        sentences(text),
        [
            "Envoys meet in Vienna again",
            "The talks resumed on Monday",
            "First item",
            "Second item"
        ]
    );
}

#[test]
fn hard_wrapped_lines_do_not_end_sentences() {
    let text = "    VIENNA, Jan 3 - Envoys of several states met in the capital\n\
                yesterday to look for an end of the dispute, the Foreign\n\
                Ministry said, adding that the next round would take place in\n\
                Geneva.\n    The Swiss government confirmed that it was ready to host a\n\
                meeting, and named no date.\n";
    let found = sentences(text);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].ends_with("Geneva."));
    assert!(found[1].starts_with("The Swiss"));
}

#[test]
fn titles_are_headlines() {
    let text = "Envoys meet in Vienna\n\nThe talks resumed.";
    let blocks = vec![
        Block {
            span: Span::new(0, 21),
            kind: BlockKind::Title,
        },
        Block {
            span: Span::new(23, text.len()),
            kind: BlockKind::Paragraph,
        },
    ];
    let segmented = segmenter().segment(document(text, blocks));
    let kinds: Vec<_> = segmented.sentences.iter().map(|s| s.kind).collect();
    assert_eq!(kinds, [SentenceKind::Headline, SentenceKind::Body]);
    assert!(segmented.paragraphs[0].is_heading);
}

#[test]
fn finds_quotations() {
    let cases: &[(&str, &[(&str, bool)])] = &[
        ("“We go,” she said. “Now.”", &[("We go,", false), ("Now.", false)]),
        ("\"We go,\" she said. \"Now.\"", &[("We go,", false), ("Now.", false)]),
        ("He said 'we can't go' and left.", &[("we can't go", false)]),
        (
            "“It was ‘a mistake’, he told me.”",
            &[("It was ‘a mistake’, he told me.", false), ("a mistake", false)],
        ),
        ("«Da», said the envoy", &[("Da", false)]),
        ("``Go,'' he said", &[("Go,", false)]),
        ("The ministers' plan isn't the union's.", &[]),
        (
            "“We go on.\n\n“And we stay.”",
            &[("We go on.", true), ("And we stay.", false)],
        ),
        ("\"We go on.", &[("We go on.", true)]),
    ];
    for (text, expected) in cases {
        let segmented = segment(text);
        let found: Vec<_> = segmented
            .quotations
            .iter()
            .map(|q| (segmented.slice(q.inner), q.is_open))
            .collect();
        assert_eq!(&found, expected, "{text}");
    }
}

/// Words, marks and gaps of news text, in any order: likelier to reach the rules than raw Unicode.
fn news_like() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "The",
        "talks",
        "U.S.",
        "Mr.",
        "Jan.",
        "3",
        "1,200",
        "2017-04-14",
        "don't",
        "’s",
        "'",
        "\"",
        "“",
        "”",
        "‘",
        "’",
        ".",
        "?",
        "!",
        "...",
        "…",
        "(",
        ")",
        "[",
        "]",
        "-",
        "--",
        ",",
        ":",
        " ",
        " ",
        "\n",
        "\n\n",
        "    ",
        "é",
        "北京",
        "😀",
        "\u{200B}",
        "\u{301}",
        "a@b.org",
        "http://x.y",
        "Example.com",
        "$",
        "@",
        "p.m.",
        "\u{A0}",
        "I.",
        "'90s",
    ]);
    prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat())
}

/// Every character that is no white space is in exactly one token, sentence and paragraph.
fn check_tiling(segmented: &SegmentedDocument) {
    let text = segmented.text();
    let solid = |spans: Vec<Span>| -> String {
        spans.windows(2).for_each(|pair| assert!(pair[0].end <= pair[1].start));
        spans.into_iter().map(|span| span.of(text)).collect()
    };
    let bare = |text: String| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
    let expected = bare(text.to_owned());
    assert_eq!(solid(segmented.tokens.iter().map(|t| t.span).collect()), expected);
    assert_eq!(
        bare(solid(segmented.sentences.iter().map(|s| s.span).collect())),
        expected
    );
    assert_eq!(
        bare(solid(segmented.paragraphs.iter().map(|p| p.span).collect())),
        expected
    );
    let mut next = 0;
    for sentence in &segmented.sentences {
        assert_eq!(sentence.tokens.start, next);
        next = sentence.tokens.end;
        assert!(
            segmented.paragraphs[sentence.paragraph as usize]
                .span
                .contains(sentence.span)
        );
        assert_eq!(segmented.tokens_in(sentence.span), sentence.tokens);
    }
    assert_eq!(next, segmented.tokens.len());
    for quotation in &segmented.quotations {
        assert!(quotation.span.contains(quotation.inner));
        assert!(text.get(quotation.inner.range()).is_some());
    }
}

proptest! {
    #[test]
    fn tiles_any_text(text in "\\PC{0,200}") {
        check_tiling(&segment(&text));
    }

    #[test]
    fn tiles_news_like_text(text in news_like()) {
        check_tiling(&segment(&text));
    }

    #[test]
    fn spans_shift_with_the_text(text in news_like()) {
        let lead = "Envoys met in Vienna on Monday to talk about nothing at all.\n\n";
        let alone = segment(&text);
        let shifted = segment(&format!("{lead}{text}"));
        let skipped = segment(lead).tokens.len();
        let moved: Vec<_> = shifted.tokens[skipped..].iter().map(|t| (t.span.start - lead.len() as u32, t.folded)).collect();
        let expected: Vec<_> = alone.tokens.iter().map(|t| (t.span.start, t.folded)).collect();
        prop_assert_eq!(moved, expected);
    }
}
