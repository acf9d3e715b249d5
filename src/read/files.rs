//! Inputs of the pipeline file → the files behind them, sorted, each with its `source_uri`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

use rustc_hash::FxHashSet;

use super::ReadConfig;
use crate::document::SourceFormat;
use crate::error::Error;

/// One input file.
#[derive(Clone, Debug)]
pub struct SourceFile {
    pub path: PathBuf,
    pub source_uri: String,
    pub format: SourceFormat,
    pub compression: Compression,
    /// Size on disk, for the progress bar.
    pub bytes: u64,
}

/// How the bytes are packed on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compression {
    None,
    Gzip,
    Zstd,
}

/// The files behind the inputs, sorted by `source_uri`, each once even where inputs overlap.
///
/// Folders are walked to any depth; hidden files, linked folders and files of other kinds in them are
/// passed over. A `source_uri` starts with the last component of the input: `data_raw/2024/a.txt` for the
/// input `/srv/data_raw`, `a.txt` for the input `data_raw/a.txt`; for a glob with the last component
/// before its first wildcard.
///
/// # Errors
/// [`Error::Configuration`] where an input matches nothing, a file that is named has an unknown extension,
/// or two files would carry the same `source_uri`; [`Error::Io`] for a folder that cannot be listed.
pub fn find_files(config: &ReadConfig) -> Result<Vec<SourceFile>, Error> {
    if config.inputs.is_empty() {
        return Err(Error::Configuration("read.inputs names no file or folder".into()));
    }
    let mut seen = FxHashSet::default();
    let mut files: BTreeMap<String, SourceFile> = BTreeMap::new();
    for input in &config.inputs {
        for file in files_of(input)? {
            let real = fs::canonicalize(&file.path).map_err(|source| Error::io(&file.path, source))?;
            if !seen.insert(real) {
                continue;
            }
            if let Some(other) = files.insert(file.source_uri.clone(), file) {
                return Err(same_uri(&other, &files[&other.source_uri]));
            }
        }
    }
    Ok(files.into_values().collect())
}

fn same_uri(one: &SourceFile, other: &SourceFile) -> Error {
    Error::Configuration(format!(
        "{} and {} would both be `{}` in the dataset: name a common folder as the input",
        one.path.display(),
        other.path.display(),
        one.source_uri
    ))
}

/// The files of one input.
fn files_of(input: &str) -> Result<Vec<SourceFile>, Error> {
    let path = Path::new(input);
    let mut found = Vec::new();
    if path.is_dir() {
        walk(path, &last_component(path), &mut found)?;
    } else if path.exists() {
        let file = source_file(path.to_path_buf(), last_component(path))?;
        found.push(file.ok_or_else(|| unknown_extension(path))?);
    } else if input.contains(['*', '?', '[']) {
        match_glob(input, &mut found)?;
    } else {
        return Err(Error::Configuration(format!("input `{input}` does not exist")));
    }
    if found.is_empty() {
        return Err(Error::Configuration(format!(
            "input `{input}` holds no file of a known kind ({KINDS})"
        )));
    }
    Ok(found)
}

const KINDS: &str = ".txt, .html, .htm, .jsonl, .ndjson, each also with .gz or .zst";

fn unknown_extension(path: &Path) -> Error {
    Error::Configuration(format!("input `{}` is of no known kind ({KINDS})", path.display()))
}

fn walk(folder: &Path, uri: &str, found: &mut Vec<SourceFile>) -> Result<(), Error> {
    let entries = fs::read_dir(folder).map_err(|source| Error::io(folder, source))?;
    for entry in entries {
        let entry = entry.map_err(|source| Error::io(folder, source))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let path = entry.path();
        let uri = join_uri(uri, &name);
        let kind = entry.file_type().map_err(|source| Error::io(&path, source))?;
        if kind.is_dir() {
            walk(&path, &uri, found)?;
        } else if path.is_file() {
            found.extend(source_file(path, uri)?);
        }
    }
    Ok(())
}

fn match_glob(pattern: &str, found: &mut Vec<SourceFile>) -> Result<(), Error> {
    let wrong = |error: &dyn std::fmt::Display| Error::Configuration(format!("input `{pattern}`: {error}"));
    let first_wildcard = pattern.find(['*', '?', '[']).unwrap_or(pattern.len());
    let literal = &pattern[..first_wildcard];
    let root = Path::new(&literal[..literal.rfind('/').map_or(0, |slash| slash + 1)]);
    let prefix = if root.as_os_str().is_empty() {
        String::new()
    } else {
        last_component(root)
    };
    for path in glob::glob(pattern).map_err(|error| wrong(&error))? {
        let path = path.map_err(|error| wrong(&error))?;
        if !path.is_file() {
            continue;
        }
        let below = path.strip_prefix(root).unwrap_or(&path);
        let uri = below
            .components()
            .filter(|part| matches!(part, Component::Normal(_)))
            .fold(prefix.clone(), |uri, part| {
                join_uri(&uri, &part.as_os_str().to_string_lossy())
            });
        found.extend(source_file(path, uri)?);
    }
    Ok(())
}

/// The last component of a path as the file system knows it, so that `.` and `..` have a name too.
fn last_component(path: &Path) -> String {
    let name = match path.components().next_back() {
        Some(Component::Normal(name)) => Some(name.to_os_string()),
        _ => fs::canonicalize(path)
            .ok()
            .and_then(|real| real.file_name().map(ToOwned::to_owned)),
    };
    name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn join_uri(folder: &str, name: &str) -> String {
    if folder.is_empty() {
        name.to_string()
    } else {
        format!("{folder}/{name}")
    }
}

/// The file with what its name says about it; `None` for an unknown extension.
fn source_file(path: PathBuf, source_uri: String) -> Result<Option<SourceFile>, Error> {
    let Some((format, compression)) = kind_of(&source_uri) else {
        return Ok(None);
    };
    let bytes = fs::metadata(&path).map_err(|source| Error::io(&path, source))?.len();
    Ok(Some(SourceFile {
        path,
        source_uri,
        format,
        compression,
        bytes,
    }))
}

fn kind_of(name: &str) -> Option<(SourceFormat, Compression)> {
    let name = name.to_ascii_lowercase();
    let (name, compression) = if let Some(inner) = name.strip_suffix(".gz") {
        (inner, Compression::Gzip)
    } else if let Some(inner) = name.strip_suffix(".zst") {
        (inner, Compression::Zstd)
    } else {
        (name.as_str(), Compression::None)
    };
    let format = match Path::new(name).extension()?.to_str()? {
        "txt" => SourceFormat::Text,
        "html" | "htm" => SourceFormat::Html,
        "jsonl" | "ndjson" => SourceFormat::JsonLines,
        _ => return None,
    };
    Some((format, compression))
}
