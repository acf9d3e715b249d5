//! Bytes of a record → text, with the way back to the bytes.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, UTF_8};

use super::traced::Traced;
use crate::text::{Alignment, Span};

/// A decoded record.
pub struct Decoded {
    pub source: Traced,
    /// WHATWG name of the encoding, lower case.
    pub charset: String,
}

/// Decodes by byte-order mark; as UTF-8 where the bytes are valid UTF-8; by `declared` (a label from the
/// page); by detection. Malformed sequences become U+FFFD.
pub fn decode(bytes: &[u8], declared: Option<&str>) -> Decoded {
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or_else(|| (choose(bytes, declared), 0));
    let source = match std::str::from_utf8(&bytes[mark..]) {
        Ok(text) if encoding == UTF_8 => Traced::copied(text, mark),
        _ => decode_stepwise(bytes, mark, encoding),
    };
    Decoded {
        source,
        charset: encoding.name().to_ascii_lowercase(),
    }
}

fn choose(bytes: &[u8], declared: Option<&str>) -> &'static Encoding {
    if is_mostly_utf8(bytes) {
        return UTF_8;
    }
    let declared = declared.and_then(|label| Encoding::for_label(label.as_bytes()));
    // A page that declares UTF-8 and breaks it as a rule is mislabelled, as one that declares UTF-16 and
    // has a readable declaration is.
    if let Some(encoding) = declared.filter(|encoding| encoding.is_ascii_compatible() && *encoding != UTF_8) {
        return encoding;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Valid UTF-8, or so with at most one malformed sequence for every four well-formed ones.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    bad * 4 <= good
}

/// Decodes byte by byte, so that each character knows its bytes.
fn decode_stepwise(bytes: &[u8], mark: usize, encoding: &'static Encoding) -> Traced {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len());
    let mut alignment = Alignment::default();
    let mut pending = mark;
    for at in mark..=bytes.len() {
        let is_last = at == bytes.len();
        let byte = if is_last { &[][..] } else { &bytes[at..=at] };
        let start = text.len();
        step(&mut decoder, byte, is_last, &mut text);
        if text.len() > start {
            let end = if is_last { at } else { at + 1 };
            alignment.push(Span::new(start, text.len()), Span::new(pending, end));
            pending = end;
        }
    }
    Traced { text, alignment }
}

fn step(decoder: &mut encoding_rs::Decoder, mut bytes: &[u8], is_last: bool, text: &mut String) {
    loop {
        text.reserve(16);
        let (result, read) = decoder.decode_to_string_without_replacement(bytes, text, is_last);
        bytes = &bytes[read..];
        match result {
            DecoderResult::InputEmpty => return,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => text.push(char::REPLACEMENT_CHARACTER),
        }
    }
}

/// The encoding that an HTML page declares in a `<meta>` tag among its first bytes.
pub fn declared_in_page(bytes: &[u8]) -> Option<&str> {
    const HEAD: usize = 4096;
    let head = &bytes[..bytes.len().min(HEAD)];
    let at = find_ignoring_case(head, b"charset")?;
    let rest = head[at + b"charset".len()..].trim_ascii_start();
    let rest = rest.strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest
        .strip_prefix(b"\"")
        .or_else(|| rest.strip_prefix(b"'"))
        .unwrap_or(rest);
    let is_label = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':' | b'.');
    let length = rest.iter().take_while(|byte| is_label(byte)).count();
    std::str::from_utf8(&rest[..length]).ok()
}

fn find_ignoring_case(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack
        .windows(needle.len())
        .position(|window| window.eq_ignore_ascii_case(needle))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source<'b>(bytes: &'b [u8], decoded: &Decoded, needle: &str) -> &'b [u8] {
        let at = decoded.source.text.find(needle).expect("needle is in the text");
        let span = decoded
            .source
            .alignment
            .source_of(Span::new(at, at + needle.len()))
            .expect("traced");
        &bytes[span.range()]
    }

    #[test]
    fn marks_win_then_utf8_then_the_declaration() {
        let cases: [(&[u8], Option<&str>, &str, &str); 6] = [
            (b"\xEF\xBB\xBFcaf\xC3\xA9", Some("latin1"), "utf-8", "café"),
            (b"\xFF\xFEc\0a\0f\0\xE9\0", None, "utf-16le", "café"),
            ("café".as_bytes(), Some("latin1"), "utf-8", "café"),
            (b"caf\xE9", Some("iso-8859-1"), "windows-1252", "café"),
            (
                b"\xEF\xF0\xE8\xE2\xE5\xF2",
                Some("windows-1251"),
                "windows-1251",
                "привет",
            ),
            (
                b"the caf\xE9 in the old town",
                None,
                "windows-1252",
                "the café in the old town",
            ),
        ];
        for (bytes, declared, charset, text) in cases {
            let decoded = decode(bytes, declared);
            assert_eq!(
                (decoded.charset.as_str(), decoded.source.text.as_str()),
                (charset, text)
            );
        }
    }

    #[test]
    fn characters_know_their_bytes() {
        let bytes = b"\xFF\xFEc\0a\0f\0\xE9\0";
        let decoded = decode(bytes, None);
        assert_eq!(source(bytes, &decoded, "f\u{e9}"), b"f\0\xE9\0");
        let bytes = b"a\x82\xA0b\xE9";
        let decoded = decode(bytes, Some("shift_jis"));
        assert_eq!(source(bytes, &decoded, "\u{3042}"), b"\x82\xA0");
    }

    #[test]
    fn finds_the_declaration() {
        assert_eq!(declared_in_page(b"<meta charset=\"ISO-8859-1\">"), Some("ISO-8859-1"));
        assert_eq!(
            declared_in_page(b"<META content='text/html; CHARSET = koi8-r'>"),
            Some("koi8-r")
        );
        assert_eq!(declared_in_page(b"<p>no charset here"), None);
    }
}
