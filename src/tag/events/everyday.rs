//! A sentence → does it speak of sport, show, home or trade, and of nothing that states do?
//!
//! Their words for acts are those of politics (`the goalkeeper was attacked`, `a truce in the kitchen`), so no event is
//! read there.

use std::ops::Range;

use super::Context;
use crate::document::EntityType;
use crate::kb::Domain;

/// Sectors of people who act for states, against them, or in politics.
const PUBLIC: [&str; 10] = ["GOV", "IGO", "JUD", "LEG", "MIL", "OPP", "COP", "PTY", "REB", "SPY"];

/// Least weight of everyday words in a document that tells of other things.
const AROUND: usize = 4;
/// How much of that weight outweighs one public word.
const OUTWEIGH: usize = 3;

/// Words of a text by the part of life they speak of.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    everyday: usize,
    maybe: usize,
    public: usize,
}

impl Counts {
    pub(super) fn of(context: &Context<'_>, tokens: Range<usize>) -> Self {
        let syntax = context.syntax;
        let mut counts = Self::default();
        for token in tokens {
            match syntax.grammar.domain(syntax.key(token)) {
                Some(Domain::Everyday) => counts.everyday += 1,
                Some(Domain::MaybeEveryday) => counts.maybe += 1,
                Some(Domain::Public) => counts.public += 1,
                None => {
                    let actor = syntax.grammar.actor(syntax.key(token));
                    let is_public = actor.is_some_and(|actor| PUBLIC.contains(&actor.sector.as_str()));
                    counts.public += usize::from(is_public || names_public(context, token));
                }
            }
        }
        counts
    }

    pub(super) fn add(&mut self, other: Self) {
        self.everyday += other.everyday;
        self.maybe += other.maybe;
        self.public += other.public;
    }

    /// Does nothing in a sentence speak of states, and enough of other things, there or all around?
    pub(super) fn is_everyday(self, document: Self) -> bool {
        let is_plain = self.everyday > 0 || self.maybe > 1;
        let around = document.weight();
        let is_of_other = around >= AROUND && around > OUTWEIGH * document.public;
        self.public == 0 && (is_plain && around >= document.public || is_of_other)
    }

    /// Two for a plain word, one for one of several senses.
    fn weight(self) -> usize {
        2 * self.everyday + self.maybe
    }
}

/// A person or body of the knowledge base: those are in it for what states do.
fn names_public(context: &Context<'_>, token: usize) -> bool {
    let name = super::arguments::name_at(context, token);
    name.is_some_and(|name| {
        matches!(name.entity_type, EntityType::Organisation | EntityType::Person) && !name.candidates.is_empty()
    })
}
