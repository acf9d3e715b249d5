//! Accounts of all documents → happenings: which accounts speak of one.

use super::account::Account;
use super::features::{Feature, Profile};
use super::within::SLACK;
use crate::corpus::components::Components;
use crate::corpus::documents::Documents;
use crate::corpus::duplicates::Duplicates;
use crate::vocabulary::EventType;

/// Joins accounts, the most alike first, unless a member of one cluster conflicts with one of the other.
/// Returns clusters of account indexes, ascending. `topics` holds what each document is about.
///
/// Accounts are compared when they share a type and one of the [`KEYS`] heaviest features of their own or
/// of their document, and are near in the order of time under it, so the number of comparisons is at most
/// `2 * KEYS * NEIGHBOURS` for an account.
pub(super) fn cluster(
    accounts: &[Account],
    topics: &[Profile],
    documents: &Documents,
    duplicates: &Duplicates,
) -> Vec<Vec<u32>> {
    let pair = |a: u32, b: u32| (&accounts[a as usize], &accounts[b as usize]);
    let mut links: Vec<(f32, u32, u32)> = candidates(accounts, topics, documents)
        .into_iter()
        .filter_map(|(a, b)| Some((likeness(pair(a, b), topics, duplicates)?, a, b)))
        .collect();
    links.sort_unstable_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut clusters = Clusters::new(accounts.len());
    for (score, a, b) in links {
        clusters.join(a, b, |x, y| {
            let (x, y) = pair(x, y);
            score < COPIED && (x.document == y.document || x.conflicts(y, SLACK))
        });
    }
    clusters.finish()
}

/// Heaviest features of an account, and of its document, that lead to others.
const KEYS: usize = 10;
/// Accounts after it in time that an account is compared with under each key.
const NEIGHBOURS: usize = 24;
/// Likeness from which two accounts of different documents speak of one happening.
const ACROSS_DOCUMENTS: f32 = 0.3;
/// Weight of what the documents are about: outlets tell one happening in different words, but name the
/// same people and places.
const SAME_TOPIC: f32 = 1.3;
/// What is added where both texts state the same day.
const SAME_DAY: f32 = 0.1;
/// What is taken off where a text does not state the day.
const NOT_DATED: f32 = 0.05;
/// What is taken off where not even the date of publication tells the time.
const NO_DAY: f32 = 0.08;
/// Likeness of a passage to its copy; more than any other can have.
const COPIED: f32 = 3.0;
/// Cosine from which two accounts of republished documents are one passage.
const SAME_PASSAGE: f32 = 0.7;

fn candidates(accounts: &[Account], topics: &[Profile], documents: &Documents) -> Vec<(u32, u32)> {
    let mut index: Vec<(EventType, Feature, i32, u32)> = Vec::new();
    for (number, account) in (0_u32..).zip(accounts) {
        let published = documents.get(account.document).published.unwrap_or(0);
        let day = account.when.first_day().unwrap_or(published);
        let mut keys = account.profile.heaviest(KEYS);
        keys.extend(topics[account.document as usize].heaviest(KEYS));
        keys.sort_unstable();
        keys.dedup();
        index.extend(keys.into_iter().map(|key| (account.event_type, key, day, number)));
    }
    index.sort_unstable();
    let mut pairs = Vec::new();
    for sharers in index.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        for (place, &(.., a)) in sharers.iter().enumerate() {
            let neighbours = sharers[place + 1..].iter().take(NEIGHBOURS);
            pairs.extend(neighbours.map(|&(.., b)| (a.min(b), a.max(b))));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// How likely two accounts speak of one happening; `None` where they do not. What one document holds
/// apart stays apart.
fn likeness((a, b): (&Account, &Account), topics: &[Profile], duplicates: &Duplicates) -> Option<f32> {
    if a.document == b.document {
        return None;
    }
    let words = a.profile.cosine(&b.profile);
    let is_copy = duplicates.representative(a.document) == duplicates.representative(b.document);
    if is_copy && words >= SAME_PASSAGE {
        return Some(COPIED + words);
    }
    if a.conflicts(b, SLACK) {
        return None;
    }
    let topic = topics[a.document as usize].cosine(&topics[b.document as usize]);
    let are_dated = a.when.is_dated() && b.when.is_dated();
    let days = match a.when.gap(b.when) {
        None => -NO_DAY - NOT_DATED,
        Some(_) if !are_dated => -NOT_DATED,
        Some(0) => SAME_DAY,
        Some(_) => 0.0,
    };
    let likeness = words + SAME_TOPIC * topic + days;
    (likeness >= ACROSS_DOCUMENTS).then_some(likeness)
}

/// Clusters that grow by joining, with their members at hand.
struct Clusters {
    components: Components,
    members: Vec<Vec<u32>>,
}

/// Members that are compared when two clusters join; more would make a happening that everybody reports
/// cost the square of its reports.
const WITNESSES: usize = 32;

impl Clusters {
    fn new(accounts: usize) -> Self {
        Self {
            components: Components::new(accounts),
            members: (0..accounts as u32).map(|account| vec![account]).collect(),
        }
    }

    fn join(&mut self, a: u32, b: u32, conflict: impl Fn(u32, u32) -> bool) {
        let (a, b) = (self.components.root(a), self.components.root(b));
        if a == b {
            return;
        }
        let witnesses = |cluster: u32| self.members[cluster as usize].iter().take(WITNESSES);
        if witnesses(a).any(|&x| witnesses(b).any(|&y| conflict(x, y))) {
            return;
        }
        self.components.link(a, b);
        let joined = std::mem::take(&mut self.members[a.max(b) as usize]);
        self.members[a.min(b) as usize].extend(joined);
    }

    fn finish(self) -> Vec<Vec<u32>> {
        let mut clusters: Vec<Vec<u32>> = self.members.into_iter().filter(|members| !members.is_empty()).collect();
        clusters.iter_mut().for_each(|members| members.sort_unstable());
        clusters
    }
}
