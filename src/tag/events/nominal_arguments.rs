//! The phrase of a noun that names an act → who did it: names before it, phrases behind it, the verb it belongs to.

use super::arguments::{Roles, trimmed};
use super::noun_cues::relative;
use super::pronouns;
use super::scene::{is_kept_abroad, names_kind_of_place};
use crate::document::{EntityType, EventType, ParticipantRole};
use crate::kb::{ArgumentFrame, VerbKind};
use crate::tag::syntax::{Nominal, Pos, PrepositionalPhrase, is_direction};

/// Words in which the verb of a relative clause stands behind its subject (`was to have paid`).
const REACH: usize = 6;

impl Roles<'_> {
    pub(super) fn of_nominal(&mut self, nominal: &Nominal) {
        self.add_modifiers(nominal);
        let shared = self.shared_phrases(nominal);
        let mut is_below_act = false;
        for phrase in nominal.phrases.iter().chain(&shared) {
            // `the session of parliament in protest at the arrest of two members`: they are of the arrest.
            let word = self.context.syntax.word(phrase.preposition);
            let is_of_act = is_below_act
                && (matches!(word, "by" | "of") || word == "against" && self.rule.event_type != EventType::Protest);
            if !is_of_act && !self.names_place_before(phrase.preposition) {
                self.add_phrase(phrase, true, true);
            }
            if matches!(
                self.context.syntax.word(phrase.preposition),
                "during" | "after" | "before" | "since"
            ) {
                break;
            }
            is_below_act |= phrase.chunks.iter().any(|&chunk| self.names_act(chunk));
        }
        match nominal.object_of {
            Some(verb) => self.of_object_verb(nominal, verb),
            None => self.of_verb_behind(nominal),
        }
        if let Some(verb) = nominal.subject_of {
            self.of_subject_verb(verb);
        }
        self.of_relative_clause(nominal);
        self.of_those_at(nominal);
    }

    /// `officials at a summit in Lima have agreed`: who is at a meeting takes part.
    fn of_those_at(&mut self, nominal: &Nominal) {
        let (source, _) = self.sides();
        let is_at = nominal
            .through
            .is_some_and(|token| self.context.syntax.word(token) == "at");
        let is_open = self.rule.event_type == EventType::Consult && !self.has(source);
        let above = nominal
            .noun_above
            .filter(|&above| is_at && is_open && self.context.syntax.actor(above).is_some());
        if let Some(chunk) = above.and_then(|above| self.context.syntax.chunk_at(above)) {
            self.add_actor(chunk, source);
        }
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

    /// `clashes near the town of X`: the clashes are not of X.
    fn names_place_before(&self, preposition: usize) -> bool {
        self.context.syntax.word(preposition) == "of" && names_kind_of_place(self.context, preposition - 1)
    }

    /// `the attack killed three`: what the verb does is done to the same people. `The talks were held in Oslo with X`:
    /// its phrases tell who takes part, and where.
    fn of_subject_verb(&mut self, verb: usize) {
        if self.context.syntax.reports(verb) {
            return;
        }
        let predicate = self.context.syntax.predicate(verb, verb + 1);
        if self.rule.event_type == EventType::Assault && !predicate.group.is_passive && self.harms(verb) {
            for chunk in predicate.objects {
                self.add_actor(chunk, ParticipantRole::Target);
            }
        }
        for phrase in &predicate.phrases {
            let word = self.context.syntax.word(phrase.preposition);
            match word {
                "by" if self.context.syntax.pos(verb) == Pos::Verb && !predicate.group.is_passive => {}
                "by" if self.context.syntax.is_verb_of(verb, VerbKind::Sparks) => {}
                "by" | "between" | "among" | "with" => self.add_phrase(phrase, predicate.group.is_passive, true),
                _ if is_direction(word) || matches!(word, "in" | "at" | "near" | "outside" | "inside") => {
                    self.add_place_phrase(phrase);
                }
                _ => {}
            }
        }
    }

    /// `the attack killed three`, `the raid left two dead`, but not `the attack shows the despair of X`.
    fn harms(&self, verb: usize) -> bool {
        let events = &self.context.kb.events;
        let mut starts = events.starts(self.context.syntax.key(verb)).iter();
        self.lemma(verb) == Some("leave")
            || starts.any(|start| {
                let pattern = &events.patterns[start.pattern];
                let harms = matches!(
                    events.rules[pattern.rule].event_type,
                    EventType::Assault | EventType::Coerce
                );
                harms && pattern.rest.is_empty()
            })
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
        let end = self.context.syntax.chunk(nominal.chunk).tokens.end;
        let is_near = |phrase: &&PrepositionalPhrase| {
            phrase.preposition == end || self.context.syntax.word(phrase.preposition) == "by"
        };
        let mut phrases = nominal.phrases.iter().take_while(is_own).filter(is_near);
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
            let is_acting = syntax.pos(head) == Pos::Name || syntax.actor(head).is_some();
            if is_acting {
                let sector = syntax.actor(head).map(|actor| actor.sector.clone());
                let span = trimmed(self.context, span);
                if self.is_seat(head) {
                    self.add(span, role, sector);
                } else {
                    self.add_or_place(span, role, sector);
                }
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
            // `UN-brokered talks`: who brings the parties together.
            let is_broker = self.rule.frame == ArgumentFrame::Mutual && self.brokers(end);
            if is_broker {
                token = end + 2;
                continue;
            }
            if self.is_counted(token) {
                token = end.max(token + 1);
                continue;
            }
            // `Violent protests`: a capital at the start of a line is no name.
            if end > token && (end > token + 1 || self.name_at(token).is_some() || syntax.pos(token) != Pos::Name) {
                let head = end - 1;
                let sector = syntax.actor(head).map(|actor| actor.sector.clone());
                // `the Kessler murder`, but `a Taliban kidnapping`.
                let is_person = self
                    .name_at(head)
                    .is_some_and(|name| name.entity_type == EntityType::Person);
                let is_goal = self.rule.frame == ArgumentFrame::Visit && after > tokens.start;
                // `the Kenyan embassy bombing`
                let is_hit = self.takes_victims() && is_kept_abroad(syntax.word(head));
                // `EU Syria sanctions`
                let is_second = self.rule.event_type == EventType::Sanction && self.has(source);
                let role = match is_person {
                    _ if is_hit || is_second => target,
                    true => role,
                    false if is_goal => target,
                    false => source,
                };
                // `Lima-Quito talks`: capitals that a hyphen joins are states.
                let is_joined = |at: Option<usize>| at.is_some_and(|at| syntax.pos(at) == Pos::Hyphen);
                let is_pair = is_joined(token.checked_sub(1)) || is_joined((end < tokens.end).then_some(end));
                let span = syntax.span(token..end);
                if is_pair && self.rule.frame == ArgumentFrame::Mutual && self.is_capital(head) {
                    self.add(span, role, sector);
                } else {
                    self.add_or_place(span, role, sector);
                }
            }
            token = end.max(token + 1);
        }
    }

    /// `Pyongyang's refusal`: a capital stands for its government in what governments say.
    fn is_seat(&self, token: usize) -> bool {
        self.is_capital(token) && (self.is_spoken() || self.rule.event_type == EventType::Agree)
    }

    fn is_capital(&self, token: usize) -> bool {
        let name = self.name_at(token).and_then(|name| name.candidates.first());
        name.is_some_and(|&id| self.context.kb.entry(id).is_capital())
    }

    /// `X's four-nation tour`, `his European tour`: behind whose the journey is, what tells where it goes.
    fn is_counted(&self, token: usize) -> bool {
        let syntax = self.context.syntax;
        let is_joined = token > 0 && syntax.pos(token - 1) == Pos::Hyphen
            || syntax.words.get(token + 1).is_some_and(|next| next.pos == Pos::Hyphen);
        is_joined && self.name_at(token).is_none()
    }

    /// `-brokered`, `-mediated` behind a name.
    fn brokers(&self, hyphen: usize) -> bool {
        const BROKERING: [&str; 7] = [
            "backed",
            "brokered",
            "facilitated",
            "hosted",
            "mediated",
            "sponsored",
            "supported",
        ];
        let syntax = self.context.syntax;
        let participle = hyphen + 1;
        participle < syntax.words.len()
            && syntax.pos(hyphen) == Pos::Hyphen
            && BROKERING.contains(&syntax.word(participle))
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
        let actor = syntax.actor(end.min(limit - 1));
        let is_actor = actor.is_some_and(|actor| end > start || !actor.is_adjective);
        if end < limit && syntax.pos(end) == Pos::Noun && is_actor {
            end += 1;
        }
        end
    }
}
