//! HTML source → tags and text, each with its place in the source. Lenient: any text is HTML.

use super::super::traced::Traced;
use crate::kb::CleaningLists;
use crate::text::Span;

/// A piece of HTML source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'h> {
    /// Text with its character references undecoded.
    Text(Span),
    Open(Tag<'h>),
    Close(&'h str),
    /// What stands inside `<script>`; all else inside raw-text elements is passed over.
    Script(Tag<'h>, &'h str),
}

/// A start tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag<'h> {
    /// As written; compare ignoring ASCII case.
    pub name: &'h str,
    /// What stands between the name and the closing `>`.
    pub attributes: &'h str,
}

impl<'h> Tag<'h> {
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The value of an attribute, undecoded; empty for one without a value.
    pub fn attribute(&self, name: &str) -> Option<&'h str> {
        let mut rest = self.attributes;
        while let Some((key, value, after)) = next_attribute(rest) {
            if key.eq_ignore_ascii_case(name) {
                return Some(value);
            }
            rest = after;
        }
        None
    }
}

/// The next attribute of a start tag: its name, its value and what follows.
fn next_attribute(text: &str) -> Option<(&str, &str, &str)> {
    let text = text.trim_start_matches(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '=' | '"' | '\''));
    if text.is_empty() {
        return None;
    }
    let end = text
        .find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/' | '>'))
        .unwrap_or(text.len());
    let (key, rest) = text.split_at(end);
    let Some(value) = rest.trim_start().strip_prefix('=').map(str::trim_start) else {
        return Some((key, "", rest));
    };
    for quote in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(quote) {
            let (value, after) = inner.split_once(quote).unwrap_or((inner, ""));
            return Some((key, value, after));
        }
    }
    let (value, after) = value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len()));
    Some((key, value, after))
}

/// Cuts HTML source into tokens, in order. Comments and declarations are passed over.
pub struct Tokens<'h> {
    html: &'h str,
    position: usize,
    /// The end tag of this element ends the raw text that comes next.
    raw: Option<Tag<'h>>,
}

impl<'h> Tokens<'h> {
    pub fn of(html: &'h str) -> Self {
        Self {
            html,
            position: 0,
            raw: None,
        }
    }

    /// The markup that starts at `position`, which holds a `<`; `None` where the `<` is mere text.
    fn markup(&mut self) -> Option<Option<Token<'h>>> {
        let rest = &self.html[self.position..];
        let skip = |end: &str| rest.find(end).map_or(rest.len(), |at| at + end.len());
        if let Some(comment) = rest.strip_prefix("<!--") {
            self.position += comment.find("-->").map_or(rest.len(), |at| at + 7);
            return Some(None);
        }
        if rest.starts_with("<!") || rest.starts_with("<?") {
            self.position += skip(">");
            return Some(None);
        }
        let is_close = rest.starts_with("</");
        let name_start = if is_close { 2 } else { 1 };
        if !rest[name_start..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let end = tag_end(rest);
        let inner = &rest[name_start..end];
        let name_end = inner
            .find(|c: char| c.is_ascii_whitespace() || c == '/')
            .unwrap_or(inner.len());
        let (name, attributes) = inner.split_at(name_end);
        self.position += (end + 1).min(rest.len());
        if is_close {
            return Some(Some(Token::Close(name)));
        }
        let tag = Tag { name, attributes };
        let is_raw = ["script", "style", "textarea", "iframe", "noembed", "xmp", "title"];
        self.raw = is_raw.iter().any(|name| tag.is(name)).then_some(tag);
        Some(Some(Token::Open(tag)))
    }

    /// Everything up to the end tag of a raw-text element.
    fn raw_text(&mut self, tag: Tag<'h>) -> Option<Token<'h>> {
        let rest = &self.html[self.position..];
        let is_end = |at: usize| {
            let name = rest.as_bytes().get(at + 2..at + 2 + tag.name.len());
            name.is_some_and(|name| name.eq_ignore_ascii_case(tag.name.as_bytes()))
        };
        let end = rest
            .match_indices("</")
            .map(|(at, _)| at)
            .find(|&at| is_end(at))
            .unwrap_or(rest.len());
        let start = self.position;
        self.position += end;
        if tag.is("script") {
            return Some(Token::Script(tag, &rest[..end]));
        }
        (tag.is("title") && end > 0).then(|| Token::Text(Span::new(start, start + end)))
    }
}

impl<'h> Iterator for Tokens<'h> {
    type Item = Token<'h>;

