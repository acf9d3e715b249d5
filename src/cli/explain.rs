//! `etl explain`: one article through all stages, readable.

use std::path::Path;

use clap::Args;

use super::explanation::explanation;
use super::{ConfigArgument, Outcome, print};
use crate::document::Article;
use crate::error::{Error, Rejection};
use crate::pipeline::{Pipeline, PipelineConfig};
use crate::read;

/// Show what every stage made of one article.
#[derive(Args)]
pub(super) struct ExplainArguments {
    #[command(flatten)]
    config: ConfigArgument,
    /// File to read; in a JSON Lines file the number of the record, from 0 (`news.jsonl:12`).
    #[arg(value_name = "FILE[:RECORD]")]
    article: String,
    /// Draw the dependency tree of every sentence, with its clauses.
    #[arg(long)]
    trees: bool,
}

pub(super) fn explain(arguments: &ExplainArguments) -> Result<Outcome, Error> {
    let config = arguments.config.load()?;
    let pipeline = Pipeline::new(&config)?;
    let (file, index) = place(&arguments.article);
    let text = match nth_record(file, index, config)?.and_then(|article| pipeline.process(article)) {
        Ok(document) => {
            let trees = arguments.trees.then(|| pipeline.models());
            explanation(&document, trees)
        }
        Err(rejection) => rejected(&rejection),
    };
    print(&text)?;
    Ok(Outcome::Done)
}

/// File and record number; a file whose name ends in a colon and digits is a file.
fn place(article: &str) -> (&str, usize) {
    let numbered = article
        .rsplit_once(':')
        .and_then(|(file, number)| Some((file, number.parse().ok()?)));
    match numbered {
        Some(numbered) if !Path::new(article).exists() => numbered,
        _ => (article, 0),
    }
}

fn nth_record(file: &str, index: usize, mut config: PipelineConfig) -> Result<Result<Article, Rejection>, Error> {
    config.read.inputs = vec![file.to_owned()];
    let files = read::find_files(&config.read)?;
    let mut records = read::records(files, &config.read);
    records
        .nth(index)
        .ok_or_else(|| Error::Configuration(format!("{file} has no record {index}")))
}

fn rejected(rejection: &Rejection) -> String {
    format!(
        "{}: set aside by {}: {} ({})\n",
        rejection.source_uri,
        rejection.stage.as_str(),
        rejection.message,
        rejection.code.as_str()
    )
}
