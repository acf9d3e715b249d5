//! `etl train pos`, `etl train parser` and `etl train vectors`: treebanks and word lists → model files.

use std::path::PathBuf;

use clap::Args;

use super::train::{file_name, write};
use super::{Outcome, print};
use crate::error::Error;
use crate::evaluate::{Treebank, evaluate_trees};
use crate::model::syntax::{SyntaxModel, TASK, TEMPLATE};
use crate::model::vectors::WordVectors;
use crate::model::{ModelPaths, Models};
use crate::train::{Loss, ModelCard, Shape, SyntaxTraining, train_syntax};

/// Train the part-of-speech tagger alone, on CoNLL-U files. The model takes the parser's place and gives no trees.
#[derive(Args)]
pub(super) struct PosArguments {
    #[command(flatten)]
    training: SyntaxArguments,
}

/// Train the part-of-speech tagger and dependency parser, which share one net, on CoNLL-U files.
#[derive(Args)]
pub(super) struct SyntaxArguments {
    /// Treebank to learn from; may be given several times.
    #[arg(long, value_name = "FILE", required = true)]
    data: Vec<PathBuf>,
    /// Treebank to measure on; may be given several times.
    #[arg(long, value_name = "FILE")]
    dev: Vec<PathBuf>,
    /// Model file to write; the card goes beside it, with the ending `.md`.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Passes over the data.
    #[arg(long, value_name = "N", default_value_t = 14)]
    epochs: usize,
    /// Seed of first weights and order: the same data and seed give the same bytes.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Numbers of one direction of the encoder.
    #[arg(long, value_name = "N", default_value_t = Shape::default().width)]
    width: usize,
    /// Layers of the encoder.
    #[arg(long, value_name = "N", default_value_t = Shape::default().layers)]
    layers: usize,
    /// Numbers to which layers above the first narrow their input.
    #[arg(long, value_name = "N", default_value_t = Shape::default().squeezed)]
    narrow: usize,
    /// Numbers to which the parser narrows word vectors.
    #[arg(long, value_name = "N", default_value_t = Shape::default().slot_squeezed)]
    slot_narrow: usize,
    /// Numbers of the parser's hidden layer.
    #[arg(long, value_name = "N", default_value_t = Shape::default().hidden)]
    hidden: usize,
    /// Origin and licence of the data, for the card; may be given several times.
    #[arg(long, value_name = "TEXT")]
    credit: Vec<String>,
    /// Word vectors to use instead of those built in.
    #[arg(long, value_name = "FILE")]
    vectors: Option<PathBuf>,
    /// Word clusters to use instead of those built in.
    #[arg(long, value_name = "FILE")]
    clusters: Option<PathBuf>,
}

