//! `etl train lines`: pages with labelled lines → the weights of the line model.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use clap::Args;

use super::train::write;
use super::{Outcome, print};
use crate::error::Error;
use crate::kb::CleaningLists;
use crate::train::{LinePage, train_lines};

/// Train the model that tells article from page furniture on JSON Lines: `lines`, `keep` and `gap` (1 where a blank line
/// stands before the line), one value a line, and optionally `title_lines`, places of lines to learn nothing from.
#[derive(Args)]
pub(super) struct LinesArguments {
    /// Pages to learn from.
    #[arg(long, value_name = "FILE")]
    data: PathBuf,
    /// File of weights to write.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Penalty of the squares of the weights.
    #[arg(long, value_name = "NUMBER", default_value_t = 1.0)]
    penalty: f64,
}

pub(super) fn train_line_model(arguments: &LinesArguments) -> Result<Outcome, Error> {
    let pages = read_pages(&arguments.data)?;
    let lines: usize = pages.iter().map(|page| page.lines.len()).sum();
    print(&format!("{} pages, {lines} lines\n", pages.len()))?;
    let model = train_lines(&pages, &CleaningLists::embedded()?, arguments.penalty);
    write(&arguments.out, model.to_csv().as_bytes())?;
    Ok(Outcome::Done)
}

fn read_pages(path: &Path) -> Result<Vec<LinePage>, Error> {
    let file = File::open(path).map_err(|source| Error::io(path, source))?;
    let mut pages = Vec::new();
    for (number, line) in BufReader::new(file).lines().enumerate() {
        let line = line.map_err(|source| Error::io(path, source))?;
        let fault = |what: String| Error::Configuration(format!("{}:{}: {what}", path.display(), number + 1));
        let page: LinePage = serde_json::from_str(&line).map_err(|error| fault(error.to_string()))?;
        if !page.is_complete() {
            return Err(fault("`keep` and `gap` need a value for each line".into()));
        }
        pages.push(page);
    }
    Ok(pages)
}
