//! A trigger among the time expressions and quantities of its sentence → the ones that belong to it.

use std::ops::Range;

use super::matching::is_attributive;
use super::time_borders::is_of_other_clause;
use super::time_owners::is_of_another;
use super::time_status::{dates_acts, is_ahead, is_behind, is_over, is_to_come, is_within};
use super::{Context, Frame, Reading};
use crate::document::{EventStatus, EventType, TimeMention};
use crate::kb::Forms;
use crate::tag::syntax::{Pos, Syntax};
use crate::text::Span;

/// The time expression of one of the triggers of a sentence: the nearest in its clause, the only one of the sentence
/// otherwise, unless it is that of an act ahead which this one speaks of.
pub(super) fn time_of(context: &Context<'_>, readings: &[Reading], index: usize) -> Option<Span> {
    let reading = &readings[index];
    let syntax = context.syntax;
    let sentence = syntax.span(syntax.sentence(reading.candidate.tokens.start));
    let first = context.times.partition_point(|time| time.span.end <= sentence.start);
    let is_over = is_over(context, reading);
    // `supporters of the detained mayor marched on Saturday`: when he was detained is not told.
    if matches!(reading.frame, Frame::Verb(_)) && is_attributive(syntax, reading.candidate.tokens.start) {
        return None;
    }
    let fits = |time: &TimeMention| {
        let text = time.span.of(syntax.segmented.text());
        let is_past = is_behind(&time.value, text);
        let is_early = is_past && is_to_come(reading) && !is_within(syntax, reading, time.span);
        dates_acts(time, text) && !(is_over && is_ahead(&time.value)) && !is_early
    };
    let times: Vec<Span> = context.times[first..]
        .iter()
        .take_while(|time| time.span.start < sentence.end)
        .filter(|time| fits(time))
        .map(|time| time.span)
        .collect();
    times
        .into_iter()
        .filter(|&time| !readings[index + 1..].iter().any(|act| belongs_to(reading, act, time)))
        .filter(|&time| !is_of_aside(context, readings, index, time) && !ends_act(context, reading, time))
        .filter(|&time| !is_shift(context, time) && !is_of_other_clause(context, readings, index, time))
        .filter(|&time| !is_of_another(context, readings, index, time))
        .filter_map(|time| Some((distance(context, reading, time)?, time)))
        .min()
        .map(|(_, time)| time)
}

/// `agreed to resume talks in April`, `called for protests on Saturday`: the time behind an act still ahead is that of
/// the act, not of the word given before it.
fn belongs_to(reading: &Reading, act: &Reading, time: Span) -> bool {
    use EventType::{Agree, Reject, Request, Threaten};
    let gives_word = matches!(reading.trigger.event_type, Agree | Reject | Request | Threaten);
    let is_ahead = matches!(act.trigger.status, EventStatus::Planned | EventStatus::CalledFor);
    // `demanded his release on Thursday` was said on that day.
    let is_set = matches!(act.trigger.event_type, EventType::Consult | EventType::Protest)
        || act.frame.verb_group().is_some_and(|group| group.is_infinitive);
    gives_word && is_ahead && is_set && act.trigger.span.end <= time.start
}

/// `would violate an accord reached in May`: a participle right behind a noun, with another verb before it in the clause.
fn reduced_participle(context: &Context<'_>, time: usize) -> Option<usize> {
    let syntax = context.syntax;
    let limit = syntax.sentence(time).start;
    // `reached at a summit last month`
    let passes = |token: usize| syntax.pos(token) == Pos::Preposition || syntax.chunk_at(token).is_some();
    let verb = (limit..time).rev().find(|&token| !passes(token))?;
    if !syntax.objects(verb + 1).is_empty() {
        return None;
    }
    let forms = syntax.words[verb].verb.map(|verb| verb.forms).unwrap_or_default();
    let before = verb.checked_sub(1).filter(|&before| before > limit)?;
    if syntax.pos(verb) != Pos::Verb || !forms.has(Forms::PARTICIPLE) || syntax.chunk_at(before).is_none() {
        return None;
    }
    let ends = |token: usize| {
        matches!(
            syntax.pos(token),
            Pos::Comma | Pos::Break | Pos::Subordinator | Pos::Relative | Pos::Conjunction
        )
    };
    let mut clause = (limit..before).rev().take_while(|&token| !ends(token));
    let is_finite = |token: usize| syntax.pos(token) == Pos::Verb && syntax.verb_group(token).is_finite(syntax);
    let above = clause.find(|&token| is_finite(token))?;
    (!syntax.reports(above)).then_some(verb)
}

/// `was moved from May 3 to June 7`: two days of which one is no more.
fn is_shift(context: &Context<'_>, time: Span) -> bool {
    const SHIFTING: [&str; 7] = [
        "brought",
        "delayed",
        "forward",
        "moved",
        "postponed",
        "rescheduled",
        "shifted",
    ];
    let syntax = context.syntax;
    let tokens = syntax.segmented.tokens_in(time);
    let is_range = syntax.word(tokens.start) == "from";
    let before = tokens.start.checked_sub(1).map(|before| syntax.word(before));
    is_range && before.is_some_and(|word| SHIFTING.contains(&word))
}

