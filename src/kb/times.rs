//! The lists of `kb/times/` as typed words: months, units, directions, holidays, tense cues.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::files::ListFiles;
use super::holidays::{Holiday, HolidayRow};
use super::rows::{fault, rows};
use crate::error::Error;
use crate::text::fold_key;
use crate::vocabulary::TimeUnit;

/// Everything a word can mean in a time expression; most words have one field set.
#[derive(Clone, Debug, Default)]
pub struct TimeWord {
    /// 1 to 12.
    pub month: Option<i8>,
    /// 1 = Monday.
    pub weekday: Option<i8>,
    pub unit: Option<TimeUnit>,
    /// `days`, `Mondays`, `nights`, `summers`.
    pub is_plural: bool,
    pub number: Option<i32>,
    /// `hundred`, `thousand`.
    pub scale: Option<i32>,
    /// `few`, `several`: an unknown number (`None`), or a known one (`couple`, `dozen`).
    pub fuzzy: Option<Option<i32>>,
    /// −1 for the last.
    pub ordinal: Option<i32>,
    /// TIMEX3: `SP`, `SU`, `FA`, `WI`.
    pub season: Option<String>,
    /// TIMEX3 part of the day (`MO`, `NI`) or a clock time (`12:00`).
    pub day_part: Option<String>,
    pub is_tonight: bool,
    /// Days from today.
    pub day: Option<i32>,
    /// TIMEX3: `PRESENT_REF`, `PAST_REF`, `FUTURE_REF`.
    pub reference: Option<String>,
    /// A reference only before a noun (`current`, `recent`).
    pub adjective: Option<String>,
    pub direction: Option<Direction>,
    /// `hundreds`, `dozens`: before `of`, a number too large to tell.
    pub is_mass: bool,
    /// `early`, `late`, `mid`.
    pub is_modifier: bool,
    /// `end`, `beginning`.
    pub is_portion: bool,
    /// `nearly`, `about`.
    pub is_approximator: bool,
    /// TIMEX3 duration between repetitions.
    pub frequency: Option<String>,
    /// Offset as TIMEX3 writes it: `Z`, `-05`.
    pub zone: Option<String>,
    /// Hours that `a.m.` or `p.m.` adds.
    pub meridiem: Option<i8>,
    /// First year of the decade within its century: `nineties` is 90.
    pub decade: Option<i32>,
    /// Asks for a date after it (`since`, `in`).
    pub asks_for_date: bool,
    /// Stands between a number and a unit (`three more years`).
    pub is_count_adjective: bool,
    /// The word can carry a time expression: a month, a unit, a number. The others only begin or
    /// join one (`the`, `this`, `about`).
    pub is_telling: bool,
    /// The word means other things too (`may`, `fall`, `second`).
    pub is_guarded: bool,
}

/// Where a direction word points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Before now: `last`, `past`.
    Last,
    /// After now: `next`, `coming`.
    Next,
    This,
    /// The time just spoken of: `that`, `same`.
    That,
    /// Before the time just spoken of: `previous`.
    Before,
    /// After the time just spoken of: `following`.
    After,
}

/// What a word before or after a time expression says about its direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tense {
    Past,
    Future,
}

/// The words of time expressions by [`fold_key`].
#[derive(Debug)]
pub struct TimeLexicon {
    words: FxHashMap<u64, TimeWord>,
    /// By the key of their first token, longest first.
    holidays: FxHashMap<u64, Vec<Holiday>>,
    /// By the key of their first token: keys of all tokens, TIMEX3 value.
    phrases: FxHashMap<u64, Vec<(Vec<u64>, String)>>,
    tenses: FxHashMap<u64, Tense>,
}

