//! The words around a person's name → the title or post stated there, before the name
//! (`Iranian Foreign Minister X`, `the head of Y, X`) or after it (`X, secretary of the Y`).

use std::ops::Range;

use super::candidate::Candidate;
use super::words::Words;
use crate::document::EntityType;
use crate::kb::{Forms, WordClass};

/// The tokens of the role stated at the person, without articles, nationalities and owners before it
/// (those are read off the names before the role).
pub(super) fn find(words: &Words, names: &Names, person: &Candidate) -> Option<Range<usize>> {
    let sentence = words
        .document
        .sentence_at(words.document.tokens[person.tokens.start].span.start);
    let bounds = words.document.sentences[sentence].tokens.clone();
    let reader = Reader { words, names, bounds };
    let before = reader.before(person.tokens.start);
    let is_post = |role: &Range<usize>| !role.clone().all(|token| is_mere_title(words, token));
    if let Some(role) = before.clone().filter(is_post) {
        return Some(role);
    }
    reader.after(person.tokens.end).or(before)
}

/// Which name covers each token.
pub(super) struct Names<'n> {
    list: &'n [Candidate],
    /// Index into `list`, or `NONE`.
    cover: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl<'n> Names<'n> {
    /// `list` must be ascending and without overlaps.
    pub fn new(list: &'n [Candidate], tokens: usize) -> Self {
        let mut cover = vec![NONE; tokens];
        for (index, name) in list.iter().enumerate() {
            cover[name.tokens.clone()].fill(index as u32);
        }
        Self { list, cover }
    }

    fn at(&self, token: usize) -> Option<&'n Candidate> {
        self.list.get(*self.cover.get(token)? as usize)
    }
}

/// A role has at most this many words.
const MAX_WORDS: usize = 16;

struct Reader<'r, 'd> {
    words: &'r Words<'d>,
    names: &'r Names<'r>,
    bounds: Range<usize>,
}

impl Reader<'_, '_> {
    /// The role that ends right before `name`, or before a comma before it.
    fn before(&self, name: usize) -> Option<Range<usize>> {
        if name <= self.bounds.start {
            return None;
        }
        // `the former chief of the agency's Osman Dar unit`
        if self.words.is_possessive(name - 1) {
            return None;
        }
        let is_comma = self.words.word(name - 1) == ",";
        let end = if is_comma { name - 1 } else { name };
        let head = self.head_before(end)?;
        let start = self.start_before(head);
        // `…, the minister, X` needs a sign that the two are one: an article, an owner, a nationality.
        if is_comma && !self.is_introduced(start) {
            return None;
        }
        let last = end - 1;
        let end = if self.words.word(last) == "." && !self.words.is_glued(last - 1) {
            last
        } else {
            end
        };
        Some(start..end)
    }

    /// The head noun of a title that ends at `end`: right there, or before an `of …` phrase.
    fn head_before(&self, end: usize) -> Option<usize> {
        let words = self.words;
        let floor = self.bounds.start.max(end.saturating_sub(MAX_WORDS));
        let mut token = end;
        let mut needs_of = false;
        while token > floor {
            token -= 1;
            let class = words.class(token);
            let is_stop = words.word(token) == "." && words.is_glued(token.saturating_sub(1));
            if is_stop && !needs_of {
                continue;
            }
            if class.is(WordClass::ROLE_HEAD.or(WordClass::HONORIFIC)) && self.names.at(token).is_none() {
                let is_followed = !needs_of || words.is(token + 1, WordClass::CONNECTOR) || is_prep(words, token + 1);
                if is_followed {
                    return Some(token);
                }
            }
            let is_inside = self
                .names
                .at(token)
                .is_some_and(|name| name.entity_type != EntityType::Person)
                || class.is(WordClass::CONNECTOR
                    .or(WordClass::PORTFOLIO)
                    .or(WordClass::ORG_MODIFIER)
                    .or(WordClass::ROLE_MODIFIER))
                || class.type_of_last().is_some()
                || words.is_possessive(token)
                || words.is_hyphen(token)
                || is_prep(words, token)
                || words.word(token) == "the";
            if !is_inside {
                return None;
            }
            needs_of = true;
        }
        None
    }

