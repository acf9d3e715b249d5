//! Turns piles of scraped news articles into a columnar dataset of documents, sentences, mentions,
//! entities, times, quotes and events, each value traceable to the characters that say it.
//!
//! The line is fixed: [`read`] → [`clean`] → [`segment`] → [`tag`] → [`normalise`] → [`tables`] →
//! [`corpus`] → [`write`]. [`pipeline`] runs it; each stage owns the type it makes (see [`document`]).

pub mod clean;
pub mod cli;
pub mod corpus;
pub mod document;
pub mod error;
pub mod evaluate;
pub mod kb;
pub mod model;
pub mod normalise;
pub mod pipeline;
pub mod read;
pub mod segment;
pub mod tables;
pub mod tag;
pub mod text;
pub mod train;
pub mod vocabulary;
pub mod write;

pub use error::{Error, Rejection};
