//! A sentence's tokens with what the time lexicon knows of each: what the grammar rules read.

use crate::document::{SegmentedDocument, TimeUnit, TimeValue, TimexType, Token, TokenShape};
use crate::kb::{Direction, TimeLexicon, TimeWord};
use crate::text::Span;

/// What a rule found: the tokens from where it began up to `end`.
#[derive(Clone, Debug)]
pub struct Found {
    /// One past the last token.
    pub end: usize,
    pub timex_type: TimexType,
    pub value: TimeValue,
    pub rule: &'static str,
}

impl Found {
    pub fn date(end: usize, value: TimeValue, rule: &'static str) -> Option<Self> {
        Some(Self {
            end,
            timex_type: TimexType::Date,
            value,
            rule,
        })
    }

    pub fn of(end: usize, timex_type: TimexType, value: TimeValue, rule: &'static str) -> Option<Self> {
        Some(Self {
            end,
            timex_type,
            value,
            rule,
        })
    }
}

/// Reads one sentence. Indexes are into the document's tokens; outside the sentence nothing is read.
pub struct Cursor<'d> {
    pub document: &'d SegmentedDocument,
    pub lexicon: &'d TimeLexicon,
    /// One slot per token of the document.
    pub words: &'d [Option<&'d TimeWord>],
    pub first: usize,
    pub end: usize,
}

/// Most tokens of an expression before the first that tells a time (`during more than the very early …`).
const LEAD: usize = 6;
/// Bytes of the longest word of those that the lexicon does not list (`at least`, `latter half`).
const LEAD_WORD: usize = 6;

impl<'d> Cursor<'d> {
    pub fn token(&self, at: usize) -> Option<&'d Token> {
        if at >= self.first && at < self.end {
            self.document.tokens.get(at)
        } else {
            None
        }
    }

    pub fn word(&self, at: usize) -> Option<&'d TimeWord> {
        self.token(at)?;
        self.words[at]
    }

    /// The token as written; empty outside the sentence.
    pub fn text(&self, at: usize) -> &'d str {
        self.token(at)
            .map_or("", |token| token.span.of(&self.document.clean.text))
    }

    pub fn is(&self, at: usize, word: &str) -> bool {
        self.text(at).eq_ignore_ascii_case(word)
    }

    pub fn is_any(&self, at: usize, words: &[&str]) -> bool {
        let text = self.text(at);
        words.iter().any(|word| text.eq_ignore_ascii_case(word))
    }

    /// `before(at, n)`: index `n` tokens before, out of reach of everything at the sentence's head.
    pub fn before(&self, at: usize, steps: usize) -> usize {
        at.checked_sub(steps)
            .filter(|&place| place >= self.first)
            .unwrap_or(usize::MAX)
    }

    pub fn shape(&self, at: usize) -> Option<TokenShape> {
        self.token(at).map(|token| token.shape)
    }

    pub fn is_capital(&self, at: usize) -> bool {
        matches!(
            self.shape(at),
            Some(TokenShape::Capitalised | TokenShape::Upper | TokenShape::Initial)
        )
    }

    pub fn is_hyphen(&self, at: usize) -> bool {
        matches!(self.text(at), "-" | "–" | "‐" | "‑" | "—" | "--")
    }

    /// The hyphen at `at` stands between the tokens beside it without space.
    pub fn joins(&self, at: usize) -> bool {
        self.is_hyphen(at) && self.touches(at) && self.touches(at + 1)
    }

    /// No space before the token.
    pub fn touches(&self, at: usize) -> bool {
        match (self.token(self.before(at, 1)), self.token(at)) {
            (Some(left), Some(right)) => left.span.end == right.span.start,
            _ => false,
        }
    }

    /// Skips an optional word.
    pub fn skip(&self, at: usize, words: &[&str]) -> usize {
        if self.is_any(at, words) { at + 1 } else { at }
    }

    /// The integer that the token writes in plain digits (`14`, `1,200` with its comma dropped).
    pub fn integer(&self, at: usize) -> Option<i32> {
        let token = self.token(at)?;
        let text = self.text(at);
        if token.shape != TokenShape::Number || text.len() > 9 {
            return None;
        }
        if let Ok(value) = text.parse() {
            return Some(value);
        }
        let has_groups = text.split(',').skip(1).all(|group| group.len() == 3);
        if has_groups {
            text.replace(',', "").parse().ok()
        } else {
            None
        }
    }

    /// Plain digits, so many of them.
    pub fn digits(&self, at: usize, lengths: std::ops::RangeInclusive<usize>) -> Option<i32> {
        let text = self.text(at);
        let is_plain = lengths.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        if is_plain { text.parse().ok() } else { None }
    }

    pub fn month(&self, at: usize) -> Option<i8> {
        let word = self.word(at)?;
        let month = word.month?;
        (self.is_capital(at) && !(word.is_guarded && self.text(at).len() == 3 && word.weekday.is_some()))
            .then_some(month)
    }

    /// A weekday in the singular.
    pub fn weekday(&self, at: usize) -> Option<i8> {
        let word = self.word(at)?;
        let is_certain =
            !word.is_guarded || self.text(at).ends_with('.') || self.month(self.skip(at + 1, &[","])).is_some();
        (self.is_capital(at) && is_certain && !word.is_plural).then_some(word.weekday)?
    }

    pub fn unit(&self, at: usize) -> Option<TimeUnit> {
        self.word(at)?.unit
    }

    pub fn direction(&self, at: usize) -> Option<Direction> {
        self.word(at)?.direction
    }

    pub fn season(&self, at: usize) -> Option<&'d str> {
        self.word(at)?.season.as_deref()
    }

    pub fn span(&self, from: usize, end: usize) -> Span {
        let tokens = &self.document.tokens;
        Span::new(tokens[from].span.start as usize, tokens[end - 1].span.end as usize)
    }

    /// The first token at or after `at` that can carry a time expression; the sentence's end without one.
    pub fn next_telling(&self, at: usize) -> usize {
        (at..self.end).find(|&at| self.is_telling(at)).unwrap_or(self.end)
    }

    /// Where the words before `telling` that an expression can begin with start (`more than the past five …`);
    /// not before `at`.
    pub fn lead_start(&self, at: usize, telling: usize) -> usize {
        let least = at.max(telling.saturating_sub(LEAD));
        (least..telling)
            .rev()
            .find(|&at| !self.is_lead(at))
            .map_or(least, |last| last + 1)
    }

    fn is_lead(&self, at: usize) -> bool {
        self.words[at].is_some() || self.document.tokens[at].span.len() <= LEAD_WORD
    }

    fn is_telling(&self, at: usize) -> bool {
        let token = &self.document.tokens[at];
        matches!(token.shape, TokenShape::Number | TokenShape::Alphanumeric)
            || self.words[at].is_some_and(|word| word.is_telling)
            || (token.shape != TokenShape::Lower && !self.lexicon.holidays(token.folded).is_empty())
    }
}
