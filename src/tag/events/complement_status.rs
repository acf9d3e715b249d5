//! A clause with a verb of its own below another verb or a noun → what that makes of it: `denied that they attacked`.

use super::status::{is_denied_noun, of_verb};
use crate::document::EventStatus;
use crate::kb::{CueKind, Forms, VerbKind};
use crate::tag::syntax::{Pos, Syntax, VerbGroup};

/// The effect of the verb or noun whose complement clause holds this verb: `denied that they attacked`.
pub(super) fn above_finite(syntax: &Syntax<'_>, group: &VerbGroup, depth: usize) -> Option<EventStatus> {
    let sentence = syntax.sentence(group.verb);
    if let Some(effect) = of_adjective_before(syntax, group, sentence.start) {
        return Some(effect);
    }
    let opening = clause_opening(syntax, group.start, sentence.start)?;
    let (token, has_that) = opening;
    match syntax.pos(token) {
        Pos::Verb => {
            let verb = syntax.words[token].verb?;
            let effect = syntax.grammar.verb(verb).object_effect.filter(|effect| match effect {
                EventStatus::Negated => has_that || syntax.grammar.verb(verb).reports || is_bare(syntax, group),
                EventStatus::CalledFor => {
                    is_bare(syntax, group) || may_be_bare(syntax, group) || has_that && !syntax.reports(token)
                }
                _ => has_that,
            });
            let above = of_verb(syntax, &syntax.verb_group(token), depth.checked_sub(1)?);
            match effect {
                Some(EventStatus::Planned) | None => {
                    let is_denied = above == EventStatus::Negated && effect.is_some();
                    is_denied.then_some(above).or_else(|| of_source(syntax, token))
                }
                // `did not deny that they met`, `would neither confirm nor deny that they met`
                Some(EventStatus::Negated) if above == EventStatus::Negated || follows_nor(syntax, token) => {
                    Some(EventStatus::Possible)
                }
                Some(effect) => Some(effect),
            }
        }
        Pos::Noun if has_that => of_content(syntax, token).or_else(|| {
            let effect = syntax.grammar.cue(syntax.key(token), CueKind::Noun);
            effect.filter(|effect| *effect != EventStatus::Planned)
        }),
        _ => None,
    }
}

fn follows_nor(syntax: &Syntax<'_>, verb: usize) -> bool {
    verb > syntax.sentence(verb).start && syntax.word(verb - 1) == "nor"
}

/// `unconfirmed reports said that`: what those who say it are worth.
fn of_source(syntax: &Syntax<'_>, verb: usize) -> Option<EventStatus> {
    let group = syntax.verb_group(verb);
    let subject = group.start.checked_sub(1).and_then(|before| syntax.chunk_at(before))?;
    let mut words = syntax.chunk(subject).tokens.clone();
    let is_possible = |token| syntax.grammar.cue(syntax.key(token), CueKind::Modifier) == Some(EventStatus::Possible);
    (syntax.reports(verb) && words.any(is_possible)).then_some(EventStatus::Possible)
}

/// `it is unlikely (that) he was killed`, `is possible that he was`: what an adjective behind a form of `be` says of the clause.
fn of_adjective_before(syntax: &Syntax<'_>, group: &VerbGroup, limit: usize) -> Option<EventStatus> {
    let subject = group.start.checked_sub(1).and_then(|before| syntax.chunk_at(before))?;
    let opening = syntax.before_chunk(subject, limit + 1)?;
    let adjective = if syntax.word(opening) == "that" {
        opening - 1
    } else {
        opening
    };
    let effect = syntax.grammar.cue(syntax.key(adjective), CueKind::Clause)?;
    let mut before = (limit..adjective)
        .rev()
        .filter(|&token| syntax.pos(token) != Pos::Adverb);
    let is_said_of_clause = before.next().is_some_and(|being| syntax.pos(being) == Pos::Be);
    is_said_of_clause.then_some(effect)
}

/// `dismissed reports that`, `no evidence that`: what a noun with a clause on it holds, where that is denied.
fn of_content(syntax: &Syntax<'_>, noun: usize) -> Option<EventStatus> {
    if is_denied_noun(syntax, noun) {
        return Some(EventStatus::Possible);
    }
    // `rejected the sanctions that X imposed`: a thing, and a relative clause on it.
    syntax.grammar.cue(syntax.key(noun), CueKind::Noun)?;
    let start = syntax.chunk(syntax.chunk_at(noun)?).tokens.start;
    let limit = syntax.sentence(noun).start;
    let before = before_judgement(syntax, start, limit);
    let verb = before.filter(|&verb| syntax.pos(verb) == Pos::Verb)?;
    if syntax.is_verb_of(verb, VerbKind::Inquires) {
        return Some(EventStatus::Possible);
    }
    // `can not confirm reports that`
    if syntax.reports(verb) && syntax.verb_group(verb).is_negated {
        return Some(EventStatus::Possible);
    }
    syntax
        .is_verb_of(verb, VerbKind::Denies)
        .then_some(EventStatus::Negated)
}

