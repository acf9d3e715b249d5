//! Sentences → candidates of the learned name tagger.

use super::candidate::{Candidate, Strength};
use super::inputs::{NameInput, fill};
use super::words::Words;
use crate::document::EntityType;
use crate::model::Models;
use crate::model::names::{LabelIndex, Lattice, NO_NAME, type_of};

/// Appends the names that the model finds where `names` leave capitals unexplained.
pub(super) fn find(words: &Words, models: &Models, names: &[Candidate], found: &mut Vec<Candidate>) {
    let mut covered = vec![false; words.document.tokens.len()];
    for name in names {
        covered[name.tokens.clone()].fill(true);
    }
    let mut tagger = LearnedTagger::default();
    for (index, sentence) in words.document.sentences.iter().enumerate() {
        if sentence
            .tokens
            .clone()
            .any(|token| !covered[token] && words.is_named(token))
        {
            tagger.find(words, models, index, found);
        }
    }
}

/// Buffers of one document.
#[derive(Default)]
struct LearnedTagger {
    input: NameInput,
    lattice: Lattice,
    labels: Vec<LabelIndex>,
}

impl LearnedTagger {
    fn find(&mut self, words: &Words, models: &Models, sentence: usize, found: &mut Vec<Candidate>) {
        fill(words, sentence, &models.clusters, &mut self.input);
        let NameInput {
            tokens,
            words: seen,
            evidence,
        } = &self.input;
        models.names.tag(seen, evidence, &mut self.lattice, &mut self.labels);
        let mut place = 0;
        while place < self.labels.len() {
            let label = self.labels[place];
            let start = place;
            place += 1;
            let Some(entity_type) = type_of(label).filter(|_| label != NO_NAME) else {
                continue;
            };
            while self.labels.get(place).is_some_and(|&next| goes_on(label, next)) {
                place += 1;
            }
            let name = tokens.start + start..tokens.start + place;
            let first = name.start;
            if entity_type == EntityType::Person && name.len() > 1 {
                found.push(Candidate::by_rule(name, entity_type, Strength::Guess, "model", first));
            }
        }
    }
}

/// `next` is the inside label of the type that `label` begins.
fn goes_on(label: LabelIndex, next: LabelIndex) -> bool {
    next % 2 == 0 && next != NO_NAME && type_of(label) == type_of(next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::names::{begin, inside};

    #[test]
    fn a_name_ends_where_another_begins() {
        assert!(goes_on(begin(2), inside(2)));
        assert!(goes_on(inside(2), inside(2)));
        assert!(!goes_on(begin(2), begin(2)));
        assert!(!goes_on(begin(2), inside(3)));
        assert!(!goes_on(begin(2), NO_NAME));
    }
}
