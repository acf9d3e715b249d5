//! Trained models: linear ones over hashed features for names, small nets for tags and dependency trees.

pub mod acts;
pub mod clusters;
pub mod curve;
pub mod file;
pub mod hash;
pub mod linear;
pub mod names;
pub mod perceptron;
pub mod syntax;
pub mod vectors;
pub mod words;

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::error::Error;
use acts::ActModel;
use clusters::WordClusters;
use names::NameModel;
use syntax::{Lexicon, SyntaxModel};
use vectors::WordVectors;

/// Where models come from; what is not named is the one built into the program.
#[derive(Clone, Debug, Default)]
pub struct ModelPaths {
    pub clusters: Option<PathBuf>,
    pub names: Option<PathBuf>,
    pub vectors: Option<PathBuf>,
    pub parser: Option<PathBuf>,
    pub acts: Option<PathBuf>,
}

/// The trained models, loaded once, read-only, shared.
pub struct Models {
    pub clusters: WordClusters,
    pub names: NameModel,
    pub vectors: WordVectors,
    pub syntax: SyntaxModel,
    pub acts: ActModel,
    /// Name and `sha256:<hex>` of each model file; recorded in every published file.
    pub digests: Vec<(String, String)>,
}

const CLUSTERS: &[u8] = include_bytes!("../../models/clusters.model");
const NAMES: &[u8] = include_bytes!("../../models/names.model");
const VECTORS: &[u8] = include_bytes!("../../models/vectors.model");
const PARSER: &[u8] = include_bytes!("../../models/parser.model");
const ACTS: &[u8] = include_bytes!("../../models/acts.model");

impl Models {
    /// The models built into the program.
    ///
    /// # Errors
    /// [`Error::Configuration`] where one of them is damaged.
    pub fn embedded() -> Result<Self, Error> {
        Self::load(&ModelPaths::default())
    }

    /// Loads what is known of words alone: what training starts from.
    ///
    /// # Errors
    /// See [`Self::load`].
    pub fn load_words(paths: &ModelPaths) -> Result<(WordClusters, WordVectors), Error> {
        let clusters = ModelSource::open(paths.clusters.as_deref(), CLUSTERS, clusters::TASK)?;
        let vectors = ModelSource::open(paths.vectors.as_deref(), VECTORS, vectors::TASK)?;
        Ok((
            WordClusters::decode(clusters.bytes.as_ref(), &clusters.name)?,
            WordVectors::decode(vectors.bytes.as_ref(), &vectors.name)?,
        ))
    }

    /// Loads every model.
    ///
    /// # Errors
    /// [`Error::Io`] where a file cannot be read, [`Error::Configuration`] where it is damaged or no
    /// model of its task.
    pub fn load(paths: &ModelPaths) -> Result<Self, Error> {
        let clusters = ModelSource::open(paths.clusters.as_deref(), CLUSTERS, clusters::TASK)?;
        let names = ModelSource::open(paths.names.as_deref(), NAMES, names::TASK)?;
        let vectors = ModelSource::open(paths.vectors.as_deref(), VECTORS, "vectors")?;
        let parser = ModelSource::open(paths.parser.as_deref(), PARSER, "parser")?;
        let acts = ModelSource::open(paths.acts.as_deref(), ACTS, acts::TASK)?;
        Ok(Self {
            clusters: WordClusters::decode(clusters.bytes.as_ref(), &clusters.name)?,
            names: NameModel::decode(names.bytes.as_ref(), &names.name)?,
            vectors: WordVectors::decode(vectors.bytes.as_ref(), &vectors.name)?,
            syntax: SyntaxModel::decode(parser.bytes.as_ref(), &parser.name)?,
            acts: ActModel::decode(acts.bytes.as_ref(), &acts.name)?,
            digests: vec![
                (clusters::TASK.to_owned(), clusters.digest()),
                (names::TASK.to_owned(), names.digest()),
                (vectors::TASK.to_owned(), vectors.digest()),
                (syntax::TASK.to_owned(), parser.digest()),
                (acts::TASK.to_owned(), acts.digest()),
            ],
        })
    }
}

impl Models {
    /// What is known of words from much text.
    pub fn lexicon(&self) -> Lexicon<'_> {
        Lexicon {
            clusters: &self.clusters,
            vectors: &self.vectors,
        }
    }
}

/// The bytes of a model with the name that messages give it.
struct ModelSource {
    bytes: std::borrow::Cow<'static, [u8]>,
    name: String,
}

impl ModelSource {
    fn open(path: Option<&Path>, embedded: &'static [u8], task: &str) -> Result<Self, Error> {
        Ok(match path {
            Some(path) => Self {
                bytes: std::fs::read(path).map_err(|source| Error::io(path, source))?.into(),
                name: path.display().to_string(),
            },
            None => Self {
                bytes: embedded.into(),
                name: format!("embedded {task} model"),
            },
        })
    }

    fn digest(&self) -> String {
        let digits: String = Sha256::digest(&self.bytes)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        format!("sha256:{digits}")
    }
}
