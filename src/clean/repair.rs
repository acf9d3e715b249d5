//! A line as it stands in the record → the same line with its characters repaired: space normalised,
//! invisible characters gone, mojibake undone, Unicode composed.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::mojibake::Mojibake;
use super::traced::Traced;
use crate::text::Span;

/// What a repaired line is made of and what was done to it.
#[derive(Debug, Default)]
pub struct Repaired {
    /// Aligned to the text that the line was cut from.
    pub line: Traced,
    pub has_mojibake: bool,
}

/// Repairs the passage `span` of `source`: runs of space (with NBSP and tab) become one space, space at
/// both ends, soft hyphens, zero-width and control characters go, mojibake is undone where certain,
/// and the rest is put into Unicode NFC.
pub fn repair(source: &str, span: Span, mojibake: &Mojibake) -> Repaired {
    let text = span.of(source);
    if is_plain(text) {
        let mut line = Traced::default();
        line.push(text, span);
        return Repaired {
            line,
            has_mojibake: false,
        };
    }
    let mut repaired = Repaired::default();
    let mut spaces = Spaces::default();
    let mut position = span.start as usize;
    let end = span.end as usize;
    while position < end {
        let rest = &source[position..end];
        if let Some((character, length)) = mojibake.undo(rest) {
            repaired.has_mojibake = true;
            spaces.push(character, position, length, &mut repaired.line);
            position += length;
            continue;
        }
        let character = rest.chars().next().expect("the rest is not empty");
        spaces.push(character, position, character.len_utf8(), &mut repaired.line);
        position += character.len_utf8();
    }
    if is_nfc_quick(repaired.line.text.chars()) != IsNormalized::Yes {
        repaired.line = compose(&repaired.line);
    }
    repaired
}

/// Needs no repair at all: ASCII without control characters, with single spaces inside only.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_trimmed = bytes.first() != Some(&b' ') && bytes.last() != Some(&b' ');
    is_trimmed && bytes.iter().all(|byte| matches!(byte, b' '..=b'~')) && !bytes.windows(2).any(|pair| pair == b"  ")
}

/// Holds space back until something follows it.
#[derive(Default)]
struct Spaces {
    pending: Option<(usize, usize)>,
}

impl Spaces {
    fn push(&mut self, character: char, position: usize, length: usize, line: &mut Traced) {
        if is_space(character) {
            let start = self.pending.map_or(position, |(start, _)| start);
            self.pending = Some((start, position + length));
            return;
        }
        if is_invisible(character) {
            return;
        }
        if let Some((start, end)) = self.pending.take()
            && !line.text.is_empty()
        {
            line.push(" ", Span::new(start, end));
        }
        let mut buffer = [0; 4];
        line.push(
            character.encode_utf8(&mut buffer),
            Span::new(position, position + length),
        );
    }
}

fn is_space(character: char) -> bool {
    character.is_whitespace() || character == '\u{3164}' || character == '\u{2800}'
}

fn is_invisible(character: char) -> bool {
    let is_zero_width = matches!(character, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFC}' | '\u{34F}' | '\u{180E}');
    is_zero_width || character.is_control()
}

/// NFC, one base character with its marks at a time, so that the alignment stays fine.
fn compose(line: &Traced) -> Traced {
    let mut composed = Traced::default();
    let mut start = 0;
    let boundaries = line
        .text
        .char_indices()
        .skip(1)
        .filter(|(_, c)| !may_join(*c))
        .map(|(at, _)| at);
    for end in boundaries.chain([line.text.len()]) {
        let cluster = Span::new(start, end);
        let text: String = cluster.of(&line.text).nfc().collect();
        match line.alignment.source_of(cluster) {
            Some(source) => composed.push(&text, source),
            None => composed.text.push_str(&text),
        }
        start = end;
    }
    composed
}

/// Could join with the character before it under NFC: marks and Hangul vowels and finals.
fn may_join(character: char) -> bool {
    unicode_normalization::char::canonical_combining_class(character) != 0
        || is_nfc_quick(std::iter::once(character)) != IsNormalized::Yes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repaired(text: &str) -> Repaired {
        repair(text, Span::new(0, text.len()), &Mojibake::of(text))
    }

    #[test]
    fn repairs_space_invisible_characters_and_composition() {
        let cases = [
            ("plain text", "plain text"),
            ("  two \u{A0}\tspaces ", "two spaces"),
            (
                "soft\u{AD}hyphen and zero\u{200B}width\u{FEFF}",
                "softhyphen and zerowidth",
            ),
            ("cafe\u{301} and A\u{30A}", "café and Å"),
            ("\u{1112}\u{1161}\u{11AB}", "한"),
            ("bell\u{7}", "bell"),
            (" \u{200B} ", ""),
        ];
        for (text, expected) in cases {
            let repaired = repaired(text);
            assert_eq!(repaired.line.text, expected, "{text:?}");
            assert!(!repaired.has_mojibake);
        }
    }

    #[test]
    fn keeps_the_way_back() {
        let text = "a  cafe\u{301} b";
        let line = repaired(text).line;
        let at = line.text.find('é').expect("composed");
        let source = line.alignment.source_of(Span::new(at, at + 2)).expect("traced");
        assert_eq!(source.of(text), "e\u{301}");
        assert_eq!(line.source(), Some(Span::new(0, text.len())));
    }
}
