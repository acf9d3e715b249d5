//! `etl schema`: the data dictionary.

use clap::{Args, ValueEnum};

use super::{Outcome, print};
use crate::error::Error;
use crate::tables::{Dictionary, write_dictionary};

/// Print the tables of the dataset with the type and meaning of every column.
#[derive(Args)]
pub(super) struct SchemaArguments {
    /// Markdown page, JSON, or SQL for DuckDB.
    #[arg(long, value_enum, default_value_t = Format::Md)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Md,
    Json,
    Sql,
}

pub(super) fn schema(arguments: &SchemaArguments) -> Result<Outcome, Error> {
    let form = match arguments.format {
        Format::Md => Dictionary::Markdown,
        Format::Json => Dictionary::Json,
        Format::Sql => Dictionary::Sql,
    };
    print(&write_dictionary(form))?;
    Ok(Outcome::Done)
}
