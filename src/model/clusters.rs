//! Word clusters: which words keep like company, learned elsewhere from much text.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::file::{Header, ModelFile, decode_number, encode_number};
use super::hash::Key;
use super::words::word_key;
use crate::error::Error;

/// Task word of cluster files.
pub const TASK: &str = "clusters";
/// How words become keys; see [`word_key`].
const TEMPLATE: &str = "clusters-1";

/// Cluster paths by word key ([`super::words::word_key`]).
#[derive(Clone, Debug, Default)]
pub struct WordClusters {
    paths: FxHashMap<Key, u32>,
}

impl WordClusters {
    /// From `(word key, path)` pairs.
    pub fn new(paths: impl IntoIterator<Item = (Key, u32)>) -> Self {
        Self {
            paths: paths.into_iter().collect(),
        }
    }

    /// From lines of a word, a tab and its path as a number whose low bits are the top of the tree.
    ///
    /// # Errors
    /// [`Error::Configuration`] with the line that is none.
    pub fn parse(text: &str, name: &str) -> Result<Self, Error> {
        let fault =
            |line: usize| Error::Configuration(format!("{name}:{}: a word, a tab and a number expected", line + 1));
        let mut paths = FxHashMap::default();
        for (number, line) in text.lines().enumerate() {
            let (word, path) = line.split_once('\t').ok_or_else(|| fault(number))?;
            let path: u32 = path.trim().parse().map_err(|_| fault(number))?;
            paths.entry(word_key(word)).or_insert(path);
        }
        Ok(Self { paths })
    }

    /// Packs the clusters.
    ///
    /// # Errors
    /// See [`ModelFile::encode`].
    pub fn encode(&self) -> Result<Vec<u8>, Error> {
        let pairs = self.pairs();
        let (mut keys, mut paths, mut last) = (Vec::new(), Vec::new(), 0);
        for (key, path) in pairs {
            encode_number(key - last, &mut keys);
            encode_number(path, &mut paths);
            last = key;
        }
        let header = Header {
            task: TASK.to_owned(),
            template: TEMPLATE.to_owned(),
            labels: Vec::new(),
            scale: 1.0,
            sections: Vec::new(),
        };
        let sections = BTreeMap::from([("keys".to_owned(), keys), ("paths".to_owned(), paths)]);
        ModelFile { header, sections }.encode()
    }

    /// Unpacks clusters; `name` stands for the file in messages.
    ///
    /// # Errors
    /// [`Error::Configuration`] where the file is wrong or damaged.
    pub fn decode(bytes: &[u8], name: &str) -> Result<Self, Error> {
        let file = ModelFile::decode(bytes, name, TASK, TEMPLATE)?;
        let (mut keys, mut numbers) = (file.section("keys")?, file.section("paths")?);
        let mut paths = FxHashMap::with_capacity_and_hasher(keys.len() / 2, Default::default());
        let mut key: Key = 0;
        while !keys.is_empty() {
            let next = decode_number(&mut keys).and_then(|gap| key.checked_add(gap));
            let (Some(next), Some(path)) = (next, decode_number(&mut numbers)) else {
                return Err(Error::Configuration(format!("{name}: its word list is cut off")));
            };
            key = next;
            paths.insert(key, path);
        }
        Ok(Self { paths })
    }

    /// The path of a word, 0 where it is unknown.
    #[inline]
    pub fn path(&self, word: Key) -> u32 {
        self.paths.get(&word).copied().unwrap_or(0)
    }

    pub fn len(&self) -> usize {
        self.paths.len()
    }

    pub fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }

    /// All pairs, ascending by key: the form in which they are stored.
    pub fn pairs(&self) -> Vec<(Key, u32)> {
        let mut pairs: Vec<(Key, u32)> = self.paths.iter().map(|(&key, &path)| (key, path)).collect();
        pairs.sort_unstable();
        pairs
    }
}

/// A coarser cluster: the top `bits` levels of a path, with a mark for their number; 0 for unknown words.
#[inline]
pub fn top(path: u32, bits: u32) -> Key {
    if path == 0 {
        0
    } else {
        (path & ((1 << bits) - 1)) | (bits << 24)
    }
}
