//! `etl explain`: one article through all stages, readable.

use clap::Args;

use super::{ConfigArgument, Outcome};
use crate::error::Error;

/// Show what every stage made of one article.
#[derive(Args)]
pub(super) struct ExplainArguments {
    #[command(flatten)]
    config: ConfigArgument,
    /// File to read; in a JSON Lines file the number of the record, from 0 (`news.jsonl:12`).
    #[arg(value_name = "FILE[:RECORD]")]
    article: String,
}

pub(super) fn explain(arguments: &ExplainArguments) -> Result<Outcome, Error> {
    let _ = (arguments.config.load()?, &arguments.article);
    Ok(Outcome::Done)
}
