//! Entities of single documents → which of them are one: the same full name, or a short form that only
//! one entity of the corpus goes by.

use super::links::{Joins, Resolution, Why};
use crate::corpus::components::Components;
use crate::text::fold;
use crate::vocabulary::EntityType;

/// What resolution sees of an entity.
pub(super) struct Named<'e> {
    pub name: &'e str,
    pub entity_type: EntityType,
    pub country: Option<&'e str>,
    /// Linked to the knowledge base. Two such entities are never one.
    pub is_kb: bool,
    /// Names it is mentioned by.
    pub aliases: Vec<&'e str>,
    /// Folded posts stated at it.
    pub posts: Vec<String>,
    pub n_mentions: i64,
}

/// Resolves the entities of a corpus.
///
/// Full names are blocked by type and folded name: entities without a knowledge-base id join where
/// their countries do not conflict. Then a short form (a surname, an acronym, a name without its middle
/// part) joins the one entity that goes by it; where two do, the one that has its post too, else it stays alone. A short form is never the
/// target of a link and links once, so no chain can bring two knowledge-base ids together.
pub(super) fn resolve(entities: &[Named<'_>]) -> Resolution {
    let folded: Vec<String> = entities.iter().map(|entity| fold(entity.name)).collect();
    let mut joins = Joins {
        components: Components::new(entities.len()),
        links: Vec::new(),
    };
    join_full_names(entities, &folded, &mut joins);
    join_short_forms(entities, &folded, &mut joins);
    Resolution {
        stand_ins: stand_ins(entities, &folded, &mut joins.components),
        links: joins.links,
    }
}

fn join_full_names(entities: &[Named<'_>], folded: &[String], joins: &mut Joins) {
    let key = |&entity: &u32| (entities[entity as usize].entity_type, folded[entity as usize].as_str());
    let mut order: Vec<u32> = (0..entities.len() as u32).collect();
    order.sort_unstable_by_key(|entity| (key(entity), *entity));
    for block in order.chunk_by(|a, b| key(a) == key(b)) {
        let (linked, mut unlinked): (Vec<u32>, Vec<u32>) =
            block.iter().partition(|&&entity| entities[entity as usize].is_kb);
        if let [known] = linked[..] {
            let country = entities[known as usize].country;
            let (joining, others) = unlinked
                .into_iter()
                .partition(|&entity| agree(country, entities[entity as usize].country));
            unlinked = others;
            joins.link_all(&joining, Some(known), Why::KnownName);
        }
        join_by_country(entities, &unlinked, joins);
    }
}

/// Joins namesakes: all of them where at most one country is stated, else those of each country.
fn join_by_country(entities: &[Named<'_>], namesakes: &[u32], joins: &mut Joins) {
    let country = |&entity: &u32| entities[entity as usize].country;
    let mut stated: Vec<&str> = namesakes.iter().filter_map(country).collect();
    stated.sort_unstable();
    stated.dedup();
    if stated.len() <= 1 {
        return joins.link_all(namesakes, None, Why::SameName);
    }
    let mut order = namesakes.to_vec();
    order.sort_by_key(country);
    for compatriots in order.chunk_by(|a, b| country(a) == country(b)) {
        joins.link_all(compatriots, None, Why::SameNameAndCountry);
    }
}

fn agree(a: Option<&str>, b: Option<&str>) -> bool {
    a.is_none() || b.is_none() || a == b
}

/// Names of several parts come first, so that a surname sees the people who are left.
fn join_short_forms(entities: &[Named<'_>], folded: &[String], joins: &mut Joins) {
    for has_parts in [true, false] {
        let components = &mut joins.components;
        let forms = short_forms(entities, folded, components);
        let known = known_roots(entities, components);
        let posts = posts_of(entities, components);
        let mut links = Vec::new();
        for entity in (0..entities.len() as u32).filter(|&entity| folded[entity as usize].contains(' ') == has_parts) {
            let named = &entities[entity as usize];
            let root = components.root(entity);
            if known.binary_search(&root).is_ok() {
                continue;
            }
            let bearers = bearers(&forms, (named.entity_type, &folded[entity as usize]), root);
            let target = match bearers[..] {
                [] => None,
                [only] => Some((only, Why::ShortForm)),
                _ => bearer_of_post(&bearers, &posts, named).map(|bearer| (bearer, Why::ShortFormAndPost)),
            };
            if let Some((target, why)) = target.filter(|(target, _)| may_join(named, &entities[*target as usize])) {
                links.push((entity, target, why));
            }
        }
        keep_rooted(&mut links, components);
        for (entity, target, why) in links {
            joins.link(entity, target, why);
        }
    }
}

/// Roots of the components that hold an entity of the knowledge base, ascending.
fn known_roots(entities: &[Named<'_>], components: &mut Components) -> Vec<u32> {
    let known = (0_u32..).zip(entities).filter(|(_, named)| named.is_kb);
    let mut roots: Vec<u32> = known.map(|(entity, _)| components.root(entity)).collect();
    roots.sort_unstable();
    roots
}

/// The other components that go by a form, ascending.
fn bearers(forms: &[ShortForm], key: (EntityType, &str), root: u32) -> Vec<u32> {
    let first = forms.partition_point(|form| form.key() < key);
    forms[first..]
        .iter()
        .take_while(|form| form.key() == key)
        .map(|form| form.root)
        .filter(|&bearer| bearer != root)
        .collect()
}

/// Posts stated anywhere in a component, with its root, ascending.
fn posts_of<'e>(entities: &'e [Named<'_>], components: &mut Components) -> Vec<(u32, &'e str)> {
    let mut posts = Vec::new();
    for (entity, named) in (0_u32..).zip(entities).filter(|(_, named)| !named.posts.is_empty()) {
        let root = components.root(entity);
        posts.extend(named.posts.iter().map(|post| (root, post.as_str())));
    }
    posts.sort_unstable();
    posts.dedup();
    posts
}

/// The only one of several bearers of a form who has a post that is stated at it.
fn bearer_of_post(bearers: &[u32], posts: &[(u32, &str)], named: &Named<'_>) -> Option<u32> {
    let has_post = |bearer: &&u32| {
        let held = |post: &String| posts.binary_search(&(**bearer, post.as_str())).is_ok();
        named.posts.iter().any(held)
    };
    let mut fitting = bearers.iter().filter(has_post);
    let bearer = fitting.next().copied();
    bearer.filter(|_| fitting.next().is_none())
}

/// Drops the links to components that themselves join another.
fn keep_rooted(links: &mut Vec<(u32, u32, Why)>, components: &mut Components) {
    let mut joining: Vec<u32> = links.iter().map(|&(entity, ..)| components.root(entity)).collect();
    joining.sort_unstable();
    links.retain(|(_, target, _)| joining.binary_search(target).is_err());
}

/// A body named in full but without its country (`Foreign Ministry`) may be any state's, so only an
/// acronym joins without the same country stated.
fn may_join(short: &Named<'_>, target: &Named<'_>) -> bool {
    let is_single = !short.name.trim().contains(' ');
    match short.entity_type {
        EntityType::Person => agree(short.country, target.country),
        _ if is_single => agree(short.country, target.country) && !short.name.chars().any(char::is_lowercase),
        _ => short.country.is_some() && short.country == target.country,
    }
}

/// A form that a component goes by besides its full name.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct ShortForm {
    entity_type: EntityType,
    form: String,
    root: u32,
}

impl ShortForm {
    fn key(&self) -> (EntityType, &str) {
        (self.entity_type, &self.form)
    }
}

/// All short forms of the corpus, sorted, each once for a component.
fn short_forms(entities: &[Named<'_>], folded: &[String], components: &mut Components) -> Vec<ShortForm> {
    let mut forms = Vec::new();
    for (entity, named) in (0_u32..).zip(entities) {
        let full = &folded[entity as usize];
        let is_person = named.entity_type == EntityType::Person;
        if is_person && !full.contains(' ') && !named.is_kb {
            continue;
        }
        let aliases = named.aliases.iter().map(|alias| fold(alias));
        let variants = is_person.then(|| person_forms(full)).into_iter().flatten();
        let root = components.root(entity);
        forms.extend(
            aliases
                .chain(variants)
                .filter(|form| form != full)
                .map(|form| ShortForm {
                    entity_type: named.entity_type,
                    form,
                    root,
                }),
        );
    }
    forms.sort_unstable();
    forms.dedup();
    forms
}

/// The surname, the name without the first name, the name without what stands between, and the name
/// without its last parts.
fn person_forms(full: &str) -> Vec<String> {
    let parts: Vec<&str> = full.split(' ').collect();
    let [first, .., last] = parts[..] else {
        return Vec::new();
    };
    let mut forms = vec![last.to_owned(), parts[1..].join(" "), format!("{first} {last}")];
    forms.extend((2..parts.len()).map(|n| parts[..n].join(" ")));
    forms
}

fn stand_ins(entities: &[Named<'_>], folded: &[String], components: &mut Components) -> Vec<u32> {
    let mut stand_ins: Vec<u32> = (0..entities.len() as u32).collect();
    for group in components.groups() {
        let rank = |&entity: &u32| {
            let named = &entities[entity as usize];
            let is_full = folded[entity as usize].contains(' ');
            (
                named.is_kb,
                is_full,
                named.n_mentions,
                named.name.len(),
                std::cmp::Reverse(entity),
            )
        };
        let best = group.iter().copied().max_by_key(rank).unwrap_or(group[0]);
        for entity in group {
            stand_ins[entity as usize] = best;
        }
    }
    stand_ins
}

#[cfg(test)]
mod tests {
    use super::{Named, Why, resolve};
    use crate::corpus::entities::links::Link;
    use crate::vocabulary::EntityType::{self, Organisation, Person};

    fn named<'e>(name: &'e str, entity_type: EntityType, country: &'e str, aliases: &[&'e str]) -> Named<'e> {
        Named {
            name,
            entity_type,
            country: Some(country).filter(|code| !code.is_empty()),
            is_kb: false,
            aliases: aliases.to_vec(),
            posts: Vec::new(),
            n_mentions: 1,
        }
    }

    fn person<'e>(name: &'e str, country: &'e str) -> Named<'e> {
        named(name, Person, country, &[name])
    }

    fn stand_ins_of(entities: &[Named<'_>]) -> Vec<u32> {
        resolve(entities).stand_ins
    }

    #[test]
    fn each_merge_says_why() {
        let entities = [
            person("Ana Mora", "ESP"),
            person("Mora", ""),
            kb(person("Ana Mora", "ESP")),
        ];
        let link = |joined, to, why| Link { joined, to, why };
        assert_eq!(
            resolve(&entities).links,
            [link(0, 2, Why::KnownName), link(1, 0, Why::ShortForm)]
        );
    }

    fn kb(named: Named<'_>) -> Named<'_> {
        Named { is_kb: true, ..named }
    }

    #[test]
    fn full_names_join_unless_their_countries_conflict() {
        assert_eq!(
            stand_ins_of(&[person("Ana Móra", "ESP"), person("Ana Mora", "")]),
            [0, 0]
        );
        assert_eq!(
            stand_ins_of(&[person("Ana Mora", "ESP"), person("Ana Mora", "PER")]),
            [0, 1]
        );
        let three = [
            person("Ana Mora", "ESP"),
            person("Ana Mora", "PER"),
            person("Ana Mora", "ESP"),
        ];
        assert_eq!(stand_ins_of(&three), [0, 1, 0]);
    }

    #[test]
    fn a_person_never_joins_an_organisation_of_the_same_name() {
        assert_eq!(
            stand_ins_of(&[person("Green Hope", ""), named("Green Hope", Organisation, "", &[])]),
            [0, 1]
        );
    }

    #[test]
    fn a_surname_joins_the_only_one_who_bears_it() {
        assert_eq!(stand_ins_of(&[person("Mora", ""), person("Ana Mora", "ESP")]), [1, 1]);
        assert_eq!(
            stand_ins_of(&[person("Mora", ""), person("Ana Mora", ""), person("Luis Mora", "")]),
            [0, 1, 2]
        );
        assert_eq!(
            stand_ins_of(&[person("Mora", "PER"), person("Ana Mora", "ESP")]),
            [0, 1]
        );
    }

    #[test]
    fn of_two_bearers_the_one_of_the_stated_post_is_meant() {
        let holds = |post: &str, named: Named<'static>| Named {
            posts: vec![post.to_owned()],
            ..named
        };
        let entities = [
            holds("president", person("Mora", "")),
            holds("president", person("Ana Mora", "")),
            holds("envoy", person("Luis Mora", "")),
        ];
        assert_eq!(stand_ins_of(&entities), [1, 1, 2]);
    }

    #[test]
    fn names_without_middle_or_last_part_join_the_longer_one() {
        let names = ["Ana Mora", "Ana Lucía Mora", "Ana Lucía", "Lucía Mora"];
        assert_eq!(stand_ins_of(&names.map(|name| person(name, ""))), [1, 1, 1, 1]);
    }

    #[test]
    fn two_known_entities_never_join() {
        let pair = || [kb(person("Ana Mora", "ESP")), kb(person("Ana Mora", "ESP"))];
        assert_eq!(stand_ins_of(&pair()), [0, 1]);
        let [first, second] = pair();
        assert_eq!(
            stand_ins_of(&[first, second, person("Ana Mora", ""), person("Mora", "")]),
            [0, 1, 2, 3]
        );
    }

    #[test]
    fn an_acronym_joins_the_body_that_was_once_called_by_it() {
        let league = named("League of Ports", Organisation, "", &["League of Ports", "LOP"]);
        let acronym = named("LOP", Organisation, "", &["LOP"]);
        assert_eq!(stand_ins_of(&[acronym, league]), [1, 1]);
    }

    #[test]
    fn a_body_without_its_country_does_not_join_a_state() {
        let of_peru = named("Peruvian Foreign Ministry", Organisation, "PER", &["Foreign Ministry"]);
        let of_someone = named("Foreign Ministry", Organisation, "", &["Foreign Ministry"]);
        assert_eq!(stand_ins_of(&[of_peru, of_someone]), [0, 1]);
    }
}
