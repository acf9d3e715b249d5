//! The pipeline file: one section per stage, unknown keys refused.

use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::clean::CleanConfig;
use crate::error::Error;
use crate::kb::KnowledgeBase;
use crate::model::ModelPaths;
use crate::normalise::NormaliseConfig;
use crate::read::ReadConfig;
use crate::segment::SegmentConfig;
use crate::tag::TagConfig;
use crate::write::WriteConfig;

/// A whole pipeline file; what it leaves out has the value of `pipelines/default.toml`.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct PipelineConfig {
    pub run: RunConfig,
    pub kb: KbConfig,
    pub models: ModelsConfig,
    pub read: ReadConfig,
    pub clean: CleanConfig,
    pub segment: SegmentConfig,
    pub tag: TagConfig,
    pub normalise: NormaliseConfig,
    pub write: WriteConfig,
}

/// `[run]`: output, threads, what counts as failure.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct RunConfig {
    pub output: PathBuf,
    /// 0 uses every core.
    pub threads: usize,
    /// Share of records that may be rejected before the exit code is 1.
    pub max_reject_rate: f64,
}

impl Default for RunConfig {
    fn default() -> Self {
        Self {
            output: "data_out".into(),
            threads: 0,
            max_reject_rate: 0.1,
        }
    }
}

/// `[kb]`: a folder that replaces the embedded knowledge base.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct KbConfig {
    pub dir: Option<PathBuf>,
}

impl KbConfig {
    /// The lists of the folder, else the embedded ones.
    ///
    /// # Errors
    /// [`Error::Configuration`] and [`Error::Io`] of the lists.
    pub fn load(&self) -> Result<KnowledgeBase, Error> {
        match &self.dir {
            Some(folder) => KnowledgeBase::from_dir(folder),
            None => KnowledgeBase::embedded(),
        }
    }
}

/// `[models]`: files that replace embedded models.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct ModelsConfig {
    pub clusters: Option<PathBuf>,
    pub names: Option<PathBuf>,
    pub vectors: Option<PathBuf>,
    pub parser: Option<PathBuf>,
    pub acts: Option<PathBuf>,
}

impl ModelsConfig {
    pub fn paths(&self) -> ModelPaths {
        ModelPaths {
            clusters: self.clusters.clone(),
            names: self.names.clone(),
            vectors: self.vectors.clone(),
            parser: self.parser.clone(),
            acts: self.acts.clone(),
        }
    }
}

/// More threads than any machine has are a mistyped number.
const MAX_THREADS: usize = 4096;
/// Offsets are 32-bit: a record must stay well below 2 GiB.
const MAX_RECORD_BYTES: u64 = 1 << 30;

