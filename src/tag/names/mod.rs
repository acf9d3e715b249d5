//! [`SegmentedDocument`] → [`NameMention`]s: listed names, persons, bodies by head noun, acronyms,
//! repeats and guesses, brought together by one overlap policy.

mod acronyms;
mod candidate;
mod consistency;
mod gazetteer;
mod guesses;
mod heads;
mod inputs;
mod learned;
mod nominals;
mod overlap;
mod persons;
mod precedence;
mod repeats;
mod roles;
mod support;
mod towns;
mod words;

pub use inputs::{NameInput, is_shared, name_inputs, ruled_type};

use candidate::{Candidate, Evidence};
use roles::Names;
use words::Words;

use crate::document::{EntityType, MentionKind, NameMention, RoleMention, SegmentedDocument};
use crate::kb::KnowledgeBase;
use crate::model::Models;

/// The names of a document, ascending, not overlapping, each with what the knowledge base knows by
/// it and, for persons, the role stated at it.
pub(super) fn tag(document: &SegmentedDocument, kb: &KnowledgeBase, models: &Models) -> Vec<NameMention> {
    let words = Words::new(document, kb);
    let names = find(&words, models);
    let cover = Names::new(&names, document.tokens.len());
    let mut mentions: Vec<NameMention> = names.iter().map(|name| mention_of(&words, &cover, name)).collect();
    mentions.append(&mut nominals::find(&words, &names));
    mentions.sort_by_key(|mention| mention.span);
    mentions
}

fn find(words: &Words, models: &Models) -> Vec<Candidate> {
    let names = by_rules(words);
    let mut found = Vec::new();
    learned::find(words, models, &names, &mut found);
    let names = precedence::join(words, names, found);
    let mut names = towns::settle(words, names);
    consistency::settle_types(words, &mut names);
    let mut more = Vec::new();
    repeats::find(words, &names, &mut more);
    merge(names, more)
}

/// The names that lists and patterns find.
fn by_rules(words: &Words) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut marks: Vec<Option<EntityType>> = vec![None; words.document.tokens.len()];
    for sentence in 0..words.document.sentences.len() {
        let from = found.len();
        gazetteer::find(words, sentence, &mut found);
        for listed in found[from..].iter().filter(|listed| listed.is_solid()) {
            marks[listed.tokens.clone()].fill(Some(listed.entity_type));
        }
        heads::find(words, &marks, sentence, &mut found);
        persons::find(words, &marks, sentence, &mut found);
        acronyms::find(words, sentence, from, &mut found);
    }
    support::doubt(words, &mut found);
    let names = overlap::resolve(found);
    let mut more = Vec::new();
    repeats::find(words, &names, &mut more);
    let names = merge(names, more);
    let mut more = Vec::new();
    guesses::find(words, &names, &mut more);
    merge(names, more)
}

fn merge(names: Vec<Candidate>, mut more: Vec<Candidate>) -> Vec<Candidate> {
    if more.is_empty() {
        return names;
    }
    more.extend(names);
    overlap::resolve(more)
}

fn mention_of(words: &Words, names: &Names, name: &Candidate) -> NameMention {
    let is_person = name.entity_type == EntityType::Person;
    let role = is_person
        .then(|| roles::find(words, names, name))
        .flatten()
        .map(|tokens| {
            let span = words.span(&tokens);
            let text = words.document.slice(span).to_owned();
            RoleMention { span, text }
        });
    NameMention {
        span: words.span(&name.tokens),
        kind: MentionKind::Name,
        entity_type: name.entity_type,
        candidates: name.ids.clone(),
        role,
        same_as: name.same_as.as_ref().map(|tokens| words.span(tokens)),
        tagger: name.tagger,
        evidence: describe(words, name.evidence),
        score: name.score,
    }
}

fn describe(words: &Words, evidence: Evidence) -> String {
    match evidence {
        Evidence::Listed(id) => words.kb.entry(id).id.clone(),
        Evidence::Rule(rule, token) => format!("{rule}:{}", words.word(token)),
    }
}
