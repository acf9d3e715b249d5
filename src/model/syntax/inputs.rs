//! A word → the values that the net reads of it, each a row of a table.

use rustc_hash::FxHashMap;

use super::integers::read_u32;
use crate::model::file::{decode_number, encode_number};
use crate::model::hash::Key;
use crate::model::words::WordFeatures;

/// Number of tables: word, three endings, beginning, shape, cluster, coarse cluster.
pub const TABLES: usize = 8;
/// The table of whole words.
pub const WORD: usize = 0;
/// The table of shapes.
pub const SHAPE: usize = 5;
/// Width of a row in each table; chosen on the development trees.
pub const WIDTHS: [usize; TABLES] = [32, 8, 16, 16, 12, 12, 16, 8];

/// The values of a word, in the order of the tables; 0 where it has none.
pub fn input_keys(word: &WordFeatures) -> [Key; TABLES] {
    [
        word.lower,
        word.suffix[1],
        word.suffix[2],
        word.suffix[3],
        word.prefix[2],
        word.shape,
        word.cluster,
        word.cluster_top(8),
    ]
}

/// A table from values to short vectors.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InputTable {
    rows: FxHashMap<Key, u32>,
    width: usize,
    values: Vec<i8>,
    /// What one unit of a value stands for.
    pub unit: f32,
}

impl InputTable {
    /// A table of the keys in their order; `values` holds `width` numbers for each.
    pub fn quantise(keys: &[Key], values: &[f32], width: usize) -> Self {
        let largest = values.iter().fold(1e-6f32, |largest, value| largest.max(value.abs()));
        let unit = largest / 127.0;
        Self {
            rows: keys.iter().zip(0..).map(|(&key, row)| (key, row)).collect(),
            width,
            values: values.iter().map(|value| (value / unit).round() as i8).collect(),
            unit,
        }
    }

    pub fn width(&self) -> usize {
        self.width
    }

    /// The vector of a value.
    pub fn get(&self, key: Key) -> Option<&[i8]> {
        let row = *self.rows.get(&key)? as usize;
        self.values.get(row * self.width..)?.get(..self.width)
    }

    /// Layout: count and width as `u32`, unit as `f32`, key gaps as LEB128 in ascending order, then the rows in
    /// that order.
    pub fn encode(&self, bytes: &mut Vec<u8>) {
        let mut keys: Vec<(Key, u32)> = self.rows.iter().map(|(&key, &row)| (key, row)).collect();
        keys.sort_unstable();
        bytes.extend_from_slice(&(keys.len() as u32).to_le_bytes());
        bytes.extend_from_slice(&(self.width as u32).to_le_bytes());
        bytes.extend_from_slice(&self.unit.to_le_bytes());
        let mut last = 0;
        for &(key, _) in &keys {
            encode_number(key - last, bytes);
            last = key;
        }
        for &(_, row) in &keys {
            let start = row as usize * self.width;
            bytes.extend(self.values[start..start + self.width].iter().map(|&value| value as u8));
        }
    }

    /// The table at the head of `bytes`, which moves on; `None` where they end early.
    pub fn decode(bytes: &mut &[u8]) -> Option<Self> {
        let (count, width) = (read_u32(bytes)?, read_u32(bytes)? as usize);
        let unit = f32::from_bits(read_u32(bytes)?);
        let mut rows = FxHashMap::default();
        let mut key: Key = 0;
        for row in 0..count {
            key = key.checked_add(decode_number(bytes)?)?;
            rows.insert(key, row);
        }
        let (values, rest) = bytes.split_at_checked((count as usize).checked_mul(width)?)?;
        *bytes = rest;
        Some(Self {
            rows,
            width,
            values: values.iter().map(|&value| value as i8).collect(),
            unit,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_come_back_as_they_went() {
        let table = InputTable::quantise(&[9, 4, 70_000], &[1.0, -1.0, 0.5, 0.25, 0.0, 0.125], 2);
        assert_eq!(table.get(4), Some([64, 32].as_slice()));
        assert_eq!(table.get(5), None);
        let mut bytes = Vec::new();
        table.encode(&mut bytes);
        let read = InputTable::decode(&mut bytes.as_slice()).unwrap();
        for key in [9, 4, 70_000, 1] {
            assert_eq!(read.get(key), table.get(key));
        }
        for length in 0..bytes.len() {
            assert!(InputTable::decode(&mut &bytes[..length]).is_none());
        }
    }
}
