//! `etl kb`: what the knowledge base knows by a name or an id, and what it takes to be believed.

use std::fmt::Write;

use clap::{Args, Subcommand};

use super::{ConfigArgument, Outcome, print};
use crate::error::Error;
use crate::kb::{Entry, EntryKind, KbId, KnowledgeBase, NameEntry, NameKind, WordClass};
use crate::text::fold_key;

/// Look into the knowledge base.
#[derive(Args)]
pub(super) struct KbArguments {
    #[command(subcommand)]
    command: KbCommand,
}

#[derive(Subcommand)]
enum KbCommand {
    /// Show everything that a name can mean, the usual meaning first, and why.
    ///
    /// Case, accents, hyphens and full stops do not count. An id as it stands in the tables (`org:unsc`)
    /// shows that row. A document decides between the meanings by what else it names.
    Lookup(LookupArguments),
}

#[derive(Args)]
struct LookupArguments {
    #[command(flatten)]
    config: ConfigArgument,
    /// A name of one or more words (`"Security Council"`), or an id (`country:RUS`).
    #[arg(value_name = "NAME", required = true, num_args = 1..)]
    name: Vec<String>,
}

pub(super) fn kb(arguments: &KbArguments) -> Result<Outcome, Error> {
    let KbCommand::Lookup(lookup) = &arguments.command;
    let kb = lookup.config.load()?.kb.load()?;
    print(&answer(&kb, &lookup.name.join(" ")))?;
    Ok(Outcome::Done)
}

fn answer(kb: &KnowledgeBase, name: &str) -> String {
    if let Some(id) = kb.find(name) {
        return row(kb, id);
    }
    let readings = kb.gazetteer.lookup(name);
    if readings.is_empty() {
        return unknown(kb, name);
    }
    let mut page = String::new();
    for (place, same) in readings.chunk_by(|a, b| a.id == b.id).enumerate() {
        let _ = write!(page, "{}. {}", place + 1, row(kb, same[0].id));
        for reading in same {
            let _ = writeln!(page, "   by         {}", way(reading.kind));
            for condition in conditions(kb, reading) {
                let _ = writeln!(page, "   believed   {condition}");
            }
        }
    }
    page
}

/// A row with its facts, a line each.
fn row(kb: &KnowledgeBase, id: KbId) -> String {
    let entry = kb.entry(id);
    let mut page = format!("{}  {}\n", entry.id, entry.name);
    let mut line = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            let _ = writeln!(page, "   {name:<10} {value}");
        }
    };
    let kind = entry
        .subtype
        .as_ref()
        .map_or(String::new(), |subtype| format!(", {subtype}"));
    line(
        "is",
        Some(format!("{} ({}){kind}", noun(entry.kind), entry.entity_type.as_str())),
    );
    line("country", entry.country.clone());
    line(
        "belongs to",
        entry
            .parent
            .map(|parent| format!("{} ({})", kb.entry(parent).name, kb.entry(parent).id)),
    );
    line("lies at", coordinates(entry));
    line("population", entry.population.map(|people| people.to_string()));
    line("sector", entry.sector.clone());
    line("in office", entry.years.map(in_office));
    page
}

fn coordinates(entry: &Entry) -> Option<String> {
    let (latitude, longitude) = entry.latitude.zip(entry.longitude)?;
    Some(format!("{latitude}, {longitude}"))
}

fn in_office((from, to): (i16, Option<i16>)) -> String {
    to.map_or(format!("since {from}"), |to| format!("{from} to {to}"))
}

fn noun(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Country => "country",
        EntryKind::Place => "place",
        EntryKind::Division => "division of a country",
        EntryKind::Region => "region",
        EntryKind::Organisation => "organisation",
        EntryKind::Person => "person",
        EntryKind::Group => "group of people",
        EntryKind::NamedEvent => "named event",
        EntryKind::Product => "treaty or product",
    }
}

fn way(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Name => "its name or a usual one",
        NameKind::Acronym => "its acronym",
        NameKind::Adjective => "the adjective",
        NameKind::Demonym => "the name of its people",
        NameKind::Metonym => "a place that stands for it",
        NameKind::Surname => "the surname alone",
    }
}

/// What a document must show besides the name.
fn conditions(kb: &KnowledgeBase, reading: &NameEntry) -> Vec<&'static str> {
    let entry = kb.entry(reading.id);
    let is_national_body = entry.kind == EntryKind::Organisation && entry.country.is_some();
    let is_doubtful = reading.is_ambiguous || is_national_body && reading.kind == NameKind::Acronym;
    let conditions = [
        (reading.kind == NameKind::Acronym, "in capitals"),
        (
            reading.is_common_word,
            "with a capital where that tells: it is a common word too",
        ),
        (
            is_doubtful && is_national_body,
            "where the document names the country: the name often means something else",
        ),
        (
            is_doubtful && !is_national_body,
            "with other evidence: the name often means something else",
        ),
        (
            entry.is_town(),
            "after a preposition of place or before its country, state or county",
        ),
        (
            reading.kind == NameKind::Surname,
            "unless the document has another person of that surname",
        ),
    ];
    conditions
        .into_iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, condition)| condition)
        .collect()
}

/// For a name that no row has: what its words can be in the name of somebody or something.
fn unknown(kb: &KnowledgeBase, name: &str) -> String {
    let mut page = format!("nothing goes by {name:?}\n");
    for word in name.split_whitespace() {
        let class = kb.words.class(fold_key(word));
        let uses: Vec<&str> = USES
            .iter()
            .filter(|(known, _)| class.is(*known))
            .map(|(_, text)| *text)
            .collect();
        let head = class
            .type_of_last()
            .map(|entity_type| format!("ends names of type {}", entity_type.as_str()));
        let shown: Vec<&str> = uses.into_iter().chain(head.as_deref()).collect();
        if !shown.is_empty() {
            let _ = writeln!(page, "   {word:<10} {}", shown.join(", "));
        }
    }
    page
}

const USES: [(WordClass, &str); 6] = [
    (WordClass::GIVEN_NAME, "given name"),
    (WordClass::SURNAME, "surname"),
    (WordClass::ROLE_HEAD, "title or post"),
    (WordClass::HONORIFIC, "form of address"),
    (WordClass::ORDINARY, "ordinary word"),
    (WordClass::COMPANY, "ends names of companies"),
];

#[cfg(test)]
mod tests {
    use super::answer;
    use crate::kb::KnowledgeBase;

    #[test]
    fn shows_meanings_in_order_and_what_each_takes() {
        let kb = KnowledgeBase::embedded().expect("the embedded lists load");
        let cases: [(&str, &[&str]); 7] = [
            ("georgia", &["1. country:GEO", "2. division:4197000"]),
            ("US", &["1. country:USA", "in capitals"]),
            ("Henry County", &["division:us-47079", "belongs to Tennessee"]),
            ("Barack Obama", &["person:barack_obama", "in office 2009 to 2017"]),
            ("org:unsc", &["org:unsc", "organisation (ORG)"]),
            ("SHIITES", &["group:", "the name of its people"]),
            (
                "Zzyzq Ministry",
                &["nothing goes by \"Zzyzq Ministry\"", "ends names of type ORG"],
            ),
        ];
        for (name, expected) in cases {
            let page = answer(&kb, name);
            for text in expected {
                let squeezed = page.split_whitespace().collect::<Vec<_>>().join(" ");
                assert!(squeezed.contains(text), "{name}: no {text:?} in\n{page}");
            }
        }
    }
}
