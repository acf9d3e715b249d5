//! The triggers of one sentence → one trigger per happening: `met for talks`, `killed in an attack`.

use super::noun_cues::relative;
use super::{Context, Frame, PHONE, Reading, counts, scene, time_status, times};
use crate::document::{EventArgument, EventStatus, EventTrigger, EventType, ParticipantRole};
use crate::kb::{ArgumentFrame, Share};
use crate::tag::syntax::{Governor, Nominal, Pos};
use crate::text::Span;

/// Joins triggers that tell the same act and attaches times and counts.
pub(super) fn merge(context: &Context<'_>, mut readings: Vec<Reading>) -> Vec<EventTrigger> {
    let mut dropped = vec![false; readings.len()];
    for index in 0..readings.len() {
        let Some(target) = told_by(context, &readings, index) else {
            continue;
        };
        dropped[index] = true;
        let arguments = readings[index].trigger.arguments.clone();
        if readings[index].is_by_phone() {
            readings[target].trigger.mode = Some(PHONE.to_owned());
            readings[target].trigger.cameo_code = readings[index].trigger.cameo_code.clone();
        }
        let is_undergone = readings[target]
            .frame
            .verb_group()
            .is_some_and(|group| group.is_passive);
        for mut argument in arguments {
            // `was killed in a shootout with police`: by them.
            let is_opponent =
                argument.role == ParticipantRole::Target && stands_behind(context, argument.span, &["with"]);
            if is_undergone && is_opponent {
                argument.role = ParticipantRole::Source;
            }
            adopt(context, &mut readings[target].trigger, argument);
        }
    }
    // `discussed in phone talks the truce in Chad`
    for reading in readings.iter_mut().filter(|reading| reading.is_by_phone()) {
        reading
            .trigger
            .arguments
            .retain(|argument| argument.role != ParticipantRole::Place);
    }
    let mut kept: Vec<Reading> = readings
        .into_iter()
        .zip(dropped)
        .filter_map(|(reading, dropped)| (!dropped).then_some(reading))
        .collect();
    let mut times: Vec<Option<Span>> = (0..kept.len())
        .map(|index| times::time_of(context, &kept, index))
        .collect();
    for index in 0..kept.len() {
        let Some(cause) = cause_of(context, &kept, index) else {
            continue;
        };
        times[index] = times[index].or(times[cause]);
        let arguments = kept[cause].trigger.arguments.clone();
        let told = |argument: &EventArgument| matches!(argument.role, ParticipantRole::Source | ParticipantRole::Place);
        for argument in arguments.into_iter().filter(told) {
            take_over(&mut kept[index].trigger, argument);
        }
    }
    let mut found = Vec::new();
    for (reading, time) in kept.into_iter().zip(times) {
        let status = time.map(|time| time_status::status_at(context, &reading, time));
        let count = counts::count_of(context, &reading);
        let scene = scene::of(context, &reading);
        let is_over = time_status::is_over(context, &reading);
        let mut trigger = reading.trigger;
        trigger.status = status.unwrap_or(trigger.status);
        trigger.time = time;
        trigger.is_over = is_over;
        trigger.count = count;
        trigger.scene = scene;
        found.push(trigger);
    }
    found
}

/// The trigger of the same sentence that tells the act of this one, too.
fn told_by(context: &Context<'_>, readings: &[Reading], index: usize) -> Option<usize> {
    by_outcome(context, readings, index)
        .or_else(|| by_verb(context, readings, index))
        .or_else(|| by_meeting(context, readings, index))
        .or_else(|| by_ranking(context, readings, index))
}

/// `will hold talks in Lima, in the first such meeting in years`, `met on Friday, their third meeting`: a phrase behind
/// a comma that counts the act before it.
fn by_ranking(context: &Context<'_>, readings: &[Reading], index: usize) -> Option<usize> {
    let syntax = context.syntax;
    let reading = &readings[index];
    let Frame::Noun(noun) = &reading.frame else {
        return None;
    };
    let tokens = syntax.chunk(noun.chunk).tokens.clone();
    let limit = syntax.sentence(tokens.start).start;
    let is_ordinal = |token: usize| syntax.grammar.is_ordinal(syntax.key(token));
    // `the first such meeting`: `such` opens a phrase of its own.
    let is_opening = |token: usize| is_ordinal(token) || matches!(syntax.word(token), "in" | "such" | "the" | "their");
    let before = (limit..tokens.start).rev().take_while(|&token| is_opening(token));
    let start = before.last().unwrap_or(tokens.start);
    let is_behind_comma = start > limit && syntax.pos(start - 1) == Pos::Comma;
    let is_ranked = (start..tokens.end).any(is_ordinal);
    let is_restating = is_behind_comma && is_ranked && ends_clause(context, tokens.end);
    let same = |other: &Reading| other.trigger.event_type == reading.trigger.event_type;
    is_restating.then(|| readings[..index].iter().rposition(same)).flatten()
}

