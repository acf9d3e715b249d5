//! Mentions, batch after batch → how often each value (a document, a name, a role) goes with each entity.

use polars::prelude::{Column, DataFrame, PolarsError, PolarsResult, SortMultipleOptions};

use crate::error::Error;

/// Counts of (entity, value) pairs. Every batch is counted on its own and only counts are kept, so
/// memory grows with the distinct pairs, not with the mentions.
#[derive(Default)]
pub(super) struct Tally {
    counts: Option<DataFrame>,
    /// Rows after the last merge.
    merged: usize,
}

const ENTITY: &str = "entity";
const VALUE: &str = "value";
const COUNT: &str = "n";

/// Counts are merged when they have doubled, and not before there are so many.
const MERGE_FROM: usize = 1 << 16;

impl Tally {
    /// Counts one batch: `values[i]` goes with `entities[i]`.
    pub fn add(&mut self, entities: Vec<u32>, values: Values<'_>) -> Result<(), Error> {
        self.try_add(entities, values).map_err(failed)
    }

    /// The counts, by entity and value ascending.
    pub fn finish(self) -> Result<Counts, Error> {
        let frame = self.counts.map(|counts| merge(&counts)).transpose().map_err(failed)?;
        let sorted = frame.map(|frame| frame.sort([ENTITY, VALUE], SortMultipleOptions::default()));
        Ok(Counts(sorted.transpose().map_err(failed)?))
    }

    fn try_add(&mut self, entities: Vec<u32>, values: Values<'_>) -> PolarsResult<()> {
        let ones = vec![1_u32; entities.len()];
        let frame = DataFrame::new_infer_height(vec![
            Column::new(ENTITY.into(), entities),
            values.into_column(),
            Column::new(COUNT.into(), ones),
        ])?;
        let counted = merge(&frame)?;
        let mut all = match self.counts.take() {
            Some(counts) => counts.vstack(&counted)?,
            None => counted,
        };
        if all.height() > MERGE_FROM.max(2 * self.merged) {
            all = merge(&all)?;
            self.merged = all.height();
        }
        self.counts = Some(all);
        Ok(())
    }
}

/// What is counted.
pub(super) enum Values<'v> {
    Documents(Vec<u32>),
    Texts(Vec<&'v str>),
}

impl Values<'_> {
    fn into_column(self) -> Column {
        match self {
            Self::Documents(numbers) => Column::new(VALUE.into(), numbers),
            Self::Texts(texts) => Column::new(VALUE.into(), texts),
        }
    }
}

/// Finished counts.
pub(super) struct Counts(Option<DataFrame>);

impl Counts {
    /// `(entity, document, mentions)`, ascending.
    pub fn documents(&self) -> Result<Vec<(u32, u32, u32)>, Error> {
        let Some(frame) = &self.0 else { return Ok(Vec::new()) };
        let read = || {
            let values = frame.column(VALUE)?.u32()?;
            let rows = numbers(frame, ENTITY)?
                .zip(values.into_no_null_iter())
                .zip(numbers(frame, COUNT)?);
            PolarsResult::Ok(rows.map(|((entity, value), n)| (entity, value, n)).collect())
        };
        read().map_err(failed)
    }

    /// `(entity, text, mentions)`, ascending.
    pub fn texts(&self) -> Result<Vec<(u32, &str, u32)>, Error> {
        let Some(frame) = &self.0 else { return Ok(Vec::new()) };
        let read = || {
            let values = frame.column(VALUE)?.str()?;
            let rows = numbers(frame, ENTITY)?
                .zip(values.iter().map(Option::unwrap_or_default))
                .zip(numbers(frame, COUNT)?);
            PolarsResult::Ok(rows.map(|((entity, value), n)| (entity, value, n)).collect())
        };
        read().map_err(failed)
    }
}

fn numbers<'f>(frame: &'f DataFrame, column: &str) -> PolarsResult<impl Iterator<Item = u32> + use<'f>> {
    Ok(frame.column(column)?.u32()?.into_no_null_iter())
}

/// Adds up the counts of equal pairs.
// The eager sum is deprecated in favour of the lazy engine, which would add 150 crates to the build.
#[allow(deprecated)]
fn merge(frame: &DataFrame) -> PolarsResult<DataFrame> {
    let mut merged = frame.group_by([ENTITY, VALUE])?.select([COUNT]).sum()?;
    merged.rename(&format!("{COUNT}_sum"), COUNT.into())?;
    Ok(merged)
}

fn failed(error: PolarsError) -> Error {
    Error::table("entities", error)
}

#[cfg(test)]
mod tests {
    use super::{Tally, Values};

    #[test]
    fn adds_up_batches_in_any_order() {
        let batches = [
            (vec![7, 3, 7], vec!["b", "a", "b"]),
            (vec![7], vec!["a"]),
            (vec![3], vec!["a"]),
        ];
        for order in [[0, 1, 2], [2, 1, 0]] {
            let mut tally = Tally::default();
            for batch in order {
                let (entities, texts) = batches[batch].clone();
                tally.add(entities, Values::Texts(texts)).unwrap();
            }
            let counts = tally.finish().unwrap();
            assert_eq!(counts.texts().unwrap(), [(3, "a", 2), (7, "a", 1), (7, "b", 2)]);
        }
    }

    #[test]
    fn nothing_counted_is_empty() {
        assert!(Tally::default().finish().unwrap().documents().unwrap().is_empty());
    }
}
