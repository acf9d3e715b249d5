//! `a convoy south of Baghdad`: points of the compass that say where something is.

use super::words::Reader;
use super::{Pos, Syntax};

/// `north`, `southeast`, but not `northern`.
pub fn is_direction(word: &str) -> bool {
    const POINTS: [&str; 4] = ["north", "south", "east", "west"];
    let rest = ["north", "south"].iter().find_map(|point| word.strip_prefix(point));
    POINTS.contains(&word) || rest.is_some_and(|rest| matches!(rest.trim_start_matches('-'), "east" | "west"))
}

impl Reader<'_> {
    /// `south of`
    pub(super) fn points_off(&self, token: usize) -> bool {
        self.stands(token + 1, "of") && is_direction(self.segmented.word(token))
    }

    /// `30 km` in `a clash 30 km east of Kirkuk`: how far off, either word of it.
    pub(super) fn tells_distance(&self, token: usize) -> bool {
        let key = |token: usize| self.segmented.tokens[token].folded;
        let is_unit = |token: usize| self.sentence.contains(&token) && self.grammar.is_distance(key(token));
        let unit = if is_unit(token) { token } else { token + 1 };
        is_unit(unit) && (self.points_off(unit + 1) || self.stands(unit + 1, "from"))
    }

    fn stands(&self, token: usize, word: &str) -> bool {
        self.sentence.contains(&token) && self.segmented.word(token) == word
    }

    /// `a convoy south of Baghdad`, `30 km east of Kirkuk`: no article or adjective stands before the direction.
    pub(super) fn follows_place(&self, token: usize) -> bool {
        let before = token.checked_sub(1).filter(|before| self.sentence.contains(before));
        before.is_some_and(|before| matches!(self.words[before].pos, Pos::Noun | Pos::Name | Pos::Verb | Pos::Adverb))
    }
}

impl Syntax<'_> {
    /// `of` behind a direction says where, as the direction does.
    pub(super) fn with_direction(&self, preposition: usize) -> usize {
        let before = preposition
            .checked_sub(1)
            .filter(|&before| self.pos(before) == Pos::Preposition);
        let direction = before.filter(|&before| self.word(preposition) == "of" && is_direction(self.word(before)));
        direction.unwrap_or(preposition)
    }
}
