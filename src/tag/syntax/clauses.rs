//! A dependency tree → clauses: who does what to whom, through passives, coordination, relative clauses and control.

use super::trees::Tree;
use crate::model::syntax::{PartOfSpeech, Relation, WordForm};

/// A verb (or a noun or adjective said of a subject) with what belongs to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clause {
    /// Token of the word that heads the clause.
    pub head: usize,
    /// Auxiliaries, modal verbs and copula.
    pub auxiliaries: Vec<usize>,
    pub is_passive: bool,
    pub is_negated: bool,
    /// Who or what stands as subject, of a passive too; taken from another clause where this one has none.
    pub subjects: Vec<Argument>,
    pub objects: Vec<Argument>,
    /// Who does it in a passive.
    pub agents: Vec<Argument>,
    /// Phrases with a preposition, and bare ones of time and measure.
    pub obliques: Vec<Argument>,
}

/// A phrase that takes part in a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Argument {
    /// Token of the noun that heads the phrase.
    pub head: usize,
    /// Token of its preposition.
    pub preposition: Option<usize>,
}

/// Subjects are sought through at most this many clauses.
const MAX_DEPTH: usize = 6;

impl Clause {
    /// The clause headed by a token.
    pub fn read(tree: Tree, head: usize) -> Self {
        let mut clause = Self {
            head,
            subjects: bare(subjects(tree, head, MAX_DEPTH)),
            objects: bare(objects(tree, head)),
            is_passive: is_passive(tree, head),
            ..Self::default()
        };
        for child in tree.children(head) {
            match tree.relation(child) {
                Relation::Auxiliary | Relation::PassiveAuxiliary | Relation::Copula => clause.auxiliaries.push(child),
                Relation::Agent => clause.agents.extend(with_preposition(tree, child)),
                Relation::Oblique | Relation::BareOblique => clause.obliques.extend(with_preposition(tree, child)),
                Relation::AdverbialModifier => clause.is_negated |= tree.tag(child).part == PartOfSpeech::Particle,
                _ => {}
            }
        }
        clause
    }
}

/// Who does what the head of a clause says (suffers it, in a passive).
fn subjects(tree: Tree, head: usize, depth: usize) -> Vec<usize> {
    let own = own_subjects(tree, head);
    if !own.is_empty() {
        return own;
    }
    let Some(above) = tree.head(head).filter(|_| depth > 0) else {
        return Vec::new();
    };
    match tree.relation(head) {
        Relation::Conjunct | Relation::AdverbialClause | Relation::Parataxis => subjects(tree, above, depth - 1),
        Relation::OpenComplement => controllers(tree, above, depth),
        Relation::RelativeClause => tree.conjuncts(above),
        Relation::AdjectivalClause if tree.tag(head).form != WordForm::Base => tree.conjuncts(above),
        _ => Vec::new(),
    }
}

/// Subjects that depend on the head itself; of a relative clause the noun that it is about.
fn own_subjects(tree: Tree, head: usize) -> Vec<usize> {
    let mut found = Vec::new();
    for child in tree.children(head) {
        if !matches!(tree.relation(child), Relation::Subject | Relation::PassiveSubject) {
            continue;
        }
        match antecedent(tree, head).filter(|_| is_relative(tree, child)) {
            Some(noun) => found.extend(tree.conjuncts(noun)),
            None => found.extend(tree.conjuncts(child)),
        }
    }
    found
}

/// The noun that a relative clause, or a verb joined to one, is about.
fn antecedent(tree: Tree, head: usize) -> Option<usize> {
    let mut at = head;
    for _ in 0..MAX_DEPTH {
        match tree.relation(at) {
            Relation::RelativeClause => return tree.head(at),
            Relation::Conjunct | Relation::OpenComplement | Relation::ClausalComplement => at = tree.head(at)?,
            _ => return None,
        }
    }
    None
}

fn is_relative(tree: Tree, token: usize) -> bool {
    matches!(
        tree.tag(token).form,
        WordForm::RelativePronoun | WordForm::RelativeDeterminer
    )
}

/// Who does what a complement of a verb says: its object where it has one (`urged Iran to leave`), else its subject.
fn controllers(tree: Tree, verb: usize, depth: usize) -> Vec<usize> {
    let objects = objects(tree, verb);
    if !objects.is_empty() {
        return objects;
    }
    subjects(tree, verb, depth - 1)
}

fn objects(tree: Tree, head: usize) -> Vec<usize> {
    let is_object = |&child: &usize| matches!(tree.relation(child), Relation::Object | Relation::IndirectObject);
    tree.children(head)
        .filter(is_object)
        .flat_map(|child| tree.conjuncts(child))
        .collect()
}

/// Passive by its auxiliary or subject, or a participle that hangs on a noun (`troops sent to Mali`).
fn is_passive(tree: Tree, head: usize) -> bool {
    let marked = tree.children(head).any(|child| {
        matches!(
            tree.relation(child),
            Relation::PassiveAuxiliary | Relation::PassiveSubject
        )
    });
    let reduced = tree.relation(head) == Relation::AdjectivalClause && tree.tag(head).form == WordForm::PastParticiple;
    marked || reduced
}

fn with_preposition(tree: Tree, noun: usize) -> Vec<Argument> {
    let preposition = tree.related(noun, Relation::Case).next();
    let argument = |head| Argument { head, preposition };
    tree.conjuncts(noun).into_iter().map(argument).collect()
}

fn bare(tokens: Vec<usize>) -> Vec<Argument> {
    let argument = |head| Argument {
        head,
        preposition: None,
    };
    tokens.into_iter().map(argument).collect()
}
