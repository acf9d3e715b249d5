//! Names of a document → the same names, each form with the type that most speaks for in the whole document.

use rustc_hash::FxHashMap;

use super::candidate::Candidate;
use super::gazetteer;
use super::repeats::surname_start;
use super::words::Words;
use crate::document::EntityType;
use crate::model::hash;

/// From this confidence on a name keeps its type whatever the rest of the document says.
const FIRM: f32 = 0.97;
/// What another type must have for it, as a multiple of what the type at hand has.
const MAJORITY: f32 = 1.5;

type Weights = [f32; EntityType::ALL.len()];

/// Gives doubtful names the type under which their form mostly stands; a lone surname is the person's.
pub(super) fn settle_types(words: &Words, names: &mut [Candidate]) {
    let mut forms: FxHashMap<u32, Weights> = FxHashMap::default();
    for name in names.iter() {
        forms.entry(form_of(words, name, name.tokens.start)).or_default()[name.entity_type as usize] += name.score;
        if name.entity_type == EntityType::Person && name.tokens.len() > 1 {
            let surname = form_of(words, name, surname_start(words, name));
            forms.entry(surname).or_default()[EntityType::Person as usize] += name.score;
        }
    }
    for name in names.iter_mut().filter(|name| name.score < FIRM) {
        let weights = &forms[&form_of(words, name, name.tokens.start)];
        let best = best_type(weights);
        if weights[best as usize] > weights[name.entity_type as usize] * MAJORITY {
            name.entity_type = best;
            name.ids = gazetteer::readings_as(words, &name.tokens, best);
        }
    }
}

/// The key of a name's words from a token on.
fn form_of(words: &Words, name: &Candidate, from: usize) -> u32 {
    (from..name.tokens.end).fold(1, |key, token| {
        let folded = words.folded(token);
        hash::combine(key, (folded ^ (folded >> 32)) as u32)
    })
}

fn best_type(weights: &Weights) -> EntityType {
    let mut best = EntityType::ALL[0];
    for &candidate in EntityType::ALL {
        if weights[candidate as usize] > weights[best as usize] {
            best = candidate;
        }
    }
    best
}
