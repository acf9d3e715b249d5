//! The text of one document → its fingerprint: a digest of the folded words and a sketch of its shingles.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use crate::tables::Fingerprint;

/// Words in a shingle: long enough that two reports of one happening written apart share few, short
/// enough that an edited word costs only five of them.
pub const SHINGLE_WORDS: usize = 5;

/// Hashes kept of a document. The standard error of an estimated share of one half is then 0.04.
pub const SKETCH_HASHES: usize = 128;

/// Takes the fingerprint of a text in linear time: a digest over the folded words, equal for the same
/// words in the same order whatever their case, marks, punctuation and spacing, and the smallest
/// [`SKETCH_HASHES`] hashes of the distinct shingles, the bottom-k form of MinHash (Broder 1997), which
/// estimates containment as well as Jaccard similarity. A text shorter than one shingle is one shingle.
pub fn fingerprint(text: &str) -> Fingerprint {
    let words = word_hashes(text);
    if words.is_empty() {
        return Fingerprint::default();
    }
    let mut shingles: Vec<i64> = words
        .windows(SHINGLE_WORDS.min(words.len()))
        .map(shingle_hash)
        .collect();
    shingles.sort_unstable();
    shingles.dedup();
    let n_shingles = shingles.len() as i64;
    shingles.truncate(SKETCH_HASHES);
    let mut digest = Xxh3::new();
    for word in &words {
        digest.update(&word.to_le_bytes());
    }
    Fingerprint {
        exact: Some(digest.digest() as i64),
        n_shingles,
        minhash: shingles,
    }
}

/// Estimated share of `a`'s and `b`'s shingles that the two have in common.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Overlap {
    /// Common shingles / shingles of either.
    pub jaccard: f32,
    /// Common shingles / shingles of the document that has fewer.
    pub containment: f32,
}

impl Overlap {
    /// Compares two fingerprints. Below the lesser of the two last hashes both sketches are complete,
    /// so the hashes there are a sample of the shingles of both.
    pub fn of(a: &Fingerprint, b: &Fingerprint) -> Self {
        let limit = complete_below(a).min(complete_below(b));
        let (a_part, b_part) = (up_to(&a.minhash, limit), up_to(&b.minhash, limit));
        let common = common_hashes(a_part, b_part) as f32;
        let (small, union) = if a.n_shingles <= b.n_shingles {
            (a_part.len() as f32, (a_part.len() + b_part.len()) as f32 - common)
        } else {
            (b_part.len() as f32, (a_part.len() + b_part.len()) as f32 - common)
        };
        Self {
            jaccard: if union > 0.0 { common / union } else { 0.0 },
            containment: if small > 0.0 { common / small } else { 0.0 },
        }
    }
}

fn complete_below(fingerprint: &Fingerprint) -> i64 {
    match fingerprint.minhash.last() {
        Some(&last) if fingerprint.n_shingles > fingerprint.minhash.len() as i64 => last,
        _ => i64::MAX,
    }
}

fn up_to(hashes: &[i64], limit: i64) -> &[i64] {
    &hashes[..hashes.partition_point(|&hash| hash <= limit)]
}

fn common_hashes(a: &[i64], b: &[i64]) -> usize {
    let (mut i, mut j, mut common) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                common += 1;
                i += 1;
                j += 1;
            }
        }
    }
    common
}

fn shingle_hash(words: &[u64]) -> i64 {
    let mut mixed = 0_u64;
    for &word in words {
        mixed = (mixed.rotate_left(23) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
    ((mixed ^ (mixed >> 32)) >> 1) as i64
}

/// Hashes of the words, folded. Scripts written without spaces give one word a character.
fn word_hashes(text: &str) -> Vec<u64> {
    let mut words = Vec::with_capacity(text.len() / 6 + 1);
    let mut folded = Vec::with_capacity(64);
    if text.is_ascii() {
        for word in text.as_bytes().split(|byte| !byte.is_ascii_alphanumeric()) {
            push_word(&mut words, &mut folded, word.iter().map(u8::to_ascii_lowercase));
        }
        return words;
    }
    let mut bytes = [0; 4];
    for character in text.nfkd().filter(|&c| !is_combining_mark(c)) {
        for lower in character.to_lowercase() {
            let is_word = lower.is_alphanumeric();
            if !is_word || is_unspaced(lower) {
                push_word(&mut words, &mut folded, std::iter::empty());
            }
            if is_word {
                folded.extend_from_slice(lower.encode_utf8(&mut bytes).as_bytes());
            }
            if is_unspaced(lower) {
                push_word(&mut words, &mut folded, std::iter::empty());
            }
        }
    }
    push_word(&mut words, &mut folded, std::iter::empty());
    words
}

/// Adds `rest` to the word begun in `folded` and ends it.
fn push_word(words: &mut Vec<u64>, folded: &mut Vec<u8>, rest: impl Iterator<Item = u8>) {
    folded.extend(rest);
    if !folded.is_empty() {
        words.push(xxh3_64(folded));
        folded.clear();
    }
}

/// Han, Kana, Thai, Lao, Khmer and Burmese letters.
fn is_unspaced(character: char) -> bool {
    matches!(character, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::{Overlap, SKETCH_HASHES, fingerprint};

    /// `n` words that no other `seed` shares.
    fn words(seed: &str, n: usize) -> String {
        (0..n).map(|i| format!("{seed}{i} ")).collect()
    }

    #[test]
    fn digest_ignores_case_marks_punctuation_and_spacing() {
        let digest = |text: &str| fingerprint(text).exact;
        assert_eq!(
            digest("Talks in Düsseldorf, he said."),
            digest("TALKS in Dusseldorf\n\nhe said")
        );
        assert_ne!(digest("Talks in Bonn"), digest("Bonn in talks"));
        assert_ne!(digest("ab c"), digest("a bc"));
        assert_eq!(digest(" \n – "), None);
    }

    #[test]
    fn ascii_and_unicode_paths_agree() {
        let plain = words("word", 40);
        let marked = format!("{plain}é");
        let bare = format!("{plain}e");
        assert_eq!(fingerprint(&marked), fingerprint(&bare));
    }

    #[test]
    fn sketch_is_bounded_and_ascending() {
        let taken = fingerprint(&words("w", 1000));
        assert_eq!(taken.n_shingles, 996);
        assert_eq!(taken.minhash.len(), SKETCH_HASHES);
        assert!(taken.minhash.is_sorted());
    }

    #[test]
    fn estimates_jaccard_and_containment() {
        let (left, right) = (words("left", 500), words("right", 500));
        let whole = fingerprint(&format!("{left}{right}"));
        let half = Overlap::of(&fingerprint(&left), &whole);
        assert!((half.jaccard - 0.5).abs() < 0.15, "{half:?}");
        assert!(half.containment > 0.99, "{half:?}");
        let apart = Overlap::of(&fingerprint(&left), &fingerprint(&right));
        assert_eq!((apart.jaccard, apart.containment), (0.0, 0.0));
    }

    #[test]
    fn scripts_without_spaces_give_a_word_a_character() {
        assert_eq!(fingerprint("外交部长会谈结束").n_shingles, 4);
    }
}
