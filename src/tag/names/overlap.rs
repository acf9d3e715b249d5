//! Candidates of all taggers → names that do not overlap: the one policy, with the order of trust.

use super::candidate::{Candidate, Strength};
use crate::document::EntityType;

/// Keeps, of candidates that overlap, the more trusted one. In order: a longer name over a shorter
/// one inside it, unless the longer is a guess; then strength; then length; then a listed name over
/// a pattern. Candidates over the same tokens lend their knowledge-base rows to the one that stays.
/// The result is ascending.
pub(super) fn resolve(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.sort_by(|a, b| {
        let key = |candidate: &Candidate| (rank(candidate), candidate.tokens.len(), !candidate.ids.is_empty());
        key(b).cmp(&key(a)).then(a.tokens.start.cmp(&b.tokens.start))
    });
    let mut kept: Vec<Candidate> = Vec::with_capacity(candidates.len());
    let mut cover: Vec<Option<usize>> = Vec::new();
    for candidate in candidates {
        if cover.len() < candidate.tokens.end {
            cover.resize(candidate.tokens.end, None);
        }
        let rival = candidate.tokens.clone().find_map(|token| cover[token]);
        if let Some(rival) = rival {
            lend(&candidate, &mut kept[rival]);
            continue;
        }
        cover[candidate.tokens.clone()].fill(Some(kept.len()));
        kept.push(candidate);
    }
    kept.sort_by_key(|candidate| candidate.tokens.start);
    kept
}

/// Solid names of several words first, so that they win over listed names inside them.
fn rank(candidate: &Candidate) -> (bool, usize, Strength) {
    let is_trusted = candidate.strength > Strength::Guess;
    let weight = match candidate.strength {
        Strength::Guess => 0,
        Strength::Weak => candidate.tokens.len().saturating_mul(2).saturating_sub(1),
        Strength::Solid => candidate.tokens.len() * 2,
    };
    (is_trusted, weight, candidate.strength)
}

fn lend(from: &Candidate, to: &mut Candidate) {
    let is_same = from.tokens == to.tokens && (from.entity_type == to.entity_type || both_places(from, to));
    if is_same && to.ids.is_empty() {
        to.ids.clone_from(&from.ids);
        to.evidence = from.evidence;
    }
}

fn both_places(one: &Candidate, other: &Candidate) -> bool {
    let is_place = |candidate: &Candidate| EntityType::is_place(candidate.entity_type);
    is_place(one) && is_place(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(tokens: std::ops::Range<usize>, entity_type: EntityType, strength: Strength) -> Candidate {
        Candidate::by_rule(tokens, entity_type, strength, "rule", 0)
    }

    #[test]
    fn a_longer_name_wins_over_a_listed_one_inside_it() {
        let listed = candidate(0..1, EntityType::Group, Strength::Solid);
        let pattern = candidate(0..3, EntityType::Organisation, Strength::Solid);
        let kept = resolve(vec![listed, pattern]);
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0].tokens, 0..3);
    }

    #[test]
    fn a_guess_never_wins_over_evidence() {
        let guess = candidate(0..3, EntityType::Person, Strength::Guess);
        let listed = candidate(2..3, EntityType::GeoPolitical, Strength::Solid);
        let kept = resolve(vec![guess, listed]);
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0].tokens, 2..3);
    }

    #[test]
    fn the_result_is_ascending() {
        let kept = resolve(vec![
            candidate(4..5, EntityType::Group, Strength::Solid),
            candidate(0..2, EntityType::Person, Strength::Weak),
        ]);
        assert_eq!(kept.iter().map(|name| name.tokens.start).collect::<Vec<_>>(), [0, 4]);
    }
}
