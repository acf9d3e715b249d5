//! Names found in a document → their other occurrences in it: surnames, full names, acronyms.

use rustc_hash::FxHashMap;

use super::candidate::{Candidate, Evidence, Strength};
use super::words::{Casing, Words};
use crate::document::EntityType;
use crate::kb::WordClass;

/// Appends candidates for every place where a name of `names` stands again and nothing more trusted
/// does. `names` are ascending.
pub(super) fn find(words: &Words, names: &[Candidate], found: &mut Vec<Candidate>) {
    let mut forms = forms_of(words, names);
    drop_lone(words, names, &mut forms);
    if forms.is_empty() {
        return;
    }
    let mut taken = names.iter().peekable();
    for (index, sentence) in words.document.sentences.iter().enumerate() {
        let mut token = sentence.tokens.start;
        while token < sentence.tokens.end {
            while taken.peek().is_some_and(|name| name.tokens.end <= token) {
                taken.next();
            }
            let known = taken.peek().filter(|name| name.tokens.start <= token);
            if let Some(name) = known.filter(|name| name.strength > Strength::Guess) {
                token = name.tokens.end;
                continue;
            }
            let repeat = forms
                .get(&words.folded(token))
                .and_then(|forms| best_form(words, forms, token, sentence.tokens.end))
                .filter(|form| allows(words, words.casing(index), token, form));
            let Some(form) = repeat else {
                token += 1;
                continue;
            };
            let first = with_given_name(words, form, token, sentence.tokens.start, names_end(names, token));
            found.push(Candidate {
                tokens: first..token + form.keys.len(),
                ..candidate_of(form, token)
            });
            token += form.keys.len();
        }
    }
}

/// Where the last name before `token` ends.
fn names_end(names: &[Candidate], token: usize) -> usize {
    let place = names.partition_point(|name| name.tokens.start < token);
    place.checked_sub(1).map_or(0, |before| names[before].tokens.end)
}

/// A surname takes the unknown capital before it: another person of the family.
fn with_given_name(words: &Words, form: &Form, token: usize, sentence: usize, taken: usize) -> usize {
    let Some(before) = token
        .checked_sub(1)
        .filter(|&before| before >= sentence && before >= taken)
    else {
        return token;
    };
    let is_given = form.is_surname
        && words.shape(before) == crate::document::TokenShape::Capitalised
        && !words.is(
            before,
            WordClass::ORDINARY
                .or(WordClass::FUNCTION)
                .or(WordClass::ROLE_HEAD)
                .or(WordClass::HONORIFIC)
                .or(WordClass::CALENDAR),
        );
    if is_given { before } else { token }
}

/// One way in which a name of the document is written.
#[derive(Debug)]
struct Form {
    keys: Vec<u64>,
    entity_type: EntityType,
    evidence: Evidence,
    ids: Vec<crate::kb::KbId>,
    is_surname: bool,
    /// A lone word that no list or title makes a person.
    is_guess: bool,
}

fn candidate_of(form: &Form, token: usize) -> Candidate {
    Candidate {
        tokens: token..token + form.keys.len(),
        entity_type: form.entity_type,
        ids: form.ids.clone(),
        strength: Strength::Weak,
        tagger: "repeat",
        evidence: form.evidence,
        score: Strength::Weak.score(),
        same_as: None,
    }
}

/// Forms by the key of their first word; the most trusted name gives a form its type.
fn forms_of(words: &Words, names: &[Candidate]) -> FxHashMap<u64, Vec<Form>> {
    let mut forms: FxHashMap<u64, Vec<Form>> = FxHashMap::default();
    let mut trusted: Vec<&Candidate> = names.iter().filter(|name| is_source(words, name)).collect();
    trusted.sort_by_key(|name| std::cmp::Reverse((name.strength, name.tokens.len())));
    for name in trusted {
        let keys: Vec<u64> = name.tokens.clone().map(|token| words.folded(token)).collect();
        if name.entity_type == EntityType::Person && keys.len() > 1 {
            let start = surname_start(words, name);
            add_form(&mut forms, name, keys[start - name.tokens.start..].to_vec(), true);
        }
        let head = name.tokens.end - 1;
        let is_body = name.entity_type == EntityType::Organisation && keys.len() > 1;
        if is_body && words.is_capital(head) && words.class(head).type_of_last() == Some(EntityType::Organisation) {
            add_form(&mut forms, name, vec![words.folded(head)], false);
        }
        add_form(&mut forms, name, keys, false);
    }
    forms
}

