//! English lemmas → their inflected forms: verbs by rule and a list of irregular ones, nouns by rule.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::files::ListFiles;
use super::rows::rows;
use crate::error::Error;

/// The forms of a verb. `past` and `participle` may be the same word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerbForms {
    pub base: String,
    pub third: String,
    pub gerund: String,
    pub past: String,
    pub participle: String,
    /// Other spellings of past and participle (`traveled`) and of the gerund (`traveling`).
    pub variants: Vec<(String, bool)>,
}

/// Inflects words; irregular ones by list.
#[derive(Debug, Default)]
pub struct Morphology {
    verbs: FxHashMap<String, (String, String)>,
    plurals: FxHashMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IrregularVerb {
    lemma: String,
    past: String,
    participle: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IrregularPlural {
    singular: String,
    plural: String,
}

impl Morphology {
    pub(super) fn load(files: &ListFiles) -> Result<Self, Error> {
        let mut morphology = Self::default();
        for row in rows::<IrregularVerb>(files, "grammar/irregular_verbs.csv")? {
            let verb = row.value;
            morphology.verbs.insert(verb.lemma, (verb.past, verb.participle));
        }
        for row in rows::<IrregularPlural>(files, "grammar/irregular_plurals.csv")? {
            morphology.plurals.insert(row.value.singular, row.value.plural);
        }
        Ok(morphology)
    }

    /// All forms of a verb given by its lemma, lower case.
    pub fn verb(&self, lemma: &str) -> VerbForms {
        let regular = regular_past(lemma);
        let mut variants = Vec::new();
        let (past, participle) = match self.verbs.get(lemma) {
            Some((past, participle)) => (past.clone(), participle.clone()),
            None => (regular.clone(), regular.clone()),
        };
        let doubled = lemma.chars().last().map(|last| format!("{lemma}{last}"));
        let gerund = match &doubled {
            Some(doubled) if past == format!("{doubled}ed") || doubles(lemma) => {
                if lemma.ends_with('l') {
                    variants.push((regular, false));
                    variants.push((format!("{lemma}ing"), true));
                }
                format!("{doubled}ing")
            }
            _ => regular_gerund(lemma),
        };
        VerbForms {
            base: lemma.to_owned(),
            third: with_s(lemma),
            gerund,
            past,
            participle,
            variants,
        }
    }

    /// The plural of a noun.
    pub fn plural(&self, noun: &str) -> String {
        let (head, last) = noun.rsplit_once(' ').map_or(("", noun), |(head, last)| (head, last));
        let plural = self.plurals.get(last).cloned().unwrap_or_else(|| with_s(last));
        if head.is_empty() {
            plural
        } else {
            format!("{head} {plural}")
        }
    }
}

/// `attack` → `attacks`, `clash` → `clashes`, `deny` → `denies`.
fn with_s(word: &str) -> String {
    let stem = &word[..word.len() - word.chars().last().map_or(0, char::len_utf8)];
    if word.ends_with('y') && !ends_in_vowel(stem) {
        return format!("{stem}ies");
    }
    let sibilant = ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end));
    if sibilant || word == "go" || word == "do" || word == "veto" || word == "embargo" {
        return format!("{word}es");
    }
    format!("{word}s")
}

fn regular_past(lemma: &str) -> String {
    let stem = &lemma[..lemma.len() - lemma.chars().last().map_or(0, char::len_utf8)];
    if lemma.ends_with('e') {
        format!("{lemma}d")
    } else if lemma.ends_with('y') && !ends_in_vowel(stem) {
        format!("{stem}ied")
    } else if doubles(lemma) {
        format!("{lemma}{}ed", &lemma[lemma.len() - 1..])
    } else {
        format!("{lemma}ed")
    }
}

fn regular_gerund(lemma: &str) -> String {
    if let Some(stem) = lemma.strip_suffix("ie") {
        return format!("{stem}ying");
    }
    match lemma.strip_suffix('e') {
        Some(stem) if !stem.ends_with(['e', 'o', 'y']) && stem.len() > 1 => format!("{stem}ing"),
        _ => format!("{lemma}ing"),
    }
}

/// One syllable, ending in consonant, vowel, consonant: `ban` → `banned`.
fn doubles(lemma: &str) -> bool {
    let bytes = lemma.as_bytes();
    let [.., before, vowel, last] = bytes else { return false };
    let is_vowel = |byte: &u8| b"aeiou".contains(byte);
    let syllables = bytes
        .windows(2)
        .filter(|pair| is_vowel(&pair[0]) && !is_vowel(&pair[1]))
        .count();
    syllables == 1 && is_vowel(vowel) && !is_vowel(before) && !b"aeiouwxy".contains(last)
}

fn ends_in_vowel(stem: &str) -> bool {
    stem.ends_with(['a', 'e', 'i', 'o', 'u'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflects_verbs() {
        let morphology = Morphology::load(&ListFiles::embedded()).unwrap();
        for (lemma, third, gerund, past, participle) in [
            ("attack", "attacks", "attacking", "attacked", "attacked"),
            ("ban", "bans", "banning", "banned", "banned"),
            ("deny", "denies", "denying", "denied", "denied"),
            ("destroy", "destroys", "destroying", "destroyed", "destroyed"),
            ("flee", "flees", "fleeing", "fled", "fled"),
            ("meet", "meets", "meeting", "met", "met"),
            ("withdraw", "withdraws", "withdrawing", "withdrew", "withdrawn"),
            ("expel", "expels", "expelling", "expelled", "expelled"),
            ("visit", "visits", "visiting", "visited", "visited"),
            ("seize", "seizes", "seizing", "seized", "seized"),
            ("kidnap", "kidnaps", "kidnapping", "kidnapped", "kidnapped"),
            ("raid", "raids", "raiding", "raided", "raided"),
            ("clash", "clashes", "clashing", "clashed", "clashed"),
            ("lie", "lies", "lying", "lay", "lain"),
            ("agree", "agrees", "agreeing", "agreed", "agreed"),
        ] {
            let forms = morphology.verb(lemma);
            let got = (&*forms.third, &*forms.gerund, &*forms.past, &*forms.participle);
            assert_eq!(got, (third, gerund, past, participle), "{lemma}");
        }
    }

    #[test]
    fn spells_travel_both_ways() {
        let forms = Morphology::load(&ListFiles::embedded()).unwrap().verb("travel");
        assert_eq!(forms.past, "travelled");
        assert!(forms.variants.contains(&("traveled".to_owned(), false)));
        assert!(forms.variants.contains(&("traveling".to_owned(), true)));
    }

    #[test]
    fn forms_plurals() {
        let morphology = Morphology::load(&ListFiles::embedded()).unwrap();
        for (noun, plural) in [
            ("gunman", "gunmen"),
            ("air strike", "air strikes"),
            ("embassy", "embassies"),
        ] {
            assert_eq!(morphology.plural(noun), plural);
        }
    }
}
