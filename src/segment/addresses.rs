//! Web addresses, e-mail addresses and file names inside a stretch without white space.

use crate::kb::SegmentationLists;
use crate::text::fold_key;

/// Longest address looked at; bounds the work on texts without spaces.
const MAX_ADDRESS: usize = 2048;
/// Longest host or mailbox name looked at from any one letter.
const MAX_HOST: usize = 128;

/// Cheap test before [`scan_address`]: some `@`, `://` or a full stop between word characters.
pub fn may_hold_address(chunk: &[u8]) -> bool {
    chunk.len() > 4
        && chunk.windows(3).any(|w| {
            w[1] == b'@' || w == b"://" || (w[1] == b'.' && w[0].is_ascii_alphanumeric() && w[2].is_ascii_alphabetic())
        })
}

/// End of the address that starts at `at` in `text` (which ends with the chunk).
pub fn scan_address(text: &str, at: usize, lists: &SegmentationLists) -> Option<usize> {
    let bytes = text.as_bytes();
    let inside_word = at > 0 && bytes[at - 1].is_ascii_alphanumeric();
    if inside_word || !(bytes[at].is_ascii_alphanumeric() || bytes[at] == b'@') {
        return None;
    }
    let rest = &bytes[at..bytes.len().min(at + MAX_ADDRESS)];
    if has_scheme(rest) || starts_with(rest, b"www.") {
        return Some(at + trimmed(rest));
    }
    if rest[0] == b'@' {
        let handle = 1 + rest[1..]
            .iter()
            .take_while(|&&b| b.is_ascii_alphanumeric() || b == b'_')
            .count();
        return (handle > 2).then_some(at + handle);
    }
    let host = host_length(rest);
    if rest.get(host) == Some(&b'@') {
        let domain = host_length(&rest[host + 1..]);
        return (domain > 2).then_some(at + host + 1 + domain);
    }
    if !is_host(text, at, host, lists) {
        return None;
    }
    let has_path = rest.get(host) == Some(&b'/');
    Some(at + if has_path { trimmed(rest) } else { host })
}

fn starts_with(bytes: &[u8], prefix: &[u8]) -> bool {
    bytes.len() > prefix.len() && bytes[..prefix.len()].eq_ignore_ascii_case(prefix)
}

fn has_scheme(bytes: &[u8]) -> bool {
    let letters = bytes.iter().take(10).take_while(|b| b.is_ascii_alphabetic()).count();
    letters > 1 && bytes[letters..].starts_with(b"://")
}

/// Characters of a host or mailbox name, without a full stop or hyphen at its end.
fn host_length(bytes: &[u8]) -> usize {
    let is_part = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b'+');
    let run = bytes.iter().take(MAX_HOST).take_while(|&&b| is_part(b)).count();
    let tail = bytes[..run]
        .iter()
        .rev()
        .take_while(|&&b| !b.is_ascii_alphanumeric())
        .count();
    run - tail
}

/// `example.com`: labels joined by full stops, the last a known domain in one case.
fn is_host(text: &str, at: usize, length: usize, lists: &SegmentationLists) -> bool {
    let Some(host) = text.get(at..at + length) else {
        return false;
    };
    let Some((labels, last)) = host.rsplit_once('.') else {
        return false;
    };
    let is_one_case = last.bytes().all(|b| b.is_ascii_lowercase()) || !host.bytes().any(|b| b.is_ascii_lowercase());
    labels.len() > 1
        && is_one_case
        && labels.split('.').all(|label| !label.is_empty())
        && lists.domains.contains(&fold_key(last))
}

/// Length of an address up to white space, without the punctuation that closes the sentence.
fn trimmed(bytes: &[u8]) -> usize {
    let mut length = bytes
        .iter()
        .take_while(|b| (0x21..0x7F).contains(*b) && !matches!(b, b'"' | b'<' | b'>'))
        .count();
    while length > 1 {
        let is_tail = match bytes[length - 1] {
            b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'' | b']' | b'}' => true,
            b')' => !bytes[..length].contains(&b'('),
            _ => false,
        };
        if !is_tail {
            break;
        }
        length -= 1;
    }
    length
}
