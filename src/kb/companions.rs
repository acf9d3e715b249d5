//! Patterns that start with one word, by the next word that each wants: a word like `take` starts hundreds of patterns, of
//! which a sentence can hold few.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::events::{PatternStart, Step, TriggerPattern};

/// Words that start fewer patterns are not indexed: all of theirs are tried.
const FEW: usize = 8;

/// For each word that starts many patterns, by folded key: which of them to try. Made when a text first has the word.
#[derive(Debug, Default)]
pub(super) struct Companions(FxHashMap<u64, OnceLock<ByNextWord>>);

#[derive(Debug, Default)]
struct ByNextWord {
    /// Places, in the list of the word's patterns, of those of one word.
    alone: Vec<u32>,
    /// Of the others, by the keys of the next word that they want, wherever it stands.
    next: FxHashMap<u64, Vec<u32>>,
}

impl Companions {
    pub fn of(starts: &FxHashMap<u64, Vec<PatternStart>>) -> Self {
        let many = starts.iter().filter(|(_, starts)| starts.len() > FEW);
        Self(many.map(|(&key, _)| (key, OnceLock::new())).collect())
    }

    /// Those of a word's patterns of which a sentence has the next word, in order; all for a word that starts few.
    pub fn among(
        &self,
        key: u64,
        starts: &[PatternStart],
        patterns: &[TriggerPattern],
        sentence: impl Iterator<Item = u64>,
    ) -> Vec<PatternStart> {
        let Some(indexed) = self.0.get(&key) else {
            return starts.to_vec();
        };
        let indexed = indexed.get_or_init(|| ByNextWord::of(starts, patterns));
        let mut places = indexed.alone.clone();
        for key in sentence {
            if let Some(more) = indexed.next.get(&key) {
                places.extend_from_slice(more);
            }
        }
        places.sort_unstable();
        places.dedup();
        places.into_iter().map(|place| starts[place as usize]).collect()
    }
}

impl ByNextWord {
    fn of(starts: &[PatternStart], patterns: &[TriggerPattern]) -> Self {
        let mut indexed = Self::default();
        for (place, start) in (0..).zip(starts) {
            let next = patterns[start.pattern].rest.iter().find_map(|step| match step {
                Step::Word(keys) => Some(keys),
                Step::Gap(_) => None,
            });
            match next {
                Some(keys) => keys
                    .iter()
                    .for_each(|&key| indexed.next.entry(key).or_default().push(place)),
                None => indexed.alone.push(place),
            }
        }
        indexed
    }
}
