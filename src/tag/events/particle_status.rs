//! A verb with its particle → what becomes of the act that it is told of: `called off the visit`, `the swap fell through`.

use super::noun_status::is_told_of;
use crate::document::{EventStatus, EventType};
use crate::kb::ParticleVerb;
use crate::tag::syntax::Syntax;

/// What a verb makes of an act of the type that is its object, or its subject in the passive.
pub(super) fn effect_on_object(syntax: &Syntax<'_>, verb: usize, event_type: EventType) -> Option<EventStatus> {
    let effect = with_particle(syntax, verb)?.object_effect?;
    // `pushed back the offensive`: it was fought off, not put off.
    (effect == EventStatus::Negated || !is_told_of(event_type)).then_some(effect)
}

/// The same of a verb whose subject the act is.
pub(super) fn effect_on_subject(syntax: &Syntax<'_>, verb: usize) -> Option<EventStatus> {
    let effect = with_particle(syntax, verb)?.subject_effect?;
    // `the sanctions took effect`, `the talks dragged on`
    let is_over = effect != EventStatus::Negated && !syntax.is_present(verb);
    (!is_over).then_some(effect)
}

/// `ruled out talks`, `called off the visit`.
pub(super) fn is_ruled_out(syntax: &Syntax<'_>, verb: usize) -> bool {
    let effect = with_particle(syntax, verb).and_then(|known| known.object_effect);
    effect == Some(EventStatus::Negated)
}

/// The particle stands right behind the verb or behind its object (`called the visit off`).
fn with_particle(syntax: &Syntax<'_>, verb: usize) -> Option<ParticleVerb> {
    let lemma = &syntax.known_verb(verb)?.lemma;
    let end = syntax.sentence(verb).end;
    let particle = |token: usize| {
        let key = (token < end).then(|| syntax.key(token))?;
        syntax.grammar.particle_verbs.get(lemma, key)
    };
    particle(verb + 1).or_else(|| {
        let object = syntax.chunk_at(verb + 1).filter(|_| verb + 1 < end)?;
        particle(syntax.chunk(object).tokens.end)
    })
}
