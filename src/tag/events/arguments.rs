//! The phrases around a trigger → who did it, to whom, where.

use super::actors::{is_actor, owner};
use super::matching::{Candidate, is_attributive};
use super::pronouns;
use super::scene::names_kind_of_place;
use super::{Context, Frame};
use crate::document::{EntityType, EventArgument, EventType, NameMention, ParticipantRole, name_over};
use crate::kb::{ArgumentFrame, EntryKind, EventRule, Forms, FunctionClass, VerbKind};
use crate::tag::syntax::{Pos, Predicate};
use crate::text::Span;

/// The participants and places of a trigger; every phrase once, in the order found.
pub(super) fn of(context: &Context<'_>, candidate: &Candidate, rule: &EventRule, frame: &Frame) -> Vec<EventArgument> {
    let mut roles = Roles {
        context,
        rule,
        found: Vec::new(),
        ends_in_noun: candidate.gap.is_some() && context.syntax.pos(candidate.tokens.end - 1) == Pos::Noun,
    };
    match frame {
        Frame::Verb(_) if is_attributive(context.syntax, candidate.tokens.start) => roles.of_participle(candidate),
        Frame::Verb(predicate) if rule.is_declared => roles.of_declaration(candidate, predicate),
        Frame::Verb(predicate) => roles.of_predicate(candidate, predicate),
        Frame::Noun(nominal) => roles.of_nominal(nominal),
        Frame::Bare => roles.of_phrase(candidate),
    }
    let text = context.syntax.segmented.text();
    let says = |argument: &EventArgument, words: [&str; 2]| {
        let said = argument.span.of(text);
        words.iter().any(|word| said.eq_ignore_ascii_case(word))
    };
    // `we extend our condolences`: one and the same.
    if roles.found.iter().any(|argument| says(argument, ["we", "i"])) {
        roles.found.retain(|argument| !says(argument, ["our", "my"]));
    }
    // A trigger that looks like a name is no participant of itself: `Airstrikes hit the port`.
    let trigger = context.syntax.span(candidate.tokens.clone());
    let is_within =
        |argument: &EventArgument| trigger.contains(argument.span) && argument.span.of(text).eq_ignore_ascii_case("it");
    roles
        .found
        .retain(|argument| argument.span != trigger && !is_within(argument));
    roles.found
}

pub(super) struct Roles<'c> {
    pub context: &'c Context<'c>,
    pub rule: &'c EventRule,
    pub found: Vec<EventArgument>,
    /// The trigger is a verb with the noun that tells the act (`launched an attack`).
    pub ends_in_noun: bool,
}

