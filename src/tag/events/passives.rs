//! A verb that tells an act → is its subject who acts, or to whom it is done?

use super::actors::is_actor;
use super::arguments::Roles;
use super::matching::Candidate;
use crate::document::EventType;
use crate::kb::{ArgumentFrame, Forms, VerbKind};
use crate::tag::syntax::{Pos, Predicate};

impl Roles<'_> {
    /// `was arrested`, `the men arrested in Basra`, `a man charged with arson`, but not `is committed to peace`.
    pub(super) fn is_passive(&self, candidate: &Candidate, predicate: &Predicate) -> bool {
        let is_stance = self.context.syntax.is_verb_of(predicate.group.verb, VerbKind::Resolves);
        if self.object_of_relative(predicate).is_some() {
            return false;
        }
        predicate.group.is_passive && !is_stance
            || self.is_victimless(candidate, predicate)
            || !is_stance && self.is_said_of_object(candidate, predicate)
            || self.is_reduced_passive(candidate, predicate)
            || self.is_charge_on_subject(candidate, predicate)
            || self.is_of_headline(candidate, predicate)
            || self.rule.frame == ArgumentFrame::Undergo
    }

    /// `the envoys whom Peru expelled`: the phrases that `whom` stands for.
    pub(super) fn object_of_relative(&self, predicate: &Predicate) -> Option<Vec<usize>> {
        let syntax = self.context.syntax;
        let subject = predicate.subjects.first()?;
        let tokens = syntax.chunk(*subject).tokens.clone();
        let relative = tokens.start.checked_sub(1)?;
        let is_beside = tokens.end == predicate.group.start && syntax.word(relative) == "whom";
        is_beside.then(|| syntax.antecedent(relative, syntax.sentence(relative).start))
    }

    /// `ten men killed in Lima`: a participle of harm without an object.
    fn is_victimless(&self, candidate: &Candidate, predicate: &Predicate) -> bool {
        let lacks_object = predicate.objects.is_empty() && self.is_past_participle(candidate);
        // `the boats it detained`
        let before = predicate
            .group
            .start
            .checked_sub(1)
            .map(|before| self.context.syntax.word(before));
        let has_doer = matches!(before, Some("he" | "she" | "it" | "they" | "we" | "I"));
        lacks_object && !has_doer && self.takes_victims() && self.reads_as_passive(candidate, predicate)
    }

    /// `flew home fishermen rescued from a boat`: acts that want an object besides those of harm.
    pub(super) fn is_said_of_object(&self, candidate: &Candidate, predicate: &Predicate) -> bool {
        let is_given = matches!(self.rule.event_type, EventType::Aid | EventType::Sanction);
        let wants_object = is_given || self.rule.object.is_some();
        let is_short = candidate.tokens.len() == 1 && self.rule.frame == ArgumentFrame::Directed;
        wants_object && is_short && self.context.syntax.is_reduced_relative(predicate)
    }

    /// `Two soldiers killed as bus is bombed`: the only verb of a headline, one that needs an object and has none.
    fn is_of_headline(&self, candidate: &Candidate, predicate: &Predicate) -> bool {
        let syntax = self.context.syntax;
        let verb = predicate.group.verb;
        let Some(&subject) = predicate.subjects.last() else {
            return false;
        };
        let is_bare = predicate.group.start == candidate.tokens.start
            && predicate.group.start == verb
            && syntax.chunk(subject).tokens.end == verb;
        // `convoy`, `village`, but not `rockets`
        let is_thing = || {
            let head = syntax.chunk(subject).head;
            let is_weapon = syntax.grammar.is_weapon(syntax.key(head));
            syntax.pos(head) == Pos::Noun && !is_weapon && !is_actor(self.context, subject)
        };
        is_bare
            && candidate.gap.is_none()
            && predicate.objects.is_empty()
            && self.is_past_participle(candidate)
            && (syntax.is_verb_of(verb, VerbKind::NeedsObject) || self.takes_victims() && is_thing())
            && syntax.is_first_verb(verb)
            && !self.counts_or_goes_on(candidate.tokens.end)
    }

    /// `killed over 30`, `killed and robbed`: a number that is an object, or another verb that may have one.
    fn counts_or_goes_on(&self, behind: usize) -> bool {
        let syntax = self.context.syntax;
        let end = syntax.sentence(behind - 1).end;
        let pos = |token: usize| (token < end).then(|| syntax.pos(token));
        match pos(behind) {
            // `invited to Ankara`
            _ if matches!(syntax.pos(behind - 1), Pos::Preposition | Pos::To) => false,
            // `dismissed that suggestion`
            Some(Pos::Subordinator) => syntax.word(behind) == "that",
            None | Some(Pos::Break | Pos::Time | Pos::To) => false,
            Some(Pos::Comma | Pos::Conjunction) => pos(behind + 1) == Some(Pos::Verb) && !syntax.reports(behind + 1),
            Some(Pos::Preposition) if behind + 1 < end => {
                let is_about = matches!(syntax.word(behind), "about" | "around" | "over" | "up");
                is_about && pos(behind + 1) == Some(Pos::Number) || syntax.word(behind + 1) == "least"
            }
            Some(Pos::Preposition) => false,
            Some(_) => true,
        }
    }

    fn is_past_participle(&self, candidate: &Candidate) -> bool {
        let word = self.context.syntax.words[candidate.tokens.start];
        word.verb.is_none_or(|verb| verb.forms.has(Forms::PARTICIPLE))
    }

    /// `the men arrested in Basra`: a participle of a verb that wants an object, without one.
    fn reads_as_passive(&self, candidate: &Candidate, predicate: &Predicate) -> bool {
        const ACTIVE: [&str; 3] = ["with", "for", "against"];
        // `held for years without charge`: what stands in the gap of a pattern is no object.
        let first = candidate.tokens.start;
        let is_apart = |word: &str| matches!(word, "at" | "by" | "for" | "in" | "near" | "since" | "without");
        let is_open = first + 1 < candidate.tokens.end && is_apart(self.context.syntax.word(first + 1));
        let is_short = candidate.tokens.len() == 1 || candidate.gap.is_some() && is_open;
        let bare = predicate.group.start == first && is_short;
        let intransitive = self.rule.object.is_none() || !self.rule.subject_heads.is_empty();
        let next = predicate
            .phrases
            .first()
            .map(|phrase| self.context.syntax.word(phrase.preposition));
        let is_reduced = || self.context.syntax.is_reduced_relative(predicate);
        let is_plain = next.is_some_and(|word| !ACTIVE.contains(&word))
            && self.rule.subject.is_none()
            && self.rule.subject_heads.is_empty();
        bare && (!intransitive || is_plain || is_reduced())
    }

    /// `freed a man charged with arson`: the participle of a trigger that ends in the preposition its object stands before.
    fn is_charge_on_subject(&self, candidate: &Candidate, predicate: &Predicate) -> bool {
        let first = candidate.tokens.start;
        let bare = predicate.group.start == first && candidate.tokens.len() == 2;
        bare && self.ends_before_charge(candidate) && self.is_past_participle(candidate)
    }

    /// `convicted of`, `charged X with`: what stands behind is the charge.
    pub(super) fn ends_before_charge(&self, candidate: &Candidate) -> bool {
        let syntax = self.context.syntax;
        let last = candidate.tokens.end - 1;
        candidate.tokens.len() > 1
            && matches!(syntax.word(last), "of" | "with" | "for" | "to")
            && syntax.is_verb_of(candidate.tokens.start, VerbKind::Accuses)
    }

    /// `a deal brokered by Oman`: a bare participle with its doer behind it.
    pub(super) fn is_reduced_passive(&self, candidate: &Candidate, predicate: &Predicate) -> bool {
        let syntax = self.context.syntax;
        let bare = predicate.group.start == candidate.tokens.start && predicate.objects.is_empty();
        let opening = predicate.phrases.first().map(|phrase| syntax.word(phrase.preposition));
        bare && opening == Some("by") && self.is_past_participle(candidate)
    }
}
