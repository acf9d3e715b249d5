//! A gerund that opens a clause, or is its subject → the phrase or verb that it belongs to.

use super::VerbGroup;
use super::{Pos, Syntax};

impl Syntax<'_> {
    /// `said by holding back, the party had`: the subject of the clause that the phrase of a gerund opens.
    pub(super) fn subject_behind_opening(&self, group: &VerbGroup, limit: usize) -> Option<usize> {
        const OPENING: [&str; 6] = ["after", "before", "by", "in", "since", "while"];
        let opening = group
            .start
            .checked_sub(1)
            .filter(|&token| token >= limit && group.is_gerund)?;
        let is_opening = OPENING.iter().any(|word| self.word(opening).eq_ignore_ascii_case(word));
        let opens_clause = opening == limit || self.opens_complement(opening - 1);
        if !is_opening || !opens_clause {
            return None;
        }
        let end = self.sentence(group.verb).end;
        let comma = (group.verb..end).find(|&token| self.pos(token) == Pos::Comma)?;
        let chunk = self.chunk_at(comma + 1).filter(|_| comma + 1 < end)?;
        self.starts_clause(self.chunk(chunk).tokens.end, end).then_some(chunk)
    }

    /// A verb that reports, or `that`: a clause follows.
    fn opens_complement(&self, token: usize) -> bool {
        self.reports(token) || self.pos(token) == Pos::Subordinator && self.word(token).eq_ignore_ascii_case("that")
    }

    /// `said imposing sanctions would hurt`: the verb of the clause whose subject a gerund is.
    pub fn verb_of_gerund(&self, group: &VerbGroup) -> Option<usize> {
        let sentence = self.sentence(group.verb);
        let opens = group.start == sentence.start || self.opens_complement(group.start - 1);
        if !group.is_gerund || group.has_be || group.start != group.verb || !opens {
            return None;
        }
        let object = self
            .chunk_at(group.verb + 1)
            .filter(|_| group.verb + 1 < sentence.end)?;
        let mut end = self.chunk(object).tokens.end;
        if let Some(phrase) = self.phrases(end).first() {
            end = phrase.chunks.last().map_or(end, |&chunk| self.chunk(chunk).tokens.end);
        }
        let is_verb = end < sentence.end && matches!(self.pos(end), Pos::Verb | Pos::Be | Pos::Have | Pos::Modal);
        is_verb.then_some(end)
    }
}