/// No verb stands behind a phrase, but for those of clauses that `since` and the like open.
fn ends_clause(context: &Context<'_>, end: usize) -> bool {
    let syntax = context.syntax;
    let is_verbal = |token: usize| matches!(syntax.pos(token), Pos::Verb | Pos::Modal | Pos::Be | Pos::Have);
    let opens =
        |token: usize| matches!(syntax.pos(token), Pos::Subordinator | Pos::Relative) || syntax.word(token) == "since";
    let mut behind = end..syntax.sentence(end - 1).end;
    let first = behind.find(|&token| is_verbal(token) || opens(token));
    first.is_none_or(opens)
}

/// `were killed when gunmen attacked a bus in Kolo`: the attack that tells by whom, where and when they were.
fn cause_of(context: &Context<'_>, readings: &[Reading], index: usize) -> Option<usize> {
    let outcome = &readings[index];
    let is_outcome = context.kb.events.rules[outcome.candidate.rule].share == Share::Outcome;
    let has_source = outcome
        .trigger
        .arguments
        .iter()
        .any(|argument| argument.role == ParticipantRole::Source);
    if !is_outcome || has_source || !outcome.frame.verb_group().is_some_and(|group| group.is_passive) {
        return None;
    }
    readings.iter().position(|cause| {
        let same = cause.trigger.event_type == outcome.trigger.event_type;
        let Some(group) = cause.frame.verb_group().filter(|_| same) else {
            return false;
        };
        let mut between = outcome.candidate.tokens.end..group.start.max(outcome.candidate.tokens.end);
        between.any(|token| context.syntax.word(token) == "when")
    })
}

/// Takes over an argument for a role that nothing fills yet, with those beside it in the same role.
fn take_over(trigger: &mut EventTrigger, argument: EventArgument) {
    let first = trigger.arguments.iter().find(|other| other.role == argument.role);
    let is_open =
        first.is_none_or(|first| first.span.start > trigger.span.end && argument.span.start > trigger.span.end);
    let known = trigger.arguments.iter().any(|other| other.span.overlaps(argument.span));
    if is_open && !known {
        trigger.arguments.push(argument);
    }
}

/// `killed in an attack`, `an attack that killed`: the outcome is the trigger.
fn by_outcome(context: &Context<'_>, readings: &[Reading], index: usize) -> Option<usize> {
    let share = |reading: &Reading| context.kb.events.rules[reading.candidate.rule].share;
    let reading = &readings[index];
    let is_means = match share(reading) {
        Share::Means => true,
        Share::MeansByNouns => matches!(reading.frame, Frame::Noun(_)),
        Share::None | Share::Outcome => false,
    };
    let told = |reading: &Reading| matches!(reading.trigger.status, EventStatus::Occurred | EventStatus::Ongoing);
    let same_type = |other: &Reading| other.trigger.event_type == reading.trigger.event_type;
    let outcome = || {
        readings.iter().position(|other| {
            share(other) == Share::Outcome && told(other) && same_type(other) && !is_apart(context, reading, other)
        })
    };
    (is_means && told(reading)).then(outcome).flatten()
}

/// `the battle came a day after a leader was killed`, `one was shot, and another died in a raid`: another time, or somebody
/// else, stands between.
fn is_apart(context: &Context<'_>, one: &Reading, other: &Reading) -> bool {
    let syntax = context.syntax;
    let (first, second) = match one.candidate.tokens.start < other.candidate.tokens.start {
        true => (&one.candidate.tokens, &other.candidate.tokens),
        false => (&other.candidate.tokens, &one.candidate.tokens),
    };
    let is_conjunction = |token: usize| token > 0 && syntax.pos(token - 1) == Pos::Conjunction;
    let opens_another = |token: usize| syntax.word(token) == "another" && is_conjunction(token);
    let is_unit = |token: usize| {
        context
            .kb
            .times
            .word(syntax.key(token))
            .is_some_and(|word| word.unit.is_some())
    };
    let counts_from = |token: usize| matches!(syntax.word(token), "after" | "before") && is_unit(token - 1);
    (first.end..second.start).any(|token| opens_another(token) || counts_from(token))
}

