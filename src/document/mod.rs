//! What flows through the line: one type per boundary, each owning the one before.

mod article;
mod clean;
mod normalised;
mod segmented;
mod tagged;

pub use crate::vocabulary::{
    DatePrecision, DropReason, EntityType, EventStatus, EventType, MentionKind, ParticipantRole, QuadClass, QuoteKind,
    TimeAnchor, TimeUnit, TimexType,
};
pub use article::{Article, Content, RecordFields, SourceFormat, TextField};
pub use clean::{
    Block, BlockKind, CleanDocument, Dateline, DroppedBlock, Published, PublishedFrom, PublishedPrecision,
};
pub use normalised::{
    Entity, Event, EventDate, EventParticipant, LinkKind, LocationPrecision, Mention, NormalisedDocument, Quote,
    TimeExpression,
};
pub use segmented::{Paragraph, Quotation, SegmentedDocument, Sentence, SentenceKind, Token, TokenShape};
pub use tagged::{
    EventArgument, EventTrigger, NameMention, Quantity, QuoteCandidate, RoleMention, SaidYear, TaggedDocument,
    TimeMention, TimeValue, name_over,
};
