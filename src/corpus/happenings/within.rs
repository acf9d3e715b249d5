//! Reports of each document → accounts of happenings.

use super::account::Account;
use super::report::Report;
use super::terms::Rarity;
use crate::corpus::documents::Documents;
use crate::vocabulary::EventType;

/// Groups the reports of each document, which come ascending by document and position.
///
/// A report joins the account of its type that it is most like. One that names nobody (`the blast`, `the
/// session`) joins the account before it, and the headline's account takes in the report at the head of
/// the text. Statements are not taken up again in that way: each accusation or refusal is its own.
pub(super) fn group(reports: &[Report], documents: &Documents, rarity: &Rarity) -> Vec<Account> {
    let mut accounts: Vec<Account> = Vec::new();
    let mut first = 0;
    for (index, report) in (0_u32..).zip(reports) {
        if accounts.last().is_some_and(|last| last.document != report.document) {
            first = accounts.len();
        }
        let published = documents.get(report.document).published;
        let account = Account::of(index, report, published, rarity);
        let opens_text = report.sentence.is_some_and(|sentence| sentence <= OPENING_SENTENCE);
        match best(&accounts[first..], &account, opens_text) {
            Some(place) => accounts[first + place].take_in(account),
            None => accounts.push(account),
        }
    }
    accounts
}

/// Cosine from which two reports of one document speak of one happening.
const WITHIN_DOCUMENT: f32 = 0.12;
/// Reports of one happening may differ by a day: they count from different clocks.
pub(super) const SLACK: i32 = 1;
/// Talks and marches begin on one day and end on another.
const OCCASION_SLACK: i32 = 2;
/// The last sentence that a headline is the summary of.
const OPENING_SENTENCE: u32 = 2;

/// The account of the document that `new` belongs to.
fn best(accounts: &[Account], new: &Account, opens_text: bool) -> Option<usize> {
    let joins = |account: &Account| {
        let is_bare = is_occasion(new.event_type) && (new.is_bare() || account.is_bare());
        let are_dated = account.when.is_dated() && new.when.is_dated();
        let slack = if is_bare { OCCASION_SLACK } else { SLACK };
        if account.is_ahead != new.is_ahead && !are_dated || account.conflicts(new, slack) {
            return None;
        }
        let cosine = account.profile.cosine(&new.profile);
        (cosine >= WITHIN_DOCUMENT || is_bare || account.is_headline && opens_text).then_some(cosine)
    };
    let scored = accounts
        .iter()
        .enumerate()
        .filter_map(|(place, account)| Some((joins(account)?, place)));
    let nearest = scored.max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    nearest.map(|(_, place)| place)
}

/// Something that takes place and can be spoken of again (`the talks`), not a statement.
fn is_occasion(event_type: EventType) -> bool {
    use EventType::{Accuse, Reject, Request, Support, Threaten};
    !matches!(event_type, Accuse | Reject | Request | Support | Threaten)
}
