//! The word lists of `kb/grammar/` → what a token can be: function-word classes, verb forms, actors.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use serde::de::value::{Error as ValueError, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};

use super::actors::{ActorNoun, ActorRow};
use super::files::ListFiles;
use super::morphology::Morphology;
use super::particles::ParticleVerbs;
use super::rows::rows;
use super::status_cues::{CueKind, StatusCues};
use super::verbs::{Verb, VerbKind, VerbRow};
use crate::error::Error;
use crate::text::fold_key;
use crate::vocabulary::EventStatus;

/// A closed class of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum FunctionClass {
    Adverb,
    Be,
    /// Opens a clause that may not hold: `if`, `unless`, `until`.
    Condition,
    Conjunction,
    Determiner,
    Do,
    Have,
    May,
    Negation,
    Number,
    Possessive,
    Preposition,
    Pronoun,
    Relative,
    Should,
    Subordinator,
    To,
    Will,
    Would,
}

/// The classes of one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FunctionClasses(u32);

impl FunctionClasses {
    pub const NONE: Self = Self(0);

    pub fn has(self, class: FunctionClass) -> bool {
        self.0 & (1 << class as u8) != 0
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub fn is_modal(self) -> bool {
        use FunctionClass::{May, Should, Will, Would};
        [May, Should, Will, Would].into_iter().any(|class| self.has(class))
    }

    fn insert(&mut self, class: FunctionClass) {
        self.0 |= 1 << class as u8;
    }
}

/// Which forms of a verb a word can be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Forms(u8);

impl Forms {
    pub const BASE: Self = Self(1);
    pub const THIRD: Self = Self(2);
    pub const GERUND: Self = Self(4);
    pub const PAST: Self = Self(8);
    pub const PARTICIPLE: Self = Self(16);

    pub fn has(self, form: Self) -> bool {
        self.0 & form.0 != 0
    }

    pub const fn with(self, form: Self) -> Self {
        Self(self.0 | form.0)
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// One bit for each form.
    pub fn bits(self) -> u8 {
        self.0
    }
}

/// A word as a form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerbWord {
    /// Index into [`Grammar::verbs`].
    pub verb: u32,
    pub forms: Forms,
}

/// What part of life a word speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Domain {
    /// Sport, show, home, trade, nature: `goalkeeper`, `recipe`.
    Everyday,
    /// The same, but for other senses: `match`, `horse`.
    MaybeEveryday,
    /// States, their politics and their wars: `parliament`, `truce`.
    Public,
}

/// All word lists of `kb/grammar/`, by folded key (`text::fold_key`).
#[derive(Debug, Default)]
pub struct Grammar {
    classes: FxHashMap<u64, FunctionClasses>,
    pub verbs: Vec<Verb>,
    pub particle_verbs: ParticleVerbs,
    verb_words: FxHashMap<u64, VerbWord>,
    actors: FxHashMap<u64, ActorNoun>,
    cues: StatusCues,
    weapons: FxHashSet<u64>,
    domains: FxHashMap<u64, Domain>,
    ordinals: FxHashSet<u64>,
    modifiers: FxHashSet<u64>,
    measures: FxHashSet<u64>,
    distances: FxHashSet<u64>,
    manners: FxHashSet<u64>,
    biddings: FxHashSet<u64>,
    parties: FxHashSet<u64>,
}

impl Grammar {
    pub fn classes(&self, key: u64) -> FunctionClasses {
        self.classes.get(&key).copied().unwrap_or_default()
    }

    pub fn verb_word(&self, key: u64) -> Option<VerbWord> {
        self.verb_words.get(&key).copied()
    }

    pub fn verb(&self, word: VerbWord) -> &Verb {
        &self.verbs[word.verb as usize]
    }

    pub fn actor(&self, key: u64) -> Option<&ActorNoun> {
        self.actors.get(&key)
    }

    /// What part of life a word speaks of, nouns in either number.
    pub fn domain(&self, key: u64) -> Option<Domain> {
        self.domains.get(&key).copied()
    }

