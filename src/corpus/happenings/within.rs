//! Reports of each document → accounts of happenings.

use rayon::prelude::*;

use super::account::Account;
use super::circumstances::{is_lasting, is_statement};
use super::report::Report;
use super::terms::Rarity;
use crate::corpus::documents::Documents;
use crate::kb::{Reference, RelatedTypes};
use crate::vocabulary::EventType;

/// Groups the reports of each document, which come ascending by document and position.
///
/// A report joins the account that it is most like. One that names nobody (`the blast`, `the session`)
/// joins what the document speaks of, and the headline's account takes in the report at the head of the
/// text. Statements are not taken up again in that way: each accusation or refusal is its own.
pub(super) fn group(reports: &[Report], documents: &Documents, rarity: &Rarity, types: &RelatedTypes) -> Vec<Account> {
    let mut first = 0;
    let of_documents = reports.chunk_by(|a, b| a.document == b.document).map(|reports| {
        let start = first;
        first += reports.len() as u32;
        (start, reports)
    });
    let of_documents: Vec<_> = of_documents.collect();
    let accounts = of_documents.into_par_iter().flat_map_iter(|(start, reports)| {
        let mut accounts: Vec<Account> = Vec::new();
        for (index, report) in (start..).zip(reports) {
            let published = documents.get(report.document).published;
            let account = Account::of(index, report, published, rarity);
            match best(&accounts, &account, types) {
                Some(place) => accounts[place].take_in(account),
                None => accounts.push(account),
            }
        }
        accounts
    });
    accounts.collect()
}

/// From which affinity two reports of one document speak of one happening.
const WITHIN_DOCUMENT: f32 = 0.3;
/// Reports of one happening in different documents may differ by a day: they count from different clocks.
pub(super) const SLACK: i32 = 1;
/// Talks begin on one day and end on another.
const OCCASION_SLACK: i32 = 2;

/// What a report that names nobody gains beside the only thing of its kind that the document speaks of.
const BARE: f32 = 0.3;
/// `the session`: something that the article has told of.
const KNOWN: f32 = 0.3;
/// `that session`: what it has just told of.
const SHOWN: f32 = 0.5;
/// Sentences over which `that session` reaches back.
const REACH: u32 = 2;
const HEADLINE: f32 = 0.3;
/// `Twenty people were hurt` goes on with what the article is about rather than with what it has recalled last.
const MAIN_STORY: f32 = 0.1;
const SAME_PERSON: f32 = 0.2;
/// For each of at most two.
const SAME_STATE: f32 = 0.1;
const SAME_DAY: f32 = 0.1;
const SAME_TOWN: f32 = 0.1;
const NEXT_SENTENCE: f32 = 0.1;
const ELSEWHERE: f32 = 0.3;
/// What reports lose whose types are only related.
const OTHER_TYPE: f32 = 0.7;
const WORDS: f32 = 1.5;
/// What stands for likeness of words within one sentence.
const SAME_SENTENCE: f32 = 0.2;

/// The account of the document that `new` belongs to; of equals the last.
fn best(accounts: &[Account], new: &Account, types: &RelatedTypes) -> Option<usize> {
    let scored = accounts
        .iter()
        .enumerate()
        .filter_map(|(place, account)| Some((affinity(account, new, types)?, place)));
    let nearest = scored.max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    nearest.map(|(_, place)| place)
}

fn affinity(account: &Account, new: &Account, types: &RelatedTypes) -> Option<f32> {
    let likeness = account.type_likeness(new, |a, b| types.likeness_within(a, b));
    let are_dated = account.when.is_dated() && new.when.is_dated();
    let slack = if is_lasting(account.event_type) {
        OCCASION_SLACK
    } else {
        0
    };
    let is_other_time = !new.takes_up() && account.is_of_other_time(new, slack);
    let opens_text = account.opens_text(new);
    let is_other_prospect = account.is_ahead != new.is_ahead && !are_dated && !opens_text;
    // Of something known one party is named in passing (`the session, with Norway as guarantor`).
    let are_others = (!new.takes_up() || new.parties.are_several()) && account.are_other_parties(new);
    let is_elsewhere = !new.is_placed_by_topic() && account.is_elsewhere(new);
    // `Unlike that meeting, this round was short`: it points beyond its sentence.
    let is_apart = new.reference == Reference::Demonstrative && new.last_sentence == account.last_sentence;
    if likeness == 0.0 || is_apart || is_other_prospect || is_other_time || is_elsewhere || are_others {
        return None;
    }
    // `ministers gather in Bergen on Friday`: a time and a place of its own, told in passing.
    let has_scene = new.when.is_dated() && new.place.is_another_scene(&account.place);
    let is_bare = is_occasion(new.event_type) && (new.is_bare() || account.is_bare()) && !has_scene;
    let lies_near = new.last_sentence.abs_diff(account.last_sentence) <= REACH;
    let is_known = is_occasion(new.event_type) && new.reference == Reference::Definite;
    let is_shown = new.reference == Reference::Demonstrative && lies_near;
    let states = account.parties.shared_states(&new.parties).count();
    let gains = [
        (is_bare, BARE * likeness),
        (is_known, KNOWN * likeness),
        (is_shown, SHOWN * likeness),
        (opens_text, HEADLINE * likeness),
        (is_bare && account.is_lead && !new.takes_up(), MAIN_STORY),
        (account.parties.share_person(&new.parties), SAME_PERSON),
        (states > 0, SAME_STATE),
        (states > 1, SAME_STATE),
        (are_dated && account.when.gap(new.when) == Some(0), SAME_DAY),
        (account.place.is_same_town(&new.place), SAME_TOWN),
        (new.last_sentence.abs_diff(account.last_sentence) == 1, NEXT_SENTENCE),
        (account.place.is_elsewhere(&new.place) && !opens_text, -ELSEWHERE),
    ];
    let gained: f32 = gains.iter().filter(|(holds, _)| *holds).map(|(_, gain)| gain).sum();
    let words = if new.last_sentence == account.last_sentence {
        SAME_SENTENCE * likeness
    } else {
        WORDS * account.profile.cosine(&new.profile)
    };
    let affinity = words + gained - OTHER_TYPE * (1.0 - likeness);
    (affinity >= WITHIN_DOCUMENT).then_some(affinity)
}

/// Something that takes place and can be spoken of again (`the talks`), not a statement.
fn is_occasion(event_type: EventType) -> bool {
    !is_statement(event_type)
}
