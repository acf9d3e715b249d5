//! Packs the list files of `kb/` into one compressed file, which the program embeds.
//!
//! The pack is a zlib stream of, for every file in name order: the length of its name and the name, the length of
//! its text and the text; lengths are 32-bit little-endian counts of bytes.

use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// The folder of lists, and the part of it that only serves to make them.
const LISTS: &str = "kb";
const MAKING: &str = "kb/build";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={LISTS}");
    println!("cargo::rerun-if-changed=build.rs");
    let target = Path::new(&std::env::var("OUT_DIR")?).join("kb.pack");
    let mut pack = ZlibEncoder::new(fs::File::create(target)?, Compression::new(6));
    let mut paths = Vec::new();
    collect(Path::new(LISTS), &mut paths)?;
    let mut files = Vec::new();
    for path in paths {
        let name = path.strip_prefix(LISTS)?.iter().map(|part| part.to_string_lossy());
        files.push((name.collect::<Vec<_>>().join("/"), fs::read(&path)?));
    }
    files.sort();
    for (name, text) in &files {
        for bytes in [name.as_bytes(), text] {
            pack.write_all(&u32::try_from(bytes.len())?.to_le_bytes())?;
            pack.write_all(bytes)?;
        }
    }
    pack.finish()?;
    Ok(())
}

/// All list files of a folder and the folders in it.
fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_list = path.extension().is_some_and(|kind| kind == "csv" || kind == "toml");
        if path.is_dir() && path != Path::new(MAKING) {
            collect(&path, paths)?;
        } else if is_list {
            paths.push(path);
        }
    }
    Ok(())
}
