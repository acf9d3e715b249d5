//! The line itself: the pipeline file, the run over bounded batches, the report.

mod batch;
mod config;
mod inputs;
mod line;
mod report;
mod run;

pub use config::{KbConfig, PipelineConfig, RunConfig};
pub use line::{LineTimes, Pipeline};
pub use report::{Progress, RunReport, StageTime};
pub use run::run;
