//! Word lists → what each single word can be in a name: given name, title, head noun, ordinary word.

use rustc_hash::FxHashMap;

use super::ListFiles;
use crate::error::Error;
use crate::text::fold_key;
use crate::vocabulary::EntityType;

/// A set of things that a word can be; several may hold (`Grant` is a given name and an ordinary word).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordClass(u64);

impl WordClass {
    /// In an English dictionary in small letters.
    pub const ORDINARY: Self = Self(1);
    pub const GIVEN_NAME: Self = Self(1 << 1);
    pub const SURNAME: Self = Self(1 << 2);
    /// Makes a phrase a title or post when it stands last: `minister`, `Gen.`.
    pub const ROLE_HEAD: Self = Self(1 << 3);
    /// `ministers`, before coordinated names.
    pub const ROLE_PLURAL: Self = Self(1 << 4);
    pub const HONORIFIC: Self = Self(1 << 5);
    /// `deputy`, `former`.
    pub const ROLE_MODIFIER: Self = Self(1 << 6);
    /// `foreign`, `defence`.
    pub const PORTFOLIO: Self = Self(1 << 7);
    /// Small words inside personal names: `al`, `van`.
    pub const PARTICLE: Self = Self(1 << 8);
    /// Small words inside names of organisations: `of`, `for`.
    pub const CONNECTOR: Self = Self(1 << 9);
    /// Months and weekdays.
    pub const CALENDAR: Self = Self(1 << 10);
    /// Verbs whose subject is mostly a person or body: `said`, `met`.
    pub const ACTING: Self = Self(1 << 11);
    /// Prepositions before places.
    pub const PLACE_CUE: Self = Self(1 << 12);
    /// Usual inside names of organisations: `foreign`, `supreme`.
    pub const ORG_MODIFIER: Self = Self(1 << 13);

    /// Words of grammar: `the`, `while`, `it`.
    pub const FUNCTION: Self = Self(1 << 26);

    /// Written in capitals, and no name: `AIDS`, `GDP`.
    pub const NO_NAME: Self = Self(1 << 27);

    /// A title that goes with any post: `Gen.`, `Ayatollah`.
    pub const RANK: Self = Self(1 << 28);
    /// A post held for the one that it is said `to`: `adviser to`.
    pub const SERVING: Self = Self(1 << 29);

    /// Prepositions before places as well as persons: `from`, `between`.
    pub const PATH_CUE: Self = Self(1 << 30);

    /// Articles and possessive pronouns: `the`, `its`.
    pub const DETERMINER: Self = Self(1 << 31);
    /// `he`, `she`, `him`.
    pub const PERSONAL_PRONOUN: Self = Self(1 << 32);
    /// `is`, `was`.
    pub const COPULA: Self = Self(1 << 33);
    /// Words between a name and the post stated after it: `who`, `currently`.
    pub const BEFORE_POST: Self = Self(1 << 34);
    /// Prepositions inside a post: `of`, `for`, `to`.
    pub const POST_LINK: Self = Self(1 << 35);
    /// Auxiliaries and joints after a subject: `has`, `will`, `and`.
    pub const AFTER_SUBJECT: Self = Self(1 << 36);

    /// Ends names of companies: `Inc`, `Ltd`.
    pub const COMPANY: Self = Self(1 << 37);
    /// Names of money: `dollars`, `yen`.
    pub const CURRENCY: Self = Self(1 << 38);
    /// In names of local authorities and what they keep: `Police`, `Council`, `Library`.
    pub const CIVIC: Self = Self(1 << 39);
    /// The same of what is often called after persons: `School`, `Hospital`.
    pub const NAMESAKE: Self = Self(1 << 40);
    /// `University`.
    pub const CAMPUS: Self = Self(1 << 41);
    /// After the name of a town, speaks of its people: `man`, `police`.
    pub const LOCAL: Self = Self(1 << 43);
    /// Letters of the parties of American legislators: `D`, `R`.
    pub const PARTY: Self = Self(1 << 44);
    /// Before a place, a part of it: `North`, `Downtown`.
    pub const PART_OF: Self = Self(1 << 42);

    const HEAD_LAST: u32 = 14;
    const HEAD_FIRST: u32 = 20;

    pub fn is(self, class: Self) -> bool {
        self.0 & class.0 != 0
    }

    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The classes as a bit set, for models that learn what they are worth.
    pub fn bits(self) -> u64 {
        self.0
    }

    /// The type of a name that ends with this word (`… Ministry`).
    pub fn type_of_last(self) -> Option<EntityType> {
        self.head_type(Self::HEAD_LAST)
    }

    /// The type of a name that begins with this word (`Ministry of …`, `Mount …`).
    pub fn type_of_first(self) -> Option<EntityType> {
        self.head_type(Self::HEAD_FIRST)
    }

    fn head_type(self, shift: u32) -> Option<EntityType> {
        HEAD_TYPES
            .iter()
            .enumerate()
            .find(|(place, _)| self.0 & (1 << (shift + *place as u32)) != 0)
            .map(|(_, &entity_type)| entity_type)
    }
}

const HEAD_TYPES: [EntityType; 6] = [
    EntityType::Organisation,
    EntityType::Facility,
    EntityType::Location,
    EntityType::GeoPolitical,
    EntityType::NamedEvent,
    EntityType::Product,
];

/// The classes of all listed words, by folded key.
#[derive(Debug, Default)]
pub struct WordLexicon {
    classes: FxHashMap<u64, WordClass>,
}

