//! Annotated texts against what the line finds in them: precision, recall and F1.

mod annotations;
mod names;
mod score;

pub use annotations::{AnnotatedCorpus, AnnotatedName, AnnotatedText, Grain};
pub use names::{NameReport, evaluate_names};
pub use score::{Scores, Tally};
