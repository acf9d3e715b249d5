//! Text → tokens with exact byte spans, by the conventions of Universal Dependencies' English-EWT.

use super::addresses::{may_hold_address, scan_address};
use super::shapes::shape_of;
use super::words::{WordEnd, clitic_at, is_word_char, scan_number, scan_word};
use crate::document::{Token, TokenShape};
use crate::kb::SegmentationLists;
use crate::text::{Span, fold_key};

/// Cuts running text into tokens: every character that is no white space lands in exactly one.
pub struct Tokeniser {
    /// Keys of one-byte tokens, which would otherwise go through full folding.
    ascii_keys: [u64; 128],
}

impl Tokeniser {
    pub fn new() -> Self {
        let ascii_keys = std::array::from_fn(|byte| {
            let byte = u8::try_from(byte).expect("128 entries");
            fold_key(char::from(byte).encode_utf8(&mut [0; 4]))
        });
        Self { ascii_keys }
    }

    /// Appends the tokens of `text[range]`; their spans count in `text`.
    pub fn tokenise(&self, text: &str, range: Span, lists: &SegmentationLists, tokens: &mut Vec<Token>) {
        let mut scan = Scan {
            text,
            chunk: range,
            has_address: false,
            lists,
            keys: &self.ascii_keys,
            first: tokens.len(),
            tokens,
        };
        let mut position = range.start as usize;
        while let Some(chunk) = next_chunk(text, position, range.end as usize) {
            position = chunk.span.end as usize;
            scan.chunk(chunk);
        }
    }
}

/// A stretch without white space, and which kinds of bytes it holds.
struct Chunk {
    span: Span,
    /// Bits of the [`KINDS`] of its bytes.
    kinds: u8,
}

const SPACE: u8 = 1;
const LETTER: u8 = 2;
/// Marks that an address cannot do without.
const ADDRESS: u8 = 4;
const OTHER: u8 = 8;
/// Part of a character that is not ASCII.
const WIDE: u8 = 16;

/// The kind of every byte.
static KINDS: [u8; 256] = kinds();

const fn kinds() -> [u8; 256] {
    let mut kinds = [OTHER; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            b' ' | 9..=13 => SPACE,
            b'a'..=b'z' | b'A'..=b'Z' => LETTER,
            b'.' | b'@' | b':' => ADDRESS,
            0x80.. => WIDE,
            _ => OTHER,
        };
        byte += 1;
    }
    kinds
}

/// The next stretch without white space in `text[from..end]`.
fn next_chunk(text: &str, from: usize, end: usize) -> Option<Chunk> {
    let bytes = &text.as_bytes()[..end];
    let mut start = from;
    while start < end {
        let width = space_width(text, start);
        if width == 0 {
            break;
        }
        start += width;
    }
    let mut stop = start;
    let mut kinds = 0;
    while stop < end {
        let kind = KINDS[usize::from(bytes[stop])];
        if kind & (SPACE | WIDE) != 0 && space_width(text, stop) > 0 {
            break;
        }
        kinds |= kind;
        stop += 1;
    }
    (stop > start).then(|| Chunk {
        span: Span::new(start, stop),
        kinds,
    })
}

/// Bytes of the white space character that starts at `at`, 0 where none does.
fn space_width(text: &str, at: usize) -> usize {
    match KINDS[usize::from(text.as_bytes()[at])] {
        SPACE => 1,
        WIDE => text
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .filter(|c| c.is_whitespace())
            .map_or(0, char::len_utf8),
        _ => 0,
    }
}

struct Scan<'s> {
    text: &'s str,
    /// The stretch without white space being cut.
    chunk: Span,
    has_address: bool,
    lists: &'s SegmentationLists,
    keys: &'s [u64; 128],
    /// The first token of this range, before which there is no context.
    first: usize,
    tokens: &'s mut Vec<Token>,
}