impl WordLexicon {
    /// The lists it is made of, relative to the knowledge-base folder.
    pub const FILES: [&'static str; 6] = [
        "names/ordinary_words.csv",
        "names/given_names.csv",
        "names/surnames.csv",
        "names/heads.csv",
        "names/name_words.csv",
        "names/role_words.csv",
    ];

    /// Reads [`Self::FILES`].
    ///
    /// # Errors
    /// [`Error::Configuration`] naming file and line of a row with an unknown class.
    pub(super) fn load(files: &ListFiles) -> Result<Self, Error> {
        let mut texts = [""; Self::FILES.len()];
        for (text, file) in texts.iter_mut().zip(Self::FILES) {
            *text = files.text(file)?;
        }
        Self::parse(texts)
    }

    /// Builds the lexicon from the texts of [`Self::FILES`], in that order.
    ///
    /// # Errors
    /// [`Error::Configuration`] naming file and line of a row with an unknown class.
    fn parse(texts: [&str; 6]) -> Result<Self, Error> {
        let mut lexicon = Self::default();
        lexicon.classes.reserve(100_000);
        let plain = [WordClass::ORDINARY, WordClass::GIVEN_NAME, WordClass::SURNAME];
        for (text, class) in texts.iter().zip(plain) {
            for word in text.lines().skip(1) {
                lexicon.add(word, class);
            }
        }
        for (file, text) in Self::FILES.iter().zip(texts).skip(plain.len()) {
            for (line, row) in text.lines().enumerate().skip(1) {
                let parsed = row
                    .split_once(',')
                    .and_then(|(word, rest)| Some((word, parse_class(rest)?)));
                let (word, class) = parsed.ok_or_else(|| bad_row(file, line + 1, row))?;
                lexicon.add(word, class);
            }
        }
        Ok(lexicon)
    }

    /// What the word with this folded key can be.
    pub fn class(&self, folded: u64) -> WordClass {
        self.classes.get(&folded).copied().unwrap_or_default()
    }

    fn add(&mut self, word: &str, class: WordClass) {
        let known = self.classes.entry(fold_key(word)).or_default();
        *known = known.or(class);
    }
}

fn bad_row(file: &str, line: usize, row: &str) -> Error {
    Error::Configuration(format!("kb/{file}:{line}: no class of words in `{row}`"))
}

/// `head` and the like, or `last,ORG` of the list of head nouns.
fn parse_class(text: &str) -> Option<WordClass> {
    if let Some((position, entity_type)) = text.split_once(',') {
        let shift = match position {
            "last" => WordClass::HEAD_LAST,
            "first" => WordClass::HEAD_FIRST,
            _ => return None,
        };
        let entity_type = EntityType::parse(entity_type)?;
        let place = HEAD_TYPES.iter().position(|&known| known == entity_type)?;
        return Some(WordClass(1 << (shift + place as u32)));
    }
    Some(match text {
        "head" => WordClass::ROLE_HEAD,
        "plural" => WordClass::ROLE_PLURAL,
        "honorific" => WordClass::HONORIFIC,
        "modifier" => WordClass::ROLE_MODIFIER,
        "portfolio" => WordClass::PORTFOLIO,
        "particle" => WordClass::PARTICLE,
        "connector" => WordClass::CONNECTOR,
        "month" => WordClass::CALENDAR,
        "say" => WordClass::ACTING,
        "place_cue" => WordClass::PLACE_CUE,
        "path_cue" => WordClass::PATH_CUE,
        "determiner" => WordClass::DETERMINER,
        "personal_pronoun" => WordClass::PERSONAL_PRONOUN,
        "copula" => WordClass::COPULA,
        "before_post" => WordClass::BEFORE_POST,
        "post_link" => WordClass::POST_LINK,
        "after_subject" => WordClass::AFTER_SUBJECT,
        "rank" => WordClass::RANK,
        "serving" => WordClass::SERVING,
        "no_name" => WordClass::NO_NAME,
        "function" => WordClass::FUNCTION,
        "company" => WordClass::COMPANY,
        "currency" => WordClass::CURRENCY,
        "civic" => WordClass::CIVIC,
        "namesake" => WordClass::NAMESAKE,
        "campus" => WordClass::CAMPUS,
        "local" => WordClass::LOCAL,
        "party" => WordClass::PARTY,
        "part_of" => WordClass::PART_OF,
        "org_modifier" => WordClass::ORG_MODIFIER,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_the_classes_of_a_word() {
        let texts = [
            "word\ngrant\n",
            "name\ngrant\n",
            "name\n",
            "head,position,entity_type\nministry,last,ORG\nministry,first,ORG\nmount,first,LOC\n",
            "word,class\nof,connector\n",
            "word,class\nminister,head\n",
        ];
        let lexicon = WordLexicon::parse(texts).unwrap();
        let class = |word: &str| lexicon.class(fold_key(word));
        assert!(class("Grant").is(WordClass::ORDINARY) && class("Grant").is(WordClass::GIVEN_NAME));
        assert_eq!(class("Ministry").type_of_last(), Some(EntityType::Organisation));
        assert_eq!(class("Mount").type_of_first(), Some(EntityType::Location));
        assert_eq!(class("Mount").type_of_last(), None);
        assert!(class("MINISTER").is(WordClass::ROLE_HEAD));
        assert_eq!(class("zzz"), WordClass::default());
    }

    #[test]
    fn refuses_an_unknown_class() {
        let texts = [
            "word\n",
            "name\n",
            "name\n",
            "head,position,entity_type\nx,middle,ORG\n",
            "w,c\n",
            "w,c\n",
        ];
        assert!(WordLexicon::parse(texts).is_err());
    }
}
