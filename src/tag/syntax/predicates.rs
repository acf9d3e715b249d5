//! A verb → its group of auxiliaries, its subjects, objects, prepositional phrases and what governs it.

use std::ops::Range;

use super::{Pos, Syntax};
use crate::kb::{CueKind, Forms, WordClass};

/// A verb with its auxiliaries and negation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VerbGroup {
    pub start: usize,
    pub verb: usize,
    /// The token of the modal verb, if any.
    pub modal: Option<usize>,
    pub is_negated: bool,
    /// `to meet`.
    pub is_infinitive: bool,
    /// A form of `be` stands before (progressive or passive).
    pub has_be: bool,
    /// `being held`.
    pub has_being: bool,
    pub has_have: bool,
    pub is_gerund: bool,
    pub is_passive: bool,
}

impl VerbGroup {
    /// `are meeting`.
    pub fn is_progressive(&self) -> bool {
        self.has_be && self.is_gerund || self.has_being
    }

    /// A verb that can stand as the main verb of a clause.
    pub fn is_finite(&self, syntax: &Syntax<'_>) -> bool {
        if self.is_infinitive {
            return false;
        }
        if self.modal.is_some() || self.has_be || self.has_have || self.start < self.verb {
            return true;
        }
        let forms = syntax.words[self.verb].verb.map(|verb| verb.forms);
        forms.is_none_or(|forms| {
            !forms.has(Forms::GERUND) && (forms.has(Forms::PAST) || forms.has(Forms::THIRD) || forms.has(Forms::BASE))
        }) && !self.is_gerund
    }
}

/// `in Moscow`, `with his counterparts`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrepositionalPhrase {
    pub preposition: usize,
    pub chunks: Vec<usize>,
}

/// What an infinitive or gerund depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Governor {
    /// `agreed to meet`, `began bombing`; the chunks stand between (`urged them to leave`).
    Verb { token: usize, between: Vec<usize> },
    /// `the decision to withdraw`.
    Noun { token: usize },
    /// `ready to talk`.
    Adjective { token: usize },
}

/// A verb with what belongs to it.
#[derive(Clone, Debug)]
pub struct Predicate {
    pub group: VerbGroup,
    /// Who or what stands as subject (of a passive too); indexes of chunks.
    pub subjects: Vec<usize>,
    pub objects: Vec<usize>,
    pub phrases: Vec<PrepositionalPhrase>,
    pub governor: Option<Governor>,
}

/// Subjects are sought through at most this many dependent verbs.
const MAX_DEPTH: usize = 6;