/// The token before a phrase, over what it is called: `dismissed as baseless reports that`, `dismissed as a lie a report that`.
fn before_judgement(syntax: &Syntax<'_>, start: usize, limit: usize) -> Option<usize> {
    let before = start.checked_sub(1).filter(|&before| before >= limit)?;
    let called = syntax
        .chunk_at(before)
        .map_or(before, |chunk| syntax.chunk(chunk).tokens.start);
    let opens = |token: usize| token > limit && syntax.word(token) == "as";
    let judged = [before, called.saturating_sub(1), before.saturating_sub(1)]
        .into_iter()
        .find(|&token| opens(token));
    Some(judged.map_or(before, |token| token - 1))
}

/// `demanded Germany withdraw`: the base form without an auxiliary.
fn is_bare(syntax: &Syntax<'_>, group: &VerbGroup) -> bool {
    let forms = syntax.words[group.verb].verb.map(|verb| verb.forms).unwrap_or_default();
    // `insisted that the talks be held`
    let is_passive = group.is_passive && syntax.word(group.start) == "be";
    is_passive || group.start == group.verb && forms.has(Forms::BASE) && !forms.has(Forms::PAST)
}

/// `demands president quit`: a form that is the base and the past.
fn may_be_bare(syntax: &Syntax<'_>, group: &VerbGroup) -> bool {
    let forms = syntax.words[group.verb].verb.map(|verb| verb.forms).unwrap_or_default();
    group.start == group.verb && forms.has(Forms::BASE) && forms.has(Forms::PAST)
}

/// The word that a clause hangs on, and whether `that` stands between.
fn clause_opening(syntax: &Syntax<'_>, start: usize, limit: usize) -> Option<(usize, bool)> {
    // `denied the charge and blamed a militia`: joined with the verb before, not told by it.
    let before = (limit..start).rev().find(|&token| syntax.pos(token) != Pos::Adverb)?;
    let is_object = |token: usize| syntax.pos(token) == Pos::Noun && syntax.chunk_at(token).is_some();
    if syntax.pos(before) == Pos::Conjunction && before > limit && is_object(before - 1) {
        return None;
    }
    let mut token = start;
    while token > limit {
        token -= 1;
        match syntax.pos(token) {
            Pos::Subordinator if syntax.word(token).eq_ignore_ascii_case("that") => {
                return Some((over_addressee(syntax, token.checked_sub(1)?, limit), true));
            }
            // `a report that the envoy, Ann Lee, was killed`
            Pos::Comma => token = syntax.before_apposition(token, limit)? + 1,
            Pos::Subordinator | Pos::Relative | Pos::Break => return None,
            Pos::Verb => return Some((token, false)),
            _ => {}
        }
    }
    None
}

/// `warned Tehran that`: the verb before the one addressed.
fn over_addressee(syntax: &Syntax<'_>, token: usize, limit: usize) -> usize {
    // `dismissed reports that`: what the clause tells hangs on the noun.
    let is_somebody = syntax.pos(token) != Pos::Noun || syntax.actor(token).is_some();
    if !is_somebody {
        return token;
    }
    let before = syntax
        .chunk_at(token)
        .and_then(|chunk| syntax.before_chunk(chunk, limit));
    let verb = before.and_then(|before| match syntax.pos(before) {
        Pos::Verb => Some(before),
        // `proposed in a letter to his counterpart that`
        Pos::Preposition if syntax.word(before) == "to" => verb_over_phrases(syntax, before, limit),
        _ => None,
    });
    verb.unwrap_or(token)
}

/// The verb before the phrases that end at a token.
fn verb_over_phrases(syntax: &Syntax<'_>, end: usize, limit: usize) -> Option<usize> {
    let in_phrase = |token: usize| {
        let pos = syntax.pos(token);
        matches!(pos, Pos::Preposition | Pos::Time | Pos::Adverb) || syntax.chunk_at(token).is_some()
    };
    let before = (limit..end).rev().find(|&token| !in_phrase(token))?;
    (syntax.pos(before) == Pos::Verb).then_some(before)
}
