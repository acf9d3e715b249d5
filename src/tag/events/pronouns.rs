//! A pronoun that takes part → the phrase of its sentence that it stands for.

use super::Context;
use super::actors::is_actor;
use super::arguments::trimmed;
use super::scene::is_placing;
use crate::document::EntityType;
use crate::kb::{Gender, VerbKind};
use crate::tag::syntax::Pos;
use crate::text::Span;

/// What a pronoun can stand for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// `he`, `her`.
    Person(Gender),
    /// `it`, `its`.
    Body,
    /// `they`, `them`.
    Group,
}

/// The phrase that a pronoun chunk stands for, with the sector of its head; `None` for other chunks.
pub(super) fn antecedent(context: &Context<'_>, chunk: usize) -> Option<(Span, Option<String>)> {
    let syntax = context.syntax;
    let head = syntax.chunk(chunk).head;
    (syntax.pos(head) == Pos::Pronoun)
        .then(|| antecedent_of_token(context, head))
        .flatten()
}

/// `Russia and Iran say they will`: all the subjects of the verb before a plural pronoun; none where there is one only.
pub(super) fn joint_antecedents(context: &Context<'_>, chunk: usize) -> Vec<usize> {
    let syntax = context.syntax;
    let head = syntax.chunk(chunk).head;
    if syntax.pos(head) != Pos::Pronoun || kind(&syntax.word(head).to_ascii_lowercase()) != Some(Kind::Group) {
        return Vec::new();
    }
    let limit = syntax.sentence(head).start;
    let verb = (limit..head)
        .rev()
        .find(|&token| syntax.pos(token) == Pos::Verb && syntax.reports(token));
    let Some(verb) = verb else { return Vec::new() };
    let subjects = syntax.predicate_by_rules(verb, verb + 1).subjects;
    let are_actors = subjects.len() > 1 && subjects.iter().all(|&subject| is_actor(context, subject));
    let stand_before = subjects.iter().all(|&subject| syntax.chunk(subject).tokens.end <= verb);
    if are_actors && stand_before {
        subjects
    } else {
        Vec::new()
    }
}

/// The same for a possessive (`its attack`).
pub(super) fn antecedent_of_token(context: &Context<'_>, token: usize) -> Option<(Span, Option<String>)> {
    let syntax = context.syntax;
    let kind = kind(&syntax.word(token).to_ascii_lowercase())?;
    let limit = syntax.sentence(token).start;
    let own = syntax.chunk_at(token);
    if let Some(chunk) = speaker_before(context, token, kind) {
        return Some(phrase(context, chunk));
    }
    let mut nearest = subject_of_main_clause(context, token, kind);
    let mut subject = None;
    // `detained hundreds, accusing them`: who accuses is another.
    let is_reflexive = syntax.word(token).ends_with("self") || syntax.word(token).ends_with("selves");
    if is_reflexive {
        let verb = (limit..token).rev().find(|&at| syntax.pos(at) == Pos::Verb)?;
        let doer = syntax.predicate_by_rules(verb, verb + 1).subjects.first().copied()?;
        return fits(context, doer, kind).then(|| phrase(context, doer));
    }
    let is_object = own.is_some() && syntax.pos(token) == Pos::Pronoun && !leads_clause(context, token);
    let verb = (limit..token)
        .rev()
        .find(|&at| syntax.pos(at) == Pos::Verb)
        .filter(|_| is_object);
    // `earned millions, enabling it to buy arms`: who earned it is enabled.
    let is_gerund = verb.is_some_and(|verb| syntax.verb_group(verb).is_gerund);
    let is_enabled = is_gerund && syntax.words.get(token + 1).is_some_and(|next| next.pos == Pos::To);
    let doers = verb
        .filter(|_| !is_enabled)
        .map_or_else(Vec::new, |verb| syntax.predicate_by_rules(verb, verb + 1).subjects);
    let goes_on = nearest.is_none() && syntax.pos(token) == Pos::Pronoun && leads_clause(context, token);
    let mut at = token;
    while at > limit {
        at -= 1;
        let Some(chunk) = syntax.chunk_at(at) else { continue };
        at = syntax.chunk(chunk).tokens.start;
        // `the men they had seized` are not they.
        let is_beside = syntax.chunk(chunk).tokens.end == token && syntax.pos(token) == Pos::Pronoun;
        let is_out = is_beside || belongs_to(context, chunk, kind) || says_where(context, chunk);
        if Some(chunk) == own || is_out || doers.contains(&chunk) || !fits(context, chunk, kind) {
            continue;
        }
        if speaks(context, chunk) {
            return Some(phrase(context, nearest.filter(|_| is_object).unwrap_or(chunk)));
        }
        subject = subject.or(Some(chunk).filter(|&chunk| goes_on && acts(context, chunk)));
        nearest = nearest.or(Some(chunk));
    }
    subject.or(nearest).map(|chunk| phrase(context, chunk))
}