/// `met for talks`: the noun depends on a verb of the same type; `the attack wounded two` is told by the noun.
fn by_verb(context: &Context<'_>, readings: &[Reading], index: usize) -> Option<usize> {
    let reading = &readings[index];
    let is_assault = reading.trigger.event_type == EventType::Assault;
    readings.iter().enumerate().position(|(other, told)| {
        let same = told.trigger.event_type == reading.trigger.event_type && other != index;
        let attached = match (&reading.frame, &told.frame) {
            (Frame::Noun(noun), Frame::Verb(_)) => {
                let verb = Some(told.candidate.tokens.start);
                (noun.object_of == verb
                    && (depends_closely(context, noun) || reading.is_by_phone() || is_same_visit(reading, told))
                    && !is_known_means(context, noun, reading, told))
                    || noun.noun_above == verb
                    || (noun.subject_of == verb && told.trigger.score >= reading.trigger.score)
            }
            (Frame::Verb(_), Frame::Noun(noun)) => {
                is_assault
                    && reading.trigger.score < told.trigger.score
                    && (noun.subject_of == Some(reading.candidate.tokens.start)
                        || noun.object_of == Some(reading.candidate.tokens.start)
                            && is_known_means(context, noun, told, reading))
                    || is_done_to(context, noun, told, reading)
            }
            // `a round of talks`
            (Frame::Noun(noun), Frame::Noun(inner)) => {
                let is_of = inner
                    .through
                    .is_some_and(|through| context.syntax.word(through) == "of");
                let above = inner.noun_above.and_then(|above| context.syntax.chunk_at(above));
                is_of && above == Some(noun.chunk)
            }
            (Frame::Verb(_), Frame::Verb(_)) => is_assault && is_joined(context, reading, told),
            _ => false,
        };
        same && attached
    })
}

/// `sanctions were imposed`, `sanctions imposed in May`: the noun tells what the passive does to it.
fn is_done_to(context: &Context<'_>, noun: &Nominal, told: &Reading, verb: &Reading) -> bool {
    let Frame::Verb(predicate) = &verb.frame else {
        return false;
    };
    let is_subject = noun.subject_of == Some(verb.candidate.tokens.start);
    let is_beside = context.syntax.chunk(noun.chunk).tokens.end == predicate.group.start;
    let tells_more = told.trigger.score > verb.trigger.score;
    if predicate.group.is_passive {
        return is_subject && tells_more;
    }
    // `a bomb exploded` tells two things, `the accord signed in May` one.
    let is_deed = told.trigger.event_type != EventType::Assault;
    let syntax = context.syntax;
    // `the sanctions that Peru imposed`
    let is_of_relative = predicate.objects.is_empty()
        && relative(syntax, noun).is_some_and(|relative| {
            let subject = predicate
                .subjects
                .first()
                .map(|&chunk| syntax.chunk(chunk).tokens.clone());
            subject.is_some_and(|subject| subject.start == relative + 1 && subject.end == predicate.group.start)
        });
    is_deed && (is_of_relative || is_beside && syntax.is_reduced_relative(predicate))
}

/// `was shot and killed`: the first verb tells how, the second how it ended.
fn is_joined(context: &Context<'_>, means: &Reading, outcome: &Reading) -> bool {
    let end = means.candidate.tokens.end;
    let is_passive = |reading: &Reading| reading.frame.verb_group().is_some_and(|group| group.is_passive);
    is_passive(means) == is_passive(outcome)
        && context.kb.events.rules[outcome.candidate.rule].share == Share::Outcome
        && end + 1 == outcome.candidate.tokens.start
        && context.syntax.word(end) == "and"
}

/// `arrived in Oslo on a visit`.
fn is_same_visit(noun: &Reading, verb: &Reading) -> bool {
    let is_visit = |reading: &Reading| reading.trigger.mode.as_deref() == Some("visit");
    is_visit(noun) && is_visit(verb)
}

/// `wounded in the attack`: an attack spoken of before tells more than the verb that says how it ended.
fn is_known_means(context: &Context<'_>, noun: &Nominal, means: &Reading, outcome: &Reading) -> bool {
    let syntax = context.syntax;
    let first = syntax.chunk(noun.chunk).tokens.start;
    let is_definite = syntax.word(first).eq_ignore_ascii_case("the");
    is_definite
        && noun
            .through
            .is_some_and(|through| matches!(syntax.word(through), "in" | "during"))
        && outcome.trigger.score < means.trigger.score
}

