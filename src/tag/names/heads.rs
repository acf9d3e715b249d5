//! Head nouns with what stands around them → names of bodies, buildings, landscapes and events
//! (`Russian Foreign Ministry`, `Ministry of Defence`, `Mount Sinjar`, `Manama Dialogue`).

use std::ops::Range;

use super::candidate::{Candidate, Strength};
use super::words::{Casing, Words};
use crate::document::{EntityType, TokenShape};
use crate::kb::{EntryKind, KbId, WordClass};

/// Appends the names that the head nouns of a sentence make.
pub(super) fn find(words: &Words, marks: &[Option<EntityType>], sentence: usize, found: &mut Vec<Candidate>) {
    let tokens = words.document.sentences[sentence].tokens.clone();
    let casing = words.casing(sentence);
    let scan = Scan {
        words,
        marks,
        tokens,
        casing,
    };
    for token in scan.tokens.clone() {
        if !words.is_capital(token) {
            continue;
        }
        let class = words.class(token);
        if let Some(entity_type) = class.type_of_last() {
            found.extend(scan.ending_at(token, entity_type));
        }
        if let Some(entity_type) = class.type_of_first() {
            found.extend(scan.starting_at(token, entity_type));
        }
    }
}

struct Scan<'w, 'd> {
    words: &'w Words<'d>,
    /// The type of the listed name over each token, where there is one.
    marks: &'w [Option<EntityType>],
    tokens: Range<usize>,
    casing: Casing,
}

impl Scan<'_, '_> {
    /// `… Ministry`, and what follows it (`… of Russia`).
    fn ending_at(&self, head: usize, entity_type: EntityType) -> Option<Candidate> {
        let start = self.extend_left(head, entity_type);
        let is_persons = start + 1 == head && self.marks[start] == Some(EntityType::Person);
        if is_persons {
            return None;
        }
        if start == head {
            return (entity_type == EntityType::Organisation && self.stands_alone(head))
                .then(|| Candidate::by_rule(head..head + 1, entity_type, Strength::Guess, "head_alone", head));
        }
        let end = match self.words.class(head).type_of_first() {
            Some(_) if entity_type == EntityType::Organisation => self.extend_right(head + 1),
            _ => head + 1,
        };
        let strength = if self.is_safe(start, head) {
            Strength::Solid
        } else {
            Strength::Weak
        };
        let ids = match entity_type {
            EntityType::GeoPolitical => self.divisions(start..head),
            _ => Vec::new(),
        };
        Some(Candidate {
            ids,
            ..Candidate::by_rule(start..end, entity_type, strength, "head_last", head)
        })
    }

    /// What is known as a division by the words before `Province`.
    fn divisions(&self, tokens: Range<usize>) -> Vec<KbId> {
        let kb = self.words.kb;
        let name = self.words.span(&tokens).of(self.words.document.text());
        let readings = kb.gazetteer.lookup(name).iter().map(|reading| reading.id);
        readings
            .filter(|&id| kb.entry(id).kind == EntryKind::Division)
            .collect()
    }

    /// `Ministry of …`, `Mount …`.
    fn starting_at(&self, head: usize, entity_type: EntityType) -> Option<Candidate> {
        let words = self.words;
        let next = head + 1;
        if next >= self.tokens.end {
            return None;
        }
        let takes_name_at_once = matches!(
            entity_type,
            EntityType::Location | EntityType::Facility | EntityType::NamedEvent | EntityType::Product
        );
        let end = if words.is(next, WordClass::CONNECTOR) {
            self.extend_right(next)
        } else if takes_name_at_once && words.is_named(next) && !words.ends_name(next) {
            self.run_end(next, 2)
        } else {
            next
        };
        // `Undersecretary of State for …` is a title.
        let is_post = head >= self.tokens.start + 2
            && words.is(head - 1, WordClass::CONNECTOR)
            && words.is(head - 2, WordClass::ROLE_HEAD);
        let start = match entity_type {
            EntityType::Organisation | EntityType::GeoPolitical => self.extend_left(head, entity_type),
            _ => head,
        };
        (end > next && !is_post)
            .then(|| Candidate::by_rule(start..end, entity_type, Strength::Solid, "head_first", head))
    }

    /// `the Army`, `the Senate`: a capital that nothing else explains.
    fn stands_alone(&self, head: usize) -> bool {
        let words = self.words;
        let next = head + 1;
        words.is_reliable(head)
            && words.shape(head) == TokenShape::Capitalised
            && head > self.tokens.start
            && words.is_article(head - 1)
            && next < self.tokens.end
            && !words.is_capital(next)
            && !words.is_hyphen(next)
            && words.word(next) != "of"
    }

    /// Where a name with this head begins.
    fn extend_left(&self, head: usize, entity_type: EntityType) -> usize {
        let limit = match entity_type {
            EntityType::Organisation => 8,
            EntityType::NamedEvent => 6,
            EntityType::GeoPolitical => 3,
            _ => 4,
        };
        let words = self.words;
        let mut start = head;
        let mut taken = 0;
        while start > self.tokens.start && taken < limit {
            let before = start - 1;
            if self.can_modify(before, entity_type) {
                start = before;
                taken += 1;
            } else if let Some(joined) = self.joined_before(before, entity_type) {
                start = joined;
                taken += 2;
            } else {
                break;
            }
        }
        while start < head && (words.ends_name(start) || words.is_possessive(start)) {
            start += 1;
        }
        start
    }