/// Does a verb stand right behind a token, which is then its subject?
fn leads_clause(context: &Context<'_>, token: usize) -> bool {
    context.syntax.words.get(token + 1).is_some_and(|next| {
        matches!(
            next.pos,
            Pos::Verb | Pos::Be | Pos::Have | Pos::Do | Pos::Modal | Pos::Adverb
        )
    })
}

/// `the troops took fire from rebels`: is a phrase the subject of a clause?
fn acts(context: &Context<'_>, chunk: usize) -> bool {
    let syntax = context.syntax;
    let tokens = syntax.chunk(chunk).tokens.clone();
    let is_in_phrase = tokens.start > 0 && syntax.pos(tokens.start - 1) == Pos::Preposition && {
        !syntax.opens_clause(tokens.start - 1)
    };
    let is_alone = syntax
        .coordinated_left(chunk, syntax.sentence(tokens.start).start)
        .len()
        == 1;
    is_alone && !is_in_phrase && syntax.starts_clause(tokens.end, syntax.sentence(tokens.start).end)
}

/// `while meeting his adviser, he`: whoever belongs to the one spoken of is another.
fn belongs_to(context: &Context<'_>, chunk: usize, of: Kind) -> bool {
    let first = context.syntax.chunk(chunk).tokens.start;
    context.syntax.pos(first) == Pos::Possessive && kind(&context.syntax.word(first).to_ascii_lowercase()) == Some(of)
}

/// `X, owned by Y, said it`: who says so, where the verb of saying is the last before the pronoun.
fn speaker_before(context: &Context<'_>, token: usize, kind: Kind) -> Option<usize> {
    let syntax = context.syntax;
    let limit = syntax.sentence(token).start;
    let verb = (limit..token).rev().find(|&at| syntax.pos(at) == Pos::Verb)?;
    if !syntax.reports(verb) {
        return None;
    }
    let subjects = syntax.predicate_by_rules(verb, verb + 1).subjects;
    let subject = subjects.first().copied().filter(|_| subjects.len() == 1)?;
    // `a spokesman said it`: he is not it.
    let is_named = kind != Kind::Body || syntax.pos(syntax.chunk(subject).head) == Pos::Name;
    // `a bodyguard says he`: whoever speaks is somebody.
    let head = syntax.chunk(subject).head;
    let is_unlisted = matches!(kind, Kind::Person(_))
        && syntax.pos(head) == Pos::Noun
        && syntax.actor(head).is_none()
        && !syntax.word(head).ends_with('s')
        && !context.kb.cues.is_work(syntax.key(head))
        && !is_body(context, head);
    let is_fit = fits(context, subject, kind) || is_unlisted;
    (is_named && syntax.chunk(subject).tokens.end <= verb && is_fit).then_some(subject)
}

/// A noun for a body of people: `tribunal`, `ministry`.
fn is_body(context: &Context<'_>, head: usize) -> bool {
    let class = context.kb.words.class(context.syntax.key(head));
    class.type_of_last() == Some(EntityType::Organisation)
}

/// `X could be taken to court if it fails`: a subject behind a conjunction goes on about the subject before it.
fn subject_of_main_clause(context: &Context<'_>, token: usize, kind: Kind) -> Option<usize> {
    const GOING_ON: [&str; 9] = [
        "after", "as", "because", "before", "if", "unless", "until", "when", "while",
    ];
    let syntax = context.syntax;
    let limit = syntax.sentence(token).start;
    let conjunction = token.checked_sub(1).filter(|&before| before > limit)?;
    if !leads_clause(context, token) || !GOING_ON.contains(&syntax.word(conjunction)) {
        return None;
    }
    let verb = (limit..conjunction).rev().find(|&at| syntax.pos(at) == Pos::Verb)?;
    let subjects = syntax.predicate_by_rules(verb, verb + 1).subjects;
    // `dismissed the envoy after he accused`: he to whom it was done.
    let object = syntax.predicate_by_rules(verb, verb + 1).objects.first().copied();
    if let Some(object) =
        object.filter(|&object| kind != Kind::Body && fits(context, object, kind) && is_done_to(context, verb))
    {
        return Some(object);
    }
    let subject = subjects.first().copied().filter(|_| subjects.len() == 1)?;
    (syntax.chunk(subject).tokens.end <= verb && fits(context, subject, kind)).then_some(subject)
}

