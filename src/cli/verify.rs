//! `etl verify`: whether a published dataset is whole and keeps its contract.

use std::path::PathBuf;

use clap::Args;

use super::{Outcome, print, say};
use crate::error::Error;
use crate::write::verify;

/// Check a published dataset: digests, keys, references, offsets, counts and orders.
#[derive(Args)]
pub(super) struct VerifyArguments {
    /// Folder of the dataset: the one that holds `latest`, or a snapshot.
    #[arg(value_name = "DATASET")]
    dataset: PathBuf,
}

/// Problems told one by one; the rest are counted.
const SHOWN: usize = 50;

pub(super) fn verify(arguments: &VerifyArguments) -> Result<Outcome, Error> {
    let verdict = verify::verify(&arguments.dataset)?;
    for problem in verdict.problems.iter().take(SHOWN) {
        say(&format!("{problem}\n"));
    }
    if verdict.n_problems > SHOWN as u64 {
        say(&format!("… and {} more\n", verdict.n_problems - SHOWN as u64));
    }
    if verdict.n_problems > 0 {
        say(&format!("error: {} breaks its contract\n", arguments.dataset.display()));
        return Ok(Outcome::Damaged);
    }
    print(&format!(
        "{}: {} files, {} rows, {} documents: whole\n",
        arguments.dataset.display(),
        verdict.files,
        verdict.rows,
        verdict.documents
    ))?;
    Ok(Outcome::Done)
}