    /// A word that can stand before the head inside the name.
    fn can_modify(&self, token: usize, entity_type: EntityType) -> bool {
        let words = self.words;
        if !words.is_capital(token) || words.ends_name(token) {
            return false;
        }
        let class = words.class(token);
        if class.is(WordClass::HONORIFIC) || (class.is(WordClass::ROLE_HEAD) && !class.is(WordClass::ORG_MODIFIER)) {
            return false;
        }
        if self.marks[token] == Some(EntityType::Person) && entity_type == EntityType::NamedEvent {
            return false;
        }
        if words.is_reliable(token) {
            return true;
        }
        let is_known = class.is(WordClass::ORG_MODIFIER) || self.marks[token].is_some();
        match self.casing {
            Casing::Sentence => is_known || words.is_named(token) || !class.is(WordClass::ACTING),
            Casing::Title | Casing::Upper => is_known || words.is_named(token),
        }
    }

    /// A hyphen, `and`, `&` or `'s` with the word before it, where they are inside the name.
    fn joined_before(&self, joint: usize, entity_type: EntityType) -> Option<usize> {
        let words = self.words;
        let before = joint.checked_sub(1).filter(|&before| before >= self.tokens.start)?;
        let is_particle = words.is_hyphen(joint)
            && words.is(before, WordClass::PARTICLE)
            && words.is_glued(before)
            && words.is_glued(joint);
        if is_particle {
            return Some(before);
        }
        if !words.is_capital(before) || words.ends_name(before) {
            return None;
        }
        let is_common = words.is(before, WordClass::ORG_MODIFIER.or(WordClass::PORTFOLIO))
            || (words.is(before, WordClass::ORDINARY) && self.marks[before].is_none());
        let is_body = entity_type == EntityType::Organisation;
        let is_joined = match words.word(joint) {
            "&" => true,
            "and" => is_body && is_common && words.is_reliable(before) && self.is_common_after(joint),
            _ if words.is_hyphen(joint) => words.is_glued(before) && words.is_glued(joint),
            _ if words.is_possessive(joint) => is_body && is_common && self.marks[before].is_none(),
            _ => false,
        };
        is_joined.then_some(before)
    }

    fn is_common_after(&self, joint: usize) -> bool {
        let after = joint + 1;
        after < self.marks.len()
            && self.words.is(after, WordClass::ORDINARY.or(WordClass::ORG_MODIFIER))
            && self.marks[after].is_none()
    }

    /// `of Foreign Affairs`, `for the Prohibition of Chemical Weapons`: the end of what belongs to
    /// the name from `next` on; `next` itself where nothing does.
    fn extend_right(&self, next: usize) -> usize {
        let words = self.words;
        let mut end = next;
        for _ in 0..4 {
            if end >= self.tokens.end || !words.is(end, WordClass::CONNECTOR) || words.is_capital(end) {
                break;
            }
            let is_joint = matches!(words.word(end), "and" | "&");
            if (is_joint && (end == next || !self.is_common_after(end))) || (words.word(end) == "in" && end == next) {
                break;
            }
            let mut name = end + 1;
            if name < self.tokens.end && words.word(name) == "the" {
                name += 1;
            }
            if name >= self.tokens.end || !words.is_capital(name) || words.ends_name(name) {
                break;
            }
            let is_title = words.is(name, WordClass::ROLE_HEAD.or(WordClass::HONORIFIC))
                && !words.is(name, WordClass::PORTFOLIO.or(WordClass::ORG_MODIFIER));
            if is_title || self.marks[name] == Some(EntityType::Person) {
                break;
            }
            let run = self.run_end(name, 5);
            let is_owner = run + 1 < self.tokens.end && words.is_possessive(run) && words.is_capital(run + 1);
            if is_owner {
                break;
            }
            end = run;
        }
        end
    }

    /// The end of a run of capitals from `first` on.
    fn run_end(&self, first: usize, limit: usize) -> usize {
        let words = self.words;
        let mut end = first + 1;
        let mut taken = 1;
        while end < self.tokens.end && taken < limit {
            if words.is_capital(end)
                && !words.ends_name(end)
                && !words.is(end, WordClass::ROLE_HEAD)
                && !self.is_person(end)
            {
                end += 1;
            } else if words.is_hyphen(end)
                && words.is_glued(end - 1)
                && words.is_glued(end)
                && end + 1 < self.tokens.end
                && words.is_capital(end + 1)
            {
                end += 2;
            } else {
                break;
            }
            taken += 1;
        }
        end
    }

    /// A given name that is nothing else, with a capital after it.
    fn is_person(&self, token: usize) -> bool {
        let words = self.words;
        let next = token + 1;
        words.is(token, WordClass::GIVEN_NAME)
            && !words.is(token, WordClass::ORDINARY)
            && self.marks[token].is_none()
            && next < self.tokens.end
            && words.is_capital(next)
            && words.class(next).type_of_last().is_none()
    }

    /// Capitals of the range are evidence, not an accident of place.
    fn is_safe(&self, start: usize, head: usize) -> bool {
        let words = self.words;
        words.is_reliable(head) && (start + 1 < head || words.is_named(start))
    }
}
