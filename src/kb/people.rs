//! `people.csv` → persons who hold or held an office, with full names and surnames.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::load::{Loader, Origin, bare_entry};
use super::rows::{list, rows};
use super::{Countries, Entry, EntryKind, KbId, NameKind};
use crate::error::Error;
use crate::text::{fold, fold_key};
use crate::vocabulary::EntityType;

const FILE: &str = "people.csv";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PersonRow {
    id: String,
    name: String,
    #[serde(deserialize_with = "list")]
    aliases: Vec<String>,
    /// What news calls the person by alone; none where many bear it.
    #[serde(deserialize_with = "list")]
    surnames: Vec<String>,
    country: String,
    sector: String,
    /// The post that the person is best known by.
    post: String,
    /// First and last year in it, where certain; no last year for those in office when the list was last read over.
    from: Option<i16>,
    to: Option<i16>,
    /// Where the row's facts are from.
    #[expect(dead_code, reason = "read by people")]
    source: String,
}

/// Persons by the last word of their names, with the posts that tell them apart.
#[derive(Debug, Default)]
pub struct OfficeHolders {
    by_surname: FxHashMap<u64, Vec<Holder>>,
}

#[derive(Debug)]
struct Holder {
    person: KbId,
    /// Folded.
    post: String,
    country: String,
    from: i16,
}

impl OfficeHolders {
    pub(super) fn new(entries: &[Entry]) -> Self {
        let mut by_surname: FxHashMap<u64, Vec<Holder>> = FxHashMap::default();
        for (id, entry) in (0..).zip(entries).filter(|(_, entry)| entry.kind == EntryKind::Person) {
            let (Some(surname), Some(post), Some(country)) =
                (entry.name.rsplit(' ').next(), &entry.subtype, &entry.country)
            else {
                continue;
            };
            by_surname.entry(fold_key(surname)).or_default().push(Holder {
                person: KbId(id),
                post: fold(post),
                country: country.clone(),
                from: entry.years.map_or(i16::MIN, |(from, _)| from),
            });
        }
        Self { by_surname }
    }

    /// Who is meant by a surname beside a post: `President Bush`, `Secretary Rice`. `country` is the one stated
    /// before the post. Of several, of one country and post, the last who had taken office by `year`.
    pub fn holder(&self, surname: &str, role: &str, country: Option<&str>, year: Option<i16>) -> Option<KbId> {
        let role = fold(role);
        let role = without_time(&role);
        let holders = self.by_surname.get(&fold_key(surname))?;
        let fits = |holder: &&Holder| {
            holds(role, &holder.post)
                && country.is_none_or(|country| country == holder.country)
                && year.is_none_or(|year| holder.from <= year)
        };
        let fitting: Vec<&Holder> = holders.iter().filter(fits).collect();
        let first = fitting.first()?;
        let is_one_land = fitting.iter().all(|holder| holder.country == first.country);
        let last = fitting.iter().max_by_key(|holder| holder.from)?;
        is_one_land.then_some(last.person)
    }
}

/// A folded role without what tells when it is held.
fn without_time(role: &str) -> &str {
    const TIMES: [&str; 9] = [
        "former ",
        "ex-",
        "ex ",
        "then-",
        "then ",
        "outgoing ",
        "incoming ",
        "late ",
        "current ",
    ];
    let mut role = role;
    while let Some(rest) = TIMES.iter().find_map(|time| role.strip_prefix(time)) {
        role = rest;
    }
    role
}

/// `secretary` and `secretary of state`, `defense secretary` and `secretary of defense`.
fn holds(role: &str, post: &str) -> bool {
    let begins = |long: &str, short: &str| long.strip_prefix(short).is_some_and(|rest| rest.starts_with(" of "));
    let is_turned = role.rsplit_once(' ').is_some_and(|(portfolio, head)| {
        post.strip_prefix(head).and_then(|rest| rest.strip_prefix(" of ")) == Some(portfolio)
    });
    role == post || begins(post, role) || begins(role, post) || is_turned
}

/// Reads `people.csv`.
pub(super) fn load(loader: &mut Loader, countries: &Countries) -> Result<(), Error> {
    for row in rows::<PersonRow>(loader.files, FILE)? {
        let origin = Origin {
            file: FILE,
            line: row.line,
        };
        let person = row.value;
        countries.check(origin, &person.country)?;
        check_years(origin, &person)?;
        let entry = Entry {
            country: Some(person.country),
            subtype: Some(person.post),
            sector: Some(person.sector),
            years: person.from.map(|from| (from, person.to)),
            ..bare_entry(
                format!("person:{}", person.id),
                EntryKind::Person,
                EntityType::Person,
                person.name.clone(),
            )
        };
        let id = loader.add(origin, entry)?;
        loader.name(&person.name, id, NameKind::Name, false);
        for alias in &person.aliases {
            loader.name(alias, id, NameKind::Name, false);
        }
        for surname in &person.surnames {
            loader.name(surname, id, NameKind::Surname, false);
        }
    }
    Ok(())
}

/// A term begins before it ends, and in living memory.
fn check_years(origin: Origin, person: &PersonRow) -> Result<(), Error> {
    const FIRST: i16 = 1950;
    let is_sane = match (person.from, person.to) {
        (Some(from), to) => from >= FIRST && to.is_none_or(|to| to >= from),
        (None, to) => to.is_none(),
    };
    match is_sane {
        true => Ok(()),
        false => Err(origin.fault(format!("`{}` cannot have been in office so", person.id))),
    }
}

#[cfg(test)]
mod tests {
    use super::{holds, without_time};

    #[test]
    fn compares_posts_as_stated_with_posts_as_listed() {
        let cases = [
            ("president", "president", true),
            ("secretary", "secretary of state", true),
            ("defense secretary", "secretary of defense", true),
            ("president of velmark", "president", true),
            ("vice president", "president", false),
            ("secretary", "secretary-general", false),
        ];
        for (role, post, expected) in cases {
            assert_eq!(holds(role, post), expected, "{role} / {post}");
        }
        assert_eq!(without_time("then-former president"), "president");
    }
}
