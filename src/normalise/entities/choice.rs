//! Candidate rows of each name → the one that the document means, with a score.

use super::places::PlaceContext;
use crate::document::{NameMention, TaggedDocument};
use crate::kb::{EntryKind, KbId, KnowledgeBase};

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Choice {
    pub kb_id: Option<KbId>,
    /// 0 to 1: how clearly this row beats the next best.
    pub score: Option<f32>,
}

/// One choice for each name.
pub(super) fn choose(tagged: &TaggedDocument, kb: &KnowledgeBase) -> Vec<Choice> {
    let context = PlaceContext::new(tagged, kb);
    (0..tagged.names.len())
        .map(|index| choose_one(tagged, kb, &context, index))
        .collect()
}

fn choose_one(tagged: &TaggedDocument, kb: &KnowledgeBase, context: &PlaceContext, index: usize) -> Choice {
    let name = &tagged.names[index];
    match name.candidates.as_slice() {
        [] => Choice::default(),
        [only] if !is_settlement(kb, *only) => Choice {
            kb_id: Some(*only),
            score: Some(1.0),
        },
        candidates if has_places(kb, name) => context.choose(tagged, kb, index, candidates),
        [best, ..] => Choice {
            kb_id: Some(*best),
            score: Some(0.8),
        },
    }
}

fn has_places(kb: &KnowledgeBase, name: &NameMention) -> bool {
    name.candidates.iter().any(|&id| is_settlement(kb, id))
}

fn is_settlement(kb: &KnowledgeBase, id: KbId) -> bool {
    matches!(kb.entry(id).kind, EntryKind::Place | EntryKind::Division)
}
