//! Posts without a name (`the foreign minister`) and personal pronouns → mentions to be resolved.

use std::ops::Range;

use super::candidate::Candidate;
use super::words::Words;
use crate::document::{EntityType, MentionKind, NameMention, TokenShape};
use crate::kb::WordClass;

/// The nominal and pronoun mentions of a document, ascending; none overlaps a name.
pub(super) fn find(words: &Words, names: &[Candidate]) -> Vec<NameMention> {
    let mut covered = vec![false; words.document.tokens.len() + 1];
    let mut begins_person = vec![false; words.document.tokens.len() + 1];
    for name in names {
        covered[name.tokens.clone()].fill(true);
        begins_person[name.tokens.start] = name.entity_type == EntityType::Person;
    }
    let scan = Scan {
        words,
        covered,
        begins_person,
    };
    let mut found = Vec::new();
    for sentence in &words.document.sentences {
        let mut token = sentence.tokens.start;
        while token < sentence.tokens.end {
            if scan.is_pronoun(token) {
                found.push(mention(words, token..token + 1, MentionKind::Pronoun, "pronoun"));
            }
            let post = scan.post_from(token, &sentence.tokens);
            token = post.as_ref().map_or(token + 1, |post| post.end);
            found.extend(post.map(|post| mention(words, post, MentionKind::Nominal, "post")));
        }
    }
    found
}

struct Scan<'w, 'd> {
    words: &'w Words<'d>,
    covered: Vec<bool>,
    begins_person: Vec<bool>,
}

impl Scan<'_, '_> {
    /// A definite post that begins at `first` and has no name right after it: after an article or
    /// owner, or written with capitals.
    fn post_from(&self, first: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
        let words = self.words;
        let mut end = first;
        let mut head = None;
        while end < sentence.end && end - first < 6 && !self.covered[end] {
            let class = words.class(end);
            let is_inner_hyphen = end > first && words.is_hyphen(end) && words.is_glued(end) && words.is_glued(end - 1);
            if class.is(WordClass::ROLE_HEAD) {
                head = Some(end);
            } else if !is_inner_hyphen && !class.is(WordClass::ROLE_MODIFIER.or(WordClass::PORTFOLIO)) {
                break;
            }
            end += 1;
        }
        let post = first..head? + 1;
        let is_capital = post.len() > 1 && post.clone().all(|token| words.shape(token) == TokenShape::Capitalised);
        let is_named =
            self.begins_person[post.end] || (post.end < sentence.end && words.is(post.end, WordClass::POST_LINK));
        let is_single_rank = words.is(post.end - 1, WordClass::RANK);
        ((self.is_introduced(first, sentence) || is_capital) && !is_named && !is_single_rank).then_some(post)
    }

    fn is_introduced(&self, first: usize, sentence: &Range<usize>) -> bool {
        let before = first.checked_sub(1).filter(|&before| before >= sentence.start);
        before.is_some_and(|before| {
            self.words.is_article(before) || self.words.is_possessive(before) || self.covered[before]
        })
    }

    fn is_pronoun(&self, token: usize) -> bool {
        self.words.is(token, WordClass::PERSONAL_PRONOUN)
    }
}

fn mention(words: &Words, tokens: Range<usize>, kind: MentionKind, tagger: &'static str) -> NameMention {
    NameMention {
        span: words.span(&tokens),
        kind,
        entity_type: EntityType::Person,
        candidates: Vec::new(),
        role: None,
        same_as: None,
        tagger,
        evidence: tagger.to_owned(),
        score: 0.6,
    }
}
