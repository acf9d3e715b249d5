//! `NormalisedDocument`: findings resolved to entities, places, dates and events, ready for the tables.

use std::ops::Range;

use jiff::civil::Date;

use super::{
    DatePrecision, EntityType, EventStatus, EventType, LinkKind, LocationPrecision, MentionKind, ParticipantRole,
    QuoteKind, TaggedDocument, TimeAnchor, TimexType,
};
use crate::kb::KbId;
use crate::text::Span;

/// A document with everything said in it resolved. Indexes (`entity`, `mention`) point into the
/// vectors of this document.
#[derive(Clone, Debug)]
pub struct NormalisedDocument {
    pub tagged: TaggedDocument,
    pub entities: Vec<Entity>,
    /// Ascending by span.
    pub mentions: Vec<Mention>,
    /// Ascending by span.
    pub times: Vec<TimeExpression>,
    /// Ascending by span.
    pub quotes: Vec<Quote>,
    /// Ascending by trigger span.
    pub events: Vec<Event>,
}

impl NormalisedDocument {
    /// The mentions that lie inside a span, as indexes into [`Self::mentions`].
    pub fn mentions_in(&self, span: Span) -> Range<usize> {
        let first = self.mentions.partition_point(|mention| mention.span.start < span.start);
        let last = self.mentions.partition_point(|mention| mention.span.start < span.end);
        let inside = self.mentions[first..last.max(first)].iter();
        first..first + inside.take_while(|mention| mention.span.end <= span.end).count()
    }

    /// The mentions of a sentence.
    pub fn mentions_of_sentence(&self, sentence: usize) -> Range<usize> {
        self.mentions_in(self.tagged.segmented.sentences[sentence].span)
    }

    /// What a mention stands for.
    pub fn entity_of(&self, mention: usize) -> Option<&Entity> {
        self.mentions[mention].entity.map(|entity| &self.entities[entity])
    }

    /// ISO 3166-1 alpha-3: the mention's country, else its entity's.
    pub fn country_of(&self, mention: usize) -> Option<&str> {
        let stated = self.mentions[mention].country.as_deref();
        stated.or_else(|| self.entity_of(mention)?.country.as_deref())
    }
}

/// One thing of the world as this document speaks of it.
#[derive(Clone, Debug)]
pub struct Entity {
    /// A knowledge-base id (`country:RUS`, `place:479561`), or `<doc_id>#n<k>` where none is known.
    pub id: String,
    pub entity_type: EntityType,
    /// The fullest name: the knowledge base's, else the longest in the document.
    pub name: String,
    pub kb_id: Option<KbId>,
    pub geonames_id: Option<i64>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// Degrees, WGS 84.
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
}

#[derive(Clone, Debug)]
pub struct Mention {
    pub span: Span,
    pub kind: MentionKind,
    pub entity_type: EntityType,
    /// Index into [`NormalisedDocument::entities`].
    pub entity: Option<usize>,
    pub link_kind: LinkKind,
    pub link_score: Option<f32>,
    pub role: Option<String>,
    /// ISO 3166-1 alpha-3: of the place, the nationality, or the stated affiliation.
    pub country: Option<String>,
    pub tagger: &'static str,
    /// Lexicon row or rule, for `explain`.
    pub evidence: String,
    pub score: f32,
}

#[derive(Clone, Debug)]
pub struct TimeExpression {
    pub span: Span,
    pub timex_type: TimexType,
    /// TIMEX3 value; ranges as `a/b`, unknown parts as X.
    pub value: String,
    pub start: Option<Date>,
    /// Inclusive.
    pub end: Option<Date>,
    /// Last day of the range that this expression opens, inclusive: in `from Tuesday to Thursday` the
    /// Thursday, on the expression `Tuesday`.
    pub through: Option<Date>,
    pub precision: DatePrecision,
    pub anchor: TimeAnchor,
    pub rule: &'static str,
}

#[derive(Clone, Debug)]
pub struct Quote {
    pub span: Span,
    pub kind: QuoteKind,
    pub cue: Option<String>,
    pub speaker_mention: Option<usize>,
    pub speaker_entity: Option<usize>,
    /// The words that name the speaker.
    pub speaker_text: Option<String>,
    pub addressee_entity: Option<usize>,
    pub rule: &'static str,
}

#[derive(Clone, Debug)]
pub struct Event {
    /// The trigger.
    pub span: Span,
    pub event_type: EventType,
    pub mode: Option<String>,
    pub cameo_code: Option<String>,
    /// Goldstein-style, −10 to 10.
    pub intensity: Option<f32>,
    pub status: EventStatus,
    pub date: EventDate,
    /// The place it happened, an index into `entities`, or a name that no entity stands for.
    pub location_entity: Option<usize>,
    pub location_name: Option<String>,
    pub location_precision: Option<LocationPrecision>,
    pub participant_count: Option<i64>,
    pub participant_count_text: Option<String>,
    /// Who says so; inside quotes the speaker.
    pub attributed_to: Option<usize>,
    pub in_quote: bool,
    pub is_headline: bool,
    pub participants: Vec<EventParticipant>,
    /// The named event it took place at or is.
    pub forum: Option<usize>,
    pub topics: Vec<String>,
    /// Id of the rule in `kb/events/` that fired.
    pub rule: String,
    pub score: f32,
}

#[derive(Clone, Debug, PartialEq)]
pub struct EventDate {
    pub start: Option<Date>,
    /// Inclusive.
    pub end: Option<Date>,
    pub precision: DatePrecision,
    /// The words that say it; `None` where the publication date stands in.
    pub text: Option<String>,
}

#[derive(Clone, Debug)]
pub struct EventParticipant {
    pub role: ParticipantRole,
    pub mention: Option<usize>,
    pub entity: Option<usize>,
    pub name: String,
    pub entity_type: Option<EntityType>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// PLOVER/CAMEO sector: GOV, MIL, REB, …
    pub sector: Option<String>,
    /// The post stated here.
    pub office: Option<String>,
    pub span: Span,
}
