//! Names of persons → groups: full names with their variants, then surnames and given names alone.

use super::choice::Choice;
use super::{Groups, bodies, words};
use crate::document::{EntityType, MentionKind, NameMention, TaggedDocument};
use crate::kb::{EntryKind, KbId, KnowledgeBase, NameKind};
use crate::text::fold;

/// Groups all names typed as persons.
pub(super) fn group(tagged: &TaggedDocument, kb: &KnowledgeBase, choices: &[Choice], groups: &mut Groups) {
    let names: Vec<(usize, Vec<String>)> = tagged
        .names
        .iter()
        .enumerate()
        .filter(|(_, name)| name.entity_type == EntityType::Person && name.kind == MentionKind::Name)
        .map(|(index, name)| (index, words::folded_words(tagged, name)))
        .collect();
    let mut known: Vec<Person> = Vec::new();
    for (index, words) in names.iter().filter(|(_, words)| words.len() > 1) {
        let kb_id = choices[*index]
            .kb_id
            .or_else(|| known_by_variant(kb, tagged, *index, words));
        join_full_name(*index, words, kb_id, &mut known, groups);
    }
    for (index, words) in names.iter().filter(|(_, words)| words.len() <= 1) {
        let word = words.first().map_or("", String::as_str);
        let kb_id = choices[*index].kb_id.filter(|&id| may_be_meant(tagged, kb, id));
        let kb_id = kb_id.or_else(|| holder_of_post(tagged, kb, *index, word));
        join_single_name(tagged, *index, word, kb_id, &mut known, groups);
    }
}

/// A person with the full names seen.
struct Person {
    names: Vec<Vec<String>>,
    group: usize,
    kb_id: Option<KbId>,
    /// Full names of this person, ascending.
    mentions: Vec<usize>,
}

impl Person {
    fn has_surname(&self, word: &str) -> bool {
        self.names
            .iter()
            .any(|name| name.last().is_some_and(|last| last == word))
    }

    /// Known by one word alone.
    fn is_single(&self) -> bool {
        self.names.iter().all(|name| name.len() == 1)
    }

    fn has_part(&self, word: &str) -> bool {
        self.names.iter().any(|name| is_part(name, word))
    }

    /// The last full name before another name.
    fn last_before(&self, index: usize) -> Option<usize> {
        let count = self.mentions.partition_point(|&mention| mention < index);
        count.checked_sub(1).map(|last| self.mentions[last])
    }
}

fn join_full_name(index: usize, words: &[String], kb_id: Option<KbId>, known: &mut Vec<Person>, groups: &mut Groups) {
    let same = known.iter().position(|person| {
        let agrees = person.kb_id.is_none() || kb_id.is_none() || person.kb_id == kb_id;
        (kb_id.is_some() && person.kb_id == kb_id)
            || (agrees && person.names.iter().any(|name| are_variants(name, words)))
    });
    if let Some(place) = same {
        let person = &mut known[place];
        groups.add(index, person.group);
        if person.kb_id.is_none() && kb_id.is_some() {
            person.kb_id = kb_id;
            groups.link(person.group, kb_id);
        }
        person.names.push(words.to_vec());
        person.mentions.push(index);
        return;
    }
    let group = groups.group_of(kb_id);
    groups.add(index, group);
    known.push(Person {
        names: vec![words.to_vec()],
        group,
        kb_id,
        mentions: vec![index],
    });
}

/// Nobody is called by the surname alone long before taking office.
fn may_be_meant(tagged: &TaggedDocument, kb: &KnowledgeBase, id: KbId) -> bool {
    const BEFORE: i16 = 15;
    let from = kb.entry(id).years.map(|(from, _)| from);
    from.zip(year_of(tagged))
        .is_none_or(|(from, year)| year >= from - BEFORE)
}

fn year_of(tagged: &TaggedDocument) -> Option<i16> {
    tagged
        .segmented
        .clean
        .published
        .as_ref()
        .map(|published| published.date.year())
}

/// The known person who has the post stated at a surname: `President Bush`.
fn holder_of_post(tagged: &TaggedDocument, kb: &KnowledgeBase, index: usize, surname: &str) -> Option<KbId> {
    let role = tagged.names[index].role.as_ref()?;
    let country = bodies::owner(tagged, kb, role.span.start);
    kb.office_holders.holder(surname, &role.text, country, year_of(tagged))
}

