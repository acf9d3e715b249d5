//! A word that may tell an act, in its sentence → the features that the model of acts reads.
//!
//! A feature is a hash of its template's number and of what stands in its slots; [`TEMPLATE`] counts the templates' versions.

use std::ops::Range;

use super::{Context, Frame, Reading};
use crate::document::name_over;
use crate::kb::EventRule;
#[cfg(doc)]
use crate::model::acts::TEMPLATE;
use crate::model::clusters::top;
use crate::model::hash::{self, Key};
use crate::model::words::word_key;
use crate::tag::syntax::{Governor, Nominal, Pos, Predicate, PrepositionalPhrase};

/// Levels of the cluster tree that stand for a word beside itself.
const COARSE: u32 = 6;
const FINE: u32 = 10;

/// How far to either side words count wherever they stand.
const NEAR: usize = 5;
/// Subjects and objects that are looked at, and prepositional phrases.
const ARGUMENTS: usize = 2;
const PHRASES: usize = 3;

/// Templates of words that stand for others: all forms of a verb, all names of a type.
const VERB: u32 = 900;
const NAME: u32 = 901;

/// What is seen of a word; 0 for what is not known of it.
#[derive(Clone, Copy, Default)]
struct Seen {
    /// Its verb, its name's type, or itself in small letters.
    word: Key,
    fine: Key,
    coarse: Key,
    /// Words of the same vector.
    group: Key,
    /// What kind of actor it is: a name's type, a noun's sector.
    actor: Key,
}

/// A sentence as the model sees it.
pub(super) struct SentenceEvidence<'c> {
    context: &'c Context<'c>,
    tokens: Range<usize>,
    words: Vec<Seen>,
}

impl<'c> SentenceEvidence<'c> {
    pub(super) fn of(context: &'c Context<'c>, tokens: Range<usize>) -> Self {
        let words = tokens.clone().map(|token| seen(context, token)).collect();
        Self { context, tokens, words }
    }

    /// What is seen of a token; nothing outside of the sentence.
    fn at(&self, token: usize) -> Seen {
        let place = token.checked_sub(self.tokens.start);
        place
            .and_then(|place| self.words.get(place))
            .copied()
            .unwrap_or_default()
    }

    fn head_of(&self, chunk: usize) -> Seen {
        self.at(self.context.syntax.chunk(chunk).head)
    }

    /// What the sentence speaks of, whichever of its words is asked about.
    pub(super) fn surroundings(&self) -> Vec<Key> {
        let is_content = |&token: &usize| matches!(self.context.syntax.pos(token), Pos::Noun | Pos::Verb | Pos::Name);
        let content = self.tokens.clone().filter(is_content).map(|token| self.at(token));
        content
            .flat_map(|word| {
                [
                    hash::one(1, word.word),
                    hash::one(2, word.fine),
                    hash::one(3, word.group),
                ]
            })
            .collect()
    }

    /// What speaks for or against the act that a rule reads.
    pub(super) fn features(&self, reading: &Reading) -> Vec<Key> {
        let mut out = Vec::with_capacity(192);
        let tokens = &reading.candidate.tokens;
        let rule = &self.context.kb.events.rules[reading.candidate.rule];
        let tells = |&token: &usize| matches!(self.context.syntax.pos(token), Pos::Noun | Pos::Verb);
        let head = tokens.clone().find(tells).unwrap_or(tokens.start);
        let word = self.at(head);
        self.word(head, word, &mut out);
        self.rule(tokens, word, rule, &mut out);
        self.neighbours(tokens, word, &mut out);
        match &reading.frame {
            Frame::Verb(predicate) => self.clause(predicate, word, &mut out),
            Frame::Noun(nominal) => self.phrase(nominal, word, &mut out),
            Frame::Bare => out.push(hash::one(300, 0)),
        }
        out
    }

    fn word(&self, head: usize, word: Seen, out: &mut Vec<Key>) {
        let syntax = self.context.syntax;
        let pos = syntax.pos(head) as u32;
        let forms = syntax.words[head].verb.map_or(0, |verb| verb.forms.bits());
        out.extend([hash::one(10, pos), hash::two(11, pos, u32::from(forms))]);
        for (template, key) in [(12, word.word), (13, word.fine), (14, word.coarse), (15, word.group)] {
            out.push(hash::two(template, pos, key));
        }
        out.push(hash::one(16, word_key(syntax.word(head))));
    }

    fn rule(&self, tokens: &Range<usize>, word: Seen, rule: &EventRule, out: &mut Vec<Key>) {
        let id = hash::bytes(rule.id.as_bytes());
        let kind = rule.event_type as u32;
        let pos = self.context.syntax.pos(tokens.start) as u32;
        out.extend([
            hash::one(20, id),
            hash::two(21, id, word.word),
            hash::one(22, kind),
            hash::two(23, kind, pos),
            hash::one(24, tokens.len().min(4) as u32),
        ]);
    }

