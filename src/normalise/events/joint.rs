//! `They signed a pact`, `the two leaders discussed trade`: several that a sentence does not name → those of the meeting
//! told before.

use crate::document::{
    EntityType, Event, EventParticipant, EventStatus, EventType, NormalisedDocument, ParticipantRole,
};
use crate::kb::KnowledgeBase;

/// Names those whom `they` or `the two ministers` stand for in each event: who took part in the last meeting or
/// agreement told before it. Left as it is where no such meeting is near, or another number took part.
pub(super) fn name(document: &NormalisedDocument, kb: &KnowledgeBase, events: &mut [Event]) {
    for index in 0..events.len() {
        let (before, rest) = events.split_at_mut(index);
        let event = &mut rest[0];
        let Some(place) = event.participants.iter().position(is_unnamed) else {
            continue;
        };
        let participant = &event.participants[place];
        let Some(reference) = Reference::of(document, kb, participant) else {
            continue;
        };
        let Some(meeting) = meeting_before(document, before, participant, reference) else {
            continue;
        };
        let parties = parties(&before[meeting]).map(|party| EventParticipant {
            role: participant.role,
            mention: None,
            office: None,
            span: participant.span,
            ..party.clone()
        });
        let parties: Vec<EventParticipant> = parties.collect();
        event.participants.splice(place..=place, parties);
    }
}

fn is_unnamed(participant: &EventParticipant) -> bool {
    participant.role != ParticipantRole::Place && participant.entity.is_none() && participant.country.is_none()
}

/// How several are spoken of.
#[derive(Clone, Copy)]
struct Reference {
    /// `the two`, `both`, `the three`.
    number: Option<usize>,
    /// Sentences back to the meeting, at most.
    reach: usize,
}

impl Reference {
    fn of(document: &NormalisedDocument, kb: &KnowledgeBase, participant: &EventParticipant) -> Option<Self> {
        let segmented = &document.tagged.segmented;
        let tokens = segmented.tokens_in(participant.span);
        let head = tokens.end.checked_sub(1)?;
        let last = segmented.word(head);
        if tokens.len() == 1 && last.eq_ignore_ascii_case("they") {
            return Some(Self { number: None, reach: 1 });
        }
        let sentence = segmented.sentence_at(participant.span.start);
        let first = segmented.sentences[sentence].tokens.start;
        let mut before = (first..tokens.end)
            .rev()
            .skip(tokens.len())
            .map(|token| segmented.word(token));
        let word = before.next().map(str::to_ascii_lowercase);
        let number = match word.as_deref() {
            Some("two" | "both") => Some(2),
            Some("three") => Some(3),
            Some("four") => Some(4),
            Some("five") => Some(5),
            _ => None,
        };
        let is_plural = last.ends_with('s') || last == "men" || last == "women";
        let is_bare = tokens.len() <= 2;
        let is_known = word.as_deref() == Some("the") && kb.grammar.is_party(segmented.tokens[head].folded);
        (is_plural && is_bare && (number.is_some() || is_known)).then_some(Self { number, reach: NEAR })
    }
}

/// Sentences in which `the two leaders` are still those of a meeting.
const NEAR: usize = 5;

/// The last meeting or agreement of several that are named, told in a sentence before.
fn meeting_before(
    document: &NormalisedDocument,
    events: &[Event],
    participant: &EventParticipant,
    reference: Reference,
) -> Option<usize> {
    let segmented = &document.tagged.segmented;
    let own = segmented.sentence_at(participant.span.start);
    let first = own.saturating_sub(reference.reach);
    let from = events.partition_point(|event| segmented.sentence_at(event.span.start) < first);
    let to = events.partition_point(|event| segmented.sentence_at(event.span.start) < own);
    let near = &events[from..to.max(from)];
    let meeting = near.iter().rposition(|event| {
        let is_mutual = matches!(
            event.event_type,
            EventType::Agree | EventType::Consult | EventType::Cooperate
        );
        let count = parties(event).count();
        // `visited Chile`: the two leaders are not one of a person and a state.
        let first = parties(event).next().and_then(|party| party.entity_type);
        let are_alike = parties(event)
            .all(|party| (party.entity_type == Some(EntityType::Person)) == (first == Some(EntityType::Person)));
        // `urged X to work with Y`: they have not met.
        let is_asked_for = matches!(event.status, EventStatus::CalledFor | EventStatus::Hypothetical);
        is_mutual && !is_asked_for && are_alike && count >= 2 && reference.number.is_none_or(|number| number == count)
    })?;
    Some(from + meeting)
}

/// Those who take part by name: persons, states and bodies, each once.
fn parties(event: &Event) -> impl Iterator<Item = &EventParticipant> {
    let named = event.participants.iter().enumerate();
    named
        .filter(|(index, party)| {
            let is_actor = matches!(
                party.entity_type,
                Some(EntityType::Person | EntityType::GeoPolitical | EntityType::Organisation | EntityType::Group)
            );
            let is_first = || {
                event.participants[..*index]
                    .iter()
                    .all(|other| other.entity != party.entity)
            };
            party.role != ParticipantRole::Place && party.entity.is_some() && is_actor && is_first()
        })
        .map(|(_, party)| party)
}
