//! A function word → its part of speech, by its neighbours where it can have several.

use super::Pos;
use super::words::Reader;
use crate::document::TokenShape;
use crate::kb::{Forms, FunctionClass, FunctionClasses};

impl Reader<'_> {
    /// `face-to-face`, `sit-in`: behind a hyphen inside a word.
    fn is_within_word(&self, token: usize) -> bool {
        token > self.sentence.start && self.words[token - 1].pos == Pos::Hyphen
    }

    /// The part of speech of a function word; `None` where it is used as a content word.
    pub(super) fn function_word(&self, token: usize, classes: FunctionClasses) -> Option<Pos> {
        use FunctionClass as Class;
        const FIXED: [(Class, Pos); 7] = [
            (Class::Be, Pos::Be),
            (Class::Have, Pos::Have),
            (Class::Do, Pos::Do),
            (Class::Will, Pos::Modal),
            (Class::Would, Pos::Modal),
            (Class::May, Pos::Modal),
            (Class::Should, Pos::Modal),
        ];
        if self.is_within_word(token) {
            return Some(Pos::Noun);
        }
        // `her planned May trip`
        let is_month = classes.has(Class::May) && self.segmented.word(token) == "May";
        if is_month && token > self.sentence.start && !self.is_title {
            return Some(Pos::Name);
        }
        if let Some(&(_, pos)) = FIXED.iter().find(|(class, _)| classes.has(*class)) {
            return Some(pos);
        }
        if classes.has(Class::To) {
            return Some(self.to(token));
        }
        if classes.has(Class::Relative) && classes.has(Class::Determiner) {
            return Some(self.that_or_which(token, classes));
        }
        let by_order = [
            (Class::Relative, Pos::Relative),
            (Class::Possessive, Pos::Possessive),
            (Class::Determiner, Pos::Determiner),
            (Class::Pronoun, Pos::Pronoun),
            (Class::Negation, Pos::Negation),
            (Class::Conjunction, Pos::Conjunction),
            (Class::Preposition, Pos::Preposition),
            (Class::Subordinator, Pos::Subordinator),
            (Class::Number, Pos::Number),
            (Class::Adverb, Pos::Adverb),
        ];
        let (_, pos) = by_order.into_iter().find(|(class, _)| classes.has(*class))?;
        if pos == Pos::Adverb && (self.acts_behind_auxiliary(token) || self.acts_in_headline(token)) {
            return None;
        }
        if pos == Pos::Adverb && self.heads_phrase(token) {
            return Some(Pos::Noun);
        }
        let is_beside_verb = || self.is_repeated(token) || self.is_floating(token);
        if (classes.has(Class::Subordinator) || pos == Pos::Determiner) && is_beside_verb() {
            return Some(Pos::Adverb);
        }
        let stands_alone = !self.starts_phrase(token + 1) || self.is_before_participle(token);
        match pos {
            Pos::Possessive | Pos::Determiner if stands_alone && classes.has(Class::Pronoun) => Some(Pos::Pronoun),
            Pos::Pronoun if !stands_alone && classes.has(Class::Number) => Some(Pos::Number),
            Pos::Preposition if classes.has(Class::Adverb) && stands_alone => Some(Pos::Adverb),
            Pos::Preposition if self.approximates(token) => Some(Pos::Adverb),
            Pos::Conjunction if classes.has(Class::Adverb) && self.is_inside_verb(token) => Some(Pos::Adverb),
            _ => Some(pos),
        }
    }

    /// `the home of the officer`, `the first of them`: right behind an article, and before `of`.
    fn heads_phrase(&self, token: usize) -> bool {
        let is_before_of = self.sentence.contains(&(token + 1)) && self.segmented.word(token + 1) == "of";
        let before = token.checked_sub(1).filter(|before| self.sentence.contains(before));
        let is_behind_article =
            before.is_some_and(|before| matches!(self.words[before].pos, Pos::Determiner | Pos::Possessive));
        is_before_of && is_behind_article
    }

    /// `has not yet agreed`: behind an auxiliary or its negation.
    fn is_inside_verb(&self, token: usize) -> bool {
        self.previous(token)
            .is_some_and(|(_, pos)| matches!(pos, Pos::Be | Pos::Have | Pos::Do | Pos::Modal | Pos::Negation))
    }

    /// `once again`, `once more`.
    fn is_repeated(&self, token: usize) -> bool {
        let again = self
            .segmented
            .tokens
            .get(token + 1)
            .filter(|_| self.sentence.contains(&(token + 1)));
        self.segmented.word(token).eq_ignore_ascii_case("once")
            && again.is_some_and(|next| matches!(next.span.of(self.segmented.text()), "again" | "more"))
    }

    /// `the ministers both met`, `have all signed`: a quantifier that floats from its noun to the verb.
    fn is_floating(&self, token: usize) -> bool {
        if !matches!(self.segmented.word(token), "all" | "both" | "each") {
            return false;
        }
        let is_auxiliary = |pos: Pos| matches!(pos, Pos::Be | Pos::Have | Pos::Modal);
        let before = token.checked_sub(1).filter(|before| self.sentence.contains(before));
        let Some(before) = before.map(|before| self.words[before].pos) else {
            return false;
        };
        let forms = self.verb_at(token + 1).map(|verb| verb.forms).unwrap_or_default();
        let is_finite = forms.has(Forms::PAST) || forms.has(Forms::BASE) && before == Pos::Modal;
        let next = self.classes_at(token + 1).unwrap_or_default();
        let is_helped = next.is_modal() || next.has(FunctionClass::Be) || next.has(FunctionClass::Have);
        is_auxiliary(before) && (forms.has(Forms::PARTICIPLE) || is_finite)
            || matches!(before, Pos::Noun | Pos::Name | Pos::Pronoun) && (is_finite || is_helped)
    }

    /// `those calling for`, `those killed`: a participle behind, and no noun behind that.
    fn is_before_participle(&self, token: usize) -> bool {
        let forms = self.verb_at(token + 1).map(|verb| verb.forms).unwrap_or_default();
        let is_participle = (forms.has(Forms::GERUND) || forms.has(Forms::PARTICIPLE)) && !forms.has(Forms::BASE);
        is_participle && !self.starts_noun(token + 2) && self.segmented.word(token).eq_ignore_ascii_case("those")
    }

    /// `to` before a verb's base form, else the preposition.
    fn to(&self, token: usize) -> Pos {
        let mut next = token + 1;
        while self
            .classes_at(next)
            .is_some_and(|classes| classes.has(FunctionClass::Adverb))
            && !(next == token + 1 && self.verb_at(next).is_some() && self.starts_phrase(next + 1))
        {
            next += 1;
        }
        let Some(word) = self
            .segmented
            .tokens
            .get(next)
            .filter(|_| self.sentence.contains(&next))
        else {
            return Pos::Preposition;
        };
        let classes = self.grammar.classes(word.folded);
        let is_verb = self
            .grammar
            .verb_word(word.folded)
            .is_some_and(|verb| verb.forms.has(Forms::BASE));
        let helps = [FunctionClass::Be, FunctionClass::Have, FunctionClass::Do]
            .into_iter()
            .any(|class| classes.has(class));
        let lower = word.shape == TokenShape::Lower || self.is_title;
        if helps || (lower && is_verb) {
            Pos::To
        } else {
            Pos::Preposition
        }
    }

    fn that_or_which(&self, token: usize, classes: FunctionClasses) -> Pos {
        let previous = self.previous(token);
        let after_noun = matches!(
            previous,
            Some((_, Pos::Noun | Pos::Name | Pos::Comma | Pos::Preposition))
        );
        let next = self.classes_at(token + 1).unwrap_or_default();
        let before_verb = next.is_modal()
            || [FunctionClass::Be, FunctionClass::Have, FunctionClass::Do]
                .into_iter()
                .any(|class| next.has(class))
            || self
                .verb_at(token + 1)
                .is_some_and(|verb| verb.forms.has(Forms::PAST) || verb.forms.has(Forms::THIRD));
        if after_noun && (before_verb || !classes.has(FunctionClass::Subordinator)) {
            return Pos::Relative;
        }
        if classes.has(FunctionClass::Subordinator) {
            let after_verb = matches!(
                previous,
                Some((
                    _,
                    Pos::Verb | Pos::Noun | Pos::Name | Pos::Time | Pos::Be | Pos::Conjunction
                ))
            );
            return if after_verb || before_verb {
                Pos::Subordinator
            } else {
                Pos::Determiner
            };
        }
        Pos::Determiner
    }
}
