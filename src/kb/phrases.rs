//! Phrases as a trie over token keys: the longest phrase from a token on, however it is spelled.

use rustc_hash::FxHashMap;

use crate::text::fold_key;

/// Phrases, each with a number. A phrase is compared piece by piece: pieces are the folded words
/// (`text::fold_key`) between spaces, hyphens, slashes and other marks inside a word; apostrophes do
/// not count (`Sana'a` is `Sanaa`, `Workers'` is `Workers`), a possessive `'s` is a piece of its own.
#[derive(Debug, Default)]
pub struct PhraseTrie {
    /// Hash of the pieces so far → number of the phrase that ends here.
    nodes: FxHashMap<u64, Option<u32>>,
    len: u32,
}

/// A phrase found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhraseMatch {
    /// How many tokens it spans.
    pub tokens: usize,
    /// The number [`PhraseTrie::insert`] gave.
    pub phrase: u32,
    pub written: Written,
}

/// How a phrase is written: which of its first 32 pieces begin with a capital or a digit, and
/// whether it is all in capitals (more capitals than small letters in every piece, as in `MoD`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    pub capitals: u32,
    pub is_upper: bool,
    pieces: u32,
}

impl PhraseTrie {
    pub fn with_capacity(pieces: usize) -> Self {
        Self {
            nodes: FxHashMap::with_capacity_and_hasher(pieces, Default::default()),
            len: 0,
        }
    }

    /// Adds a phrase and returns its number, counted from 0; the number it has where it is known.
    /// `None` for a text without letters and digits.
    pub fn insert(&mut self, phrase: &str) -> Option<u32> {
        self.insert_pieces(&pieces_of(phrase).0)
    }

    /// [`Self::insert`] for the keys of a phrase's pieces.
    pub(super) fn insert_pieces(&mut self, pieces: &[u64]) -> Option<u32> {
        let (&last, before) = pieces.split_last()?;
        let mut path = START;
        for &key in before {
            path = step(path, key);
            self.nodes.entry(path).or_default();
        }
        let number = self.nodes.entry(step(path, last)).or_default();
        if number.is_none() {
            *number = Some(self.len);
            self.len += 1;
        }
        *number
    }

    /// How many phrases there are.
    pub fn len(&self) -> usize {
        self.len as usize
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The number of a phrase, in any spelling.
    pub fn get(&self, phrase: &str) -> Option<u32> {
        let mut path = START;
        each_piece(phrase, |key, _| path = step(path, key));
        self.nodes.get(&path).copied().flatten()
    }

    /// The longest phrase that starts at token 0 of `count` tokens and that `accept` lets through.
    /// `token` gives key (`text::fold_key` of the word) and word of a token. Hyphens, full stops,
    /// slashes and apostrophes that are tokens of their own are skipped inside a phrase.
    pub fn longest_match<'t>(
        &self,
        count: usize,
        token: impl Fn(usize) -> (u64, &'t str),
        mut accept: impl FnMut(u32, Written) -> bool,
    ) -> Option<PhraseMatch> {
        let mut path = START;
        let mut written = Written::START;
        let mut best = None;
        for place in 0..count {
            let (key, word) = token(place);
            if place > 0 && is_skipped(word) {
                continue;
            }
            let mut node = None;
            each_piece_of_token(key, word, |key, piece| {
                path = step(path, key);
                node = self.nodes.get(&path);
                if node.is_some() {
                    written.push(piece);
                }
                node.is_some()
            });
            let Some(&number) = node else { break };
            if let Some(phrase) = number.filter(|&phrase| accept(phrase, written)) {
                let tokens = place + 1;
                best = Some(PhraseMatch {
                    tokens,
                    phrase,
                    written,
                });
            }
        }
        best
    }
}

impl Written {
    const START: Self = Self {
        capitals: 0,
        is_upper: true,
        pieces: 0,
    };

    pub fn of(phrase: &str) -> Self {
        pieces_of(phrase).1
    }

    /// How many pieces the phrase has.
    pub fn pieces(self) -> usize {
        self.pieces as usize
    }

    fn push(&mut self, piece: &str) {
        let starts_small = piece.chars().next().is_some_and(char::is_lowercase);
        if !starts_small && self.pieces < u32::BITS {
            self.capitals |= 1 << self.pieces;
        }
        self.pieces += 1;
        let mut upper = 0;
        let mut lower = 0;
        for letter in piece.chars() {
            upper += usize::from(letter.is_uppercase());
            lower += usize::from(letter.is_lowercase());
        }
        self.is_upper &= upper > lower || upper + lower == 0;
    }
}

/// The keys of a phrase's pieces, and how they are written.
pub(super) fn pieces_of(phrase: &str) -> (Vec<u64>, Written) {
    let (mut keys, mut written) = (Vec::new(), Written::START);
    each_piece(phrase, |key, piece| {
        keys.push(key);
        written.push(piece);
    });
    (keys, written)
}

const START: u64 = 0x9E37_79B9_7F4A_7C15;

fn step(path: u64, key: u64) -> u64 {
    (path.rotate_left(23) ^ key).wrapping_mul(0x9FB2_1C65_1E98_DF25)
}

/// Tokens that do not count inside a phrase.
fn is_skipped(word: &str) -> bool {
    matches!(
        word,
        "-" | "." | "/" | "'" | "\u{2019}" | "\u{2010}" | "\u{2011}" | "\u{2012}" | "\u{2013}"
    )
}

fn is_joint(character: char) -> bool {
    character.is_whitespace() || matches!(character, '-' | '/' | '+' | '_' | '\u{2010}'..='\u{2015}')
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '`' | '\u{2018}' | '\u{2019}' | '\u{02BC}')
}

