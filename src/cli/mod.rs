//! The command line: parse, call, map the outcome to an exit code.

mod check;
mod evaluate;
mod explain;
mod explanation;
mod kb;
mod progress;
mod run;
mod schema;
mod train;
mod train_acts;
mod train_lines;
mod train_syntax;
mod training_files;
mod tree_view;
mod verify;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::error::Error;

/// Turns piles of scraped news articles into a dataset of Parquet tables.
///
/// Exit codes: 0 done; 1 done, but more records were rejected than allowed; 2 wrong usage or
/// configuration; 3 a file could not be read or written, or a dataset is damaged; 4 the output folder
/// is in use by another run.
#[derive(Parser)]
#[command(name = "etl", version, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Run(run::RunArguments),
    Check(check::CheckArguments),
    Explain(explain::ExplainArguments),
    Kb(kb::KbArguments),
    Schema(schema::SchemaArguments),
    Verify(verify::VerifyArguments),
    Train(train::TrainArguments),
    Evaluate(evaluate::EvaluateArguments),
}

/// The pipeline file, as most commands take it.
#[derive(clap::Args)]
struct ConfigArgument {
    /// Pipeline file; see pipelines/default.toml for every setting. Without it the defaults hold.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

impl ConfigArgument {
    fn load(&self) -> Result<crate::pipeline::PipelineConfig, Error> {
        match &self.config {
            Some(path) => crate::pipeline::PipelineConfig::load(path),
            None => Ok(crate::pipeline::PipelineConfig::default()),
        }
    }
}

/// How a command ended.
enum Outcome {
    Done,
    /// More records were rejected than allowed.
    TooManyRejects,
    /// The dataset is damaged; said already.
    Damaged,
}

/// Parses the command line, runs the command and says what went wrong.
pub fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Run(arguments) => run::run(&arguments),
        Command::Check(arguments) => check::check(&arguments),
        Command::Explain(arguments) => explain::explain(&arguments),
        Command::Kb(arguments) => kb::kb(&arguments),
        Command::Schema(arguments) => schema::schema(&arguments),
        Command::Verify(arguments) => verify::verify(&arguments),
        Command::Train(arguments) => train::train(&arguments),
        Command::Evaluate(arguments) => evaluate::evaluate(&arguments),
    };
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::TooManyRejects) => ExitCode::from(1),
        Ok(Outcome::Damaged) => ExitCode::from(3),
        Err(error) => {
            say(&format!("error: {error}\n"));
            ExitCode::from(exit_code(&error))
        }
    }
}

fn exit_code(error: &Error) -> u8 {
    match error {
        Error::Configuration(_) => 2,
        Error::Io { .. } | Error::Damaged(_) | Error::Table { .. } => 3,
        Error::Locked(_) => 4,
    }
}

/// Prints a result. A reader that has seen enough and closed the pipe is no error.
fn print(text: &str) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Error::io("standard output", error)),
        _ => Ok(()),
    }
}

/// Tells a person something beside the result. Nobody may be listening.
fn say(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        super::Arguments::command().debug_assert();
    }
}
