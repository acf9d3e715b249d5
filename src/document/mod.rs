//! What flows through the line: one type per boundary, each owning the one before.

mod article;
mod clean;
mod normalised;
mod segmented;
mod tagged;

pub use crate::vocabulary::{
    DatePrecision, DropReason, EntityType, EventStatus, EventType, LinkKind, LocationPrecision, MentionKind,
    ParticipantRole, PublishedFrom, PublishedPrecision, QuadClass, QuoteKind, SentenceKind, SourceFormat, TimeAnchor,
    TimeUnit, TimexType,
};
pub use article::{Article, Content, RecordFields, TextField};
pub use clean::{Block, BlockKind, CleanDocument, Dateline, DroppedBlock, Published};
pub use normalised::{Entity, Event, EventDate, EventParticipant, Mention, NormalisedDocument, Quote, TimeExpression};
pub use segmented::{Paragraph, Quotation, SegmentedDocument, Sentence, Token, TokenShape};
pub use tagged::{
    EventArgument, EventTrigger, NameMention, Quantity, QuoteCandidate, RoleMention, SaidYear, TaggedDocument,
    TimeMention, TimeValue, name_over,
};
