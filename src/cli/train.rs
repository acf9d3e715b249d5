//! `etl train`: annotated texts → a model file with its card.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, Subcommand, ValueEnum};

use super::train_acts::{ActsArguments, train_act_model};
use super::train_lines::{LinesArguments, train_line_model};
use super::train_syntax::{PosArguments, SyntaxArguments, VectorsArguments, pack_vectors, train_parser, train_tagger};
use super::{Outcome, print};
use crate::error::Error;
use crate::evaluate::{AnnotatedCorpus, Scores};
use crate::kb::KnowledgeBase;
use crate::model::names::{TASK, TEMPLATE};
use crate::model::syntax::Lexicon;
use crate::model::{ModelPaths, Models, clusters::WordClusters};
use crate::train::{ModelCard, NameReader, NameTraining, Outcome as FoundName, Source, fit_confidence, train_names};

/// Train a model on annotated texts.
#[derive(Args)]
pub(super) struct TrainArguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    Names(NamesArguments),
    Acts(ActsArguments),
    Lines(LinesArguments),
    Pos(PosArguments),
    Parser(SyntaxArguments),
    Clusters(ClustersArguments),
    Vectors(VectorsArguments),
}

/// Train the name tagger on JSON Lines (`text`, `entities` with `start`, `end` in code points and `type`)
/// or IOB2 files.
#[derive(Args)]
struct NamesArguments {
    /// Annotated file to learn from; may be given several times.
    #[arg(long, value_name = "FILE", required = true)]
    data: Vec<PathBuf>,
    /// Origin and licence of a file, for the card: one for each --data, in the same order.
    #[arg(long, value_name = "TEXT")]
    origin: Vec<String>,
    /// Annotated file to measure on, and to fit the confidence to; may be given several times.
    #[arg(long, value_name = "FILE")]
    dev: Vec<PathBuf>,
    /// Model file to write; the card goes beside it, with the ending `.md`.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Passes over the data.
    #[arg(long, value_name = "N", default_value_t = 6)]
    epochs: usize,
    /// Seed of the order of sentences: the same data and seed give the same bytes.
    #[arg(long, value_name = "N", default_value_t = 3)]
    seed: u64,
    /// Models to train in different orders and average.
    #[arg(long, value_name = "N", default_value_t = 8)]
    rounds: u64,
    /// Features seen less often are left out.
    #[arg(long, value_name = "N", default_value_t = 3)]
    least: u32,
    /// Share of words hidden at each look, so that the neighbourhood learns to tell unknown names.
    #[arg(long, value_name = "SHARE", default_value_t = 0.3)]
    hidden: f32,
    /// Leave out a source of evidence, to see what it is worth; the model is then of no other use.
    #[arg(long, value_enum, value_name = "SOURCE")]
    without: Vec<Evidence>,
    /// Cluster file to use instead of the one built in.
    #[arg(long, value_name = "FILE")]
    clusters: Option<PathBuf>,
    /// Vector file to use instead of the one built in.
    #[arg(long, value_name = "FILE")]
    vectors: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Evidence {
    /// Word clusters.
    Clusters,
    /// Listed names and word classes.
    Lists,
    /// What the rules find.
    Rules,
    /// Capitals, digits and marks.
    Shapes,
}

impl Evidence {
    fn source(self) -> Source {
        match self {
            Self::Clusters => Source::Clusters,
            Self::Lists => Source::Lists,
            Self::Rules => Source::Rules,
            Self::Shapes => Source::Shapes,
        }
    }
}

/// Pack word clusters: lines of a word, a tab and its path as a number whose low bits are the top of the tree.
#[derive(Args)]
struct ClustersArguments {
    /// File of words and paths.
    #[arg(long, value_name = "FILE")]
    data: PathBuf,
    /// Model file to write.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

pub(super) fn train(arguments: &TrainArguments) -> Result<Outcome, Error> {
    match &arguments.task {
        Task::Names(arguments) => train_name_tagger(arguments),
        Task::Acts(arguments) => train_act_model(arguments),
        Task::Lines(arguments) => train_line_model(arguments),
        Task::Pos(arguments) => train_tagger(arguments),
        Task::Parser(arguments) => train_parser(arguments),
        Task::Clusters(arguments) => pack_clusters(arguments),
        Task::Vectors(arguments) => pack_vectors(arguments),
    }
}

fn train_name_tagger(arguments: &NamesArguments) -> Result<Outcome, Error> {
    let kb = Arc::new(KnowledgeBase::embedded()?);
    let (clusters, vectors) = Models::load_words(&ModelPaths {
        clusters: arguments.clusters.clone(),
        vectors: arguments.vectors.clone(),
        ..ModelPaths::default()
    })?;
    let lexicon = Lexicon {
        clusters: &clusters,
        vectors: &vectors,
    };
    let without = arguments.without.iter().map(|evidence| evidence.source()).collect();
    let reader = NameReader::new(&kb, lexicon).without(without);
    let mut examples = Vec::new();
    for path in &arguments.data {
        examples.extend(reader.examples(&AnnotatedCorpus::read(path)?));
    }
    let tokens: usize = examples.iter().map(|example| example.words.len()).sum();
    print(&format!("{} sentences, {tokens} tokens\n", examples.len()))?;
    let training = NameTraining {
        epochs: arguments.epochs,
        seed: arguments.seed,
        rounds: arguments.rounds,
        least: arguments.least,
        hidden: arguments.hidden,
    };
    let (model, rows) = train_names(&examples, &training, |epoch, wrong| {
        // Progress is for a person; nobody may be listening.
        let _ = print(&format!("pass {epoch}: {wrong} sentences wrong\n"));
    });
    let dev = read_all(&arguments.dev)?;
    let outcomes: Vec<FoundName> = dev
        .iter()
        .flat_map(|(_, corpus)| reader.outcomes(corpus, &model))
        .collect();
    let model = model.with_confidence(fit_confidence(&outcomes));
    let bytes = model.encode(&rows)?;
    let scores: Vec<(String, Scores)> = dev
        .iter()
        .map(|(name, corpus)| (name.clone(), reader.score(corpus, &model)))
        .collect();
    let card = ModelCard {
        task: TASK,
        template: TEMPLATE,
        data: &described(&arguments.data, &arguments.origin),
        size: format!("{} sentences, {tokens} tokens", examples.len()),
        command: &command_of(arguments),
        bytes: bytes.len(),
        scores: &scores
            .iter()
            .map(|(name, scores)| (name.clone(), scores.to_markdown()))
            .collect::<Vec<_>>(),
    };
    write(&arguments.out, &bytes)?;
    write(&arguments.out.with_extension("md"), card.to_markdown().as_bytes())?;
    for (name, scores) in &scores {
        print(&format!("\n{name}\n{}", scores.to_markdown()))?;
    }
    Ok(Outcome::Done)
}

/// File names with what is told of them.
pub(super) fn described(files: &[PathBuf], origins: &[String]) -> Vec<String> {
    let origins = origins
        .iter()
        .map(|origin| format!(": {origin}"))
        .chain(std::iter::repeat(String::new()));
    let names = files.iter().map(|path| file_name(path));
    names.zip(origins).map(|(name, origin)| name + &origin).collect()
}

fn read_all(files: &[PathBuf]) -> Result<Vec<(String, AnnotatedCorpus)>, Error> {
    files
        .iter()
        .map(|path| Ok((file_name(path), AnnotatedCorpus::read(path)?)))
        .collect()
}

fn pack_clusters(arguments: &ClustersArguments) -> Result<Outcome, Error> {
    let path = &arguments.data;
    let text = std::fs::read_to_string(path).map_err(|source| Error::io(path, source))?;
    let clusters = WordClusters::parse(&text, &path.display().to_string())?;
    write(&arguments.out, &clusters.encode()?)?;
    print(&format!("{} words\n", clusters.len()))?;
    Ok(Outcome::Done)
}

/// The command that makes the same bytes again, with file names for paths.
fn command_of(arguments: &NamesArguments) -> String {
    let (data, dev) = (listed("data", &arguments.data), listed("dev", &arguments.dev));
    format!(
        "etl train names{data}{dev} --epochs {} --rounds {} --seed {} --least {} --hidden {} --out {}",
        arguments.epochs,
        arguments.rounds,
        arguments.seed,
        arguments.least,
        arguments.hidden,
        file_name(&arguments.out)
    )
}

/// Files as options of a command.
pub(super) fn listed(option: &str, files: &[PathBuf]) -> String {
    let names = files.iter().map(|path| file_name(path));
    names.map(|name| format!(" --{option} {name}")).collect()
}

pub(super) fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}

pub(super) fn write(path: &Path, content: &[u8]) -> Result<(), Error> {
    std::fs::write(path, content).map_err(|source| Error::io(path, source))
}
