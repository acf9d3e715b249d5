//! A verb → its group of auxiliaries, its subjects, objects, prepositional phrases and what governs it.

use super::{Argument, Clause, Pos, Syntax, VerbGroup};

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
    /// Where the rules find no subject, or one that may be joined to others, the tree of the sentence is
    /// asked.
    pub fn predicate(&self, verb: usize, end: usize) -> Predicate {
        let mut predicate = self.predicate_by_rules(verb, end);
        let subjects = &mut predicate.subjects;
        if subjects.is_empty() || self.may_be_joined(subjects) {
            self.complete(subjects, &self.clause(verb).subjects);
        }
        predicate
    }

    /// The same without the tree, for readers that the rules serve as well: no sentence is parsed for them.
    pub fn predicate_by_rules(&self, verb: usize, end: usize) -> Predicate {
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

    /// The clause of a verb as the dependency tree of its sentence has it.
    pub fn clause(&self, verb: usize) -> Clause {
        Clause::read(self.trees.tree(verb), verb)
    }

    /// Subjects of the tree are taken where the rules find none, and where the two agree on one of several.
    fn complete(&self, subjects: &mut Vec<usize>, found: &[Argument]) {
        let mut found = self.chunks_of(found);
        // `SEOUL - Japan and Fiji signed`: the town of a dateline takes no part.
        found.retain(|&chunk| !self.is_in_dateline(chunk));
        // `Niger and Chad, Mali's allies, have sent`: what follows them behind a comma says what they are.
        let end = subjects.iter().map(|&chunk| self.chunk(chunk).tokens.end).max();
        found.retain(|&chunk| {
            let start = self.chunk(chunk).tokens.start;
            !end.is_some_and(|end| start > end && self.pos(start - 1) == Pos::Comma)
        });
        if subjects.is_empty() || found.iter().any(|chunk| subjects.contains(chunk)) {
            let others: Vec<usize> = found.into_iter().filter(|chunk| !subjects.contains(chunk)).collect();
            subjects.extend(others);
        }
    }

    fn is_in_dateline(&self, chunk: usize) -> bool {
        let dateline = self.segmented.clean.dateline.as_ref();
        dateline.is_some_and(|dateline| dateline.span.contains(self.span(self.chunk(chunk).tokens.clone())))
    }

    /// Does a conjunction stand beside the phrases?
    fn may_be_joined(&self, chunks: &[usize]) -> bool {
        let joins = |token: usize| self.words.get(token).is_some_and(|word| word.pos == Pos::Conjunction);
        chunks.iter().any(|&chunk| {
            let tokens = &self.chunk(chunk).tokens;
            tokens.start.checked_sub(1).is_some_and(joins) || joins(tokens.end)
        })
    }

    /// The phrases that the heads of arguments stand in, each once.
    fn chunks_of(&self, arguments: &[Argument]) -> Vec<usize> {
        let mut found = Vec::new();
        for chunk in arguments.iter().filter_map(|argument| self.chunk_at(argument.head)) {
            if !found.contains(&chunk) {
                found.push(chunk);
            }
        }
        found
    }

    /// A phrase with the phrases joined to it on its left: `Russia, Iran and Syria`.
    pub fn coordinated_left(&self, chunk: usize, limit: usize) -> Vec<usize> {
        let mut found = vec![chunk];
        let mut at = self.chunk(chunk).tokens.start;
        let mut joined = false;
        while at > limit + 1 {
            let mut before = at - 1;
            let is_conjunction = self.joins_phrases(before);
            if is_conjunction && before > limit && self.pos(before - 1) == Pos::Comma {
                before -= 1;
            }
            let is_comma = self.pos(before) == Pos::Comma && self.word(before) == ",";
            let continues = is_conjunction || is_comma && (joined || self.opens_headline(before, chunk, limit));
            if !continues {
                break;
            }
            let Some(previous) = before.checked_sub(1).and_then(|token| self.chunk_at(token)) else {
                break;
            };
            // `died in Lima, and police blamed`: the comma and the conjunction open a clause.
            let opening = self.chunk(previous).tokens.start.checked_sub(1);
            let is_placed = opening.is_some_and(|token| self.places(token));
            if is_conjunction && self.pos(before) == Pos::Comma && is_placed {
                break;
            }
            // `In Lima, Peru and Chile met`, `Near Lima, fighting broke out`
            let opens = opening.is_some_and(|token| token == limit && is_placed);
            let is_subject = || self.starts_clause(self.chunk(chunk).tokens.end, self.sentence(at).end);
            if is_comma && !is_conjunction && is_placed && (opens || is_subject()) {
                break;
            }
            joined = true;
            found.insert(0, previous);
            at = self.chunk(previous).tokens.start;
        }
        found
    }

    /// `in`, `At`, `near`: what follows says where.
    fn places(&self, token: usize) -> bool {
        matches!(self.word(token), "at" | "At" | "in" | "In" | "near" | "Near")
    }

    /// `Peru, Chile to meet`, `Turkish, Greek leaders hold talks`: two names with a comma between them at the start of a
    /// line without a full stop.
    fn opens_headline(&self, comma: usize, chunk: usize, limit: usize) -> bool {
        let last = self.sentence(comma).end - 1;
        let is_line = self.segmented.tokens[last].shape != crate::document::TokenShape::Punctuation;
        let first = comma.checked_sub(1).and_then(|token| self.chunk_at(token));
        let is_name = |chunk: usize| self.pos(self.chunk(chunk).head) == Pos::Name;
        let opens = first.is_some_and(|first| self.chunk(first).tokens.start == limit && is_name(first));
        // `Turkish, Greek leaders`
        is_line && opens && self.pos(self.chunk(chunk).tokens.start) == Pos::Name
    }

    /// `and`, `or`; what follows `but` is another clause.
    fn joins_phrases(&self, token: usize) -> bool {
        self.pos(token) == Pos::Conjunction && !matches!(self.word(token), "but" | "yet" | "so")
    }

    /// A phrase with the phrases joined to it on its right.
    pub fn coordinated_right(&self, chunk: usize, limit: usize) -> Vec<usize> {
        let mut found = vec![chunk];
        let mut at = self.chunk(chunk).tokens.end;
        let mut commas = Vec::new();
        let mut is_closed = false;
        while at + 1 < limit {
            let mut next = at;
            let has_comma = self.pos(next) == Pos::Comma;
            if has_comma && is_closed {
                break;
            }
            if has_comma {
                next += 1;
            }
            let is_conjunction = next < limit && self.joins_phrases(next);
            if is_conjunction {
                next += 1;
            }
            let opening = self.chunk(chunk).tokens.start.checked_sub(1);
            let is_placed = opening.is_some_and(|token| self.places(token));
            // `in Lima, and Peru signed`
            let opens_clause = has_comma && is_conjunction && commas.is_empty() && is_placed;
            if opens_clause || !has_comma && !is_conjunction {
                break;
            }
            let Some(following) = (next < limit).then(|| self.chunk_at(next)).flatten() else {
                break;
            };
            let end = self.chunk(following).tokens.end;
            if self.starts_clause(end, limit) && self.follows_verb(chunk) {
                break;
            }
            commas.push(following);
            at = end;
            if is_conjunction {
                found.append(&mut commas);
                is_closed = true;
            }
        }
        found
    }

    /// Does a phrase stand behind a verb of its sentence, so that a verb after it opens another clause?
    fn follows_verb(&self, chunk: usize) -> bool {
        let start = self.chunk(chunk).tokens.start;
        let auxiliary_or_verb = |token: usize| matches!(self.pos(token), Pos::Verb | Pos::Be | Pos::Have | Pos::Modal);
        (self.sentence(start).start..start).any(auxiliary_or_verb)
    }

    /// Does a verb that needs this phrase as its subject follow?
    pub fn starts_clause(&self, token: usize, limit: usize) -> bool {
        let mut at = token;
        while at < limit && matches!(self.pos(at), Pos::Adverb | Pos::Time) {
            at += 1;
        }
        at < limit && matches!(self.pos(at), Pos::Verb | Pos::Be | Pos::Have | Pos::Do | Pos::Modal)
    }

    /// The phrases right after a verb.
    pub fn objects(&self, end: usize) -> Vec<usize> {
        let limit = self.sentence(end.saturating_sub(1)).end;
        let mut token = end;
        while token < limit && matches!(self.pos(token), Pos::Adverb | Pos::Time | Pos::Mark | Pos::Hyphen) {
            token += 1;
        }
        let object = (token < limit)
            .then(|| self.chunk_at(token).or_else(|| self.object_behind_phrase(token, limit)))
            .flatten();
        object.map_or_else(Vec::new, |chunk| self.coordinated_right(chunk, limit))
    }

    /// `condemned in the strongest terms the attack`: an object that a phrase of time or manner was put before.
    fn object_behind_phrase(&self, preposition: usize, limit: usize) -> Option<usize> {
        if self.pos(preposition) != Pos::Preposition || preposition + 1 >= limit {
            return None;
        }
        let mut after = match self.chunk_at(preposition + 1) {
            Some(chunk) => self.chunk(chunk).tokens.end,
            None => preposition + 1,
        };
        while after < limit && matches!(self.pos(after), Pos::Time | Pos::Adverb) {
            after += 1;
        }
        let object = (after < limit && after > preposition + 1)
            .then(|| self.chunk_at(after))
            .flatten()?;
        let is_new = self.chunk(object).tokens.start == after;
        let is_phrase = matches!(
            self.pos(after),
            Pos::Determiner | Pos::Possessive | Pos::Number | Pos::Noun
        );
        (is_new && is_phrase && !self.starts_clause(self.chunk(object).tokens.end, limit)).then_some(object)
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
                Pos::Comma => match self.behind_apposition(token, limit) {
                    Some(behind) => token = behind,
                    None => break,
                },
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
        let first = chunks.first().map(|&chunk| self.chunk(chunk).tokens.start);
        first.map_or(0, |first| self.with_direction(first.saturating_sub(1)))
    }

    fn goes_on_after_comma(&self, comma: usize, limit: usize) -> bool {
        comma + 1 < limit && matches!(self.pos(comma + 1), Pos::Preposition | Pos::Time)
    }

    /// `met the minister, General Karim Saadi, in Canberra`: where the clause goes on behind a name between commas.
    fn behind_apposition(&self, comma: usize, limit: usize) -> Option<usize> {
        let name = self.chunk_at(comma + 1).filter(|_| comma + 1 < limit)?;
        let closing = self.chunk(name).tokens.end;
        let is_name = self.pos(self.chunk(name).head) == Pos::Name;
        let is_closed = closing < limit && self.pos(closing) == Pos::Comma;
        (is_name && is_closed && self.goes_on_after_comma(closing, limit)).then_some(closing + 1)
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
        let preposition = self.chunk(chunk).tokens.start.saturating_sub(1);
        let mut chunks = self.coordinated_right(chunk, limit);
        let is_named = |chunk: usize| self.pos(self.chunk(chunk).head) == Pos::Name;
        if is_named(chunk) && matches!(self.word(preposition), "in" | "at" | "near" | "In" | "At" | "Near") {
            let named = chunks.iter().take_while(|&&chunk| is_named(chunk)).count();
            chunks.truncate(named);
        }
        if matches!(self.word(preposition), "between" | "Between") && chunks.len() == 1 {
            chunks.extend(self.second_side(chunk, limit));
        }
        Some(chunks)
    }

    /// `between A, led by X, and B`: the phrase behind what stands between commas.
    fn second_side(&self, first: usize, limit: usize) -> Option<usize> {
        let mut opening = self.chunk(first).tokens.end;
        // `between rebels in the north of Chad and the army`
        while opening + 1 < limit && self.pos(opening) == Pos::Preposition {
            opening = self.chunk(self.chunk_at(opening + 1)?).tokens.end;
        }
        if opening >= limit {
            return None;
        }
        if self.pos(opening) == Pos::Conjunction {
            return self.chunk_at(opening + 1);
        }
        if self.pos(opening) != Pos::Comma {
            return None;
        }
        let reach = limit.min(opening + 16);
        let closing = (opening + 1..reach).find(|&token| self.pos(token) == Pos::Comma)?;
        (closing + 2 < limit && self.pos(closing + 1) == Pos::Conjunction)
            .then(|| self.chunk_at(closing + 2))
            .flatten()
    }
}
