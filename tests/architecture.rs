//! Source files → breaches of the layout rules: which module may import which, how a file opens, how long it may be.

use std::fs;
use std::path::{Path, PathBuf};

/// The layers from the lowest up. A module imports only from layers below its own; modules that share a layer do not
/// import each other.
const LAYERS: [&[&str]; 11] = [
    &["text", "error", "vocabulary"],
    &["kb", "model"],
    &["document"],
    &["read", "clean", "segment", "tag", "normalise"],
    &["tables"],
    &["corpus"],
    &["write"],
    &["pipeline"],
    &["evaluate"],
    &["train"],
    &["cli"],
];

/// Sees every module: it declares them or starts the program.
const ROOTS: [&str; 2] = ["lib", "main"];

const MAX_LINES: usize = 400;

#[test]
fn modules_import_only_from_lower_layers() {
    let breaches: Vec<String> = sources("src")
        .iter()
        .flat_map(|(path, source)| import_breaches(&module_of(path), source, &path.display().to_string()))
        .collect();
    assert!(
        breaches.is_empty(),
        "imports against the layers:\n{}",
        breaches.join("\n")
    );
}

#[test]
fn every_file_says_what_it_turns_into_what() {
    let silent: Vec<String> = sources("src")
        .into_iter()
        .chain(sources("tests"))
        .chain(sources("benches"))
        .filter(|(_, source)| !opens_with_purpose(source))
        .map(|(path, _)| path.display().to_string())
        .collect();
    assert!(
        silent.is_empty(),
        "files that do not open with a `//!` sentence: {silent:?}"
    );
}

#[test]
fn no_file_is_longer_than_the_limit() {
    let long: Vec<String> = sources("src")
        .into_iter()
        .chain(sources("tests"))
        .map(|(path, source)| (path, source.lines().count()))
        .filter(|(_, lines)| *lines > MAX_LINES)
        .map(|(path, lines)| format!("{}: {lines} lines", path.display()))
        .collect();
    assert!(
        long.is_empty(),
        "split these files, the limit is {MAX_LINES} lines: {long:?}"
    );
}

#[test]
fn no_file_names_a_place_on_one_machine() {
    let tied: Vec<String> = sources("src")
        .into_iter()
        .chain(sources("tests"))
        .filter(|(path, _)| !path.ends_with("tests/architecture.rs"))
        .flat_map(|(path, source)| machine_paths(&source, &path.display().to_string()))
        .collect();
    assert!(tied.is_empty(), "absolute paths:\n{}", tied.join("\n"));
}

#[test]
fn a_planted_breach_is_found() {
    let upward = "//! Cuts.\nuse crate::pipeline::RunConfig;\n";
    assert_eq!(
        import_breaches("segment", upward, "src/segment/mod.rs"),
        ["src/segment/mod.rs:2: `segment` must not import `pipeline`"]
    );

    let sideways = "use crate::{\n    error::Error,\n    tag::{Taggers, TagConfig},\n};\n";
    assert_eq!(
        import_breaches("normalise", sideways, "a.rs"),
        ["a.rs:3: `normalise` must not import `tag`"]
    );

    let inline = "fn f() -> u8 {\n    crate::write::publish()\n}\n";
    assert_eq!(
        import_breaches("tables", inline, "b.rs"),
        ["b.rs:2: `tables` must not import `write`"]
    );

    let unplaced = "use crate::helpers::join;\n";
    assert_eq!(
        import_breaches("read", unplaced, "c.rs"),
        ["c.rs:1: `helpers` stands in no layer"]
    );
}

#[test]
fn lawful_imports_pass() {
    let source = "//! See [`crate::pipeline`].\nuse crate::document::Article;\nuse crate::text::{self, Span};\n\
                  use crate::clean::rules;\n// crate::write is higher\nconst NOTE: &str = \"crate::cli::run\";\n";
    assert_eq!(import_breaches("clean", source, "d.rs"), Vec::<String>::new());
}

#[test]
fn a_file_without_a_purpose_is_found() {
    assert!(opens_with_purpose("//! Bytes to text.\n"));
    assert!(!opens_with_purpose("use std::fs;\n"));
    assert!(!opens_with_purpose("//!\nuse std::fs;\n"));
}

#[test]
fn a_machine_path_is_found() {
    let source = format!("let a = \"{}home/ada/x\";\nlet b = \"./x\";\n", '/');
    assert_eq!(machine_paths(&source, "e.rs"), ["e.rs:1: /home/"]);
}

