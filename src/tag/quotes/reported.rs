//! Reporting verbs and `according to` → indirect quotes: the clause reported and who reports it.

use std::ops::Range;

use super::Context;
use super::speakers::{Attribution, name_of, read};
use crate::document::{QuoteCandidate, QuoteKind};
use crate::tag::syntax::{Pos, Syntax};
use crate::text::Span;

/// A clause of fewer tokens is no quote.
const LEAST_TOKENS: usize = 3;

/// The indirect quotes of all sentences.
pub(super) fn find(context: &Context<'_>) -> Vec<QuoteCandidate> {
    let mut found = Vec::new();
    for sentence in &context.syntax.segmented.sentences {
        let tokens = sentence.tokens.clone();
        let from = found.len();
        for token in tokens.clone() {
            let is_covered = found[from..]
                .iter()
                .any(|quote: &QuoteCandidate| quote.span.contains(context.syntax.segmented.tokens[token].span));
            if is_covered
                || context
                    .syntax
                    .segmented
                    .is_quoted(context.syntax.segmented.tokens[token].span)
            {
                continue;
            }
            if let Some(quotes) = at(context, token, &tokens) {
                found.extend(quotes);
            }
        }
    }
    found
}

fn at(context: &Context<'_>, token: usize, sentence: &Range<usize>) -> Option<Vec<QuoteCandidate>> {
    let syntax = context.syntax;
    if syntax.word(token).eq_ignore_ascii_case("according") {
        return according_to(context, token, sentence);
    }
    let cue = context
        .cues
        .cue(syntax.key(token))
        .filter(|cue| cue.is_clause && syntax.pos(token) == Pos::Verb)?;
    let said = read(context, token, sentence)?;
    said.speaker?;
    if let Some(quote) = behind_as(context, &said, sentence) {
        return Some(vec![quote]);
    }
    let (last, needs_that) = (said.last + 1, cue.needs_that);
    if ends_sentence(syntax, last, sentence.end) {
        return if needs_that {
            None
        } else {
            before(context, &said, sentence)
        };
    }
    behind(context, &said, sentence, needs_that)
}

/// Only times, adverbs and short phrases follow: the reported clause stands before the verb.
fn ends_sentence(syntax: &Syntax<'_>, from: usize, end: usize) -> bool {
    let mut token = from;
    while token < end {
        match syntax.pos(token) {
            Pos::Break | Pos::Time | Pos::Adverb | Pos::Mark => token += 1,
            Pos::Preposition => {
                token += 1;
                if let Some(chunk) = (token < end).then(|| syntax.chunk_at(token)).flatten() {
                    token = syntax.chunk(chunk).tokens.end;
                }
            }
            _ => return false,
        }
    }
    true
}

/// `As the minister announced on Monday, the state will pay.`
fn behind_as(context: &Context<'_>, said: &Attribution, sentence: &Range<usize>) -> Option<QuoteCandidate> {
    let syntax = context.syntax;
    let opens = said.first == sentence.start + 1 && syntax.word(sentence.start) == "As";
    let comma = (said.last + 1..sentence.end).find(|&token| syntax.pos(token) == Pos::Comma)?;
    let clause = comma + 1..without_stop(syntax, sentence);
    opens.then(|| quote(context, clause, said, "indirect.as")).flatten()
}

/// `The talks failed, officials said.`
fn before(context: &Context<'_>, said: &Attribution, sentence: &Range<usize>) -> Option<Vec<QuoteCandidate>> {
    let comma = said.first.checked_sub(1).filter(|&comma| comma > sentence.start)?;
    let syntax = context.syntax;
    // `Following the talks, the minister said:` is said of what comes.
    if syntax.word(sentence.end - 1) == ":" {
        return None;
    }
    let clause = match syntax.pos(comma) {
        Pos::Comma => sentence.start..comma,
        _ => return None,
    };
    quote(context, clause, said, "indirect.before").map(|quote| vec![quote])
}

