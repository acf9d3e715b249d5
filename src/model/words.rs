//! A sentence's words as the values that features are made of, computed once and shared by all models.

use super::clusters::{self, WordClusters};
use super::hash::{self, Key};

/// How far capital letters can be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Casing {
    /// Ordinary running text.
    Informative,
    /// Headlines in title case and texts in capitals: words are read in lower case, without shape.
    Uninformative,
}

/// What the models see of one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordFeatures {
    /// The word as written, digits as `0`.
    pub form: Key,
    /// The same in lower case.
    pub lower: Key,
    /// Runs of capitals, small letters, digits and other marks: `Xx`, `X.X.`, `00`.
    pub shape: Key,
    /// Last 1 to 4 letters, in lower case; 0 where the word is shorter.
    pub suffix: [Key; 4],
    /// First 1 to 3 letters, in lower case; 0 where the word is shorter.
    pub prefix: [Key; 3],
    /// Path in the cluster tree; 0 for unknown words. Low bits are the top of the tree.
    pub cluster: u32,
    /// Words of the same vector ([`super::vectors::WordVectors::group`]); 0 for unknown words and until it is looked up.
    pub group: Key,
    pub is_capitalised: bool,
}

impl WordFeatures {
    /// A coarser cluster: the top `bits` levels of the tree, with a mark for their number.
    #[inline]
    pub fn cluster_top(&self, bits: u32) -> Key {
        clusters::top(self.cluster, bits)
    }
}

impl WordFeatures {
    /// The same word as if nobody had seen it before: shape and affixes stay.
    pub fn hidden(&self) -> Self {
        Self {
            form: UNSEEN,
            lower: UNSEEN,
            cluster: 0,
            group: 0,
            ..*self
        }
    }
}

/// Key of no word.
const UNSEEN: Key = 3;

/// Values for words outside the sentence.
pub const OUTSIDE: WordFeatures = WordFeatures {
    form: 1,
    lower: 1,
    shape: 1,
    suffix: [0; 4],
    prefix: [0; 3],
    cluster: 0,
    group: 0,
    is_capitalised: false,
};

/// Longest word, in bytes, that is read whole; of longer ones the first and last halves count.
const LONGEST: usize = 48;

/// Computes the features of one word.
pub fn word_features(word: &str, casing: Casing, clusters: &WordClusters) -> WordFeatures {
    let (features, written) = read(word, casing, clusters);
    WordFeatures {
        suffix: [1, 2, 3, 4].map(|letters| written.suffix(letters)),
        prefix: [1, 2, 3].map(|letters| written.prefix(letters)),
        ..features
    }
}

/// The features of a word that is only looked at from its neighbours: without affixes.
pub fn context_features(word: &str, casing: Casing, clusters: &WordClusters) -> WordFeatures {
    read(word, casing, clusters).0
}

fn read(word: &str, casing: Casing, clusters: &WordClusters) -> (WordFeatures, Letters) {
    let mut written = Letters::of(word);
    let is_informative = casing == Casing::Informative;
    let form = written.key();
    written.lower();
    let lower = written.key();
    let features = WordFeatures {
        form: if is_informative { form } else { lower },
        lower,
        shape: if is_informative {
            shape_of(word)
        } else {
            hash::bytes(b"?")
        },
        suffix: [0; 4],
        prefix: [0; 3],
        cluster: clusters.path(lower),
        group: 0,
        is_capitalised: is_informative && word.chars().next().is_some_and(char::is_uppercase),
    };
    (features, written)
}

/// The key under which a word is stored in word lists of the models: lower case, digits as `0`.
pub fn word_key(word: &str) -> Key {
    let mut written = Letters::of(word);
    written.lower();
    written.key()
}

/// The letters of a word in a fixed buffer, digits as `0`, curly apostrophes straightened.
struct Letters {
    buffer: [u8; LONGEST],
    len: usize,
}

impl Letters {
    fn of(word: &str) -> Self {
        let mut letters = Self {
            buffer: [0; LONGEST],
            len: 0,
        };
        for character in word.chars() {
            let character = match character {
                '0'..='9' => '0',
                '\u{2018}' | '\u{2019}' => '\'',
                '\u{201C}' | '\u{201D}' => '"',
                other => other,
            };
            if letters.len + character.len_utf8() > LONGEST {
                break;
            }
            letters.len += character.encode_utf8(&mut letters.buffer[letters.len..]).len();
        }
        letters
    }

    fn bytes(&self) -> &[u8] {
        &self.buffer[..self.len]
    }

    fn key(&self) -> Key {
        hash::bytes(self.bytes())
    }

    fn lower(&mut self) {
        if self.bytes().is_ascii() {
            self.buffer[..self.len].make_ascii_lowercase();
            return;
        }
        let text = String::from_utf8_lossy(self.bytes()).to_lowercase();
        *self = Self::of(&text);
    }

    fn suffix(&self, letters: usize) -> Key {
        if letters >= self.len {
            return 0;
        }
        hash::one(letters as u32, hash::bytes(&self.bytes()[self.len - letters..]))
    }

    fn prefix(&self, letters: usize) -> Key {
        if letters >= self.len {
            return 0;
        }
        hash::one(16 + letters as u32, hash::bytes(&self.bytes()[..letters]))
    }
}

/// Runs of the same kind of character count as at most two.
fn shape_of(word: &str) -> Key {
    let mut shape = [0u8; 12];
    let mut len = 0;
    for character in word.chars() {
        let kind = match character {
            'a'..='z' => b'x',
            'A'..='Z' => b'X',
            '0'..='9' => b'0',
            c if c.is_lowercase() => b'x',
            c if c.is_uppercase() => b'X',
            c if c.is_alphabetic() => b'l',
            c if c.is_ascii() => c as u8,
            _ => b'*',
        };
        let repeats = len >= 2 && shape[len - 1] == kind && shape[len - 2] == kind;
        if !repeats && len < shape.len() {
            shape[len] = kind;
            len += 1;
        }
    }
    hash::bytes(&shape[..len])
}
