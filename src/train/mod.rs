//! Annotated sentences → trained models.

mod card;
mod corpus;
mod names;
mod net;
mod random;
mod syntax;

pub use card::ModelCard;
pub use corpus::NameReader;
pub use names::{NameExample, NameTraining, train_names};
pub use syntax::{Loss, Shape, SyntaxTraining, train_syntax};
