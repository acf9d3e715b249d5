//! The verb or noun above an act → what it says of the act: discussed, broken, called, under way.

use super::noun_status::{is_for, is_told_of};
use crate::document::{EventStatus, EventType};
use crate::kb::{CueKind, Forms, Verb, VerbKind};
use crate::tag::syntax::{Nominal, Pos, Syntax, VerbGroup};

/// `talks that will focus on`, `talks, which are scheduled to begin`: the verb of a relative clause on the noun.
pub(super) fn relative_verb(syntax: &Syntax<'_>, nominal: &Nominal) -> Option<usize> {
    let relative = relative(syntax, nominal).filter(|&token| !is_of_partner(syntax, nominal, token))?;
    syntax.verb_after(relative + 1, syntax.sentence(relative).end)
}

/// A gerund that the noun behind it is the object of, read as a part of its phrase.
pub(super) fn demands(syntax: &Syntax<'_>, token: usize) -> bool {
    let forms = syntax.words[token].verb.map(|verb| verb.forms).unwrap_or_default();
    let effect = syntax.known_verb(token).and_then(|known| known.effect);
    forms.has(Forms::GERUND) && effect == Some(EventStatus::CalledFor)
}

/// What a bare participle may say of its noun: `a strike called by unions` need not be ahead.
pub(super) fn settles(effect: EventStatus) -> bool {
    matches!(effect, EventStatus::Planned | EventStatus::Negated)
}

/// `strike averted after late offer`, `the visit, planned for May`: what a participle behind the noun says of it.
pub(super) fn of_participle_behind(syntax: &Syntax<'_>, nominal: &Nominal) -> Option<EventStatus> {
    let end = syntax.chunk(nominal.chunk).tokens.end;
    let limit = syntax.sentence(end - 1).end;
    let participle = (end..limit).find(|&token| syntax.pos(token) != Pos::Comma)?;
    let forms = syntax.words[participle].verb.map(|verb| verb.forms).unwrap_or_default();
    let leads_on = participle + 1 == limit
        || matches!(
            syntax.pos(participle + 1),
            Pos::Preposition | Pos::Time | Pos::Break | Pos::Comma
        );
    let known = syntax.known_verb(participle)?;
    let is_told = syntax.pos(participle) == Pos::Verb && forms.has(Forms::PARTICIPLE) && leads_on && !known.reports;
    known.object_effect.filter(|&effect| is_told && settles(effect))
}

/// `an assault on the port, to be launched at dawn`, `truce to start on Friday`
pub(super) fn is_to_come(syntax: &Syntax<'_>, nominal: &Nominal) -> bool {
    let after = end_of_phrases(syntax, nominal);
    let end = syntax.sentence(after - 1).end;
    let Some(to) = (after..end).find(|&token| !matches!(syntax.pos(token), Pos::Comma | Pos::Time)) else {
        return false;
    };
    let begins = |token: usize| match syntax.word(token) {
        "be" | "begin" | "happen" | "resume" | "start" => true,
        "go" => token + 1 < end && matches!(syntax.word(token + 1), "ahead" | "on"),
        "take" => token + 1 < end && syntax.word(token + 1) == "place",
        _ => false,
    };
    syntax.pos(to) == Pos::To && to + 1 < end && begins(to + 1)
}

/// Where the noun and the phrases on it end.
fn end_of_phrases(syntax: &Syntax<'_>, nominal: &Nominal) -> usize {
    let end = syntax.chunk(nominal.chunk).tokens.end;
    let ends = nominal
        .phrases
        .iter()
        .flat_map(|phrase| &phrase.chunks)
        .map(|&chunk| syntax.chunk(chunk).tokens.end);
    ends.max().unwrap_or(end)
}

/// The pronoun of a relative clause on the noun.
pub(super) fn relative(syntax: &Syntax<'_>, nominal: &Nominal) -> Option<usize> {
    let sentence = syntax.sentence(syntax.chunk(nominal.chunk).head);
    let after = end_of_phrases(syntax, nominal);
    let mut tokens = (after..sentence.end).skip_while(|&token| matches!(syntax.pos(token), Pos::Comma | Pos::Time));
    // `said after talks that the truce would hold`: what is said, not what the talks do.
    let is_said = nominal.through.is_some() && nominal.object_of.is_some_and(|verb| syntax.reports(verb));
    tokens
        .next()
        .filter(|&token| syntax.pos(token) == Pos::Relative || syntax.word(token) == "that" && !is_said)
}

/// `talks on a ceasefire`: what is negotiated has not been done.
pub(super) fn is_discussed(syntax: &Syntax<'_>, nominal: &Nominal, event_type: EventType) -> bool {
    use EventType::{Agree, Aid, Concede, Cooperate, Retreat, Sanction};
    let is_goal = matches!(event_type, Agree | Aid | Concede | Cooperate | Retreat | Sanction);
    let is_on = nominal
        .through
        .is_some_and(|token| matches!(syntax.word(token), "about" | "for" | "on" | "over" | "towards"));
    let above = nominal.noun_above.filter(|_| is_goal && is_on);
    let word = above.map(|above| syntax.word(above).to_ascii_lowercase());
    matches!(
        word.as_deref(),
        Some("talks" | "negotiations" | "discussions" | "dialogue")
    )
}

