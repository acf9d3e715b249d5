//! Token keys → the trigger patterns that match from a token on.

use std::ops::Range;

use super::Context;
use crate::document::{EventType, TokenShape, name_over};
use crate::kb::{Forms, PatternKind, Step, TriggerPattern};
use crate::tag::syntax::{Pos, Syntax};
use crate::text::Span;

/// A pattern that matches.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// Index into the lexicon's rules.
    pub rule: usize,
    pub kind: PatternKind,
    /// From the first to the last word of the pattern.
    pub tokens: Range<usize>,
    /// Where the first gap is, if any.
    pub gap: Option<usize>,
    /// Words of the pattern, then earlier rules first.
    pub specificity: (usize, std::cmp::Reverse<usize>),
}

/// Longest gap in a pattern, in tokens.
const MAX_GAP: usize = 6;

pub(super) fn candidates(context: &Context<'_>, token: usize) -> Vec<Candidate> {
    let syntax = context.syntax;
    let events = &context.kb.events;
    if events.starts(syntax.key(token)).is_empty() {
        return Vec::new();
    }
    let sentence = syntax.sentence(token);
    let limit = sentence.end;
    let starts = events.starts_in(syntax.key(token), sentence.map(|token| syntax.key(token)));
    let mut found = Vec::new();
    let mut undergone = Undergone::default();
    for start in starts {
        let pattern = &context.kb.events.patterns[start.pattern];
        if !fits(context, token, pattern, start.forms) {
            continue;
        }
        let found_steps = follow(syntax, token + 1, limit, &pattern.rest);
        let Some((end, gap)) = found_steps.or_else(|| undergone.follow(context, token, pattern)) else {
            continue;
        };
        let is_compound = end > token + 1 && syntax.pos(end - 2) == Pos::Hyphen;
        // `gift of` holds its noun and the word that it is bound to.
        let ends_as_noun =
            end == token + 1 || is_compound || matches!(syntax.pos(end - 1), Pos::Noun | Pos::Name | Pos::Preposition);
        if pattern.kind == PatternKind::Noun && !ends_as_noun {
            continue;
        }
        let kind = if is_nominalised(syntax, token, pattern, start.forms) {
            PatternKind::Noun
        } else {
            pattern.kind
        };
        let end = before_act(context, pattern, token..end);
        let words = pattern.rest.iter().filter(|step| matches!(step, Step::Word(_))).count();
        found.push(Candidate {
            rule: pattern.rule,
            kind,
            tokens: token..end,
            gap,
            specificity: (words, std::cmp::Reverse(pattern.rule)),
        });
    }
    found
}

/// `threatened to strike`: the threat ends where what is threatened begins, an act of its own.
fn before_act(context: &Context<'_>, pattern: &TriggerPattern, tokens: Range<usize>) -> usize {
    let syntax = context.syntax;
    let is_threat = context.kb.events.rules[pattern.rule].event_type == EventType::Threaten;
    let is_verb = pattern.kind == PatternKind::Verb && syntax.pos(tokens.end - 1) == Pos::Verb;
    let to = tokens.clone().find(|&token| syntax.pos(token) == Pos::To);
    to.filter(|&to| is_threat && is_verb && to > tokens.start)
        .unwrap_or(tokens.end)
}

/// What is done to the subject of a verb: `the aid was suspended`, `a battalion sent to the border`.
#[derive(Default)]
struct Undergone {
    /// The heads of the subjects, found when first asked for.
    heads: Option<Vec<u64>>,
}

impl Undergone {
    /// `suspend ~ aid` where the aid is the subject of a passive: the verb alone is the trigger. A noun that tells an act
    /// of the same type is the trigger itself: `the offensive was launched`.
    fn follow(
        &mut self,
        context: &Context<'_>,
        token: usize,
        pattern: &TriggerPattern,
    ) -> Option<(usize, Option<usize>)> {
        let (PatternKind::Verb, [particles @ .., Step::Gap(_), Step::Word(keys)]) =
            (pattern.kind, pattern.rest.as_slice())
        else {
            return None;
        };
        // `rations were handed out`: the particle stays with the verb.
        let end = token + 1 + particles.len();
        let stand_behind = particles.iter().zip(token + 1..).all(|(step, place)| match step {
            Step::Word(keys) => context.syntax.words.len() > place && keys.contains(&context.syntax.key(place)),
            Step::Gap(_) => false,
        });
        if !stand_behind {
            return None;
        }
        let heads = self
            .heads
            .get_or_insert_with(|| heads_undergoing(context.syntax, token));
        let told = |head: &&u64| keys.contains(head) && !tells_itself(context, **head, pattern.rule);
        heads.iter().find(told).map(|_| (end, None))
    }
}

