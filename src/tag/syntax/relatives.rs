//! A bare participle → does it stand behind the noun that it is said of (`the men arrested on Monday`)?

use super::{Pos, Predicate, Syntax, VerbGroup};
use crate::kb::{Forms, VerbKind};

impl Syntax<'_> {
    /// `met the men arrested on Monday`, `the men arrested on Monday were freed`: a participle without auxiliaries or
    /// object in a clause that has another verb.
    pub fn is_reduced_relative(&self, predicate: &Predicate) -> bool {
        let first = predicate.subjects.first().map(|&chunk| self.chunk(chunk).tokens.start);
        let joined = first.filter(|_| predicate.subjects.len() > 1);
        predicate.objects.is_empty() && self.is_bare_participle(&predicate.group, joined)
    }

    /// `spoke of rebels killed on Monday`: the people right before a participle that is said of them, whatever the phrase
    /// they stand in belongs to.
    pub(super) fn subject_of_participle(&self, group: &VerbGroup) -> Option<Vec<usize>> {
        let limit = self.sentence(group.verb).start;
        let before = group.start.checked_sub(1)?;
        // `a sentence for Anna Lis, convicted of fraud`
        if self.pos(before) == Pos::Comma && before > limit {
            let name = self.chunk_at(before - 1)?;
            let is_within =
                self.chunk(name).tokens.start.checked_sub(1).is_some_and(|preposition| {
                    matches!(self.word(preposition), "against" | "by" | "for" | "of" | "with")
                });
            let is_name = self.chunk(name).tokens.len() > 1 && self.pos(self.chunk(name).head) == Pos::Name;
            let forms = self.words[group.verb].verb.map(|verb| verb.forms);
            let is_bare = group.start == group.verb && forms.is_some_and(|forms| forms.has(Forms::PARTICIPLE));
            // `China, a member of the Council, called`: the only verb is the main one.
            let is_finite = |token: usize| self.pos(token) == Pos::Verb && self.verb_group(token).is_finite(self);
            let has_verb = || (limit..self.chunk(name).tokens.start).any(is_finite);
            let is_said_of_it = is_within && is_name && is_bare && self.objects(group.verb + 1).is_empty();
            return (is_said_of_it && has_verb()).then(|| vec![name]);
        }
        let chunk = self.chunk_at(before)?;
        let joined = self.coordinated_left(chunk, limit);
        let first = self.chunk(*joined.first()?).tokens.start;
        let is_within = first > limit && self.pos(first - 1) == Pos::Preposition;
        let head = self.chunk(chunk).head;
        // `at a ceremony held in Lima`
        let is_occasion = || {
            let is_thing = self.pos(head) == Pos::Noun && self.actor(head).is_none();
            is_thing && matches!(self.word(first - 1), "at" | "during" | "on" | "before" | "after")
        };
        // `of a nurse held in Togo`, but not `the head of a gang arrested in Lima`
        let is_one = || {
            let is_single = matches!(self.word(self.chunk(chunk).tokens.start), "a" | "an");
            let above = first.checked_sub(2).and_then(|above| self.chunk_at(above));
            let is_of_person = above.is_some_and(|above| self.actor(self.chunk(above).head).is_some());
            is_single && !is_of_person && self.actor(head).is_some()
        };
        let are_people =
            self.actor(head).is_some_and(|actor| actor.is_plural) || is_within && (is_occasion() || is_one());
        let is_said_of_them = || self.is_bare_participle(group, Some(first)) && self.objects(group.verb + 1).is_empty();
        (is_within && are_people && is_said_of_them()).then_some(joined)
    }

    /// `a nurse held in Togo`: a bare participle without object in a clause that has its verb already.
    pub(super) fn is_said_of_noun_before(&self, verb: usize) -> bool {
        let group = self.verb_group(verb);
        let forms = self.words[verb].verb.map(|verb| verb.forms);
        let is_bare = group.start == verb && forms.is_some_and(|forms| forms.has(Forms::PARTICIPLE));
        // `aid to those affected by the storm`
        let is_of_those = verb > 0 && self.word(verb - 1) == "those";
        is_bare && self.objects(verb + 1).is_empty() && (is_of_those || self.has_verb_before(&group, None))
    }

    /// A participle without auxiliaries in a clause that has another verb; `subject` is where its subject starts, if known.
    fn is_bare_participle(&self, group: &VerbGroup, subject: Option<usize>) -> bool {
        let forms = self.words[group.verb].verb.map(|verb| verb.forms);
        let is_bare = group.start == group.verb && forms.is_none_or(|forms| forms.has(Forms::PARTICIPLE));
        is_bare && (self.has_verb_before(group, subject) || self.has_verb_behind(group.verb))
    }

    /// `pardoned the soldiers arrested last July`: the clause has its verb already.
    fn has_verb_before(&self, group: &VerbGroup, subject: Option<usize>) -> bool {
        let limit = self.sentence(group.verb).start;
        // `of the miners and drivers kidnapped`: phrases joined behind a preposition are one subject.
        // `saw ten soldiers and a general killed`: so are joined objects.
        let joins = |before: usize| self.pos(before) == Pos::Preposition || self.is_verb_of(before, VerbKind::Finds);
        let subject = subject.filter(|&first| first > limit && joins(first - 1));
        let mut clause = (limit..subject.unwrap_or(group.start))
            .rev()
            .take_while(|&token| !self.parts_clauses(token));
        let above = clause.find(|&token| matches!(self.pos(token), Pos::Verb | Pos::Be));
        above.is_some_and(|above| !self.reports(above))
    }

    /// `soldiers killed since Monday were buried`: the verb of the clause is still to come.
    fn has_verb_behind(&self, verb: usize) -> bool {
        let after = verb + 1..self.sentence(verb).end;
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
