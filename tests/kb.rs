//! The lists of the knowledge base hold together: they load, are sorted, name each thing once.

use std::collections::HashMap;
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

/// All CSV lists of kb/ with their rows, the heading left out.
fn lists() -> Vec<(String, Vec<Vec<String>>)> {
    fn collect(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("kb/ is readable") {
            let path = entry.expect("kb/ is readable").path();
            match path.is_dir() {
                true => collect(&path, found),
                false if path.extension().is_some_and(|extension| extension == "csv") => found.push(path),
                false => {}
            }
        }
    }
    let mut paths = Vec::new();
    collect(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/kb")), &mut paths);
    let read = |path: std::path::PathBuf| {
        let mut reader = csv::Reader::from_path(&path).expect("a list is readable");
        let rows = reader
            .records()
            .map(|row| {
                row.expect("rows have the columns of the heading")
                    .iter()
                    .map(str::to_owned)
                    .collect()
            })
            .collect();
        (path.display().to_string(), rows)
    };
    paths.into_iter().map(read).collect()
}

/// Numbers, also those after a colon, count as numbers: `place:99` stands before `place:100`.
fn sort_key(row: &[String]) -> (String, u8, u64, &[String]) {
    let (list, id) = row[0].split_once(':').unwrap_or(("", &row[0]));
    let has_leading_zero = id.len() > 1 && id.starts_with('0');
    match id.parse() {
        Ok(number) if !has_leading_zero => (list.to_owned(), 0, number, row),
        _ => (list.to_owned(), 1, 0, row),
    }
}

#[test]
fn lists_are_sorted_and_hold_no_row_twice() {
    let lists = lists();
    assert!(lists.len() > 40);
    for (list, rows) in &lists {
        let by_text = rows.windows(2).all(|pair| pair[0] < pair[1]);
        let by_number = rows.windows(2).all(|pair| sort_key(&pair[0]) < sort_key(&pair[1]));
        assert!(by_text || by_number, "{list} is not sorted or has a row twice");
    }
}

#[test]
fn no_thing_has_two_ids() {
    let kb = embedded();
    let mut by_geonames = HashMap::new();
    let mut by_name = HashMap::new();
    let mut by_point = HashMap::new();
    for entry in &kb.entries {
        if let Some(geonames_id) = entry.geonames_id {
            let other = by_geonames.insert(geonames_id, &entry.id);
            assert_eq!(other, None, "{} has the GeoNames id of another row", entry.id);
        }
        let name = news_etl::text::fold(&entry.name);
        match entry.kind {
            // Many towns share a name; two of one division do not stand on one spot.
            EntryKind::Place | EntryKind::Division => {
                let degrees = |value: Option<f32>| value.map(|degrees| (degrees * 20.0).round() as i32);
                let point = (degrees(entry.latitude), degrees(entry.longitude));
                let other = by_point.insert(
                    (name, entry.kind, entry.country.clone(), entry.parent, point),
                    &entry.id,
                );
                assert_eq!(other, None, "{} stands where another row of its name does", entry.id);
            }
            kind => {
                let other = by_name.insert((name, kind, entry.country.clone()), &entry.id);
                assert_eq!(other, None, "{} has name and country of another row", entry.id);
            }
        }
    }
}

#[test]
fn facts_are_sane() {
    let kb = embedded();
    let mut in_office = 0;
    for entry in &kb.entries {
        assert!(
            entry.latitude.is_none_or(|degrees| (-90.0..=90.0).contains(&degrees)),
            "{}",
            entry.id
        );
        assert!(
            entry
                .longitude
                .is_none_or(|degrees| (-180.0..=180.0).contains(&degrees)),
            "{}",
            entry.id
        );
        assert_eq!(entry.latitude.is_some(), entry.longitude.is_some(), "{}", entry.id);
        if let Some((from, to)) = entry.years {
            let last = to.unwrap_or(2026);
            assert!(
                (1950..=2026).contains(&from) && (from..=2026).contains(&last),
                "{}",
                entry.id
            );
            in_office += usize::from(last >= 2010);
        }
    }
    assert!(in_office >= 450, "{in_office} office holders with years");
}

#[test]
fn ordinary_words_in_small_letters_are_no_names() {
    let kb = embedded();
    let words = include_str!("../kb/names/ordinary_words.csv").lines().skip(1);
    let named: Vec<&str> = words.filter(|word| best(&kb, word).is_some()).collect();
    assert_eq!(named, Vec::<&str>::new());
}

#[test]
fn derived_lists_are_as_the_script_made_them() {
    use sha2::{Digest, Sha256};
    let mut reader = csv::Reader::from_reader(include_str!("../kb/build/digests.csv").as_bytes());
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/kb"));
    for row in reader.records() {
        let row = row.expect("a row of three columns");
        let text = std::fs::read(folder.join(&row[0])).expect("a listed file is there");
        let digest: String = Sha256::digest(&text).iter().map(|byte| format!("{byte:02x}")).collect();
        let lines = text.iter().filter(|&&byte| byte == b'\n').count() - 1;
        assert_eq!(
            (lines.to_string().as_str(), digest.as_str()),
            (&row[1], &row[2]),
            "{}: patch the inputs of kb/build/build.py and run it instead of editing the list",
            &row[0]
        );
    }
}