/// `remanded in custody until May`: when something ends, not when it was done.
fn ends_act(context: &Context<'_>, reading: &Reading, time: Span) -> bool {
    use EventType::{Coerce, Sanction};
    let first = context.syntax.segmented.tokens_in(time).start;
    let before = first.checked_sub(1).map(|before| context.syntax.word(before));
    matches!(reading.trigger.event_type, Coerce | Sanction) && matches!(before, Some("until" | "till" | "through"))
}

/// `the deployment, agreed on in December, drew criticism`: between commas stands the time of the participle, and of
/// the noun before it where the participle tells no act of its own (`the talks, held on Monday, failed`).
fn is_of_aside(context: &Context<'_>, readings: &[Reading], index: usize, time: Span) -> bool {
    let syntax = context.syntax;
    let tokens = syntax.segmented.tokens_in(time);
    let sentence = syntax.sentence(tokens.start);
    if let Some(participle) = reduced_participle(context, tokens.start) {
        let own = &readings[index].candidate.tokens;
        let mut others = readings.iter().map(|other| other.candidate.tokens.start);
        let is_noun = matches!(readings[index].frame, Frame::Noun(_));
        let is_nearest =
            is_noun && own.end <= participle && !others.any(|other| (own.end..participle).contains(&other));
        // `reached at a summit last month`: the summit was last month, too.
        let is_within = own.start > participle && own.end <= tokens.start;
        return !own.contains(&participle) && !is_nearest && !is_within;
    }
    let is_comma = |token: usize| sentence.contains(&token) && syntax.pos(token) == Pos::Comma;
    let opening = (sentence.start..tokens.start).rev().find(|&token| is_comma(token));
    let Some(opening) = opening.filter(|_| is_comma(tokens.end)) else {
        return false;
    };
    let own = &readings[index].candidate.tokens;
    let participle = opening + 1;
    let forms = syntax.words[participle].verb.map(|verb| verb.forms).unwrap_or_default();
    if syntax.pos(participle) != Pos::Verb
        || !forms.has(Forms::PARTICIPLE)
        || (participle..tokens.end).contains(&own.start)
    {
        return false;
    }
    let tells_act = readings.iter().any(|other| other.candidate.tokens.start == participle);
    tells_act || own.start > tokens.end
}

/// Tokens between trigger and time; farther behind a border, `None` across a clause.
fn distance(context: &Context<'_>, reading: &Reading, time: Span) -> Option<usize> {
    let syntax = context.syntax;
    let trigger = reading.candidate.tokens.clone();
    let tokens = syntax.segmented.tokens_in(time);
    let between = reading.up_to(&tokens);
    let is_apart = is_of_telling(context, reading, tokens.clone())
        || is_of_noun(context, reading, tokens.start)
        || is_of_demanded(context, reading, between.clone())
        || is_of_what_came_before(context, reading, tokens.start);
    if is_apart {
        return None;
    }
    if has_clause_of_time(context, tokens.end) && trigger.start >= tokens.end {
        return (between.len() < 40).then_some(between.len());
    }
    let mut cost = between.len();
    let clause = clause_start(context, reading);
    for token in between {
        let opens = syntax.pos(token) == Pos::Conjunction || token + 1 == clause && opens_clause(syntax.word(token));
        // `elected in 1962 but deposed in 1963`
        let is_joined =
            tokens.end <= token && syntax.pos(token) == Pos::Conjunction && joins_own(syntax, reading, token);
        if token < clause && opens || is_joined {
            cost += ANOTHER_CLAUSE;
        }
        match syntax.pos(token) {
            Pos::Break => return None,
            // `told members on Monday that the bans were narrow`: the day of the telling
            Pos::Subordinator if tokens.end <= token && syntax.word(token) == "that" => return None,
            Pos::Subordinator | Pos::Relative => cost += 30,
            // `freed the men they had seized in May`
            Pos::Pronoun if opens_contact_clause(context, token) => cost += 30,
            Pos::Verb | Pos::Modal if !matches!(reading.frame, Frame::Noun(_)) => cost += 8,
            Pos::Verb => cost += 4,
            _ => {}
        }
    }
    (cost < 40).then_some(cost)
}

/// `the men they had seized`: a pronoun right behind a phrase, with its verb behind it.
fn opens_contact_clause(context: &Context<'_>, pronoun: usize) -> bool {
    let syntax = context.syntax;
    let is_subject = matches!(syntax.word(pronoun), "he" | "she" | "it" | "they" | "we" | "I");
    let follows = pronoun
        .checked_sub(1)
        .is_some_and(|before| syntax.chunk_at(before).is_some());
    let leads_on = syntax
        .words
        .get(pronoun + 1)
        .is_some_and(|next| matches!(next.pos, Pos::Verb | Pos::Have | Pos::Be | Pos::Modal | Pos::Adverb));
    is_subject && follows && leads_on
}

