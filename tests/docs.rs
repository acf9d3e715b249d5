//! Pages of `docs/` and facts of the program → places where a page has gone stale.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use news_etl::error::RejectCode;

#[test]
fn every_direct_dependency_has_its_sentence() {
    let manifest: toml::Table = read("Cargo.toml").parse().expect("Cargo.toml is TOML");
    let declared: BTreeSet<String> = ["dependencies", "dev-dependencies", "build-dependencies"]
        .iter()
        .filter_map(|section| manifest.get(*section)?.as_table())
        .flat_map(|section| section.keys().cloned())
        .collect();
    assert_eq!(
        first_cells(&read("docs/decisions/0001-dependencies.md")),
        declared,
        "docs/decisions/0001-dependencies.md and Cargo.toml name different crates"
    );
}

#[test]
fn every_reject_code_is_documented_and_no_other() {
    let codes: BTreeSet<String> = RejectCode::ALL.iter().map(|code| code.as_str().to_owned()).collect();
    assert_eq!(first_cells(&read("docs/rejects.md")), codes);
}

#[test]
fn decisions_are_numbered_without_a_gap() {
    let mut names: Vec<String> = fs::read_dir(package().join("docs/decisions"))
        .expect("the folder exists")
        .map(|entry| {
            entry
                .expect("it can be listed")
                .file_name()
                .into_string()
                .expect("names are UTF-8")
        })
        .collect();
    names.sort();
    for (index, name) in names.iter().enumerate() {
        let number = index + 1;
        assert!(
            name.starts_with(&format!("{number:04}-")),
            "{name} is not number {number}"
        );
        let page = read(&format!("docs/decisions/{name}"));
        assert!(
            page.starts_with(&format!("# {number}. ")),
            "{name} opens without its number"
        );
    }
}

#[test]
fn links_between_pages_lead_somewhere() {
    let mut dead = Vec::new();
    for page in pages() {
        let text = fs::read_to_string(package().join(&page)).expect("pages are UTF-8");
        let folder = page.parent().expect("a page is in a folder");
        for target in link_targets(&text) {
            if !package().join(folder).join(&target).exists() {
                dead.push(format!("{}: {target}", page.display()));
            }
        }
    }
    assert!(dead.is_empty(), "links to nothing:\n{}", dead.join("\n"));
}

#[test]
fn finds_link_targets() {
    let text = "[a](docs/a.md#part) and [b](https://x.example/b) and `[c](d)` [e](../e.md)";
    assert_eq!(link_targets(text), ["docs/a.md", "../e.md"]);
}

/// Names in backquotes that open the rows of a page's tables.
fn first_cells(page: &str) -> BTreeSet<String> {
    page.lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once("` |"))
        .map(|(name, _)| name.to_owned())
        .collect()
}

/// Files that a page links to, relative to it, without the part after `#`; code in backquotes links nowhere.
fn link_targets(text: &str) -> Vec<String> {
    let mut targets = Vec::new();
    for (at, opening) in text.match_indices("](") {
        let is_code = text[..at].matches('`').count() % 2 == 1;
        let Some((target, _)) = text[at + opening.len()..].split_once(')') else {
            continue;
        };
        let file = target.split('#').next().unwrap_or_default();
        if !is_code && !file.is_empty() && !file.contains("://") && !file.starts_with("mailto:") {
            targets.push(file.to_owned());
        }
    }
    targets
}

/// Markdown pages of the package, relative to it.
fn pages() -> Vec<PathBuf> {
    ["", "docs", "docs/decisions", "data_raw", "kb"]
        .iter()
        .filter_map(|folder| fs::read_dir(package().join(folder)).ok())
        .flatten()
        .map(|entry| entry.expect("it can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .map(|path| {
            path.strip_prefix(package())
                .expect("listed below the package")
                .to_path_buf()
        })
        .collect()
}

fn read(path: &str) -> String {
    fs::read_to_string(package().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
