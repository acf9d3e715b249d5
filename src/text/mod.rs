//! Positions in text and the one way to compare names; nothing here knows about articles.

mod alignment;
mod fold;
mod offsets;
mod span;

pub use alignment::Alignment;
pub use fold::{fold, fold_key};
pub use offsets::{CharIndex, CodePoints};
pub use span::Span;
