//! Accounts of all documents → happenings: which accounts speak of one.

use rayon::prelude::*;

use super::account::Account;
use super::crowd::Crowd;
use super::nearby;
use super::profile::Profile;
use super::within::SLACK;
use crate::corpus::components::Components;
use crate::corpus::documents::Documents;
use crate::corpus::duplicates::Duplicates;
use crate::kb::RelatedTypes;
use crate::vocabulary::EventType;

/// What accounts are compared by.
pub(super) struct Evidence<'e> {
    pub accounts: &'e [Account],
    /// What each document is about, by document number.
    pub topics: &'e [Profile],
    pub documents: &'e Documents,
    pub duplicates: &'e Duplicates,
    pub types: &'e RelatedTypes,
    pub crowd: &'e Crowd,
    /// How many terms there are.
    pub terms: usize,
}

/// Joins accounts, the most alike first, unless a member of one cluster conflicts with one of the other.
/// Returns clusters of account indexes, ascending.
pub(super) fn cluster(evidence: &Evidence<'_>) -> Vec<Vec<u32>> {
    let candidates = candidates(evidence).into_par_iter();
    let mut links: Vec<(f32, u32, u32)> = candidates
        .filter_map(|(a, b)| Some((evidence.likeness(a, b)?, a, b)))
        .collect();
    links.par_sort_unstable_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut clusters = Clusters::new(evidence.accounts.len());
    for (score, a, b) in links {
        if score >= COPIED {
            clusters.join(a, b, |_, _| true);
        } else {
            clusters.join(a, b, |ours, theirs| evidence.are_one(ours, theirs));
        }
    }
    clusters.finish()
}

/// Likeness of a passage to its copy; more than any other can have.
const COPIED: f32 = 100.0;
/// Cosine from which two accounts of republished documents are one passage.
const SAME_PASSAGE: f32 = 0.7;

/// Likeness of types from which it is one act that they tell: a sentence may tell of a strike and a march.
const SAME_KIND: f32 = 0.5;

/// Cosine of topics below which two documents are compared only where two of their accounts have words
/// in common, and that of such accounts. Two accounts below both have little that speaks for them.
const LEAST_TOPIC: f32 = 0.03;
const LEAST_WORDS: f32 = 0.1;

/// Accounts of one type in documents about the same, and those told in the same words.
fn candidates(evidence: &Evidence<'_>) -> Vec<(u32, u32)> {
    let accounts = evidence.accounts;
    let published = |document: u32| evidence.documents.get(document).published.unwrap_or(0);
    let of_documents: Vec<&[Account]> = accounts.chunk_by(|a, b| a.document == b.document).collect();
    let mut starts = vec![0];
    starts.extend(of_documents.iter().scan(0, |end, of_document| {
        *end += of_document.len() as u32;
        Some(*end)
    }));
    let topics = of_documents.iter().map(|of_document| {
        let document = of_document[0].document;
        (published(document), &evidence.topics[document as usize])
    });
    let alike = nearby::pairs(&topics.collect::<Vec<_>>(), evidence.terms, LEAST_TOPIC);
    let range = |document: u32| starts[document as usize]..starts[document as usize + 1];
    let mut pairs: Vec<(u32, u32)> = alike
        .into_par_iter()
        .flat_map_iter(|(first, second)| {
            let pairs = range(first).flat_map(move |a| range(second).map(move |b| (a, b)));
            pairs.filter(|&(a, b)| {
                let (a, b) = (&accounts[a as usize], &accounts[b as usize]);
                evidence.likeness_of_types(a, b) > 0.0
            })
        })
        .collect();
    let words = accounts.iter().map(|account| {
        let day = account.when.first_day();
        (day.unwrap_or_else(|| published(account.document)), &account.profile)
    });
    pairs.extend(nearby::pairs(&words.collect::<Vec<_>>(), evidence.terms, LEAST_WORDS));
    pairs.par_sort_unstable();
    pairs.dedup();
    pairs
}