/// `the unrest did not delay the vote`: what is denied is what the act does to something else.
pub(super) fn acts_on_other(syntax: &Syntax<'_>, group: &VerbGroup, event_type: EventType) -> bool {
    // `the agreement does not provide safeguards`: there is one.
    let is_act_of_another = event_type == EventType::Agree || !syntax.is_light(group.verb);
    let is_plain = syntax.pos(group.verb) == Pos::Verb && !group.is_passive && is_act_of_another;
    let known = syntax.known_verb(group.verb);
    let objects = || syntax.predicate_by_rules(group.verb, group.verb + 1).objects;
    let goes_on = syntax
        .words
        .get(group.verb + 1)
        .is_some_and(|next| next.pos != Pos::Comma);
    is_plain && goes_on && known.is_some_and(|known| known.lemma != "take") && !objects().is_empty()
}

/// `is due`, `is possible`, `are now under way`, `remain in place`.
pub(super) fn adjective_after(syntax: &Syntax<'_>, verb: usize) -> Option<EventStatus> {
    let is_being = syntax.pos(verb) == Pos::Be;
    let seems = syntax.is_verb_of(verb, VerbKind::Seems);
    if !is_being && !seems && !syntax.is_verb_of(verb, VerbKind::Stays) {
        return None;
    }
    let end = syntax.sentence(verb).end;
    let first = (verb + 1..end).find(|&token| !matches!(syntax.pos(token), Pos::Adverb | Pos::Time))?;
    let behind = |from: usize| syntax.grammar.predicate_cue((from..end).map(|token| syntax.key(token)));
    // `en route` may be taken for adverbs.
    let effect = behind(verb + 1).or_else(|| behind(first));
    let adjective = if seems { first } else { verb + 1 };
    let of_adjective = || syntax.grammar.cue(syntax.key(adjective), CueKind::Adjective);
    effect.or_else(|| of_adjective().filter(|_| is_being || seems))
}

/// `pact in sight as talks go on`: what words behind the noun say of it, where a headline leaves out the verb.
pub(super) fn of_predicate_behind(syntax: &Syntax<'_>, nominal: &Nominal) -> Option<EventStatus> {
    let end = syntax.chunk(nominal.chunk).tokens.end;
    let behind = (end..syntax.sentence(end - 1).end).map(|token| syntax.key(token));
    syntax.grammar.predicate_cue(behind)
}

/// How far behind a verb an ordinal counts days.
const REACH: usize = 5;

/// `entered its third week`, `is in its third week`, `continued for a third day`
pub(super) fn lasts(syntax: &Syntax<'_>, verb: usize) -> bool {
    let lemma = syntax.known_verb(verb).map(|known| known.lemma.as_str());
    let is_now = syntax.pos(verb) == Pos::Be && syntax.is_present(verb);
    let end = (syntax.sentence(verb).end - 1).min(verb + REACH);
    let is_stretch = |token: usize| matches!(syntax.word(token), "day" | "hour" | "month" | "night" | "week" | "year");
    (is_now || matches!(lemma, Some("continue" | "enter")))
        && (verb + 1..end).any(|token| syntax.grammar.is_ordinal(syntax.key(token)) && is_stretch(token + 1))
}

pub(super) fn keeps_or_breaks(syntax: &Syntax<'_>, verb: usize) -> bool {
    syntax.is_verb_of(verb, VerbKind::KeepsRule)
}

/// `called an emergency meeting`: what is called is still to come.
pub(super) fn calls_in(known: Option<&Verb>, nominal: &Nominal, above: EventStatus, event_type: EventType) -> bool {
    matches!(event_type, EventType::Consult | EventType::Protest)
        && nominal.through.is_none()
        && above == EventStatus::Occurred
        && known.is_some_and(|known| known.lemma == "call")
}

/// `is in talks with rebels who want`: the relative pronoun stands for the other side.
pub(super) fn is_of_partner(syntax: &Syntax<'_>, nominal: &Nominal, relative: usize) -> bool {
    let last = nominal.phrases.last().map(|phrase| syntax.word(phrase.preposition));
    last == Some("with") && syntax.word(relative) == "who"
}

/// `directed an attack`, though `directed them to attack` asks for one; `wanted for the bombing`.
pub(super) fn takes_act_as_done(verb: &Verb, preposition: Option<&str>, event_type: EventType) -> bool {
    match verb.lemma.as_str() {
        "direct" | "incite" | "spur" | "tell" => true,
        // `spoke of carnage`, but not `spoke of sanctions`
        "speak" | "talk" => is_told_of(event_type),
        "want" => preposition == Some("for"),
        _ => false,
    }
}

/// `is in Rome for talks`.
pub(super) fn is_stay(syntax: &Syntax<'_>, nominal: &Nominal, verb: usize) -> bool {
    let being = syntax.pos(verb) == Pos::Be && syntax.is_present(verb) && syntax.verb_group(verb).modal.is_none();
    being && is_for(syntax, nominal) && adjective_after(syntax, verb).is_none()
}

/// `has begun talks`: what was begun in the present perfect goes on.
pub(super) fn is_under_way(syntax: &Syntax<'_>, nominal: &Nominal, verb: usize, group: &VerbGroup) -> bool {
    let is_past = (group.start..group.verb).any(|token| syntax.word(token) == "had");
    nominal.through.is_none()
        && group.has_have
        && !is_past
        && !group.is_negated
        && group.modal.is_none()
        && syntax.is_verb_of(verb, VerbKind::Begins)
}
