//! What trainings on annotated texts read and write: data, held-out data, the model and its card.

use std::path::{Path, PathBuf};

use clap::Args;

use super::print;
use super::train::{file_name, write};
use crate::error::Error;
use crate::train::ModelCard;

/// Options that these trainings share.
#[derive(Args)]
pub(super) struct TrainingFiles {
    /// Annotated file to learn from; may be given several times.
    #[arg(long, value_name = "FILE", required = true)]
    pub data: Vec<PathBuf>,
    /// Origin and licence of a file, for the card: one for each --data, in the same order.
    #[arg(long, value_name = "TEXT")]
    origin: Vec<String>,
    /// Annotated file to measure on, and to fit the confidence to; may be given several times.
    #[arg(long, value_name = "FILE")]
    dev: Vec<PathBuf>,
    /// Model file to write; the card goes beside it, with the ending `.md`.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

impl TrainingFiles {
    /// The held-out files by name.
    ///
    /// # Errors
    /// Those of `read`.
    pub fn read_dev<T>(&self, read: impl Fn(&Path) -> Result<T, Error>) -> Result<Vec<(String, T)>, Error> {
        let files = self.dev.iter();
        files.map(|path| Ok((file_name(path), read(path)?))).collect()
    }

    /// File names of the data with what is told of them.
    pub fn described(&self) -> Vec<String> {
        let origins = self.origin.iter().map(|origin| format!(": {origin}"));
        let origins = origins.chain(std::iter::repeat(String::new()));
        let names = self.data.iter().map(|path| file_name(path));
        names.zip(origins).map(|(name, origin)| name + &origin).collect()
    }

    /// The files read, as options of a command, with file names for paths.
    pub fn options(&self) -> String {
        let listed = |option: &str, files: &[PathBuf]| -> String {
            let names = files.iter().map(|path| file_name(path));
            names.map(|name| format!(" --{option} {name}")).collect()
        };
        listed("data", &self.data) + &listed("dev", &self.dev)
    }

    /// Writes the model and its card, and prints the scores of the card.
    ///
    /// # Errors
    /// [`Error::Io`] where a file cannot be written.
    pub fn publish(&self, card: &ModelCard<'_>, bytes: &[u8]) -> Result<(), Error> {
        write(&self.out, bytes)?;
        write(&self.out.with_extension("md"), card.to_markdown().as_bytes())?;
        for (name, scores) in card.scores {
            print(&format!("\n{name}\n{scores}"))?;
        }
        Ok(())
    }
}