/// Does a noun tell an act of the type of a rule?
fn tells_itself(context: &Context<'_>, noun: u64, rule: usize) -> bool {
    let events = &context.kb.events;
    events.starts(noun).iter().any(|start| {
        let pattern = &events.patterns[start.pattern];
        pattern.kind == PatternKind::Noun
            && pattern.rest.is_empty()
            && events.rules[pattern.rule].event_type == events.rules[rule].event_type
    })
}

fn heads_undergoing(syntax: &Syntax<'_>, token: usize) -> Vec<u64> {
    let forms = syntax.words[token].verb.map(|verb| verb.forms).unwrap_or_default();
    if syntax.pos(token) != Pos::Verb || !forms.has(Forms::PARTICIPLE) {
        return Vec::new();
    }
    let predicate = syntax.predicate_by_rules(token, token + 1);
    let is_bare = predicate.group.start == token && predicate.objects.is_empty();
    if !predicate.group.is_passive && !is_bare {
        return Vec::new();
    }
    let heads = predicate
        .subjects
        .iter()
        .map(|&chunk| syntax.key(syntax.chunk(chunk).head));
    heads.collect()
}

/// Is the first word used as the pattern wants it: a verb as a verb, a noun as a noun?
fn fits(context: &Context<'_>, token: usize, pattern: &TriggerPattern, forms: Forms) -> bool {
    let syntax = context.syntax;
    let pos = syntax.pos(token);
    match pattern.kind {
        PatternKind::Verb => {
            pos == Pos::Verb
                || (pos == Pos::Noun
                    && (is_adjectival(syntax, token, forms)
                        || is_bare(context, token, pattern, forms)
                        || is_nominalised(syntax, token, pattern, forms)))
        }
        PatternKind::Noun if pattern.rest.is_empty() => {
            let is_plain = pos == Pos::Name && !within_name(context, token) && !is_acronym(syntax, token);
            pos == Pos::Noun || is_plain || is_name_head(context, token)
        }
        PatternKind::Noun => !matches!(pos, Pos::Name) || !within_name(context, token),
        PatternKind::Phrase => true,
    }
}

/// `the disarming of the militia`: a gerund used as a noun. With an indefinite article it names a thing: `an offering of
/// shares`.
fn is_nominalised(syntax: &Syntax<'_>, token: usize, pattern: &TriggerPattern, forms: Forms) -> bool {
    let limit = syntax.sentence(token).end;
    pattern.kind == PatternKind::Verb
        && pattern.rest.is_empty()
        && forms.has(Forms::GERUND)
        && syntax.pos(token) == Pos::Noun
        && token + 1 < limit
        && syntax.word(token + 1) == "of"
        && !is_indefinite(syntax, token)
}

/// The noun phrase of a word opens with `a` or `an`.
fn is_indefinite(syntax: &Syntax<'_>, token: usize) -> bool {
    let first = syntax.chunk_at(token).map(|chunk| syntax.chunk(chunk).tokens.start);
    first.is_some_and(|first| matches!(syntax.word(first), "a" | "an" | "A" | "An"))
}

/// A verb of several words that was read as a noun, without an article before it: `they share intelligence`.
/// `EU talks with`, `their charges that` stay the nouns that they can be.
fn is_bare(context: &Context<'_>, token: usize, pattern: &TriggerPattern, forms: Forms) -> bool {
    let syntax = context.syntax;
    let first = syntax.sentence(token).start;
    let mut before = (first..token).rev().map(|before| syntax.pos(before));
    // `a deadly cross-border raid`
    let before = before.find(|pos| !matches!(pos, Pos::Adverb | Pos::Time));
    let has_words = pattern.rest.iter().any(|step| matches!(step, Step::Word(_)));
    let inside = matches!(
        before,
        Some(Pos::Determiner | Pos::Possessive | Pos::Genitive | Pos::Preposition | Pos::Hyphen | Pos::Number)
    );
    let tells_act = || {
        let starts = context.kb.events.starts(syntax.key(token)).iter();
        starts
            .map(|start| &context.kb.events.patterns[start.pattern])
            .any(|known| known.kind == PatternKind::Noun)
    };
    // `a planned stop in Lima`: one thing, and no plural that stops.
    let inside = inside || is_indefinite(syntax, token);
    has_words && !inside && (forms.has(Forms::BASE) || !tells_act()) && syntax.actor(token).is_none()
}

/// `the kidnapped engineers`: a participle before a noun.
fn is_adjectival(syntax: &Syntax<'_>, token: usize, forms: Forms) -> bool {
    // `the rebel-held city`
    if token > 0 && syntax.pos(token - 1) == Pos::Hyphen {
        return false;
    }
    let next_is_noun = syntax
        .words
        .get(token + 1)
        .is_some_and(|next| matches!(next.pos, Pos::Noun));
    forms.has(Forms::PARTICIPLE)
        && !forms.has(Forms::BASE)
        && next_is_noun
        && syntax.chunk_at(token) == syntax.chunk_at(token + 1)
}