/// `said on Saturday that troops had fired`, `told reporters in Lima on Thursday`: the day of the telling.
fn is_of_telling(context: &Context<'_>, reading: &Reading, tokens: Range<usize>) -> bool {
    let syntax = context.syntax;
    let time = tokens.start;
    let limit = syntax.sentence(time).start;
    // `says police on Thursday seized`: the day stands right before the act.
    if reading
        .frame
        .verb_group()
        .is_some_and(|group| group.start == tokens.end)
    {
        return false;
    }
    let passes = |token: usize| {
        syntax.chunk_at(token).is_some() || matches!(syntax.pos(token), Pos::Preposition | Pos::Time | Pos::Adverb)
    };
    let before = (limit..time).rev().find(|&token| !passes(token));
    let in_phrase = syntax.chunk_at(time).is_some();
    before.filter(|_| !in_phrase).is_some_and(|verb| {
        // `confirmed the arrest on Tuesday`: the day stands behind the act.
        let is_own = (verb..time).contains(&reading.candidate.tokens.start) || modifies(context, reading, verb);
        !is_own && syntax.pos(verb) == Pos::Verb && syntax.reports(verb)
    })
}

/// `the penalties announced on Thursday`: a participle right behind the noun that tells the act.
fn modifies(context: &Context<'_>, reading: &Reading, verb: usize) -> bool {
    let syntax = context.syntax;
    let Frame::Noun(noun) = &reading.frame else {
        return false;
    };
    let forms = syntax.words[verb].verb.map(|verb| verb.forms).unwrap_or_default();
    forms.has(Forms::PARTICIPLE) && syntax.chunk(noun.chunk).tokens.end == verb
}

/// `called on people to come back on Friday`: the day of what is asked for.
fn is_of_demanded(context: &Context<'_>, reading: &Reading, mut between: Range<usize>) -> bool {
    let syntax = context.syntax;
    let asks = matches!(reading.trigger.event_type, EventType::Request | EventType::Threaten);
    let is_verb = |token: usize| syntax.words.get(token).is_some_and(|word| word.pos == Pos::Verb);
    let leads_on = |token: usize| syntax.pos(token) == Pos::To && is_verb(token + 1);
    let is_behind = between.start == reading.candidate.tokens.end;
    // `threatened to strike in March`
    let holds_demand = reading.candidate.tokens.clone().any(leads_on);
    asks && matches!(reading.frame, Frame::Verb(_)) && is_behind && (holds_demand || between.any(leads_on))
}

/// `the strike followed the failure of talks last week`: the time of what was before.
fn is_of_what_came_before(context: &Context<'_>, reading: &Reading, time: usize) -> bool {
    let syntax = context.syntax;
    let Frame::Noun(noun) = &reading.frame else {
        return false;
    };
    noun.subject_of.is_some_and(|verb| {
        let known = syntax.known_verb(verb);
        verb < time && known.is_some_and(|known| known.lemma == "follow")
    })
}

/// `on Tuesday, when police broke up a rally`: the time of the clause behind it.
fn has_clause_of_time(context: &Context<'_>, after: usize) -> bool {
    let syntax = context.syntax;
    let mut behind = after..syntax.segmented.tokens.len().min(after + 2);
    let opening = behind.find(|&token| syntax.pos(token) != Pos::Comma);
    opening.is_some_and(|token| syntax.word(token) == "when")
}

/// `last month's election`, `the recent clashes`: a time within the phrase of another noun.
fn is_of_noun(context: &Context<'_>, reading: &Reading, time: usize) -> bool {
    let chunk = context.syntax.chunk_at(time);
    let tokens = chunk.map(|chunk| context.syntax.chunk(chunk).tokens.clone());
    let trigger = &reading.candidate.tokens;
    tokens.is_some_and(|tokens| tokens.end <= trigger.start || trigger.end <= tokens.start)
}

/// `on Monday, after gunmen attacked`: read as prepositions, but with a clause behind them.
fn opens_clause(word: &str) -> bool {
    matches!(word, "after" | "before" | "since" | "until" | "as" | "when" | "while")
}

/// Does the verb group of a trigger stand right behind a conjunction?
fn joins_own(syntax: &Syntax<'_>, reading: &Reading, conjunction: usize) -> bool {
    let group = reading.frame.verb_group();
    group.is_some_and(|group| {
        let mut between = conjunction + 1..group.start;
        between.all(|token| syntax.pos(token) == Pos::Adverb)
    })
}

/// What a time costs that stands before the conjunction that opens the trigger's own clause.
const ANOTHER_CLAUSE: usize = 15;

/// The first token of the subject of the trigger's clause, or of the trigger itself.
fn clause_start(context: &Context<'_>, reading: &Reading) -> usize {
    let syntax = context.syntax;
    let start = reading.candidate.tokens.start;
    match &reading.frame {
        Frame::Noun(noun) if noun.subject_of.is_some() => syntax.chunk(noun.chunk).tokens.start,
        Frame::Verb(predicate) => {
            let first = predicate
                .subjects
                .first()
                .map(|&chunk| syntax.chunk(chunk).tokens.start);
            first.filter(|&first| first < start).unwrap_or(0)
        }
        _ => 0,
    }
}
