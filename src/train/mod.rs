//! Annotated sentences → trained models.

mod act_corpus;
mod act_scores;
mod acts;
mod calibration;
mod card;
mod corpus;
mod lines;
mod names;
mod net;
mod random;
mod syntax;

pub use act_corpus::{ActExample, ActReader};
pub use act_scores::ActScores;
pub use acts::{ActTraining, train_acts};
pub use calibration::{Outcome, fit_confidence};
pub use card::ModelCard;
pub use corpus::{NameReader, Source};
pub use lines::{LinePage, train_lines};
pub use names::{NameExample, NameTraining, train_names};
pub use syntax::{Loss, Shape, SyntaxTraining, train_syntax};
