//! Words of duty over a verb → what is demanded: `has to withdraw`, `it is time they withdrew`.

use crate::document::EventStatus;
use crate::tag::syntax::{Pos, Syntax, VerbGroup};

/// `has to withdraw`, `ought to withdraw`, `it is time for them to withdraw`; who `had to withdraw` has.
pub(super) fn of_duty(syntax: &Syntax<'_>, group: &VerbGroup) -> Option<EventStatus> {
    let before = group.start.checked_sub(1).filter(|_| group.is_infinitive)?;
    match syntax.word(before) {
        "have" | "has" | "ought" => return Some(EventStatus::CalledFor),
        "had" => return Some(EventStatus::Occurred),
        "but" if has_no_choice(syntax, before) => return Some(EventStatus::Occurred),
        _ => {}
    }
    let subject = syntax.chunk_at(before).map(|chunk| syntax.chunk(chunk).tokens.start);
    // `were the court to convict him`
    if subject.is_some_and(|start| start > 0 && syntax.word(start - 1) == "were") {
        return Some(EventStatus::Hypothetical);
    }
    let over_subject = subject
        .filter(|&start| start > 1 && syntax.word(start - 1) == "for")
        .map(|start| start - 2);
    is_high_time(syntax, over_subject.unwrap_or(before)).then_some(EventStatus::CalledFor)
}

/// `had no choice but to withdraw`
fn has_no_choice(syntax: &Syntax<'_>, but: usize) -> bool {
    let limit = syntax.sentence(but).start;
    let word = |back: usize| {
        but.checked_sub(back)
            .filter(|&token| token >= limit)
            .map(|token| syntax.word(token))
    };
    matches!(word(1), Some("alternative" | "choice" | "option")) && word(3) == Some("had")
}

/// `it is time they withdrew`
pub(super) fn follows_high_time(syntax: &Syntax<'_>, group: &VerbGroup) -> bool {
    let subject = group.start.checked_sub(1).and_then(|before| syntax.chunk_at(before));
    let before = subject.and_then(|subject| syntax.chunk(subject).tokens.start.checked_sub(1));
    let is_that = |before: usize| before > 0 && syntax.word(before) == "that";
    before.is_some_and(|before| is_high_time(syntax, if is_that(before) { before - 1 } else { before }))
}

/// `is time`, `is high time`, but not `is the first time`
fn is_high_time(syntax: &Syntax<'_>, token: usize) -> bool {
    let Some(before) = token.checked_sub(1).filter(|_| syntax.word(token) == "time") else {
        return false;
    };
    syntax.pos(before) == Pos::Be || matches!(syntax.word(before), "high" | "about")
}
