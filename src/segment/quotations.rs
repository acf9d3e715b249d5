//! Quotation-mark tokens → which of them open and close, and the stretches between them.

use std::cmp::Reverse;

use crate::document::{Quotation, Token, TokenShape};
use crate::text::Span;

/// Quotations deeper than this inside one another are misread marks.
const MAX_DEPTH: usize = 4;

/// What a token does as a quotation mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    #[default]
    None,
    Open(Family),
    Close(Family),
}

/// Marks of one family pair with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    Double,
    Single,
    Guillemet,
}

/// Which side of a quotation a mark can be by its form and the characters beside it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
    Either,
    /// May close a single quotation, may be an apostrophe.
    Apostrophe,
}

/// Reads the marks of one paragraph.
pub struct QuotationReader<'t> {
    text: &'t str,
    marks: &'t mut [Mark],
    found: &'t mut Vec<Quotation>,
    /// Indexes of tokens that opened and are not closed.
    open: Vec<(usize, Family)>,
}

impl<'t> QuotationReader<'t> {
    /// `marks` has one slot per token of the document.
    pub fn new(text: &'t str, marks: &'t mut [Mark], found: &'t mut Vec<Quotation>) -> Self {
        Self {
            text,
            marks,
            found,
            open: Vec::new(),
        }
    }

    /// Marks and pairs the tokens `range` of the paragraph that ends at byte `end`.
    pub fn paragraph(&mut self, tokens: &[Token], range: std::ops::Range<usize>, end: usize) {
        let first_found = self.found.len();
        let last_single = range.clone().rev().find(|&at| self.closes_single(tokens, &range, at));
        for at in range.clone() {
            let Some((family, side)) = self.side(tokens, &range, at) else {
                continue;
            };
            let has_open = self.open.iter().any(|&(_, open)| open == family);
            let opens = match side {
                Side::Opens => true,
                Side::Closes | Side::Apostrophe => false,
                Side::Either => !has_open,
            };
            let is_stray = family == Family::Single && opens && last_single.is_none_or(|last| last <= at);
            if opens && !is_stray {
                self.open_at(tokens, at, family);
            } else if !opens && has_open {
                self.close_at(tokens, at, family);
            } else if !opens && side == Side::Closes && family != Family::Single {
                self.marks[at] = Mark::Close(family);
            }
        }
        for (at, family) in std::mem::take(&mut self.open) {
            if family == Family::Single {
                self.marks[at] = Mark::None;
            } else {
                self.push(tokens[at].span, Span::new(end, end), true);
            }
        }
        self.found[first_found..].sort_by_key(|quotation| (quotation.span.start, Reverse(quotation.span.end)));
    }

    fn open_at(&mut self, tokens: &[Token], at: usize, family: Family) {
        // A straight or curly double inside a double was never closed: it ends where the next begins.
        if let Some(place) = self.open.iter().rposition(|&(_, open)| open == family) {
            let (before, _) = self.open[place];
            if family != Family::Single && self.open.len() == place + 1 && self.is_straight(tokens, before) {
                let stop = tokens[at - 1].span.end as usize;
                self.push(tokens[before].span, Span::new(stop, stop), true);
                self.open.truncate(place);
            }
        }
        if self.open.len() < MAX_DEPTH {
            self.marks[at] = Mark::Open(family);
            self.open.push((at, family));
        }
    }

    fn close_at(&mut self, tokens: &[Token], at: usize, family: Family) {
        let place = self
            .open
            .iter()
            .rposition(|&(_, open)| open == family)
            .expect("the caller saw one open");
        let (opener, _) = self.open[place];
        self.marks[at] = Mark::Close(family);
        for &(inner, _) in &self.open[place + 1..] {
            self.marks[inner] = Mark::None;
        }
        self.open.truncate(place);
        self.push(tokens[opener].span, tokens[at].span, false);
    }

    fn push(&mut self, opener: Span, closer: Span, is_open: bool) {
        self.found.push(Quotation {
            span: opener.cover(closer),
            inner: Span::new(opener.end as usize, (closer.start as usize).max(opener.end as usize)),
            is_open,
        });
    }

    fn is_straight(&self, tokens: &[Token], at: usize) -> bool {
        tokens[at].span.of(self.text) == "\""
    }

    fn closes_single(&self, tokens: &[Token], range: &std::ops::Range<usize>, at: usize) -> bool {
        matches!(
            self.side(tokens, range, at),
            Some((Family::Single, Side::Closes | Side::Either | Side::Apostrophe))
        )
    }

    fn side(&self, tokens: &[Token], range: &std::ops::Range<usize>, at: usize) -> Option<(Family, Side)> {
        let token = &tokens[at];
        if token.shape != TokenShape::Punctuation {
            return None;
        }
        let (family, side) = match token.span.of(self.text) {
            "\"" | "＂" => (Family::Double, Side::Either),
            "“" | "„" | "‟" | "``" | "‘‘" => (Family::Double, Side::Opens),
            "”" => (Family::Double, Side::Closes),
            "''" | "’’" | "‘’" => (Family::Double, Side::Either),
            "'" | "`" => (Family::Single, Side::Either),
            "‘" | "‚" => (Family::Single, Side::Opens),
            "’" => (Family::Single, Side::Apostrophe),
            "«" => (Family::Guillemet, Side::Opens),
            "»" => (Family::Guillemet, Side::Closes),
            _ => return None,
        };
        let gap_before = at == range.start || tokens[at - 1].span.end < token.span.start;
        let gap_after = at + 1 == range.end || tokens[at + 1].span.start > token.span.end;
        Some((
            family,
            self.placed(tokens, range, at, family, side, (gap_before, gap_after)),
        ))
    }

    /// Settles ambiguous marks by the space on either side.
    fn placed(
        &self,
        tokens: &[Token],
        range: &std::ops::Range<usize>,
        at: usize,
        family: Family,
        side: Side,
        (gap_before, gap_after): (bool, bool),
    ) -> Side {
        let after_bracket = at > range.start && self.opens_bracket(&tokens[at - 1]);
        match (side, gap_before || after_bracket, gap_after) {
            (Side::Either, true, false) => Side::Opens,
            (Side::Either, false, true) => Side::Closes,
            (Side::Either, true, true) if family == Family::Single => Side::Closes,
            (Side::Either, false, false) => {
                let next_is_word = at + 1 < range.end && tokens[at + 1].shape != TokenShape::Punctuation;
                match (family, next_is_word) {
                    (_, false) => Side::Closes,
                    (Family::Single, true) => Side::Apostrophe,
                    _ => Side::Either,
                }
            }
            // “ typed where ” was meant.
            (Side::Opens, false, true) if tokens[at].span.of(self.text) == "“" => Side::Closes,
            (side, _, _) => side,
        }
    }

    fn opens_bracket(&self, token: &Token) -> bool {
        matches!(
            token.span.of(self.text),
            "(" | "[" | "{" | "—" | "–" | "--" | "-" | "\"" | "“" | "``" | "‘" | "'" | "/"
        )
    }
}