impl PipelineConfig {
    /// Reads and checks a pipeline file.
    ///
    /// # Errors
    /// [`Error::Configuration`] with file, line and, for a mistyped key, the nearest valid one.
    pub fn load(path: &Path) -> Result<Self, Error> {
        let name = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|error| Error::Configuration(format!("{name}: {error}")))?;
        let config = Self::parse(&text, &name)?;
        config
            .check()
            .map_err(|problem| Error::Configuration(format!("{name}: {problem}")))?;
        Ok(config)
    }

    /// Reads a pipeline file's text; `name` stands for it in messages.
    ///
    /// # Errors
    /// [`Error::Configuration`].
    pub fn parse(text: &str, name: &str) -> Result<Self, Error> {
        toml::from_str(text).map_err(|error| {
            let (line, column) = position(text, error.span().unwrap_or(0..0));
            let advice = nearest_key(error.message()).map(|key| format!("; did you mean `{key}`?"));
            let message = error.message().trim_end().replace('\n', ", ");
            Error::Configuration(format!(
                "{name}:{line}:{column}: {message}{}",
                advice.unwrap_or_default()
            ))
        })
    }

    /// Checks values against each other and their limits.
    pub fn check(&self) -> Result<(), String> {
        let rate = self.run.max_reject_rate;
        if !(0.0..=1.0).contains(&rate) {
            return Err(format!("run.max_reject_rate is {rate}, not between 0 and 1"));
        }
        if self.run.threads > MAX_THREADS {
            return Err(format!("run.threads is {}, more than {MAX_THREADS}", self.run.threads));
        }
        let limit = self.read.max_record_bytes;
        if limit == 0 || limit > MAX_RECORD_BYTES {
            return Err(format!(
                "read.max_record_bytes is {limit}, not between 1 and {MAX_RECORD_BYTES}"
            ));
        }
        let level = self.write.compression_level;
        if !(1..=22).contains(&level) {
            return Err(format!("write.compression_level is {level}, not between 1 and 22"));
        }
        Ok(())
    }

    /// `sha256:<hex>` over the settings that affect rows: not where input and output lie, how many
    /// threads work, or which folder the knowledge base (it has a digest of its own) was read from.
    pub fn digest(&self) -> String {
        let mut rows = self.clone();
        rows.run = RunConfig::default();
        rows.kb = KbConfig::default();
        rows.models = ModelsConfig::default();
        rows.read.inputs = Vec::new();
        rows.write = WriteConfig {
            compression_level: self.write.compression_level,
            ..WriteConfig::default()
        };
        let json = serde_json::to_vec(&rows).expect("settings are texts, numbers and lists");
        let digits = Sha256::digest(json)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect::<String>();
        format!("sha256:{digits}")
    }
}

/// Line and column, from 1.
fn position(text: &str, span: Range<usize>) -> (usize, usize) {
    let before = &text[..span.start.min(text.len())];
    let line_start = before.rfind('\n').map_or(0, |place| place + 1);
    (
        before.matches('\n').count() + 1,
        before[line_start..].chars().count() + 1,
    )
}

/// The valid key most like the unknown one that a message names, in
/// "unknown field `x`, expected one of `a`, `b`".
fn nearest_key(message: &str) -> Option<&str> {
    let (unknown, valid) = message.strip_prefix("unknown field `")?.split_once('`')?;
    let keys = valid.split('`').skip(1).step_by(2);
    let likeness = |key: &str| strsim::jaro_winkler(unknown, key);
    keys.max_by(|a, b| likeness(a).total_cmp(&likeness(b)))
        .filter(|key| likeness(key) > 0.6)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        PipelineConfig::parse(text, "p.toml").expect_err("refused").to_string()
    }

    #[test]
    fn a_mistyped_key_is_refused_with_its_place_and_the_nearest_key() {
        let message = refused("[run]\nthreads = 2\n\n[read]\nmax_record_byte = 5\n");
        assert!(
            message.starts_with("p.toml:5:1: unknown field `max_record_byte`"),
            "{message}"
        );
        assert!(message.ends_with("did you mean `max_record_bytes`?"), "{message}");
        let message = refused("[claen]\n");
        assert!(
            message.contains("p.toml:1:") && message.contains("did you mean `clean`?"),
            "{message}"
        );
    }

    #[test]
    fn a_wrong_type_is_refused_with_its_place() {
        let message = refused("[run]\nthreads = \"two\"\n");
        assert!(message.starts_with("p.toml:2:11:"), "{message}");
    }

    #[test]
    fn the_digest_follows_what_affects_rows() {
        let default = PipelineConfig::default();
        let mut elsewhere = default.clone();
        elsewhere.run.threads = 7;
        elsewhere.run.output = "other".into();
        elsewhere.read.inputs = vec!["other".into()];
        assert_eq!(elsewhere.digest(), default.digest());
        let mut verbatim = default.clone();
        verbatim.clean.verbatim = true;
        assert_ne!(verbatim.digest(), default.digest());
    }

    #[test]
    fn values_out_of_range_are_refused() {
        let mut config = PipelineConfig::default();
        assert_eq!(config.check(), Ok(()));
        config.run.max_reject_rate = 1.5;
        assert!(config.check().is_err());
    }
}
