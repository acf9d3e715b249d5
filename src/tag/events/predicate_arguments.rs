//! The clause of a verb, or a fixed phrase, that tells an act → who did it and to whom.

use super::actors::is_actor;
use super::arguments::{Roles, trimmed};
use super::matching::Candidate;
use crate::document::{EntityType, EventType, ParticipantRole};
use crate::kb::{ArgumentFrame, PatternKind, VerbKind};
use crate::tag::syntax::{Governor, Pos, Predicate, is_direction};

impl Roles<'_> {
    pub(super) fn of_predicate(&mut self, candidate: &Candidate, predicate: &Predicate) {
        let by_doer = self.is_reduced_passive(candidate, predicate);
        let is_passive = self.is_passive(candidate, predicate);
        let (source, target) = self.sides();
        let limit = self.context.syntax.sentence(predicate.group.verb).start;
        let subject_role = if is_passive { target } else { source };
        // `protested against measures imposed in May`: on the measures, not by or on who protests.
        let is_said_of_other = self.is_said_of_object(candidate, predicate) && !self.has_subject_beside(predicate);
        if (!by_doer || self.takes_victims()) && !is_said_of_other {
            for &chunk in &predicate.subjects {
                // `an attack in X which killed three`: a town harms nobody.
                if subject_role == source && self.takes_victims() && self.is_place_in_phrase(chunk, limit) {
                    self.add_place(chunk);
                } else {
                    self.add_subject(chunk, subject_role);
                }
            }
        }
        if !self.has(subject_role) {
            self.add_apposed_subject(predicate, subject_role);
        }
        self.add_scene(predicate);
        if candidate.gap.is_some() {
            self.add_names_in_gap(candidate, target);
        }
        let last = candidate.tokens.end - 1;
        // `welcomed her to the palace`
        let leads_to_place = self.rule.frame == ArgumentFrame::Host && self.context.syntax.word(last) == "to"
            || self.rule.event_type == EventType::Protest;
        let ends_in_place = candidate.tokens.len() > 1 && (self.places(last) || leads_to_place);
        // `suspended X from the council`, `ordered X to leave the country`: what stands behind is nobody done to.
        let is_complete = candidate.gap.is_some()
            && (self.context.syntax.word(last) == "from" || self.context.syntax.pos(last) == Pos::Verb)
            || self.ends_before_charge(candidate);
        let objects = if is_complete { &[][..] } else { &predicate.objects[..] };
        for &chunk in objects {
            if ends_in_place && self.names_place(chunk) {
                self.add_place(chunk);
                continue;
            }
            if self.rule.frame == ArgumentFrame::Visit {
                self.add_place(chunk);
            }
            // `discussed a patrol of the Nera valley`: what is given or spoken of is not where.
            if self.is_given(chunk) || self.is_wielded(predicate, chunk) || self.rule.frame == ArgumentFrame::Topic {
                continue;
            } else if self.named_place(chunk).is_some() {
                self.add_place(chunk);
            } else if self.takes_victims() {
                self.add_any(chunk, target);
            } else if self.rule.frame == ArgumentFrame::Host {
                self.add_actor(chunk, target);
            } else {
                self.add_actor_or_owner(chunk, target);
            }
        }
        for chunk in self.object_of_relative(predicate).unwrap_or_default() {
            self.add_actor(chunk, target);
        }
        self.add_owner_of_object(candidate, predicate);
        self.add_phrases(predicate, is_passive);
        if self.rule.event_type == EventType::Aid && !self.has(target) {
            self.add_helped(candidate.tokens.end);
        }
        if self.rule.event_type == EventType::Request {
            self.add_subject_of_complement(candidate.tokens.end);
        }
        if !self.found.iter().any(|argument| argument.role == target) {
            self.add_far_target(candidate, predicate, target);
        }
    }

    /// The last subject ends where the verb starts.
    fn has_subject_beside(&self, predicate: &Predicate) -> bool {
        let syntax = self.context.syntax;
        let ends_there = |&chunk: &usize| syntax.chunk(chunk).tokens.end == predicate.group.start;
        predicate.subjects.iter().any(ends_there)
    }

    /// `Israel's plan to withdraw`: the subject of an infinitive on a noun is whose the noun is.
    fn add_subject(&mut self, chunk: usize, role: ParticipantRole) {
        let syntax = self.context.syntax;
        let tokens = syntax.chunk(chunk).tokens.clone();
        let genitive = tokens.clone().find(|&token| syntax.pos(token) == Pos::Genitive);
        match genitive.filter(|_| !is_actor(self.context, chunk)) {
            Some(genitive) if is_acting(self, genitive - 1) => {
                let span = trimmed(self.context, syntax.span(tokens.start..genitive));
                self.add(span, role, None);
            }
            _ => self.add_actor(chunk, role),
        }
        self.add_sender(chunk, role);
        // `a bus was bombed`: things are hit as people are; a bomb that went off is not what was hit.
        let is_weapon = syntax.grammar.is_weapon(syntax.key(syntax.chunk(chunk).head));
        if role == ParticipantRole::Target && self.hits() && !is_weapon && !self.has(role) {
            self.add_any(chunk, role);
        }
    }

    /// A place that the lists know behind a preposition, a state only behind one that says where.
    fn is_place_in_phrase(&self, chunk: usize, limit: usize) -> bool {
        let syntax = self.context.syntax;
        let name = self.name_at(syntax.chunk(chunk).head);
        let first = syntax.coordinated_left(chunk, limit).first().copied().unwrap_or(chunk);
        let before = syntax.chunk(first).tokens.start.checked_sub(1);
        let Some((name, before)) = name.zip(before) else {
            return false;
        };
        let is_known = name.entity_type.is_place() && !name.candidates.is_empty();
        let is_behind = syntax.pos(before) == Pos::Preposition;
        is_known && is_behind && (!self.is_state(name) || self.places(before))
    }

    /// `froze the assets of five banks`: whose the noun is that ends the trigger.
    fn add_owner_of_object(&mut self, candidate: &Candidate, predicate: &Predicate) {
        let syntax = self.context.syntax;
        let phrase = predicate.phrases.first().filter(|phrase| {
            let is_next = phrase.preposition == candidate.tokens.end;
            is_next && syntax.word(phrase.preposition) == "of"
        });
        let takes = self.ends_in_noun && self.acts_on_of() && self.rule.event_type != EventType::Aid;
        let (_, target) = self.sides();
        if let Some(phrase) = phrase.filter(|_| takes) {
            for &chunk in &phrase.chunks {
                self.add_actor_or_owner(chunk, target);
            }
        }
    }

    /// `killed during fighting between A and B`: what follows a noun for another act belongs to that act.
    fn add_phrases(&mut self, predicate: &Predicate, is_passive: bool) {
        const OF_THE_ACT: [&str; 10] = [
            "against", "among", "at", "between", "into", "near", "on", "outside", "to", "with",
        ];
        let syntax = self.context.syntax;
        let (mut is_below_act, mut is_cause, mut is_against) = (false, false, false);
        let speaks_of_object = !predicate.objects.is_empty() && self.is_spoken_of_object();
        let speaks_of_act = self.speaks_of_act(predicate);
        for phrase in &predicate.phrases {
            if speaks_of_object && self.places(phrase.preposition) {
                continue;
            }
            if speaks_of_act && matches!(syntax.word(phrase.preposition), "against" | "on") {
                continue;
            }
            // `discussed a ferry between Lagos and Dakar`
            let has_topic = self.rule.frame == ArgumentFrame::Topic && !predicate.objects.is_empty();
            if has_topic && syntax.word(phrase.preposition) == "between" {
                continue;
            }
            if is_against && matches!(syntax.word(phrase.preposition), "from" | "to") {
                continue;
            }
            // `severed ties over the war in X`
            if is_cause && self.places(phrase.preposition) {
                continue;
            }
            let names_act = phrase.chunks.iter().any(|&chunk| self.names_act(chunk));
            // `exchanged drafts on a truce in X`
            let is_topic =
                syntax.word(phrase.preposition) == "on" && names_act && self.rule.event_type == EventType::Consult;
            // `protested against a sale to a firm from Peru`
            is_against |= self.rule.event_type == EventType::Protest && syntax.word(phrase.preposition) == "against";
            is_cause |=
                is_topic || matches!(syntax.word(phrase.preposition), "about" | "over") && !self.takes_victims();
            if is_below_act && OF_THE_ACT.contains(&syntax.word(phrase.preposition)) {
                self.add_place_phrase(phrase);
            } else {
                self.add_phrase(phrase, is_passive, false);
            }
            is_below_act |= phrase.chunks.iter().any(|&chunk| self.names_act(chunk));
        }
    }

    /// `condemned the attack on X`, `backed the raid on X`: X is attacked, not accused; but `blamed the attack on X`.
    fn speaks_of_act(&self, predicate: &Predicate) -> bool {
        matches!(self.rule.event_type, EventType::Accuse | EventType::Support)
            && !self.context.syntax.is_verb_of(predicate.group.verb, VerbKind::Blames)
            && predicate.objects.iter().any(|&chunk| self.names_act(chunk))
    }

    /// `The head of the party, Wanda Lis, accused`: the person named between the commas before the verb.
    fn add_apposed_subject(&mut self, predicate: &Predicate, role: ParticipantRole) {
        let syntax = self.context.syntax;
        let start = predicate.group.start;
        let limit = syntax.sentence(predicate.group.verb).start;
        let is_comma = |token: usize| syntax.pos(token) == Pos::Comma;
        let closing = start.checked_sub(1).filter(|&token| token > limit && is_comma(token));
        let chunk = closing.and_then(|closing| syntax.chunk_at(closing - 1));
        let Some(chunk) = chunk.filter(|&chunk| {
            let first = syntax.chunk(chunk).tokens.start;
            first > limit && is_comma(first - 1)
        }) else {
            return;
        };
        let name = self.name_at(syntax.chunk(chunk).head);
        if let Some(span) = name
            .filter(|name| name.entity_type == EntityType::Person)
            .map(|name| name.span)
        {
            self.add(span, role, None);
        }
    }

    /// `condemned the attack in X`, `discussed the elections in X`: what is spoken of is there, not who speaks.
    fn is_spoken_of_object(&self) -> bool {
        let is_aid = self.rule.event_type == EventType::Aid;
        self.is_spoken() && !is_aid || self.rule.frame == ArgumentFrame::Topic
    }

    /// `in`, `at`: prepositions that say where.
    fn places(&self, token: usize) -> bool {
        let word = self.context.syntax.word(token);
        is_direction(word) || matches!(word, "in" | "at" | "near" | "outside" | "inside")
    }

    fn names_place(&self, chunk: usize) -> bool {
        let head = self.context.syntax.chunk(chunk).head;
        let is_place = self.name_at(head).is_some_and(|name| name.entity_type.is_place());
        (is_place || self.named_place(chunk).is_some()) && self.rule.frame != ArgumentFrame::Visit
    }

    /// Is the head of a phrase a noun that tells an act?
    pub(super) fn names_act(&self, chunk: usize) -> bool {
        let syntax = self.context.syntax;
        let head = syntax.chunk(chunk).head;
        let starts = self.context.kb.events.starts(syntax.key(head));
        syntax.pos(head) == Pos::Noun
            && starts
                .iter()
                .any(|start| self.context.kb.events.patterns[start.pattern].kind == PatternKind::Noun)
    }

    /// `the capital, where the ministers met`: the place before the `where` that opens the clause.
    fn add_scene(&mut self, predicate: &Predicate) {
        let syntax = self.context.syntax;
        let first = predicate
            .subjects
            .first()
            .map(|&chunk| syntax.chunk(chunk).tokens.start);
        let opening = first.and_then(|first| self.before_count(first)?.checked_sub(1));
        let Some(opening) = opening.filter(|&token| syntax.word(token) == "where") else {
            return;
        };
        let limit = syntax.sentence(opening).start;
        let before = (limit..opening).rev().find(|&token| syntax.pos(token) != Pos::Comma);
        if let Some(chunk) = before.and_then(|before| syntax.chunk_at(before)) {
            self.add_place(chunk);
        }
    }

    /// `where dozens of soldiers were killed`: where a phrase starts with what counts it.
    fn before_count(&self, first: usize) -> Option<usize> {
        let syntax = self.context.syntax;
        let of = first.checked_sub(1).filter(|&of| syntax.word(of) == "of");
        let Some(of) = of else { return Some(first) };
        let count = syntax.chunk_at(of.checked_sub(1)?)?;
        Some(syntax.chunk(count).tokens.start)
    }

    /// `met her to urge`, `agreed to lend Fiji money`: whom the verb above is about, or the act that is spoken of.
    fn add_far_target(&mut self, candidate: &Candidate, predicate: &Predicate, target: ParticipantRole) {
        if let Some(Governor::Verb { token, between }) = &predicate.governor
            && self.rule.frame == ArgumentFrame::Directed
            && !self.context.syntax.controls_by_object(*token, between)
        {
            // `gathered in Lima to protest`
            let syntax = self.context.syntax;
            let is_where = |chunk: usize| {
                let before = syntax.chunk(chunk).tokens.start.checked_sub(1);
                before.is_some_and(|before| self.places(before))
            };
            let others = between
                .iter()
                .filter(|&&chunk| syntax.may_act(chunk) && !is_where(chunk));
            for chunk in others.copied().collect::<Vec<_>>() {
                self.add_actor(chunk, target);
            }
        }
        let is_promise = matches!(self.rule.event_type, EventType::Agree | EventType::Reject);
        if let Some(verb) = self.infinitive_behind(candidate.tokens.end).filter(|_| is_promise) {
            let act = self.context.syntax.predicate(verb, verb + 1);
            for &chunk in &act.objects {
                if let Some(span) = self.owner_name(chunk) {
                    self.add(span, target, None);
                }
            }
            for phrase in &act.phrases {
                let word = self.context.syntax.word(phrase.preposition);
                let span = self.owner_name(phrase.chunks[0]);
                if let Some(span) = span.filter(|_| matches!(word, "to" | "with" | "from" | "against")) {
                    self.add(span, target, None);
                }
            }
        }
    }

    /// The verb of an infinitive right behind a token.
    fn infinitive_behind(&self, end: usize) -> Option<usize> {
        let syntax = self.context.syntax;
        let limit = syntax.sentence(end.saturating_sub(1)).end;
        let mut opening = end.saturating_sub(1)..limit.min(end + 2);
        let to = opening.find(|&token| syntax.pos(token) == Pos::To)?;
        (to + 1..limit.min(to + 4)).find(|&token| syntax.pos(token) == Pos::Verb)
    }

    /// `demanded that Iran stop`: who is to act.
    fn add_subject_of_complement(&mut self, end: usize) {
        let syntax = self.context.syntax;
        let limit = syntax.sentence(end.saturating_sub(1)).end;
        let that = (end..limit.min(end + 4)).find(|&token| syntax.word(token) == "that");
        if let Some(chunk) = that
            .and_then(|that| syntax.chunk_at(that + 1))
            .filter(|_| that.is_some_and(|that| that + 1 < limit))
        {
            self.add_actor(chunk, ParticipantRole::Target);
        }
    }

    /// Objects of these types need not be actors: houses are destroyed, convoys attacked.
    pub(super) fn takes_victims(&self) -> bool {
        matches!(self.rule.event_type, EventType::Assault | EventType::Coerce)
            && self.rule.frame == ArgumentFrame::Directed
    }

    /// `the kidnapped engineers`.
    pub(super) fn of_participle(&mut self, candidate: &Candidate) {
        if let Some(chunk) = self.context.syntax.chunk_at(candidate.tokens.start) {
            let tokens = candidate.tokens.end..self.context.syntax.chunk(chunk).tokens.end;
            let span = self.context.syntax.span(tokens);
            let sector = self.sector(chunk);
            self.add(span, ParticipantRole::Target, sector);
        }
    }

    /// `summoned the Turkish ambassador`, `seized a journalist`: the noun of the trigger is whom it is done to.
    fn is_foreign_official(&self, chunk: usize) -> bool {
        use EventType::{Coerce, Concede, Consult, Sanction};
        self.rule.frame == ArgumentFrame::Directed
            && matches!(self.rule.event_type, Coerce | Concede | Consult | Sanction)
            && self.sector(chunk).is_some()
            && (matches!(self.rule.event_type, Coerce | Concede) || self.owner_name(chunk).is_some())
    }

    fn add_names_in_gap(&mut self, candidate: &Candidate, role: ParticipantRole) {
        let syntax = self.context.syntax;
        let Some(gap) = candidate.gap else { return };
        let mut token = gap;
        while token < candidate.tokens.end {
            match syntax.chunk_at(token) {
                Some(chunk) => {
                    let end = syntax.chunk(chunk).tokens.end;
                    // `a state of emergency`: a noun that opens the trigger's own phrase.
                    let is_whole = end < candidate.tokens.end && syntax.word(end) != "of";
                    // `welcomed the head of government to`
                    let complement = (!is_whole).then(|| syntax.chunk_at(end + 1)).flatten();
                    let complement = complement.map(|chunk| syntax.chunk(chunk).tokens.end);
                    let complement = complement.filter(|&end| end < candidate.tokens.end);
                    let is_bare = end >= syntax.words.len() || syntax.word(end) != "of";
                    // `removed from office`
                    let start = syntax.chunk(chunk).tokens.start;
                    let in_phrase = start > gap && syntax.pos(start - 1) == Pos::Preposition;
                    let is_official = is_bare && !in_phrase && self.is_foreign_official(chunk);
                    if is_whole || complement.is_some() || is_official {
                        self.add_actor(chunk, role);
                    } else if self.rule.event_type == EventType::Assault
                        && let Some(span) = self.owner_name(chunk)
                    {
                        self.add(span, role, None);
                    }
                    token = complement.unwrap_or(end);
                }
                None => token += 1,
            }
        }
    }
}

/// Is a word before a genitive somebody who can act?
fn is_acting(roles: &Roles<'_>, token: usize) -> bool {
    let syntax = roles.context.syntax;
    syntax.pos(token) == Pos::Name || syntax.actor(token).is_some()
}
