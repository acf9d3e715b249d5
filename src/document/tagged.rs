//! `TaggedDocument`: what the taggers found, each finding a span with the rule or lexicon row behind it.

use jiff::civil::Date;

use super::{
    EntityType, EventStatus, EventType, MentionKind, ParticipantRole, QuoteKind, SegmentedDocument, TimeUnit, TimexType,
};
use crate::kb::{HolidayRule, KbId};
use crate::text::Span;

#[derive(Clone, Debug)]
pub struct TaggedDocument {
    pub segmented: SegmentedDocument,
    /// Names, ascending, not overlapping.
    pub names: Vec<NameMention>,
    /// Ascending, not overlapping.
    pub times: Vec<TimeMention>,
    pub quantities: Vec<Quantity>,
    pub quotes: Vec<QuoteCandidate>,
    pub triggers: Vec<EventTrigger>,
}

/// A name (or nominal, pronoun) found in the text, before it is linked.
#[derive(Clone, Debug)]
pub struct NameMention {
    pub span: Span,
    pub kind: MentionKind,
    pub entity_type: EntityType,
    /// What the knowledge base knows by this name, best first; empty where it knows nothing.
    pub candidates: Vec<KbId>,
    pub role: Option<RoleMention>,
    /// The span of the full name that an acronym in brackets abbreviates, or the reverse.
    pub same_as: Option<Span>,
    /// `gazetteer`, `person_title`, `organisation_pattern`, `acronym`, …
    pub tagger: &'static str,
    /// The lexicon row or rule, for `explain` (`country:RUS`, `titles:President`).
    pub evidence: String,
    pub score: f32,
}

/// A title or post stated at a person's name.
#[derive(Clone, Debug)]
pub struct RoleMention {
    pub span: Span,
    /// As stated: `secretary of the Supreme National Security Council`.
    pub text: String,
}

/// A time expression with its value before it is anchored to a date.
#[derive(Clone, Debug)]
pub struct TimeMention {
    pub span: Span,
    pub timex_type: TimexType,
    pub value: TimeValue,
    /// The next mention ends the range that this one begins (`from Tuesday` `to Thursday`).
    pub opens_range: bool,
    /// The grammar rule that matched.
    pub rule: &'static str,
}

/// What a time expression says by itself. `normalise::times` resolves it against the publication date,
/// the tense of its clause and the dates of the document.
#[derive(Clone, Debug, PartialEq)]
pub enum TimeValue {
    /// Known without an anchor: a TIMEX3 value, with first and last day where they are known.
    Absolute {
        value: String,
        start: Option<Date>,
        end: Option<Date>,
    },
    /// Day and month without a year.
    DayOfMonth { month: i8, day: i8, year: SaidYear },
    /// A day without a month (`the 14th`).
    Day { day: i8 },
    /// A month without a year.
    Month { month: i8, year: SaidYear },
    /// A weekday, 1 = Monday; `shift` in weeks where said (`last Friday` = −1).
    Weekday { weekday: i8, shift: Option<i32> },
    /// A quarter (`Q3`), half (`H1`) or season (`SU`) as TIMEX3 writes it, without a year.
    YearPart { part: String, year: SaidYear },
    /// A holiday without a year.
    Holiday { rule: HolidayRule, year: SaidYear },
    /// `offset` units from the publication date (`yesterday` = −1 day, `this month` = 0 months).
    Relative { unit: TimeUnit, offset: i32 },
    /// `offset` units from the time last spoken of (`the following day` = 1, `that year` = 0).
    Shifted { unit: TimeUnit, offset: i32 },
    /// A part of a day (`TMO`) or a clock time (`T10:30`), as TIMEX3 writes it.
    DayPart { day: Box<TimeValue>, part: String },
    /// A stretch that ends (`the past two weeks`, −1) or begins (`the next two weeks`, 1) with the
    /// publication date, or floats (`for two weeks`, 0). `value` is its TIMEX3 duration.
    Duration {
        value: String,
        unit: TimeUnit,
        count: Option<i32>,
        side: i8,
    },
    /// A repeated time.
    Set { value: String },
    /// `PAST_REF`, `PRESENT_REF`, `FUTURE_REF`.
    Reference { value: String },
    /// From one to the other (`July 17-20`, `from Tuesday to Thursday`).
    Range(Box<TimeValue>, Box<TimeValue>),
    /// Relative to an event named in the text (`the day before the meeting`).
    EventRelative { unit: TimeUnit, offset: i32, event: Span },
}

/// The year that goes with a day, month or season.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaidYear {
    /// Not said.
    Open,
    /// Years from the publication year: `July last year` is −1.
    Shift(i32),
    /// The latest before now: `last July`.
    Last,
    /// The first after now: `next July`.
    Next,
    Known(i32),
}

/// A number with what it counts: `118 countries`, `dozens of countries`.
#[derive(Clone, Debug)]
pub struct Quantity {
    /// Number and noun.
    pub span: Span,
    /// The least number said; `over 100` is 100; null for `dozens of`.
    pub value: Option<i64>,
    /// Head noun, singular and folded: `country`.
    pub noun: String,
}

/// Quoted or reported speech, before its speaker is resolved to an entity.
#[derive(Clone, Debug)]
pub struct QuoteCandidate {
    /// The content, without quotation marks for direct quotes.
    pub span: Span,
    pub kind: QuoteKind,
    pub cue: Option<Span>,
    /// The words that name the speaker.
    pub speaker: Option<Span>,
    pub addressee: Option<Span>,
    pub rule: &'static str,
}

/// A word or phrase that tells an event, with the sense that fired and what stands around it.
#[derive(Clone, Debug)]
pub struct EventTrigger {
    pub span: Span,
    pub event_type: EventType,
    pub mode: Option<String>,
    pub cameo_code: Option<String>,
    pub status: EventStatus,
    /// Phrases that take part, and places; a phrase stands once.
    pub arguments: Vec<EventArgument>,
    /// The time expression that belongs to it.
    pub time: Option<Span>,
    /// How many take part: the span of a [`Quantity`].
    pub count: Option<Span>,
    /// The nearest place of the sentence, where its own phrases may name none.
    pub scene: Option<Span>,
    /// Who speaks does what the trigger tells (`must leave` is a demand of the speaker).
    pub is_declared: bool,
    /// A verb in a past tense or the perfect tells it: whatever day it names is over.
    pub is_over: bool,
    /// Id of the rule in `kb/events/`.
    pub rule: String,
    /// How sure the rule is of itself.
    pub score: f32,
    /// The chance that a reader would mark it as an act of its type, by the model of acts.
    pub chance: f32,
}

/// A phrase that takes part in an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventArgument {
    pub role: ParticipantRole,
    pub span: Span,
    /// PLOVER sector of the noun that heads the phrase.
    pub sector: Option<String>,
    /// What the possessive pronoun stands for that opens the phrase (`its troops`).
    pub owner: Option<Span>,
}

/// The first of some names, ascending and apart, that shares a character with the span.
pub fn name_over(names: &[NameMention], span: Span) -> Option<&NameMention> {
    let index = names.partition_point(|name| name.span.end <= span.start);
    names.get(index).filter(|name| name.span.overlaps(span))
}
