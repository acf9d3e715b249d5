//! `etl train acts`: sentences with their acts → the model that says how likely words tell an act.

use std::sync::Arc;

use clap::Args;

use super::train::file_name;
use super::training_files::TrainingFiles;
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
    #[command(flatten)]
    files: TrainingFiles,
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
    for path in &arguments.files.data {
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
    let dev = arguments.files.read_dev(|path| reader.read(path))?;
    let held_out: Vec<ActExample> = dev.iter().flat_map(|(_, examples)| examples).cloned().collect();
    let curve = ActScores::of(&model, &held_out).curve();
    let model = if dev.is_empty() { model } else { model.with_curve(curve) };
    let table = |examples: &[ActExample]| ActScores::of(&model, examples).to_markdown(&model);
    let scores: Vec<(String, String)> = dev.iter().map(|(name, dev)| (name.clone(), table(dev))).collect();
    let bytes = model.encode(&rows)?;
    let card = ModelCard {
        task: TASK,
        template: TEMPLATE,
        data: &arguments.files.described(),
        size: format!("{} words and phrases that rules take for acts", examples.len()),
        command: &command_of(arguments),
        bytes: bytes.len(),
        scores: &scores,
    };
    arguments.files.publish(&card, &bytes)?;
    print(&format!("\n{} features, {} bytes\n", rows.len(), bytes.len()))?;
    Ok(Outcome::Done)
}

/// The command that makes the same bytes again, with file names for paths.
fn command_of(arguments: &ActsArguments) -> String {
    format!(
        "etl train {TASK}{} --epochs {} --seed {} --least {} --rate {} --hidden {} --out {}",
        arguments.files.options(),
        arguments.epochs,
        arguments.seed,
        arguments.least,
        arguments.rate,
        arguments.hidden,
        file_name(&arguments.files.out)
    )
}
