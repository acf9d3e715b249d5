//! Profiles in the order of time → pairs that have enough in common.

use rayon::prelude::*;

use super::profile::Profile;

/// Profiles after it in time that a profile is compared with under each term. What is common to more is
/// too common to tell one happening from another.
const NEIGHBOURS: usize = 24;
/// Profiles that one thread takes at a time.
const CHUNK: usize = 256;

/// Pairs `(a, b)`, `a < b`, whose cosine is at least `least`, ascending. `moments` gives the profiles to
/// compare with the time that orders them; terms are numbers below `terms`.
///
/// The cosine is summed over the lists of the profiles that hold each term, so that only what two have in
/// common costs anything: at most [`NEIGHBOURS`] steps for each term of a profile.
pub(super) fn pairs(moments: &[(i32, &Profile)], terms: usize, least: f32) -> Vec<(u32, u32)> {
    let mut order: Vec<u32> = (0..moments.len() as u32).collect();
    order.sort_unstable_by_key(|&number| (moments[number as usize].0, number));
    let lists = Lists::of(&order, moments, terms);
    let chunks = order.par_chunks(CHUNK).enumerate();
    let mut pairs: Vec<(u32, u32)> = chunks
        .map_init(
            || Sums::new(order.len()),
            |sums, (chunk, numbers)| {
                let mut pairs = Vec::new();
                for (rank, &a) in (chunk * CHUNK..).zip(numbers) {
                    sums.of(&lists, rank as u32, moments[a as usize].1);
                    sums.drain(|rank, cosine| {
                        let b = order[rank as usize];
                        pairs.extend((cosine >= least).then_some((a.min(b), a.max(b))));
                    });
                }
                pairs
            },
        )
        .flatten_iter()
        .collect();
    pairs.par_sort_unstable();
    pairs
}

/// For each term the profiles that hold it, in the order of time.
struct Lists {
    /// Where the list of each term begins, and the end of the last.
    starts: Vec<u32>,
    /// Rank of the profile and the term's share of it.
    entries: Vec<(u32, f32)>,
}

impl Lists {
    fn of(order: &[u32], moments: &[(i32, &Profile)], terms: usize) -> Self {
        let mut starts = vec![0_u32; terms + 1];
        let ranked = || (0_u32..).zip(order.iter().map(|&number| moments[number as usize].1));
        for (term, _) in ranked().flat_map(|(_, profile)| profile.shares()) {
            starts[term as usize + 1] += 1;
        }
        for term in 0..terms {
            starts[term + 1] += starts[term];
        }
        let mut ends = starts.clone();
        let mut entries = vec![(0, 0.0); starts[terms] as usize];
        for (rank, profile) in ranked() {
            for (term, share) in profile.shares() {
                let end = &mut ends[term as usize];
                entries[*end as usize] = (rank, share);
                *end += 1;
            }
        }
        Self { starts, entries }
    }

    fn of_term(&self, term: u32) -> &[(u32, f32)] {
        let term = term as usize;
        &self.entries[self.starts[term] as usize..self.starts[term + 1] as usize]
    }
}

/// Cosines of one profile with those after it.
struct Sums {
    by_rank: Vec<f32>,
    touched: Vec<u32>,
}

impl Sums {
    fn new(profiles: usize) -> Self {
        Self {
            by_rank: vec![0.0; profiles],
            touched: Vec::new(),
        }
    }

    fn of(&mut self, lists: &Lists, rank: u32, profile: &Profile) {
        for (term, share) in profile.shares() {
            let list = lists.of_term(term);
            let after = list.partition_point(|&(other, _)| other <= rank);
            for &(other, other_share) in list[after..].iter().take(NEIGHBOURS) {
                let sum = &mut self.by_rank[other as usize];
                if *sum == 0.0 {
                    self.touched.push(other);
                }
                *sum += share * other_share;
            }
        }
    }

    fn drain(&mut self, mut take: impl FnMut(u32, f32)) {
        for rank in self.touched.drain(..) {
            take(rank, std::mem::take(&mut self.by_rank[rank as usize]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::pairs;
    use crate::corpus::happenings::profile::Profile;
    use crate::corpus::happenings::terms::{Numbering, sentence_words};

    #[test]
    fn pairs_are_those_that_share_enough_whatever_their_order_in_time() {
        let mut numbering = Numbering::default();
        let texts = ["ferry sank harbour", "minister visits museum", "ferry leaves harbour"];
        let terms = texts.map(|text| {
            numbering.begin_document();
            numbering.number(sentence_words(text))
        });
        let rarity = numbering.rarity();
        let profiles = terms.map(|terms| Profile::of(&terms, &rarity));
        for days in [[1, 2, 3], [3, 2, 1], [0, 0, 0]] {
            let moments: Vec<_> = days.into_iter().zip(&profiles).collect();
            assert_eq!(pairs(&moments, rarity.len(), 0.1), [(0, 2)]);
        }
    }
}
