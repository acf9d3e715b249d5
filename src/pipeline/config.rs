//! The pipeline file: one section per stage, unknown keys refused.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::clean::CleanConfig;
use crate::normalise::NormaliseConfig;
use crate::read::ReadConfig;
use crate::segment::SegmentConfig;
use crate::tag::TagConfig;

/// A whole pipeline file; what it leaves out has the value of `pipelines/default.toml`.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct PipelineConfig {
    pub run: RunConfig,
    pub kb: KbConfig,
    pub read: ReadConfig,
    pub clean: CleanConfig,
    pub segment: SegmentConfig,
    pub tag: TagConfig,
    pub normalise: NormaliseConfig,
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
