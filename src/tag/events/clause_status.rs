//! The clause of a verb → is it a condition, a question, still to come, or denied by its subject?

use crate::kb::{CueKind, Forms, FunctionClass};
use crate::tag::syntax::{Pos, Syntax, VerbGroup};

/// `if`, `unless`, `whether` open the clause, `until` one in the present.
pub(super) fn is_conditional(syntax: &Syntax<'_>, group: &VerbGroup) -> bool {
    let sentence = syntax.sentence(group.start);
    if is_inverted(syntax, group, sentence.start) {
        return true;
    }
    let opens = |token: &usize| {
        let classes = syntax.words[*token].classes;
        // `in case they leave`
        if opens_case(syntax, *token) {
            return true;
        }
        classes.has(FunctionClass::Condition)
            || classes.has(FunctionClass::Subordinator) && syntax.pos(*token) == Pos::Subordinator
    };
    let opening = (sentence.start..group.start)
        .rev()
        .take_while(|&token| !matches!(syntax.pos(token), Pos::Break | Pos::Relative))
        .find(opens);
    opening.is_some_and(|token| {
        let crossed = (token..group.start).any(|between| syntax.pos(between) == Pos::Comma);
        (syntax.words[token].classes.has(FunctionClass::Condition) || opens_case(syntax, token))
            && !crossed
            && (!is_until(syntax, token) || !is_past(syntax, group))
    })
}

fn opens_case(syntax: &Syntax<'_>, token: usize) -> bool {
    let is_in = |before: usize| matches!(syntax.word(before), "In" | "in");
    syntax.word(token) == "case" && token > syntax.sentence(token).start && is_in(token - 1)
}

/// `will quit if he stays`, `if he stays, they say they will quit`: done on a condition that the sentence names.
pub(super) fn depends_on_condition(syntax: &Syntax<'_>, group: &VerbGroup) -> bool {
    let sentence = syntax.sentence(group.start);
    let is_finite = |token: usize| match syntax.pos(token) {
        Pos::Verb => syntax.verb_group(token).is_finite(syntax),
        Pos::Modal | Pos::Be | Pos::Break => true,
        _ => false,
    };
    let behind = (group.verb + 1..sentence.end).take_while(|&token| !is_finite(token));
    if behind.into_iter().any(|token| opens_condition(syntax, token)) || is_inverted_behind(syntax, group) {
        return true;
    }
    let opening = (sentence.start..group.start)
        .rev()
        .take_while(|&token| syntax.pos(token) != Pos::Break)
        .find(|&token| opens_condition(syntax, token));
    let is_last = |token: &usize| syntax.pos(*token) == Pos::Comma;
    let comma = opening.and_then(|opening| (opening..group.start).rev().find(is_last));
    let is_reported = |token: usize| !is_finite(token) || syntax.reports(token);
    comma.is_some_and(|comma| (comma..group.start).all(is_reported))
}

/// `will walk out should it be sold`, `would resign were he to lose`: an auxiliary before its subject, behind the verb.
fn is_inverted_behind(syntax: &Syntax<'_>, group: &VerbGroup) -> bool {
    let end = syntax.sentence(group.verb).end;
    (group.verb + 1..end).any(|token| opens_inversion(syntax, token, end))
}

fn opens_inversion(syntax: &Syntax<'_>, token: usize, end: usize) -> bool {
    let subject = (token + 1 < end).then(|| syntax.chunk_at(token + 1)).flatten();
    let Some(behind) = subject
        .map(|subject| syntax.chunk(subject).tokens.end)
        .filter(|&behind| behind < end)
    else {
        return false;
    };
    match syntax.word(token) {
        "should" => matches!(syntax.pos(behind), Pos::Verb | Pos::Be | Pos::Have),
        "were" => syntax.pos(behind) == Pos::To,
        _ => false,
    }
}

/// `if`, `unless`, but not `even if` or `asked if`.
pub(super) fn opens_condition(syntax: &Syntax<'_>, token: usize) -> bool {
    let before = token.checked_sub(1);
    let is_asked = |before: usize| {
        let lemma = syntax.known_verb(before).map(|verb| verb.lemma.as_str());
        matches!(lemma, Some("ask" | "decide" | "determine" | "know" | "see" | "wonder"))
    };
    let is_moot = before.is_some_and(|before| syntax.word(before) == "even" || is_asked(before));
    matches!(syntax.word(token), "if" | "If" | "unless" | "Unless") && !is_moot
}