/// A surname or given name alone: whom the document means by it, else whom the knowledge base knows by it.
fn join_single_name(
    tagged: &TaggedDocument,
    index: usize,
    word: &str,
    kb_id: Option<KbId>,
    known: &mut Vec<Person>,
    groups: &mut Groups,
) {
    let mut found = bearer(tagged, index, known, |person| person.has_surname(word));
    if found.is_none() && tagged.names[index].candidates.is_empty() {
        found = bearer(tagged, index, known, |person| person.has_part(word));
    }
    if let Some(person) = found {
        groups.add(index, person.group);
        // `Mora`, then `President Mora`.
        let is_free = kb_id.is_some_and(|id| !groups.by_kb_id.contains_key(&id));
        if is_free && person.is_single() && groups.list[person.group].kb_id.is_none() {
            groups.link(person.group, kb_id);
        }
        return;
    }
    let group = groups.group_of(kb_id);
    groups.add(index, group);
    known.push(Person {
        names: vec![vec![word.to_owned()]],
        group,
        kb_id,
        mentions: vec![index],
    });
}

/// Of the persons who can be meant, the one named in this sentence or the one before it last; else the
/// one named most, which a relative of that name is not.
fn bearer<'p>(
    tagged: &TaggedDocument,
    index: usize,
    known: &'p [Person],
    can_be: impl Fn(&Person) -> bool,
) -> Option<&'p Person> {
    let bearers = || known.iter().filter(|person| can_be(person));
    let sentence = |name: usize| tagged.segmented.sentence_at(tagged.names[name].span.start);
    let here = sentence(index);
    let recent = bearers()
        .filter_map(|person| Some((person.last_before(index)?, person)))
        .filter(|(last, _)| sentence(*last) + 1 >= here)
        .max_by_key(|(last, _)| *last);
    let most = bearers().rev().max_by_key(|person| person.mentions.len());
    recent.map(|(_, person)| person).or(most)
}

fn is_part(name: &[String], word: &str) -> bool {
    name.iter().any(|part| part == word)
}

/// Two full names can mean one person: the same surname, and given names that are equal, an initial
/// of one another, or missing; or all words of one inside the other.
fn are_variants(one: &[String], other: &[String]) -> bool {
    if one == other {
        return true;
    }
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let is_inside = short.len() > 1 && short.iter().all(|word| long.contains(word));
    if is_inside {
        return true;
    }
    if one.last() != other.last() {
        return false;
    }
    match (one.first(), other.first()) {
        (Some(a), Some(b)) => is_initial_of(a, b) || is_initial_of(b, a) || is_spelling_of(a, b),
        _ => false,
    }
}

fn is_initial_of(short: &str, long: &str) -> bool {
    short.chars().count() == 1 && long.starts_with(short)
}

/// `Sergei` and `Sergey`, `Mohammad` and `Mohammed`.
fn is_spelling_of(one: &str, other: &str) -> bool {
    one.len() > 4 && one.chars().next() == other.chars().next() && strsim::jaro_winkler(one, other) > 0.9
}

/// The known person whose surname this is, where the given name is a spelling of theirs.
fn known_by_variant(kb: &KnowledgeBase, tagged: &TaggedDocument, index: usize, words: &[String]) -> Option<KbId> {
    let name: &NameMention = &tagged.names[index];
    let text = tagged.segmented.slice(name.span);
    let surname = text.rsplit([' ', '\u{a0}']).next()?;
    let given = words.first()?;
    kb.gazetteer
        .lookup(surname)
        .iter()
        .filter(|reading| reading.kind == NameKind::Surname && kb.entry(reading.id).kind == EntryKind::Person)
        .find(|reading| {
            let full = fold(&kb.entry(reading.id).name);
            let first = full.split(' ').next().unwrap_or("");
            first == given || is_spelling_of(first, given)
        })
        .map(|reading| reading.id)
}

#[cfg(test)]
mod tests {
    use super::are_variants;

    #[test]
    fn tells_variants_of_a_name_from_other_names() {
        let words = |name: &str| name.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let cases = [
            ("sergei orlov", "sergey orlov", true),
            ("s orlov", "sergei orlov", true),
            ("ali akbar rastin", "ali rastin", true),
            ("anna orlov", "sergei orlov", false),
            ("ali rastin", "ali karimi", false),
        ];
        for (one, other, expected) in cases {
            assert_eq!(are_variants(&words(one), &words(other)), expected, "{one} / {other}");
        }
    }
}