impl TimeLexicon {
    pub(super) fn load(files: &ListFiles) -> Result<Self, Error> {
        let mut words: FxHashMap<u64, TimeWord> = FxHashMap::default();
        for row in rows::<WordRow>(files, "times/words.csv")? {
            let word = words.entry(fold_key(&row.value.word)).or_default();
            let is_set = word.set(&row.value).is_some();
            checked(is_set.then_some(()), "times/words.csv", row.line)?;
        }
        let mut holidays: FxHashMap<u64, Vec<Holiday>> = FxHashMap::default();
        for row in rows::<HolidayRow>(files, "times/holidays.csv")? {
            let rule = checked(row.value.rule(), "times/holidays.csv", row.line)?;
            let keys = token_keys(&row.value.name);
            let first = checked(keys.first().copied(), "times/holidays.csv", row.line)?;
            let same_head = holidays.entry(first).or_default();
            same_head.push(Holiday { keys, rule });
            same_head.sort_by_key(|holiday| std::cmp::Reverse(holiday.keys.len()));
        }
        let mut phrases: FxHashMap<u64, Vec<(Vec<u64>, String)>> = FxHashMap::default();
        for row in rows::<PhraseRow>(files, "times/phrases.csv")? {
            let keys = token_keys(&row.value.phrase);
            let first = checked(keys.first().copied(), "times/phrases.csv", row.line)?;
            for &key in &keys {
                words.entry(key).or_default();
            }
            phrases.entry(first).or_default().push((keys, row.value.value));
        }
        let tenses = rows::<TenseRow>(files, "times/tenses.csv")?
            .into_iter()
            .map(|row| (fold_key(&row.value.word), row.value.tense))
            .collect();
        Ok(Self {
            words,
            holidays,
            phrases,
            tenses,
        })
    }

    pub fn word(&self, key: u64) -> Option<&TimeWord> {
        self.words.get(&key)
    }

    /// Holidays whose first token has the key, longest first.
    pub fn holidays(&self, key: u64) -> &[Holiday] {
        self.holidays.get(&key).map_or(&[], Vec::as_slice)
    }

    /// Fixed phrases whose first token has the key: keys of all tokens, TIMEX3 value.
    pub fn phrases(&self, key: u64) -> &[(Vec<u64>, String)] {
        self.phrases.get(&key).map_or(&[], Vec::as_slice)
    }

    pub fn tense(&self, key: u64) -> Option<Tense> {
        self.tenses.get(&key).copied()
    }
}

/// What a row gave, or the error that it gives nothing.
fn checked<T>(found: Option<T>, file: &str, line: u64) -> Result<T, Error> {
    found.ok_or_else(|| fault(file, line, "the value does not fit the row"))
}

/// Keys of the tokens that the segmenter cuts a phrase into.
fn token_keys(phrase: &str) -> Vec<u64> {
    phrase
        .replace('\'', " '")
        .replace("' ", " ' ")
        .split_whitespace()
        .map(fold_key)
        .collect()
}

#[derive(Deserialize)]
struct PhraseRow {
    phrase: String,
    value: String,
}