/// `Had the deal been signed, both would have withdrawn`: the auxiliary that opens the sentence stands before the subject.
fn is_inverted(syntax: &Syntax<'_>, group: &VerbGroup, first: usize) -> bool {
    let opens = matches!(syntax.word(first), "Had" | "Were" | "Should");
    let subject = syntax.chunk_at(first + 1).filter(|_| opens && first < group.start);
    subject.is_some_and(|chunk| {
        let end = syntax.chunk(chunk).tokens.end;
        let is_first =
            (end..group.start).all(|token| syntax.pos(token) != Pos::Comma && syntax.pos(token) != Pos::Verb);
        end <= group.start && is_first && !is_question(syntax, first)
    })
}

fn is_until(syntax: &Syntax<'_>, token: usize) -> bool {
    syntax.words[token].classes.has(FunctionClass::Preposition)
}

fn is_past(syntax: &Syntax<'_>, group: &VerbGroup) -> bool {
    syntax.words[group.verb]
        .verb
        .is_none_or(|verb| verb.forms.has(Forms::PAST))
}

pub(super) fn has_negative_subject(syntax: &Syntax<'_>, group: &VerbGroup) -> bool {
    let limit = syntax.sentence(group.verb).start;
    let before = (limit..group.start)
        .rev()
        .find(|&token| syntax.pos(token) != Pos::Adverb);
    let Some(before) = before else {
        return false;
    };
    let Some(chunk) = syntax.chunk_at(before) else {
        return false;
    };
    let is_denied = |chunk: usize| {
        let first = syntax.chunk(chunk).tokens.start;
        denies(syntax, first) || is_denied_before(syntax, first, limit)
    };
    let is_denied_before = || opening_chunk(syntax, chunk, limit).is_some_and(is_denied);
    !group.is_infinitive && (is_denied(chunk) || is_denied_before())
}

/// `nobody at the summit`, `not a single euro of the aid`: the phrase that opens the sentence, where only phrases on it stand
/// between it and the one given.
fn opening_chunk(syntax: &Syntax<'_>, chunk: usize, limit: usize) -> Option<usize> {
    let mut first = chunk;
    loop {
        let before = syntax.before_chunk(first, limit).filter(|&before| before > limit);
        let Some(before) = before else {
            return (first != chunk).then_some(first);
        };
        if syntax.pos(before) != Pos::Preposition {
            return None;
        }
        // `none of the tents promised by the governor`
        let forms = syntax.words[before - 1].verb.map(|verb| verb.forms).unwrap_or_default();
        let is_participle = syntax.pos(before - 1) == Pos::Verb && forms.has(Forms::PARTICIPLE);
        let last = if is_participle {
            (before - 1).checked_sub(1)?
        } else {
            before - 1
        };
        first = syntax.chunk_at(last)?;
    }
}

fn denies(syntax: &Syntax<'_>, token: usize) -> bool {
    syntax.words[token].classes.has(FunctionClass::Negation)
}

/// `without`, `instead of`, `rather than`, `stopped short of`: what stands from `first` on is not done.
pub(super) fn is_left_undone(syntax: &Syntax<'_>, first: usize) -> bool {
    let limit = syntax.sentence(first).start;
    let word = |back: usize| {
        first
            .checked_sub(back)
            .filter(|&token| token >= limit)
            .map(|token| syntax.word(token))
    };
    match word(1) {
        Some("without" | "Without" | "instead") => true,
        Some("of") => matches!(word(2), Some("short" | "instead" | "Instead")),
        Some("from") => matches!(word(2), Some("far" | "Far")),
        Some("than") => matches!(word(2), Some("rather" | "Rather")),
        _ => false,
    }
}

/// `no one`, `none of the envoys`, `neither the envoys nor their aides`, `hardly anyone`: the negation stands before the
/// phrase that starts at `first`.
fn is_denied_before(syntax: &Syntax<'_>, first: usize, limit: usize) -> bool {
    let Some(before) = first.checked_sub(1).filter(|&before| before >= limit) else {
        return false;
    };
    match syntax.word(before) {
        "of" if before < limit + 2 => before > limit && denies(syntax, before - 1),
        // `not one of its soldiers`
        "of" => denies(syntax, before - 1) || syntax.word(before - 1) == "one" && denies(syntax, before - 2),
        "nor" => true,
        "Not" => matches!(syntax.word(first), "a" | "one"),
        "hardly" | "Hardly" | "barely" | "Barely" | "scarcely" | "Scarcely" => syntax.word(first).starts_with("any"),
        _ => syntax.word(first) == "one" && denies(syntax, before),
    }
}

/// `killed nobody`, `signed no pact`, but not `killed no fewer than ten` or `had nothing to do with it`.
pub(super) fn has_negative_object(syntax: &Syntax<'_>, group: &VerbGroup) -> bool {
    let first = group.verb + 1;
    if group.is_passive || !syntax.sentence(group.verb).contains(&first) || !denies(syntax, first) {
        return false;
    }
    let next = syntax.words.get(first + 1).map(|_| syntax.word(first + 1));
    let is_count = matches!(next, Some("but" | "fewer" | "less" | "more" | "other" | "short" | "to"));
    matches!(syntax.pos(first), Pos::Determiner | Pos::Pronoun) && !is_count
}