impl Evidence<'_> {
    fn pair(&self, a: u32, b: u32) -> (&Account, &Account) {
        (&self.accounts[a as usize], &self.accounts[b as usize])
    }

    fn likeness_of_types(&self, a: &Account, b: &Account) -> f32 {
        a.type_likeness(b, |a, b| self.types.likeness(a, b))
    }

    /// The two cannot be in one cluster. What one document tells in two accounts may still be one happening
    /// if other documents say so and nothing speaks against it.
    fn keeps_apart(&self, a: &Account, b: &Account) -> bool {
        let is_other_time = a.document == b.document && a.is_ahead != b.is_ahead;
        is_other_time || self.likeness_of_types(a, b) == 0.0 || a.conflicts(b, SLACK)
    }

    /// How much speaks for two accounts being of one happening; `None` where too little does, or something
    /// speaks against it.
    fn likeness(&self, a: u32, b: u32) -> Option<f32> {
        let (a, b) = self.pair(a, b);
        if a.document == b.document {
            return None;
        }
        let is_copy = self.duplicates.representative(a.document) == self.duplicates.representative(b.document);
        let conflicts = self.keeps_apart(a, b);
        if conflicts && !is_copy {
            return None;
        }
        let words = a.profile.cosine(&b.profile);
        if is_copy && words >= SAME_PASSAGE && self.likeness_of_types(a, b) >= SAME_KIND {
            return Some(COPIED + words);
        }
        let likeness = self.weigh(a, b, words);
        (!conflicts && self.is_particular(a, b) && likeness >= self.least()).then_some(likeness)
    }

    /// Both name somebody or some town, or can be of one day: `rejected the accusation` is told of a hundred
    /// accusations in the same words. What is said is one thing only where both tell when.
    fn is_particular(&self, a: &Account, b: &Account) -> bool {
        if a.is_said() && b.is_said() {
            return same_day(a, b) > 0.0;
        }
        self.shared_names(a, b) > 0.0 || same_day(a, b) > 0.0
    }

    /// No witness of one cluster contradicts one of the other, and on the average they are alike enough: what
    /// one report has in common with another of a cluster may be what it has in common with anything.
    fn are_one(&self, ours: &[u32], theirs: &[u32]) -> bool {
        let pairs = || ours.iter().flat_map(|&x| theirs.iter().map(move |&y| self.pair(x, y)));
        if pairs().any(|(x, y)| self.keeps_apart(x, y)) {
            return false;
        }
        let ours = &ours[..ours.len().min(JUDGES)];
        let theirs = &theirs[..theirs.len().min(JUDGES)];
        let pairs = ours.iter().flat_map(|&x| theirs.iter().map(move |&y| self.pair(x, y)));
        let (mut sum, mut count) = (0.0, 0.0);
        for (x, y) in pairs.filter(|(x, y)| x.document != y.document) {
            sum += self.weigh(x, y, x.profile.cosine(&y.profile)).min(self.least());
            count += 1.0;
        }
        sum >= ON_AVERAGE * self.least() * count
    }

    /// Likeness from which two accounts are of one happening, in news of this density.
    fn least(&self) -> f32 {
        ACROSS_DOCUMENTS + DENSER * self.crowd.density()
    }

    fn weigh(&self, a: &Account, b: &Account, words: f32) -> f32 {
        let topic = self.topics[a.document as usize].cosine(&self.topics[b.document as usize]);
        let holds = [
            (a.is_lead && b.is_lead, BOTH_LEAD),
            (a.share_mode(b), SAME_MODE),
            (is_vague(a) || is_vague(b), VAGUE),
            (!a.when.is_dated() || !b.when.is_dated(), NOT_DATED),
            (a.when.gap(b.when).is_none(), NO_DAY),
            (a.when.gap(b.when).is_some_and(|gap| gap > OTHER_CLOCK), OTHER_DAY),
        ];
        let held: f32 = holds.iter().filter(|(holds, _)| *holds).map(|(_, weight)| weight).sum();
        let likeness = self.likeness_of_types(a, b);
        WORDS * words * likeness
            + TOPIC * topic
            + OTHER_TYPE * (1.0 - likeness)
            + self.shared_names(a, b)
            + same_day(a, b)
            + held
    }

    /// What persons, states and towns say that both accounts name: more, the fewer articles name them.
    fn shared_names(&self, a: &Account, b: &Account) -> f32 {
        let telling = |feature| self.crowd.telling(feature);
        let person = a.parties.shared_persons(&b.parties).map(telling).fold(0.0, f32::max);
        let mut states: Vec<f32> = a.parties.shared_states(&b.parties).map(telling).collect();
        states.sort_unstable_by(|x, y| y.total_cmp(x));
        let town = a.place.shared_town(&b.place).map_or(0.0, telling);
        SAME_PERSON * person + SAME_TOWN * town + SAME_STATE * states.iter().take(2).sum::<f32>()
    }
}

