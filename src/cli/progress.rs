//! How far a run has come: a bar on a terminal, a line now and then elsewhere.

use std::io::IsTerminal;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::say;
use crate::pipeline::Progress;

/// Shows progress on standard error.
pub(super) enum ProgressDisplay {
    Bar(ProgressBar),
    /// When the last line was said.
    Lines(Mutex<Instant>),
    Silent,
}

/// Between two lines where there is no terminal.
const LINE_INTERVAL: Duration = Duration::from_secs(10);

impl ProgressDisplay {
    pub fn new(quiet: bool) -> Self {
        if quiet {
            Self::Silent
        } else if std::io::stderr().is_terminal() {
            let style = ProgressStyle::with_template("{bar:30} {percent:>3}% {msg} {elapsed}, {eta} to go");
            let bar = ProgressBar::new(0).with_style(style.expect("the template is well formed"));
            Self::Bar(bar)
        } else {
            Self::Lines(Mutex::new(Instant::now()))
        }
    }

    pub fn show(&self, progress: Progress) {
        let message = format!("{} records, {} rejected", progress.records, progress.rejects);
        match self {
            Self::Bar(bar) => {
                bar.set_length(progress.bytes_total);
                bar.set_position(progress.bytes_done);
                bar.set_message(message);
            }
            Self::Lines(last) => {
                let mut last = last.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
                if last.elapsed() >= LINE_INTERVAL {
                    *last = Instant::now();
                    say(&format!("{message}\n"));
                }
            }
            Self::Silent => {}
        }
    }

    pub fn clear(&self) {
        if let Self::Bar(bar) = self {
            bar.finish_and_clear();
        }
    }
}