    /// Where the words before a head that belong to the title begin.
    fn start_before(&self, head: usize) -> usize {
        let words = self.words;
        let mut start = head;
        while start > self.bounds.start && head - start < 8 {
            let before = start - 1;
            let class = words.class(before);
            let is_part = class.is(WordClass::ROLE_MODIFIER
                .or(WordClass::PORTFOLIO)
                .or(WordClass::ROLE_HEAD)
                .or(WordClass::HONORIFIC))
                && self.names.at(before).is_none();
            let is_body = self
                .names
                .at(before)
                .is_some_and(|name| name.entity_type == EntityType::Organisation);
            let is_joint = (words.is_hyphen(before) && words.is_glued(before))
                || (words.word(before) == "and"
                    && before > self.bounds.start
                    && words.is(before - 1, WordClass::PORTFOLIO))
                || (words.word(before) == "."
                    && before > self.bounds.start
                    && words.is_glued(before - 1)
                    && words.is(before - 1, WordClass::ROLE_HEAD));
            if !is_part && !is_body && !is_joint {
                break;
            }
            start = before;
        }
        while start < head && (words.is_hyphen(start) || words.word(start) == "and" || words.word(start) == ".") {
            start += 1;
        }
        start
    }

    /// An article, owner or nationality stands before the title.
    fn is_introduced(&self, start: usize) -> bool {
        let Some(before) = start.checked_sub(1).filter(|&before| before >= self.bounds.start) else {
            return true;
        };
        self.words.is(before, WordClass::DETERMINER)
            || self.words.is_possessive(before)
            || self
                .names
                .at(before)
                .is_some_and(|name| name.entity_type != EntityType::Person)
    }

    /// The role after a comma or bracket after the name (`X, the head of Y`), or after `is`, `as`.
    fn after(&self, name: usize) -> Option<Range<usize>> {
        let words = self.words;
        if name >= self.bounds.end {
            return None;
        }
        let opener = words.word(name);
        let is_apposition = matches!(opener, "," | "(" | "–" | "—" | "-");
        let is_copula = words.is(name, WordClass::COPULA);
        if !is_apposition && !is_copula {
            return None;
        }
        let mut start = name + 1;
        let mut is_open = is_copula;
        while start < self.bounds.end {
            let is_filler = words.is(start, WordClass::BEFORE_POST) && start < name + 4;
            let is_relative =
                words.is(start, WordClass::COPULA) && start > name + 1 && words.is(start - 1, WordClass::BEFORE_POST);
            if is_filler || is_relative {
                start += 1;
            } else if words.is(start, WordClass::DETERMINER) {
                is_open = true;
                start += 1;
            } else {
                break;
            }
        }
        let role = self.role_from(start, is_open)?;
        (is_copula || !self.is_tellers(name, role.end)).then_some(role)
    }

    /// `met with X, a Treasury spokesman said`: behind a clause, who tells it is another.
    fn is_tellers(&self, name: usize, end: usize) -> bool {
        let verb = |token: usize| {
            let grammar = &self.words.kb.grammar;
            grammar
                .verb_word(self.words.folded(token))
                .map(|word| (word, grammar.verb(word)))
        };
        let is_free = |token: &usize| self.names.at(*token).is_none();
        let told = (self.bounds.start..name).filter(is_free).any(|token| {
            let forms = verb(token).map(|(word, _)| word.forms).unwrap_or_default();
            forms.has(Forms::PAST) || forms.has(Forms::THIRD)
        });
        let tells =
            end < self.bounds.end && verb(end).is_some_and(|(word, verb)| verb.reports && word.forms.has(Forms::PAST));
        told && tells
    }

