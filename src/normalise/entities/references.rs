//! Posts and pronouns → the persons of the document that they speak of, where that is plain.

use super::{Groups, bodies};
use crate::document::{EntityType, MentionKind, QuoteCandidate, QuoteKind, TaggedDocument};
use crate::kb::KnowledgeBase;
use crate::text::{Span, fold};

/// Adds nominal and pronoun mentions to the groups of persons; leaves those that are not plain.
pub(super) fn resolve(tagged: &TaggedDocument, kb: &KnowledgeBase, groups: &mut Groups) {
    let reader = Reader {
        tagged,
        kb,
        roles: roles_of(tagged),
    };
    // What is quoted comes last: whom it speaks of depends on who speaks.
    let (quoted, plain): (Vec<usize>, Vec<usize>) =
        (0..tagged.names.len()).partition(|&index| reader.quote_around(index).is_some());
    for index in plain.into_iter().chain(quoted) {
        let person = match tagged.names[index].kind {
            MentionKind::Name => None,
            MentionKind::Nominal => reader.holder_of(index, groups),
            MentionKind::Pronoun => reader.antecedent_of(index, groups),
        };
        if let Some(group) = person.and_then(|person| groups.of_name[person]) {
            groups.add(index, group);
        }
    }
}

struct Reader<'t> {
    tagged: &'t TaggedDocument,
    kb: &'t KnowledgeBase,
    /// Persons with the folded role stated at them.
    roles: Vec<(usize, String)>,
}

fn roles_of(tagged: &TaggedDocument) -> Vec<(usize, String)> {
    let stated = tagged.names.iter().enumerate();
    stated
        .filter_map(|(index, name)| Some((index, fold(&name.role.as_ref()?.text))))
        .collect()
}

impl Reader<'_> {
    /// The person last introduced with this post, or, for a headline, first after it.
    fn holder_of(&self, index: usize, groups: &Groups) -> Option<usize> {
        let post = fold(self.tagged.segmented.slice(self.tagged.names[index].span));
        let holds = |role: &str| match role.strip_suffix(&post) {
            Some(rest) => rest.is_empty() || rest.ends_with(' '),
            None => role.strip_prefix(&post).is_some_and(|rest| rest.starts_with(' ')),
        };
        let country = bodies::owner(self.tagged, self.kb, self.tagged.names[index].span.start);
        let is_of = |holder: usize| {
            let own = self.country_of(holder, groups);
            // `where she meets the Namibian president`: somebody else.
            let is_open = own.is_none() && !self.speaks_of(holder, index, groups);
            country.is_none() || is_open || own == country
        };
        let mut holders = self.roles.iter().filter(|(holder, role)| holds(role) && is_of(*holder));
        let last = holders.clone().rfind(|(holder, _)| *holder < index);
        last.or_else(|| holders.next()).map(|&(holder, _)| holder)
    }

    /// Does the sentence of a mention speak of a person before it, by name or by a pronoun that may be theirs?
    fn speaks_of(&self, person: usize, mention: usize, groups: &Groups) -> bool {
        let segmented = &self.tagged.segmented;
        let names = &self.tagged.names;
        let sentence = segmented.sentence_at(names[mention].span.start);
        let start = segmented.sentences[sentence].span.start;
        let group = groups.of_name[person];
        let mut before = (0..mention).rev().take_while(|&other| names[other].span.start >= start);
        let may_be = |other: usize| match groups.of_name[other] {
            Some(known) => Some(known) == group,
            None => names[other].kind == MentionKind::Pronoun,
        };
        before.any(may_be)
    }

    /// The country stated before a person's role, else that which is known.
    fn country_of(&self, holder: usize, groups: &Groups) -> Option<&str> {
        let role = self.tagged.names[holder].role.as_ref()?;
        let known = || {
            self.kb
                .entry(groups.list[groups.of_name[holder]?].kb_id?)
                .country
                .as_deref()
        };
        bodies::owner(self.tagged, self.kb, role.span.start).or_else(known)
    }

    /// The quote that a pronoun stands in, between quotation marks.
    fn quote_around(&self, index: usize) -> Option<&QuoteCandidate> {
        let name = &self.tagged.names[index];
        let is_marked = name.kind == MentionKind::Pronoun && self.tagged.segmented.is_quoted(name.span);
        let quotes = &self.tagged.quotes;
        let opened = quotes.partition_point(|quote| quote.span.start <= name.span.start);
        let around = quotes[..opened].last().filter(|_| is_marked)?;
        (around.kind != QuoteKind::Indirect && around.span.contains(name.span)).then_some(around)
    }

    /// The group of the person who says a quote; who says so is `I` in it, not `she`.
    fn speaker_of(&self, quote: &QuoteCandidate, groups: &Groups) -> Option<usize> {
        let names = &self.tagged.names;
        let span = quote.speaker?;
        let first = names.partition_point(|name| name.span.end <= span.start);
        let mut inside = (first..names.len()).take_while(|&index| names[index].span.start < span.end);
        let person = inside.find(|&index| names[index].entity_type == EntityType::Person)?;
        groups.of_name[person]
    }

    /// The person that a pronoun means: the only one named in its sentence before it, else the only
    /// one or the first subject of the sentence before.
    fn antecedent_of(&self, index: usize, groups: &Groups) -> Option<usize> {
        let segmented = &self.tagged.segmented;
        let pronoun = self.tagged.names[index].span;
        let sentence = segmented.sentence_at(pronoun.start);
        let here = Span {
            start: segmented.sentences[sentence].span.start,
            end: pronoun.start,
        };
        let speaker = self
            .quote_around(index)
            .and_then(|quote| self.speaker_of(quote, groups));
        if let Some(person) = self.only_person(here, groups, speaker) {
            return Some(person);
        }
        let before = segmented.sentences.get(sentence.checked_sub(1)?)?;
        if before.paragraph + 1 < segmented.sentences[sentence].paragraph {
            return None;
        }
        self.only_person(before.span, groups, speaker)
    }

    /// The person of a passage, where all names and pronouns of persons in it mean one; who speaks does not count.
    fn only_person(&self, passage: Span, groups: &Groups, speaker: Option<usize>) -> Option<usize> {
        let names = &self.tagged.names;
        let first = names.partition_point(|name| name.span.start < passage.start);
        let inside = names[first..].iter().take_while(|name| name.span.end <= passage.end);
        let persons: Vec<usize> = inside
            .enumerate()
            .filter(|(_, name)| name.entity_type == EntityType::Person)
            .map(|(offset, _)| first + offset)
            .filter(|&person| groups.of_name[person].is_some_and(|group| Some(group) != speaker))
            .collect();
        let group = groups.of_name[*persons.first()?];
        persons
            .iter()
            .all(|&person| groups.of_name[person] == group)
            .then(|| persons[0])
    }
}
