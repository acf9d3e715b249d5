//! Quote candidates → quotes whose speakers are mentions and entities; pronouns and nouns that speak become mentions.

use crate::document::{
    Entity, EntityType, LinkKind, Mention, MentionKind, NormalisedDocument, Quote, QuoteCandidate, QuoteKind,
};
use crate::kb::{FunctionClass, KnowledgeBase};
use crate::text::{Span, fold_key};

/// Adds mentions for speakers that are no names, and the quotes.
pub(super) fn resolve(document: &mut NormalisedDocument, kb: &KnowledgeBase) {
    add_speaker_mentions(document, kb);
    let candidates = document.tagged.quotes.iter();
    document.quotes = candidates.map(|candidate| quote(document, kb, candidate)).collect();
}

fn quote(document: &NormalisedDocument, kb: &KnowledgeBase, candidate: &QuoteCandidate) -> Quote {
    let speaker = candidate.speaker.and_then(|span| mention_at(document, span));
    let addressee = candidate.addressee.and_then(|span| mention_at(document, span));
    let text = |span: Span| document.tagged.segmented.slice(span).to_owned();
    let entity_of = |mention: usize| document.mentions[mention].entity;
    let is_private = candidate.speaker.is_some_and(|span| is_private(document, kb, span));
    Quote {
        span: candidate.span,
        kind: candidate.kind,
        cue: candidate.cue.map(text),
        speaker_mention: speaker,
        speaker_entity: speaker
            .and_then(entity_of)
            .or_else(|| candidate.speaker.and_then(|span| body_of(document, span)))
            .filter(|&entity| !(is_private && is_state(&document.entities[entity]))),
        speaker_text: candidate.speaker.map(text),
        addressee_entity: addressee.and_then(entity_of),
        rule: candidate.rule,
    }
}

/// The person in a span, else its last mention.
fn mention_at(document: &NormalisedDocument, span: Span) -> Option<usize> {
    let range = document.mentions_in(span);
    let mentions = &document.mentions[range.clone()];
    let person = mentions
        .iter()
        .rposition(|mention| mention.entity_type == EntityType::Person);
    person
        .or(mentions.len().checked_sub(1))
        .map(|index| range.start + index)
}

/// `a NATO spokesman`, `the embassy of Peru`: the last body or state named in the words for a speaker without a name.
fn body_of(document: &NormalisedDocument, span: Span) -> Option<usize> {
    let mentions = document.mentions[document.mentions_in(span)].iter().rev();
    let is_body = |mention: &&Mention| mention.kind == MentionKind::Name && mention.entity_type != EntityType::Person;
    mentions.filter(is_body).find_map(|mention| mention.entity)
}

fn is_state(entity: &Entity) -> bool {
    matches!(entity.entity_type, EntityType::GeoPolitical | EntityType::Group)
}

/// `a Kuwaiti activist`, `Iraqi witnesses`: those whom a state's adjective describes, and who do not speak for the state.
fn is_private(document: &NormalisedDocument, kb: &KnowledgeBase, span: Span) -> bool {
    const PRIVATE: [&str; 11] = [
        "BUS", "CRM", "CVL", "EDU", "LAB", "MED", "NGO", "OPP", "PTY", "REB", "REL",
    ];
    let words = document.tagged.segmented.slice(span);
    let head = head_of(words);
    let names_head = |mention: &Mention| {
        mention.kind == MentionKind::Name && document.tagged.segmented.slice(mention.span).ends_with(head)
    };
    let is_of_state = words
        .split([' ', '-'])
        .any(|word| matches!(word, "government" | "official" | "state"));
    let actor = kb.grammar.actor(fold_key(head));
    actor.is_some_and(|actor| PRIVATE.contains(&actor.sector.as_str()))
        && !is_of_state
        && !document.mentions[document.mentions_in(span)].iter().any(names_head)
}