/// Pieces of a whole phrase; a comma is a piece of its own.
fn each_piece(phrase: &str, mut visit: impl FnMut(u64, &str)) {
    if phrase.bytes().all(|byte| byte.is_ascii_alphanumeric()) && !phrase.is_empty() {
        visit(fold_key(phrase), phrase);
        return;
    }
    for word in phrase.split(is_joint) {
        let comma = word.ends_with(',');
        let word = word.trim_end_matches(',');
        let (stem, possessive) = split_possessive(word);
        for piece in [stem, possessive] {
            let piece = without_apostrophes(piece);
            if !piece.is_empty() {
                visit(piece_key(&piece), &piece);
            }
        }
        if comma {
            visit(piece_key(","), ",");
        }
    }
}

/// Pieces of a token until `visit` says no. Nearly every token is one piece with the key given.
fn each_piece_of_token(key: u64, word: &str, mut visit: impl FnMut(u64, &str) -> bool) {
    let is_one_piece = word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.');
    if is_one_piece {
        visit(key, word);
        return;
    }
    let mut goes_on = true;
    each_piece(word, |key, piece| goes_on = goes_on && visit(key, piece));
}

/// `People's` → `People`, `s`.
fn split_possessive(word: &str) -> (&str, &str) {
    let stem = word.strip_suffix(['s', 'S']).unwrap_or(word);
    if stem.len() < word.len() && stem.ends_with(is_apostrophe) {
        return (stem, &word[stem.len()..]);
    }
    (word, "")
}

fn without_apostrophes(piece: &str) -> std::borrow::Cow<'_, str> {
    if piece.contains(is_apostrophe) {
        return piece.replace(is_apostrophe, "").into();
    }
    piece.into()
}

fn piece_key(piece: &str) -> u64 {
    if piece == "&" { fold_key("and") } else { fold_key(piece) }
}

#[cfg(test)]
mod tests {
    use super::{PhraseTrie, Written};
    use crate::text::fold_key;

    fn find(trie: &PhraseTrie, tokens: &[&'static str]) -> Option<(usize, u32)> {
        let token = |place: usize| (fold_key(tokens[place]), tokens[place]);
        let found = trie.longest_match(tokens.len(), token, |_, _| true);
        found.map(|found| (found.tokens, found.phrase))
    }

    #[test]
    fn finds_the_longest_phrase_however_it_is_cut() {
        let mut trie = PhraseTrie::default();
        let names = [
            "Al-Qaeda",
            "Sana'a",
            "Kurdistan Workers' Party",
            "United Nations",
            "People's Party",
            "S-400",
        ];
        for (number, name) in names.iter().enumerate() {
            assert_eq!(trie.insert(name), Some(number as u32));
        }
        assert_eq!(trie.insert("al Qaeda"), Some(0));
        /// Tokens with the number of those matched and the phrase.
        type Case = (&'static [&'static str], Option<(usize, u32)>);
        let cases: [Case; 12] = [
            (&["al-Qaeda", "said"], Some((1, 0))),
            (&["al", "-", "Qaeda"], Some((3, 0))),
            (&["Al", "Qaeda", "-", "linked"], Some((2, 0))),
            (&["al", "-", "Assad"], None),
            (&["Sana\u{2019}a"], Some((1, 1))),
            (&["Sanaa", "."], Some((1, 1))),
            (&["Kurdistan", "Workers", "'", "Party"], Some((4, 2))),
            (&["Kurdistan", "Workers", "Party"], Some((3, 2))),
            (&["People", "'s", "Party"], Some((3, 4))),
            (&["S-400"], Some((1, 5))),
            (&["S400"], None),
            (&["United"], None),
        ];
        for (tokens, expected) in cases {
            assert_eq!(find(&trie, tokens), expected, "{tokens:?}");
        }
        assert_eq!(trie.get("SANAA"), Some(1));
    }

    #[test]
    fn a_phrase_without_letters_is_no_phrase() {
        let mut trie = PhraseTrie::default();
        assert_eq!(trie.insert("' - '"), None);
        assert!(trie.is_empty());
    }

    #[test]
    fn tells_how_a_phrase_is_written() {
        assert!(Written::of("NATO").is_upper);
        assert!(Written::of("MoD").is_upper);
        assert!(!Written::of("Nato").is_upper);
        assert!(!Written::of("Us").is_upper);
        assert_eq!(Written::of("Bank of China").capitals, 0b101);
    }
}