/// Takes back lone words that were only guessed to be persons where the taggers passed over most other places of
/// the word: one wrong guess must not spread over the document.
fn drop_lone(words: &Words, names: &[Candidate], forms: &mut FxHashMap<u64, Vec<Form>>) {
    let mut places: FxHashMap<u64, (usize, usize)> = FxHashMap::default();
    let lone = forms.iter().filter(|(_, forms)| forms.iter().any(|form| form.is_guess));
    places.extend(lone.map(|(&key, _)| (key, (0, 0))));
    if places.is_empty() {
        return;
    }
    for token in (0..words.document.tokens.len()).filter(|&token| words.is_capital(token)) {
        if let Some(place) = places.get_mut(&words.folded(token)) {
            place.0 += 1;
        }
    }
    let trusted = names.iter().filter(|name| name.strength > Strength::Guess);
    for token in trusted
        .flat_map(|name| name.tokens.clone())
        .filter(|&token| words.is_capital(token))
    {
        if let Some(place) = places.get_mut(&words.folded(token)) {
            place.1 += 1;
        }
    }
    for (key, (all, named)) in places {
        if let Some(forms) = forms.get_mut(&key) {
            forms.retain(|form| !form.is_guess || named * 2 >= all);
        }
    }
}

fn add_form(forms: &mut FxHashMap<u64, Vec<Form>>, name: &Candidate, keys: Vec<u64>, is_surname: bool) {
    let known = forms.entry(keys[0]).or_default();
    if known.iter().any(|form| form.keys == keys) {
        return;
    }
    let evidence = match name.evidence {
        Evidence::Listed(id) => Evidence::Listed(id),
        Evidence::Rule(_, token) => Evidence::Rule("repeat", token),
    };
    known.push(Form {
        keys,
        entity_type: name.entity_type,
        evidence,
        ids: name.ids.clone(),
        is_surname,
        is_guess: is_person_guess(name),
    });
}

fn is_person_guess(name: &Candidate) -> bool {
    name.tokens.len() == 1 && name.entity_type == EntityType::Person && matches!(name.tagger, "guess" | "model")
}

/// Patterns and acronyms make new knowledge; listed names are found everywhere anyway.
fn is_source(words: &Words, name: &Candidate) -> bool {
    let is_person = name.entity_type == EntityType::Person;
    name.is_solid()
        && (is_person || name.entity_type.is_place() || name.tagger != "gazetteer" || name.tokens.len() > 1)
        && !(name.tokens.len() == 1 && words.is(name.tokens.start, WordClass::FUNCTION))
}

/// Where the surname of a person begins: the last word with the particles before it.
pub(super) fn surname_start(words: &Words, name: &Candidate) -> usize {
    let mut start = name.tokens.end - 1;
    while start > name.tokens.start + 1 {
        let before = start - 1;
        let is_joint = words.is_hyphen(before);
        let is_particle = words.is(before, WordClass::PARTICLE) && !words.is(before, WordClass::GIVEN_NAME);
        if !is_joint && !is_particle {
            break;
        }
        start = before;
    }
    start
}

fn best_form<'f>(words: &Words, forms: &'f [Form], token: usize, end: usize) -> Option<&'f Form> {
    forms
        .iter()
        .filter(|form| {
            token + form.keys.len() <= end
                && form
                    .keys
                    .iter()
                    .enumerate()
                    .all(|(offset, &key)| words.folded(token + offset) == key)
        })
        .max_by_key(|form| form.keys.len())
}

/// The repeat is written as a name.
fn allows(words: &Words, casing: Casing, token: usize, form: &Form) -> bool {
    let last = token + form.keys.len() - 1;
    if !words.is_capital(last) || !(words.is_capital(token) || words.is(token, WordClass::PARTICLE)) {
        return false;
    }
    if form.keys.len() > 1 {
        return true;
    }
    if form.entity_type == EntityType::Organisation && words.is(token, WordClass::ORDINARY) {
        return casing == Casing::Sentence && words.is_reliable(token) && is_whole_phrase(words, token);
    }
    let is_word = words.is(token, WordClass::ORDINARY.or(WordClass::FUNCTION));
    let is_plain = form.is_surname && is_word;
    match casing {
        Casing::Sentence => !is_plain || words.is_reliable(token) || next_acts(words, token),
        Casing::Title | Casing::Upper => !is_word || words.is_named(token),
    }
}

/// `the Council`, `the Army` with nothing that could belong to a longer name beside it.
fn is_whole_phrase(words: &Words, token: usize) -> bool {
    let before = token.checked_sub(1).is_some_and(|before| words.is_article(before));
    let next = token + 1;
    before && next < words.document.tokens.len() && !words.is_capital(next) && words.word(next) != "of"
}

/// The word after is what persons do, or a possessive.
fn next_acts(words: &Words, token: usize) -> bool {
    let next = token + 1;
    next < words.document.tokens.len()
        && (words.is(next, WordClass::ACTING)
            || words.is_possessive(next)
            || words.word(next) == ","
            || words.is(next, WordClass::AFTER_SUBJECT))
}
