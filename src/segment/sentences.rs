//! Tokens of a paragraph → sentences: which full stops, question and exclamation marks end one.

use std::ops::Range;

use super::quotations::Mark;
use crate::document::{Token, TokenShape};
use crate::kb::{AbbreviationClass, SegmentationLists};

/// Tokens after a closing quotation mark among which its speech verb is looked for.
const SPEECH_WINDOW: usize = 5;

/// The paragraph being cut; all indexes are into the document's tokens.
pub struct Paragraph<'t> {
    pub text: &'t str,
    pub tokens: &'t [Token],
    pub marks: &'t [Mark],
    pub range: Range<usize>,
    pub lists: &'t SegmentationLists,
}

/// How a token can end a sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    FullStop,
    /// `!`, `?`, `?!`.
    Strong,
    Ellipsis,
    /// A line drawn with characters, or an emoticon.
    Rule,
    Initial,
    /// `U.S.`, `a.m.`.
    Acronym,
    Abbreviation(AbbreviationClass),
}

impl Paragraph<'_> {
    /// The sentences as token ranges; together they are the paragraph's range.
    pub fn sentences(&self) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut start = self.range.start;
        let mut at = start;
        while at < self.range.end {
            let Some(ending) = self.ending(at) else {
                at += 1;
                continue;
            };
            let last = self.closers_after(at);
            if last + 1 < self.range.end && self.splits(start, at, last, ending) {
                found.push(start..last + 1);
                start = last + 1;
            }
            at = last + 1;
        }
        if start < self.range.end {
            found.push(start..self.range.end);
        }
        found
    }

    fn word(&self, at: usize) -> &str {
        self.tokens[at].span.of(self.text)
    }

    fn get(&self, at: usize) -> Option<&Token> {
        if self.range.contains(&at) {
            self.tokens.get(at)
        } else {
            None
        }
    }

    fn gap_before(&self, at: usize) -> bool {
        at == self.range.start || self.tokens[at - 1].span.end < self.tokens[at].span.start
    }

    fn ending(&self, at: usize) -> Option<Ending> {
        let word = self.word(at);
        let bytes = word.as_bytes();
        let token = &self.tokens[at];
        if token.shape == TokenShape::Punctuation {
            return match bytes {
                b"." => Some(Ending::FullStop),
                [b'.' | b'!' | b'?', ..] if bytes.iter().any(|b| matches!(b, b'!' | b'?')) => Some(Ending::Strong),
                [b'.', ..] => Some(Ending::Ellipsis),
                [b'*' | b'_' | b'=' | b'~', _, _, _, _, ..] => Some(Ending::Rule),
                [b':' | b';', _, ..] => Some(Ending::Rule),
                _ => match word {
                    "…" => Some(Ending::Ellipsis),
                    "。" | "！" | "？" | "؟" | "।" => Some(Ending::Strong),
                    _ => None,
                },
            };
        }
        if bytes.last() != Some(&b'.') {
            return None;
        }
        if token.shape == TokenShape::Initial {
            return Some(Ending::Initial);
        }
        let is_acronym = bytes[..bytes.len() - 1].contains(&b'.');
        match self.lists.abbreviations.get(&token.folded) {
            Some(&class) if !is_acronym => Some(Ending::Abbreviation(class)),
            _ => Some(Ending::Acronym),
        }
    }

    /// Last token that still belongs to the sentence ended at `at`: closing marks and brackets.
    fn closers_after(&self, at: usize) -> usize {
        let mut last = at;
        while let Some(token) = self.get(last + 1) {
            if let Some(end) = self.citation_end(last + 1) {
                last = end;
                continue;
            }
            let word = token.span.of(self.text);
            let closes = match self.marks[last + 1] {
                Mark::Close(_) => true,
                Mark::Open(_) => false,
                Mark::None => {
                    matches!(word, ")" | "]" | "}" | "”" | "»")
                        || (matches!(word, "\"" | "''" | "’" | "'") && !self.gap_before(last + 1))
                        || (self.ending(last + 1).is_some() && token.shape == TokenShape::Punctuation)
                }
            };
            if !closes {
                break;
            }
            last += 1;
        }
        last
    }

    /// `[17]` after a full stop refers back.
    fn citation_end(&self, at: usize) -> Option<usize> {
        let is_number = self.get(at + 2).is_some() && self.tokens[at + 1].shape == TokenShape::Number;
        (is_number && self.word(at) == "[" && self.word(at + 2) == "]").then_some(at + 2)
    }

    /// First token at or after `at` that is no opening mark or bracket.
    fn past_openers(&self, at: usize) -> usize {
        let mut place = at;
        while let Some(token) = self.get(place) {
            let opens =
                matches!(self.marks[place], Mark::Open(_)) || matches!(token.span.of(self.text), "(" | "[" | "“" | "‘");
            if !opens {
                break;
            }
            place += 1;
        }
        place
    }

    /// A sentence that began at `start` ends with the tokens `at..=last`; more of the paragraph follows.
    fn splits(&self, start: usize, at: usize, last: usize, ending: Ending) -> bool {
        let next = last + 1;
        let place = self.past_openers(next);
        let Some(token) = self.get(place) else { return false };
        let has_quote = (at + 1..=last).any(|i| matches!(self.marks[i], Mark::Close(_)));
        let has_gap = self.gap_before(next);
        if has_quote && self.is_speech(next) {
            return false;
        }
        match ending {
            Ending::FullStop if self.is_enumerator(start, at) || self.is_ordinal_sign(at) => false,
            Ending::FullStop => self.splits_full_stop(token, place > next, last > at, has_gap, at),
            Ending::Strong if has_gap => !self.continues(token) || (token.shape == TokenShape::Lower && last == at),
            Ending::Strong => is_capital(token),
            Ending::Ellipsis => is_capital(token) && has_gap,
            Ending::Rule => true,
            Ending::Initial => has_gap && self.is_starter(place) && !self.is_name_before(at),
            Ending::Acronym => has_gap && self.splits_acronym(start, at, place),
            Ending::Abbreviation(AbbreviationClass::Title | AbbreviationClass::Number) => false,
            Ending::Abbreviation(AbbreviationClass::General | AbbreviationClass::Unit) => {
                has_gap && is_capital(token) && (self.is_starter(place) || last > at)
            }
            Ending::Abbreviation(_) => has_gap && is_capital(token) && (self.is_starter(place) || last > at),
        }
    }

    fn splits_full_stop(&self, token: &Token, has_opener: bool, has_closer: bool, has_gap: bool, at: usize) -> bool {
        if has_gap || has_closer {
            return match token.shape {
                TokenShape::Lower | TokenShape::Mixed => has_opener || !has_closer,
                TokenShape::Punctuation => !self.continues(token),
                _ => true,
            };
        }
        let before = at.checked_sub(1).and_then(|i| self.get(i));
        let follows_word = before.is_some_and(|token| {
            matches!(
                token.shape,
                TokenShape::Lower | TokenShape::Number | TokenShape::Capitalised | TokenShape::Punctuation
            )
        });
        follows_word && (is_capital(token) || has_opener)
    }

    /// The next token goes on with the sentence: a small letter, a comma, a dash.
    fn continues(&self, token: &Token) -> bool {
        match token.shape {
            TokenShape::Lower => true,
            TokenShape::Punctuation => {
                matches!(
                    token.span.of(self.text),
                    "," | ";" | ":" | "-" | "–" | "—" | "--" | ")" | "]" | "/"
                )
            }
            _ => false,
        }
    }

    fn splits_acronym(&self, start: usize, at: usize, place: usize) -> bool {
        let token = &self.tokens[place];
        let word = self.word(at);
        let is_clock = word.eq_ignore_ascii_case("a.m.") || word.eq_ignore_ascii_case("p.m.");
        let is_small = !is_clock && self.tokens[at].shape == TokenShape::Lower;
        if !is_capital(token) || is_small {
            return false;
        }
        if is_clock && self.lists.abbreviations.get(&token.folded) == Some(&AbbreviationClass::Title) {
            return at - start > 4;
        }
        self.is_starter(place)
    }

    fn is_starter(&self, at: usize) -> bool {
        self.get(at).is_some_and(|token| {
            is_capital(token) && !self.word(at).ends_with('.') && self.lists.starters.contains(&token.folded)
        })
    }

    /// `N°.`
    fn is_ordinal_sign(&self, at: usize) -> bool {
        at > self.range.start && matches!(self.word(at - 1), "°" | "º")
    }

    fn is_name_before(&self, at: usize) -> bool {
        at > self.range.start && self.tokens[at - 1].shape == TokenShape::Initial
    }

    /// `1.` at the head of a sentence numbers it.
    fn is_enumerator(&self, start: usize, at: usize) -> bool {
        at == start + 1 && self.tokens[start].shape == TokenShape::Number && self.word(start).len() <= 3
    }

    /// `… ,” Mr. Smith said`: what follows a closed quotation is its speaker and speech verb.
    fn is_speech(&self, next: usize) -> bool {
        let Some(first) = self.get(next) else { return false };
        if matches!(first.shape, TokenShape::Lower) {
            return true;
        }
        for at in next..next + SPEECH_WINDOW {
            let Some(token) = self.get(at) else { return false };
            let is_punctuation = token.shape == TokenShape::Punctuation && !matches!(self.word(at), "-" | "’" | "'");
            if is_punctuation {
                return false;
            }
            if self.lists.speech_verbs.contains(&token.folded) {
                return at > next && self.ends_clause(at + 1);
            }
        }
        false
    }

    /// The clause ends at `at`, or the verb before it goes on to an adverbial, not to a new content.
    fn ends_clause(&self, at: usize) -> bool {
        self.get(at).is_none_or(|_| {
            matches!(
                self.word(at),
                "." | "," | ":" | "in" | "on" | "at" | "during" | "after" | "as" | "to" | "from"
            )
        })
    }
}

fn is_capital(token: &Token) -> bool {
    !matches!(
        token.shape,
        TokenShape::Lower | TokenShape::Punctuation | TokenShape::Mixed
    )
}
