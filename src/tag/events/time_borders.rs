//! A time and an act of one sentence → does another verb or a conjunction stand between that keeps them apart?

use super::time_status::{is_over, is_to_come};
use super::{Context, Frame, Reading};
use crate::document::{EventStatus, EventType};
use crate::kb::Forms;
use crate::tag::syntax::Pos;
use crate::text::Span;

/// Is the time that of another clause: of the telling (`on Friday X said it will`), of what came before or after
/// (`met on Friday after talks`), or of the word that an act was promised or asked for with?
pub(super) fn is_of_other_clause(context: &Context<'_>, readings: &[Reading], index: usize, time: Span) -> bool {
    let tokens = context.syntax.segmented.tokens_in(time);
    is_behind_telling(context, &readings[index], tokens.start)
        || is_at_other_time(context, &readings[index], tokens.start)
        || is_in_other_clause(context, &readings[index], tokens.start)
        || is_in_relative_clause(context, &readings[index], tokens.start)
        || is_of_act_ahead(context, &readings[index], tokens.start)
        || is_of_word(readings, index, tokens.start)
}

/// `on Friday X said it will send troops`: between the time and the act stands a verb that tells.
fn is_behind_telling(context: &Context<'_>, reading: &Reading, time: usize) -> bool {
    let syntax = context.syntax;
    let own = &reading.candidate.tokens;
    if time >= own.start {
        return false;
    }
    let verb = (time..own.start).find(|&token| {
        matches!(syntax.pos(token), Pos::Verb | Pos::Be | Pos::Have) && syntax.verb_group(token).is_finite(syntax)
    });
    if verb.is_some() && is_of_work(context, time) {
        return true;
    }
    let is_object = |verb: usize| matches!(&reading.frame, Frame::Noun(noun) if noun.object_of == Some(verb));
    // `Also on Friday, police said gunmen killed two`: the day of all that the sentence tells.
    let is_of_all = syntax.word(syntax.sentence(time).start) == "Also";
    let is_telling = |verb: usize| syntax.reports(verb) && !is_object(verb) && !is_said_so(context, reading);
    let is_done = |verb: usize| is_to_come(reading) && is_done_for(context, reading, verb);
    !is_of_all && verb.is_some_and(|verb| is_telling(verb) || is_done(verb))
}

/// `on Friday defended the decision to ban imports`: what was done on that day, for an act still ahead.
fn is_done_for(context: &Context<'_>, reading: &Reading, verb: usize) -> bool {
    let syntax = context.syntax;
    let group = syntax.verb_group(verb);
    let forms = syntax.words[verb].verb.map(|verb| verb.forms).unwrap_or_default();
    let is_past = group.start == verb && forms.has(Forms::PAST) && !forms.has(Forms::BASE);
    let looks_ahead = syntax.known_verb(verb).is_some_and(|known| {
        let effects = [known.effect, known.object_effect];
        effects.contains(&Some(EventStatus::Planned)) || effects.contains(&Some(EventStatus::Possible))
    });
    let is_infinitive = reading.frame.verb_group().is_some_and(|group| group.is_infinitive);
    is_infinitive && is_past && !looks_ahead && syntax.pos(verb) == Pos::Verb
}

/// `in a statement on Friday`, `in a message posted on Friday`: the day of a text or speech.
fn is_of_work(context: &Context<'_>, time: usize) -> bool {
    let syntax = context.syntax;
    let limit = syntax.sentence(time).start;
    let passes = |token: usize| matches!(syntax.pos(token), Pos::Preposition | Pos::Adverb);
    let before = (limit..time).rev().find(|&token| !passes(token));
    let issued = before.filter(|&verb| syntax.pos(verb) == Pos::Verb && verb > limit);
    let noun = issued.map(|verb| verb - 1).or(before);
    noun.is_some_and(|noun| syntax.pos(noun) == Pos::Noun && context.kb.cues.is_work(syntax.key(noun)))
}

/// `on Friday said it accepts the terms`: what is done by saying it, on the day that it is said.
fn is_said_so(context: &Context<'_>, reading: &Reading) -> bool {
    use EventType::{Accuse, Agree, Reject, Support};
    let is_now = match &reading.frame {
        Frame::Verb(predicate) => context.syntax.is_present(predicate.group.verb) && predicate.group.modal.is_none(),
        Frame::Noun(_) => false,
        Frame::Bare => true,
    };
    is_now && matches!(reading.trigger.event_type, Accuse | Agree | Reject | Support)
}

