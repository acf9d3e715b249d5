//! Readings of all place names → how much each gains by the state and country that the others point to.

use rustc_hash::FxHashMap;

use super::places::Toponym;
use crate::kb::{EntryKind, KbId, KnowledgeBase};

/// What being at home is worth, in decimal orders of population: set on development texts.
const DIVISION: f32 = 3.0;
const COUNTRY: f32 = 1.5;
/// How fast votes for a division add up.
const PER_VOTE: f32 = 9.0;
/// How often the votes are counted anew with the readings that they favour.
const ROUNDS: usize = 2;
/// How sharply a lead in score becomes a lead in votes.
const SHARPNESS: f32 = 0.5;

/// Adds to each score what the other names of the document say for the candidate's division and
/// country: a paper of one county names its towns, whatever larger places bear their names.
/// `scores` has one number for each candidate of each toponym.
pub(super) fn favour(kb: &KnowledgeBase, toponyms: &[Toponym], scores: Vec<Vec<f32>>) -> Vec<Vec<f32>> {
    let mut favoured = scores.clone();
    for _ in 0..ROUNDS {
        let votes = Votes::count(kb, toponyms, &favoured);
        for ((toponym, scores), favoured) in toponyms.iter().zip(&scores).zip(&mut favoured) {
            let own = Votes::of_one(kb, toponym, favoured);
            for ((&id, &score), favoured) in toponym.candidates.iter().zip(scores).zip(favoured.iter_mut()) {
                *favoured = score + votes.gain(kb, id, &own);
            }
        }
    }
    favoured
}

/// How many names point to a division and to a country.
#[derive(Default)]
struct Votes<'k> {
    divisions: FxHashMap<KbId, f32>,
    countries: FxHashMap<&'k str, f32>,
}

impl<'k> Votes<'k> {
    fn count(kb: &'k KnowledgeBase, toponyms: &[Toponym], scores: &[Vec<f32>]) -> Self {
        let mut votes = Self::default();
        for (toponym, scores) in toponyms.iter().zip(scores) {
            votes.add(kb, toponym, scores);
        }
        votes
    }

    fn of_one(kb: &'k KnowledgeBase, toponym: &Toponym, scores: &[f32]) -> Self {
        let mut votes = Self::default();
        votes.add(kb, toponym, scores);
        votes
    }

    /// Shares one vote among the candidates of a name.
    fn add(&mut self, kb: &'k KnowledgeBase, toponym: &Toponym, scores: &[f32]) {
        let best = scores.iter().copied().fold(f32::MIN, f32::max);
        let weight = |score: f32| 10_f32.powf(SHARPNESS * (score - best));
        let total: f32 = scores.iter().map(|&score| weight(score)).sum();
        for (&id, &score) in toponym.candidates.iter().zip(scores) {
            let share = weight(score) / total;
            if let Some(division) = division_of(kb, id) {
                *self.divisions.entry(division).or_default() += share;
            }
            if let Some(country) = kb.entry(id).country.as_deref() {
                *self.countries.entry(country).or_default() += share;
            }
        }
    }

    fn gain(&self, kb: &KnowledgeBase, id: KbId, own: &Self) -> f32 {
        let division = division_of(kb, id).map_or(0.0, |division| {
            let all = self.divisions.get(&division).copied().unwrap_or(0.0);
            all - own.divisions.get(&division).copied().unwrap_or(0.0)
        });
        let country = kb.entry(id).country.as_deref().map_or(0.0, |country| {
            let all = self.countries.get(country).copied().unwrap_or(0.0);
            all - own.countries.get(country).copied().unwrap_or(0.0)
        });
        DIVISION * (1.0 + PER_VOTE * division.max(0.0)).log10() + COUNTRY * (1.0 + country.max(0.0)).log10()
    }
}

/// The first-level division that a place, a county or the division itself is in.
fn division_of(kb: &KnowledgeBase, id: KbId) -> Option<KbId> {
    let entry = kb.entry(id);
    match entry.kind {
        EntryKind::Place => entry.parent,
        EntryKind::Division => Some(entry.parent.unwrap_or(id)),
        _ => None,
    }
}