    /// Another word that stands in some relation to the one asked about; takes nine templates.
    fn pair(&self, template: u32, word: Seen, other: Seen, out: &mut Vec<Key>) {
        out.extend([
            hash::one(template, other.word),
            hash::one(template + 1, other.fine),
            hash::one(template + 2, other.group),
            hash::two(template + 3, word.word, other.word),
            hash::two(template + 4, word.word, other.coarse),
            hash::two(template + 5, word.fine, other.fine),
            hash::two(template + 6, word.coarse, other.coarse),
            hash::one(template + 7, other.actor),
            hash::two(template + 8, word.word, other.actor),
        ]);
    }

    fn neighbours(&self, tokens: &Range<usize>, word: Seen, out: &mut Vec<Key>) {
        let before = |count: usize| {
            let token = tokens.start.checked_sub(count);
            token.map(|token| self.at(token)).unwrap_or_default()
        };
        let behind = |count: usize| self.at(tokens.end + count - 1);
        self.pair(100, word, before(1), out);
        self.pair(110, word, behind(1), out);
        out.extend([
            hash::one(120, before(2).word),
            hash::one(121, behind(2).word),
            hash::two(122, before(2).word, before(1).word),
            hash::two(123, behind(1).word, behind(2).word),
            hash::three(124, before(1).fine, word.fine, behind(1).fine),
        ]);
        for other in (1..=NEAR).flat_map(|count| [before(count), behind(count)]) {
            out.extend([hash::one(125, other.word), hash::one(126, other.fine)]);
        }
    }

    fn clause(&self, predicate: &Predicate, word: Seen, out: &mut Vec<Key>) {
        let group = &predicate.group;
        let voice = u32::from(group.is_passive) | u32::from(group.is_infinitive) << 1 | u32::from(group.is_gerund) << 2;
        let (subjects, objects) = (&predicate.subjects, &predicate.objects);
        let count = |chunks: &[usize]| chunks.len().min(ARGUMENTS) as u32;
        out.extend([
            hash::one(200, voice),
            hash::two(201, word.word, voice),
            hash::one(202, count(subjects)),
            hash::two(203, word.word, count(objects)),
            hash::two(204, voice, count(objects)),
        ]);
        for &chunk in subjects.iter().take(ARGUMENTS) {
            self.pair(210, word, self.head_of(chunk), out);
        }
        for &chunk in objects.iter().take(ARGUMENTS) {
            self.pair(220, word, self.head_of(chunk), out);
        }
        if let (Some(&subject), Some(&object)) = (subjects.first(), objects.first()) {
            let (subject, object) = (self.head_of(subject), self.head_of(object));
            out.push(hash::two(230, subject.fine, object.fine));
            out.push(hash::three(231, subject.coarse, word.fine, object.coarse));
        }
        if let Some(governor) = &predicate.governor {
            let (Governor::Verb { token, .. } | Governor::Noun { token } | Governor::Adjective { token }) = governor;
            self.pair(240, word, self.at(*token), out);
        }
        self.prepositions(&predicate.phrases, word, out);
    }

    fn phrase(&self, nominal: &Nominal, word: Seen, out: &mut Vec<Key>) {
        for modifier in nominal.modifiers.clone().map(|token| self.at(token)) {
            out.push(hash::one(301, modifier.word));
            out.push(hash::two(302, word.fine, modifier.fine));
        }
        let above = [
            (310, nominal.object_of),
            (320, nominal.subject_of),
            (330, nominal.noun_above),
        ];
        for (template, token) in above {
            if let Some(token) = token {
                self.pair(template, word, self.at(token), out);
            }
        }
        self.prepositions(&nominal.phrases, word, out);
    }

    fn prepositions(&self, phrases: &[PrepositionalPhrase], word: Seen, out: &mut Vec<Key>) {
        for phrase in phrases.iter().take(PHRASES) {
            let preposition = self.at(phrase.preposition).word;
            out.extend([
                hash::one(400, preposition),
                hash::two(401, word.word, preposition),
                hash::two(402, word.fine, preposition),
            ]);
            if let Some(&chunk) = phrase.chunks.first() {
                let head = self.head_of(chunk);
                out.extend([
                    hash::two(403, preposition, head.word),
                    hash::two(404, preposition, head.fine),
                    hash::three(405, word.fine, preposition, head.coarse),
                ]);
            }
        }
    }
}

fn seen(context: &Context<'_>, token: usize) -> Seen {
    let syntax = context.syntax;
    let span = syntax.segmented.tokens[token].span;
    if syntax.pos(token) == Pos::Name
        && let Some(name) = name_over(context.names, span)
    {
        let word = hash::one(NAME, name.entity_type as u32);
        return Seen {
            word,
            fine: word,
            coarse: word,
            group: 0,
            actor: word,
        };
    }
    let form = word_key(syntax.word(token));
    let path = context.models.clusters.path(form);
    let verb = syntax.known_verb(token).filter(|_| syntax.pos(token) == Pos::Verb);
    Seen {
        word: verb.map_or(form, |verb| hash::one(VERB, hash::bytes(verb.lemma.as_bytes()))),
        fine: top(path, FINE),
        coarse: top(path, COARSE),
        group: context.models.vectors.group(form),
        actor: syntax
            .actor(token)
            .map_or(0, |actor| hash::bytes(actor.sector.as_bytes())),
    }
}
