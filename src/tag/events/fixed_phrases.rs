//! A fixed phrase that tells an act, or words that are the act → who says or does it, and to whom.

use super::arguments::Roles;
use super::matching::Candidate;
use super::phrase_status::being_before;
use super::scene::{is_done_somewhere, is_placing};
use crate::document::{EventType, ParticipantRole};
use crate::kb::ArgumentFrame;
use crate::tag::syntax::{Pos, Predicate};

impl Roles<'_> {
    /// `X says Y must leave`: who reports is the source, and of a demand its subject the target; `X says it will not
    /// accept Y`: the object is the target.
    pub(super) fn of_declaration(&mut self, candidate: &Candidate, predicate: &Predicate) {
        let syntax = self.context.syntax;
        let sentence = syntax.sentence(candidate.tokens.start);
        if self.rule.event_type != EventType::Request {
            for &chunk in &predicate.subjects {
                self.add_actor(chunk, ParticipantRole::Source);
            }
            for &chunk in &predicate.objects {
                self.add_actor_or_owner(chunk, ParticipantRole::Target);
            }
            return;
        }
        for &chunk in &predicate.subjects {
            self.add_actor(chunk, ParticipantRole::Target);
        }
        let reporting = sentence.clone().find(|&token| syntax.reports(token));
        if let Some(verb) = reporting {
            for chunk in syntax.predicate(verb, verb + 1).subjects {
                self.add_actor(chunk, ParticipantRole::Source);
            }
        }
    }

    pub(super) fn of_phrase(&mut self, candidate: &Candidate) {
        let syntax = self.context.syntax;
        let sentence = syntax.sentence(candidate.tokens.start);
        let verb = candidate.tokens.clone().find(|&token| syntax.pos(token) == Pos::Verb);
        if let Some(verb) = verb {
            let (source, target) = self.sides();
            let predicate = syntax.predicate(verb, candidate.tokens.end);
            // `has been accused of`
            let is_bare =
                predicate.group.start == verb && verb == candidate.tokens.start && !self.follows_pronoun(verb);
            let is_of = syntax.word(candidate.tokens.end - 1) == "of";
            let is_undergone =
                self.rule.frame == ArgumentFrame::Undergo || is_of && (predicate.group.is_passive || is_bare);
            for &chunk in &predicate.subjects {
                self.add_actor(chunk, if is_undergone { target } else { source });
            }
        } else if self.rule.is_declared && self.is_expletive(candidate.tokens.start) {
            return;
        } else if let Some(being) = being_before(syntax, candidate.tokens.start) {
            let (source, target) = self.sides();
            let is_undergone = self.rule.frame == ArgumentFrame::Undergo;
            for &chunk in &syntax.predicate(being, candidate.tokens.end).subjects {
                self.add_actor(chunk, if is_undergone { target } else { source });
            }
        } else if candidate.tokens.start > sentence.start
            && let Some(chunk) = syntax.chunk_at(candidate.tokens.start - 1)
        {
            self.add_actor(chunk, ParticipantRole::Source);
        }
        if let Some(chunk) = syntax.chunk_at(candidate.tokens.start) {
            self.add_sender(chunk, ParticipantRole::Source);
        }
        let last = candidate.tokens.end - 1;
        if matches!(syntax.pos(last), Pos::Preposition)
            && candidate.tokens.end < sentence.end
            && let Some(chunk) = syntax.chunk_at(candidate.tokens.end)
        {
            self.add_actor_or_owner(chunk, ParticipantRole::Target);
        }
        // `ready to hold talks with X`
        let behind = syntax.phrases(candidate.tokens.end).into_iter().next();
        if let Some(phrase) = behind.filter(|phrase| matches!(syntax.word(phrase.preposition), "with" | "against")) {
            self.add_phrase(&phrase, false, false);
        }
        // `thousands march in Madrid`
        if is_done_somewhere(self.rule.event_type) {
            let phrases = syntax.phrases(candidate.tokens.end).into_iter().take(2);
            let places = phrases.filter(|phrase| is_placing(syntax.word(phrase.preposition)));
            places.for_each(|phrase| self.add_place_phrase(&phrase));
        }
    }

    /// `three firms it accused of`, but `two men accused of`: the subject right before the verb is a pronoun.
    fn follows_pronoun(&self, verb: usize) -> bool {
        verb.checked_sub(1)
            .is_some_and(|before| self.context.syntax.pos(before) == Pos::Pronoun)
    }

    /// `It is unacceptable that`: a subject that stands for nobody.
    fn is_expletive(&self, token: usize) -> bool {
        let before = token.checked_sub(1).map(|before| self.context.syntax.word(before));
        before.is_some_and(|word| word.eq_ignore_ascii_case("it"))
    }
}