/// `met on Friday after talks`, `since rebels seized it in June`: a conjunction that sets two times apart. A time right
/// behind it is its own (`since June`).
fn is_at_other_time(context: &Context<'_>, reading: &Reading, time: usize) -> bool {
    const APART: [&str; 8] = [
        "although", "because", "before", "despite", "since", "until", "unless", "where",
    ];
    let syntax = context.syntax;
    let own = &reading.candidate.tokens;
    let between = if time < own.start {
        time..own.start
    } else {
        own.end..time
    };
    // `died on Friday after gunmen attacked` was one day; `met after gunmen attacked on Friday` may have been another.
    let is_before = time > own.start;
    let sets_apart = |word: &str| APART.contains(&word) || is_before && matches!(word, "after" | "following" | "while");
    let apart = between.clone().rev().find(|&token| sets_apart(syntax.word(token)));
    // `on Friday before dawn`
    let is_of_time =
        |token: usize| token + 1 == time || syntax.words.get(token + 1).is_some_and(|next| next.pos == Pos::Time);
    apart.is_some_and(|token| !is_of_time(token))
}

/// `was arrested and will be tried on Tuesday`: the day of what is still to come, behind what is over.
fn is_of_act_ahead(context: &Context<'_>, reading: &Reading, time: usize) -> bool {
    let syntax = context.syntax;
    let own_end = reading.candidate.tokens.end;
    let is_and = |token: usize| matches!(syntax.word(token), "and" | "but");
    let turns = (own_end..time).any(|token| is_and(token) && syntax.pos(token + 1) == Pos::Modal);
    turns && is_over(context, reading)
}

/// `was founded in 1982, but leaders have faced unrest`: behind a comma and a turn of thought another clause begins,
/// whose time an opening `In 1982,` would tell as well.
fn is_in_other_clause(context: &Context<'_>, reading: &Reading, time: usize) -> bool {
    let syntax = context.syntax;
    let own = &reading.candidate.tokens;
    let sentence = syntax.sentence(time);
    let is_verb = |token: usize| matches!(syntax.pos(token), Pos::Verb | Pos::Be | Pos::Have);
    if time >= own.start || !(sentence.start..time).any(is_verb) {
        return false;
    }
    (time + 1..own.start).any(|token| {
        let is_turn = matches!(syntax.word(token), "but" | "though" | "while" | "yet");
        let opens = is_turn && syntax.pos(token - 1) == Pos::Comma;
        let subject = syntax
            .chunk_at(token + 1)
            .filter(|_| opens)
            .map(|chunk| syntax.counted(chunk));
        subject.is_some_and(|subject| syntax.starts_clause(syntax.chunk(subject).tokens.end, sentence.end))
    })
}

/// `a meeting of ministers that began on Monday praised the truce`: the time of a clause on the meeting is nobody else's.
fn is_in_relative_clause(context: &Context<'_>, reading: &Reading, time: usize) -> bool {
    let syntax = context.syntax;
    let own = &reading.candidate.tokens;
    let sentence = syntax.sentence(time);
    let ends = |token: usize| matches!(syntax.pos(token), Pos::Comma | Pos::Break);
    let mut clause = (sentence.start..time).rev().take_while(|&token| !ends(token));
    let Some(opening) = clause.find(|&token| syntax.pos(token) == Pos::Relative) else {
        return false;
    };
    // `the envoys whom Peru expelled on Monday flew home`: the main verb right behind the time.
    let is_main = |token: usize| {
        let group = || syntax.verb_group(token);
        syntax.pos(token) == Pos::Verb && group().start == token && group().is_finite(syntax)
    };
    let behind = (time..sentence.end)
        .find(|&token| syntax.pos(token) != Pos::Time)
        .filter(|&token| is_main(token));
    let end = behind.or_else(|| (time..sentence.end).find(|&token| ends(token)));
    let end = end.unwrap_or(sentence.end);
    let is_verb = |token: usize| matches!(syntax.pos(token), Pos::Verb | Pos::Be | Pos::Have);
    let is_inside = own.start > opening && own.start < end;
    let is_antecedent =
        own.end <= opening && matches!(reading.frame, Frame::Noun(_)) && !(own.end..opening).any(is_verb);
    !is_inside && !is_antecedent
}

/// `on Friday vowed to veto the bill`: the time stands before the word given, the act is what it is given for.
fn is_of_word(readings: &[Reading], index: usize, time: usize) -> bool {
    use EventType::{Agree, Reject, Request, Threaten};
    let act = &readings[index];
    let gives_word = |other: &Reading| {
        let between = other.candidate.tokens.start > time && other.candidate.tokens.end <= act.candidate.tokens.start;
        between && matches!(other.trigger.event_type, Agree | Reject | Request | Threaten)
    };
    is_to_come(act) && readings[..index].iter().any(gives_word)
}
