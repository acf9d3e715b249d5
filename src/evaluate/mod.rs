//! Annotated texts against what the line finds in them: precision, recall and F1.

mod annotations;
mod names;
mod score;
mod treebank;
mod trees;

pub use annotations::{AnnotatedCorpus, AnnotatedName, AnnotatedText, Grain};
pub use names::{NameReport, evaluate_names};
pub use score::{Scores, Tally};
pub use treebank::{Treebank, TreebankWord};
pub use trees::{TreeReport, evaluate_trees};