    /// Is this a noun for a weapon, or for what stands for an attack?
    pub fn is_weapon(&self, key: u64) -> bool {
        self.weapons.contains(&key)
    }

    /// Does a noun only say how many of what follows its `of` (`a series of attacks`)?
    pub fn is_measure(&self, key: u64) -> bool {
        self.measures.contains(&key)
    }

    /// A noun for a unit of distance: `kilometre`, `miles`.
    pub fn is_distance(&self, key: u64) -> bool {
        self.distances.contains(&key)
    }

    /// Does a noun tell how or why something is done (`on a regular basis`), never to whom?
    pub fn is_manner(&self, key: u64) -> bool {
        self.manners.contains(&key)
    }

    /// `at the request of X`: who asks for it, not where it is.
    pub fn is_bidding(&self, key: u64) -> bool {
        self.biddings.contains(&key)
    }

    /// A noun for those who meet: `the leaders`, `the sides`.
    pub fn is_party(&self, key: u64) -> bool {
        self.parties.contains(&key)
    }

    /// A participle that stands before a noun as an adjective does: `neighbouring`, `warring`.
    pub fn is_modifier(&self, key: u64) -> bool {
        self.modifiers.contains(&key)
    }

    /// `sixth`, `only`, as in `the sixth to be killed`.
    pub fn is_ordinal(&self, key: u64) -> bool {
        self.ordinals.contains(&key)
    }

    pub fn cue(&self, key: u64, kind: CueKind) -> Option<EventStatus> {
        self.cues.get(key, kind)
    }

    /// What words behind a form of `be`, given by their keys, say of its subject: `out of the question`.
    pub fn predicate_cue(&self, behind: impl Iterator<Item = u64> + Clone) -> Option<EventStatus> {
        self.cues.predicate(behind)
    }

    pub(super) fn load(files: &ListFiles, morphology: &Morphology) -> Result<Self, Error> {
        let mut grammar = Self::default();
        for row in rows::<ClassRow>(files, "grammar/words.csv")? {
            let classes = grammar.classes.entry(fold_key(&row.value.word)).or_default();
            for class in read_classes("grammar/words.csv", row.line, Some(&row.value.classes))? {
                classes.insert(class);
            }
        }
        for row in rows::<VerbRow>(files, "grammar/verbs.csv")? {
            let kinds = read_classes("grammar/verbs.csv", row.line, row.value.kinds.as_deref())?;
            grammar.add_verb(row.value, kinds, morphology);
        }
        for row in rows::<ActorRow>(files, "grammar/actor_nouns.csv")? {
            let plural = fold_key(&morphology.plural(&row.value.noun));
            let singular = fold_key(&row.value.noun);
            grammar.actors.insert(plural, ActorNoun::new(&row.value, true));
            // `police`: one form for both.
            let one = ActorNoun::new(&row.value, singular == plural);
            grammar.actors.insert(singular, one);
        }
        grammar.cues = StatusCues::load(files, morphology)?;
        grammar.particle_verbs = ParticleVerbs::load(files)?;
        grammar.weapons = read_nouns(files, "grammar/weapon_nouns.csv", morphology)?;
        for row in rows::<DomainRow>(files, "grammar/domains.csv")? {
            let DomainRow { word, domain } = row.value;
            grammar.domains.insert(fold_key(&morphology.plural(&word)), domain);
            grammar.domains.insert(fold_key(&word), domain);
        }
        grammar.measures = read_nouns(files, "grammar/measure_nouns.csv", morphology)?;
        grammar.distances = read_nouns(files, "grammar/distance_nouns.csv", morphology)?;
        grammar.manners = read_nouns(files, "grammar/manner_nouns.csv", morphology)?;
        grammar.biddings = read_nouns(files, "grammar/bidding_nouns.csv", morphology)?;
        grammar.parties = read_nouns(files, "grammar/party_nouns.csv", morphology)?;
        for row in rows::<WordRow>(files, "grammar/modifiers.csv")? {
            grammar.modifiers.insert(fold_key(&row.value.word));
        }
        for row in rows::<WordRow>(files, "grammar/ordinals.csv")? {
            grammar.ordinals.insert(fold_key(&row.value.word));
        }
        Ok(grammar)
    }

