//! Word vectors learned elsewhere from much text: words of like use have like vectors.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::file::{Header, ModelFile, decode_number, encode_number};
use super::hash::Key;
use super::words::word_key;
use crate::error::Error;

/// Task word of vector files.
pub const TASK: &str = "vectors";
/// How words become keys; see [`word_key`].
const TEMPLATE: &str = "vectors-1";

/// Upper bits of keys that name their bucket.
const BUCKET_BITS: u32 = 14;

/// Vectors of small integers by word key ([`word_key`]); words may share one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WordVectors {
    /// Ascending.
    keys: Vec<Key>,
    /// How many keys stand before those with these upper bits: keys are hashes, so each bucket holds a few.
    before: Vec<u32>,
    /// Row of each key.
    rows: Vec<u32>,
    /// Numbers of one vector.
    width: usize,
    values: Vec<i8>,
}

impl WordVectors {
    /// From lines of a word and its numbers (−127 to 127, whole), separated by blanks; of words with the same
    /// key the first counts.
    ///
    /// # Errors
    /// [`Error::Configuration`] with the line that is none, or is longer or shorter than the first.
    pub fn parse(text: &str, name: &str) -> Result<Self, Error> {
        let fault =
            |line: usize| Error::Configuration(format!("{name}:{}: a word and whole numbers expected", line + 1));
        let mut vectors = Self::default();
        let mut rows: FxHashMap<Vec<i8>, u32> = FxHashMap::default();
        let mut words: BTreeMap<Key, u32> = BTreeMap::new();
        for (number, line) in text.lines().enumerate() {
            let mut fields = line.split_ascii_whitespace();
            let word = fields.next().ok_or_else(|| fault(number))?;
            let values: Result<Vec<i8>, _> = fields.map(str::parse).collect();
            let values = values.map_err(|_| fault(number))?;
            if number == 0 {
                vectors.width = values.len();
            }
            if values.len() != vectors.width || values.is_empty() {
                return Err(fault(number));
            }
            let next = rows.len() as u32;
            let row = *rows.entry(values).or_insert_with_key(|values| {
                vectors.values.extend(values);
                next
            });
            words.entry(word_key(word)).or_insert(row);
        }
        (vectors.keys, vectors.rows) = words.into_iter().unzip();
        vectors.before = buckets(&vectors.keys);
        Ok(vectors)
    }

    /// Packs the vectors.
    ///
    /// # Errors
    /// See [`ModelFile::encode`].
    pub fn encode(&self) -> Result<Vec<u8>, Error> {
        let (mut keys, mut rows, mut last) = (Vec::new(), Vec::new(), 0);
        for (&key, &row) in self.keys.iter().zip(&self.rows) {
            encode_number(key - last, &mut keys);
            encode_number(row, &mut rows);
            last = key;
        }
        let header = Header {
            task: TASK.to_owned(),
            template: TEMPLATE.to_owned(),
            labels: Vec::new(),
            scale: 1.0,
            sections: Vec::new(),
        };
        let values = self.values.iter().map(|&value| value as u8).collect();
        let sections = BTreeMap::from([
            ("keys".to_owned(), keys),
            ("rows".to_owned(), rows),
            ("values".to_owned(), values),
            ("width".to_owned(), (self.width as u32).to_le_bytes().to_vec()),
        ]);
        ModelFile { header, sections }.encode()
    }

    /// Unpacks vectors; `name` stands for the file in messages.
    ///
    /// # Errors
    /// [`Error::Configuration`] where the file is wrong or damaged.
    pub fn decode(bytes: &[u8], name: &str) -> Result<Self, Error> {
        let file = ModelFile::decode(bytes, name, TASK, TEMPLATE)?;
        let fault = || Error::Configuration(format!("{name}: its word list is damaged"));
        let width: [u8; 4] = file.section("width")?.try_into().map_err(|_| fault())?;
        let values: Vec<i8> = file.section("values")?.iter().map(|&value| value as i8).collect();
        let width = u32::from_le_bytes(width) as usize;
        let count = values.len().checked_div(width).ok_or_else(fault)?;
        let (mut gaps, mut numbers) = (file.section("keys")?, file.section("rows")?);
        let mut vectors = Self {
            keys: Vec::with_capacity(gaps.len() / 2),
            before: Vec::new(),
            rows: Vec::with_capacity(gaps.len() / 2),
            width,
            values,
        };
        let mut key: Key = 0;
        while !gaps.is_empty() {
            let next = decode_number(&mut gaps).and_then(|gap| key.checked_add(gap));
            let row = decode_number(&mut numbers).filter(|&row| (row as usize) < count);
            let (Some(next), Some(row)) = (next, row) else {
                return Err(fault());
            };
            key = next;
            vectors.keys.push(key);
            vectors.rows.push(row);
        }
        vectors.before = buckets(&vectors.keys);
        Ok(vectors)
    }

    /// Numbers of one vector.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    fn find(&self, word: Key) -> Option<usize> {
        let bucket = (word >> (Key::BITS - BUCKET_BITS)) as usize;
        let (first, end) = (
            *self.before.get(bucket)? as usize,
            *self.before.get(bucket + 1)? as usize,
        );
        let found = self.keys[first..end].iter().position(|&key| key == word)?;
        Some(first + found)
    }

    /// A number that words of the same vector share; 0 for unknown words.
    pub fn group(&self, word: Key) -> Key {
        self.find(word).map_or(0, |place| self.rows[place] + 1)
    }

    /// The vector of a word.
    pub fn get(&self, word: Key) -> Option<&[i8]> {
        let place = self.find(word)?;
        self.values
            .get(self.rows[place] as usize * self.width..)?
            .get(..self.width)
    }
}

/// For each bucket of ascending keys, and behind the last, the number of keys before it.
fn buckets(keys: &[Key]) -> Vec<u32> {
    let mut before = vec![0; (1 << BUCKET_BITS) + 1];
    for key in keys {
        before[(key >> (Key::BITS - BUCKET_BITS)) as usize + 1] += 1;
    }
    for bucket in 1..before.len() {
        before[bucket] += before[bucket - 1];
    }
    before
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vectors() -> WordVectors {
        WordVectors::parse("talks 1 -2 3\nTalks 9 9 9\nmeetings 1 -2 3\nsanctions 0 5 127\n", "x").unwrap()
    }

    #[test]
    fn gives_the_first_vector_of_a_word() {
        let vectors = vectors();
        assert_eq!(vectors.get(word_key("TALKS")), Some([1i8, -2, 3].as_slice()));
        assert_eq!(vectors.get(word_key("talks")), vectors.get(word_key("meetings")));
        assert_eq!(vectors.get(word_key("unknown")), None);
        assert_eq!(vectors.group(word_key("talks")), vectors.group(word_key("meetings")));
        assert_ne!(vectors.group(word_key("talks")), vectors.group(word_key("sanctions")));
        assert_eq!(vectors.group(word_key("unknown")), 0);
        assert_eq!((vectors.len(), vectors.width()), (3, 3));
    }

    #[test]
    fn comes_back_as_it_went() {
        let bytes = vectors().encode().unwrap();
        assert_eq!(WordVectors::decode(&bytes, "x").unwrap(), vectors());
    }

    #[test]
    fn refuses_lines_of_other_length() {
        for text in ["talks 1 2\nmeetings 1\n", "talks one\n", "talks\n", "\n"] {
            assert!(WordVectors::parse(text, "x").is_err(), "{text:?}");
        }
    }
}
