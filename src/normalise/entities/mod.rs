//! Tagged names → entities and mentions: readings chosen, names of one thing joined, countries stated.

mod affiliations;
mod bodies;
mod choice;
mod closeness;
mod customs;
mod home;
mod inside;
mod native;
mod organisations;
mod persons;
mod places;
mod references;
mod words;

use rustc_hash::FxHashMap;

use crate::document::{Entity, EntityType, LinkKind, Mention, MentionKind, NameMention, TaggedDocument};
use crate::kb::{KbId, KnowledgeBase};

pub(super) use inside::insert;

/// What a document's names stand for.
pub(super) struct Resolved {
    /// In order of first mention.
    pub entities: Vec<Entity>,
    /// In the order of `tagged.names`, without the posts and pronouns that nobody plainly holds.
    pub mentions: Vec<Mention>,
    /// Places inside the names of what serves them; they lie within other mentions.
    pub inner: Vec<Mention>,
}

/// Joins the names of a document that mean one thing and links them.
pub(super) fn resolve(tagged: &TaggedDocument, kb: &KnowledgeBase) -> Resolved {
    let mut groups = Groups::new(tagged.names.len());
    let inner_places = inside::find(tagged, kb);
    let mut choices = choice::choose(tagged, kb, &inner_places);
    let native = native::Native::of(tagged, kb, &choices);
    native.link(tagged, kb, &mut choices);
    persons::group(tagged, kb, &choices, &mut groups);
    organisations::group(tagged, kb, &choices, &mut groups);
    group_the_rest(tagged, &choices, &mut groups);
    groups.join_same_spellings(tagged);
    references::resolve(tagged, kb, &mut groups);
    let countries = affiliations::assign(tagged, kb, &groups, &native);
    let mut entities = Vec::with_capacity(groups.list.len());
    let mut local = 0;
    let mut place_of_group = vec![None; groups.list.len()];
    let mut mentions = Vec::with_capacity(tagged.names.len());
    for (index, name) in tagged.names.iter().enumerate() {
        // A post or pronoun whose holder is not plain is no finding.
        if name.kind != MentionKind::Name && groups.of_name[index].is_none() {
            continue;
        }
        let group = groups.of_name[index];
        let entity = group.map(|group| {
            *place_of_group[group].get_or_insert_with(|| {
                let members = groups.list[group].names.iter().map(|&name| &tagged.names[name]);
                let country = countries.of_group[group].clone();
                entities.push(entity_of(
                    tagged,
                    kb,
                    groups.list[group].kb_id,
                    members,
                    country,
                    &mut local,
                ));
                entities.len() - 1
            })
        });
        let kb_id = group.and_then(|group| groups.list[group].kb_id);
        mentions.push(mention_of(
            name,
            entity,
            kb_id,
            choices[index].score,
            countries.of_name[index].clone(),
        ));
    }
    let mut inner = Vec::new();
    for (place, choice) in inner_places.iter().zip(&choices[tagged.names.len()..]) {
        if let Some(id) = choice.kb_id.filter(|_| place.is_spoken_of) {
            inner.push(inside::mention_of(
                place,
                &listed(kb, id, None),
                &mut entities,
                choice.score,
            ));
        }
    }
    Resolved {
        entities,
        mentions,
        inner,
    }
}

/// Names that mean one thing.
#[derive(Debug, Default)]
struct Group {
    names: Vec<usize>,
    kb_id: Option<KbId>,
}

/// The partition of a document's names.
#[derive(Debug)]
struct Groups {
    list: Vec<Group>,
    of_name: Vec<Option<usize>>,
    by_kb_id: FxHashMap<KbId, usize>,
}

impl Groups {
    fn new(names: usize) -> Self {
        Self {
            list: Vec::new(),
            of_name: vec![None; names],
            by_kb_id: FxHashMap::default(),
        }
    }

    /// The group of a knowledge-base row, or a new one of a thing that has none.
    fn group_of(&mut self, kb_id: Option<KbId>) -> usize {
        let next = self.list.len();
        let group = match kb_id {
            Some(id) => *self.by_kb_id.entry(id).or_insert(next),
            None => next,
        };
        if group == next {
            self.list.push(Group {
                names: Vec::new(),
                kb_id,
            });
        }
        group
    }

    /// Tells a group its row, found later than the group.
    fn link(&mut self, group: usize, kb_id: Option<KbId>) {
        self.list[group].kb_id = kb_id;
        if let Some(id) = kb_id {
            self.by_kb_id.entry(id).or_insert(group);
        }
    }

