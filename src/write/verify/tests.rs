//! Planted faults → the problem that names them. Digests are right: only the rows are wrong.

use std::collections::BTreeMap;
use std::path::Path;

use arrow::array::RecordBatch;

use super::{Verdict, verify};
use crate::tables::{
    DocumentRow, DocumentRows, ENTITIES, EntityRow, EntityRows, MentionRow, MentionRows, PUBLISHED, Rows, SentenceRow,
    SentenceRows,
};
use crate::write::{FileEntry, InputEntry, Manifest, Provenance, TableFile};

const DOC: &str = "00000000000000aa";
const TEXT: &str = "Zoë met envoys. They talked.";

fn document() -> DocumentRow<'static> {
    DocumentRow {
        doc_id: DOC,
        source_uri: "news/a.txt",
        record_index: 0,
        source_format: "txt",
        source_digest: "xxh3-128:0",
        source_bytes: 29,
        charset: "utf-8",
        url: None,
        site: None,
        title: None,
        byline: None,
        published_at: None,
        published_date: None,
        published_precision: None,
        published_from: None,
        language: None,
        language_score: None,
        text: TEXT,
        n_chars: 28,
        n_sentences: 2,
        n_tokens: 7,
        kept_ratio: 1.0,
        flags: vec![],
    }
}

fn sentences() -> [SentenceRow<'static>; 2] {
    let first = SentenceRow {
        doc_id: DOC,
        sentence_id: "00000000000000aa#s0",
        sentence_index: 0,
        paragraph_index: 0,
        kind: "body",
        char_start: 0,
        char_end: 15,
        source_start: Some(0),
        source_end: Some(16),
        text: "Zoë met envoys.",
        n_tokens: 4,
    };
    let second = SentenceRow {
        sentence_id: "00000000000000aa#s1",
        sentence_index: 1,
        char_start: 16,
        char_end: 28,
        source_start: Some(17),
        source_end: Some(29),
        text: "They talked.",
        n_tokens: 3,
        ..first.clone()
    };
    [first, second]
}

fn mention() -> MentionRow<'static> {
    MentionRow {
        mention_id: "00000000000000aa#m0",
        doc_id: DOC,
        sentence_id: Some("00000000000000aa#s0"),
        char_start: 0,
        char_end: 3,
        text: "Zoë",
        mention_kind: "name",
        entity_type: "PER",
        entity_id: None,
        link_kind: "none",
        link_score: None,
        role: None,
        country: None,
        tagger: "test",
        score: 1.0,
    }
}

/// Writes a dataset of these rows and checks it.
fn verdict_on(documents: Vec<DocumentRow>, sentences: Vec<SentenceRow>, mentions: Vec<MentionRow>) -> Verdict {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut document_rows, mut sentence_rows, mut mention_rows) =
        (DocumentRows::default(), SentenceRows::default(), MentionRows::default());
    documents.into_iter().for_each(|row| document_rows.push(row));
    sentences.into_iter().for_each(|row| sentence_rows.push(row));
    mentions.into_iter().for_each(|row| mention_rows.push(row));
    let batches = [document_rows.finish(), sentence_rows.finish(), mention_rows.finish()];
    write_dataset(folder.path(), &batches);
    verify(folder.path()).expect("readable")
}

/// `batches` are those of the first tables; the others stay empty.
fn write_dataset(folder: &Path, batches: &[RecordBatch]) {
    let provenance = Provenance::new("sha256:c".into(), "sha256:k".into(), Vec::new());
    let files: Vec<FileEntry> = PUBLISHED
        .iter()
        .enumerate()
        .map(|(place, table)| {
            let mut file = TableFile::create(folder, table, 1, &provenance).expect("made");
            if let Some(batch) = batches.get(place) {
                file.write(batch).expect("written");
            }
            file.finish().expect("ended")
        })
        .collect();
    let records = batches[0].num_rows() as u64;
    let input = InputEntry {
        source_uri: "news/a.txt".into(),
        bytes: 29,
        records,
    };
    let mut manifest = Manifest::new(&provenance, vec![input], BTreeMap::new(), files);
    manifest.seal(Vec::new());
    std::fs::write(folder.join("manifest.json"), manifest.to_json()).expect("written");
}

fn problem(documents: Vec<DocumentRow>, sentences: Vec<SentenceRow>, mentions: Vec<MentionRow>) -> String {
    verdict_on(documents, sentences, mentions).problems.join("\n")
}

#[test]
fn a_sound_dataset_has_no_problems() {
    assert_eq!(problem(vec![document()], sentences().into(), vec![mention()]), "");
}

