//! A record → its lines, repaired and traced, with what it says about itself; nothing dropped yet.

use super::blocks;
use super::charset::{self, Decoded};
use super::html;
use super::metadata::Metadata;
use super::mojibake::Mojibake;
use super::repair::repair;
use super::traced::Traced;
use crate::document::{Article, BlockKind, Content, SourceFormat};
use crate::kb::CleaningLists;
use crate::text::Span;

/// A record as text.
#[derive(Debug, Default)]
pub struct Page {
    /// The decoded record, aligned to its bytes.
    pub source: Traced,
    pub charset: String,
    pub lines: Vec<Line>,
    pub metadata: Metadata,
    pub has_mojibake: bool,
    /// The lines were picked by their markup already.
    pub is_extracted: bool,
    /// Visible characters of the whole record, space not counted.
    pub visible_chars: usize,
}

/// A block of the page before it is judged.
#[derive(Debug, Default)]
pub struct Line {
    /// Aligned to [`Page::source`].
    pub text: Traced,
    /// A blank line stands before it.
    pub has_gap: bool,
    /// What the markup says it is.
    pub kind: Option<BlockKind>,
    /// Share of its characters that stand inside links.
    pub linked_share: f32,
}

/// Decodes a record and cuts it into lines.
pub fn read(article: &Article, lists: &CleaningLists) -> Page {
    match &article.content {
        Content::Fields(fields) => {
            let source = Traced {
                text: fields.text.text.clone(),
                alignment: fields.text.alignment.clone(),
            };
            let decoded = Decoded {
                source,
                charset: "utf-8".into(),
            };
            plain(decoded, Metadata::of_fields(fields))
        }
        Content::Whole if article.format == SourceFormat::Html => {
            let decoded = charset::decode(&article.bytes, charset::declared_in_page(&article.bytes));
            html::read(decoded, lists)
        }
        Content::Whole => plain(charset::decode(&article.bytes, None), Metadata::default()),
    }
}

fn plain(decoded: Decoded, metadata: Metadata) -> Page {
    let Decoded { source, charset } = decoded;
    let mojibake = Mojibake::of(&source.text);
    let mut page = Page {
        charset,
        metadata,
        ..Page::default()
    };
    for block in blocks::cut(&source.text) {
        let line = join(&source.text, &block.lines, &mojibake, &mut page.has_mojibake);
        page.visible_chars += visible_chars(&line.text);
        page.lines.push(Line {
            text: line,
            has_gap: block.has_gap,
            kind: None,
            linked_share: 0.0,
        });
    }
    page.lines.retain(|line| !line.text.text.is_empty());
    page.source = source;
    page
}

/// The wrapped lines of a block as one line.
fn join(source: &str, lines: &[Span], mojibake: &Mojibake, has_mojibake: &mut bool) -> Traced {
    let mut joined = Traced::default();
    let mut last_end = 0;
    for &span in lines {
        let repaired = repair(source, span, mojibake);
        *has_mojibake |= repaired.has_mojibake;
        if !joined.text.is_empty() && !repaired.line.text.is_empty() {
            joined.push(
                " ",
                Span {
                    start: last_end,
                    end: span.start,
                },
            );
        }
        last_end = span.end;
        joined.append(&repaired.line);
    }
    joined
}

/// Characters that are no space.
pub fn visible_chars(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// What kind of file the first bytes say the record is, where it is certainly no text.
pub fn known_binary(article: &Article) -> Option<&'static str> {
    const SIGNATURES: [(&[u8], &str); 8] = [
        (b"%PDF-", "a PDF file"),
        (b"PK\x03\x04", "a ZIP archive"),
        (b"\x89PNG", "a PNG picture"),
        (b"\xFF\xD8\xFF", "a JPEG picture"),
        (b"GIF8", "a GIF picture"),
        (b"\x1F\x8B", "a gzip archive inside its transport"),
        (b"\x28\xB5\x2F\xFD", "a zstd archive inside its transport"),
        (b"\x7FELF", "a program"),
    ];
    let is_whole = matches!(article.content, Content::Whole);
    SIGNATURES
        .iter()
        .find(|(mark, _)| is_whole && article.bytes.starts_with(mark))
        .map(|&(_, kind)| kind)
}

/// More than one character in fifty is a control character or could not be decoded.
pub fn is_garbled(text: &str) -> bool {
    let is_bad = |c: char| c == char::REPLACEMENT_CHARACTER || (c.is_control() && !c.is_whitespace() && c != '\u{1B}');
    let (mut bad, mut all) = (0_usize, 0_usize);
    for character in text.chars() {
        all += 1;
        bad += usize::from(is_bad(character));
    }
    bad * 50 > all
}
