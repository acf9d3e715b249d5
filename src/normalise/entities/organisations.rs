//! Names of organisations → groups: acronym and full name, word order, short forms.

use rustc_hash::FxHashMap;

use super::choice::Choice;
use super::{Groups, bodies, words};
use crate::document::{EntityType, MentionKind, NameMention, TaggedDocument};
use crate::kb::{EntryKind, KbId, KnowledgeBase, WordClass};
use crate::text::{Span, fold_key};

/// Groups all names typed as organisations or events.
pub(super) fn group(tagged: &TaggedDocument, kb: &KnowledgeBase, choices: &[Choice], groups: &mut Groups) {
    let mut bodies = Bodies::default();
    let order = by_fullness(tagged);
    for index in order {
        let name = &tagged.names[index];
        let key = BodyKey::new(tagged, kb, index);
        let kb_id = choices[index].kb_id;
        let is_open = is_ambiguous(kb, kb_id, &key);
        let is_short = name.tagger == "repeat" && is_open;
        let group = bodies
            .defined(name)
            .or_else(|| bodies.find(index, &key, kb_id, is_open))
            .or_else(|| is_short.then(|| bodies.by_last_word(index, &key)).flatten())
            .unwrap_or_else(|| groups.group_of(kb_id));
        groups.add(index, group);
        bodies.remember(index, name, key, group);
    }
}

/// The names with a country or more words first, so that short forms find them.
fn by_fullness(tagged: &TaggedDocument) -> Vec<usize> {
    let is_body = |name: &NameMention| {
        name.kind == MentionKind::Name && matches!(name.entity_type, EntityType::Organisation | EntityType::NamedEvent)
    };
    let mut order: Vec<usize> = (0..tagged.names.len())
        .filter(|&index| is_body(&tagged.names[index]))
        .collect();
    let spaces = |index: usize| tagged.segmented.slice(tagged.names[index].span).matches(' ').count();
    order.sort_by_key(|&index| std::cmp::Reverse(spaces(index)));
    order
}

/// A name without its country: `security council` + `RUS` for `Security Council of Russia`.
struct BodyKey {
    words: Vec<String>,
    country: Option<String>,
    /// The country stands before the name, not in it: `Iran's Foreign Ministry`.
    is_owned: bool,
    /// First letters of the words that count, for acronyms.
    initials: String,
}

impl BodyKey {
    fn new(tagged: &TaggedDocument, kb: &KnowledgeBase, index: usize) -> Self {
        let all = words::folded_words(tagged, &tagged.names[index]);
        let mut kept = Vec::with_capacity(all.len());
        let mut country = None;
        for word in &all {
            let found = country_of_word(kb, word).filter(|_| all.len() > 1);
            match found {
                Some(code) if country.is_none() => country = Some(code.to_owned()),
                _ if is_joint(kb, word) => {}
                _ => kept.push(word.clone()),
            }
        }
        let initials = all
            .iter()
            .filter(|word| !is_joint(kb, word))
            .filter_map(|word| word.chars().next())
            .collect();
        let owner = || bodies::owner(tagged, kb, tagged.names[index].span.start).map(str::to_owned);
        Self {
            words: kept,
            is_owned: country.is_none(),
            country: country.or_else(owner),
            initials,
        }
    }
}

/// Small words inside names, and the `s` of a possessive.
fn is_joint(kb: &KnowledgeBase, word: &str) -> bool {
    word == "s" || kb.words.class(fold_key(word)).is(WordClass::CONNECTOR)
}

/// The code of a one-word country or nationality.
fn country_of_word<'k>(kb: &'k KnowledgeBase, word: &str) -> Option<&'k str> {
    let reading = kb.gazetteer.lookup(word).first()?;
    let entry = kb.entry(reading.id);
    (entry.kind == EntryKind::Country && word.len() > 2)
        .then_some(entry.country.as_deref())
        .flatten()
}

/// The name fits many bodies (`Security Council`, `Foreign Ministry`), so that the document decides.
fn is_ambiguous(kb: &KnowledgeBase, kb_id: Option<KbId>, key: &BodyKey) -> bool {
    let Some(id) = kb_id else { return true };
    let entry = kb.entry(id);
    let own = words_of(&entry.name);
    key.country.is_none() && key.words.len() > 1 && key.words.len() < own
}

fn words_of(name: &str) -> usize {
    name.split(' ').count()
}

#[derive(Default)]
struct Bodies {
    list: Vec<Body>,
    by_span: FxHashMap<Span, usize>,
}

struct Body {
    name: usize,
    key: BodyKey,
    group: usize,
}

impl Bodies {
    /// The group of the name that this one is defined as the short or long form of.
    fn defined(&self, name: &NameMention) -> Option<usize> {
        self.by_span.get(&name.same_as?).copied()
    }

    /// `the Coalition` after `Global Coalition`.
    fn by_last_word(&self, index: usize, key: &BodyKey) -> Option<usize> {
        let [word] = key.words.as_slice() else { return None };
        nearest(
            self.list
                .iter()
                .filter(|body| body.key.words.len() > 1 && body.key.words.last() == Some(word)),
            index,
        )
    }

    /// The group of a body that this name can stand for: the same words and no other country; or the
    /// last words of a fuller name; or its initials.
    fn find(&self, index: usize, key: &BodyKey, kb_id: Option<KbId>, is_open: bool) -> Option<usize> {
        if kb_id.is_some() && !is_open {
            return None;
        }
        let same = |body: &&Body| {
            let may_be_own = key.is_owned && body.key.country.is_none();
            body.key.words == key.words
                && (body.key.country == key.country || (is_open && key.country.is_none()) || may_be_own)
        };
        let is_acronym = key.words.len() == 1 && key.country.is_none();
        let short = |body: &&Body| {
            (key.words.len() > 1
                && body.key.words.len() > key.words.len()
                && body.key.words.ends_with(&key.words)
                && (key.country.is_none() || key.country == body.key.country))
                || (is_acronym && key.words[0].len() > 2 && body.key.initials == key.words[0])
        };
        nearest(self.list.iter().filter(same), index).or_else(|| nearest(self.list.iter().filter(short), index))
    }

    fn remember(&mut self, index: usize, name: &NameMention, key: BodyKey, group: usize) {
        self.by_span.insert(name.span, group);
        self.list.push(Body {
            name: index,
            key,
            group,
        });
    }
}

/// The group of the body named last before `index`, else first after it.
fn nearest<'b>(bodies: impl Iterator<Item = &'b Body>, index: usize) -> Option<usize> {
    bodies
        .min_by_key(|body| match index.checked_sub(body.name) {
            Some(distance) => (0, distance),
            None => (1, body.name - index),
        })
        .map(|body| body.group)
}
