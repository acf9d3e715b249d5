//! `etl train`: annotated texts → a model file with its card.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, Subcommand, ValueEnum};

use super::train_acts::{ActsArguments, train_act_model};
use super::train_lines::{LinesArguments, train_line_model};
use super::train_syntax::{PosArguments, SyntaxArguments, VectorsArguments, pack_vectors, train_parser, train_tagger};
use super::training_files::TrainingFiles;
use super::{Outcome, print};
use crate::error::Error;
use crate::evaluate::AnnotatedCorpus;
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
    #[command(flatten)]
    files: TrainingFiles,
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
    for path in &arguments.files.data {
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
    let dev = arguments.files.read_dev(AnnotatedCorpus::read)?;
    let outcomes: Vec<FoundName> = dev
        .iter()
        .flat_map(|(_, corpus)| reader.outcomes(corpus, &model))
        .collect();
    let model = model.with_confidence(fit_confidence(&outcomes));
    let bytes = model.encode(&rows)?;
    let table = |corpus: &AnnotatedCorpus| reader.score(corpus, &model).to_markdown();
    let scores: Vec<(String, String)> = dev.iter().map(|(name, dev)| (name.clone(), table(dev))).collect();
    let card = ModelCard {
        task: TASK,
        template: TEMPLATE,
        data: &arguments.files.described(),
        size: format!("{} sentences, {tokens} tokens", examples.len()),
        command: &command_of(arguments),
        bytes: bytes.len(),
        scores: &scores,
    };
    arguments.files.publish(&card, &bytes)?;
    Ok(Outcome::Done)
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
    format!(
        "etl train {TASK}{} --epochs {} --rounds {} --seed {} --least {} --hidden {} --out {}",
        arguments.files.options(),
        arguments.epochs,
        arguments.rounds,
        arguments.seed,
        arguments.least,
        arguments.hidden,
        file_name(&arguments.files.out)
    )
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
