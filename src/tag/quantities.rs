//! Numbers with the noun they count: `118 countries`, `dozens of states`, `at least two soldiers`.

use super::times::{Amount, Cursor, cursors};
use crate::document::{Quantity, SegmentedDocument, TimeMention, TokenShape};
use crate::kb::{FunctionClass, Grammar, KnowledgeBase, TimeWord};

/// Tokens after a number among which its noun is looked for (`118 other African countries`).
const REACH: usize = 5;

/// Quantities, ascending, not overlapping; numbers inside time expressions count nothing.
/// `words` are those of `times::words_of`.
pub fn tag(
    document: &SegmentedDocument,
    kb: &KnowledgeBase,
    words: &[Option<&TimeWord>],
    times: &[TimeMention],
) -> Vec<Quantity> {
    let mut found = Vec::new();
    for cursor in cursors(document, &kb.times, words) {
        let reader = Reader {
            cursor: &cursor,
            grammar: &kb.grammar,
            times,
        };
        let mut at = cursor.first;
        while at < cursor.end {
            match reader.quantity(at) {
                Some((quantity, end)) => {
                    found.push(quantity);
                    at = end;
                }
                None => at += 1,
            }
        }
    }
    found
}

struct Reader<'d> {
    cursor: &'d Cursor<'d>,
    grammar: &'d Grammar,
    times: &'d [TimeMention],
}

