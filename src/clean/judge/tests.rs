//! Flattened pages with every kind of noise, and texts that have none.

use super::*;
use crate::clean::page::Line;
use crate::clean::traced::Traced;

fn page(lines: &[&str]) -> Page {
    let line = |text: &&str| Line {
        text: Traced::copied(text, 0),
        has_gap: true,
        kind: None,
        linked_share: 0.0,
    };
    Page {
        lines: lines.iter().map(line).collect(),
        ..Page::default()
    }
}

fn judged(lines: &[&str]) -> Judgement {
    let lists = CleaningLists::embedded().expect("embedded lists are valid");
    let model = LineModel::embedded().expect("embedded weights are complete");
    judge(&page(lines), &lists, &model)
}

const BODY: [&str; 4] = [
    "The foreign ministers of the two countries met in the harbour town on Monday and agreed to open a joint office for \
     the shared river, their spokesmen said after the talks.",
    "It was the first visit of its kind in nine years, and both sides had asked for it to be kept short and without \
     speeches.",
    "A second round is planned for the autumn, when the engineers of both ministries are to bring their maps and the \
     figures for the last ten years.",
    "Neither side would say who is going to pay for the work, which has been put at 40 million.",
];

#[test]
fn a_flattened_page_loses_what_stands_around_the_article() {
    let mut lines = vec![
        "Harbour Post | News from the coast",
        "Home",
        "World",
        "Most Read",
        "Editor's Choice",
        "Delta Pact",
        "Delta Pact",
        "A treaty of five states on the use of the river, signed in the year of the flood.",
        "Red Bank",
        "Red Bank",
        "The eastern bank of the river. It has been under joint rule since the war.",
        "Coast League",
        "Coast League",
        "A union of ports that was founded by the harbour masters of six towns.",
        "Two Neighbours Open Joint River Office",
        "Monday 12 May 2031",
        "By Ana Writer",
        "Two Neighbours Open Joint River Office",
        "Related Content",
        "River Levels Fall for Third Year",
    ];
    lines.extend(BODY);
    lines.extend([
        "Help us stay online. Support the Post on Patreon!",
        "Tags :",
        "River Neighbours Ministers",
    ]);
    lines.extend([
        "Leave a comment",
        "Name :",
        "Email :",
        "Send",
        "Harbour Fire Put Out After Six Hours",
    ]);
    let judgement = judged(&lines);
    let kept: Vec<&str> = lines
        .iter()
        .zip(&judgement.verdicts)
        .filter(|(_, verdict)| matches!(verdict, Verdict::Keep(_)))
        .map(|(line, _)| *line)
        .collect();
    let mut expected = vec!["Two Neighbours Open Joint River Office"];
    expected.extend(BODY);
    assert_eq!(kept, expected);
    assert_eq!(
        judgement.title.as_deref(),
        Some("Two Neighbours Open Joint River Office")
    );
    assert_eq!(judgement.byline.as_deref(), Some("Ana Writer"));
    assert_eq!(
        judgement
            .published
            .map(|published| published.date.to_string())
            .as_deref(),
        Some("2031-05-12")
    );
    let reason = |line: &str| {
        let place = lines
            .iter()
            .position(|other| *other == line)
            .expect("line is on the page");
        judgement.verdicts[place]
    };
    assert_eq!(reason("Delta Pact"), Verdict::Drop(DropReason::Glossary));
    assert_eq!(
        reason("River Levels Fall for Third Year"),
        Verdict::Drop(DropReason::Related)
    );
    assert_eq!(reason("River Neighbours Ministers"), Verdict::Drop(DropReason::Tags));
    assert_eq!(reason("Email :"), Verdict::Drop(DropReason::Form));
    assert_eq!(reason("Monday 12 May 2031"), Verdict::Drop(DropReason::Date));
}

#[test]
fn clean_text_loses_nothing() {
    let mut lines = vec!["Two Neighbours Open Joint River Office"];
    lines.extend(BODY);
    lines.extend([
        "The minister said:",
        "We came to listen.",
        "Background",
        "Read the full text of the treaty on the web page of the ministry.",
    ]);
    let judgement = judged(&lines);
    assert!(
        judgement
            .verdicts
            .iter()
            .all(|verdict| matches!(verdict, Verdict::Keep(_))),
        "{judgement:?}"
    );
    assert_eq!(judgement.verdicts[0], Verdict::Keep(BlockKind::Title));
}

#[test]
fn residue_of_a_byline_goes() {
    let mut lines = vec!["in ,", "Two Neighbours Open Joint River Office"];
    lines.extend(BODY);
    let judgement = judged(&lines);
    assert_eq!(judgement.verdicts[0], Verdict::Drop(DropReason::Residue));
    assert_eq!(judgement.verdicts[1], Verdict::Keep(BlockKind::Title));
}

#[test]
fn a_menu_is_no_title() {
    let mut lines = vec![
        "Harbour Post | Markets | River | Places to Work",
        "Two Neighbours Open Joint River Office",
    ];
    lines.extend(BODY);
    let judgement = judged(&lines);
    assert!(matches!(judgement.verdicts[0], Verdict::Drop(_)));
    assert_eq!(judgement.verdicts[1], Verdict::Keep(BlockKind::Title));
}
