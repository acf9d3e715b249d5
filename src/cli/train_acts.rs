//! `etl train acts`: sentences with their acts → the model that says how likely words tell an act.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;

use super::train::{described, file_name, listed, write};
use super::{Outcome, print};
use crate::error::Error;
use crate::kb::KnowledgeBase;
use crate::model::Models;
use crate::model::acts::{ActModel, TASK, TEMPLATE};
use crate::train::{ActExample, ActReader, ActScores, ActTraining, ModelCard, train_acts};

/// Train the model of acts on JSON Lines: `text` and `events` (`type`, `trigger` as start and end in code points, `optional`),
/// or `text` and `acts` as `models/build/silver_acts.py` writes them.
#[derive(Args)]
pub(super) struct ActsArguments {
    /// File of sentences to learn from; may be given several times, the same file too.
    #[arg(long, value_name = "FILE", required = true)]
    data: Vec<PathBuf>,
    /// Origin and licence of a file, for the card: one for each --data, in the same order.
    #[arg(long, value_name = "TEXT")]
    origin: Vec<String>,
    /// Annotated file to measure on, and to fit the chances to; may be given several times.
    #[arg(long, value_name = "FILE")]
    dev: Vec<PathBuf>,
    /// Model file to write; the card goes beside it, with the ending `.md`.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Passes over the data.
    #[arg(long, value_name = "N", default_value_t = 4)]
    epochs: usize,
    /// Seed of the order of sentences: the same data and seed give the same bytes.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Features seen less often are left out.
    #[arg(long, value_name = "N", default_value_t = 3)]
    least: u32,
    /// Step of the first update of a weight.
    #[arg(long, value_name = "NUMBER", default_value_t = 0.05)]
    rate: f32,
    /// Share of features hidden at each look.
    #[arg(long, value_name = "SHARE", default_value_t = 0.2)]
    hidden: f32,
}

pub(super) fn train_act_model(arguments: &ActsArguments) -> Result<Outcome, Error> {
    let kb = Arc::new(KnowledgeBase::embedded()?);
    let reader = ActReader::new(&kb, Arc::new(Models::embedded()?))?;
    let mut examples: Vec<ActExample> = Vec::new();
    for path in &arguments.data {
        examples.extend(reader.read(path)?);
    }
    print(&format!("{} acts\n", examples.len()))?;
    let training = ActTraining {
        epochs: arguments.epochs,
        seed: arguments.seed,
        least: arguments.least,
        rate: arguments.rate,
        hidden: arguments.hidden,
    };
    let (scale, rows) = train_acts(&examples, &training, |epoch, loss| {
        // Progress is for a person; nobody may be listening.
        let _ = print(&format!("pass {epoch}: loss {loss:.4}\n"));
    });
    let model = ActModel::new(scale, &rows);
    let dev = arguments
        .dev
        .iter()
        .map(|path| Ok((file_name(path), reader.read(path)?)));
    let dev: Vec<(String, Vec<ActExample>)> = dev.collect::<Result<_, Error>>()?;
    let held_out: Vec<ActExample> = dev.iter().flat_map(|(_, examples)| examples).cloned().collect();
    let curve = ActScores::of(&model, &held_out).curve();
    let model = if dev.is_empty() { model } else { model.with_curve(curve) };
    let table = |examples: &[ActExample]| ActScores::of(&model, examples).to_markdown(&model);
    let scores: Vec<(String, String)> = dev.iter().map(|(name, dev)| (name.clone(), table(dev))).collect();
    let bytes = model.encode(&rows)?;
    let card = ModelCard {
        task: TASK,
        template: TEMPLATE,
        data: &described(&arguments.data, &arguments.origin),
        size: format!("{} words and phrases that rules take for acts", examples.len()),
        command: &command_of(arguments),
        bytes: bytes.len(),
        scores: &scores,
    };
    write(&arguments.out, &bytes)?;
    write(&arguments.out.with_extension("md"), card.to_markdown().as_bytes())?;
    for (name, table) in &scores {
        print(&format!("\n{name}\n{table}"))?;
    }
    print(&format!("\n{} features, {} bytes\n", rows.len(), bytes.len()))?;
    Ok(Outcome::Done)
}

/// The command that makes the same bytes again, with file names for paths.
fn command_of(arguments: &ActsArguments) -> String {
    let (data, dev) = (listed("data", &arguments.data), listed("dev", &arguments.dev));
    format!(
        "etl train {TASK}{data}{dev} --epochs {} --seed {} --least {} --rate {} --hidden {} --out {}",
        arguments.epochs,
        arguments.seed,
        arguments.least,
        arguments.rate,
        arguments.hidden,
        file_name(&arguments.out)
    )
}
