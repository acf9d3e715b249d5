//! `etl explain`: one article through all stages, or one entity with all that was merged into it, readable.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use super::explanation::explanation;
use super::{ConfigArgument, Outcome, print};
use crate::corpus::merges_of;
use crate::document::Article;
use crate::error::{Error, Rejection};
use crate::pipeline::{Pipeline, PipelineConfig};
use crate::read;

/// Show what every stage made of one article, or why the names of one entity were merged.
///
/// `etl explain FILE[:RECORD]` runs the line on one article. `etl explain entity ID` reads the published
/// dataset and shows each merge behind `entities.canonical_id` with its reason.
#[derive(Args)]
pub(super) struct ExplainArguments {
    #[command(flatten)]
    config: ConfigArgument,
    /// File to read; in a JSON Lines file the number of the record, from 0 (`news.jsonl:12`). Or the
    /// word `entity`.
    #[arg(value_name = "FILE[:RECORD]")]
    article: String,
    /// Draw the dependency tree of every sentence, with its clauses.
    #[arg(long)]
    trees: bool,
    /// After `entity`: an id of the `entities` table.
    #[arg(value_name = "ID")]
    entity: Option<String>,
    /// After `entity`: the snapshot to read instead of the one that the pipeline file publishes.
    #[arg(long, value_name = "DIR", requires = "entity")]
    dataset: Option<PathBuf>,
}

pub(super) fn explain(arguments: &ExplainArguments) -> Result<Outcome, Error> {
    let config = arguments.config.load()?;
    if let Some(id) = &arguments.entity {
        if arguments.article != "entity" {
            let message = format!("`explain {} {id}`: one article at a time", arguments.article);
            return Err(Error::Configuration(message));
        }
        let published = || config.run.output.join("latest");
        print(&entity_page(&arguments.dataset.clone().unwrap_or_else(published), id)?)?;
        return Ok(Outcome::Done);
    }
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

fn entity_page(snapshot: &Path, id: &str) -> Result<String, Error> {
    let Some(entity) = merges_of(snapshot, id)? else {
        return Err(Error::Configuration(format!(
            "{} has no entity {id}",
            snapshot.display()
        )));
    };
    let mut page = format!("{}  {}\n", entity.canonical, entity.canonical_name);
    if entity.merges.is_empty() {
        page.push_str("   stands alone: nothing was merged with it\n");
    }
    for merge in &entity.merges {
        let _ = writeln!(
            page,
            "   {} ({}) joined {} ({})\n      {}",
            merge.joined_name, merge.joined, merge.to_name, merge.to, merge.reason
        );
    }
    Ok(page)
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
