//! A time and the acts of one sentence → does it belong to another act, to a word given, or to a comparison?

use std::ops::Range;

use super::time_status::is_to_come;
use super::{Context, Frame, Reading};
use crate::document::{EventType, TimeMention, TimeValue};
use crate::kb::{Forms, VerbKind};
use crate::tag::syntax::Pos;
use crate::text::Span;

/// Is the time that of another act than this one, or of none that the sentence tells?
pub(super) fn is_of_another(context: &Context<'_>, readings: &[Reading], index: usize, time: Span) -> bool {
    let tokens = context.syntax.segmented.tokens_in(time);
    is_day_of_word(context, readings, index, time)
        || is_of_claim(context, &readings[index], tokens.start)
        || is_of_act_above(context, readings, index, tokens.end)
        || is_of_verb_behind(context, &readings[index], tokens.start)
        || is_of_charge(context, readings, index, time)
        || is_of_comparison(context, &readings[index], tokens.start)
        || is_of_invited(context, &readings[index], time)
        || is_of_telling(context, &readings[index], tokens)
}

/// The time expression of a span.
fn mention<'c>(context: &'c Context<'_>, time: Span) -> Option<&'c TimeMention> {
    let first = context.times.partition_point(|other| other.span.start < time.start);
    context.times.get(first)
}

/// `Tuesday`, which may be the day of the telling.
fn is_plain_weekday(context: &Context<'_>, time: Span) -> bool {
    let value = mention(context, time).map(|mention| &mention.value);
    matches!(value, Some(TimeValue::Weekday { shift: None, .. }))
}

/// `called for his release on Tuesday`, which is not a thing that a day is set for: the day of the call.
fn is_day_of_word(context: &Context<'_>, readings: &[Reading], index: usize, time: Span) -> bool {
    use EventType::{Consult, Protest, Reject, Request, Threaten};
    let act = &readings[index];
    let is_weekday = is_plain_weekday(context, time);
    let tokens = context.syntax.segmented.tokens_in(time);
    let before = tokens.start.checked_sub(1).map(|before| context.syntax.word(before));
    let is_set = matches!(act.trigger.event_type, Consult | Protest) || !matches!(act.frame, Frame::Noun(_));
    let is_behind = act.candidate.tokens.end <= tokens.start;
    let gives_word = |other: &Reading| {
        matches!(other.trigger.event_type, Reject | Request | Threaten)
            && !is_to_come(other)
            && other.candidate.tokens.end <= act.candidate.tokens.start
    };
    is_weekday
        && is_behind
        && !is_set
        && is_to_come(act)
        && !matches!(before, Some("before" | "by" | "from" | "until"))
        && readings[..index].iter().any(gives_word)
}

/// `on Tuesday claimed the attack`: the day of the claim, of an act that may be older.
fn is_of_claim(context: &Context<'_>, reading: &Reading, time: usize) -> bool {
    let syntax = context.syntax;
    let Frame::Noun(noun) = &reading.frame else {
        return false;
    };
    let verb = noun.object_of.filter(|_| noun.noun_above.is_none());
    let claims = |verb: usize| {
        let known = syntax.known_verb(verb);
        known.is_some_and(|known| matches!(known.lemma.as_str(), "claim" | "reject"))
    };
    verb.is_some_and(|verb| time < verb && (claims(verb) || syntax.is_verb_of(verb, VerbKind::Judges)))
}

/// `was arrested on Friday on charges of inciting violence during the riots`: behind the time of one act stands a verb
/// that another goes with.
fn is_of_act_above(context: &Context<'_>, readings: &[Reading], index: usize, time: usize) -> bool {
    let syntax = context.syntax;
    let own = &readings[index].candidate.tokens;
    if time > own.start || !matches!(readings[index].frame, Frame::Noun(_)) {
        return false;
    }
    let is_gerund = |token: usize| syntax.pos(token) == Pos::Verb && syntax.verb_group(token).is_gerund;
    let is_charge = |token: usize| syntax.pos(token) == Pos::Preposition && syntax.word(token) == "of";
    let gerund = (time..own.start).find(|&token| is_gerund(token) && token > 0 && is_charge(token - 1));
    gerund.is_some() && readings[..index].iter().any(|other| other.candidate.tokens.end <= time)
        || is_of_those_done_to(context, readings, index, time)
}

/// `on Tuesday arrested X, one of the organisers of the march`: what the act is about that is done to them.
fn is_of_those_done_to(context: &Context<'_>, readings: &[Reading], index: usize, time: usize) -> bool {
    let syntax = context.syntax;
    let Frame::Noun(noun) = &readings[index].frame else {
        return false;
    };
    let is_theirs = noun.noun_above.is_some_and(|above| syntax.actor(above).is_some());
    let start = readings[index].candidate.tokens.start;
    let is_between = |other: &Reading| {
        use EventType::{Accuse, Assault, Coerce, Concede, Sanction};
        let own = &other.candidate.tokens;
        let is_done_to = matches!(other.trigger.event_type, Accuse | Assault | Coerce | Concede | Sanction);
        time <= own.start && own.end <= start && is_done_to && matches!(other.frame, Frame::Verb(_))
    };
    is_theirs && readings[..index].iter().any(is_between)
}

