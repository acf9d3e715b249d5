//! The lists of the knowledge base hold together: they load, are sorted, name each thing once.

use std::path::Path;

use news_etl::Error;
use news_etl::kb::{EntryKind, KnowledgeBase, NameKind};
use news_etl::text::fold_key;

fn embedded() -> KnowledgeBase {
    KnowledgeBase::embedded().expect("the embedded lists load")
}

/// Tokens, id and kind of the best reading of the name that a text begins with.
fn best(kb: &KnowledgeBase, text: &str) -> Option<(usize, String, NameKind)> {
    let words: Vec<_> = text.split(' ').collect();
    let token = |place: usize| (fold_key(words[place]), words[place]);
    let found = kb.gazetteer.longest_match(words.len(), token, false)?;
    let first = found.readings[0];
    Some((found.tokens, kb.entry(first.id).id.clone(), first.kind))
}

#[test]
fn names_lead_to_their_rows() {
    let kb = embedded();
    let cases = [
        ("Russia said", 1, "country:RUS", NameKind::Name),
        ("U.S. forces", 1, "country:USA", NameKind::Acronym),
        ("Iranian officials", 1, "country:IRN", NameKind::Adjective),
        ("UN Security Council resolution", 3, "org:unsc", NameKind::Name),
        ("Kremlin", 1, "org:kremlin", NameKind::Name),
        ("Persian Gulf states", 3, "region:gulfstates", NameKind::Name),
    ];
    for (text, tokens, id, kind) in cases {
        assert_eq!(best(&kb, text), Some((tokens, id.to_owned(), kind)), "{text}");
    }
    assert_eq!(best(&kb, "us too"), None);
    assert_eq!(best(&kb, "turkey sandwich"), None);
}

#[test]
fn countries_are_complete() {
    let kb = embedded();
    for country in kb.countries.iter() {
        assert_eq!(country.iso3.len(), 3, "{}", country.name);
        assert_eq!(country.iso2.len(), 2, "{}", country.name);
        assert_eq!(kb.entry(country.id).kind, EntryKind::Country);
        assert_eq!(
            kb.country_by_iso2(&country.iso2).map(|found| found.id),
            Some(country.id)
        );
        for neighbour in &country.neighbours {
            let other = kb.country_by_iso3(neighbour).expect("neighbours are countries");
            assert!(
                other.neighbours.contains(&country.iso3),
                "{} and {neighbour}",
                country.iso3
            );
        }
    }
    let members = kb.countries.iter().filter(|country| country.is_un_member);
    assert_eq!(members.count(), 193);
}

fn copy_of_the_lists() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    copy_lists(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/kb")), folder.path());
    folder
}

fn copy_lists(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("the temporary folder is writable");
    for entry in std::fs::read_dir(from).expect("kb/ is readable") {
        let path = entry.expect("kb/ is readable").path();
        let copy = to.join(path.file_name().expect("an entry of a folder has a name"));
        if path.is_dir() {
            copy_lists(&path, &copy);
        } else {
            std::fs::copy(&path, &copy).expect("list files are readable");
        }
    }
}

#[test]
fn a_folder_replaces_the_embedded_lists() {
    let folder = copy_of_the_lists();
    let kb = KnowledgeBase::from_dir(folder.path()).expect("a copy loads like the original");
    assert_eq!(kb.digest, embedded().digest);
    let path = folder.path().join("treaties.csv");
    std::fs::remove_file(&path).expect("copied above");
    assert!(matches!(KnowledgeBase::from_dir(folder.path()), Err(Error::Io { path: missing, .. }) if missing == path));
}

#[test]
fn a_bad_row_is_named_by_file_line_and_column() {
    let works = "id,name,acronym,aliases,ambiguous,kind";
    let cases = [
        ("treaties.csv", format!("{works}\na,b,c\n"), "treaties.csv:2: "),
        (
            "treaties.csv",
            format!("{works},year\na,b,,,,c,d\n"),
            "treaties.csv:2: unknown field `year`",
        ),
        (
            "treaties.csv",
            format!("{works}\na,b,,,,c\na,d,,,,c\n"),
            "treaties.csv:3: the id `treaty:a` stands twice",
        ),
        (
            "metonyms.csv",
            "name,kind,stands_for\nMoscow,capital,country:XYZ\n".to_owned(),
            "metonyms.csv:2: `country:XYZ` is no id of the knowledge base",
        ),
        (
            "plover_scores.csv",
            "event_type,event_mode,intensity\nAGREE,,high\n".to_owned(),
            "plover_scores.csv:2: column intensity: ",
        ),
    ];
    for (file, text, expected) in cases {
        let folder = copy_of_the_lists();
        std::fs::write(folder.path().join(file), text).expect("the temporary folder is writable");
        let error = KnowledgeBase::from_dir(folder.path())
            .err()
            .expect("the list is broken")
            .to_string();
        assert!(error.starts_with(expected), "{error}");
    }
}
