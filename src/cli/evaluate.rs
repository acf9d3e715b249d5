//! `etl evaluate`: annotated texts → how well the line does on them.

use std::fmt::Write;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{ConfigArgument, Outcome, print};
use crate::error::Error;
use crate::evaluate::{AnnotatedCorpus, NameReport, Treebank, evaluate_names, evaluate_trees};
use crate::pipeline::Pipeline;

/// Measure the line on annotated texts: precision, recall and F1 by type, confusion, the most frequent errors.
#[derive(Args)]
pub(super) struct EvaluateArguments {
    #[command(flatten)]
    config: ConfigArgument,
    /// What to measure.
    #[arg(long, value_enum)]
    task: Task,
    /// Annotated file: JSON Lines or IOB2 for names, CoNLL-U for tags and trees.
    #[arg(long, value_name = "FILE")]
    gold: PathBuf,
    /// Errors to list.
    #[arg(long, value_name = "N", default_value_t = 20)]
    errors: usize,
}

#[derive(Clone, Copy, ValueEnum)]
enum Task {
    /// Names, exact span and type.
    Names,
    /// Parts of speech, on the treebank's own words.
    Pos,
    /// Dependency trees with the tags found, on the treebank's own words.
    Parser,
}

pub(super) fn evaluate(arguments: &EvaluateArguments) -> Result<Outcome, Error> {
    let mut config = arguments.config.load()?;
    config.clean.verbatim = true;
    config.clean.languages.clear();
    let pipeline = Pipeline::new(&config)?;
    let text = match arguments.task {
        Task::Names => {
            let corpus = AnnotatedCorpus::read(&arguments.gold)?;
            describe(&evaluate_names(&pipeline, &corpus)?, arguments.errors)
        }
        Task::Pos | Task::Parser => {
            let (models, treebank) = (pipeline.models(), Treebank::read(&arguments.gold)?);
            evaluate_trees(&models.syntax, models.lexicon(), &treebank).to_markdown(arguments.errors)
        }
    };
    print(&text)?;
    Ok(Outcome::Done)
}

fn describe(report: &NameReport, errors: usize) -> String {
    let mut text = report.scores.to_markdown();
    // Writing to a string cannot fail.
    let _ = writeln!(text, "\n| annotated | found | names |\n|---|---|---|");
    for ((annotated, found), count) in &report.confusion {
        let _ = writeln!(text, "| {annotated} | {found} | {count} |");
    }
    let _ = writeln!(text, "\nmost frequent errors");
    for (error, count) in report.errors.iter().take(errors) {
        let _ = writeln!(text, "{count:5}  {error}");
    }
    text
}