pub(super) fn is_question(syntax: &Syntax<'_>, token: usize) -> bool {
    let sentence = syntax.sentence(token);
    sentence.end > sentence.start && syntax.word(sentence.end - 1) == "?"
}

/// `Free the hostages, the bishop told them`: a bare verb opens the sentence, and somebody says it.
pub(super) fn is_command(syntax: &Syntax<'_>, group: &VerbGroup) -> bool {
    let sentence = syntax.sentence(group.verb);
    let is_outside = |token: usize| matches!(syntax.pos(token), Pos::Break | Pos::Mark);
    let opens = |token: usize| token == sentence.start || is_outside(token - 1);
    let forms = syntax.words[group.verb].verb.map(|verb| verb.forms).unwrap_or_default();
    let is_bare = group.start == group.verb && forms.has(Forms::BASE) && !forms.has(Forms::PAST);
    is_bare && opens(group.verb) && (group.verb + 1..sentence.end).any(|token| syntax.reports(token))
}

/// `killed nine, a claim that could not be verified`: does an aside behind `from` say so?
pub(super) fn is_unverified(syntax: &Syntax<'_>, from: usize) -> bool {
    let tokens = from..syntax.sentence(from - 1).end;
    let is_content = |token: usize| syntax.grammar.cue(syntax.key(token), CueKind::Content).is_some();
    let opens = |&token: &usize| {
        let article = token
            .checked_sub(1)
            .filter(|&article| matches!(syntax.word(article), "a" | "the" | "an"));
        let comma = article
            .and_then(|article| article.checked_sub(1))
            .filter(|&comma| comma >= from);
        is_content(token) && comma.is_some_and(|comma| syntax.pos(comma) == Pos::Comma)
    };
    let Some(content) = tokens.clone().find(opens) else {
        return false;
    };
    (content + 1..tokens.end).any(|token| {
        let lemma = syntax.known_verb(token).map(|known| known.lemma.as_str());
        let checks = matches!(lemma, Some("confirm" | "corroborate" | "verify"));
        checks && syntax.pos(token) == Pos::Verb && syntax.verb_group(token).is_negated
    })
}

/// `once they pull out`, `before sanctions are imposed`, `once they have left`: a present behind a conjunction of time is
/// still to come, and so is a perfect behind `once`.
pub(super) fn awaits(syntax: &Syntax<'_>, group: &VerbGroup) -> bool {
    let is_plain = group.start == group.verb || group.is_passive && syntax.pos(group.start) == Pos::Be;
    let is_perfect = matches!(syntax.word(group.start), "has" | "have");
    if !(is_perfect || is_plain && syntax.is_present(group.start)) {
        return false;
    }
    let sentence = syntax.sentence(group.verb);
    let opening = (sentence.start..group.start)
        .rev()
        .take(8)
        .take_while(|&token| !matches!(syntax.pos(token), Pos::Break | Pos::Comma | Pos::Verb | Pos::Relative))
        .find(|&token| {
            let pos = syntax.pos(token);
            pos == Pos::Subordinator || pos == Pos::Preposition && syntax.opens_clause(token)
        });
    opening.is_some_and(|token| match syntax.word(token) {
        "once" | "Once" => true,
        "when" if is_headline_of_past(syntax, token) => false,
        "when" | "before" | "When" => !is_perfect,
        "after" | "After" => !is_perfect && is_told_ahead(syntax, token),
        _ => false,
    })
}

/// `will meet only after the army leaves`: a modal stands in the sentence, or `only` before the conjunction.
fn is_told_ahead(syntax: &Syntax<'_>, conjunction: usize) -> bool {
    let sentence = syntax.sentence(conjunction);
    let is_only = conjunction > sentence.start && syntax.word(conjunction - 1) == "only";
    is_only || sentence.into_iter().any(|token| syntax.pos(token) == Pos::Modal)
}

/// `Twelve killed when market is bombed`: what a headline tells by a bare participle has been, and so has its occasion.
fn is_headline_of_past(syntax: &Syntax<'_>, conjunction: usize) -> bool {
    let start = syntax.sentence(conjunction).start;
    let verb = (start..conjunction).rev().find(|&token| syntax.pos(token) == Pos::Verb);
    verb.is_some_and(|verb| {
        let forms = syntax.words[verb].verb.map(|verb| verb.forms).unwrap_or_default();
        forms.has(Forms::PARTICIPLE) && !forms.has(Forms::BASE) && syntax.is_first_verb(verb)
    })
}
