//! Sentences → candidates of the learned name tagger.

use std::ops::Range;

use super::candidate::{Candidate, Strength};
use super::inputs::{NameInput, fill, is_shared, ruled_marks};
use super::words::Words;
use crate::document::EntityType;
use crate::model::Models;
use crate::model::names::{NameBuffers, names_in};

/// Appends the names that the model finds; `names` are those that the rules found.
pub(super) fn find(words: &Words, models: &Models, names: &[Candidate], found: &mut Vec<Candidate>) {
    let ruled = ruled_marks(words, names);
    let mut input = NameInput::default();
    let mut buffers = NameBuffers::default();
    for sentence in 0..words.document.sentences.len() {
        fill(words, &ruled, sentence, models.lexicon(), &mut input);
        models.names.tag(&input.words, &input.evidence, &mut buffers);
        let from = input.tokens.start;
        found.extend(names_in(&buffers.labels).map(|(place, entity_type)| {
            let is_shared = is_shared(&input.evidence[place.clone()], entity_type);
            let score = models.names.confidence(&buffers, place.clone(), is_shared);
            candidate(from + place.start..from + place.end, entity_type, score)
        }));
    }
}

/// A name's words with the confidence of the model.
fn candidate(tokens: Range<usize>, entity_type: EntityType, score: f32) -> Candidate {
    let first = tokens.start;
    Candidate {
        score,
        ..Candidate::by_rule(tokens, entity_type, strength_of(score), "model", first)
    }
}

fn strength_of(score: f32) -> Strength {
    match score {
        _ if score >= 0.85 => Strength::Solid,
        _ if score >= 0.6 => Strength::Weak,
        _ => Strength::Guess,
    }
}
