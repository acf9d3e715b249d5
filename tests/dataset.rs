//! Published datasets: the same bytes whatever the machine does, damage found, kills survived.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use support::Workplace;

/// Every file below a folder with its bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("readable").path();
        let name = path.file_name().expect("named").to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(
                files(&path)
                    .into_iter()
                    .map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)),
            );
        } else {
            found.insert(name, fs::read(&path).expect("readable"));
        }
    }
    found
}

/// Many small articles, so that several batches and lots are made.
fn write_corpus(place: &Workplace) {
    let cities = ["Oslo", "Nairobi", "Vienna", "Muscat", "Quito"];
    let line = |n: usize| {
        let city = cities[n % cities.len()];
        let day = n % 28 + 1;
        format!(
            "{{\"id\": \"c{n}\", \"date\": \"2031-03-{day:02}\", \"text\": \"Report {n}: the ministers of Norway and \
             Kenya met in {city} on 3 March. \\u201cTalks go on,\\u201d said envoy number {n}.\"}}\n"
        )
    };
    place.write("news/corpus.jsonl", &(0..1100).map(line).collect::<String>());
}

#[test]
fn threads_folder_zone_and_locale_do_not_show() {
    let place = Workplace::new();
    write_corpus(&place);
    let run = |output: &str, threads: &str| {
        place
            .etl(&["run", "--config", "p.toml", "--output", output, "--threads", threads])
            .assert()
            .success();
        files(&place.path(output).join("latest"))
    };
    let one = run("one", "1");
    assert!(one == run("two", "2"), "2 threads differ from 1");
    assert!(one == run("eight", "8"), "8 threads differ from 1");
    fs::create_dir(place.path("elsewhere")).expect("made");
    place
        .etl(&["run", "--config", "../p.toml", "--input", "../news", "--output", "out"])
        .current_dir(place.path("elsewhere"))
        .envs([
            ("TZ", "Pacific/Auckland"),
            ("LC_ALL", "tr_TR.UTF-8"),
            ("LANG", "tr_TR.UTF-8"),
        ])
        .assert()
        .success();
    assert!(
        one == files(&place.path("elsewhere/out/latest")),
        "another folder, zone and locale differ"
    );
}

#[test]
fn spilled_rows_give_the_same_tables() {
    let place = Workplace::new();
    write_corpus(&place);
    place.write(
        "spill.toml",
        &(fs::read_to_string(place.path("p.toml")).expect("there") + "[write]\nmemory_mb = 0\n"),
    );
    place
        .etl(&["run", "--config", "p.toml", "--output", "held"])
        .assert()
        .success();
    place
        .etl(&["run", "--config", "spill.toml", "--output", "spilled"])
        .assert()
        .success();
    assert!(files(&place.path("held/latest")) == files(&place.path("spilled/latest")));
}

#[test]
fn a_run_repeated_keeps_its_snapshot() {
    let place = Workplace::new();
    for _ in 0..3 {
        place.etl(&["run", "--config", "p.toml"]).assert().success();
    }
    assert_eq!(fs::read_dir(place.path("out/snapshots")).expect("a folder").count(), 1);
    place.etl(&["verify", "out"]).assert().success();
}

#[test]
fn a_damaged_snapshot_is_replaced_by_the_same_run() {
    let place = Workplace::new();
    place.etl(&["run", "--config", "p.toml"]).assert().success();
    let file = place.path("out/latest/documents/part-0.parquet");
    fs::write(file, "gone").expect("written");
    place.etl(&["verify", "out"]).assert().code(3);
    place.etl(&["run", "--config", "p.toml"]).assert().success();
    place.etl(&["verify", "out"]).assert().success();
}

#[test]
fn a_flipped_byte_of_any_file_is_found() {
    let place = Workplace::new();
    place.etl(&["run", "--config", "p.toml"]).assert().success();
    let latest = place.path("out/latest");
    let all = files(&latest);
    assert!(all.len() >= 15, "12 tables and 3 files beside them");
    for (name, bytes) in &all {
        let mut changed = bytes.clone();
        let middle = changed.len() / 2;
        changed[middle] ^= 0x20;
        fs::write(latest.join(name), &changed).expect("written");
        let output = place
            .etl(&["verify", "out"])
            .assert()
            .code(3)
            .get_output()
            .stderr
            .clone();
        let message = String::from_utf8_lossy(&output).into_owned();
        assert!(message.contains(name.as_str()), "{name} is not named in: {message}");
        fs::write(latest.join(name), bytes).expect("written");
    }
    place.etl(&["verify", "out"]).assert().success();
}

#[test]
fn a_missing_and_a_foreign_file_are_found() {
    let place = Workplace::new();
    place.etl(&["run", "--config", "p.toml"]).assert().success();
    place.write("out/latest/events/part-9.parquet", "foreign");
    place.etl(&["verify", "out"]).assert().code(3);
    fs::remove_file(place.path("out/latest/events/part-9.parquet")).expect("removed");
    fs::remove_file(place.path("out/latest/views.sql")).expect("removed");
    place.etl(&["verify", "out"]).assert().code(3);
}

/// Starts a run and kills it while it writes; whether it came to that before the run was over.
fn start_and_kill(place: &Workplace) -> bool {
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_etl"))
        .args(["run", "--config", "p.toml", "--quiet"])
        .current_dir(place.root())
        .spawn()
        .expect("started");
    while !place.path("out/.staging").exists() && child.try_wait().expect("a child").is_none() {
        std::thread::yield_now();
    }
    child.kill().expect("killed or over");
    !child.wait().expect("ended").success()
}

#[test]
fn a_killed_run_leaves_the_last_snapshot_and_no_litter() {
    let place = Workplace::new();
    place.etl(&["run", "--config", "p.toml"]).assert().success();
    let before = files(&place.path("out/latest"));
    write_corpus(&place);
    let was_killed = (0..20).any(|_| start_and_kill(&place));
    assert!(was_killed, "every run was over before it could be killed");
    assert!(before == files(&place.path("out/latest")), "the last snapshot changed");
    place.etl(&["verify", "out"]).assert().success();
    place.etl(&["run", "--config", "p.toml"]).assert().success();
    assert!(
        !place.path("out/.staging").exists(),
        "what the killed run left was not swept"
    );
    place.etl(&["verify", "out"]).assert().success();
}

#[test]
fn an_empty_input_gives_empty_tables() {
    let place = Workplace::new();
    place.write("none/empty.jsonl", "");
    place
        .etl(&["run", "--config", "p.toml", "--input", "none"])
        .assert()
        .success();
    assert_eq!(place.manifest()["records"], 0);
    assert_eq!(place.manifest()["rows"].as_object().expect("by table").len(), 12);
    place.etl(&["verify", "out"]).assert().success();
}

#[test]
fn inputs_that_would_share_their_names_are_refused() {
    let place = Workplace::new();
    place.write("a/news/x.txt", "One.");
    place.write("b/news/x.txt", "Two.");
    let inputs = ["run", "--config", "p.toml", "--input", "a/news", "--input", "b/news"];
    place.etl(&inputs).assert().code(2);
}