impl Reader<'_> {
    /// The quantity that begins at `at` and where it ends.
    fn quantity(&self, at: usize) -> Option<(Quantity, usize)> {
        if !self.may_begin(at) {
            return None;
        }
        let start = self.number_start(at)?;
        let (amount, after) = self.count(start)?;
        if self.is_measure(start) || self.in_time(start) {
            return None;
        }
        let head = self.head(after, amount)?;
        let quantity = Quantity {
            span: self.cursor.span(at, head + 1),
            value: amount.whole().map(i64::from).or_else(|| self.large(amount)),
            noun: singular(&self.cursor.text(head).to_lowercase(), self.grammar),
        };
        Some((quantity, head + 1))
    }

    /// Cheap and never wrong where it says no: most tokens begin no quantity.
    fn may_begin(&self, at: usize) -> bool {
        let is_known = self.cursor.word(at).is_some() || self.cursor.shape(at) == Some(TokenShape::Number);
        // `a`, `at least`, `as many as`, `some`, `more than`, `less than`, `fewer than`, `up to`.
        is_known
            || matches!(
                self.cursor.text(at).as_bytes(),
                [b'a' | b'A' | b's' | b'S' | b'm' | b'M' | b'l' | b'L' | b'f' | b'F' | b'u' | b'U', rest @ ..]
                    if rest.len() < 5
            )
    }

    /// Skips what says how exact the number is: `at least`, `more than`, `some`, `nearly`.
    fn number_start(&self, at: usize) -> Option<usize> {
        let cursor = self.cursor;
        let word = cursor.word(at);
        let is_number = |at: usize| {
            cursor.shape(at) == Some(TokenShape::Number)
                || cursor.word(at).is_some_and(|word| {
                    word.number.is_some() || word.scale.is_some() || word.fuzzy.is_some() || word.is_mass
                })
        };
        let skipped = match () {
            () if word.is_some_and(|word| word.is_approximator) || cursor.is(at, "some") => at + 1,
            () if cursor.is(at, "at") && cursor.is_any(at + 1, &["least", "most"]) => at + 2,
            () if cursor.is_any(at, &["more", "less", "fewer"]) && cursor.is(at + 1, "than") => at + 2,
            () if cursor.is(at, "up") && cursor.is(at + 1, "to") => at + 2,
            () if cursor.is(at, "as") && cursor.is(at + 1, "many") && cursor.is(at + 2, "as") => at + 3,
            () => at,
        };
        let has_article = cursor.is(skipped, "a") && is_number(skipped + 1);
        (is_number(skipped) || has_article).then_some(skipped)
    }

    /// The number, `hundreds of` and `dozens of` among them; of a range the lower end.
    fn count(&self, at: usize) -> Option<(Amount, usize)> {
        let cursor = self.cursor;
        let is_mass = |at: usize| cursor.word(at).is_some_and(|word| word.is_mass) && cursor.is(at + 1, "of");
        if is_mass(at) {
            let masses = (0..).step_by(2).take_while(|step| is_mass(at + step)).count();
            return Some((Amount::Unknown, at + 2 * masses));
        }
        let (amount, after) = cursor.amount(at)?;
        let upper = (cursor.is_any(after, &["to", "or"]) || cursor.is_hyphen(after))
            .then(|| cursor.amount(after + 1))
            .flatten();
        let is_range = !cursor.is_any(after + 1, &["a", "an"]);
        let end = upper.filter(|_| is_range).map_or(after, |(_, end)| end);
        // `two of the countries`, `dozens of countries`.
        let end = if cursor.is(end, "of") {
            cursor.skip(end + 1, &["the", "its", "their", "these", "those"])
        } else {
            end
        };
        Some((amount, end))
    }

    /// `2.5 million` as a whole number.
    fn large(&self, amount: Amount) -> Option<i64> {
        match amount {
            Amount::Exact(value) if value.fract() == 0.0 && value < 1e15 => Some(value as i64),
            _ => None,
        }
    }

    /// `$5 million`, `5%`, `No. 5`, `5.2 km`: no count of things.
    fn is_measure(&self, at: usize) -> bool {
        let before = self.cursor.before(at, 1);
        let text = self.cursor.text(before);
        text.ends_with(['$', '€', '£', '¥', '#', '%', '.', ':', '/']) || self.cursor.is_hyphen(before)
    }

    fn in_time(&self, at: usize) -> bool {
        let Some(token) = self.cursor.token(at) else {
            return true;
        };
        let place = self.times.partition_point(|time| time.span.end <= token.span.start);
        self.times
            .get(place)
            .is_some_and(|time| time.span.start <= token.span.start)
    }

    /// The noun counted: the first plural after the number, past adjectives and names; after `one` the
    /// next noun.
    fn head(&self, from: usize, amount: Amount) -> Option<usize> {
        let end = self.cursor.end.min(from + REACH);
        for at in from..end {
            if !self.is_nominal(at) {
                return None;
            }
            let is_last = !self.is_nominal(at + 1) || at + 1 == self.cursor.end;
            let is_plural = self.is_plural(at);
            if is_plural
                || (amount == Amount::Exact(1.0) && is_last && self.cursor.shape(at) == Some(TokenShape::Lower))
            {
                return Some(at);
            }
        }
        None
    }

    /// A word that can stand between a number and its noun, or be it.
    fn is_nominal(&self, at: usize) -> bool {
        let Some(token) = self.cursor.token(at) else {
            return false;
        };
        let classes = self.grammar.classes(token.folded);
        let is_hyphen = self.cursor.is_hyphen(at) && self.cursor.touches(at);
        let is_word = matches!(
            token.shape,
            TokenShape::Lower
                | TokenShape::Capitalised
                | TokenShape::Upper
                | TokenShape::Mixed
                | TokenShape::Alphanumeric
        );
        is_hyphen || (is_word && (classes.is_empty() || classes.has(FunctionClass::Adverb)))
    }

    fn is_plural(&self, at: usize) -> bool {
        let Some(token) = self.cursor.token(at).filter(|token| token.shape == TokenShape::Lower) else {
            return false;
        };
        let text = self.cursor.text(at);
        if text == "people" {
            return true;
        }
        if let Some(actor) = self.grammar.actor(token.folded) {
            return actor.is_plural;
        }
        text.len() > 3 && text.ends_with('s') && !text.ends_with("ss") && !text.ends_with("us") && !text.ends_with("is")
    }
}

/// `countries` → `country`.
fn singular(plural: &str, grammar: &Grammar) -> String {
    let stem = |cut: usize, tail: &str| format!("{}{tail}", &plural[..plural.len() - cut]);
    let known = |noun: &String| {
        grammar
            .actor(crate::text::fold_key(noun))
            .is_some_and(|actor| !actor.is_plural)
    };
    let candidates = [
        plural.ends_with("ies").then(|| stem(3, "y")),
        plural.ends_with("men").then(|| stem(2, "an")),
        (plural == "people").then(|| "person".to_owned()),
        ["ches", "shes", "sses", "xes"]
            .iter()
            .any(|tail| plural.ends_with(tail))
            .then(|| stem(2, "")),
        (plural.ends_with('s') && !plural.ends_with("ss")).then(|| stem(1, "")),
    ];
    let mut possible = candidates.into_iter().flatten();
    possible
        .clone()
        .find(known)
        .or_else(|| possible.next())
        .unwrap_or_else(|| plural.to_owned())
}