    /// A role that begins at `first`. Where it is `open` (after an article) any words may precede the
    /// head noun; otherwise only names and words of titles.
    fn role_from(&self, first: usize, open: bool) -> Option<Range<usize>> {
        let words = self.words;
        let mut start = first;
        let mut token = first;
        let limit = self.bounds.end.min(first + 10);
        while token < limit {
            let class = words.class(token);
            if let Some(name) = self.names.at(token) {
                if name.entity_type == EntityType::Person {
                    return None;
                }
                token = name.tokens.end;
                let is_owner = token < limit && words.is_possessive(token);
                if is_owner {
                    token += 1;
                }
                if is_owner || name.entity_type != EntityType::Organisation {
                    start = token;
                }
                continue;
            }
            let is_plain_head = class.is(WordClass::ROLE_HEAD) && !self.is_before_head(token);
            if is_plain_head {
                let end = self.end_after(token);
                return (!self.is_next_persons(end)).then_some(start..end);
            }
            let is_title_word = class.is(WordClass::ROLE_MODIFIER
                .or(WordClass::PORTFOLIO)
                .or(WordClass::ROLE_HEAD)
                .or(WordClass::ORG_MODIFIER))
                || class.type_of_last().is_some();
            let is_joint = words.is_hyphen(token) || words.word(token) == "and" || words.is_possessive(token);
            let is_filler = open && !class.is(WordClass::FUNCTION.or(WordClass::ACTING)) && words.word(token).len() > 2;
            if !is_title_word && !is_joint && !is_filler {
                return None;
            }
            token += 1;
        }
        None
    }

    /// `Anna Brecht, the late Pope Leo IX`: in a list the title is that of the person after it.
    fn is_next_persons(&self, end: usize) -> bool {
        let next = self.names.at(end).filter(|_| end < self.bounds.end);
        next.is_some_and(|name| name.entity_type == EntityType::Person && name.tokens.start == end)
    }

    /// A head noun that only modifies the next (`deputy minister`, `vice president`).
    fn is_before_head(&self, token: usize) -> bool {
        let next = token + 1;
        next < self.bounds.end
            && (self.words.is(next, WordClass::ROLE_HEAD)
                || (self.words.is_hyphen(next)
                    && self.words.is_glued(token)
                    && next + 1 < self.bounds.end
                    && self.words.is(next + 1, WordClass::ROLE_HEAD)))
    }

    /// The end of what belongs to a role after its head: `of the Security Council`, `for the Middle East`.
    fn end_after(&self, head: usize) -> usize {
        let words = self.words;
        let mut end = head + 1;
        let mut token = end;
        while token < self.bounds.end && token - head < MAX_WORDS {
            let class = words.class(token);
            if let Some(name) = self.names.at(token) {
                let is_linked = token > end || token == head + 1 || words.is_capital(token - 1);
                if name.entity_type == EntityType::Person || !is_linked {
                    break;
                }
                token = name.tokens.end;
                end = token;
                continue;
            }
            let word = words.word(token);
            let is_link = is_prep(words, token) || matches!(word, "the" | "and") || words.is_possessive(token);
            let is_part = class.is(WordClass::PORTFOLIO
                .or(WordClass::ORG_MODIFIER)
                .or(WordClass::ROLE_MODIFIER))
                || class.type_of_last().is_some()
                || (words.is_capital(token) && !words.ends_name(token));
            if is_link {
                token += 1;
            } else if is_part && (token > head + 1 || words.is_capital(token)) {
                token += 1;
                end = token;
            } else {
                break;
            }
        }
        end
    }
}

/// `Mr.`, `Maj. Gen.`: beside a post after the name, the post is the role.
fn is_mere_title(words: &Words, token: usize) -> bool {
    words.is(token, WordClass::HONORIFIC.or(WordClass::RANK)) || words.word(token) == "."
}

fn is_prep(words: &Words, token: usize) -> bool {
    token < words.document.tokens.len() && words.is(token, WordClass::POST_LINK)
}
