//! UTF-8 that was read as Windows-1252 (`cafÃ©`, `itâ€™s`) → the characters that were meant.

use std::sync::LazyLock;

/// The characters of Windows-1252 bytes 0x80 to 0x9F.
static UPPER_CONTROLS: LazyLock<Vec<char>> = LazyLock::new(|| {
    let bytes: Vec<u8> = (0x80..=0x9F).collect();
    encoding_rs::WINDOWS_1252
        .decode_without_bom_handling(&bytes)
        .0
        .chars()
        .collect()
});

/// Undoes mojibake in one document. Some sequences are certain by themselves; others (`Â»`, `É…`) are
/// also proper text and are undone only in a document that has certain ones.
pub struct Mojibake {
    is_present: bool,
}

impl Mojibake {
    /// Looks for certain mojibake in the whole text of a record.
    pub fn of(text: &str) -> Self {
        let is_lead = |character| matches!(character, 'Ã' | 'Â' | 'â' | 'ð');
        let is_present = !text.is_ascii()
            && text
                .char_indices()
                .any(|(at, character)| is_lead(character) && is_certain(&text[at..]));
        Self { is_present }
    }

    /// The character meant by the mojibake that `text` starts with, and the mojibake's length in bytes.
    pub fn undo(&self, text: &str) -> Option<(char, usize)> {
        if !self.is_present || text.as_bytes().first()?.is_ascii() {
            return None;
        }
        decode(text)
    }
}

/// A sequence that no language writes: `Ã` or `Â` with a sign after it, or a longer sequence.
fn is_certain(text: &str) -> bool {
    let Some((character, _)) = decode(text) else {
        return false;
    };
    let continuation = text.chars().nth(1).unwrap_or_default();
    let ambiguous = "\u{A0}«»‹›…–—‘’‚“”„";
    character.len_utf8() > 2 || (text.starts_with(['Ã', 'Â']) && !ambiguous.contains(continuation))
}

/// Reads up to four characters as Windows-1252 bytes of one UTF-8 character.
fn decode(text: &str) -> Option<(char, usize)> {
    let mut bytes = [0_u8; 4];
    let mut length = 0;
    let wanted = match byte(text.chars().next()?)? {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let mut characters = text.chars();
    for slot in &mut bytes[..wanted] {
        let character = characters.next()?;
        *slot = byte(character)?;
        length += character.len_utf8();
    }
    let decoded = std::str::from_utf8(&bytes[..wanted]).ok()?.chars().next()?;
    Some((decoded, length))
}

/// The Windows-1252 byte of a character that is not ASCII.
fn byte(character: char) -> Option<u8> {
    match character {
        '\0'..='\u{7F}' => None,
        '\u{80}'..='\u{FF}' => Some(character as u8),
        _ => {
            let place = UPPER_CONTROLS.iter().position(|&c| c == character)?;
            u8::try_from(0x80 + place).ok()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn undone(text: &str) -> String {
        let mojibake = Mojibake::of(text);
        let mut out = String::new();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let (character, length) = mojibake.undo(rest).unwrap_or((first, first.len_utf8()));
            out.push(character);
            rest = &rest[length..];
        }
        out
    }

    #[test]
    fn undoes_only_what_is_certain() {
        let cases = [
            ("the cafÃ© and itâ€™s Â» here", "the café and it’s » here"),
            ("\u{e2}\u{20ac}\u{153}Quoted\u{e2}\u{20ac}\u{9d}", "“Quoted”"),
            ("ðŸ˜€", "😀"),
            (
                "Proper café, naïve “quotes” – and Ångström",
                "Proper café, naïve “quotes” – and Ångström",
            ),
            ("CAFÉ… Ã» Â» SÃO", "CAFÉ… Ã» Â» SÃO"),
        ];
        for (text, expected) in cases {
            assert_eq!(undone(text), expected);
        }
    }
}
