//! A JSON string literal → its text, with the way back to the bytes of the literal.

use crate::text::{Alignment, Span};

/// Decodes the string literal `raw` (with its quotation marks), which a JSON parser has accepted and which
/// starts at byte `offset` of the record. An unpaired surrogate becomes U+FFFD.
pub fn decode(raw: &str, offset: usize) -> (String, Alignment) {
    let inner = raw.get(1..raw.len().saturating_sub(1)).unwrap_or_default();
    let mut text = String::with_capacity(inner.len());
    let mut alignment = Alignment::default();
    let mut position = 0;
    while position < inner.len() {
        let plain = inner[position..].find('\\').unwrap_or(inner.len() - position);
        push(
            &mut text,
            &mut alignment,
            &inner[position..position + plain],
            offset + 1 + position,
            plain,
        );
        position += plain;
        if position < inner.len() {
            let (character, length) = escape(&inner[position..]);
            let mut buffer = [0; 4];
            let encoded = character.encode_utf8(&mut buffer);
            push(&mut text, &mut alignment, encoded, offset + 1 + position, length);
            position += length;
        }
    }
    (text, alignment)
}

fn push(text: &mut String, alignment: &mut Alignment, piece: &str, source: usize, source_length: usize) {
    let start = text.len();
    text.push_str(piece);
    alignment.push(Span::new(start, text.len()), Span::new(source, source + source_length));
}

/// The character of the escape that `rest` starts with, and the escape's length in bytes.
fn escape(rest: &str) -> (char, usize) {
    let simple = match rest.as_bytes().get(1) {
        Some(b'n') => '\n',
        Some(b't') => '\t',
        Some(b'r') => '\r',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{C}',
        Some(b'u') => return unicode_escape(rest),
        Some(&other) if other.is_ascii() => other as char,
        _ => return (char::REPLACEMENT_CHARACTER, 1),
    };
    (simple, 2)
}

fn unicode_escape(rest: &str) -> (char, usize) {
    let unit = |at: usize| {
        let digits = rest.get(at + 2..at + 6)?;
        rest[at..]
            .starts_with("\\u")
            .then(|| u32::from_str_radix(digits, 16).ok())?
    };
    let Some(first) = unit(0) else {
        return (char::REPLACEMENT_CHARACTER, 2.min(rest.len()));
    };
    if (0xD800..0xDC00).contains(&first)
        && let Some(second @ 0xDC00..0xE000) = rest.is_char_boundary(6).then(|| unit(6)).flatten()
    {
        let code = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
        return (char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), 12);
    }
    (char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER), 6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_every_escape_and_keeps_the_way_back() {
        let raw = r#""a\nb\u00e9 \ud83d\ude00\/\"é""#;
        let (text, alignment) = decode(raw, 10);
        assert_eq!(text, "a\nb\u{e9} \u{1F600}/\"é");
        let source = |needle: &str| {
            let at = text.find(needle).expect("needle is in the text");
            let span = alignment.source_of(Span::new(at, at + needle.len())).expect("traced");
            &raw[span.start as usize - 10..span.end as usize - 10]
        };
        assert_eq!(source("a"), "a");
        assert_eq!(source("\n"), r"\n");
        assert_eq!(source("\u{1F600}"), r"\ud83d\ude00");
        assert_eq!(source("b\u{e9}"), r"b\u00e9");
    }

    #[test]
    fn replaces_unpaired_surrogates() {
        assert_eq!(
            decode(r#""\ud800x\udc00\ud800\u0041""#, 0).0,
            "\u{FFFD}x\u{FFFD}\u{FFFD}A"
        );
    }
}
