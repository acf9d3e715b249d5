//! A noun that names an act → what stands inside its phrase, its prepositional phrases and the verb it belongs to.

use std::ops::Range;

use super::predicates::PrepositionalPhrase;
use super::{Pos, Syntax};
use crate::kb::{CueKind, Forms, VerbKind};

/// A noun with what belongs to it.
#[derive(Clone, Debug)]
pub struct Nominal {
    pub chunk: usize,
    /// The words of the phrase before the noun.
    pub modifiers: Range<usize>,
    pub phrases: Vec<PrepositionalPhrase>,
    /// The verb whose object it is, directly or through a preposition (`held talks`, `met for talks`).
    pub object_of: Option<usize>,
    /// The preposition between the two, if any.
    pub through: Option<usize>,
    /// The verb whose subject it is (`talks resumed`).
    pub subject_of: Option<usize>,
    /// The noun that governs it through a preposition (`the threat of sanctions`).
    pub noun_above: Option<usize>,
}

impl Syntax<'_> {
    /// The surroundings of a noun at `tokens`; `None` where it stands in no phrase.
    pub fn nominal(&self, tokens: Range<usize>) -> Option<Nominal> {
        // `the trial of`: the words that tell the act may end in a preposition.
        let head = tokens.clone().rev().find(|&token| self.chunk_at(token).is_some())?;
        let last = self.chunk_at(head)?;
        let tokens = tokens.start..head + 1;
        let chunk = self.chunk_at(tokens.start).unwrap_or(last);
        let within = self.chunk(chunk).tokens.clone();
        let sentence = self.sentence(tokens.start);
        let (object_of, through, noun_above) = self.above(chunk, sentence.start);
        let after = self.chunk(last).tokens.end.max(tokens.end);
        let phrases = self.phrases_of_noun(after, sentence.end);
        let end = phrases
            .iter()
            .flat_map(|phrase| &phrase.chunks)
            .map(|&chunk| self.chunk(chunk).tokens.end)
            .max();
        Some(Nominal {
            chunk,
            modifiers: within.start..tokens.start.max(within.start),
            phrases,
            object_of,
            through,
            subject_of: if through.is_none() && object_of.is_some_and(|verb| self.is_light(verb)) {
                None
            } else {
                let verb = self.verb_after(end.unwrap_or(after), sentence.end);
                // `asked for the release of a nurse held in Togo`: the nurse is held, not the release.
                verb.filter(|&verb| end != Some(verb) || !self.is_said_of_noun_before(verb))
            },
            noun_above,
        })
    }

    /// Is this a verb whose subject does what its object names (`hold talks`)?
    pub fn is_light(&self, token: usize) -> bool {
        self.pos(token) == Pos::Verb && self.known_verb(token).is_some_and(|verb| verb.is_light)
    }

    /// The phrases behind a noun, those behind a participle on it too: `the accord reached on Monday between A and B`.
    fn phrases_of_noun(&self, after: usize, limit: usize) -> Vec<PrepositionalPhrase> {
        let participle = (after < limit && self.pos(after) == Pos::Verb)
            .then_some(after)
            .filter(|&verb| self.is_reduced_participle(verb, limit));
        self.phrases(participle.map_or(after, |verb| verb + 1))
    }

    /// A participle that cannot be the verb of its clause: it has no object, and a phrase or time follows.
    fn is_reduced_participle(&self, verb: usize, limit: usize) -> bool {
        let forms = self.words[verb].verb.map(|verb| verb.forms).unwrap_or_default();
        let leads_on = verb + 1 < limit && matches!(self.pos(verb + 1), Pos::Preposition | Pos::Time);
        forms.has(Forms::PARTICIPLE) && leads_on
    }

    /// The verb or noun to the left that a phrase depends on, and the preposition between.
    fn above(&self, chunk: usize, limit: usize) -> (Option<usize>, Option<usize>, Option<usize>) {
        let first = *self
            .coordinated_left(chunk, limit)
            .first()
            .expect("holds the chunk itself");
        let giving = || self.verb_of_second_object(first, limit);
        if let Some(verb) = self.verb_of_shifted_object(first, limit).or_else(giving) {
            return (Some(verb), None, None);
        }
        let mut through = None;
        let mut at = self.chunk(first).tokens.start;
        for _ in 0..6 {
            let Some(before) = self.significant_before(at, limit) else {
                break;
            };
            match self.pos(before) {
                // `observe four days of truce`
                Pos::Verb if through.is_some_and(|of| self.word(of) == "of" && self.pos(of - 1) == Pos::Time) => {
                    return (Some(before), None, None);
                }
                Pos::Verb => return (Some(before), through, None),
                Pos::Preposition if self.is_particle(before) => {}
                Pos::Preposition if through.is_none_or(|inner| inner == at) => through = Some(before),
                Pos::Have | Pos::Do | Pos::Be => return (Some(before), through, None),
                _ if through.is_some() && self.chunk_at(before).is_some() => {
                    let above = (!through.is_some_and(|token| self.sets_time(token))).then_some(before);
                    return (self.verb_over(before, limit), through, above);
                }
                _ => break,
            }
            at = before;
        }
        (None, through, None)
    }

    /// `will offer Kenya a grant`: the verb that gives stands before whom it gives to.
    fn verb_of_second_object(&self, chunk: usize, limit: usize) -> Option<usize> {
        let before = self.before_chunk(chunk, limit + 1)?;
        let verb = self.before_chunk(self.chunk_at(before)?, limit)?;
        (self.pos(verb) == Pos::Verb && self.is_verb_of(verb, VerbKind::Gives)).then_some(verb)
    }

    /// `agreed to host in Lima on Friday a meeting`: the verb whose object stands behind its prepositional phrases.
    fn verb_of_shifted_object(&self, chunk: usize, limit: usize) -> Option<usize> {
        let start = self.chunk(chunk).tokens.start;
        if self.pos(start) != Pos::Determiner {
            return None;
        }
        let mut at = start;
        while at > limit && (self.pos(at - 1) == Pos::Time || self.dates(at - 1)) {
            at -= 1;
        }
        let place = at.checked_sub(1).and_then(|before| self.chunk_at(before))?;
        let preposition = self.chunk(place).tokens.start.checked_sub(1)?;
        let verb = preposition.checked_sub(1).filter(|&verb| verb >= limit)?;
        let is_where = matches!(self.word(preposition), "in" | "at");
        (is_where && self.pos(verb) == Pos::Verb && self.is_light(verb)).then_some(verb)
    }

    /// `carried out a raid`, `set up talks`, `bring about a truce`: a word that belongs to the verb before it.
    fn is_particle(&self, token: usize) -> bool {
        const PARTICLES: [&str; 6] = ["away", "back", "down", "off", "out", "up"];
        let verb = token.checked_sub(1).filter(|&before| self.pos(before) == Pos::Verb);
        let brings = |verb: usize| self.known_verb(verb).is_some_and(|known| known.lemma == "bring");
        let word = self.word(token);
        verb.is_some_and(|verb| PARTICLES.contains(&word) || word == "about" && brings(verb))
    }

    /// `during`, `after`: a phrase with it belongs to the verb, not to the noun before.
    fn sets_time(&self, preposition: usize) -> bool {
        matches!(
            self.word(preposition),
            "during" | "after" | "before" | "following" | "until" | "since"
        )
    }

    fn significant_before(&self, token: usize, limit: usize) -> Option<usize> {
        (limit..token)
            .rev()
            .find(|&before| !matches!(self.pos(before), Pos::Adverb | Pos::Time | Pos::Mark))
    }

    /// The verb whose object the phrase at `token` is, or that its prepositional phrases belong to.
    fn verb_over(&self, token: usize, limit: usize) -> Option<usize> {
        let mut chunk = self.chunk_at(token)?;
        for _ in 0..4 {
            let before = self.significant_before(self.chunk(chunk).tokens.start, limit)?;
            match self.pos(before) {
                Pos::Verb => return Some(before),
                Pos::Preposition => {
                    let above = self.significant_before(before, limit)?;
                    if matches!(self.pos(above), Pos::Verb | Pos::Be) {
                        return Some(above);
                    }
                    if let Some(being) = self.being_of_adjective(above, limit) {
                        return Some(being);
                    }
                    chunk = self.chunk_at(above)?;
                }
                _ => return None,
            }
        }
        None
    }

    /// `is due at the palace at noon for talks`: the form of `be` before an adjective.
    fn being_of_adjective(&self, adjective: usize, limit: usize) -> Option<usize> {
        self.grammar.cue(self.key(adjective), CueKind::Adjective)?;
        let before = adjective.checked_sub(1).filter(|&before| before >= limit)?;
        (self.pos(before) == Pos::Be).then_some(before)
    }

    /// The verb of which a phrase that ends at `from` is the subject: behind its prepositional phrases, in its clause.
    pub fn verb_after(&self, from: usize, limit: usize) -> Option<usize> {
        let mut token = from;
        while token < limit {
            match self.pos(token) {
                Pos::Verb if self.is_reduced(token, limit) => token += 1,
                // `talks aimed at ending the war have failed`
                Pos::Verb if token > from && self.pos(token - 1) == Pos::Preposition => token += 1,
                Pos::Verb => return self.verb_group(token).is_finite(self).then_some(token),
                Pos::To => token += 1,
                Pos::Be | Pos::Have | Pos::Do | Pos::Modal => return Some(self.main_verb(token, limit)),
                Pos::Preposition if self.opens_clause(token) && self.leads_to_clause(token + 1, limit) => return None,
                Pos::Preposition | Pos::Adverb | Pos::Time | Pos::Mark | Pos::Negation => token += 1,
                Pos::Comma => token = self.behind_aside(token, limit)?,
                Pos::Conjunction => return None,
                _ => match self.chunk_at(token) {
                    Some(chunk) => token = self.chunk(chunk).tokens.end,
                    None => return None,
                },
            }
        }
        None
    }

    /// `The visit, originally planned for May, was put off`, `talks — the first this year — are expected`: the auxiliary
    /// behind what stands between two commas, dashes or brackets.
    fn behind_aside(&self, comma: usize, limit: usize) -> Option<usize> {
        let opening = (comma + 1..limit).find(|&token| self.pos(token) != Pos::Adverb)?;
        let forms = self.words[opening].verb.map(|verb| verb.forms).unwrap_or_default();
        let is_participle = self.pos(opening) == Pos::Verb && forms.has(Forms::PARTICIPLE);
        let closing = (opening..limit).find(|&token| matches!(self.pos(token), Pos::Comma | Pos::Break))?;
        let behind = closing + 1;
        let goes_on = behind < limit && matches!(self.pos(behind), Pos::Be | Pos::Have | Pos::Modal);
        let opens = |pos: Pos| {
            matches!(
                pos,
                Pos::Determiner | Pos::Possessive | Pos::Preposition | Pos::Relative
            )
        };
        let is_aside = is_participle || opens(self.pos(opening));
        (is_aside && goes_on && self.pos(closing) == Pos::Comma).then_some(behind)
    }

    /// Does a phrase with its verb stand at a token?
    fn leads_to_clause(&self, token: usize, limit: usize) -> bool {
        self.chunk_at(token)
            .is_some_and(|chunk| self.starts_clause(self.chunk(chunk).tokens.end, limit))
    }

    /// `talks scheduled for Monday were cancelled`, `talks on issues threatening the peace were cancelled`: a participle
    /// with its phrase or object before the verb of the clause.
    fn is_reduced(&self, verb: usize, limit: usize) -> bool {
        let is_participle = self.words[verb]
            .verb
            .is_none_or(|verb| verb.forms.has(Forms::PARTICIPLE));
        let leads_on = verb + 1 < limit && matches!(self.pos(verb + 1), Pos::Preposition | Pos::To | Pos::Time);
        let ends = |token: &usize| {
            matches!(
                self.pos(*token),
                Pos::Break | Pos::Comma | Pos::Subordinator | Pos::Relative
            )
        };
        let rest = (verb + 1..limit).take_while(|token| !ends(token));
        let is_gerund = self.words[verb].verb.is_some_and(|verb| verb.forms.has(Forms::GERUND));
        (is_participle && leads_on || is_gerund)
            && rest
                .into_iter()
                .any(|token| matches!(self.pos(token), Pos::Be | Pos::Have | Pos::Modal))
    }

    /// The verb that an auxiliary leads to, the auxiliary itself where none follows.
    fn main_verb(&self, auxiliary: usize, limit: usize) -> usize {
        let mut last = auxiliary;
        for token in auxiliary..limit {
            match self.pos(token) {
                Pos::Verb => return token,
                Pos::Be | Pos::Have | Pos::Do | Pos::Modal => last = token,
                Pos::Adverb | Pos::Negation | Pos::Time | Pos::To => {}
                _ => return last,
            }
        }
        last
    }
}
