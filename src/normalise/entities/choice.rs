//! Candidate rows of each name → the one that the document means, with a score.

use super::inside::InnerPlace;
use super::{bodies, places};
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
    let choose_one = |(index, name): (usize, &NameMention)| {
        let body = bodies::listed(tagged, kb, index).map(|body| scored(body, true));
        body.unwrap_or_else(|| match name.candidates.as_slice() {
            [] => Choice::default(),
            [best, rest @ ..] => places
                .get(&index)
                .copied()
                .unwrap_or_else(|| scored(*best, !rest.is_empty())),
        })
    };
    let names = tagged.names.iter().enumerate().map(choose_one);
    let inside = (0..inner.len()).map(|place| places.get(&(tagged.names.len() + place)).copied().unwrap_or_default());
    names.chain(inside).collect()
}

fn scored(id: KbId, has_rivals: bool) -> Choice {
    Choice {
        kb_id: Some(id),
        score: Some(if has_rivals { 0.8 } else { 1.0 }),
    }
}
