//! Twenty invented annotated sentences → a model of one's own, its card, its use in a pipeline and what `evaluate` says.

mod support;

use std::fs;

use support::Workplace;

const SENTENCES: &str = include_str!("training/names.jsonl");

/// A folder with the annotated sentences as `names.jsonl`.
fn place() -> Workplace {
    let place = Workplace::new();
    place.write("names.jsonl", SENTENCES);
    place
}

fn train(place: &Workplace, out: &str, seed: &str) -> Vec<u8> {
    let arguments = [
        "train",
        "names",
        "--data",
        "names.jsonl",
        "--origin",
        "invented, MIT",
        "--dev",
        "names.jsonl",
        "--seed",
        seed,
        "--least",
        "1",
        "--out",
        out,
    ];
    place.etl(&arguments).assert().success();
    fs::read(place.path(out)).expect("written")
}

#[test]
fn the_same_data_and_seed_give_the_same_bytes() {
    let place = place();
    let first = train(&place, "a.model", "1");
    assert!(first == train(&place, "b.model", "1"), "two runs differ");
    assert!(first != train(&place, "c.model", "2"), "the seed has no effect");
}

#[test]
fn the_card_names_data_licence_template_scores_and_command() {
    let place = place();
    train(&place, "own.model", "1");
    let parts = [
        "names.jsonl: invented, MIT",
        "20 sentences",
        "template `names-",
        "| all |",
        "etl train names --data names.jsonl --dev names.jsonl --epochs",
        "--seed 1",
    ];
    check_card(&place, "own.md", &parts);
}

fn check_card(place: &Workplace, file: &str, parts: &[&str]) {
    let card = fs::read_to_string(place.path(file)).expect("written");
    for part in parts {
        assert!(card.contains(part), "{part:?} is not in\n{card}");
    }
}

#[test]
fn a_pipeline_takes_a_model_of_ones_own() {
    let place = place();
    train(&place, "own.model", "1");
    place.write("own.toml", "[models]\nnames = \"own.model\"\n");
    let arguments = [
        "evaluate",
        "--task",
        "names",
        "--config",
        "own.toml",
        "--gold",
        "names.jsonl",
    ];
    let output = place.etl(&arguments).assert().success().get_output().stdout.clone();
    let table = String::from_utf8(output).expect("UTF-8");
    let recall = column(&table, "all", 2);
    assert!(recall >= 0.9, "{recall} of the names that it was trained on\n{table}");
}

#[test]
fn evaluate_counts_exact_spans_and_types() {
    let place = place();
    place.write(
        "gold.jsonl",
        r#"{"text": "France and Kenya met.", "entities": [{"start": 0, "end": 6, "type": "LOC"}, {"start": 11, "end": 16, "type": "ORG"}]}
{"text": "Envoys flew to Norway.", "entities": [{"start": 0, "end": 6, "type": "PER"}, {"start": 15, "end": 21, "type": "LOC"}]}
"#,
    );
    let output = place
        .etl(&["evaluate", "--task", "names", "--gold", "gold.jsonl"])
        .assert()
        .success()
        .get_output()
        .stdout
        .clone();
    let table = String::from_utf8(output).expect("UTF-8");
    let all = [1, 2, 3].map(|number| column(&table, "all", number));
    assert_eq!(all, [0.667, 0.5, 0.571], "\n{table}");
    assert_eq!(column(&table, "LOC", 1), 0.667, "\n{table}");
    assert!(table.contains("\"Kenya\" ORG → LOC"), "\n{table}");
}

#[test]
fn a_wrong_or_damaged_model_is_refused_by_name() {
    let place = place();
    let mut bytes = train(&place, "own.model", "1");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x40;
    fs::write(place.path("own.model"), bytes).expect("written");
    let refusal = |model: &str| {
        place.write("own.toml", &format!("[models]\nnames = \"{model}\"\n"));
        let arguments = [
            "evaluate",
            "--task",
            "names",
            "--config",
            "own.toml",
            "--gold",
            "names.jsonl",
        ];
        let stderr = place.etl(&arguments).assert().code(2).get_output().stderr.clone();
        String::from_utf8(stderr).expect("UTF-8")
    };
    assert!(refusal("own.model").contains("own.model: is damaged"));
    assert!(refusal("names.jsonl").contains("names.jsonl: is no model file"));
    place.write("words.tsv", "north\t5\nsouth\t5\n");
    let arguments = ["train", "clusters", "--data", "words.tsv", "--out", "words.model"];
    place.etl(&arguments).assert().success();
    assert!(refusal("words.model").contains("words.model: holds a clusters model"));
}

/// A number of a table's row.
fn column(table: &str, row: &str, number: usize) -> f64 {
    let start = format!("| {row} |");
    let line = table
        .lines()
        .find(|line| line.starts_with(&start))
        .expect("a row of that name");
    let cells: Vec<&str> = line.split('|').map(str::trim).filter(|cell| !cell.is_empty()).collect();
    cells[number].parse().expect("a number")
}