/// Likeness from which two accounts of different documents speak of one happening. The weights below were
/// set on the development articles, with a margin for what must stay apart.
const ACROSS_DOCUMENTS: f32 = 0.75;
/// What more it takes where the news is e times denser: the more there is to choose from, the likelier two
/// accounts are alike by chance.
const DENSER: f32 = 0.18;
/// Share of that likeness which the accounts of two clusters need on the average.
const ON_AVERAGE: f32 = 0.5;
/// Outlets tell one happening in different words, so a fifth of them in common says much; less where they
/// are told as of different types, for one sentence may tell of two acts.
const WORDS: f32 = 4.0;
const TOPIC: f32 = 1.0;
const OTHER_TYPE: f32 = -1.0;
const SAME_PERSON: f32 = 0.35;
/// For each of at most two.
const SAME_STATE: f32 = 0.15;
const SAME_TOWN: f32 = 0.35;
/// Both are told at the head of their articles: the news of the day.
const BOTH_LEAD: f32 = 0.25;
/// Two strikes, two visits.
const SAME_MODE: f32 = 0.15;
/// One names nobody, no town and no day.
const VAGUE: f32 = -0.2;
const NOT_DATED: f32 = -0.1;
/// Not even the date of publication tells the time.
const NO_DAY: f32 = -0.15;
/// A meeting put off, or an attack recalled.
const OTHER_DAY: f32 = -0.3;
/// Days by which outlets' dates of one day may differ.
const OTHER_CLOCK: i32 = 2;

/// The days that both state are next to each other: outlets count them by different clocks.
const NEXT_DAY: f32 = 0.3;
/// Both say a week, month or year, or one does and the other a day of it.
const SAME_MONTH: f32 = 0.15;

/// Names nobody who takes part, no town and no day.
fn is_vague(account: &Account) -> bool {
    account.is_bare() && !account.when.is_dated() && !account.place.is_in_town()
}

/// What it says that two accounts can be of one day, or two days of a strike: more, the surer the days
/// are. The head of an article tells the news of its own day.
fn same_day(a: &Account, b: &Account) -> f32 {
    let is_timed = |account: &Account| account.when.is_dated() || account.is_lead;
    let most = i32::from(a.event_type == EventType::Protest && b.event_type == EventType::Protest);
    if a.when.is_dated() && b.when.is_dated() && a.when.gap(b.when) == Some(most + 1) {
        return NEXT_DAY;
    }
    if a.when.gap(b.when).is_none_or(|gap| gap > most) {
        return 0.0;
    }
    // Both say `in March`.
    if a.when.is_stated() && b.when.is_stated() && !(a.when.is_dated() && b.when.is_dated()) {
        return SAME_MONTH;
    }
    if !is_timed(a) || !is_timed(b) {
        return 0.0;
    }
    match u8::from(a.when.is_dated()) + u8::from(b.when.is_dated()) {
        2 => 0.6,
        1 => 0.3,
        _ => 0.15,
    }
}

/// Clusters that grow by joining, with their members at hand.
struct Clusters {
    components: Components,
    members: Vec<Vec<u32>>,
}

/// Members that are compared when two clusters join; more would make a happening that everybody reports
/// cost the square of its reports.
const WITNESSES: usize = 32;
/// Of those, how many are weighed.
const JUDGES: usize = 8;

impl Clusters {
    fn new(accounts: usize) -> Self {
        Self {
            components: Components::new(accounts),
            members: (0..accounts as u32).map(|account| vec![account]).collect(),
        }
    }

    fn join(&mut self, a: u32, b: u32, are_one: impl Fn(&[u32], &[u32]) -> bool) {
        let (a, b) = (self.components.root(a), self.components.root(b));
        if a == b {
            return;
        }
        let witnesses = |cluster: u32| {
            let members = &self.members[cluster as usize];
            &members[..members.len().min(WITNESSES)]
        };
        if !are_one(witnesses(a), witnesses(b)) {
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
