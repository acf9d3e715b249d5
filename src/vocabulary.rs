//! The closed vocabularies of the data contract, as enums until the tables.

macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Deserialize)]
        pub enum $name { $($(#[$vmeta])* #[serde(rename = $text)] $variant),+ }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The value as it stands in the tables.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.as_str() == text)
            }
        }
    };
}

vocabulary! {
    /// OntoNotes types, with PER for PERSON.
    EntityType {
        Person = "PER",
        Organisation = "ORG",
        /// Countries, cities, states: places with a government.
        GeoPolitical = "GPE",
        Location = "LOC",
        Facility = "FAC",
        /// Nationalities, religious and political groups.
        Group = "NORP",
        /// Named events: conferences, wars, treaties.
        NamedEvent = "EVENT",
        /// Weapons, vehicles, works.
        Product = "PRODUCT",
    }
}

impl EntityType {
    pub fn is_place(self) -> bool {
        matches!(self, Self::GeoPolitical | Self::Location | Self::Facility)
    }
}

vocabulary! {
    MentionKind { Name = "name", Nominal = "nominal", Pronoun = "pronoun" }
}

vocabulary! {
    /// TimeML TIMEX3 types.
    TimexType { Date = "DATE", Time = "TIME", Duration = "DURATION", Set = "SET" }
}

vocabulary! {
    /// What a relative time expression was resolved against.
    TimeAnchor { Published = "published", Document = "document", Event = "event", None = "none" }
}

vocabulary! {
    /// Units of calendar and clock.
    TimeUnit {
        Second = "second",
        Minute = "minute",
        Hour = "hour",
        Day = "day",
        Weekend = "weekend",
        Week = "week",
        Fortnight = "fortnight",
        Month = "month",
        Quarter = "quarter",
        Semester = "semester",
        Year = "year",
        Decade = "decade",
        Century = "century",
    }
}

vocabulary! {
    QuoteKind { Direct = "direct", Mixed = "mixed", Indirect = "indirect" }
}

vocabulary! {
    /// The sixteen PLOVER event types.
    EventType {
        Agree = "AGREE",
        Consult = "CONSULT",
        Support = "SUPPORT",
        Concede = "CONCEDE",
        Cooperate = "COOPERATE",
        Aid = "AID",
        Retreat = "RETREAT",
        Request = "REQUEST",
        Accuse = "ACCUSE",
        Reject = "REJECT",
        Threaten = "THREATEN",
        Protest = "PROTEST",
        Sanction = "SANCTION",
        Mobilize = "MOBILIZE",
        Coerce = "COERCE",
        Assault = "ASSAULT",
    }
}

impl EventType {
    /// Quad class as the PLOVER manual assigns it.
    pub fn quad_class(self) -> QuadClass {
        match self {
            Self::Agree | Self::Consult | Self::Support | Self::Concede => QuadClass::VerbalCooperation,
            Self::Cooperate | Self::Aid | Self::Retreat => QuadClass::MaterialCooperation,
            Self::Request | Self::Accuse | Self::Reject | Self::Threaten => QuadClass::VerbalConflict,
            Self::Protest | Self::Sanction | Self::Mobilize | Self::Coerce | Self::Assault => {
                QuadClass::MaterialConflict
            }
        }
    }
}

vocabulary! {
    QuadClass {
        VerbalCooperation = "verbal_cooperation",
        MaterialCooperation = "material_cooperation",
        VerbalConflict = "verbal_conflict",
        MaterialConflict = "material_conflict",
    }
}

vocabulary! {
    /// Whether what an event row names happened.
    EventStatus {
        Occurred = "occurred",
        Ongoing = "ongoing",
        Planned = "planned",
        Possible = "possible",
        Negated = "negated",
        CalledFor = "called_for",
        Hypothetical = "hypothetical",
    }
}

vocabulary! {
    DatePrecision { Day = "day", Week = "week", Month = "month", Year = "year", Range = "range", Unknown = "unknown" }
}

vocabulary! {
    ParticipantRole {
        Source = "source",
        Target = "target",
        Host = "host",
        Chair = "chair",
        Participant = "participant",
        Mediator = "mediator",
        Victim = "victim",
        Place = "place",
    }
}

vocabulary! {
    /// The form a record came in.
    SourceFormat { Text = "txt", Html = "html", JsonLines = "jsonl" }
}

vocabulary! {
    /// How exactly the time of publication is known.
    PublishedPrecision { Instant = "instant", Day = "day", Month = "month", Year = "year" }
}

vocabulary! {
    /// Where the time of publication is stated.
    PublishedFrom { Metadata = "metadata", Url = "url", Dateline = "dateline", Body = "body" }
}

vocabulary! {
    SentenceKind { Headline = "headline", Body = "body" }
}

vocabulary! {
    LinkKind {
        /// Linked to a row of the knowledge base.
        KnowledgeBase = "kb",
        /// Joined with other mentions of the document, or standing for itself.
        Document = "document",
        None = "none",
    }
}

vocabulary! {
    /// How the place of an event is known.
    LocationPrecision {
        /// Attached to the event in its clause.
        Stated = "stated",
        /// A place that stands near the event in its sentence.
        Sentence = "sentence",
        /// Where the named forum is held.
        Forum = "forum",
        Dateline = "dateline",
    }
}

vocabulary! {
    /// How alike two documents of a group are.
    DuplicateKind { Exact = "exact", Near = "near" }
}

vocabulary! {
    /// Why a block was dropped.
    DropReason {
        Navigation = "navigation",
        SiteName = "site_name",
        Glossary = "glossary",
        Related = "related",
        Promotion = "promotion",
        Comments = "comments",
        Tags = "tags",
        Form = "form",
        Gallery = "gallery",
        Disclaimer = "disclaimer",
        Date = "date",
        Byline = "byline",
        TitleRepeat = "title_repeat",
        Residue = "residue",
        Boilerplate = "boilerplate",
    }
}
