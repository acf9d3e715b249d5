//! Reprints are found whatever was put around them or cut; stories that share background are not.

use news_etl::corpus::CorpusTables;

use crate::column;
use crate::newsroom::{Document, Newsroom};

const LEAD: &str = "The harbour council of Port Amsel voted on Tuesday night to close the old ferry pier, after \
    engineers warned that two of its nine pillars could give way in the first storm of the winter. ";
const REACTION: &str = "Fishermen who keep their boats at the pier said that nobody had asked them. Ruta Belling, \
    whose family has sold smoked eel there since 1911, called the vote a scandal and promised to go to court. ";
const BACKGROUND: &str = "The pier was built by prisoners in 1894 and rebuilt twice, the last time with money from a \
    fund for regions that had lost their shipyards. About four hundred people cross from it every day. ";
const NEXT: &str = "A judge in Lindau has now told the council to wait. In a ruling of eleven pages she wrote that \
    the warning of the engineers had been read to the members only after the vote, which the rules do not allow. ";
const AFTER: &str = "The council may appeal within ten days. Its speaker said that no ship would land in the \
    meantime, and that the insurers would not hear of it in any case. ";

fn newsroom(texts: &[(&'static str, i32, String)]) -> Newsroom {
    let document = |(id, published, text): &(&'static str, i32, String)| Document {
        id,
        published: Some(*published),
        text: text.clone(),
        ..Document::default()
    };
    Newsroom {
        documents: texts.iter().map(document).collect(),
        ..Newsroom::default()
    }
}

/// `(document, representative, kind)` of every row.
fn rows(tables: &CorpusTables) -> Vec<(String, String, String)> {
    let batch = &tables.duplicates;
    let columns = [
        column(batch, "doc_id"),
        column(batch, "representative_doc_id"),
        column(batch, "kind"),
    ];
    let [ids, representatives, kinds] = columns;
    ids.into_iter()
        .zip(representatives)
        .zip(kinds)
        .map(|((a, b), c)| (a, b, c))
        .collect()
}

fn row(id: &str, representative: &str, kind: &str) -> (String, String, String) {
    (id.into(), representative.into(), kind.into())
}

#[test]
fn equal_words_are_exact_and_the_first_published_stands_for_them() {
    let story = format!("{LEAD}{REACTION}");
    let tables = newsroom(&[
        ("a", 5, story.clone()),
        ("b", 3, story.to_uppercase()),
        ("c", 4, NEXT.into()),
    ])
    .build(1);
    assert_eq!(rows(&tables), [row("a", "b", "exact"), row("b", "b", "exact")]);
}

#[test]
fn a_new_headline_a_cut_and_a_frame_are_near() {
    let story = format!("{LEAD}{REACTION}{BACKGROUND}");
    let texts = [
        ("a", 1, story.clone()),
        ("b", 2, format!("Storm fears shut Amsel pier. {story}")),
        ("c", 2, format!("{LEAD}{BACKGROUND}")),
        (
            "d",
            3,
            format!("{story} Sign up for our letter. You have two free stories left this month, dear reader."),
        ),
    ];
    let expected = [
        row("a", "a", "exact"),
        row("b", "a", "near"),
        row("c", "a", "near"),
        row("d", "a", "near"),
    ];
    assert_eq!(rows(&newsroom(&texts).build(1)), expected);
}

#[test]
fn a_follow_up_with_the_same_background_is_no_reprint() {
    let texts = [
        ("a", 1, format!("{LEAD}{REACTION}{BACKGROUND}")),
        ("b", 9, format!("{NEXT}{AFTER}{BACKGROUND}")),
    ];
    assert_eq!(newsroom(&texts).build(1).duplicates.num_rows(), 0);
}

#[test]
fn a_short_item_inside_a_long_story_is_no_reprint() {
    let long = format!("{LEAD}{REACTION}{NEXT}{AFTER}{BACKGROUND}");
    let texts = [("a", 1, BACKGROUND[..100].to_owned()), ("b", 2, long)];
    assert_eq!(newsroom(&texts).build(1).duplicates.num_rows(), 0);
}

#[test]
fn documents_without_words_are_not_copies_of_each_other() {
    let texts = [("a", 1, String::new()), ("b", 2, "– – –".to_owned())];
    assert_eq!(newsroom(&texts).build(1).duplicates.num_rows(), 0);
}