    /// Joins an unlinked thing that goes by one spelling alone to the unlinked thing that goes by it
    /// too: taggers may have read the name as a person here and as a body there.
    fn join_same_spellings(&mut self, tagged: &TaggedDocument) {
        let mut by_key: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        let mut forms: Vec<Vec<String>> = Vec::with_capacity(self.list.len());
        for (index, group) in self.list.iter().enumerate() {
            let mut keys: Vec<String> = Vec::new();
            if group.kb_id.is_none() {
                keys.extend(group.names.iter().map(|&name| words::key(tagged, &tagged.names[name])));
            }
            keys.sort_unstable();
            keys.dedup();
            for key in &keys {
                by_key.entry(key.clone()).or_default().push(index);
            }
            forms.push(keys);
        }
        for index in 0..self.list.len() {
            let [key] = forms[index].as_slice() else { continue };
            let others = by_key[key]
                .iter()
                .filter(|&&other| other != index && !self.list[other].names.is_empty());
            let target =
                others.max_by_key(|&&other| (forms[other].len(), self.list[other].names.len(), usize::MAX - other));
            let Some(&target) = target else { continue };
            for name in std::mem::take(&mut self.list[index].names) {
                self.add(name, target);
            }
            self.list[target].names.sort_unstable();
        }
        self.drop_empty();
    }

    fn drop_empty(&mut self) {
        let mut places = Vec::with_capacity(self.list.len());
        let mut kept: Vec<Group> = Vec::with_capacity(self.list.len());
        for group in std::mem::take(&mut self.list) {
            places.push(kept.len());
            if !group.names.is_empty() {
                kept.push(group);
            }
        }
        self.list = kept;
        self.of_name
            .iter_mut()
            .flatten()
            .for_each(|group| *group = places[*group]);
        self.by_kb_id.values_mut().for_each(|group| *group = places[*group]);
    }

    fn add(&mut self, name: usize, group: usize) {
        self.list[group].names.push(name);
        self.of_name[name] = Some(group);
    }
}

/// Places, groups, events, products: by row, else by spelling.
fn group_the_rest(tagged: &TaggedDocument, choices: &[choice::Choice], groups: &mut Groups) {
    let mut by_text: FxHashMap<(bool, String), usize> = FxHashMap::default();
    for (index, name) in tagged.names.iter().enumerate() {
        if groups.of_name[index].is_some() || name.kind != MentionKind::Name {
            continue;
        }
        let group = match choices[index].kb_id {
            Some(id) => groups.group_of(Some(id)),
            None => {
                let key = (name.entity_type.is_place(), words::key(tagged, name));
                *by_text.entry(key).or_insert_with(|| groups.group_of(None))
            }
        };
        groups.add(index, group);
    }
}

fn entity_of<'n>(
    tagged: &TaggedDocument,
    kb: &KnowledgeBase,
    kb_id: Option<KbId>,
    members: impl Iterator<Item = &'n NameMention>,
    country: Option<String>,
    local: &mut usize,
) -> Entity {
    if let Some(id) = kb_id {
        return listed(kb, id, country);
    }
    let members: Vec<&NameMention> = members.filter(|name| name.kind == MentionKind::Name).collect();
    let id = format!("{}#n{local}", tagged.segmented.clean.doc_id);
    *local += 1;
    let fullest = members
        .iter()
        .rev()
        .max_by_key(|name| name.span.len())
        .expect("a group has at least one name");
    Entity {
        id,
        entity_type: usual_type(&members),
        name: words::plain(tagged.segmented.slice(fullest.span)),
        kb_id: None,
        geonames_id: None,
        country,
        latitude: None,
        longitude: None,
    }
}

/// The entity of a row.
fn listed(kb: &KnowledgeBase, id: KbId, country: Option<String>) -> Entity {
    let entry = kb.entry(id);
    Entity {
        id: entry.id.clone(),
        entity_type: entry.entity_type,
        name: entry.name.clone(),
        kb_id: Some(id),
        geonames_id: entry.geonames_id,
        country: country.or_else(|| entry.country.clone()),
        latitude: entry.latitude.map(f64::from),
        longitude: entry.longitude.map(f64::from),
    }
}

/// The type that most members have; the earliest of equals.
fn usual_type(members: &[&NameMention]) -> EntityType {
    let count = |wanted: EntityType| members.iter().filter(|name| name.entity_type == wanted).count();
    members
        .iter()
        .rev()
        .map(|name| name.entity_type)
        .max_by_key(|&entity_type| count(entity_type))
        .expect("a group has at least one name")
}

fn mention_of(
    name: &NameMention,
    entity: Option<usize>,
    kb_id: Option<KbId>,
    score: Option<f32>,
    country: Option<String>,
) -> Mention {
    let link_kind = match (entity, kb_id) {
        (None, _) => LinkKind::None,
        (_, Some(_)) => LinkKind::KnowledgeBase,
        (_, None) => LinkKind::Document,
    };
    Mention {
        span: name.span,
        kind: name.kind,
        entity_type: name.entity_type,
        entity,
        link_kind,
        link_score: kb_id.and(score),
        role: name.role.as_ref().map(|role| role.text.clone()),
        country,
        tagger: name.tagger,
        evidence: name.evidence.clone(),
        score: name.score,
    }
}