/// `held a round of talks`, `met for talks`, but not `met ahead of talks` or `arrived in Lima for talks`: the noun, or the
/// noun it is of, stands right behind the verb, and its preposition sets it at no other time.
fn depends_closely(context: &Context<'_>, noun: &Nominal) -> bool {
    const OTHER_TIME: [&str; 8] = [
        "after",
        "ahead",
        "before",
        "during",
        "following",
        "of",
        "since",
        "until",
    ];
    let syntax = context.syntax;
    let Some(verb) = noun.object_of else {
        return !noun
            .through
            .is_some_and(|through| OTHER_TIME.contains(&syntax.word(through).to_ascii_lowercase().as_str()));
    };
    // `visited the coast before a trip to Lima`
    let is_apart = |through: usize| syntax.word(through) != "of" && OTHER_TIME.contains(&syntax.word(through));
    if noun.through.is_some_and(is_apart) {
        return false;
    }
    match (noun.noun_above, noun.through) {
        (Some(above), _) => syntax.chunk_at(above).is_some_and(|chunk| {
            let start = syntax.chunk(chunk).tokens.start;
            (verb + 1..start).all(|token| matches!(syntax.pos(token), Pos::Adverb | Pos::Time | Pos::Mark))
        }),
        (None, Some(through)) => !OTHER_TIME.contains(&syntax.word(through)),
        (None, None) => true,
    }
}

/// `met to discuss`, `arrived on a visit for talks`: one meeting, told by the first of its words.
fn by_meeting(context: &Context<'_>, readings: &[Reading], index: usize) -> Option<usize> {
    let reading = &readings[index];
    let first = index.checked_sub(1)?;
    let before = &readings[first];
    let both = reading.trigger.event_type == EventType::Consult && before.trigger.event_type == EventType::Consult;
    if !both {
        return None;
    }
    let syntax = context.syntax;
    let between = before.candidate.tokens.end..reading.candidate.tokens.start;
    let opens_clause = |pos: Pos| matches!(pos, Pos::Break | Pos::Subordinator | Pos::Relative | Pos::Verb);
    if between.clone().any(|token| opens_clause(syntax.pos(token))) {
        return None;
    }
    let is_crossed = between.clone().any(|token| syntax.pos(token) == Pos::Conjunction);
    let is_purpose = match &reading.frame {
        Frame::Verb(predicate) => {
            let governed_elsewhere = match &predicate.governor {
                Some(Governor::Verb { token, .. }) => !before.candidate.tokens.contains(token),
                Some(_) => true,
                None => false,
            };
            // `after his visit he is to meet them`: a plan of its own.
            let start = predicate.group.start;
            let is_planned = start > 0 && syntax.pos(start - 1) == Pos::Be;
            predicate.group.is_infinitive && !governed_elsewhere && !is_planned
        }
        Frame::Noun(noun) if says_what_for(context, before, noun) => return Some(first),
        Frame::Noun(noun) => noun.through.is_some() && noun.noun_above.is_none() && depends_closely(context, noun),
        Frame::Bare => false,
    };
    (is_purpose && !is_crossed).then_some(first)
}

/// `met the envoy and two generals in Lima for talks`, but not `met on conditions for talks`.
fn says_what_for(context: &Context<'_>, met: &Reading, noun: &Nominal) -> bool {
    let syntax = context.syntax;
    let is_mutual = context.kb.events.rules[met.candidate.rule].frame == ArgumentFrame::Mutual;
    let before = syntax.before_chunk(noun.chunk, met.candidate.tokens.end);
    let is_for = before.is_some_and(|before| syntax.word(before) == "for");
    let is_somebody = |token: usize| syntax.pos(token) != Pos::Noun || syntax.actor(token).is_some();
    is_mutual && is_for && met.frame.verb_group().is_some() && noun.noun_above.is_none_or(is_somebody)
}

/// Takes over an argument that stands for a role not yet filled, or names somebody where the role holds no name:
/// `air strikes against X killed ten fighters`.
fn adopt(context: &Context<'_>, trigger: &mut EventTrigger, argument: EventArgument) {
    let is_named = |span: Span| {
        let first = context.names.partition_point(|name| name.span.end <= span.start);
        context.names.get(first).is_some_and(|name| name.span.overlaps(span))
    };
    let known = trigger.arguments.iter().any(|other| other.span.overlaps(argument.span));
    let mut same = trigger.arguments.iter().filter(|other| other.role == argument.role);
    let filled = argument.role != ParticipantRole::Place
        && same
            .any(|other| argument.role != ParticipantRole::Target || is_named(other.span) || !is_named(argument.span));
    // `a blast near the ministry killed`
    let is_beside =
        argument.role == ParticipantRole::Target && stands_behind(context, argument.span, &["near", "outside"]);
    if !known && !filled && !is_beside {
        trigger.arguments.push(argument);
    }
}

/// One of some prepositions before a phrase.
fn stands_behind(context: &Context<'_>, span: Span, prepositions: &[&str]) -> bool {
    let syntax = context.syntax;
    let first = syntax.segmented.tokens_in(span).start;
    let start = syntax
        .chunk_at(first)
        .map_or(first, |chunk| syntax.chunk(chunk).tokens.start);
    let before = start.checked_sub(1).map(|before| syntax.word(before));
    before.is_some_and(|before| prepositions.contains(&before))
}
