//! Where words and numbers end: hyphens, apostrophes, full stops inside and after them.

use unicode_normalization::char::is_combining_mark;

use crate::kb::{AbbreviationClass, SegmentationLists};
use crate::text::fold_key;

/// Where a word ends and, where a clitic (`'s`, `n't`) follows at once, where that ends.
pub struct WordEnd {
    pub stop: usize,
    pub clitic: Option<usize>,
}

/// Longest word that can be an abbreviation.
const MAX_ABBREVIATION: usize = 8;

/// A letter, digit or combining mark starts at `at`.
pub fn is_word_char(text: &str, at: usize) -> bool {
    char_at(text, at).is_some_and(is_word)
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || (!character.is_ascii() && is_combining_mark(character))
}

fn char_at(text: &str, at: usize) -> Option<char> {
    let byte = *text.as_bytes().get(at)?;
    if byte < 0x80 {
        Some(char::from(byte))
    } else {
        text.get(at..)?.chars().next()
    }
}

/// Bytes of the apostrophe at `at`, 0 where there is none.
fn apostrophe_width(text: &str, at: usize) -> usize {
    match char_at(text, at) {
        Some('\'') => 1,
        Some('\u{2019}' | '\u{02BC}') => char_at(text, at).map_or(0, char::len_utf8),
        _ => 0,
    }
}

/// Scans the word that starts at `at`; `end` is the end of the stretch without white space.
/// `follows_name` tells whether a single capital here continues a name.
pub fn scan_word(text: &str, at: usize, end: usize, lists: &SegmentationLists, follows_name: bool) -> WordEnd {
    let bytes = &text.as_bytes()[..end];
    if let Some(stop) = acronym_end(bytes, at) {
        let clitic = clitic_at(text, stop, end);
        return WordEnd { stop, clitic };
    }
    let mut position = at;
    loop {
        position = letters_end(text, position, end);
        let Some(&byte) = bytes.get(position) else { break };
        match byte {
            b'&' if joins_capitals(bytes, position) => position += 1,
            b'_' if bytes.get(position + 1).is_some_and(u8::is_ascii_alphanumeric) => position += 1,
            b'-' if keeps_hyphen(text, at, position, end, lists) => position += 1,
            b'$' if position - at <= 3 && bytes[at..position].iter().all(u8::is_ascii_uppercase) => {
                return WordEnd {
                    stop: position + 1,
                    clitic: None,
                };
            }
            b'.' => {
                let stop = if owns_full_stop(text, at, position, end, lists, follows_name) {
                    position + 1
                } else {
                    position
                };
                let clitic = if stop > position {
                    clitic_at(text, stop, end)
                } else {
                    None
                };
                return WordEnd { stop, clitic };
            }
            _ => {
                let width = apostrophe_width(text, position);
                if width == 0 || !is_word_at(text, position + width, end) {
                    break;
                }
                if let Some(clitic) = clitic_at(text, position, end) {
                    return WordEnd {
                        stop: position,
                        clitic: Some(clitic),
                    };
                }
                if let Some(clitic) = negation_end(text, at, position, position + width, end) {
                    return WordEnd {
                        stop: position - 1,
                        clitic: Some(clitic),
                    };
                }
                position += width;
            }
        }
    }
    WordEnd {
        stop: position,
        clitic: None,
    }
}

fn is_word_at(text: &str, at: usize, end: usize) -> bool {
    at < end && is_word_char(text, at)
}

fn letters_end(text: &str, from: usize, end: usize) -> usize {
    let bytes = text.as_bytes();
    let mut position = from;
    while position < end {
        let byte = bytes[position];
        if byte.is_ascii_alphanumeric() {
            position += 1;
        } else if byte >= 0x80 && is_word_char(text, position) {
            position += char_at(text, position).map_or(1, char::len_utf8);
        } else {
            break;
        }
    }
    position
}

/// `AT&T`, `R&D`.
fn joins_capitals(bytes: &[u8], at: usize) -> bool {
    at > 0 && bytes[at - 1].is_ascii_uppercase() && bytes.get(at + 1).is_some_and(u8::is_ascii_uppercase)
}

/// Prefixes (`co-founder`) and designations (`S-400`, `COVID-19`) stay whole; other hyphens part words.
fn keeps_hyphen(text: &str, start: usize, hyphen: usize, end: usize, lists: &SegmentationLists) -> bool {
    let bytes = &text.as_bytes()[..end];
    let Some(next) = bytes.get(hyphen + 1) else {
        return false;
    };
    let word = &bytes[start..hyphen];
    if next.is_ascii_digit() {
        return word.len() <= 5 && word.iter().all(u8::is_ascii_uppercase);
    }
    next.is_ascii_lowercase() && word.len() <= 7 && lists.prefixes.contains(&fold_key(&text[start..hyphen]))
}

/// `U.S.`, `a.m.`, `U.N`, `Ph.D.`: single letters (or one short head) joined by full stops.
fn acronym_end(bytes: &[u8], at: usize) -> Option<usize> {
    let mut position = at;
    let mut letters = 0;
    while bytes.get(position).is_some_and(u8::is_ascii_alphabetic) && bytes.get(position + 1) == Some(&b'.') {
        letters += 1;
        position += 2;
    }
    let is_last_bare = bytes.get(position).is_some_and(u8::is_ascii_alphabetic)
        && !bytes
            .get(position + 1)
            .is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0x80);
    match letters {
        0 => degree_end(bytes, at),
        1 if is_last_bare => Some(position + 1),
        1 => None,
        _ if is_last_bare && bytes.get(position + 1) != Some(&b'.') => Some(position + 1),
        _ => Some(position),
    }
}

