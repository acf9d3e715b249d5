//! `etl run`: the whole line, from the inputs to a published dataset, and what it did in a table.

use std::fmt::Write;
use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::progress::ProgressDisplay;
use super::{ConfigArgument, Outcome, print};
use crate::error::Error;
use crate::pipeline::{self, PipelineConfig, RunReport};

/// Read the articles and publish the dataset as `<output>/latest`.
#[derive(Args)]
pub(super) struct RunArguments {
    #[command(flatten)]
    config: ConfigArgument,
    /// File, folder or glob to read in place of the pipeline file's inputs; may be given more than once.
    #[arg(long, value_name = "PATH")]
    input: Vec<String>,
    /// Folder to publish in.
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Threads to use; 0 uses every core. The result does not depend on it.
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// Share of records that may be rejected, 0 to 1, before the exit code is 1.
    #[arg(long, value_name = "R")]
    max_reject_rate: Option<f64>,
    /// Say nothing but errors.
    #[arg(long)]
    quiet: bool,
    /// Print the final figures as JSON.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &RunArguments) -> Result<Outcome, Error> {
    let config = configure(arguments)?;
    let display = ProgressDisplay::new(arguments.quiet);
    let report = pipeline::run(&config, &|progress| display.show(progress))?;
    display.clear();
    if arguments.json {
        print(&as_json(&report))?;
    } else if !arguments.quiet {
        print(&as_table(&report))?;
    }
    let is_allowed = report.reject_rate() <= config.run.max_reject_rate;
    Ok(if is_allowed {
        Outcome::Done
    } else {
        Outcome::TooManyRejects
    })
}

fn configure(arguments: &RunArguments) -> Result<PipelineConfig, Error> {
    let mut config = arguments.config.load()?;
    if !arguments.input.is_empty() {
        config.read.inputs.clone_from(&arguments.input);
    }
    if let Some(output) = &arguments.output {
        config.run.output.clone_from(output);
    }
    config.run.threads = arguments.threads.unwrap_or(config.run.threads);
    config.run.max_reject_rate = arguments.max_reject_rate.unwrap_or(config.run.max_reject_rate);
    config.check().map_err(Error::Configuration)?;
    Ok(config)
}

fn as_table(report: &RunReport) -> String {
    let mut text = String::new();
    let mut line = |name: &str, value: String| {
        let _ = writeln!(text, "{name:<28}{value:>14}");
    };
    line("records read", report.records.to_string());
    line("documents", report.documents.to_string());
    line("rejects", report.rejected().to_string());
    for (code, count) in &report.rejects {
        line(&format!("  {code}"), count.to_string());
    }
    line("rows", report.rows.values().sum::<u64>().to_string());
    for (table, rows) in &report.rows {
        line(&format!("  {table}"), rows.to_string());
    }
    let _ = writeln!(
        text,
        "{:<28}{:>14}{:>10}",
        "stage (summed over threads)", "seconds", "MB/s"
    );
    for stage in &report.stages {
        speed_line(&mut text, report, &format!("  {}", stage.stage), stage.time);
    }
    speed_line(
        &mut text,
        report,
        &format!("whole run, {} threads", report.threads),
        report.elapsed,
    );
    let _ = writeln!(text, "published {} ({})", report.snapshot.display(), report.run_id);
    text
}

fn speed_line(text: &mut String, report: &RunReport, name: &str, time: std::time::Duration) {
    let speed = report
        .megabytes_per_second(time)
        .map_or(String::new(), |speed| format!("{speed:.1}"));
    let _ = writeln!(text, "{name:<28}{:>14.3}{speed:>10}", time.as_secs_f64());
}

fn as_json(report: &RunReport) -> String {
    let stages: serde_json::Map<_, _> = report
        .stages
        .iter()
        .map(|stage| (stage.stage.to_owned(), json!(stage.time.as_secs_f64())))
        .collect();
    let figures = json!({
        "run_id": report.run_id,
        "snapshot": report.snapshot,
        "records": report.records,
        "documents": report.documents,
        "rejects": report.rejects,
        "rows": report.rows,
        "bytes": report.bytes,
        "threads": report.threads,
        "seconds": report.elapsed.as_secs_f64(),
        "stage_seconds": stages,
    });
    format!("{figures:#}\n")
}
