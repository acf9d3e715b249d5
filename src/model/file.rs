//! Model files: a header that says what the model is, named sections, and a digest over both.
//!
//! Layout, all numbers little-endian: 8 bytes of magic, `u32` header length, 32 bytes SHA-256 over
//! everything after them, the header as JSON, the sections as one zstd frame.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::hash::Key;
use super::linear::Row;
use crate::error::Error;

const MAGIC: &[u8; 8] = b"NEWSETL\x01";
const DIGEST: usize = 32;
/// No model of ours unpacks to more; a damaged length must not fill the memory.
const MOST_BYTES: usize = 1 << 30;
/// zstd level: models are packed once and unpacked at every start.
const LEVEL: i32 = 19;

/// What a model file says of itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// `names`, `pos`, `parser`, `acts`, `clusters` or `vectors`.
    pub task: String,
    /// Name and version of the feature template; a program that computes other features refuses it.
    pub template: String,
    pub labels: Vec<String>,
    /// What a weight of 1 stood for in training.
    pub scale: f32,
    /// Section names with their lengths in bytes, in file order.
    pub sections: Vec<(String, u64)>,
}

/// A model as it lies in a file.
#[derive(Clone, Debug, PartialEq)]
pub struct ModelFile {
    pub header: Header,
    pub sections: BTreeMap<String, Vec<u8>>,
}

impl ModelFile {
    /// The bytes of the file; the same model gives the same bytes.
    ///
    /// # Errors
    /// [`Error::Configuration`] where the header cannot be written.
    pub fn encode(mut self) -> Result<Vec<u8>, Error> {
        self.header.sections = self
            .sections
            .iter()
            .map(|(name, bytes)| (name.clone(), bytes.len() as u64))
            .collect();
        let fault = |what: String| Error::Configuration(format!("model cannot be packed: {what}"));
        let header = serde_json::to_vec(&self.header).map_err(|error| fault(error.to_string()))?;
        let plain: Vec<u8> = self.sections.into_values().flatten().collect();
        let packed = zstd::bulk::compress(&plain, LEVEL).map_err(|error| fault(error.to_string()))?;
        let mut digest = Sha256::new();
        digest.update(&header);
        digest.update(&packed);
        let mut file = Vec::with_capacity(MAGIC.len() + 4 + DIGEST + header.len() + packed.len());
        file.extend_from_slice(MAGIC);
        file.extend_from_slice(&(header.len() as u32).to_le_bytes());
        file.extend_from_slice(&digest.finalize());
        file.extend_from_slice(&header);
        file.extend_from_slice(&packed);
        Ok(file)
    }

    /// Reads a file made for `task` and `template`; `name` is for messages.
    ///
    /// # Errors
    /// [`Error::Configuration`] where it is no model file, damaged, or made for something else.
    pub fn decode(bytes: &[u8], name: &str, task: &str, template: &str) -> Result<Self, Error> {
        let fault = |what: &str| Error::Configuration(format!("{name}: {what}"));
        let start = MAGIC.len() + 4 + DIGEST;
        if bytes.len() < start || &bytes[..MAGIC.len()] != MAGIC {
            return Err(fault("is no model file of this program's format"));
        }
        if Sha256::digest(&bytes[start..]).as_slice() != &bytes[MAGIC.len() + 4..start] {
            return Err(fault("is damaged: its digest does not match its content"));
        }
        let length: [u8; 4] = bytes[MAGIC.len()..MAGIC.len() + 4]
            .try_into()
            .expect("four bytes were sliced");
        let end = start + u32::from_le_bytes(length) as usize;
        let header = bytes
            .get(start..end)
            .ok_or_else(|| fault("is cut off within its header"))?;
        let header: Header =
            serde_json::from_slice(header).map_err(|error| fault(&format!("has an unreadable header: {error}")))?;
        if header.task != task || header.template != template {
            let found = format!(
                "holds a {} model with features {}, not a {task} model with features {template}",
                header.task, header.template
            );
            return Err(fault(&found));
        }
        let sections = unpack(&header, &bytes[end..]).map_err(|what| fault(&what))?;
        Ok(Self { header, sections })
    }

    /// A section by name.
    ///
    /// # Errors
    /// [`Error::Configuration`] where the file has none of that name.
    pub fn section(&self, name: &str) -> Result<&[u8], Error> {
        let found = self.sections.get(name).map(Vec::as_slice);
        found.ok_or_else(|| Error::Configuration(format!("{} model without section {name}", self.header.task)))
    }
}

