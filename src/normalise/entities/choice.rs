//! Candidate rows of each name → the one that the document means, with a score.

use super::inside::InnerPlace;
use super::places;
use crate::document::{NameMention, TaggedDocument};
use crate::kb::{KbId, KnowledgeBase};

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Choice {
    pub kb_id: Option<KbId>,
    /// 0 to 1: how clearly this row beats the next best.
    pub score: Option<f32>,
}

/// One choice for each name, then one for each place inside a name.
pub(super) fn choose(tagged: &TaggedDocument, kb: &KnowledgeBase, inner: &[InnerPlace]) -> Vec<Choice> {
    let places = places::choose(tagged, kb, inner);
    let choose_one = |(index, name): (usize, &NameMention)| match name.candidates.as_slice() {
        [] => Choice::default(),
        [best, rest @ ..] => places.get(&index).copied().unwrap_or(Choice {
            kb_id: Some(*best),
            score: Some(if rest.is_empty() { 1.0 } else { 0.8 }),
        }),
    };
    let names = tagged.names.iter().enumerate().map(choose_one);
    let inside = (0..inner.len()).map(|place| places.get(&(tagged.names.len() + place)).copied().unwrap_or_default());
    names.chain(inside).collect()
}