#[derive(Deserialize)]
struct WordRow {
    word: String,
    class: WordClass,
    value: String,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum WordClass {
    Adjective,
    Approximator,
    CountAdjective,
    DateAsker,
    Day,
    DayPart,
    DayParts,
    Decade,
    Direction,
    Frequency,
    Fuzzy,
    Guarded,
    Head,
    Mass,
    Meridiem,
    Modifier,
    Month,
    Number,
    Ordinal,
    /// `future`, `past`: a time by themselves after `the`.
    Tell,
    Portion,
    Reference,
    Scale,
    Season,
    Seasons,
    Tonight,
    Unit,
    Units,
    Weekday,
    Weekdays,
    Zone,
}

impl WordClass {
    fn is_telling(self) -> bool {
        use WordClass as Class;
        !matches!(
            self,
            Class::Approximator
                | Class::CountAdjective
                | Class::DateAsker
                | Class::Direction
                | Class::Fuzzy
                | Class::Guarded
                | Class::Head
                | Class::Mass
                | Class::Modifier
                | Class::Portion
        )
    }
}

impl TimeWord {
    /// `None` where the value does not fit the class.
    fn set(&mut self, row: &WordRow) -> Option<()> {
        self.is_telling |= row.class.is_telling();
        let text = || Some(row.value.clone());
        match row.class {
            WordClass::Adjective => self.adjective = text(),
            WordClass::Approximator => self.is_approximator = true,
            WordClass::CountAdjective => self.is_count_adjective = true,
            WordClass::DateAsker => self.asks_for_date = true,
            // Its presence in the lexicon is all that counts.
            WordClass::Head | WordClass::Tell => {}
            WordClass::Day => self.day = Some(row.value.parse().ok()?),
            WordClass::DayPart => self.day_part = text(),
            WordClass::DayParts => (self.day_part, self.is_plural) = (text(), true),
            WordClass::Decade => self.decade = Some(row.value.parse().ok()?),
            WordClass::Direction => self.direction = Some(named(&row.value)?),
            WordClass::Frequency => self.frequency = text(),
            WordClass::Fuzzy => self.fuzzy = Some(row.value.parse().ok()),
            WordClass::Guarded => self.is_guarded = true,
            WordClass::Mass => self.is_mass = true,
            WordClass::Meridiem => self.meridiem = Some(row.value.parse().ok()?),
            WordClass::Modifier => self.is_modifier = true,
            WordClass::Month => self.month = Some(row.value.parse().ok()?),
            WordClass::Number => self.number = Some(row.value.parse().ok()?),
            WordClass::Ordinal => self.ordinal = Some(row.value.parse().ok()?),
            WordClass::Portion => self.is_portion = true,
            WordClass::Reference => self.reference = text(),
            WordClass::Scale => self.scale = Some(row.value.parse().ok()?),
            WordClass::Season => self.season = text(),
            WordClass::Seasons => (self.season, self.is_plural) = (text(), true),
            WordClass::Tonight => self.is_tonight = true,
            WordClass::Unit => self.unit = Some(named(&row.value)?),
            WordClass::Units => (self.unit, self.is_plural) = (Some(named(&row.value)?), true),
            WordClass::Weekday => self.weekday = Some(row.value.parse().ok()?),
            WordClass::Weekdays => (self.weekday, self.is_plural) = (Some(row.value.parse().ok()?), true),
            WordClass::Zone => self.zone = text(),
        }
        Some(())
    }
}

/// An enum value by the name that serde gives it.
fn named<T: for<'de> Deserialize<'de>>(name: &str) -> Option<T> {
    use serde::de::value::{Error, StrDeserializer};
    T::deserialize(StrDeserializer::<Error>::new(name)).ok()
}

#[derive(Deserialize)]
struct TenseRow {
    word: String,
    tense: Tense,
}

#[cfg(test)]
mod tests {
    use super::{ListFiles, TimeLexicon};
    use crate::text::fold_key;

    #[test]
    fn lists_are_sorted_and_unique() {
        let files = ListFiles::embedded();
        for (name, text) in files.under("times/") {
            let rows: Vec<Vec<&str>> = text.lines().skip(1).map(|line| line.split(',').collect()).collect();
            assert!(rows.is_sorted_by(|a, b| a < b), "{name}");
        }
    }

    #[test]
    fn words_keep_all_their_meanings() {
        let lexicon = TimeLexicon::load(&ListFiles::embedded()).unwrap();
        let second = lexicon.word(fold_key("second")).unwrap();
        assert!(second.ordinal == Some(2) && second.unit.is_some() && second.is_guarded);
        assert_eq!(lexicon.word(fold_key("Sept.")).unwrap().month, Some(9));
        assert!(lexicon.word(fold_key("treaty")).is_none());
        assert!(lexicon.holidays(fold_key("Christmas")).len() > 1);
    }
}
