//! A noun that names an act and the verb above it → who that verb says takes part.

use super::actors::is_actor;
use super::arguments::Roles;
use crate::document::{EventType, ParticipantRole};
use crate::kb::{ArgumentFrame, PatternKind, VerbKind};
use crate::tag::syntax::{Nominal, Pos};

impl Roles<'_> {
    /// The verb whose object the act is: `held talks`, `faces sanctions`, `blamed rebels for the attack`.
    pub(super) fn of_object_verb(&mut self, nominal: &Nominal, verb: usize) {
        if self.are_all_named(nominal) {
            return;
        }
        let (source, target) = self.sides();
        let predicate = || self.context.syntax.predicate(verb, verb + 1);
        let (chunks, role) = if self.undergoes(nominal, verb) {
            (predicate().subjects, target)
        } else if self.shares_subject(nominal, verb) {
            let predicate = predicate();
            let is_undergone = predicate.group.is_passive && !self.is_in_midst(verb);
            (predicate.subjects, if is_undergone { target } else { source })
        } else if self.attributes(nominal, verb) {
            let predicate = predicate();
            let is_claimed = predicate.group.is_passive || self.lemma(verb) == Some("claim");
            let doers = if is_claimed {
                predicate.subjects
            } else {
                predicate.objects
            };
            (doers, source)
        } else {
            return;
        };
        // `It will be the first visit by X`: the act itself.
        let syntax = self.context.syntax;
        let is_act = |chunk: usize| {
            let head = syntax.chunk(chunk).head;
            syntax.pos(verb) == Pos::Be && matches!(syntax.word(head), "It" | "it" | "This" | "this" | "That" | "that")
        };
        for chunk in chunks.into_iter().filter(|&chunk| !is_act(chunk)) {
            self.add_actor(chunk, role);
        }
        if let Some(chunk) = self.called(nominal) {
            self.add_actor(chunk, target);
        }
    }

    /// `In a telephone call on Friday, X told Y`, `After talks in Lima, X said`: the clause behind a phrase that opens its
    /// sentence.
    pub(super) fn of_verb_behind(&mut self, nominal: &Nominal) {
        let syntax = self.context.syntax;
        let sentence = syntax.sentence(syntax.chunk(nominal.chunk).head);
        let start = syntax.chunk(nominal.chunk).tokens.start;
        let opening = syntax.word(sentence.start).to_ascii_lowercase();
        let is_at = matches!(opening.as_str(), "after" | "during" | "following" | "in" | "at");
        let is_open = !self.has(ParticipantRole::Source) && self.rule.event_type == EventType::Consult;
        if !is_at || !is_open || start != sentence.start + 1 {
            return;
        }
        let comma = (start..sentence.end).find(|&token| syntax.pos(token) == Pos::Comma);
        let verb = comma.and_then(|comma| self.main_verb(comma..sentence.end));
        let Some(verb) = verb else { return };
        let predicate = syntax.predicate(verb, verb + 1);
        let (source, target) = self.sides();
        for &chunk in predicate.subjects.iter().filter(|_| !predicate.group.is_passive) {
            self.add_actor(chunk, source);
        }
        if self.rule.mode.as_deref() == Some("phone") {
            for &chunk in &predicate.objects {
                self.add_actor(chunk, target);
            }
        }
    }

    /// The verb of the clause that opens a stretch, an auxiliary where its subject stands right before one.
    fn main_verb(&self, tokens: std::ops::Range<usize>) -> Option<usize> {
        let syntax = self.context.syntax;
        let subject = syntax.chunk_at(tokens.start + 1).filter(|_| tokens.len() > 1);
        let after = subject.map(|chunk| syntax.chunk(chunk).tokens.end);
        after
            .filter(|&after| after < tokens.end && matches!(syntax.pos(after), Pos::Have | Pos::Be))
            .or_else(|| tokens.clone().find(|&token| syntax.pos(token) == Pos::Verb))
    }

    /// `congratulated her in a phone call`: who is called stands before it.
    fn called(&self, nominal: &Nominal) -> Option<usize> {
        let through = nominal.through.map(|token| self.context.syntax.word(token));
        let above = nominal.noun_above.filter(|_| self.is_call(through))?;
        let chunk = self.context.syntax.chunk_at(above)?;
        is_actor(self.context, chunk).then_some(chunk)
    }

    /// Said in a phone call.
    fn is_call(&self, through: Option<&str>) -> bool {
        self.rule.mode.as_deref() == Some("phone") && matches!(through, Some("by" | "during" | "in" | "on" | "over"))
    }

    /// `is to prepare for a summit between A and B`: nobody else takes part.
    fn are_all_named(&self, nominal: &Nominal) -> bool {
        let syntax = self.context.syntax;
        let mut phrases = nominal.phrases.iter();
        let is_mutual = matches!(self.rule.frame, ArgumentFrame::Mutual | ArgumentFrame::Topic);
        is_mutual
            && phrases.any(|phrase| {
                let is_between = matches!(syntax.word(phrase.preposition), "between" | "among");
                is_between && phrase.chunks.iter().any(|&chunk| is_actor(self.context, chunk))
            })
    }

    /// `were involved in clashes`: a passive whose subject acts.
    fn is_in_midst(&self, verb: usize) -> bool {
        self.is_of(verb, VerbKind::Involves)
    }

    /// `face sanctions`, `escaped an attack`: the subject is acted upon.
    fn undergoes(&self, nominal: &Nominal, verb: usize) -> bool {
        let is_undergone = self
            .context
            .syntax
            .known_verb(verb)
            .is_some_and(|known| known.undergoes);
        let through = nominal.through.map(|token| self.context.syntax.word(token));
        match self.rule.event_type {
            // `died in clashes`.
            EventType::Assault if through == Some("in") => is_undergone,
            // `came under pressure to`.
            EventType::Request if through == Some("under") => true,
            _ => is_undergone && through.is_none() && self.rule.frame == ArgumentFrame::Directed,
        }
    }

    /// `blamed X for the attack`, `X was accused of the killing`, `claimed responsibility for the bombing`: who is said to
    /// have done it.
    fn attributes(&self, nominal: &Nominal, verb: usize) -> bool {
        const ATTRIBUTING: [(&str, &str); 7] = [
            ("accuse", "of"),
            ("blame", "for"),
            ("charge", "with"),
            ("claim", "for"),
            ("convict", "of"),
            ("link", "to"),
            ("suspect", "of"),
        ];
        let syntax = self.context.syntax;
        let Some((lemma, through)) = self.lemma(verb).zip(nominal.through) else {
            return false;
        };
        self.rule.frame == ArgumentFrame::Directed && ATTRIBUTING.contains(&(lemma, syntax.word(through)))
    }

    /// Does the subject of the verb above take part? It does in `held talks`, `launched an attack`, `met for talks`.
    fn shares_subject(&self, nominal: &Nominal, verb: usize) -> bool {
        let known = self.context.syntax.known_verb(verb);
        let is_light = known.is_some_and(|known| known.is_light) || self.context.syntax.pos(verb) == Pos::Have;
        // `pledged ten million dollars in aid`.
        let through = nominal.through.map(|token| self.context.syntax.word(token));
        let is_given = self.rule.event_type == EventType::Aid && through == Some("in");
        if is_given && known.is_some_and(|known| !known.undergoes) {
            return true;
        }
        match self.rule.frame {
            ArgumentFrame::Directed | ArgumentFrame::Undergo => {
                nominal.through.is_none() && (is_light || self.is_decided_by(verb))
            }
            _ => {
                let is_victim =
                    known.is_some_and(|known| known.undergoes) && self.rule.event_type == EventType::Assault;
                let reports = known.is_some_and(|known| known.reports);
                let is_attached = self.is_of_verb(nominal, through);
                let is_told = self.is_told_at(nominal, through);
                // `upgraded ties during X's visit`, `boycotted the session`
                let is_others = matches!(through, Some("after" | "at" | "before" | "during" | "following"))
                    && self.has(ParticipantRole::Source);
                if is_others || nominal.through.is_none() && self.keeps_away(verb) {
                    return false;
                }
                let is_decided = nominal.through.is_none() && self.is_decided_by(verb);
                (is_attached || is_told) && !is_victim && (!reports && !self.is_comment(verb) || is_told || is_decided)
            }
        }
    }

    /// `boycotted the session`, `disrupted the talks`: the subject takes no part.
    fn keeps_away(&self, verb: usize) -> bool {
        self.is_of(verb, VerbKind::KeepsAway)
    }

    /// `crossed into Russia aboard a train for a summit`: a journey for what the noun tells.
    fn travels(&self, nominal: &Nominal, through: Option<&str>) -> bool {
        let verb = nominal.object_of.filter(|_| through == Some("for"));
        verb.is_some_and(|verb| self.is_of(verb, VerbKind::Travels))
    }

    /// `announced a deployment`, `approved a grant`, `traded accusations`: who decides on an act of its own, or speaks it,
    /// does it.
    fn is_decided_by(&self, verb: usize) -> bool {
        use EventType::{Aid, Consult, Cooperate, Mobilize, Retreat, Sanction};
        let is_own = matches!(
            self.rule.event_type,
            Aid | Consult | Cooperate | Mobilize | Retreat | Sanction
        );
        let is_said = self.is_spoken() && self.rule.event_type != Aid;
        is_own && self.is_of(verb, VerbKind::Decides) || is_said && self.is_of(verb, VerbKind::Speaks)
    }

    /// `said after talks with X`, `congratulated her in a phone call`: who speaks of something else at a meeting, or
    /// after it, takes part, unless it is said whose meeting it is.
    fn is_told_at(&self, nominal: &Nominal, through: Option<&str>) -> bool {
        let is_at = match through {
            Some("after" | "during" | "following") if nominal.noun_above.is_none() => true,
            _ => self.is_call(through) && (nominal.noun_above.is_none() || self.called(nominal).is_some()),
        };
        let is_open = self.found.iter().all(|found| found.role != ParticipantRole::Source);
        is_at && is_open && self.rule.event_type == EventType::Consult
    }

    /// `met for talks`, `flew to Lima for talks`, but not `asked it before a summit`: does the noun hang on the verb?
    fn is_of_verb(&self, nominal: &Nominal, through: Option<&str>) -> bool {
        let is_place = |token: usize| self.name_at(token).is_some_and(|name| name.entity_type.is_place());
        let is_near = match nominal.noun_above {
            Some(above) => matches!(through, Some("for" | "on")) && is_place(above) || self.travels(nominal, through),
            None => true,
        };
        let mut phrases = nominal.phrases.iter();
        let is_elsewhere = matches!(
            through,
            Some("after" | "ahead" | "amid" | "before" | "despite" | "following" | "since" | "until")
        ) && !phrases.any(|phrase| self.context.syntax.word(phrase.preposition) == "with");
        is_near && !is_elsewhere
    }

    /// `welcomed the accord`, `condemned the talks`: a verb that tells a view of an act.
    fn is_comment(&self, verb: usize) -> bool {
        let events = &self.context.kb.events;
        let starts = events.starts(self.context.syntax.key(verb));
        starts.iter().any(|start| {
            let pattern = &events.patterns[start.pattern];
            let rule = &events.rules[pattern.rule];
            let kind = rule.event_type;
            // A rule that asks for a certain object is no view of it: `cancelled the talks`.
            pattern.rest.is_empty()
                && rule.near.is_empty()
                && pattern.kind == PatternKind::Verb
                && matches!(
                    kind,
                    EventType::Support | EventType::Accuse | EventType::Protest | EventType::Reject
                )
        })
    }

    pub(super) fn lemma(&self, verb: usize) -> Option<&str> {
        let known = self.context.syntax.known_verb(verb);
        let is_verb = self.context.syntax.pos(verb) == Pos::Verb;
        known.filter(|_| is_verb).map(|known| known.lemma.as_str())
    }

    fn is_of(&self, verb: usize, kind: VerbKind) -> bool {
        self.context.syntax.pos(verb) == Pos::Verb && self.context.syntax.is_verb_of(verb, kind)
    }

    /// Is this a verb that says no more than its noun (`pay a visit`, `impose restrictions`)?
    pub(super) fn carries(&self, verb: usize) -> bool {
        let syntax = self.context.syntax;
        let is_light = syntax.is_light(verb) || self.lemma(verb) == Some("pay");
        is_light || self.rule.needs_verb.contains(&syntax.key(verb))
    }
}