/// Breaches of the layers in one source file of `module`, as `file:line: sentence`.
fn import_breaches(module: &str, source: &str, file: &str) -> Vec<String> {
    if ROOTS.contains(&module) {
        return Vec::new();
    }
    let Some(own_layer) = layer_of(module) else {
        return vec![format!("{file}:1: `{module}` stands in no layer")];
    };
    let mut breaches = Vec::new();
    for (line, imported) in imports(&without_comments_and_strings(source)) {
        if imported == module {
            continue;
        }
        match layer_of(&imported) {
            None => breaches.push(format!("{file}:{line}: `{imported}` stands in no layer")),
            Some(layer) if layer >= own_layer => {
                breaches.push(format!("{file}:{line}: `{module}` must not import `{imported}`"));
            }
            Some(_) => {}
        }
    }
    breaches
}

fn layer_of(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

/// First segments of every path that starts at the crate's root, with line numbers from 1. Names in upper case are
/// re-exports of `lib.rs` (`crate::Error`) and count as the module `error`.
fn imports(source: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for root in ["crate::", "news_etl::"] {
        for (at, _) in source.match_indices(root) {
            let before = source[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '$') {
                continue;
            }
            first_segments(source, at + root.len(), &mut found);
        }
    }
    found.sort();
    found
}

/// The name at `start`, or the outermost names of the group `{…}` that starts there.
fn first_segments(source: &str, start: usize, found: &mut Vec<(usize, String)>) {
    let line_at = |at: usize| source[..at].matches('\n').count() + 1;
    if !source[start..].starts_with('{') {
        found.push((line_at(start), module_name(&source[start..])));
        return;
    }
    let mut depth = 0;
    let mut expects_name = false;
    for (offset, c) in source[start..].char_indices() {
        let at = start + offset;
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 1 && expects_name && (c.is_alphabetic() || c == '_') {
            found.push((line_at(at), module_name(&source[at..])));
            expects_name = false;
        }
        if depth == 1 && (c == ',' || (c == '{' && offset == 0)) {
            expects_name = true;
        }
    }
}

fn module_name(path: &str) -> String {
    let end = path
        .find(|c: char| !(c.is_alphanumeric() || c == '_'))
        .unwrap_or(path.len());
    let name = &path[..end];
    if name.starts_with(char::is_uppercase) {
        "error".into()
    } else {
        name.into()
    }
}

/// The source with comments and string literals blanked; line breaks stay, so that line numbers hold.
fn without_comments_and_strings(source: &str) -> String {
    let mut blanked = String::with_capacity(source.len());
    for line in source.lines() {
        let mut in_string = false;
        let mut previous = ' ';
        let code_end = line
            .find("//")
            .filter(|at| line[..*at].matches('"').count() % 2 == 0)
            .unwrap_or(line.len());
        for c in line[..code_end].chars() {
            if c == '"' && previous != '\\' && previous != '\'' {
                in_string = !in_string;
            }
            blanked.push(if in_string { ' ' } else { c });
            previous = c;
        }
        blanked.push('\n');
    }
    blanked
}

fn opens_with_purpose(source: &str) -> bool {
    source
        .lines()
        .next()
        .is_some_and(|line| line.starts_with("//! ") && line.len() > 8)
}

fn machine_paths(source: &str, file: &str) -> Vec<String> {
    let places = ["home", "root", "work", "tmp", "Users"].map(|folder| format!("/{folder}/"));
    let starts = |line: &str, place: &str| {
        line.match_indices(place)
            .any(|(at, _)| line[..at].chars().next_back().is_some_and(|c| "\"'` (".contains(c)))
    };
    source
        .lines()
        .enumerate()
        .flat_map(|(index, line)| {
            places
                .iter()
                .filter(move |place| starts(line, place))
                .map(move |place| (index, place.clone()))
        })
        .map(|(index, place)| format!("{file}:{}: {place}", index + 1))
        .collect()
}

/// The module that a file belongs to: the first component below `src`, without extension.
fn module_of(path: &Path) -> String {
    let inside = path.strip_prefix("src").expect("sources are listed below src");
    let first = inside.components().next().expect("a file has a name");
    Path::new(first.as_os_str()).with_extension("").display().to_string()
}

/// All Rust files below a folder of the package, sorted, with their text and their path from the package's root; none
/// where the folder is missing.
fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    collect(&package.join(folder), &mut found);
    found.sort();
    found
        .into_iter()
        .map(|path| {
            let source = fs::read_to_string(&path).expect("sources are UTF-8");
            (
                path.strip_prefix(package)
                    .expect("listed below the package")
                    .to_path_buf(),
                source,
            )
        })
        .collect()
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.expect("the folder can be listed").path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}