/// `Ph.D.`, `M.Sc.`: a capital, one or two small letters, and so again.
fn degree_end(bytes: &[u8], at: usize) -> Option<usize> {
    let head = bytes.get(at..at + 4)?;
    let is_degree =
        head[0].is_ascii_uppercase() && head[1].is_ascii_lowercase() && head[2] == b'.' && head[3].is_ascii_uppercase();
    (is_degree && bytes.get(at + 4) == Some(&b'.')).then_some(at + 5)
}

/// The full stop at `stop` belongs to the word before it.
fn owns_full_stop(
    text: &str,
    start: usize,
    stop: usize,
    end: usize,
    lists: &SegmentationLists,
    follows_name: bool,
) -> bool {
    let bytes = &text.as_bytes()[..end];
    if bytes.get(stop + 1) == Some(&b'.') || stop - start > MAX_ABBREVIATION {
        return false;
    }
    let word = &text[start..stop];
    let is_capital = word.starts_with(|c: char| c.is_uppercase());
    if is_capital && word.chars().nth(1).is_none() {
        return follows_name || word != "I";
    }
    let Some(&class) = lists.abbreviations.get(&fold_key(word)) else {
        return false;
    };
    match class {
        AbbreviationClass::Number => next_is_digit(text, stop + 1),
        AbbreviationClass::Title | AbbreviationClass::Month | AbbreviationClass::Place => is_capital || word == "st",
        AbbreviationClass::Name | AbbreviationClass::General => true,
        AbbreviationClass::Unit => follows_number(text, start),
    }
}

fn next_is_digit(text: &str, at: usize) -> bool {
    let rest = &text.as_bytes()[at.min(text.len())..];
    let skipped = rest.iter().take(2).take_while(|b| matches!(b, b' ' | b'#')).count();
    rest.get(skipped).is_some_and(u8::is_ascii_digit)
}

fn follows_number(text: &str, start: usize) -> bool {
    let before = text[..start].trim_end_matches([' ', '-']);
    before.ends_with(|c: char| c.is_ascii_digit())
}

/// End of the clitic (`'s`, `'re`, `’ll`) whose apostrophe is at `at`.
pub fn clitic_at(text: &str, at: usize, end: usize) -> Option<usize> {
    let width = if at < end { apostrophe_width(text, at) } else { 0 };
    if width == 0 {
        return None;
    }
    let letters = &text.as_bytes()[at + width..end.max(at + width)];
    let length = match letters.first()?.to_ascii_lowercase() {
        b's' | b'm' | b'd' => 1,
        b'r' | b'v' if letters.get(1).is_some_and(|b| b.eq_ignore_ascii_case(&b'e')) => 2,
        b'l' if letters.get(1).is_some_and(|b| b.eq_ignore_ascii_case(&b'l')) => 2,
        _ => return None,
    };
    let stop = at + width + length;
    let is_whole = stop >= end || !(is_word_char(text, stop) || apostrophe_width(text, stop) > 0);
    is_whole.then_some(stop)
}

/// `did|n't`: end of the negation whose `n` stands before the apostrophe.
fn negation_end(text: &str, start: usize, apostrophe: usize, after: usize, end: usize) -> Option<usize> {
    let bytes = &text.as_bytes()[..end];
    let is_negation = apostrophe > start + 1
        && bytes[apostrophe - 1].eq_ignore_ascii_case(&b'n')
        && bytes.get(after).is_some_and(|b| b.eq_ignore_ascii_case(&b't'))
        && !is_word_at(text, after + 1, end);
    is_negation.then_some(after + 1)
}

/// End of the number at `at`: separators between digits, ISO dates, telephone numbers, and letters
/// that belong to it (`14th`, `1990s`, `5bn`) but not `am`/`pm`.
pub fn scan_number(text: &str, at: usize, end: usize) -> usize {
    let bytes = &text.as_bytes()[..end];
    if let Some(stop) = hyphenated_number_end(bytes, at) {
        return stop;
    }
    let mut position = digits_end(bytes, at);
    while bytes
        .get(position)
        .is_some_and(|b| matches!(b, b'.' | b',' | b':' | b'/'))
        && bytes.get(position + 1).is_some_and(u8::is_ascii_digit)
    {
        position = digits_end(bytes, position + 1);
    }
    let stop = letters_end(text, position, end);
    let is_clock = text
        .get(position..stop)
        .is_some_and(|tail| tail.eq_ignore_ascii_case("am") || tail.eq_ignore_ascii_case("pm"))
        || acronym_end(bytes, position).is_some();
    if is_clock { position } else { stop }
}

fn digits_end(bytes: &[u8], from: usize) -> usize {
    from + bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count()
}

/// `2017-04-14`, `555-0142`, `713-555-0142`.
fn hyphenated_number_end(bytes: &[u8], at: usize) -> Option<usize> {
    const FORMS: [&[usize]; 4] = [&[4, 2, 2], &[3, 3, 4], &[3, 4], &[1, 3, 3, 4]];
    FORMS.iter().find_map(|form| {
        let mut position = at;
        for (place, &digits) in form.iter().enumerate() {
            if place > 0 {
                if bytes.get(position) != Some(&b'-') {
                    return None;
                }
                position += 1;
            }
            if digits_end(bytes, position.min(bytes.len())) != position + digits {
                return None;
            }
            position += digits;
        }
        let is_whole = !bytes
            .get(position)
            .is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'-');
        is_whole.then_some(position)
    })
}