/// Pack word vectors: lines of a word and its numbers, whole ones from −127 to 127.
#[derive(Args)]
pub(super) struct VectorsArguments {
    /// File of words and numbers.
    #[arg(long, value_name = "FILE")]
    data: PathBuf,
    /// Model file to write.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

pub(super) fn train_tagger(arguments: &PosArguments) -> Result<Outcome, Error> {
    train(&arguments.training, false)
}

pub(super) fn train_parser(arguments: &SyntaxArguments) -> Result<Outcome, Error> {
    train(arguments, true)
}

pub(super) fn pack_vectors(arguments: &VectorsArguments) -> Result<Outcome, Error> {
    let path = &arguments.data;
    let text = std::fs::read_to_string(path).map_err(|source| Error::io(path, source))?;
    let vectors = WordVectors::parse(&text, &path.display().to_string())?;
    write(&arguments.out, &vectors.encode()?)?;
    print(&format!("{} words, {} numbers each\n", vectors.len(), vectors.width()))?;
    Ok(Outcome::Done)
}

fn train(arguments: &SyntaxArguments, with_trees: bool) -> Result<Outcome, Error> {
    let models = Models::load(&ModelPaths {
        clusters: arguments.clusters.clone(),
        vectors: arguments.vectors.clone(),
        ..ModelPaths::default()
    })?;
    let mut treebank = Treebank::default();
    for path in &arguments.data {
        treebank.sentences.extend(Treebank::read(path)?.sentences);
    }
    if treebank.sentences.is_empty() {
        return Err(Error::Configuration(
            "the treebanks hold no sentence to learn from".into(),
        ));
    }
    let dev: Vec<(String, Treebank)> = arguments
        .dev
        .iter()
        .map(|path| Ok((file_name(path), Treebank::read(path)?)))
        .collect::<Result<_, Error>>()?;
    print(&format!(
        "{} sentences, {} words\n",
        treebank.sentences.len(),
        treebank.words()
    ))?;
    let training = training(arguments, with_trees);
    let model = train_syntax(
        &treebank,
        &models.clusters,
        &models.vectors,
        &training,
        |epoch, loss, model| {
            // Progress is for a person; nobody may be listening.
            let _ = print(&progress(epoch, loss, model, &models, &dev));
        },
    );
    let scores: Vec<(String, String)> = dev
        .iter()
        .map(|(name, dev)| {
            (
                name.clone(),
                evaluate_trees(&model, models.lexicon(), dev).to_markdown(0),
            )
        })
        .collect();
    save(arguments, with_trees, &treebank, &model, &scores)?;
    Ok(Outcome::Done)
}

fn training(arguments: &SyntaxArguments, with_trees: bool) -> SyntaxTraining {
    SyntaxTraining {
        shape: Shape {
            width: arguments.width,
            layers: arguments.layers,
            squeezed: arguments.narrow,
            slot_squeezed: arguments.slot_narrow,
            hidden: arguments.hidden,
            ..Shape::default()
        },
        epochs: arguments.epochs,
        seed: arguments.seed,
        with_trees,
    }
}

fn progress(epoch: usize, loss: Loss, model: &SyntaxModel, models: &Models, dev: &[(String, Treebank)]) -> String {
    let mut text = format!(
        "pass {epoch}: loss of tags {:.0}, moves {:.0}, relations {:.0}\n",
        loss.tags, loss.moves, loss.relations
    );
    for (name, dev) in dev {
        let scores = evaluate_trees(model, models.lexicon(), dev).to_line();
        text.push_str(&format!("  {name}: {scores}\n"));
    }
    text
}

fn save(
    arguments: &SyntaxArguments,
    with_trees: bool,
    treebank: &Treebank,
    model: &SyntaxModel,
    scores: &[(String, String)],
) -> Result<(), Error> {
    let bytes = model.encode()?;
    let names = arguments.data.iter().map(|path| file_name(path));
    let data: Vec<String> = names.chain(arguments.credit.iter().cloned()).collect();
    let card = ModelCard {
        task: if with_trees { TASK } else { "pos" },
        template: TEMPLATE,
        data: &data,
        size: format!("{} sentences, {} tokens", treebank.sentences.len(), treebank.words()),
        command: &command_of(arguments, with_trees),
        bytes: bytes.len(),
        scores,
    };
    write(&arguments.out, &bytes)?;
    write(&arguments.out.with_extension("md"), card.to_markdown().as_bytes())
}

/// The command that makes the same bytes again, with file names for paths.
fn command_of(arguments: &SyntaxArguments, with_trees: bool) -> String {
    let names = arguments.data.iter().map(|path| file_name(path));
    let data: String = names.map(|name| format!(" --data {name}")).collect();
    format!(
        "etl train {}{data} --epochs {} --seed {} --width {} --layers {} --narrow {} --slot-narrow {} --hidden {} --out {}",
        if with_trees { TASK } else { "pos" },
        arguments.epochs,
        arguments.seed,
        arguments.width,
        arguments.layers,
        arguments.narrow,
        arguments.slot_narrow,
        arguments.hidden,
        file_name(&arguments.out)
    )
}
