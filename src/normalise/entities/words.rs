//! Names → the words by which they are compared.

use crate::document::{NameMention, TaggedDocument};
use crate::text::fold;

/// The folded words of a name, without articles, punctuation and generational suffixes.
pub(super) fn folded_words(tagged: &TaggedDocument, name: &NameMention) -> Vec<String> {
    let folded = fold(tagged.segmented.slice(name.span));
    let words = folded
        .split(' ')
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    words
        .filter(|word| !word.is_empty() && !matches!(*word, "the" | "jr" | "sr"))
        .map(str::to_owned)
        .collect()
}

/// The folded name, as a key.
pub(super) fn key(tagged: &TaggedDocument, name: &NameMention) -> String {
    let folded = fold(tagged.segmented.slice(name.span));
    folded.strip_prefix("the ").unwrap_or(&folded).to_owned()
}

/// A name on one line, without an article before it.
pub(super) fn plain(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let first = usize::from(words.len() > 1 && words[0].eq_ignore_ascii_case("the"));
    words[first..].join(" ")
}

/// A folded name without its usual abbreviation: `saint paul` for `st. paul`.
pub(super) fn written_out(name: &str) -> String {
    const SHORT: [(&str, &str); 3] = [("st", "saint"), ("ft", "fort"), ("mt", "mount")];
    let full = |word: &str| {
        let bare = word.trim_end_matches('.');
        SHORT.iter().find(|(short, _)| *short == bare).map(|(_, full)| *full)
    };
    let words: Vec<&str> = name.split(' ').map(|word| full(word).unwrap_or(word)).collect();
    words.join(" ")
}
