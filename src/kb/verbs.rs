//! Rows of `grammar/verbs.csv` → what a verb makes of its subject, its object and the act below it.

use serde::Deserialize;

use crate::vocabulary::EventStatus;

/// What rules that go beyond an act's own word ask of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VerbKind {
    /// Takes the act behind `of` for its object's: `accuse`, `convict`.
    Accuses,
    /// Its object is who hears: `tell`, `inform`.
    Addresses,
    /// `begin`, `resume`: what it has done goes on.
    Begins,
    /// Lays its object on somebody: `blame an attack on`.
    Blames,
    /// Its subject decides on an act of its own: `approve`, `order`.
    Decides,
    /// `dismiss`, `refute`: what it speaks of is not so.
    Denies,
    /// A journey that lies ahead where it is told in the present: `leave`, `head`.
    Departs,
    /// Takes a post or a task from its object: `sack`.
    Dismisses,
    /// Its object, which goes on, is to stop: `end`, `quell`.
    Ends,
    /// Its object is in the state that a participle behind tells: `saw three killed`.
    Finds,
    /// Tells who comes together: `bring`, `draw`.
    Gathers,
    /// Its first object is given the second: `lend`, `hand`.
    Gives,
    /// Keeps its object from what stands behind `against`: `defend`, `protect`.
    Guards,
    /// In the passive its subject acts: `embroiled in`, `locked in`.
    Involves,
    /// Tells that its subject has come about: `begin`, `go ahead`.
    Happens,
    /// Looks into whether its object is so: `investigate`.
    Inquires,
    /// Tells a view of its object, which has been: `condemn`, `praise`.
    Judges,
    /// Its subject takes no part in its object: `boycott`, `skip`.
    KeepsAway,
    /// Keeps or breaks what its object says, which stands: `violate`, `honour`.
    KeepsRule,
    /// Hardly ever told of a doer without an object: `kill`, `arrest`.
    NeedsObject,
    /// In the passive it tells the subject's own stance: `is committed to`.
    Resolves,
    /// `remain`, `stay`: its subject is as it was.
    Stays,
    /// Its subject brings its object about: `trigger`, `prompt`.
    Sparks,
    /// Its subject is what stands behind: `become`, `appear`.
    Seems,
    /// Its subject speaks its object: `voice`, `trade`.
    Speaks,
    /// A journey, with `for` what it is made for: `fly`, `arrive`.
    Travels,
    /// Makes nothing of a plan, though not of other objects: `drop`, `bury`.
    Undoes,
    /// Its object may be the means: `detonate`, `fire`.
    Wields,
}

/// A verb of the list.
#[derive(Clone, Debug)]
pub struct Verb {
    pub lemma: String,
    /// Its base form is also a usual noun (`attack`).
    pub is_noun: bool,
    /// Its base form is a noun but where a modal or `to` stands before it (`man`).
    pub is_mostly_noun: bool,
    /// Its subject does what its object names (`hold talks`).
    pub is_light: bool,
    /// The subject is acted upon in what the object names (`face arrest`).
    pub undergoes: bool,
    /// Says or thinks something (`say`, `warn`).
    pub reports: bool,
    /// What the verb makes of an act that it governs (`plan to visit`).
    pub effect: Option<EventStatus>,
    /// The prepositions of which the effect on nouns needs one (`call for talks`); empty where it needs none.
    pub prepositions: Vec<String>,
    /// The same with a person between (`urge them to leave`).
    pub object_effect: Option<EventStatus>,
    /// Its object does what an infinitive behind says (`sent them to fight`).
    pub controls_by_object: bool,
    kinds: Vec<VerbKind>,
}

impl Verb {
    pub(super) fn new(row: VerbRow, kinds: Vec<VerbKind>) -> Self {
        let prepositions = row.prepositions.iter().flat_map(|joined| joined.split('|'));
        let prepositions = prepositions.map(str::to_owned).collect();
        Self {
            lemma: row.lemma,
            is_noun: row.also_noun.is_some(),
            is_mostly_noun: row.also_noun == Some(AlsoNoun::Mostly),
            is_light: row.light.is_some(),
            undergoes: row.undergoes.is_some(),
            reports: row.reports.is_some(),
            effect: row.effect,
            object_effect: row.object_effect,
            controls_by_object: row.object_control.is_some() || row.object_effect.is_some(),
            prepositions,
            kinds,
        }
    }

    /// Does the effect on nouns need this preposition?
    pub fn needs(&self, preposition: &str) -> bool {
        self.prepositions.iter().any(|needed| needed == preposition)
    }

    pub fn is(&self, kind: VerbKind) -> bool {
        self.kinds.contains(&kind)
    }
}

/// How often the base form of a verb is a noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum AlsoNoun {
    /// As often as not.
    Yes,
    Mostly,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VerbRow {
    pub lemma: String,
    pub also_noun: Option<AlsoNoun>,
    pub light: Option<String>,
    pub reports: Option<String>,
    pub effect: Option<EventStatus>,
    pub object_effect: Option<EventStatus>,
    /// Joined by `|`.
    pub prepositions: Option<String>,
    pub object_control: Option<String>,
    pub undergoes: Option<String>,
    /// Names of [`VerbKind`], joined by `|`.
    pub kinds: Option<String>,
}
