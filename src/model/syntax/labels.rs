//! Label names of Universal Dependencies ⇄ parts of speech, word forms and relations.

use std::fmt;

/// Declares a closed set of labels with the names by which data and model files know them.
macro_rules! labels {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $text:literal),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$doc])* $variant),* }

        impl $name {
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }

            /// The label of this name.
            pub fn parse(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|label| label.as_str() == name)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.pad(self.as_str())
            }
        }
    };
}

labels! {
    /// Universal part of speech (<https://universaldependencies.org/u/pos/>).
    PartOfSpeech {
        Adjective = "ADJ",
        Adposition = "ADP",
        Adverb = "ADV",
        Auxiliary = "AUX",
        CoordinatingConjunction = "CCONJ",
        Determiner = "DET",
        Interjection = "INTJ",
        Noun = "NOUN",
        Numeral = "NUM",
        Particle = "PART",
        Pronoun = "PRON",
        ProperNoun = "PROPN",
        Punctuation = "PUNCT",
        SubordinatingConjunction = "SCONJ",
        Symbol = "SYM",
        Verb = "VERB",
        Other = "X",
    }
}

labels! {
    /// What the form of a word says of tense, mood, number and degree: the Penn Treebank tags by which
    /// English treebanks write it, those without such a cue left out.
    WordForm {
        Plain = "",
        Base = "VB",
        Past = "VBD",
        Gerund = "VBG",
        PastParticiple = "VBN",
        /// Present, any person but the third of the singular.
        Present = "VBP",
        ThirdSingular = "VBZ",
        Modal = "MD",
        PluralNoun = "NNS",
        PluralName = "NNPS",
        Comparative = "JJR",
        Superlative = "JJS",
        MoreAdverb = "RBR",
        MostAdverb = "RBS",
        PossessivePronoun = "PRP$",
        PossessiveMark = "POS",
        RelativeDeterminer = "WDT",
        RelativePronoun = "WP",
        RelativePossessive = "WP$",
        RelativeAdverb = "WRB",
        Infinitive = "TO",
        VerbParticle = "RP",
    }
}

impl WordForm {
    /// The cue in a Penn Treebank tag; `Plain` for tags that carry none.
    pub fn of_penn(tag: &str) -> Self {
        Self::parse(tag).unwrap_or(Self::Plain)
    }

    /// A verb that can head a clause by itself.
    pub fn is_finite(self) -> bool {
        matches!(self, Self::Past | Self::Present | Self::ThirdSingular | Self::Modal)
    }
}

labels! {
    /// Universal relation to the head (<https://universaldependencies.org/u/dep/>), with the subtypes that tell
    /// voice, relative clauses, possession and times.
    Relation {
        Root = "root",
        AdjectivalClause = "acl",
        RelativeClause = "acl:relcl",
        AdverbialClause = "advcl",
        AdverbialModifier = "advmod",
        AdjectivalModifier = "amod",
        Apposition = "appos",
        Auxiliary = "aux",
        PassiveAuxiliary = "aux:pass",
        Case = "case",
        Coordinator = "cc",
        ClausalComplement = "ccomp",
        Classifier = "clf",
        Compound = "compound",
        Particle = "compound:prt",
        Conjunct = "conj",
        Copula = "cop",
        ClausalSubject = "csubj",
        Unspecified = "dep",
        Determiner = "det",
        Discourse = "discourse",
        Dislocated = "dislocated",
        Expletive = "expl",
        Fixed = "fixed",
        Flat = "flat",
        GoesWith = "goeswith",
        IndirectObject = "iobj",
        List = "list",
        Marker = "mark",
        NominalModifier = "nmod",
        Possessor = "nmod:poss",
        BareNominalModifier = "nmod:unmarked",
        Subject = "nsubj",
        PassiveSubject = "nsubj:pass",
        NumericModifier = "nummod",
        Object = "obj",
        Oblique = "obl",
        Agent = "obl:agent",
        BareOblique = "obl:unmarked",
        Orphan = "orphan",
        Parataxis = "parataxis",
        Punctuation = "punct",
        Reparandum = "reparandum",
        Vocative = "vocative",
        OpenComplement = "xcomp",
    }
}

impl Relation {
    /// The label of a name in data; an unknown subtype falls to its universal relation.
    pub fn of_data(name: &str) -> Self {
        let universal = || Self::parse(name.split(':').next().unwrap_or_default());
        Self::parse(name).or_else(universal).unwrap_or(Self::Unspecified)
    }

    /// The name without subtype, by which treebanks of different detail are compared.
    pub fn universal(self) -> &'static str {
        let name = self.as_str();
        name.split_once(':').map_or(name, |(universal, _)| universal)
    }
}

/// Part of speech and form of one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordTag {
    pub part: PartOfSpeech,
    pub form: WordForm,
}

impl WordTag {
    /// From the columns UPOS and XPOS of a treebank; `None` for an unknown part of speech.
    pub fn of_data(part: &str, penn: &str) -> Option<Self> {
        Some(Self {
            part: PartOfSpeech::parse(part)?,
            form: WordForm::of_penn(penn),
        })
    }

    /// The tag that a model file writes as `VERB VBD`.
    pub fn parse(name: &str) -> Option<Self> {
        let (part, form) = name.split_once(' ').unwrap_or((name, ""));
        Some(Self {
            part: PartOfSpeech::parse(part)?,
            form: WordForm::parse(form)?,
        })
    }
}

impl fmt::Display for WordTag {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = format!("{} {}", self.part, self.form);
        formatter.pad(text.trim_end())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_back() {
        for &relation in Relation::ALL {
            assert_eq!(Relation::of_data(relation.as_str()), relation);
        }
        let tag = WordTag::of_data("VERB", "VBD").unwrap();
        assert_eq!(tag.to_string(), "VERB VBD");
        assert_eq!(WordTag::parse("VERB VBD"), Some(tag));
        assert_eq!(WordTag::parse("NOUN").unwrap().form, WordForm::Plain);
    }

    #[test]
    fn unknown_subtypes_fall_to_the_universal_relation() {
        assert_eq!(Relation::of_data("nsubj:outer"), Relation::Subject);
        assert_eq!(Relation::of_data("nonsense"), Relation::Unspecified);
        assert_eq!(Relation::PassiveSubject.universal(), "nsubj");
    }
}
