//! The `entities` table: counts that add up to the mentions, and merges that can be explained.

mod support;

use std::collections::BTreeMap;
use std::fs::File;

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::datatypes::{Int32Type, Int64Type};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use support::Workplace;

const NEWS: &str = r#"{"id": "a", "date": "2031-05-02", "text": "Foreign Minister Wanjiru Kamau of Kenya met envoys in Oslo. Kamau said the talks were useful. The Kenyan Foreign Ministry agreed."}
{"id": "b", "date": "2031-05-09", "text": "Minister Kamau flew to Vienna. Foreign Minister Wanjiru Kamau will return to Nairobi."}
{"id": "c", "date": "2031-05-11", "text": "Wanjiru Kamau, foreign minister of Kenya, spoke in Vienna."}
"#;

fn published() -> Workplace {
    let place = Workplace::new();
    place.write("news/kenya.jsonl", NEWS);
    place.etl(&["run", "--config", "p.toml", "--quiet"]).assert().success();
    place
}

fn batches(place: &Workplace, table: &str) -> Vec<RecordBatch> {
    let folder = place.path("out/latest").join(table);
    let files = std::fs::read_dir(folder).expect("published");
    let read = |path| {
        let file = File::open(path).expect("readable");
        ParquetRecordBatchReaderBuilder::try_new(file)
            .expect("Parquet")
            .build()
            .expect("Parquet")
    };
    files
        .flat_map(|file| read(file.expect("readable").path()).map(|batch| batch.expect("a batch")))
        .collect()
}

/// Mentions, documents and mentions with a role of each entity.
#[derive(Debug, Default, PartialEq, Eq)]
struct Tally {
    mentions: i64,
    documents: i64,
    roles: i64,
}

fn counted(place: &Workplace) -> BTreeMap<String, Tally> {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let mut seen = std::collections::BTreeSet::new();
    for batch in batches(place, "mentions") {
        let text = |name: &str| batch.column_by_name(name).expect("a column").as_string::<i32>().clone();
        let (entities, documents, roles) = (text("entity_id"), text("doc_id"), text("role"));
        for row in (0..batch.num_rows()).filter(|&row| entities.is_valid(row)) {
            let tally = tallies.entry(entities.value(row).to_owned()).or_default();
            tally.mentions += 1;
            tally.documents +=
                i64::from(seen.insert((entities.value(row).to_owned(), documents.value(row).to_owned())));
            tally.roles += i64::from(roles.is_valid(row));
        }
    }
    tallies
}

#[test]
fn counts_add_up_to_the_mentions() {
    let place = published();
    let mut stated = BTreeMap::new();
    for batch in batches(&place, "entities") {
        let ids = batch.column_by_name("entity_id").expect("a column").as_string::<i32>();
        let number = |name: &str| {
            batch
                .column_by_name(name)
                .expect("a column")
                .as_primitive::<Int64Type>()
                .clone()
        };
        let roles = batch.column_by_name("roles").expect("a column").as_list::<i32>();
        for row in 0..batch.num_rows() {
            let posts = roles.value(row);
            let posts = posts.as_struct();
            let n = posts
                .column_by_name("n_mentions")
                .expect("a field")
                .as_primitive::<Int32Type>();
            let tally = Tally {
                mentions: number("n_mentions").value(row),
                documents: number("n_documents").value(row),
                roles: n.iter().flatten().map(i64::from).sum(),
            };
            stated.insert(ids.value(row).to_owned(), tally);
        }
    }
    assert!(stated.len() > 5);
    assert_eq!(stated, counted(&place));
}

#[test]
fn every_merge_is_explained() {
    let place = published();
    let explain = |id: &str| {
        let output = place
            .etl(&["explain", "--config", "p.toml", "entity", id])
            .assert()
            .success()
            .get_output()
            .clone();
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let mut merged = 0;
    for batch in batches(&place, "entities") {
        let text = |name: &str| batch.column_by_name(name).expect("a column").as_string::<i32>().clone();
        let (ids, canonical) = (text("entity_id"), text("canonical_id"));
        for row in (0..batch.num_rows()).filter(|&row| ids.value(row) != canonical.value(row)) {
            let page = explain(ids.value(row));
            assert!(
                page.starts_with(canonical.value(row)) && page.contains(ids.value(row)),
                "{page}"
            );
            assert!(page.contains("the same full name"), "{page}");
            merged += 1;
        }
    }
    assert_eq!(merged, 2, "the minister of three articles is one");
    place
        .etl(&["explain", "--config", "p.toml", "entity", "person:nobody"])
        .assert()
        .code(2);
    place
        .etl(&["explain", "--config", "p.toml", "news/story.txt", "more"])
        .assert()
        .code(2);
}

#[test]
fn lookup_answers_from_the_lists() {
    let place = Workplace::new();
    let output = place
        .etl(&["kb", "lookup", "Oslo"])
        .assert()
        .success()
        .get_output()
        .clone();
    let page = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(
        page.starts_with("1. place:3143244  Oslo") && page.contains("NOR"),
        "{page}"
    );
}