#[test]
fn weights_of_lines_are_learned_and_a_page_without_labels_is_refused() {
    let place = Workplace::new();
    let text = "The envoys met at the lake and said that they would come back with an answer in the spring.";
    let lines = format!(r#"["Home", "Sign in", "{text}", "{text}", "Share"]"#);
    place.write(
        "pages.jsonl",
        &format!(r#"{{"lines": {lines}, "keep": [0, 0, 1, 1, 0], "gap": [1, 0, 1, 0, 1]}}"#),
    );
    let arguments = |data| ["train", "lines", "--data", data, "--out", "own.csv"];
    place.etl(&arguments("pages.jsonl")).assert().success();
    let weights = fs::read_to_string(place.path("own.csv")).expect("written");
    assert!(weights.starts_with("feature,weight\nbias,"), "{weights}");
    place.write(
        "bad.jsonl",
        &format!(r#"{{"lines": {lines}, "keep": [0], "gap": [1]}}"#),
    );
    let output = place.etl(&arguments("bad.jsonl")).assert().code(2);
    let message = String::from_utf8_lossy(&output.get_output().stderr).into_owned();
    assert!(message.contains("bad.jsonl:1: `keep` and `gap`"), "{message}");
}

#[test]
fn a_parser_of_ones_own_is_trained_used_and_measured() {
    let place = Workplace::new();
    place.write("trees.conllu", include_str!("training/trees.conllu"));
    let train = [
        "train",
        "parser",
        "--data",
        "trees.conllu",
        "--dev",
        "trees.conllu",
        "--epochs",
        "4",
        "--out",
        "own.model",
    ];
    place.etl(&train).assert().success();
    let card = fs::read_to_string(place.path("own.md")).expect("written");
    assert!(card.contains("6 sentences, 44 tokens"), "{card}");
    place.write(
        "own.toml",
        "[run]\noutput = \"out\"\n[read]\ninputs = [\"news\"]\n[models]\nparser = \"own.model\"\n",
    );
    let evaluate = [
        "evaluate",
        "--task",
        "parser",
        "--gold",
        "trees.conllu",
        "--config",
        "own.toml",
    ];
    let output = place.etl(&evaluate).assert().success();
    let scores = String::from_utf8_lossy(&output.get_output().stdout).into_owned();
    assert!(scores.contains("UAS"), "{scores}");
}

const ACTS: &str = include_str!("training/acts.jsonl");

/// A folder with a model of acts of eight sentences.
fn place_with_acts(out: &str) -> Workplace {
    let place = Workplace::new();
    place.write("acts.jsonl", ACTS);
    let data = [
        "--data",
        "acts.jsonl",
        "--dev",
        "acts.jsonl",
        "--least",
        "1",
        "--epochs",
        "20",
    ];
    let arguments = [["train", "acts"].as_slice(), &data, &["--out", out]].concat();
    place.etl(&arguments).assert().success();
    place
}

#[test]
fn a_model_of_acts_comes_with_its_card_and_the_same_bytes() {
    let (one, other) = (place_with_acts("a.model"), place_with_acts("a.model"));
    let read = |place: &Workplace| fs::read(place.path("a.model")).expect("written");
    assert!(read(&one) == read(&other), "two runs differ");
    let command = "etl train acts --data acts.jsonl --dev acts.jsonl --epochs 20";
    let parts = [
        command,
        "rules take for acts",
        "template `acts-",
        "--least 1",
        "| 0.50 |",
    ];
    check_card(&one, "a.md", &parts);
}

#[test]
fn the_score_of_events_is_what_the_model_of_acts_says() {
    let place = place_with_acts("own.model");
    place.write(
        "own.toml",
        "[clean]\nmin_chars = 0\nlanguages = []\n\n[models]\nacts = \"own.model\"\n",
    );
    let score = |text: &str| {
        place.write("article.txt", text);
        let output = place.etl(&["explain", "article.txt", "--config", "own.toml"]).output();
        let told = String::from_utf8(output.expect("runs").stdout).expect("text");
        let line = told
            .lines()
            .find(|line| line.contains("= ASSAULT"))
            .unwrap_or_else(|| panic!("no event in\n{told}"));
        let (_, score) = line.rsplit_once(", ").expect("rule and score in brackets");
        score.trim_end_matches(']').parse::<f32>().expect("a number")
    };
    let (act, other) = (
        score("Soldiers attacked the village of Orlan on Monday.\n"),
        score("The rebels attacked the cheese with relish.\n"),
    );
    assert!(act > other, "{act} {other}");
}

#[test]
fn a_line_that_is_no_sentence_is_named() {
    let beyond = "{\"text\": \"a\", \"events\": [{\"type\": \"AID\", \"trigger\": [0, 9]}]}";
    for (line, what) in [
        ("{\"text\": 1}", "acts.jsonl:2"),
        (beyond, "acts.jsonl:2: act 0..9 lies outside the text"),
    ] {
        let place = Workplace::new();
        let first = ACTS.lines().next().expect("a line");
        place.write("acts.jsonl", &format!("{first}\n{line}\n"));
        let arguments = ["train", "acts", "--data", "acts.jsonl", "--out", "a.model"];
        let output = place.etl(&arguments).assert().code(2).get_output().clone();
        let message = String::from_utf8(output.stderr).expect("text");
        assert!(message.contains(what), "{message}");
    }
}
