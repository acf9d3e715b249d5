//! A verb group → who does it: through relative clauses, coordination and parentheses.

use super::{Pos, Syntax, VerbGroup};
use crate::kb::{Forms, FunctionClass, VerbKind};

impl Syntax<'_> {
    /// The subjects of a verb group, through relative clauses, coordination and control.
    pub(super) fn subjects(&self, group: &VerbGroup, depth: usize) -> Vec<usize> {
        let limit = self.sentence(group.verb).start;
        if depth == 0 || group.start <= limit {
            return Vec::new();
        }
        let before = group.start - 1;
        // `is to meet`, `have to meet`
        if group.is_infinitive && matches!(self.pos(before), Pos::Be | Pos::Have) && before > limit {
            return self.subject_at(before - 1, limit, depth);
        }
        if group.is_infinitive || (group.is_gerund && !group.has_be) {
            return self.controller(group, depth);
        }
        if let Some(subjects) = self.subject_of_participle(group) {
            return subjects;
        }
        match self.pos(before) {
            Pos::Conjunction if self.returns_to_main(group, before) => {
                let is_past = |token: usize| self.is_main_verb(token) && self.is_told_as_past(token);
                let verbs = (limit..before).rev().filter(|&token| is_past(token));
                let mut subjects = verbs.map(|verb| self.subjects(&self.verb_group(verb), depth - 1));
                let acts = |subjects: &Vec<usize>| subjects.iter().any(|&chunk| self.may_act(chunk));
                subjects.find(acts).unwrap_or_default()
            }
            Pos::Conjunction => self.shared_subject(before, limit, depth),
            Pos::Relative => self.antecedent(before, limit),
            Pos::Comma => self.subject_before_parenthesis(before, limit, depth),
            Pos::Verb => self.subjects(&self.verb_group(before), depth - 1),
            _ => self.subject_at(before, limit, depth),
        }
    }

    /// `asked for them to be freed, and called for calm`, `told them to leave and accused them`: behind a comma, or an
    /// infinitive, the past goes on with the main verb.
    fn returns_to_main(&self, group: &VerbGroup, conjunction: usize) -> bool {
        let forms = self.words[group.verb].verb.map(|verb| verb.forms).unwrap_or_default();
        let is_past = forms.has(Forms::PAST) && !group.is_passive;
        let limit = self.sentence(group.verb).start;
        let before = (limit..conjunction).rev().find(|&token| self.pos(token) == Pos::Verb);
        let follows_infinitive = || {
            let before = before.map(|verb| self.verb_group(verb));
            before.is_some_and(|before| before.is_infinitive && !before.is_passive && !before.has_have)
        };
        is_past && conjunction > 0 && (self.pos(conjunction - 1) == Pos::Comma || follows_infinitive())
    }

    fn is_told_as_past(&self, verb: usize) -> bool {
        let group = self.verb_group(verb);
        let first = group.start.min(verb);
        if first == verb {
            return !self.is_present(verb);
        }
        let is_past = |token: usize| matches!(self.word(token), "did" | "had" | "was" | "were" | "has" | "have");
        (first..verb).any(is_past)
    }

    fn is_main_verb(&self, token: usize) -> bool {
        match self.pos(token) {
            Pos::Verb => self.verb_group(token).is_finite(self),
            Pos::Be | Pos::Have => !(token > 0 && matches!(self.pos(token - 1), Pos::To)),
            _ => false,
        }
    }

    /// The phrase that ends at or before a token, skipping prepositional phrases to the head they belong to.
    pub(super) fn subject_at(&self, token: usize, limit: usize, depth: usize) -> Vec<usize> {
        let mut at = token;
        let mut first = true;
        loop {
            while at > limit && (matches!(self.pos(at), Pos::Adverb | Pos::Time | Pos::Mark) || self.dates(at)) {
                at -= 1;
            }
            // `had on Monday entered`
            let is_auxiliary = matches!(self.pos(at), Pos::Have | Pos::Be | Pos::Modal);
            if first && at < token && is_auxiliary && at > limit {
                at -= 1;
            }
            if matches!(self.pos(at), Pos::Relative) {
                return self.antecedent(at, limit);
            }
            let Some(chunk) = self.chunk_at(at) else {
                return Vec::new();
            };
            let start = self.start_of_place_list(chunk, limit);
            let preposition = start
                .checked_sub(1)
                .filter(|&before| before >= limit && self.pos(before) == Pos::Preposition);
            match preposition {
                Some(preposition)
                    if preposition > limit
                        && !(first && self.opens_clause(preposition))
                        && self.counts_of(preposition, limit)
                        && self.is_counted_in_phrase(preposition, limit) =>
                {
                    at = preposition - 1;
                }
                Some(preposition)
                    if preposition > limit
                        && !(first && self.opens_clause(preposition))
                        && !self.counts_of(preposition, limit) =>
                {
                    let previous = self.before_phrase(preposition, limit);
                    match previous {
                        Some(previous) if self.chunk_at(previous).is_some() || self.pos(previous) == Pos::Time => {
                            at = previous
                        }
                        Some(previous) if matches!(self.pos(previous), Pos::Verb | Pos::Be) && depth > 0 => {
                            let above = self.subjects(&self.verb_group(previous), depth - 1);
                            return if above.is_empty() {
                                self.coordinated_left(chunk, limit)
                            } else {
                                above
                            };
                        }
                        _ => return self.coordinated_left(chunk, limit),
                    }
                }
                _ if self.noun_of_modifier(chunk, limit).is_some_and(|noun| noun < at) => {
                    at = self.noun_of_modifier(chunk, limit).unwrap_or(limit);
                }
                _ => {
                    return match self.named_before(chunk, limit) {
                        Some(name) => vec![name],
                        None => self.joined_in_clause(chunk, limit),
                    };
                }
            }
            first = false;
        }
    }

    /// The phrases joined to a subject on its left, without those of a clause before: `two were among the dead and others
    /// were hurt`.
    fn joined_in_clause(&self, chunk: usize, limit: usize) -> Vec<usize> {
        let mut joined = self.coordinated_left(chunk, limit);
        let of_other = |chunk: &usize| self.is_of_clause_before(*chunk, limit);
        let cut = joined[..joined.len() - 1].iter().rposition(of_other);
        joined.split_off(cut.map_or(0, |cut| cut + 1))
    }

    /// The object of a verb that is no participle, or in a phrase behind a form of `be`.
    fn is_of_clause_before(&self, chunk: usize, limit: usize) -> bool {
        let start = self.chunk(chunk).tokens.start;
        let Some(before) = start.checked_sub(1).filter(|&before| before > limit) else {
            return false;
        };
        let verb = match self.pos(before) {
            Pos::Preposition if self.pos(before - 1) == Pos::Be => before - 1,
            // `saw ten men and a boy killed`
            Pos::Verb if self.reports(before) || self.is_verb_of(before, VerbKind::Finds) => return false,
            Pos::Verb if self.verb_group(before).is_finite(self) => before,
            _ => return false,
        };
        let opening = self
            .verb_group(verb)
            .start
            .checked_sub(1)
            .filter(|&opening| opening >= limit);
        opening.is_some_and(|opening| self.pos(opening) != Pos::Relative)
    }

    /// `the nominee to head the bank said`, `officers guarding him were hurt`, `leaders who back the rebels met`: the noun
    /// that a verb with the phrase as its object is said of.
    fn noun_of_modifier(&self, chunk: usize, limit: usize) -> Option<usize> {
        self.noun_of_infinitive(chunk, limit).or_else(|| {
            let verb = self.chunk(chunk).tokens.start.checked_sub(1)?;
            let takes_object = verb > limit && self.pos(verb) == Pos::Verb && !self.reports(verb);
            let group = takes_object.then(|| self.verb_group(verb))?;
            let before = group.start.checked_sub(1).filter(|&before| before > limit)?;
            let is_bare_gerund = group.is_gerund && group.start == verb;
            let noun = match self.pos(before) {
                Pos::Relative if self.word(before) != "where" => before - 1,
                _ if is_bare_gerund => before,
                _ => return None,
            };
            self.chunk_at(noun).map(|_| noun)
        })
    }

    /// `the nominee to head the bank said`: the noun before an infinitive whose object a phrase is, where no verb stands
    /// before it.
    fn noun_of_infinitive(&self, chunk: usize, limit: usize) -> Option<usize> {
        let verb = self.chunk(chunk).tokens.start.checked_sub(1)?;
        let group = (verb > limit && self.pos(verb) == Pos::Verb).then(|| self.verb_group(verb))?;
        let before = group.start.checked_sub(1).filter(|_| group.is_infinitive)?;
        let noun = self.chunk_at(before)?;
        let auxiliary_or_verb = |token: usize| matches!(self.pos(token), Pos::Verb | Pos::Be | Pos::Have | Pos::Modal);
        let opens = !(limit..self.chunk(noun).tokens.start).any(auxiliary_or_verb);
        opens.then_some(before)
    }

    /// `Anna Lis, the minister for Europe met`: the name that opens the sentence, where no comma ends what its bearer is.
    fn named_before(&self, chunk: usize, limit: usize) -> Option<usize> {
        let comma = self.before_chunk(chunk, limit + 1)?;
        let name = self.chunk_at(comma - 1).filter(|_| self.word(comma) == ",")?;
        let is_post = self.actor(self.chunk(chunk).head).is_some_and(|actor| !actor.is_plural);
        let opens = self.chunk(name).tokens.start == limit && self.chunk(name).tokens.len() > 1;
        let is_name = self
            .chunk(name)
            .tokens
            .clone()
            .all(|token| self.pos(token) == Pos::Name);
        (is_post && opens && is_name).then_some(name)
    }

    /// `in southern and eastern Chad`: phrases joined behind a preposition of place are one phrase; where the phrase starts.
    fn start_of_place_list(&self, chunk: usize, limit: usize) -> usize {
        let own = self.chunk(chunk).tokens.start;
        let joined = self.coordinated_left(chunk, limit);
        let first = joined.first().map_or(own, |&first| self.chunk(first).tokens.start);
        // A comma before the conjunction opens a clause: `… in Chad, and the army fired`.
        let is_close = !(first..own).any(|token| self.pos(token) == Pos::Comma);
        let is_placed =
            is_close && first > limit && matches!(self.word(first - 1), "in" | "across" | "around" | "near");
        if is_placed { first } else { own }
    }

    /// `on` before a time.
    pub fn dates(&self, token: usize) -> bool {
        self.pos(token) == Pos::Preposition && self.words.get(token + 1).is_some_and(|next| next.pos == Pos::Time)
    }

    /// `dozens of`, `a group of`: the phrase behind is what is counted.
    fn counts_of(&self, preposition: usize, limit: usize) -> bool {
        preposition > limit && self.word(preposition) == "of" && self.is_count(preposition - 1)
    }

    /// `the needs of thousands of people`: what is counted stands in a phrase of its own.
    fn is_counted_in_phrase(&self, of: usize, limit: usize) -> bool {
        let count = self.chunk_at(of - 1).map(|chunk| self.chunk(chunk).tokens.start);
        let before = count
            .and_then(|start| start.checked_sub(1))
            .filter(|&before| before > limit);
        before.is_some_and(|before| self.word(before) == "of" && self.chunk_at(before - 1).is_some())
    }

    /// Does a word only say how many of what stands behind its `of`?
    fn is_count(&self, token: usize) -> bool {
        self.words[token].classes.has(FunctionClass::Number)
            || self.pos(token) == Pos::Number
            || self.grammar.is_measure(self.key(token))
    }

    /// `dozens of soldiers`, `a number of them`: the phrase that is counted, the phrase itself where nothing is.
    pub fn counted(&self, chunk: usize) -> usize {
        let end = self.chunk(chunk).tokens.end;
        let limit = self.sentence(end - 1).end;
        let counts = end + 1 < limit && self.word(end) == "of" && self.is_count(self.chunk(chunk).head);
        counts.then(|| self.chunk_at(end + 1)).flatten().unwrap_or(chunk)
    }

    fn before_phrase(&self, preposition: usize, limit: usize) -> Option<usize> {
        (limit..preposition)
            .rev()
            .find(|&token| !matches!(self.pos(token), Pos::Adverb | Pos::Mark))
    }

    /// `after`, `as`, `since`: they open clauses as well as phrases.
    pub fn opens_clause(&self, token: usize) -> bool {
        self.words[token].classes.has(FunctionClass::Subordinator)
    }

    pub fn antecedent(&self, relative: usize, limit: usize) -> Vec<usize> {
        let mut at = self.before_brackets(relative, limit);
        while at > limit {
            at -= 1;
            if matches!(self.pos(at), Pos::Comma | Pos::Mark | Pos::Time | Pos::Preposition) {
                continue;
            }
            let chunk = self.chunk_at(at).map(|chunk| match self.word(relative) {
                "that" => self.above_names(chunk, limit),
                _ => chunk,
            });
            return chunk
                .map(|chunk| self.coordinated_left(chunk, limit))
                .unwrap_or_default();
        }
        Vec::new()
    }

    /// `the raid in Mumbai (formerly Bombay) that killed`: what stands in brackets before a token is passed over.
    fn before_brackets(&self, token: usize, limit: usize) -> usize {
        let is_closed = token > limit && self.word(token - 1) == ")";
        let opening = is_closed.then(|| (limit..token).rev().find(|&before| self.word(before) == "("));
        opening.flatten().unwrap_or(token)
    }

    /// `the attack on the town of Kolo that killed`: `that` tells no name apart, so what it is about stands before it.
    fn above_names(&self, chunk: usize, limit: usize) -> usize {
        let above = |chunk: usize| {
            let preposition = self.chunk(chunk).tokens.start.checked_sub(1)?;
            let is_before = preposition > limit && self.pos(preposition) == Pos::Preposition;
            let above = is_before.then(|| self.chunk_at(preposition - 1)).flatten()?;
            Some((above, preposition))
        };
        let is_name = self.pos(self.chunk(chunk).head) == Pos::Name;
        match above(chunk).filter(|_| is_name) {
            Some((town, of)) if self.word(of) == "of" => above(town).map_or(town, |(act, _)| act),
            Some((act, _)) => act,
            None => chunk,
        }
    }

    /// `X, the minister, met`; `X, who was ill, met`: the phrase before the first of the two commas.
    fn subject_before_parenthesis(&self, comma: usize, limit: usize, depth: usize) -> Vec<usize> {
        let opening = (limit..comma).rev().find(|&token| self.pos(token) == Pos::Comma);
        match opening {
            Some(opening)
                if opening > limit
                    && self.chunk_at(opening - 1).is_some()
                    && !self.holds_clause(opening + 1..comma) =>
            {
                self.subject_at(opening - 1, limit, depth)
            }
            _ => self
                .subject_of_said(comma, limit, depth)
                .unwrap_or_else(|| self.shared_subject(comma, limit, depth)),
        }
    }

    /// Does a verb with its own subject stand in a stretch between commas?
    fn holds_clause(&self, tokens: std::ops::Range<usize>) -> bool {
        let opens = |token: usize| matches!(self.pos(token), Pos::Relative | Pos::Subordinator | Pos::Preposition);
        let verb = tokens
            .clone()
            .find(|&token| self.pos(token) == Pos::Verb && self.verb_group(token).is_finite(self));
        !opens(tokens.start)
            && verb.is_some_and(|verb| verb > tokens.start && self.chunk_at(self.verb_group(verb).start - 1).is_some())
    }

    /// The subject of the nearest verb before a token, before a comma that of no gerund within a phrase: `charged him with
    /// inciting riots, saying`, `struck a convoy carrying troops, killing`.
    pub(super) fn shared_subject(&self, token: usize, limit: usize, depth: usize) -> Vec<usize> {
        let is_comma = self.pos(token) == Pos::Comma;
        let is_below = |at: usize| {
            let group = self.verb_group(at);
            let before = group.start.checked_sub(1).filter(|&before| before > limit);
            let is_within =
                before.is_some_and(|before| self.pos(before) == Pos::Preposition || self.chunk_at(before).is_some());
            is_comma && group.is_gerund && !group.has_be && is_within
        };
        let previous = (limit..token)
            .rev()
            .find(|&at| matches!(self.pos(at), Pos::Be | Pos::Have) || self.pos(at) == Pos::Verb && !is_below(at));
        previous
            .map(|verb| self.subjects(&self.verb_group(verb), depth - 1))
            .unwrap_or_default()
    }

    /// `says four bombings in the capital on Wednesday, killed`: what is said goes on behind the comma, and its subject
    /// stands behind the verb that says it.
    fn subject_of_said(&self, comma: usize, limit: usize, depth: usize) -> Option<Vec<usize>> {
        let verbal = |token: usize| {
            matches!(
                self.pos(token),
                Pos::Be | Pos::Have | Pos::Modal | Pos::Relative | Pos::Verb
            )
        };
        let says = (limit..comma).rev().find(|&token| verbal(token))?;
        let is_said = self.known_verb(says).is_some_and(|verb| verb.lemma == "say");
        let opens = says + 1 + usize::from(self.word(says + 1) == "that");
        (is_said && opens < comma && self.chunk_at(opens).is_some()).then(|| self.subject_at(comma - 1, limit, depth))
    }
}
