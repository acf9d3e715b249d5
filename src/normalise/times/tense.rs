//! The words around a time expression → whether its clause tells of the past or the future.

use crate::document::{SegmentedDocument, TimeMention, TokenShape};
use crate::kb::{Tense, TimeLexicon};

/// Tokens looked at on either side of the expression.
const REACH: usize = 14;

/// The expression follows `since`: whatever it means is past.
pub fn follows_since(document: &SegmentedDocument, mention: &TimeMention) -> bool {
    let before = document.tokens_in(mention.span).start.checked_sub(1);
    before.is_some_and(|before| document.word(before).eq_ignore_ascii_case("since"))
}

/// Tense of the clause that holds the mention; `None` where no word tells.
pub fn tense_of(document: &SegmentedDocument, lexicon: &TimeLexicon, mention: &TimeMention) -> Option<Tense> {
    if follows_since(document, mention) {
        return Some(Tense::Past);
    }
    let sentence = &document.sentences[document.sentence_at(mention.span.start)];
    let own = document.tokens_in(mention.span);
    let (first, end) = (sentence.tokens.start, sentence.tokens.end);
    let left = (first.max(own.start.saturating_sub(REACH))..own.start).rev();
    let right = own.end..end.min(own.end + REACH);
    cue(document, lexicon, left, first).or_else(|| cue(document, lexicon, right, first))
}

/// The first telling word on the way.
fn cue(
    document: &SegmentedDocument,
    lexicon: &TimeLexicon,
    way: impl Iterator<Item = usize>,
    first: usize,
) -> Option<Tense> {
    for at in way {
        let token = &document.tokens[at];
        let word = document.word(at);
        if matches!(word, ";" | ":" | "“" | "”" | "\"") {
            return None;
        }
        if token.shape != TokenShape::Lower {
            continue;
        }
        if let Some(tense) = lexicon.tense(token.folded).filter(|_| !is_noun(document, at, first)) {
            return Some(match tense {
                Tense::Past if follows_modal(document, lexicon, at, first) => Tense::Future,
                tense => tense,
            });
        }
        if word == "to" && at > first && matches!(document.word(at - 1), "is" | "are") {
            return Some(Tense::Future);
        }
        if word.len() > 4 && word.ends_with("ed") {
            return Some(if follows_modal(document, lexicon, at, first) {
                Tense::Future
            } else {
                Tense::Past
            });
        }
    }
    None
}

/// `the plans`, `his visits`: a form of a verb that is a noun here.
fn is_noun(document: &SegmentedDocument, at: usize, first: usize) -> bool {
    const BEFORE_NOUNS: [&str; 11] = [
        "a", "an", "any", "her", "his", "its", "no", "some", "the", "their", "these",
    ];
    let word = document.word(at);
    let is_form = !word.ends_with("ed") && !word.ends_with("ing") && word.len() > 3;
    is_form && at > first && BEFORE_NOUNS.contains(&document.word(at - 1))
}

/// `will be held`, `is to be signed`: a participle under a modal; `is known to have been signed` is over.
fn follows_modal(document: &SegmentedDocument, lexicon: &TimeLexicon, at: usize, first: usize) -> bool {
    let mut place = at;
    let mut is_perfect = false;
    for _ in 0..4 {
        if place == first {
            return false;
        }
        place -= 1;
        let word = document.word(place);
        if lexicon.tense(document.tokens[place].folded) == Some(Tense::Future) {
            return true;
        }
        if word == "to" && place + 1 < at {
            return !is_perfect;
        }
        is_perfect |= word == "have";
        if !matches!(word, "be" | "not" | "also" | "have" | "been" | "n't") {
            return false;
        }
    }
    false
}