/// Is this a verb for what is done to people for something they did: arrests, dismissals, charges?
fn is_done_to(context: &Context<'_>, verb: usize) -> bool {
    use crate::document::EventType::{Accuse, Assault, Coerce, Sanction};
    let syntax = context.syntax;
    let events = &context.kb.events;
    syntax.is_verb_of(verb, VerbKind::Dismisses)
        || events.starts(syntax.key(verb)).iter().any(|start| {
            let rule = &events.rules[events.patterns[start.pattern].rule];
            matches!(rule.event_type, Accuse | Assault | Coerce | Sanction)
                && events.patterns[start.pattern].rest.is_empty()
        })
}

/// `the force in Chad says it`: a place behind its preposition is nobody spoken of.
fn says_where(context: &Context<'_>, chunk: usize) -> bool {
    let syntax = context.syntax;
    let start = syntax.chunk(chunk).tokens.start;
    let joined = syntax.coordinated_left(chunk, syntax.sentence(start).start);
    let first = joined.first().map_or(start, |&first| syntax.chunk(first).tokens.start);
    let before = first.checked_sub(1);
    let name = super::arguments::name_at(context, syntax.chunk(chunk).head);
    name.is_some_and(|name| name.entity_type.is_place())
        && before.is_some_and(|before| is_placing(syntax.word(before)) || syntax.word(before) == "from")
}

fn kind(word: &str) -> Option<Kind> {
    match word {
        "he" | "him" | "his" | "himself" => Some(Kind::Person(Gender::Male)),
        "she" | "her" | "herself" => Some(Kind::Person(Gender::Female)),
        "it" | "its" | "itself" => Some(Kind::Body),
        "they" | "them" | "their" | "themselves" => Some(Kind::Group),
        _ => None,
    }
}

/// The subject of a reporting verb is what its clause goes on about: `Iran says it will`.
fn speaks(context: &Context<'_>, chunk: usize) -> bool {
    let syntax = context.syntax;
    let end = syntax.chunk(chunk).tokens.end;
    let limit = syntax.sentence(end - 1).end;
    let verb = (end..limit).find(|&token| !matches!(syntax.pos(token), Pos::Adverb | Pos::Time | Pos::Have));
    verb.is_some_and(|verb| syntax.reports(verb))
}

fn fits(context: &Context<'_>, chunk: usize, kind: Kind) -> bool {
    let syntax = context.syntax;
    let head = syntax.chunk(chunk).head;
    if syntax.pos(head) == Pos::Pronoun || !is_actor(context, chunk) {
        return false;
    }
    let span = syntax.segmented.tokens[head].span;
    let index = context.names.partition_point(|name| name.span.end <= span.start);
    let name = context
        .names
        .get(index)
        .filter(|name| name.span.overlaps(span))
        .map(|name| name.entity_type);
    let noun = syntax.actor(head);
    let is_body = is_body(context, head);
    match kind {
        Kind::Person(gender) if noun.is_some_and(|noun| noun.gender.is_some_and(|own| own != gender)) => false,
        Kind::Person(_) => {
            name == Some(EntityType::Person)
                || noun.is_some_and(|noun| !noun.is_plural && !is_body && is_person(&noun.sector))
        }
        Kind::Body => {
            matches!(name, Some(EntityType::Organisation | EntityType::GeoPolitical))
                || noun.is_some_and(|noun| !noun.is_plural)
        }
        Kind::Group => name == Some(EntityType::Group) || noun.is_some_and(|noun| noun.is_plural),
    }
}

/// Sectors whose nouns name people rather than bodies.
fn is_person(sector: &str) -> bool {
    matches!(
        sector,
        "CVL" | "GOV" | "REB" | "MIL" | "JUD" | "LEG" | "OPP" | "REL" | "UNS"
    )
}

/// The words of a phrase, or the person whose post it is (`Secretary of State Anna Lis`).
fn phrase(context: &Context<'_>, chunk: usize) -> (Span, Option<String>) {
    let syntax = context.syntax;
    let head = syntax.chunk(chunk).head;
    let sector = syntax.actor(head).map(|actor| actor.sector.clone());
    let words = syntax.span(syntax.chunk(chunk).tokens.clone());
    let sentence = syntax.span(syntax.sentence(head));
    let first = context.names.partition_point(|name| name.span.end <= words.end);
    let mut behind = context.names[first..]
        .iter()
        .take_while(|name| name.span.start < sentence.end);
    let holder = behind.find(|name| name.role.as_ref().is_some_and(|role| role.span.contains(words)));
    let person = holder.filter(|name| name.entity_type == EntityType::Person);
    (
        person.map_or_else(|| trimmed(context, words), |person| person.span),
        sector,
    )
}