/// `Officials said (that) the talks had failed.`
fn behind(
    context: &Context<'_>,
    said: &Attribution,
    sentence: &Range<usize>,
    needs_that: bool,
) -> Option<Vec<QuoteCandidate>> {
    let syntax = context.syntax;
    let mut start = said.last + 1;
    let is_there = |token: usize| syntax.word(token).eq_ignore_ascii_case("there");
    while start < sentence.end && matches!(syntax.pos(start), Pos::Time | Pos::Adverb) && !is_there(start) {
        start += 1;
    }
    if start < sentence.end && syntax.pos(start) == Pos::Preposition {
        start = after_phrases(syntax, start, sentence.end);
    }
    if start >= sentence.end {
        return None;
    }
    if start > said.last + 1 {
        start = that_near(syntax, start..sentence.end).unwrap_or(start);
    }
    let has_that = syntax.word(start).eq_ignore_ascii_case("that");
    let in_the_middle =
        said.first > sentence.start + 1 && syntax.pos(said.first - 1) == Pos::Comma && syntax.pos(start) == Pos::Comma;
    if in_the_middle {
        let first = quote(context, sentence.start..said.first - 1, said, "indirect.around");
        let second = quote(
            context,
            start + 1..without_stop(syntax, sentence),
            said,
            "indirect.around",
        );
        return Some(first.into_iter().chain(second).collect());
    }
    let start = start + usize::from(syntax.pos(start) == Pos::Comma);
    let clause = start..without_stop(syntax, sentence);
    let has_verb = clause
        .clone()
        .skip(1)
        .any(|token| matches!(syntax.pos(token), Pos::Verb | Pos::Be | Pos::Have | Pos::Modal));
    let has_link = has_that || (start < sentence.end && syntax.pos(start) == Pos::Subordinator);
    let opens_clause = has_link || (start < sentence.end && !needs_that && opens_clause(syntax, start));
    (has_verb && opens_clause)
        .then(|| quote(context, clause, said, "indirect.behind"))
        .flatten()
        .map(|quote| vec![quote])
}

/// A clause without a conjunction can begin with the token.
fn opens_clause(syntax: &Syntax<'_>, start: usize) -> bool {
    let word = syntax.word(start);
    let is_gerund = syntax.pos(start) == Pos::Verb && word.ends_with("ing");
    is_gerund
        || word.eq_ignore_ascii_case("there")
        || matches!(syntax.pos(start), Pos::To | Pos::Conjunction | Pos::Preposition)
        || syntax.chunk_at(start).is_some()
}

/// The token behind prepositional phrases and times: `said on Monday at a briefing that`.
fn after_phrases(syntax: &Syntax<'_>, from: usize, end: usize) -> usize {
    let mut token = from;
    while token < end {
        match syntax.pos(token) {
            Pos::Preposition | Pos::Time => token += 1,
            _ => match syntax.chunk_at(token) {
                Some(chunk) if token > from && matches!(syntax.pos(token - 1), Pos::Preposition) => {
                    token = syntax.chunk(chunk).tokens.end
                }
                _ => return token,
            },
        }
    }
    token
}

/// `said after a cabinet meeting that`: the conjunction that opens the clause, before any finite verb.
fn that_near(syntax: &Syntax<'_>, tokens: Range<usize>) -> Option<usize> {
    const REACH: usize = 6;
    let goes_on = |token: &usize| match syntax.pos(*token) {
        Pos::Be | Pos::Break | Pos::Comma | Pos::Have | Pos::Modal => false,
        Pos::Verb => !syntax.verb_group(*token).is_finite(syntax),
        _ => true,
    };
    let mut near = tokens.take(REACH).take_while(goes_on);
    near.find(|&token| syntax.pos(token) == Pos::Subordinator && syntax.word(token) == "that")
}

/// `According to X, …`, `…, according to X.`
fn according_to(context: &Context<'_>, token: usize, sentence: &Range<usize>) -> Option<Vec<QuoteCandidate>> {
    let syntax = context.syntax;
    let chunk = syntax
        .chunk_at(token + 2)
        .filter(|_| token + 2 < sentence.end && syntax.word(token + 1) == "to")?;
    let end = syntax.chunk(chunk).tokens.end;
    let said = Attribution {
        cue: token,
        speaker: Some(name_of(context, chunk)),
        addressee: None,
        first: token,
        last: end - 1,
    };
    let clause = if token <= sentence.start + 1 {
        let comma = (end..sentence.end).find(|&token| syntax.pos(token) == Pos::Comma)?;
        comma + 1..without_stop(syntax, sentence)
    } else {
        let comma = token - usize::from(syntax.pos(token - 1) == Pos::Comma);
        sentence.start..comma
    };
    quote(context, clause, &said, "indirect.according").map(|quote| vec![quote])
}

fn without_stop(syntax: &Syntax<'_>, sentence: &Range<usize>) -> usize {
    let ends_with_stop = sentence.end > sentence.start && syntax.pos(sentence.end - 1) == Pos::Break;
    sentence.end - usize::from(ends_with_stop)
}

fn quote(
    context: &Context<'_>,
    clause: Range<usize>,
    said: &Attribution,
    rule: &'static str,
) -> Option<QuoteCandidate> {
    if clause.len() < LEAST_TOKENS {
        return None;
    }
    let span: Span = context.syntax.span(clause);
    let is_quoted = context.syntax.segmented.is_quoted(span);
    (!is_quoted).then(|| QuoteCandidate {
        span,
        kind: QuoteKind::Indirect,
        cue: Some(context.syntax.segmented.tokens[said.cue].span),
        speaker: said.speaker,
        addressee: said.addressee,
        rule,
    })
}
