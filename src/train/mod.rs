//! Annotated sentences → trained models.

mod card;
mod corpus;
mod names;
mod random;

pub use card::ModelCard;
pub use corpus::NameReader;
pub use names::{NameExample, NameTraining, train_names};
