//! A verb → the auxiliaries, negation and `to` that stand before it.

use super::{Pos, Syntax};
use crate::kb::{Forms, FunctionClass};

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

impl Syntax<'_> {
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
                    let is_being = self.word(token).eq_ignore_ascii_case("being");
                    group.has_being |= is_being && token > limit && self.pos(token - 1) == Pos::Be;
                    group.has_be = true;
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
            if classes.has(FunctionClass::Negation) {
                group.is_negated = true;
            }
            group.start = token;
        }
        group.is_infinitive |= group.start == verb && self.follows_help(verb, limit);
        let participle = forms.has(Forms::PARTICIPLE) || (forms.is_empty() && word.ends_with("ed"));
        group.is_passive = group.has_be && participle && !group.is_gerund;
        if group.start == verb && forms.has(Forms::PARTICIPLE) && self.objects(verb + 1).is_empty() {
            self.share_passive(&mut group, limit);
        }
        group
    }

    /// `may be arrested and jailed`, `was shot, beaten and killed`: a participle joined to a passive is one, too, with its
    /// auxiliaries.
    fn share_passive(&self, group: &mut VerbGroup, limit: usize) {
        let mut before = group.verb;
        while before > limit && self.pos(before - 1) == Pos::Adverb {
            before -= 1;
        }
        let Some(joint) = before.checked_sub(1).filter(|&token| token > limit) else {
            return;
        };
        let above = match self.pos(joint) {
            Pos::Conjunction => (limit..joint).rev().find(|&token| self.pos(token) == Pos::Verb),
            Pos::Comma => Some(joint - 1).filter(|&token| self.pos(token) == Pos::Verb),
            _ => None,
        };
        let Some(above) = above else { return };
        let is_apart =
            (above..joint).any(|token| matches!(self.pos(token), Pos::Relative | Pos::Subordinator | Pos::Break));
        let above = self.verb_group(above);
        // `asked for them to be freed, and called for calm`: the comma leads back to the main verb.
        let is_back = above.is_infinitive && self.pos(joint - 1) == Pos::Comma;
        if !is_apart && !is_back && above.is_passive {
            group.is_passive = true;
            group.has_be = true;
            group.has_have = above.has_have;
            group.has_being = above.has_being;
            group.is_negated |= above.is_negated;
            group.modal = above.modal;
        }
    }

    /// `help reach an accord`, `let them leave`: an infinitive without `to`.
    fn follows_help(&self, verb: usize, limit: usize) -> bool {
        let forms = self.words[verb].verb.map(|verb| verb.forms).unwrap_or_default();
        if !forms.has(Forms::BASE) || forms.has(Forms::PAST) || verb == limit {
            return false;
        }
        let before = self
            .chunk_at(verb - 1)
            .map_or(verb, |chunk| self.chunk(chunk).tokens.start);
        let above = before.checked_sub(1).filter(|&above| above >= limit);
        above.is_some_and(|above| {
            let known = self.known_verb(above);
            self.pos(above) == Pos::Verb && known.is_some_and(|known| matches!(known.lemma.as_str(), "help" | "let"))
        })
    }
}
