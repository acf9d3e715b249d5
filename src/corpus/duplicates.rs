//! Fingerprints → `duplicates`: which documents republish one another, exactly or nearly.
//!
//! Memory at a million documents: digests, counts and 16 index hashes each (152 MB), the sorted index
//! of (hash, document) pairs (256 MB), candidate pairs (8 bytes each), and the 1 KB sketches of
//! candidates only, which are read in a second pass. Time is that of sorting the index: a hash that `n`
//! documents share gives at most `NEIGHBOURS * n` pairs, never n².

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::datatypes::Int64Type;
use rustc_hash::FxHashMap;

use super::components::Components;
use super::documents::Documents;
use super::fingerprint::Overlap;
use super::staged::{StagedTables, lists, primitives, texts};
use crate::error::Error;
use crate::tables::{DuplicateRow, DuplicateRows, FINGERPRINTS, Fingerprint, Rows};
use crate::vocabulary::DuplicateKind;

/// Hashes of a sketch that lead to candidates. Of a document that was cut to a third, five of the
/// sixteen smallest hashes of the whole are expected among its own sixteen.
const INDEX_HASHES: usize = 16;
/// A document is compared with so many next larger ones under each of its index hashes.
const NEIGHBOURS: usize = 4;
/// Shared shingles / all shingles from which two documents are one text with edits. Between rewritten
/// copies (0.38 and more in invented ones) and stories with a common background (0.02) lies a wide gap.
const NEAR_JACCARD: f32 = 0.4;
/// Share of the shorter document's shingles from which it is a cut of the longer one.
const NEAR_CONTAINMENT: f32 = 0.55;
/// A text of fewer shingles may be a form filled in anew (prices, dividends), which shares most of its
/// words with the last one.
const FORM_SHINGLES: i64 = 40;
/// Shared shingles / all shingles from which two texts as short as a form are one.
const SHORT_JACCARD: f32 = 0.75;
/// A document shorter than this share of another may be its summary or background, not its reprint.
const LEAST_LENGTH_RATIO: f32 = 0.3;

/// Clusters of documents that republish one another.
#[derive(Debug, Default)]
pub(super) struct Duplicates {
    /// Ascending by document number.
    rows: Vec<Duplicate>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Duplicate {
    document: u32,
    /// The smallest document number of the cluster.
    cluster: u32,
    /// The first published.
    representative: u32,
    /// Larger of Jaccard and containment, to the representative.
    similarity: f32,
    kind: DuplicateKind,
}

impl Duplicates {
    pub fn find(staged: &StagedTables, documents: &Documents) -> Result<Self, Error> {
        let texts = load_texts(staged, documents)?;
        let mut components = Components::new(documents.len());
        link_equal_digests(&texts, &mut components);
        let candidates = candidate_pairs(&texts, &mut components);
        let mut sketches = Sketches::load(staged, documents, &candidates)?;
        for (a, b) in candidates {
            if sketches.are_near(a, b) {
                components.link(a, b);
            }
        }
        let groups = components.groups();
        sketches.add(staged, documents, groups.iter().flatten().copied())?;
        let mut rows: Vec<Duplicate> = groups
            .into_iter()
            .flat_map(|group| cluster_rows(group, documents, &sketches))
            .collect();
        rows.sort_unstable_by_key(|row| row.document);
        Ok(Self { rows })
    }

    /// The document that stands for `document` and its republications: itself where it has none.
    pub fn representative(&self, document: u32) -> u32 {
        let found = self.rows.binary_search_by_key(&document, |row| row.document);
        found.map_or(document, |index| self.rows[index].representative)
    }

    /// The `duplicates` table.
    pub fn to_batch(&self, documents: &Documents) -> RecordBatch {
        let mut rows = DuplicateRows::default();
        for row in &self.rows {
            rows.push(DuplicateRow {
                doc_id: &documents.get(row.document).id,
                cluster_id: &format!("dup:{}", documents.get(row.cluster).id),
                representative_doc_id: &documents.get(row.representative).id,
                similarity: row.similarity,
                kind: row.kind.as_str(),
            });
        }
        rows.finish()
    }
}

/// What candidate search needs of one document.
#[derive(Clone, Default)]
struct IndexedText {
    digest: Option<i64>,
    n_shingles: i64,
    hashes: [i64; INDEX_HASHES],
    n_hashes: u8,
}

fn load_texts(staged: &StagedTables, documents: &Documents) -> Result<Vec<IndexedText>, Error> {
    let mut texts = vec![IndexedText::default(); documents.len()];
    scan_fingerprints(staged, documents, |document, fingerprint| {
        let text = &mut texts[document as usize];
        text.digest = fingerprint.exact;
        text.n_shingles = fingerprint.n_shingles;
        for (slot, hash) in text.hashes.iter_mut().zip(&fingerprint.minhash) {
            *slot = *hash;
            text.n_hashes += 1;
        }
    })?;
    Ok(texts)
}

fn scan_fingerprints(
    staged: &StagedTables,
    documents: &Documents,
    mut take: impl FnMut(u32, Fingerprint),
) -> Result<(), Error> {
    let columns = ["doc_id", "exact", "n_shingles", "minhash"];
    staged.scan(FINGERPRINTS.name, &columns, |batch| {
        let (ids, sketches) = (texts(batch, "doc_id")?, lists(batch, "minhash")?);
        let digests = primitives::<Int64Type>(batch, "exact")?;
        let counts = primitives::<Int64Type>(batch, "n_shingles")?;
        for row in 0..batch.num_rows() {
            if let Some(document) = documents.find(ids.value(row)) {
                let hashes = sketches.value(row);
                let fingerprint = Fingerprint {
                    exact: digests.is_valid(row).then(|| digests.value(row)),
                    n_shingles: counts.value(row),
                    minhash: hashes.as_primitive::<Int64Type>().values().to_vec(),
                };
                take(document, fingerprint);
            }
        }
        Ok(())
    })
}

fn link_equal_digests(texts: &[IndexedText], components: &mut Components) {
    let mut order: Vec<(i64, u32)> = (0_u32..)
        .zip(texts)
        .filter_map(|(document, text)| Some((text.digest?, document)))
        .collect();
    order.sort_unstable();
    for pair in order.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        components.link(pair[0].1, pair[1].1);
    }
}

