//! `Candidate`: a passage that may be a name, with what speaks for it.

use std::ops::Range;

use crate::document::EntityType;
use crate::kb::KbId;

/// How far a finding can be trusted when findings overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// A guess from shape and neighbours.
    Guess,
    /// A listed name that can mean something else, or a pattern that is often right.
    Weak,
    /// A listed name or a pattern that is nearly always right.
    Solid,
}

impl Strength {
    pub fn score(self) -> f32 {
        match self {
            Self::Guess => 0.5,
            Self::Weak => 0.75,
            Self::Solid => 0.95,
        }
    }
}

/// What found a name: the value of `mentions.tagger` and the text of `evidence`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Evidence {
    Listed(KbId),
    /// A rule with the token that set it off.
    Rule(&'static str, usize),
}

#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// Half open, indexes into the document's tokens.
    pub tokens: Range<usize>,
    pub entity_type: EntityType,
    /// What the knowledge base knows by this name, best first.
    pub ids: Vec<KbId>,
    pub strength: Strength,
    pub tagger: &'static str,
    pub evidence: Evidence,
    /// How probable it is that span and type are right.
    pub score: f32,
    /// Tokens of the full name that this one abbreviates, or the reverse.
    pub same_as: Option<Range<usize>>,
}

impl Candidate {
    pub fn by_rule(
        tokens: Range<usize>,
        entity_type: EntityType,
        strength: Strength,
        tagger: &'static str,
        token: usize,
    ) -> Self {
        Self {
            tokens,
            entity_type,
            ids: Vec::new(),
            strength,
            tagger,
            evidence: Evidence::Rule(tagger, token),
            score: strength.score(),
            same_as: None,
        }
    }

    pub fn is_solid(&self) -> bool {
        self.strength == Strength::Solid
    }
}
