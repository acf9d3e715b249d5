//! Blocks of extracted text → the same blocks aligned to the page source that they came from.

use super::super::traced::Traced;
use super::tokens::{Token, Tokens, decode_text};
use crate::kb::CleaningLists;
use crate::text::{Alignment, Span};

/// The text of a page without its space, aligned to the page source: what extracted text is found in,
/// however tags and line breaks part it.
pub struct PageText {
    squeezed: Traced,
    /// Where the next block is looked for first: extraction keeps the order of the page.
    cursor: usize,
}

/// Characters that must agree for a place to be taken as the origin.
const ANCHOR: usize = 24;
/// Bytes of page text that one interruption (a removed link, an advertisement) may span.
const LONGEST_GAP: usize = 4000;

impl PageText {
    pub fn of(html: &str, lists: &CleaningLists) -> Self {
        let mut squeezed = Traced::default();
        let mut is_title = false;
        for token in Tokens::of(html) {
            match token {
                Token::Text(span) if !is_title => squeeze(html, &decode_text(html, span, lists), &mut squeezed),
                Token::Open(tag) => is_title = tag.is("title"),
                Token::Close(_) => is_title = false,
                _ => {}
            }
        }
        Self { squeezed, cursor: 0 }
    }

    /// Visible characters of the page.
    pub fn visible_chars(&self) -> usize {
        self.squeezed.text.chars().count()
    }

    /// The alignment of `text` to the page source; parts that are not found have none.
    pub fn trace(&mut self, text: &str) -> Alignment {
        let mut alignment = Alignment::default();
        let characters: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| !c.is_whitespace()).collect();
        let mut next = 0;
        let mut is_first = true;
        while next < characters.len() {
            let Some(place) = self.find(&characters[next..], is_first) else {
                next += ANCHOR;
                continue;
            };
            is_first = false;
            let matched = self.follow(&characters[next..], place, &mut alignment);
            next += matched.max(1);
        }
        alignment
    }

    /// Where the page says the next characters: at or after the cursor, or, for the first characters of a
    /// block, anywhere.
    fn find(&self, characters: &[(usize, char)], is_first: bool) -> Option<usize> {
        let anchor: String = characters.iter().take(ANCHOR).map(|(_, c)| c).collect();
        let page = &self.squeezed.text;
        let mut limit = if is_first {
            page.len()
        } else {
            page.len().min(self.cursor + LONGEST_GAP)
        };
        while !page.is_char_boundary(limit) {
            limit += 1;
        }
        let ahead = page[self.cursor..limit].find(&anchor).map(|at| at + self.cursor);
        ahead.or_else(|| is_first.then(|| page.find(&anchor)).flatten())
    }

    /// Aligns characters with the page from `place` on while they agree; returns how many did.
    fn follow(&mut self, characters: &[(usize, char)], place: usize, alignment: &mut Alignment) -> usize {
        let mut matched = 0;
        let mut last: Option<(usize, Span)> = None;
        for (&(at, wanted), (offset, found)) in characters.iter().zip(self.squeezed.text[place..].char_indices()) {
            if wanted != found {
                break;
            }
            let start = place + offset;
            self.cursor = start + found.len_utf8();
            matched += 1;
            let derived = Span::new(at, at + wanted.len_utf8());
            let Some(source) = self.squeezed.alignment.source_of(Span::new(start, self.cursor)) else {
                continue;
            };
            // Space between two characters came from what stands between them in the source.
            if let Some((end, before)) = last
                && end < at
                && before.end < source.start
                && (source.start - before.end) as usize <= at - end
            {
                alignment.push(
                    Span::new(end, at),
                    Span {
                        start: before.end,
                        end: source.start,
                    },
                );
            }
            alignment.push(derived, source);
            last = Some((derived.end as usize, source));
        }
        matched
    }
}

/// Appends the text without its space.
fn squeeze(html: &str, text: &Traced, squeezed: &mut Traced) {
    for word in text.text.split_whitespace() {
        let start = word.as_ptr() as usize - text.text.as_ptr() as usize;
        let span = Span::new(start, start + word.len());
        let source = text
            .alignment
            .source_of(span)
            .expect("decoded text is traced throughout");
        if source.len() == word.len() && source.of(html) == word {
            squeezed.push(word, source);
            continue;
        }
        for (at, character) in word.char_indices() {
            let place = Span::new(start + at, start + at + character.len_utf8());
            let source = text
                .alignment
                .source_of(place)
                .expect("decoded text is traced throughout");
            squeezed.push(&word[at..at + character.len_utf8()], source);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_source_across_tags_references_and_interruptions() {
        let lists = CleaningLists::embedded().expect("embedded lists are valid");
        let html = "<nav>Home</nav><p>The <b>foreign</b> minister&#8217;s plane landed in the capital\n at noon.</p>\
                    <aside>Advertisement</aside><p>Talks open tomorrow morning.</p>";
        let mut page = PageText::of(html, &lists);
        let text = "The foreign minister’s plane landed in the capital at noon. Talks open tomorrow morning.";
        let alignment = page.trace(text);
        for needle in ["foreign minister", "’", "landed in the capital", "noon.", "Talks open"] {
            let at = text.find(needle).expect("needle is in the text");
            let source = alignment.source_of(Span::new(at, at + needle.len())).expect("traced");
            let raw = source.of(html).replace("</b>", "").replace("&#8217;", "’");
            assert_eq!(raw, needle);
        }
        assert_eq!(page.trace("Not on the page at all, nowhere.").extent(), None);
    }
}