fn unpack(header: &Header, packed: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, String> {
    let total = header
        .sections
        .iter()
        .try_fold(0u64, |sum, (_, length)| sum.checked_add(*length));
    let total = total
        .filter(|&total| total <= MOST_BYTES as u64)
        .ok_or("claims an impossible size")? as usize;
    let plain = zstd::bulk::decompress(packed, total).map_err(|error| format!("cannot be unpacked: {error}"))?;
    if plain.len() != total {
        return Err("is shorter than its header says".into());
    }
    let mut rest = plain.as_slice();
    let mut sections = BTreeMap::new();
    for (name, length) in &header.sections {
        let (section, after) = rest.split_at(*length as usize);
        sections.insert(name.clone(), section.to_vec());
        rest = after;
    }
    Ok(sections)
}

/// Rows as bytes: the columns one after another (count, key gaps, row lengths, classes, weights), which
/// packs better than row by row. Rows must be ascending by key.
pub fn encode_rows(rows: &[Row]) -> Vec<u8> {
    let mut bytes = Vec::new();
    bytes.extend_from_slice(&(rows.len() as u32).to_le_bytes());
    let mut last = 0;
    for row in rows {
        encode_number(row.key - last, &mut bytes);
        last = row.key;
    }
    rows.iter().for_each(|row| bytes.push(row.weights.len() as u8));
    rows.iter()
        .flat_map(|row| &row.weights)
        .for_each(|&(class, _)| bytes.push(class));
    rows.iter()
        .flat_map(|row| &row.weights)
        .for_each(|&(_, weight)| bytes.push(weight as u8));
    bytes
}

/// The rows of [`encode_rows`].
///
/// # Errors
/// [`Error::Configuration`] where the bytes end early or a key does not fit.
pub fn decode_rows(bytes: &[u8]) -> Result<Vec<Row>, Error> {
    read_rows(bytes).ok_or_else(|| Error::Configuration("model rows are cut off".into()))
}

fn read_rows(bytes: &[u8]) -> Option<Vec<Row>> {
    let (count, mut rest) = bytes.split_at_checked(4)?;
    let count = u32::from_le_bytes(count.try_into().ok()?) as usize;
    let mut keys: Vec<Key> = Vec::with_capacity(count.min(rest.len()));
    let mut last: Key = 0;
    for _ in 0..count {
        last = last.checked_add(decode_number(&mut rest)?)?;
        keys.push(last);
    }
    let (lengths, rest) = rest.split_at_checked(count)?;
    let total: usize = lengths.iter().map(|&length| length as usize).sum();
    let (classes, rest) = rest.split_at_checked(total)?;
    let mut pairs = classes
        .iter()
        .copied()
        .zip(rest.get(..total)?.iter().map(|&weight| weight as i8));
    let row = |(key, &length): (Key, &u8)| Row {
        key,
        weights: pairs.by_ref().take(length as usize).collect(),
    };
    Some(keys.into_iter().zip(lengths).map(row).collect())
}

/// LEB128: seven bits a byte, the highest bit says that more follow.
pub fn encode_number(mut number: u32, bytes: &mut Vec<u8>) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// The number of [`encode_number`] at the head of `bytes`, which moves on; `None` where they end early.
pub fn decode_number(bytes: &mut &[u8]) -> Option<u32> {
    let mut number = 0u32;
    for shift in (0..u32::BITS).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u32::from(byte & 0x7F).checked_shl(shift)?;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Vec<Row> {
        let weights = |key: u32| (0..(key % 5) as u8).map(|class| (class, key as i8)).collect();
        (1..500u32)
            .map(|key| key * 7_919)
            .map(|key| Row {
                key,
                weights: weights(key),
            })
            .collect()
    }

    fn model() -> ModelFile {
        ModelFile {
            header: Header {
                task: "names".into(),
                template: "names-1".into(),
                labels: vec!["O".into(), "B-PER".into()],
                scale: 0.5,
                sections: vec![],
            },
            sections: BTreeMap::from([("rows".to_owned(), encode_rows(&rows())), ("empty".to_owned(), vec![])]),
        }
    }

    #[test]
    fn comes_back_as_it_went() {
        let bytes = model().encode().unwrap();
        let read = ModelFile::decode(&bytes, "x.model", "names", "names-1").unwrap();
        assert_eq!(decode_rows(read.section("rows").unwrap()).unwrap(), rows());
        assert_eq!(bytes, model().encode().unwrap());
    }

    #[test]
    fn refuses_what_is_wrong_or_damaged() {
        let bytes = model().encode().unwrap();
        let refusal = |bytes: &[u8], task, template| {
            ModelFile::decode(bytes, "x.model", task, template)
                .unwrap_err()
                .to_string()
        };
        assert!(refusal(b"PK\x03\x04", "names", "names-1").contains("no model file"));
        assert!(refusal(&bytes, "parser", "names-1").contains("names model"));
        assert!(refusal(&bytes, "names", "names-2").contains("names-2"));
        for place in 0..bytes.len() {
            let mut flipped = bytes.clone();
            flipped[place] ^= 0x10;
            assert!(
                ModelFile::decode(&flipped, "x.model", "names", "names-1").is_err(),
                "flipped byte {place}"
            );
        }
        for length in 0..bytes.len() {
            assert!(ModelFile::decode(&bytes[..length], "x.model", "names", "names-1").is_err());
        }
    }
}
