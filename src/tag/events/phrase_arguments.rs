//! Prepositional phrases of an act → who it is done by, with and to, and where.

use super::arguments::Roles;
use super::scene::{borders, is_kept_abroad, is_placing, is_state, names_kind_of_place};
use crate::document::{EventArgument, EventType, NameMention, ParticipantRole};
use crate::kb::{ArgumentFrame, KbId};
use crate::tag::syntax::{Pos, PrepositionalPhrase};
use crate::text::Span;

impl Roles<'_> {
    pub(super) fn add_phrase(&mut self, phrase: &PrepositionalPhrase, is_passive: bool, is_noun: bool) {
        let (source, target) = self.sides();
        let is_undergone = self.rule.frame == ArgumentFrame::Undergo;
        let is_mutual = self.rule.frame != ArgumentFrame::Directed && !is_undergone;
        let meets = matches!(self.rule.frame, ArgumentFrame::Mutual | ArgumentFrame::Topic);
        let word = self.context.syntax.word(phrase.preposition).to_ascii_lowercase();
        if self.is_hand(phrase) {
            return self.add_doer(phrase);
        }
        if self.is_beside(phrase) {
            return;
        }
        // `was abducted along with his son`: done to both.
        let joins = word == "with" && self.is_along(phrase);
        let role = match word.as_str() {
            "with" if joins && !is_mutual && !is_passive && !self.has(target) => source,
            "with" if joins => target,
            "by" if is_passive || is_noun => source,
            "on" | "to" if is_noun && self.is_attributed(phrase) => source,
            "between" | "among" | "amongst" if self.rule.frame == ArgumentFrame::Host => target,
            "between" | "among" | "amongst" if is_mutual || is_noun && word == "between" => source,
            // `charged him with theft`, `attacked it with rockets`.
            "with"
                if !is_mutual && !is_noun && matches!(self.rule.event_type, EventType::Assault | EventType::Coerce) =>
            {
                return;
            }
            // `fought alongside X`.
            "alongside" if self.rule.event_type == EventType::Assault => source,
            "with" | "alongside" => target,
            "of" if is_noun && is_mutual => source,
            // `the withdrawal of troops`
            "of" if is_noun && matches!(self.rule.mode.as_deref(), Some("disarm" | "resign" | "withdraw")) => source,
            "of" if is_noun && self.acts_on_of() => target,
            // `arrested on Java island`
            "on" if !is_noun && names_kind_of_place(self.context, self.context.syntax.chunk(phrase.chunks[0]).head) => {
                return self.add_place_phrase(phrase);
            }
            // `a conference on X`: what it is about.
            "on" | "upon" | "toward" | "towards" if meets || self.rule.frame == ArgumentFrame::Host => return,
            "against" | "on" | "upon" | "toward" | "towards" => target,
            // `the fall of X to Y`.
            "to" if is_noun && is_undergone => source,
            "to" if is_noun && matches!(self.rule.event_type, EventType::Assault | EventType::Coerce) => return,
            // `deported to Lima`.
            "to" if self.rule.event_type == EventType::Coerce && self.names_somewhere(phrase) => return,
            "to" if !meets && self.rule.event_type != EventType::Accuse => target,
            // `withdrew its ambassador from Lima`
            "from" if self.recalls() && self.names_somewhere(phrase) => {
                return phrase.chunks.iter().for_each(|&chunk| self.add_any(chunk, target));
            }
            "from" if is_undergone => source,
            "near" | "outside" if self.has(target) => return self.add_place_phrase(phrase),
            "at" | "near" | "outside" | "into" if self.rule.event_type == EventType::Assault => {
                return self.add_aim(phrase);
            }
            "from" if self.rule.event_type == EventType::Coerce && self.takes_from(phrase) => target,
            "for" if self.rule.event_type == EventType::Request && self.leads_to_infinitive(phrase) => target,
            // `an arrest warrant for X`
            "for" if is_noun && self.rule.event_type == EventType::Coerce => target,
            "for" if self.rule.event_type == EventType::Support => target,
            "into" if self.rule.event_type == EventType::Accuse => target,
            "of" if is_noun && self.rule.event_type == EventType::Accuse => target,
            "from" if is_noun && (self.is_spoken() || self.rule.event_type == EventType::Protest) => source,
            "from" if self.rule.event_type == EventType::Coerce && self.frees(phrase) => target,
            "for" if self.rule.event_type == EventType::Aid && !self.is_place(phrase.chunks[0]) => target,
            "from" if is_mutual && !self.is_place(phrase.chunks[0]) => target,
            _ => return self.add_place_phrase(phrase),
        };
        for (place, &chunk) in phrase.chunks.iter().enumerate() {
            // `the siege of A and the bombing of B`: another act is joined.
            if place > 0 && is_noun && self.names_act(chunk) {
                return;
            }
            let is_where = matches!(word.as_str(), "on" | "at" | "of" | "to") && !self.is_spoken_against(chunk);
            if self.is_place(chunk) && is_where && self.rule.frame != ArgumentFrame::Visit {
                self.add_place(chunk);
            } else {
                // `an attack on a tanker`
                let is_hit = (is_noun || self.ends_in_noun) && role == target && self.hits();
                if is_hit && !self.is_place(chunk) && matches!(word.as_str(), "on" | "against") {
                    if self.named_place(chunk).is_some() {
                        self.add_place(chunk);
                    }
                    self.add_any(chunk, role);
                } else if role == target {
                    self.add_actor_or_owner(chunk, role);
                } else {
                    self.add_actor(chunk, role);
                }
                if self.rule.frame == ArgumentFrame::Visit && word == "to" {
                    self.add_place(chunk);
                }
            }
        }
    }

    /// `along with`, `together with`
    fn is_along(&self, phrase: &PrepositionalPhrase) -> bool {
        let before = phrase.preposition.checked_sub(1);
        before.is_some_and(|before| matches!(self.context.syntax.word(before), "along" | "together"))
    }

    /// `seized papers from protesters`: people named by a noun, not the place that somebody comes from.
    fn takes_from(&self, phrase: &PrepositionalPhrase) -> bool {
        phrase.chunks.iter().all(|&chunk| self.sector(chunk).is_some())
    }

    /// `seized the town from X`, `liberated it from X control`: a body that held the place.
    fn frees(&self, phrase: &PrepositionalPhrase) -> bool {
        let takes_place = self.rule.mode.as_deref() == Some("seize") && self.has(ParticipantRole::Place);
        let is_holder = |&chunk: &usize| self.owner_name(chunk).is_some() && !self.is_place(chunk);
        takes_place && phrase.chunks.iter().all(is_holder)
    }

    /// `an attack on a tanker`, `a raid on a monastery`: things are hit as people are.
    pub(super) fn hits(&self) -> bool {
        let is_raid = self.rule.event_type == EventType::Coerce && self.rule.mode.as_deref() == Some("seize");
        is_raid || self.rule.event_type == EventType::Assault
    }

    /// A rule for ambassadors called home.
    fn recalls(&self) -> bool {
        matches!(self.rule.id.as_str(), "sanction.relations" | "sanction.call_home")
    }

    /// `attacks blamed on X`, `a raid attributed to X`.
    fn is_attributed(&self, phrase: &PrepositionalPhrase) -> bool {
        let before = phrase
            .preposition
            .checked_sub(1)
            .map(|before| self.context.syntax.word(before));
        matches!(before, Some("blamed" | "attributed" | "ascribed" | "pinned"))
    }

    /// All that a phrase names are places, be they states.
    fn names_somewhere(&self, phrase: &PrepositionalPhrase) -> bool {
        let name = |chunk: usize| self.name_at(self.context.syntax.chunk(chunk).head);
        let is_place = |&chunk: &usize| name(chunk).is_some_and(|name| name.entity_type.is_place());
        phrase.chunks.iter().all(is_place)
    }

    /// `on the sidelines of a summit`: where, not whom.
    fn is_beside(&self, phrase: &PrepositionalPhrase) -> bool {
        let syntax = self.context.syntax;
        let is_edge = |token: usize| matches!(syntax.word(token), "sidelines" | "margins" | "fringes");
        phrase.preposition > 0 && is_edge(phrase.preposition - 1)
            || phrase.chunks.iter().any(|&chunk| is_edge(syntax.chunk(chunk).head))
    }

    /// `at the hands of`.
    fn is_hand(&self, phrase: &PrepositionalPhrase) -> bool {
        let head = self.context.syntax.chunk(phrase.chunks[0]).head;
        self.context.syntax.word(phrase.preposition) == "at" && self.context.syntax.word(head) == "hands"
    }

    /// Who stands behind `at the hands of`.
    fn add_doer(&mut self, phrase: &PrepositionalPhrase) {
        let syntax = self.context.syntax;
        let end = syntax.chunk(phrase.chunks[0]).tokens.end;
        for phrase in syntax.phrases(end).into_iter().take(1) {
            for &chunk in &phrase.chunks {
                self.add_actor(chunk, ParticipantRole::Source);
            }
        }
    }

    /// `exploded near a convoy`, `fired at the crowd`: a thing aimed at, or a place.
    fn add_aim(&mut self, phrase: &PrepositionalPhrase) {
        let is_at = matches!(self.context.syntax.word(phrase.preposition), "at" | "into");
        for &chunk in &phrase.chunks {
            self.add_place(chunk);
            // `fired rockets at Peru`
            let name = self.name_at(self.context.syntax.chunk(chunk).head);
            if is_at && name.is_some_and(|name| name.entity_type.is_place() && self.is_state(name)) {
                self.add_any(chunk, ParticipantRole::Target);
                continue;
            }
            if self.named_place(chunk).is_some() {
                continue;
            }
            if self
                .name_at(self.context.syntax.chunk(chunk).head)
                .is_none_or(|name| !name.entity_type.is_place())
            {
                self.add_any(chunk, ParticipantRole::Target);
            }
        }
    }

    /// `calls for Iran to stop`.
    fn leads_to_infinitive(&self, phrase: &PrepositionalPhrase) -> bool {
        let end = phrase
            .chunks
            .last()
            .map_or(0, |&chunk| self.context.syntax.chunk(chunk).tokens.end);
        self.context
            .syntax
            .words
            .get(end)
            .is_some_and(|word| word.pos == Pos::To)
    }

    /// Acts of speech, and aid, come from somebody: `criticism from X`.
    pub(super) fn is_spoken(&self) -> bool {
        use EventType::{Accuse, Aid, Reject, Request, Support, Threaten};
        matches!(
            self.rule.event_type,
            Accuse | Aid | Reject | Request | Support | Threaten
        )
    }

    /// `the killing of X` names a victim, `the demand of X` its source.
    pub(super) fn acts_on_of(&self) -> bool {
        use EventType::{Aid, Assault, Coerce, Concede, Sanction};
        matches!(self.rule.event_type, Assault | Coerce | Concede | Aid | Sanction)
    }

    /// Acts of speech and agreement: what goes `from`, `to` or `on` a place is what they are about.
    fn is_verbal(&self) -> bool {
        use EventType::{Agree, Cooperate, Sanction};
        self.is_spoken() && self.rule.event_type != EventType::Aid
            || matches!(self.rule.event_type, Agree | Cooperate | Sanction)
            || matches!(self.rule.frame, ArgumentFrame::Mutual | ArgumentFrame::Topic)
    }

    pub(super) fn add_place_phrase(&mut self, phrase: &PrepositionalPhrase) {
        const OF_MOVES: [&str; 5] = ["from", "on", "over", "to", "into"];
        let word = self.context.syntax.word(phrase.preposition).to_ascii_lowercase();
        let is_path = OF_MOVES.contains(&word.as_str());
        let is_where = is_placing(&word) || word == "off";
        if is_where || is_path && !self.is_verbal() {
            for &chunk in &phrase.chunks {
                self.add_place(chunk);
            }
        }
    }

    pub(super) fn add_place(&mut self, chunk: usize) {
        let name = self.named_place(chunk).or_else(|| self.place_within(chunk));
        let is_found = |span: Span| {
            let mut places = self.found.iter().filter(|found| found.role == ParticipantRole::Place);
            places.any(|place| place.span == span)
        };
        if let Some(span) = name.filter(|&span| !is_found(span)) {
            self.found.push(EventArgument {
                role: ParticipantRole::Place,
                span,
                sector: None,
                owner: None,
            });
        }
    }

    /// The last name of a phrase, where it is a place: not `a region bordering X`, not the state whose `X base` it is.
    fn place_within(&self, chunk: usize) -> Option<Span> {
        let syntax = self.context.syntax;
        let tokens = syntax.chunk(chunk).tokens.clone();
        let head = syntax.chunk(chunk).head;
        let name = tokens.clone().rev().find_map(|token| self.name_at(token))?;
        let named = syntax.segmented.tokens_in(name.span);
        let is_bordered = named.start > tokens.start && borders(syntax.word(named.start - 1));
        // `in a Peruvian air strike`
        // `in the U.S. controlled Green Zone`
        let is_other_name = syntax.pos(head) == Pos::Name && named.end < head;
        let owns_head =
            self.is_owned_facility(head, named.end) || self.names_act(chunk) || is_other_name || self.moves_about(head);
        let is_owner = self.is_state(name) && named.end <= head && owns_head;
        (name.entity_type.is_place() && !is_bordered && !is_owner).then_some(name.span)
    }

    /// `near an X convoy`: those who are where they are sent.
    fn moves_about(&self, head: usize) -> bool {
        let actor = self.context.syntax.actor(head);
        actor.is_some_and(|actor| matches!(actor.sector.as_str(), "COP" | "CVL" | "MIL" | "REB" | "UNS"))
    }

    /// `the X embassy in Y`: a house or camp behind the bare name of the state that keeps it.
    fn is_owned_facility(&self, head: usize, behind_name: usize) -> bool {
        let syntax = self.context.syntax;
        is_kept_abroad(syntax.word(head)) && syntax.pos(behind_name) != Pos::Genitive
    }

    /// `blamed it on Lima`, `sanctions on Lima`: a capital that stands for its state.
    fn is_spoken_against(&self, chunk: usize) -> bool {
        let name = self.name_at(self.context.syntax.chunk(chunk).head);
        let is_capital = |&id: &KbId| self.context.kb.entry(id).is_capital();
        let stands_for_state = name.is_some_and(|name| name.candidates.iter().any(is_capital));
        let is_against = self.is_spoken() && self.rule.event_type != EventType::Aid;
        (is_against || self.rule.event_type == EventType::Sanction) && stands_for_state
    }

    /// Is the phrase a bare place that is no state?
    pub(super) fn is_place(&self, chunk: usize) -> bool {
        let syntax = self.context.syntax;
        let head = syntax.chunk(chunk).head;
        self.name_at(head)
            .is_some_and(|name| name.entity_type.is_place() && !self.is_state(name))
    }

    pub(super) fn is_state(&self, name: &NameMention) -> bool {
        is_state(self.context, name)
    }
}
