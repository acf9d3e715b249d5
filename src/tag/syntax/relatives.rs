//! A bare participle → does it stand behind the noun that it is said of (`the men arrested on Monday`)?

use super::{Pos, Predicate, Syntax};
use crate::kb::Forms;

impl Syntax<'_> {
    /// `met the men arrested on Monday`, `the men arrested on Monday were freed`: a participle without auxiliaries or
    /// object in a clause that has another verb.
    pub fn is_reduced_relative(&self, predicate: &Predicate) -> bool {
        let group = &predicate.group;
        let forms = self.words[group.verb].verb.map(|verb| verb.forms);
        let is_bare = group.start == group.verb && forms.is_none_or(|forms| forms.has(Forms::PARTICIPLE));
        is_bare && predicate.objects.is_empty() && (self.has_verb_before(predicate) || self.has_verb_behind(predicate))
    }

    /// `pardoned the soldiers arrested last July`: the clause has its verb already.
    fn has_verb_before(&self, predicate: &Predicate) -> bool {
        let limit = self.sentence(predicate.group.verb).start;
        let mut clause = (limit..self.start_of_subject(predicate, limit))
            .rev()
            .take_while(|&token| !self.parts_clauses(token));
        let above = clause.find(|&token| matches!(self.pos(token), Pos::Verb | Pos::Be));
        above.is_some_and(|above| !self.reports(above))
    }

    /// `of the miners and drivers kidnapped`: phrases joined behind `of` are one subject; else the participle.
    fn start_of_subject(&self, predicate: &Predicate, limit: usize) -> usize {
        let first = predicate.subjects.first().map(|&chunk| self.chunk(chunk).tokens.start);
        first
            .filter(|&first| predicate.subjects.len() > 1 && first > limit && self.word(first - 1) == "of")
            .unwrap_or(predicate.group.start)
    }

    /// `soldiers killed since Monday were buried`: the verb of the clause is still to come.
    fn has_verb_behind(&self, predicate: &Predicate) -> bool {
        let after = predicate.group.verb + 1..self.sentence(predicate.group.verb).end;
        let mut clause = after.take_while(|&token| !self.parts_clauses(token));
        let next = clause.find(|&token| matches!(self.pos(token), Pos::Verb | Pos::Be | Pos::Have | Pos::Modal));
        next.is_some_and(|next| self.pos(next) != Pos::Verb || self.verb_group(next).is_finite(self))
    }

    fn parts_clauses(&self, token: usize) -> bool {
        matches!(
            self.pos(token),
            Pos::Comma | Pos::Break | Pos::Subordinator | Pos::Relative | Pos::Conjunction
        )
    }
}