impl Syntax<'_> {
    /// The clause of the verb at `verb`, whose words end before `end` (`call off` ends after `off`).
    pub fn predicate(&self, verb: usize, end: usize) -> Predicate {
        let group = self.verb_group(verb);
        let governor = self.governor(&group);
        let objects = self.objects(end);
        let after = objects.last().map_or(end, |&chunk| self.chunk(chunk).tokens.end);
        Predicate {
            subjects: self.subjects(&group, MAX_DEPTH),
            phrases: self.phrases(after),
            group,
            objects,
            governor,
        }
    }

    pub fn verb_group(&self, verb: usize) -> VerbGroup {
        let limit = self.sentence(verb).start;
        let forms = self.words[verb].verb.map(|verb| verb.forms).unwrap_or_default();
        let word = self.word(verb);
        let mut group = VerbGroup {
            start: verb,
            verb,
            is_gerund: forms.has(Forms::GERUND) || (forms.is_empty() && word.ends_with("ing")),
            ..VerbGroup::default()
        };
        let mut token = verb;
        while token > limit {
            token -= 1;
            let classes = self.words[token].classes;
            match self.pos(token) {
                Pos::Adverb | Pos::Mark | Pos::Time => continue,
                Pos::Negation => group.is_negated = true,
                Pos::Modal => group.modal = Some(token),
                Pos::Be => {
                    group.has_be = true;
                    group.has_being |= self.word(token).eq_ignore_ascii_case("being");
                }
                Pos::Have => group.has_have = true,
                Pos::Do => {}
                Pos::To => {
                    group.is_infinitive = true;
                    group.start = token;
                    group.is_negated |= token > limit && self.pos(token - 1) == Pos::Negation;
                    break;
                }
                _ => break,
            }
            if classes.has(WordClass::Negation) {
                group.is_negated = true;
            }
            group.start = token;
        }
        let participle = forms.has(Forms::PARTICIPLE) || (forms.is_empty() && word.ends_with("ed"));
        group.is_passive = group.has_be && participle && !group.is_gerund;
        group
    }

    /// The subjects of a verb group, through relative clauses, coordination and control.
    fn subjects(&self, group: &VerbGroup, depth: usize) -> Vec<usize> {
        let limit = self.sentence(group.verb).start;
        if depth == 0 || group.start <= limit {
            return Vec::new();
        }
        let before = group.start - 1;
        if group.is_infinitive || (group.is_gerund && !group.has_be) {
            return self.controller(group, depth);
        }
        match self.pos(before) {
            Pos::Conjunction => self.shared_subject(before, limit, depth),
            Pos::Relative => self.antecedent(before, limit),
            Pos::Comma => self.subject_before_parenthesis(before, limit, depth),
            Pos::Verb => self.subjects(&self.verb_group(before), depth - 1),
            _ => self.subject_at(before, limit),
        }
    }

    /// The phrase that ends at or before a token, skipping prepositional phrases to the head they belong to.
    fn subject_at(&self, token: usize, limit: usize) -> Vec<usize> {
        let mut at = token;
        let mut first = true;
        loop {
            while at > limit && matches!(self.pos(at), Pos::Adverb | Pos::Time | Pos::Mark) {
                at -= 1;
            }
            if matches!(self.pos(at), Pos::Relative) {
                return self.antecedent(at, limit);
            }
            let Some(chunk) = self.chunk_at(at) else {
                return Vec::new();
            };
            let start = self.chunk(chunk).tokens.start;
            let preposition = start
                .checked_sub(1)
                .filter(|&before| before >= limit && self.pos(before) == Pos::Preposition);
            match preposition {
                Some(preposition) if preposition > limit && !(first && self.opens_clause(preposition)) => {
                    let previous = self.before_phrase(preposition, limit);
                    match previous {
                        Some(previous) if self.chunk_at(previous).is_some() || self.pos(previous) == Pos::Time => {
                            at = previous
                        }
                        _ => return self.coordinated_left(chunk, limit),
                    }
                }
                _ => return self.coordinated_left(chunk, limit),
            }
            first = false;
        }
    }

    fn before_phrase(&self, preposition: usize, limit: usize) -> Option<usize> {
        (limit..preposition)
            .rev()
            .find(|&token| !matches!(self.pos(token), Pos::Adverb | Pos::Mark))
    }

    /// `after`, `as`, `since`: they open clauses as well as phrases.
    fn opens_clause(&self, token: usize) -> bool {
        self.words[token].classes.has(WordClass::Subordinator)
    }

    /// A phrase with the phrases joined to it on its left: `Russia, Iran and Syria`.
    pub fn coordinated_left(&self, chunk: usize, limit: usize) -> Vec<usize> {
        let mut found = vec![chunk];
        let mut at = self.chunk(chunk).tokens.start;
        let mut joined = false;
        while at > limit + 1 {
            let mut before = at - 1;
            let is_conjunction = self.pos(before) == Pos::Conjunction;
            if is_conjunction && before > limit && self.pos(before - 1) == Pos::Comma {
                before -= 1;
            }
            if !is_conjunction && !(joined && self.pos(before) == Pos::Comma) {
                break;
            }
            let Some(previous) = before.checked_sub(1).and_then(|token| self.chunk_at(token)) else {
                break;
            };
            joined = true;
            found.insert(0, previous);
            at = self.chunk(previous).tokens.start;
        }
        found
    }

    /// A phrase with the phrases joined to it on its right.
    pub fn coordinated_right(&self, chunk: usize, limit: usize) -> Vec<usize> {
        let mut found = vec![chunk];
        let mut at = self.chunk(chunk).tokens.end;
        let mut commas = Vec::new();
        while at + 1 < limit {
            let mut next = at;
            let has_comma = self.pos(next) == Pos::Comma;
            if has_comma {
                next += 1;
            }
            let is_conjunction = next < limit && self.pos(next) == Pos::Conjunction;
            if is_conjunction {
                next += 1;
            }
            if !has_comma && !is_conjunction {
                break;
            }
            let Some(following) = (next < limit).then(|| self.chunk_at(next)).flatten() else {
                break;
            };
            let end = self.chunk(following).tokens.end;
            if self.starts_clause(end, limit) {
                break;
            }
            commas.push(following);
            at = end;
            if is_conjunction {
                found.append(&mut commas);
                break;
            }
        }
        found
    }

    /// Does a verb that needs this phrase as its subject follow?
    fn starts_clause(&self, token: usize, limit: usize) -> bool {
        let mut at = token;
        while at < limit && matches!(self.pos(at), Pos::Adverb | Pos::Time) {
            at += 1;
        }
        at < limit && matches!(self.pos(at), Pos::Verb | Pos::Be | Pos::Have | Pos::Do | Pos::Modal)
    }

    fn antecedent(&self, relative: usize, limit: usize) -> Vec<usize> {
        let mut at = relative;
        while at > limit {
            at -= 1;
            if matches!(self.pos(at), Pos::Comma | Pos::Mark | Pos::Time | Pos::Preposition) {
                continue;
            }
            return self
                .chunk_at(at)
                .map(|chunk| self.coordinated_left(chunk, limit))
                .unwrap_or_default();
        }
        Vec::new()
    }

    /// `X, the minister, met`; `X, who was ill, met`: the phrase before the first of the two commas.
    fn subject_before_parenthesis(&self, comma: usize, limit: usize, depth: usize) -> Vec<usize> {
        let opening = (limit..comma).rev().find(|&token| self.pos(token) == Pos::Comma);
        match opening {
            Some(opening) if opening > limit && self.chunk_at(opening - 1).is_some() => {
                self.subject_at(opening - 1, limit)
            }
            _ => self.shared_subject(comma, limit, depth),
        }
    }

    /// The subject of the nearest finite verb before a token.
    fn shared_subject(&self, token: usize, limit: usize, depth: usize) -> Vec<usize> {
        let previous = (limit..token).rev().find(|&at| self.pos(at) == Pos::Verb);
        previous
            .map(|verb| self.subjects(&self.verb_group(verb), depth - 1))
            .unwrap_or_default()
    }

    /// Who does what an infinitive or gerund says.
    fn controller(&self, group: &VerbGroup, depth: usize) -> Vec<usize> {
        let limit = self.sentence(group.verb).start;
        match self.governor(group) {
            Some(Governor::Verb { between, .. }) if !between.is_empty() => between,
            Some(Governor::Verb { token, .. }) => self.subjects(&self.verb_group(token), depth - 1),
            Some(Governor::Noun { token }) => self
                .possessor(token)
                .map_or_else(|| self.shared_subject(token, limit, depth), |possessor| vec![possessor]),
            Some(Governor::Adjective { token }) => self.subject_at(token.saturating_sub(1).max(limit), limit),
            None => match group.start.checked_sub(1).filter(|&before| before >= limit) {
                Some(before) if self.chunk_at(before).is_some() && group.is_gerund => self.subject_at(before, limit),
                Some(before) => self.shared_subject(before, limit, depth),
                None => Vec::new(),
            },
        }
    }

    /// The chunk itself where it holds a possessor (`Iran's decision`).
    fn possessor(&self, token: usize) -> Option<usize> {
        let chunk = self.chunk_at(token)?;
        let tokens = self.chunk(chunk).tokens.clone();
        tokens
            .clone()
            .any(|token| matches!(self.pos(token), Pos::Genitive | Pos::Possessive | Pos::Name))
            .then_some(chunk)
    }

    /// What an infinitive or gerund depends on; `None` for a finite verb.
    fn governor(&self, group: &VerbGroup) -> Option<Governor> {
        if !group.is_infinitive && (!group.is_gerund || group.has_be) {
            return None;
        }
        let limit = self.sentence(group.verb).start;
        let mut before = group.start.checked_sub(1).filter(|&before| before >= limit)?;
        while before > limit && matches!(self.pos(before), Pos::Adverb | Pos::Time | Pos::Mark | Pos::Negation) {
            before -= 1;
        }
        match self.pos(before) {
            Pos::Verb => {
                return Some(Governor::Verb {
                    token: before,
                    between: Vec::new(),
                });
            }
            Pos::Conjunction => return self.coordinated_governor(before, limit),
            Pos::Be => return None,
            Pos::Preposition => return self.governor_before_preposition(before, limit),
            _ => {}
        }
        if self.grammar.cue(self.key(before), CueKind::Adjective).is_some() {
            return Some(Governor::Adjective { token: before });
        }
        let chunk = self.chunk_at(before)?;
        if self.grammar.cue(self.key(before), CueKind::Noun).is_some() {
            return Some(Governor::Noun { token: before });
        }
        self.governor_over(chunk, limit, group.is_infinitive)
    }

    /// `urged Iran and Syria to leave`, `called on Iran to leave`: the verb before the phrase.
    fn governor_over(&self, chunk: usize, limit: usize, is_infinitive: bool) -> Option<Governor> {
        let between = self.coordinated_left(chunk, limit);
        let mut at = self.chunk(*between.first()?).tokens.start;
        for _ in 0..3 {
            let before = at.checked_sub(1).filter(|&before| before >= limit)?;
            match self.pos(before) {
                Pos::Verb => return is_infinitive.then_some(Governor::Verb { token: before, between }),
                Pos::Preposition => {
                    let verb = before.checked_sub(1).filter(|&token| token >= limit)?;
                    if self.pos(verb) == Pos::Verb {
                        return is_infinitive.then_some(Governor::Verb { token: verb, between });
                    }
                    let noun = self.chunk_at(verb)?;
                    if is_infinitive && self.grammar.cue(self.key(verb), CueKind::Noun).is_some() {
                        return Some(Governor::Verb { token: verb, between });
                    }
                    at = self.chunk(noun).tokens.start;
                }
                _ => return None,
            }
        }
        None
    }

    /// `to meet A and discuss B`: the governor of the verb that is joined.
    fn coordinated_governor(&self, conjunction: usize, limit: usize) -> Option<Governor> {
        let verb = (limit..conjunction).rev().find(|&token| self.pos(token) == Pos::Verb)?;
        let group = self.verb_group(verb);
        (group.verb < conjunction && group.is_infinitive)
            .then(|| self.governor(&group))
            .flatten()
    }

    /// `accused of killing`, `after meeting`.
    fn governor_before_preposition(&self, preposition: usize, limit: usize) -> Option<Governor> {
        let before = preposition.checked_sub(1).filter(|&before| before >= limit)?;
        if self.pos(before) == Pos::Verb {
            return Some(Governor::Verb {
                token: before,
                between: Vec::new(),
            });
        }
        let chunk = self.chunk_at(before)?;
        if self.grammar.cue(self.key(before), CueKind::Noun).is_some() {
            return Some(Governor::Noun { token: before });
        }
        let between = self.coordinated_left(chunk, limit);
        let verb = self
            .chunk(*between.first()?)
            .tokens
            .start
            .checked_sub(1)
            .filter(|&token| token >= limit)?;
        (self.pos(verb) == Pos::Verb && self.word(preposition) == "of" || self.word(preposition) == "from")
            .then_some(Governor::Verb { token: verb, between })
            .filter(|_| self.pos(verb) == Pos::Verb)
    }

    /// The phrases right after a verb.
    fn objects(&self, end: usize) -> Vec<usize> {
        let limit = self.sentence(end.saturating_sub(1)).end;
        let mut token = end;
        while token < limit && matches!(self.pos(token), Pos::Adverb | Pos::Time | Pos::Mark | Pos::Hyphen) {
            token += 1;
        }
        let Some(chunk) = (token < limit).then(|| self.chunk_at(token)).flatten() else {
            return Vec::new();
        };
        self.coordinated_right(chunk, limit)
    }

    /// The prepositional phrases from a token on, up to the end of the clause.
    pub fn phrases(&self, from: usize) -> Vec<PrepositionalPhrase> {
        let limit = self.sentence(from.saturating_sub(1)).end;
        let mut found = Vec::new();
        let mut token = from;
        while token < limit {
            match self.pos(token) {
                Pos::Adverb | Pos::Time | Pos::Mark => token += 1,
                Pos::Comma if self.goes_on_after_comma(token, limit) => token += 1,
                Pos::Preposition => {
                    let range = self.phrase_after(token, limit);
                    let Some(chunks) = range else { return found };
                    token = chunks.last().map_or(token + 1, |&chunk| self.chunk(chunk).tokens.end);
                    found.push(PrepositionalPhrase {
                        preposition: self.preposition_before(&chunks),
                        chunks,
                    });
                }
                _ => break,
            }
        }
        found
    }

    fn preposition_before(&self, chunks: &[usize]) -> usize {
        chunks
            .first()
            .map_or(0, |&chunk| self.chunk(chunk).tokens.start.saturating_sub(1))
    }

    fn goes_on_after_comma(&self, comma: usize, limit: usize) -> bool {
        comma + 1 < limit && matches!(self.pos(comma + 1), Pos::Preposition | Pos::Time)
    }

    fn phrase_after(&self, preposition: usize, limit: usize) -> Option<Vec<usize>> {
        let mut token = preposition + 1;
        while token < limit && matches!(self.pos(token), Pos::Adverb | Pos::Mark | Pos::Preposition | Pos::Time) {
            token += 1;
        }
        let chunk = (token < limit).then(|| self.chunk_at(token)).flatten()?;
        if self.opens_clause(preposition) && self.starts_clause(self.chunk(chunk).tokens.end, limit) {
            return None;
        }
        Some(self.coordinated_right(chunk, limit))
    }

    /// The tokens of the clause part around a range, up to the nearest break or subordinator.
    pub fn clause_around(&self, tokens: Range<usize>) -> Range<usize> {
        let sentence = self.sentence(tokens.start);
        let ends = |token: &usize| matches!(self.pos(*token), Pos::Break | Pos::Subordinator | Pos::Relative);
        let start = (sentence.start..tokens.start)
            .rev()
            .find(ends)
            .map_or(sentence.start, |token| token + 1);
        let end = (tokens.end..sentence.end).find(ends).unwrap_or(sentence.end);
        start..end
    }
}
