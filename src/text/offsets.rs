//! Byte offsets to Unicode code points, and back.

use super::Span;

/// Answers "which code point starts at this byte" for one text, in constant time: a running count
/// every 64 bytes, and nothing at all for ASCII texts.
pub struct CharIndex<'t> {
    text: &'t [u8],
    /// Code points before byte `64 * i`; empty for ASCII texts.
    counts: Vec<u32>,
}

const STEP: usize = 64;

impl<'t> CharIndex<'t> {
    pub fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let mut counts = Vec::new();
        if !text.is_ascii() {
            let mut seen = 0;
            for chunk in bytes.chunks(STEP) {
                counts.push(seen);
                seen += count_starts(chunk);
            }
            counts.push(seen);
        }
        Self { text: bytes, counts }
    }

    /// Code points before `byte` (0-based index of the code point that starts there).
    pub fn char_at(&self, byte: usize) -> i64 {
        if self.counts.is_empty() {
            return byte as i64;
        }
        let block = byte / STEP;
        i64::from(self.counts[block] + count_starts(&self.text[block * STEP..byte]))
    }
}

/// The way back, for one text: code points, as annotations count, to bytes.
pub struct CodePoints {
    /// Where each code point starts, and where the text ends.
    starts: Vec<usize>,
}

impl CodePoints {
    pub fn new(text: &str) -> Self {
        let starts = text.char_indices().map(|(byte, _)| byte).chain([text.len()]);
        Self {
            starts: starts.collect(),
        }
    }

    /// The passage between two code points, half open.
    ///
    /// # Errors
    /// What is wrong, where it is empty or lies outside the text.
    pub fn span(&self, start: usize, end: usize) -> Result<Span, String> {
        match (self.starts.get(start), self.starts.get(end)) {
            (Some(&first), Some(&last)) if first < last => Ok(Span::new(first, last)),
            (Some(_), Some(_)) => Err(format!("{start}..{end} is empty")),
            _ => Err(format!("{start}..{end} lies outside the text")),
        }
    }
}

fn count_starts(bytes: &[u8]) -> u32 {
    bytes.iter().map(|&byte| u32::from(byte & 0xC0 != 0x80)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_code_points_across_blocks() {
        let text = "añ€😀z".repeat(40);
        let index = CharIndex::new(&text);
        for (expected, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(index.char_at(byte), expected as i64);
        }
        assert_eq!(index.char_at(text.len()), text.chars().count() as i64);
    }

    #[test]
    fn code_points_lead_back_to_bytes() {
        let points = CodePoints::new("añ€z");
        assert_eq!(points.span(1, 3), Ok(Span::new(1, 6)));
        assert_eq!(points.span(3, 4), Ok(Span::new(6, 7)));
        for (start, end) in [(1, 1), (2, 1), (3, 5)] {
            assert!(points.span(start, end).is_err(), "{start}..{end}");
        }
    }
}
