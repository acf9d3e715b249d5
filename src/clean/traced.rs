//! Text that knows where each part of it came from.

use crate::text::{Alignment, Span};

/// A text with the way back to what it was made from.
#[derive(Clone, Debug, Default)]
pub struct Traced {
    pub text: String,
    pub alignment: Alignment,
}

impl Traced {
    /// A copy of bytes that start at `offset` of the source.
    pub fn copied(text: &str, offset: usize) -> Self {
        let mut alignment = Alignment::default();
        alignment.push(Span::new(0, text.len()), Span::new(offset, offset + text.len()));
        Self {
            text: text.to_string(),
            alignment,
        }
    }

    /// Appends a piece that stands for `source`.
    pub fn push(&mut self, piece: &str, source: Span) {
        let start = self.text.len();
        self.text.push_str(piece);
        self.alignment.push(Span::new(start, self.text.len()), source);
    }

    /// Appends a text with its own alignment to the same source.
    pub fn append(&mut self, other: &Self) {
        let start = self.text.len();
        self.text.push_str(&other.text);
        self.alignment.append_shifted(&other.alignment, start);
    }

    /// The source of the whole text, from its first traced byte to its last.
    pub fn source(&self) -> Option<Span> {
        self.alignment.extent()
    }
}
