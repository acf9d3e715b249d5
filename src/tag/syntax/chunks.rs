//! Parts of speech → noun phrases without their prepositional phrases.

use super::{Chunk, Pos, Word};
use crate::document::SegmentedDocument;
use crate::kb::Forms;

/// All noun phrases, ascending; none crosses a sentence.
pub(super) fn find(segmented: &SegmentedDocument, words: &[Word]) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    for sentence in &segmented.sentences {
        let mut token = sentence.tokens.start;
        while token < sentence.tokens.end {
            let end = chunk_end(words, token, sentence.tokens.end);
            if end > token {
                chunks.push(chunk(words, token, end));
            }
            token = end.max(token + 1);
        }
    }
    chunks
}

/// Where the phrase that starts at `start` ends; `start` itself where none does.
fn chunk_end(words: &[Word], start: usize, limit: usize) -> usize {
    match words[start].pos {
        Pos::Pronoun => return start + 1,
        Pos::Determiner | Pos::Possessive | Pos::Number | Pos::Noun | Pos::Name => {}
        Pos::Time if after_time_genitive(words, start, limit).is_some() => {}
        _ => return start,
    }
    let mut end = after_time_genitive(words, start, limit).unwrap_or(start + 1);
    while end < limit {
        let last = words[end - 1].pos;
        let goes_on = match words[end].pos {
            Pos::Number if last == Pos::Name => !next_is_noun(words, end + 1, limit),
            Pos::Noun | Pos::Name | Pos::Number => true,
            Pos::Genitive => true,
            Pos::Determiner | Pos::Possessive => {
                matches!(last, Pos::Determiner) || (last == Pos::Number && end == start + 1)
            }
            Pos::Adverb => {
                matches!(last, Pos::Determiner | Pos::Possessive | Pos::Number | Pos::Genitive)
                    && (next_is_noun(words, end + 1, limit) || is_compound_adverb(words, end, limit))
            }
            Pos::Hyphen => next_is_noun(words, end + 1, limit),
            Pos::Mark => matches!(last, Pos::Determiner | Pos::Possessive) && next_is_noun(words, end + 1, limit),
            Pos::Time => {
                let after = after_time(words, end, limit);
                let goes_on = next_is_noun(words, after, limit)
                    && (matches!(last, Pos::Determiner | Pos::Possessive | Pos::Genitive)
                        || last == Pos::Noun && is_participle(words[end - 1]));
                if goes_on {
                    end = after - 1;
                }
                goes_on
            }
            _ => false,
        };
        if !goes_on {
            break;
        }
        end += 1;
    }
    end
}

/// `a far-left group`: an adverb that a hyphen joins to what stands behind it.
fn is_compound_adverb(words: &[Word], adverb: usize, limit: usize) -> bool {
    adverb + 1 < limit && words[adverb + 1].pos == Pos::Hyphen && next_is_noun(words, adverb + 2, limit)
}

/// The token behind a stretch of time words.
fn after_time(words: &[Word], start: usize, limit: usize) -> usize {
    (start..limit)
        .find(|&token| words[token].pos != Pos::Time)
        .unwrap_or(limit)
}

/// `last week's`: where a time in the genitive ends.
fn after_time_genitive(words: &[Word], start: usize, limit: usize) -> Option<usize> {
    let end = (start..limit).find(|&token| words[token].pos != Pos::Time)?;
    (end > start && words[end].pos == Pos::Genitive).then_some(end + 1)
}

/// `her planned May trip`
fn is_participle(word: Word) -> bool {
    word.verb.is_some_and(|verb| verb.forms.has(Forms::PARTICIPLE))
}

fn next_is_noun(words: &[Word], token: usize, limit: usize) -> bool {
    token < limit && matches!(words[token].pos, Pos::Noun | Pos::Name)
}

fn chunk(words: &[Word], start: usize, end: usize) -> Chunk {
    let head = (start..end)
        .rev()
        .find(|&token| matches!(words[token].pos, Pos::Noun | Pos::Name | Pos::Pronoun))
        .unwrap_or(end - 1);
    Chunk {
        tokens: start..end,
        head,
    }
}
