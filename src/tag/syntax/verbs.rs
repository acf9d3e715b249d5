//! A word that can be a verb form → verb or noun, by its form and its neighbours.

use super::Pos;
use super::words::Reader;
use crate::document::TokenShape;
use crate::kb::{Forms, FunctionClass, VerbWord};

pub(super) const UNKNOWN_PAST: VerbWord = VerbWord {
    verb: u32::MAX,
    forms: Forms::PAST.with(Forms::PARTICIPLE),
};
pub(super) const UNKNOWN_GERUND: VerbWord = VerbWord {
    verb: u32::MAX,
    forms: Forms::GERUND,
};

impl Reader<'_> {
    pub(super) fn verb_or_noun(&self, token: usize, verb: VerbWord) -> Pos {
        let is_noun = verb == UNKNOWN_GERUND || (verb != UNKNOWN_PAST && self.grammar.verb(verb).is_noun);
        let previous = self.previous(token);
        let previous_pos = previous.map(|(_, pos)| pos);
        let forms = verb.forms;
        if token > self.sentence.start && self.words[token - 1].pos == Pos::Hyphen {
            return Pos::Noun;
        }
        // `visited neighbouring Peru`, `visited divided Peru`
        let folded = self.segmented.tokens[token].folded;
        let is_before_noun = || self.starts_noun(token + 1) && !self.is_function(token + 1);
        if self.grammar.is_modifier(folded)
            && !matches!(previous_pos, Some(Pos::Be | Pos::Have | Pos::Pronoun | Pos::Relative))
            && is_before_noun()
        {
            return Pos::Noun;
        }
        if self.segmented.word(token) == "wound" && self.is_particle(token + 1) {
            return Pos::Verb;
        }
        // `neither confirm nor deny`
        let follows_nor = token > self.sentence.start && self.segmented.word(token - 1) == "nor";
        if follows_nor && forms.has(Forms::BASE) && !is_noun {
            return Pos::Verb;
        }
        if self.is_test_firing(token) && !matches!(previous_pos, Some(Pos::Determiner | Pos::Possessive)) {
            return Pos::Verb;
        }
        match previous_pos {
            Some(Pos::Modal | Pos::To | Pos::Do) if forms.has(Forms::BASE) => return Pos::Verb,
            Some(Pos::Be | Pos::Have) if forms.has(Forms::PARTICIPLE) || forms.has(Forms::GERUND) => return Pos::Verb,
            Some(Pos::Determiner | Pos::Possessive | Pos::Genitive) => return Pos::Noun,
            Some(Pos::Pronoun | Pos::Relative) => return Pos::Verb,
            _ => {}
        }
        let is_base = forms.has(Forms::BASE) || forms.has(Forms::THIRD);
        if is_base && self.grammar.verb(verb).is_mostly_noun {
            return Pos::Noun;
        }
        if forms.has(Forms::GERUND) {
            return self.gerund(token, previous_pos);
        }
        if forms.has(Forms::PAST) || forms.has(Forms::PARTICIPLE) {
            // `three wounded soldiers`, but `no one claimed responsibility`
            let is_number = previous_pos == Some(Pos::Number) && !self.is_nobody(token - 1);
            let modifies = (previous_pos == Some(Pos::Preposition)
                || is_number
                || (previous == token.checked_sub(1).map(|before| (before, Pos::Verb)) && is_before_noun())
                || (previous_pos == Some(Pos::Name) && self.has_indefinite_article(token)))
                && self.starts_noun(token + 1);
            return if modifies || (is_noun && previous_pos == Some(Pos::Preposition)) {
                Pos::Noun
            } else {
                Pos::Verb
            };
        }
        self.present(token, previous, is_noun, forms)
    }

    /// A noun for several people, with a verb behind it that agrees.
    fn acts_next(&self, token: usize) -> bool {
        let folded = self.segmented.tokens[token].folded;
        let are_people = self.grammar.actor(folded).is_some_and(|actor| actor.is_plural);
        let next = if self.sentence.contains(&(token + 1)) {
            self.verb_forms(token + 1)
        } else {
            Forms::default()
        };
        are_people && next.has(Forms::BASE) && self.starts_phrase(token + 2)
    }

    /// `no one`
    fn is_nobody(&self, token: usize) -> bool {
        let is_no = |token: usize| self.segmented.word(token).eq_ignore_ascii_case("no");
        self.segmented.word(token) == "one" && token > self.sentence.start && is_no(token - 1)
    }

    /// `test-fired a missile`: the first half of the verb.
    fn is_test_firing(&self, token: usize) -> bool {
        let is_inside = self.sentence.contains(&(token + 2));
        is_inside
            && self.segmented.word(token).eq_ignore_ascii_case("test")
            && self.segmented.word(token + 1) == "-"
            && self.segmented.word(token + 2).starts_with("fir")
    }

    pub(super) fn verb_at(&self, token: usize) -> Option<VerbWord> {
        self.sentence
            .contains(&token)
            .then(|| self.grammar.verb_word(self.segmented.tokens[token].folded))
            .flatten()
    }

    /// `will back the plan`: an adverb by its form that is the verb behind a modal or `to`, with its object.
    pub(super) fn acts_behind_auxiliary(&self, token: usize) -> bool {
        let is_base = self.verb_at(token).is_some_and(|verb| verb.forms.has(Forms::BASE));
        let before = token.checked_sub(1).map(|before| self.words[before].pos);
        is_base && matches!(before, Some(Pos::Modal | Pos::To)) && self.starts_phrase(token + 1)
    }

    fn gerund(&self, token: usize, previous: Option<Pos>) -> Pos {
        let before_of = self
            .segmented
            .tokens
            .get(token + 1)
            .is_some_and(|next| next.span.of(self.segmented.text()) == "of");
        let is_between = self.sentence.contains(&(token + 1)) && self.segmented.word(token + 1) == "between";
        match previous {
            // `Near Lima, fighting between rebels and troops`
            Some(Pos::Comma) if is_between => Pos::Noun,
            Some(Pos::Noun | Pos::Name | Pos::Number | Pos::Verb) if before_of => Pos::Noun,
            Some(Pos::Preposition) if self.is_particle(token + 1) || self.calls_for(token) => Pos::Verb,
            Some(Pos::Preposition) if self.is_apart(token - 1) && self.leads_to_goal(token + 1) => Pos::Verb,
            // `after accusing it of`
            Some(Pos::Preposition) if self.is_function_of(token + 1, &[FunctionClass::Pronoun]) => Pos::Verb,
            Some(Pos::Preposition | Pos::Number) if !self.starts_phrase(token + 1) => Pos::Noun,
            None if before_of => Pos::Noun,
            Some(Pos::Number) if self.starts_noun(token + 1) => Pos::Noun,
            Some(Pos::Name) if self.has_indefinite_article(token) => Pos::Noun,
            Some(Pos::Noun) if self.ends_compound(token) => Pos::Noun,
            // `Russian shelling killed two`
            Some(Pos::Name) if self.verb_at(token + 1).is_some_and(|next| next.forms.has(Forms::PAST)) => Pos::Noun,
            Some(Pos::Name | Pos::Noun)
                if self.starts_noun(token + 1)
                    && !self.is_function(token + 1)
                    && previous == Some(Pos::Noun)
                    && !self.names_next(token) =>
            {
                Pos::Noun
            }
            _ => Pos::Verb,
        }
    }

    /// `Monday's car bombing in`, `the train bombing`: a thing behind a word that opens a phrase, and no object behind.
    fn ends_compound(&self, token: usize) -> bool {
        // `the Kenya embassy bombing`
        let is_joined = |at: usize| matches!(self.words[at].pos, Pos::Name | Pos::Noun);
        let Some(opening) = (self.sentence.start..token - 1).rev().find(|&at| !is_joined(at)) else {
            return false;
        };
        let opens = matches!(
            self.words[opening].pos,
            Pos::Determiner | Pos::Possessive | Pos::Genitive
        );
        let is_house = matches!(self.segmented.word(token - 1), "consulate" | "embassy" | "mission");
        let is_thing = is_house || self.grammar.actor(self.segmented.tokens[token - 1].folded).is_none();
        let is_followed = self.starts_phrase(token + 1) && !self.points_off(token + 1) || self.leads_to_goal(token + 1);
        opens && is_thing && !is_followed
    }

    /// `a statement responding to`: what is done to something is no compound.
    fn leads_to_goal(&self, token: usize) -> bool {
        let is_infinitive = self.verb_at(token + 1).is_some_and(|verb| verb.forms.has(Forms::BASE));
        self.sentence.contains(&token) && self.segmented.word(token) == "to" && !is_infinitive
    }

    /// `a resolution accusing Iran`
    fn names_next(&self, token: usize) -> bool {
        self.sentence.contains(&(token + 1)) && self.words[token + 1].pos == Pos::Name && !self.is_title
    }

    /// `before flying to Lima`, `after returning to the capital`
    fn is_apart(&self, token: usize) -> bool {
        let word = self.segmented.word(token);
        ["after", "before", "without"]
            .iter()
            .any(|known| word.eq_ignore_ascii_case(known))
    }

    /// `short of calling for a truce`
    fn calls_for(&self, token: usize) -> bool {
        let leads_on = self.sentence.contains(&(token + 1)) && self.segmented.word(token + 1) == "for";
        leads_on
            && matches!(
                self.segmented.word(token),
                "appealing" | "asking" | "calling" | "pressing" | "pushing"
            )
    }

    /// `out` in `carrying out`.
    fn is_particle(&self, token: usize) -> bool {
        self.sentence.contains(&token)
            && matches!(
                self.segmented.word(token),
                "away" | "back" | "down" | "off" | "out" | "up"
            )
    }

    /// `a Security Council meeting`: names between an indefinite article and the word.
    fn has_indefinite_article(&self, token: usize) -> bool {
        let before = (self.sentence.start..token)
            .rev()
            .find(|&before| self.words[before].pos != Pos::Name);
        before.is_some_and(|before| matches!(self.segmented.word(before), "a" | "an" | "A" | "An"))
    }

    /// `attack` and `attacks`: verb or noun?
    fn present(&self, token: usize, previous: Option<(usize, Pos)>, is_noun: bool, forms: Forms) -> Pos {
        let next_starts_object = self.is_function_of(
            token + 1,
            &[
                FunctionClass::Determiner,
                FunctionClass::Number,
                FunctionClass::Possessive,
                FunctionClass::Pronoun,
                FunctionClass::To,
            ],
        ) || self.segmented.tokens.get(token + 1).is_some_and(|next| {
            self.sentence.contains(&(token + 1))
                && matches!(
                    next.shape,
                    TokenShape::Capitalised | TokenShape::Upper | TokenShape::Number
                )
        });
        match previous {
            // `Kenyan forces arrest two`: people, and what they do.
            _ if forms.has(Forms::THIRD) && self.acts_next(token) => Pos::Noun,
            // `Fighting continues`
            Some((before, Pos::Verb))
                if !is_noun
                    && forms.has(Forms::THIRD)
                    && before == self.sentence.start
                    && self.verb_forms(before).has(Forms::GERUND) =>
            {
                Pos::Verb
            }
            Some((_, Pos::Preposition | Pos::Number | Pos::Verb)) => Pos::Noun,
            Some((before, Pos::Noun)) if self.is_object_with_clause(before, token) => Pos::Noun,
            // `must leave or face sanctions`
            Some((before, Pos::Conjunction)) if forms.has(Forms::BASE) && self.is_threat(before, token) => Pos::Verb,
            Some((_, Pos::Conjunction | Pos::Comma)) if is_noun => {
                if next_starts_object && forms.has(Forms::THIRD) {
                    Pos::Verb
                } else {
                    Pos::Noun
                }
            }
            Some((before, Pos::Noun | Pos::Name | Pos::Time)) => {
                let plural = self.segmented.word(before).ends_with('s')
                    || self.follows_conjunction(before)
                    || self.follows_name_of_headline(before);
                let agrees = forms.has(Forms::THIRD) || plural || self.has_plural_head(before);
                let stands_alone = || {
                    self.ends_clause_of(before, token) || self.is_verb_of_headline(token) || self.is_only_verb(token)
                };
                // `Taliban release American hostage`: a line without another verb.
                let opens_object = self.words[before].pos == Pos::Name && next_starts_object;
                let is_headline_verb = || forms.has(Forms::BASE) && opens_object && self.is_verb_of_headline(token);
                // `the family of X continue to ask`
                let leads_on = !is_noun && self.is_function_of(token + 1, &[FunctionClass::To]);
                if agrees && (!is_noun || next_starts_object || stands_alone()) || is_headline_verb() || leads_on {
                    Pos::Verb
                } else {
                    Pos::Noun
                }
            }
            None if self.is_title => Pos::Noun,
            // `will be free`.
            Some((_, Pos::Be)) if forms.has(Forms::BASE) => Pos::Noun,
            _ if is_noun => Pos::Noun,
            _ => Pos::Verb,
        }
    }

    /// `or face`: what somebody undergoes who does not do as told.
    fn is_threat(&self, conjunction: usize, token: usize) -> bool {
        let undergoes = self
            .verb_at(token)
            .is_some_and(|verb| self.grammar.verb(verb).undergoes);
        undergoes && self.segmented.word(conjunction) == "or" && self.segmented.word(token) == "face"
    }

    /// `denied media reports that`: behind a noun right behind a verb, and a clause on it.
    fn is_object_with_clause(&self, before: usize, token: usize) -> bool {
        let above = before.checked_sub(1).filter(|above| self.sentence.contains(above));
        let leads_on = self.sentence.contains(&(token + 1)) && self.segmented.word(token + 1) == "that";
        leads_on && above.is_some_and(|above| self.words[above].pos == Pos::Verb)
    }

    /// `Members of the Council`, `Police in Chad`, `police`: the noun before a preposition, or the last one itself, is a plural.
    fn has_plural_head(&self, token: usize) -> bool {
        let is_plural = |token: usize| {
            let folded = self.segmented.tokens[token].folded;
            let actor = self.grammar.actor(folded);
            actor.map_or(self.segmented.word(token).ends_with('s'), |actor| actor.is_plural)
        };
        let inside = |pos: Pos| matches!(pos, Pos::Noun | Pos::Name | Pos::Number | Pos::Genitive);
        let opens = |pos: Pos| matches!(pos, Pos::Determiner | Pos::Possessive);
        let before = (self.sentence.start..token)
            .rev()
            .find(|&at| !inside(self.words[at].pos))
            .and_then(|at| match opens(self.words[at].pos) {
                true => at.checked_sub(1).filter(|&before| self.sentence.contains(&before)),
                false => Some(at),
            });
        let head = before
            .filter(|&at| self.words[at].pos == Pos::Preposition && at > self.sentence.start)
            .map(|preposition| preposition - 1);
        is_plural(head.unwrap_or(token))
    }

    /// `once X pulls out`: a name that a conjunction or the sentence opens with, and no other verb in its clause.
    fn ends_clause_of(&self, name: usize, token: usize) -> bool {
        let third = self.verb_forms(token).has(Forms::THIRD);
        if !third || self.words[name].pos != Pos::Name || self.is_title {
            return false;
        }
        let opening = (self.sentence.start..name)
            .rev()
            .find(|&before| !matches!(self.words[before].pos, Pos::Name | Pos::Determiner));
        let opens = opening.is_some_and(|before| self.words[before].pos == Pos::Subordinator);
        let ends = |token: &usize| {
            let shape = self.segmented.tokens[*token].shape;
            shape == TokenShape::Punctuation
                || self.is_function_of(*token, &[FunctionClass::Conjunction, FunctionClass::Subordinator])
        };
        let has_verb = (token + 1..self.sentence.end)
            .take_while(|token| !ends(token))
            .any(|token| {
                let forms = self.verb_forms(token);
                forms.has(Forms::PAST)
                    || self.is_function_of(
                        token,
                        &[
                            FunctionClass::Be,
                            FunctionClass::Have,
                            FunctionClass::Will,
                            FunctionClass::Would,
                            FunctionClass::May,
                        ],
                    )
            });
        opens && !has_verb
    }

    /// `France stands by Togo.`: the only word of a sentence that can be its verb, behind a name.
    fn is_only_verb(&self, token: usize) -> bool {
        const AUXILIARIES: [FunctionClass; 7] = [
            FunctionClass::Be,
            FunctionClass::Do,
            FunctionClass::Have,
            FunctionClass::May,
            FunctionClass::Should,
            FunctionClass::Will,
            FunctionClass::Would,
        ];
        let is_name = token > self.sentence.start && self.words[token - 1].pos == Pos::Name;
        let may_be_verb = |at: usize| {
            let forms = self.verb_forms(at);
            let is_infinitive = at > self.sentence.start && self.is_function_of(at - 1, &[FunctionClass::To]);
            self.is_function_of(at, &AUXILIARIES)
                || forms.has(Forms::PAST)
                || forms.has(Forms::THIRD)
                || forms.has(Forms::BASE) && !is_infinitive
        };
        is_name
            && self.verb_forms(token).has(Forms::THIRD)
            && !self.is_title
            && !self.sentence.clone().any(|at| at != token && may_be_verb(at))
    }

    pub(super) fn verb_forms(&self, token: usize) -> Forms {
        let folded = self.segmented.tokens[token].folded;
        self.grammar
            .verb_word(folded)
            .map(|verb| verb.forms)
            .unwrap_or_default()
    }

    fn follows_conjunction(&self, token: usize) -> bool {
        token > self.sentence.start
            && (self.sentence.start..token)
                .rev()
                .take(3)
                .any(|t| self.words[t].pos == Pos::Conjunction)
    }
}