#[test]
fn offsets_that_do_not_fit_are_found() {
    let cases = [
        (
            MentionRow {
                char_end: 4,
                ..mention()
            },
            "0..4 of 00000000000000aa is not the row's text",
        ),
        (
            MentionRow {
                char_end: 99,
                ..mention()
            },
            "0..99 of 00000000000000aa is not in its text",
        ),
        (
            MentionRow {
                char_start: 3,
                char_end: 0,
                ..mention()
            },
            "3..0 of 00000000000000aa is not in its text",
        ),
        (
            MentionRow {
                sentence_id: Some("00000000000000aa#s1"),
                ..mention()
            },
            "names another sentence",
        ),
        (
            MentionRow {
                mention_id: "00000000000000ab#m0",
                ..mention()
            },
            "has a key of another document",
        ),
        (
            MentionRow {
                entity_id: Some("country:XXX"),
                ..mention()
            },
            "entity_id country:XXX is not in entities",
        ),
        (
            MentionRow {
                role: Some(""),
                ..mention()
            },
            "role is empty where null is meant",
        ),
        (
            MentionRow {
                entity_type: "PERSON",
                ..mention()
            },
            "mentions: entity_type has no value \"PERSON\"",
        ),
        (
            MentionRow {
                country: Some("Syria"),
                ..mention()
            },
            "mentions: country has no value \"Syria\"",
        ),
        (
            MentionRow {
                score: 1.5,
                ..mention()
            },
            "mentions: score is 1.5, not between 0 and 1",
        ),
    ];
    for (row, expected) in cases {
        let found = problem(vec![document()], sentences().into(), vec![row]);
        assert!(found.contains(expected), "{expected}: {found}");
    }
}

#[test]
fn sentences_that_do_not_tile_are_found() {
    let [first, second] = sentences();
    let cases = [
        (vec![first.clone()], "text after 15"),
        (vec![second.clone()], "text before 16"),
        (
            vec![
                first.clone(),
                SentenceRow {
                    char_start: 14,
                    text: ". They talked.",
                    ..second.clone()
                },
            ],
            "text before 14",
        ),
        (
            vec![
                first.clone(),
                SentenceRow {
                    sentence_index: 2,
                    ..second.clone()
                },
            ],
            "number 1 of",
        ),
        (
            vec![
                first.clone(),
                SentenceRow {
                    source_end: Some(30),
                    ..second.clone()
                },
            ],
            "not in its record",
        ),
        (
            vec![
                first.clone(),
                SentenceRow {
                    source_start: None,
                    ..second.clone()
                },
            ],
            "not in its record",
        ),
        (
            vec![
                first.clone(),
                SentenceRow {
                    n_tokens: 9,
                    ..second.clone()
                },
            ],
            "counts of",
        ),
        (vec![second, first], "out of order"),
    ];
    for (rows, expected) in cases {
        let found = problem(vec![document()], rows, vec![]);
        assert!(found.contains(expected), "{expected}: {found}");
    }
}

#[test]
fn keys_that_stand_twice_are_found() {
    let found = problem(
        vec![document(), document()],
        sentences().into(),
        vec![mention(), mention()],
    );
    assert!(
        found.contains("documents: doc_id 00000000000000aa stands twice"),
        "{found}"
    );
    assert!(
        found.contains("mentions: mention_id 00000000000000aa#m0 stands twice"),
        "{found}"
    );
}

#[test]
fn a_wrong_length_is_found() {
    let found = problem(
        vec![DocumentRow {
            n_chars: 27,
            ..document()
        }],
        sentences().into(),
        vec![],
    );
    assert!(found.contains("has 28 characters, not 27"), "{found}");
}

#[test]
fn counts_that_do_not_add_up_are_found() {
    let entity = |n_mentions, n_documents| EntityRow {
        entity_id: "person:zoe",
        canonical_id: "person:zoe",
        entity_type: "PER",
        name: "Zoë",
        canonical_name: "Zoë",
        aliases: vec!["Zoë"],
        kb_id: None,
        geonames_id: None,
        country: None,
        latitude: None,
        longitude: None,
        roles: Vec::new(),
        n_mentions,
        n_documents,
        first_date: None,
        last_date: None,
    };
    for (row, is_sound) in [(entity(1, 1), true), (entity(2, 1), false), (entity(1, 2), false)] {
        let (mut documents, mut texts, mut mentions, mut entities) = (
            DocumentRows::default(),
            SentenceRows::default(),
            MentionRows::default(),
            EntityRows::default(),
        );
        documents.push(document());
        sentences().into_iter().for_each(|row| texts.push(row));
        mentions.push(MentionRow {
            entity_id: Some("person:zoe"),
            link_kind: "document",
            ..mention()
        });
        entities.push(row);
        let mut batches: Vec<RecordBatch> = PUBLISHED
            .iter()
            .map(|table| RecordBatch::new_empty(table.schema()))
            .collect();
        batches[..3].clone_from_slice(&[documents.finish(), texts.finish(), mentions.finish()]);
        let place = PUBLISHED.iter().position(|table| table.name == ENTITIES.name);
        batches[place.expect("published")] = entities.finish();
        let folder = tempfile::tempdir().expect("a folder");
        write_dataset(folder.path(), &batches);
        let problems = verify(folder.path()).expect("readable").problems;
        assert_eq!(problems.is_empty(), is_sound, "{problems:?}");
    }
}