/// Pairs of different texts that share an index hash, ascending. Only the first document of equal ones
/// is compared.
fn candidate_pairs(texts: &[IndexedText], components: &mut Components) -> Vec<(u32, u32)> {
    let mut index = Vec::new();
    for (document, text) in (0_u32..).zip(texts) {
        if components.root(document) == document {
            let hashes = &text.hashes[..usize::from(text.n_hashes)];
            index.extend(hashes.iter().map(|&hash| (hash, text.n_shingles, document)));
        }
    }
    index.sort_unstable();
    let mut pairs = Vec::new();
    for sharers in index.chunk_by(|a, b| a.0 == b.0) {
        for (place, &(_, _, a)) in sharers.iter().enumerate() {
            let neighbours = sharers[place + 1..].iter().take(NEIGHBOURS);
            pairs.extend(neighbours.map(|&(_, _, b)| (a.min(b), a.max(b))));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn is_near(a: &Fingerprint, b: &Fingerprint) -> bool {
    let overlap = Overlap::of(a, b);
    let (small, large) = (a.n_shingles.min(b.n_shingles), a.n_shingles.max(b.n_shingles));
    if small < FORM_SHINGLES {
        return overlap.jaccard >= SHORT_JACCARD;
    }
    overlap.jaccard >= NEAR_JACCARD
        || overlap.containment >= NEAR_CONTAINMENT && small as f32 >= LEAST_LENGTH_RATIO * large as f32
}

/// Whole fingerprints of the documents that are compared.
#[derive(Default)]
struct Sketches {
    by_document: FxHashMap<u32, Fingerprint>,
}

impl Sketches {
    fn load(staged: &StagedTables, documents: &Documents, pairs: &[(u32, u32)]) -> Result<Self, Error> {
        let mut sketches = Self::default();
        sketches.add(staged, documents, pairs.iter().flat_map(|&(a, b)| [a, b]))?;
        Ok(sketches)
    }

    fn add(
        &mut self,
        staged: &StagedTables,
        documents: &Documents,
        wanted: impl Iterator<Item = u32>,
    ) -> Result<(), Error> {
        let mut wanted: Vec<u32> = wanted
            .filter(|document| !self.by_document.contains_key(document))
            .collect();
        if wanted.is_empty() {
            return Ok(());
        }
        wanted.sort_unstable();
        scan_fingerprints(staged, documents, |document, fingerprint| {
            if wanted.binary_search(&document).is_ok() {
                self.by_document.insert(document, fingerprint);
            }
        })
    }

    fn pair(&self, a: u32, b: u32) -> Option<(&Fingerprint, &Fingerprint)> {
        self.by_document.get(&a).zip(self.by_document.get(&b))
    }

    fn are_near(&self, a: u32, b: u32) -> bool {
        self.pair(a, b)
            .is_some_and(|(a, b)| a.exact == b.exact || is_near(a, b))
    }

    fn row(&self, document: u32, cluster: u32, representative: u32) -> Duplicate {
        let pair = self.pair(document, representative);
        let is_exact = pair.is_some_and(|(a, b)| a.exact == b.exact);
        let overlap = pair.map_or(0.0, |(a, b)| {
            let overlap = Overlap::of(a, b);
            overlap.jaccard.max(overlap.containment)
        });
        Duplicate {
            document,
            cluster,
            representative,
            similarity: if is_exact { 1.0 } else { overlap },
            kind: if is_exact {
                DuplicateKind::Exact
            } else {
                DuplicateKind::Near
            },
        }
    }
}

/// Splits a connected group into stars: the first published document with all that are near it, then
/// the same for the rest, so that no chain of small changes joins two texts that differ.
fn cluster_rows(group: Vec<u32>, documents: &Documents, sketches: &Sketches) -> Vec<Duplicate> {
    let published = |&document: &u32| (documents.get(document).published_at.unwrap_or(i64::MAX), document);
    let mut left = group;
    let mut rows = Vec::new();
    while let Some(representative) = left.iter().copied().min_by_key(published) {
        let (star, rest): (Vec<u32>, Vec<u32>) = left
            .into_iter()
            .partition(|&document| document == representative || sketches.are_near(document, representative));
        if star.len() > 1 {
            rows.extend(
                star.iter()
                    .map(|&document| sketches.row(document, star[0], representative)),
            );
        }
        left = rest;
    }
    rows
}
