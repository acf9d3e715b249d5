//! The phrase of a noun that names an act → who did it: names before it, phrases behind it, the verb it belongs to.

use super::arguments::{Roles, trimmed};
use super::conditions::is_actor;
use super::noun_status::relative;
use super::pronouns;
use super::scene::names_kind_of_place;
use crate::document::{EntityType, EventType, ParticipantRole};
use crate::kb::{ArgumentFrame, PatternKind};
use crate::tag::syntax::{Nominal, Pos, PrepositionalPhrase};

/// Words in which the verb of a relative clause stands behind its subject (`was to have paid`).
const REACH: usize = 6;

impl Roles<'_> {
    pub(super) fn of_nominal(&mut self, nominal: &Nominal) {
        self.add_modifiers(nominal);
        let shared = self.shared_phrases(nominal);
        for phrase in nominal.phrases.iter().chain(&shared) {
            if !self.names_place_before(phrase.preposition) {
                self.add_phrase(phrase, true, true);
            }
        }
        if let Some(verb) = nominal.object_of {
            self.of_object_verb(nominal, verb);
        }
        if let Some(verb) = nominal.subject_of {
            self.of_subject_verb(verb);
        }
        self.of_relative_clause(nominal);
    }

    /// `the kidnapping and murder of X`: the phrases behind the second of two bare acts are of the first, too.
    fn shared_phrases(&self, nominal: &Nominal) -> Vec<PrepositionalPhrase> {
        let syntax = self.context.syntax;
        let end = syntax.chunk(nominal.chunk).tokens.end;
        let limit = syntax.sentence(end - 1).end;
        let joined = (end + 1 < limit && syntax.pos(end) == Pos::Conjunction)
            .then(|| syntax.chunk_at(end + 1))
            .flatten();
        let joined = joined.filter(|&joined| {
            let chunk = syntax.chunk(joined);
            let opens_bare = !matches!(syntax.pos(chunk.tokens.start), Pos::Determiner | Pos::Possessive);
            opens_bare && self.names_act(joined) && self.takes_victims()
        });
        joined.map_or_else(Vec::new, |joined| {
            let mut phrases = syntax.phrases(syntax.chunk(joined).tokens.end);
            phrases.truncate(1);
            phrases.retain(|phrase| syntax.word(phrase.preposition) == "of");
            phrases
        })
    }

    /// `the visit that X was to pay to Y`, `the restrictions that X imposed on Y`: who does in a relative clause
    /// what the noun tells.
    fn of_relative_clause(&mut self, nominal: &Nominal) {
        let syntax = self.context.syntax;
        let doer = relative(syntax, nominal).and_then(|relative| {
            let chunk = syntax.chunk_at(relative + 1)?;
            let end = syntax.chunk(chunk).tokens.end;
            let mut behind = end..syntax.sentence(relative).end.min(end + REACH);
            let verb = behind.find(|&token| syntax.pos(token) == Pos::Verb)?;
            Some((chunk, verb))
        });
        let Some((chunk, verb)) = doer.filter(|&(_, verb)| self.carries(verb)) else {
            return;
        };
        let (source, _) = self.sides();
        self.add_actor(chunk, source);
        for phrase in syntax.phrases(verb + 1) {
            self.add_phrase(&phrase, false, true);
        }
    }

    /// Is this a verb that says no more than its noun (`pay a visit`, `impose restrictions`)?
    fn carries(&self, verb: usize) -> bool {
        let syntax = self.context.syntax;
        let is_light = syntax.is_light(verb) || self.lemma(verb) == Some("pay");
        is_light || self.rule.needs_verb.contains(&syntax.key(verb))
    }

    /// The verb whose object the act is: `held talks`, `faces sanctions`, `blamed rebels for the attack`.
    fn of_object_verb(&mut self, nominal: &Nominal, verb: usize) {
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
        for chunk in chunks {
            self.add_actor(chunk, role);
        }
        if let Some(chunk) = self.called(nominal) {
            self.add_actor(chunk, target);
        }
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

    /// `were involved in clashes`: a passive whose subject acts.
    fn is_in_midst(&self, verb: usize) -> bool {
        matches!(self.lemma(verb), Some("embroil" | "engage" | "involve" | "lock"))
    }

    /// `clashes near the town of X`: the clashes are not of X.
    fn names_place_before(&self, preposition: usize) -> bool {
        self.context.syntax.word(preposition) == "of" && names_kind_of_place(self.context, preposition - 1)
    }

    fn lemma(&self, verb: usize) -> Option<&str> {
        let syntax = self.context.syntax;
        let word = syntax.words[verb].verb.filter(|_| syntax.pos(verb) == Pos::Verb)?;
        Some(syntax.grammar.verb(word).lemma.as_str())
    }

    /// `face sanctions`, `escaped an attack`: the subject is acted upon.
    fn undergoes(&self, nominal: &Nominal, verb: usize) -> bool {
        let known = self.context.syntax.words[verb].verb;
        let is_undergone = known.is_some_and(|known| self.context.syntax.grammar.verb(known).undergoes);
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
        let known = self.context.syntax.words[verb]
            .verb
            .map(|verb| self.context.syntax.grammar.verb(verb));
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
                (is_attached || is_told) && !is_victim && (!reports && !self.is_comment(verb) || is_told)
            }
        }
    }

    /// `announced a deployment`, `approved a grant`: who decides on an act of its own does it.
    fn is_decided_by(&self, verb: usize) -> bool {
        use EventType::{Aid, Mobilize, Retreat, Sanction};
        const DECIDING: [&str; 9] = [
            "announce",
            "approve",
            "authorise",
            "authorize",
            "declare",
            "order",
            "plan",
            "pledge",
            "promise",
        ];
        let is_own = matches!(self.rule.event_type, Aid | Mobilize | Retreat | Sanction);
        is_own && self.lemma(verb).is_some_and(|lemma| DECIDING.contains(&lemma))
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
            Some(above) => matches!(through, Some("for" | "on")) && is_place(above),
            None => true,
        };
        let mut phrases = nominal.phrases.iter();
        let is_elsewhere = matches!(through, Some("ahead" | "before" | "since" | "until"))
            && !phrases.any(|phrase| self.context.syntax.word(phrase.preposition) == "with");
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
                && matches!(kind, EventType::Support | EventType::Accuse | EventType::Reject)
        })
    }

    /// `the attack killed three`: what the verb does is done to the same people. `The talks were held in Oslo with X`:
    /// its phrases tell who takes part, and where.
    fn of_subject_verb(&mut self, verb: usize) {
        if self.context.syntax.reports(verb) {
            return;
        }
        let predicate = self.context.syntax.predicate(verb, verb + 1);
        if self.rule.event_type == EventType::Assault && !predicate.group.is_passive {
            for chunk in predicate.objects {
                self.add_actor(chunk, ParticipantRole::Target);
            }
        }
        for phrase in &predicate.phrases {
            let word = self.context.syntax.word(phrase.preposition);
            match word {
                "by" | "between" | "among" | "with" => self.add_phrase(phrase, predicate.group.is_passive, true),
                "in" | "at" | "near" | "outside" | "inside" => self.add_place_phrase(phrase),
                _ => {}
            }
        }
    }

    /// Names inside the phrase of a noun: `Russian-Iranian talks`, `Israel's attack`, `a Russia, US and Israeli meeting`.
    fn add_modifiers(&mut self, nominal: &Nominal) {
        let syntax = self.context.syntax;
        let limit = syntax.sentence(nominal.modifiers.start).start;
        let first = syntax.chunk(nominal.chunk).tokens.start;
        let has_article = matches!(syntax.pos(first), Pos::Determiner | Pos::Possessive);
        let chunks = if has_article {
            vec![nominal.chunk]
        } else {
            syntax.coordinated_left(nominal.chunk, limit)
        };
        for chunk in chunks {
            let tokens = syntax.chunk(chunk).tokens.clone();
            let within = if chunk == nominal.chunk {
                nominal.modifiers.clone()
            } else {
                tokens.clone()
            };
            let is_bare = tokens
                .clone()
                .all(|token| matches!(syntax.pos(token), Pos::Determiner | Pos::Name));
            if chunk == nominal.chunk || is_bare {
                self.add_modifier_names(within, self.is_of_possessor(nominal));
            }
        }
    }

    /// `his arrest`, `X's killing`, but `X's killing of Y`: is the act done to whom it is said to belong?
    fn is_of_possessor(&self, nominal: &Nominal) -> bool {
        let names_other = |word: &str| matches!(word, "of" | "by");
        // `X's abduction to the kidnapping of Y`: another act.
        let is_own = |phrase: &&PrepositionalPhrase| !phrase.chunks.iter().any(|&chunk| self.names_act(chunk));
        let mut phrases = nominal.phrases.iter().take_while(is_own);
        self.rule.is_undergone && !phrases.any(|phrase| names_other(self.context.syntax.word(phrase.preposition)))
    }

    fn add_modifier_names(&mut self, tokens: std::ops::Range<usize>, is_done_to: bool) {
        let syntax = self.context.syntax;
        let (source, target) = self.sides();
        let role = if is_done_to { target } else { source };
        let genitive = tokens.clone().rev().find(|&token| syntax.pos(token) == Pos::Genitive);
        if let Some(genitive) = genitive {
            let span = syntax.span(tokens.start..genitive);
            let head = genitive - 1;
            let is_acting = syntax.pos(head) == Pos::Name || syntax.grammar.actor(syntax.key(head)).is_some();
            if is_acting {
                let sector = syntax.grammar.actor(syntax.key(head)).map(|actor| actor.sector.clone());
                self.add_or_place(trimmed(self.context, span), role, sector);
            }
        } else if let Some(first) = tokens.clone().next()
            && syntax.pos(first) == Pos::Possessive
        {
            match pronouns::antecedent_of_token(self.context, first) {
                Some((span, sector)) => self.add(span, role, sector),
                None => self.add(syntax.span(first..first + 1), role, None),
            }
        }
        let after = genitive.map_or(tokens.start, |genitive| genitive + 1);
        let mut token = after;
        while token < tokens.end {
            let end = self.modifier_end(token, tokens.end);
            // `Violent protests`: a capital at the start of a line is no name.
            if end > token && (end > token + 1 || self.name_at(token).is_some() || syntax.pos(token) != Pos::Name) {
                let head = end - 1;
                let sector = syntax.grammar.actor(syntax.key(head)).map(|actor| actor.sector.clone());
                // `the Kessler murder`, but `a Taliban kidnapping`.
                let is_person = self
                    .name_at(head)
                    .is_some_and(|name| name.entity_type == EntityType::Person);
                let role = if is_person { role } else { source };
                self.add_or_place(syntax.span(token..end), role, sector);
            }
            token = end.max(token + 1);
        }
    }

    /// The end of a name, or of a name with the actor noun behind it (`Taliban suicide bomber attack`).
    fn modifier_end(&self, start: usize, limit: usize) -> usize {
        let syntax = self.context.syntax;
        let mut end = start;
        let name = self.name_at(start).map(|name| name.span);
        while end < limit
            && syntax.pos(end) == Pos::Name
            && (end == start || self.name_at(end).map(|name| name.span) == name)
        {
            end += 1;
        }
        let actor = syntax.grammar.actor(syntax.key(end.min(limit - 1)));
        let is_actor = actor.is_some_and(|actor| end > start || !actor.is_adjective);
        if end < limit && syntax.pos(end) == Pos::Noun && is_actor {
            end += 1;
        }
        end
    }
}
