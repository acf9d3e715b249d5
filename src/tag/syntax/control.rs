//! An infinitive or gerund → the word that governs it and who does what it says.

use super::{Governor, Pos, Syntax, VerbGroup};
use crate::kb::{CueKind, VerbKind};

impl Syntax<'_> {
    /// Who does what an infinitive or gerund says.
    pub(super) fn controller(&self, group: &VerbGroup, depth: usize) -> Vec<usize> {
        let limit = self.sentence(group.verb).start;
        // `the UN says fighting goes on`: nobody says that he fights.
        // `says Saturday fighting goes on`
        let before = (limit..group.start).rev().find(|&token| self.pos(token) != Pos::Time);
        let above = before.and_then(|before| self.known_verb(before));
        if group.is_gerund && above.is_some_and(|above| above.lemma == "say") {
            return Vec::new();
        }
        if let Some(chunk) = self.subject_behind_for(group, limit) {
            return vec![chunk];
        }
        if let Some(chunk) = self.subject_behind_opening(group, limit) {
            return self.coordinated_right(chunk, self.sentence(group.verb).end);
        }
        if self.verb_of_gerund(group).is_some() {
            return Vec::new();
        }
        match self.governor(group) {
            // `called for an election to be held`
            Some(Governor::Verb { between, .. }) if group.is_passive && !between.is_empty() => between,
            Some(Governor::Verb { token, between }) if self.controls_by_object(token, &between) => between,
            Some(Governor::Verb { token, between }) => match self.shifted_object(token, &between, limit) {
                Some(chunk) => vec![chunk],
                None => self.subjects(&self.verb_group(token), depth - 1),
            },
            Some(Governor::Noun { token }) => self
                .possessor(token)
                .map_or_else(|| self.shared_subject(token, limit, depth), |possessor| vec![possessor]),
            Some(Governor::Adjective { token }) => self.subject_of_adjective(token, limit, depth),
            None if self.own_subject(group).is_some() => self.own_subject(group).into_iter().collect(),
            None => match group.start.checked_sub(1).filter(|&before| before >= limit) {
                Some(before)
                    if self.chunk_at(before).is_some() && (group.is_gerund || self.is_headline_plan(before, limit)) =>
                {
                    self.subject_at(before, limit, depth)
                }
                Some(before) => self.shared_subject(before, limit, depth),
                None => Vec::new(),
            },
        }
    }

    /// `warned against Brazil imposing tariffs`, `with Chile often accusing Peru`: who stands before a gerund, behind a
    /// preposition.
    pub fn own_subject(&self, group: &VerbGroup) -> Option<usize> {
        let limit = self.sentence(group.verb).start;
        let mut before = (limit..group.start).rev().filter(|_| group.is_gerund);
        let before = before.find(|&token| self.pos(token) != Pos::Adverb)?;
        let chunk = self.chunk_at(before).filter(|&chunk| self.may_act(chunk))?;
        let preposition = self.chunk(chunk).tokens.start.checked_sub(1)?;
        let leads_on = matches!(
            self.word(preposition),
            "about" | "against" | "by" | "despite" | "from" | "of" | "with"
        );
        leads_on.then_some(chunk)
    }

    /// `three firms it accused of supplying parts`: the object of the verb that governs stands before its subject.
    fn shifted_object(&self, verb: usize, between: &[usize], limit: usize) -> Option<usize> {
        let group = self.verb_group(verb);
        if !between.is_empty() || group.is_passive || !self.is_verb_of(verb, VerbKind::Accuses) {
            return None;
        }
        let subject = group.start.checked_sub(1).and_then(|before| self.chunk_at(before))?;
        let before = self.before_chunk(subject, limit)?;
        self.chunk_at(before)
    }

    /// `took years for foreign troops to withdraw`: who stands between `for` and the infinitive.
    fn subject_behind_for(&self, group: &VerbGroup, limit: usize) -> Option<usize> {
        let before = group.start.checked_sub(1).filter(|_| group.is_infinitive)?;
        let chunk = self.chunk_at(before)?;
        let opening = self.chunk(chunk).tokens.start.checked_sub(1)?;
        let above = opening.checked_sub(1).filter(|&above| above >= limit)?;
        // `thanked him for his readiness to help`, `called for Peru to stop`: the rules for these know more.
        let is_plain = self.pos(above) != Pos::Verb && self.grammar.cue(self.key(before), CueKind::Noun).is_none();
        (is_plain && self.word(opening) == "for").then_some(chunk)
    }

    /// `urged them to leave`, but `met them to discuss`: does what stands between do what the infinitive says?
    pub fn controls_by_object(&self, verb: usize, between: &[usize]) -> bool {
        if between.is_empty() || self.pos(verb) != Pos::Verb {
            return !between.is_empty();
        }
        let before = between
            .first()
            .and_then(|&chunk| self.chunk(chunk).tokens.start.checked_sub(1));
        let with = before.is_some_and(|before| matches!(self.word(before), "with" | "alongside" | "of" | "in"));
        let known = self.known_verb(verb);
        let is_one_of_a_kind = |&chunk: &usize| self.is_one_of_a_kind(chunk);
        // `considers sanctions to press X`: sanctions do nothing.
        let controls = || known.is_some_and(|known| known.controls_by_object);
        between.iter().any(is_one_of_a_kind) || !with && controls() && between.iter().any(|&chunk| self.may_act(chunk))
    }

    /// Is a phrase headed by a name, a pronoun or a noun for somebody?
    pub fn may_act(&self, chunk: usize) -> bool {
        let head = self.chunk(chunk).head;
        matches!(self.pos(head), Pos::Name | Pos::Pronoun | Pos::Number) || self.actor(head).is_some()
    }

    /// `the first envoy`, `the most senior envoy`, `the oldest of them`: somebody told apart from all others.
    pub fn is_one_of_a_kind(&self, chunk: usize) -> bool {
        let tokens = self.chunk(chunk).tokens.clone();
        let tells_apart = |token: usize| {
            let word = self.word(token);
            self.grammar.is_ordinal(self.key(token)) || word == "most" || word.ends_with("est")
        };
        tokens.into_iter().any(tells_apart)
    }

    /// `Minister to visit Oslo`: an infinitive where no verb stands before is the main verb of a headline.
    fn is_headline_plan(&self, before: usize, limit: usize) -> bool {
        (limit..before).all(|token| !matches!(self.pos(token), Pos::Verb | Pos::Be | Pos::Have | Pos::Modal))
    }

    /// `Iran and Russia are due to`: what stands before the form of `be`.
    fn subject_of_adjective(&self, adjective: usize, limit: usize, depth: usize) -> Vec<usize> {
        let auxiliary = |token: usize| {
            matches!(
                self.pos(token),
                Pos::Be | Pos::Have | Pos::Modal | Pos::Adverb | Pos::Negation
            )
        };
        let before = (limit..adjective).rev().find(|&token| !auxiliary(token));
        before
            .map(|before| self.subject_at(before, limit, depth))
            .unwrap_or_default()
    }

    /// The chunk itself where it holds a possessor (`Iran's decision`).
    fn possessor(&self, token: usize) -> Option<usize> {
        let chunk = self.chunk_at(token)?;
        let tokens = self.chunk(chunk).tokens.clone();
        tokens
            .clone()
            .any(|token| matches!(self.pos(token), Pos::Genitive | Pos::Possessive | Pos::Name))
            .then_some(chunk)
    }

    /// What an infinitive or gerund depends on; `None` for a finite verb.
    pub fn governor(&self, group: &VerbGroup) -> Option<Governor> {
        if !group.is_infinitive && (!group.is_gerund || group.has_be) {
            return None;
        }
        let limit = self.sentence(group.verb).start;
        let mut before = group.start.checked_sub(1).filter(|&before| before >= limit)?;
        // `are likely to meet`: an adverb by its class.
        let is_adjective = |token: usize| self.grammar.cue(self.key(token), CueKind::Adjective).is_some();
        let is_skipped = |token: usize| matches!(self.pos(token), Pos::Adverb | Pos::Time | Pos::Mark | Pos::Negation);
        while before > limit && is_skipped(before) && !is_adjective(before) {
            before -= 1;
        }
        // `ruled out sending`
        let is_particle = before > limit && matches!(self.word(before), "off" | "out");
        if is_particle && group.is_gerund && self.pos(before - 1) == Pos::Verb {
            before -= 1;
        }
        match self.pos(before) {
            Pos::Verb => {
                return Some(Governor::Verb {
                    token: before,
                    between: Vec::new(),
                });
            }
            Pos::Conjunction => return self.coordinated_governor(before, limit),
            Pos::Be => return None,
            Pos::Preposition => return self.governor_before_preposition(before, limit),
            _ => {}
        }
        // `urged the envoy, Ann Lee, to go on`
        if let Some(end) = self.before_apposition(before, limit).filter(|_| group.is_infinitive) {
            before = end;
        }
        if is_adjective(before) {
            return Some(Governor::Adjective { token: before });
        }
        let chunk = self.chunk_at(before)?;
        if self.grammar.cue(self.key(before), CueKind::Noun).is_some() {
            return Some(Governor::Noun { token: before });
        }
        self.governor_over(chunk, limit, group.is_infinitive)
    }

    /// The end of the phrase that a name between commas follows, the second comma given.
    pub fn before_apposition(&self, comma: usize, limit: usize) -> Option<usize> {
        let closing = Some(comma).filter(|&comma| comma > limit && self.pos(comma) == Pos::Comma)?;
        let name = self.chunk_at(closing - 1)?;
        let opening = self.chunk(name).tokens.start.checked_sub(1)?;
        let is_set_apart = opening > limit && self.pos(opening) == Pos::Comma;
        let is_name = self.pos(self.chunk(name).head) == Pos::Name;
        (is_set_apart && is_name && self.chunk_at(opening - 1).is_some()).then(|| opening - 1)
    }

    /// `urged Iran and Syria to leave`, `called on Iran to leave`: the verb before the phrase.
    fn governor_over(&self, chunk: usize, limit: usize, is_infinitive: bool) -> Option<Governor> {
        let mut between = self.coordinated_left(chunk, limit);
        let mut at = self.chunk(*between.first()?).tokens.start;
        for _ in 0..3 {
            let before = at.checked_sub(1).filter(|&before| before >= limit)?;
            match self.pos(before) {
                Pos::Verb => return is_infinitive.then_some(Governor::Verb { token: before, between }),
                Pos::Preposition => {
                    let verb = before.checked_sub(1).filter(|&token| token >= limit)?;
                    if self.pos(verb) == Pos::Verb {
                        return is_infinitive.then_some(Governor::Verb { token: verb, between });
                    }
                    let noun = self.chunk_at(verb)?;
                    if is_infinitive && self.grammar.cue(self.key(verb), CueKind::Noun).is_some() {
                        return Some(Governor::Verb { token: verb, between });
                    }
                    between = self.coordinated_left(noun, limit);
                    at = self.chunk(*between.first()?).tokens.start;
                }
                _ => return None,
            }
        }
        None
    }

    /// `to meet A and discuss B`: the governor of the verb that is joined.
    fn coordinated_governor(&self, conjunction: usize, limit: usize) -> Option<Governor> {
        let verb = (limit..conjunction).rev().find(|&token| self.pos(token) == Pos::Verb)?;
        let group = self.verb_group(verb);
        (group.verb < conjunction && group.is_infinitive)
            .then(|| self.governor(&group))
            .flatten()
    }

    /// `accused of killing`, `after meeting`.
    fn governor_before_preposition(&self, preposition: usize, limit: usize) -> Option<Governor> {
        const GOVERNED: [&str; 12] = [
            "of", "for", "from", "about", "on", "in", "to", "against", "with", "at", "toward", "towards",
        ];
        if !GOVERNED.contains(&self.word(preposition)) {
            return None;
        }
        let before = (limit..preposition)
            .rev()
            .find(|&before| self.pos(before) != Pos::Mark)?;
        if self.pos(before) == Pos::Verb {
            return Some(Governor::Verb {
                token: before,
                between: Vec::new(),
            });
        }
        // `committed itself to withdrawing`
        let is_reflexive = matches!(self.word(before), "herself" | "himself" | "itself" | "themselves");
        // `held back from condemning`
        let is_particle =
            self.word(preposition) == "from" && matches!(self.word(before), "away" | "back" | "clear" | "off");
        if (is_particle || is_reflexive) && before > limit && self.pos(before - 1) == Pos::Verb {
            return Some(Governor::Verb {
                token: before - 1,
                between: Vec::new(),
            });
        }
        // `closer to opening talks`
        if self.grammar.cue(self.key(before), CueKind::Adjective).is_some() {
            return Some(Governor::Adjective { token: before });
        }
        let chunk = self.chunk_at(before)?;
        if self.grammar.cue(self.key(before), CueKind::Noun).is_some() {
            return Some(Governor::Noun { token: before });
        }
        let between = self.coordinated_left(chunk, limit);
        let verb = self.before_chunk(*between.first()?, limit)?;
        let leads_on = match self.word(preposition) {
            "of" | "from" => true,
            // `warned them against attacking`
            "against" => self.known_verb(verb).is_some_and(|known| known.object_effect.is_some()),
            "for" | "with" => self.controls_by_object(verb, &between),
            _ => false,
        };
        (self.pos(verb) == Pos::Verb && leads_on).then_some(Governor::Verb { token: verb, between })
    }
}