/// `the number of people killed rose on Friday`: behind a participle in its subject, the verb and its day.
fn is_of_verb_behind(context: &Context<'_>, reading: &Reading, time: usize) -> bool {
    let syntax = context.syntax;
    let Frame::Verb(predicate) = &reading.frame else {
        return false;
    };
    let end = reading.candidate.tokens.end;
    let is_word = reading.candidate.tokens.len() == 1;
    if !is_word || time < end || !syntax.is_reduced_relative(predicate) {
        return false;
    }
    let is_finite = |token: usize| {
        let leads = syntax.pos(token) == Pos::Verb && syntax.verb_group(token).is_finite(syntax);
        let forms = syntax.words[token].verb.map(|verb| verb.forms).unwrap_or_default();
        let is_known = syntax.known_verb(token).is_some() && forms.has(Forms::PAST);
        leads && is_known && !syntax.reports(token) && token != predicate.group.verb
    };
    let main = (end..time).find(|&token| is_finite(token));
    let is_apart = |main: usize| {
        (end..main).any(|token| matches!(syntax.pos(token), Pos::Comma | Pos::Subordinator | Pos::Relative))
    };
    main.is_some_and(|main| !is_apart(main))
}

/// `accuses them of an attack in March`, `thanked him and asked him to come in March`: the month of what they are accused
/// of, or are to do; a weekday may be that of the charge.
fn is_of_charge(context: &Context<'_>, readings: &[Reading], index: usize, time: Span) -> bool {
    use EventType::{Accuse, Reject, Support};
    let reading = &readings[index];
    let tokens = context.syntax.segmented.tokens_in(time);
    let own = &reading.candidate.tokens;
    let is_said = matches!(reading.trigger.event_type, Accuse | Reject | Support);
    if !is_said || tokens.start < own.end || is_plain_weekday(context, time) {
        return false;
    }
    let is_act = |other: &Reading| {
        let between = own.end <= other.candidate.tokens.start && other.candidate.tokens.end <= tokens.start;
        let is_to_be_done = is_to_come(other) && matches!(other.frame, Frame::Verb(_));
        between && (matches!(other.trigger.event_type, EventType::Assault | EventType::Coerce) || is_to_be_done)
    };
    let is_present = match &reading.frame {
        Frame::Verb(predicate) => {
            predicate.group.start == predicate.group.verb && context.syntax.is_present(predicate.group.verb)
        }
        _ => false,
    };
    is_present || readings[index + 1..].iter().any(is_act)
}

/// `the deadliest attack since May`, `the first visit since 2010`: since when there has been no such act.
fn is_of_comparison(context: &Context<'_>, reading: &Reading, time: usize) -> bool {
    let syntax = context.syntax;
    let Frame::Noun(noun) = &reading.frame else {
        return false;
    };
    let tokens = syntax.chunk(noun.chunk).tokens.clone();
    let is_measure = |token: usize| {
        let word = syntax.word(token);
        word == "first" || word == "worst" || word == "most" || word.len() > 5 && word.ends_with("est")
    };
    let is_since = [time, time.saturating_sub(1)]
        .iter()
        .any(|&token| syntax.word(token) == "since");
    is_since && tokens.end <= time && tokens.clone().any(is_measure)
}

/// `On Tuesday a spokesman said the withdrawal was near`: the day that opens the sentence is that of its verb of saying,
/// not of an act that a noun names in what is said.
fn is_of_telling(context: &Context<'_>, reading: &Reading, time: Range<usize>) -> bool {
    let syntax = context.syntax;
    let own = reading.candidate.tokens.start;
    let sentence = syntax.sentence(own);
    let opens = time.start == sentence.start || time.start == sentence.start + 1 && syntax.dates(sentence.start);
    let Frame::Noun(noun) = &reading.frame else {
        return false;
    };
    let verbal = |token: &usize| matches!(syntax.pos(*token), Pos::Be | Pos::Have | Pos::Modal | Pos::Verb);
    let first = (time.end..own).find(verbal);
    let is_in_clause = |verb: usize| noun.subject_of.is_some() || noun.object_of != Some(verb);
    opens && first.is_some_and(|verb| syntax.reports(verb) && is_in_clause(verb))
}

/// `invited him to Lima in May`: when he is to come.
fn is_of_invited(context: &Context<'_>, reading: &Reading, time: Span) -> bool {
    let is_invitation = reading.trigger.rule == "request.invite";
    let tokens = context.syntax.segmented.tokens_in(time);
    let is_behind = reading.candidate.tokens.end <= tokens.start && reading.candidate.tokens.len() > 1;
    is_invitation && is_behind && !is_plain_weekday(context, time)
}
