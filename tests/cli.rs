//! The program as a user runs it: messages, exit codes, published folders; each test in a folder of its own.

mod support;

use std::fs;

use support::Workplace;

#[test]
fn run_publishes_a_dataset_that_verifies() {
    let place = Workplace::new();
    let output = place
        .etl(&["run", "--config", "p.toml"])
        .assert()
        .success()
        .get_output()
        .stdout
        .clone();
    let table = String::from_utf8(output).expect("UTF-8");
    assert!(table.contains("records read") && table.contains("MB/s"), "{table}");
    let manifest = place.manifest();
    assert_eq!(manifest["records"], 5);
    assert_eq!(manifest["documents"], 4);
    assert_eq!(manifest["rejects"]["malformed_json"], 1);
    assert_eq!(manifest["rows"]["documents"], 4);
    assert_eq!(manifest["inputs"].as_array().expect("a list").len(), 2);
    place.etl(&["verify", "out"]).assert().success();
    place.etl(&["verify", "out/latest"]).assert().success();
}

#[test]
fn run_says_its_figures_as_json_and_nothing_when_quiet() {
    let place = Workplace::new();
    let json = place
        .etl(&["run", "--config", "p.toml", "--json"])
        .assert()
        .success()
        .get_output()
        .stdout
        .clone();
    let figures: serde_json::Value = serde_json::from_slice(&json).expect("JSON");
    assert_eq!(figures["records"], 5);
    assert_eq!(figures["rejects"]["malformed_json"], 1);
    assert!(figures["stage_seconds"]["clean"].is_number());
    place
        .etl(&["run", "--config", "p.toml", "--quiet"])
        .assert()
        .success()
        .stdout("")
        .stderr("");
}

#[test]
fn more_rejects_than_allowed_exit_1_with_the_dataset_published() {
    let place = Workplace::new();
    place
        .etl(&["run", "--config", "p.toml", "--max-reject-rate", "0.1"])
        .assert()
        .code(1);
    place.etl(&["verify", "out"]).assert().success();
}

#[test]
fn a_mistyped_key_exits_2_with_its_place_and_the_nearest_key() {
    let place = Workplace::new();
    place.write("typo.toml", "[run]\n\n[clean]\nmin_char = 3\n");
    for command in ["check", "run"] {
        let output = place
            .etl(&[command, "--config", "typo.toml"])
            .assert()
            .code(2)
            .get_output()
            .stderr
            .clone();
        let message = String::from_utf8(output).expect("UTF-8");
        assert!(
            message.contains("typo.toml:4:1") && message.contains("did you mean `min_chars`?"),
            "{message}"
        );
    }
    assert!(!place.path("out").exists());
}

#[test]
fn wrong_usage_exits_2() {
    let place = Workplace::new();
    for arguments in [
        &["run", "--config", "absent.toml"][..],
        &["run", "--config", "p.toml", "--input", "absent"],
        &["run", "--config", "p.toml", "--max-reject-rate", "7"],
        &["run", "--config", "p.toml", "--threads", "many"],
        &["explain", "news/wire.jsonl:99"],
        &["unheard-of"],
        &[],
    ] {
        place.etl(arguments).assert().code(2);
    }
}

#[test]
fn a_dataset_that_is_none_exits_3() {
    let place = Workplace::new();
    place.etl(&["verify", "news"]).assert().code(3);
    place.write("taken", "a file where the output folder should be");
    place
        .etl(&["run", "--config", "p.toml", "--output", "taken"])
        .assert()
        .code(3);
}

#[test]
fn a_second_run_in_the_same_folder_exits_4() {
    let place = Workplace::new();
    fs::create_dir_all(place.path("out")).expect("made");
    let lock = fs::File::create(place.path("out/.lock")).expect("made");
    lock.lock().expect("free");
    place.etl(&["run", "--config", "p.toml"]).assert().code(4);
    drop(lock);
    place.etl(&["run", "--config", "p.toml"]).assert().success();
}

#[test]
fn check_reads_no_article() {
    let place = Workplace::new();
    let output = place
        .etl(&["check", "--config", "p.toml"])
        .assert()
        .success()
        .get_output()
        .stdout
        .clone();
    assert!(String::from_utf8(output).expect("UTF-8").contains("2 files"));
    assert!(!place.path("out").exists());
}

#[test]
fn explain_shows_sentences_and_rejections() {
    let place = Workplace::new();
    let explain = |article: &str| {
        let output = place
            .etl(&["explain", "--config", "p.toml", article])
            .assert()
            .success()
            .get_output()
            .clone();
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let page = explain("news/wire.jsonl:1");
    assert!(page.contains("Envoys met in Oslo") && page.contains("s0"), "{page}");
    assert!(explain("news/wire.jsonl:2").contains("malformed_json"));
}

#[test]
fn a_reader_that_closes_the_pipe_is_no_error() {
    let place = Workplace::new();
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_etl"))
        .arg("schema")
        .current_dir(place.root())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("started");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("ended");
    assert!(output.status.success());
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn schema_is_printed_in_every_format() {
    let place = Workplace::new();
    let schema = |format: &str| {
        let output = place
            .etl(&["schema", "--format", format])
            .assert()
            .success()
            .get_output()
            .stdout
            .clone();
        String::from_utf8(output).expect("UTF-8")
    };
    assert!(schema("md").starts_with("# Data dictionary"));
    assert!(schema("sql").contains("CREATE TABLE event_participants"));
    let json: serde_json::Value = serde_json::from_str(&schema("json")).expect("JSON");
    assert_eq!(json["tables"].as_array().expect("a list").len(), 12);
}