impl Roles<'_> {
    /// `the town of X`, `parts of X`, `the capital, X`: the place named behind a noun that names nobody.
    pub(super) fn named_place(&self, chunk: usize) -> Option<Span> {
        let syntax = self.context.syntax;
        let tokens = syntax.chunk(chunk).tokens.clone();
        let limit = syntax.sentence(tokens.start).end;
        let is_noun = syntax.pos(syntax.chunk(chunk).head) == Pos::Noun && self.sector(chunk).is_none();
        // `in favour of X`, `in support of X`, `at the request of X`: nothing is there.
        let is_bare = tokens.len() == 1 && !syntax.word(tokens.start).ends_with('s');
        let is_abstract = is_bare && !names_kind_of_place(self.context, tokens.start)
            || syntax.grammar.is_bidding(syntax.key(syntax.chunk(chunk).head));
        if !is_noun || is_abstract || tokens.end + 1 >= limit {
            return None;
        }
        let leads_on = match syntax.pos(tokens.end) {
            Pos::Comma => names_kind_of_place(self.context, syntax.chunk(chunk).head),
            _ => syntax.word(tokens.end) == "of",
        };
        if !leads_on {
            return None;
        }
        let behind = syntax.chunk(syntax.chunk_at(tokens.end + 1)?).tokens.clone();
        let name = behind.into_iter().find_map(|token| self.name_at(token))?;
        let is_known_state = self.is_state(name) && !name.candidates.is_empty();
        (name.entity_type.is_place() && !is_known_state).then_some(name.span)
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
                    owner: None,
                });
            }
            Some(name) if matches!(name.entity_type, EntityType::NamedEvent | EntityType::Product) => {}
            _ => self.add(span, role, sector),
        }
    }

    /// `rejected an Armenian proposal`: a thing stands for whom it belongs to.
    pub(super) fn add_actor_or_owner(&mut self, chunk: usize, role: ParticipantRole) {
        let chunk = self.context.syntax.counted(chunk);
        let known = self.found.len();
        self.add_actor(chunk, role);
        if is_actor(self.context, chunk) || self.found.len() > known {
            return;
        }
        if self.takes_victims() && self.is_of_believers(chunk) {
            return self.add_any(chunk, role);
        }
        if let Some(span) = self.owner_name(chunk) {
            return self.add(span, role, None);
        }
        // `condemned the killing of X`: X is not who is condemned.
        let is_view = matches!(self.rule.event_type, EventType::Accuse | EventType::Support);
        let condemns_act = is_view && self.names_act(chunk);
        let tokens = self.context.syntax.chunk(chunk).tokens.clone();
        if condemns_act {
            self.add_doer_behind(tokens.end, role);
        } else {
            self.add_owner_behind(tokens.end, role);
        }
    }

    /// `a Sunni mosque`: a thing named after a people without a state is no act of theirs.
    fn is_of_believers(&self, chunk: usize) -> bool {
        let tokens = self.context.syntax.chunk(chunk).tokens.clone();
        let first = tokens.into_iter().find_map(|token| self.name_at(token));
        first.is_some_and(|name| {
            let listed = name.candidates.first();
            let is_people = listed.is_some_and(|&id| self.context.kb.entry(id).kind == EntryKind::Group);
            is_people && !self.names_act(chunk)
        })
    }

    /// `condemned the attack by X`.
    fn add_doer_behind(&mut self, end: usize, role: ParticipantRole) {
        for phrase in self.context.syntax.phrases(end).into_iter().take(3) {
            if self.context.syntax.word(phrase.preposition) == "by" {
                for &chunk in &phrase.chunks {
                    self.add_actor(chunk, role);
                }
            }
        }
    }

    /// `the results of the U.N. report`, `a ban on imports of British beef`: the first actor named in the phrases behind.
    pub(super) fn add_owner_behind(&mut self, end: usize, role: ParticipantRole) {
        const ALWAYS: [&str; 5] = ["of", "by", "from", "against", "to"];
        const SPOKEN: [&str; 5] = ["on", "over", "about", "into", "for"];
        let known = self.found.len();
        for phrase in self.context.syntax.phrases(end).into_iter().take(3) {
            let word = self.context.syntax.word(phrase.preposition);
            if !(ALWAYS.contains(&word) || self.is_spoken() && SPOKEN.contains(&word)) {
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
    pub(super) fn owner_name(&self, chunk: usize) -> Option<Span> {
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
        let chunk = self.context.syntax.counted(chunk);
        if is_actor(self.context, chunk) {
            return self.add_any(chunk, role);
        }
        // `met a hero of the war, Anna Lis, in Oslo`
        let end = self.context.syntax.chunk(chunk).tokens.end;
        let behind = self.with_complement(chunk, end, true);
        if let Some(span) = self.apposed_person(chunk, behind) {
            self.add(span, role, None);
        }
    }

    pub(super) fn add_any(&mut self, chunk: usize, role: ParticipantRole) {
        let syntax = self.context.syntax;
        let chunk = syntax.counted(chunk);
        let tokens = syntax.chunk(chunk).tokens.clone();
        let head = syntax.chunk(chunk).head;
        // `no group claimed the attack`
        let is_denied = syntax.words[tokens.start].classes.has(FunctionClass::Negation);
        let is_nobody = is_denied || syntax.pos(head) == Pos::Number || matches!(syntax.word(head), "what" | "which");
        if is_nobody || syntax.pos(head) == Pos::Noun && syntax.grammar.is_manner(syntax.key(head)) {
            return;
        }
        let joint = pronouns::joint_antecedents(self.context, chunk);
        if !joint.is_empty() {
            return joint.into_iter().for_each(|chunk| self.add_any(chunk, role));
        }
        if let Some((span, sector)) = pronouns::antecedent(self.context, chunk) {
            return self.add(span, role, sector);
        }
        let sector = self.sector(chunk);
        // `the head of the agency, Anna Lis,`
        let behind = self.with_complement(chunk, tokens.end, sector.is_some());
        // `the minister of foreign affairs of Togo, Anna Lis,`
        let behind = self.with_complement(chunk, behind, behind > tokens.end);
        let apposed = self.apposed_person(chunk, behind);
        if let Some(span) = apposed.or_else(|| self.apposed_person(chunk, self.behind_task(tokens.end))) {
            return self.add(span, role, sector);
        }
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
    fn apposed_person(&self, chunk: usize, end: usize) -> Option<Span> {
        let syntax = self.context.syntax;
        // `the Minister of Ports of Togo, Ana Paz`: a capital is no name yet.
        let head = syntax.chunk(chunk).head;
        let is_named = syntax.pos(head) == Pos::Name && self.name_at(head).is_some();
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

    /// `the envoy for X`, `the ambassador to X`: where the phrase with what the post is for ends.
    fn behind_task(&self, end: usize) -> usize {
        let syntax = self.context.syntax;
        let leads_on = end < syntax.words.len() && matches!(syntax.word(end), "for" | "to" | "in" | "at");
        let following = leads_on.then(|| syntax.chunk_at(end + 1)).flatten();
        following.map_or(end, |following| syntax.chunk(following).tokens.end)
    }

    /// `leaders of the party`: where the phrase with its `of` phrase ends.
    fn with_complement(&self, _chunk: usize, end: usize, is_noun: bool) -> usize {
        let syntax = self.context.syntax;
        let has_of = is_noun
            && end < syntax.words.len()
            && syntax.pos(end) == Pos::Preposition
            && matches!(syntax.word(end), "of" | "from");
        // `accused the government of planning it`: what follows is no name of whom the government is of.
        let is_act = |token: usize| {
            let verb = syntax.words.get(token).and_then(|word| word.verb);
            verb.is_some_and(|verb| verb.forms.has(Forms::GERUND))
        };
        if !has_of || is_act(end + 1) {
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
            let owner = self.owner_by_pronoun(span);
            self.found.push(EventArgument {
                role,
                span,
                sector,
                owner,
            });
        }
    }

    /// `its troops`: what the pronoun that opens a phrase stands for.
    fn owner_by_pronoun(&self, span: Span) -> Option<Span> {
        let first = self.context.syntax.segmented.tokens_in(span).start;
        if self.context.syntax.pos(first) != Pos::Possessive {
            return None;
        }
        pronouns::antecedent_of_token(self.context, first).map(|(owner, _)| owner)
    }

    /// `detonated two bombs`, `blew up his lorry`: the means, not what is hit.
    pub(super) fn is_wielded(&self, predicate: &Predicate, chunk: usize) -> bool {
        let syntax = self.context.syntax;
        let is_own = syntax.pos(syntax.chunk(chunk).tokens.start) == Pos::Possessive;
        let is_weapon = syntax.grammar.is_weapon(syntax.key(syntax.chunk(chunk).head));
        (is_weapon || is_own) && syntax.is_verb_of(predicate.group.verb, VerbKind::Wields)
    }

    pub(super) fn sector(&self, chunk: usize) -> Option<String> {
        let syntax = self.context.syntax;
        syntax.actor(syntax.chunk(chunk).head).map(|actor| actor.sector.clone())
    }

    pub(super) fn has(&self, role: ParticipantRole) -> bool {
        self.found.iter().any(|argument| argument.role == role)
    }

    pub(super) fn sides(&self) -> (ParticipantRole, ParticipantRole) {
        match self.rule.frame {
            ArgumentFrame::Host => (ParticipantRole::Host, ParticipantRole::Target),
            _ => (ParticipantRole::Source, ParticipantRole::Target),
        }
    }

    pub(super) fn name_at(&self, token: usize) -> Option<&NameMention> {
        name_at(self.context, token)
    }
}

/// The name that a token belongs to.
pub(super) fn name_at<'c>(context: &Context<'c>, token: usize) -> Option<&'c NameMention> {
    name_over(context.names, context.syntax.segmented.tokens[token].span)
}

/// A phrase without the articles and numbers it starts with.
pub(super) fn trimmed(context: &Context<'_>, span: Span) -> Span {
    let syntax = context.syntax;
    let tokens = syntax.segmented.tokens_in(span);
    let end = tokens.end;
    let first = tokens
        .clone()
        .find(|&token| {
            // `the 315-member unit`
            let is_measure =
                token + 1 < end && syntax.pos(token) == Pos::Number && syntax.pos(token + 1) == Pos::Hyphen;
            is_measure || !matches!(syntax.pos(token), Pos::Determiner | Pos::Number | Pos::Adverb)
        })
        .unwrap_or(tokens.start);
    syntax.span(first..end)
}
