//! Accounts → how many documents of a month name what they name: what hundreds share tells little.

use rustc_hash::FxHashMap;

use super::account::Account;
use super::terms::Feature;
use crate::corpus::documents::Documents;

/// Documents of a month that name each town, state and person who takes part, and all with accounts.
pub(super) struct Crowd {
    naming: FxHashMap<Feature, u32>,
    documents: u32,
    /// Months that the documents span.
    months: f32,
}

/// Documents of a month that may name something that still tells one happening from another as well as can be.
const FEW: f32 = 8.0;
/// Documents of a month that name something that tells nothing any more.
const MANY: f32 = 800.0;
/// Documents of a month from which more must speak for two accounts being of one happening.
const QUIET: f32 = 100.0;
/// The days of a month.
const MONTH: f32 = 30.0;

impl Crowd {
    /// From accounts, which come by document.
    pub fn of(accounts: &[Account], documents: &Documents) -> Self {
        let mut crowd = Self {
            naming: FxHashMap::default(),
            documents: 0,
            months: 1.0,
        };
        let mut days = Vec::new();
        for of_document in accounts.chunk_by(|a, b| a.document == b.document) {
            let mut named: Vec<Feature> = of_document.iter().flat_map(Account::names).collect();
            named.sort_unstable();
            named.dedup();
            for feature in named {
                *crowd.naming.entry(feature).or_default() += 1;
            }
            crowd.documents += 1;
            days.extend(documents.get(of_document[0].document).published);
        }
        crowd.months = (span(days) as f32 / MONTH).max(1.0);
        crowd
    }

    /// How well something that two accounts name tells that they are of one happening, 0 to 1.
    pub fn telling(&self, feature: Feature) -> f32 {
        let naming = self.naming.get(&feature).copied().unwrap_or(1) as f32 / self.months;
        (1.0 - (naming / FEW).ln() / (MANY / FEW).ln()).clamp(0.0, 1.0)
    }

    /// Powers of e by which the news is denser than that of a few outlets.
    pub fn density(&self) -> f32 {
        (self.documents as f32 / self.months / QUIET).ln().max(0.0)
    }
}

/// Days of the middle nine tenths, so that one wrong date does not stretch them.
fn span(mut days: Vec<i32>) -> i32 {
    days.sort_unstable();
    let margin = days.len() / 20;
    let middle = &days[margin..days.len() - margin];
    middle
        .first()
        .zip(middle.last())
        .map_or(0, |(first, last)| last - first)
}
