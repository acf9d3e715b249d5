//! The phrases around a trigger → who did it, to whom, where.

use super::conditions::{is_actor, owner};
use super::matching::Candidate;
use super::pronouns;
use super::{Context, Frame};
use crate::document::{EntityType, EventArgument, EventType, NameMention, ParticipantRole};
use crate::kb::{ArgumentFrame, EventRule};
use crate::tag::syntax::{Governor, Pos, Predicate};
use crate::text::Span;

/// The participants and places of a trigger; every phrase once, in the order found.
pub(super) fn of(context: &Context<'_>, candidate: &Candidate, rule: &EventRule, frame: &Frame) -> Vec<EventArgument> {
    let mut roles = Roles {
        context,
        rule,
        found: Vec::new(),
    };
    match frame {
        Frame::Verb(_) if context.syntax.pos(candidate.tokens.start) == Pos::Noun => roles.of_participle(candidate),
        Frame::Verb(predicate) if rule.is_declared => roles.of_declaration(candidate, predicate),
        Frame::Verb(predicate) => roles.of_predicate(candidate, predicate),
        Frame::Noun(nominal) => roles.of_nominal(nominal),
        Frame::Bare => roles.of_phrase(candidate),
    }
    roles.found
}

pub(super) struct Roles<'c> {
    pub context: &'c Context<'c>,
    pub rule: &'c EventRule,
    pub found: Vec<EventArgument>,
}

