//! The line itself: the pipeline file, the run over bounded batches, the report.

mod config;

pub use config::{KbConfig, PipelineConfig, RunConfig};