impl Scan<'_> {
    fn chunk(&mut self, Chunk { span, kinds }: Chunk) {
        self.chunk = span;
        if kinds == LETTER {
            self.plain_word(span.start as usize, span.end as usize);
            return;
        }
        self.has_address = kinds & ADDRESS != 0 && may_hold_address(span.of(self.text).as_bytes());
        let mut at = span.start as usize;
        while at < span.end as usize {
            at = self.token(at);
        }
    }

    /// Emits the token (or tokens) that start at `at`; returns where the next begins.
    fn token(&mut self, at: usize) -> usize {
        let end = self.chunk.end as usize;
        let bytes = &self.text.as_bytes()[..end];
        let byte = bytes[at];
        if self.has_address
            && let Some(stop) = scan_address(&self.text[..end], at, self.lists)
        {
            return self.push(at, stop, TokenShape::Url);
        }
        if byte.is_ascii_digit() {
            return self.shaped(at, scan_number(self.text, at, end));
        }
        if byte.is_ascii_alphabetic() || (byte >= 0x80 && is_word_char(self.text, at)) {
            return self.word(at);
        }
        if let Some(stop) = clitic_at(self.text, at, end).or_else(|| short_year_at(self.text, bytes, at))
            && at == self.chunk.start as usize
        {
            return self.shaped(at, stop);
        }
        self.push(at, punctuation_end(self.text, bytes, at), TokenShape::Punctuation)
    }

    fn word(&mut self, at: usize) -> usize {
        let end = self.chunk.end as usize;
        let WordEnd { stop, clitic } = scan_word(self.text, at, end, self.lists, self.has_name_before());
        if let Some(clitic) = clitic {
            if stop > at {
                self.shaped(at, stop);
            }
            return self.shaped(stop, clitic);
        }
        self.plain_word(at, stop)
    }

    /// A word with nothing to split but `can|not` and its like.
    fn plain_word(&mut self, at: usize, stop: usize) -> usize {
        let word = &self.text[at..stop];
        let shape = shape_of(word);
        let folded = self.key(word);
        if (5..=7).contains(&word.len())
            && let Some(&split) = self.lists.contractions.get(&folded)
            && split < word.len()
            && word.is_char_boundary(split)
        {
            self.shaped(at, at + split);
            return self.shaped(at + split, stop);
        }
        self.tokens.push(Token {
            span: Span::new(at, stop),
            shape,
            folded,
        });
        stop
    }

    /// A capitalised word or initial stands right before: what tells `Albert I. Jones` from `you and I.`
    fn has_name_before(&self) -> bool {
        self.tokens[self.first..].last().is_none_or(|token| {
            matches!(token.shape, TokenShape::Capitalised | TokenShape::Initial)
                || (token.shape == TokenShape::Punctuation && matches!(token.span.of(self.text), "(" | "\"" | "“"))
        })
    }

    fn shaped(&mut self, start: usize, end: usize) -> usize {
        let shape = shape_of(&self.text[start..end]);
        self.push(start, end, shape)
    }

    fn push(&mut self, start: usize, end: usize, shape: TokenShape) -> usize {
        let folded = self.key(&self.text[start..end]);
        self.tokens.push(Token {
            span: Span::new(start, end),
            shape,
            folded,
        });
        end
    }

    fn key(&self, word: &str) -> u64 {
        match word.as_bytes() {
            [byte] if byte.is_ascii() => self.keys[usize::from(*byte)],
            _ => fold_key(word),
        }
    }
}

/// `'90s`, `’72`: two digits with the century left out.
fn short_year_at(text: &str, bytes: &[u8], at: usize) -> Option<usize> {
    let rest = &text[at..bytes.len()];
    let digits = rest.strip_prefix('\'').or_else(|| rest.strip_prefix('’'))?;
    let start = bytes.len() - digits.len();
    let stop = start + digits.bytes().take_while(u8::is_ascii_digit).count();
    let stop = if bytes.get(stop) == Some(&b's') { stop + 1 } else { stop };
    let is_year = stop >= start + 2 && stop <= start + 3 && !bytes.get(stop).is_some_and(u8::is_ascii_alphanumeric);
    is_year.then_some(stop)
}

/// End of the punctuation mark at `at`: runs of one mark, and of `.!?`, are one token.
fn punctuation_end(text: &str, bytes: &[u8], at: usize) -> usize {
    let run = |accepts: fn(u8) -> bool| at + bytes[at..].iter().take_while(|&&byte| accepts(byte)).count();
    match bytes[at] {
        b'.' | b'!' | b'?' => run(|byte| matches!(byte, b'.' | b'!' | b'?')),
        b'\'' | b'`' if bytes.get(at + 1) == Some(&bytes[at]) => at + 2,
        b'-' => run(|byte| byte == b'-'),
        b'*' => run(|byte| byte == b'*'),
        b'_' => run(|byte| byte == b'_'),
        b'=' => run(|byte| byte == b'='),
        b'~' => run(|byte| byte == b'~'),
        b'<' => run(|byte| byte == b'<'),
        b'>' => run(|byte| byte == b'>'),
        b':' | b';' if emoticon_length(&bytes[at..]) > 0 => at + emoticon_length(&bytes[at..]),
        b'#' if bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic) => {
            at + 1
                + bytes[at + 1..]
                    .iter()
                    .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_')
                    .count()
        }
        byte if byte < 0x80 => at + 1,
        _ => at + wide_mark_length(&text[at..bytes.len()]),
    }
}

/// `:)`, `;-)` at the end of a stretch without white space.
fn emoticon_length(rest: &[u8]) -> usize {
    match rest {
        [_, b')' | b'(' | b'D'] => 2,
        [_, b'-', b')' | b'(' | b'D'] => 3,
        _ => 0,
    }
}

/// Length of the mark at the head of `rest`; two curly single marks stand for a double one.
fn wide_mark_length(rest: &str) -> usize {
    let doubled = ["’’", "‘‘", "‘’"].iter().find(|mark| rest.starts_with(**mark));
    doubled.map_or_else(|| rest.chars().next().map_or(1, char::len_utf8), |mark| mark.len())
}
