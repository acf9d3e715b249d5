//! `etl check`: everything a run needs is loaded and validated, no article is read.

use clap::Args;

use super::{ConfigArgument, Outcome, print};
use crate::error::Error;
use crate::pipeline::Pipeline;
use crate::read;

/// Load and validate the pipeline file, the knowledge base and the inputs without reading an article.
#[derive(Args)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    config: ConfigArgument,
}

pub(super) fn check(arguments: &CheckArguments) -> Result<Outcome, Error> {
    let config = arguments.config.load()?;
    let pipeline = Pipeline::new(&config)?;
    let files = read::find_files(&config.read)?;
    let megabytes = files.iter().map(|file| file.bytes).sum::<u64>() as f64 / 1e6;
    print(&format!(
        "configuration   {}\nknowledge base  {} ({} entries)\ninputs          {} files, {megabytes:.1} MB\noutput          {}\n",
        config.digest(),
        pipeline.kb().digest,
        pipeline.kb().entries.len(),
        files.len(),
        config.run.output.display(),
    ))?;
    // The program ends here: the system takes the memory back faster than freeing name after name.
    std::mem::forget(pipeline);
    Ok(Outcome::Done)
}
