//! Reading from real files: every format and transport, limits, faults and identities.

use std::fs;
use std::io::Write;
use std::path::Path;

use proptest::prelude::*;

use super::*;
use crate::error::Error;

fn config(inputs: &[&Path]) -> ReadConfig {
    ReadConfig {
        inputs: inputs.iter().map(|path| path.display().to_string()).collect(),
        ..ReadConfig::default()
    }
}

fn read(config: &ReadConfig) -> Vec<Record> {
    records(find_files(config).expect("inputs exist"), config).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).expect("writes to memory");
    encoder.finish().expect("writes to memory")
}

fn code(record: &Record) -> Option<RejectCode> {
    record.as_ref().err().map(|rejection| rejection.code)
}

#[test]
fn reads_every_format_and_transport_in_sorted_order() {
    let folder = tempfile::tempdir().expect("temporary folder");
    let root = folder.path().join("in");
    fs::create_dir_all(root.join("sub")).expect("folder");
    fs::write(root.join("b.txt"), "Plain.").expect("file");
    fs::write(root.join("sub/a.html.gz"), gzip(b"<p>Page.")).expect("file");
    let packed = zstd::encode_all(&b"{\"text\":\"One\"}\n\n{\"text\":\"Two\"}"[..], 3).expect("packs");
    fs::write(root.join("c.ndjson.zst"), packed).expect("file");
    fs::write(root.join("picture.png"), "no").expect("file");
    fs::write(root.join(".hidden.txt"), "no").expect("file");
    let articles: Vec<Article> = read(&config(&[&root]))
        .into_iter()
        .map(|r| r.expect("readable"))
        .collect();
    let seen: Vec<_> = articles
        .iter()
        .map(|a| (a.source_uri.as_str(), a.record_index))
        .collect();
    assert_eq!(
        seen,
        [
            ("in/b.txt", 0),
            ("in/c.ndjson.zst", 0),
            ("in/c.ndjson.zst", 1),
            ("in/sub/a.html.gz", 0)
        ]
    );
    assert_eq!(articles[3].bytes, b"<p>Page.");
}

#[test]
fn a_truncated_file_keeps_the_records_before_the_fault() {
    let folder = tempfile::tempdir().expect("temporary folder");
    let path = folder.path().join("a.jsonl.gz");
    let lines: String = (0..20_000)
        .map(|n| format!("{{\"text\":\"Line {}\"}}\n", n * 7919 % 10_007))
        .collect();
    let packed = gzip(lines.as_bytes());
    fs::write(&path, &packed[..packed.len() / 2]).expect("file");
    let records = read(&config(&[&path]));
    let (last, before) = records.split_last().expect("some records");
    assert_eq!(code(last), Some(RejectCode::UnreadableFile));
    assert!(before.len() > 1000 && before.iter().all(Result::is_ok));
    let page = folder.path().join("b.txt.gz");
    fs::write(&page, &packed[..packed.len() / 2]).expect("file");
    let codes: Vec<_> = read(&config(&[&page])).iter().map(code).collect();
    assert_eq!(codes, [Some(RejectCode::UnreadableFile)]);
}

#[test]
fn bad_lines_are_set_aside_with_their_index() {
    let folder = tempfile::tempdir().expect("temporary folder");
    let path = folder.path().join("a.jsonl");
    let long = format!("{{\"text\":\"{}\"}}", "x".repeat(200));
    let lines = format!("\u{FEFF}{{\"text\":\"a\"}}\r\n\n{{broken\n{long}\n{{\"title\":\"t\"}}\n{{\"text\":\"b\"}}");
    fs::write(&path, lines).expect("file");
    let config = ReadConfig {
        max_record_bytes: 100,
        ..config(&[&path])
    };
    let records = read(&config);
    let codes: Vec<_> = records.iter().map(code).collect();
    let expected = [
        None,
        Some(RejectCode::MalformedJson),
        Some(RejectCode::TooLarge),
        Some(RejectCode::MissingText),
        None,
    ];
    assert_eq!(codes, expected);
    let indexes: Vec<_> = records
        .iter()
        .map(|record| {
            record
                .as_ref()
                .map_or_else(|rejection| rejection.record_index, |a| Some(a.record_index))
        })
        .collect();
    assert_eq!(indexes, (0..5).map(Some).collect::<Vec<_>>());
    assert_eq!(
        records[2].as_ref().expect_err("too large").source_bytes,
        Some(long.len() as i64)
    );
}

#[test]
fn identical_records_have_distinct_ids() {
    let folder = tempfile::tempdir().expect("temporary folder");
    let path = folder.path().join("a.jsonl");
    fs::write(&path, "{\"text\":\"a\"}\n{\"text\":\"a\"}\n{\"text\":\"b\"}\n").expect("file");
    let ids: std::collections::BTreeSet<_> = read(&config(&[&path]))
        .into_iter()
        .map(|record| record.expect("readable").doc_id)
        .collect();
    assert_eq!(ids.len(), 3);
}

#[test]
fn inputs_that_cannot_be_meant_are_refused() {
    let folder = tempfile::tempdir().expect("temporary folder");
    let (one, two) = (folder.path().join("one"), folder.path().join("two"));
    for side in [&one, &two] {
        fs::create_dir_all(side).expect("folder");
        fs::write(side.join("a.txt"), "Text.").expect("file");
        fs::write(side.join("a.pdf"), "no").expect("file");
    }
    let refused = |inputs: &[&Path]| matches!(find_files(&config(inputs)), Err(Error::Configuration(_)));
    assert!(refused(&[&one.join("a.txt"), &two.join("a.txt")]));
    assert!(refused(&[&one.join("a.pdf")]));
    assert!(refused(&[&one.join("missing")]));
    assert!(refused(&[&one.join("*.html")]));
    assert!(!refused(&[&one, &one.join("a.txt")]));
    let globbed = find_files(&config(&[&folder.path().join("*/a.txt")])).expect("two files");
    let uris: Vec<_> = globbed
        .iter()
        .map(|file| file.source_uri.rsplitn(3, '/').take(2).collect::<Vec<_>>())
        .collect();
    assert_eq!(uris, [["a.txt", "one"], ["a.txt", "two"]]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_are_read_or_set_aside(bytes in proptest::collection::vec(any::<u8>(), 0..600), kind in 0..5_usize) {
        let folder = tempfile::tempdir().expect("temporary folder");
        let name = ["a.txt", "a.html", "a.jsonl", "a.jsonl.gz", "a.txt.zst"][kind];
        let path = folder.path().join(name);
        fs::write(&path, &bytes).expect("file");
        let lines = bytes.split(|&b| b == b'\n').count();
        prop_assert!(read(&config(&[&path])).len() <= lines.max(1));
    }
}