/// The last word of a phrase without what follows its `of`.
fn head_of(words: &str) -> &str {
    let phrase = words.split(" of ").next().unwrap_or(words);
    phrase.split_whitespace().next_back().unwrap_or(phrase)
}

fn add_speaker_mentions(document: &mut NormalisedDocument, kb: &KnowledgeBase) {
    let mut spans: Vec<Span> = document
        .tagged
        .quotes
        .iter()
        .filter_map(|quote| quote.speaker)
        .collect();
    spans.sort_unstable();
    spans.dedup();
    let mut added: Vec<Mention> = Vec::new();
    for span in spans {
        let is_named = document.mentions.iter().any(|mention| mention.span.overlaps(span));
        let is_known = added.last().is_some_and(|mention| mention.span.overlaps(span));
        if is_named || is_known || span.is_empty() {
            continue;
        }
        added.push(speaker_mention(document, kb, span));
    }
    document.mentions.extend(added);
    document.mentions.sort_by_key(|mention| mention.span);
}

fn speaker_mention(document: &NormalisedDocument, kb: &KnowledgeBase, span: Span) -> Mention {
    let word = document.tagged.segmented.slice(span);
    let is_pronoun = kb.grammar.classes(fold_key(word)).has(FunctionClass::Pronoun);
    let entity = is_pronoun.then(|| antecedent(document, word, span)).flatten();
    let known = entity.map(|entity| &document.entities[entity]);
    Mention {
        span,
        kind: if is_pronoun {
            MentionKind::Pronoun
        } else {
            MentionKind::Nominal
        },
        entity_type: known.map_or_else(|| noun_type(word, kb), |entity: &Entity| entity.entity_type),
        entity,
        link_kind: if entity.is_some() {
            LinkKind::Document
        } else {
            LinkKind::None
        },
        link_score: None,
        role: None,
        country: known.and_then(|entity| entity.country.clone()),
        tagger: "speaker",
        evidence: if is_pronoun {
            "pronoun".to_owned()
        } else {
            "nominal".to_owned()
        },
        score: if is_pronoun { PRONOUN_SCORE } else { NOMINAL_SCORE },
    }
}

/// What a speaker without a name is, by the head of its words: a body, something that was written, or people.
fn noun_type(words: &str, kb: &KnowledgeBase) -> EntityType {
    let head = fold_key(head_of(words));
    if kb.cues.is_work(head) {
        return EntityType::Product;
    }
    let is_body = kb.words.class(head).type_of_last() == Some(EntityType::Organisation);
    if is_body {
        EntityType::Organisation
    } else {
        EntityType::Person
    }
}

const PRONOUN_SCORE: f32 = 0.6;
const NOMINAL_SCORE: f32 = 0.7;

/// `he` and `she`: the last person named in the narration before.
fn antecedent(document: &NormalisedDocument, word: &str, span: Span) -> Option<usize> {
    if !matches!(word.to_ascii_lowercase().as_str(), "he" | "she") {
        return None;
    }
    let before = document
        .mentions
        .partition_point(|mention| mention.span.start < span.start);
    let quotes = &document.tagged.quotes;
    let is_quoted = |mention: Span| {
        quotes
            .iter()
            .any(|quote| quote.kind == QuoteKind::Direct && quote.span.contains(mention))
    };
    document.mentions[..before]
        .iter()
        .rev()
        .filter(|mention| mention.entity_type == EntityType::Person && mention.kind == MentionKind::Name)
        .find(|mention| !is_quoted(mention.span))
        .and_then(|mention| mention.entity)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_speakers_by_their_nouns() {
        let kb = KnowledgeBase::embedded().expect("the embedded lists are valid");
        let cases = [
            ("senior officials", EntityType::Person),
            ("transcript of the debate", EntityType::Product),
            ("new polls", EntityType::Product),
            ("supervisory board of the bank", EntityType::Organisation),
            ("the ministry", EntityType::Organisation),
        ];
        for (words, expected) in cases {
            assert_eq!(noun_type(words, &kb), expected, "{words}");
        }
    }
}