    fn next(&mut self) -> Option<Token<'h>> {
        loop {
            if let Some(tag) = self.raw.take() {
                if let Some(token) = self.raw_text(tag) {
                    return Some(token);
                }
                continue;
            }
            let start = self.position;
            let rest = self.html.get(start..).filter(|rest| !rest.is_empty())?;
            let mut end = rest.find('<').unwrap_or(rest.len());
            if end == 0 {
                match self.markup() {
                    Some(Some(token)) => return Some(token),
                    Some(None) => continue,
                    None => end = rest[1..].find('<').map_or(rest.len(), |at| at + 1),
                }
            }
            self.position = start + end;
            return Some(Token::Text(Span::new(start, start + end)));
        }
    }
}

/// Position of the `>` that ends a tag, outside quoted values.
fn tag_end(tag: &str) -> usize {
    let mut quote = None;
    let mut previous = 0;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') if previous == b'=' => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            previous = byte;
        }
    }
    // An unclosed quotation mark would swallow the page: end at the first `>` instead.
    tag.find('>').unwrap_or(tag.len())
}

/// The text of a passage with its character references decoded, aligned to the source.
pub fn decode_text(html: &str, span: Span, lists: &CleaningLists) -> Traced {
    let text = span.of(html);
    let mut decoded = Traced::default();
    let mut position = 0;
    while position < text.len() {
        let source = span.start as usize + position;
        let plain = text[position..].find('&').unwrap_or(text.len() - position);
        if plain > 0 {
            decoded.push(&text[position..position + plain], Span::new(source, source + plain));
            position += plain;
            continue;
        }
        let (character, length) = reference(&text[position..], lists).unwrap_or(('&', 1));
        let mut buffer = [0; 4];
        decoded.push(character.encode_utf8(&mut buffer), Span::new(source, source + length));
        position += length;
    }
    decoded
}

/// An attribute value with its character references decoded.
pub fn decode_value(value: &str, lists: &CleaningLists) -> String {
    decode_text(value, Span::new(0, value.len()), lists).text
}

/// The character of the reference that `text` starts with, and the reference's length.
fn reference(text: &str, lists: &CleaningLists) -> Option<(char, usize)> {
    const LONGEST: usize = 12;
    let name = &text.as_bytes()[1..text.len().min(LONGEST)];
    if let Some(digits) = text.strip_prefix("&#") {
        let (digits, radix, prefix) = match digits.strip_prefix(['x', 'X']) {
            Some(hex) => (hex, 16, 3),
            None => (digits, 10, 2),
        };
        let length = digits
            .bytes()
            .take(8)
            .take_while(|byte| (*byte as char).is_digit(radix))
            .count();
        let code = u32::from_str_radix(&digits[..length], radix).ok()?;
        let end = prefix + length + usize::from(digits[length..].starts_with(';'));
        return Some((character(code), end));
    }
    let length = name.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let is_closed = name.get(length) == Some(&b';');
    let character = *lists.entities.get(&text[1..=length])?;
    // `&lang=en` in an address is no reference.
    let is_parameter = name.get(length) == Some(&b'=');
    (!is_parameter).then_some((character, 1 + length + usize::from(is_closed)))
}

/// Numeric references to the C1 controls mean Windows-1252.
fn character(code: u32) -> char {
    if let Ok(byte @ 0x80..=0x9F) = u8::try_from(code) {
        let bytes = [byte];
        let decoded = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes).0;
        return decoded.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER);
    }
    char::from_u32(code)
        .filter(|&c| c != '\0')
        .unwrap_or(char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_lenient_html() {
        let html = "<!doctype html><p CLASS=\"a>b\" id=x>1 < 2<br/><!-- <p> --><script>if(a<b){}</script>é</p>";
        let seen: Vec<String> = Tokens::of(html)
            .map(|token| match token {
                Token::Text(span) => span.of(html).to_string(),
                Token::Open(tag) => format!("+{}", tag.name),
                Token::Close(name) => format!("-{name}"),
                Token::Script(_, text) => format!("!{text}"),
            })
            .collect();
        assert_eq!(
            seen,
            ["+p", "1 ", "< 2", "+br", "+script", "!if(a<b){}", "-script", "é", "-p"]
        );
        let Some(Token::Open(tag)) = Tokens::of(html).next() else {
            panic!("the first token is a tag");
        };
        assert_eq!(
            (tag.attribute("class"), tag.attribute("ID"), tag.attribute("x")),
            (Some("a>b"), Some("x"), None)
        );
    }

    #[test]
    fn decodes_references_with_the_way_back() {
        let lists = CleaningLists::embedded().expect("embedded lists are valid");
        let html = "A&amp;B &#8217;&#x2014;&#150; &nbsp;&unknown; &copy & x&lang=1";
        let decoded = decode_text(html, Span::new(0, html.len()), &lists);
        assert_eq!(decoded.text, "A&B ’—– \u{A0}&unknown; © & x&lang=1");
        let at = decoded.text.find('’').expect("decoded");
        let source = decoded.alignment.source_of(Span::new(at, at + 3)).expect("traced");
        assert_eq!(source.of(html), "&#8217;");
    }
}