/// `the kidnapped engineers`, but not `troops clash with`: a participle that modifies a noun.
pub(super) fn is_attributive(syntax: &Syntax<'_>, token: usize) -> bool {
    let forms = syntax.words[token].verb.map(|verb| verb.forms).unwrap_or_default();
    let is_participle = forms.has(Forms::PARTICIPLE) || forms.has(Forms::GERUND);
    syntax.pos(token) == Pos::Noun && is_participle && !forms.has(Forms::BASE)
}

/// `AIDS` is no aid.
fn is_acronym(syntax: &Syntax<'_>, token: usize) -> bool {
    syntax.segmented.tokens[token].shape == TokenShape::Upper
}

fn within_name(context: &Context<'_>, token: usize) -> bool {
    name_at(context, token).is_some()
}

fn name_at<'c>(context: &Context<'c>, token: usize) -> Option<&'c crate::document::NameMention> {
    let span = context.syntax.segmented.tokens[token].span;
    name_over(context.names, span)
}

/// `Conference` in `the Munich Security Conference`: the last word of a named event.
fn is_name_head(context: &Context<'_>, token: usize) -> bool {
    let span = context.syntax.segmented.tokens[token].span;
    name_at(context, token)
        .is_some_and(|name| name.entity_type == crate::document::EntityType::NamedEvent && name.span.end == span.end)
}

/// Where the steps of a pattern end, and where its first gap lies.
fn follow(syntax: &Syntax<'_>, from: usize, limit: usize, steps: &[Step]) -> Option<(usize, Option<usize>)> {
    let mut token = from;
    let mut gap = None;
    let mut reach = 0;
    let mut least = 0;
    for step in steps {
        match step {
            // `held up the exchange of prisoners` holds nobody.
            Step::Gap(_) if token == from && token < limit && syntax.word(token) == "up" => return None,
            Step::Gap(words) => {
                reach = MAX_GAP;
                least = *words;
                gap = gap.or(Some(token));
            }
            Step::Word(keys) => {
                token = find(syntax, token, limit, keys, least, reach)? + 1;
                reach = 0;
                least = 0;
            }
        }
    }
    Some((token, gap))
}

fn find(syntax: &Syntax<'_>, from: usize, limit: usize, keys: &[u64], least: usize, reach: usize) -> Option<usize> {
    let mut token = from;
    let mut passed = 0;
    while token < limit {
        if matches!(syntax.pos(token), Pos::Hyphen | Pos::Mark) {
            token += 1;
            continue;
        }
        // `sentenced to nine years`: no date.
        let dates = syntax.dates(token) && (passed > 0 || syntax.word(token) != "to");
        if passed >= least && !dates && keys.contains(&syntax.key(token)) {
            return Some(token);
        }
        if dates || matches!(syntax.pos(token), Pos::Time | Pos::Adverb) {
            token += 1;
            continue;
        }
        if passed >= reach || !bridges(syntax, token) {
            return None;
        }
        passed += 1;
        token += 1;
    }
    None
}

/// Can a token stand inside the gap of a pattern?
fn bridges(syntax: &Syntax<'_>, token: usize) -> bool {
    match syntax.pos(token) {
        Pos::Preposition => {
            let counts = syntax.words.get(token + 1).is_some_and(|next| next.pos == Pos::Number);
            let sums = syntax.word(token) == "in" && token > 0 && syntax.pos(token - 1) == Pos::Number;
            counts || sums || syntax.word(token).eq_ignore_ascii_case("of")
        }
        Pos::Verb => is_attribute(syntax, token),
        Pos::Break | Pos::Comma | Pos::Relative | Pos::Subordinator | Pos::Modal | Pos::Be | Pos::To => false,
        _ => true,
    }
}

/// `exchanged written drafts`: a participle right before the noun that it modifies.
fn is_attribute(syntax: &Syntax<'_>, token: usize) -> bool {
    let forms = syntax.words[token].verb.map(|verb| verb.forms).unwrap_or_default();
    let is_participle = forms.has(Forms::PARTICIPLE) || forms.has(Forms::GERUND);
    let before_noun = syntax.words.get(token + 1).is_some_and(|next| next.pos == Pos::Noun);
    is_participle && !forms.has(Forms::BASE) && before_noun
}

/// The words shown as the trigger: all of the pattern where it has no long gap, else the first.
pub(super) fn trigger_span(syntax: &Syntax<'_>, candidate: &Candidate) -> Span {
    const LONGEST: usize = 5;
    let tokens = candidate.tokens.clone();
    let shown = match candidate.gap {
        Some(gap) if tokens.len() > LONGEST => tokens.start..gap,
        _ => tokens,
    };
    syntax.span(shown)
}