    fn add_verb(&mut self, row: VerbRow, kinds: Vec<VerbKind>, morphology: &Morphology) {
        let index = u32::try_from(self.verbs.len()).expect("the list of verbs is short");
        let forms = morphology.verb(&row.lemma);
        let mut words = vec![
            (forms.base, Forms::BASE),
            (forms.third, Forms::THIRD),
            (forms.gerund, Forms::GERUND),
            (forms.past, Forms::PAST),
            (forms.participle, Forms::PARTICIPLE),
        ];
        for (word, is_gerund) in forms.variants {
            let past = Forms::PAST.with(Forms::PARTICIPLE);
            words.push((word, if is_gerund { Forms::GERUND } else { past }));
        }
        for (word, form) in words {
            let none = VerbWord {
                verb: index,
                forms: Forms::default(),
            };
            let entry = self.verb_words.entry(fold_key(&word)).or_insert(none);
            if entry.verb == index {
                entry.forms = entry.forms.with(form);
            }
        }
        self.verbs.push(Verb::new(row, kinds));
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClassRow {
    word: String,
    classes: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordRow {
    word: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NounRow {
    noun: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DomainRow {
    word: String,
    domain: Domain,
}

/// Reads a list of nouns as the keys of both their numbers.
fn read_nouns(files: &ListFiles, file: &str, morphology: &Morphology) -> Result<FxHashSet<u64>, Error> {
    let mut keys = FxHashSet::default();
    for row in rows::<NounRow>(files, file)? {
        let noun = row.value.noun;
        keys.extend([fold_key(&noun), fold_key(&morphology.plural(&noun))]);
    }
    Ok(keys)
}

/// Reads names of classes joined by `|`.
fn read_classes<C: DeserializeOwned>(file: &str, line: u64, names: Option<&str>) -> Result<Vec<C>, Error> {
    let names = names.into_iter().flat_map(|names| names.split('|'));
    names
        .map(|name| {
            let reader: StrDeserializer<'_, ValueError> = name.into_deserializer();
            C::deserialize(reader).map_err(|_| Error::Configuration(format!("{file}:{line}: unknown class {name:?}")))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grammar() -> Grammar {
        let files = ListFiles::embedded();
        Grammar::load(&files, &Morphology::load(&files).unwrap()).unwrap()
    }

    #[test]
    fn knows_function_words_verbs_and_actors() {
        let grammar = grammar();
        assert!(grammar.classes(fold_key("whether")).has(FunctionClass::Subordinator));
        assert!(grammar.classes(fold_key("might")).is_modal());
        let met = grammar.verb_word(fold_key("met")).unwrap();
        assert!(met.forms.has(Forms::PAST) && met.forms.has(Forms::PARTICIPLE) && !met.forms.has(Forms::BASE));
        assert_eq!(grammar.verb(met).lemma, "meet");
        let flew = grammar.verb(grammar.verb_word(fold_key("flew")).unwrap());
        assert!(flew.is(VerbKind::Departs) && flew.is(VerbKind::Travels) && !flew.is(VerbKind::Begins));
        assert_eq!(grammar.actor(fold_key("gunmen")).unwrap().sector, "REB");
        assert_eq!(
            grammar.cue(fold_key("ready"), CueKind::Adjective),
            Some(EventStatus::Possible)
        );
    }

    #[test]
    fn lists_are_sorted_and_unique() {
        let files = ListFiles::embedded();
        for (name, text) in files.under("grammar/") {
            let lines: Vec<&str> = text.lines().skip(1).collect();
            let mut keys: Vec<String> = lines.iter().map(|line| line.replace('"', "")).collect();
            let read = keys.clone();
            keys.sort_by(|a, b| a.split(',').take(2).cmp(b.split(',').take(2)));
            keys.dedup();
            assert_eq!(keys.len(), read.len(), "{name} repeats a row");
        }
    }
}
