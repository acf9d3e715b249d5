//! What is given → who sends it, and who is helped.

use super::actors::is_actor;
use super::arguments::Roles;
use crate::document::{EventType, ParticipantRole};
use crate::tag::syntax::Pos;

impl Roles<'_> {
    /// `will provide ten million to help X`.
    pub(super) fn add_helped(&mut self, from: usize) {
        const REACH: usize = 8;
        let syntax = self.context.syntax;
        let limit = syntax.sentence(from - 1).end.min(from + REACH);
        let helps = |token: usize| matches!(syntax.word(token), "help" | "assist" | "support");
        let verb = (from..limit).find(|&token| helps(token) && token > from && syntax.pos(token - 1) == Pos::To);
        let chunk = verb
            .filter(|verb| verb + 1 < limit)
            .and_then(|verb| syntax.chunk_at(verb + 1));
        if let Some(chunk) = chunk {
            self.add_actor(chunk, ParticipantRole::Target);
        }
    }

    /// `donated fighter jets to X`: what is given is nobody.
    pub(super) fn is_given(&self, chunk: usize) -> bool {
        let syntax = self.context.syntax;
        self.rule.event_type == EventType::Aid && syntax.grammar.is_weapon(syntax.key(syntax.chunk(chunk).head))
    }

    /// `a Kenyan convoy reached the town`, `a Kenyan plane carrying medicine`: whose the vehicle is.
    pub(super) fn add_sender(&mut self, chunk: usize, role: ParticipantRole) {
        let is_sent = self.rule.event_type == EventType::Aid && role == ParticipantRole::Source && !self.has(role);
        if let Some(owner) = self
            .owner_name(chunk)
            .filter(|_| is_sent && !is_actor(self.context, chunk))
        {
            self.add(owner, role, None);
        }
    }
}