impl Roles<'_> {
    fn of_predicate(&mut self, candidate: &Candidate, predicate: &Predicate) {
        let victimless = predicate.objects.is_empty() && self.takes_victims() && self.is_past_participle(candidate);
        let is_passive = predicate.group.is_passive || (victimless && self.reads_as_passive(candidate, predicate));
        let (source, target) = self.sides();
        let subject_role = if is_passive { target } else { source };
        for &chunk in &predicate.subjects {
            self.add_actor(chunk, subject_role);
        }
        self.add_scene(predicate);
        if candidate.gap.is_some() {
            self.add_names_in_gap(candidate, target);
        }
        for &chunk in &predicate.objects {
            if self.rule.frame == ArgumentFrame::Visit {
                self.add_place(chunk);
            }
            if self.named_place(chunk).is_some() {
                self.add_place(chunk);
            } else if self.rule.frame == ArgumentFrame::Topic {
                continue;
            } else if self.takes_victims() {
                self.add_any(chunk, target);
            } else {
                self.add_actor_or_owner(chunk, target);
            }
        }
        for phrase in &predicate.phrases {
            self.add_phrase(phrase, is_passive, false);
        }
        if self.rule.event_type == EventType::Request {
            self.add_subject_of_complement(candidate.tokens.end);
        }
        if !self.found.iter().any(|argument| argument.role == target) {
            self.add_far_target(candidate, predicate, target);
        }
    }

    /// `X says Y must leave`: who reports is the source, and of a demand its subject the target; `X says it will not
    /// accept Y`: the object is the target.
    fn of_declaration(&mut self, candidate: &Candidate, predicate: &Predicate) {
        let syntax = self.context.syntax;
        let sentence = syntax.sentence(candidate.tokens.start);
        if self.rule.event_type != EventType::Request {
            for &chunk in &predicate.subjects {
                self.add_actor(chunk, ParticipantRole::Source);
            }
            for &chunk in &predicate.objects {
                self.add_actor_or_owner(chunk, ParticipantRole::Target);
            }
            return;
        }
        for &chunk in &predicate.subjects {
            self.add_actor(chunk, ParticipantRole::Target);
        }
        let reporting = sentence.clone().find(|&token| syntax.reports(token));
        if let Some(verb) = reporting {
            for chunk in syntax.predicate(verb, verb + 1).subjects {
                self.add_actor(chunk, ParticipantRole::Source);
            }
        }
    }

    /// `the capital, where the ministers met`: the place before the `where` that opens the clause.
    fn add_scene(&mut self, predicate: &Predicate) {
        let syntax = self.context.syntax;
        let first = predicate
            .subjects
            .first()
            .map(|&chunk| syntax.chunk(chunk).tokens.start);
        let opening = first.and_then(|first| first.checked_sub(1));
        let Some(opening) = opening.filter(|&token| syntax.word(token) == "where") else {
            return;
        };
        let limit = syntax.sentence(opening).start;
        let before = (limit..opening).rev().find(|&token| syntax.pos(token) != Pos::Comma);
        if let Some(chunk) = before.and_then(|before| syntax.chunk_at(before)) {
            self.add_place(chunk);
        }
    }

    /// `met her to urge`, `agreed to lend Fiji money`: whom the verb above is about, or the act that is spoken of.
    fn add_far_target(&mut self, candidate: &Candidate, predicate: &Predicate, target: ParticipantRole) {
        if let Some(Governor::Verb { token, between }) = &predicate.governor
            && self.rule.frame == ArgumentFrame::Directed
            && !self.context.syntax.controls_by_object(*token, between)
        {
            for &chunk in between {
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
        let opening = end.saturating_sub(1)..limit.min(end + 2);
        let to = opening.into_iter().find(|&token| syntax.pos(token) == Pos::To)?;
        (to + 1..limit.min(to + 4)).find(|&token| syntax.pos(token) == Pos::Verb)
    }

    /// `the town of X`, `parts of X`: the place named behind a noun that names nobody.
    pub(super) fn named_place(&self, chunk: usize) -> Option<Span> {
        let syntax = self.context.syntax;
        let tokens = syntax.chunk(chunk).tokens.clone();
        let limit = syntax.sentence(tokens.start).end;
        let is_noun = syntax.pos(syntax.chunk(chunk).head) == Pos::Noun && self.sector(chunk).is_none();
        if !is_noun || tokens.end + 1 >= limit || syntax.word(tokens.end) != "of" {
            return None;
        }
        let behind = syntax.chunk(syntax.chunk_at(tokens.end + 1)?).tokens.clone();
        let name = behind.into_iter().find_map(|token| self.name_at(token))?;
        (name.entity_type.is_place() && !self.is_state(name)).then_some(name.span)
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
    fn takes_victims(&self) -> bool {
        matches!(self.rule.event_type, EventType::Assault | EventType::Coerce)
            && self.rule.frame == ArgumentFrame::Directed
    }

    fn is_past_participle(&self, candidate: &Candidate) -> bool {
        let word = self.context.syntax.words[candidate.tokens.start];
        word.verb
            .is_none_or(|verb| verb.forms.has(crate::kb::Forms::PARTICIPLE))
    }

    /// `the men arrested in Basra`: a participle of a verb that wants an object, without one.
    fn reads_as_passive(&self, candidate: &Candidate, predicate: &Predicate) -> bool {
        const ACTIVE: [&str; 3] = ["with", "for", "against"];
        let bare = predicate.group.start == candidate.tokens.start && candidate.tokens.len() == 1;
        let intransitive = self.rule.object.is_none();
        let next = predicate
            .phrases
            .first()
            .map(|phrase| self.context.syntax.word(phrase.preposition));
        bare && !intransitive
            || (bare && next.is_some_and(|word| !ACTIVE.contains(&word)) && self.rule.subject.is_none())
    }

    /// `the kidnapped engineers`.
    fn of_participle(&mut self, candidate: &Candidate) {
        if let Some(chunk) = self.context.syntax.chunk_at(candidate.tokens.start) {
            let tokens = candidate.tokens.end..self.context.syntax.chunk(chunk).tokens.end;
            let span = self.context.syntax.span(tokens);
            let sector = self.sector(chunk);
            self.add(span, ParticipantRole::Target, sector);
        }
    }

    fn of_phrase(&mut self, candidate: &Candidate) {
        let syntax = self.context.syntax;
        let sentence = syntax.sentence(candidate.tokens.start);
        let verb = candidate.tokens.clone().find(|&token| syntax.pos(token) == Pos::Verb);
        if let Some(verb) = verb {
            let predicate = syntax.predicate(verb, candidate.tokens.end);
            for &chunk in &predicate.subjects {
                self.add_actor(chunk, ParticipantRole::Source);
            }
        } else if self.rule.is_declared && self.is_expletive(candidate.tokens.start) {
            return;
        } else if candidate.tokens.start > sentence.start
            && let Some(chunk) = syntax.chunk_at(candidate.tokens.start - 1)
        {
            self.add_actor(chunk, ParticipantRole::Source);
        }
        let last = candidate.tokens.end - 1;
        if matches!(syntax.pos(last), Pos::Preposition)
            && candidate.tokens.end < sentence.end
            && let Some(chunk) = syntax.chunk_at(candidate.tokens.end)
        {
            self.add_actor_or_owner(chunk, ParticipantRole::Target);
        }
    }

    /// `It is unacceptable that`: a subject that stands for nobody.
    fn is_expletive(&self, token: usize) -> bool {
        let before = token.checked_sub(1).map(|before| self.context.syntax.word(before));
        before.is_some_and(|word| word.eq_ignore_ascii_case("it"))
    }

    fn add_names_in_gap(&mut self, candidate: &Candidate, role: ParticipantRole) {
        let syntax = self.context.syntax;
        let Some(gap) = candidate.gap else { return };
        let mut token = gap;
        while token < candidate.tokens.end {
            match syntax.chunk_at(token) {
                Some(chunk) => {
                    if syntax.chunk(chunk).tokens.end < candidate.tokens.end {
                        self.add_actor(chunk, role);
                    } else if self.rule.event_type == EventType::Assault
                        && let Some(span) = self.owner_name(chunk)
                    {
                        self.add(span, role, None);
                    }
                    token = syntax.chunk(chunk).tokens.end;
                }
                None => token += 1,
            }
        }
    }

    /// A modifier that names a town is the place of the event, any other name a participant.
    pub(super) fn add_or_place(&mut self, span: Span, role: ParticipantRole, sector: Option<String>) {
        let names = self.context.names;
        let index = names.partition_point(|name| name.span.end <= span.start);
        let name = names.get(index).filter(|name| name.span.overlaps(span));
        match name {
            Some(name) if name.entity_type.is_place() && !self.is_state(name) && sector.is_none() => {
                self.found.push(EventArgument {
                    role: ParticipantRole::Place,
                    span: name.span,
                    sector: None,
                });
            }
            Some(name) if matches!(name.entity_type, EntityType::NamedEvent | EntityType::Product) => {}
            _ => self.add(span, role, sector),
        }
    }

    /// `rejected an Armenian proposal`: a thing stands for whom it belongs to.
    pub(super) fn add_actor_or_owner(&mut self, chunk: usize, role: ParticipantRole) {
        if is_actor(self.context, chunk) {
            return self.add_any(chunk, role);
        }
        if let Some(span) = self.owner_name(chunk) {
            return self.add(span, role, None);
        }
        let tokens = self.context.syntax.chunk(chunk).tokens.clone();
        self.add_owner_behind(tokens.end, role);
    }

    /// `the results of the U.N. report`, `a ban on imports of British beef`: the first actor named in the phrases behind.
    fn add_owner_behind(&mut self, end: usize, role: ParticipantRole) {
        const ALWAYS: [&str; 5] = ["of", "by", "from", "against", "to"];
        const SPOKEN: [&str; 5] = ["on", "over", "about", "into", "for"];
        let known = self.found.len();
        for phrase in self.context.syntax.phrases(end).into_iter().take(3) {
            let word = self.context.syntax.word(phrase.preposition);
            if !ALWAYS.contains(&word) && !(self.is_spoken() && SPOKEN.contains(&word)) {
                return;
            }
            for &chunk in &phrase.chunks {
                if is_actor(self.context, chunk) && !self.is_place(chunk) {
                    self.add_any(chunk, role);
                } else if let Some(span) = self.owner_name(chunk) {
                    self.add(span, role, None);
                }
            }
            if self.found.len() > known {
                return;
            }
        }
    }

    /// The name of who a thing belongs to, within its phrase.
    fn owner_name(&self, chunk: usize) -> Option<Span> {
        let tokens = self.context.syntax.chunk(chunk).tokens.clone();
        let owner = tokens.clone().find_map(|token| self.name_at(token)).filter(|name| {
            let is_group = matches!(
                name.entity_type,
                EntityType::Group | EntityType::Organisation | EntityType::Person
            );
            is_group || (name.entity_type.is_place() && self.is_state(name))
        });
        owner.map(|name| name.span)
    }

    pub(super) fn add_actor(&mut self, chunk: usize, role: ParticipantRole) {
        if is_actor(self.context, chunk) {
            self.add_any(chunk, role);
        }
    }

    pub(super) fn add_any(&mut self, chunk: usize, role: ParticipantRole) {
        let syntax = self.context.syntax;
        let tokens = syntax.chunk(chunk).tokens.clone();
        if matches!(syntax.pos(syntax.chunk(chunk).head), Pos::Number) {
            return;
        }
        if let Some((span, sector)) = pronouns::antecedent(self.context, chunk) {
            return self.add(span, role, sector);
        }
        if let Some(span) = self.apposed_person(chunk) {
            return self.add(span, role, self.sector(chunk));
        }
        let sector = self.sector(chunk);
        if let Some(owner) = owner(self.context, chunk).filter(|_| sector.is_none()) {
            return self.add(trimmed(self.context, syntax.span(owner)), role, None);
        }
        let first = self.with_complement(chunk, tokens.end, sector.is_some());
        let span = trimmed(self.context, syntax.span(tokens.start..first));
        self.add(span, role, sector);
        if first > tokens.end {
            self.add_further_complements(tokens.end, role);
        }
    }

    /// `his counterpart, Pavel Novak,`: the person named behind the comma.
    fn apposed_person(&self, chunk: usize) -> Option<Span> {
        let syntax = self.context.syntax;
        let end = syntax.chunk(chunk).tokens.end;
        let is_named = syntax.pos(syntax.chunk(chunk).head) == Pos::Name;
        let following = syntax
            .chunk_at(end + 1)
            .filter(|_| !is_named && syntax.pos(end) == Pos::Comma)?;
        let after = syntax.chunk(following).tokens.end;
        let is_closed = syntax
            .words
            .get(after)
            .is_none_or(|word| matches!(word.pos, Pos::Comma | Pos::Break));
        let name = self.name_at(syntax.chunk(following).head)?;
        (is_closed && name.entity_type == EntityType::Person).then_some(name.span)
    }

    /// `leaders of the party`: where the phrase with its `of` phrase ends.
    fn with_complement(&self, _chunk: usize, end: usize, is_noun: bool) -> usize {
        let syntax = self.context.syntax;
        let has_of = is_noun
            && end < syntax.words.len()
            && syntax.pos(end) == Pos::Preposition
            && matches!(syntax.word(end), "of" | "from");
        if !has_of {
            return end;
        }
        let following = syntax.chunk_at(end + 1);
        following.map_or(end, |following| syntax.chunk(following).tokens.end)
    }

    /// `the foreign ministers of Russia, Syria and Iran`: the second and third country take part, too.
    fn add_further_complements(&mut self, preposition: usize, role: ParticipantRole) {
        let syntax = self.context.syntax;
        let limit = syntax.sentence(preposition).end;
        let Some(first) = syntax.chunk_at(preposition + 1) else {
            return;
        };
        for chunk in syntax.coordinated_right(first, limit).into_iter().skip(1) {
            if is_actor(self.context, chunk) {
                let tokens = syntax.chunk(chunk).tokens.clone();
                self.add(trimmed(self.context, syntax.span(tokens)), role, None);
            }
        }
    }

    pub(super) fn add(&mut self, span: Span, role: ParticipantRole, sector: Option<String>) {
        let known = self
            .found
            .iter()
            .any(|argument| argument.role != ParticipantRole::Place && argument.span.overlaps(span));
        if !known && !span.is_empty() {
            self.found.push(EventArgument { role, span, sector });
        }
    }

    fn sector(&self, chunk: usize) -> Option<String> {
        let syntax = self.context.syntax;
        syntax
            .grammar
            .actor(syntax.key(syntax.chunk(chunk).head))
            .map(|actor| actor.sector.clone())
    }

    pub(super) fn sides(&self) -> (ParticipantRole, ParticipantRole) {
        match self.rule.frame {
            ArgumentFrame::Host => (ParticipantRole::Host, ParticipantRole::Target),
            _ => (ParticipantRole::Source, ParticipantRole::Target),
        }
    }

    pub(super) fn name_at(&self, token: usize) -> Option<&NameMention> {
        let span = self.context.syntax.segmented.tokens[token].span;
        let names = self.context.names;
        let index = names.partition_point(|name| name.span.end <= span.start);
        names.get(index).filter(|name| name.span.overlaps(span))
    }
}

/// A phrase without the articles and numbers it starts with.
pub(super) fn trimmed(context: &Context<'_>, span: Span) -> Span {
    let syntax = context.syntax;
    let tokens = syntax.segmented.tokens_in(span);
    let end = tokens.end;
    let first = tokens
        .clone()
        .find(|&token| !matches!(syntax.pos(token), Pos::Determiner | Pos::Number | Pos::Adverb))
        .unwrap_or(tokens.start);
    syntax.span(first..end)
}
